#pragma once

#include "core/intervention.h"
#include "core/kernels.h"
#include "core/network.h"

G_BEGIN_DECLS

/**
 * RnnPass:
 *
 * The numbers of one forward and backward pass of a batch: the workspace of
 * the learner (many samples), of traces and predictions (one sample).
 * T time steps and B samples of the batch at hand, D inputs and U units of a
 * layer, C classes, P = 1 (target last) or T (target all).  Everything is
 * time-major: step t of sample b of layer l starts at h[l][((t) * B + b) * U].
 */
typedef struct
{
  const RnnNetwork *network;                /* borrowed */
  guint   capacity;                         /* largest B */
  guint   time_steps;                       /* largest T */
  guint   batch;                            /* B of the last forward */
  guint   steps;                            /* T of the last forward */

  float  *x;                                /* T × B × D: embedding rows; NULL
                                             * for the others */
  float  *h[RNN_MAX_LAYERS];                /* (T + 1) × B × U: h[0] is the state
                                             * that the window starts from */
  float  *logits;                           /* P × B × C */
  float  *y;                                /* P × B × C probabilities */
  double *log_sum;                          /* P × B, log Σ e^logits */
  float  *nll;                              /* P × B, −log p of the target */

  float  *dlogits;                          /* P × B × C */
  float  *dh[RNN_MAX_LAYERS];               /* T × B × U: total ∂L/∂h_t */
  float  *dz[RNN_MAX_LAYERS];               /* T × B × U: ∂L/∂(before act) */
  float  *dx;                               /* T × B × D, as x */

  /*< private >*/
  const RnnKernels *kernels;
  float  *transposed;                       /* a weight matrix */
  guint8 *silent[RNN_MAX_LAYERS];           /* as in RnnCell */
  gboolean cut[RNN_MAX_LAYERS];
  void   *block;                            /* all of the above */
} RnnPass;

/* @network must outlive the pass. */
RnnPass *rnn_pass_new       (const RnnNetwork *network,
                             guint             time_steps,
                             guint             capacity);
void     rnn_pass_free      (RnnPass          *pass);
/* Bytes that rnn_pass_new would take. */
gsize    rnn_pass_memory    (const RnnNetwork *network,
                             guint             time_steps,
                             guint             capacity);
/* From now on as if (NULL: as it is); letters are the batch's matter, see
 * rnn_interventions_swap. */
void     rnn_pass_intervene  (RnnPass          *pass,
                              const RnnInterventions *interventions);
/* Sets the starting states h[l][0] to zero, for @batch samples. */
void     rnn_pass_zero_state (RnnPass         *pass,
                              guint            batch);
/* Forward from the h[l][0] as they stand through @batch->time_steps steps (at
 * most T).  Fills h, logits, y and log_sum. */
void     rnn_pass_forward   (RnnPass          *pass,
                             const float      *parameters,
                             const RnnBatch   *batch);
/* After forward: fills nll (log-softmax without a clip, as Keras on
 * TensorFlow), returns their sum in double; @n_correct (nullable) counts the
 * positions whose largest probability, the first of equals, is the target's. */
double   rnn_pass_loss      (RnnPass          *pass,
                             const RnnBatch   *batch,
                             gsize            *n_correct);
/* After forward: full BPTT of L = mean or sum of nll over the batch;
 * @gradients (an arena) is overwritten.  Fills dlogits, dh, dz.  Goodfellow et
 * al. 2016, 10.2.2. */
void     rnn_pass_backward  (RnnPass          *pass,
                             const float      *parameters,
                             const RnnBatch   *batch,
                             RnnLossReduction  reduction,
                             float            *gradients);
/* The same of L = @scale · the sum of nll: the part of an L that these samples
 * have. */
void     rnn_pass_backward_scaled (RnnPass        *pass,
                                   const float    *parameters,
                                   const RnnBatch *batch,
                                   double          scale,
                                   float          *gradients);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnPass, rnn_pass_free)

G_END_DECLS
