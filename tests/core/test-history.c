#include <string.h>

#include "core/history.h"
#include "tests/core/plain.h"

/* 8 batches an epoch. */
static Plain *
new_plain (void)
{
  static const char *const settings[] = {
    "data.text=abcdefgh", "training.batch=1", "fit.epochs=1000", NULL
  };
  g_auto (RnnSpec) spec = { 0 };

  rnn_spec_init_default (&spec);
  set_all (&spec, settings);
  return plain_new (&spec);
}

static RnnHistory *
new_history (Plain *plain,
             gsize  n_states)
{
  gsize size = rnn_learner_state_size (plain->learner);

  return rnn_history_new (size, n_states * size, 1.0);
}

/* Offers every state up to @update. */
static void
live (Plain      *plain,
      RnnHistory *history,
      guint64     update)
{
  rnn_history_keep (history, plain->learner);
  while (rnn_learner_position (plain->learner).update < update)
    {
      plain_update (plain);
      rnn_history_keep (history, plain->learner);
    }
}

static guint64
find_update (const RnnHistory *history,
             guint64           update)
{
  RnnPosition position;

  g_assert_nonnull (rnn_history_find_update (history, update, &position));
  return position.update;
}

static guint64
find_epoch (const RnnHistory *history,
            guint32           epoch)
{
  RnnPosition position;

  g_assert_nonnull (rnn_history_find_epoch (history, epoch, &position));
  return position.update;
}

static void
test_metrics (void)
{
  g_autoptr (RnnHistory) history = rnn_history_new (8, 8, 1.0);
  const RnnMetrics *rows;
  gsize n;

  rnn_history_metrics (history, &n);
  g_assert_cmpuint (n, ==, 0);
  for (guint epoch = 1; epoch <= 1000; epoch++)
    {
      RnnMetrics metrics = { .epoch = epoch, .loss = 1.0 / epoch };

      rnn_history_add_metrics (history, &metrics);
    }
  rows = rnn_history_metrics (history, &n);
  g_assert_cmpuint (n, ==, 1000);
  g_assert_cmpuint (rows[999].epoch, ==, 1000);
  g_assert_cmpfloat (rows[9].loss, ==, 0.1);

  rnn_history_truncate (history, (RnnPosition) { 40, 10, 3 });
  rnn_history_metrics (history, &n);
  g_assert_cmpuint (n, ==, 10);
}

static void
test_every_update (void)
{
  g_autoptr (Plain) plain = new_plain ();
  g_autoptr (RnnHistory) history = new_history (plain, 200);

  live (plain, history, 100);
  g_assert_cmpuint (rnn_history_n_keyframes (history), ==, 101);
  for (guint64 update = 0; update <= 100; update++)
    g_assert_cmpuint (find_update (history, update), ==, update);
  g_assert_cmpuint (find_update (history, 1000), ==, 100);
  for (guint32 epoch = 0; epoch <= 12; epoch++)
    g_assert_cmpuint (find_epoch (history, epoch), ==, 8 * epoch);
  g_assert_cmpuint (find_epoch (history, 13), ==, 100);
}

/* The state that is found is the state that was there. */
static void
test_states (void)
{
  g_autoptr (Plain) plain = new_plain ();
  g_autoptr (Plain) other = new_plain ();
  g_autoptr (RnnHistory) history = new_history (plain, 20);

  live (plain, history, 333);
  for (guint64 update = 0; update <= 333; update += 37)
    {
      RnnPosition position;
      const void *state =
        rnn_history_find_update (history, update, &position);

      plain_to_update (other, position.update);
      rnn_learner_load_state (plain->learner, state);
      plain_assert_learner (other, plain->learner);
    }
}

static void
test_thinning (void)
{
  g_autoptr (Plain) plain = new_plain ();
  gsize size = rnn_learner_state_size (plain->learner);

  for (guint budget = 0; budget <= 70; budget++)
    {
      g_autoptr (Plain) mine = new_plain ();
      g_autoptr (RnnHistory) history = new_history (mine, budget);

      live (mine, history, 300);
      g_assert_cmpuint (rnn_history_n_keyframes (history), >=, 1);
      g_assert_cmpuint (rnn_history_memory (history), <=,
                        MAX (budget, 1) * size);
      g_assert_cmpuint (find_update (history, 0), ==, 0);

      /* Room for all 38 ends of epochs, and for 4 more that are recent: no
       * place in an epoch was worth more than one of them. */
      if (budget >= 45)
        for (guint epoch = 0; epoch <= 37; epoch++)
          g_assert_cmpuint (find_epoch (history, epoch), ==, 8 * epoch);
      /* A good part of the budget is in use. */
      if (budget >= 16)
        g_assert_cmpuint (rnn_history_memory (history), >=, budget * size / 3);
    }
}

/* However long the run, the way back from its end is short. */
static void
test_recent (void)
{
  g_autoptr (Plain) plain = new_plain ();
  g_autoptr (RnnHistory) history = new_history (plain, 64);

  live (plain, history, 20001);
  for (guint64 update = 20001 - 100; update <= 20001; update++)
    g_assert_cmpuint (update - find_update (history, update), <, 16);
  g_assert_cmpuint (find_update (history, 9000), >=, 9000 - 1024);

  rnn_history_truncate (history, (RnnPosition) { 15000, 1875, 0 });
  g_assert_cmpuint (find_update (history, 20001), <=, 15000);
}

/* Where an update takes long, a step back is no way at all, even if few states
 * fit. */
static void
test_slow_updates (void)
{
  for (guint n_states = 5; n_states < 100; n_states *= 2)
    {
      g_autoptr (Plain) plain = new_plain ();
      gsize size = rnn_learner_state_size (plain->learner);
      g_autoptr (RnnHistory) history =
        rnn_history_new (size, n_states * size, 1e12);

      live (plain, history, 1001);
      g_assert_cmpuint (find_update (history, 1001), ==, 1001);
      g_assert_cmpuint (find_update (history, 1000), ==, 1000);
      g_assert_cmpuint (rnn_history_memory (history), <=, n_states * size);
    }
}

/* However large the budget, there is an end to it. */
static void
test_count (void)
{
  g_autoptr (Plain) plain = new_plain ();
  g_autoptr (RnnHistory) history = new_history (plain, 1000000);

  live (plain, history, 5000);
  g_assert_cmpuint (rnn_history_n_keyframes (history), <=, 1024);
  g_assert_cmpuint (rnn_history_n_keyframes (history), >=, 512);
}

static void
test_truncate (void)
{
  g_autoptr (Plain) plain = new_plain ();
  g_autoptr (RnnHistory) history = new_history (plain, 40);

  live (plain, history, 200);
  rnn_history_truncate (history, (RnnPosition) { 100, 12, 4 });
  g_assert_cmpuint (find_update (history, 1000), <=, 100);
  g_assert_cmpuint (find_update (history, 1000), >, 80);
  rnn_history_truncate (history, (RnnPosition) { 0, 0, 0 });
  g_assert_cmpuint (rnn_history_n_keyframes (history), ==, 1);
  g_assert_cmpuint (find_update (history, 1000), ==, 0);

  /* And it fills again. */
  live (plain, history, 400);
  g_assert_cmpuint (find_update (history, 1000), >, 380);
}

static void
test_events (void)
{
  g_autoptr (RnnHistory) history = rnn_history_new (8, 1000000, 1.0);
  g_auto (RnnSpec) spec = { 0 };
  const float parameters[] = { 1, 2, 3 };
  const float others[] = { 4, 5, 6 };
  gsize empty = rnn_history_memory (history);

  rnn_spec_init_default (&spec);
  rnn_history_add_event (history, rnn_event_new_parameters (
                                    (RnnPosition) { 3, 3, 0 }, parameters, 3));
  rnn_history_add_event (history, rnn_event_new_settings (
                                    (RnnPosition) { 3, 3, 0 }, &spec));
  g_assert_cmpuint (rnn_history_n_events (history), ==, 2);

  /* The same kind at the same place: the last one counts. */
  rnn_history_add_event (history, rnn_event_new_parameters (
                                    (RnnPosition) { 3, 3, 0 }, others, 3));
  g_assert_cmpuint (rnn_history_n_events (history), ==, 2);
  g_assert_cmpint (rnn_history_event (history, 0)->kind, ==,
                   RNN_EVENT_SETTINGS);
  g_assert_cmpmem (rnn_history_event (history, 1)->parameters, sizeof others,
                   others, sizeof others);
  g_assert_null (rnn_history_event (history, 0)->spec.text);

  rnn_history_add_event (history, rnn_event_new_parameters (
                                    (RnnPosition) { 5, 5, 0 }, others, 3));
  g_assert_cmpuint (rnn_history_n_events (history), ==, 3);
  g_assert_cmpuint (rnn_history_memory (history), >, empty + 3 * 12);

  rnn_history_truncate (history, (RnnPosition) { 3, 3, 0 });
  g_assert_cmpuint (rnn_history_n_events (history), ==, 2);
  rnn_history_truncate (history, (RnnPosition) { 2, 2, 0 });
  g_assert_cmpuint (rnn_history_n_events (history), ==, 0);
  g_assert_cmpuint (rnn_history_memory (history), ==, empty);
}

/* Events take their part of the budget, and leave no more than one keyframe if
 * they must. */
static void
test_event_memory (void)
{
  g_autoptr (Plain) plain = new_plain ();
  g_autoptr (RnnHistory) history = new_history (plain, 30);
  gsize size = rnn_learner_state_size (plain->learner);
  gsize n = 25 * size / sizeof (float);
  g_autofree float *parameters = g_new0 (float, n);

  live (plain, history, 20);
  rnn_history_add_event (history,
                         rnn_event_new_parameters (
                           rnn_learner_position (plain->learner), parameters,
                           n));
  g_assert_cmpuint (rnn_history_memory (history), <=, 30 * size);
  g_assert_cmpuint (find_update (history, 20), <=, 20);
  plain_update (plain);
  rnn_history_add_event (history,
                         rnn_event_new_parameters (
                           rnn_learner_position (plain->learner), parameters,
                           n));
  g_assert_cmpuint (rnn_history_n_keyframes (history), ==, 1);
  g_assert_cmpuint (rnn_history_n_events (history), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/metrics", test_metrics);
  g_test_add_func ("/history/every-update", test_every_update);
  g_test_add_func ("/history/states", test_states);
  g_test_add_func ("/history/thinning", test_thinning);
  g_test_add_func ("/history/recent", test_recent);
  g_test_add_func ("/history/slow-updates", test_slow_updates);
  g_test_add_func ("/history/count", test_count);
  g_test_add_func ("/history/truncate", test_truncate);
  g_test_add_func ("/history/events", test_events);
  g_test_add_func ("/history/event-memory", test_event_memory);
  return g_test_run ();
}
