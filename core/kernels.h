#pragma once

#include <glib.h>

#include "core/spec.h"

G_BEGIN_DECLS

/* No number of a training run may be as large as this: squares, which norms
 * and second moments are made of, would overflow a float. */
#define RNN_TOO_LARGE 0x1p64f

/**
 * RnnProduct:
 *
 * C (m × n) = A (m × k) · B (k × n), or C += it when @add.  B and C are
 * row-major, @b_stride and @c_stride floats from row to row; element (i, p) of
 * A is a[i · a_row + p · a_column], so that a transposed A costs nothing.  C
 * overlaps neither A nor B.
 */
typedef struct
{
  gsize        m, n, k;
  const float *a;
  gsize        a_row, a_column;
  const float *b;
  gsize        b_stride;
  float       *c;
  gsize        c_stride;
  gboolean     add;
  gboolean     second_first;  /* the second half of a long sum before the first,
                               * to the same bits: when the time before it was
                               * the other way round, that half is at hand */
} RnnProduct;

/**
 * RnnRuleStep:
 *
 * One optimizer update of @n numbers; see GOLDENS.md for the formulas.  @m
 * and @v are NULL where a rule has no use for them.
 */
typedef struct
{
  gsize        n;
  float       *w;
  const float *g;
  float       *m, *v;
  float        rate;          /* lr; for Adam with its bias correction */
  float        momentum;
  float        gain_m;        /* 1 − beta_1 */
  float        gain_v;        /* 1 − beta_2, or 1 − rho */
  float        epsilon;
} RnnRuleStep;

typedef enum
{
  RNN_RULE_SGD,
  RNN_RULE_MOMENTUM,
  RNN_RULE_NESTEROV,
  RNN_RULE_RMSPROP,
  RNN_RULE_RMSPROP_MOMENTUM,
  RNN_RULE_ADAM,
  RNN_N_RULES
} RnnRule;

#define RNN_N_ACTIVATIONS (RNN_ACTIVATION_LINEAR + 1)

/**
 * RnnKernels:
 *
 * The few dense loops that carry the time, compiled once for each instruction
 * set.  Results of two sets differ by rounding; one set gives the same bits
 * every time.  All take any size from 0, and hand NaN on.
 */
typedef struct
{
  const char *name;           /* of the instruction set */

  void     (*product)      (const RnnProduct *product);
  /* @t (columns × rows) = @a (rows × columns), transposed. */
  void     (*transpose)    (gsize             rows,
                            gsize             columns,
                            const float      *a,
                            float            *t);
  /* c (rows × n): every row = @bias */
  void     (*fill_rows)    (gsize             rows,
                            gsize             n,
                            const float      *bias,
                            float            *c);
  /* c (rows × n): row i = row codes[i] of @w, plus @bias unless it is NULL */
  void     (*gather_rows)  (gsize             rows,
                            gsize             n,
                            const guint16    *codes,
                            const float      *w,
                            const float      *bias,
                            float            *c);
  /* Row codes[i] of @w += row i of @a (rows × n). */
  void     (*scatter_rows) (gsize             rows,
                            gsize             n,
                            const guint16    *codes,
                            const float      *a,
                            float            *w);
  /* @sum (n) = the sum of @a's rows (rows × n) */
  void     (*sum_rows)     (gsize             rows,
                            gsize             n,
                            const float      *a,
                            float            *sum);

  /* z becomes h in place. */
  void     (*activate[RNN_N_ACTIVATIONS]) (gsize        n,
                                           float       *h);
  /* dz = dh · act′(z), which every activation here tells from h. */
  void     (*derive[RNN_N_ACTIVATIONS])   (gsize        n,
                                           const float *h,
                                           const float *dh,
                                           float       *dz);
  /* Row by row y = softmax (logits), log_sum = log Σ e^logits. */
  void     (*softmax)      (gsize             rows,
                            gsize             n,
                            const float      *logits,
                            float            *y,
                            double           *log_sum);
  /* Rows of @y (rows × n) whose largest number, the first of equals, is
   * number codes[row]. */
  gsize    (*likeliest)    (gsize             rows,
                            gsize             n,
                            const guint16    *codes,
                            const float      *y);

  double   (*square_sum)   (gsize             n,
                            const float      *x);
  void     (*add)          (gsize             n,
                            const float      *x,
                            float            *sum);
  /* @scaled may be @x. */
  void     (*scale)        (gsize             n,
                            float             factor,
                            const float      *x,
                            float            *scaled);
  void     (*clamp)        (gsize             n,
                            float             limit,
                            float            *x);
  /* Whether all |x| < RNN_TOO_LARGE, and so finite. */
  gboolean (*bounded)      (gsize             n,
                            const float      *x);
  /* The same of g and the new w. */
  gboolean (*step[RNN_N_RULES]) (const RnnRuleStep *step);
} RnnKernels;

/* The fastest kernels that this machine can run, or those named in the
 * environment variable UNROLL_KERNELS (for tests). */
const RnnKernels *rnn_kernels (void);

G_END_DECLS
