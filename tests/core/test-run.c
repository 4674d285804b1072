#include <math.h>
#include <string.h>

#include "core/error.h"
#include "core/run.h"
#include "tests/core/plain.h"

/* Budgets: all that is needed, and next to nothing. */
static const gsize budgets[] = { RNN_RUN_BUDGET, 40000, 0 };

static RnnRun *
new_run (const RnnSpec *spec,
         gsize          budget)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnDataset) dataset = rnn_dataset_new (spec, &error);
  RnnRun *run = rnn_run_new_with_budget (spec, dataset, budget, &error);

  g_assert_no_error (error);
  return run;
}

static void
update (RnnRun *run)
{
  g_autoptr (GError) error = NULL;

  rnn_run_update (run, NULL, &error);
  g_assert_no_error (error);
}

static void
seek (RnnRun  *run,
      guint64  to)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rnn_run_seek (run, to, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (rnn_learner_position (rnn_run_learner (run)).update, ==,
                    to);
}

static void
seek_epoch (RnnRun  *run,
            guint32  to)
{
  g_autoptr (GError) error = NULL;
  RnnPosition position;

  g_assert_true (rnn_run_seek_epoch (run, to, NULL, &error));
  g_assert_no_error (error);
  position = rnn_learner_position (rnn_run_learner (run));
  g_assert_cmpuint (position.epoch, ==, to);
  g_assert_cmpuint (position.batch, ==, 0);
}

static void
change (RnnRun     *run,
        const char *name,
        const char *value)
{
  g_autoptr (GError) error = NULL;
  g_auto (RnnSpec) spec = { 0 };

  rnn_spec_copy (&spec, rnn_run_spec (run));
  rnn_spec_set (&spec, name, value, &error);
  g_assert_no_error (error);
  rnn_run_change (run, &spec, &error);
  g_assert_no_error (error);
}

static void
assert_metrics (RnnRun *run,
                Plain  *plain)
{
  const RnnSeries *series = rnn_history_series (rnn_run_history (run));

  plain_assert_metrics (plain, series, rnn_series_length (series));
}

static gsize
n_metrics (RnnRun *run)
{
  return rnn_series_length (rnn_history_series (rnn_run_history (run)));
}

/* Single updates, rewinding and replaying are the same as updates without end. */
static void
test_same_bits (gconstpointer data)
{
  g_auto (RnnSpec) spec = { 0 };
  guint64 end;

  job_spec (data, &spec);
  for (guint i = 0; i < G_N_ELEMENTS (budgets); i++)
    {
      g_autoptr (Plain) plain = plain_new (&spec);
      g_autoptr (RnnRun) run = new_run (&spec, budgets[i]);
      RnnLearner *learner = rnn_run_learner (run);

      plain_to_epoch (plain, spec.epochs);
      end = rnn_learner_position (plain->learner).update;
      while (rnn_learner_position (learner).epoch < spec.epochs)
        update (run);
      plain_assert_learner (plain, learner);
      assert_metrics (run, plain);

      seek_epoch (run, 0);
      g_assert_cmpuint (n_metrics (run), ==, spec.epochs);
      seek (run, end);
      plain_assert_learner (plain, learner);

      seek (run, end / 3);
      seek (run, end / 3 - 1);
      seek_epoch (run, spec.epochs / 2);
      while (rnn_learner_position (learner).epoch < spec.epochs)
        update (run);
      plain_assert_learner (plain, learner);
      assert_metrics (run, plain);
    }
}

/* Any place from any other. */
static void
test_everywhere (gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_auto (RnnSpec) spec = { 0 };

  job_spec (data, &spec);
  for (guint i = 0; i < G_N_ELEMENTS (budgets); i++)
    {
      g_autoptr (RnnRun) run = new_run (&spec, budgets[i]);

      for (guint n = 0; n < 40; n++)
        {
          g_autoptr (Plain) plain = plain_new (&spec);

          if (g_rand_boolean (random))
            {
              guint32 epoch = g_rand_int_range (random, 0, spec.epochs);

              seek_epoch (run, epoch);
              plain_to_epoch (plain, epoch);
            }
          else
            {
              guint64 to = g_rand_int_range (random, 0, 60);

              seek (run, to);
              plain_to_update (plain, to);
            }
          plain_assert_learner (plain, rnn_run_learner (run));
        }
    }
}

/* An edited life, lived without history: @edits at their updates. */
typedef struct
{
  guint64     update;
  const char *name;           /* of a setting, or NULL: */
  const char *value;
  gsize       index;          /* a parameter */
  float       number;
} Edit;

static const Edit edits[] = {
  { 5, "training.learning_rate", "0.05" },
  { 5, NULL, NULL, 3, 0.5f },
  { 8, "training.batch", "4" },
  { 9, NULL, NULL, 0, -1.25f },
  { 16, "training.clip", "global-norm" },
  { 16, "training.clip_value", "0.1" },
  { 23, "training.batch", "1" },
  { 23, NULL, NULL, 7, 0.0f },
};

static void
edit_plain (Plain      *plain,
            const Edit *edit)
{
  g_auto (RnnSpec) spec = { 0 };

  plain_to_update (plain, edit->update);
  if (edit->name == NULL)
    {
      rnn_learner_parameters (plain->learner)[edit->index] = edit->number;
      return;
    }
  rnn_spec_copy (&spec, rnn_learner_spec (plain->learner));
  rnn_spec_set (&spec, edit->name, edit->value, NULL);
  rnn_learner_set_live (plain->learner, &spec);
}

static void
edit_run (RnnRun     *run,
          const Edit *edit)
{
  g_autoptr (GError) error = NULL;

  seek (run, edit->update);
  if (edit->name != NULL)
    change (run, edit->name, edit->value);
  else
    rnn_run_set_parameter (run, edit->index, edit->number, &error);
  g_assert_no_error (error);
}

static gboolean
applies (const RnnSpec *spec,
         const Edit    *edit)
{
  return !spec->stateful || g_strcmp0 (edit->name, "training.batch") != 0;
}

/* What the edited life is after @update updates. */
static Plain *
edited_plain (const RnnSpec *spec,
              guint64        update)
{
  Plain *plain = plain_new (spec);

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    if (applies (spec, &edits[i]) && edits[i].update <= update)
      edit_plain (plain, &edits[i]);
  plain_to_update (plain, update);
  return plain;
}

static void
test_events (gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_auto (RnnSpec) spec = { 0 };

  job_spec (data, &spec);
  for (guint i = 0; i < G_N_ELEMENTS (budgets); i++)
    {
      g_autoptr (RnnRun) run = new_run (&spec, budgets[i]);

      for (guint e = 0; e < G_N_ELEMENTS (edits); e++)
        if (applies (&spec, &edits[e]))
          edit_run (run, &edits[e]);

      for (guint n = 0; n < 60; n++)
        {
          guint64 to = g_rand_int_range (random, 0, 40);
          g_autoptr (Plain) plain = edited_plain (&spec, to);

          if (n % 3 == 0)
            while (rnn_learner_position (rnn_run_learner (run)).update < to)
              update (run);
          else
            seek (run, to);
          if (rnn_learner_position (rnn_run_learner (run)).update == to)
            plain_assert_learner (plain, rnn_run_learner (run));
        }
    }
}

/* By epochs too, though their number of updates changes on the way. */
static void
test_event_epochs (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnRun) run = NULL;

  job_spec (&jobs[1], &spec);
  run = new_run (&spec, 40000);
  for (guint e = 0; e < G_N_ELEMENTS (edits); e++)
    edit_run (run, &edits[e]);
  seek_epoch (run, spec.epochs);

  for (guint32 epoch = spec.epochs; epoch-- > 0;)
    {
      RnnLearner *learner = rnn_run_learner (run);
      g_autoptr (Plain) plain = NULL;

      seek_epoch (run, epoch);
      plain = edited_plain (&spec, rnn_learner_position (learner).update);
      plain_assert_learner (plain, learner);
      g_assert_cmpuint (n_metrics (run), ==, spec.epochs);
      plain_assert_metrics (
        plain, rnn_history_series (rnn_run_history (run)), epoch);
    }
}

/* A change forgets the future that was known, but only if it changes
 * anything. */
static void
test_future (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnRun) run = NULL;

  rnn_spec_init_default (&spec);
  run = new_run (&spec, RNN_RUN_BUDGET);
  seek (run, 30);
  seek (run, 10);
  g_assert_cmpuint (n_metrics (run), ==, 30);

  change (run, "training.learning_rate", "0.01");
  g_assert_cmpuint (n_metrics (run), ==, 30);
  change (run, "training.learning_rate", "0.02");
  g_assert_cmpuint (n_metrics (run), ==, 10);
  g_assert_cmpfloat (rnn_run_spec (run)->learning_rate, ==, 0.02);

  seek (run, 20);
  seek (run, 9);
  g_assert_cmpfloat (rnn_run_spec (run)->learning_rate, ==, 0.01);
  seek (run, 10);
  g_assert_cmpfloat (rnn_run_spec (run)->learning_rate, ==, 0.02);
  g_assert_cmpuint (n_metrics (run), ==, 20);

  /* Again at the same place: the last one counts. */
  change (run, "training.learning_rate", "0.03");
  g_assert_cmpuint (n_metrics (run), ==, 10);
  g_assert_cmpuint (rnn_history_n_events (rnn_run_history (run)), ==, 1);

  /* Before it: as if it had never been. */
  seek (run, 4);
  change (run, "training.clip", "norm");
  g_assert_cmpuint (rnn_history_n_events (rnn_run_history (run)), ==, 1);
  seek (run, 12);
  g_assert_cmpfloat (rnn_run_spec (run)->learning_rate, ==, 0.01);
  g_assert_cmpint (rnn_run_spec (run)->clip, ==, RNN_CLIP_NORM);
}

static void
assert_refused (RnnRun     *run,
                const char *name,
                const char *value,
                const char *sentence)
{
  g_autoptr (GError) error = NULL;
  g_auto (RnnSpec) spec = { 0 };

  rnn_spec_copy (&spec, rnn_run_spec (run));
  g_assert_true (rnn_spec_set (&spec, name, value, NULL));
  g_assert_false (rnn_run_change (run, &spec, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_SETTING);
  g_assert_nonnull (strstr (error->message, sentence));
}

static void
test_refused (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnRun) run = NULL;
  g_autoptr (RnnRun) stateful = NULL;
  g_autoptr (Plain) plain = NULL;
  g_autoptr (GError) error = NULL;

  rnn_spec_init_default (&spec);
  run = new_run (&spec, RNN_RUN_BUDGET);
  plain = plain_new (&spec);
  plain_to_update (plain, 3);
  seek (run, 5);
  seek (run, 3);

  assert_refused (run, "network.units", "4", "network.units");
  assert_refused (run, "data.text", "xyz", "data.text");
  g_assert_false (rnn_run_set_parameter (run, 47, 1.0f, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_false (rnn_run_set_parameter (run, 0, NAN, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_RANGE);

  g_assert_cmpuint (n_metrics (run), ==, 5);
  plain_assert_learner (plain, rnn_run_learner (run));

  /* The title is no setting of training. */
  change (run, "experiment.title", "Another name");
  g_assert_cmpuint (n_metrics (run), ==, 5);

  rnn_spec_clear (&spec);
  job_spec (&jobs[2], &spec);
  g_assert_true (spec.stateful);
  stateful = new_run (&spec, RNN_RUN_BUDGET);
  assert_refused (stateful, "training.batch", "2", "training.batch");
}

/* A learning rate that is far too large, from update 20 on. */
static RnnRun *
new_doomed (gsize     budget,
            guint64  *last)
{
  static const char *const settings[] = {
    "data.text=abcdefgh", "training.batch=1", "training.optimizer=sgd",
    "network.activation=linear", NULL
  };
  g_auto (RnnSpec) spec = { 0 };
  RnnLearnerResult result;
  RnnRun *run;

  rnn_spec_init_default (&spec);
  set_all (&spec, settings);
  run = new_run (&spec, budget);
  seek (run, 20);
  change (run, "training.learning_rate", "1e10");
  do
    {
      g_autoptr (GError) error = NULL;

      *last = rnn_learner_position (rnn_run_learner (run)).update;
      result = rnn_run_update (run, NULL, &error);
      if (result == RNN_LEARNER_FAILED)
        g_assert_error (error, RNN_ERROR, RNN_ERROR_DIVERGED);
    }
  while (result != RNN_LEARNER_FAILED);
  return run;
}

static void
assert_finite (RnnRun *run)
{
  RnnLearner *learner = rnn_run_learner (run);
  const float *parameters = rnn_learner_parameters (learner);

  for (gsize i = 0; i < rnn_learner_network (learner)->size; i++)
    g_assert_true (isfinite (parameters[i]));
}

static void
test_diverged (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (budgets); i++)
    {
      guint64 last;
      g_autoptr (RnnRun) run = new_doomed (budgets[i], &last);
      RnnLearner *learner = rnn_run_learner (run);
      gsize size = rnn_learner_state_size (learner);
      g_autofree char *before = g_malloc (size);
      g_autofree char *after = g_malloc (size);
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (last, >=, 20);
      g_assert_cmpuint (rnn_learner_position (learner).update, ==, last);
      assert_finite (run);
      rnn_learner_save_state (learner, before);

      /* It fails again in the same way, also from afar. */
      seek (run, 5);
      g_assert_false (rnn_run_seek (run, last + 1, NULL, &error));
      g_assert_error (error, RNN_ERROR, RNN_ERROR_DIVERGED);
      g_assert_cmpuint (rnn_learner_position (learner).update, ==, 5);
      seek (run, last);
      rnn_learner_save_state (learner, after);
      g_assert_cmpmem (before, size, after, size);

      /* And goes on with what the sentence advises. */
      seek (run, 20);
      change (run, "training.learning_rate", "0.01");
      seek (run, last + 50);
      assert_finite (run);
    }
}

static void
test_cancel (void)
{
  g_auto (RnnSpec) spec = { 0 };
  const int stop = 1;

  job_spec (&jobs[1], &spec);
  for (guint i = 0; i < G_N_ELEMENTS (budgets); i++)
    {
      g_autoptr (Plain) plain = plain_new (&spec);
      g_autoptr (RnnRun) run = new_run (&spec, budgets[i]);
      g_autoptr (GError) error = NULL;

      plain_to_update (plain, 21);
      seek (run, 9);
      change (run, "training.learning_rate", "0.02");
      change (run, "training.learning_rate", "0.01");
      seek (run, 21);

      g_assert_false (rnn_run_seek (run, 1000, &stop, &error));
      g_assert_error (error, RNN_ERROR, RNN_ERROR_CANCELLED);
      plain_assert_learner (plain, rnn_run_learner (run));

      /* Where it stands is no way. */
      g_assert_true (rnn_run_seek (run, 21, &stop, NULL));
      if (budgets[i] == 0)
        g_assert_false (rnn_run_seek (run, 17, &stop, NULL));
      plain_assert_learner (plain, rnn_run_learner (run));

      seek (run, 33);
      plain_to_update (plain, 33);
      plain_assert_learner (plain, rnn_run_learner (run));
    }
}

/* Recording the next update leaves no trace, and tells the truth. */
static void
test_trace_update (gconstpointer data)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnRun) run = NULL;
  g_autoptr (Plain) plain = NULL;

  job_spec (data, &spec);
  run = new_run (&spec, RNN_RUN_BUDGET);
  plain = plain_new (&spec);
  for (guint64 at = 0; at < 20; at++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RnnUpdateTrace) trace = rnn_run_trace_update (run, &error);
      RnnLearner *learner = rnn_run_learner (run);
      gsize size = rnn_learner_network (learner)->size * sizeof (float);

      g_assert_no_error (error);
      plain_assert_learner (plain, learner);
      g_assert_cmpuint (trace->update, ==, at + 1);
      g_assert_cmpmem (trace->before, size, rnn_learner_parameters (learner),
                       size);

      update (run);
      plain_update (plain);
      plain_assert_learner (plain, learner);
      g_assert_cmpmem (trace->after, size, rnn_learner_parameters (learner),
                       size);
      g_assert_cmpmem (trace->clipped, size, rnn_learner_gradients (learner),
                       size);
      g_assert_true ((trace->m == NULL)
                     == (rnn_learner_moment_m (learner) == NULL));
      g_assert_true ((trace->v == NULL)
                     == (rnn_learner_moment_v (learner) == NULL));
      g_assert_true ((trace->m_before == NULL) == (trace->m == NULL));
      g_assert_true ((trace->v_before == NULL) == (trace->v == NULL));
      if (trace->m != NULL)
        g_assert_cmpmem (trace->m, size, rnn_learner_moment_m (learner), size);
      if (trace->v != NULL)
        g_assert_cmpmem (trace->v, size, rnn_learner_moment_v (learner), size);
      if (spec.clip == RNN_CLIP_NONE)
        g_assert_cmpmem (trace->gradients, size, trace->clipped, size);
    }
}

static void
add_jobs (const char    *name,
          GTestDataFunc  function)
{
  for (guint i = 0; i < n_jobs; i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/run/%s/%s", name, jobs[i].name);

      g_test_add_data_func (path, &jobs[i], function);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_jobs ("same-bits", test_same_bits);
  add_jobs ("everywhere", test_everywhere);
  add_jobs ("events", test_events);
  g_test_add_func ("/run/event-epochs", test_event_epochs);
  g_test_add_func ("/run/future", test_future);
  g_test_add_func ("/run/refused", test_refused);
  g_test_add_func ("/run/diverged", test_diverged);
  g_test_add_func ("/run/cancel", test_cancel);
  add_jobs ("trace-update", test_trace_update);
  return g_test_run ();
}
