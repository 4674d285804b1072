/* The bar and the slider: they ask for the right thing, show the right thing,
 * and say why a button sleeps. */

#include "tests/ui/fake-window.h"
#include "tests/ui/find.h"
#include "ui/scrubber.h"
#include "ui/speed.h"
#include "ui/transport-bar.h"

static void
test_speed (void)
{
  double last = 0.0;

  g_assert_cmpfloat (unroll_speed_from_place (0.0), ==, 1.0);
  g_assert_cmpfloat (unroll_speed_from_place (-3.0), ==, 1.0);
  g_assert_cmpfloat (unroll_speed_from_place (1.0), ==, 0.0);
  for (double place = 0.0; place < 0.96; place += 0.01)
    {
      double speed = unroll_speed_from_place (place);

      g_assert_cmpfloat (speed, >=, last);
      g_assert_cmpfloat (speed, ==,
                         unroll_speed_from_place (unroll_speed_to_place (speed)));
      last = speed;
    }
  g_assert_cmpfloat (last, >, 500.0);
  g_assert_cmpfloat (unroll_speed_to_place (0.0), ==, 1.0);
  g_assert_cmpfloat (unroll_speed_to_place (1e9), ==, 1.0);
  g_assert_cmpfloat (unroll_speed_to_place (0.001), ==, 0.0);
}

static void
test_bar_commands (void)
{
  static const char *const actions[] = { "win.reset", "win.back",
                                         "win.play-pause", "win.step" };
  g_autoptr (FakeWindow) fake = fake_window_new ();
  GtkWidget *bar = unroll_transport_bar_new (fake->state);
  GtkWidget *kind, *speed;
  gboolean handled;

  fake_window_show (fake, bar, 900, 60);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autofree char *command = g_strconcat (actions[i], " ", NULL);

      g_signal_emit_by_name (find_action (bar, actions[i]), "clicked");
      g_assert_cmpstr (fake_window_last_command (fake), ==, command);
    }

  kind = find_widget (bar, GTK_TYPE_DROP_DOWN);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (kind), 3);
  g_assert_cmpstr (fake_window_last_command (fake), ==,
                   "win.step-kind 'ten-epochs'");

  speed = find_widget (bar, GTK_TYPE_SCALE);
  g_signal_emit_by_name (speed, "change-value", GTK_SCROLL_JUMP, 1.0,
                         &handled);
  g_assert_cmpstr (fake_window_last_command (fake), ==, "win.speed 0.0");
}

static void
test_bar_shows (void)
{
  g_autoptr (FakeWindow) fake = fake_window_new ();
  GtkWidget *bar = unroll_transport_bar_new (fake->state);
  GtkWidget *play, *back, *kind, *speed;
  double place;

  fake_window_show (fake, bar, 900, 60);
  play = find_action (bar, "win.play-pause");
  back = find_action (bar, "win.back");
  kind = find_widget (bar, GTK_TYPE_DROP_DOWN);
  speed = find_widget (bar, GTK_TYPE_SCALE);

  gtk_test_accessible_assert_property (play, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Play");
  unroll_view_state_set_playing (fake->state, TRUE);
  gtk_test_accessible_assert_property (play, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Pause");
  unroll_view_state_set_step_kind (fake->state, "end");
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (kind)), ==, 4);
  unroll_view_state_set_speed (fake->state, 0.0);
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (speed)), ==, 1.0);

  /* The hand's own place is not moved by the speed that it gives. */
  place = 0.4321;
  gtk_range_set_value (GTK_RANGE (speed), place);
  unroll_view_state_set_speed (fake->state, unroll_speed_from_place (place));
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (speed)), ==, place);

  /* Why there is nothing to go back to, and then what Back does. */
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (back), "prepared"));
  fake_window_train (fake, 0, NULL, FALSE);
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (back), "start"));
  fake_window_train (fake, 1, NULL, FALSE);
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (back), "(,)"));
}

/* With little room the words go, all of them; nothing is cut. */
static void
test_bar_room (void)
{
  g_autoptr (FakeWindow) fake = fake_window_new ();
  GtkWidget *bar = unroll_transport_bar_new (fake->state);
  int least, natural;

  fake_window_show (fake, bar, 900, 60);
  gtk_widget_measure (bar, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural,
                      NULL, NULL);
  g_assert_cmpint (least, <, natural);
  for (int width = least; width <= natural; width += natural - least)
    {
      gtk_widget_size_allocate (bar, &(GtkAllocation) { 0, 0, width, 60 }, -1);
      for (GtkWidget *child = gtk_widget_get_first_child (bar); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        {
          graphene_rect_t bounds;
          int needed;

          if (!gtk_widget_get_child_visible (child))
            continue;
          gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &needed,
                              NULL, NULL, NULL);
          g_assert_true (gtk_widget_compute_bounds (child, bar, &bounds));
          g_assert_cmpfloat (bounds.size.width + 1, >=, needed);
          g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=,
                             width + 1);
        }
    }
}

static void
add_metrics (FakeWindow *fake,
             guint32     n)
{
  g_autoptr (RnnSeries) series = rnn_series_new ();

  for (guint32 i = 1; i <= n; i++)
    {
      RnnMetrics row = { .epoch = i, .loss = 1.0, .accuracy = 0.5 };

      rnn_series_add (series, &row);
    }
  unroll_view_state_set_series (fake->state, series);
}

static void
test_scrubber (void)
{
  g_autoptr (FakeWindow) fake = fake_window_new ();
  GtkWidget *scrubber = unroll_scrubber_new (fake->state);
  GtkWidget *scale, *best;
  GtkAdjustment *adjustment;
  gboolean handled;
  guint n_commands;

  fake_window_show (fake, scrubber, 500, 60);
  scale = find_widget (scrubber, GTK_TYPE_SCALE);
  best = find_action (scrubber, "win.best-epoch");
  adjustment = gtk_range_get_adjustment (GTK_RANGE (scale));
  g_assert_false (gtk_widget_is_sensitive (scale));

  add_metrics (fake, 7);
  fake_window_train (fake, 7, NULL, FALSE);
  g_assert_true (gtk_widget_is_sensitive (scale));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 7.0);
  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), ==, 100.0);
  g_assert_cmpfloat (gtk_range_get_fill_level (GTK_RANGE (scale)), ==, 7.0);
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (best), "Epoch 7"));

  /* A hand's move asks; a move within an epoch does not ask again. */
  g_signal_emit_by_name (scale, "change-value", GTK_SCROLL_JUMP, 42.3,
                         &handled);
  g_assert_cmpstr (fake_window_last_command (fake), ==, "win.seek 42");
  n_commands = fake->commands->len;
  g_signal_emit_by_name (scale, "change-value", GTK_SCROLL_JUMP, 41.9,
                         &handled);
  g_assert_cmpuint (fake->commands->len, ==, n_commands);

  /* It stays in the hand until the way there is done. */
  unroll_view_state_set_seeking (fake->state, TRUE);
  fake_window_train (fake, 8, NULL, FALSE);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 42.0);
  unroll_view_state_set_seeking (fake->state, FALSE);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 8.0);

  gtk_test_accessible_assert_role (scale, GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_test_accessible_assert_property (scale, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Epoch");
}

/* More epochs may be trained than were planned. */
static void
test_scrubber_beyond (void)
{
  g_autoptr (FakeWindow) fake = fake_window_new ();
  GtkWidget *scrubber = unroll_scrubber_new (fake->state);
  GtkWidget *scale;

  fake_window_show (fake, scrubber, 500, 60);
  scale = find_widget (scrubber, GTK_TYPE_SCALE);
  add_metrics (fake, 130);
  fake_window_train (fake, 130, NULL, FALSE);
  g_assert_cmpfloat (
    gtk_adjustment_get_upper (gtk_range_get_adjustment (GTK_RANGE (scale))),
    ==, 130.0);
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (scale)), ==, 130.0);
}

int
main (int   argc,
      char *argv[])
{
  fake_window_init (&argc, &argv);

  g_test_add_func ("/transport/speed", test_speed);
  g_test_add_func ("/transport/bar/commands", test_bar_commands);
  g_test_add_func ("/transport/bar/shows", test_bar_shows);
  g_test_add_func ("/transport/bar/room", test_bar_room);
  g_test_add_func ("/transport/scrubber", test_scrubber);
  g_test_add_func ("/transport/scrubber/beyond", test_scrubber_beyond);

  return g_test_run ();
}
