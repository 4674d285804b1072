#pragma once

#include "core/trace.h"

G_BEGIN_DECLS

/* What one time step adds to a gradient: ∂L/∂W is a sum over time because W is
 * shared by all steps, and these are its terms.  Step @t (1 … T) gives the outer
 * product
 *
 *   W_xh  x_tᵀ dz_t        W_hh  h_{t−1}ᵀ dz_t      b_h  dz_t
 *   W_hy  h_tᵀ dlogits_t   b_y   dlogits_t          (zero where no output is)
 *   E     ∂L/∂x_t in the row of the letter at t
 *
 * @parameter is an index into trace->network.parameters, and @matrix has its
 * rows × columns floats.  Goodfellow et al. 2016, eq. 10.22 to 10.28. */

/* @matrix = the contribution of step @t. */
void   rnn_contribution         (const RnnTrace *trace,
                                 guint           parameter,
                                 guint           t,
                                 float          *matrix);
/* @matrix = the sum of those of steps @t … T, as far as the way back through
 * time has got when it stands at @t; with t = 1 the gradient, up to rounding. */
void   rnn_contribution_sum     (const RnnTrace *trace,
                                 guint           parameter,
                                 guint           t,
                                 float          *matrix);
/* The contribution's Frobenius norm, and its largest |number|: without making
 * the matrix, since it has rank one. */
double rnn_contribution_norm    (const RnnTrace *trace,
                                 guint           parameter,
                                 guint           t);
double rnn_contribution_largest (const RnnTrace *trace,
                                 guint           parameter,
                                 guint           t);

G_END_DECLS
