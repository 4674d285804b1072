#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define UNROLL_TYPE_LAYER_ROWS (unroll_layer_rows_get_type ())
G_DECLARE_FINAL_TYPE (UnrollLayerRows, unroll_layer_rows, UNROLL, LAYER_ROWS,
                      GtkBox)

/**
 * UnrollLayerRows:
 *
 * The recurrent layers, the lowest first: two rows for each, a button to add
 * one on top and a button to take one out.  Their units together are the
 * setting network.units ("3;4").
 *
 * Signals "changed" and "typed" as UnrollSettingRow's.
 */

/* @labels: see unroll_setting_row_align. */
GtkWidget  *unroll_layer_rows_new         (GtkSizeGroup    *labels);
void        unroll_layer_rows_set_value   (UnrollLayerRows *self,
                                           const char      *value);
const char *unroll_layer_rows_get_value   (UnrollLayerRows *self);
/* A sentence below the top layer, or NULL. */
void        unroll_layer_rows_set_error   (UnrollLayerRows *self,
                                           const char      *sentence);
const char *unroll_layer_rows_get_error   (UnrollLayerRows *self);
void        unroll_layer_rows_set_waiting (UnrollLayerRows *self,
                                           gboolean         waiting);

G_END_DECLS
