/* Runs side by side in the real window: branching by the form, the list, the
 * change in the past, and that nothing is lost by a slip. */

#include <gtk/gtk.h>
#include <string.h>

#include "app/application.h"
#include "app/window.h"
#include "tests/ui/find.h"
#include "tests/ui/wait.h"
#include "ui/branch-form.h"
#include "ui/curve-view.h"
#include "ui/run-row.h"
#include "ui/scrubber.h"

/* One application for all, as in a program. */
typedef struct
{
  UnrollWindow    *window;
  UnrollSession   *session;      /* borrowed */
  UnrollViewState *state;        /* borrowed */
} Fixture;

static RnnFrame *
frame (Fixture *fixture)
{
  return unroll_view_state_get_frame (fixture->state);
}

static const RnnRunList *
runs (Fixture *fixture)
{
  return unroll_view_state_get_runs (fixture->state);
}

static gsize
n_known (Fixture *fixture)
{
  return rnn_series_length (unroll_view_state_get_series (fixture->state));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  application)
{
  g_auto (RnnSpec) spec = { 0 };

  rnn_spec_init_default (&spec);
  fixture->window = unroll_window_new ((gpointer) application, &spec);
  fixture->session = unroll_window_get_session (fixture->window);
  fixture->state = unroll_session_get_state (fixture->session);
  gtk_window_present (GTK_WINDOW (fixture->window));
  WAIT_UNTIL (frame (fixture) != NULL);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  UnrollSession *session = g_object_ref (fixture->session);

  g_object_ref (fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  WAIT_UNTIL_FINALIZED (fixture->window);
  WAIT_UNTIL_FINALIZED (session);
}

static GtkWidget *
find_in_window (Fixture *fixture,
                GType    type)
{
  GtkWidget *widget = find_widget (GTK_WIDGET (fixture->window), type);

  g_assert_nonnull (widget);
  return widget;
}

/* The scrubber's, "branch" or "runs". */
static GtkWidget *
menu_button (Fixture    *fixture,
             const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (
    find_in_window (fixture, UNROLL_TYPE_SCRUBBER), UNROLL_TYPE_SCRUBBER, name));
}

/* What @button opens, which is made only then. */
static GtkWidget *
open_content (GtkWidget *button)
{
  GtkPopover *popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (button));

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  g_assert_nonnull (gtk_popover_get_child (popover));
  WAIT_UNTIL (gtk_widget_get_mapped (gtk_popover_get_child (popover)));
  return gtk_popover_get_child (popover);
}

static void
seek (Fixture *fixture,
      guint32  epoch)
{
  unroll_session_seek (fixture->session, epoch);
  WAIT_UNTIL (frame (fixture)->position.epoch == epoch
              && !unroll_view_state_get_seeking (fixture->state));
}

static void
activate (Fixture    *fixture,
          const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window),
                                             action, NULL));
}

static void
branch (Fixture    *fixture,
        const char *key,
        const char *value)
{
  guint n = runs (fixture)->n;
  GVariantBuilder settings;

  g_variant_builder_init (&settings, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&settings, "{ss}", key, value);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.branch",
                              "(s@a{ss})", "",
                              g_variant_builder_end (&settings));
  WAIT_UNTIL (runs (fixture)->n == n + 1
              && frame (fixture)->run == runs (fixture)->at_hand);
}

/* The form ----------------------------------------------------------------- */

static GtkWidget *
open_form (Fixture *fixture)
{
  GtkWidget *form = open_content (menu_button (fixture, "branch"));

  g_assert_true (UNROLL_IS_BRANCH_FORM (form));
  return form;
}

static GtkWidget *
control_at (GtkWidget *form,
            int        row)
{
  return gtk_grid_get_child_at (GTK_GRID (find_widget (form, GTK_TYPE_GRID)), 1, row);
}

static GtkWidget *
name_entry (GtkWidget *form)
{
  return find_widget (gtk_widget_get_last_child (form), GTK_TYPE_ENTRY);
}

static GtkWidget *
branch_button (GtkWidget *form)
{
  return gtk_widget_get_last_child (gtk_widget_get_last_child (form));
}

static const char *
note_of (GtkWidget *form)
{
  GtkWidget *box = gtk_widget_get_last_child (form);

  return gtk_label_get_text (
    GTK_LABEL (gtk_widget_get_prev_sibling (box)));
}

static void
test_form (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *form;

  seek (fixture, 40);
  unroll_session_play (fixture->session);
  WAIT_UNTIL (unroll_view_state_get_playing (fixture->state));
  form = open_form (fixture);
  /* The epoch does not run away under the one who thinks. */
  WAIT_UNTIL (!unroll_view_state_get_playing (fixture->state));
  seek (fixture, 40);

  g_assert_nonnull (strstr (note_of (form), "same way"));
  gtk_editable_set_text (GTK_EDITABLE (control_at (form, 0)), "-1");
  g_assert_false (gtk_widget_get_sensitive (branch_button (form)));
  g_assert_true (gtk_widget_has_css_class (
    gtk_widget_get_prev_sibling (gtk_widget_get_last_child (form)), "error"));
  gtk_editable_set_text (GTK_EDITABLE (control_at (form, 0)), "0.05");
  g_assert_true (gtk_widget_get_sensitive (branch_button (form)));
  g_assert_cmpstr (gtk_entry_get_placeholder_text (
                     GTK_ENTRY (name_entry (form))), ==,
                   "lr 0.05 from epoch 40");

  /* What it means is said beforehand. */
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (control_at (form, 5)), 7);
  g_assert_nonnull (strstr (note_of (form), "seed changes nothing"));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (control_at (form, 5)), 123);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (control_at (form, 1)), 1);
  g_assert_nonnull (strstr (note_of (form), "start again from zero"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (control_at (form, 1)), 2);
  g_assert_false (gtk_widget_get_visible (control_at (form, 3)));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (control_at (form, 2)), 1);
  g_assert_true (gtk_widget_get_visible (control_at (form, 3)));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (control_at (form, 2)), 0);

  g_signal_emit_by_name (branch_button (form), "clicked");
  WAIT_UNTIL (frame (fixture)->run == 2);
  g_assert_cmpuint (runs (fixture)->n, ==, 2);
  g_assert_cmpstr (runs (fixture)->runs[1].name, ==, "lr 0.05 from epoch 40");
  g_assert_cmpfloat (frame (fixture)->spec.learning_rate, ==, 0.05);
  g_assert_cmpfloat (unroll_view_state_get_spec (fixture->state)->learning_rate,
                     ==, 0.05);
  g_assert_false (unroll_view_state_get_pending (fixture->state));
  WAIT_UNTIL (!gtk_widget_get_mapped (form));
}

/* Settings that wait are what the form begins with, and are in force in the
 * branch. */
static void
test_pending (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *form;

  seek (fixture, 10);
  unroll_session_set (fixture->session, "training.optimizer", "sgd");
  g_assert_true (unroll_view_state_get_pending (fixture->state));
  form = open_form (fixture);
  g_assert_cmpuint (gtk_drop_down_get_selected (
                      GTK_DROP_DOWN (control_at (form, 1))), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (name_entry (form)), "plain descent");
  g_signal_emit_by_name (branch_button (form), "clicked");
  WAIT_UNTIL (frame (fixture)->run == 2);
  g_assert_cmpstr (runs (fixture)->runs[1].name, ==, "plain descent");
  g_assert_cmpint (frame (fixture)->spec.optimizer, ==, RNN_OPTIMIZER_SGD);
  WAIT_UNTIL (!unroll_view_state_get_pending (fixture->state));

  /* The panel follows the run that is shown. */
  unroll_session_switch_run (fixture->session, 1);
  WAIT_UNTIL (frame (fixture)->run == 1);
  g_assert_cmpint (unroll_view_state_get_spec (fixture->state)->optimizer, ==,
                   RNN_OPTIMIZER_ADAM);
  g_assert_false (unroll_view_state_get_pending (fixture->state));

  /* Back to Adam its moments start again, and the message bar says so. */
  unroll_session_switch_run (fixture->session, 2);
  WAIT_UNTIL (frame (fixture)->run == 2);
  branch (fixture, "training.optimizer", "adam");
  WAIT_UNTIL (unroll_view_state_get_message (fixture->state) != NULL);
  g_assert_nonnull (strstr (unroll_view_state_get_message (fixture->state),
                            "moments start again"));
}

static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *form;
  GVariantBuilder none;

  seek (fixture, 5);
  for (guint i = 1; i < RNN_MAX_RUNS; i++)
    branch (fixture, "fit.seed", "7");
  form = open_form (fixture);
  g_assert_false (gtk_widget_get_sensitive (branch_button (form)));
  g_assert_nonnull (strstr (note_of (form), "16 runs"));

  g_variant_builder_init (&none, G_VARIANT_TYPE ("a{ss}"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.branch",
                              "(s@a{ss})", "one more",
                              g_variant_builder_end (&none));
  WAIT_UNTIL (unroll_view_state_get_message (fixture->state) != NULL);
  g_assert_nonnull (strstr (unroll_view_state_get_message (fixture->state),
                            "delete one"));
  g_assert_cmpuint (runs (fixture)->n, ==, RNN_MAX_RUNS);

  /* A change in the past is refused, too, and taken back in the panel. */
  seek (fixture, 8);
  seek (fixture, 5);
  unroll_session_set (fixture->session, "training.learning_rate", "0.5");
  WAIT_UNTIL (unroll_view_state_get_message (fixture->state) != NULL);
  g_assert_cmpfloat (unroll_view_state_get_spec (fixture->state)->learning_rate,
                     ==, 0.01);
  g_assert_cmpuint (n_known (fixture), ==, 8);
}

/* The list ----------------------------------------------------------------- */

static GtkListBox *
open_list (Fixture *fixture)
{
  GtkWidget *button = menu_button (fixture, "runs");

  g_assert_true (gtk_widget_get_visible (button));
  return GTK_LIST_BOX (find_widget (open_content (button), GTK_TYPE_LIST_BOX));
}

static GtkWidget *
row_at (GtkListBox *list,
        int         i)
{
  return GTK_WIDGET (gtk_list_box_get_row_at_index (list, i));
}

static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *button = menu_button (fixture, "runs");
  GtkListBox *list;
  g_autofree char *label = NULL;

  /* One run is nothing to choose from. */
  g_assert_false (gtk_widget_get_visible (button));
  seek (fixture, 20);
  branch (fixture, "training.learning_rate", "0.05");
  branch (fixture, "training.learning_rate", "0.1");
  list = open_list (fixture);
  g_assert_nonnull (row_at (list, 2));
  g_assert_null (row_at (list, 3));

  g_signal_emit_by_name (list, "row-activated", row_at (list, 0));
  WAIT_UNTIL (frame (fixture)->run == 1);
  label = g_strdup_printf ("First run, shown, 20 epochs, loss %.3f",
                           rnn_series_value (
                             unroll_view_state_get_series (fixture->state),
                             RNN_MEASURE_LOSS, 19));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row_at (list, 0)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, label);

  branch (fixture, "training.learning_rate", "0.2");
  g_assert_nonnull (row_at (list, 3));

  unroll_run_row_rename (UNROLL_RUN_ROW (row_at (list, 1)));
  gtk_editable_set_text (GTK_EDITABLE (find_widget (row_at (list, 1),
                                             GTK_TYPE_ENTRY)), " faster ");
  g_signal_emit_by_name (find_widget (row_at (list, 1), GTK_TYPE_ENTRY), "activate");
  WAIT_UNTIL (g_str_equal (runs (fixture)->runs[1].name, "faster"));
  WAIT_UNTIL (g_str_equal (gtk_label_get_text (
                             GTK_LABEL (find_widget (row_at (list, 1),
                                              GTK_TYPE_LABEL))), "faster"));
}

static void
test_delete (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree float *before = NULL;
  gsize size;

  seek (fixture, 20);
  branch (fixture, "training.learning_rate", "0.05");
  seek (fixture, 60);
  size = frame (fixture)->network.size * sizeof (float);
  before = g_memdup2 (frame (fixture)->parameters, size);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.delete-run",
                              "t", (guint64) 2);
  WAIT_UNTIL (frame (fixture)->run == 1);
  WAIT_UNTIL (unroll_view_state_get_message (fixture->state) != NULL);
  g_assert_cmpstr (unroll_view_state_get_message (fixture->state), ==,
                   "The run “lr 0.05 from epoch 20” is deleted");
  g_assert_cmpuint (n_known (fixture), ==, 20);
  g_assert_false (g_action_group_get_action_enabled (
    G_ACTION_GROUP (fixture->window), "delete-run"));

  activate (fixture, unroll_view_state_get_remedy_action (fixture->state));
  WAIT_UNTIL (frame (fixture)->run == 2);
  g_assert_cmpmem (before, size, frame (fixture)->parameters, size);
  g_assert_cmpuint (n_known (fixture), ==, 60);
  g_assert_null (unroll_view_state_get_message (fixture->state));
}

/* Without a slip ----------------------------------------------------------- */

static void
test_change_in_the_past (Fixture       *fixture,
                         gconstpointer  data)
{
  seek (fixture, 50);
  seek (fixture, 20);
  unroll_session_set (fixture->session, "training.learning_rate", "0.05");
  WAIT_UNTIL (frame (fixture)->run == 2);
  WAIT_UNTIL (unroll_view_state_get_message (fixture->state) != NULL);
  g_assert_nonnull (strstr (unroll_view_state_get_message (fixture->state),
                            "“First run” stays as it was"));
  g_assert_cmpstr (runs (fixture)->runs[1].name, ==, "lr 0.05 from epoch 20");

  activate (fixture, unroll_view_state_get_remedy_action (fixture->state));
  WAIT_UNTIL (frame (fixture)->run == 1);
  WAIT_UNTIL (runs (fixture)->n == 1);
  g_assert_cmpuint (n_known (fixture), ==, 50);
  g_assert_cmpuint (frame (fixture)->position.epoch, ==, 20);
  g_assert_cmpfloat (unroll_view_state_get_spec (fixture->state)->learning_rate,
                     ==, 0.01);

  /* The number of epochs is only a plan. */
  unroll_session_set (fixture->session, "fit.epochs", "300");
  WAIT_UNTIL (frame (fixture)->spec.epochs == 300);
  g_assert_cmpuint (runs (fixture)->n, ==, 1);
  g_assert_cmpuint (n_known (fixture), ==, 50);
}

/* A run that diverged stays, beside the calmer one from the start. */
static void
test_calm (Fixture       *fixture,
           gconstpointer  data)
{
  unroll_session_set (fixture->session, "training.optimizer", "sgd");
  unroll_session_set (fixture->session, "network.activation", "linear");
  WAIT_UNTIL (frame (fixture)->spec.activation == RNN_ACTIVATION_LINEAR);
  seek (fixture, 5);
  unroll_session_set (fixture->session, "training.learning_rate", "1e20");
  WAIT_UNTIL (frame (fixture)->spec.learning_rate == 1e20);
  unroll_session_set_speed (fixture->session, 0.0);
  unroll_session_play (fixture->session);
  WAIT_UNTIL (unroll_view_state_get_message (fixture->state) != NULL);

  activate (fixture, "win.calm");
  WAIT_UNTIL (runs (fixture)->n == 2
              && frame (fixture)->run == runs (fixture)->at_hand);
  g_assert_cmpuint (frame (fixture)->position.update, ==, 0);
  g_assert_cmpfloat (frame (fixture)->spec.learning_rate, <, 1);
  g_assert_cmpfloat (unroll_view_state_get_spec (fixture->state)->learning_rate,
                     <, 1);
}

/* The curves --------------------------------------------------------------- */

static void
test_curves (Fixture       *fixture,
             gconstpointer  data)
{
  const PaintTarget there
    = { .kind = PAINT_TARGET_EPOCH, .epoch = 50, .run = 2 };
  PaintCurveData curve;
  UnrollView *view;
  guint look, other;

  seek (fixture, 40);
  branch (fixture, "training.learning_rate", "0.05");
  seek (fixture, 60);
  paint_curve_data_init (&curve, PAINT_CURVE_LOSS, frame (fixture),
                         unroll_view_state_get_series (fixture->state));
  unroll_view_state_add_runs (fixture->state, &curve);
  g_assert_cmpuint (curve.from, ==, 40);
  g_assert_cmpuint (curve.n_ghosts, ==, 1);
  g_assert_cmpstr (curve.ghosts[0].name, ==, "First run");
  g_assert_cmpuint (curve.ghosts[0].from, ==, 0);
  g_assert_cmpuint (rnn_series_length (curve.ghosts[0].series), ==, 40);

  unroll_view_state_get_run_series (fixture->state, 2, &look);
  branch (fixture, "training.learning_rate", "0.1");
  unroll_view_state_get_run_series (fixture->state, 3, &other);
  g_assert_cmpuint (other, !=, look);
  unroll_session_delete_run (fixture->session, 1);
  WAIT_UNTIL (runs (fixture)->n == 2);
  unroll_view_state_get_run_series (fixture->state, 2, &other);
  g_assert_cmpuint (other, ==, look);

  /* A click on another run's line shows it, at that epoch. */
  view = UNROLL_VIEW (find_in_window (fixture, UNROLL_TYPE_CURVE_VIEW));
  UNROLL_VIEW_GET_CLASS (view)->activate (view, &there);
  WAIT_UNTIL (frame (fixture)->run == 2
              && frame (fixture)->position.epoch == 50);
  UNROLL_VIEW_GET_CLASS (view)->activate (view, &(PaintTarget) {
    .kind = PAINT_TARGET_EPOCH, .epoch = 60, .run = 3 });
  WAIT_UNTIL (frame (fixture)->run == 3);

  /* Round the end. */
  activate (fixture, "win.next-run");
  WAIT_UNTIL (frame (fixture)->run == 2);
  activate (fixture, "win.previous-run");
  WAIT_UNTIL (frame (fixture)->run == 3);
}

int
main (int    argc,
      char **argv)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (UnrollApplication) application = NULL;

  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  rnn_spec_init_default (&spec);
  application = unroll_application_new (&spec);
  g_application_register (G_APPLICATION (application), NULL, NULL);

#define ADD(name, function)                                           \
  g_test_add ("/runs/" name, Fixture, application, set_up, function,  \
              tear_down)
  ADD ("form", test_form);
  ADD ("pending", test_pending);
  ADD ("full", test_full);
  ADD ("list", test_list);
  ADD ("delete", test_delete);
  ADD ("change-in-the-past", test_change_in_the_past);
  ADD ("calm", test_calm);
  ADD ("curves", test_curves);
  return g_test_run ();
}
