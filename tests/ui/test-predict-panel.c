/* What the network expects next, in bars and words, and what it cannot know. */

#include <string.h>

#include "tests/ui/fake-window.h"
#include "ui/bars-view.h"
#include "ui/letter-strip.h"
#include "ui/paint/number.h"
#include "ui/predict-panel.h"
#include "ui/prediction-words.h"
#include "ui/reading.h"

#define PANEL_WIDTH 300
#define PANEL_HEIGHT 280
/* Enough for the default experiment to be sure. */
#define LEARNED 300

typedef struct
{
  FakeWindow *fake;
  GtkWidget  *panel;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->fake = fake_window_new ();
  fixture->panel = unroll_predict_panel_new (fixture->fake->state);
  fake_window_show (fixture->fake, fixture->panel, PANEL_WIDTH, PANEL_HEIGHT);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  fake_window_free (fixture->fake);
}

static gpointer
child (Fixture    *fixture,
       const char *name)
{
  GObject *object = gtk_widget_get_template_child (
    fixture->panel, UNROLL_TYPE_PREDICT_PANEL, name);

  g_assert_nonnull (object);

  return object;
}

static const char *
label (Fixture    *fixture,
       const char *name)
{
  return gtk_label_get_label (GTK_LABEL (child (fixture, name)));
}

static const char *
reading (Fixture    *fixture,
         const char *name)
{
  return unroll_reading_get_text (UNROLL_READING (child (fixture, name)));
}

/* The sentence below the entry, or NULL. */
static const char *
sentence (Fixture *fixture)
{
  return gtk_widget_get_visible (child (fixture, "sentence"))
           ? label (fixture, "sentence") : NULL;
}

static void
type (Fixture    *fixture,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (child (fixture, "entry")), text);
}

/* The frame that the session would answer @text with. */
static void
answer (Fixture    *fixture,
        guint32     epochs,
        const char *text)
{
  fake_window_train (fixture->fake, epochs, text, FALSE);
}

static void
set (Fixture    *fixture,
     const char *name,
     const char *value)
{
  g_autoptr (GError) error = NULL;

  rnn_spec_set (fixture->fake->in_force, name, value, &error);
  g_assert_no_error (error);
  unroll_view_state_set_spec (fixture->fake->state, fixture->fake->in_force);
  fixture->fake->experiment++;
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_false (gtk_widget_get_sensitive (child (fixture, "write")));
  answer (fixture, 0, NULL);
  g_assert_cmpstr (label (fixture, "headline"), ==, "");
  g_assert_null (sentence (fixture));
  g_assert_false (gtk_widget_get_sensitive (child (fixture, "write")));
  g_assert_cmpstr (
    gtk_entry_get_placeholder_text (GTK_ENTRY (child (fixture, "entry"))), ==,
    "Type letters: a b c d e");
}

static void
test_typing (Fixture       *fixture,
             gconstpointer  data)
{
  type (fixture, "c");
  g_assert_cmpstr (fake_window_last_command (fixture->fake), ==,
                   "win.predict-text 'c'");

  answer (fixture, LEARNED, "c");
  g_assert_cmpstr (label (fixture, "headline"), ==, "c → d");
  g_assert_null (strstr (reading (fixture, "sureness"), "guess"));
  g_assert_null (sentence (fixture));
  g_assert_true (gtk_widget_get_sensitive (child (fixture, "write")));
  g_assert_cmpuint (fixture->fake->commands->len, ==, 1);
}

/* The session types too: the entry follows, and sends nothing back. */
static void
test_following (Fixture       *fixture,
                gconstpointer  data)
{
  unroll_view_state_set_predict_text (fixture->fake->state, "bd");
  g_assert_cmpstr (
    gtk_editable_get_text (GTK_EDITABLE (child (fixture, "entry"))), ==, "bd");
  g_assert_cmpuint (fixture->fake->commands->len, ==, 0);
}

/* One class: it cannot be wrong.  Two: 60 % is hardly more than a coin. */
static void
test_guess (void)
{
  g_assert_false (unroll_prediction_is_guess (1.0, 1));
  g_assert_true (unroll_prediction_is_guess (0.6, 2));
  g_assert_false (unroll_prediction_is_guess (0.7, 2));
  g_assert_true (unroll_prediction_is_guess (0.24, 5));
  g_assert_false (unroll_prediction_is_guess (0.42, 5));
  g_assert_true (unroll_prediction_is_guess (0.2, 4096));
  g_assert_false (unroll_prediction_is_guess (0.34, 4096));
}

static void
test_unsure (Fixture       *fixture,
             gconstpointer  data)
{
  type (fixture, "c");
  answer (fixture, 1, "c");
  g_assert_true (g_str_has_prefix (reading (fixture, "sureness"), "a guess: "));
}

static void
test_unknown_letter (Fixture       *fixture,
                     gconstpointer  data)
{
  UnrollBarsView *bars = child (fixture, "bars");

  type (fixture, "c");
  answer (fixture, LEARNED, "c");
  type (fixture, "cz");
  answer (fixture, LEARNED, "cz");
  g_assert_nonnull (strstr (sentence (fixture), "‘z’"));
  g_assert_nonnull (strstr (sentence (fixture), "a b c d e"));
  g_assert_true (unroll_bars_view_is_faded (bars));
  g_assert_cmpstr (label (fixture, "headline"), ==, "c → d");
  g_assert_false (gtk_widget_get_sensitive (child (fixture, "write")));
  gtk_test_accessible_assert_state (child (fixture, "entry"),
                                    GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);

  type (fixture, "b");
  answer (fixture, LEARNED, "b");
  g_assert_null (sentence (fixture));
  g_assert_false (unroll_bars_view_is_faded (bars));
  g_assert_cmpstr (label (fixture, "headline"), ==, "b → c");
  gtk_test_accessible_assert_state (child (fixture, "entry"),
                                    GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
}

/* Bars of another experiment's letters are not kept. */
static void
test_new_experiment (Fixture       *fixture,
                     gconstpointer  data)
{
  answer (fixture, LEARNED, "c");
  set (fixture, "data.text", "xyz");
  answer (fixture, 0, "c");
  g_assert_nonnull (strstr (sentence (fixture), "x y z"));
  g_assert_false (unroll_bars_view_is_faded (child (fixture, "bars")));
  g_assert_cmpstr (label (fixture, "headline"), ==, "");
  g_assert_cmpstr (
    gtk_entry_get_placeholder_text (GTK_ENTRY (child (fixture, "entry"))), ==,
    "Type letters: x y z");
}

static void
test_window (Fixture       *fixture,
             gconstpointer  data)
{
  answer (fixture, LEARNED, "ab");
  g_assert_cmpstr (sentence (fixture), ==,
                   "A window of 1 step predicts each letter on its own.");
  g_assert_cmpstr (label (fixture, "headline"), ==, "b → c");

  set (fixture, "data.time_steps", "3");
  answer (fixture, LEARNED, "ab");
  g_assert_cmpstr (sentence (fixture), ==,
                   "The network sees 2 letters here; it learned from windows "
                   "of 3.");
  g_assert_true (g_str_has_prefix (label (fixture, "headline"), "ab → "));
  answer (fixture, LEARNED, "abc");
  g_assert_null (sentence (fixture));
  g_assert_cmpstr (label (fixture, "headline"), ==, "abc → d");
  answer (fixture, LEARNED, "eabc");
  g_assert_cmpstr (sentence (fixture), ==,
                   "The network looks at the last 3 letters.");
  g_assert_cmpstr (label (fixture, "headline"), ==, "abc → d");

  set (fixture, "data.shuffle_samples", "false");
  set (fixture, "data.stride", "3");
  set (fixture, "network.stateful", "true");
  answer (fixture, 1, "eabc");
  g_assert_nonnull (strstr (sentence (fixture), "first letter"));
}

/* Any typed letter can be asked what comes after it. */
static void
test_strip (Fixture       *fixture,
            gconstpointer  data)
{
  UnrollLetterStrip *strip = child (fixture, "strip");
  GtkWidget *first, *second;

  answer (fixture, LEARNED, "a");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (strip)));

  answer (fixture, LEARNED, "ad");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (strip)));
  first = unroll_letter_strip_get_button (strip, 1);
  second = unroll_letter_strip_get_button (strip, 2);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (first)), ==, "a");
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (second)));
  g_assert_false (gtk_widget_has_css_class (first, "seen"));
  g_assert_cmpstr (label (fixture, "headline"), ==, "d → e");

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (first), TRUE);
  g_assert_cmpstr (label (fixture, "headline"), ==, "a → b");
  /* It stays while the training goes on … */
  answer (fixture, LEARNED + 1, "ad");
  g_assert_cmpstr (label (fixture, "headline"), ==, "a → b");
  /* … and goes with another text. */
  answer (fixture, LEARNED, "adb");
  g_assert_cmpstr (label (fixture, "headline"), ==, "b → c");
}

static void
press (GtkWidget *widget,
       guint      keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller
        = g_list_model_get_item (controllers, i);
      gboolean handled;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0,
                               &handled);
    }
}

static void
test_strip_keys (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *strip = child (fixture, "strip");

  answer (fixture, LEARNED, "ace");
  press (strip, GDK_KEY_Left);
  g_assert_cmpstr (label (fixture, "headline"), ==, "c → d");
  g_assert_true (gtk_widget_has_focus (
    unroll_letter_strip_get_button (UNROLL_LETTER_STRIP (strip), 2)));
  g_assert_false (gtk_widget_get_focusable (
    unroll_letter_strip_get_button (UNROLL_LETTER_STRIP (strip), 3)));
  press (strip, GDK_KEY_Home);
  press (strip, GDK_KEY_Left);
  g_assert_cmpstr (label (fixture, "headline"), ==, "a → b");
  press (strip, GDK_KEY_End);
  press (strip, GDK_KEY_Right);
  g_assert_cmpstr (label (fixture, "headline"), ==, "e → a");
}

static void
test_strip_window (Fixture       *fixture,
                   gconstpointer  data)
{
  UnrollLetterStrip *strip = child (fixture, "strip");
  g_autoptr (GString) text = g_string_new (NULL);

  set (fixture, "data.time_steps", "3");
  answer (fixture, 0, "abcde");
  for (gsize place = 1; place <= 5; place++)
    g_assert_cmpint (
      gtk_widget_has_css_class (unroll_letter_strip_get_button (strip, place),
                                "seen"),
      ==, place >= 3);

  for (int i = 0; i < 100; i++)
    g_string_append_c (text, 'a' + i % 5);
  answer (fixture, 0, text->str);
  g_assert_null (unroll_letter_strip_get_button (strip, 50));
  g_assert_true (gtk_toggle_button_get_active (
    GTK_TOGGLE_BUTTON (unroll_letter_strip_get_button (strip, 100))));
  g_assert_false (gtk_toggle_button_get_active (
    GTK_TOGGLE_BUTTON (unroll_letter_strip_get_button (strip, 99))));
}

static void
test_any_script (Fixture       *fixture,
                 gconstpointer  data)
{
  set (fixture, "data.text", "你好 世界\n😀é");
  answer (fixture, LEARNED, "好 \n");
  g_assert_nonnull (strstr (label (fixture, "headline"), "⏎ → 😀"));
  g_assert_cmpstr (
    gtk_button_get_label (GTK_BUTTON (
      unroll_letter_strip_get_button (child (fixture, "strip"), 2))),
    ==, "␣");

  /* Enter is a letter there, and only there. */
  type (fixture, "好");
  g_signal_emit_by_name (child (fixture, "entry"), "activate");
  g_assert_cmpstr (
    gtk_editable_get_text (GTK_EDITABLE (child (fixture, "entry"))), ==,
    "\n好");
  set (fixture, "data.text", "abc");
  answer (fixture, 0, NULL);
  type (fixture, "a");
  g_signal_emit_by_name (child (fixture, "entry"), "activate");
  g_assert_cmpstr (
    gtk_editable_get_text (GTK_EDITABLE (child (fixture, "entry"))), ==, "a");
}

static void
test_large_alphabet (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gunichar letter = 0x4e00; letter < 0x4e00 + RNN_MAX_LETTERS; letter++)
    g_string_append_unichar (text, letter);
  set (fixture, "data.text", text->str);
  answer (fixture, 0, "一");
  g_assert_true (g_str_has_suffix (
    gtk_entry_get_placeholder_text (GTK_ENTRY (child (fixture, "entry"))),
    "…"));
  g_assert_true (g_str_has_prefix (reading (fixture, "sureness"), "a guess"));
  gtk_test_widget_wait_for_draw (fixture->panel);
}

static void
test_best (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *best = gtk_widget_get_ancestor (child (fixture, "best_epoch"),
                                             GTK_TYPE_TOGGLE_BUTTON);
  GtkWidget *this = gtk_widget_get_ancestor (child (fixture, "this_epoch"),
                                             GTK_TYPE_TOGGLE_BUTTON);

  answer (fixture, 12, "a");
  g_assert_cmpstr (reading (fixture, "this_epoch"), ==, "epoch 12");
  g_assert_true (g_str_has_prefix (reading (fixture, "best_epoch"), "best: "));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (this)));

  g_signal_emit_by_name (best, "clicked");
  g_assert_cmpstr (fake_window_last_command (fixture->fake), ==,
                   "win.predict-best true");
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (best)));
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (this)));
  g_assert_true (unroll_view_state_get_predict_best (fixture->fake->state));
}

static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  answer (fixture, 1, "ab");
  gtk_test_accessible_assert_property (child (fixture, "entry"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Letters to predict from");
  gtk_test_accessible_assert_property (child (fixture, "strip"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Typed letters");
}

#define TEST(name, function)                                                  \
  g_test_add ("/predict-panel/" name, Fixture, NULL, set_up, function,        \
              tear_down)

int
main (int   argc,
      char *argv[])
{
  fake_window_init (&argc, &argv);

  g_test_add_func ("/predict-panel/guess", test_guess);
  TEST ("empty", test_empty);
  TEST ("typing", test_typing);
  TEST ("following", test_following);
  TEST ("unsure", test_unsure);
  TEST ("unknown-letter", test_unknown_letter);
  TEST ("new-experiment", test_new_experiment);
  TEST ("window", test_window);
  TEST ("strip", test_strip);
  TEST ("strip-keys", test_strip_keys);
  TEST ("strip-window", test_strip_window);
  TEST ("any-script", test_any_script);
  TEST ("large-alphabet", test_large_alphabet);
  TEST ("best", test_best);
  TEST ("names", test_names);

  return g_test_run ();
}
