#pragma once

#include <gtk/gtk.h>

#include "ui/view-state.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_LETTER_POPOVER (unroll_letter_popover_get_type ())
G_DECLARE_FINAL_TYPE (UnrollLetterPopover, unroll_letter_popover, UNROLL,
                      LETTER_POPOVER, GtkPopover)

/**
 * UnrollLetterPopover:
 *
 * Where another letter is chosen that comes in at one time step, as if: typed,
 * or picked among those that the network knows; what is typed sieves them.
 */
GtkWidget  *unroll_letter_popover_new         (UnrollViewState     *state,
                                               guint                t);
GtkWidget  *unroll_letter_popover_get_entry   (UnrollLetterPopover *self);
GtkFlowBox *unroll_letter_popover_get_letters (UnrollLetterPopover *self);
/* What is wrong with what is typed, or "". */
const char *unroll_letter_popover_get_note    (UnrollLetterPopover *self);

G_END_DECLS
