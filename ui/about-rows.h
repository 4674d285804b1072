#pragma once

#include <gtk/gtk.h>

#include "core/spec.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_ABOUT_ROWS (unroll_about_rows_get_type ())
G_DECLARE_FINAL_TYPE (UnrollAboutRows, unroll_about_rows, UNROLL, ABOUT_ROWS,
                      GtkBox)

/**
 * UnrollAboutRows:
 *
 * What an experiment is called, and the teacher's notes on it.  Both are told
 * letter by letter, since a training does not notice: whoever saves while typing
 * has saved all of it.
 *
 * Signal "changed" (string, string): "experiment.title" or "experiment.notes",
 * and its new text.
 */
GtkWidget  *unroll_about_rows_new         (void);

/* Titles and notes are named "experiment.title" and "experiment.notes". */
void        unroll_about_rows_show        (UnrollAboutRows *self,
                                           const RnnSpec   *spec);
/* A sentence, or NULL. */
void        unroll_about_rows_set_error   (UnrollAboutRows *self,
                                           const char      *name,
                                           const char      *sentence);
/* (transfer none) */
const char *unroll_about_rows_get_error   (UnrollAboutRows *self,
                                           const char      *name);
/* The entry or the text view (transfer none). */
GtkWidget  *unroll_about_rows_get_control (UnrollAboutRows *self,
                                           const char      *name);
/* What stands in the one that has the focus is not the experiment's: it cannot
 * be, see its sentence. */
gboolean    unroll_about_rows_is_typing   (UnrollAboutRows *self);

G_END_DECLS
