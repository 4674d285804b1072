/* What all pictures share: what is pointed at is told and marked, here and in
 * the others; clicks, keys, scrolling; a picture is drawn anew only for a
 * reason. */

#include "tests/ui/fake-window.h"
#include "tests/ui/find.h"
#include "ui/curve-view.h"
#include "ui/follows-view.h"
#include "ui/network-view.h"
#include "ui/parameters-view.h"
#include "ui/states-view.h"

static void
point (GtkWidget *view,
       double     x,
       double     y)
{
  g_signal_emit_by_name (find_controller (view, GTK_TYPE_EVENT_CONTROLLER_MOTION),
                         "motion", x, y);
}

static void
click (GtkWidget *view,
       double     x,
       double     y)
{
  g_signal_emit_by_name (find_controller (view, GTK_TYPE_GESTURE_CLICK),
                         "pressed", 1, x, y);
}

static gboolean
press (GtkWidget *view,
       guint      keyval)
{
  gboolean handled;

  g_signal_emit_by_name (find_controller (view, GTK_TYPE_EVENT_CONTROLLER_KEY),
                         "key-pressed", keyval, 0, 0, &handled);

  return handled;
}

/* The middle of where @target is in @view. */
static void
find_target (GtkWidget         *view,
             const PaintTarget *target,
             double            *x,
             double            *y)
{
  PaintRect area = { 0, 0, gtk_widget_get_width (view),
                     gtk_widget_get_height (view) };
  PaintRect rect;

  rect = UNROLL_VIEW_GET_CLASS (view)->target_rect (
    UNROLL_VIEW (view), area, unroll_view_get_theme (UNROLL_VIEW (view)),
    target);
  g_assert_cmpfloat (rect.width, >, 0.0);
  *x = rect.x + rect.width / 2;
  *y = rect.y + rect.height / 2;
}

static char *
tooltip_at (GtkWidget *view,
            double     x,
            double     y)
{
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  UnrollViewClass *klass = UNROLL_VIEW_GET_CLASS (view);
  PaintRect area = { 0, 0, gtk_widget_get_width (view),
                     gtk_widget_get_height (view) };
  PaintTarget target;

  target = klass->pick (UNROLL_VIEW (view), area,
                        unroll_view_get_theme (UNROLL_VIEW (view)), x, y);
  if (!GTK_WIDGET_GET_CLASS (view)->query_tooltip (view, (int) x, (int) y,
                                                   FALSE, tooltip))
    return NULL;

  return klass->describe (UNROLL_VIEW (view), &target);
}

static void
test_point (void)
{
  g_autoptr (FakeWindow) fake = fake_window_new ();
  GtkWidget *view = unroll_states_view_new (fake->state);
  PaintTarget unit = { .kind = PAINT_TARGET_UNIT, .sample = 2, .t = 1,
                       .column = 1 };
  PaintTarget hovered;
  g_autofree char *text = NULL;
  double x, y;

  fake_window_show (fake, view, 300, 250);
  fake_window_train (fake, 5, "c", FALSE);
  find_target (view, &unit, &x, &y);
  point (view, x, y);
  hovered = unroll_view_state_get_hovered (fake->state);
  g_assert_cmpint (hovered.kind, ==, PAINT_TARGET_UNIT);
  g_assert_cmpuint (hovered.sample, ==, 2);
  g_assert_cmpuint (hovered.column, ==, 1);

  /* More digits than the picture has. */
  text = tooltip_at (view, x, y);
  g_assert_nonnull (text);
  g_assert_cmpuint (strlen (text), >, 12);

  g_signal_emit_by_name (find_controller (view, GTK_TYPE_EVENT_CONTROLLER_MOTION),
                         "leave");
  hovered = unroll_view_state_get_hovered (fake->state);
  g_assert_cmpint (hovered.kind, ==, PAINT_TARGET_NONE);
}

static void
test_click (void)
{
  g_autoptr (FakeWindow) fake = fake_window_new ();
  GtkWidget *view = unroll_network_view_new (fake->state);
  PaintTarget unit = { .kind = PAINT_TARGET_UNIT, .sample = 3, .t = 1 };
  double x, y;

  fake_window_show (fake, view, 860, 440);
  click (view, 5, 5);
  g_assert_cmpstr (fake_window_last_command (fake), ==, "");
  fake_window_train (fake, 5, "c", FALSE);
  fake_window_settle ();
  find_target (view, &unit, &x, &y);
  click (view, x, y);
  g_assert_cmpstr (fake_window_last_command (fake), ==,
                   "win.select-sample 3");
}

/* A click inspects, which stays marked until Escape; so does Enter. */
static void
test_inspect (void)
{
  g_autoptr (FakeWindow) fake = fake_window_new ();
  GtkWidget *view = unroll_parameters_view_new (fake->state);
  PaintTarget weight = { PAINT_TARGET_WEIGHT, .parameter = 1, .row = 2,
                         .column = 1 };
  const PaintSubject *subject;
  double x, y;

  fake_window_show (fake, view, 320, 200);
  fake_window_train (fake, 5, "c", FALSE);
  find_target (view, &weight, &x, &y);
  click (view, x, y);
  subject = unroll_view_state_get_inspected (fake->state);
  g_assert_nonnull (subject);
  g_assert_cmpint (subject->address.quantity, ==, RNN_QUANTITY_WEIGHT);
  g_assert_cmpuint (subject->address.parameter, ==, 1);
  g_assert_cmpuint (subject->address.row, ==, 2);
  g_assert_cmpuint (subject->address.column, ==, 1);
  gtk_test_widget_wait_for_draw (fake->window);

  press (view, GDK_KEY_Left);
  press (view, GDK_KEY_Return);
  subject = unroll_view_state_get_inspected (fake->state);
  g_assert_cmpuint (subject->address.column, ==, 0);

  g_assert_true (press (view, GDK_KEY_Escape));
  g_assert_null (unroll_view_state_get_inspected (fake->state));
  g_assert_false (press (view, GDK_KEY_Escape));
}

static void
test_curve_click (void)
{
  g_autoptr (FakeWindow) fake = fake_window_new ();
  g_autoptr (RnnSeries) series = rnn_series_new ();
  GtkWidget *view = unroll_curve_view_new (PAINT_CURVE_LOSS, fake->state);
  PaintTarget epoch = { .kind = PAINT_TARGET_EPOCH, .epoch = 3 };
  double x, y;

  fake_window_show (fake, view, 300, 250);
  for (guint32 i = 1; i <= 5; i++)
    {
      RnnMetrics row = { .epoch = i, .loss = 1.0 / i, .accuracy = 0.5 };

      rnn_series_add (series, &row);
    }
  unroll_view_state_set_series (fake->state, series);
  fake_window_train (fake, 5, "c", FALSE);
  find_target (view, &epoch, &x, &y);
  click (view, x, y);
  g_assert_cmpstr (fake_window_last_command (fake), ==, "win.seek 3");
}

static void
test_keys (void)
{
  g_autoptr (FakeWindow) fake = fake_window_new ();
  GtkWidget *view = unroll_states_view_new (fake->state);

  fake_window_show (fake, view, 300, 250);
  /* Nothing to move in yet, and nothing happens. */
  press (view, GDK_KEY_Down);
  press (view, GDK_KEY_Return);
  g_assert_cmpstr (fake_window_last_command (fake), ==, "");

  fake_window_train (fake, 5, "c", FALSE);
  for (int i = 0; i < 3; i++)
    g_assert_true (press (view, GDK_KEY_Down));
  press (view, GDK_KEY_Return);
  g_assert_cmpstr (fake_window_last_command (fake), ==,
                   "win.select-sample 2");
  /* At an edge it stays where it is. */
  for (int i = 0; i < 20; i++)
    press (view, GDK_KEY_Down);
  press (view, GDK_KEY_Return);
  g_assert_cmpstr (fake_window_last_command (fake), ==,
                   "win.select-sample 4");

  g_assert_true (press (view, GDK_KEY_Escape));
  g_assert_false (press (view, GDK_KEY_Escape));
  /* Space is the window's: it plays. */
  g_assert_false (press (view, GDK_KEY_space));
  g_assert_false (press (view, GDK_KEY_period));
}

static gboolean
has_bubble (GtkWidget *view)
{
  for (GtkWidget *child = gtk_widget_get_first_child (view); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child) && gtk_widget_get_visible (child))
      return TRUE;

  return FALSE;
}

/* Where the arrows lead a bubble tells the number; where a click or Enter
 * inspects it, nothing covers the picture. */
static void
test_bubble (void)
{
  g_autoptr (FakeWindow) fake = fake_window_new ();
  GtkWidget *view = unroll_states_view_new (fake->state);

  fake_window_show (fake, view, 300, 250);
  fake_window_train (fake, 5, "c", FALSE);
  gtk_widget_grab_focus (view);
  gtk_window_set_focus_visible (GTK_WINDOW (fake->window), TRUE);

  press (view, GDK_KEY_Down);
  g_assert_true (has_bubble (view));
  click (view, 200, 120);
  g_assert_false (has_bubble (view));
  press (view, GDK_KEY_Up);
  g_assert_true (has_bubble (view));
  press (view, GDK_KEY_Return);
  g_assert_false (has_bubble (view));
}

static void
test_description (void)
{
  g_autoptr (FakeWindow) fake = fake_window_new ();
  GtkWidget *view = unroll_states_view_new (fake->state);

  fake_window_show (fake, view, 300, 250);
  gtk_test_accessible_assert_role (view, GTK_ACCESSIBLE_ROLE_IMG);

  /* A screen reader is not interrupted while numbers run. */
  unroll_view_state_set_playing (fake->state, TRUE);
  fake_window_train (fake, 5, "c", FALSE);
  unroll_view_state_set_playing (fake->state, FALSE);
  g_assert_true (gtk_test_accessible_has_property (
    GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  g_assert_true (gtk_widget_get_focusable (view));
}

static void
test_scrolling (void)
{
  g_autoptr (FakeWindow) fake = fake_window_new ();
  GtkWidget *view = unroll_states_view_new (fake->state);
  gboolean handled;

  g_assert_true (rnn_spec_set (fake->in_force, "data.text",
                               "abcdefghijklmnopqrstuvwxyz", NULL));
  fake_window_show (fake, view, 300, 200);
  fake_window_train (fake, 1, NULL, FALSE);
  fake_window_settle ();
  g_assert_cmpuint (unroll_view_get_first (UNROLL_VIEW (view)), ==, 0);

  g_signal_emit_by_name (find_controller (view, GTK_TYPE_EVENT_CONTROLLER_SCROLL),
                         "scroll", 0.0, 3.0, &handled);
  g_assert_true (handled);
  g_assert_cmpuint (unroll_view_get_first (UNROLL_VIEW (view)), ==, 3);
  g_signal_emit_by_name (find_controller (view, GTK_TYPE_EVENT_CONTROLLER_SCROLL),
                         "scroll", 0.0, -9.0, &handled);
  g_assert_cmpuint (unroll_view_get_first (UNROLL_VIEW (view)), ==, 0);
  /* At the end the window around it scrolls. */
  g_signal_emit_by_name (find_controller (view, GTK_TYPE_EVENT_CONTROLLER_SCROLL),
                         "scroll", 0.0, -1.0, &handled);
  g_assert_false (handled);

  /* The cursor takes it along. */
  for (int i = 0; i < 26; i++)
    press (view, GDK_KEY_Down);
  g_assert_cmpuint (unroll_view_get_first (UNROLL_VIEW (view)), >, 10);
}

/* Every view with and without anything to show, in every size. */
static void
test_sizes (void)
{
  for (int kind = 0; kind < 6; kind++)
    {
      g_autoptr (FakeWindow) fake = fake_window_new ();
      GtkWidget *views[] = {
        unroll_network_view_new (fake->state),
        unroll_states_view_new (fake->state),
        unroll_parameters_view_new (fake->state),
        unroll_follows_view_new (fake->state),
        unroll_curve_view_new (PAINT_CURVE_LOSS, fake->state),
        unroll_curve_view_new (PAINT_CURVE_ACCURACY, fake->state),
      };

      for (int i = 0; i < 6; i++)
        if (i != kind)
          {
            g_object_ref_sink (views[i]);
            g_assert_finalize_object (views[i]);
          }
      fake_window_show (fake, views[kind], 900, 600);
      fake_window_train (fake, 3, "ab", FALSE);
      gtk_test_widget_wait_for_draw (fake->window);
      for (int size = 0; size < 3; size++)
        {
          static const double zooms[] = { 0.6, 1.0, 2.5 };

          unroll_view_state_set_zoom (fake->state, zooms[size]);
          gtk_test_widget_wait_for_draw (fake->window);
        }
      unroll_view_state_set_frame (fake->state, NULL);
      gtk_test_widget_wait_for_draw (fake->window);
    }
}

/* The text's size asks for more room; the zoom is part of it. */
static void
test_text_scale (void)
{
  g_autoptr (FakeWindow) fake = fake_window_new ();
  GtkWidget *view = unroll_states_view_new (fake->state);
  int plain, large;

  fake_window_show (fake, view, 300, 200);
  gtk_widget_measure (view, GTK_ORIENTATION_HORIZONTAL, -1, &plain, NULL, NULL,
                      NULL);
  unroll_view_state_set_zoom (fake->state, 2.0);
  gtk_widget_measure (view, GTK_ORIENTATION_HORIZONTAL, -1, &large, NULL, NULL,
                      NULL);
  g_assert_cmpint (large, ==, 2 * plain);
  unroll_view_state_set_zoom (fake->state, 1.0);

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 192 * 1024, NULL);
  gtk_test_widget_wait_for_draw (fake->window);
  gtk_widget_measure (view, GTK_ORIENTATION_HORIZONTAL, -1, &large, NULL, NULL,
                      NULL);
  g_assert_cmpint (ABS (large - 2 * plain), <=, 1);
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-xft-dpi");
}

static void
test_dark (void)
{
  g_autoptr (FakeWindow) fake = fake_window_new ();
  GtkWidget *view = unroll_states_view_new (fake->state);

  fake_window_show (fake, view, 300, 200);
  g_assert_false (unroll_view_get_theme (UNROLL_VIEW (view))->dark);
  g_object_set (gtk_settings_get_default (),
                "gtk-application-prefer-dark-theme", TRUE, NULL);
  gtk_test_widget_wait_for_draw (fake->window);
  g_assert_true (unroll_view_get_theme (UNROLL_VIEW (view))->dark);
  g_object_set (gtk_settings_get_default (),
                "gtk-application-prefer-dark-theme", FALSE, NULL);
  gtk_test_widget_wait_for_draw (fake->window);
  g_assert_false (unroll_view_get_theme (UNROLL_VIEW (view))->dark);
}

int
main (int   argc,
      char *argv[])
{
  fake_window_init (&argc, &argv);

  g_test_add_func ("/view/point", test_point);
  g_test_add_func ("/view/click", test_click);
  g_test_add_func ("/view/inspect", test_inspect);
  g_test_add_func ("/view/curve-click", test_curve_click);
  g_test_add_func ("/view/keys", test_keys);
  g_test_add_func ("/view/bubble", test_bubble);
  g_test_add_func ("/view/description", test_description);
  g_test_add_func ("/view/scrolling", test_scrolling);
  g_test_add_func ("/view/sizes", test_sizes);
  g_test_add_func ("/view/text-scale", test_text_scale);
  g_test_add_func ("/view/dark", test_dark);

  return g_test_run ();
}
