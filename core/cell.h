#pragma once

#include "core/kernels.h"

G_BEGIN_DECLS

/**
 * RnnCell:
 *
 * One SimpleRNN layer: h_t = act (x_t W_xh + h_{t−1} W_hh + b_h), its sizes
 * for one batch of sequences.  Arrays are time-major, as in RnnPass.
 */
typedef struct
{
  const RnnKernels *kernels;
  RnnActivation     activation;
  guint             time_steps;   /* T */
  guint             batch;        /* B */
  guint             inputs;       /* D */
  guint             units;        /* U */
  const guint8     *silent;       /* T × U: 1 where h is held at 0; or NULL */
  gboolean          cut;          /* nothing flows through W_hh */
} RnnCell;

/* Exactly one of the two. */
typedef struct
{
  const guint16 *codes;           /* T × B: one-hot inputs by their number */
  const float   *x;               /* T × B × D */
} RnnCellInput;

typedef struct
{
  const float *w_xh;              /* D × U */
  const float *w_hh;              /* U × U */
  const float *b_h;               /* U */
} RnnCellWeights;

typedef struct
{
  float *w_xh, *w_hh, *b_h;
} RnnCellGradients;

/* @h ((T + 1) × B × U): from h[0] as it stands fills h[1 … T]. */
void rnn_cell_forward        (const RnnCell          *cell,
                              const RnnCellWeights   *weights,
                              const RnnCellInput     *input,
                              float                  *h);
/* @dh (T × B × U) holds what reaches each h_t from outside (output or layer
 * above); from the last step down it becomes the total ∂L/∂h_t, and @dz
 * (T × B × U) ∂L/∂z_t.  @w_hh_t (U × U) is scratch. */
void rnn_cell_backward       (const RnnCell          *cell,
                              const RnnCellWeights   *weights,
                              const float            *h,
                              float                  *dh,
                              float                  *dz,
                              float                  *w_hh_t);
/* Overwrites @gradients with the sums over time and batch. */
void rnn_cell_gradients      (const RnnCell          *cell,
                              const RnnCellInput     *input,
                              const float            *h,
                              const float            *dz,
                              const RnnCellGradients *gradients);
/* @dx (T × B × D) = dz W_xhᵀ; @w_xh_t (U × D) is scratch. */
void rnn_cell_backward_input (const RnnCell          *cell,
                              const RnnCellWeights   *weights,
                              const float            *dz,
                              float                  *dx,
                              float                  *w_xh_t);

G_END_DECLS
