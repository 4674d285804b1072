/* A sweep's results are those of runs with its seeds, to the bit; what it says
 * of them all; and what it refuses, stops at and survives. */

#include <math.h>
#include <string.h>

#include "core/error.h"
#include "core/sweeper.h"

static void
set_up (RnnSpec *spec, const char *const *settings)
{
  g_autoptr (GError) error = NULL;

  rnn_spec_init_default (spec);
  for (guint i = 0; settings != NULL && settings[i] != NULL; i += 2)
    {
      rnn_spec_set (spec, settings[i], settings[i + 1], &error);
      g_assert_no_error (error);
    }
}

/* All seeds, and the report. */
static RnnSweepReport *
sweep_all (const RnnSpec *spec, guint n_seeds)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnSweep) sweep = rnn_sweep_new (spec, n_seeds, NULL, &error);

  g_assert_no_error (error);
  while (!rnn_sweep_is_done (sweep))
    g_assert_true (rnn_sweep_next (sweep, NULL, &error));

  return rnn_sweep_report (sweep);
}

/* The losses of a run of its own, epoch 1 first. */
static void
train_alone (const RnnSpec *sweep_spec, guint32 seed, double *losses,
             guint32 *reached)
{
  RnnSpec spec = *sweep_spec;
  g_autoptr (RnnDataset) dataset = NULL;
  g_autoptr (RnnLearner) learner = NULL;
  RnnMetrics metrics;

  spec.seed = seed;
  dataset = rnn_dataset_new (&spec, NULL);
  learner = rnn_learner_new (&spec, dataset, NULL);
  *reached = 0;
  for (guint epoch = 0; epoch < spec.epochs;)
    if (rnn_learner_update (learner, &metrics, NULL) == RNN_LEARNER_EPOCH)
      {
        losses[epoch++] = metrics.loss;
        if (*reached == 0 && metrics.accuracy == 1.0)
          *reached = metrics.epoch;
      }
}

static void
check_same (const char *const *settings)
{
  enum { SEEDS = 7 };
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnSweepReport) report = NULL;
  g_autofree double *losses = NULL;

  set_up (&spec, settings);
  report = sweep_all (&spec, SEEDS);
  g_assert_cmpuint (report->n_done, ==, SEEDS);
  losses = g_new (double, spec.epochs * SEEDS);
  for (guint k = 0; k < SEEDS; k++)
    {
      const RnnSweepResult *result = &report->results[k];
      double *own = losses + (gsize) k * spec.epochs;
      guint32 reached;

      train_alone (&spec, spec.seed + k, own, &reached);
      g_assert_cmpuint (result->seed, ==, spec.seed + k);
      g_assert_cmpuint (result->epochs, ==, spec.epochs);
      g_assert_cmpuint (result->reached, ==, reached);
      g_assert_cmpfloat (result->loss, ==, own[spec.epochs - 1]);
      g_assert_false (result->diverged);
    }

  /* Of seven, the median is the fourth. */
  for (guint i = 0; i < report->n_points; i++)
    {
      guint below = 0, above = 0;
      float median = report->quantiles[RNN_SWEEP_MEDIAN][i];

      for (guint k = 0; k < SEEDS; k++)
        {
          float loss = (float) losses[k * spec.epochs + report->epochs[i] - 1];

          below += loss < median;
          above += loss > median;
          g_assert_cmpfloat (report->quantiles[RNN_SWEEP_LEAST][i], <=, loss);
          g_assert_cmpfloat (report->quantiles[RNN_SWEEP_GREATEST][i], >=,
                             loss);
        }
      g_assert_cmpuint (below, <=, 3);
      g_assert_cmpuint (above, <=, 3);
    }
}

static void
test_same (void)
{
  const char *const small_batches[]
    = { "data.text", "abcdefg", "data.time_steps", "3", "training.batch", "2",
        "training.shuffle", "true", "fit.epochs", "20", NULL };
  const char *const in_order[]
    = { "data.shuffle_samples", "false", "fit.epochs", "30", NULL };
  const char *const stateful[]
    = { "data.text", "abcdefgh", "data.time_steps", "2", "data.stride", "2",
        "data.shuffle_samples", "false", "network.stateful", "true",
        "training.batch", "2", "fit.epochs", "10", NULL };

  check_same (NULL);
  check_same (small_batches);
  check_same (in_order);
  check_same (stateful);
}

/* At 9 done numbers' places, linear between neighbours. */
static void
test_quantiles (void)
{
  const char *const settings[] = { "fit.epochs", "1", NULL };
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnSweepReport) report = NULL;
  double sorted[3];

  set_up (&spec, settings);
  report = sweep_all (&spec, 3);
  g_assert_cmpuint (report->n_points, ==, 1);
  for (guint i = 0; i < 3; i++)
    sorted[i] = report->results[i].loss;
  for (guint i = 0; i < 2; i++)
    for (guint j = 0; j < 2; j++)
      if (sorted[j] > sorted[j + 1])
        {
          double larger = sorted[j];

          sorted[j] = sorted[j + 1];
          sorted[j + 1] = larger;
        }
  g_assert_cmpfloat_with_epsilon (report->quantiles[RNN_SWEEP_LEAST][0],
                                  sorted[0], 1e-6);
  g_assert_cmpfloat_with_epsilon (report->quantiles[RNN_SWEEP_LOW][0],
                                  0.8 * sorted[0] + 0.2 * sorted[1], 1e-6);
  g_assert_cmpfloat_with_epsilon (report->quantiles[RNN_SWEEP_LOWER][0],
                                  0.5 * sorted[0] + 0.5 * sorted[1], 1e-6);
  g_assert_cmpfloat_with_epsilon (report->quantiles[RNN_SWEEP_HIGH][0],
                                  0.2 * sorted[1] + 0.8 * sorted[2], 1e-6);
  g_assert_cmpfloat_with_epsilon (report->quantiles[RNN_SWEEP_GREATEST][0],
                                  sorted[2], 1e-6);
}

/* Long training keeps its first and last epoch, and few of those between. */
static void
test_points (void)
{
  const char *const settings[] = { "fit.epochs", "5000", NULL };
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnSweepReport) report = NULL;

  set_up (&spec, settings);
  report = sweep_all (&spec, 2);
  g_assert_cmpuint (report->n_points, ==, RNN_SWEEP_MAX_POINTS);
  g_assert_cmpuint (report->epochs[0], ==, 1);
  g_assert_cmpuint (report->epochs[report->n_points - 1], ==, 5000);
  for (guint i = 1; i < report->n_points; i++)
    g_assert_cmpuint (report->epochs[i], >, report->epochs[i - 1]);
  g_assert_true (isfinite (
    report->quantiles[RNN_SWEEP_MEDIAN][report->n_points - 1]));
  g_assert_cmpuint (report->n_reached, ==, 2);
  g_assert_cmpuint (report->median_reached, ==,
                    MIN (report->results[0].reached,
                         report->results[1].reached));
}

static void
test_diverged (void)
{
  const char *const settings[]
    = { "training.learning_rate", "1e30", "training.optimizer", "sgd",
        "network.activation", "linear", NULL };
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnSweepReport) report = NULL;

  set_up (&spec, settings);
  report = sweep_all (&spec, 4);
  g_assert_cmpuint (report->n_diverged, ==, 4);
  g_assert_cmpuint (report->n_reached, ==, 0);
  g_assert_cmpuint (report->results[3].epochs, <, spec.epochs);
  for (guint i = 0; i < report->n_points; i++)
    g_assert_false (isinf (report->quantiles[RNN_SWEEP_GREATEST][i]));
  g_assert_true (
    isnan (report->quantiles[RNN_SWEEP_MEDIAN][report->n_points - 1]));
}

static void
test_refused (void)
{
  static const guint wrong[] = { 0, 1, RNN_SWEEP_MAX_SEEDS + 1, G_MAXUINT };
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;

  set_up (&spec, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_null (rnn_sweep_new (&spec, wrong[i], NULL, &error));
      g_assert_error (error, RNN_ERROR, RNN_ERROR_RANGE);
      g_clear_error (&error);
    }
  spec.seed = G_MAXUINT32 - 1;
  g_assert_null (rnn_sweep_new (&spec, 3, NULL, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_true (rnn_spec_set (&spec, "data.text", "aaaa", NULL));
  g_assert_null (rnn_sweep_new (&spec, 2, NULL, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_DATA);
}

/* A seed that was stopped leaves no trace. */
static void
test_cancel (void)
{
  const int cancel = 1;
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnSweep) sweep = NULL;
  g_autoptr (RnnSweepReport) report = NULL;

  set_up (&spec, NULL);
  sweep = rnn_sweep_new (&spec, 3, NULL, &error);
  g_assert_true (rnn_sweep_next (sweep, NULL, &error));
  g_assert_false (rnn_sweep_next (sweep, &cancel, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_CANCELLED);
  report = rnn_sweep_report (sweep);
  g_assert_cmpuint (report->n_done, ==, 1);
  g_assert_cmpfloat (report->quantiles[RNN_SWEEP_MEDIAN][99], ==,
                     (float) report->results[0].loss);
}

/* The thread --------------------------------------------------------------- */

typedef struct
{
  GMainContext   *context;
  RnnSweeper     *sweeper;
  RnnSweepReport *last;
  guint           n_calls;
  gboolean        done;
  int             code;       /* of the error, −1: none */
} Client;

static void
receive_cb (RnnSweepReport *report, gboolean done, const GError *error,
            gpointer data)
{
  Client *client = data;

  g_assert_false (client->done);
  client->n_calls++;
  client->done = done;
  client->code = error != NULL ? error->code : -1;
  if (report == NULL)
    return;
  if (client->last != NULL)
    {
      g_assert_cmpuint (report->n_done, >=, client->last->n_done);
      rnn_sweep_report_unref (client->last);
    }
  client->last = rnn_sweep_report_ref (report);
}

static void
client_start (Client *client, const RnnSpec *spec, guint n_seeds)
{
  *client = (Client) { .context = g_main_context_new (), .code = -1 };
  client->sweeper = rnn_sweeper_new (client->context, spec, n_seeds,
                                     receive_cb, client);
}

static void
client_clear (Client *client)
{
  rnn_sweeper_free (client->sweeper);
  while (g_main_context_iteration (client->context, FALSE))
    ;
  g_main_context_unref (client->context);
  g_clear_pointer (&client->last, rnn_sweep_report_unref);
}

static void
test_thread (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnSweepReport) alone = NULL;
  Client client;

  set_up (&spec, NULL);
  client_start (&client, &spec, 50);
  while (!client.done)
    g_main_context_iteration (client.context, TRUE);
  g_assert_cmpint (client.code, ==, -1);
  g_assert_cmpuint (client.last->n_done, ==, 50);
  alone = sweep_all (&spec, 50);
  g_assert_cmpmem (client.last->results, 50 * sizeof *alone->results,
                   alone->results, 50 * sizeof *alone->results);
  client_clear (&client);
}

static void
test_thread_error (void)
{
  g_auto (RnnSpec) spec = { 0 };
  Client client;

  set_up (&spec, NULL);
  client_start (&client, &spec, 1);
  while (!client.done)
    g_main_context_iteration (client.context, TRUE);
  g_assert_cmpint (client.code, ==, RNN_ERROR_RANGE);
  g_assert_null (client.last);
  client_clear (&client);
}

/* Freed in the middle: it stops soon, and nothing is called any more. */
static void
test_thread_stop (void)
{
  const char *const settings[] = { "fit.epochs", "10000000", NULL };
  g_auto (RnnSpec) spec = { 0 };
  Client client;
  guint n_calls;

  set_up (&spec, settings);
  client_start (&client, &spec, 1000);
  g_main_context_iteration (client.context, FALSE);
  n_calls = client.n_calls;
  client_clear (&client);
  g_assert_cmpuint (client.n_calls, ==, n_calls);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sweep/same", test_same);
  g_test_add_func ("/sweep/quantiles", test_quantiles);
  g_test_add_func ("/sweep/points", test_points);
  g_test_add_func ("/sweep/diverged", test_diverged);
  g_test_add_func ("/sweep/refused", test_refused);
  g_test_add_func ("/sweep/cancel", test_cancel);
  g_test_add_func ("/sweep/thread", test_thread);
  g_test_add_func ("/sweep/thread/error", test_thread_error);
  g_test_add_func ("/sweep/thread/stop", test_thread_stop);
  return g_test_run ();
}
