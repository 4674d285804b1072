#pragma once

#include "core/learner.h"

G_BEGIN_DECLS

/**
 * RnnTrace:
 *
 * One sample taken through forward, loss and backward at given weights, with
 * every intermediate number kept; B = 1.  It is computed away from the hot loop
 * by the same RnnPass as training.  Immutable, counted atomically; the
 * fields are to be read only.  Gradients are of this sample's own loss.
 *
 * Sizes: T time steps, U units of layer l, D inputs of layer l, C classes,
 * P = 1 (target last) or T (target all).
 */
typedef struct
{
  RnnNetwork network;         /* a copy: a trace outlives its learner */
  gsize      sample;
  guint      time_steps;      /* T */
  guint      n_outputs;       /* P */
  guint16   *codes;           /* T class numbers, or NULL */
  float     *real;            /* T × n_in, or NULL */
  guint16   *targets;         /* P */
  RnnInterventions interventions;  /* as if; mostly none */

  float     *x[RNN_MAX_LAYERS];  /* T × D: the layer's inputs; NULL for one-hot */
  float     *z[RNN_MAX_LAYERS];  /* T × U: before the activation */
  float     *h[RNN_MAX_LAYERS];  /* (T + 1) × U, h[0] = start state */
  float     *logits;          /* P × C */
  float     *y;               /* P × C probabilities */
  float     *nll;             /* P */
  double     loss;            /* mean or sum of nll */
  RnnLossReduction reduction; /* which of the two */

  float     *dlogits;         /* P × C */
  float     *dh[RNN_MAX_LAYERS];      /* T × U: total ∂L/∂h_t */
  float     *dh_out[RNN_MAX_LAYERS];  /* T × U: its share from the output at t, or
                                       * from the layer above at t */
  float     *dh_next[RNN_MAX_LAYERS]; /* T × U: its share from step t + 1 */
  float     *dz[RNN_MAX_LAYERS];      /* T × U: ∂L/∂z_t */
  double    *dh_norm[RNN_MAX_LAYERS]; /* T: ‖∂L/∂h_t‖ */
  float     *dx;              /* T × D: ∂L/∂x_t of an embedding's x_t; NULL for
                               * other inputs */
  float     *gradients;       /* arena: this sample's gradient, not clipped */

  /*< private >*/
  int        count;
  void      *block;           /* all of the arrays above */
} RnnTrace;

#define RNN_TRACE_MAX_MEMORY (64u * 1000 * 1000)

/* Traces @sample of @dataset at the @parameters of @network (arena), from a zero
 * state.  Fails with RNN_ERROR_RANGE when there is no such sample and
 * RNN_ERROR_MEMORY above RNN_TRACE_MAX_MEMORY, with what to change. */
RnnTrace *rnn_trace_new   (const RnnNetwork *network,
                           const float      *parameters,
                           const RnnDataset *dataset,
                           gsize             sample,
                           RnnLossReduction  reduction,
                           GError          **error);
/* The same as if: @interventions (nullable) must exist in @network and
 * @dataset. */
RnnTrace *rnn_trace_new_as_if (const RnnNetwork       *network,
                               const float            *parameters,
                               const RnnDataset       *dataset,
                               gsize                   sample,
                               RnnLossReduction        reduction,
                               const RnnInterventions *interventions,
                               GError                **error);
RnnTrace *rnn_trace_ref   (RnnTrace         *trace);
void      rnn_trace_unref (RnnTrace         *trace);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnTrace, rnn_trace_unref)

G_END_DECLS
