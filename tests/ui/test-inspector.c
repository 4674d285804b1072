/* The inspector in the real window: what is clicked anywhere is explained in its
 * page, terms lead on, Escape lets go, and it stays true while training runs. */

#include <gtk/gtk.h>

#include "app/application.h"
#include "app/window.h"
#include "tests/ui/wait.h"
#include "ui/inspector-view.h"
#include "ui/network-view.h"
#include "ui/paint/formula.h"
#include "ui/parameters-view.h"

typedef struct
{
  UnrollWindow    *window;
  UnrollViewState *state;     /* borrowed */
  GtkWidget       *stage;     /* borrowed */
  GtkWidget       *inspector; /* borrowed */
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

static GtkEventController *
find_controller (GtkWidget *widget,
                 GType      type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller
        = g_list_model_get_item (controllers, i);

      if (g_type_is_a (G_OBJECT_TYPE (controller), type))
        return controller;
    }

  return NULL;
}

/* The middle of where @target is. */
static void
place (GtkWidget  *view,
       PaintTarget target,
       double     *x,
       double     *y)
{
  PaintRect area = { 0, 0, gtk_widget_get_width (view),
                     gtk_widget_get_height (view) };
  PaintRect rect;

  rect = UNROLL_VIEW_GET_CLASS (view)->target_rect (
    UNROLL_VIEW (view), area, unroll_view_get_theme (UNROLL_VIEW (view)),
    &target);
  g_assert_cmpfloat (rect.width, >, 0.0);
  *x = rect.x + rect.width / 2;
  *y = rect.y + rect.height / 2;
}

static void
click (GtkWidget  *view,
       PaintTarget target)
{
  double x, y;

  place (view, target, &x, &y);
  g_signal_emit_by_name (find_controller (view, GTK_TYPE_GESTURE_CLICK),
                         "pressed", 1, x, y);
}

/* What the other pictures light then. */
static PaintTargetKind
point (Fixture     *fixture,
       PaintTarget  target)
{
  double x, y;

  place (fixture->inspector, target, &x, &y);
  g_signal_emit_by_name (find_controller (fixture->inspector,
                                          GTK_TYPE_EVENT_CONTROLLER_MOTION),
                         "motion", x, y);

  return unroll_view_state_get_hovered (fixture->state).kind;
}

static void
press (GtkWidget *view,
       guint      keyval)
{
  gboolean handled;

  g_signal_emit_by_name (find_controller (view, GTK_TYPE_EVENT_CONTROLLER_KEY),
                         "key-pressed", keyval, 0, 0, &handled);
}

static const RnnAddress *
inspected (Fixture *fixture)
{
  const PaintSubject *subject
    = unroll_view_state_get_inspected (fixture->state);

  g_assert_nonnull (subject);

  return &subject->address;
}

static RnnFrame *
frame (Fixture *fixture)
{
  return unroll_view_state_get_frame (fixture->state);
}

static char *
text (Fixture *fixture)
{
  return UNROLL_VIEW_GET_CLASS (fixture->inspector)
    ->describe (UNROLL_VIEW (fixture->inspector), NULL);
}

/* Shown, drawn, and settled. */
static void
wait_for_page (Fixture *fixture)
{
  WAIT_UNTIL (gtk_widget_get_mapped (fixture->inspector)
              && gtk_widget_get_height (fixture->inspector) > 100);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
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
  WAIT_UNTIL (frame (fixture) != NULL);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  fixture->stage = find (GTK_WIDGET (fixture->window),
                         UNROLL_TYPE_NETWORK_VIEW);
  fixture->inspector = find (GTK_WIDGET (fixture->window),
                             UNROLL_TYPE_INSPECTOR_VIEW);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static const PaintTarget unit = { PAINT_TARGET_UNIT, .t = 3, .column = 1 };

static void
test_click (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *words = NULL;

  g_assert_false (gtk_widget_get_mapped (fixture->inspector));
  click (fixture->stage, unit);
  wait_for_page (fixture);
  g_assert_cmpint (inspected (fixture)->quantity, ==, RNN_QUANTITY_H);
  g_assert_cmpuint (inspected (fixture)->t, ==, 3);
  words = text (fixture);
  g_assert_true (g_str_has_prefix (words, "h₃[2] hidden unit 2 at t = 3\n"));
  g_assert_cmpuint (unroll_view_get_first (UNROLL_VIEW (fixture->inspector)),
                    ==, 0);

  /* What was there before comes back when it is let go. */
  press (fixture->stage, GDK_KEY_Escape);
  g_assert_null (unroll_view_state_get_inspected (fixture->state));
  WAIT_UNTIL (!gtk_widget_get_mapped (fixture->inspector));
}

/* From a term to where it comes from, and back. */
static void
test_terms (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  /* Of the line "x₃ W_xh  1·0.34". */
  const PaintTarget input = { PAINT_TARGET_TERM, .row = 2, .column = 1 };
  const PaintTarget weight = { PAINT_TARGET_TERM, .row = 2, .column = 3 };

  click (fixture->stage, unit);
  wait_for_page (fixture);
  g_assert_cmpint (point (fixture, input), ==, PAINT_TARGET_INPUT);
  g_assert_cmpint (point (fixture, weight), ==, PAINT_TARGET_WEIGHT);

  gtk_widget_grab_focus (fixture->inspector);
  press (fixture->inspector, GDK_KEY_Right);
  press (fixture->inspector, GDK_KEY_Right);
  press (fixture->inspector, GDK_KEY_Return);
  g_assert_cmpint (inspected (fixture)->quantity, ==, RNN_QUANTITY_WEIGHT);
  gtk_test_widget_wait_for_draw (window);

  g_assert_true (gtk_widget_activate_action (window, "win.inspect-back",
                                             NULL));
  g_assert_cmpint (inspected (fixture)->quantity, ==, RNN_QUANTITY_H);
  g_assert_true (gtk_widget_activate_action (window, "win.inspect-forward",
                                             NULL));
  g_assert_cmpint (inspected (fixture)->quantity, ==, RNN_QUANTITY_WEIGHT);
}

/* The numbers are those of the frame that is shown, whatever runs. */
static void
test_live (Fixture       *fixture,
           gconstpointer  data)
{
  UnrollSession *session = unroll_window_get_session (fixture->window);
  GtkWidget *parameters = find (GTK_WIDGET (fixture->window),
                                UNROLL_TYPE_PARAMETERS_VIEW);
  const PaintTarget weight = { PAINT_TARGET_WEIGHT, .parameter = 1, .row = 1 };

  click (parameters, weight);
  wait_for_page (fixture);
  WAIT_UNTIL (frame (fixture)->next != NULL);
  unroll_session_set_speed (session, 0.0);
  unroll_session_play (session);
  for (guint i = 0; i < 20; i++)
    {
      guint64 serial = frame (fixture)->serial;
      const PaintSubject *subject;
      double value = 0.0;

      WAIT_UNTIL (frame (fixture)->serial != serial
                  || !unroll_view_state_get_playing (fixture->state));
      subject = unroll_view_state_get_inspected (fixture->state);
      g_assert_nonnull (subject);
      g_assert_nonnull (frame (fixture)->next);
      g_assert_true (rnn_update_value (frame (fixture)->next,
                                       &subject->address, &value));
      g_assert_cmpfloat (
        value, ==,
        frame (fixture)->parameters[frame (fixture)
                                      ->network.parameters[1].offset + 3]);
    }
  WAIT_UNTIL (!unroll_view_state_get_playing (fixture->state));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
}

/* Long sums unfold by Enter, and fold when one goes on. */
static void
test_folding (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *cut = NULL;
  g_autofree char *whole = NULL;
  PaintTarget more = { PAINT_TARGET_TERM, .row = 0 };
  const PaintSubject *subject;
  PaintFormulaData formula;

  unroll_session_set (unroll_window_get_session (fixture->window),
                      "network.units", "64");
  WAIT_UNTIL (frame (fixture)->network.units[0] == 64);
  unroll_session_inspect (unroll_window_get_session (fixture->window),
                          &(PaintSubject) { { RNN_QUANTITY_H, .t = 3 }, 0 });
  wait_for_page (fixture);
  cut = text (fixture);
  subject = unroll_view_state_get_inspected (fixture->state);
  formula = (PaintFormulaData) { .frame = frame (fixture),
                                 .subject = subject };
  while (!paint_formula_unfolds (&formula, &more))
    g_assert_cmpuint (++more.row, <, 40);
  UNROLL_VIEW_GET_CLASS (fixture->inspector)
    ->activate (UNROLL_VIEW (fixture->inspector), &more);
  whole = text (fixture);
  g_assert_cmpuint (strlen (whole), >, 3 * strlen (cut));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
}

#define ADD(name, func)                                                    \
  g_test_add ("/inspector/" name, Fixture, application, set_up, func,      \
              tear_down)

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

  ADD ("click", test_click);
  ADD ("terms", test_terms);
  ADD ("live", test_live);
  ADD ("folding", test_folding);

  return g_test_run ();
}
