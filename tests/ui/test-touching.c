/* How one touches what the pictures show: the menu, the keys, what they ask
 * for, and the bar that says what was done. */

#include <string.h>

#include "core/run.h"
#include "tests/ui/fake-window.h"
#include "tests/ui/find.h"
#include "ui/letter-popover.h"
#include "ui/network-view.h"
#include "ui/parameters-view.h"
#include "ui/touch-bar.h"
#include "ui/touch-menu.h"
#include "ui/weight-popover.h"

/* Frames ------------------------------------------------------------------- */

static RnnFrame *
new_frame (const char             *time_steps,
           const char             *text,
           const RnnInterventions *interventions)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnDataset) dataset = NULL;
  g_autoptr (RnnRun) run = NULL;
  RnnFrameWish wish = { .sample = 0 };

  rnn_spec_init_default (&spec);
  rnn_spec_set (&spec, "data.time_steps", time_steps, NULL);
  if (text != NULL)
    rnn_spec_set (&spec, "data.text", text, NULL);
  dataset = rnn_dataset_new (&spec, NULL);
  run = rnn_run_new (&spec, dataset, NULL);
  if (interventions != NULL)
    wish.interventions = *interventions;

  return rnn_frame_new (run, &wish, FALSE);
}

static const RnnInterventions touched = {
  4,
  { { RNN_INTERVENTION_SILENCE, .unit = 0 },
    { RNN_INTERVENTION_SILENCE, .unit = 1, .t = 3 },
    { RNN_INTERVENTION_CUT },
    { RNN_INTERVENTION_LETTER, .t = 2, .letter = 0 } }
};

static const RnnInterventions edited = {
  1, { { RNN_INTERVENTION_WEIGHT, .index = 20, .value = 1.5f } }
};

static PaintTarget
unit_at (guint unit,
         guint t)
{
  return (PaintTarget) { .kind = PAINT_TARGET_UNIT, .t = t, .column = unit };
}

static const PaintTarget w_hh_2_3 = { .kind = PAINT_TARGET_WEIGHT,
                                      .parameter = 1, .row = 1, .column = 2 };
static const PaintTarget input_2 = { .kind = PAINT_TARGET_INPUT, .t = 2,
                                     .column = 2 };

/* Menus -------------------------------------------------------------------- */

static void
add_items (GString    *list,
           GMenuModel *model)
{
  for (int i = 0; i < g_menu_model_get_n_items (model); i++)
    {
      g_autoptr (GMenuModel) section
        = g_menu_model_get_item_link (model, i, G_MENU_LINK_SECTION);
      g_autoptr (GMenuModel) submenu
        = g_menu_model_get_item_link (model, i, G_MENU_LINK_SUBMENU);
      g_autoptr (GVariant) target
        = g_menu_model_get_item_attribute_value (model, i, "target", NULL);
      g_autofree char *value
        = target != NULL ? g_variant_print (target, FALSE) : g_strdup ("");
      g_autofree char *label = NULL;
      g_autofree char *action = NULL;

      if (section != NULL)
        {
          add_items (list, section);
          continue;
        }
      g_menu_model_get_item_attribute (model, i, "label", "s", &label);
      g_menu_model_get_item_attribute (model, i, "action", "s", &action);
      g_string_append_printf (list, "%s: %s%s\n", label,
                              action != NULL ? action : ">", value);
      if (submenu != NULL)
        add_items (list, submenu);
    }
}

static void
assert_menu (const RnnFrame *frame,
             PaintTarget     target,
             const char     *items)
{
  g_autoptr (GMenuModel) menu = unroll_touch_menu_new (frame, &target);
  g_autoptr (GString) list = g_string_new (NULL);

  if (menu != NULL)
    add_items (list, menu);
  g_assert_cmpstr (list->str, ==, items);
}

static void
test_menu (void)
{
  g_autoptr (RnnFrame) frame = new_frame ("4", NULL, NULL);
  g_autoptr (RnnFrame) one_step = new_frame ("1", NULL, NULL);
  PaintTarget state = { .kind = PAINT_TARGET_STATE, .t = 2 };
  PaintTarget output = { .kind = PAINT_TARGET_OUTPUT, .t = 4 };

  assert_menu (frame, unit_at (1, 3),
               "Hold unit 2 at 0 at t = 3: win.silence(0, 1, 3)\n"
               "Hold unit 2 at 0 at every step: win.silence(0, 1, 0)\n"
               "Cut W__hh: win.cut0\n");
  assert_menu (frame, unit_at (1, 0),
               "Hold unit 2 at 0 at every step: win.silence(0, 1, 0)\n"
               "Cut W__hh: win.cut0\n");
  assert_menu (frame, state, "Cut W__hh: win.cut0\n");
  assert_menu (frame, w_hh_2_3,
               "Set its value…: picture.set-value\n"
               "Cut W__hh: win.cut0\n");
  assert_menu (frame, input_2,
               "Another letter here: >\n"
               "a: win.swap-letter(2, 0)\n"
               "b: win.swap-letter(2, 1)\n"
               "d: win.swap-letter(2, 3)\n"
               "e: win.swap-letter(2, 4)\n");
  assert_menu (frame, output, "");

  /* With one step nothing flows. */
  assert_menu (one_step, unit_at (1, 1),
               "Hold unit 2 at 0: win.silence(0, 1, 0)\n");
  assert_menu (one_step, state, "");
}

static void
test_menu_touched (void)
{
  g_autoptr (RnnFrame) frame = new_frame ("4", NULL, &touched);
  g_autoptr (RnnFrame) weight = new_frame ("4", NULL, &edited);
  g_autoptr (RnnFrame) many
    = new_frame ("4", "abcdefghijklmnopqrstuvwxyz", NULL);
  PaintTarget state = { .kind = PAINT_TARGET_STATE, .t = 2 };
  g_autoptr (GMenuModel) menu = NULL;
  g_autoptr (GString) list = g_string_new (NULL);

  assert_menu (frame, unit_at (0, 2),
               "Let unit 1 go: win.silence(0, 0, 0)\n"
               "Mend W__hh: win.cut0\n");
  assert_menu (frame, unit_at (1, 3),
               "Let unit 2 go at t = 3: win.silence(0, 1, 3)\n"
               "Hold unit 2 at 0 at every step: win.silence(0, 1, 0)\n"
               "Mend W__hh: win.cut0\n");
  assert_menu (frame, state, "Mend W__hh: win.cut0\n");
  menu = unroll_touch_menu_new (frame, &input_2);
  add_items (list, menu);
  g_assert_nonnull (strstr (list->str, "Put ‘c’ back: win.swap-letter(2, 2)"));

  g_string_truncate (list, 0);
  g_object_unref (menu);
  menu = unroll_touch_menu_new (weight, &w_hh_2_3);
  add_items (list, menu);
  g_assert_nonnull (strstr (list->str, "Back to "));
  g_assert_nonnull (strstr (list->str, ": win.release-weight20"));

  assert_menu (many, input_2,
               "Another letter here…: picture.choose-letter\n");
}

/* Views -------------------------------------------------------------------- */

static GtkEventController *
find_click (GtkWidget *widget,
            guint      button)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller
        = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller)
          && gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (controller))
               == button)
        return controller;
    }

  return NULL;
}

static gboolean
press_with (GtkWidget       *widget,
            guint            keyval,
            GdkModifierType  modifiers)
{
  gboolean handled;

  g_signal_emit_by_name (
    find_controller (widget, GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed",
    keyval, 0, modifiers, &handled);

  return handled;
}

static gboolean
press (GtkWidget *widget,
       guint      keyval)
{
  return press_with (widget, keyval, 0);
}

static void
click (GtkWidget         *view,
       const PaintTarget *target,
       guint              button)
{
  PaintRect area = { 0, 0, gtk_widget_get_width (view),
                     gtk_widget_get_height (view) };
  PaintRect rect;

  rect = UNROLL_VIEW_GET_CLASS (view)->target_rect (
    UNROLL_VIEW (view), area, unroll_view_get_theme (UNROLL_VIEW (view)),
    target);
  g_assert_cmpfloat (rect.width, >, 0.0);
  /* In the middle of a state there are units. */
  if (target->kind == PAINT_TARGET_STATE)
    rect.width = rect.height = 10;
  g_signal_emit_by_name (
    find_click (view, button), "pressed", 1,
    rect.x + rect.width / 2, rect.y + rect.height / 2);
}

/* The popover of that type that @view shows, or NULL. */
static GtkWidget *
find_popover (GtkWidget *view,
              GType      type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (view); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_type_is_a (G_OBJECT_TYPE (child), type)
        && gtk_widget_get_visible (child))
      return child;

  return NULL;
}

static FakeWindow *
show_view (GtkWidget *(*new_view) (UnrollViewState *state),
           GtkWidget  **view)
{
  FakeWindow *fake = fake_window_new ();
  g_autoptr (RnnFrame) frame = new_frame ("4", NULL, NULL);

  *view = new_view (fake->state);
  fake_window_show (fake, *view, 900, 480);
  unroll_view_state_set_frame (fake->state, frame);
  fake_window_settle ();

  return fake;
}

static void
test_click (void)
{
  GtkWidget *view;
  g_autoptr (FakeWindow) fake = show_view (unroll_network_view_new, &view);
  PaintTarget unit = unit_at (1, 3);
  PaintTarget output = { .kind = PAINT_TARGET_OUTPUT, .t = 4 };

  click (view, &output, GDK_BUTTON_SECONDARY);
  g_assert_null (find_popover (view, GTK_TYPE_POPOVER_MENU));
  click (view, &unit, GDK_BUTTON_SECONDARY);
  g_assert_nonnull (find_popover (view, GTK_TYPE_POPOVER_MENU));
  /* It is not inspected by that. */
  g_assert_cmpuint (fake->commands->len, ==, 0);
}

static void
test_keys_of_unit (void)
{
  GtkWidget *view;
  g_autoptr (FakeWindow) fake = show_view (unroll_network_view_new, &view);
  PaintTarget unit = unit_at (1, 3);

  g_assert_false (press (view, GDK_KEY_0));
  click (view, &unit, GDK_BUTTON_PRIMARY);
  g_assert_true (press (view, GDK_KEY_0));
  g_assert_cmpstr (fake_window_last_command (fake), ==,
                   "win.silence (0, 1, 3)");
  g_assert_true (press (view, GDK_KEY_Delete));
  g_assert_cmpstr (fake_window_last_command (fake), ==,
                   "win.silence (0, 1, 0)");
  g_assert_true (press (view, GDK_KEY_x));
  g_assert_cmpstr (fake_window_last_command (fake), ==,
                   "win.silence (0, 1, 3)");
  g_assert_true (press_with (view, GDK_KEY_F10, GDK_SHIFT_MASK));
  g_assert_nonnull (find_popover (view, GTK_TYPE_POPOVER_MENU));

  /* The window's keys stay the window's. */
  g_assert_false (press (view, GDK_KEY_period));
  g_assert_false (press (view, GDK_KEY_comma));
  g_assert_false (press (view, GDK_KEY_t));
  g_assert_false (press (view, GDK_KEY_b));
  g_assert_false (press (view, GDK_KEY_space));
  g_assert_false (press_with (view, GDK_KEY_x, GDK_CONTROL_MASK));
}

static void
test_keys_of_others (void)
{
  GtkWidget *view, *popover;
  g_autoptr (FakeWindow) fake = show_view (unroll_network_view_new, &view);
  PaintTarget state = { .kind = PAINT_TARGET_STATE, .t = 2 };

  click (view, &state, GDK_BUTTON_PRIMARY);
  g_assert_true (press (view, GDK_KEY_x));
  g_assert_cmpstr (fake_window_last_command (fake), ==, "win.cut 0");

  click (view, &input_2, GDK_BUTTON_PRIMARY);
  g_assert_false (press (view, GDK_KEY_b));
  g_assert_true (press (view, GDK_KEY_x));
  popover = find_popover (view, UNROLL_TYPE_LETTER_POPOVER);
  g_assert_nonnull (popover);
  gtk_popover_popdown (GTK_POPOVER (popover));
}

static void
test_keys_of_weight (void)
{
  GtkWidget *view, *popover, *entry;
  g_autoptr (FakeWindow) fake = show_view (unroll_parameters_view_new, &view);

  click (view, &w_hh_2_3, GDK_BUTTON_PRIMARY);
  g_assert_false (press (view, GDK_KEY_period));
  g_assert_true (press (view, GDK_KEY_minus));
  popover = find_popover (view, UNROLL_TYPE_WEIGHT_POPOVER);
  g_assert_nonnull (popover);
  entry = unroll_weight_popover_get_entry (UNROLL_WEIGHT_POPOVER (popover));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "−");
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (entry)), ==, 1);

  g_assert_true (press (view, GDK_KEY_Delete));
  g_assert_cmpstr (fake_window_last_command (fake), ==,
                   "win.release-weight 20");
}

/* Popovers ----------------------------------------------------------------- */

static void
enter (GtkWidget  *entry,
       const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
}

static UnrollWeightPopover *
ask_value (FakeWindow *fake,
           GtkWidget  *view)
{
  click (view, &w_hh_2_3, GDK_BUTTON_PRIMARY);
  g_assert_true (press (view, GDK_KEY_x));

  return UNROLL_WEIGHT_POPOVER (find_popover (view,
                                              UNROLL_TYPE_WEIGHT_POPOVER));
}

static void
assert_refused (UnrollWeightPopover *popover,
                const char          *text,
                const char          *word)
{
  GtkWidget *entry = unroll_weight_popover_get_entry (popover);

  enter (entry, text);
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_nonnull (strstr (unroll_weight_popover_get_note (popover), word));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (popover)));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, text);
}

static void
test_value (void)
{
  GtkWidget *view, *entry;
  g_autoptr (FakeWindow) fake = show_view (unroll_parameters_view_new, &view);
  UnrollWeightPopover *popover = ask_value (fake, view);
  guint n_commands = fake->commands->len;
  double shown;

  entry = unroll_weight_popover_get_entry (popover);
  shown = unroll_view_state_get_frame (fake->state)->parameters[20];
  g_assert_cmpfloat (g_ascii_strtod (
                       gtk_editable_get_text (GTK_EDITABLE (entry)) + 3, NULL),
                     >, 0.0);
  g_assert_cmpfloat (shown, <, 0.0);

  assert_refused (popover, "", "such as");
  assert_refused (popover, "abc", "‘abc’ is no number");
  assert_refused (popover, "1.2.3", "no number");
  assert_refused (popover, "nan", "no number");
  assert_refused (popover, "inf", "no number");
  assert_refused (popover, "1e400", "too large");
  assert_refused (popover, "-2000000", "too large");
  g_assert_cmpuint (fake->commands->len, ==, n_commands);

  /* What is typed next is not wrong yet. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "1");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  enter (entry, "−1,5");
  g_assert_cmpstr (fake_window_last_command (fake), ==,
                   "win.set-weight (20, -1.5)");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (popover)));
}

static void
assert_set (FakeWindow *fake,
            double      value)
{
  const char *command = fake_window_last_command (fake);
  const char *prefix = "win.set-weight (20, ";

  g_assert_true (g_str_has_prefix (command, prefix));
  g_assert_cmpfloat (g_ascii_strtod (command + strlen (prefix), NULL), ==,
                     value);
}

static void
test_turn (void)
{
  GtkWidget *view, *entry;
  g_autoptr (FakeWindow) fake = show_view (unroll_parameters_view_new, &view);
  UnrollWeightPopover *popover = ask_value (fake, view);

  entry = unroll_weight_popover_get_entry (popover);
  gtk_editable_set_text (GTK_EDITABLE (entry), "0.5");
  g_assert_true (press (entry, GDK_KEY_Up));
  assert_set (fake, 0.6);
  g_assert_true (press_with (entry, GDK_KEY_Down, GDK_SHIFT_MASK));
  assert_set (fake, 0.59);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "0.59");
  g_assert_false (press (entry, GDK_KEY_Left));

  /* From the last number, where there is none. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "what");
  g_assert_true (press (entry, GDK_KEY_Up));
  assert_set (fake, 0.69);
  gtk_editable_set_text (GTK_EDITABLE (entry), "1000000");
  g_assert_true (press (entry, GDK_KEY_Up));
  assert_set (fake, 1000000.0);
}

static guint
count_letters (UnrollLetterPopover *popover)
{
  guint n = 0;

  while (gtk_flow_box_get_child_at_index (
           unroll_letter_popover_get_letters (popover), (int) n)
         != NULL)
    n++;

  return n;
}

static void
test_letter (void)
{
  GtkWidget *view, *entry;
  g_autoptr (FakeWindow) fake = show_view (unroll_network_view_new, &view);
  UnrollLetterPopover *popover;
  GtkFlowBox *letters;

  click (view, &input_2, GDK_BUTTON_PRIMARY);
  press (view, GDK_KEY_x);
  popover = UNROLL_LETTER_POPOVER (find_popover (view,
                                                 UNROLL_TYPE_LETTER_POPOVER));
  letters = unroll_letter_popover_get_letters (popover);
  entry = unroll_letter_popover_get_entry (popover);
  g_assert_cmpuint (count_letters (popover), ==, 5);

  enter (entry, "z");
  g_assert_nonnull (strstr (unroll_letter_popover_get_note (popover), "‘z’"));
  g_assert_cmpuint (count_letters (popover), ==, 5);
  enter (entry, "ab");
  g_assert_nonnull (strstr (unroll_letter_popover_get_note (popover),
                            "one letter"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "d");
  g_assert_cmpstr (unroll_letter_popover_get_note (popover), ==, "");
  g_assert_cmpuint (count_letters (popover), ==, 1);
  g_signal_emit_by_name (letters, "child-activated",
                         gtk_flow_box_get_child_at_index (letters, 0));
  g_assert_cmpstr (fake_window_last_command (fake), ==,
                   "win.swap-letter (2, 3)");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (popover)));

  enter (entry, "e");
  g_assert_cmpstr (fake_window_last_command (fake), ==,
                   "win.swap-letter (2, 4)");
}

/* The bar ------------------------------------------------------------------ */

static void
test_bar (void)
{
  g_autoptr (FakeWindow) fake = fake_window_new ();
  GtkWidget *bar = unroll_touch_bar_new (fake->state);
  g_autoptr (RnnFrame) plain = new_frame ("4", NULL, NULL);
  g_autoptr (RnnFrame) some = new_frame ("4", NULL, &touched);
  g_autoptr (RnnFrame) weight = new_frame ("4", NULL, &edited);

  fake_window_show (fake, bar, 600, 60);
  g_assert_false (gtk_widget_get_visible (bar));
  unroll_view_state_set_frame (fake->state, plain);
  g_assert_false (gtk_widget_get_visible (bar));

  unroll_view_state_set_frame (fake->state, some);
  g_assert_true (gtk_widget_get_visible (bar));
  g_assert_false (gtk_widget_get_visible (find_button (bar,
                                                       "Train from here")));
  g_signal_emit_by_name (find_button (bar, "Undo"), "clicked");
  g_assert_cmpstr (fake_window_last_command (fake), ==, "win.undo-touch ");
  g_signal_emit_by_name (find_button (bar, "Clear"), "clicked");
  g_assert_cmpstr (fake_window_last_command (fake), ==, "win.clear-touch ");
  gtk_test_accessible_assert_property (
    gtk_widget_get_first_child (bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
    "As if: ‘a’ instead of ‘c’ at t = 2, W_hh cut, unit 2 held at 0 at t = 3,"
    " unit 1 held at 0. Training goes on untouched.");

  unroll_view_state_set_frame (fake->state, weight);
  g_assert_true (gtk_widget_get_visible (find_button (bar, "Train from here")));
  g_signal_emit_by_name (find_button (bar, "Train from here"), "clicked");
  g_assert_cmpstr (fake_window_last_command (fake), ==, "win.keep-weights ");
}

int
main (int    argc,
      char **argv)
{
  fake_window_init (&argc, &argv);
  g_test_add_func ("/touching/menu", test_menu);
  g_test_add_func ("/touching/menu-touched", test_menu_touched);
  g_test_add_func ("/touching/click", test_click);
  g_test_add_func ("/touching/keys-of-unit", test_keys_of_unit);
  g_test_add_func ("/touching/keys-of-others", test_keys_of_others);
  g_test_add_func ("/touching/keys-of-weight", test_keys_of_weight);
  g_test_add_func ("/touching/value", test_value);
  g_test_add_func ("/touching/turn", test_turn);
  g_test_add_func ("/touching/letter", test_letter);
  g_test_add_func ("/touching/bar", test_bar);
  return g_test_run ();
}
