/* One setting in a row: what a person types is checked by the core, and only
 * what it takes is passed on. */

#include "tests/ui/fake-window.h"
#include "ui/round-number.h"
#include "ui/setting-row.h"
#include "ui/setting-words.h"

typedef struct
{
  FakeWindow       *fake;
  UnrollSettingRow *row;
  GString          *changed;   /* the values passed on, each with a comma */
  GString          *typed;
} Fixture;

static void
note_cb (GString    *notes,
         const char *value)
{
  g_string_append_printf (notes, "%s,", value);
}

/* A row of the setting @name with @value in force, in a window. */
static void
set_up (Fixture    *fixture,
        const char *name,
        const char *value)
{
  fixture->fake = fake_window_new ();
  fixture->changed = g_string_new (NULL);
  fixture->typed = g_string_new (NULL);
  fixture->row = UNROLL_SETTING_ROW (
    unroll_setting_row_new (rnn_setting_find (name), NULL));
  unroll_setting_row_set_value (fixture->row, value);
  g_signal_connect_swapped (fixture->row, "changed", G_CALLBACK (note_cb),
                            fixture->changed);
  g_signal_connect_swapped (fixture->row, "typed", G_CALLBACK (note_cb),
                            fixture->typed);
  fake_window_show (fixture->fake, GTK_WIDGET (fixture->row), 225, 200);
}

static void
tear_down (Fixture *fixture)
{
  fake_window_free (fixture->fake);
  g_string_free (fixture->changed, TRUE);
  g_string_free (fixture->typed, TRUE);
}

static GtkWidget *
control (Fixture *fixture)
{
  return unroll_setting_row_get_control (fixture->row);
}

static const char *
text (Fixture *fixture)
{
  return gtk_editable_get_text (GTK_EDITABLE (control (fixture)));
}

/* As a person does: letters, then Enter. */
static void
type (Fixture    *fixture,
      const char *letters)
{
  GtkEditable *editable = GTK_EDITABLE (control (fixture));

  gtk_editable_set_text (editable, letters);
  if (GTK_IS_SPIN_BUTTON (editable))
    gtk_spin_button_update (GTK_SPIN_BUTTON (editable));
  else
    g_signal_emit_by_name (editable, "activate");
}

static void
press (Fixture *fixture,
       guint    keyval)
{
  g_autoptr (GListModel) controllers
    = gtk_widget_observe_controllers (control (fixture));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller
        = g_list_model_get_item (controllers, i);
      gboolean handled;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (controller)
               == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0,
                               &handled);
    }
}

static void
assert_refused (Fixture    *fixture,
                const char *letters,
                const char *word)
{
  g_autofree char *before
    = g_strdup (unroll_setting_row_get_value (fixture->row));

  g_string_truncate (fixture->changed, 0);
  type (fixture, letters);
  g_assert_cmpstr (fixture->changed->str, ==, "");
  g_assert_cmpstr (text (fixture), ==, before);
  g_assert_nonnull (unroll_setting_row_get_error (fixture->row));
  g_test_message ("%s: %s", letters, unroll_setting_row_get_error (fixture->row));
  g_assert_nonnull (strstr (unroll_setting_row_get_error (fixture->row), word));
  gtk_test_accessible_assert_state (control (fixture),
                                    GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
}

static void
test_real (void)
{
  Fixture fixture;

  set_up (&fixture, "training.learning_rate", "0.01");
  g_assert_cmpstr (text (&fixture), ==, "0.01");
  g_assert_null (unroll_setting_row_get_error (fixture.row));

  assert_refused (&fixture, "", "number");
  assert_refused (&fixture, "fast", "‘fast’");
  assert_refused (&fixture, "0", "greater than 0");
  assert_refused (&fixture, "-1", "‘-1’");
  assert_refused (&fixture, "nan", "nan");
  assert_refused (&fixture, "1e31", "1e31");
  assert_refused (&fixture, "0,01", "0.01");
  /* The sentence stands beside the control: the key is not repeated. */
  g_assert_null (strstr (unroll_setting_row_get_error (fixture.row),
                         "learning_rate"));

  type (&fixture, "0.50");
  g_assert_cmpstr (fixture.changed->str, ==, "0.5,");
  g_assert_null (unroll_setting_row_get_error (fixture.row));

  /* It shows the value in force, in the core's own writing. */
  unroll_setting_row_set_value (fixture.row, "0.5");
  g_assert_cmpstr (text (&fixture), ==, "0.5");
  g_string_truncate (fixture.changed, 0);
  type (&fixture, "5e-1");
  g_assert_cmpstr (fixture.changed->str, ==, "");
  g_assert_cmpstr (text (&fixture), ==, "0.5");
  tear_down (&fixture);
}

static void
test_integer (void)
{
  Fixture fixture;

  set_up (&fixture, "data.time_steps", "4");
  g_assert_cmpstr (text (&fixture), ==, "4");

  assert_refused (&fixture, "", "‘’");
  assert_refused (&fixture, "four", "‘four’");
  assert_refused (&fixture, "0", "from 1 to 1000");
  assert_refused (&fixture, "1001", "from 1 to 1000");
  assert_refused (&fixture, "99999999999999999999", "from 1 to 1000");
  assert_refused (&fixture, "2.5", "whole number");
  assert_refused (&fixture, "2,5", "‘2,5’");

  type (&fixture, "7");
  g_assert_cmpstr (fixture.changed->str, ==, "7,");
  g_assert_null (unroll_setting_row_get_error (fixture.row));
  tear_down (&fixture);
}

/* What is not a number, or not one of those allowed, in every field for one:
 * nothing changes, and a sentence says what is allowed. */
static void
refuse_all (const RnnSetting *setting)
{
  g_auto (RnnSpec) usual = { 0 };
  g_autofree char *name = unroll_setting_name (setting);
  g_autofree char *value = NULL;
  gboolean real = setting->type == RNN_SETTING_REAL;
  Fixture fixture;

  rnn_spec_init_default (&usual);
  value = rnn_spec_get (&usual, name);
  set_up (&fixture, name, value);

  assert_refused (&fixture, "", "number");
  assert_refused (&fixture, "many", "‘many’");
  assert_refused (&fixture, "1 2", "‘1 2’");
  assert_refused (&fixture, "-1", "‘-1’");
  assert_refused (&fixture, "1e40", real ? "out of range" : "‘1e40’");
  assert_refused (&fixture, "99999999999999999999999999999999999", "range");
  assert_refused (&fixture, "0,5", real ? "write 0.5" : "‘0,5’");
  assert_refused (&fixture, "1.000,5", "‘1.000,5’");
  assert_refused (&fixture, "nan", "nan");
  assert_refused (&fixture, "inf", "inf");
  assert_refused (&fixture, "٣", "‘٣’");
  tear_down (&fixture);
}

static void
test_every_number (void)
{
  const RnnSetting *settings;
  gsize n_settings;
  guint n = 0;

  settings = rnn_settings (&n_settings);
  for (gsize i = 0; i < n_settings; i++)
    if (settings[i].type == RNN_SETTING_REAL
        || settings[i].type == RNN_SETTING_INTEGER)
      {
        refuse_all (&settings[i]);
        n++;
      }
  g_assert_cmpuint (n, >, 12);
}

static void
test_large_integer (void)
{
  Fixture fixture;

  set_up (&fixture, "fit.seed", "4294967294");
  g_assert_cmpstr (text (&fixture), ==, "4294967294");
  gtk_spin_button_spin (GTK_SPIN_BUTTON (control (&fixture)),
                        GTK_SPIN_STEP_FORWARD, 1);
  g_assert_cmpstr (fixture.changed->str, ==, "4294967295,");
  tear_down (&fixture);
}

static void
test_units (void)
{
  Fixture fixture;

  set_up (&fixture, "network.units", "3");
  assert_refused (&fixture, "0", "from 1 to 1024");
  assert_refused (&fixture, "1000000", "TB");
  assert_refused (&fixture, "3;4", "layer");
  type (&fixture, "12");
  g_assert_cmpstr (fixture.changed->str, ==, "12,");
  tear_down (&fixture);
}

static void
test_choice (void)
{
  Fixture fixture;

  set_up (&fixture, "training.optimizer", "adam");
  g_assert_cmpint (gtk_drop_down_get_selected (GTK_DROP_DOWN (control (&fixture))),
                   ==, RNN_OPTIMIZER_ADAM);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (control (&fixture)),
                              RNN_OPTIMIZER_RMSPROP);
  g_assert_cmpstr (fixture.changed->str, ==, "rmsprop,");

  /* Refused by whoever was asked: back to what is in force. */
  unroll_setting_row_set_error (fixture.row, "Not now");
  g_assert_cmpint (gtk_drop_down_get_selected (GTK_DROP_DOWN (control (&fixture))),
                   ==, RNN_OPTIMIZER_ADAM);
  g_assert_cmpstr (fixture.changed->str, ==, "rmsprop,");
  tear_down (&fixture);
}

static void
test_boolean (void)
{
  Fixture fixture;

  set_up (&fixture, "data.cyclic", "true");
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (control (&fixture))));
  gtk_switch_set_active (GTK_SWITCH (control (&fixture)), FALSE);
  g_assert_cmpstr (fixture.changed->str, ==, "false,");
  tear_down (&fixture);
}

static void
test_typing (void)
{
  Fixture fixture;

  set_up (&fixture, "training.batch", "32");
  gtk_editable_set_text (GTK_EDITABLE (control (&fixture)), "6");
  gtk_editable_set_text (GTK_EDITABLE (control (&fixture)), "6x");
  gtk_editable_set_text (GTK_EDITABLE (control (&fixture)), "64");
  g_assert_cmpstr (fixture.typed->str, ==, "6,64,");
  g_assert_cmpstr (fixture.changed->str, ==, "");

  /* The value in force comes again while someone types: no interruption. */
  unroll_setting_row_set_value (fixture.row, "32");
  g_assert_cmpstr (text (&fixture), ==, "64");

  g_string_truncate (fixture.typed, 0);
  press (&fixture, GDK_KEY_Escape);
  g_assert_cmpstr (text (&fixture), ==, "32");
  g_assert_cmpstr (fixture.typed->str, ==, "32,");
  g_assert_cmpstr (fixture.changed->str, ==, "");
  tear_down (&fixture);
}

static void
test_error_goes (void)
{
  Fixture fixture;

  set_up (&fixture, "training.batch", "32");
  assert_refused (&fixture, "0", "from 1");
  gtk_editable_set_text (GTK_EDITABLE (control (&fixture)), "3");
  g_assert_null (unroll_setting_row_get_error (fixture.row));
  gtk_test_accessible_assert_state (control (&fixture),
                                    GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);

  assert_refused (&fixture, "", "‘’");
  unroll_setting_row_set_value (fixture.row, "16");
  g_assert_null (unroll_setting_row_get_error (fixture.row));
  tear_down (&fixture);
}

static void
test_keys (void)
{
  Fixture fixture;

  set_up (&fixture, "training.learning_rate", "0.01");
  press (&fixture, GDK_KEY_Up);
  g_assert_cmpstr (fixture.changed->str, ==, "0.02,");
  press (&fixture, GDK_KEY_Down);
  g_assert_cmpstr (fixture.changed->str, ==, "0.02,0.005,");
  tear_down (&fixture);

  set_up (&fixture, "training.momentum", "0.9");
  press (&fixture, GDK_KEY_Up);
  g_assert_cmpstr (fixture.changed->str, ==, "");
  press (&fixture, GDK_KEY_Down);
  g_assert_cmpstr (fixture.changed->str, ==, "0.8,");
  tear_down (&fixture);
}

static void
test_round_numbers (void)
{
  static const double rungs[] = { 1e-30, 2e-30, 5e-30, 1e-29 };

  for (guint i = 0; i + 1 < G_N_ELEMENTS (rungs); i++)
    {
      g_assert_cmpfloat_with_epsilon (
        unroll_round_number_step (rungs[i], TRUE) / rungs[i + 1], 1, 1e-9);
      g_assert_cmpfloat_with_epsilon (
        unroll_round_number_step (rungs[i + 1], FALSE) / rungs[i], 1, 1e-9);
    }
  g_assert_cmpfloat_with_epsilon (unroll_round_number_step (0.013, TRUE), 0.02,
                                  1e-12);
  g_assert_cmpfloat_with_epsilon (unroll_round_number_step (0.013, FALSE), 0.01,
                                  1e-12);
  g_assert_cmpfloat_with_epsilon (unroll_round_number_step (7, TRUE), 10, 1e-9);
  g_assert_cmpfloat_with_epsilon (unroll_share_step (0.999, FALSE), 0.9, 1e-9);
  g_assert_cmpfloat_with_epsilon (unroll_share_step (0.3, TRUE), 0.4, 1e-9);
}

/* Whatever the core's table has can be shown, named and described. */
static void
test_all_settings (void)
{
  g_auto (RnnSpec) spec = { 0 };
  gsize n_settings;
  const RnnSetting *settings = rnn_settings (&n_settings);

  rnn_spec_init_default (&spec);
  for (gsize i = 0; i < n_settings; i++)
    {
      Fixture fixture;
      g_autofree char *name = unroll_setting_name (&settings[i]);
      g_autofree char *value = rnn_spec_get (&spec, name);
      g_autofree char *tooltip = NULL;

      set_up (&fixture, name, value);
      gtk_test_accessible_assert_property (
        control (&fixture), GTK_ACCESSIBLE_PROPERTY_LABEL,
        unroll_setting_label (&settings[i]));
      g_object_get (gtk_widget_get_parent (control (&fixture)), "tooltip-text",
                    &tooltip, NULL);
      g_assert_true (g_str_has_prefix (tooltip, settings[i].help));
      /* The table of words knows it: no key shines through. */
      g_assert_cmpstr (unroll_setting_label (&settings[i]), !=,
                       settings[i].key);
      g_assert_cmpstr (fixture.changed->str, ==, "");
      tear_down (&fixture);
    }
}

static void
test_sentence (void)
{
  g_autofree char *own
    = unroll_setting_sentence ("fit.epochs: ‘0’ is out of range", "fit.epochs");
  g_autofree char *others
    = unroll_setting_sentence ("set training.clip_value or training.clip", NULL);

  g_assert_cmpstr (own, ==, "‘0’ is out of range");
  g_assert_cmpstr (others, ==, "set “Clip at” or “Clip”");
}

int
main (int   argc,
      char *argv[])
{
  fake_window_init (&argc, &argv);

  g_test_add_func ("/setting-row/real", test_real);
  g_test_add_func ("/setting-row/integer", test_integer);
  g_test_add_func ("/setting-row/every-number", test_every_number);
  g_test_add_func ("/setting-row/large-integer", test_large_integer);
  g_test_add_func ("/setting-row/units", test_units);
  g_test_add_func ("/setting-row/choice", test_choice);
  g_test_add_func ("/setting-row/boolean", test_boolean);
  g_test_add_func ("/setting-row/typing", test_typing);
  g_test_add_func ("/setting-row/error-goes", test_error_goes);
  g_test_add_func ("/setting-row/keys", test_keys);
  g_test_add_func ("/setting-row/round-numbers", test_round_numbers);
  g_test_add_func ("/setting-row/all-settings", test_all_settings);
  g_test_add_func ("/setting-row/sentence", test_sentence);

  return g_test_run ();
}
