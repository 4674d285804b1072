#pragma once

#include "ui/part.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_WRITING_BOX (unroll_writing_box_get_type ())
G_DECLARE_FINAL_TYPE (UnrollWritingBox, unroll_writing_box, UNROLL, WRITING_BOX,
                      UnrollPart)

/**
 * UnrollWritingBox:
 *
 * What the network keeps writing, while it does, with the hidden states along
 * it; what is needed to write the same again, and a button that copies it.  Not
 * to be seen before there is a letter.
 *
 * Signal "chosen": another letter is looked at, or none.
 */
/* The written letter that is looked at, from 0; −1: none. */
int        unroll_writing_box_get_chosen (UnrollWritingBox *self);
void       unroll_writing_box_choose (UnrollWritingBox *self,
                                   int               chosen);
GtkWidget *unroll_writing_box_new (UnrollViewState *state);
/* With what it was asked to write; shown once a letter has come. */
void       unroll_writing_box_ask (UnrollWritingBox *self,
                                   double            temperature,
                                   guint32           seed);

G_END_DECLS
