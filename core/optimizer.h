#pragma once

#include "core/kernels.h"
#include "core/network.h"

G_BEGIN_DECLS

/**
 * RnnOptimizer:
 *
 * Clipping and the update rule with their numbers, taken from the spec; no
 * state.  The moments are arenas of the caller: m (momentum, or Adam's first
 * moment) and v (RMSprop's and Adam's second moment).  GOLDENS.md has the
 * formulas, which are Keras 3's.
 */
typedef struct
{
  RnnRule          rule;
  double           learning_rate;
  double           momentum;
  double           rho;
  double           beta_1, beta_2;
  double           epsilon;
  RnnClip          clip;
  double           clip_value;

  /*< private >*/
  const RnnKernels *kernels;
} RnnOptimizer;

void     rnn_optimizer_init   (RnnOptimizer       *optimizer,
                               const RnnSpec      *spec);
/* Whether the rule has a use for m and v; without it they may be NULL. */
gboolean rnn_optimizer_has_m  (const RnnOptimizer *optimizer);
gboolean rnn_optimizer_has_v  (const RnnOptimizer *optimizer);
/* Whether both follow the same rule with the same numbers, but for the learning
 * rate and the clip: whether the moments of one mean something to the other. */
gboolean rnn_optimizer_same_rule (const RnnOptimizer *a,
                               const RnnOptimizer *b);
/* Keras' clipvalue, clipnorm (each matrix by its own norm) or
 * global_clipnorm, in place.  FALSE when a gradient reaches RNN_TOO_LARGE or
 * is not finite: a clip would only hide it. */
gboolean rnn_optimizer_clip   (const RnnOptimizer *optimizer,
                               const RnnNetwork   *network,
                               float              *gradients);
/* Update number @t (from 1) of @n numbers: @w, @m and @v change in place.
 * FALSE when a gradient or a new w reaches RNN_TOO_LARGE or is not finite. */
gboolean rnn_optimizer_step   (const RnnOptimizer *optimizer,
                               guint64             t,
                               gsize               n,
                               float              *w,
                               const float        *gradients,
                               float              *m,
                               float              *v);
/* What update number @t added to each w, up to the rounding of w itself, told
 * from the gradients and moments as that update left them. */
void     rnn_optimizer_change (const RnnOptimizer *optimizer,
                               guint64             t,
                               gsize               n,
                               const float        *gradients,
                               const float        *m,
                               const float        *v,
                               float              *change);

G_END_DECLS
