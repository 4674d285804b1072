/* What is on the disk of an experiment: what counts as unsaved, the question
 * before it is lost, and training that goes on from a file. */

#include <glib/gstdio.h>
#include <gtk/gtk.h>

#include "app/application.h"
#include "app/files.h"
#include "app/recent.h"
#include "app/window.h"
#include "core/experiment-file.h"
#include "tests/ui/wait.h"

typedef struct
{
  UnrollWindow    *window;
  UnrollViewState *state;       /* borrowed */
  UnrollDocument  *document;
  UnrollSession   *session;     /* borrowed */
  char            *folder;
  char            *path;        /* of a file that is not there yet */
} Fixture;

static RnnFrame *
frame (Fixture *fixture)
{
  return unroll_view_state_get_frame (fixture->state);
}

static gboolean
is_edited (Fixture *fixture)
{
  return unroll_document_get_edited (fixture->document);
}

static void
set (Fixture    *fixture,
     const char *key,
     const char *value)
{
  unroll_session_set (fixture->session, key, value);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_auto (RnnSpec) spec = { 0 };

  rnn_spec_init_default (&spec);
  fixture->window
    = g_object_ref (unroll_window_new ((gpointer) data, &spec));
  fixture->session = unroll_window_get_session (fixture->window);
  fixture->state = unroll_session_get_state (fixture->session);
  fixture->document
    = g_object_ref (unroll_window_get_document (fixture->window));
  fixture->folder = g_dir_make_tmp ("unroll-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "a.unroll", NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
  WAIT_UNTIL (frame (fixture) != NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  WAIT_UNTIL_FINALIZED (fixture->window);
  WAIT_UNTIL_FINALIZED (fixture->document);
  g_remove (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
saved_cb (GObject      *document,
          GAsyncResult *result,
          gpointer      data)
{
  g_assert_true (unroll_document_save_finish (UNROLL_DOCUMENT (document),
                                              result, NULL));
  *(gboolean *) data = TRUE;
}

static void
save (Fixture *fixture)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);
  gboolean done = FALSE;

  unroll_document_save_async (fixture->document, file, saved_cb, &done);
  WAIT_UNTIL (done);
}

static void
load (Fixture *fixture)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);

  unroll_files_load (fixture->window, file);
}

/* The question that is asked, or NULL. */
static GtkWidget *
question (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *each = windows; each != NULL; each = each->next)
    if (GTK_IS_MESSAGE_DIALOG (each->data))
      return each->data;

  return NULL;
}

static void
answer (int response)
{
  WAIT_UNTIL (question () != NULL);
  gtk_dialog_response (GTK_DIALOG (question ()), response);
  WAIT_UNTIL (question () == NULL);
}

/* Edited ------------------------------------------------------------------ */

static void
test_edited (Fixture       *fixture,
             gconstpointer  data)
{
  /* Playing is nothing to be lost, nor are more epochs. */
  unroll_session_step (fixture->session, 1);
  WAIT_UNTIL (frame (fixture)->position.epoch == 1);
  set (fixture, "fit.epochs", "200");
  g_assert_false (is_edited (fixture));

  set (fixture, "training.learning_rate", "0.125");
  g_assert_true (is_edited (fixture));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==,
                   "• Next letter");
  set (fixture, "training.learning_rate", "0.01");
  g_assert_false (is_edited (fixture));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==,
                   "Next letter");

  /* What waits to be applied is a change, too. */
  set (fixture, "network.units", "5");
  g_assert_true (unroll_view_state_get_pending (fixture->state));
  g_assert_true (is_edited (fixture));

  /* Saved, it is not; then epochs count. */
  save (fixture);
  g_assert_false (is_edited (fixture));
  set (fixture, "fit.epochs", "300");
  g_assert_true (is_edited (fixture));
}

static void
test_preset_discards (Fixture       *fixture,
                      gconstpointer  data)
{
  set (fixture, "training.learning_rate", "0.125");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-preset",
                              "s", "hello");
  answer (GTK_RESPONSE_CANCEL);
  g_assert_true (is_edited (fixture));
  g_assert_cmpfloat (unroll_view_state_get_spec (fixture->state)->learning_rate,
                     ==, 0.125);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-preset",
                              "s", "hello");
  answer (GTK_RESPONSE_NO);
  WAIT_UNTIL (!is_edited (fixture));
  g_assert_cmpstr (unroll_view_state_get_spec (fixture->state)->text, ==,
                   "hello");
}

/* Closing ----------------------------------------------------------------- */

static gboolean
is_there (Fixture *fixture)
{
  return gtk_widget_get_mapped (GTK_WIDGET (fixture->window));
}

static void
test_close (Fixture       *fixture,
            gconstpointer  data)
{
  set (fixture, "training.learning_rate", "0.125");
  gtk_window_close (GTK_WINDOW (fixture->window));
  /* Asked once, however often. */
  WAIT_UNTIL (question () != NULL);
  gtk_window_close (GTK_WINDOW (fixture->window));
  answer (GTK_RESPONSE_DELETE_EVENT);
  g_assert_true (is_there (fixture));

  save (fixture);
  set (fixture, "training.learning_rate", "0.25");
  gtk_window_close (GTK_WINDOW (fixture->window));
  answer (GTK_RESPONSE_YES);
  WAIT_UNTIL (!is_there (fixture));
  {
    g_auto (RnnSpec) spec = { 0 };

    g_assert_true (rnn_experiment_load (fixture->path, &spec, NULL));
    g_assert_cmpfloat (spec.learning_rate, ==, 0.25);
  }
}

/* What could not be saved keeps its window. */
static void
test_close_fails (Fixture       *fixture,
                  gconstpointer  data)
{
  save (fixture);
  set (fixture, "training.learning_rate", "0.125");
  g_remove (fixture->path);
  g_rmdir (fixture->folder);
  gtk_window_close (GTK_WINDOW (fixture->window));
  answer (GTK_RESPONSE_YES);
  WAIT_UNTIL (unroll_view_state_get_message (fixture->state) != NULL);
  g_assert_true (is_there (fixture));
  g_assert_true (is_edited (fixture));
}

/* Training ---------------------------------------------------------------- */

static double
loss_of_epoch (Fixture *fixture,
               guint32  epoch)
{
  return rnn_series_value (unroll_view_state_get_series (fixture->state),
                           RNN_MEASURE_LOSS, epoch - 1);
}

static void
test_training (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree float *weights = NULL;
  gsize size;
  double loss;

  unroll_session_seek (fixture->session, 7);
  WAIT_UNTIL (frame (fixture)->position.epoch == 7);
  unroll_document_set_keeps_training (fixture->document, TRUE);
  save (fixture);
  g_assert_false (is_edited (fixture));

  /* Looking back loses nothing; going on does. */
  unroll_session_seek (fixture->session, 3);
  WAIT_UNTIL (frame (fixture)->position.epoch == 3);
  g_assert_false (is_edited (fixture));
  unroll_session_seek (fixture->session, 9);
  WAIT_UNTIL (frame (fixture)->position.epoch == 9);
  g_assert_true (is_edited (fixture));
  size = frame (fixture)->network.size;
  weights = g_memdup2 (frame (fixture)->parameters, size * sizeof *weights);
  loss = loss_of_epoch (fixture, 9);

  load (fixture);
  answer (GTK_RESPONSE_NO);
  WAIT_UNTIL (frame (fixture)->position.epoch == 7);
  WAIT_UNTIL (!is_edited (fixture));
  g_assert_true (unroll_document_get_keeps_training (fixture->document));
  g_assert_cmpuint (
    rnn_series_length (unroll_view_state_get_series (fixture->state)), ==, 7);
  g_assert_cmpuint (unroll_view_state_get_runs (fixture->state)->n, ==, 1);

  /* It goes on as it would have. */
  unroll_session_seek (fixture->session, 9);
  WAIT_UNTIL (frame (fixture)->position.epoch == 9);
  g_assert_cmpmem (frame (fixture)->parameters, size * sizeof *weights, weights,
                   size * sizeof *weights);
  g_assert_cmpfloat (loss_of_epoch (fixture, 9), ==, loss);
}

/* What is opened and saved again is the same file, byte by byte. */
static void
check_round_trip (Fixture *fixture,
                  gboolean training)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before, n_after;

  unroll_document_set_keeps_training (fixture->document, training);
  save (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &before, &n_before, NULL));
  unroll_files_load_preset (fixture->window, "hello");
  WAIT_UNTIL (frame (fixture)->dataset->n_classes == 4);
  load (fixture);
  WAIT_UNTIL (frame (fixture)->dataset->n_classes == 5);
  WAIT_UNTIL (unroll_document_get_file (fixture->document) != NULL);
  g_assert_true (unroll_document_get_keeps_training (fixture->document)
                 == training);
  save (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  unroll_session_seek (fixture->session, 5);
  WAIT_UNTIL (frame (fixture)->position.epoch == 5);
  set (fixture, "training.learning_rate", "0.30000000000000004");
  set (fixture, "experiment.notes", " 中文\n\\ # [data]\n");
  unroll_session_seek (fixture->session, 9);
  WAIT_UNTIL (frame (fixture)->position.epoch == 9);
  check_round_trip (fixture, TRUE);
  check_round_trip (fixture, FALSE);
}

/* Title and notes --------------------------------------------------------- */

static const char *
title (Fixture *fixture)
{
  return frame (fixture)->spec.title;
}

static gboolean
is_titled (Fixture    *fixture,
           const char *words)
{
  return g_str_equal (title (fixture), words);
}

/* They concern no training: they come to all runs while one of them plays, and
 * are saved with it. */
static void
test_description (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GVariant) none = g_variant_ref_sink (g_variant_new ("a{ss}", NULL));
  g_autoptr (GString) notes = g_string_new (NULL);
  g_auto (RnnSpec) spec = { 0 };

  unroll_session_seek (fixture->session, 5);
  WAIT_UNTIL (frame (fixture)->position.epoch == 5);
  unroll_session_branch (fixture->session, NULL, none);
  WAIT_UNTIL (unroll_view_state_get_runs (fixture->state)->n == 2);

  set (fixture, "fit.epochs", "10000000");
  unroll_session_set_speed (fixture->session, 50.0);
  unroll_session_play (fixture->session);
  for (int i = 0; i < 1000; i++)
    g_string_append (notes, "Ἀρχή, 中文, 😀\n");
  set (fixture, "experiment.notes", notes->str);
  set (fixture, "experiment.title", "L’essai “un”");
  g_assert_true (is_edited (fixture));
  g_assert_false (unroll_view_state_get_pending (fixture->state));
  WAIT_UNTIL (is_titled (fixture, "L’essai “un”"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==,
                   "• L’essai “un”");
  g_assert_true (unroll_view_state_get_playing (fixture->state));
  g_assert_cmpuint (frame (fixture)->position.epoch, >=, 5);
  g_assert_cmpuint (unroll_view_state_get_runs (fixture->state)->n, ==, 2);

  unroll_session_next_run (fixture->session, 1);
  WAIT_UNTIL (frame (fixture)->run == 1);
  g_assert_true (is_titled (fixture, "L’essai “un”"));
  g_assert_cmpstr (frame (fixture)->spec.notes, ==, notes->str);

  unroll_document_set_keeps_training (fixture->document, TRUE);
  save (fixture);
  g_assert_false (is_edited (fixture));
  {
    g_autoptr (RnnSavedState) saved = NULL;

    g_assert_true (rnn_experiment_load_state (fixture->path, &spec, &saved,
                                              NULL));
    g_assert_cmpstr (saved->spec.title, ==, "L’essai “un”");
  }
  g_assert_cmpstr (spec.title, ==, "L’essai “un”");
  g_assert_cmpstr (spec.notes, ==, notes->str);
  set (fixture, "experiment.title", "L’essai deux");
  g_assert_true (is_edited (fixture));
}

/* Whatever it is called, a question has room for it. */
static void
test_long_title (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *long_title = g_strnfill (300, 'x');
  g_autofree char *text = NULL;

  set (fixture, "experiment.title", long_title);
  gtk_window_close (GTK_WINDOW (fixture->window));
  WAIT_UNTIL (question () != NULL);
  g_object_get (question (), "text", &text, NULL);
  g_assert_cmpuint (g_utf8_strlen (text, -1), <, 80);
  g_assert_nonnull (strstr (text, "xxx…"));
  answer (GTK_RESPONSE_CANCEL);
}

/* Written while the training is being restarted, they are not lost; nor do they
 * come to an experiment that is being opened. */
static void
test_description_meanwhile (Fixture       *fixture,
                            gconstpointer  data)
{
  unroll_session_seek (fixture->session, 5);
  WAIT_UNTIL (frame (fixture)->position.epoch == 5);
  set (fixture, "network.units", "4");
  unroll_session_apply (fixture->session);
  set (fixture, "experiment.title", "Four units");
  WAIT_UNTIL (frame (fixture)->network.units[0] == 4
              && is_titled (fixture, "Four units"));
  g_assert_cmpstr (unroll_view_state_get_spec (fixture->state)->title, ==,
                   "Four units");
  g_assert_false (unroll_view_state_get_pending (fixture->state));

  save (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-preset",
                              "s", "hello");
  set (fixture, "experiment.title", "Five units");
  WAIT_UNTIL (is_titled (fixture, "hello") && !is_edited (fixture));
  g_assert_cmpstr (unroll_view_state_get_spec (fixture->state)->title, ==,
                   "hello");

  /* Nor is what was written after a sweep lost to one of its seeds. */
  unroll_session_sweep (fixture->session, 2);
  WAIT_UNTIL (!unroll_view_state_get_sweeping (fixture->state));
  set (fixture, "experiment.notes", "Seed 2 is slow.");
  unroll_session_open_seed (fixture->session, 2);
  WAIT_UNTIL (frame (fixture)->spec.seed == 2);
  g_assert_cmpstr (frame (fixture)->spec.notes, ==, "Seed 2 is slow.");
}

/* Recent files ------------------------------------------------------------ */

static GMenuModel *
recent (Fixture *fixture)
{
  GtkApplication *application
    = gtk_window_get_application (GTK_WINDOW (fixture->window));

  return G_MENU_MODEL (gtk_application_get_menu_by_id (application,
                                                       "recent-menu"));
}

/* The file that an item opens, or NULL. */
static char *
target (GMenuModel *menu,
        int         i)
{
  char *uri = NULL;

  g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_TARGET, "s", &uri);

  return uri;
}

static gboolean
is_first (Fixture *fixture)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);
  g_autofree char *expected = g_file_get_uri (file);
  g_autofree char *uri = target (recent (fixture), 0);

  return g_strcmp0 (uri, expected) == 0;
}

static void
test_recent (Fixture       *fixture,
             gconstpointer  data)
{
  save (fixture);
  WAIT_UNTIL (is_first (fixture));

  /* What is not there is left out. */
  g_remove (fixture->path);
  unroll_recent_fill (G_MENU (recent (fixture)));
  g_assert_false (is_first (fixture));
}

/* Overtaken --------------------------------------------------------------- */

static double
rate_in_file (Fixture *fixture)
{
  g_auto (RnnSpec) spec = { 0 };

  g_assert_true (rnn_experiment_load (fixture->path, &spec, NULL));

  return spec.learning_rate;
}

/* Another program writes the file, at another moment than this one did: some
 * file systems do not tell moments apart that are close to each other. */
static void
overtake (Fixture       *fixture,
          const RnnSpec *other)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);

  g_assert_true (rnn_experiment_save (fixture->path, other, NULL));
  g_assert_true (g_file_set_attribute_uint64 (
    file, G_FILE_ATTRIBUTE_TIME_MODIFIED, 1, G_FILE_QUERY_INFO_NONE, NULL,
    NULL));
}

static void
test_overtaken (Fixture       *fixture,
                gconstpointer  data)
{
  g_auto (RnnSpec) other = { 0 };

  save (fixture);
  rnn_spec_init_default (&other);
  other.learning_rate = 0.5;
  overtake (fixture, &other);

  set (fixture, "training.learning_rate", "0.125");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.save", NULL);
  answer (GTK_RESPONSE_CANCEL);
  g_assert_cmpfloat (rate_in_file (fixture), ==, 0.5);
  g_assert_true (is_edited (fixture));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.save", NULL);
  answer (GTK_RESPONSE_YES);
  WAIT_UNTIL (!is_edited (fixture));
  g_assert_cmpfloat (rate_in_file (fixture), ==, 0.125);

  /* Its own writing is none of another's. */
  set (fixture, "training.learning_rate", "0.25");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.save", NULL);
  WAIT_UNTIL (!is_edited (fixture));
  g_assert_null (question ());
}

#define ADD(name, func)                                                     \
  g_test_add ("/document/" name, Fixture, application, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_autoptr (UnrollApplication) application = NULL;
  g_auto (RnnSpec) spec = { 0 };

  gtk_test_init (&argc, &argv, NULL);
  rnn_spec_init_default (&spec);
  application = unroll_application_new (&spec);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL,
                                         NULL));

  ADD ("edited", test_edited);
  ADD ("preset-discards", test_preset_discards);
  ADD ("close", test_close);
  ADD ("close-fails", test_close_fails);
  ADD ("training", test_training);
  ADD ("description", test_description);
  ADD ("long-title", test_long_title);
  ADD ("description-meanwhile", test_description_meanwhile);
  ADD ("round-trip", test_round_trip);
  ADD ("recent", test_recent);
  ADD ("overtaken", test_overtaken);

  return g_test_run ();
}
