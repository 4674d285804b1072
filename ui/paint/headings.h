#pragma once

#include "core/frame.h"
#include "ui/paint/parameters.h"

G_BEGIN_DECLS

/* The lines that say what is shown, in the window and in figures (transfer
 * full).  Markup is Pango's. */

/* "SimpleRNN(3, tanh) → Dense(5, softmax) · 47 parameters · Adam 0.01"; plain. */
char *paint_heading_model  (const RnnFrame *frame);
/* With one time step: why nothing flows; else which sample is unrolled; markup.
 */
char *paint_heading_stage  (const RnnFrame *frame,
                            gsize           sample);
/* Which hidden state the table of states has; markup. */
char *paint_heading_states (const RnnFrame *frame);
/* Which letters the frame's prediction after @place of them follows (0: after
 * all); markup.  NULL without one. */
char *paint_heading_prediction (const RnnFrame *frame,
                            gsize           place);
/* "Epoch 62 of 100"; plain. */
char *paint_heading_epoch  (const RnnFrame *frame);
/* What a picture of @frame and of @sample is called below it: "Next letter ·
 * epoch 62 of 100 · seed 123"; plain. */
char *paint_heading_caption (const RnnFrame *frame,
                            gsize           sample);
/* Whose numbers the parameters show, a constant; NULL: their values. */
const char *paint_heading_parameters (PaintParametersMode mode);
/* The same of the ledger. */
const char *paint_heading_ledger (void);

G_END_DECLS
