/* The real window with the real session: its commands, files, sizes, names for
 * screen readers, and that nothing of it stays behind. */

#include <glib/gstdio.h>
#include <gtk/gtk.h>
#include <string.h>

#include "app/application.h"
#include "app/figure.h"
#include "app/files.h"
#include "app/presets.h"
#include "app/window.h"
#include "core/experiment-file.h"
#include "tests/ui/find.h"
#include "tests/ui/wait.h"
#include "ui/desk.h"

/* One application for all, as in a program. */
typedef struct
{
  GtkApplication  *application;  /* borrowed */
  UnrollWindow    *window;
  UnrollViewState *state;        /* borrowed */
} Fixture;

static RnnFrame *
frame (Fixture *fixture)
{
  return unroll_view_state_get_frame (fixture->state);
}

static void
set_up_size (Fixture        *fixture,
             GtkApplication *application,
             int             width,
             int             height)
{
  g_auto (RnnSpec) spec = { 0 };

  rnn_spec_init_default (&spec);
  fixture->application = application;
  fixture->window = unroll_window_new (application, &spec);
  fixture->state
    = unroll_session_get_state (unroll_window_get_session (fixture->window));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, height);
  gtk_window_present (GTK_WINDOW (fixture->window));
  WAIT_UNTIL (frame (fixture) != NULL);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  set_up_size (fixture, (gpointer) data, 1440, 900);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  UnrollSession *session
    = g_object_ref (unroll_window_get_session (fixture->window));

  g_object_ref (fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  WAIT_UNTIL_FINALIZED (fixture->window);
  WAIT_UNTIL_FINALIZED (session);
}

static void
activate (Fixture    *fixture,
          const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window),
                                             action, NULL));
}

static gboolean
is_enabled (Fixture    *fixture,
            const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window),
                                            action);
}

static void
test_commands (Fixture       *fixture,
               gconstpointer  data)
{
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==,
                   "Next letter");
  g_assert_false (is_enabled (fixture, "back"));
  g_assert_false (is_enabled (fixture, "reset"));
  g_assert_false (is_enabled (fixture, "best-epoch"));
  g_assert_false (is_enabled (fixture, "apply-settings"));
  g_assert_true (is_enabled (fixture, "play-pause"));

  activate (fixture, "win.step");
  WAIT_UNTIL (frame (fixture)->position.epoch == 1);
  g_assert_true (is_enabled (fixture, "back"));
  g_assert_true (is_enabled (fixture, "best-epoch"));
  activate (fixture, "win.back");
  WAIT_UNTIL (frame (fixture)->position.epoch == 0);
  g_assert_false (is_enabled (fixture, "back"));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.speed", "d",
                              0.0);
  activate (fixture, "win.play-pause");
  WAIT_UNTIL (frame (fixture)->position.epoch == 100);
  WAIT_UNTIL (!unroll_view_state_get_playing (fixture->state));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.seek", "u",
                              (guint32) 62);
  WAIT_UNTIL (frame (fixture)->position.epoch == 62);
  activate (fixture, "win.reset");
  WAIT_UNTIL (frame (fixture)->position.update == 0);
}

static void
test_looking (Fixture       *fixture,
              gconstpointer  data)
{
  double zoom = unroll_view_state_get_zoom (fixture->state);

  activate (fixture, "win.zoom-in");
  g_assert_cmpfloat (unroll_view_state_get_zoom (fixture->state), >, zoom);
  activate (fixture, "win.zoom-out");
  activate (fixture, "win.zoom-out");
  g_assert_cmpfloat (unroll_view_state_get_zoom (fixture->state), <, zoom);
  activate (fixture, "win.zoom-reset");
  g_assert_cmpfloat (unroll_view_state_get_zoom (fixture->state), ==, 1.0);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.parameters",
                              "s", "gradients");
  g_assert_cmpstr (unroll_view_state_get_parameters (fixture->state), ==,
                   "gradients");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window),
                              "win.select-sample", "u", (guint32) 3);
  g_assert_cmpuint (unroll_view_state_get_sample (fixture->state), ==, 3);

  unroll_view_state_set_message (fixture->state, "A sentence.", NULL, NULL);
  activate (fixture, "win.dismiss");
  g_assert_null (unroll_view_state_get_message (fixture->state));
}

static void
test_colors (Fixture       *fixture,
             gconstpointer  data)
{
  GActionGroup *actions = G_ACTION_GROUP (fixture->application);
  gboolean dark;

  g_action_group_change_action_state (actions, "color-scheme",
                                      g_variant_new_string ("dark"));
  g_object_get (gtk_settings_get_default (),
                "gtk-application-prefer-dark-theme", &dark, NULL);
  g_assert_true (dark);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  g_action_group_change_action_state (actions, "color-scheme",
                                      g_variant_new_string ("light"));
  g_object_get (gtk_settings_get_default (),
                "gtk-application-prefer-dark-theme", &dark, NULL);
  g_assert_false (dark);
  g_action_group_change_action_state (actions, "color-scheme",
                                      g_variant_new_string ("system"));
}

/* Files --------------------------------------------------------------------- */

static char *
temporary (const char *name)
{
  return g_build_filename (g_get_tmp_dir (), name, NULL);
}

static GFile *
file_of (Fixture *fixture)
{
  return unroll_document_get_file (
    unroll_window_get_document (fixture->window));
}

static void
load (Fixture    *fixture,
      const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  unroll_files_load (fixture->window, file);
}

static void
test_load_experiment (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *path = temporary ("unroll-test-window.unroll");
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;

  rnn_spec_init_default (&spec);
  spec.units[0] = 7;
  g_assert_true (rnn_experiment_save (path, &spec, &error));
  load (fixture, path);
  WAIT_UNTIL (frame (fixture)->network.units[0] == 7);
  g_assert_null (unroll_view_state_get_message (fixture->state));
  g_assert_nonnull (file_of (fixture));

  /* A damaged one says so, and changes nothing. */
  g_assert_true (g_file_set_contents (path, "[network]\nunits=", -1, NULL));
  load (fixture, path);
  WAIT_UNTIL (unroll_view_state_get_message (fixture->state) != NULL);
  g_assert_cmpuint (frame (fixture)->network.units[0], ==, 7);
  g_remove (path);
}

static void
test_load_preset (Fixture       *fixture,
                  gconstpointer  data)
{
  GMenu *menu = gtk_application_get_menu_by_id (fixture->application,
                                                "examples-menu");
  g_auto (GStrv) names = unroll_presets_list ();

  g_assert_cmpuint (g_strv_length (names), >, 1);
  g_assert_cmpint (g_menu_model_get_n_items (G_MENU_MODEL (menu)), ==,
                   g_strv_length (names));
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_auto (RnnSpec) spec = { 0 };

      g_assert_true (unroll_presets_load (names[i], &spec, NULL));
      gtk_widget_activate_action (GTK_WIDGET (fixture->window),
                                  "win.open-preset", "s", names[i]);
      WAIT_UNTIL (g_str_equal (frame (fixture)->spec.title, spec.title));
      gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
      g_assert_null (unroll_view_state_get_message (fixture->state));
    }
}

static void
test_load_text (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *path = temporary ("unroll-test-window.txt");

  g_assert_true (g_file_set_contents (path, "hello world", -1, NULL));
  load (fixture, path);
  WAIT_UNTIL (frame (fixture)->dataset->n_classes == 8);
  g_assert_null (unroll_view_state_get_message (fixture->state));
  g_assert_cmpstr (frame (fixture)->spec.title, ==, "unroll-test-window.txt");
  g_assert_cmpstr (frame (fixture)->spec.notes, ==, "");

  /* What is no text: a sentence, and the old one stays. */
  g_assert_true (g_file_set_contents (path, "a\xff" "b", -1, NULL));
  load (fixture, path);
  WAIT_UNTIL (unroll_view_state_get_message (fixture->state) != NULL);
  g_assert_cmpuint (frame (fixture)->dataset->n_classes, ==, 8);
  activate (fixture, "win.dismiss");
  g_remove (path);

  load (fixture, g_get_tmp_dir ());
  WAIT_UNTIL (unroll_view_state_get_message (fixture->state) != NULL);
  g_assert_cmpuint (frame (fixture)->dataset->n_classes, ==, 8);
  activate (fixture, "win.discard-settings");
  activate (fixture, "win.step");
  WAIT_UNTIL (frame (fixture)->position.epoch == 1);
}

/* As if @path were let go over the window; whether that was taken. */
static gboolean
drop (Fixture    *fixture,
      const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array (&file, 1));
  g_signal_emit_by_name (find_controller (GTK_WIDGET (fixture->window),
                                          GTK_TYPE_DROP_TARGET),
                         "drop", &value, 100.0, 100.0, &taken);

  return taken;
}

static void
test_drop (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *experiment = temporary ("unroll-test-drop.unroll");
  g_autofree char *text = temporary ("unroll-test-drop.txt");
  g_auto (RnnSpec) spec = { 0 };

  rnn_spec_init_default (&spec);
  spec.units[0] = 6;
  g_assert_true (rnn_experiment_save (experiment, &spec, NULL));
  g_assert_true (drop (fixture, experiment));
  WAIT_UNTIL (frame (fixture)->network.units[0] == 6);

  g_assert_true (g_file_set_contents (text, "hello world", -1, NULL));
  g_assert_true (drop (fixture, text));
  WAIT_UNTIL (frame (fixture)->dataset->n_classes == 8);
  g_assert_null (unroll_view_state_get_message (fixture->state));
  g_remove (experiment);
  g_remove (text);
}

static void
test_save (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("unroll-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.unroll", NULL);
  g_auto (RnnSpec) spec = { 0 };

  rnn_spec_init_default (&spec);
  g_assert_true (rnn_experiment_save (path, &spec, NULL));
  load (fixture, path);
  WAIT_UNTIL (file_of (fixture) != NULL);
  unroll_session_set (unroll_window_get_session (fixture->window),
                      "training.learning_rate", "0.125");
  activate (fixture, "win.save");
  WAIT_UNTIL (unroll_view_state_get_message (fixture->state) != NULL);
  rnn_spec_clear (&spec);
  g_assert_true (rnn_experiment_load (path, &spec, NULL));
  g_assert_cmpfloat (spec.learning_rate, ==, 0.125);
  activate (fixture, "win.dismiss");

  /* A place that cannot be written to is told. */
  g_remove (path);
  g_rmdir (folder);
  activate (fixture, "win.save");
  WAIT_UNTIL (unroll_view_state_get_message (fixture->state) != NULL);
  g_assert_nonnull (strstr (unroll_view_state_get_message (fixture->state),
                            folder));
}

static void
test_figure (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const endings[] = { "svg", "pdf", "png" };
  PaintSheetData sheet = { .frame = frame (fixture) };
  g_autoptr (GError) error = NULL;

  sheet.series = unroll_view_state_get_series (fixture->state);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat ("unroll-test.", endings[i], NULL);
      g_autofree char *path = temporary (name);
      GStatBuf info;

      g_assert_true (unroll_figure_save (path, &sheet, NULL));
      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_size, >, 1000);
      g_remove (path);
    }
  g_assert_false (unroll_figure_save ("figure.doc", &sheet, &error));
  g_assert_nonnull (error);

  /* Nothing to export yet is a sentence, not a dialog. */
  activate (fixture, "win.export-metrics");
  g_assert_nonnull (unroll_view_state_get_message (fixture->state));
}

/* Sizes --------------------------------------------------------------------- */

/* No card lies over another or sticks out, in width at least: below it is
 * scrolled. */
static void
assert_nothing_cut (Fixture *fixture)
{
  GtkWidget *desk = find_widget (GTK_WIDGET (fixture->window), UNROLL_TYPE_DESK);
  graphene_rect_t bounds[8];
  guint n = 0;

  for (GtkWidget *card = gtk_widget_get_first_child (desk); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    {
      int width, height;

      g_assert_cmpuint (n, <, G_N_ELEMENTS (bounds));
      g_assert_true (gtk_widget_compute_bounds (card, desk, &bounds[n]));
      gtk_widget_measure (card, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL,
                          NULL, NULL);
      gtk_widget_measure (card, GTK_ORIENTATION_VERTICAL,
                          (int) bounds[n].size.width, &height, NULL, NULL,
                          NULL);
      g_assert_cmpfloat (bounds[n].size.width, >=, width);
      g_assert_cmpfloat (bounds[n].size.height, >=, height);
      g_assert_cmpfloat (bounds[n].origin.x + bounds[n].size.width, <=,
                         gtk_widget_get_width (desk));
      g_assert_cmpfloat (bounds[n].origin.y + bounds[n].size.height, <=,
                         gtk_widget_get_height (desk));
      for (guint i = 0; i < n; i++)
        g_assert_false (graphene_rect_intersection (&bounds[i], &bounds[n],
                                                    NULL));
      n++;
    }
  g_assert_cmpuint (n, ==, 6);
}

/* The window can be as small as 900 by 600. */
static void
assert_fits_small (Fixture *fixture)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  int width, height;

  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL,
                      NULL, NULL);
  gtk_widget_measure (window, GTK_ORIENTATION_VERTICAL, 900, &height, NULL,
                      NULL, NULL);
  g_assert_cmpint (width, <=, 900);
  g_assert_cmpint (height, <=, 600);
}

static void
test_sizes (gconstpointer application)
{
  static const int sizes[][2] = { { 1440, 900 }, { 900, 600 }, { 1100, 700 },
                                  { 1000, 1400 } };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      Fixture fixture;

      set_up_size (&fixture, (gpointer) application, sizes[i][0], sizes[i][1]);
      assert_fits_small (&fixture);
      assert_nothing_cut (&fixture);
      activate (&fixture, "win.experiment-panel");
      gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture.window));
      assert_nothing_cut (&fixture);
      tear_down (&fixture, NULL);
    }
}

static void
test_large_text (gconstpointer application)
{
  Fixture fixture;

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 192 * 1024, NULL);
  set_up_size (&fixture, (gpointer) application, 1440, 900);
  assert_nothing_cut (&fixture);
  tear_down (&fixture, NULL);
  set_up_size (&fixture, (gpointer) application, 900, 600);
  assert_fits_small (&fixture);
  tear_down (&fixture, NULL);
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-xft-dpi");
}

/* Names --------------------------------------------------------------------- */

static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return gtk_test_accessible_has_property (accessible,
                                           GTK_ACCESSIBLE_PROPERTY_LABEL)
         || gtk_test_accessible_has_relation (
           accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* Whatever can have the focus has a name, unless it is a part of something that
 * has one (the button inside a drop-down). */
static void
assert_named (GtkWidget *widget,
              gboolean   inside)
{
  gboolean named = has_name (widget);

  if (!gtk_widget_get_mapped (widget))
    return;
  if (gtk_widget_get_focusable (widget) && !inside && !named
      && !GTK_IS_SCROLLED_WINDOW (widget) && !GTK_IS_LABEL (widget)
      && !GTK_IS_WINDOW (widget)
      && gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) == NULL)
    {
      g_test_message ("%s has no name for screen readers",
                      G_OBJECT_TYPE_NAME (widget));
      g_test_fail ();
    }

  inside = inside || GTK_IS_DROP_DOWN (widget) || GTK_IS_MENU_BUTTON (widget)
           || GTK_IS_SPIN_BUTTON (widget) || GTK_IS_ENTRY (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_named (child, inside);
}

static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  assert_named (GTK_WIDGET (fixture->window), FALSE);
}

/* The keys: those of the application exist as actions, and the help is there. */
static void
test_shortcuts (Fixture       *fixture,
                gconstpointer  data)
{
  static const char *const actions[] = {
    "win.open", "win.open-text", "win.save", "win.save-as",
    "win.export-picture", "win.zoom-in", "win.zoom-out", "win.zoom-reset",
    "win.experiment-panel", "win.fullscreen", "app.quit",
    "win.show-shortcuts",
  };
  guint n_windows = g_list_model_get_n_items (gtk_window_get_toplevels ());

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_auto (GStrv) keys = gtk_application_get_accels_for_action (
        fixture->application, actions[i]);
      GActionMap *map = g_str_has_prefix (actions[i], "app.")
                          ? G_ACTION_MAP (fixture->application)
                          : G_ACTION_MAP (fixture->window);

      g_assert_nonnull (keys[0]);
      g_assert_nonnull (g_action_map_lookup_action (map, actions[i] + 4));
    }

  activate (fixture, "win.show-shortcuts");
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==,
                    n_windows + 1);
}

#define ADD(name, func)                                                    \
  g_test_add ("/window/" name, Fixture, application, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_autoptr (UnrollApplication) application = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (RnnSpec) spec = { 0 };

  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  rnn_spec_init_default (&spec);
  application = unroll_application_new (&spec);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  ADD ("commands", test_commands);
  ADD ("looking", test_looking);
  ADD ("colors", test_colors);
  ADD ("load/experiment", test_load_experiment);
  ADD ("figure", test_figure);
  ADD ("load/preset", test_load_preset);
  ADD ("load/text", test_load_text);
  ADD ("drop", test_drop);
  ADD ("save", test_save);
  g_test_add_data_func ("/window/sizes", application, test_sizes);
  g_test_add_data_func ("/window/large-text", application, test_large_text);
  ADD ("names", test_names);
  ADD ("shortcuts", test_shortcuts);

  return g_test_run ();
}
