#include <math.h>
#include <string.h>

#include "core/flow.h"
#include "tests/core/singular.h"
#include "tests/core/specimen.h"
#include "tests/golden/golden.h"

#define PLENTY RNN_FLOW_BUDGET_FILE
/* Of a factor: told from floats that were rounded on their way. */
#define TOLERANCE 1e-5
/* GOLDENS.md's for norms. */
#define GOLDEN_TOLERANCE 1e-5

static const float *
w_hh_of (const RnnNetwork *network,
         const float      *parameters,
         guint             layer)
{
  return parameters
         + rnn_network_find (network, RNN_PARAMETER_W_HH, layer)->offset;
}

/* act′ (z) by its textbook formula. */
static double
slope (RnnActivation activation,
       double        z)
{
  double s = 1.0 / (1.0 + exp (-z));

  if (activation == RNN_ACTIVATION_TANH)
    return 1.0 / (cosh (z) * cosh (z));
  if (activation == RNN_ACTIVATION_SIGMOID)
    return s * (1.0 - s);
  if (activation == RNN_ACTIVATION_RELU)
    return z > 0.0 ? 1.0 : 0.0;
  return 1.0;
}

/* ‖diag (slopes) Wᵀ‖₂, entry by entry. */
static double
factor_of (guint         units,
           const float  *w_hh,
           const double *slopes)
{
  g_autofree double *matrix = g_new (double, (gsize) units * units);

  for (guint j = 0; j < units; j++)
    for (guint i = 0; i < units; i++)
      matrix[j * units + i] = slopes[j] * w_hh[i * units + j];
  return singular_largest (units, matrix);
}

static double
norm_of (const float *x,
         guint        n)
{
  double sum = 0.0;

  for (guint i = 0; i < n; i++)
    sum += (double) x[i] * x[i];
  return sqrt (sum);
}

static void
assert_layer (const RnnFlowLayer *flow,
              const RnnTrace     *trace,
              const float        *w_hh,
              guint               layer)
{
  guint units = trace->network.units[layer], last = trace->time_steps;
  g_autofree double *slopes = g_new (double, units);
  const double *norms = trace->dh_norm[layer];
  double product = 1.0;

  g_assert_cmpint (flow->factors, ==, RNN_FLOW_KNOWN);
  g_assert_cmpfloat (flow->product[last - 1], ==, 1.0);
  for (guint t = last; t > 1; t--)
    {
      const float *next = trace->dh_next[layer] + (t - 2) * units;
      double factor = flow->factor[t - 1];

      for (guint j = 0; j < units; j++)
        slopes[j] = slope (trace->network.activation,
                           trace->z[layer][(t - 1) * units + j]);
      assert_near (factor, factor_of (units, w_hh, slopes),
                   TOLERANCE * (factor + 1e-3));
      assert_near (flow->ratio[t - 1] * norms[t - 1], norms[t - 2],
                   1e-12 * norms[t - 2]);
      assert_near (flow->passed[t - 1] * norms[t - 1], norm_of (next, units),
                   1e-12 * norms[t - 1]);
      g_assert_cmpfloat (flow->passed[t - 1], <=, factor * (1 + TOLERANCE));
      product *= factor;
      assert_near (flow->product[t - 2], product, 1e-12 * product);
      assert_near (flow->log10_product[t - 2], log10 (product), 1e-10);
    }
  g_assert_true (isnan (flow->factor[0]));
  g_assert_true (isnan (flow->ratio[0]));
  g_assert_true (isnan (flow->passed[0]));
}

/* Factors against a plain SVD, ratios against the trace, no share longer than
 * its factor allows. */
static void
test_specimen (gconstpointer kind)
{
  g_autoptr (Specimen) specimen = specimen_new (kind);
  const RnnTrace *trace = specimen->trace;
  const float *parameters = specimen_parameters (specimen);
  g_autoptr (RnnFlow) flow = rnn_flow_new (trace, parameters, PLENTY);

  g_assert_cmpuint (flow->time_steps, ==, trace->time_steps);
  g_assert_cmpuint (flow->n_layers, ==, trace->network.n_layers);
  g_assert_true (rnn_flow_is_whole (flow));
  for (guint l = 0; l < flow->n_layers; l++)
    {
      guint units = trace->network.units[l];
      const float *w_hh = w_hh_of (&trace->network, parameters, l);
      g_autofree RnnComplex *values = g_new (RnnComplex, units);

      assert_layer (&flow->layers[l], trace, w_hh, l);
      g_assert_true (rnn_eigenvalues (units, w_hh, values));
      g_assert_cmpmem (flow->layers[l].eigenvalues, units * sizeof *values,
                       values, units * sizeof *values);
      g_assert_cmpfloat (flow->layers[l].radius, ==,
                         hypot (values[0].re, values[0].im));
    }
}

/* From the last step's norm the ratios lead to every other of the golden's,
 * which are over its batch; and the factors are those of its states. */
static void
test_golden (gconstpointer name)
{
  g_autofree char *path =
    g_strdup_printf ("%s/%s.json", GOLDEN_DIRECTORY, (const char *) name);
  g_autoptr (GError) error = NULL;
  g_autoptr (Golden) golden = golden_load (path, &error);
  g_autofree double *squares = NULL;
  g_autofree double *slopes = NULL;
  guint units, last;
  double share, largest = 0.0;

  g_assert_no_error (error);
  g_assert_cmpuint (golden->network.n_layers, ==, 1);
  units = golden->network.units[0];
  last = golden->time_steps;
  share = golden->spec.loss == RNN_LOSS_MEAN ? 1.0 / golden->first_batch : 1.0;
  squares = g_new0 (double, last);
  slopes = g_new (double, units);
  for (guint b = 0; b < golden->first_batch; b++)
    {
      g_autoptr (RnnTrace) trace =
        rnn_trace_new (&golden->network, golden->initial, golden->dataset, b,
                       golden->spec.loss, &error);
      g_autoptr (RnnFlow) flow = NULL;
      double norm;

      g_assert_no_error (error);
      flow = rnn_flow_new (trace, golden->initial, PLENTY);
      norm = share * trace->dh_norm[0][last - 1];
      squares[last - 1] += norm * norm;
      for (guint t = last; t > 1; t--)
        {
          const double *h = golden->h[0] + (b * last + t - 1) * units;

          norm *= flow->layers[0].ratio[t - 1];
          squares[t - 2] += norm * norm;
          for (guint j = 0; j < units; j++)
            slopes[j] = golden->spec.activation == RNN_ACTIVATION_TANH
                          ? 1.0 - h[j] * h[j]
                        : golden->spec.activation == RNN_ACTIVATION_SIGMOID
                          ? h[j] * (1.0 - h[j])
                          : (h[j] > 0.0 || golden->spec.activation
                                             == RNN_ACTIVATION_LINEAR);
          assert_near (flow->layers[0].factor[t - 1],
                       factor_of (units, w_hh_of (&golden->network,
                                                  golden->initial, 0), slopes),
                       TOLERANCE);
        }
    }
  for (guint t = 1; t <= last; t++)
    largest = fmax (largest, golden->dh_norm[0][t - 1]);
  for (guint t = 1; t <= last; t++)
    assert_near (sqrt (squares[t - 1]), golden->dh_norm[0][t - 1],
                 GOLDEN_TOLERANCE * largest);
}

/* A trace at parameters of our own. */
static RnnTrace *
trace_at (const Specimen         *specimen,
          const float            *parameters,
          const RnnInterventions *interventions)
{
  g_autoptr (GError) error = NULL;
  RnnTrace *trace =
    rnn_trace_new_as_if (&specimen->network, parameters, specimen->dataset, 1,
                         specimen->spec.loss, interventions, &error);

  g_assert_no_error (error);
  return trace;
}

static void
fill_w_hh (const Specimen *specimen,
           float          *parameters,
           float           diagonal,
           float           elsewhere)
{
  const RnnParameter *p =
    rnn_network_find (&specimen->network, RNN_PARAMETER_W_HH, 0);

  for (guint i = 0; i < p->rows; i++)
    for (guint j = 0; j < p->columns; j++)
      parameters[p->offset + i * p->columns + j] =
        i == j ? diagonal : elsewhere;
}

/* Beyond what a double holds there is still the logarithm: 200 factors of 1e30,
 * and of 1e-30. */
static void
test_range (gconstpointer size)
{
  static const char *const settings[] = {
    "data.time_steps=200", "network.activation=linear", "network.units=2", NULL,
  };
  const SpecimenKind kind = { "range", settings, 0 };
  float diagonal = *(const float *) size;
  g_autoptr (Specimen) specimen = specimen_new (&kind);
  g_autofree float *parameters =
    g_memdup2 (specimen_parameters (specimen),
               specimen->network.size * sizeof (float));
  g_autoptr (RnnTrace) trace = NULL;
  g_autoptr (RnnFlow) flow = NULL;

  fill_w_hh (specimen, parameters, diagonal, 0.0f);
  trace = trace_at (specimen, parameters, NULL);
  flow = rnn_flow_new (trace, parameters, PLENTY);
  assert_near (flow->layers[0].factor[100], diagonal, 1e-6 * diagonal);
  assert_near (flow->layers[0].radius, diagonal, 1e-6 * diagonal);
  assert_near (flow->layers[0].log10_product[0], 199 * log10 (diagonal), 1e-3);
  g_assert_cmpfloat (flow->layers[0].product[0], ==,
                     diagonal > 1.0f ? INFINITY : 0.0);
}

/* A weight that is no number leaves everything else alone. */
static void
test_not_finite (void)
{
  g_autoptr (Specimen) specimen = specimen_new (&specimen_kinds[1]);
  g_autofree float *parameters =
    g_memdup2 (specimen_parameters (specimen),
               specimen->network.size * sizeof (float));
  g_autoptr (RnnTrace) trace = NULL;
  g_autoptr (RnnFlow) flow = NULL;

  fill_w_hh (specimen, parameters, 0.5f, NAN);
  trace = trace_at (specimen, parameters, NULL);
  flow = rnn_flow_new (trace, parameters, PLENTY);
  g_assert_cmpint (flow->layers[0].spectrum, ==, RNN_FLOW_NOT_FINITE);
  g_assert_null (flow->layers[0].eigenvalues);
  g_assert_true (isnan (flow->layers[0].radius));
  g_assert_true (isnan (flow->layers[0].factor[3]));
  g_assert_true (rnn_flow_is_whole (flow));
}

/* Nothing flows through a cut, nor through a unit that is held. */
static void
test_interventions (void)
{
  g_autoptr (Specimen) specimen = specimen_new (&specimen_kinds[1]);
  const float *parameters = specimen_parameters (specimen);
  RnnInterventions silence = {
    1, { { RNN_INTERVENTION_SILENCE, .unit = 1, .t = 3 } },
  };
  RnnInterventions cut = { 1, { { RNN_INTERVENTION_CUT } } };
  g_autoptr (RnnTrace) silenced = trace_at (specimen, parameters, &silence);
  g_autoptr (RnnTrace) split = trace_at (specimen, parameters, &cut);
  g_autoptr (RnnFlow) flow = rnn_flow_new (silenced, parameters, PLENTY);
  g_autoptr (RnnFlow) none = rnn_flow_new (split, parameters, PLENTY);
  const float *w_hh = w_hh_of (&specimen->network, parameters, 0);
  double slopes[3];

  for (guint j = 0; j < 3; j++)
    slopes[j] =
      j == 1 ? 0.0 : slope (RNN_ACTIVATION_TANH, silenced->z[0][2 * 3 + j]);
  assert_near (flow->layers[0].factor[2], factor_of (3, w_hh, slopes), 1e-5);
  for (guint t = 2; t <= 4; t++)
    g_assert_cmpfloat (none->layers[0].factor[t - 1], ==, 0.0);
  g_assert_cmpfloat (none->layers[0].passed[3], ==, 0.0);
  g_assert_true (isnan (none->layers[0].passed[2]));
  g_assert_cmpfloat (none->layers[0].product[0], ==, 0.0);
  g_assert_cmpfloat (none->layers[0].log10_product[0], ==, -INFINITY);
}

/* What is not paid for is left out, and said to be; the rest is there. */
static void
test_budget (void)
{
  g_autoptr (Specimen) specimen = specimen_new (&specimen_kinds[11]);
  const float *parameters = specimen_parameters (specimen);
  gint64 spectrum = 10 * 65 * 65 * 65;
  g_autoptr (RnnFlow) nothing = rnn_flow_new (specimen->trace, parameters, 0);
  g_autoptr (RnnFlow) some =
    rnn_flow_new (specimen->trace, parameters, spectrum + 65 * 65 * 90);

  g_assert_cmpuint (specimen->network.units[0], ==, 65);
  g_assert_false (rnn_flow_is_whole (nothing));
  g_assert_cmpint (nothing->layers[0].spectrum, ==, RNN_FLOW_TOO_LARGE);
  g_assert_cmpint (nothing->layers[0].factors, ==, RNN_FLOW_TOO_LARGE);
  g_assert_false (isnan (nothing->layers[0].ratio[5]));
  g_assert_false (rnn_flow_is_whole (some));
  g_assert_cmpint (some->layers[0].spectrum, ==, RNN_FLOW_KNOWN);
  g_assert_cmpint (some->layers[0].factors, ==, RNN_FLOW_TOO_LARGE);
  for (guint t = 1; t <= 12; t++)
    {
      g_assert_true (isnan (some->layers[0].factor[t - 1]));
      g_assert_true (isnan (some->layers[0].product[t - 1]));
    }
}

/* 512 units × 200 steps are turned away at once by what a window may spend. */
static void
test_large (void)
{
  static const char *const settings[] = {
    "data.time_steps=200", "network.units=512", NULL,
  };
  const SpecimenKind kind = { "large", settings, 0 };
  g_autoptr (Specimen) specimen = specimen_new (&kind);
  gint64 start = g_get_monotonic_time ();
  g_autoptr (RnnFlow) flow =
    rnn_flow_new (specimen->trace, specimen_parameters (specimen),
                  RNN_FLOW_BUDGET_RESTING);

  g_assert_false (rnn_flow_is_whole (flow));
  g_test_minimized_result ((g_get_monotonic_time () - start) / 1e3,
                           "milliseconds");
  g_assert_cmpint (flow->layers[0].factors, ==, RNN_FLOW_TOO_LARGE);
}

int
main (int    argc,
      char **argv)
{
  static const char *const goldens[] = {
    "act_relu", "act_linear", "long_T50_tanh", "long_T50_sigmoid",
    "clip_explode",
  };
  static const float sizes[] = { 1e30f, 1e-30f };

  g_test_init (&argc, &argv, NULL);
  specimen_add_tests ("/flow/specimen", test_specimen);
  for (guint i = 0; i < G_N_ELEMENTS (goldens); i++)
    {
      g_autofree char *path = g_strdup_printf ("/flow/golden/%s", goldens[i]);

      g_test_add_data_func (path, goldens[i], test_golden);
    }
  g_test_add_data_func ("/flow/range/up", &sizes[0], test_range);
  g_test_add_data_func ("/flow/range/down", &sizes[1], test_range);
  g_test_add_func ("/flow/not-finite", test_not_finite);
  g_test_add_func ("/flow/interventions", test_interventions);
  g_test_add_func ("/flow/budget", test_budget);
  g_test_add_func ("/flow/large", test_large);
  return g_test_run ();
}
