#pragma once

#include "core/frame.h"

G_BEGIN_DECLS

/* What a frame shows as if; for frame.c. */

/* The letter at @place of a @batch: from the real number that it was made into,
 * if need be. */
guint16  rnn_frame_letter    (const RnnFrame         *frame,
                              const RnnBatch         *batch,
                              gsize                   place);
/* @wished are in force, if they are possible: the weights are as if from now on,
 * and what they and @sample's letters really are is kept aside.  Else the frame
 * says why not. */
void     rnn_frame_intervene (RnnFrame               *frame,
                              const RnnInterventions *wished,
                              gsize                   sample);
/* Whether what has been made from the weights is made of finite numbers. */
gboolean rnn_frame_is_finite (const RnnFrame         *frame);
/* The weights are what they really are again, with a sentence. */
void     rnn_frame_leave_out (RnnFrame               *frame);

G_END_DECLS
