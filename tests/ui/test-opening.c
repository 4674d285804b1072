/* An experiment that is long on its way: the window goes on with the one that is
 * there until the new one can take its place, or is not wanted any more. */

#include <glib/gstdio.h>
#include <string.h>

#include "app/files.h"
#include "core/error.h"
#include "core/experiment-file.h"
#include "tests/ui/find.h"
#include "tests/ui/live-window.h"
#include "ui/experiment-panel.h"
#include "ui/opening-bar.h"

/* A reading that the test holds back, by two atomic numbers. */
typedef struct
{
  int count;                  /* of references */
  int goes_on;
  int told;                   /* of a thousand */
  int ended;                  /* its thread is at its end */
} Slow;

typedef struct
{
  LiveWindow   live;
  UnrollSession *session;     /* borrowed */
  char        *folder;
  char        *path;
  Slow        *slow;
} Fixture;

static Slow *
slow_ref (Slow *slow)
{
  g_atomic_int_inc (&slow->count);

  return slow;
}

static void
slow_unref (gpointer data)
{
  Slow *slow = data;

  if (g_atomic_int_dec_and_test (&slow->count))
    g_free (slow);
}

/* An experiment with seven units, after all. */
static gboolean
load_slowly (gconstpointer       data,
             const RnnProgress  *progress,
             RnnSpec            *spec,
             RnnSavedState     **saved,
             GError            **error)
{
  Slow *slow = (Slow *) data;

  while (!g_atomic_int_get (&slow->goes_on)
         && !rnn_progress_is_cancelled (progress))
    {
      rnn_progress_tell (progress, g_atomic_int_get (&slow->told) / 1000.0);
      g_usleep (1000);
    }

  rnn_spec_init_default (spec);
  spec->units[0] = 7;
  g_atomic_int_set (&slow->ended, TRUE);

  return TRUE;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  application)
{
  live_window_open (&fixture->live, application, 1);
  fixture->session = unroll_window_get_session (fixture->live.window);
  fixture->folder = g_dir_make_tmp ("unroll-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "long.unroll", NULL);
  fixture->slow = slow_ref (g_new0 (Slow, 1));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  application)
{
  if (fixture->live.window != NULL)
    live_window_close (&fixture->live);
  slow_unref (fixture->slow);
  g_remove (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
begin (Fixture *fixture)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);

  unroll_files_load_by (fixture->live.window, file, load_slowly,
                        slow_ref (fixture->slow), slow_unref);
}

static void
load (Fixture    *fixture,
      const char *bytes,
      gssize      length)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);

  if (bytes != NULL)
    g_assert_true (g_file_set_contents (fixture->path, bytes, length, NULL));
  unroll_files_load (fixture->live.window, file);
}

static guint
units (Fixture *fixture)
{
  return live_window_frame (&fixture->live)->network.units[0];
}

static guint32
epoch (Fixture *fixture)
{
  return live_window_frame (&fixture->live)->position.epoch;
}

static GtkWidget *
bar (Fixture *fixture)
{
  return find_widget (GTK_WIDGET (fixture->live.window),
                           UNROLL_TYPE_OPENING_BAR);
}

static double
shown_share (Fixture *fixture)
{
  return gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (
    find_widget (bar (fixture), GTK_TYPE_PROGRESS_BAR)));
}

static gboolean
can_cancel (Fixture *fixture)
{
  return g_action_group_get_action_enabled (
    G_ACTION_GROUP (fixture->live.window), "cancel-opening");
}

static void
cancel (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->live.window),
                              "win.cancel-opening", NULL);
}

static GtkWidget *
question (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *each = windows; each != NULL; each = each->next)
    if (GTK_IS_MESSAGE_DIALOG (each->data))
      return each->data;

  return NULL;
}

/* Meanwhile ---------------------------------------------------------------- */

static void
test_meanwhile (Fixture       *fixture,
                gconstpointer  application)
{
  gint64 begun = g_get_monotonic_time ();

  begin (fixture);
  g_assert_false (gtk_widget_get_visible (bar (fixture)));
  WAIT_UNTIL (gtk_widget_get_visible (bar (fixture)));
  g_assert_cmpint (g_get_monotonic_time () - begun, >=, G_USEC_PER_SEC / 4);
  g_assert_true (can_cancel (fixture));
  g_assert_cmpstr (unroll_view_state_get_opening (fixture->live.state), ==,
                   "long.unroll");
  g_atomic_int_set (&fixture->slow->told, 500);
  WAIT_UNTIL (shown_share (fixture) > 0.0);

  /* The old one goes on, and can be changed at once. */
  unroll_session_step (fixture->session, 1);
  WAIT_UNTIL (epoch (fixture) == 1);
  unroll_session_set (fixture->session, "training.learning_rate", "0.02");
  WAIT_UNTIL (live_window_frame (&fixture->live)->spec.learning_rate == 0.02);
  unroll_session_set (fixture->session, "training.learning_rate", "0.01");
  g_assert_cmpuint (units (fixture), ==, 3);

  g_atomic_int_set (&fixture->slow->goes_on, TRUE);
  WAIT_UNTIL (units (fixture) == 7);
  g_assert_false (gtk_widget_get_visible (bar (fixture)));
  g_assert_false (can_cancel (fixture));
  g_assert_null (unroll_view_state_get_message (fixture->live.state));
  g_assert_nonnull (unroll_document_get_file (
    unroll_window_get_document (fixture->live.window)));
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  application)
{
  UnrollDocument *document = unroll_window_get_document (fixture->live.window);

  unroll_session_seek (fixture->session, 5);
  WAIT_UNTIL (epoch (fixture) == 5);
  begin (fixture);
  WAIT_UNTIL (gtk_widget_get_visible (bar (fixture)));
  cancel (fixture);
  g_assert_false (gtk_widget_get_visible (bar (fixture)));
  WAIT_UNTIL (g_atomic_int_get (&fixture->slow->ended));
  /* Its thread's answer has come and gone. */
  WAIT_UNTIL (g_atomic_int_get (&fixture->slow->count) == 1);

  g_assert_cmpuint (epoch (fixture), ==, 5);
  g_assert_cmpuint (units (fixture), ==, 3);
  g_assert_null (unroll_view_state_get_message (fixture->live.state));
  g_assert_null (unroll_document_get_file (document));
  g_assert_false (unroll_document_get_edited (document));
  g_assert_cmpuint (
    rnn_series_length (unroll_view_state_get_series (fixture->live.state)), ==,
    5);

  /* It was not the last one. */
  g_atomic_int_set (&fixture->slow->goes_on, TRUE);
  begin (fixture);
  WAIT_UNTIL (units (fixture) == 7);
}

/* What was not there when it was asked what is to become of it. */
static void
test_changed_meanwhile (Fixture       *fixture,
                        gconstpointer  application)
{
  begin (fixture);
  unroll_session_set (fixture->session, "training.learning_rate", "0.125");
  g_atomic_int_set (&fixture->slow->goes_on, TRUE);
  WAIT_UNTIL (question () != NULL);
  gtk_dialog_response (GTK_DIALOG (question ()), GTK_RESPONSE_CANCEL);
  WAIT_UNTIL (question () == NULL);
  g_assert_cmpuint (units (fixture), ==, 3);

  /* Who asked for it before it began need not ask again. */
  begin (fixture);
  WAIT_UNTIL (question () != NULL || units (fixture) == 7);
  g_assert_null (question ());
}

static void
test_overtaken (Fixture       *fixture,
                gconstpointer  application)
{
  begin (fixture);
  load (fixture, "[unroll]\nformat=1\n[network]\nunits=9\n", -1);
  WAIT_UNTIL (units (fixture) == 9);
  WAIT_UNTIL (g_atomic_int_get (&fixture->slow->count) == 1);
  g_assert_cmpuint (units (fixture), ==, 9);

  /* Whatever takes its place. */
  g_atomic_int_set (&fixture->slow->ended, FALSE);
  begin (fixture);
  unroll_files_load_preset (fixture->live.window, "hello");
  WAIT_UNTIL (live_window_frame (&fixture->live)->dataset->n_classes == 4);
  WAIT_UNTIL (g_atomic_int_get (&fixture->slow->count) == 1);
  g_assert_cmpuint (live_window_frame (&fixture->live)->dataset->n_classes, ==,
                    4);
}

static void
test_close (Fixture       *fixture,
            gconstpointer  application)
{
  begin (fixture);
  WAIT_UNTIL (gtk_widget_get_visible (bar (fixture)));
  live_window_close (&fixture->live);
  WAIT_UNTIL (g_atomic_int_get (&fixture->slow->count) == 1);
}

/* Files -------------------------------------------------------------------- */

/* @parts, joined by bars, are in the message; nothing else has changed. */
static void
assert_says (Fixture    *fixture,
             const char *parts)
{
  g_auto (GStrv) part = g_strsplit (parts, "|", -1);
  const char *message;

  WAIT_UNTIL (unroll_view_state_get_message (fixture->live.state) != NULL);
  message = unroll_view_state_get_message (fixture->live.state);
  for (guint i = 0; part[i] != NULL; i++)
    if (strstr (message, part[i]) == NULL)
      g_error ("no \"%s\" in: %s", part[i], message);
  g_assert_cmpuint (units (fixture), ==, 3);
  g_assert_cmpuint (epoch (fixture), ==, 2);
  g_assert_false (unroll_document_get_edited (
    unroll_window_get_document (fixture->live.window)));
  unroll_view_state_set_message (fixture->live.state, NULL, NULL, NULL);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  application)
{
  unroll_session_seek (fixture->session, 2);
  WAIT_UNTIL (epoch (fixture) == 2);

  load (fixture, NULL, 0);
  assert_says (fixture, "no file|long.unroll|check its name");
  load (fixture, "[unroll]\nformat=1\n[network]\nunit=9\n", -1);
  assert_says (fixture, "line 4|did you mean network.units");
  load (fixture, "[unroll]\nformat=1\n[data]\nfile=gone.txt\n", -1);
  assert_says (fixture, "no file|gone.txt");
  load (fixture, "[unroll]\nformat=1\n[data]\ntext=aaaa\n", -1);
  assert_says (fixture, "‘a’ is the only letter");

  /* As texts. */
  g_remove (fixture->path);
  strcpy (strrchr (fixture->path, '.'), ".txt");
  load (fixture, "ab\ncaf\xE9\n", -1);
  assert_says (fixture, "long.txt|0xE9 at byte offset 6, in line 2|UTF-8");
  load (fixture, "ab\0cd", 5);
  assert_says (fixture, "zero byte at byte offset 2, in line 1");
  load (fixture, "", 0);
  assert_says (fixture, "is empty; choose");
  load (fixture, "a", 1);
  assert_says (fixture, "only letter");
  g_remove (fixture->path);
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  load (fixture, NULL, 0);
  assert_says (fixture, "is a folder; choose");
}

/* Another text than before is read beside the main loop, too. */
static void
test_apply (Fixture       *fixture,
            gconstpointer  application)
{
  g_autoptr (GString) text = g_string_new (NULL);
  RnnDataset *dataset;

  strcpy (strrchr (fixture->path, '.'), ".txt");
  while (text->len < 3000000)
    g_string_append (text, "to and fro, ");
  load (fixture, text->str, text->len);
  WAIT_UNTIL (live_window_frame (&fixture->live)->dataset->n_train > 1000000);
  unroll_session_set_step_kind (fixture->session, "update");
  unroll_session_step (fixture->session, 1);
  WAIT_UNTIL (live_window_frame (&fixture->live)->position.update == 1);

  /* Nothing about the text changes: it is not read again. */
  dataset = rnn_dataset_ref (live_window_frame (&fixture->live)->dataset);
  unroll_session_set (fixture->session, "network.units", "5");
  unroll_session_apply (fixture->session);
  WAIT_UNTIL (units (fixture) == 5);
  g_assert_true (live_window_frame (&fixture->live)->dataset == dataset);

  unroll_session_step (fixture->session, 1);
  WAIT_UNTIL (live_window_frame (&fixture->live)->position.update == 1);
  unroll_session_set (fixture->session, "data.time_steps", "3");
  unroll_session_apply (fixture->session);
  /* One more, before the text is read again. */
  unroll_session_set (fixture->session, "network.units", "6");
  WAIT_UNTIL (units (fixture) == 6);
  g_assert_cmpuint (live_window_frame (&fixture->live)->dataset->time_steps, ==,
                    3);
  WAIT_UNTIL (!unroll_view_state_get_pending (fixture->live.state));

  /* Taken back while it is read, nothing becomes of it. */
  unroll_session_step (fixture->session, 1);
  WAIT_UNTIL (live_window_frame (&fixture->live)->position.update == 1);
  unroll_session_set (fixture->session, "data.time_steps", "2");
  unroll_session_apply (fixture->session);
  unroll_session_discard (fixture->session);
  unroll_session_step (fixture->session, 1);
  WAIT_UNTIL (live_window_frame (&fixture->live)->position.update == 2);
  g_assert_cmpuint (live_window_frame (&fixture->live)->dataset->time_steps, ==,
                    3);
  rnn_dataset_unref (dataset);
}

static UnrollExperimentPanel *
panel_of (Fixture *fixture)
{
  return UNROLL_EXPERIMENT_PANEL (
    find_widget (GTK_WIDGET (fixture->live.window),
                 UNROLL_TYPE_EXPERIMENT_PANEL));
}

/* Letters that are typed in the place of a long file, and taken back before
 * anything is learnt: file and letters are one change, which acts at once. */
static void
test_undo (Fixture       *fixture,
           gconstpointer  application)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const RnnSpec *spec;

  strcpy (strrchr (fixture->path, '.'), ".txt");
  while (text->len < 3000000)
    g_string_append (text, "to and fro, ");
  load (fixture, text->str, text->len);
  WAIT_UNTIL (live_window_frame (&fixture->live)->dataset->n_train > 1000000);
  WAIT_UNTIL (!unroll_view_state_get_pending (fixture->live.state));

  g_signal_emit_by_name (unroll_experiment_panel_get_steps (panel_of (fixture)),
                         "changed", "data.text", "abc");
  WAIT_UNTIL (live_window_frame (&fixture->live)->dataset->n_classes == 3);
  spec = unroll_view_state_get_spec (fixture->live.state);
  g_assert_null (spec->file);

  gtk_widget_activate_action (GTK_WIDGET (panel_of (fixture)), "settings.undo",
                              NULL);
  WAIT_UNTIL (live_window_frame (&fixture->live)->dataset->n_train > 1000000);
  spec = unroll_view_state_get_spec (fixture->live.state);
  g_assert_cmpstr (spec->file, ==, fixture->path);
  g_assert_cmpstr (spec->text, ==, "abcde");
}

#define ADD(name, func)                                                     \
  g_test_add ("/opening/" name, Fixture, application, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_autoptr (UnrollApplication) application
    = live_application_new (&argc, &argv);

  ADD ("meanwhile", test_meanwhile);
  ADD ("cancel", test_cancel);
  ADD ("changed-meanwhile", test_changed_meanwhile);
  ADD ("overtaken", test_overtaken);
  ADD ("close", test_close);
  ADD ("refused", test_refused);
  ADD ("apply", test_apply);
  ADD ("undo", test_undo);

  return g_test_run ();
}
