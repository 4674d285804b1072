#include "tests/core/plain.h"

#include <string.h>

#define SETTINGS(...) (const char *const[]) { __VA_ARGS__, NULL }

#define POEM "the quick brown fox jumps over the lazy dog and runs away"

const Job jobs[] = {
  { "default", SETTINGS ("fit.epochs=100") },
  { "shuffled batches", SETTINGS ("data.text=" POEM, "data.time_steps=4",
                                  "data.shuffle_samples=false",
                                  "training.batch=7", "training.shuffle=true",
                                  "network.units=6", "fit.epochs=12") },
  { "stateful", SETTINGS ("data.text=" POEM, "data.time_steps=4",
                          "data.stride=4", "data.shuffle_samples=false",
                          "data.target=all", "network.stateful=true",
                          "training.batch=3", "network.units=5;4",
                          "fit.epochs=15") },
  { "validation", SETTINGS ("data.text=" POEM, "data.time_steps=3",
                            "data.validation=0.25", "training.batch=5",
                            "training.optimizer=rmsprop", "training.clip=norm",
                            "training.clip_value=0.5", "network.units=4",
                            "fit.epochs=9") },
  { "real, summed, momentum",
    SETTINGS ("data.text=" POEM, "data.time_steps=2", "data.input=real",
              "training.loss=sum", "training.optimizer=sgd",
              "training.momentum=0.9", "training.learning_rate=0.001",
              "training.batch=9", "fit.epochs=8") },
};
const guint n_jobs = G_N_ELEMENTS (jobs);

void
set_all (RnnSpec           *spec,
         const char *const *settings)
{
  for (; *settings != NULL; settings++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) pair = g_strsplit (*settings, "=", 2);

      rnn_spec_set (spec, pair[0], pair[1], &error);
      g_assert_no_error (error);
    }
}

void
job_spec (const Job *job,
          RnnSpec   *spec)
{
  rnn_spec_init_default (spec);
  set_all (spec, job->settings);
}

Plain *
plain_new (const RnnSpec *spec)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnDataset) dataset = rnn_dataset_new (spec, &error);
  Plain *plain = g_new0 (Plain, 1);

  g_assert_no_error (error);
  plain->learner = rnn_learner_new (spec, dataset, &error);
  g_assert_no_error (error);
  plain->metrics = g_array_new (FALSE, FALSE, sizeof (RnnMetrics));
  return plain;
}

void
plain_free (Plain *plain)
{
  rnn_learner_free (plain->learner);
  g_array_unref (plain->metrics);
  g_free (plain);
}

void
plain_update (Plain *plain)
{
  g_autoptr (GError) error = NULL;
  RnnMetrics metrics;

  if (rnn_learner_update (plain->learner, &metrics, &error)
      == RNN_LEARNER_EPOCH)
    g_array_append_val (plain->metrics, metrics);
  g_assert_no_error (error);
}

void
plain_to_update (Plain   *plain,
                 guint64  update)
{
  while (rnn_learner_position (plain->learner).update < update)
    plain_update (plain);
}

void
plain_to_epoch (Plain   *plain,
                guint32  epoch)
{
  while (rnn_learner_position (plain->learner).epoch < epoch)
    plain_update (plain);
}

void
plain_assert_learner (Plain      *plain,
                      RnnLearner *learner)
{
  gsize size = rnn_learner_state_size (plain->learner);
  g_autofree char *a = g_malloc (size);
  g_autofree char *b = g_malloc (size);

  g_assert_cmpuint (rnn_learner_state_size (learner), ==, size);
  g_assert_cmpuint (rnn_learner_position (learner).update, ==,
                    rnn_learner_position (plain->learner).update);
  rnn_learner_save_state (plain->learner, a);
  rnn_learner_save_state (learner, b);
  g_assert_cmpmem (a, size, b, size);
}

void
plain_assert_metrics (Plain           *plain,
                      const RnnSeries *series,
                      gsize            n)
{
  g_assert_cmpuint (n, <=, plain->metrics->len);
  g_assert_cmpuint (n, <=, rnn_series_length (series));
  for (gsize i = 0; i < n; i++)
    {
      const RnnMetrics *mine =
        &g_array_index (plain->metrics, RnnMetrics, i);
      RnnMetrics row = rnn_series_row (series, i);

      g_assert_cmpuint (row.epoch, ==, mine->epoch);
      g_assert_cmpmem (&row.loss, 4 * sizeof (double), &mine->loss,
                       4 * sizeof (double));
    }
}
