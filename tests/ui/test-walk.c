/* The walk through an update in the real window: the phase bar says where it
 * stands, leads to each phase, and is there on a walk only. */

#include "tests/ui/find.h"
#include "tests/ui/live-window.h"
#include "ui/gradient-view.h"
#include "ui/phase-bar.h"

typedef struct
{
  LiveWindow       live;
  GtkWidget       *bar;       /* borrowed */
} Fixture;

static guint
stop (Fixture *fixture)
{
  return unroll_view_state_get_frame (fixture->live.state)->stop;
}

/* The pill that is lit, and what it says. */
static const char *
lit (Fixture *fixture)
{
  const char *label = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (fixture->bar);
       child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_TOGGLE_BUTTON (child)
        && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (child)))
      {
        g_assert_null (label);
        label = gtk_button_get_label (GTK_BUTTON (child));
      }

  return label;
}

static void
press (Fixture *fixture,
       guint    pill)
{
  GtkWidget *child = gtk_widget_get_first_child (fixture->bar);

  for (guint i = 0; i < pill; i++)
    child = gtk_widget_get_next_sibling (child);
  g_signal_emit_by_name (child, "clicked");
}

static void
activate (Fixture    *fixture,
          const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->live.window),
                                             action, NULL));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  live_window_open (&fixture->live, data, 4);
  fixture->bar = find_widget (GTK_WIDGET (fixture->live.window),
                                   UNROLL_TYPE_PHASE_BAR);
  gtk_widget_activate_action (GTK_WIDGET (fixture->live.window), "win.step-kind",
                              "s", "time-step");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  live_window_close (&fixture->live);
}

static void
test_there_and_back (Fixture       *fixture,
                     gconstpointer  data)
{
  static const char *const phases[] = {
    "Forward · t = 1", "Forward · t = 2", "Forward · t = 3", "Forward · t = 4",
    "Loss", "Backward · t = 4", "Backward · t = 3", "Backward · t = 2",
    "Backward · t = 1", "Gradient", "Update", "Forward · t = 1",
  };
  guint n = G_N_ELEMENTS (phases);

  g_assert_false (gtk_widget_get_visible (fixture->bar));
  for (guint i = 0; i < n; i++)
    {
      activate (fixture, "win.step");
      WAIT_UNTIL (stop (fixture) == i % 11 + 1);
      g_assert_true (gtk_widget_get_visible (fixture->bar));
      g_assert_cmpstr (lit (fixture), ==, phases[i]);
    }
  for (guint i = n - 1; i-- > 0;)
    {
      activate (fixture, "win.back");
      WAIT_UNTIL (stop (fixture) == i % 11 + 1);
      g_assert_cmpstr (lit (fixture), ==, phases[i]);
    }
  activate (fixture, "win.back");
  WAIT_UNTIL (stop (fixture) == 0);
  g_assert_false (gtk_widget_get_visible (fixture->bar));
  g_assert_cmpuint (
    unroll_view_state_get_frame (fixture->live.state)->position.update, ==, 0);
}

static void
test_pills (Fixture       *fixture,
            gconstpointer  data)
{
  static const guint stops[] = { 1, 5, 6, 10 };

  activate (fixture, "win.step");
  WAIT_UNTIL (stop (fixture) == 1);
  for (guint i = G_N_ELEMENTS (stops); i-- > 0;)
    {
      press (fixture, i);
      WAIT_UNTIL (stop (fixture) == stops[i]);
      g_assert_nonnull (lit (fixture));
    }
  /* Pressed where it stands already, it stays lit. */
  press (fixture, 0);
  g_assert_cmpstr (lit (fixture), ==, "Forward · t = 1");

  /* Training goes on from before the update, off the walk. */
  activate (fixture, "win.reset");
  WAIT_UNTIL (stop (fixture) == 0);
  g_assert_false (gtk_widget_get_visible (fixture->bar));
}

/* With several time steps the gradient stands in the place of the letters that
 * follow each other; one switch leads there. */
static void
test_gradient_card (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkWidget *view = find_widget (GTK_WIDGET (fixture->live.window),
                          UNROLL_TYPE_GRADIENT_VIEW);

  g_assert_true (gtk_widget_get_child_visible (view));
  unroll_session_set (unroll_window_get_session (fixture->live.window),
                      "data.time_steps", "1");
  WAIT_UNTIL (unroll_view_state_get_frame (fixture->live.state)
                ->dataset->time_steps == 1);
  WAIT_UNTIL (!gtk_widget_get_child_visible (view));
}

#define ADD(name, func)                                                    \
  g_test_add ("/walk/" name, Fixture, application, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_autoptr (UnrollApplication) application
    = live_application_new (&argc, &argv);

  ADD ("there-and-back", test_there_and_back);
  ADD ("pills", test_pills);
  ADD ("gradient-card", test_gradient_card);

  return g_test_run ();
}
