/* The inspector in the real window: what is clicked anywhere is explained in its
 * page, terms lead on, Escape lets go, and it stays true while training runs. */

#include "tests/ui/find.h"
#include "tests/ui/live-window.h"
#include "ui/inspector-view.h"
#include "ui/network-view.h"
#include "ui/paint/formula.h"
#include "ui/parameters-view.h"

typedef struct
{
  LiveWindow       live;
  GtkWidget       *stage;     /* borrowed */
  GtkWidget       *inspector; /* borrowed */
} Fixture;

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

  return unroll_view_state_get_hovered (fixture->live.state).kind;
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
    = unroll_view_state_get_inspected (fixture->live.state);

  g_assert_nonnull (subject);

  return &subject->address;
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
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->live.window));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  live_window_open (&fixture->live, data, 4);
  fixture->stage = find_widget (GTK_WIDGET (fixture->live.window),
                         UNROLL_TYPE_NETWORK_VIEW);
  fixture->inspector = find_widget (GTK_WIDGET (fixture->live.window),
                             UNROLL_TYPE_INSPECTOR_VIEW);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  live_window_close (&fixture->live);
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
  g_assert_null (unroll_view_state_get_inspected (fixture->live.state));
  WAIT_UNTIL (!gtk_widget_get_mapped (fixture->inspector));
}

/* From a term to where it comes from, and back. */
static void
test_terms (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->live.window);
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
  UnrollSession *session = unroll_window_get_session (fixture->live.window);
  GtkWidget *parameters = find_widget (GTK_WIDGET (fixture->live.window),
                                UNROLL_TYPE_PARAMETERS_VIEW);
  const PaintTarget weight = { PAINT_TARGET_WEIGHT, .parameter = 1, .row = 1 };

  click (parameters, weight);
  wait_for_page (fixture);
  WAIT_UNTIL (live_window_frame (&fixture->live)->next != NULL);
  unroll_session_set_speed (session, 0.0);
  unroll_session_play (session);
  for (guint i = 0; i < 20; i++)
    {
      guint64 serial = live_window_frame (&fixture->live)->serial;
      const PaintSubject *subject;
      double value = 0.0;

      WAIT_UNTIL (live_window_frame (&fixture->live)->serial != serial
                  || !unroll_view_state_get_playing (fixture->live.state));
      subject = unroll_view_state_get_inspected (fixture->live.state);
      g_assert_nonnull (subject);
      g_assert_nonnull (live_window_frame (&fixture->live)->next);
      g_assert_true (rnn_update_value (live_window_frame (&fixture->live)->next,
                                       &subject->address, &value));
      g_assert_cmpfloat (
        value, ==,
        live_window_frame (&fixture->live)->parameters[live_window_frame (&fixture->live)
                                      ->network.parameters[1].offset + 3]);
    }
  WAIT_UNTIL (!unroll_view_state_get_playing (fixture->live.state));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->live.window));
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

  unroll_session_set (unroll_window_get_session (fixture->live.window),
                      "network.units", "64");
  WAIT_UNTIL (live_window_frame (&fixture->live)->network.units[0] == 64);
  unroll_session_inspect (unroll_window_get_session (fixture->live.window),
                          &(PaintSubject) { { RNN_QUANTITY_H, .t = 3 }, 0 });
  wait_for_page (fixture);
  cut = text (fixture);
  subject = unroll_view_state_get_inspected (fixture->live.state);
  formula = (PaintFormulaData) { .frame = live_window_frame (&fixture->live),
                                 .subject = subject };
  while (!paint_formula_unfolds (&formula, &more))
    g_assert_cmpuint (++more.row, <, 40);
  UNROLL_VIEW_GET_CLASS (fixture->inspector)
    ->activate (UNROLL_VIEW (fixture->inspector), &more);
  whole = text (fixture);
  g_assert_cmpuint (strlen (whole), >, 3 * strlen (cut));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->live.window));
}

#define ADD(name, func)                                                    \
  g_test_add ("/inspector/" name, Fixture, application, set_up, func,      \
              tear_down)

int
main (int   argc,
      char *argv[])
{
  g_autoptr (UnrollApplication) application
    = live_application_new (&argc, &argv);

  ADD ("click", test_click);
  ADD ("terms", test_terms);
  ADD ("live", test_live);
  ADD ("folding", test_folding);

  return g_test_run ();
}
