/* Many seeds, in the real window: swept, stopped, refused, and one opened. */

#include <gtk/gtk.h>

#include "app/application.h"
#include "app/window.h"
#include "core/series.h"
#include "tests/ui/wait.h"
#include "ui/sweep-dialog.h"

typedef struct
{
  UnrollWindow    *window;
  UnrollViewState *state;        /* borrowed */
} Fixture;

static RnnFrame *
frame (Fixture *fixture)
{
  return unroll_view_state_get_frame (fixture->state);
}

static const RnnSweepReport *
report (Fixture *fixture)
{
  return unroll_view_state_get_sweep (fixture->state);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_auto (RnnSpec) spec = { 0 };

  rnn_spec_init_default (&spec);
  fixture->window = unroll_window_new ((gpointer) data, &spec);
  fixture->state
    = unroll_session_get_state (unroll_window_get_session (fixture->window));
  gtk_window_present (GTK_WINDOW (fixture->window));
  WAIT_UNTIL (frame (fixture) != NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_ref (fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->window);
}

static void
sweep (Fixture *fixture,
       guint32  n_seeds)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sweep", "u",
                              n_seeds);
}

static void
set (Fixture    *fixture,
     const char *key,
     const char *value)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.set", "(ss)",
                              key, value);
}

/* The seed that is opened ends as it did in the sweep, while the run that was
 * shown meanwhile is not touched by it. */
static void
test_open (Fixture       *fixture,
           gconstpointer  data)
{
  RnnSweepResult result;
  RnnMetrics end;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.step", NULL);
  WAIT_UNTIL (frame (fixture)->position.epoch == 1);
  sweep (fixture, 20);
  g_assert_true (unroll_view_state_get_sweeping (fixture->state));
  WAIT_UNTIL (!unroll_view_state_get_sweeping (fixture->state));
  g_assert_cmpuint (report (fixture)->n_done, ==, 20);
  g_assert_cmpuint (frame (fixture)->position.epoch, ==, 1);
  g_assert_cmpuint (frame (fixture)->spec.seed, ==, 123);

  result = report (fixture)->results[7];
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-seed",
                              "u", result.seed);
  WAIT_UNTIL (frame (fixture)->spec.seed == result.seed
              && frame (fixture)->position.epoch == 100);
  end = rnn_series_row (unroll_view_state_get_series (fixture->state), 99);
  g_assert_cmpfloat (end.loss, ==, result.loss);
  g_assert_cmpfloat (end.accuracy, ==, result.accuracy);
}

static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  set (fixture, "fit.epochs", "1000000");
  sweep (fixture, 1000);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.stop-sweep",
                              NULL);
  g_assert_false (unroll_view_state_get_sweeping (fixture->state));
  g_assert_null (unroll_view_state_get_sweep_error (fixture->state));

  /* Another one, and the window closed while it goes. */
  sweep (fixture, 1000);
  g_assert_true (unroll_view_state_get_sweeping (fixture->state));
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  sweep (fixture, 1);
  WAIT_UNTIL (unroll_view_state_get_sweep_error (fixture->state) != NULL);
  g_assert_false (unroll_view_state_get_sweeping (fixture->state));
  g_assert_null (report (fixture));

  sweep (fixture, 2);
  g_assert_null (unroll_view_state_get_sweep_error (fixture->state));
  WAIT_UNTIL (!unroll_view_state_get_sweeping (fixture->state));
  g_assert_nonnull (report (fixture));
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Its commands are the window's. */
static void
test_dialog (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *dialog = unroll_sweep_dialog_new (
    GTK_APPLICATION_WINDOW (fixture->window), fixture->state);
  GtkWidget *seeds, *start;

  gtk_window_present (GTK_WINDOW (dialog));
  seeds = find (dialog, GTK_TYPE_SPIN_BUTTON);
  start = gtk_window_get_default_widget (GTK_WINDOW (dialog));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (seeds), 100000);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (seeds)),
                   ==, RNN_SWEEP_MAX_SEEDS);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (seeds), 30);
  g_signal_emit_by_name (start, "clicked");
  g_assert_true (unroll_view_state_get_sweeping (fixture->state));
  g_assert_false (gtk_widget_get_sensitive (seeds));
  WAIT_UNTIL (!unroll_view_state_get_sweeping (fixture->state));
  g_assert_true (gtk_widget_get_sensitive (seeds));
  g_assert_cmpuint (report (fixture)->n_done, ==, 30);
  gtk_test_widget_wait_for_draw (dialog);
  g_object_ref (dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (dialog);
}

#define ADD(name, func)                                                   \
  g_test_add ("/sweep/" name, Fixture, application, set_up, func, tear_down)

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

  ADD ("open", test_open);
  ADD ("stop", test_stop);
  ADD ("refused", test_refused);
  ADD ("dialog", test_dialog);

  return g_test_run ();
}
