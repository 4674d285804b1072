/* The six steps: every setting has its place, wrong values stay outside, what
 * would restart the training waits, and everything can be undone. */

#include "tests/ui/fake-window.h"
#include "ui/data-dialog.h"
#include "ui/data-row.h"
#include "ui/experiment-panel.h"
#include "ui/layer-rows.h"
#include "ui/setting-row.h"
#include "ui/setting-words.h"
#include "ui/summary-table.h"

#define PANEL_WIDTH 250
#define PANEL_HEIGHT 820

typedef struct
{
  FakeWindow            *fake;
  UnrollExperimentPanel *panel;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->fake = fake_window_new ();
  fixture->panel = UNROLL_EXPERIMENT_PANEL (
    unroll_experiment_panel_new (fixture->fake->state));
  fake_window_show (fixture->fake, GTK_WIDGET (fixture->panel), PANEL_WIDTH,
                    PANEL_HEIGHT);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  fake_window_free (fixture->fake);
}

static GtkWidget *
row (Fixture    *fixture,
     const char *name)
{
  return unroll_step_list_get_row (
    unroll_experiment_panel_get_steps (fixture->panel), name);
}

static UnrollSettingRow *
setting_row (Fixture    *fixture,
             const char *name)
{
  return UNROLL_SETTING_ROW (row (fixture, name));
}

static void
type (Fixture    *fixture,
      const char *name,
      const char *letters)
{
  GtkWidget *control = UNROLL_IS_DATA_ROW (row (fixture, name))
    ? unroll_data_row_get_entry (UNROLL_DATA_ROW (row (fixture, name)))
    : unroll_setting_row_get_control (setting_row (fixture, name));

  gtk_editable_set_text (GTK_EDITABLE (control), letters);
  if (GTK_IS_SPIN_BUTTON (control))
    gtk_spin_button_update (GTK_SPIN_BUTTON (control));
  else
    g_signal_emit_by_name (control, "activate");
}

static const RnnSpec *
spec (Fixture *fixture)
{
  return unroll_view_state_get_spec (fixture->fake->state);
}

static gsize
total (Fixture *fixture)
{
  UnrollStepList *steps = unroll_experiment_panel_get_steps (fixture->panel);

  return unroll_summary_table_get_total (
    UNROLL_SUMMARY_TABLE (unroll_step_list_get_summary (steps)));
}

static const char *
summary_sentence (Fixture *fixture)
{
  UnrollStepList *steps = unroll_experiment_panel_get_steps (fixture->panel);

  return unroll_summary_table_get_sentence (
    UNROLL_SUMMARY_TABLE (unroll_step_list_get_summary (steps)));
}

static GtkWidget *
find (GtkWidget  *widget,
      GType       type,
      const char *label)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type)
      && (label == NULL
          || (GTK_IS_BUTTON (widget)
              && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label)
                   == 0)))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
click (Fixture    *fixture,
       const char *label)
{
  GtkWidget *button = find (GTK_WIDGET (fixture->panel), GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
foot_is_shown (Fixture *fixture)
{
  return gtk_revealer_get_reveal_child (
    GTK_REVEALER (find (GTK_WIDGET (fixture->panel), GTK_TYPE_REVEALER, NULL)));
}

static const char *
foot_text (Fixture *fixture)
{
  GtkWidget *foot = find (GTK_WIDGET (fixture->panel), GTK_TYPE_REVEALER, NULL);

  return gtk_label_get_label (GTK_LABEL (find (foot, GTK_TYPE_LABEL, NULL)));
}

/* Every setting has a row, or a reason for having none. */
static void
test_all_settings (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char *const elsewhere[] = {
    /* They name and explain the experiment; they are no step of it. */
    "experiment.title", "experiment.notes", NULL
  };
  gsize n_settings;
  const RnnSetting *settings = rnn_settings (&n_settings);

  for (gsize i = 0; i < n_settings; i++)
    {
      g_autofree char *name = unroll_setting_name (&settings[i]);

      if (g_strv_contains (elsewhere, name))
        g_assert_null (row (fixture, name));
      else
        g_assert_nonnull (row (fixture, name));
    }
}

static void
test_default (Fixture       *fixture,
              gconstpointer  data)
{
  g_assert_cmpstr (
    unroll_data_row_get_caption (UNROLL_DATA_ROW (row (fixture, "data.text"))),
    ==, "5 letters, 5 different");
  g_assert_cmpuint (total (fixture), ==, 47);
  g_assert_null (summary_sentence (fixture));
  g_assert_false (foot_is_shown (fixture));
  g_assert_cmpuint (fixture->fake->commands->len, ==, 0);
}

static void
test_wrong_values (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char *const wrong[][2] = {
    { "training.learning_rate", "0,01" }, { "training.learning_rate", "" },
    { "training.learning_rate", "0" },    { "training.batch", "many" },
    { "data.time_steps", "0" },           { "data.time_steps", "" },
    { "data.validation", "1" },           { "fit.epochs", "1e9" },
    { "fit.seed", "-1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      const char *name = wrong[i][0];
      g_autofree char *before = rnn_spec_get (spec (fixture), name);
      g_autofree char *after = NULL;

      type (fixture, name, wrong[i][1]);
      after = rnn_spec_get (spec (fixture), name);
      g_assert_cmpstr (after, ==, before);
      g_assert_nonnull (unroll_setting_row_get_error (setting_row (fixture,
                                                                   name)));
      g_assert_cmpuint (fixture->fake->commands->len, ==, 0);
      g_assert_cmpuint (total (fixture), ==, 47);
    }
}

/* What the letters do not suffice for is told at the row, and not sent. */
static void
test_too_short (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *cyclic
    = unroll_setting_row_get_control (setting_row (fixture, "data.cyclic"));

  gtk_switch_set_active (GTK_SWITCH (cyclic), FALSE);
  g_assert_false (spec (fixture)->cyclic);
  type (fixture, "data.time_steps", "5");
  g_assert_cmpuint (spec (fixture)->time_steps, ==, 1);
  g_assert_nonnull (strstr (
    unroll_setting_row_get_error (setting_row (fixture, "data.time_steps")),
    "“Time steps”"));

  type (fixture, "data.text", "");
  g_assert_cmpstr (spec (fixture)->text, ==, "abcde");
  g_assert_nonnull (unroll_data_row_get_error (
    UNROLL_DATA_ROW (row (fixture, "data.text"))));

  type (fixture, "data.text", "naïve 你好😀");
  g_assert_cmpstr (spec (fixture)->text, ==, "naïve 你好😀");
  g_assert_cmpstr (
    unroll_data_row_get_caption (UNROLL_DATA_ROW (row (fixture, "data.text"))),
    ==, "9 letters, 9 different");
  type (fixture, "data.time_steps", "5");
  g_assert_cmpuint (spec (fixture)->time_steps, ==, 5);
}

static void
test_contradiction (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkWidget *stateful
    = unroll_setting_row_get_control (setting_row (fixture, "network.stateful"));

  gtk_switch_set_active (GTK_SWITCH (stateful), TRUE);
  g_assert_false (spec (fixture)->stateful);
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (stateful)));
  g_assert_nonnull (strstr (
    unroll_setting_row_get_error (setting_row (fixture, "network.stateful")),
    "“Shuffle once”"));
}

/* The summary follows every letter that makes sense. */
static void
test_preview (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *letters
    = unroll_data_row_get_entry (UNROLL_DATA_ROW (row (fixture, "data.text")));

  gtk_editable_set_text (GTK_EDITABLE (letters), "ab");
  /* 2·3 + 3·3 + 3 and 3·2 + 2 */
  g_assert_cmpuint (total (fixture), ==, 26);
  gtk_editable_set_text (GTK_EDITABLE (letters), "");
  g_assert_cmpuint (total (fixture), ==, 0);
  g_assert_nonnull (summary_sentence (fixture));
  gtk_editable_set_text (GTK_EDITABLE (letters), "abcde");
  g_assert_cmpuint (total (fixture), ==, 47);
  g_assert_null (summary_sentence (fixture));
  g_assert_cmpuint (fixture->fake->commands->len, ==, 0);
}

/* Whether the summary warns of the memory when @text is learned from. */
static gboolean
warns (Fixture    *fixture,
       const char *text)
{
  UnrollStepList *steps = unroll_experiment_panel_get_steps (fixture->panel);
  g_auto (RnnSpec) large = { 0 };

  rnn_spec_copy (&large, spec (fixture));
  rnn_spec_set (&large, "data.text", text, NULL);
  rnn_spec_set (&large, "data.time_steps", "1000", NULL);
  rnn_spec_set (&large, "network.units", "1024;1024;1024;1024", NULL);
  rnn_spec_set (&large, "training.batch", "65536", NULL);
  unroll_step_list_show_consequences (steps, &large, NULL);

  return summary_sentence (fixture) != NULL
         && strstr (summary_sentence (fixture), "memory") != NULL;
}

static void
test_memory_limit (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *text = g_strnfill (70000, 'a');

  text[0] = 'b';
  /* Five samples are little, whatever the batch. */
  g_assert_false (warns (fixture, "abcde"));
  g_assert_true (warns (fixture, text));
}

static void
test_layers (Fixture       *fixture,
             gconstpointer  data)
{
  click (fixture, "+ Add recurrent layer");
  g_assert_cmpstr (
    unroll_layer_rows_get_value (UNROLL_LAYER_ROWS (row (fixture,
                                                         "network.units"))),
    ==, "3;3");
  g_assert_cmpuint (spec (fixture)->n_layers, ==, 2);
  /* 27 + 3·3 + 3·3 + 3 + 20 */
  g_assert_cmpuint (total (fixture), ==, 68);

  click (fixture, "+ Add recurrent layer");
  click (fixture, "+ Add recurrent layer");
  g_assert_cmpuint (spec (fixture)->n_layers, ==, RNN_MAX_LAYERS);
  g_assert_false (gtk_widget_is_sensitive (
    find (GTK_WIDGET (fixture->panel), GTK_TYPE_BUTTON,
          "+ Add recurrent layer")));
}

/* At the start everything acts at once; live settings do so later too. */
static void
test_at_once (Fixture       *fixture,
              gconstpointer  data)
{
  fake_window_train (fixture->fake, 0, NULL, FALSE);
  type (fixture, "fit.seed", "5");
  g_assert_cmpstr (fake_window_last_command (fixture->fake), ==,
                   "win.set ('fit.seed', '5')");
  g_assert_false (foot_is_shown (fixture));

  fake_window_train (fixture->fake, 3, NULL, FALSE);
  type (fixture, "training.learning_rate", "0.5");
  g_assert_cmpstr (fake_window_last_command (fixture->fake), ==,
                   "win.set ('training.learning_rate', '0.5')");
  type (fixture, "training.batch", "2");
  type (fixture, "fit.epochs", "7");
  g_assert_cmpstr (fake_window_last_command (fixture->fake), ==,
                   "win.set ('fit.epochs', '7')");
  g_assert_false (foot_is_shown (fixture));
  g_assert_cmpuint (fixture->fake->commands->len, ==, 4);
}

static void
test_collect (Fixture       *fixture,
              gconstpointer  data)
{
  fake_window_train (fixture->fake, 3, NULL, FALSE);
  type (fixture, "fit.seed", "5");
  g_assert_true (foot_is_shown (fixture));
  g_assert_cmpstr (foot_text (fixture), ==,
                   "1 change will restart the training");
  type (fixture, "data.time_steps", "2");
  g_assert_cmpstr (foot_text (fixture), ==,
                   "2 changes will restart the training");
  type (fixture, "fit.epochs", "9");
  g_assert_cmpstr (foot_text (fixture), ==,
                   "2 changes will restart the training");

  click (fixture, "Apply and restart");
  g_assert_cmpstr (fake_window_last_command (fixture->fake), ==,
                   "win.apply-settings ");
  fake_window_train (fixture->fake, 0, NULL, FALSE);
  g_assert_false (foot_is_shown (fixture));
  g_assert_cmpuint (spec (fixture)->time_steps, ==, 2);
}

static void
test_discard (Fixture       *fixture,
              gconstpointer  data)
{
  fake_window_train (fixture->fake, 3, NULL, FALSE);
  type (fixture, "fit.seed", "5");
  type (fixture, "data.time_steps", "2");
  click (fixture, "Undo");
  g_assert_false (foot_is_shown (fixture));
  g_assert_cmpuint (spec (fixture)->time_steps, ==, 1);
  g_assert_cmpuint (spec (fixture)->seed, ==, 123);

  /* That was a step too. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->panel), "settings.undo",
                              NULL);
  g_assert_cmpuint (spec (fixture)->time_steps, ==, 2);
  g_assert_cmpuint (spec (fixture)->seed, ==, 5);
  g_assert_true (foot_is_shown (fixture));
}

static void
undo (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->panel), "settings.undo",
                              NULL);
}

static void
redo (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->panel), "settings.redo",
                              NULL);
}

static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *letters
    = unroll_data_row_get_entry (UNROLL_DATA_ROW (row (fixture, "data.text")));

  type (fixture, "data.text", "hello");
  type (fixture, "training.learning_rate", "0.5");
  click (fixture, "+ Add recurrent layer");

  undo (fixture);
  g_assert_cmpuint (spec (fixture)->n_layers, ==, 1);
  undo (fixture);
  g_assert_cmpfloat (spec (fixture)->learning_rate, ==, 0.01);
  undo (fixture);
  g_assert_cmpstr (spec (fixture)->text, ==, "abcde");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (letters)), ==, "abcde");
  undo (fixture);
  g_assert_cmpstr (spec (fixture)->text, ==, "abcde");

  redo (fixture);
  redo (fixture);
  g_assert_cmpstr (spec (fixture)->text, ==, "hello");
  g_assert_cmpfloat (spec (fixture)->learning_rate, ==, 0.5);
  g_assert_cmpuint (spec (fixture)->n_layers, ==, 1);

  /* A new change forgets what was undone. */
  type (fixture, "fit.seed", "9");
  redo (fixture);
  g_assert_cmpuint (spec (fixture)->n_layers, ==, 1);
}

/* Steps on the same number under a held button are one. */
static void
test_undo_held (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *spin
    = unroll_setting_row_get_control (setting_row (fixture, "data.time_steps"));

  for (int i = 0; i < 20; i++)
    gtk_spin_button_spin (GTK_SPIN_BUTTON (spin), GTK_SPIN_STEP_FORWARD, 1);
  g_assert_cmpuint (spec (fixture)->time_steps, ==, 21);
  undo (fixture);
  g_assert_cmpuint (spec (fixture)->time_steps, ==, 1);
}

/* Letters from a file can be undone, a whole new experiment cannot. */
static void
test_others (Fixture       *fixture,
             gconstpointer  data)
{
  g_auto (RnnSpec) other = { 0 };

  rnn_spec_copy (&other, spec (fixture));
  rnn_spec_set (&other, "data.file", "/nowhere/a.txt", NULL);
  unroll_view_state_set_spec (fixture->fake->state, &other);
  g_assert_cmpuint (total (fixture), ==, 0);
  g_assert_nonnull (summary_sentence (fixture));
  undo (fixture);
  g_assert_null (spec (fixture)->file);
  g_assert_cmpuint (total (fixture), ==, 47);

  type (fixture, "fit.seed", "9");
  rnn_spec_set (&other, "data.file", "", NULL);
  rnn_spec_set (&other, "network.units", "9", NULL);
  unroll_view_state_set_spec (fixture->fake->state, &other);
  undo (fixture);
  g_assert_cmpuint (spec (fixture)->units[0], ==, 9);
  g_assert_cmpuint (spec (fixture)->seed, ==, 123);
}

/* Only the optimizer's own numbers are there. */
static void
test_relevance (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *optimizer = unroll_setting_row_get_control (
    setting_row (fixture, "training.optimizer"));

  g_assert_true (gtk_widget_get_visible (row (fixture, "training.beta_1")));
  g_assert_false (gtk_widget_get_visible (row (fixture, "training.momentum")));
  g_assert_false (gtk_widget_get_visible (row (fixture, "training.clip_value")));
  g_assert_false (gtk_widget_get_visible (row (fixture, "data.embedding")));

  gtk_drop_down_set_selected (GTK_DROP_DOWN (optimizer), RNN_OPTIMIZER_SGD);
  g_assert_false (gtk_widget_get_visible (row (fixture, "training.beta_1")));
  g_assert_true (gtk_widget_get_visible (row (fixture, "training.momentum")));
  g_assert_false (gtk_widget_get_visible (row (fixture, "training.nesterov")));
  type (fixture, "training.momentum", "0.9");
  g_assert_true (gtk_widget_get_visible (row (fixture, "training.nesterov")));
}

/* A refusal that comes from the session is told at the row. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  unroll_view_state_set_setting_error (fixture->fake->state, "data.stride",
                                       "data.stride: the file is too short");
  g_assert_cmpstr (
    unroll_setting_row_get_error (setting_row (fixture, "data.stride")), ==,
    "the file is too short");
}

/* A text of many letters is not squeezed into an entry, and costs no time. */
static void
test_long_text (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *text = g_strnfill (1000000, 'x');
  g_auto (RnnSpec) other = { 0 };

  text[1] = 'y';
  text[2] = '\n';
  rnn_spec_copy (&other, spec (fixture));
  rnn_spec_set (&other, "data.text", text, NULL);
  unroll_view_state_set_spec (fixture->fake->state, &other);
  g_assert_cmpstr (
    unroll_data_row_get_caption (UNROLL_DATA_ROW (row (fixture, "data.text"))),
    ==, "1000000 letters, 3 different");
  g_assert_false (gtk_widget_get_mapped (
    unroll_data_row_get_entry (UNROLL_DATA_ROW (row (fixture, "data.text")))));
}

/* The window of letters that the panel opened. */
static GtkWidget *
open_dialog (Fixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  click (fixture, "Text, file, windows…");
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (UNROLL_IS_DATA_DIALOG (window))
        return window;
    }

  g_assert_not_reached ();
}

static void
test_dialog (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *dialog = open_dialog (fixture);

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  /* What cannot be learned from is told there, and the window stays. */
  g_signal_emit_by_name (dialog, "accepted", "");
  fake_window_settle ();
  g_assert_nonnull (dialog);
  g_assert_cmpstr (spec (fixture)->text, ==, "abcde");

  g_signal_emit_by_name (dialog, "accepted", "one\ntwo");
  fake_window_settle ();
  g_assert_null (dialog);
  g_assert_cmpstr (spec (fixture)->text, ==, "one\ntwo");
  undo (fixture);
  g_assert_cmpstr (spec (fixture)->text, ==, "abcde");

  dialog = open_dialog (fixture);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  g_signal_emit_by_name (dialog, "open-file");
  fake_window_settle ();
  g_assert_null (dialog);
  g_assert_cmpstr (fake_window_last_command (fixture->fake), ==,
                   "win.open-text ");
}

#define TEST(name, function)                                                  \
  g_test_add ("/experiment-panel/" name, Fixture, NULL, set_up, function,     \
              tear_down)

int
main (int   argc,
      char *argv[])
{
  fake_window_init (&argc, &argv);

  TEST ("all-settings", test_all_settings);
  TEST ("default", test_default);
  TEST ("wrong-values", test_wrong_values);
  TEST ("too-short", test_too_short);
  TEST ("contradiction", test_contradiction);
  TEST ("preview", test_preview);
  TEST ("memory-limit", test_memory_limit);
  TEST ("layers", test_layers);
  TEST ("at-once", test_at_once);
  TEST ("collect", test_collect);
  TEST ("discard", test_discard);
  TEST ("undo", test_undo);
  TEST ("undo-held", test_undo_held);
  TEST ("others", test_others);
  TEST ("relevance", test_relevance);
  TEST ("refused", test_refused);
  TEST ("long-text", test_long_text);
  TEST ("dialog", test_dialog);

  return g_test_run ();
}
