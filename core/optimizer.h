#pragma once

#include "core/network.h"

G_BEGIN_DECLS

/**
 * RnnOptimizer:
 *
 * Clipping and the update rule with their numbers, taken from the spec; no
 * state.  The moments are arenas of the caller: m (momentum, or Adam's first
 * moment) and v (RMSprop's and Adam's second moment).
 */
typedef struct
{
  RnnOptimizerKind kind;
  double           learning_rate;
  double           momentum;
  gboolean         nesterov;
  double           rho;
  double           beta_1, beta_2;
  double           epsilon;
  RnnClip          clip;
  double           clip_value;
} RnnOptimizer;

void     rnn_optimizer_init   (RnnOptimizer       *optimizer,
                               const RnnSpec      *spec);
/* Keras' clipvalue, clipnorm (each matrix by its own norm) or
 * global_clipnorm, in place.  See GOLDENS.md for the formulas. */
void     rnn_optimizer_clip   (const RnnOptimizer *optimizer,
                               const RnnNetwork   *network,
                               float              *gradients);
/* Update number @t (from 1) of @n numbers: @w, @m and @v change in place. */
void     rnn_optimizer_step   (const RnnOptimizer *optimizer,
                               guint64             t,
                               gsize               n,
                               float              *w,
                               const float        *gradients,
                               float              *m,
                               float              *v);

G_END_DECLS
