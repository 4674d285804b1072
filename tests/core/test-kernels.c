#include <math.h>
#include <string.h>

#include "core/kernels.h"
#include "core/random.h"

/* Sums of this many terms stay within so many units of float rounding. */
#define PRODUCT_ERROR 4e-7

typedef struct
{
  const RnnKernels *kernels;
  RnnRandom         random;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer set)
{
  g_setenv ("UNROLL_KERNELS", set, TRUE);
  fixture->kernels = rnn_kernels ();
  g_unsetenv ("UNROLL_KERNELS");
  rnn_random_seed (&fixture->random, 1);

  if (!g_str_equal (fixture->kernels->name, set))
    g_test_skip ("this machine lacks the instruction set");
}

static void
tear_down (Fixture      *fixture,
           gconstpointer set)
{
}

static float *
random_numbers (Fixture *fixture,
                gsize    n)
{
  float *x = g_new (float, n);

  for (gsize i = 0; i < n; i++)
    x[i] = (float) rnn_random_normal (&fixture->random);

  return x;
}

/* Products */

/* Element by element in double, with the sum of sizes as the scale of what
 * rounding may do. */
static void
assert_product (const RnnProduct *p,
                const float      *before)
{
  for (gsize i = 0; i < p->m; i++)
    {
      for (gsize j = 0; j < p->n; j++)
        {
          double sum = p->add ? before[i * p->c_stride + j] : 0.0;
          double size = fabs (sum);

          for (gsize k = 0; k < p->k; k++)
            {
              double term = (double) p->a[i * p->a_row + k * p->a_column]
                            * p->b[k * p->b_stride + j];

              sum += term;
              size += fabs (term);
            }

          g_assert_cmpfloat (fabs (p->c[i * p->c_stride + j] - sum), <=,
                             PRODUCT_ERROR * size * sqrt (p->k + 1.0));
        }
    }
}

static void
check_product (Fixture *fixture,
               gsize    m,
               gsize    n,
               gsize    k,
               gboolean transposed,
               gboolean add)
{
  /* A gap after each row shows writes beyond the end. */
  gsize stride = n + 3;
  g_autofree float *a = random_numbers (fixture, m * k);
  g_autofree float *b = random_numbers (fixture, k * stride);
  g_autofree float *c = random_numbers (fixture, m * stride);
  g_autofree float *before = g_memdup2 (c, m * stride * sizeof (float));
  RnnProduct p = {
    .m = m, .n = n, .k = k,
    .a = a, .a_row = transposed ? 1 : k, .a_column = transposed ? m : 1,
    .b = b, .b_stride = stride,
    .c = c, .c_stride = stride,
    .add = add,
  };
  g_autofree float *other_way = g_memdup2 (c, m * stride * sizeof (float));
  RnnProduct q = p;

  fixture->kernels->product (&p);
  q.c = other_way;
  q.second_first = TRUE;
  fixture->kernels->product (&q);
  g_assert_cmpmem (c, m * stride * sizeof (float),
                   other_way, m * stride * sizeof (float));

  assert_product (&p, before);
  for (gsize i = 0; i < m; i++)
    g_assert_cmpmem (c + i * stride + n, 3 * sizeof (float),
                     before + i * stride + n, 3 * sizeof (float));
}

static void
test_product (Fixture      *fixture,
              gconstpointer set)
{
  static const gsize rows[] = { 1, 2, 3, 5, 6, 7, 13, 32, 65 };
  static const gsize columns[] = { 1, 3, 5, 15, 16, 17, 31, 64, 65, 129, 200 };
  static const gsize terms[] = { 0, 1, 3, 64, 255, 256, 257, 600 };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (columns); j++)
      for (gsize k = 0; k < G_N_ELEMENTS (terms); k++)
        for (guint way = 0; way < 4; way++)
          check_product (fixture, rows[i], columns[j], terms[k],
                         way & 1, way & 2);
}

/* Rows */

static void
test_rows (Fixture      *fixture,
           gconstpointer set)
{
  static const guint16 codes[] = { 4, 0, 2, 4, 3, 4 };
  const gsize rows = G_N_ELEMENTS (codes), n_codes = 5;

  for (gsize n = 1; n < 70; n += 3)
    {
      g_autofree float *w = random_numbers (fixture, n_codes * n);
      g_autofree float *bias = random_numbers (fixture, n);
      g_autofree float *c = g_new0 (float, rows * n);
      g_autofree float *back = g_new0 (float, n_codes * n);
      g_autofree float *t = g_new0 (float, rows * n);
      g_autofree float *sum = g_new0 (float, n);

      fixture->kernels->gather_rows (rows, n, codes, w, NULL, c);
      for (gsize i = 0; i < rows * n; i++)
        g_assert_cmpfloat (c[i], ==, w[codes[i / n] * n + i % n]);

      fixture->kernels->gather_rows (rows, n, codes, w, bias, c);
      for (gsize i = 0; i < rows * n; i++)
        g_assert_cmpfloat (c[i], ==, w[codes[i / n] * n + i % n] + bias[i % n]);

      fixture->kernels->transpose (rows, n, c, t);
      for (gsize i = 0; i < rows * n; i++)
        g_assert_cmpfloat (t[i % n * rows + i / n], ==, c[i]);

      fixture->kernels->fill_rows (rows, n, bias, c);
      for (gsize i = 0; i < rows * n; i++)
        g_assert_cmpfloat (c[i], ==, bias[i % n]);

      fixture->kernels->sum_rows (rows, n, c, sum);
      for (gsize i = 0; i < n; i++)
        g_assert_cmpfloat_with_epsilon (sum[i], rows * bias[i], 1e-6);

      fixture->kernels->scatter_rows (rows, n, codes, c, back);
      for (gsize i = 0; i < n; i++)
        {
          g_assert_cmpfloat (back[0 * n + i], ==, bias[i]);
          g_assert_cmpfloat (back[1 * n + i], ==, 0.0f);
          g_assert_cmpfloat_with_epsilon (back[4 * n + i], 3.0 * bias[i], 1e-6);
        }
    }
}

static void
test_transpose (Fixture      *fixture,
                gconstpointer set)
{
  static const gsize sizes[] = { 1, 2, 4, 7, 8, 15, 16, 17, 33, 64, 76 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (sizes); j++)
      {
        gsize rows = sizes[i], columns = sizes[j], n = rows * columns;
        g_autofree float *a = random_numbers (fixture, n);
        g_autofree float *t = g_new0 (float, n + 1);

        fixture->kernels->transpose (rows, columns, a, t);
        for (gsize k = 0; k < n; k++)
          g_assert_cmpfloat (t[k % columns * rows + k / columns], ==, a[k]);
        g_assert_cmpfloat (t[n], ==, 0.0f);
      }
}

/* A sum of numbers that cancel. */
static void
test_sum_cancels (Fixture      *fixture,
                  gconstpointer set)
{
  const float a[] = { 1e8f, 1.0f, -1e8f, 0.5f };
  float sum;

  fixture->kernels->sum_rows (G_N_ELEMENTS (a), 1, a, &sum);
  g_assert_cmpfloat (sum, ==, 1.5f);
}

/* Activations */

/* Numbers of every size and both signs. */
static float *
spread_numbers (gsize *n)
{
  const gsize each = 20000;
  float *x = g_new (float, 2 * each);

  for (gsize i = 0; i < each; i++)
    {
      x[i] = -12.0f + 24.0f * (float) i / (float) each;
      x[each + i] = (i % 2 ? 1.0f : -1.0f)
                    * exp2f (-30.0f + 37.0f * (float) i / (float) each);
    }

  /* An odd number of them, so that a vector is left over. */
  *n = 2 * each - 3;
  return x;
}

/* In units of the last place of a float as large as the exact value.  What is
 * too small for a whole float counts as nothing. */
static double
units_off (double exact,
           float  ours)
{
  float near;

  if (fabs (exact) < 1e-37 && fabsf (ours) < 1e-37f)
    return 0.0;

  near = fabsf ((float) exact);

  return fabs (exact - ours) / (nextafterf (near, INFINITY) - near);
}

static void
check_activation (Fixture      *fixture,
                  RnnActivation activation,
                  double      (*exact) (double),
                  double        most_units)
{
  gsize n;
  g_autofree float *x = spread_numbers (&n);
  g_autofree float *h = g_memdup2 (x, n * sizeof (float));
  double worst = 0.0;

  fixture->kernels->activate[activation] (n, h);
  for (gsize i = 0; i < n; i++)
    worst = fmax (worst, units_off (exact (x[i]), h[i]));

  g_test_message ("activation %d: %.2f units off", activation, worst);
  g_assert_cmpfloat (worst, <=, most_units);
}

static double
exact_relu (double x)
{
  return x > 0.0 ? x : 0.0;
}

static double
exact_sigmoid (double x)
{
  return 1.0 / (1.0 + exp (-x));
}

static double
exact_linear (double x)
{
  return x;
}

static void
test_activations (Fixture      *fixture,
                  gconstpointer set)
{
  float edge[] = { INFINITY, -INFINITY, NAN, 1e30f, -1e30f, -0.0f, 0.0f };

  check_activation (fixture, RNN_ACTIVATION_TANH, tanh, 2.0);
  check_activation (fixture, RNN_ACTIVATION_RELU, exact_relu, 0.0);
  check_activation (fixture, RNN_ACTIVATION_LINEAR, exact_linear, 0.0);

  fixture->kernels->activate[RNN_ACTIVATION_TANH] (G_N_ELEMENTS (edge), edge);
  g_assert_cmpfloat (edge[0], ==, 1.0f);
  g_assert_cmpfloat (edge[1], ==, -1.0f);
  g_assert_true (isnan (edge[2]));
  g_assert_cmpfloat (edge[3], ==, 1.0f);
  g_assert_cmpfloat (edge[4], ==, -1.0f);
  g_assert_cmpfloat (edge[5], ==, 0.0f);
  g_assert_cmpfloat (edge[6], ==, 0.0f);
}

static void
test_sigmoid (Fixture      *fixture,
              gconstpointer set)
{
  float edge[] = { INFINITY, -INFINITY, NAN, 1e30f, -1e30f, -87.0f, 0.0f };

  check_activation (fixture, RNN_ACTIVATION_SIGMOID, exact_sigmoid, 3.0);

  fixture->kernels->activate[RNN_ACTIVATION_SIGMOID] (G_N_ELEMENTS (edge),
                                                      edge);
  g_assert_cmpfloat (edge[0], ==, 1.0f);
  g_assert_cmpfloat_with_epsilon (edge[1], 0.0, 1e-37);
  g_assert_true (isnan (edge[2]));
  g_assert_cmpfloat (edge[3], ==, 1.0f);
  g_assert_cmpfloat_with_epsilon (edge[4], 0.0, 1e-37);
  g_assert_cmpfloat (edge[6], ==, 0.5f);
}

static void
test_derivatives (Fixture      *fixture,
                  gconstpointer set)
{
  enum { COUNT = 37 };
  float h[COUNT], dh[COUNT], dz[COUNT];

  for (guint i = 0; i < COUNT; i++)
    {
      h[i] = 0.05f * (float) i - 0.9f;
      dh[i] = (float) rnn_random_normal (&fixture->random);
    }

  fixture->kernels->derive[RNN_ACTIVATION_TANH] (COUNT, h, dh, dz);
  for (guint i = 0; i < COUNT; i++)
    g_assert_cmpfloat_with_epsilon (dz[i], dh[i] * (1.0 - h[i] * h[i]), 1e-6);

  fixture->kernels->derive[RNN_ACTIVATION_SIGMOID] (COUNT, h, dh, dz);
  for (guint i = 0; i < COUNT; i++)
    g_assert_cmpfloat_with_epsilon (dz[i], dh[i] * h[i] * (1.0 - h[i]), 1e-6);

  fixture->kernels->derive[RNN_ACTIVATION_RELU] (COUNT, h, dh, dz);
  for (guint i = 0; i < COUNT; i++)
    g_assert_cmpfloat (dz[i], ==, h[i] > 0.0f ? dh[i] : 0.0f);

  fixture->kernels->derive[RNN_ACTIVATION_LINEAR] (COUNT, h, dh, dz);
  g_assert_cmpmem (dz, sizeof dz, dh, sizeof dh);
}

/* Softmax */

static void
check_softmax (Fixture *fixture,
               gsize    n,
               float    spread)
{
  const gsize rows = 3;
  g_autofree float *logits = random_numbers (fixture, rows * n);
  g_autofree float *y = g_new (float, rows * n);
  double log_sum[3];

  for (gsize i = 0; i < rows * n; i++)
    logits[i] = 7.0f + spread * logits[i];

  fixture->kernels->softmax (rows, n, logits, y, log_sum);
  for (gsize row = 0; row < rows; row++)
    {
      const float *x = logits + row * n;
      double most = x[0], sum = 0.0;

      for (gsize i = 0; i < n; i++)
        most = fmax (most, x[i]);
      for (gsize i = 0; i < n; i++)
        sum += exp (x[i] - most);

      g_assert_cmpfloat_with_epsilon (log_sum[row], most + log (sum),
                                      1e-6 * fmax (1.0, fabs (most)));
      for (gsize i = 0; i < n; i++)
        {
          double p = exp (x[i] - most) / sum;

          /* What no float can tell from nothing may be nothing. */
          g_assert_cmpfloat_with_epsilon (y[row * n + i], p, 1e-6 * p + 1e-37);
        }
    }
}

static void
test_softmax (Fixture      *fixture,
              gconstpointer set)
{
  static const gsize sizes[] = { 1, 2, 5, 15, 16, 17, 65, 76, 4096 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      check_softmax (fixture, sizes[i], 1.0f);
      check_softmax (fixture, sizes[i], 1e-4f);
      check_softmax (fixture, sizes[i], 1e5f);
    }
}

/* The loss of what is nearly certain keeps its digits. */
static void
test_softmax_certain (Fixture      *fixture,
                      gconstpointer set)
{
  const float logits[] = { 20.0f, 0.0f, 1.0f };
  float y[3];
  double log_sum;

  fixture->kernels->softmax (1, 3, logits, y, &log_sum);
  g_assert_cmpfloat_with_epsilon (log_sum - logits[0],
                                  log1p (exp (-20.0) + exp (-19.0)), 1e-14);
}

static void
test_softmax_not_finite (Fixture      *fixture,
                         gconstpointer set)
{
  static const float bad[] = { NAN, INFINITY };

  for (gsize b = 0; b < G_N_ELEMENTS (bad); b++)
    {
      for (gsize place = 0; place < 37; place++)
        {
          float logits[37] = { 0.0f }, y[37];
          double log_sum;

          logits[place] = bad[b];
          fixture->kernels->softmax (1, 37, logits, y, &log_sum);
          g_assert_false (isfinite (log_sum));
        }
    }
}

static void
test_likeliest (Fixture      *fixture,
                gconstpointer set)
{
  for (gsize n = 1; n < 40; n++)
    {
      g_autofree float *y = g_new (float, n);

      for (guint16 code = 0; code < n; code++)
        for (gsize rival = 0; rival < n; rival++)
          {
            for (gsize i = 0; i < n; i++)
              y[i] = 0.0f;
            y[code] = y[rival] = 0.5f;
            g_assert_cmpuint (fixture->kernels->likeliest (1, n, &code, y), ==,
                              rival >= code);
            y[rival] = 0.6f;
            g_assert_cmpuint (fixture->kernels->likeliest (1, n, &code, y), ==,
                              rival == code);
          }
    }
}

static void
test_likeliest_rows (Fixture      *fixture,
                     gconstpointer set)
{
  const float y[] = { 0.1f, 0.6f, 0.3f, 0.4f, 0.2f, 0.4f, 0.0f, 0.0f, 1.0f };
  const guint16 first[] = { 1, 0, 2 }, other[] = { 2, 2, 2 };

  g_assert_cmpuint (fixture->kernels->likeliest (3, 3, first, y), ==, 3);
  g_assert_cmpuint (fixture->kernels->likeliest (3, 3, other, y), ==, 1);
}

/* Sizes */

static void
test_sizes (Fixture      *fixture,
            gconstpointer set)
{
  const RnnKernels *kernels = fixture->kernels;

  for (gsize n = 0; n < 50; n++)
    {
      g_autofree float *x = random_numbers (fixture, n);
      g_autofree float *cut = g_memdup2 (x, n * sizeof (float));
      double sum = 0.0;

      for (gsize i = 0; i < n; i++)
        sum += (double) x[i] * x[i];
      g_assert_cmpfloat_with_epsilon (kernels->square_sum (n, x), sum,
                                      1e-13 * (1.0 + sum));

      kernels->clamp (n, 0.5f, cut);
      for (gsize i = 0; i < n; i++)
        g_assert_cmpfloat (cut[i], ==, CLAMP (x[i], -0.5f, 0.5f));
      kernels->scale (n, 0.25f, cut, cut);
      for (gsize i = 0; i < n; i++)
        g_assert_cmpfloat (cut[i], ==, 0.25f * CLAMP (x[i], -0.5f, 0.5f));
    }
}

static void
test_bounded (Fixture      *fixture,
              gconstpointer set)
{
  static const float bad[] = { NAN, INFINITY, -INFINITY, 0x1p64f, -0x1p64f };

  for (gsize n = 0; n < 40; n++)
    {
      g_autofree float *x = g_new0 (float, n);

      for (gsize i = 0; i < n; i++)
        x[i] = 1.8e19f;
      g_assert_true (fixture->kernels->bounded (n, x));

      for (gsize i = 0; i < n; i++)
        {
          x[i] = bad[i % G_N_ELEMENTS (bad)];
          g_assert_false (fixture->kernels->bounded (n, x));
          x[i] = -1.0f;
        }
    }
}

static const struct
{
  const char *name;
  void      (*function) (Fixture      *fixture,
                         gconstpointer set);
} tests[] = {
  { "product", test_product },
  { "rows", test_rows },
  { "transpose", test_transpose },
  { "sum-cancels", test_sum_cancels },
  { "activations", test_activations },
  { "sigmoid", test_sigmoid },
  { "derivatives", test_derivatives },
  { "softmax", test_softmax },
  { "softmax-certain", test_softmax_certain },
  { "softmax-not-finite", test_softmax_not_finite },
  { "likeliest", test_likeliest },
  { "likeliest-rows", test_likeliest_rows },
  { "sizes", test_sizes },
  { "bounded", test_bounded },
};

/* Of each instruction set, as far as the machine has it. */
int
main (int   argc,
      char *argv[])
{
  static const char *const sets[] = { "baseline", "avx2", "avx512" };

  g_test_init (&argc, &argv, NULL);

  for (gsize s = 0; s < G_N_ELEMENTS (sets); s++)
    {
      for (gsize t = 0; t < G_N_ELEMENTS (tests); t++)
        {
          g_autofree char *path = g_strconcat ("/kernels/", sets[s], "/",
                                               tests[t].name, NULL);

          g_test_add (path, Fixture, sets[s],
                      set_up, tests[t].function, tear_down);
        }
    }

  return g_test_run ();
}
