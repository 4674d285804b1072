/* The view state tells what really changed, and nothing else. */

#include "ui/view-state.h"

static void
count_cb (guint *count)
{
  (*count)++;
}

static UnrollViewState *
new_state (void)
{
  g_auto (RnnSpec) spec = { 0 };

  rnn_spec_init_default (&spec);

  return unroll_view_state_new (&spec);
}

static guint *
watch (UnrollViewState *state,
       const char      *property,
       guint           *count)
{
  g_autofree char *signal = g_strdup_printf ("notify::%s", property);

  *count = 0;
  g_signal_connect_swapped (state, signal, G_CALLBACK (count_cb), count);

  return count;
}

static void
test_plain (void)
{
  UnrollViewState *state = new_state ();
  guint playing, sample, text, speed, zoom;

  watch (state, "playing", &playing);
  watch (state, "sample", &sample);
  watch (state, "predict-text", &text);
  watch (state, "speed", &speed);
  watch (state, "zoom", &zoom);

  unroll_view_state_set_playing (state, 7);
  unroll_view_state_set_playing (state, TRUE);
  g_assert_cmpuint (playing, ==, 1);
  g_assert_cmpint (unroll_view_state_get_playing (state), ==, TRUE);

  unroll_view_state_set_sample (state, 0);
  unroll_view_state_set_sample (state, 3);
  unroll_view_state_set_sample (state, 3);
  g_assert_cmpuint (sample, ==, 1);

  unroll_view_state_set_predict_text (state, "");
  unroll_view_state_set_predict_text (state, "c");
  unroll_view_state_set_predict_text (state, "c");
  g_assert_cmpuint (text, ==, 1);
  g_assert_cmpstr (unroll_view_state_get_predict_text (state), ==, "c");

  unroll_view_state_set_speed (state, unroll_view_state_get_speed (state));
  unroll_view_state_set_speed (state, 0.0);
  g_assert_cmpuint (speed, ==, 1);

  unroll_view_state_set_zoom (state, 1e6);
  unroll_view_state_set_zoom (state, 1e7);
  g_assert_cmpuint (zoom, ==, 1);
  g_assert_cmpfloat (unroll_view_state_get_zoom (state), <, 10.0);
  unroll_view_state_set_zoom (state, -1.0);
  g_assert_cmpfloat (unroll_view_state_get_zoom (state), >, 0.1);

  g_assert_finalize_object (state);
}

/* Counts the notifications of what is inspected, and checks where it stands. */
static void
assert_inspected (UnrollViewState *state,
                  guint            t,
                  gsize            sample)
{
  const PaintSubject *subject = unroll_view_state_get_inspected (state);

  g_assert_nonnull (subject);
  g_assert_cmpuint (subject->address.t, ==, t);
  g_assert_cmpuint (subject->sample, ==, sample);
  g_assert_cmpuint (unroll_view_state_get_sample (state), ==, sample);
}

/* One place back, which there must be, or forward. */
static void
go (UnrollViewState *state,
    const char      *way)
{
  gboolean can;

  g_object_get (state,
                g_str_equal (way, "back") ? "can-inspect-back"
                                          : "can-inspect-forward",
                &can, NULL);
  g_assert_true (can);
  if (g_str_equal (way, "back"))
    unroll_view_state_inspect_back (state);
  else
    unroll_view_state_inspect_forward (state);
}

static void
assert_ways (UnrollViewState *state,
             gboolean         back,
             gboolean         forward)
{
  gboolean can_back, can_forward;

  g_object_get (state, "can-inspect-back", &can_back, "can-inspect-forward",
                &can_forward, NULL);
  g_assert_cmpint (can_back, ==, back);
  g_assert_cmpint (can_forward, ==, forward);
}

static void
test_inspected (void)
{
  UnrollViewState *state = new_state ();
  PaintSubject subject = { { RNN_QUANTITY_H, .t = 1 }, .sample = 2 };
  guint inspected, sample;

  watch (state, "inspected", &inspected);
  watch (state, "sample", &sample);
  g_assert_null (unroll_view_state_get_inspected (state));
  assert_ways (state, FALSE, FALSE);
  unroll_view_state_inspect_back (state);
  unroll_view_state_inspect_forward (state);
  unroll_view_state_inspect (state, NULL);
  g_assert_cmpuint (inspected, ==, 0);

  unroll_view_state_inspect (state, &subject);
  unroll_view_state_inspect (state, &subject);
  g_assert_cmpuint (inspected, ==, 1);
  g_assert_cmpuint (sample, ==, 1);
  assert_inspected (state, 1, 2);
  assert_ways (state, FALSE, FALSE);
  subject.address.t = 2;
  unroll_view_state_inspect (state, &subject);

  /* Another sample: the same number of that one, here and from now on. */
  unroll_view_state_set_sample (state, 0);
  assert_inspected (state, 2, 0);
  go (state, "back");
  assert_inspected (state, 1, 2);
  assert_ways (state, FALSE, TRUE);
  go (state, "forward");
  assert_inspected (state, 2, 0);
  assert_ways (state, TRUE, FALSE);

  /* What was let go is where back leads; a new place ends the way on. */
  unroll_view_state_inspect (state, NULL);
  g_assert_null (unroll_view_state_get_inspected (state));
  go (state, "back");
  assert_inspected (state, 2, 0);
  go (state, "back");
  subject.address.t = 3;
  unroll_view_state_inspect (state, &subject);
  assert_ways (state, TRUE, FALSE);
  go (state, "back");
  assert_inspected (state, 1, 2);

  g_assert_finalize_object (state);
}

/* It does not grow for ever: the oldest places go. */
static void
test_long_trail (void)
{
  UnrollViewState *state = new_state ();
  PaintSubject subject = { { RNN_QUANTITY_H, .t = 0 }, .sample = 0 };
  guint t = 1000;
  gboolean can;

  for (guint i = 1; i <= t; i++)
    {
      subject.address.t = i;
      unroll_view_state_inspect (state, &subject);
    }
  do
    {
      assert_inspected (state, t--, 0);
      g_object_get (state, "can-inspect-back", &can, NULL);
      unroll_view_state_inspect_back (state);
    }
  while (can);
  g_assert_cmpuint (t, <, 900);
  g_assert_cmpuint (t, >, 10);

  g_assert_finalize_object (state);
}

static void
test_spec (void)
{
  UnrollViewState *state = new_state ();
  g_auto (RnnSpec) spec = { 0 };
  guint count;

  watch (state, "spec", &count);
  rnn_spec_copy (&spec, unroll_view_state_get_spec (state));
  unroll_view_state_set_spec (state, &spec);
  unroll_view_state_set_spec (state, unroll_view_state_get_spec (state));
  g_assert_cmpuint (count, ==, 0);

  spec.units[0] = 5;
  unroll_view_state_set_spec (state, &spec);
  g_assert_cmpuint (count, ==, 1);
  spec.units[0] = 6;
  g_assert_cmpuint (unroll_view_state_get_spec (state)->units[0], ==, 5);

  g_assert_finalize_object (state);
}

static RnnMetrics
row (guint32 epoch)
{
  return (RnnMetrics) { .epoch = epoch, .loss = 1.0 / epoch, .accuracy = 0.5,
                        .validation_loss = G_MAXDOUBLE,
                        .validation_accuracy = 0.0 };
}

static gsize
n_metrics (UnrollViewState *state)
{
  return rnn_series_length (unroll_view_state_get_series (state));
}

static double
last_loss (UnrollViewState *state)
{
  return rnn_series_value (unroll_view_state_get_series (state),
                           RNN_MEASURE_LOSS, n_metrics (state) - 1);
}

static void
test_metrics (void)
{
  UnrollViewState *state = new_state ();
  g_autoptr (RnnSeries) series = rnn_series_new ();
  const RnnMetrics rows[] = { row (1), row (2), row (3) };
  RnnMetrics other = row (3);
  guint count;

  watch (state, "n-metrics", &count);
  unroll_view_state_set_series (state, series);
  g_assert_cmpuint (count, ==, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    rnn_series_add (series, &rows[i]);
  g_assert_cmpuint (n_metrics (state), ==, 0);
  unroll_view_state_set_series (state, series);
  g_assert_cmpuint (n_metrics (state), ==, 3);
  g_assert_cmpuint (count, ==, 1);
  unroll_view_state_set_series (state, series);
  g_assert_cmpuint (count, ==, 1);

  /* Another row in the place of one: the number is the same, but it is told. */
  other.loss = 7.0;
  rnn_series_truncate (series, 2);
  rnn_series_add (series, &other);
  g_assert_cmpfloat (last_loss (state), ==, 1.0 / 3);
  unroll_view_state_set_series (state, series);
  g_assert_cmpfloat (last_loss (state), ==, 7.0);
  g_assert_cmpuint (count, ==, 2);

  rnn_series_truncate (series, 0);
  unroll_view_state_set_series (state, series);
  g_assert_cmpuint (n_metrics (state), ==, 0);
  g_assert_cmpuint (count, ==, 3);

  g_assert_finalize_object (state);
}

static void
test_message (void)
{
  UnrollViewState *state = new_state ();
  guint message, action;

  watch (state, "message", &message);
  watch (state, "remedy-action", &action);
  unroll_view_state_set_message (state, NULL, NULL, NULL);
  unroll_view_state_set_message (state, "It is so.", "Mend", "win.mend");
  unroll_view_state_set_message (state, "It is so.", "Mend", "win.mend");
  g_assert_cmpuint (message, ==, 1);
  g_assert_cmpuint (action, ==, 1);

  unroll_view_state_set_message (state, "It is else.", NULL, NULL);
  g_assert_cmpuint (message, ==, 2);
  g_assert_null (unroll_view_state_get_remedy_label (state));
  g_assert_null (unroll_view_state_get_remedy_action (state));

  g_assert_finalize_object (state);
}

/* Each refusal is told, even the same again: the control shows what was typed
 * and must go back. */
static void
test_setting_error (void)
{
  UnrollViewState *state = new_state ();
  guint count;

  watch (state, "setting-error", &count);
  unroll_view_state_set_setting_error (state, NULL, NULL);
  g_assert_cmpuint (count, ==, 0);
  unroll_view_state_set_setting_error (state, "fit.epochs", "No.");
  unroll_view_state_set_setting_error (state, "fit.epochs", "No.");
  g_assert_cmpuint (count, ==, 2);
  g_assert_cmpstr (unroll_view_state_get_setting_error_key (state), ==,
                   "fit.epochs");
  unroll_view_state_set_setting_error (state, NULL, NULL);
  g_assert_null (unroll_view_state_get_setting_error (state));
  g_assert_null (unroll_view_state_get_setting_error_key (state));

  g_assert_finalize_object (state);
}

static void
add_letter (UnrollViewState *state,
            gunichar         letter,
            float            p)
{
  g_autoptr (RnnLetters) letters = rnn_letters_new (2, 1);
  const float y[] = { p, 1 - p };

  rnn_letters_add (letters, letter, 3, p, y, &p);
  unroll_view_state_add_written (state, letters);
}

static void
test_written (void)
{
  UnrollViewState *state = new_state ();
  const RnnLetters *letters;
  const char *after;
  guint count;

  watch (state, "n-written", &count);
  unroll_view_state_begin_written (state, NULL);
  g_assert_cmpuint (count, ==, 0);
  unroll_view_state_begin_written (state, "c");
  add_letter (state, 'd', 0.25f);
  add_letter (state, 'e', 0.75f);
  g_assert_cmpuint (count, ==, 3);
  letters = unroll_view_state_get_written (state, &after);
  g_assert_cmpstr (after, ==, "c");
  g_assert_cmpstr (letters->text->str, ==, "de");
  g_assert_cmpfloat (rnn_letters_y (letters, 1)[0], ==, 0.75f);

  unroll_view_state_begin_written (state, "c");
  g_assert_null (unroll_view_state_get_written (state, &after));
  g_assert_cmpstr (after, ==, "c");
  unroll_view_state_begin_written (state, NULL);
  g_assert_null (unroll_view_state_get_written (state, &after));
  g_assert_null (after);
  g_assert_cmpuint (count, ==, 5);

  g_assert_finalize_object (state);
}

static void
test_hovered (void)
{
  UnrollViewState *state = new_state ();
  PaintTarget target = { .kind = PAINT_TARGET_EPOCH, .epoch = 5 };
  guint count;

  watch (state, "hovered", &count);
  unroll_view_state_set_hovered (state, &target);
  unroll_view_state_set_hovered (state, &target);
  g_assert_cmpuint (count, ==, 1);
  target.epoch = 6;
  unroll_view_state_set_hovered (state, &target);
  g_assert_cmpuint (count, ==, 2);
  g_assert_cmpuint (unroll_view_state_get_hovered (state).epoch, ==, 6);

  g_assert_finalize_object (state);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/view-state/plain", test_plain);
  g_test_add_func ("/view-state/inspected", test_inspected);
  g_test_add_func ("/view-state/long-trail", test_long_trail);
  g_test_add_func ("/view-state/spec", test_spec);
  g_test_add_func ("/view-state/metrics", test_metrics);
  g_test_add_func ("/view-state/message", test_message);
  g_test_add_func ("/view-state/setting-error", test_setting_error);
  g_test_add_func ("/view-state/written", test_written);
  g_test_add_func ("/view-state/hovered", test_hovered);

  return g_test_run ();
}
