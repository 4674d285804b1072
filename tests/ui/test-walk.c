/* The walk through an update in the real window: the phase bar says where it
 * stands, leads to each phase, and is there on a walk only. */

#include <gtk/gtk.h>

#include "app/application.h"
#include "app/window.h"
#include "tests/ui/wait.h"
#include "ui/gradient-view.h"
#include "ui/phase-bar.h"

typedef struct
{
  UnrollWindow    *window;
  UnrollViewState *state;     /* borrowed */
  GtkWidget       *bar;       /* borrowed */
} Fixture;

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);

  return found;
}

static guint
stop (Fixture *fixture)
{
  return unroll_view_state_get_frame (fixture->state)->stop;
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
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window),
                                             action, NULL));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_auto (RnnSpec) spec = { 0 };

  rnn_spec_init_default (&spec);
  spec.time_steps = 4;
  fixture->window = unroll_window_new ((gpointer) data, &spec);
  fixture->state
    = unroll_session_get_state (unroll_window_get_session (fixture->window));
  gtk_window_present (GTK_WINDOW (fixture->window));
  WAIT_UNTIL (unroll_view_state_get_frame (fixture->state) != NULL);
  fixture->bar = find (GTK_WIDGET (fixture->window), UNROLL_TYPE_PHASE_BAR);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.step-kind",
                              "s", "time-step");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
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
    unroll_view_state_get_frame (fixture->state)->position.update, ==, 0);
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
  GtkWidget *view = find (GTK_WIDGET (fixture->window),
                          UNROLL_TYPE_GRADIENT_VIEW);

  g_assert_true (gtk_widget_get_child_visible (view));
  unroll_session_set (unroll_window_get_session (fixture->window),
                      "data.time_steps", "1");
  WAIT_UNTIL (unroll_view_state_get_frame (fixture->state)
                ->dataset->time_steps == 1);
  WAIT_UNTIL (!gtk_widget_get_child_visible (view));
}

#define ADD(name, func)                                                    \
  g_test_add ("/walk/" name, Fixture, application, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_autoptr (UnrollApplication) application = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (RnnSpec) spec = { 0 };

  gtk_test_init (&argc, &argv, NULL);
  rnn_spec_init_default (&spec);
  application = unroll_application_new (&spec);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  ADD ("there-and-back", test_there_and_back);
  ADD ("pills", test_pills);
  ADD ("gradient-card", test_gradient_card);

  return g_test_run ();
}
