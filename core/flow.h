#pragma once

#include "core/eigenvalues.h"
#include "core/trace.h"

G_BEGIN_DECLS

/* What stands in the way of norms or eigenvalues. */
typedef enum
{
  RNN_FLOW_KNOWN,
  RNN_FLOW_TOO_LARGE,         /* they would cost more than was allowed */
  RNN_FLOW_NOT_FINITE         /* W_hh has a number that is not finite, or an
                               * eigenvalue cannot be found */
} RnnFlowState;

/**
 * RnnFlowLayer:
 *
 * One layer's part of an RnnFlow.  Arrays of T numbers, that of step t at
 * [t − 1]; what speaks of the way from step t back to t − 1 is that of t = 2 … T,
 * and NaN at t = 1.
 */
typedef struct
{
  double      *ratio;         /* ‖∂L/∂h_{t−1}‖ / ‖∂L/∂h_t‖ */
  double      *passed;        /* the same without what the output, or the layer
                               * above, adds at t − 1: never above the factor;
                               * NaN where ∂L/∂h_t is 0, as in ratio */
  RnnFlowState factors;
  double      *factor;        /* ‖diag (act′(z_t)) W_hhᵀ‖₂; all NaN unless KNOWN */
  double      *product;       /* of the factors of t + 1 … T; 1 at t = T.  Beyond
                               * the range of a double 0 or infinite: */
  double      *log10_product;

  RnnFlowState spectrum;
  RnnComplex  *eigenvalues;   /* of W_hh: U, the largest first; NULL unless
                               * KNOWN */
  double       radius;        /* of the largest, its absolute value; else NaN */
} RnnFlowLayer;

/**
 * RnnFlow:
 *
 * Why the gradient of a trace vanishes, or explodes, on its way back through
 * time.  It is ∂L/∂h_{t−1} = (∂L/∂h_t ⊙ act′(z_t)) W_hhᵀ plus what the output at
 * t − 1 adds, and no vector gets longer by that than by the factor of step t, the
 * spectral norm of its matrix (Pascanu, Mikolov & Bengio 2013, 2.1).  The
 * spectral norm it is because it is the least such bound: there is a gradient
 * that grows by just as much.  Their product bounds ‖∂h_T/∂h_t‖.
 *
 * Interventions count: no slope where a unit is held at 0, all factors 0 where
 * W_hh is cut; the eigenvalues are those of W_hh as it stands.  Immutable,
 * counted atomically; the fields are to be read only.
 */
typedef struct
{
  guint        time_steps;    /* T */
  guint        n_layers;
  RnnFlowLayer layers[RNN_MAX_LAYERS];

  /*< private >*/
  int          count;
} RnnFlow;

/* Multiplications that may be spent: on each of many pictures in a row; on one
 * that rests; on a file. */
#define RNN_FLOW_BUDGET_RUNNING (1ll << 24)
#define RNN_FLOW_BUDGET_RESTING (1ll << 27)
#define RNN_FLOW_BUDGET_FILE    (1ll << 32)

/* Of @trace, which was made with @parameters (arena), spending at most about
 * @budget: first on the eigenvalues, layer by layer, then on the factors; what it
 * does not reach to is TOO_LARGE. */
RnnFlow *rnn_flow_new      (const RnnTrace *trace,
                            const float    *parameters,
                            gint64          budget);
RnnFlow *rnn_flow_ref      (RnnFlow        *flow);
void     rnn_flow_unref    (RnnFlow        *flow);
/* Whether nothing of it is TOO_LARGE. */
gboolean rnn_flow_is_whole (const RnnFlow  *flow);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnFlow, rnn_flow_unref)

G_END_DECLS
