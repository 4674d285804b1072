#include <math.h>
#include <string.h>

#include "core/error.h"
#include "core/trace.h"
#include "core/update-trace.h"
#include "tests/core/plain.h"
#include "tests/golden/golden.h"

/* GOLDENS.md's for the numbers of the first step, and twice that for what is
 * summed up here from single samples. */
#define TOLERANCE 5e-6
#define SUM_TOLERANCE 1e-5
/* A matrix' gradient is 0 when it is smaller than this part of the largest. */
#define CANCELLED 0.01

static const char *const goldens[] = {
  "act_linear", "act_relu", "act_sigmoid", "allstep_mean", "allstep_sum",
  "alphabet26_windows", "clip_clipnorm", "clip_clipvalue", "clip_explode",
  "clip_global_clipnorm", "embedding", "long_T50_sigmoid", "long_T50_tanh",
  "minibatch_sum", "opt_adam", "opt_nesterov", "opt_rmsprop_momentum",
  "opt_sgd", "real_input", "stacked3_all", "stacked_all", "stacked_last",
  "stateful", "text_chars", "tutorial_1", "window_last",
};

static Golden *
load (const char *name)
{
  g_autofree char *path =
    g_strdup_printf ("%s/%s.json", GOLDEN_DIRECTORY, name);
  g_autoptr (GError) error = NULL;
  Golden *golden = golden_load (path, &error);

  g_assert_no_error (error);
  return golden;
}

static RnnTrace *
trace_sample (const Golden *golden,
              gsize         sample)
{
  g_autoptr (GError) error = NULL;
  RnnTrace *trace = rnn_trace_new (&golden->network, golden->initial,
                                   golden->dataset, sample, golden->spec.loss,
                                   &error);

  g_assert_no_error (error);
  return trace;
}

static double
largest (const double *x,
         gsize         n)
{
  double most = 0.0;

  for (gsize i = 0; i < n; i++)
    most = MAX (most, fabs (x[i]));
  return most;
}

/* Of one matrix of an arena.  The samples' gradients may cancel out. */
static double
scale_of (const Golden *golden,
          const double *arena,
          guint         parameter)
{
  const RnnParameter *p = &golden->network.parameters[parameter];

  return MAX (largest (arena + p->offset, (gsize) p->rows * p->columns),
              CANCELLED * largest (arena, golden->network.size));
}

static void
assert_floats (const float  *mine,
               const double *theirs,
               gsize         n,
               double        scale,
               double        tolerance)
{
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon (mine[i], theirs[i], scale * tolerance);
}

static void
assert_doubles (const double *mine,
                const double *theirs,
                gsize         n,
                double        scale,
                double        tolerance)
{
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon (mine[i], theirs[i], scale * tolerance);
}

/* What a trace says of itself must be true in itself. ---------------------- */

static double
activate (RnnActivation activation,
          double        z)
{
  switch (activation)
    {
    case RNN_ACTIVATION_TANH:
      return tanh (z);
    case RNN_ACTIVATION_RELU:
      return z > 0.0 ? z : 0.0;
    case RNN_ACTIVATION_SIGMOID:
      return 1.0 / (1.0 + exp (-z));
    default:
      return z;
    }
}

static void
assert_layer (const RnnTrace *trace,
              guint           layer)
{
  const RnnNetwork *network = &trace->network;
  gsize units = network->units[layer];
  gsize n = trace->time_steps * units;
  double scale = 0.0;

  for (gsize i = 0; i < n; i++)
    scale = MAX (scale, fabs (trace->dh[layer][i]));
  for (gsize i = 0; i < n; i++)
    {
      double h = trace->h[layer][units + i];
      double sum = (double) trace->dh_out[layer][i] + trace->dh_next[layer][i];

      g_assert_cmpfloat_with_epsilon (activate (network->activation,
                                                trace->z[layer][i]),
                                      h, 1e-5 * MAX (1.0, fabs (h)));
      g_assert_cmpfloat_with_epsilon (sum, trace->dh[layer][i], 2e-6 * scale);
    }
  for (gsize t = 0; t < trace->time_steps; t++)
    {
      double sum = 0.0;

      for (gsize j = 0; j < units; j++)
        sum += (double) trace->dh[layer][t * units + j]
               * trace->dh[layer][t * units + j];
      g_assert_cmpfloat_with_epsilon (trace->dh_norm[layer][t], sqrt (sum),
                                      1e-12 * scale);
    }
}

static void
assert_inputs (const RnnTrace *trace,
               const Golden   *golden)
{
  const RnnNetwork *network = &trace->network;

  g_assert_true ((trace->codes == NULL) == (network->input == RNN_INPUT_REAL));
  g_assert_true ((trace->x[0] == NULL)
                 == (network->input == RNN_INPUT_ONE_HOT));
  if (network->input == RNN_INPUT_REAL)
    g_assert_cmpmem (trace->x[0],
                     trace->time_steps * network->n_in * sizeof (float),
                     trace->real,
                     trace->time_steps * network->n_in * sizeof (float));
  if (network->input == RNN_INPUT_EMBEDDING)
    for (gsize t = 0; t < trace->time_steps; t++)
      g_assert_cmpmem (trace->x[0] + t * network->embedding,
                       network->embedding * sizeof (float),
                       golden->initial
                         + trace->codes[t] * network->embedding,
                       network->embedding * sizeof (float));
  for (guint l = 1; l < network->n_layers; l++)
    g_assert_cmpmem (trace->x[l],
                     trace->time_steps * network->units[l - 1] * sizeof (float),
                     trace->h[l - 1] + network->units[l - 1],
                     trace->time_steps * network->units[l - 1]
                       * sizeof (float));
}

static void
assert_output (const RnnTrace *trace)
{
  guint classes = trace->network.n_classes;
  double loss = 0.0;

  for (guint p = 0; p < trace->n_outputs; p++)
    {
      const float *y = trace->y + p * classes;
      const float *logits = trace->logits + p * classes;
      guint16 target = trace->targets[p];
      double sum = 0.0;

      for (guint c = 0; c < classes; c++)
        sum += exp (logits[c] - logits[target]);
      g_assert_cmpfloat_with_epsilon (y[target], 1.0 / sum, 1e-6);
      g_assert_cmpfloat_with_epsilon (trace->nll[p], log (sum), 1e-5);
      loss += trace->nll[p];
    }
  g_assert_true (fabs (trace->loss - loss) < 1e-5 * loss
                 || fabs (trace->loss - loss / trace->n_outputs)
                      < 1e-5 * loss);
}

/* Against the goldens ------------------------------------------------------ */

/* What the traces of a batch's samples add up to. */
typedef struct
{
  double *gradients;
  double *dh_squares[RNN_MAX_LAYERS];   /* T */
} Sum;

static void
add_trace (Sum            *sum,
           const RnnTrace *trace,
           double          share)
{
  for (gsize i = 0; i < trace->network.size; i++)
    sum->gradients[i] += share * trace->gradients[i];
  for (guint l = 0; l < trace->network.n_layers; l++)
    for (gsize t = 0; t < trace->time_steps; t++)
      sum->dh_squares[l][t] +=
        share * share * trace->dh_norm[l][t] * trace->dh_norm[l][t];
}

static void
assert_forward (const RnnTrace *trace,
                const Golden   *golden,
                gsize           sample)
{
  gsize outputs = (gsize) golden->n_outputs * golden->network.n_classes;

  for (guint l = 0; l < golden->network.n_layers; l++)
    {
      gsize n = (gsize) golden->time_steps * golden->network.units[l];
      gsize batch = n * golden->first_batch;

      assert_floats (trace->h[l] + golden->network.units[l],
                     golden->h[l] + sample * n, n, largest (golden->h[l], batch),
                     TOLERANCE);
      for (guint j = 0; j < golden->network.units[l]; j++)
        g_assert_cmpfloat (trace->h[l][j], ==, 0.0f);
    }
  assert_floats (trace->y, golden->probs + sample * outputs, outputs, 1.0,
                 TOLERANCE);
}

/* The batch's gradients, and the norms of its dL/dh, from its single samples. */
static void
test_golden (gconstpointer name)
{
  g_autoptr (Golden) golden = load (name);
  guint batch = golden->first_batch;
  double share = golden->spec.loss == RNN_LOSS_MEAN ? 1.0 / batch : 1.0;
  Sum sum = { .gradients = g_new0 (double, golden->network.size) };

  for (guint l = 0; l < golden->network.n_layers; l++)
    sum.dh_squares[l] = g_new0 (double, golden->time_steps);

  for (guint sample = 0; sample < batch; sample++)
    {
      g_autoptr (RnnTrace) trace = trace_sample (golden, sample);

      g_assert_cmpuint (trace->sample, ==, sample);
      for (guint l = 0; l < golden->network.n_layers; l++)
        assert_layer (trace, l);
      assert_inputs (trace, golden);
      assert_output (trace);
      assert_forward (trace, golden, sample);
      add_trace (&sum, trace, share);
    }

  for (guint i = 0; i < golden->network.n_parameters; i++)
    {
      const RnnParameter *p = &golden->network.parameters[i];
      gsize n = (gsize) p->rows * p->columns;

      assert_doubles (sum.gradients + p->offset, golden->gradients + p->offset,
                      n, scale_of (golden, golden->gradients, i),
                      SUM_TOLERANCE);
    }
  for (guint l = 0; l < golden->network.n_layers; l++)
    {
      for (guint t = 0; t < golden->time_steps; t++)
        sum.dh_squares[l][t] = sqrt (sum.dh_squares[l][t]);
      assert_doubles (sum.dh_squares[l], golden->dh_norm[l],
                      golden->time_steps,
                      largest (golden->dh_norm[l], golden->time_steps),
                      SUM_TOLERANCE);
      g_free (sum.dh_squares[l]);
    }
  g_free (sum.gradients);
}

static void
test_update (gconstpointer name)
{
  g_autoptr (Golden) golden = load (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnUpdateTrace) trace = NULL;
  g_autoptr (RnnLearner) learner =
    rnn_learner_new (&golden->spec, golden->dataset, &error);
  const RnnNetwork *network = &golden->network;
  const double *clipped =
    golden->clipped != NULL ? golden->clipped : golden->gradients;
  gsize size = network->size * sizeof (float);
  RnnMetrics metrics;

  g_assert_no_error (error);
  memcpy (rnn_learner_parameters (learner), golden->initial, size);
  trace = rnn_update_trace_new (learner, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (trace->update, ==, 1);
  g_assert_cmpmem (trace->before, size, golden->initial, size);
  for (guint i = 0; i < network->n_parameters; i++)
    {
      const RnnParameter *p = &network->parameters[i];
      gsize n = (gsize) p->rows * p->columns;

      assert_floats (trace->gradients + p->offset, golden->gradients + p->offset,
                     n, scale_of (golden, golden->gradients, i), TOLERANCE);
      assert_floats (trace->clipped + p->offset, clipped + p->offset, n,
                     scale_of (golden, clipped, i), TOLERANCE);
    }
  g_assert_cmpuint (trace->n_samples, ==, golden->first_batch);
  for (gsize i = 0; i < trace->n_samples; i++)
    g_assert_true (rnn_update_trace_has (trace, i));
  g_assert_false (rnn_update_trace_has (trace, golden->first_batch));

  /* It has not happened yet, and when it does it is the same. */
  g_assert_cmpuint (rnn_learner_position (learner).update, ==, 0);
  g_assert_cmpmem (rnn_learner_parameters (learner), size, golden->initial,
                   size);
  g_assert_cmpint (rnn_learner_update (learner, &metrics, &error), !=,
                   RNN_LEARNER_FAILED);
  g_assert_cmpmem (trace->after, size, rnn_learner_parameters (learner), size);
}

/* Limits ------------------------------------------------------------------- */

static RnnTrace *
trace_of (const char *const *settings,
          gsize              sample,
          GError           **error)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnDataset) dataset = NULL;
  g_autofree float *parameters = NULL;
  RnnNetwork network;

  rnn_spec_init_default (&spec);
  set_all (&spec, settings);
  dataset = rnn_dataset_new (&spec, error);
  g_assert_no_error (*error);
  rnn_network_init (&network, &spec, dataset);
  parameters = g_new0 (float, network.size);
  return rnn_trace_new (&network, parameters, dataset, sample, spec.loss, error);
}

static void
test_limits (void)
{
  static const char *const small[] = { NULL };
  static const char *const long_one[] = {
    "network.units=512", "data.time_steps=200", NULL
  };
  static const char *const too_large[] = {
    "network.units=1024;1024;1024;1024", "data.time_steps=1000", NULL
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnTrace) trace = NULL;

  g_assert_null (trace_of (small, 5, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_RANGE);
  g_assert_nonnull (strstr (error->message, "6"));
  g_assert_nonnull (strstr (error->message, "5"));
  g_clear_error (&error);

  trace = trace_of (small, 4, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (trace->time_steps, ==, 1);
  g_assert_cmpfloat (trace->dh_next[0][0], ==, 0.0f);
  g_clear_pointer (&trace, rnn_trace_unref);

  trace = trace_of (long_one, 0, &error);
  g_assert_no_error (error);

  g_assert_null (trace_of (too_large, 0, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_MEMORY);
}

static void
test_count (void)
{
  static const char *const small[] = { NULL };
  g_autoptr (GError) error = NULL;
  RnnTrace *trace = trace_of (small, 0, &error);

  g_assert_true (rnn_trace_ref (trace) == trace);
  rnn_trace_unref (trace);
  g_assert_cmpuint (trace->sample, ==, 0);
  rnn_trace_unref (trace);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (goldens); i++)
    {
      g_autofree char *sample =
        g_strdup_printf ("/trace/golden/%s", goldens[i]);
      g_autofree char *update =
        g_strdup_printf ("/trace/update/%s", goldens[i]);

      g_test_add_data_func (sample, goldens[i], test_golden);
      g_test_add_data_func (update, goldens[i], test_update);
    }
  g_test_add_func ("/trace/limits", test_limits);
  g_test_add_func ("/trace/count", test_count);
  return g_test_run ();
}
