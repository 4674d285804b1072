#pragma once

/* exp, tanh and the logistic function of a vector, within 2 units in the last
 * place; coefficients of Moshier's Cephes (expf.c, tanhf.c).  Included by
 * core/kernels-*.c only. */

#include "core/kernels-vector.h"

#define EXP_LARGEST   88.0f
#define EXP_SMALLEST  (-87.3f)
#define LOG2_E        1.44269504088896341f
/* ln 2 in two parts, the first of few bits, so that n · LN2_HIGH is exact. */
#define LN2_HIGH      0.693359375f
#define LN2_LOW       (-2.12194440e-4f)
/* Adding it leaves the nearest whole number in the low bits of a float. */
#define ROUND_MAGIC   12582912.0f
#define FLOAT_BIAS    127
#define FLOAT_FRACTION_BITS 23

/* e^x between EXP_SMALLEST and EXP_LARGEST, and anything beyond them.  NaN stays
 * NaN. */
INLINE Vector
vector_exp_within (Vector x)
{
  Vector magic, n, r, y;
  Bits power;

  magic = x * all (LOG2_E) + all (ROUND_MAGIC);
  n = magic - all (ROUND_MAGIC);
  r = x - n * all (LN2_HIGH);
  r = r - n * all (LN2_LOW);

  y = all (1.9875691500e-4f);
  y = y * r + all (1.3981999507e-3f);
  y = y * r + all (8.3334519073e-3f);
  y = y * r + all (4.1665795894e-2f);
  y = y * r + all (1.6666665459e-1f);
  y = y * r + all (5.0000001201e-1f);
  y = y * (r * r) + r + all (1.0f);

  power = ((Bits) magic - (Bits) all (ROUND_MAGIC) + FLOAT_BIAS)
          << FLOAT_FRACTION_BITS;

  return y * (Vector) power;
}

/* e^x for x ≤ 88; below −87.3 it is 0. */
INLINE Vector
vector_exp_negative (Vector x)
{
  return choose (is_below (x, all (EXP_SMALLEST)), all (0.0f),
                 vector_exp_within (x));
}

/* The same; beyond 88 it is e^88. */
INLINE Vector
vector_exp (Vector x)
{
  return vector_exp_negative (choose (is_below (all (EXP_LARGEST), x),
                                      all (EXP_LARGEST), x));
}

/* The quotient and the root take as long as ten products where vectors are
 * widest; there they are made of the machine's 14 bits and one step of Newton's,
 * within 2 units in the last place. */
INLINE Vector
vector_quotient (Vector a,
                 Vector b)
{
#if defined __AVX512F__
  Vector r = (Vector) _mm512_rcp14_ps ((__m512) b);
  Vector q = a * r;

  return q + r * (a - b * q);
#else
  return a / b;
#endif
}

/* Of x ≥ 0, or NaN. */
INLINE Vector
vector_root (Vector x)
{
#if defined __AVX512F__
  __mmask16 not_zero = _mm512_cmp_ps_mask ((__m512) x, _mm512_setzero_ps (),
                                           _CMP_NEQ_UQ);
  Vector r = (Vector) _mm512_maskz_rsqrt14_ps (not_zero, (__m512) x);
  Vector root = x * r;

  return root + all (0.5f) * r * (x - root * root);
#elif defined __AVX__
  return (Vector) _mm256_sqrt_ps ((__m256) x);
#elif defined __SSE2__
  return (Vector) _mm_sqrt_ps ((__m128) x);
#else
  for (guint i = 0; i < LANES; i++)
    x[i] = sqrtf (x[i]);
  return x;
#endif
}

/* From here on tanh is 1 in single precision. */
#define TANH_ONE     9.1f
/* Below it, e^2x − 1 would lose digits. */
#define TANH_SMALL   0.625f

INLINE Vector
vector_tanh (Vector x)
{
  Bits sign = (Bits) x & SIGN_BIT;
  Vector size = (Vector) ((Bits) x & ~SIGN_BIT);
  Vector square = x * x;
  Vector small, large;

  size = choose (is_below (all (TANH_ONE), size), all (TANH_ONE), size);

  small = all (-5.70498872745e-3f);
  small = small * square + all (2.06390887954e-2f);
  small = small * square + all (-5.37397155531e-2f);
  small = small * square + all (1.33314422036e-1f);
  small = small * square + all (-3.33332819422e-1f);
  small = small * square * x + x;

  large = all (1.0f)
          - vector_quotient (all (2.0f),
                             vector_exp_within (size + size) + all (1.0f));
  large = (Vector) ((Bits) large | sign);

  return choose (is_below (size, all (TANH_SMALL)), small, large);
}

INLINE Vector
vector_sigmoid (Vector x)
{
  return all (1.0f) / (all (1.0f) + vector_exp (-x));
}
