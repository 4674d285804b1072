/* The six steps: every setting has its place, wrong values stay outside, and
 * what follows from them is shown while they are typed. */

#include "tests/ui/find.h"
#include "tests/ui/panel-fixture.h"
#include "ui/data-row.h"
#include "ui/layer-rows.h"
#include "ui/setting-words.h"

/* Whether @help is told by a tooltip of @widget, or of what is in it. */
static gboolean
tells (GtkWidget  *widget,
       const char *help)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  if (tooltip != NULL && strstr (tooltip, help) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (tells (child, help))
      return TRUE;

  return FALSE;
}

/* Every setting has a row, and its help there. */
static void
test_all_settings (PanelFixture *fixture,
                   gconstpointer data)
{
  static const char *const otherwise[][2] = {
    /* A file is shown in the place of the letters, */
    { "data.file", "The text that the network learns from." },
    /* and a layer has its own units. */
    { "network.units", "Units of this layer: how many numbers its state h has." }
  };
  gsize n_settings;
  const RnnSetting *settings = rnn_settings (&n_settings);

  for (gsize i = 0; i < n_settings; i++)
    {
      g_autofree char *name = unroll_setting_name (&settings[i]);
      const char *help = settings[i].help;

      for (gsize j = 0; j < G_N_ELEMENTS (otherwise); j++)
        if (g_str_equal (name, otherwise[j][0]))
          help = otherwise[j][1];
      g_assert_nonnull (panel_row (fixture, name));
      g_assert_true (tells (panel_row (fixture, name), help));
      g_assert_null (strchr (help, '\n'));
    }
}

static void
test_default (PanelFixture *fixture,
              gconstpointer data)
{
  g_assert_cmpstr (panel_caption (fixture), ==, "5 letters, 5 different");
  g_assert_cmpuint (panel_total (fixture), ==, 47);
  g_assert_null (panel_sentence (fixture));
  g_assert_cmpuint (fixture->fake->commands->len, ==, 0);
}

static void
test_wrong_values (PanelFixture *fixture,
                   gconstpointer data)
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
      g_autofree char *before = rnn_spec_get (panel_spec (fixture), name);
      g_autofree char *after = NULL;

      panel_type (fixture, name, wrong[i][1]);
      after = rnn_spec_get (panel_spec (fixture), name);
      g_assert_cmpstr (after, ==, before);
      g_assert_nonnull (panel_error (fixture, name));
      g_assert_cmpuint (fixture->fake->commands->len, ==, 0);
      g_assert_cmpuint (panel_total (fixture), ==, 47);
    }
}

/* What the letters do not suffice for is told at the row, and not sent. */
static void
test_too_short (PanelFixture *fixture,
                gconstpointer data)
{
  GtkWidget *cyclic = panel_control (fixture, "data.cyclic");

  gtk_switch_set_active (GTK_SWITCH (cyclic), FALSE);
  g_assert_false (panel_spec (fixture)->cyclic);
  panel_type (fixture, "data.time_steps", "5");
  g_assert_cmpuint (panel_spec (fixture)->time_steps, ==, 1);
  g_assert_nonnull (strstr (panel_error (fixture, "data.time_steps"),
                            "“Time steps”"));

  panel_type (fixture, "data.text", "");
  g_assert_cmpstr (panel_spec (fixture)->text, ==, "abcde");
  g_assert_nonnull (panel_error (fixture, "data.text"));

  panel_type (fixture, "data.text", "naïve 你好😀");
  g_assert_cmpstr (panel_spec (fixture)->text, ==, "naïve 你好😀");
  g_assert_cmpstr (panel_caption (fixture), ==, "9 letters, 9 different");
  panel_type (fixture, "data.time_steps", "5");
  g_assert_cmpuint (panel_spec (fixture)->time_steps, ==, 5);
}

static void
test_contradiction (PanelFixture *fixture,
                    gconstpointer data)
{
  GtkWidget *stateful = panel_control (fixture, "network.stateful");

  gtk_switch_set_active (GTK_SWITCH (stateful), TRUE);
  g_assert_false (panel_spec (fixture)->stateful);
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (stateful)));
  g_assert_nonnull (strstr (panel_error (fixture, "network.stateful"),
                            "“Shuffle once”"));
}

/* The summary follows every letter that makes sense. */
static void
test_preview (PanelFixture *fixture,
              gconstpointer data)
{
  GtkWidget *letters = panel_control (fixture, "data.text");

  gtk_editable_set_text (GTK_EDITABLE (letters), "ab");
  /* 2·3 + 3·3 + 3 and 3·2 + 2 */
  g_assert_cmpuint (panel_total (fixture), ==, 26);
  gtk_editable_set_text (GTK_EDITABLE (letters), "");
  g_assert_cmpuint (panel_total (fixture), ==, 0);
  g_assert_nonnull (panel_sentence (fixture));
  gtk_editable_set_text (GTK_EDITABLE (letters), "abcde");
  g_assert_cmpuint (panel_total (fixture), ==, 47);
  g_assert_null (panel_sentence (fixture));
  g_assert_cmpuint (fixture->fake->commands->len, ==, 0);
}

/* Whether the summary warns of the memory when @text is learned from. */
static gboolean
warns (PanelFixture *fixture,
       const char   *text)
{
  UnrollStepList *steps = unroll_experiment_panel_get_steps (fixture->panel);
  g_auto (RnnSpec) large = { 0 };

  rnn_spec_copy (&large, panel_spec (fixture));
  rnn_spec_set (&large, "data.text", text, NULL);
  rnn_spec_set (&large, "data.time_steps", "1000", NULL);
  rnn_spec_set (&large, "network.units", "1024;1024;1024;1024", NULL);
  rnn_spec_set (&large, "training.batch", "65536", NULL);
  unroll_step_list_show_consequences (steps, &large, NULL);

  return panel_sentence (fixture) != NULL
         && strstr (panel_sentence (fixture), "memory") != NULL;
}

static void
test_memory_limit (PanelFixture *fixture,
                   gconstpointer data)
{
  g_autofree char *text = g_strnfill (70000, 'a');

  text[0] = 'b';
  /* Five samples are little, whatever the batch. */
  g_assert_false (warns (fixture, "abcde"));
  g_assert_true (warns (fixture, text));
}

static void
test_layers (PanelFixture *fixture,
             gconstpointer data)
{
  panel_click (fixture, "+ Add recurrent layer");
  g_assert_cmpstr (
    unroll_layer_rows_get_value (UNROLL_LAYER_ROWS (panel_row (fixture,
                                                         "network.units"))),
    ==, "3;3");
  g_assert_cmpuint (panel_spec (fixture)->n_layers, ==, 2);
  /* 27 + 3·3 + 3·3 + 3 + 20 */
  g_assert_cmpuint (panel_total (fixture), ==, 68);

  panel_click (fixture, "+ Add recurrent layer");
  panel_click (fixture, "+ Add recurrent layer");
  g_assert_cmpuint (panel_spec (fixture)->n_layers, ==, RNN_MAX_LAYERS);
  g_assert_false (gtk_widget_is_sensitive (
    find_button (GTK_WIDGET (fixture->panel), "+ Add recurrent layer")));
}

/* Only the optimizer's own numbers are there. */
static void
test_relevance (PanelFixture *fixture,
                gconstpointer data)
{
  GtkWidget *optimizer = panel_control (fixture, "training.optimizer");

  g_assert_true (panel_shows (fixture, "training.beta_1"));
  g_assert_false (panel_shows (fixture, "training.momentum"));
  g_assert_false (panel_shows (fixture, "training.clip_value"));
  g_assert_false (panel_shows (fixture, "data.embedding"));

  gtk_drop_down_set_selected (GTK_DROP_DOWN (optimizer), RNN_OPTIMIZER_SGD);
  g_assert_false (panel_shows (fixture, "training.beta_1"));
  g_assert_true (panel_shows (fixture, "training.momentum"));
  g_assert_false (panel_shows (fixture, "training.nesterov"));
  panel_type (fixture, "training.momentum", "0.9");
  g_assert_true (panel_shows (fixture, "training.nesterov"));
}

/* A text of many letters is not squeezed into an entry, and costs no time. */
static void
test_long_text (PanelFixture *fixture,
                gconstpointer data)
{
  g_autofree char *text = g_strnfill (1000000, 'x');
  g_auto (RnnSpec) other = { 0 };

  text[1] = 'y';
  text[2] = '\n';
  rnn_spec_copy (&other, panel_spec (fixture));
  rnn_spec_set (&other, "data.text", text, NULL);
  unroll_view_state_set_spec (fixture->fake->state, &other);
  g_assert_cmpstr (panel_caption (fixture), ==, "1000000 letters, 3 different");
  g_assert_false (gtk_widget_get_mapped (panel_control (fixture, "data.text")));
}

/* The bottom of display line @n, the first is 0, from the top of what is seen. */
static int
bottom_of_line (GtkTextView *view,
                int          n)
{
  GtkTextIter iter;
  GdkRectangle line;
  int y;

  gtk_text_buffer_get_start_iter (gtk_text_view_get_buffer (view), &iter);
  for (int i = 0; i < n; i++)
    gtk_text_view_forward_display_line (view, &iter);
  gtk_text_view_get_iter_location (view, &iter, &line);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, 0,
                                         line.y + line.height, NULL, &y);

  return y;
}

/* Long notes are not cut within a line. */
static void
test_notes (PanelFixture *fixture,
            gconstpointer data)
{
  GtkTextView *notes
    = GTK_TEXT_VIEW (panel_control (fixture, "experiment.notes"));
  g_auto (RnnSpec) other = { 0 };

  rnn_spec_copy (&other, panel_spec (fixture));
  rnn_spec_set (&other, "experiment.notes",
                "What is to be looked for, and why it is there: in more words "
                "than three lines of a narrow panel hold, so that the last of "
                "them are below what is seen at first.", NULL);
  unroll_view_state_set_spec (fixture->fake->state, &other);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (notes));
  g_assert_cmpint (bottom_of_line (notes, 2), <=,
                   gtk_widget_get_height (GTK_WIDGET (notes)));
  g_assert_cmpint (bottom_of_line (notes, 2), >=,
                   gtk_widget_get_height (GTK_WIDGET (notes)) - 1);
  g_assert_cmpint (bottom_of_line (notes, 3), >,
                   bottom_of_line (notes, 2));
}

#define TEST(name, function)                                                  \
  g_test_add ("/experiment-panel/" name, PanelFixture, NULL, panel_set_up,    \
              function, panel_tear_down)

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
  TEST ("relevance", test_relevance);
  TEST ("long-text", test_long_text);
  TEST ("notes", test_notes);

  return g_test_run ();
}
