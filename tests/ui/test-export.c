/* Pictures of every card of the real window, as files of every kind and on the
 * clipboard. */

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/ui/export-fixture.h"
#include "ui/card-menu.h"
#include "ui/paint/export.h"
#include "ui/sweep-dialog.h"

/* The dialog -------------------------------------------------------------- */

static void
show_dialog (Fixture    *fixture,
             UnrollCard *card)
{
  g_autoptr (GListModel) toplevels = gtk_window_get_toplevels ();

  g_object_ref (toplevels);
  unroll_export_dialog_show (fixture->window, card);
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GObject) one = g_list_model_get_item (toplevels, i);

      if (UNROLL_IS_EXPORT_DIALOG (one))
        fixture->dialog = UNROLL_EXPORT_DIALOG (one);
    }
  g_assert_nonnull (fixture->dialog);
}

static gpointer
control (Fixture    *fixture,
         const char *name)
{
  GObject *object
    = gtk_widget_get_template_child (GTK_WIDGET (fixture->dialog),
                                     UNROLL_TYPE_EXPORT_DIALOG, name);

  g_assert_nonnull (object);
  return object;
}

static void
choose (Fixture    *fixture,
        const char *toggle)
{
  gtk_toggle_button_set_active (control (fixture, toggle), TRUE);
}

static void
save (Fixture    *fixture,
      const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  unroll_view_state_set_message (fixture->state, NULL, NULL, NULL);
  unroll_export_dialog_save (fixture->dialog, file);
  g_assert_nonnull (fixture_message (fixture));
}

static GBytes *
saved (Fixture    *fixture,
       const char *name)
{
  g_autofree char *path = fixture_path (fixture, name);
  char *content;
  gsize length;
  g_autoptr (GError) error = NULL;

  save (fixture, path);
  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (content, length);
}

static void
check_start (GBytes     *bytes,
             const char *start)
{
  gsize length;
  const char *content = g_bytes_get_data (bytes, &length);

  g_assert_cmpuint (length, >, 1000);
  g_assert_cmpmem (content, strlen (start), start, strlen (start));
}

static void
check_size (GBytes *png,
            int     width,
            int     height)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_bytes (png, &error);

  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, width);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, height);
}

/* Of the picture that is selected. */
static void
check_formats (Fixture *fixture)
{
  g_autoptr (GBytes) svg = NULL, again = NULL, pdf = NULL, png = NULL;
  int width, height;

  choose (fixture, "svg");
  svg = saved (fixture, "a.svg");
  again = saved (fixture, "a.svg");
  check_start (svg, "<?xml");
  g_assert_true (g_bytes_equal (svg, again));

  choose (fixture, "pdf");
  pdf = saved (fixture, "a.pdf");
  check_start (pdf, "%PDF");

  choose (fixture, "png");
  png = saved (fixture, "a.png");
  check_start (png, "\x89PNG");
  width = gtk_spin_button_get_value_as_int (control (fixture, "width"));
  height = gtk_spin_button_get_value_as_int (control (fixture, "height"));
  g_assert_cmpint (width, >=, 50);
  g_assert_cmpint (height, >=, 50);
  check_size (png, 2 * width, 2 * height);
}

/* Whichever pages are shown. */
static void
test_every_picture (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char *const details[] = { "states", "space", "inspector" };
  static const char *const flows[] = { "gradient", "follows", "gradient" };
  GtkDropDown *what, *size;

  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    {
      unroll_view_state_set_details (fixture->state, details[i]);
      unroll_view_state_set_flow (fixture->state, flows[i]);
      show_dialog (fixture, NULL);
      what = control (fixture, "what");
      size = control (fixture, "size");
      /* The figure and its seven cards. */
      g_assert_cmpuint (
        g_list_model_get_n_items (gtk_drop_down_get_model (what)), ==, 8);
      for (guint k = 0; k < 8; k++)
        {
          gtk_drop_down_set_selected (what, k);
          /* Not all of it all the time: it is many files. */
          gtk_drop_down_set_selected (size, (i + k) % 4);
          check_formats (fixture);
        }
    }
}

/* A picture of a dialog, which is not one of a moment of training. */
static void
test_sweep (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *sweep = unroll_sweep_dialog_new (
    GTK_APPLICATION_WINDOW (fixture->window), fixture->state);
  g_autoptr (GPtrArray) cards = NULL;

  gtk_window_present (GTK_WINDOW (sweep));
  unroll_session_sweep (fixture->session, 10);
  WAIT_UNTIL (unroll_view_state_get_sweep (fixture->state) != NULL
              && !unroll_view_state_get_sweeping (fixture->state));
  cards = unroll_cards_within (sweep);
  g_assert_cmpuint (cards->len, ==, 1);
  show_dialog (fixture, g_ptr_array_index (cards, 0));
  g_assert_cmpuint (gtk_drop_down_get_selected (control (fixture, "what")), ==,
                    8);
  g_assert_cmpstr (gtk_editable_get_text (control (fixture, "caption")), ==,
                   "Next letter");
  check_formats (fixture);
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  gtk_window_destroy (GTK_WINDOW (sweep));
  show_dialog (fixture, NULL);
  g_assert_cmpstr (gtk_editable_get_text (control (fixture, "caption")), ==,
                   "Next letter · epoch 0 of 100 · sample 1 · seed 123");
}

static void
test_size (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GBytes) png = NULL;

  show_dialog (fixture, NULL);
  choose (fixture, "png");
  gtk_spin_button_set_value (control (fixture, "width"), 701);
  gtk_spin_button_set_value (control (fixture, "height"), 433);
  gtk_spin_button_set_value (control (fixture, "scale"), 3);
  /* "Another" */
  g_assert_cmpuint (gtk_drop_down_get_selected (control (fixture, "size")), ==,
                    4);
  g_assert_cmpstr (gtk_label_get_label (control (fixture, "result")), ==,
                   "2103 × 1299 pixels");
  png = saved (fixture, "a.png");
  check_size (png, 2103, 1299);
  choose (fixture, "svg");
  g_assert_false (gtk_widget_get_sensitive (control (fixture, "scale")));
}

/* Each choice is seen in the file, and is still there the next time. */
static void
test_choices (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GBytes) light = NULL, dark = NULL, bare = NULL, other = NULL;
  g_autoptr (GBytes) large = NULL, back = NULL;
  GtkEditable *caption;

  show_dialog (fixture, NULL);
  choose (fixture, "svg");
  choose (fixture, "light");
  light = saved (fixture, "a.svg");
  choose (fixture, "dark");
  dark = saved (fixture, "a.svg");
  g_assert_false (g_bytes_equal (light, dark));
  choose (fixture, "light");
  gtk_check_button_set_active (control (fixture, "captioned"), FALSE);
  bare = saved (fixture, "a.svg");
  g_assert_false (g_bytes_equal (light, bare));
  gtk_check_button_set_active (control (fixture, "captioned"), TRUE);
  caption = control (fixture, "caption");
  g_assert_cmpstr (gtk_editable_get_text (caption), ==,
                   "Next letter · epoch 0 of 100 · sample 1 · seed 123");
  gtk_editable_set_text (caption, "Another <b>caption");
  other = saved (fixture, "a.svg");
  g_assert_false (g_bytes_equal (light, other));
  gtk_spin_button_set_value (control (fixture, "text"), 150);
  large = saved (fixture, "a.svg");
  g_assert_false (g_bytes_equal (other, large));

  gtk_window_close (GTK_WINDOW (fixture->dialog));
  fixture_go_to (fixture, 2);
  show_dialog (fixture, NULL);
  g_assert_cmpstr (gtk_editable_get_text (caption), ==, "Another <b>caption");
  g_assert_true (gtk_toggle_button_get_active (control (fixture, "light")));
  /* As proposed it goes along. */
  gtk_editable_set_text (caption,
                         "Next letter · epoch 2 of 100 · sample 1 · seed 123");
  fixture_go_to (fixture, 3);
  show_dialog (fixture, NULL);
  g_assert_nonnull (strstr (gtk_editable_get_text (caption), "epoch 3 of 100"));
}

/* A sentence, and the old file is whole. */
static void
test_trouble (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *nowhere = fixture_path (fixture, "no/such/a.svg");
  g_autofree char *taken = fixture_path (fixture, "taken.svg");
  g_autofree char *bare = fixture_path (fixture, "taken");
  g_autofree char *full = fixture_path (fixture, "full.svg");
  g_autofree char *content = NULL;

  show_dialog (fixture, NULL);
  choose (fixture, "svg");
  save (fixture, nowhere);
  g_assert_nonnull (strstr (fixture_message (fixture), "no/such"));

  g_assert_true (g_file_set_contents (taken, "old", -1, NULL));
  save (fixture, bare);
  g_assert_nonnull (strstr (fixture_message (fixture), "taken.svg"));
  g_assert_true (g_file_get_contents (taken, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "old");
  /* Asked for by its whole name it is replaced. */
  save (fixture, taken);
  g_clear_pointer (&content, g_free);
  g_assert_true (g_file_get_contents (taken, &content, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, "<?xml"));

  /* The disk is full: every write to this device fails. */
  if (g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_assert_cmpint (symlink ("/dev/full", full), ==, 0);
      save (fixture, full);
      g_assert_nonnull (strstr (fixture_message (fixture), "full.svg"));
    }
}

/* Copying ----------------------------------------------------------------- */

static void
texture_cb (GObject      *clipboard,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GError) error = NULL;
  GdkTexture **texture = data;

  *texture = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (clipboard),
                                                result, &error);
  g_assert_no_error (error);
}

static void
check_copied (Fixture *fixture,
              int      width,
              int      height)
{
  GdkClipboard *clipboard
    = gtk_widget_get_clipboard (GTK_WIDGET (fixture->window));
  g_autoptr (GdkTexture) texture = NULL;

  g_assert_true (gdk_content_formats_contain_mime_type (
    gdk_clipboard_get_formats (clipboard), "image/svg+xml"));
  gdk_clipboard_read_texture_async (clipboard, NULL, texture_cb, &texture);
  WAIT_UNTIL (texture != NULL);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 2 * width);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, 2 * height);
}

static void
test_copy (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  g_autoptr (GPtrArray) cards = unroll_cards_within (window);

  g_assert_cmpuint (cards->len, ==, 7);
  fixture_activate (fixture, "win.copy-picture");
  g_assert_nonnull (strstr (fixture_message (fixture), "Ctrl+Shift+C"));
  for (guint i = 0; i < cards->len; i++)
    {
      GtkWidget *card = g_ptr_array_index (cards, i);

      gtk_widget_grab_focus (
        GTK_WIDGET (unroll_card_find_view (UNROLL_CARD (card))));
      fixture_activate (fixture, "win.copy-picture");
      g_assert_nonnull (strstr (fixture_message (fixture), "is copied"));
      check_copied (fixture, gtk_widget_get_width (card),
                    gtk_widget_get_height (card));
    }
  fixture_activate (fixture, "win.copy-figure");
  check_copied (fixture, gtk_widget_get_width (window),
                gtk_widget_get_height (window));
}

/* While letters are typed Ctrl+C means them. */
static void
test_copy_in_text (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GPtrArray) cards
    = unroll_cards_within (GTK_WIDGET (fixture->window));
  GtkWidget *prediction = g_ptr_array_index (cards, cards->len - 1);

  g_assert_true (gtk_widget_child_focus (prediction, GTK_DIR_TAB_FORWARD));
  g_assert_true (
    GTK_IS_EDITABLE (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
  fixture_activate (fixture, "win.copy-picture");
  g_assert_null (fixture_message (fixture));
}

static GtkGesture *
find_menu_gesture (GtkWidget *card)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (card);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) one = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (one)
          && gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (one))
               == GDK_BUTTON_SECONDARY)
        return GTK_GESTURE (one);
    }
  g_assert_not_reached ();
}

static GtkWidget *
find_popover (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_last_child (widget);

  return child != NULL && GTK_IS_POPOVER (child) ? child : NULL;
}

/* By the right button, and from its items. */
static void
test_menu (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) cards
    = unroll_cards_within (GTK_WIDGET (fixture->window));
  GtkWidget *card = g_ptr_array_index (cards, 0);
  GtkWidget *popover;

  g_signal_emit_by_name (find_menu_gesture (card), "pressed", 1, 20.0, 10.0);
  popover = find_popover (card);
  g_assert_nonnull (popover);
  g_assert_true (gtk_widget_get_visible (popover));
  gtk_widget_activate_action (popover, UNROLL_CARD_COPY_PICTURE, NULL);
  g_assert_nonnull (strstr (fixture_message (fixture), "“Unrolled through time”"));
  gtk_popover_popdown (GTK_POPOVER (popover));
  WAIT_UNTIL (find_popover (card) == NULL);

  gtk_widget_activate_action (card, UNROLL_CARD_EXPORT_PICTURE, NULL);
  show_dialog (fixture, UNROLL_CARD (card));
  g_assert_cmpuint (gtk_drop_down_get_selected (control (fixture, "what")), ==,
                    1);

  /* Open while the window goes. */
  g_signal_emit_by_name (find_menu_gesture (card), "pressed", 1, 20.0, 10.0);
}

#define ADD(name, func)                                                    \
  g_test_add ("/export/" name, Fixture, application, fixture_set_up, func, \
              fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_autoptr (UnrollApplication) application = fixture_init (&argc, &argv);

  ADD ("every-picture", test_every_picture);
  ADD ("sweep", test_sweep);
  ADD ("size", test_size);
  ADD ("choices", test_choices);
  ADD ("trouble", test_trouble);
  ADD ("copy", test_copy);
  ADD ("copy/in-text", test_copy_in_text);
  ADD ("menu", test_menu);

  return g_test_run ();
}
