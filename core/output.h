#pragma once

#include "core/kernels.h"

G_BEGIN_DECLS

/**
 * RnnOutput:
 *
 * The Dense softmax layer with cross-entropy, y = softmax (h W_hy + b_y), its
 * sizes for one pass.  A row is a sample at a step that has a target.
 */
typedef struct
{
  const RnnKernels *kernels;
  gsize             rows;         /* P · B */
  guint             units;        /* U */
  guint             classes;      /* C */
} RnnOutput;

/* From @h (rows × U): @logits and @y (rows × C), @log_sum (rows). */
void   rnn_output_forward   (const RnnOutput *output,
                             const float     *w_hy,
                             const float     *b_y,
                             const float     *h,
                             float           *logits,
                             float           *y,
                             double          *log_sum);
/* @nll (rows) = log Σ e^logits − the target's logit; returns their sum. */
double rnn_output_loss      (const RnnOutput *output,
                             const guint16   *targets,
                             const float     *logits,
                             const double    *log_sum,
                             float           *nll);
/* Rows whose largest @y, the first of equals, is the target's. */
gsize  rnn_output_correct   (const RnnOutput *output,
                             const guint16   *targets,
                             const float     *y);
/* @dlogits (rows × C) = (y − one-hot target) · @scale, and overwrites the
 * gradients @dw_hy (U × C) and @db_y (C). */
void   rnn_output_gradients (const RnnOutput *output,
                             const guint16   *targets,
                             double           scale,
                             const float     *h,
                             const float     *y,
                             float           *dlogits,
                             float           *dw_hy,
                             float           *db_y);
/* @dh (rows × U) = dlogits W_hyᵀ; @w_hy_t (C × U) is scratch. */
void   rnn_output_backward  (const RnnOutput *output,
                             const float     *w_hy,
                             const float     *dlogits,
                             float           *dh,
                             float           *w_hy_t);

G_END_DECLS
