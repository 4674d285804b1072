#pragma once

#include "app/window.h"

G_BEGIN_DECLS

/* Reading and writing files for a window: dialogs, and what fails told as a
 * sentence in the window. */

void unroll_files_open           (UnrollWindow *window);
void unroll_files_open_text      (UnrollWindow *window);
void unroll_files_save           (UnrollWindow *window);
void unroll_files_save_as        (UnrollWindow *window);
/* Saves, where there is a file; else asks for one.  See unroll_unsaved_go_on. */
void unroll_files_save_then_go_on (UnrollWindow *window);

/* Files for other programs, and weights from them (files-export.c). */
void unroll_files_export_metrics (UnrollWindow *window);
void unroll_files_export_trace   (UnrollWindow *window);
void unroll_files_export_weights (UnrollWindow *window);
/* @dialect as rnn_dialect_find knows it */
void unroll_files_export_program (UnrollWindow *window,
                                  const char   *dialect);
void unroll_files_import_weights (UnrollWindow *window);

/* One of the experiments that come with the program. */
void unroll_files_load_preset    (UnrollWindow *window,
                                  const char   *name);
/* What @load makes of @file, an experiment or a text, by its ending; see
 * unroll_opening_new. */
void unroll_files_load_by        (UnrollWindow   *window,
                                  GFile          *file,
                                  UnrollLoadFunc  load,
                                  gpointer        data,
                                  GDestroyNotify  destroy);
/* An experiment by its ending .unroll, anything else as a text to be learnt. */
void unroll_files_load           (UnrollWindow *window,
                                  GFile        *file);

G_END_DECLS
