/* What takes very long in an update can be put off for a command, and comes to
 * the same bits. */

#include "core/error.h"
#include "core/run.h"
#include "tests/core/client.h"

static char *
long_text (gsize n)
{
  char *text = g_malloc (n + 1);

  for (gsize i = 0; i < n; i++)
    text[i] = 'a' + i * i % 23;
  text[n] = '\0';
  return text;
}

/* More samples than are shuffled at once. */
static void
shuffled_spec (RnnSpec *spec)
{
  static const char *const settings[] = { "training.shuffle=true",
                                          "data.shuffle_samples=false",
                                          "training.batch=8", NULL };
  g_autofree char *text = long_text (1000000);

  rnn_spec_init_default (spec);
  set_all (spec, settings);
  g_assert_true (rnn_spec_set (spec, "data.text", text, NULL));
}

/* Far more samples held out than trained. */
static void
held_out_spec (RnnSpec    *spec,
               gsize       n,
               const char *units)
{
  static const char *const settings[] = {
    "data.validation=0.99", "data.time_steps=5", "training.batch=16",
    "fit.epochs=1000", NULL
  };
  g_autofree char *text = long_text (n);

  rnn_spec_init_default (spec);
  set_all (spec, settings);
  g_assert_true (rnn_spec_set (spec, "network.units", units, NULL));
  g_assert_true (rnn_spec_set (spec, "data.text", text, NULL));
}

static RnnRun *
new_run (const RnnSpec *spec)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnDataset) dataset = rnn_dataset_new (spec, &error);
  RnnRun *run = rnn_run_new (spec, dataset, &error);

  g_assert_no_error (error);
  return run;
}

/* One update, stopped as often as can be, but at most @most times: how often. */
static guint
update_at_last (RnnRun *run,
                guint   most)
{
  const int cancel = 1;
  guint64 before = rnn_learner_position (rnn_run_learner (run)).update;

  for (guint i = 0; i < most; i++)
    {
      g_autoptr (GError) error = NULL;

      if (rnn_run_update_until (run, NULL, &cancel, &error)
          != RNN_LEARNER_FAILED)
        return i;
      g_assert_error (error, RNN_ERROR, RNN_ERROR_CANCELLED);
      g_assert_cmpuint (rnn_learner_position (rnn_run_learner (run)).update,
                        ==, before);
    }
  return most;
}

static void
test_shuffle (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnRun) run = NULL;
  g_autoptr (Plain) plain = NULL;

  shuffled_spec (&spec);
  plain = plain_new (&spec);
  run = new_run (&spec);

  plain_assert_learner (plain, rnn_run_learner (run));
  g_assert_cmpuint (update_at_last (run, 1), ==, 1);
  plain_assert_learner (plain, rnn_run_learner (run));
  g_assert_cmpuint (update_at_last (run, 100), ==, 2);
  g_assert_cmpuint (update_at_last (run, 100), ==, 0);
  plain_to_update (plain, 2);
  plain_assert_learner (plain, rnn_run_learner (run));
}

/* Three epochs; in the midst of measuring the second one a weight changes, if
 * @edit. */
static void
check_held_out (gboolean edit)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnRun) run = NULL;
  g_autoptr (Plain) plain = NULL;
  guint batches, stops = 0;

  held_out_spec (&spec, 3000, "3");
  plain = plain_new (&spec);
  run = new_run (&spec);
  batches = rnn_learner_batches (rnn_run_learner (run));

  while (rnn_learner_position (rnn_run_learner (run)).epoch < 3)
    {
      RnnPosition here = rnn_learner_position (rnn_run_learner (run));

      if (edit && here.epoch == 1 && here.batch == batches - 1)
        {
          g_assert_cmpuint (update_at_last (run, 50), ==, 50);
          g_assert_true (rnn_run_set_parameter (run, 4, 0.25f, NULL));
          plain_to_update (plain, here.update);
          rnn_learner_parameters (plain->learner)[4] = 0.25f;
        }
      stops += update_at_last (run, G_MAXUINT);
    }
  g_assert_cmpuint (stops, >, 500);
  plain_to_epoch (plain, 3);
  plain_assert_learner (plain, rnn_run_learner (run));
  plain_assert_metrics (plain, rnn_history_series (rnn_run_history (run)), 3);
}

static void
test_held_out (void)
{
  check_held_out (FALSE);
  check_held_out (TRUE);
}

/* Measuring the first epoch takes longer than anyone would wait. */
static void
test_answers (void)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Client) client = NULL;
  gint64 start, way;
  guint batches;

  held_out_spec (&spec, 200000, "128");
  client = client_begin (&spec);
  batches = client->frame->batches;
  start = g_get_monotonic_time ();
  client_step (client, RNN_STEP_UPDATE, (int) batches - 1);
  way = g_get_monotonic_time () - start;

  rnn_trainer_play (client->trainer, 0);
  for (guint i = 0; i < 5; i++)
    {
      const RnnFrameWish wish = { .sample = i };

      client_pause (client, 20000);
      client_do (client, rnn_trainer_wish (client->trainer, &wish),
                 RNN_COMMAND_WISH);
      g_assert_cmpuint (client->frame->position.update, ==, batches - 1);
      g_assert_cmpuint (client->frame->trace->sample, ==, i);
    }
  client_do (client, rnn_trainer_pause (client->trainer), RNN_COMMAND_PAUSE);
  g_assert_cmpuint (client->frame->position.update, ==, batches - 1);

  /* A hundred times as many samples are held out as were trained on the way. */
  g_assert_cmpint (g_get_monotonic_time () - start, <,
                   10 * way + 2 * G_USEC_PER_SEC);
  rnn_trainer_play (client->trainer, 0);
  client_pause (client, 20000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/put-off/shuffle", test_shuffle);
  g_test_add_func ("/put-off/held-out", test_held_out);
  g_test_add_func ("/put-off/answers", test_answers);
  return g_test_run ();
}
