#pragma once

#include <gtk/gtk.h>

#include "core/frame.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_LETTER_STRIP (unroll_letter_strip_get_type ())
G_DECLARE_FINAL_TYPE (UnrollLetterStrip, unroll_letter_strip, UNROLL,
                      LETTER_STRIP, GtkWidget)

/**
 * UnrollLetterStrip:
 *
 * The last letters of the typed text, each a button: after the chosen one the
 * next letter is predicted, and those that the network sees then are lit.
 *
 * Signal "chosen" (uint64): another letter, its place in the text from 1.
 */
GtkWidget *unroll_letter_strip_new    (void);
/* @frame has a prediction; @place is chosen. */
void       unroll_letter_strip_show   (UnrollLetterStrip *self,
                                       RnnFrame          *frame,
                                       gsize              place);
/* The button of the letter @place (transfer none), NULL if it is not there. */
GtkWidget *unroll_letter_strip_get_button (UnrollLetterStrip *self,
                                           gsize              place);

G_END_DECLS
