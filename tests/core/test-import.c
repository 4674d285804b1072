#include <math.h>
#include <string.h>

#include "core/error.h"
#include "core/run.h"
#include "tests/core/client.h"
#include "tests/core/plain.h"

/* Weights from elsewhere, in the middle of training. */

static float *
new_weights (gsize n)
{
  float *weights = g_new (float, n);

  for (gsize i = 0; i < n; i++)
    weights[i] = sinf (i);
  return weights;
}

/* What training comes to that gets them after @first updates. */
static Plain *
imported_plain (const RnnSpec *spec,
                guint64        first,
                guint64        last)
{
  Plain *plain = plain_new (spec);
  gsize size = rnn_learner_network (plain->learner)->size;
  g_autofree float *weights = new_weights (size);

  plain_to_update (plain, first);
  memcpy (rnn_learner_parameters (plain->learner), weights,
          size * sizeof (float));
  plain_to_update (plain, last);
  return plain;
}

static void
seek (RnnRun  *run,
      guint64  update)
{
  g_assert_true (rnn_run_seek (run, update, NULL, NULL));
}

static void
test_run (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnDataset) dataset = NULL;
  g_autoptr (RnnRun) run = NULL;
  g_autoptr (Plain) plain = NULL;
  g_autofree float *weights = NULL;
  gsize size;

  rnn_spec_init_default (&spec);
  dataset = rnn_dataset_new (&spec, NULL);
  run = rnn_run_new (&spec, dataset, NULL);
  size = rnn_learner_network (rnn_run_learner (run))->size;
  weights = new_weights (size);
  plain = imported_plain (&spec, 5, 20);

  seek (run, 5);
  g_assert_true (rnn_run_import (run, weights, size, NULL));
  seek (run, 20);
  plain_assert_learner (plain, rnn_run_learner (run));
  seek (run, 3);
  seek (run, 20);
  plain_assert_learner (plain, rnn_run_learner (run));
}

static void
test_refused (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnDataset) dataset = NULL;
  g_autoptr (RnnRun) run = NULL;
  g_autoptr (Plain) plain = NULL;
  g_autofree float *weights = NULL;
  g_autoptr (GError) size_error = NULL;
  g_autoptr (GError) number_error = NULL;
  gsize size;

  rnn_spec_init_default (&spec);
  dataset = rnn_dataset_new (&spec, NULL);
  run = rnn_run_new (&spec, dataset, NULL);
  plain = plain_new (&spec);
  size = rnn_learner_network (plain->learner)->size;
  weights = new_weights (size + 1);

  g_assert_false (rnn_run_import (run, weights, size + 1, &size_error));
  g_assert_error (size_error, RNN_ERROR, RNN_ERROR_RANGE);
  weights[7] = INFINITY;
  g_assert_false (rnn_run_import (run, weights, size, &number_error));
  g_assert_error (number_error, RNN_ERROR, RNN_ERROR_RANGE);
  plain_assert_learner (plain, rnn_run_learner (run));
}

static void
test_trainer (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = NULL;
  g_autoptr (Plain) plain = NULL;
  g_autofree float *weights = NULL;
  guint64 serial;
  gsize size;

  rnn_spec_init_default (&spec);
  client = client_begin (&spec);
  size = client->frame->network.size;
  weights = new_weights (size);
  plain = imported_plain (&spec, 7, 7);

  client_step (client, RNN_STEP_UPDATE, 7);
  serial = rnn_trainer_import (client->trainer, weights, size);
  memset (weights, 0, size * sizeof (float));
  client_do (client, serial, RNN_COMMAND_IMPORT);
  client_assert_same (client, plain);
  plain_to_update (plain, 30);
  client_step (client, RNN_STEP_UPDATE, 23);
  client_assert_same (client, plain);
}

/* Where a future is known it stays, and they make a branch. */
static void
test_branch (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = NULL;
  g_autoptr (Plain) plain = NULL;
  g_autofree float *weights = NULL;
  guint64 serial;
  gsize size;

  rnn_spec_init_default (&spec);
  client = client_begin (&spec);
  size = client->frame->network.size;
  weights = new_weights (size + 1);
  plain = imported_plain (&spec, 7, 7);

  client_step (client, RNN_STEP_UPDATE, 20);
  client_seek (client, 7);
  serial = rnn_trainer_import (client->trainer, weights, size + 1);
  g_assert_error (client_await (client, serial, RNN_COMMAND_IMPORT)->error,
                  RNN_ERROR, RNN_ERROR_RANGE);
  g_assert_false (client_find (client, serial, RNN_COMMAND_IMPORT)->branched);
  serial = rnn_trainer_import (client->trainer, weights, size);
  client_do (client, serial, RNN_COMMAND_IMPORT);
  g_assert_true (client_find (client, serial, RNN_COMMAND_IMPORT)->branched);
  client_assert_same (client, plain);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/run", test_run);
  g_test_add_func ("/import/refused", test_refused);
  g_test_add_func ("/import/trainer", test_trainer);
  g_test_add_func ("/import/branch", test_branch);
  return g_test_run ();
}
