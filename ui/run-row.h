#pragma once

#include <gtk/gtk.h>

#include "ui/view-state.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_RUN_ROW (unroll_run_row_get_type ())
G_DECLARE_FINAL_TYPE (UnrollRunRow, unroll_run_row, UNROLL, RUN_ROW,
                      GtkListBoxRow)

/**
 * UnrollRunRow:
 *
 * One run in the list: how its curve is drawn, its name, how far it is trained
 * and with what loss, and a button that deletes it.  A double click on its name,
 * or F2, renames it.
 */
GtkWidget *unroll_run_row_new    (guint64          run);
guint64    unroll_run_row_get    (UnrollRunRow    *self);
/* Shows what @state, which has the run, says of it. */
void       unroll_run_row_update (UnrollRunRow    *self,
                                  UnrollViewState *state);
void       unroll_run_row_rename (UnrollRunRow    *self);

G_END_DECLS
