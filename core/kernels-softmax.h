#pragma once

/* Probabilities.  Included by core/kernels-set.c only. */

#include <math.h>

#include "core/kernels-math.h"

/* What is left over of a row is taken with some that was looked at before. */
static float
largest (gsize        n,
         const float *x)
{
  Vector most;
  float best = x[0];

  if (n < LANES)
    {
      for (gsize i = 1; i < n; i++)
        best = x[i] > best ? x[i] : best;
      return best;
    }

  most = load (x + n - LANES);
  for (gsize i = 0; i + LANES <= n; i += LANES)
    {
      Vector v = load (x + i);

      most = choose (is_below (most, v), v, most);
    }

  return largest_lane (most);
}

/* The sum is kept in double: near certainty the loss is log (1 + little). */
static double
softmax_row (gsize        n,
             const float *logits,
             float       *y)
{
  float most = largest (n, logits), share;
  Wide wide = { 0.0 };
  double sum;
  gsize i;

  for (i = 0; i + LANES <= n; i += LANES)
    {
      Vector v = vector_exp_negative (load (logits + i) - all (most));

      store (y + i, v);
      wide += widen (v);
    }
  if (i < n)
    {
      Mask here = is_among_first ((gssize) (n - i));
      Vector v = load_part (logits + i, n - i) - all (most);

      v = vector_exp_negative (choose (here, v, all (-INFINITY)));
      store_part (y + i, v, n - i);
      wide += widen (v);
    }

  sum = sum_of_lanes (wide);
  share = (float) (1.0 / sum);
  for (i = 0; i < n; i++)
    y[i] *= share;

  return most + log (sum);
}

static void
softmax (gsize        rows,
         gsize        n,
         const float *logits,
         float       *y,
         double      *log_sum)
{
  for (gsize row = 0; row < rows; row++)
    log_sum[row] = softmax_row (n, logits + row * n, y + row * n);
}

/* The lanes of numbers, from number @first on, that are likelier than that of
 * @code, which is @mine: larger, or as large and before it. */
INLINE Mask
likelier (Vector y,
          gsize  first,
          gsize  code,
          float  mine)
{
  Mask before = is_among_first ((gssize) code - (gssize) first);

  return is_below (all (mine), y) | (is_equal (y, all (mine)) & before);
}

static gboolean
is_likeliest (gsize        n,
              gsize        code,
              const float *y)
{
  float mine = y[code];
  Mask rivals = is_among_first (0);
  gsize i;

  for (i = 0; i + LANES <= n; i += LANES)
    rivals |= likelier (load (y + i), i, code, mine);
  /* Zeros beyond the end are not larger, nor before. */
  if (i < n)
    rivals |= likelier (load_part (y + i, n - i), i, code, mine);

  return !anywhere (rivals);
}

static gsize
likeliest (gsize          rows,
           gsize          n,
           const guint16 *codes,
           const float   *y)
{
  gsize count = 0;

  for (gsize row = 0; row < rows; row++)
    count += is_likeliest (n, codes[row], y + row * n);

  return count;
}
