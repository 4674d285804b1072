/* Two runs beside each other: what the dialog proposes, and that they stay in
 * step. */

#include <string.h>

#include "tests/ui/find.h"
#include "tests/ui/live-window.h"
#include "ui/compare-dialog.h"
#include "ui/network-view.h"
#include "ui/setting-words.h"

static void
set_up (LiveWindow    *fixture,
        gconstpointer  application)
{
  live_window_open (fixture, application, 1);
}

static void
tear_down (LiveWindow    *fixture,
           gconstpointer  data)
{
  live_window_close (fixture);
}

static UnrollSession *
session_of (LiveWindow *fixture)
{
  return unroll_window_get_session (fixture->window);
}

static const RnnRunList *
runs (LiveWindow *fixture)
{
  return unroll_view_state_get_runs (fixture->state);
}

static RnnFrame *
frame (LiveWindow *fixture)
{
  return live_window_frame (fixture);
}

static void
seek (LiveWindow *fixture,
      guint32     epoch)
{
  unroll_session_seek (session_of (fixture), epoch);
  WAIT_UNTIL (frame (fixture)->position.epoch == epoch
              && !unroll_view_state_get_seeking (fixture->state));
}

static void
activate (LiveWindow *fixture,
          const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window),
                                             action, NULL));
}

static GtkWidget *
open_comparison (LiveWindow *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  activate (fixture, "win.compare");
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (UNROLL_IS_COMPARE_DIALOG (window))
        return window;
    }
  g_assert_not_reached ();
}

static void
accept (GtkWidget *dialog)
{
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (dialog)),
                         "clicked");
}

/* As the dialog proposes. */
static void
compare (LiveWindow *fixture)
{
  accept (open_comparison (fixture));
}

static void
choose_setting (GtkWidget  *dialog,
                const char *name)
{
  GtkDropDown *which
    = GTK_DROP_DOWN (find_widget (dialog, GTK_TYPE_DROP_DOWN));
  GListModel *labels = gtk_drop_down_get_model (which);
  const char *label = unroll_setting_label (rnn_setting_find (name));

  for (guint i = 0; i < g_list_model_get_n_items (labels); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (labels), i),
                     label))
      {
        gtk_drop_down_set_selected (which, i);
        return;
      }
  g_assert_not_reached ();
}

/* What is on is proposed off, as that is what else it can be. */
static void
test_compare_switch (LiveWindow    *fixture,
                     gconstpointer  data)
{
  gboolean shuffle = frame (fixture)->spec.shuffle;
  GtkWidget *dialog = open_comparison (fixture);
  GtkWidget *button = gtk_window_get_default_widget (GTK_WINDOW (dialog));
  GtkWidget *toggle;

  choose_setting (dialog, "training.shuffle");
  toggle = find_widget (dialog, GTK_TYPE_SWITCH);
  g_assert_nonnull (toggle);
  g_assert_cmpint (gtk_switch_get_active (GTK_SWITCH (toggle)), ==, !shuffle);
  g_assert_true (gtk_widget_get_sensitive (button));
  gtk_switch_set_active (GTK_SWITCH (toggle), shuffle);
  g_assert_false (gtk_widget_get_sensitive (button));
  gtk_switch_set_active (GTK_SWITCH (toggle), !shuffle);
  accept (dialog);
  WAIT_UNTIL (frame (fixture)->companion != NULL);
  g_assert_cmpint (frame (fixture)->companion->spec.shuffle, ==, !shuffle);
}

/* By one key beside it, in step, and told with it; by the same key off and on
 * again. */
static void
test_compare (LiveWindow    *fixture,
              gconstpointer  data)
{
  GtkWidget *stage = find_widget (GTK_WIDGET (fixture->window),
                                 UNROLL_TYPE_NETWORK_VIEW);
  g_autofree char *told = NULL;
  guint64 other;

  seek (fixture, 30);
  compare (fixture);
  WAIT_UNTIL (frame (fixture)->companion != NULL
              && frame (fixture)->companion_state == RNN_COMPANION_IN_STEP);
  other = runs (fixture)->companion;
  g_assert_cmpstr (runs (fixture)->runs[1].name, ==, "learning rate 0.1");
  g_assert_cmpuint (frame (fixture)->companion->position.epoch, ==, 30);
  seek (fixture, 12);
  g_assert_cmpuint (frame (fixture)->companion->position.epoch, ==, 12);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  told = UNROLL_VIEW_GET_CLASS (stage)->describe (UNROLL_VIEW (stage), NULL);
  g_assert_nonnull (strstr (told, "learning rate 0.01: "));
  g_assert_nonnull (strstr (told, "learning rate 0.1: "));

  activate (fixture, "win.compare");
  WAIT_UNTIL (frame (fixture)->companion == NULL);
  g_assert_cmpuint (runs (fixture)->n, ==, 2);
  compare (fixture);
  WAIT_UNTIL (frame (fixture)->companion != NULL);
  g_assert_cmpuint (runs (fixture)->companion, ==, other);
  g_assert_cmpuint (runs (fixture)->n, ==, 2);

  /* A larger network beside it, and then it beside that. */
  unroll_session_compare (session_of (fixture), "network.units", "8;4");
  WAIT_UNTIL (runs (fixture)->n == 3 && frame (fixture)->companion != NULL
              && frame (fixture)->companion->network.n_layers == 2);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  unroll_session_switch_run (session_of (fixture), runs (fixture)->companion);
  WAIT_UNTIL (frame (fixture)->network.n_layers == 2
              && frame (fixture)->companion != NULL);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  g_assert_cmpuint (frame (fixture)->companion->network.n_layers, ==, 1);
}

#define ADD(name, func)                                                     \
  g_test_add ("/compare/" name, LiveWindow, application, set_up, func,        \
              tear_down)

int
main (int   argc,
      char *argv[])
{
  g_autoptr (UnrollApplication) application
    = live_application_new (&argc, &argv);

  ADD ("in-step", test_compare);
  ADD ("switch", test_compare_switch);

  return g_test_run ();
}
