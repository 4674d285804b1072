#pragma once

#include "core/trace.h"

G_BEGIN_DECLS

/**
 * RnnFlow:
 *
 * How the gradient fares on its way back through the time of one layer.  From
 * step t to t − 1 it is multiplied by the Jacobian diag (act′(z_t)) W_hhᵀ, whose
 * spectral norm says by how much it is stretched at most (Pascanu et al. 2013,
 * section 2.1).  Arrays have T numbers, that of step t at t − 1.  Numbers may
 * be 0 or infinite where the gradient vanishes or explodes.  The fields are to
 * be read only.
 */
typedef struct
{
  guint   layer;
  guint   time_steps;         /* T */
  double *norm;               /* ‖∂L/∂h_t‖, as in the trace */
  double *factor;             /* ‖diag (act′(z_t)) W_hhᵀ‖₂, from t to t − 1 */
  double *product;            /* of the factors of t + 1 … T: how much of a
                               * gradient at T can reach t at most; 1 at T */
  double *log_product;        /* log10 of it, which is finite longer; −∞ for 0 */
} RnnFlow;

/* @parameters: the arena that @trace was made with.  Costs about 60 products of
 * T × U by U × U numbers; may run on any thread.  A Jacobian with a number that
 * is not finite has an infinite factor. */
RnnFlow *rnn_flow_new   (const RnnTrace *trace,
                         const float    *parameters,
                         guint           layer);
void     rnn_flow_free  (RnnFlow        *flow);
/* How many times smaller the gradient is at step @to than at @from (1 … T):
 * infinite where nothing arrives, NaN where nothing set out. */
double   rnn_flow_shrink (const RnnFlow *flow,
                          guint          from,
                          guint          to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnFlow, rnn_flow_free)

G_END_DECLS
