#pragma once

#include "core/trace.h"
#include "core/update-trace.h"

G_BEGIN_DECLS

/* The most numbers of one-hot inputs, and of per-step contributions to the
 * gradients of one layer, that are written out. */
#define RNN_TRACE_FILE_MAX_NUMBERS (1024u * 1024)

/* CSV: phase,layer,t,quantity,row,column,value.  phase is forward, loss,
 * backward, gradient or update; layer and t count from 1 and are empty where
 * they mean nothing (t = 0 is the state before the window); row and column
 * count from 0 as in the arrays; a number on its own is at 0, 0.  The rows are
 * in the order in which the numbers arise:
 *
 *   forward   code (class number), x, z, h; logits, y; the parameters, if
 *             @update is given
 *   loss      target (class number), nll for each output; loss
 *   backward  W_hh_eigenvalue (a row each: real and imaginary part), if @update
 *             is given; from the last step to the first: dlogits, dW_hy, db_y; dh
 *             and its shares dh_out and dh_next, dh_norm, dz, dW_xh, dW_hh, db_h
 *             (what this step contributes: the outer products x_tᵀ dz_t,
 *             h_{t−1}ᵀ dz_t, and dz_t); dx of an embedding's x; and if @update is
 *             given, the numbers of RnnFlow: dh_norm_ratio, dh_norm_passed and
 *             factor, of the way from t back to t − 1, factor_product, of the
 *             later steps, and its log10
 *   gradient  of this sample: dW_xh … db_y, dE for the embedding, and the norm
 *             of each, dW_xh_norm …
 *   update    of the whole batch, if @update is given, for each parameter:
 *             dW_xh, dW_xh_clipped, W_xh_m and W_xh_v (where the optimizer has
 *             them), W_xh_old, W_xh_step, W_xh_new
 *
 * A layer's contributions are left out when they are more than
 * RNN_TRACE_FILE_MAX_NUMBERS; of one-hot inputs beyond that only the code is
 * written; eigenvalues and factors are left out beyond RNN_FLOW_BUDGET_FILE, and
 * ratios where the gradient is 0.  @update may be NULL. */
gboolean rnn_trace_save (const char           *path,
                         const RnnTrace       *trace,
                         const RnnUpdateTrace *update,
                         GError              **error);

G_END_DECLS
