/* The kernels of one instruction set.  Meson compiles this file once for each,
 * with the set's compiler flags, and RNN_SET and RNN_SET_NAME defined. */

#include "core/kernels-sets.h"

#include <math.h>

#include "core/kernels-math.h"
#include "core/kernels-product.h"
#include "core/kernels-softmax.h"
#include "core/kernels-step.h"
#include "core/kernels-transpose.h"

static void
fill_rows (gsize        rows,
           gsize        n,
           const float *bias,
           float       *c)
{
  for (gsize row = 0; row < rows; row++, c += n)
    {
      for (gsize i = 0; i < n; i++)
        c[i] = bias[i];
    }
}

static void
gather_rows (gsize          rows,
             gsize          n,
             const guint16 *codes,
             const float   *w,
             const float   *bias,
             float         *c)
{
  for (gsize row = 0; row < rows; row++, c += n)
    {
      const float *x = w + codes[row] * n;

      if (bias != NULL)
        {
          for (gsize i = 0; i < n; i++)
            c[i] = x[i] + bias[i];
        }
      else
        {
          for (gsize i = 0; i < n; i++)
            c[i] = x[i];
        }
    }
}

static void
scatter_rows (gsize          rows,
              gsize          n,
              const guint16 *codes,
              const float   *a,
              float         *w)
{
  for (gsize row = 0; row < rows; row++, a += n)
    {
      float *x = w + codes[row] * n;

      for (gsize i = 0; i < n; i++)
        x[i] += a[i];
    }
}

/* In double: the terms of a bias' gradient nearly cancel. */
static void
sum_rows (gsize        rows,
          gsize        n,
          const float *a,
          float       *sum)
{
  for (gsize i = 0; i < n; i += LANES)
    {
      gsize here = MIN (n - i, LANES);
      Wide low = { 0.0 }, high = { 0.0 };

      for (gsize row = 0; row < rows; row++)
        {
          Halves v = { .whole = load_part (a + row * n + i, here) };

          low += widen_half (v.half[0]);
          high += widen_half (v.half[1]);
        }

      store_part (sum + i, narrow (low, high), here);
    }
}

INLINE Vector
vector_relu (Vector z)
{
  /* NaN is not < 0 and passes. */
  return choose (is_below (z, all (0.0f)), all (0.0f), z);
}

#define ACTIVATE_FUNCTION(name, formula) \
static void \
name (gsize  n, \
      float *h) \
{ \
  gsize i; \
 \
  for (i = 0; i + LANES <= n; i += LANES) \
    store (h + i, formula (load (h + i))); \
  if (i < n) \
    store_part (h + i, formula (load_part (h + i, n - i)), n - i); \
}

ACTIVATE_FUNCTION (activate_tanh, vector_tanh)
ACTIVATE_FUNCTION (activate_relu, vector_relu)
ACTIVATE_FUNCTION (activate_sigmoid, vector_sigmoid)

static void
activate_linear (gsize  n,
                 float *h)
{
}

#define DERIVE_FUNCTION(name, formula) \
static void \
name (gsize        n, \
      const float *h, \
      const float *dh, \
      float       *dz) \
{ \
  for (gsize i = 0; i < n; i++) \
    dz[i] = (formula); \
}

DERIVE_FUNCTION (derive_tanh, dh[i] * (1.0f - h[i] * h[i]))
DERIVE_FUNCTION (derive_relu, h[i] > 0.0f ? dh[i] : 0.0f * dh[i])
DERIVE_FUNCTION (derive_sigmoid, dh[i] * (h[i] * (1.0f - h[i])))
DERIVE_FUNCTION (derive_linear, dh[i])

static double
square_sum (gsize        n,
            const float *x)
{
  Wide wide = { 0.0 };
  double sum;
  gsize i;

  for (i = 0; i + LANES / 2 <= n; i += LANES / 2)
    {
      union { Half half; float numbers[LANES / 2]; } u;
      Wide v;

      memcpy (u.numbers, x + i, sizeof u);
      v = widen_half (u.half);
      wide += v * v;
    }

  sum = sum_of_lanes (wide);
  for (; i < n; i++)
    sum += (double) x[i] * x[i];

  return sum;
}

static void
add (gsize        n,
     const float *x,
     float       *sum)
{
  for (gsize i = 0; i < n; i++)
    sum[i] += x[i];
}

static void
scale (gsize        n,
       float        factor,
       const float *x,
       float       *scaled)
{
  for (gsize i = 0; i < n; i++)
    scaled[i] = factor * x[i];
}

static void
clamp (gsize  n,
       float  limit,
       float *x)
{
  for (gsize i = 0; i < n; i++)
    x[i] = x[i] > limit ? limit : x[i] < -limit ? -limit : x[i];
}

const RnnKernels RNN_SET = {
  .name = RNN_SET_NAME,
  .product = product,
  .transpose = transpose,
  .fill_rows = fill_rows,
  .gather_rows = gather_rows,
  .scatter_rows = scatter_rows,
  .sum_rows = sum_rows,
  .activate = {
    [RNN_ACTIVATION_TANH] = activate_tanh,
    [RNN_ACTIVATION_RELU] = activate_relu,
    [RNN_ACTIVATION_SIGMOID] = activate_sigmoid,
    [RNN_ACTIVATION_LINEAR] = activate_linear,
  },
  .derive = {
    [RNN_ACTIVATION_TANH] = derive_tanh,
    [RNN_ACTIVATION_RELU] = derive_relu,
    [RNN_ACTIVATION_SIGMOID] = derive_sigmoid,
    [RNN_ACTIVATION_LINEAR] = derive_linear,
  },
  .softmax = softmax,
  .likeliest = likeliest,
  .square_sum = square_sum,
  .add = add,
  .scale = scale,
  .clamp = clamp,
  .bounded = bounded,
  .step = {
    [RNN_RULE_SGD] = step_sgd,
    [RNN_RULE_MOMENTUM] = step_momentum,
    [RNN_RULE_NESTEROV] = step_nesterov,
    [RNN_RULE_RMSPROP] = step_rmsprop,
    [RNN_RULE_RMSPROP_MOMENTUM] = step_rmsprop_momentum,
    [RNN_RULE_ADAM] = step_adam,
  },
};
