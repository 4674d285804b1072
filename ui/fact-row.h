#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define UNROLL_TYPE_FACT_ROW (unroll_fact_row_get_type ())
G_DECLARE_FINAL_TYPE (UnrollFactRow, unroll_fact_row, UNROLL, FACT_ROW, GtkBox)

/**
 * UnrollFactRow:
 *
 * What follows from other settings, in the shape of a setting's row: a label
 * and a text that cannot be changed here.
 */

/* @labels: see unroll_setting_row_align.  @help says what decides the fact. */
GtkWidget  *unroll_fact_row_new       (const char    *label,
                                       const char    *help,
                                       GtkSizeGroup  *labels);
void        unroll_fact_row_set_text  (UnrollFactRow *self,
                                       const char    *text);
const char *unroll_fact_row_get_text  (UnrollFactRow *self);
/* Something at the row's end. */
void        unroll_fact_row_add_suffix (UnrollFactRow *self,
                                        GtkWidget     *suffix);

G_END_DECLS
