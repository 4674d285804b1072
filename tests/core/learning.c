#include "tests/core/learning.h"

#include <string.h>

void
learning_set (RnnSpec    *spec,
              const char *name,
              const char *value)
{
  g_autoptr (GError) error = NULL;

  rnn_spec_set (spec, name, value, &error);
  g_assert_no_error (error);
}

RnnLearner *
learning_new (const char *const *settings)
{
  g_auto (RnnSpec) spec;
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnDataset) dataset = NULL;
  RnnLearner *learner;

  rnn_spec_init_default (&spec);
  for (; *settings != NULL; settings += 2)
    learning_set (&spec, settings[0], settings[1]);
  g_assert_true (rnn_spec_check (&spec, &error));

  dataset = rnn_dataset_new (&spec, &error);
  g_assert_no_error (error);
  learner = rnn_learner_new (&spec, dataset, &error);
  g_assert_no_error (error);

  return learner;
}

gboolean
learning_update (RnnLearner *learner,
                 RnnMetrics *metrics)
{
  g_autoptr (GError) error = NULL;
  RnnLearnerResult result = rnn_learner_update (learner, metrics, &error);

  g_assert_no_error (error);
  g_assert_cmpint (result, !=, RNN_LEARNER_FAILED);

  return result == RNN_LEARNER_EPOCH;
}

void
learning_update_times (RnnLearner *learner,
                       guint       n)
{
  RnnMetrics metrics;

  for (guint i = 0; i < n; i++)
    learning_update (learner, &metrics);
}

RnnMetrics
learning_finish_epoch (RnnLearner *learner)
{
  RnnMetrics metrics;

  while (!learning_update (learner, &metrics))
    continue;

  return metrics;
}

gpointer
learning_save (const RnnLearner *learner)
{
  gpointer state = g_malloc (rnn_learner_state_size (learner));

  rnn_learner_save_state (learner, state);

  return state;
}

gsize
learning_arena_bytes (const RnnLearner *learner)
{
  return rnn_learner_network (learner)->size * sizeof (float);
}

float *
learning_copy_parameters (RnnLearner *learner)
{
  return g_memdup2 (rnn_learner_parameters (learner),
                    learning_arena_bytes (learner));
}
