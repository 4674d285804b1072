#pragma once

#include <gtk/gtk.h>

#include "core/dataset.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_DATA_ROW (unroll_data_row_get_type ())
G_DECLARE_FINAL_TYPE (UnrollDataRow, unroll_data_row, UNROLL, DATA_ROW, GtkBox)

/**
 * UnrollDataRow:
 *
 * The letters to learn from: a few of them can be typed here, a long text or a
 * file is shown by its beginning or its name.  Below it, how many letters there
 * are, and the way to more (UnrollDataDialog).
 *
 * Signals:
 *
 * - "changed" (string): other letters were typed
 * - "typed" (string): they are being typed
 * - "more": the text, its alphabet and its windows are asked for
 */

/* @labels: see unroll_setting_row_align. */
GtkWidget  *unroll_data_row_new         (GtkSizeGroup     *labels);
/* The letters or file of @spec. */
void        unroll_data_row_show        (UnrollDataRow    *self,
                                         const RnnSpec    *spec);
/* How many letters there are, also while they are being typed: @shape (nullable)
 * and @n_letters as unroll_data_shape gives them. */
void        unroll_data_row_count       (UnrollDataRow    *self,
                                         const RnnDataset *shape,
                                         gsize             n_letters);
void        unroll_data_row_set_error   (UnrollDataRow    *self,
                                         const char       *sentence);
const char *unroll_data_row_get_error   (UnrollDataRow    *self);
void        unroll_data_row_set_waiting (UnrollDataRow    *self,
                                         gboolean          waiting);
/* "5 letters, 5 different" */
const char *unroll_data_row_get_caption (UnrollDataRow    *self);
/* The entry of the typed letters (transfer none). */
GtkWidget  *unroll_data_row_get_entry   (UnrollDataRow    *self);

G_END_DECLS
