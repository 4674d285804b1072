/* The cards' pages in the real window: which picture stands where, and what is
 * computed for it. */

#include "tests/ui/find.h"
#include "tests/ui/live-window.h"
#include "ui/ledger-view.h"
#include "ui/view.h"

static void
set_up (LiveWindow    *fixture,
        gconstpointer  data)
{
  live_window_open (fixture, data, 1);
}

static void
tear_down (LiveWindow    *fixture,
           gconstpointer  data)
{
  live_window_close (fixture);
}

/* NULL when no widget of that type is. */
static GtkWidget *
find_shown (GtkWidget  *widget,
            const char *type)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_child_visible (widget))
    return NULL;
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_shown (child, type);

  return found;
}

static gboolean
is_shown (GtkWidget  *widget,
          const char *type)
{
  return find_shown (widget, type) != NULL;
}

static void
set_flow (LiveWindow *fixture,
          const char *page)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.flow", "s",
                              page);
}

/* What the card under the stage shows follows the experiment until someone
 * chooses, and the menu's mark follows both. */
static void
test_pages (LiveWindow    *fixture,
            gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  g_autoptr (GVariant) flow = NULL;

  g_assert_true (is_shown (window, "UnrollFollowsView"));
  g_assert_false (is_shown (window, "UnrollGradientView"));

  gtk_widget_activate_action (window, "win.set", "(ss)", "data.time_steps",
                              "4");
  WAIT_UNTIL (is_shown (window, "UnrollGradientView"));
  g_assert_false (is_shown (window, "UnrollFollowsView"));
  flow = g_action_group_get_action_state (G_ACTION_GROUP (fixture->window),
                                          "flow");
  g_assert_cmpstr (g_variant_get_string (flow, NULL), ==, "gradient");

  set_flow (fixture, "follows");
  g_assert_true (is_shown (window, "UnrollFollowsView"));
  gtk_widget_activate_action (window, "win.set", "(ss)", "data.time_steps",
                              "3");
  WAIT_UNTIL (live_window_frame (fixture)->dataset->time_steps == 3);
  g_assert_true (is_shown (window, "UnrollFollowsView"));

  set_flow (fixture, "no page of this name");
  g_assert_true (is_shown (window, "UnrollGradientView"));
}

/* Why the gradient vanishes is computed while it is shown, and not otherwise. */
static void
test_vanish (LiveWindow    *fixture,
             gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  gtk_widget_activate_action (window, "win.set", "(ss)", "data.time_steps",
                              "4");
  WAIT_UNTIL (is_shown (window, "UnrollGradientView"));
  g_assert_null (live_window_frame (fixture)->flow);
  set_flow (fixture, "vanish");
  g_assert_true (is_shown (window, "UnrollVanishView"));
  WAIT_UNTIL (live_window_frame (fixture)->flow != NULL);
  g_assert_true (rnn_flow_is_whole (live_window_frame (fixture)->flow));
  set_flow (fixture, "gradient");
  WAIT_UNTIL (live_window_frame (fixture)->flow == NULL);
}

/* The parameters' fourth page. */
static void
test_ledger (LiveWindow    *fixture,
             gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  g_assert_true (is_shown (window, "UnrollParametersView"));
  gtk_widget_activate_action (window, "win.parameters", "s", "steps");
  g_assert_true (is_shown (window, "UnrollLedgerView"));
  g_assert_false (is_shown (window, "UnrollParametersView"));
  gtk_widget_activate_action (window, "win.parameters", "s", "gradients");
  g_assert_true (is_shown (window, "UnrollParametersView"));
}

/* With 64 units and 50 steps the ledger shows some of the steps, and follows the
 * walk back from the last one. */
static void
test_ledger_walk (LiveWindow    *fixture,
                  gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *ledger = find_widget (window, UNROLL_TYPE_LEDGER_VIEW);
  guint first = 0;

  gtk_widget_activate_action (window, "win.parameters", "s", "steps");
  gtk_widget_activate_action (window, "win.set", "(ss)", "network.units",
                              "64");
  gtk_widget_activate_action (window, "win.set", "(ss)", "data.time_steps",
                              "50");
  WAIT_UNTIL (live_window_frame (fixture)->dataset->time_steps == 50
              && live_window_frame (fixture)->network.units[0] == 64);
  gtk_test_widget_wait_for_draw (window);
  g_assert_cmpuint (unroll_view_get_first (UNROLL_VIEW (ledger)), ==, 0);

  gtk_widget_activate_action (window, "win.walk-to", "u", (guint32) 52);
  WAIT_UNTIL (live_window_frame (fixture)->stop == 52);
  first = unroll_view_get_first (UNROLL_VIEW (ledger));
  g_assert_cmpuint (first, >, 30);
  g_assert_cmpuint (first, <, 50);
  gtk_widget_activate_action (window, "win.walk-to", "u", (guint32) 91);
  WAIT_UNTIL (live_window_frame (fixture)->stop == 91);
  g_assert_cmpuint (unroll_view_get_first (UNROLL_VIEW (ledger)), ==, 10);
}

/* The focus goes to the page that takes the place of the one that had it. */
static void
test_focus (LiveWindow    *fixture,
            gconstpointer  data)
{
  GtkWindow *window = GTK_WINDOW (fixture->window);
  GtkWidget *before = gtk_window_get_focus (window);
  GtkWidget *focus;

  set_flow (fixture, "follows");
  g_assert_true (gtk_window_get_focus (window) == before);

  focus = find_shown (GTK_WIDGET (window), "UnrollFollowsView");
  gtk_widget_grab_focus (focus);
  set_flow (fixture, "vanish");
  focus = gtk_window_get_focus (window);
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (focus), ==, "UnrollVanishView");
}

#define ADD(name, func)                                                      \
  g_test_add ("/pages/" name, LiveWindow, application, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_autoptr (UnrollApplication) application
    = live_application_new (&argc, &argv);

  ADD ("flow", test_pages);
  ADD ("focus", test_focus);
  ADD ("vanish", test_vanish);
  ADD ("ledger", test_ledger);
  ADD ("ledger/walk", test_ledger_walk);

  return g_test_run ();
}
