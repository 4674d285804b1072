/* A batch in two halves: the same numbers as in one piece, up to rounding, and
 * the same bits with one thread as with two. */

#include <math.h>
#include <string.h>

#include "core/error.h"
#include "core/team.h"
#include "tests/core/learning.h"

#define PHRASE "the quick brown fox jumps over the lazy dog; "
#define TEXT PHRASE PHRASE "pack my box with five dozen liquor jugs"
/* Each epoch's last batch has a single sample, so that the second half has
 * none. */
#define ODD_BATCH "32"

typedef struct
{
  const char *name;
  const char *settings[24];
} Case;

static const Case cases[] = {
  { "last",
    { "data.text", TEXT, "data.time_steps", "20", "network.units", "90",
      "training.batch", ODD_BATCH, NULL } },
  { "every-step",
    { "data.text", TEXT, "data.time_steps", "16", "network.units", "101",
      "data.target", "all", "training.batch", "33", "training.shuffle", "true",
      "training.loss", "sum", "training.clip", "value",
      "training.clip_value", "0.5", NULL } },
  { "stacked",
    { "data.text", TEXT, "data.time_steps", "13", "network.units", "70;50;33",
      "data.target", "all", "training.batch", "23", "data.validation", "0.3",
      "training.clip", "norm", "training.clip_value", "0.1", NULL } },
  { "embedding",
    { "data.text", TEXT, "data.time_steps", "25", "network.units", "80",
      "data.input", "embedding", "data.embedding", "7",
      "training.batch", "50", "training.optimizer", "rmsprop",
      "training.clip", "global-norm", "training.clip_value", "0.2", NULL } },
  { "real",
    { "data.text", TEXT, "data.time_steps", "20", "network.units", "90",
      "data.input", "real", "training.batch", "31",
      "training.optimizer", "sgd", "training.learning_rate", "0.1", NULL } },
  { "stateful",
    { "data.text", TEXT TEXT TEXT, "data.time_steps", "8",
      "data.stride", "8", "data.shuffle_samples", "false",
      "data.target", "all", "network.units", "150",
      "network.stateful", "true", "training.batch", "17", NULL } },
};

static guint
n_parts (const RnnLearner *learner)
{
  const RnnDataset *dataset = rnn_learner_dataset ((RnnLearner *) learner);
  g_autoptr (RnnParts) parts =
    rnn_parts_new (rnn_learner_network (learner), dataset,
                   MIN (rnn_learner_spec (learner)->batch,
                        (guint) dataset->n_train));

  return parts->n;
}

static void
assert_same_state (const RnnLearner *a,
                   const RnnLearner *b)
{
  g_autofree void *of_a = learning_save (a);
  g_autofree void *of_b = learning_save (b);

  g_assert_cmpmem (of_a, rnn_learner_state_size (a),
                   of_b, rnn_learner_state_size (b));
}

static void
test_same_bits (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (RnnLearner) alone = learning_new (c->settings);
  g_autoptr (RnnLearner) helped = learning_new (c->settings);
  g_autoptr (RnnLearner) now_and_then = learning_new (c->settings);

  g_assert_cmpuint (n_parts (alone), ==, 2);
  rnn_learner_set_threads (alone, 1);
  rnn_learner_set_threads (helped, 2);
  for (guint i = 0; i < 12; i++)
    {
      RnnMetrics of_alone = { 0 }, of_helped = { 0 }, of_third = { 0 };

      rnn_learner_set_threads (now_and_then, 1 + i / 2 % 2);
      g_assert_cmpint (learning_update (alone, &of_alone), ==,
                       learning_update (helped, &of_helped));
      learning_update (now_and_then, &of_third);
      g_assert_cmpmem (&of_alone, sizeof of_alone, &of_helped,
                       sizeof of_helped);
      assert_same_state (alone, helped);
      assert_same_state (alone, now_and_then);
    }
}

/* What one pass of the whole batch says. */
static void
test_halves_add_up (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (RnnLearner) learner = learning_new (c->settings);
  RnnDataset *dataset = rnn_learner_dataset (learner);
  const RnnNetwork *network = rnn_learner_network (learner);
  RnnLossReduction reduction = rnn_learner_spec (learner)->loss;
  g_autofree float *gradients = g_new (float, network->size);
  g_autofree float *halves = g_new (float, network->size);
  g_autoptr (RnnBatch) batch = NULL;
  g_autoptr (RnnPass) pass = NULL;
  g_autoptr (RnnParts) parts = NULL;
  gsize correct, correct_of_halves;
  double nll, norm = 0.0;
  guint n;
  const guint32 *numbers = rnn_learner_next_batch (learner, &n);

  batch = rnn_batch_new (dataset, n);
  rnn_dataset_gather (dataset, numbers, 0, n, batch);
  pass = rnn_pass_new (network, dataset->time_steps, n);
  rnn_pass_zero_state (pass, n);
  rnn_pass_forward (pass, rnn_learner_parameters (learner), batch);
  nll = rnn_pass_loss (pass, batch, &correct);
  rnn_pass_backward (pass, rnn_learner_parameters (learner), batch, reduction,
                     gradients);

  parts = rnn_parts_new (network, dataset, n);
  g_assert_cmpuint (parts->n, ==, 2);
  rnn_parts_start (parts, n, NULL);
  g_assert_cmpfloat_with_epsilon (
    rnn_parts_measure (parts, rnn_learner_parameters (learner), batch,
                       reduction, NULL, NULL),
    nll, 1e-9 * nll);
  g_assert_cmpfloat_with_epsilon (
    rnn_parts_measure (parts, rnn_learner_parameters (learner), batch,
                       reduction, &correct_of_halves, halves),
    nll, 1e-9 * nll);
  g_assert_cmpuint (correct_of_halves, ==, correct);

  for (gsize i = 0; i < network->size; i++)
    norm = MAX (norm, fabsf (gradients[i]));
  g_assert_cmpfloat (norm, >, 0.0);
  for (gsize i = 0; i < network->size; i++)
    g_assert_cmpfloat_with_epsilon (halves[i], gradients[i], 2e-6 * norm);
}

static void
test_one_sample_left (void)
{
  g_autoptr (RnnLearner) learner = learning_new (cases[0].settings);

  g_assert_cmpuint (rnn_learner_dataset (learner)->n_train
                    % rnn_learner_spec (learner)->batch, ==, 1);
}

/* From a size on, which is the same on every machine. */
static void
test_only_where_it_pays (void)
{
  const char *const tutorial[] = { NULL };
  const char *const one_sample[] = {
    "data.text", TEXT, "data.time_steps", "25", "network.units", "512",
    "training.batch", "1", NULL
  };
  const char *const small[] = {
    "data.text", TEXT, "data.time_steps", "25", "network.units", "8",
    "training.batch", "32", NULL
  };
  const char *const large[] = {
    "data.text", TEXT, "data.time_steps", "25", "network.units", "128",
    "training.batch", "32", NULL
  };
  g_autoptr (RnnLearner) a = learning_new (tutorial);
  g_autoptr (RnnLearner) b = learning_new (one_sample);
  g_autoptr (RnnLearner) c = learning_new (small);
  g_autoptr (RnnLearner) d = learning_new (large);

  g_assert_cmpuint (n_parts (a), ==, 1);
  g_assert_cmpuint (n_parts (b), ==, 1);
  g_assert_cmpuint (n_parts (c), ==, 1);
  g_assert_cmpuint (n_parts (d), ==, 2);
}

/* Whether a batch is halved follows its size, there and back. */
static void
test_batch_size_changes (void)
{
  static const guint sizes[] = { 32, 8, 32, 40 };
  g_autoptr (RnnLearner) alone = learning_new (cases[0].settings);
  g_autoptr (RnnLearner) helped = learning_new (cases[0].settings);
  g_auto (RnnSpec) spec;

  rnn_spec_copy (&spec, rnn_learner_spec (alone));
  rnn_learner_set_threads (alone, 1);
  rnn_learner_set_threads (helped, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (RnnLearner) fresh = learning_new (cases[0].settings);
      g_autofree void *state = NULL;

      spec.batch = sizes[i];
      rnn_learner_set_live (alone, &spec);
      rnn_learner_set_live (helped, &spec);
      learning_finish_epoch (alone);
      learning_finish_epoch (helped);
      assert_same_state (alone, helped);

      state = learning_save (alone);
      rnn_learner_load_state (fresh, state);
      learning_update_times (alone, 1);
      learning_update_times (fresh, 1);
      assert_same_state (alone, fresh);
      learning_finish_epoch (alone);
      learning_finish_epoch (helped);
    }
}

/* It is found in the second half, too. */
static void
test_divergence (void)
{
  g_autoptr (RnnLearner) learner = learning_new (cases[1].settings);
  const RnnNetwork *network = rnn_learner_network (learner);
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnBatch) batch = NULL;
  const RnnParameter *w_xh = rnn_network_find (network, RNN_PARAMETER_W_XH, 0);
  RnnMetrics metrics;
  guint n;
  const guint32 *numbers = rnn_learner_next_batch (learner, &n);
  guint16 letter;

  batch = rnn_batch_new (rnn_learner_dataset (learner), n);
  rnn_dataset_gather (rnn_learner_dataset (learner), numbers, 0, n, batch);
  letter = batch->codes[n - 1];
  rnn_learner_parameters (learner)[w_xh->offset + letter * w_xh->columns] = NAN;

  g_assert_cmpint (rnn_learner_update (learner, &metrics, &error), ==,
                   RNN_LEARNER_FAILED);
  g_assert_error (error, RNN_ERROR, RNN_ERROR_DIVERGED);
  g_assert_nonnull (strstr (error->message,
                            "hidden state of layer 1 at time step 1 ("));
}

/* The team */

typedef struct
{
  guint done[7];
} Jobs;

static void
count (gpointer data,
       guint    part)
{
  Jobs *jobs = data;

  jobs->done[part]++;
}

static void
test_every_part_once (void)
{
  g_autoptr (RnnTeam) team = rnn_team_new ();
  Jobs jobs = { { 0 } };
  guint expected[G_N_ELEMENTS (jobs.done)] = { 0 };

  for (guint i = 0; i < 3000; i++)
    {
      guint n = i % (G_N_ELEMENTS (jobs.done) + 1);

      /* Now and then the helper falls asleep between. */
      if (i % 500 == 499)
        g_usleep (2000);
      rnn_team_share (i % 5 == 4 ? NULL : team, n, count, &jobs);
      for (guint part = 0; part < n; part++)
        expected[part]++;
      g_assert_cmpmem (jobs.done, sizeof jobs.done, expected, sizeof expected);
    }
}

static void
test_team_that_never_works (void)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (RnnTeam) team = rnn_team_new ();

      if (i % 2 == 1)
        g_usleep (500);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *bits =
        g_strconcat ("/parts/same-bits/", cases[i].name, NULL);
      g_autofree char *sums =
        g_strconcat ("/parts/halves-add-up/", cases[i].name, NULL);

      g_test_add_data_func (bits, &cases[i], test_same_bits);
      g_test_add_data_func (sums, &cases[i], test_halves_add_up);
    }
  g_test_add_func ("/parts/one-sample-left", test_one_sample_left);
  g_test_add_func ("/parts/only-where-it-pays", test_only_where_it_pays);
  g_test_add_func ("/parts/batch-size-changes", test_batch_size_changes);
  g_test_add_func ("/parts/divergence", test_divergence);
  g_test_add_func ("/team/every-part-once", test_every_part_once);
  g_test_add_func ("/team/never-works", test_team_that_never_works);

  return g_test_run ();
}
