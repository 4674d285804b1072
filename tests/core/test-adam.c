/* Adam by hand, of each instruction set: within a few units of the last place of
 * what double says, and nothing that is too large slips through. */

#include <math.h>

#include "core/kernels.h"
#include "core/random.h"

/* NULL, and the test is skipped, where the machine lacks it. */
static const RnnKernels *
kernels_of (const char *set)
{
  const RnnKernels *kernels;

  g_setenv ("UNROLL_KERNELS", set, TRUE);
  kernels = rnn_kernels ();
  g_unsetenv ("UNROLL_KERNELS");
  if (g_str_equal (kernels->name, set))
    return kernels;

  g_test_skip ("this machine lacks the instruction set");
  return NULL;
}

static double
units_off (double exact,
           float  ours)
{
  float near = fabsf ((float) exact);

  return fabs (exact - ours) / (nextafterf (near, INFINITY) - near);
}

/* One step from w = 0, which is so the step itself. */
static void
test_step (gconstpointer set)
{
  enum { COUNT = 10001 };
  const RnnKernels *kernels = kernels_of (set);
  RnnRandom random;
  g_autofree float *g = g_new (float, COUNT);
  g_autofree float *w = g_new0 (float, COUNT);
  g_autofree float *m = g_new (float, COUNT);
  g_autofree float *v = g_new (float, COUNT);
  g_autofree double *exact = g_new (double, COUNT);
  RnnRuleStep step = {
    .n = COUNT, .w = w, .g = g, .m = m, .v = v,
    .rate = 0.002f, .gain_m = 0.1f, .gain_v = 0.001f, .epsilon = 1e-7f,
  };
  double worst = 0.0;

  if (kernels == NULL)
    return;

  rnn_random_seed (&random, 1);
  for (gsize i = 0; i < COUNT; i++)
    {
      /* Of every size, and some that were never seen. */
      float size = exp2f (-60.0f + 80.0f * (float) i / COUNT);

      if (i % 7 == 0)
        size = 0.0f;
      g[i] = size * (float) rnn_random_normal (&random);
      m[i] = size * (float) rnn_random_normal (&random);
      v[i] = size * size * (0.01f + (float) rnn_random_uniform (&random));
    }
  for (gsize i = 0; i < COUNT; i++)
    {
      double of_m = m[i] + 0.1f * ((double) g[i] - m[i]);
      double of_v = v[i] + 0.001f * ((double) g[i] * g[i] - v[i]);

      exact[i] = -0.002f * of_m / (sqrt (of_v) + 1e-7f);
    }

  g_assert_true (kernels->step[RNN_RULE_ADAM] (&step));
  for (gsize i = 0; i < COUNT; i++)
    {
      /* Where m and g cancel, what is left has fewer digits. */
      if (fabs (exact[i]) > 1e-4)
        worst = fmax (worst, units_off (exact[i], w[i]));
      else
        g_assert_cmpfloat_with_epsilon (w[i], exact[i], 1e-9);
    }

  g_test_message ("a step: %.2f units off", worst);
  g_assert_cmpfloat (worst, <=, 10.0);
}

/* As rnn_optimizer_step promises, wherever it lies. */
static void
test_too_large (gconstpointer set)
{
  static const float bad[] = { NAN, INFINITY, -INFINITY, 0x1p64f, -0x1p64f };
  const RnnKernels *kernels = kernels_of (set);

  if (kernels == NULL)
    return;

  for (gsize n = 1; n < 40; n++)
    for (gsize i = 0; i < 2 * n; i++)
      {
        g_autofree float *g = g_new0 (float, n);
        g_autofree float *w = g_new0 (float, n);
        g_autofree float *m = g_new0 (float, n);
        g_autofree float *v = g_new0 (float, n);
        RnnRuleStep step = {
          .n = n, .w = w, .g = g, .m = m, .v = v,
          .rate = 0.002f, .gain_m = 0.1f, .gain_v = 0.001f, .epsilon = 1e-7f,
        };

        /* Together their squares are too large, each by itself is not. */
        for (gsize k = 0; k < n; k++)
          {
            w[k] = 1.8e19f;
            g[k] = 1e19f;
          }
        g_assert_true (kernels->step[RNN_RULE_ADAM] (&step));

        (i < n ? g : w)[i % n] = bad[i % G_N_ELEMENTS (bad)];
        g_assert_false (kernels->step[RNN_RULE_ADAM] (&step));
      }
}

int
main (int   argc,
      char *argv[])
{
  static const char *const sets[] = { "baseline", "avx2", "avx512" };

  g_test_init (&argc, &argv, NULL);

  for (gsize s = 0; s < G_N_ELEMENTS (sets); s++)
    {
      g_autofree char *step = g_strconcat ("/adam/step/", sets[s], NULL);
      g_autofree char *large = g_strconcat ("/adam/too-large/", sets[s], NULL);

      g_test_add_data_func (step, sets[s], test_step);
      g_test_add_data_func (large, sets[s], test_too_large);
    }

  return g_test_run ();
}
