#pragma once

#include "core/parts.h"

G_BEGIN_DECLS

/* Where passes went wrong, as a translated phrase for the middle of a sentence
 * with the number in brackets: "W_hh (1e+30)" (transfer full).  A number is
 * wrong when it is not finite, or not below RNN_TOO_LARGE.  Only called once
 * something is known to be wrong: this is a search. */

/* After forward and loss: the first hidden state by time, then by layer; or
 * the output; or the loss. */
char *rnn_divergence_forward    (const RnnParts   *parts);
/* After backward: the first wrong gradient of a parameter, and the place where
 * the way back went wrong; NULL when all of @gradients are right. */
char *rnn_divergence_gradients  (const RnnParts   *parts,
                                 const float      *gradients);
/* The first wrong parameter, or NULL. */
char *rnn_divergence_parameters (const RnnNetwork *network,
                                 const float      *parameters);

G_END_DECLS
