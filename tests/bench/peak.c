#include "tests/bench/peak.h"

#include <glib.h>

/* As many sums at once as hide the latency of a multiply-add. */
#define SUMS 12
#define TURNS 2000000
#define ROUNDS 5

#define DEFINE_TURNS(name, bytes, attributes)                                  \
  typedef float name##_vector __attribute__ ((vector_size (bytes)));           \
                                                                               \
  attributes static float                                                      \
  name##_turns (float start)                                                   \
  {                                                                            \
    name##_vector sums[SUMS], factor = { 0 }, sum = { 0 };                     \
    float total = 0;                                                           \
                                                                               \
    factor += 0.999f;                                                          \
    for (int i = 0; i < SUMS; i++)                                             \
      sums[i] = factor * (start + (float) i);                                  \
    for (int turn = 0; turn < TURNS; turn++)                                   \
      _Pragma ("GCC unroll 12") for (int i = 0; i < SUMS; i++)                 \
        sums[i] = sums[i] * factor + factor;                                   \
    for (int i = 0; i < SUMS; i++)                                             \
      sum += sums[i];                                                          \
    for (unsigned i = 0; i < bytes / sizeof (float); i++)                      \
      total += sum[i];                                                         \
    return total;                                                              \
  }

DEFINE_TURNS (plain, 16, )
#ifdef __x86_64__
DEFINE_TURNS (avx2, 32, __attribute__ ((target ("avx2,fma"))))
DEFINE_TURNS (avx512, 64, __attribute__ ((target ("avx512f"))))
#endif

static float (*
widest (unsigned *lanes)) (float)
{
#ifdef __x86_64__
  if (__builtin_cpu_supports ("avx512f"))
    {
      *lanes = 16;
      return avx512_turns;
    }
  if (__builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma"))
    {
      *lanes = 8;
      return avx2_turns;
    }
#endif
  *lanes = 4;
  return plain_turns;
}

double
bench_peak (void)
{
  unsigned lanes;
  float (*turns) (float) = widest (&lanes);
  volatile float result;
  double best = 0;

  for (int round = 0; round < ROUNDS; round++)
    {
      gint64 start = g_get_monotonic_time ();

      result = turns (1.0f);
      best = MAX (best, 2.0 * lanes * SUMS * TURNS
                          / ((g_get_monotonic_time () - start) * 1e3));
    }
  (void) result;

  return best;
}
