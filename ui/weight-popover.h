#pragma once

#include <gtk/gtk.h>

#include "ui/view-state.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_WEIGHT_POPOVER (unroll_weight_popover_get_type ())
G_DECLARE_FINAL_TYPE (UnrollWeightPopover, unroll_weight_popover, UNROLL,
                      WEIGHT_POPOVER, GtkPopover)

/**
 * UnrollWeightPopover:
 *
 * Where the value of one parameter is typed, as if.  Enter sets it; the arrow
 * keys turn it by a tenth, with Shift by a hundredth, at once.  What is no such
 * number is said below the entry.
 *
 * @index: into the parameter arena of the frame that @state shows.  @typed: what
 * was typed already; NULL: the present value stands there, to be typed over.
 */
GtkWidget  *unroll_weight_popover_new       (UnrollViewState     *state,
                                             gsize                index,
                                             const char          *typed);
GtkWidget  *unroll_weight_popover_get_entry (UnrollWeightPopover *self);
/* What is wrong with what is typed, or what the keys do. */
const char *unroll_weight_popover_get_note  (UnrollWeightPopover *self);

G_END_DECLS
