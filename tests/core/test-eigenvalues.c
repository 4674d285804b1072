#include <complex.h>
#include <math.h>

#include "core/eigenvalues.h"
#include "tests/core/specimen.h"

/* Eigenvalues of floats in double precision, well conditioned. */
#define TOLERANCE 1e-12

static void
assert_value (RnnComplex value,
              double     re,
              double     im,
              double     tolerance)
{
  assert_near (value.re, re, tolerance);
  assert_near (value.im, im, tolerance);
}

static void
test_small (void)
{
  const float one[] = { -2.5f };
  const float rotation[] = { 0.6f, -0.8f, 0.8f, 0.6f };
  const float real[] = { 2.0f, 1.0f, 1.0f, 2.0f };
  const float triangular[] = { 1.0f, 7.0f, -2.0f, 0.0f, -3.0f, 5.0f,
                               0.0f, 0.0f, 2.0f };
  const float zero[16] = { 0.0f };
  RnnComplex values[4];

  g_assert_true (rnn_eigenvalues (1, one, values));
  assert_value (values[0], -2.5, 0.0, 0.0);
  g_assert_true (rnn_eigenvalues (2, rotation, values));
  assert_value (values[0], 0.6f, 0.8f, TOLERANCE);
  assert_value (values[1], 0.6f, -0.8f, TOLERANCE);
  g_assert_true (rnn_eigenvalues (2, real, values));
  assert_value (values[0], 3.0, 0.0, TOLERANCE);
  assert_value (values[1], 1.0, 0.0, TOLERANCE);
  g_assert_true (rnn_eigenvalues (3, triangular, values));
  assert_value (values[0], -3.0, 0.0, TOLERANCE);
  assert_value (values[1], 2.0, 0.0, TOLERANCE);
  assert_value (values[2], 1.0, 0.0, TOLERANCE);
  g_assert_true (rnn_eigenvalues (4, zero, values));
  for (guint i = 0; i < 4; i++)
    assert_value (values[i], 0.0, 0.0, 0.0);
}

/* xⁿ − 1: a cycle through n places, all eigenvalues on the unit circle.  For
 * these the plain double shift stands still. */
static void
test_cycle (void)
{
  for (guint n = 2; n < 40; n++)
    {
      g_autofree float *a = g_new0 (float, n * n);
      g_autofree RnnComplex *values = g_new (RnnComplex, n);
      double re = 0.0;

      for (guint i = 0; i < n; i++)
        a[i * n + (i + 1) % n] = 1.0f;
      g_assert_true (rnn_eigenvalues (n, a, values));
      for (guint i = 0; i < n; i++)
        {
          double complex x = values[i].re + I * values[i].im;
          double complex power = 1.0;

          for (guint k = 0; k < n; k++)
            power *= x;
          assert_near (cabs (power - 1.0), 0.0, 1e-10);
          re += values[i].re;
        }
      assert_near (re, 0.0, 1e-10);
    }
}

/* (x − 1)(x − 2) … (x − 6) as a companion matrix. */
static void
test_companion (void)
{
  const float coefficients[] = { 21.0f, -175.0f, 735.0f, -1624.0f, 1764.0f,
                                 -720.0f };
  float a[36] = { 0.0f };
  RnnComplex values[6];

  for (guint j = 0; j < 6; j++)
    a[j] = coefficients[j];
  for (guint i = 1; i < 6; i++)
    a[i * 6 + i - 1] = 1.0f;
  g_assert_true (rnn_eigenvalues (6, a, values));
  for (guint i = 0; i < 6; i++)
    assert_value (values[i], 6.0 - i, 0.0, 1e-9);
}

/* A Jordan block has fewer vectors than values; its values are found to the n-th
 * root of the rounding. */
static void
test_defective (void)
{
  float a[25] = { 0.0f };
  RnnComplex values[5];

  for (guint i = 0; i < 5; i++)
    {
      a[i * 6] = 0.5f;
      if (i < 4)
        a[i * 6 + 1] = 1.0f;
    }
  /* Not upper triangular: turned about. */
  a[20] = 1e-20f;
  g_assert_true (rnn_eigenvalues (5, a, values));
  for (guint i = 0; i < 5; i++)
    assert_near (hypot (values[i].re - 0.5, values[i].im), 0.0, 2e-3);
}

/* Rows and columns of very different sizes: 1 and 3, whatever the scale. */
static void
test_badly_scaled (void)
{
  const float a[] = { 2.0f, 1e15f, 1e-15f, 2.0f };
  RnnComplex values[2];

  g_assert_true (rnn_eigenvalues (2, a, values));
  assert_value (values[0], 3.0, 0.0, 1e-6);
  assert_value (values[1], 1.0, 0.0, 1e-6);
}

static void
test_refused (void)
{
  float a[] = { 1.0f, 2.0f, NAN, 4.0f };
  RnnComplex values[2] = { { 7.0, 7.0 }, { 7.0, 7.0 } };

  g_assert_false (rnn_eigenvalues (2, a, values));
  a[2] = INFINITY;
  g_assert_false (rnn_eigenvalues (2, a, values));
  g_assert_cmpfloat (values[0].re, ==, 7.0);
}

static float *
random_matrix (guint   n,
               guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  float *a = g_new (float, (gsize) n * n);

  for (gsize i = 0; i < (gsize) n * n; i++)
    a[i] = g_rand_double_range (random, -1.0, 1.0);
  return a;
}

/* Σ λ is the trace, Σ λ² that of the square; pairs stand side by side and sizes
 * fall. */
static void
assert_identities (guint             n,
                   const float      *a,
                   const RnnComplex *values,
                   double            tolerance)
{
  double trace = 0.0, square = 0.0, sum = 0.0, squares = 0.0;

  for (guint i = 0; i < n; i++)
    {
      trace += a[(gsize) i * n + i];
      for (guint j = 0; j < n; j++)
        square += (double) a[(gsize) i * n + j] * a[(gsize) j * n + i];
      sum += values[i].re;
      squares += values[i].re * values[i].re - values[i].im * values[i].im;
      if (i > 0)
        g_assert_cmpfloat (hypot (values[i].re, values[i].im), <=,
                           hypot (values[i - 1].re, values[i - 1].im));
    }
  assert_near (sum, trace, tolerance);
  assert_near (squares, square, tolerance * sqrt (n));
  for (guint i = 0; i < n; i++)
    if (values[i].im != 0.0)
      {
        g_assert_cmpfloat (values[i].im, >, 0.0);
        g_assert_cmpuint (i + 1, <, n);
        g_assert_cmpfloat (values[i].im, ==, -values[i + 1].im);
        g_assert_cmpfloat (values[i].re, ==, values[i + 1].re);
        i++;
      }
}

/* (A − λ I) x = b by elimination: for an eigenvalue x is huge, and A x = λ x but
 * for the size of b. */
static double
residual (guint        n,
          const float *a,
          RnnComplex   value)
{
  double complex lambda = value.re + I * value.im;
  g_autofree double complex *m = g_new (double complex, n * (n + 1));
  double size = 0.0;

  for (guint i = 0; i < n; i++)
    {
      for (guint j = 0; j < n; j++)
        m[i * (n + 1) + j] = a[i * n + j] - (i == j ? lambda : 0.0);
      m[i * (n + 1) + n] = 1.0 + 0.1 * i;
    }
  for (guint k = 0; k < n; k++)
    {
      guint best = k;

      for (guint i = k + 1; i < n; i++)
        if (cabs (m[i * (n + 1) + k]) > cabs (m[best * (n + 1) + k]))
          best = i;
      if (m[best * (n + 1) + k] == 0.0)
        m[best * (n + 1) + k] = 1e-300;
      for (guint j = k; j <= n; j++)
        {
          double complex swap = m[k * (n + 1) + j];

          m[k * (n + 1) + j] = m[best * (n + 1) + j];
          m[best * (n + 1) + j] = swap;
        }
      for (guint i = k + 1; i < n; i++)
        {
          double complex factor =
            m[i * (n + 1) + k] / m[k * (n + 1) + k];

          for (guint j = k; j <= n; j++)
            m[i * (n + 1) + j] -= factor * m[k * (n + 1) + j];
        }
    }
  for (guint k = n; k-- > 0;)
    {
      double complex x = m[k * (n + 1) + n];

      for (guint j = k + 1; j < n; j++)
        x -= m[k * (n + 1) + j] * m[j * (n + 1) + n];
      x /= m[k * (n + 1) + k];
      m[k * (n + 1) + n] = x;
      size = fmax (size, cabs (x));
    }
  return n / size;
}

static void
test_random (void)
{
  for (guint n = 2; n <= 36; n += 1 + n / 8)
    {
      g_autofree float *a = random_matrix (n, n);
      g_autofree RnnComplex *values = g_new (RnnComplex, n);

      g_assert_true (rnn_eigenvalues (n, a, values));
      assert_identities (n, a, values, TOLERANCE * n);
      for (guint i = 0; i < n; i++)
        assert_near (residual (n, a, values[i]), 0.0, 1e-10);
    }
}

/* Keras' orthogonal start of W_hh: all on the unit circle. */
static void
test_recurrent (gconstpointer kind)
{
  g_autoptr (Specimen) specimen = specimen_new (kind);
  const RnnParameter *p =
    rnn_network_find (&specimen->network, RNN_PARAMETER_W_HH, 0);
  const float *w_hh = specimen_parameters (specimen) + p->offset;
  g_autofree RnnComplex *values = g_new (RnnComplex, p->rows);

  g_assert_true (rnn_eigenvalues (p->rows, w_hh, values));
  assert_identities (p->rows, w_hh, values, TOLERANCE * p->rows);
  if (((const SpecimenKind *) kind)->updates > 0)
    return;
  for (guint i = 0; i < p->rows; i++)
    assert_near (hypot (values[i].re, values[i].im), 1.0, 1e-6);
}

static void
test_large (void)
{
  const guint n = 300;
  g_autofree float *a = random_matrix (n, 5);
  g_autofree RnnComplex *values = g_new (RnnComplex, n);

  g_assert_true (rnn_eigenvalues (n, a, values));
  assert_identities (n, a, values, 1e-9);
  /* The circular law: uniform numbers of variance 1/3. */
  assert_near (hypot (values[0].re, values[0].im), sqrt (n / 3.0),
               0.15 * sqrt (n / 3.0));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/eigenvalues/small", test_small);
  g_test_add_func ("/eigenvalues/cycle", test_cycle);
  g_test_add_func ("/eigenvalues/companion", test_companion);
  g_test_add_func ("/eigenvalues/defective", test_defective);
  g_test_add_func ("/eigenvalues/badly-scaled", test_badly_scaled);
  g_test_add_func ("/eigenvalues/refused", test_refused);
  g_test_add_func ("/eigenvalues/random", test_random);
  specimen_add_tests ("/eigenvalues/recurrent", test_recurrent);
  g_test_add_func ("/eigenvalues/large", test_large);
  return g_test_run ();
}
