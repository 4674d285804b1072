/* The stage in the real window: it folds and unrolls by key, button and action,
 * shows the step at hand, and what moves ends with any key, or is not begun. */

#include "tests/ui/find.h"
#include "tests/ui/live-window.h"
#include "ui/card.h"
#include "ui/commands.h"
#include "ui/motion.h"
#include "ui/network-view.h"

typedef struct
{
  LiveWindow       live;
  GtkWidget       *view;      /* borrowed */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  live_window_open (&fixture->live, data, 4);
  fixture->view = find_widget (GTK_WIDGET (fixture->live.window),
                                    UNROLL_TYPE_NETWORK_VIEW);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  live_window_close (&fixture->live);
}

static void
set_animations (gboolean on)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", on, NULL);
}

/* Whether @keyval alone triggers it. */
static gboolean
is_key (GtkShortcutTrigger *trigger,
        guint               keyval)
{
  GtkKeyvalTrigger *key;

  if (!GTK_IS_KEYVAL_TRIGGER (trigger))
    return FALSE;
  key = GTK_KEYVAL_TRIGGER (trigger);

  return gtk_keyval_trigger_get_keyval (key) == keyval
         && gtk_keyval_trigger_get_modifiers (key) == 0;
}

/* Presses @keyval as the window's shortcuts would see it. */
static void
press (GtkWidget *widget,
       guint      keyval)
{
  g_autoptr (GListModel) controllers
    = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller
        = g_list_model_get_item (controllers, i);
      guint n;

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      n = g_list_model_get_n_items (G_LIST_MODEL (controller));
      for (guint j = 0; j < n; j++)
        {
          g_autoptr (GtkShortcut) shortcut
            = g_list_model_get_item (G_LIST_MODEL (controller), j);

          if (is_key (gtk_shortcut_get_trigger (shortcut), keyval))
            gtk_shortcut_action_activate (
              gtk_shortcut_get_action (shortcut), 0, widget,
              gtk_shortcut_get_arguments (shortcut));
        }
    }
}

static void
check_folded (Fixture  *fixture,
              gboolean  folded)
{
  g_autofree char *title = NULL;
  GtkWidget *card = gtk_widget_get_ancestor (fixture->view, UNROLL_TYPE_CARD);
  GtkWidget *button
    = find_action (GTK_WIDGET (fixture->live.window), UNROLL_COMMAND_FOLD);
  GVariant *action = NULL;

  g_assert_cmpint (unroll_view_state_get_folded (fixture->live.state), ==,
                   folded);
  g_assert_cmpint (
    gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)), ==, folded);
  action = g_action_group_get_action_state (G_ACTION_GROUP (fixture->live.window),
                                            "fold");
  g_assert_cmpint (g_variant_get_boolean (action), ==, folded);
  g_variant_unref (action);
  g_object_get (card, "title", &title, NULL);
  g_assert_cmpstr (title, ==, folded ? "The recurrent cell"
                                     : "Unrolled through time");
}

static void
test_fold (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->live.window);

  check_folded (fixture, FALSE);
  press (window, GDK_KEY_f);
  check_folded (fixture, TRUE);
  press (window, GDK_KEY_f);
  check_folded (fixture, FALSE);
  g_signal_emit_by_name (find_action (window, UNROLL_COMMAND_FOLD), "clicked");
  check_folded (fixture, TRUE);
  gtk_widget_activate_action (window, UNROLL_COMMAND_FOLD, NULL);
  check_folded (fixture, FALSE);
}

/* The first step that is seen. */
static gsize
seen (Fixture *fixture)
{
  return unroll_view_get_first (UNROLL_VIEW (fixture->view));
}

/* Folded, the step at hand is seen: the last one, or that of the walk. */
static void
test_fold_step (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->live.window);

  set_animations (FALSE);
  press (window, GDK_KEY_f);
  g_assert_cmpuint (seen (fixture), ==, 3);
  press (window, GDK_KEY_t);
  for (guint stop = 1; stop <= 4; stop++)
    {
      press (window, GDK_KEY_period);
      WAIT_UNTIL (live_window_frame (&fixture->live)->stop == stop);
      g_assert_cmpuint (seen (fixture), ==, stop - 1);
    }
  press (window, GDK_KEY_f);
  g_assert_cmpuint (seen (fixture), ==, 0);
  press (window, GDK_KEY_comma);
  WAIT_UNTIL (unroll_view_state_get_frame (fixture->live.state)->stop == 3);
  press (window, GDK_KEY_f);
  g_assert_cmpuint (seen (fixture), ==, 2);
}

/* Motion ------------------------------------------------------------------- */

static double last_progress;
static guint n_steps;

static void
note_step (GtkWidget *widget,
           double     progress)
{
  g_assert_cmpfloat (progress, >=, n_steps > 0 ? last_progress : 0.0);
  last_progress = progress;
  n_steps++;
}

static UnrollMotion *
new_motion (Fixture *fixture)
{
  last_progress = -1.0;
  n_steps = 0;
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->live.window));

  return unroll_motion_new (fixture->view, note_step);
}

static void
test_motion_runs (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (UnrollMotion) motion = new_motion (fixture);
  gint64 begin = g_get_monotonic_time ();

  set_animations (TRUE);
  unroll_motion_start (motion, 200);
  g_assert_true (unroll_motion_is_running (motion));
  g_assert_cmpfloat (last_progress, ==, 0.0);
  WAIT_UNTIL (!unroll_motion_is_running (motion));
  g_assert_cmpfloat (last_progress, ==, 1.0);
  g_assert_cmpuint (n_steps, >=, 3);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 190000);
  set_animations (FALSE);
}

static void
test_motion_ends (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (UnrollMotion) motion = new_motion (fixture);

  set_animations (TRUE);
  unroll_motion_start (motion, 60000);
  unroll_motion_finish (motion);
  g_assert_false (unroll_motion_is_running (motion));
  g_assert_cmpfloat (last_progress, ==, 1.0);
  n_steps = 0;
  unroll_motion_finish (motion);
  g_assert_cmpuint (n_steps, ==, 0);

  /* It ends with what it moves. */
  unroll_motion_start (motion, 60000);
  gtk_widget_set_visible (fixture->view, FALSE);
  g_assert_false (unroll_motion_is_running (motion));
  g_assert_cmpfloat (last_progress, ==, 1.0);
  gtk_widget_set_visible (fixture->view, TRUE);

  /* Freed while it runs. */
  n_steps = 0;
  unroll_motion_start (motion, 60000);
  set_animations (FALSE);
}

static void
test_motion_off (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (UnrollMotion) motion = new_motion (fixture);

  set_animations (FALSE);
  unroll_motion_start (motion, 60000);
  g_assert_false (unroll_motion_is_running (motion));
  g_assert_cmpuint (n_steps, ==, 1);
  g_assert_cmpfloat (last_progress, ==, 1.0);
}

#define ADD(name, func)                                                    \
  g_test_add ("/stage/" name, Fixture, application, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_autoptr (UnrollApplication) application
    = live_application_new (&argc, &argv);

  ADD ("fold", test_fold);
  ADD ("fold-step", test_fold_step);
  ADD ("motion/runs", test_motion_runs);
  ADD ("motion/ends", test_motion_ends);
  ADD ("motion/off", test_motion_off);

  return g_test_run ();
}
