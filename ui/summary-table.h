#pragma once

#include <gtk/gtk.h>

#include "core/dataset.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_SUMMARY_TABLE (unroll_summary_table_get_type ())
G_DECLARE_FINAL_TYPE (UnrollSummaryTable, unroll_summary_table, UNROLL,
                      SUMMARY_TABLE, GtkBox)

/**
 * UnrollSummaryTable:
 *
 * Keras' model summary: each layer with its output shape and its parameters,
 * their total, and the memory that training takes.
 */
GtkWidget *unroll_summary_table_new    (void);
/* The network that @spec makes of data shaped as @dataset; only its sizes are
 * read. */
void       unroll_summary_table_show   (UnrollSummaryTable *self,
                                        const RnnSpec      *spec,
                                        const RnnDataset   *dataset);
/* Why there is no network to summarise. */
void       unroll_summary_table_show_reason (UnrollSummaryTable *self,
                                             const char         *sentence);
/* The total of parameters, 0 while there is a reason instead. */
gsize      unroll_summary_table_get_total (UnrollSummaryTable *self);
/* The sentence shown instead of the table or below it, or NULL. */
const char *unroll_summary_table_get_sentence (UnrollSummaryTable *self);

G_END_DECLS
