/* Changes of settings: they act at once or wait until they may restart the
 * training, and all of them can be undone. */

#include "tests/ui/panel-fixture.h"
#include "ui/data-dialog.h"
#include "ui/data-row.h"

static GObject *
foot (PanelFixture *fixture,
      const char   *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->panel),
                                        UNROLL_TYPE_EXPERIMENT_PANEL, name);
}

static gboolean
foot_is_shown (PanelFixture *fixture)
{
  return gtk_revealer_get_reveal_child (GTK_REVEALER (foot (fixture, "foot")));
}

static const char *
foot_text (PanelFixture *fixture)
{
  return gtk_label_get_label (GTK_LABEL (foot (fixture, "foot_text")));
}

static void
undo (PanelFixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->panel), "settings.undo",
                              NULL);
}

static void
redo (PanelFixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->panel), "settings.redo",
                              NULL);
}

/* At the start everything acts at once; live settings do so later too. */
static void
test_at_once (PanelFixture *fixture,
              gconstpointer data)
{
  fake_window_train (fixture->fake, 0, NULL, FALSE);
  panel_type (fixture, "fit.seed", "5");
  g_assert_cmpstr (fake_window_last_command (fixture->fake), ==,
                   "win.set ('fit.seed', '5')");
  g_assert_false (foot_is_shown (fixture));

  fake_window_train (fixture->fake, 3, NULL, FALSE);
  panel_type (fixture, "training.learning_rate", "0.5");
  g_assert_cmpstr (fake_window_last_command (fixture->fake), ==,
                   "win.set ('training.learning_rate', '0.5')");
  panel_type (fixture, "training.batch", "2");
  panel_type (fixture, "fit.epochs", "7");
  g_assert_cmpstr (fake_window_last_command (fixture->fake), ==,
                   "win.set ('fit.epochs', '7')");
  g_assert_false (foot_is_shown (fixture));
  g_assert_cmpuint (fixture->fake->commands->len, ==, 4);
}

static void
test_collect (PanelFixture *fixture,
              gconstpointer data)
{
  fake_window_train (fixture->fake, 3, NULL, FALSE);
  panel_type (fixture, "fit.seed", "5");
  g_assert_true (foot_is_shown (fixture));
  g_assert_cmpstr (foot_text (fixture), ==,
                   "1 change will restart the training");
  panel_type (fixture, "data.time_steps", "2");
  g_assert_cmpstr (foot_text (fixture), ==,
                   "2 changes will restart the training");
  panel_type (fixture, "fit.epochs", "9");
  g_assert_cmpstr (foot_text (fixture), ==,
                   "2 changes will restart the training");

  panel_click (fixture, "Apply and restart");
  g_assert_cmpstr (fake_window_last_command (fixture->fake), ==,
                   "win.apply-settings ");
  fake_window_train (fixture->fake, 0, NULL, FALSE);
  g_assert_false (foot_is_shown (fixture));
  g_assert_cmpuint (panel_spec (fixture)->time_steps, ==, 2);
}

static void
test_discard (PanelFixture *fixture,
              gconstpointer data)
{
  fake_window_train (fixture->fake, 3, NULL, FALSE);
  panel_type (fixture, "fit.seed", "5");
  panel_type (fixture, "data.time_steps", "2");
  panel_click (fixture, "Undo");
  g_assert_false (foot_is_shown (fixture));
  g_assert_cmpuint (panel_spec (fixture)->time_steps, ==, 1);
  g_assert_cmpuint (panel_spec (fixture)->seed, ==, 123);

  /* That was a step too. */
  undo (fixture);
  g_assert_cmpuint (panel_spec (fixture)->time_steps, ==, 2);
  g_assert_cmpuint (panel_spec (fixture)->seed, ==, 5);
  g_assert_true (foot_is_shown (fixture));
}

static void
test_undo (PanelFixture *fixture,
           gconstpointer data)
{
  GtkWidget *letters = panel_control (fixture, "data.text");

  panel_type (fixture, "data.text", "hello");
  panel_type (fixture, "training.learning_rate", "0.5");
  panel_click (fixture, "+ Add recurrent layer");

  undo (fixture);
  g_assert_cmpuint (panel_spec (fixture)->n_layers, ==, 1);
  undo (fixture);
  g_assert_cmpfloat (panel_spec (fixture)->learning_rate, ==, 0.01);
  undo (fixture);
  g_assert_cmpstr (panel_spec (fixture)->text, ==, "abcde");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (letters)), ==, "abcde");
  undo (fixture);
  g_assert_cmpstr (panel_spec (fixture)->text, ==, "abcde");

  redo (fixture);
  redo (fixture);
  g_assert_cmpstr (panel_spec (fixture)->text, ==, "hello");
  g_assert_cmpfloat (panel_spec (fixture)->learning_rate, ==, 0.5);
  g_assert_cmpuint (panel_spec (fixture)->n_layers, ==, 1);

  /* A new change forgets what was undone. */
  panel_type (fixture, "fit.seed", "9");
  redo (fixture);
  g_assert_cmpuint (panel_spec (fixture)->n_layers, ==, 1);
}

/* Steps on the same number under a held button are one. */
static void
test_undo_held (PanelFixture *fixture,
                gconstpointer data)
{
  GtkWidget *spin = panel_control (fixture, "data.time_steps");

  for (int i = 0; i < 20; i++)
    gtk_spin_button_spin (GTK_SPIN_BUTTON (spin), GTK_SPIN_STEP_FORWARD, 1);
  g_assert_cmpuint (panel_spec (fixture)->time_steps, ==, 21);
  undo (fixture);
  g_assert_cmpuint (panel_spec (fixture)->time_steps, ==, 1);
}

/* Letters from a file can be undone, a whole new experiment cannot. */
static void
test_others (PanelFixture *fixture,
             gconstpointer data)
{
  g_auto (RnnSpec) other = { 0 };

  rnn_spec_copy (&other, panel_spec (fixture));
  rnn_spec_set (&other, "data.file", "/nowhere/a.txt", NULL);
  unroll_view_state_set_spec (fixture->fake->state, &other);
  g_assert_cmpuint (panel_total (fixture), ==, 0);
  g_assert_nonnull (panel_sentence (fixture));
  undo (fixture);
  g_assert_null (panel_spec (fixture)->file);
  g_assert_cmpuint (panel_total (fixture), ==, 47);

  panel_type (fixture, "fit.seed", "9");
  rnn_spec_set (&other, "data.file", "", NULL);
  rnn_spec_set (&other, "network.units", "9", NULL);
  unroll_view_state_set_spec (fixture->fake->state, &other);
  undo (fixture);
  g_assert_cmpuint (panel_spec (fixture)->units[0], ==, 9);
  g_assert_cmpuint (panel_spec (fixture)->seed, ==, 123);
}

static const char *
title (PanelFixture *fixture)
{
  return gtk_editable_get_text (
    GTK_EDITABLE (panel_control (fixture, "experiment.title")));
}

/* A letter is typed at the end. */
static void
type_letter (PanelFixture *fixture,
             const char   *letter)
{
  GtkEditable *entry
    = GTK_EDITABLE (panel_control (fixture, "experiment.title"));
  int end = (int) g_utf8_strlen (title (fixture), -1);

  gtk_editable_insert_text (entry, letter, -1, &end);
}

/* A title is told letter by letter, and restarts nothing. */
static void
test_title (PanelFixture *fixture,
            gconstpointer data)
{
  g_autofree char *too_long = g_strnfill (301, 'x');

  fake_window_train (fixture->fake, 3, NULL, FALSE);
  type_letter (fixture, "s");
  g_assert_cmpstr (fake_window_last_command (fixture->fake), ==,
                   "win.set ('experiment.title', 'Next letters')");
  type_letter (fixture, "é");
  g_assert_cmpstr (panel_spec (fixture)->title, ==, "Next lettersé");
  g_assert_false (foot_is_shown (fixture));
  g_assert_false (unroll_view_state_get_pending (fixture->fake->state));

  /* Beside changes that wait it does not count. */
  panel_type (fixture, "fit.seed", "5");
  type_letter (fixture, "中");
  g_assert_cmpstr (foot_text (fixture), ==,
                   "1 change will restart the training");
  panel_click (fixture, "Undo");
  g_assert_cmpstr (title (fixture), ==, "Next lettersé中");

  undo (fixture);
  undo (fixture);
  g_assert_cmpstr (title (fixture), ==, "Next lettersé");
  redo (fixture);
  g_assert_cmpstr (title (fixture), ==, "Next lettersé中");

  /* What cannot be is told, and goes when it is left. */
  gtk_editable_set_text (
    GTK_EDITABLE (panel_control (fixture, "experiment.title")), " ");
  g_assert_nonnull (panel_error (fixture, "experiment.title"));
  g_assert_cmpstr (panel_spec (fixture)->title, ==, "Next lettersé中");
  panel_type (fixture, "experiment.title", too_long);
  g_assert_nonnull (strstr (panel_error (fixture, "experiment.title"),
                            "301 letters; shorten it to 300"));
  g_assert_cmpstr (title (fixture), ==, "Next lettersé中");
  type_letter (fixture, "!");
  g_assert_null (panel_error (fixture, "experiment.title"));
}

static char *
notes (GtkTextBuffer *buffer)
{
  char *text;

  g_object_get (buffer, "text", &text, NULL);

  return text;
}

/* As it is pasted over all there is. */
static void
paste (GtkTextBuffer *buffer,
       const char    *text)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text, -1);
  gtk_text_buffer_end_user_action (buffer);
}

static void
test_notes (PanelFixture *fixture,
            gconstpointer data)
{
  GtkTextView *view
    = GTK_TEXT_VIEW (panel_control (fixture, "experiment.notes"));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autofree char *too_long = g_strnfill (20001, 'x');
  g_autofree char *back = NULL;
  g_autofree char *kept = NULL;
  GtkTextIter cursor;

  fake_window_train (fixture->fake, 3, NULL, FALSE);
  paste (buffer, "one\n二\nthree 😀\n");
  g_assert_cmpstr (panel_spec (fixture)->notes, ==, "one\n二\nthree 😀\n");
  g_assert_cmpuint (fixture->fake->commands->len, ==, 1);
  g_assert_false (foot_is_shown (fixture));

  /* What others write comes where it is, and the cursor with it. */
  gtk_widget_activate_action (fixture->fake->window, "win.set", "(ss)",
                              "experiment.notes", "one\n二 and 2\nthree 😀\n");
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor,
                                    gtk_text_buffer_get_insert (buffer));
  g_assert_cmpint (gtk_text_iter_get_offset (&cursor), ==, 11);
  back = notes (buffer);
  g_assert_cmpstr (back, ==, "one\n二 and 2\nthree 😀\n");

  /* Too many letters can be shortened. */
  paste (buffer, too_long);
  g_assert_nonnull (strstr (panel_error (fixture, "experiment.notes"),
                            "shorten it to 20000"));
  kept = notes (buffer);
  g_assert_cmpstr (kept, ==, too_long);
  g_assert_cmpstr (panel_spec (fixture)->notes, ==, back);
  paste (buffer, "");
  g_assert_cmpstr (panel_spec (fixture)->notes, ==, "");
  g_assert_null (panel_error (fixture, "experiment.notes"));
}

/* A refusal that comes from the session is told at the row. */
static void
test_refused (PanelFixture *fixture,
              gconstpointer data)
{
  unroll_view_state_set_setting_error (fixture->fake->state, "data.stride",
                                       "data.stride: the file is too short");
  g_assert_cmpstr (panel_error (fixture, "data.stride"), ==,
    "the file is too short");
}

/* The window of letters that the panel opened. */
static GtkWidget *
open_dialog (PanelFixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  panel_click (fixture, "Text, file, windows…");
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (UNROLL_IS_DATA_DIALOG (window))
        return window;
    }

  g_assert_not_reached ();
}

static void
test_dialog (PanelFixture *fixture,
             gconstpointer data)
{
  GtkWidget *dialog = open_dialog (fixture);

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  /* What cannot be learned from is told there, and the window stays. */
  g_signal_emit_by_name (dialog, "accepted", "");
  fake_window_settle ();
  g_assert_nonnull (dialog);
  g_assert_cmpstr (panel_spec (fixture)->text, ==, "abcde");

  g_signal_emit_by_name (dialog, "accepted", "one\ntwo");
  fake_window_settle ();
  g_assert_null (dialog);
  g_assert_cmpstr (panel_spec (fixture)->text, ==, "one\ntwo");
  undo (fixture);
  g_assert_cmpstr (panel_spec (fixture)->text, ==, "abcde");

  dialog = open_dialog (fixture);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  g_signal_emit_by_name (dialog, "open-file");
  fake_window_settle ();
  g_assert_null (dialog);
  g_assert_cmpstr (fake_window_last_command (fixture->fake), ==,
                   "win.open-text ");
}

#define TEST(name, function)                                                  \
  g_test_add ("/setting-changes/" name, PanelFixture, NULL, panel_set_up,     \
              function, panel_tear_down)

int
main (int   argc,
      char *argv[])
{
  fake_window_init (&argc, &argv);

  TEST ("at-once", test_at_once);
  TEST ("collect", test_collect);
  TEST ("discard", test_discard);
  TEST ("undo", test_undo);
  TEST ("undo-held", test_undo_held);
  TEST ("others", test_others);
  TEST ("title", test_title);
  TEST ("notes", test_notes);
  TEST ("refused", test_refused);
  TEST ("dialog", test_dialog);

  return g_test_run ();
}
