#include <string.h>

#include "core/history.h"
#include "tests/core/plain.h"

static RnnHistory *
new_history (void)
{
  return rnn_history_new (rnn_keyframes_new (8, 1000000, 1.0));
}

static void
test_metrics (void)
{
  g_autoptr (RnnHistory) history = new_history ();
  const RnnSeries *series = rnn_history_series (history);

  g_assert_cmpuint (rnn_series_length (series), ==, 0);
  for (guint epoch = 1; epoch <= 1000; epoch++)
    {
      RnnMetrics metrics = { .epoch = epoch, .loss = 1.0 / epoch };

      rnn_history_add_metrics (history, &metrics);
    }
  g_assert_cmpuint (rnn_series_length (series), ==, 1000);
  g_assert_cmpuint (rnn_series_row (series, 999).epoch, ==, 1000);
  g_assert_cmpfloat (rnn_series_value (series, RNN_MEASURE_LOSS, 9), ==, 0.1);

  rnn_history_truncate (history, (RnnPosition) { 40, 10, 3 });
  g_assert_cmpuint (rnn_series_length (series), ==, 10);
}

static void
test_events (void)
{
  g_autoptr (RnnHistory) history = new_history ();
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

/* Events take their part of the budget. */
static void
test_memory (void)
{
  static const char *const settings[] = { "training.batch=1", NULL };
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (Plain) plain = NULL;
  g_autoptr (RnnHistory) history = NULL;
  g_autofree float *parameters = NULL;
  RnnKeyframes *keyframes;
  gsize size, n;

  rnn_spec_init_default (&spec);
  set_all (&spec, settings);
  plain = plain_new (&spec);
  size = rnn_learner_state_size (plain->learner);
  keyframes = rnn_keyframes_new (size, 30 * size, 1.0);
  history = rnn_history_new (keyframes);
  g_assert_true (rnn_history_keyframes (history) == keyframes);
  for (guint i = 0; i < 25; i++)
    {
      rnn_keyframes_keep (keyframes, plain->learner);
      plain_update (plain);
    }
  g_assert_cmpuint (rnn_keyframes_count (keyframes), ==, 25);

  n = 20 * size / sizeof (float);
  parameters = g_new0 (float, n);
  rnn_history_add_event (history,
                         rnn_event_new_parameters (
                           rnn_learner_position (plain->learner), parameters,
                           n));
  g_assert_cmpuint (rnn_history_memory (history), <=, 30 * size);
  g_assert_cmpuint (rnn_keyframes_count (keyframes), <, 10);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/metrics", test_metrics);
  g_test_add_func ("/history/events", test_events);
  g_test_add_func ("/history/memory", test_memory);
  return g_test_run ();
}
