/* Numbers that leave the real window, and weights that come back. */

#include <string.h>

#include "core/weights-file.h"
#include "tests/ui/export-fixture.h"

/* Numbers ----------------------------------------------------------------- */

static void
test_trace (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = fixture_path (fixture, "a.csv");
  g_autofree char *nowhere = fixture_path (fixture, "no/a.csv");
  g_autofree char *content = NULL;
  g_autofree char *touched = NULL;

  fixture_go_to (fixture, 4);
  unroll_session_play (fixture->session);
  unroll_session_export_trace (fixture->session, path);
  WAIT_UNTIL (fixture_message (fixture) != NULL);
  g_assert_nonnull (strstr (fixture_message (fixture), "‘a.csv’ is written"));
  g_assert_false (unroll_view_state_get_playing (fixture->state));
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_nonnull (strstr (content, "\nforward,"));
  g_assert_nonnull (strstr (content, "\nupdate,"));

  unroll_session_export_trace (fixture->session, nowhere);
  WAIT_UNTIL (fixture_message (fixture) != NULL);
  g_assert_nonnull (strstr (fixture_message (fixture), "no/a.csv"));

  /* As if: without an update, which is of other numbers. */
  unroll_session_silence (fixture->session, 0, 0, 0);
  WAIT_UNTIL (fixture_frame (fixture)->touched);
  unroll_session_export_trace (fixture->session, path);
  WAIT_UNTIL (fixture_message (fixture) != NULL);
  g_assert_true (g_file_get_contents (path, &touched, NULL, NULL));
  g_assert_nonnull (strstr (touched, "\nforward,"));
  g_assert_null (strstr (touched, "\nupdate,"));
}

/* On a walk: the update that is walked through, without leaving it. */
static void
test_trace_on_walk (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *path = fixture_path (fixture, "a.csv");
  g_autofree char *before = NULL;
  g_autofree char *on_walk = NULL;

  unroll_session_export_trace (fixture->session, path);
  WAIT_UNTIL (fixture_message (fixture) != NULL);
  g_assert_true (g_file_get_contents (path, &before, NULL, NULL));

  unroll_session_set_step_kind (fixture->session, "time-step");
  unroll_session_step (fixture->session, 2);
  WAIT_UNTIL (fixture_frame (fixture)->stop == 2);
  unroll_session_export_trace (fixture->session, path);
  WAIT_UNTIL (fixture_message (fixture) != NULL);
  g_assert_cmpuint (fixture_frame (fixture)->stop, ==, 2);
  g_assert_true (g_file_get_contents (path, &on_walk, NULL, NULL));
  g_assert_cmpstr (before, ==, on_walk);
}

/* Weights ----------------------------------------------------------------- */

static gboolean
has_weights (Fixture     *fixture,
             const float *weights)
{
  return memcmp (fixture_frame (fixture)->parameters, weights,
                 fixture_frame (fixture)->network.size * sizeof *weights) == 0;
}

static float *
take_weights (Fixture *fixture)
{
  return g_memdup2 (fixture_frame (fixture)->parameters,
                    fixture_frame (fixture)->network.size * sizeof (float));
}

static gsize
size_of_prediction (const RnnFrame *told)
{
  return told->prediction->n_letters * told->prediction->n_classes
         * sizeof (float);
}

static void
test_weights (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = fixture_path (fixture, "w.safetensors");
  g_autofree float *first = take_weights (fixture);
  g_autofree float *later = NULL;
  g_autoptr (RnnFrame) told = NULL;

  fixture_go_to (fixture, 20);
  later = take_weights (fixture);
  told = rnn_frame_ref (fixture_frame (fixture));
  g_assert_true (rnn_weights_save (path, &told->network, told->parameters,
                                   NULL));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.set", "(ss)",
                              "fit.seed", "7");
  fixture_activate (fixture, "win.reset");
  WAIT_UNTIL (fixture_frame (fixture)->position.update == 0);
  if (unroll_view_state_get_pending (fixture->state))
    fixture_activate (fixture, "win.apply-settings");
  WAIT_UNTIL (fixture_frame (fixture)->spec.seed == 7);
  g_assert_false (has_weights (fixture, first));

  unroll_session_import_weights (fixture->session, path);
  WAIT_UNTIL (fixture_message (fixture) != NULL);
  g_assert_nonnull (strstr (fixture_message (fixture), "‘w.safetensors’"));
  WAIT_UNTIL (has_weights (fixture, later));
  g_assert_cmpstr (fixture_frame (fixture)->prediction->text, ==,
                   told->prediction->text);
  g_assert_cmpmem (fixture_frame (fixture)->prediction->y,
                   size_of_prediction (fixture_frame (fixture)),
                   told->prediction->y, size_of_prediction (told));
}

/* Rewinding undoes it; what was known of the future stays in the run it is of. */
static void
test_import_is_an_event (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *path = fixture_path (fixture, "w.safetensors");
  g_autofree float *first = take_weights (fixture);
  g_autofree float *fifth = NULL;
  g_autofree float *later = NULL;

  fixture_go_to (fixture, 5);
  fifth = take_weights (fixture);
  fixture_go_to (fixture, 9);
  later = take_weights (fixture);
  g_assert_true (rnn_weights_save (path, &fixture_frame (fixture)->network, later,
                                   NULL));
  fixture_go_to (fixture, 5);
  unroll_session_import_weights (fixture->session, path);
  WAIT_UNTIL (fixture_message (fixture) != NULL);
  g_assert_nonnull (strstr (fixture_message (fixture), "no epoch is lost"));
  WAIT_UNTIL (has_weights (fixture, later));
  g_assert_cmpuint (unroll_view_state_get_runs (fixture->state)->n, ==, 2);
  fixture_go_to (fixture, 0);
  g_assert_true (has_weights (fixture, first));
  fixture_go_to (fixture, 5);
  g_assert_true (has_weights (fixture, later));
  fixture_activate (fixture, "win.undo-branch");
  WAIT_UNTIL (has_weights (fixture, fifth));
}

/* @name as a file with the @length bytes that are no weights for this network. */
static void
check_refused (Fixture    *fixture,
               const char *name,
               const char *bytes,
               gsize       length)
{
  g_autofree char *path = fixture_path (fixture, name);
  g_autofree float *weights = take_weights (fixture);
  guint64 update = fixture_frame (fixture)->position.update;

  if (bytes != NULL)
    g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  unroll_view_state_set_message (fixture->state, NULL, NULL, NULL);
  unroll_session_import_weights (fixture->session, path);
  g_assert_nonnull (fixture_message (fixture));
  g_test_message ("%s", fixture_message (fixture));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (fixture_frame (fixture)->position.update, ==, update);
  g_assert_cmpuint (unroll_view_state_get_runs (fixture->state)->n, ==, 1);
  g_assert_true (has_weights (fixture, weights));
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = fixture_path (fixture, "w.safetensors");
  g_autofree char *whole = NULL;
  gsize length;

  fixture_go_to (fixture, 3);
  g_assert_true (rnn_weights_save (path, &fixture_frame (fixture)->network,
                                   fixture_frame (fixture)->parameters, NULL));
  g_assert_true (g_file_get_contents (path, &whole, &length, NULL));
  check_refused (fixture, "none", NULL, 0);
  check_refused (fixture, "empty", "", 0);
  check_refused (fixture, "text", "no weights at all", 17);
  check_refused (fixture, "short", whole, length - 1);
  memset (whole + length - 4, 0xff, 4);
  check_refused (fixture, "nan", whole, length);

  /* For another network: saved before it was changed. */
  fixture_go_to (fixture, 0);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.set", "(ss)",
                              "network.units", "2");
  WAIT_UNTIL (fixture_frame (fixture)->network.units[0] == 2);
  check_refused (fixture, "w.safetensors", NULL, 0);
}

#define ADD(name, func)                                                    \
  g_test_add ("/take-away/" name, Fixture, application, fixture_set_up, func, \
              fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_autoptr (UnrollApplication) application = fixture_init (&argc, &argv);

  ADD ("trace", test_trace);
  ADD ("trace/on-walk", test_trace_on_walk);
  ADD ("weights", test_weights);
  ADD ("weights/event", test_import_is_an_event);
  ADD ("weights/refused", test_refused);

  return g_test_run ();
}
