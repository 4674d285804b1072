#pragma once

#include "app/window.h"

G_BEGIN_DECLS

/* Reading and writing files for a window: dialogs, and what fails told as a
 * sentence in the window. */

void unroll_files_open           (UnrollWindow *window);
void unroll_files_open_text      (UnrollWindow *window);
void unroll_files_save           (UnrollWindow *window);
void unroll_files_save_as        (UnrollWindow *window);
void unroll_files_export_figure  (UnrollWindow *window);
void unroll_files_export_metrics (UnrollWindow *window);

/* One of the experiments that come with the program. */
void unroll_files_load_preset    (UnrollWindow *window,
                                  const char   *name);
/* An experiment by its ending .unroll, anything else as a text to be learnt. */
void unroll_files_load           (UnrollWindow *window,
                                  GFile        *file);

G_END_DECLS
