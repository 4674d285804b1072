#include <math.h>
#include <string.h>

#include "core/error.h"
#include "core/learner.h"

#define TEXT "the quick brown fox jumps over the lazy dog"

/* Settings that leave nothing out: validation, a shorter last batch, a new
 * order every epoch, both moments. */
static const char *const rich[] = {
  "data.text", TEXT, "data.time_steps", "4", "data.validation", "0.2",
  "network.units", "7;5", "training.batch", "8", "training.shuffle", "true",
  "training.clip", "global-norm", NULL
};
static const char *const stateful[] = {
  "data.text", TEXT, "data.time_steps", "4", "data.stride", "4",
  "data.shuffle_samples", "false", "data.target", "all",
  "network.units", "6", "network.stateful", "true", "training.batch", "3",
  "training.optimizer", "rmsprop", NULL
};
static const char *const plain[] = {
  "data.text", TEXT, "data.time_steps", "3", "training.batch", "10",
  "training.optimizer", "sgd", NULL
};

/* Helpers */

static void
set (RnnSpec    *spec,
     const char *name,
     const char *value)
{
  g_autoptr (GError) error = NULL;

  rnn_spec_set (spec, name, value, &error);
  g_assert_no_error (error);
}

/* Names and values in turn, then NULL. */
static RnnLearner *
learner_new (const char *const *settings)
{
  g_auto (RnnSpec) spec;
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnDataset) dataset = NULL;
  RnnLearner *learner;

  rnn_spec_init_default (&spec);
  for (; *settings != NULL; settings += 2)
    set (&spec, settings[0], settings[1]);
  g_assert_true (rnn_spec_check (&spec, &error));

  dataset = rnn_dataset_new (&spec, &error);
  g_assert_no_error (error);
  learner = rnn_learner_new (&spec, dataset, &error);
  g_assert_no_error (error);

  return learner;
}

static gboolean
update (RnnLearner *learner,
        RnnMetrics *metrics)
{
  g_autoptr (GError) error = NULL;
  RnnLearnerResult result = rnn_learner_update (learner, metrics, &error);

  g_assert_no_error (error);
  g_assert_cmpint (result, !=, RNN_LEARNER_FAILED);

  return result == RNN_LEARNER_EPOCH;
}

static void
update_times (RnnLearner *learner,
              guint       n)
{
  RnnMetrics metrics;

  for (guint i = 0; i < n; i++)
    update (learner, &metrics);
}

static RnnMetrics
finish_epoch (RnnLearner *learner)
{
  RnnMetrics metrics;

  while (!update (learner, &metrics))
    continue;

  return metrics;
}

static gpointer
save (const RnnLearner *learner)
{
  gpointer state = g_malloc (rnn_learner_state_size (learner));

  rnn_learner_save_state (learner, state);

  return state;
}

static void
assert_same_state (const RnnLearner *a,
                   const RnnLearner *b)
{
  g_autofree void *of_a = save (a);
  g_autofree void *of_b = save (b);

  g_assert_cmpmem (of_a, rnn_learner_state_size (a),
                   of_b, rnn_learner_state_size (b));
}

static gsize
arena_bytes (const RnnLearner *learner)
{
  return rnn_learner_network (learner)->size * sizeof (float);
}

static float *
copy_parameters (RnnLearner *learner)
{
  return g_memdup2 (rnn_learner_parameters (learner), arena_bytes (learner));
}

/* Determinism */

static void
test_same_bits (gconstpointer settings)
{
  g_autoptr (RnnLearner) a = learner_new (settings);
  g_autoptr (RnnLearner) b = learner_new (settings);

  assert_same_state (a, b);
  for (guint i = 0; i < 40; i++)
    {
      RnnMetrics of_a = { 0 }, of_b = { 0 };

      g_assert_cmpint (update (a, &of_a), ==, update (b, &of_b));
      g_assert_cmpmem (&of_a, sizeof of_a, &of_b, sizeof of_b);
      assert_same_state (a, b);
    }
}

/* From every position, going on, in the same learner and in a new one. */
static void
test_save_and_load (gconstpointer settings)
{
  enum { UPDATES = 30 };
  g_autoptr (RnnLearner) learner = learner_new (settings);
  g_autoptr (RnnLearner) fresh = learner_new (settings);
  gpointer states[UPDATES + 1];

  for (guint i = 0; i < UPDATES; i++)
    {
      states[i] = save (learner);
      update_times (learner, 1);
    }
  states[UPDATES] = save (learner);
  g_assert_cmpuint (rnn_learner_position (learner).epoch, >=, 2);

  for (guint i = UPDATES; i-- > 0;)
    {
      g_autofree void *next = NULL, *last = NULL;

      rnn_learner_load_state (fresh, states[i]);
      g_assert_cmpuint (rnn_learner_position (fresh).update, ==, i);
      update_times (fresh, 1);
      next = save (fresh);
      g_assert_cmpmem (next, rnn_learner_state_size (fresh),
                       states[i + 1], rnn_learner_state_size (learner));

      rnn_learner_load_state (learner, states[i]);
      update_times (learner, UPDATES - i);
      last = save (learner);
      g_assert_cmpmem (last, rnn_learner_state_size (learner),
                       states[UPDATES], rnn_learner_state_size (learner));
    }

  for (guint i = 0; i <= UPDATES; i++)
    g_free (states[i]);
}

static void
test_seed_matters (void)
{
  const char *const other[] = { "fit.seed", "124", NULL };
  const char *const same[] = { NULL };
  g_autoptr (RnnLearner) a = learner_new (same);
  g_autoptr (RnnLearner) b = learner_new (other);

  g_assert_cmpint (memcmp (rnn_learner_parameters (a),
                           rnn_learner_parameters (b), arena_bytes (a)),
                   !=, 0);
}

/* Batches */

static void
test_shorter_last_batch (void)
{
  g_autoptr (RnnLearner) learner = learner_new (plain);
  const RnnDataset *dataset = rnn_learner_dataset (learner);
  gsize first = 0;

  g_assert_cmpuint (rnn_learner_batches (learner), ==, 5);
  g_assert_cmpuint (dataset->n_train, ==, 43);

  for (guint i = 0; i < 5; i++)
    {
      RnnPosition position = rnn_learner_position (learner);
      RnnMetrics metrics;
      guint n;
      const guint32 *samples = rnn_learner_next_batch (learner, &n);

      g_assert_cmpuint (position.batch, ==, i);
      g_assert_cmpuint (n, ==, i < 4 ? 10 : 3);
      for (guint k = 0; k < n; k++)
        g_assert_cmpuint (samples[k], ==, first + k);
      first += n;
      g_assert_cmpint (update (learner, &metrics), ==, i == 4);
    }

  g_assert_cmpuint (rnn_learner_position (learner).epoch, ==, 1);
  g_assert_cmpuint (rnn_learner_position (learner).batch, ==, 0);
  g_assert_cmpuint (rnn_learner_position (learner).update, ==, 5);
}

/* The order of the coming epoch; trains through it. */
static guint32 *
order_of_epoch (RnnLearner *learner)
{
  gsize n_train = rnn_learner_dataset (learner)->n_train;
  guint32 *order = g_new (guint32, n_train);
  RnnMetrics metrics;
  gsize done = 0;

  do
    {
      guint n;
      const guint32 *samples = rnn_learner_next_batch (learner, &n);

      g_assert_cmpuint (done + n, <=, n_train);
      memcpy (order + done, samples, n * sizeof *samples);
      done += n;
    }
  while (!update (learner, &metrics));
  g_assert_cmpuint (done, ==, n_train);

  return order;
}

static void
assert_is_permutation (const guint32 *order,
                       gsize          n)
{
  g_autofree guint8 *seen = g_new0 (guint8, n);

  for (gsize i = 0; i < n; i++)
    {
      g_assert_cmpuint (order[i], <, n);
      g_assert_cmpuint (seen[order[i]]++, ==, 0);
    }
}

static void
test_shuffle (void)
{
  g_autoptr (RnnLearner) learner = learner_new (rich);
  g_autofree void *start = save (learner);
  gsize n = rnn_learner_dataset (learner)->n_train;
  g_autofree guint32 *first = order_of_epoch (learner);
  g_autofree guint32 *second = order_of_epoch (learner);
  g_autofree guint32 *again = NULL;

  assert_is_permutation (first, n);
  assert_is_permutation (second, n);
  g_assert_cmpint (memcmp (first, second, n * sizeof *first), !=, 0);

  rnn_learner_load_state (learner, start);
  again = order_of_epoch (learner);
  g_assert_cmpmem (again, n * sizeof *again, first, n * sizeof *first);
}

/* Row i of a batch starts where row i of the one before ended. */
static void
test_stateful (void)
{
  g_autoptr (RnnLearner) learner = learner_new (stateful);
  RnnDataset *dataset = rnn_learner_dataset (learner);
  guint steps = dataset->time_steps;
  g_autoptr (RnnPass) pass = rnn_pass_new (rnn_learner_network (learner),
                                           steps, 3);
  g_autoptr (RnnBatch) batch = rnn_batch_new (dataset, 3);
  double sum = 0.0;
  gsize samples = 0;

  rnn_pass_zero_state (pass, 3);
  for (guint epoch = 0; epoch < 3; epoch++)
    {
      RnnMetrics metrics;
      gboolean ended;

      sum = 0.0;
      samples = 0;
      do
        {
          guint n;
          const guint32 *numbers = rnn_learner_next_batch (learner, &n);

          rnn_dataset_gather (dataset, numbers, 0, n, batch);
          rnn_pass_forward (pass, rnn_learner_parameters (learner), batch);
          sum += rnn_pass_loss (pass, batch, NULL) / steps;
          samples += n;
          memcpy (pass->h[0], pass->h[0] + steps * n * 6,
                  n * 6 * sizeof (float));
          ended = update (learner, &metrics);
        }
      while (!ended);
      g_assert_cmpfloat_with_epsilon (metrics.loss, sum / samples, 1e-12);
    }
}

/* Measures */

static void
test_validation (void)
{
  g_autoptr (RnnLearner) learner = learner_new (rich);
  RnnDataset *dataset = rnn_learner_dataset (learner);
  guint n = (guint) dataset->n_validation;
  g_autoptr (RnnPass) pass = rnn_pass_new (rnn_learner_network (learner), 4, n);
  g_autoptr (RnnBatch) batch = rnn_batch_new (dataset, n);

  g_assert_cmpuint (n, >, 8);
  rnn_dataset_gather (dataset, NULL, dataset->n_train, n, batch);
  for (guint epoch = 1; epoch <= 3; epoch++)
    {
      RnnMetrics metrics = finish_epoch (learner);
      double loss;
      gsize correct;

      rnn_pass_zero_state (pass, n);
      rnn_pass_forward (pass, rnn_learner_parameters (learner), batch);
      loss = rnn_pass_loss (pass, batch, &correct);

      g_assert_cmpuint (metrics.epoch, ==, epoch);
      g_assert_cmpfloat_with_epsilon (metrics.validation_loss, loss / n, 1e-6);
      g_assert_cmpfloat (metrics.validation_accuracy, ==, (double) correct / n);
    }
}

static void
test_no_validation (void)
{
  g_autoptr (RnnLearner) learner = learner_new (plain);
  RnnMetrics metrics = finish_epoch (learner);

  g_assert_true (isnan (metrics.validation_loss));
  g_assert_true (isnan (metrics.validation_accuracy));
}

/* Steps too large for the loss to fall every time. */
static void
test_best (gconstpointer data)
{
  const char *validation = data;
  const char *const restless[] = {
    "data.text", TEXT, "data.validation", validation,
    "training.learning_rate", "0.9", NULL
  };
  g_autoptr (RnnLearner) learner = learner_new (restless);
  g_autofree float *best = copy_parameters (learner);
  gboolean held_out = rnn_learner_dataset (learner)->n_validation > 0;
  double least = INFINITY;
  guint32 best_epoch = 0, epoch, not_best = 0;

  g_assert_cmpmem (rnn_learner_best (learner, &epoch), arena_bytes (learner),
                   best, arena_bytes (learner));
  g_assert_cmpuint (epoch, ==, 0);

  for (guint i = 0; i < 30; i++)
    {
      RnnMetrics metrics = finish_epoch (learner);
      double loss = held_out ? metrics.validation_loss : metrics.loss;

      if (loss < least)
        {
          least = loss;
          best_epoch = metrics.epoch;
          memcpy (best, rnn_learner_parameters (learner),
                  arena_bytes (learner));
        }
      else
        {
          not_best++;
        }

      g_assert_cmpmem (rnn_learner_best (learner, &epoch),
                       arena_bytes (learner), best, arena_bytes (learner));
      g_assert_cmpuint (epoch, ==, best_epoch);
    }

  g_assert_cmpuint (not_best, >, 0);
}

static void
test_change (gconstpointer settings)
{
  g_autoptr (RnnLearner) learner = learner_new (settings);
  gsize size = rnn_learner_network (learner)->size;
  g_auto (RnnSpec) spec;

  for (gsize i = 0; i < size; i++)
    {
      g_assert_cmpfloat (rnn_learner_change (learner)[i], ==, 0.0f);
      g_assert_cmpfloat (rnn_learner_gradients (learner)[i], ==, 0.0f);
    }

  rnn_spec_copy (&spec, rnn_learner_spec (learner));
  for (guint t = 0; t < 12; t++)
    {
      g_autofree float *before = copy_parameters (learner);
      g_autofree void *state = NULL;
      const float *change;

      update_times (learner, 1);
      /* What comes must not change what was. */
      spec.learning_rate *= 1.5;
      rnn_learner_set_live (learner, &spec);
      state = save (learner);
      update_times (learner, 1);
      rnn_learner_load_state (learner, state);

      change = rnn_learner_change (learner);
      for (gsize i = 0; i < size; i++)
        g_assert_cmpfloat_with_epsilon (change[i],
                                        rnn_learner_parameters (learner)[i]
                                        - before[i], 1e-6);
    }
}

/* Live settings */

static void
test_live_rate (void)
{
  g_autoptr (RnnLearner) learner = learner_new (plain);
  gsize size = rnn_learner_network (learner)->size;
  g_auto (RnnSpec) spec;
  g_autofree float *before = NULL;

  update_times (learner, 2);
  rnn_spec_copy (&spec, rnn_learner_spec (learner));
  spec.learning_rate = 0.5;
  spec.clip = RNN_CLIP_VALUE;
  spec.clip_value = 0.01;
  spec.epochs = 7;
  rnn_learner_set_live (learner, &spec);
  g_assert_cmpuint (rnn_learner_spec (learner)->epochs, ==, 7);

  before = copy_parameters (learner);
  update_times (learner, 1);
  for (gsize i = 0; i < size; i++)
    {
      float g = rnn_learner_gradients (learner)[i];

      g_assert_cmpfloat (fabsf (g), <=, 0.01f);
      g_assert_cmpfloat_with_epsilon (rnn_learner_parameters (learner)[i],
                                      before[i] - 0.5 * g, 1e-6);
    }
}

static void
set_live_batch (RnnLearner *learner,
                guint       batch)
{
  g_auto (RnnSpec) spec;

  rnn_spec_copy (&spec, rnn_learner_spec (learner));
  spec.batch = batch;
  rnn_learner_set_live (learner, &spec);
}

static void
test_live_batch (void)
{
  g_autoptr (RnnLearner) learner = learner_new (plain);
  g_autoptr (RnnLearner) other = learner_new (plain);
  g_autofree void *before = NULL, *after = NULL;
  guint n;

  update_times (learner, 2);
  before = save (learner);
  set_live_batch (learner, 43);
  g_assert_cmpuint (rnn_learner_batches (learner), ==, 5);
  after = save (learner);
  finish_epoch (learner);
  g_assert_cmpuint (rnn_learner_batches (learner), ==, 1);
  rnn_learner_next_batch (learner, &n);
  g_assert_cmpuint (n, ==, 43);
  finish_epoch (learner);

  /* At the start of an epoch it is the next epoch's already. */
  set_live_batch (learner, 1);
  g_assert_cmpuint (rnn_learner_batches (learner), ==, 43);

  /* A state knows its settings. */
  rnn_learner_load_state (other, after);
  finish_epoch (other);
  finish_epoch (other);
  set_live_batch (other, 1);
  assert_same_state (learner, other);

  rnn_learner_load_state (learner, before);
  g_assert_cmpuint (rnn_learner_spec (learner)->batch, ==, 10);
  finish_epoch (learner);
  g_assert_cmpuint (rnn_learner_batches (learner), ==, 5);
}

static void
test_live_batch_stateful (void)
{
  g_autoptr (RnnLearner) learner = learner_new (stateful);

  set_live_batch (learner, 2);
  g_assert_cmpuint (rnn_learner_spec (learner)->batch, ==, 3);
  update_times (learner, 9);
}

/* Divergence */

static void
assert_diverges (RnnLearner *learner,
                 const char *pattern)
{
  g_autoptr (GError) error = NULL;
  g_autofree void *state = save (learner);
  RnnLearnerResult result = RNN_LEARNER_UPDATED;
  RnnMetrics metrics;

  for (guint i = 0; i < 2000 && result != RNN_LEARNER_FAILED; i++)
    result = rnn_learner_update (learner, &metrics, &error);

  g_assert_cmpint (result, ==, RNN_LEARNER_FAILED);
  g_assert_error (error, RNN_ERROR, RNN_ERROR_DIVERGED);
  g_test_message ("%s", error->message);
  if (!g_pattern_match_simple (pattern, error->message))
    g_error ("“%s” is not like “%s”", error->message, pattern);

  /* And back it goes. */
  rnn_learner_load_state (learner, state);
}

/* Sets every number of a parameter. */
static void
fill (RnnLearner      *learner,
      RnnParameterKind kind,
      guint            layer,
      float            value)
{
  const RnnNetwork *network = rnn_learner_network (learner);
  const RnnParameter *p = rnn_network_find (network, kind, layer);
  float *w = rnn_learner_parameters (learner) + p->offset;

  for (gsize i = 0; i < (gsize) p->rows * p->columns; i++)
    w[i] = value;
}

static void
test_diverged_rate (gconstpointer optimizer)
{
  const char *const settings[] = {
    "training.optimizer", optimizer, "training.learning_rate", "1e30", NULL
  };
  g_autoptr (RnnLearner) learner = learner_new (settings);
  g_autofree void *start = save (learner), *back = NULL;

  assert_diverges (learner, "*epoch 1, batch 1: W_xh (*e+*");
  back = save (learner);
  g_assert_cmpmem (start, rnn_learner_state_size (learner),
                   back, rnn_learner_state_size (learner));
}

static void
test_diverged_state (void)
{
  const char *const settings[] = {
    "data.text", TEXT, "data.time_steps", "40", "training.batch", "16",
    "network.activation", "linear", "network.units", "3;4", NULL
  };
  g_autoptr (RnnLearner) learner = learner_new (settings);

  update_times (learner, 4);
  fill (learner, RNN_PARAMETER_B_H, 0, NAN);
  assert_diverges (learner, "*epoch 2, batch 2: the hidden state of layer 1 at "
                            "time step 1 (*nan)*");

  fill (learner, RNN_PARAMETER_B_H, 0, 0.0f);
  fill (learner, RNN_PARAMETER_W_HH, 1, 50.0f);
  assert_diverges (learner, "*epoch 2, batch 2: the hidden state of layer 2 at "
                            "time step 1? (*e+*)*");
}

/* NaN must not be taken for a relu's zero. */
static void
test_diverged_relu (void)
{
  const char *const settings[] = { "network.activation", "relu", NULL };
  g_autoptr (RnnLearner) learner = learner_new (settings);

  rnn_learner_parameters (learner)[0] = NAN;
  assert_diverges (learner, "*hidden state of layer 1 at time step 1 (*nan)*");
}

static void
test_diverged_output (void)
{
  const char *const settings[] = {
    "data.time_steps", "3", "data.target", "all", NULL
  };
  g_autoptr (RnnLearner) learner = learner_new (settings);

  fill (learner, RNN_PARAMETER_B_Y, 0, INFINITY);
  assert_diverges (learner, "*the output at time step 1 (inf)*");
}

/* Nothing goes forwards, but the way back explodes. */
static void
test_diverged_gradient (gconstpointer clip)
{
  const char *const settings[] = {
    "data.time_steps", "12", "network.activation", "linear",
    "training.clip", clip, NULL
  };
  g_autoptr (RnnLearner) learner = learner_new (settings);

  fill (learner, RNN_PARAMETER_W_XH, 0, 0.0f);
  fill (learner, RNN_PARAMETER_W_HH, 0, 1e3f);
  assert_diverges (learner, "*the gradient of W_xh (*, since ∂L/∂h of layer 1 "
                            "at time step ?) *");
}

/* Memory */

static void
test_memory (void)
{
  g_auto (RnnSpec) spec;
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnDataset) dataset = NULL;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 5000; i++)
    g_string_append_c (text, "abcd"[i % 4]);

  rnn_spec_init_default (&spec);
  set (&spec, "data.text", text->str);
  set (&spec, "data.time_steps", "1000");
  set (&spec, "data.target", "all");
  set (&spec, "network.units", "1024;1024;1024;1024");
  set (&spec, "training.batch", "4000");
  dataset = rnn_dataset_new (&spec, &error);
  g_assert_no_error (error);

  g_assert_null (rnn_learner_new (&spec, dataset, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_MEMORY);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "GB"));
  g_clear_error (&error);

  set (&spec, "training.batch", "1");
  g_assert_true (rnn_learner_check_memory (&spec, dataset, &error));
  g_string_free (text, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, settings, function) \
  g_test_add_data_func ("/learner/" path, settings, function)
  ADD ("same-bits/rich", rich, test_same_bits);
  ADD ("same-bits/stateful", stateful, test_same_bits);
  ADD ("same-bits/plain", plain, test_same_bits);
  ADD ("save-and-load/rich", rich, test_save_and_load);
  ADD ("save-and-load/stateful", stateful, test_save_and_load);
  ADD ("save-and-load/plain", plain, test_save_and_load);
  g_test_add_func ("/learner/seed-matters", test_seed_matters);

  g_test_add_func ("/learner/shorter-last-batch", test_shorter_last_batch);
  g_test_add_func ("/learner/shuffle", test_shuffle);
  g_test_add_func ("/learner/stateful", test_stateful);

  g_test_add_func ("/learner/validation", test_validation);
  g_test_add_func ("/learner/no-validation", test_no_validation);
  ADD ("best/training", "0", test_best);
  ADD ("best/validation", "0.3", test_best);
  ADD ("change/rich", rich, test_change);
  ADD ("change/stateful", stateful, test_change);
  ADD ("change/plain", plain, test_change);

  g_test_add_func ("/learner/live/rate", test_live_rate);
  g_test_add_func ("/learner/live/batch", test_live_batch);
  g_test_add_func ("/learner/live/batch-stateful", test_live_batch_stateful);

  ADD ("diverged/rate/sgd", "sgd", test_diverged_rate);
  ADD ("diverged/rate/rmsprop", "rmsprop", test_diverged_rate);
  ADD ("diverged/rate/adam", "adam", test_diverged_rate);
  g_test_add_func ("/learner/diverged/state", test_diverged_state);
  g_test_add_func ("/learner/diverged/relu", test_diverged_relu);
  g_test_add_func ("/learner/diverged/output", test_diverged_output);
  ADD ("diverged/gradient/free", "none", test_diverged_gradient);
  ADD ("diverged/gradient/value", "value", test_diverged_gradient);
  ADD ("diverged/gradient/norm", "norm", test_diverged_gradient);

  g_test_add_func ("/learner/memory", test_memory);

  return g_test_run ();
}
