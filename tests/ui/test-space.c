/* The state space as a widget: it turns by pointer and keyboard, a drag selects
 * nothing, and an earlier moment can be kept. */

#include "tests/ui/fake-window.h"
#include "ui/paint/space.h"
#include "ui/space-view.h"

#define CUBE "data.time_steps=4"

static const PaintTarget state_3 = { PAINT_TARGET_STATE, .sample = 3, .t = 2 };

/* Those of the space view itself come before the view's. */
static GtkEventController *
find_controller (GtkWidget           *widget,
                 GType                type,
                 GtkPropagationPhase  phase)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller
        = g_list_model_get_item (controllers, i);

      if (g_type_is_a (G_OBJECT_TYPE (controller), type)
          && gtk_event_controller_get_propagation_phase (controller) == phase)
        return controller;
    }
  return NULL;
}

static GtkEventController *
find_own (GtkWidget *widget,
          GType      type)
{
  return find_controller (widget, type, GTK_PHASE_CAPTURE);
}

static PaintRect
place (GtkWidget         *view,
       const PaintTarget *target)
{
  const PaintRect area = { 0, 0, gtk_widget_get_width (view),
                           gtk_widget_get_height (view) };

  return UNROLL_VIEW_GET_CLASS (view)->target_rect (
    UNROLL_VIEW (view), area, unroll_view_get_theme (UNROLL_VIEW (view)),
    target);
}

static gboolean
same_place (PaintRect a,
            PaintRect b)
{
  return ABS (a.x - b.x) < 1e-6 && ABS (a.y - b.y) < 1e-6;
}

static gboolean
press (GtkWidget       *view,
       guint            keyval,
       GdkModifierType  modifiers)
{
  gboolean handled;

  g_signal_emit_by_name (find_own (view, GTK_TYPE_EVENT_CONTROLLER_KEY),
                         "key-pressed", keyval, 0, modifiers, &handled);
  return handled;
}

/* The pointer goes down on @target, moves by @dx and @dy, and up. */
static void
drag (GtkWidget         *view,
      const PaintTarget *target,
      double             dx,
      double             dy)
{
  GtkEventController *gesture = find_own (view, GTK_TYPE_GESTURE_DRAG);
  PaintRect rect = place (view, target);
  double x = rect.x + rect.width / 2, y = rect.y + rect.height / 2;

  g_signal_emit_by_name (gesture, "drag-begin", x, y);
  g_signal_emit_by_name (gesture, "drag-update", dx, dy);
  g_signal_emit_by_name (gesture, "drag-end", dx, dy);
}

static void
click (GtkWidget         *view,
       const PaintTarget *target)
{
  GtkEventController *gesture =
    find_controller (view, GTK_TYPE_GESTURE_CLICK, GTK_PHASE_BUBBLE);
  PaintRect rect = place (view, target);
  double x = rect.x + rect.width / 2, y = rect.y + rect.height / 2;

  g_signal_emit_by_name (gesture, "pressed", 1, x, y);
  g_signal_emit_by_name (gesture, "released", 1, x, y);
}

static void
set (FakeWindow *fake,
     const char *setting)
{
  g_auto (GStrv) parts = g_strsplit (setting, "=", 2);

  g_assert_true (rnn_spec_set (fake->in_force, parts[0], parts[1], NULL));
}

static GtkWidget *
show (FakeWindow *fake)
{
  GtkWidget *view = unroll_space_view_new (fake->state);

  fake_window_show (fake, view, 320, 300);
  fake_window_train (fake, 5, NULL, FALSE);
  fake_window_settle ();
  return view;
}

static void
test_drag (void)
{
  g_autoptr (FakeWindow) fake = fake_window_new ();
  PaintRect before, after;
  GtkWidget *view;

  set (fake, CUBE);
  view = show (fake);
  before = place (view, &state_3);

  /* A shaking hand is no drag. */
  drag (view, &state_3, 1, -1);
  g_assert_true (same_place (place (view, &state_3), before));
  drag (view, &state_3, 40, 25);
  after = place (view, &state_3);
  g_assert_false (same_place (after, before));

  /* And back by the same way; or by two clicks. */
  drag (view, &state_3, -40, -25);
  g_assert_true (same_place (place (view, &state_3), before));
  drag (view, &state_3, 80, -10);
  g_assert_false (same_place (place (view, &state_3), before));
  g_signal_emit_by_name (find_own (view, GTK_TYPE_GESTURE_CLICK), "pressed", 2,
                         10.0, 10.0);
  g_assert_true (same_place (place (view, &state_3), before));
}

/* A press may yet become a drag. */
static void
test_click (void)
{
  g_autoptr (FakeWindow) fake = fake_window_new ();
  PaintRect rect;
  GtkWidget *view;

  set (fake, CUBE);
  view = show (fake);
  rect = place (view, &state_3);
  g_signal_emit_by_name (find_controller (view, GTK_TYPE_GESTURE_CLICK,
                                          GTK_PHASE_BUBBLE),
                         "pressed", 1, rect.x + 7, rect.y + 7);
  g_assert_cmpstr (fake_window_last_command (fake), ==, "");
  click (view, &state_3);
  g_assert_cmpuint (fake->commands->len, ==, 1);
  g_assert_cmpstr (fake_window_last_command (fake), ==, "win.select-sample 3");
}

/* The front of the cube goes with the pointer: seen from above, the states that
 * move right when it is dragged right are the lower ones. */
static void
test_direction (void)
{
  g_autoptr (FakeWindow) fake = fake_window_new ();
  PaintTarget target = state_3;
  double product = 0;
  GtkWidget *view;

  set (fake, CUBE);
  view = show (fake);
  for (guint i = 0; i < 12; i++)
    press (view, GDK_KEY_Down, GDK_SHIFT_MASK);
  for (target.sample = 0; target.sample < 5; target.sample++)
    {
      PaintRect before = place (view, &target), after;

      drag (view, &target, 12, 0);
      after = place (view, &target);
      drag (view, &target, -12, 0);
      product += (after.x - before.x)
                 * (before.y + before.height / 2
                    - gtk_widget_get_height (view) / 2.0);
    }
  g_assert_cmpfloat (product, >, 0);
}

static void
test_keys (void)
{
  static const guint there[] = { GDK_KEY_Left, GDK_KEY_Up, GDK_KEY_KP_Right };
  static const guint back[] = { GDK_KEY_Right, GDK_KEY_Down, GDK_KEY_KP_Left };
  g_autoptr (FakeWindow) fake = fake_window_new ();
  PaintRect before;
  GtkWidget *view;

  set (fake, CUBE);
  view = show (fake);
  before = place (view, &state_3);
  for (gsize i = 0; i < G_N_ELEMENTS (there); i++)
    {
      g_assert_true (press (view, there[i], GDK_SHIFT_MASK));
      g_assert_false (same_place (place (view, &state_3), before));
      g_assert_true (press (view, back[i], GDK_SHIFT_MASK));
      g_assert_true (same_place (place (view, &state_3), before));
    }
  for (guint i = 0; i < 50; i++)
    press (view, i % 2 ? GDK_KEY_Up : GDK_KEY_Left, GDK_SHIFT_MASK);
  g_assert_false (same_place (place (view, &state_3), before));
  g_assert_true (press (view, GDK_KEY_Home, GDK_SHIFT_MASK));
  g_assert_true (same_place (place (view, &state_3), before));

  /* Without Shift they walk, as in every picture, and Home is the window's. */
  g_assert_false (press (view, GDK_KEY_Left, 0));
  g_assert_false (press (view, GDK_KEY_Home, 0));
  g_assert_false (press (view, GDK_KEY_Left, GDK_SHIFT_MASK | GDK_CONTROL_MASK));
}

/* Only a cube has other sides. */
static void
test_plane (void)
{
  g_autoptr (FakeWindow) fake = fake_window_new ();
  PaintRect before;
  GtkWidget *view;

  set (fake, CUBE);
  set (fake, "network.units=2");
  view = show (fake);
  before = place (view, &state_3);
  drag (view, &state_3, 60, 10);
  g_assert_true (same_place (place (view, &state_3), before));
  g_assert_false (press (view, GDK_KEY_Left, GDK_SHIFT_MASK));
}

/* Arrows walk the path, Enter selects. */
static void
test_walk (void)
{
  g_autoptr (FakeWindow) fake = fake_window_new ();
  GtkEventController *keys;
  PaintTarget hovered;
  GtkWidget *view;
  gboolean handled;
  static const guint path[] = { GDK_KEY_Right, GDK_KEY_Right, GDK_KEY_Down,
                                GDK_KEY_Return };

  set (fake, CUBE);
  view = show (fake);
  gtk_widget_grab_focus (view);
  gtk_window_set_focus_visible (GTK_WINDOW (fake->window), TRUE);
  keys = find_controller (view, GTK_TYPE_EVENT_CONTROLLER_KEY,
                          GTK_PHASE_BUBBLE);
  for (gsize i = 0; i < G_N_ELEMENTS (path); i++)
    {
      g_signal_emit_by_name (keys, "key-pressed", path[i], 0, 0, &handled);
      g_assert_true (handled);
    }
  g_assert_cmpstr (fake_window_last_command (fake), ==, "win.select-sample 1");
  hovered = unroll_view_state_get_hovered (fake->state);
  g_assert_cmpint (hovered.kind, ==, PAINT_TARGET_STATE);
  g_assert_cmpuint (hovered.sample, ==, 1);
  g_assert_cmpuint (hovered.t, ==, 2);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static char *
describe (GtkWidget *view)
{
  return UNROLL_VIEW_GET_CLASS (view)->describe (UNROLL_VIEW (view), NULL);
}

static void
test_ghost (void)
{
  g_autoptr (FakeWindow) fake = fake_window_new ();
  g_autofree char *with = NULL;
  g_autofree char *without = NULL;
  UnrollSpaceView *space;
  GtkWidget *view;
  guint notified = 0;

  set (fake, CUBE);
  view = show (fake);
  space = UNROLL_SPACE_VIEW (view);
  g_signal_connect_swapped (space, "notify::ghost", G_CALLBACK (count_cb),
                            &notified);
  unroll_space_view_set_ghost (space, TRUE);
  unroll_space_view_set_ghost (space, TRUE);
  g_assert_cmpuint (notified, ==, 1);
  fake_window_train (fake, 30, NULL, FALSE);
  gtk_test_widget_wait_for_draw (fake->window);
  with = describe (view);
  g_assert_nonnull (strstr (with, "epoch 5"));

  /* Another network: there is nothing to compare. */
  set (fake, "network.units=4");
  fake_window_train (fake, 5, NULL, FALSE);
  g_assert_false (unroll_space_view_get_ghost (space));
  g_assert_cmpuint (notified, ==, 2);
  without = describe (view);
  g_assert_null (strstr (without, "epoch"));

  /* Nothing to keep: the button comes out again. */
  unroll_view_state_set_frame (fake->state, NULL);
  unroll_space_view_set_ghost (space, TRUE);
  g_assert_false (unroll_space_view_get_ghost (space));
  g_assert_cmpuint (notified, ==, 3);
}

/* Frames come without paths while nobody looks at them. */
static void
test_without_paths (void)
{
  g_autoptr (FakeWindow) fake = fake_window_new ();
  g_autofree char *sentence = NULL;
  GtkWidget *view = unroll_space_view_new (fake->state);

  fake_window_show (fake, view, 320, 300);
  drag (view, &state_3, 30, 30);
  g_assert_false (press (view, GDK_KEY_Left, GDK_SHIFT_MASK));
  sentence = describe (view);
  g_assert_cmpstr (sentence, ==, "No hidden states yet");
  unroll_space_view_set_ghost (UNROLL_SPACE_VIEW (view), TRUE);
  g_assert_false (unroll_space_view_get_ghost (UNROLL_SPACE_VIEW (view)));
}

int
main (int   argc,
      char *argv[])
{
  fake_window_init (&argc, &argv);
  g_test_add_func ("/space/drag", test_drag);
  g_test_add_func ("/space/click", test_click);
  g_test_add_func ("/space/direction", test_direction);
  g_test_add_func ("/space/keys", test_keys);
  g_test_add_func ("/space/plane", test_plane);
  g_test_add_func ("/space/walk", test_walk);
  g_test_add_func ("/space/ghost", test_ghost);
  g_test_add_func ("/space/without-paths", test_without_paths);
  return g_test_run ();
}
