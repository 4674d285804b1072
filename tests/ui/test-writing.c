/* The network keeps writing: letter by letter, stopped, with other options, at
 * length. */

#include <string.h>

#include "tests/ui/fake-window.h"
#include "ui/predict-panel.h"
#include "ui/writing-options.h"
#include "ui/written-text.h"
#include "ui/written-view.h"

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
click_write (Fixture *fixture)
{
  g_signal_emit_by_name (child (fixture, "write"), "clicked");
}

static gpointer
option (Fixture    *fixture,
        const char *name)
{
  return gtk_widget_get_template_child (child (fixture, "options"),
                                        UNROLL_TYPE_WRITING_OPTIONS, name);
}

static void
find_descendant (GtkWidget   *widget,
                 GType        type,
                 const char  *css_class,
                 GtkWidget  **found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type)
      && (css_class == NULL || gtk_widget_has_css_class (widget, css_class)))
    *found = widget;
  for (GtkWidget *one = gtk_widget_get_first_child (widget);
       one != NULL && *found == NULL; one = gtk_widget_get_next_sibling (one))
    find_descendant (one, type, css_class, found);
}

/* In the box with what was written. */
static gpointer
in_box (Fixture    *fixture,
        GType       type,
        const char *css_class)
{
  GtkWidget *found = NULL;

  find_descendant (child (fixture, "written"), type, css_class, &found);
  g_assert_nonnull (found);

  return found;
}

static const char *
shown (Fixture *fixture)
{
  return unroll_written_text_get_shown (
    in_box (fixture, UNROLL_TYPE_WRITTEN_TEXT, NULL));
}

static const char *
caption (Fixture *fixture)
{
  return gtk_label_get_label (in_box (fixture, GTK_TYPE_LABEL, "numeric"));
}

/* What the session does: the letters of @text arrive, at epoch @epoch. */
static void
write_on (Fixture    *fixture,
          const char *text,
          guint32     epoch)
{
  g_autoptr (RnnLetters) letters = rnn_letters_new (5, 2);
  const float h[] = { -0.5f, 0.5f };

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      const float y[] = { 0.1f, 0.2f, 0.3f, 0.25f, 0.15f };

      rnn_letters_add (letters, g_utf8_get_char (at), epoch, 0.25f, y, h);
    }
  unroll_view_state_add_written (fixture->fake->state, letters);
}

static void
begin (Fixture    *fixture,
       const char *after)
{
  unroll_view_state_begin_written (fixture->fake->state, after);
  unroll_view_state_set_writing (fixture->fake->state, TRUE);
}

static void
assert_last (Fixture    *fixture,
             const char *command)
{
  g_assert_cmpstr (fake_window_last_command (fixture->fake), ==, command);
}

static void
test_writing (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *box = child (fixture, "written");
  GtkSettings *settings = gtk_widget_get_settings (box);

  type (fixture, "c");
  answer (fixture, LEARNED, "c");
  g_assert_false (gtk_widget_get_visible (box));
  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
  click_write (fixture);
  assert_last (fixture, "win.write ('c', 40, 1.0, 1, 15.0)");
  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  begin (fixture, "c");
  g_assert_cmpstr (gtk_button_get_label (child (fixture, "write")), ==, "Stop");
  write_on (fixture, "d", 300);
  g_assert_true (gtk_widget_get_visible (box));
  write_on (fixture, "e", 300);
  g_assert_cmpstr (shown (fixture), ==, "cde");
  g_assert_cmpstr (caption (fixture), ==,
                   "epoch 300 · temperature 1.0 · seed 1");
  write_on (fixture, "<&", 340);
  g_assert_cmpstr (shown (fixture), ==, "cde<&");
  g_assert_cmpstr (caption (fixture), ==,
                   "epochs 300–340 · temperature 1.0 · seed 1");
  gtk_test_widget_wait_for_draw (fixture->panel);

  /* The same button stops. */
  click_write (fixture);
  assert_last (fixture, "win.stop-writing ");
  unroll_view_state_set_writing (fixture->fake->state, FALSE);
  g_assert_cmpstr (gtk_button_get_label (child (fixture, "write")), ==,
                   "Keep writing");

  /* Again: it goes on from there, with other random numbers; at once, where
   * nothing may move. */
  click_write (fixture);
  assert_last (fixture, "win.write ('cde<&', 40, 1.0, 2, 0.0)");
}

static void
test_writing_again (Fixture       *fixture,
                    gconstpointer  data)
{
  type (fixture, "c");
  answer (fixture, LEARNED, "c");
  click_write (fixture);
  begin (fixture, "c");
  write_on (fixture, "de", 300);
  unroll_view_state_set_writing (fixture->fake->state, FALSE);

  /* Another seed begins after the typed letters again. */
  gtk_spin_button_set_value (option (fixture, "seed"), 7);
  gtk_range_set_value (option (fixture, "temperature"), 0.5);
  gtk_spin_button_set_value (option (fixture, "count"), 3);
  gtk_check_button_set_active (option (fixture, "at_once"), TRUE);
  click_write (fixture);
  assert_last (fixture, "win.write ('c', 3, 0.5, 7, 0.0)");
  begin (fixture, "c");
  g_assert_false (gtk_widget_get_visible (child (fixture, "written")));
  write_on (fixture, "d", 300);
  g_assert_cmpstr (caption (fixture), ==,
                   "epoch 300 · temperature 0.5 · seed 7");
  unroll_view_state_set_writing (fixture->fake->state, FALSE);

  gtk_check_button_set_active (option (fixture, "likeliest"), TRUE);
  g_assert_false (gtk_widget_get_sensitive (option (fixture, "temperature")));
  click_write (fixture);
  assert_last (fixture, "win.write ('c', 3, 0.0, 7, 0.0)");
  begin (fixture, "c");
  write_on (fixture, "d", 300);
  g_assert_cmpstr (caption (fixture), ==, "epoch 300 · always the likeliest");

  /* Other letters were typed: what was written after these is gone. */
  unroll_view_state_set_writing (fixture->fake->state, FALSE);
  unroll_view_state_begin_written (fixture->fake->state, NULL);
  g_assert_false (gtk_widget_get_visible (child (fixture, "written")));
  type (fixture, "a");
  click_write (fixture);
  assert_last (fixture, "win.write ('a', 3, 0.0, 7, 0.0)");
}

static void
copied_cb (GObject      *clipboard,
           GAsyncResult *result,
           gpointer      text)
{
  *(char **) text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard),
                                                    result, NULL);
}

/* Of a long text the end is shown, but all is copied. */
static void
test_long_writing (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GString) all = g_string_new ("c");
  g_autoptr (GString) more = g_string_new (NULL);
  g_autofree char *copied = NULL;

  begin (fixture, "c");
  for (guint i = 0; i < 500; i++)
    g_string_append (more, "海 d");
  for (guint i = 0; i < 6; i++)
    {
      write_on (fixture, more->str, 300);
      g_string_append (all, more->str);
      gtk_test_widget_wait_for_draw (fixture->panel);
    }
  g_assert_true (g_str_has_prefix (shown (fixture), "… "));
  g_assert_true (g_str_has_suffix (all->str,
                                   shown (fixture) + strlen ("… ")));
  g_assert_cmpint (g_utf8_strlen (shown (fixture), -1), <=, 2002);

  g_signal_emit_by_name (in_box (fixture, GTK_TYPE_BUTTON, "copy"), "clicked");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (fixture->panel),
                                 NULL, copied_cb, &copied);
  while (copied == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (copied, ==, all->str);
}

static const char *
sentence (Fixture *fixture)
{
  GtkWidget *label = child (fixture, "sentence");

  return gtk_widget_get_visible (label)
           ? gtk_label_get_label (GTK_LABEL (label)) : NULL;
}

static const char *
headline (Fixture *fixture)
{
  return gtk_label_get_label (child (fixture, "headline"));
}

/* A click on a written letter shows what was expected there; another lets go. */
static void
test_looked_at (Fixture       *fixture,
                gconstpointer  data)
{
  GType types[] = { UNROLL_TYPE_WRITTEN_TEXT, UNROLL_TYPE_WRITTEN_VIEW };
  g_autofree char *before = NULL, *said = NULL;

  type (fixture, "c");
  answer (fixture, LEARNED, "c");
  before = g_strdup (headline (fixture));
  said = g_strdup (sentence (fixture));
  begin (fixture, "c");
  write_on (fixture, "dea", 300);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *widget = in_box (fixture, types[i], NULL);

      g_signal_emit_by_name (widget, "chosen", 1);
      g_assert_cmpstr (headline (fixture), ==, "d → c");
      g_assert_cmpstr (sentence (fixture), ==,
                       "Where e was written (letter 2, 25.0\u202f%), this was"
                       " expected:");
      gtk_test_widget_wait_for_draw (fixture->panel);
      /* It stays while others come. */
      write_on (fixture, "b", 301);
      answer (fixture, LEARNED + 1, "c");
      g_assert_cmpstr (headline (fixture), ==, "d → c");
      g_signal_emit_by_name (widget, "chosen", 1);
      g_assert_cmpstr (headline (fixture), ==, before);
      g_assert_cmpstr (sentence (fixture), ==, said);
    }

  /* What is written anew has other letters. */
  g_signal_emit_by_name (in_box (fixture, types[0], NULL), "chosen", 0);
  unroll_view_state_begin_written (fixture->fake->state, "c");
  g_assert_cmpstr (headline (fixture), ==, before);
}

static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const fields[] = { "count", "temperature", "seed" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_assert_true (gtk_test_accessible_has_relation (
      option (fixture, fields[i]), GTK_ACCESSIBLE_RELATION_LABELLED_BY));
}

#define TEST(name, function)                                                  \
  g_test_add ("/writing/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  fake_window_init (&argc, &argv);

  TEST ("letters", test_writing);
  TEST ("again", test_writing_again);
  TEST ("long", test_long_writing);
  TEST ("looked-at", test_looked_at);
  TEST ("names", test_names);

  return g_test_run ();
}
