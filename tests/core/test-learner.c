#include <math.h>
#include <string.h>

#include "tests/core/learning.h"

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

static void
assert_same_state (const RnnLearner *a,
                   const RnnLearner *b)
{
  g_autofree void *of_a = learning_save (a);
  g_autofree void *of_b = learning_save (b);

  g_assert_cmpmem (of_a, rnn_learner_state_size (a),
                   of_b, rnn_learner_state_size (b));
}

/* Determinism */

static void
test_same_bits (gconstpointer settings)
{
  g_autoptr (RnnLearner) a = learning_new (settings);
  g_autoptr (RnnLearner) b = learning_new (settings);

  assert_same_state (a, b);
  for (guint i = 0; i < 40; i++)
    {
      RnnMetrics of_a = { 0 }, of_b = { 0 };

      g_assert_cmpint (learning_update (a, &of_a), ==,
                       learning_update (b, &of_b));
      g_assert_cmpmem (&of_a, sizeof of_a, &of_b, sizeof of_b);
      assert_same_state (a, b);
    }
}

/* From every position, going on, in the same learner and in a new one. */
static void
test_save_and_load (gconstpointer settings)
{
  enum { UPDATES = 30 };
  g_autoptr (RnnLearner) learner = learning_new (settings);
  g_autoptr (RnnLearner) fresh = learning_new (settings);
  gpointer states[UPDATES + 1];

  for (guint i = 0; i < UPDATES; i++)
    {
      states[i] = learning_save (learner);
      learning_update_times (learner, 1);
    }
  states[UPDATES] = learning_save (learner);
  g_assert_cmpuint (rnn_learner_position (learner).epoch, >=, 2);

  for (guint i = UPDATES; i-- > 0;)
    {
      g_autofree void *next = NULL, *last = NULL;

      rnn_learner_load_state (fresh, states[i]);
      g_assert_cmpuint (rnn_learner_position (fresh).update, ==, i);
      learning_update_times (fresh, 1);
      next = learning_save (fresh);
      g_assert_cmpmem (next, rnn_learner_state_size (fresh),
                       states[i + 1], rnn_learner_state_size (learner));

      rnn_learner_load_state (learner, states[i]);
      learning_update_times (learner, UPDATES - i);
      last = learning_save (learner);
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
  g_autoptr (RnnLearner) a = learning_new (same);
  g_autoptr (RnnLearner) b = learning_new (other);

  g_assert_cmpint (memcmp (rnn_learner_parameters (a),
                           rnn_learner_parameters (b),
                           learning_arena_bytes (a)),
                   !=, 0);
}

/* Batches */

static void
test_shorter_last_batch (void)
{
  g_autoptr (RnnLearner) learner = learning_new (plain);
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
      g_assert_cmpint (learning_update (learner, &metrics), ==, i == 4);
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
  while (!learning_update (learner, &metrics));
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
  g_autoptr (RnnLearner) learner = learning_new (rich);
  g_autofree void *start = learning_save (learner);
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
  g_autoptr (RnnLearner) learner = learning_new (stateful);
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
          ended = learning_update (learner, &metrics);
        }
      while (!ended);
      g_assert_cmpfloat_with_epsilon (metrics.loss, sum / samples, 1e-12);
    }
}

/* Measures */

static void
test_validation (void)
{
  g_autoptr (RnnLearner) learner = learning_new (rich);
  RnnDataset *dataset = rnn_learner_dataset (learner);
  guint n = (guint) dataset->n_validation;
  g_autoptr (RnnPass) pass = rnn_pass_new (rnn_learner_network (learner), 4, n);
  g_autoptr (RnnBatch) batch = rnn_batch_new (dataset, n);

  g_assert_cmpuint (n, >, 8);
  rnn_dataset_gather (dataset, NULL, dataset->n_train, n, batch);
  for (guint epoch = 1; epoch <= 3; epoch++)
    {
      RnnMetrics metrics = learning_finish_epoch (learner);
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
  g_autoptr (RnnLearner) learner = learning_new (plain);
  RnnMetrics metrics = learning_finish_epoch (learner);

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
  g_autoptr (RnnLearner) learner = learning_new (restless);
  g_autofree float *best = learning_copy_parameters (learner);
  gsize bytes = learning_arena_bytes (learner);
  gboolean held_out = rnn_learner_dataset (learner)->n_validation > 0;
  double least = INFINITY;
  guint32 best_epoch = 0, epoch, not_best = 0;

  g_assert_cmpmem (rnn_learner_best (learner, &epoch), bytes, best, bytes);
  g_assert_cmpuint (epoch, ==, 0);

  for (guint i = 0; i < 30; i++)
    {
      RnnMetrics metrics = learning_finish_epoch (learner);
      double loss = held_out ? metrics.validation_loss : metrics.loss;

      if (loss < least)
        {
          least = loss;
          best_epoch = metrics.epoch;
          memcpy (best, rnn_learner_parameters (learner), bytes);
        }
      else
        {
          not_best++;
        }

      g_assert_cmpmem (rnn_learner_best (learner, &epoch), bytes, best, bytes);
      g_assert_cmpuint (epoch, ==, best_epoch);
    }

  g_assert_cmpuint (not_best, >, 0);
}

static void
test_change (gconstpointer settings)
{
  g_autoptr (RnnLearner) learner = learning_new (settings);
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
      g_autofree float *before = learning_copy_parameters (learner);
      g_autofree void *state = NULL;
      const float *change;

      learning_update_times (learner, 1);
      /* What comes must not change what was. */
      spec.learning_rate *= 1.5;
      rnn_learner_set_live (learner, &spec);
      state = learning_save (learner);
      learning_update_times (learner, 1);
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
  g_autoptr (RnnLearner) learner = learning_new (plain);
  gsize size = rnn_learner_network (learner)->size;
  g_auto (RnnSpec) spec;
  g_autofree float *before = NULL;

  learning_update_times (learner, 2);
  rnn_spec_copy (&spec, rnn_learner_spec (learner));
  spec.learning_rate = 0.5;
  spec.clip = RNN_CLIP_VALUE;
  spec.clip_value = 0.01;
  spec.epochs = 7;
  rnn_learner_set_live (learner, &spec);
  g_assert_cmpuint (rnn_learner_spec (learner)->epochs, ==, 7);

  before = learning_copy_parameters (learner);
  learning_update_times (learner, 1);
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
  g_autoptr (RnnLearner) learner = learning_new (plain);
  g_autoptr (RnnLearner) other = learning_new (plain);
  g_autofree void *before = NULL, *after = NULL;
  guint n;

  learning_update_times (learner, 2);
  before = learning_save (learner);
  set_live_batch (learner, 43);
  g_assert_cmpuint (rnn_learner_batches (learner), ==, 5);
  after = learning_save (learner);
  learning_finish_epoch (learner);
  g_assert_cmpuint (rnn_learner_batches (learner), ==, 1);
  rnn_learner_next_batch (learner, &n);
  g_assert_cmpuint (n, ==, 43);
  learning_finish_epoch (learner);

  /* At the start of an epoch it is the next epoch's already. */
  set_live_batch (learner, 1);
  g_assert_cmpuint (rnn_learner_batches (learner), ==, 43);

  /* A state knows its settings. */
  rnn_learner_load_state (other, after);
  learning_finish_epoch (other);
  learning_finish_epoch (other);
  set_live_batch (other, 1);
  assert_same_state (learner, other);

  rnn_learner_load_state (learner, before);
  g_assert_cmpuint (rnn_learner_spec (learner)->batch, ==, 10);
  learning_finish_epoch (learner);
  g_assert_cmpuint (rnn_learner_batches (learner), ==, 5);
}

static void
test_live_batch_stateful (void)
{
  g_autoptr (RnnLearner) learner = learning_new (stateful);

  set_live_batch (learner, 2);
  g_assert_cmpuint (rnn_learner_spec (learner)->batch, ==, 3);
  learning_update_times (learner, 9);
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

  return g_test_run ();
}
