/* Many seeds, in the real window: swept, stopped, refused, and one opened. */

#include "core/series.h"
#include "tests/ui/find.h"
#include "tests/ui/live-window.h"
#include "ui/sweep-dialog.h"

static const RnnSweepReport *
report (LiveWindow *fixture)
{
  return unroll_view_state_get_sweep (fixture->state);
}

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

static void
sweep (LiveWindow *fixture,
       guint32  n_seeds)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sweep", "u",
                              n_seeds);
}

static void
set (LiveWindow *fixture,
     const char *key,
     const char *value)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.set", "(ss)",
                              key, value);
}

/* The seed that is opened ends as it did in the sweep, while the run that was
 * shown meanwhile is not touched by it. */
static void
test_open (LiveWindow    *fixture,
           gconstpointer  data)
{
  RnnSweepResult result;
  RnnMetrics end;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.step", NULL);
  WAIT_UNTIL (live_window_frame (fixture)->position.epoch == 1);
  sweep (fixture, 20);
  g_assert_true (unroll_view_state_get_sweeping (fixture->state));
  WAIT_UNTIL (!unroll_view_state_get_sweeping (fixture->state));
  g_assert_cmpuint (report (fixture)->n_done, ==, 20);
  g_assert_cmpuint (live_window_frame (fixture)->position.epoch, ==, 1);
  g_assert_cmpuint (live_window_frame (fixture)->spec.seed, ==, 123);

  result = report (fixture)->results[7];
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-seed",
                              "u", result.seed);
  WAIT_UNTIL (live_window_frame (fixture)->spec.seed == result.seed
              && live_window_frame (fixture)->position.epoch == 100);
  end = rnn_series_row (unroll_view_state_get_series (fixture->state), 99);
  g_assert_cmpfloat (end.loss, ==, result.loss);
  g_assert_cmpfloat (end.accuracy, ==, result.accuracy);
}

static void
test_stop (LiveWindow    *fixture,
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
test_refused (LiveWindow    *fixture,
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

/* Its commands are the window's. */
static void
test_dialog (LiveWindow    *fixture,
             gconstpointer  data)
{
  GtkWidget *dialog = unroll_sweep_dialog_new (
    GTK_APPLICATION_WINDOW (fixture->window), fixture->state);
  GtkWidget *seeds, *start;

  gtk_window_present (GTK_WINDOW (dialog));
  seeds = find_widget (dialog, GTK_TYPE_SPIN_BUTTON);
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
  g_test_add ("/sweep/" name, LiveWindow, application, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_autoptr (UnrollApplication) application
    = live_application_new (&argc, &argv);

  ADD ("open", test_open);
  ADD ("stop", test_stop);
  ADD ("refused", test_refused);
  ADD ("dialog", test_dialog);

  return g_test_run ();
}
