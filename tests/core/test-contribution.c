#include <math.h>

#include "core/contribution.h"
#include "tests/core/specimen.h"
#include "tests/golden/golden.h"

/* Of the sum of the sizes of what is added up. */
#define ROUNDING 1e-6
/* GOLDENS.md's for single numbers, and as much again for their sum. */
#define GOLDEN_TOLERANCE 1e-5
/* A matrix' gradient is 0 when it is smaller than this part of the largest. */
#define CANCELLED 0.01

static gsize
size_of (const RnnTrace *trace,
         guint           parameter)
{
  const RnnParameter *p = &trace->network.parameters[parameter];

  return (gsize) p->rows * p->columns;
}

/* Added up over time they are the gradient; each is as large as is said. */
static void
test_sum (gconstpointer kind)
{
  g_autoptr (Specimen) specimen = specimen_new (kind);
  const RnnTrace *trace = specimen->trace;

  for (guint i = 0; i < trace->network.n_parameters; i++)
    {
      const float *gradient =
        trace->gradients + trace->network.parameters[i].offset;
      gsize n = size_of (trace, i);
      g_autofree float *matrix = g_new (float, n);
      g_autofree double *sum = g_new0 (double, n);
      g_autofree double *sizes = g_new0 (double, n);

      for (guint t = trace->time_steps; t > 0; t--)
        {
          double square = 0.0, largest = 0.0;

          rnn_contribution (trace, i, t, matrix);
          for (gsize k = 0; k < n; k++)
            {
              sum[k] += matrix[k];
              sizes[k] += fabs (matrix[k]);
              square += (double) matrix[k] * matrix[k];
              largest = fmax (largest, fabs (matrix[k]));
            }
          assert_near (rnn_contribution_norm (trace, i, t), sqrt (square),
                       ROUNDING * sqrt (square));
          assert_near (rnn_contribution_largest (trace, i, t), largest,
                       ROUNDING * largest);

          rnn_contribution_sum (trace, i, t, matrix);
          for (gsize k = 0; k < n; k++)
            assert_near (matrix[k], sum[k], ROUNDING * sizes[k]);
        }
      for (gsize k = 0; k < n; k++)
        assert_near (gradient[k], sum[k], ROUNDING * sizes[k]);
    }
}

/* What is 0 is 0: W_hh with nothing before the window, letters that are not
 * there, steps without an output. */
static void
test_zeros (void)
{
  g_autoptr (Specimen) specimen = specimen_new (&specimen_kinds[1]);
  const RnnTrace *trace = specimen->trace;
  float w_xh[5 * 3], w_hh[3 * 3], w_hy[3 * 5];

  g_assert_cmpuint (trace->time_steps, ==, 4);
  rnn_contribution (trace, 0, 3, w_xh);
  for (guint row = 0; row < 5; row++)
    for (guint j = 0; j < 3; j++)
      g_assert_true ((w_xh[row * 3 + j] != 0.0f)
                     == (row == trace->codes[2]));
  rnn_contribution (trace, 1, 1, w_hh);
  for (guint k = 0; k < 9; k++)
    g_assert_cmpfloat (w_hh[k], ==, 0.0f);
  g_assert_cmpfloat (rnn_contribution_norm (trace, 1, 1), ==, 0.0);
  rnn_contribution (trace, 3, 3, w_hy);
  for (guint k = 0; k < 15; k++)
    g_assert_cmpfloat (w_hy[k], ==, 0.0f);
  g_assert_cmpfloat (rnn_contribution_largest (trace, 3, 3), ==, 0.0);
  g_assert_cmpfloat (rnn_contribution_largest (trace, 3, 4), >, 0.0);
}

/* Against what another implementation computed: over time and over the batch. */
static void
test_golden (gconstpointer name)
{
  g_autofree char *path =
    g_strdup_printf ("%s/%s.json", GOLDEN_DIRECTORY, (const char *) name);
  g_autoptr (GError) error = NULL;
  g_autoptr (Golden) golden = golden_load (path, &error);
  double weight, largest = 0.0;
  g_autofree double *sum = NULL;

  g_assert_no_error (error);
  weight = golden->spec.loss == RNN_LOSS_MEAN ? 1.0 / golden->first_batch : 1.0;
  sum = g_new0 (double, golden->network.size);
  for (guint b = 0; b < golden->first_batch; b++)
    {
      g_autoptr (RnnTrace) trace =
        rnn_trace_new (&golden->network, golden->initial, golden->dataset, b,
                       golden->spec.loss, &error);

      g_assert_no_error (error);
      for (guint i = 0; i < golden->network.n_parameters; i++)
        {
          gsize offset = golden->network.parameters[i].offset;
          g_autofree float *matrix = g_new (float, size_of (trace, i));

          for (guint t = 1; t <= trace->time_steps; t++)
            {
              rnn_contribution (trace, i, t, matrix);
              for (gsize k = 0; k < size_of (trace, i); k++)
                sum[offset + k] += weight * matrix[k];
            }
        }
    }

  for (gsize k = 0; k < golden->network.size; k++)
    largest = fmax (largest, fabs (golden->gradients[k]));
  for (guint i = 0; i < golden->network.n_parameters; i++)
    {
      const RnnParameter *p = &golden->network.parameters[i];
      double scale = CANCELLED * largest;

      for (gsize k = 0; k < (gsize) p->rows * p->columns; k++)
        scale = fmax (scale, fabs (golden->gradients[p->offset + k]));
      for (gsize k = 0; k < (gsize) p->rows * p->columns; k++)
        assert_near (sum[p->offset + k], golden->gradients[p->offset + k],
                     GOLDEN_TOLERANCE * scale);
    }
}

int
main (int    argc,
      char **argv)
{
  static const char *const goldens[] = {
    "tutorial_1", "window_last", "allstep_mean", "allstep_sum", "stacked3_all",
    "stacked_last", "act_relu", "act_sigmoid", "act_linear", "embedding",
    "real_input", "long_T50_tanh", "long_T50_sigmoid", "clip_explode",
    "minibatch_sum",
  };

  g_test_init (&argc, &argv, NULL);
  specimen_add_tests ("/contribution/sum", test_sum);
  g_test_add_func ("/contribution/zeros", test_zeros);
  for (guint i = 0; i < G_N_ELEMENTS (goldens); i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/contribution/golden/%s", goldens[i]);

      g_test_add_data_func (path, goldens[i], test_golden);
    }
  return g_test_run ();
}
