/* The session: commands really train, and the view state follows. */

#include "app/session.h"
#include "core/error.h"
#include "tests/ui/wait.h"

#include <math.h>
#include <string.h>

typedef struct
{
  UnrollSession   *session;
  UnrollViewState *state;     /* borrowed */
} Fixture;

static RnnFrame *
frame (Fixture *fixture)
{
  return unroll_view_state_get_frame (fixture->state);
}

static guint32
epoch (Fixture *fixture)
{
  return frame (fixture)->position.epoch;
}

static gsize
n_metrics (Fixture *fixture)
{
  return rnn_series_length (unroll_view_state_get_series (fixture->state));
}

static gboolean
rests (Fixture *fixture)
{
  return !unroll_view_state_get_playing (fixture->state)
         && !unroll_view_state_get_seeking (fixture->state);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_auto (RnnSpec) spec = { 0 };

  rnn_spec_init_default (&spec);
  fixture->session = unroll_session_new (&spec);
  fixture->state = unroll_session_get_state (fixture->session);
  WAIT_UNTIL (frame (fixture) != NULL
              && frame (fixture)->prediction != NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_ref (fixture->state);
  g_assert_finalize_object (fixture->session);
  g_assert_finalize_object (fixture->state);
}

static void
play_to_end (Fixture *fixture)
{
  unroll_session_set_speed (fixture->session, 0.0);
  unroll_session_play (fixture->session);
  WAIT_UNTIL (rests (fixture));
}

/* A copy of all parameters (transfer full). */
static float *
parameters (Fixture *fixture)
{
  return g_memdup2 (frame (fixture)->parameters,
                    frame (fixture)->network.size * sizeof (float));
}

static gboolean
same_parameters (Fixture     *fixture,
                 const float *others)
{
  return memcmp (frame (fixture)->parameters, others,
                 frame (fixture)->network.size * sizeof (float)) == 0;
}

static void
test_ready (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_cmpuint (epoch (fixture), ==, 0);
  g_assert_false (unroll_view_state_get_playing (fixture->state));
  g_assert_false (unroll_view_state_get_pending (fixture->state));
  g_assert_null (unroll_view_state_get_message (fixture->state));
  g_assert_cmpuint (frame (fixture)->network.size, ==, 47);
  /* The inspected sample's letter stands in the prediction box. */
  g_assert_cmpstr (unroll_view_state_get_predict_text (fixture->state), ==,
                   "b");
}

static void
test_play (Fixture       *fixture,
           gconstpointer  data)
{
  const RnnSeries *series = unroll_view_state_get_series (fixture->state);

  play_to_end (fixture);
  g_assert_cmpuint (epoch (fixture), ==, 100);
  g_assert_cmpuint (n_metrics (fixture), ==, 100);
  g_assert_cmpfloat (rnn_series_value (series, RNN_MEASURE_ACCURACY, 99), ==, 1.0);

  /* Nothing is left to play: a sentence, and the way on. */
  unroll_session_play (fixture->session);
  g_assert_nonnull (unroll_view_state_get_message (fixture->state));
  g_assert_cmpstr (unroll_view_state_get_remedy_action (fixture->state), ==,
                   "win.more-epochs");
  unroll_session_more_epochs (fixture->session);
  WAIT_UNTIL (epoch (fixture) == 200 && rests (fixture));
  g_assert_cmpuint (n_metrics (fixture), ==, 200);
}

static void
test_pause (Fixture       *fixture,
            gconstpointer  data)
{
  guint32 there;

  unroll_session_set_speed (fixture->session, 200.0);
  unroll_session_play (fixture->session);
  g_assert_true (unroll_view_state_get_playing (fixture->state));
  WAIT_UNTIL (epoch (fixture) >= 3);
  unroll_session_pause (fixture->session);
  g_assert_false (unroll_view_state_get_playing (fixture->state));

  /* And play at once again: the first one's end is not taken for this one's. */
  unroll_session_play (fixture->session);
  there = epoch (fixture);
  WAIT_UNTIL (epoch (fixture) > there + 2);
  g_assert_true (unroll_view_state_get_playing (fixture->state));
  unroll_session_pause (fixture->session);
}

static void
test_steps (Fixture       *fixture,
            gconstpointer  data)
{
  unroll_session_set_step_kind (fixture->session, "update");
  unroll_session_step (fixture->session, 1);
  WAIT_UNTIL (frame (fixture)->position.update == 1);
  unroll_session_set_step_kind (fixture->session, "ten-epochs");
  unroll_session_step (fixture->session, 1);
  WAIT_UNTIL (epoch (fixture) == 11);
  unroll_session_set_step_kind (fixture->session, "epoch");
  unroll_session_step (fixture->session, -1);
  WAIT_UNTIL (epoch (fixture) == 10);
  unroll_session_set_step_kind (fixture->session, "end");
  unroll_session_step (fixture->session, 1);
  WAIT_UNTIL (epoch (fixture) == 100 && rests (fixture));
  unroll_session_step (fixture->session, -1);
  WAIT_UNTIL (epoch (fixture) == 0 && rests (fixture));
  g_assert_cmpuint (n_metrics (fixture), ==, 100);
}

static void
test_seek (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree float *end = NULL;
  g_autofree float *middle = NULL;

  play_to_end (fixture);
  end = parameters (fixture);
  unroll_session_seek (fixture->session, 62);
  WAIT_UNTIL (rests (fixture));
  g_assert_cmpuint (epoch (fixture), ==, 62);
  g_assert_cmpuint (n_metrics (fixture), ==, 100);
  middle = parameters (fixture);
  g_assert_false (same_parameters (fixture, end));

  /* On from there, to the same bits. */
  play_to_end (fixture);
  g_assert_true (same_parameters (fixture, end));

  /* A hand that drags: only the last one counts. */
  for (guint32 i = 0; i <= 62; i++)
    unroll_session_seek (fixture->session, i);
  WAIT_UNTIL (rests (fixture));
  g_assert_cmpuint (epoch (fixture), ==, 62);
  g_assert_true (same_parameters (fixture, middle));
  g_assert_null (unroll_view_state_get_message (fixture->state));
}

static void
test_best (Fixture       *fixture,
           gconstpointer  data)
{
  unroll_session_seek_best (fixture->session);
  g_assert_true (rests (fixture));
  play_to_end (fixture);
  unroll_session_seek (fixture->session, 10);
  WAIT_UNTIL (rests (fixture));
  g_assert_cmpuint (frame (fixture)->best_epoch, ==, 10);
  unroll_session_reset (fixture->session);
  WAIT_UNTIL (rests (fixture));
  g_assert_cmpuint (frame (fixture)->position.update, ==, 0);
}

static double
shown_rate (Fixture *fixture)
{
  return unroll_view_state_get_spec (fixture->state)->learning_rate;
}

/* A live change is part of the run: going back past it takes it back. */
static void
test_live_setting (Fixture       *fixture,
                   gconstpointer  data)
{
  play_to_end (fixture);
  unroll_session_seek (fixture->session, 50);
  WAIT_UNTIL (rests (fixture));
  unroll_session_set (fixture->session, "training.learning_rate", "0.05");
  g_assert_cmpfloat (shown_rate (fixture), ==, 0.05);
  g_assert_false (unroll_view_state_get_pending (fixture->state));
  WAIT_UNTIL (n_metrics (fixture) == 50);
  WAIT_UNTIL (frame (fixture)->spec.learning_rate == 0.05);

  unroll_session_seek (fixture->session, 20);
  WAIT_UNTIL (rests (fixture));
  g_assert_cmpfloat (shown_rate (fixture), ==, 0.01);
  unroll_session_seek (fixture->session, 60);
  WAIT_UNTIL (rests (fixture));
  g_assert_cmpfloat (shown_rate (fixture), ==, 0.05);
}

static void
test_setting_at_start (Fixture       *fixture,
                       gconstpointer  data)
{
  unroll_session_set (fixture->session, "network.units", "4");
  WAIT_UNTIL (frame (fixture)->network.units[0] == 4);
  g_assert_false (unroll_view_state_get_pending (fixture->state));
  g_assert_cmpuint (epoch (fixture), ==, 0);
}

static void
test_setting_waits (Fixture       *fixture,
                    gconstpointer  data)
{
  play_to_end (fixture);
  unroll_session_set (fixture->session, "network.units", "4");
  g_assert_true (unroll_view_state_get_pending (fixture->state));
  g_assert_cmpuint (unroll_view_state_get_spec (fixture->state)->units[0], ==,
                    4);
  g_assert_cmpuint (frame (fixture)->network.units[0], ==, 3);

  /* A live one beside it acts at once, and does not take it along. */
  unroll_session_set (fixture->session, "training.learning_rate", "0.02");
  WAIT_UNTIL (frame (fixture)->spec.learning_rate == 0.02);
  g_assert_true (unroll_view_state_get_pending (fixture->state));
  g_assert_cmpuint (frame (fixture)->network.units[0], ==, 3);

  unroll_session_discard (fixture->session);
  g_assert_false (unroll_view_state_get_pending (fixture->state));
  g_assert_cmpuint (unroll_view_state_get_spec (fixture->state)->units[0], ==,
                    3);
  g_assert_cmpfloat (shown_rate (fixture), ==, 0.02);

  unroll_session_set (fixture->session, "network.units", "5");
  unroll_session_apply (fixture->session);
  WAIT_UNTIL (frame (fixture)->network.units[0] == 5);
  WAIT_UNTIL (!unroll_view_state_get_pending (fixture->state));
  g_assert_cmpuint (epoch (fixture), ==, 0);
  g_assert_cmpuint (n_metrics (fixture), ==, 0);
}

static void
test_bad_setting (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char *const bad[][2] = {
    { "network.units", "0" },
    { "network.units", "1000000000" },
    { "training.learning_rate", "0" },
    { "training.learning_rate", "-1" },
    { "training.learning_rate", "nan" },
    { "fit.epochs", "many" },
    { "no.such", "1" },
  };
  g_auto (RnnSpec) before = { 0 };

  rnn_spec_copy (&before, unroll_view_state_get_spec (fixture->state));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      unroll_session_set (fixture->session, bad[i][0], bad[i][1]);
      g_assert_nonnull (unroll_view_state_get_setting_error (fixture->state));
      g_assert_cmpstr (unroll_view_state_get_setting_error_key (fixture->state),
                       ==, bad[i][0]);
      g_assert_true (rnn_spec_equal (
        &before, unroll_view_state_get_spec (fixture->state)));
    }
  unroll_session_set (fixture->session, "fit.epochs", "50");
  g_assert_null (unroll_view_state_get_setting_error (fixture->state));
}

/* What only the whole can tell: the old run stays until it is mended. */
static void
test_contradiction (Fixture       *fixture,
                    gconstpointer  data)
{
  unroll_session_set (fixture->session, "data.cyclic", "false");
  WAIT_UNTIL (!frame (fixture)->spec.cyclic);
  unroll_session_set (fixture->session, "data.time_steps", "9");
  WAIT_UNTIL (unroll_view_state_get_message (fixture->state) != NULL);
  g_assert_cmpstr (unroll_view_state_get_remedy_action (fixture->state), ==,
                   "win.discard-settings");
  g_assert_true (unroll_view_state_get_pending (fixture->state));
  g_assert_cmpuint (frame (fixture)->dataset->time_steps, ==, 1);

  unroll_session_discard (fixture->session);
  g_assert_null (unroll_view_state_get_message (fixture->state));
  play_to_end (fixture);
  g_assert_cmpuint (epoch (fixture), ==, 100);
}

static void
test_diverged (Fixture       *fixture,
               gconstpointer  data)
{
  guint32 there;

  unroll_session_step (fixture->session, 1);
  WAIT_UNTIL (epoch (fixture) == 1);
  unroll_session_set (fixture->session, "training.optimizer", "sgd");
  unroll_session_set (fixture->session, "network.activation", "linear");
  unroll_session_apply (fixture->session);
  WAIT_UNTIL (frame (fixture)->spec.activation == RNN_ACTIVATION_LINEAR);
  unroll_session_set (fixture->session, "training.learning_rate", "1e30");
  WAIT_UNTIL (frame (fixture)->spec.learning_rate == 1e30);
  unroll_session_play (fixture->session);
  WAIT_UNTIL (unroll_view_state_get_message (fixture->state) != NULL);
  WAIT_UNTIL (rests (fixture));
  g_assert_cmpstr (unroll_view_state_get_remedy_action (fixture->state), ==,
                   "win.calm");
  for (gsize i = 0; i < frame (fixture)->network.size; i++)
    g_assert_true (isfinite (frame (fixture)->parameters[i]));

  /* Back works. */
  there = frame (fixture)->position.update;
  if (there > 0)
    {
      unroll_session_reset (fixture->session);
      WAIT_UNTIL (frame (fixture)->position.update == 0);
    }
  unroll_session_calm (fixture->session);
  WAIT_UNTIL (frame (fixture)->spec.learning_rate < 1e30);
  g_assert_cmpfloat (frame (fixture)->spec.learning_rate, <=, 0.01);
}

static void
test_predict (Fixture       *fixture,
              gconstpointer  data)
{
  play_to_end (fixture);
  unroll_session_predict (fixture->session, "c");
  WAIT_UNTIL (g_str_equal (frame (fixture)->prediction->text, "c"));
  g_assert_cmpuint (frame (fixture)->prediction->likeliest[0], ==, 3);

  unroll_session_predict (fixture->session, "z");
  WAIT_UNTIL (frame (fixture)->prediction_error != NULL);
  g_assert_nonnull (strstr (frame (fixture)->prediction_error, "z"));
  g_assert_null (unroll_view_state_get_message (fixture->state));

  unroll_session_predict (fixture->session, "");
  WAIT_UNTIL (frame (fixture)->prediction == NULL
              && frame (fixture)->prediction_error == NULL);

  unroll_session_predict_best (fixture->session, TRUE);
  unroll_session_predict (fixture->session, "ab");
  WAIT_UNTIL (frame (fixture)->prediction != NULL);
  g_assert_true (frame (fixture)->prediction_best);
}

static const char *
written (Fixture *fixture)
{
  const RnnLetters *letters =
    unroll_view_state_get_written (fixture->state, NULL);

  return letters != NULL ? letters->text->str : "";
}

static void
test_write (Fixture       *fixture,
            gconstpointer  data)
{
  play_to_end (fixture);
  unroll_session_write (fixture->session, "c", 7, 0.0, 1, 100);
  g_assert_true (unroll_view_state_get_writing (fixture->state));
  WAIT_UNTIL (*written (fixture) != '\0');
  g_assert_true (g_str_has_prefix ("deabcde", written (fixture)));
  WAIT_UNTIL (!unroll_view_state_get_writing (fixture->state));
  g_assert_cmpstr (written (fixture), ==, "deabcde");

  /* It goes on from there, or begins again. */
  unroll_session_write (fixture->session, "cdeabcde", 2, 0.0, 1, 0);
  WAIT_UNTIL (!unroll_view_state_get_writing (fixture->state));
  g_assert_cmpstr (written (fixture), ==, "deabcdeab");
  unroll_session_write (fixture->session, "c", 1, 0.0, 1, 0);
  WAIT_UNTIL (!unroll_view_state_get_writing (fixture->state));
  g_assert_cmpstr (written (fixture), ==, "d");
  g_assert_null (unroll_view_state_get_message (fixture->state));
}

/* No letter comes after it was stopped: by hand, by another text, by another
 * experiment. */
static void
test_stop_writing (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_auto (RnnSpec) spec = { 0 };

  unroll_session_write (fixture->session, "c", 10000, 1.0, 1, 200);
  WAIT_UNTIL (*written (fixture) != '\0');
  unroll_session_stop_writing (fixture->session);
  g_assert_false (unroll_view_state_get_writing (fixture->state));
  before = g_strdup (written (fixture));
  unroll_session_predict (fixture->session, "c");
  g_assert_cmpstr (written (fixture), ==, "");

  unroll_session_write (fixture->session, "c", 10000, 1.0, 1, 200);
  WAIT_UNTIL (*written (fixture) != '\0');
  /* The same letters again. */
  g_assert_cmpint (*written (fixture), ==, *before);
  unroll_session_predict (fixture->session, "a");
  g_assert_false (unroll_view_state_get_writing (fixture->state));
  WAIT_UNTIL (frame (fixture)->prediction != NULL
              && g_str_equal (frame (fixture)->prediction->text, "a"));
  g_assert_cmpstr (written (fixture), ==, "");

  unroll_session_write (fixture->session, "a", 10000, 1.0, 1, 200);
  WAIT_UNTIL (*written (fixture) != '\0');
  rnn_spec_init_default (&spec);
  unroll_session_replace (fixture->session, &spec);
  g_assert_false (unroll_view_state_get_writing (fixture->state));
  g_assert_cmpstr (written (fixture), ==, "");
  g_assert_null (unroll_view_state_get_message (fixture->state));
}

static void
test_samples (Fixture       *fixture,
              gconstpointer  data)
{
  unroll_session_select_sample (fixture->session, 4);
  WAIT_UNTIL (frame (fixture)->trace != NULL
              && frame (fixture)->trace->sample == 4);
  unroll_session_select_sample (fixture->session, 5);
  WAIT_UNTIL (unroll_view_state_get_sample (fixture->state) == 4);
  g_assert_cmpuint (frame (fixture)->trace->sample, ==, 4);
}

/* Letters of another text are typed, where the old ones mean nothing. */
static void
test_another_text (Fixture       *fixture,
                   gconstpointer  data)
{
  unroll_session_select_sample (fixture->session, 4);
  unroll_session_set (fixture->session, "data.text", "xyz");
  WAIT_UNTIL (frame (fixture)->dataset->n_classes == 3);
  WAIT_UNTIL (frame (fixture)->prediction != NULL);
  g_assert_cmpuint (unroll_view_state_get_sample (fixture->state), ==, 0);
  g_assert_null (unroll_view_state_get_message (fixture->state));
}

/* An experiment that cannot be: no frame, a sentence, and nothing crashes. */
/* The samples' paths come only while they are looked at, at once also at rest. */
static void
test_paths (Fixture       *fixture,
            gconstpointer  data)
{
  guint64 serial;

  g_assert_null (frame (fixture)->sample_path);
  unroll_view_state_set_details (fixture->state, "space");
  WAIT_UNTIL (frame (fixture)->sample_path != NULL);
  unroll_session_select_sample (fixture->session, 2);
  serial = frame (fixture)->serial;
  WAIT_UNTIL (frame (fixture)->serial > serial);
  g_assert_nonnull (frame (fixture)->sample_path);
  unroll_view_state_set_details (fixture->state, "states");
  WAIT_UNTIL (frame (fixture)->sample_path == NULL);
}

static void
test_bad_beginning (void)
{
  g_auto (RnnSpec) spec = { 0 };
  Fixture fixture;

  rnn_spec_init_default (&spec);
  g_assert_true (rnn_spec_set (&spec, "data.file", "/no/such/file", NULL));
  fixture.session = unroll_session_new (&spec);
  fixture.state = unroll_session_get_state (fixture.session);
  WAIT_UNTIL (unroll_view_state_get_message (fixture.state) != NULL);
  g_assert_null (frame (&fixture));

  unroll_session_play (fixture.session);
  WAIT_UNTIL (!unroll_view_state_get_playing (fixture.state));
  unroll_session_step (fixture.session, 1);
  unroll_session_reset (fixture.session);
  WAIT_UNTIL (rests (&fixture));
  tear_down (&fixture, NULL);
}

/* What is inspected selects its sample, and lives as long as the network has
 * it. */
static void
test_inspect (Fixture       *fixture,
              gconstpointer  data)
{
  PaintSubject subject = { { RNN_QUANTITY_H, .t = 1, .column = 2 }, 3 };

  unroll_session_inspect (fixture->session, &subject);
  WAIT_UNTIL (frame (fixture)->trace->sample == 3);
  g_assert_cmpuint (unroll_view_state_get_sample (fixture->state), ==, 3);
  subject.address.t = 2;
  unroll_session_inspect (fixture->session, &subject);
  subject.address = (RnnAddress) { RNN_QUANTITY_WEIGHT, .parameter = 1 };
  unroll_session_inspect (fixture->session, &subject);
  unroll_session_select_sample (fixture->session, 4);
  g_assert_cmpuint (
    unroll_view_state_get_inspected (fixture->state)->sample, ==, 4);
  play_to_end (fixture);
  g_assert_nonnull (unroll_view_state_get_inspected (fixture->state));
  unroll_session_inspect_back (fixture->session);
  WAIT_UNTIL (frame (fixture)->trace->sample == 3);

  /* The weight is still there, the unit is not. */
  unroll_session_set (fixture->session, "network.units", "2");
  unroll_session_apply (fixture->session);
  WAIT_UNTIL (frame (fixture)->network.units[0] == 2);
  g_assert_null (unroll_view_state_get_inspected (fixture->state));
  g_assert_nonnull (unroll_view_state_get_message (fixture->state));
  unroll_session_inspect_forward (fixture->session);
  g_assert_cmpint (
    unroll_view_state_get_inspected (fixture->state)->address.quantity, ==,
    RNN_QUANTITY_WEIGHT);
  unroll_session_inspect_back (fixture->session);
  g_assert_nonnull (unroll_view_state_get_inspected (fixture->state));
}

/* It can go at any moment. */
static void
test_sudden_end (Fixture       *fixture,
                 gconstpointer  data)
{
  unroll_session_set (fixture->session, "fit.epochs", "1000000");
  unroll_session_set_speed (fixture->session, 0.0);
  unroll_session_play (fixture->session);
  unroll_session_seek (fixture->session, 500000);
  unroll_session_play (fixture->session);
}

#define ADD(name, func)                                                    \
  g_test_add ("/session/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("ready", test_ready);
  ADD ("play", test_play);
  ADD ("pause", test_pause);
  ADD ("steps", test_steps);
  ADD ("seek", test_seek);
  ADD ("best", test_best);
  ADD ("live-setting", test_live_setting);
  ADD ("setting-at-start", test_setting_at_start);
  ADD ("setting-waits", test_setting_waits);
  ADD ("bad-setting", test_bad_setting);
  ADD ("contradiction", test_contradiction);
  ADD ("diverged", test_diverged);
  ADD ("predict", test_predict);
  ADD ("write", test_write);
  ADD ("stop-writing", test_stop_writing);
  ADD ("samples", test_samples);
  ADD ("inspect", test_inspect);
  ADD ("paths", test_paths);
  ADD ("another-text", test_another_text);
  g_test_add_func ("/session/bad-beginning", test_bad_beginning);
  ADD ("sudden-end", test_sudden_end);

  return g_test_run ();
}
