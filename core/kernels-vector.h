#pragma once

/* A vector of floats as wide as the registers of the instruction set that this
 * file is compiled for.  Included by core/kernels-*.c only. */

#include <glib.h>
#include <string.h>

#if defined __SSE2__
#include <immintrin.h>
#endif

#if defined __AVX512F__
#define LANES 16
#elif defined __AVX__
#define LANES 8
#else
#define LANES 4
#endif

#define INLINE static inline __attribute__ ((always_inline, unused))

typedef float Vector __attribute__ ((vector_size (4 * LANES)));
typedef float Unaligned __attribute__ ((vector_size (4 * LANES), aligned (4),
                                        may_alias));
typedef gint32 Bits __attribute__ ((vector_size (4 * LANES)));

/* Half as many doubles fill as many bytes. */
typedef float Half __attribute__ ((vector_size (2 * LANES)));
typedef double Wide __attribute__ ((vector_size (4 * LANES)));

typedef union
{
  Vector whole;
  Half   half[2];
} Halves;

INLINE Vector
all (float x)
{
  return x - (Vector) { 0.0f };
}

INLINE Vector
load (const float *x)
{
  return *(const Unaligned *) x;
}

INLINE void
store (float *x,
       Vector v)
{
  *(Unaligned *) x = v;
}

#if defined __AVX__ && !defined __AVX512F__
INLINE __m256i
first_lanes (gsize n)
{
  static const gint32 mask[2 * LANES] = {
    -1, -1, -1, -1, -1, -1, -1, -1,
  };

  return _mm256_loadu_si256 ((const __m256i *) (mask + LANES - n));
}
#endif

/* The first @n ≤ LANES numbers of @x, then zeros. */
INLINE Vector
load_part (const float *x,
           gsize        n)
{
#if defined __AVX512F__
  return (Vector) _mm512_maskz_loadu_ps ((__mmask16) ((1u << n) - 1), x);
#elif defined __AVX__
  return (Vector) _mm256_maskload_ps (x, first_lanes (n));
#else
  Vector v = { 0.0f };

  for (gsize i = 0; i < n; i++)
    v[i] = x[i];
  return v;
#endif
}

INLINE void
store_part (float *x,
            Vector v,
            gsize  n)
{
#if defined __AVX512F__
  _mm512_mask_storeu_ps (x, (__mmask16) ((1u << n) - 1), (__m512) v);
#elif defined __AVX__
  _mm256_maskstore_ps (x, first_lanes (n), (__m256) v);
#else
  for (gsize i = 0; i < n; i++)
    x[i] = v[i];
#endif
}

/* What holds lane by lane: a bit each where the machine has registers for them,
 * else all ones or all zeros. */
#if defined __AVX512F__
typedef __mmask16 Mask;
#else
typedef Bits Mask;
#endif

INLINE Mask
is_below (Vector a,
          Vector b)
{
#if defined __AVX512F__
  return _mm512_cmp_ps_mask ((__m512) a, (__m512) b, _CMP_LT_OQ);
#else
  return a < b;
#endif
}

INLINE Mask
is_equal (Vector a,
          Vector b)
{
#if defined __AVX512F__
  return _mm512_cmp_ps_mask ((__m512) a, (__m512) b, _CMP_EQ_OQ);
#else
  return a == b;
#endif
}

/* The first @n lanes, which may be none, or more than there are. */
INLINE Mask
is_among_first (gssize n)
{
  n = CLAMP (n, 0, LANES);
#if defined __AVX512F__
  return (__mmask16) ((1u << n) - 1);
#else
  Bits numbers;

  for (gint32 i = 0; i < LANES; i++)
    numbers[i] = i;

  return numbers < (gint32) n;
#endif
}

/* Lane by lane @condition ? @yes : @no. */
INLINE Vector
choose (Mask   condition,
        Vector yes,
        Vector no)
{
#if defined __AVX512F__
  return (Vector) _mm512_mask_mov_ps ((__m512) no, condition, (__m512) yes);
#else
  return (Vector) ((condition & (Bits) yes) | (~condition & (Bits) no));
#endif
}

/* Whether @condition holds in any lane. */
INLINE gboolean
anywhere (Mask condition)
{
#if defined __AVX512F__
  return condition != 0;
#elif defined __AVX__
  return _mm256_movemask_ps ((__m256) condition) != 0;
#else
  gint32 any = 0;

  for (guint i = 0; i < LANES; i++)
    any |= condition[i];

  return any != 0;
#endif
}

#define SIGN_BIT ((gint32) 0x80000000)
INLINE float
largest_lane (Vector v)
{
#if defined __AVX512F__
  return _mm512_reduce_max_ps ((__m512) v);
#else
  float largest = v[0];

  for (guint i = 1; i < LANES; i++)
    largest = v[i] > largest ? v[i] : largest;

  return largest;
#endif
}

/* Each number as a double. */
INLINE Wide
widen_half (Half v)
{
#if defined __AVX512F__
  return (Wide) _mm512_cvtps_pd ((__m256) v);
#elif defined __AVX__
  return (Wide) _mm256_cvtps_pd ((__m128) v);
#else
  return __builtin_convertvector (v, Wide);
#endif
}

/* Both halves of @v, each number as a double, added up pair by pair. */
INLINE Wide
widen (Vector v)
{
  Halves halves = { .whole = v };

  return widen_half (halves.half[0]) + widen_half (halves.half[1]);
}

INLINE Vector
narrow (Wide low,
        Wide high)
{
  Halves halves = {
    .half = { __builtin_convertvector (low, Half),
              __builtin_convertvector (high, Half) },
  };

  return halves.whole;
}

INLINE double
sum_of_lanes (Wide v)
{
#if defined __AVX512F__
  return _mm512_reduce_add_pd ((__m512d) v);
#else
  double sum = 0.0;

  for (guint i = 0; i < LANES / 2; i++)
    sum += v[i];

  return sum;
#endif
}
