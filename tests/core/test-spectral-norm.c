#include <math.h>

#include "core/spectral-norm.h"
#include "tests/core/singular.h"
#include "tests/core/specimen.h"

/* Of the norm: carried through to its end, and ended early. */
#define EXACT 1e-13
#define EARLY 5e-7
#define PLENTY ((gint64) 1 << 40)

static double
norm_of (guint         n,
         const float  *w,
         const double *scale)
{
  g_autoptr (RnnSpectralNorm) norm = rnn_spectral_norm_new (n, w);
  gint64 budget = PLENTY;

  return rnn_spectral_norm (norm, scale, &budget);
}

static double *
random_scale (guint  n,
              GRand *random)
{
  double *scale = g_new (double, n);

  for (guint j = 0; j < n; j++)
    scale[j] = g_rand_double (random);
  return scale;
}

static void
assert_as_jacobi (guint         n,
                  const float  *w,
                  const double *scale,
                  double        tolerance)
{
  g_autofree double *product = g_new (double, (gsize) n * n);
  double theirs;

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      product[i * n + j] = w[i * n + j] * scale[j];
  theirs = singular_largest (n, product);
  assert_near (norm_of (n, w, scale), theirs, tolerance * theirs);
}

static void
test_small (void)
{
  const double ones[] = { 1.0, 1.0, 1.0 };
  const double some[] = { 0.5, 0.0, -2.0 };
  const float one[] = { -2.5f };
  const float diagonal[] = { 4.0f, 0.0f, 0.0f, 0.0f, 9.0f, 0.0f,
                             0.0f, 0.0f, 3.0f };
  /* Nilpotent: all eigenvalues are 0, yet it makes longer by 7. */
  const float nilpotent[] = { 0.0f, 7.0f, 0.0f, 0.0f };
  const float golden[] = { 1.0f, 1.0f, 0.0f, 1.0f };

  assert_near (norm_of (1, one, ones), 2.5, EXACT);
  assert_near (norm_of (3, diagonal, ones), 9.0, 9.0 * EXACT);
  assert_near (norm_of (3, diagonal, some), 6.0, 6.0 * EXACT);
  assert_near (norm_of (2, nilpotent, ones), 7.0, 7.0 * EXACT);
  assert_near (norm_of (2, golden, ones), (1.0 + sqrt (5.0)) / 2.0, EXACT);
}

static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint n = 2; n <= 80; n += n < 40 ? 3 : 13)
    {
      g_autofree float *w = g_new (float, n * n);
      g_autofree double *scale = random_scale (n, random);

      for (guint i = 0; i < n * n; i++)
        w[i] = g_rand_double_range (random, -1.0, 1.0);
      assert_as_jacobi (n, w, scale,
                        n <= RNN_SPECTRAL_NORM_EXACT ? EXACT : EARLY);
    }
}

/* What Keras begins with: every singular value of W is 1, and those of W diag (s)
 * lie as close as the slopes do. */
static void
test_crowded (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (12);

  for (guint n = 8; n <= 128; n *= 4)
    {
      g_autofree float *w = g_new0 (float, n * n);
      g_autofree double *scale = g_new (double, n);

      /* A reflection of a permutation. */
      for (guint i = 0; i < n; i++)
        for (guint j = 0; j < n; j++)
          w[i * n + j] = ((i + 3) % n == j ? 1.0f : 0.0f) - 2.0f / n;
      for (guint j = 0; j < n; j++)
        scale[j] = 1.0 - 1e-3 * g_rand_double (random);
      assert_as_jacobi (n, w, scale,
                        n <= RNN_SPECTRAL_NORM_EXACT ? EXACT : EARLY);
    }
}

/* Few directions, or none: relu units that are silent, a matrix of one row. */
static void
test_low_rank (void)
{
  for (guint n = 5; n <= 125; n *= 5)
    {
      g_autofree float *w = g_new (float, n * n);
      g_autofree float *corner = g_new0 (float, n * n);
      g_autofree double *scale = g_new0 (double, n);
      g_autofree double *zeros = g_new0 (double, n);

      for (guint i = 0; i < n * n; i++)
        w[i] = sinf (i * i);
      corner[n - 1] = 3.0f;
      g_assert_cmpfloat (norm_of (n, w, zeros), ==, 0.0);
      scale[n / 2] = 1.0;
      assert_as_jacobi (n, w, scale, EXACT);
      g_assert_cmpfloat (norm_of (n, corner, scale), ==, 0.0);
      scale[n - 1] = 1.0;
      assert_as_jacobi (n, w, scale, EXACT);
      assert_near (norm_of (n, corner, scale), 3.0, 3.0 * EXACT);
    }
}

static void
test_sizes (void)
{
  const double ones[] = { 1.0, 1.0 };
  const float huge[] = { 1e30f, 2e30f, -3e30f, 0.5e30f };
  const float tiny[] = { 1e-30f, 2e-30f, -3e-30f, 0.5e-30f };
  const float mixed[] = { 1e30f, 1.0f, 1.0f, 1e-30f };
  const float nan[] = { 1.0f, NAN, 0.0f, 1.0f };
  const float infinite[] = { 1.0f, INFINITY, 0.0f, 1.0f };
  const double unknown[] = { 1.0, NAN };

  assert_as_jacobi (2, huge, ones, EXACT);
  assert_as_jacobi (2, tiny, ones, EXACT);
  assert_near (norm_of (2, mixed, ones), 1e30f, 1e30 * EXACT);
  g_assert_true (isnan (norm_of (2, nan, ones)));
  g_assert_true (isnan (norm_of (2, infinite, ones)));
  g_assert_true (isnan (norm_of (2, huge, unknown)));
}

/* The same bits each time, and no more work than is paid for. */
static void
test_budget (void)
{
  enum { N = 70 };
  g_autoptr (GRand) random = g_rand_new_with_seed (13);
  g_autofree float *w = g_new (float, N * N);
  g_autofree double *scale = random_scale (N, random);
  g_autoptr (RnnSpectralNorm) norm = NULL;
  gint64 budget = PLENTY, needed;
  double value;

  for (guint i = 0; i < N * N; i++)
    w[i] = g_rand_double_range (random, -1.0, 1.0);
  norm = rnn_spectral_norm_new (N, w);
  value = rnn_spectral_norm (norm, scale, &budget);
  needed = PLENTY - budget;
  g_assert_cmpint (needed, <, 2 * N * N * N);
  budget = needed;
  g_assert_cmpfloat (rnn_spectral_norm (norm, scale, &budget), ==, value);
  g_assert_cmpint (budget, ==, 0);
  budget = needed - 1;
  g_assert_true (isnan (rnn_spectral_norm (norm, scale, &budget)));
  g_assert_cmpint (budget, <, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spectral-norm/small", test_small);
  g_test_add_func ("/spectral-norm/random", test_random);
  g_test_add_func ("/spectral-norm/crowded", test_crowded);
  g_test_add_func ("/spectral-norm/low-rank", test_low_rank);
  g_test_add_func ("/spectral-norm/sizes", test_sizes);
  g_test_add_func ("/spectral-norm/budget", test_budget);
  return g_test_run ();
}
