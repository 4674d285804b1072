#include "ui/commands.h"
#include "ui/view-private.h"

/* Telling ------------------------------------------------------------------ */

static char *
tell (UnrollView        *self,
      const PaintTarget *target)
{
  if (!unroll_target_is_something (target))
    return NULL;

  return UNROLL_VIEW_GET_CLASS (self)->describe (self, target);
}

/* For screen readers: the cursor's value where there is one, and the picture.
 * Not while training runs, which would never let them finish a sentence. */
void
unroll_view_update_description (UnrollView *self)
{
  UnrollViewPrivate *priv = unroll_view_get_private (self);
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  g_autofree char *at_cursor = NULL;
  g_autofree char *picture = NULL;
  g_autofree char *both = NULL;

  if (state == NULL || unroll_view_state_get_playing (state))
    return;

  at_cursor = tell (self, &priv->cursor);
  picture = UNROLL_VIEW_GET_CLASS (self)->describe (self, NULL);
  if (at_cursor != NULL && picture != NULL)
    both = g_strdup_printf ("%s\n%s", at_cursor, picture);

  if (picture != NULL || at_cursor != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    both != NULL        ? both
                                    : at_cursor != NULL ? at_cursor
                                                        : picture,
                                    -1);
}

static PaintTarget
pick (UnrollView *self,
      double      x,
      double      y)
{
  UnrollViewPrivate *priv = unroll_view_get_private (self);
  PaintRect area = unroll_view_get_area (self);

  if (unroll_part_get_state (UNROLL_PART (self)) == NULL)
    return (PaintTarget) { PAINT_TARGET_NONE };

  return UNROLL_VIEW_GET_CLASS (self)->pick (self, area, &priv->theme, x, y);
}

static PaintRect
place (UnrollView        *self,
       const PaintTarget *target)
{
  UnrollViewPrivate *priv = unroll_view_get_private (self);
  PaintRect area = unroll_view_get_area (self);

  return UNROLL_VIEW_GET_CLASS (self)->target_rect (self, area, &priv->theme,
                                                    target);
}

static GdkRectangle
to_rectangle (PaintRect rect)
{
  return (GdkRectangle) { (int) rect.x, (int) rect.y,
                          MAX (1, (int) rect.width),
                          MAX (1, (int) rect.height) };
}

GdkRectangle
unroll_view_get_rectangle (UnrollView        *self,
                           const PaintTarget *target)
{
  return to_rectangle (place (self, target));
}

/* The pointer has tooltips; the keyboard's cursor has this. */
void
unroll_view_update_bubble (UnrollView *self)
{
  UnrollViewPrivate *priv = unroll_view_get_private (self);
  gboolean wanted = priv->led && unroll_target_is_something (&priv->cursor)
                    && gtk_widget_has_visible_focus (GTK_WIDGET (self));
  g_autofree char *text = wanted ? tell (self, &priv->cursor) : NULL;
  GdkRectangle rectangle;

  if (text == NULL)
    {
      if (priv->bubble != NULL)
        gtk_popover_popdown (GTK_POPOVER (priv->bubble));
      return;
    }

  if (priv->bubble == NULL)
    {
      priv->bubble_label = gtk_label_new (NULL);
      priv->bubble = gtk_popover_new ();
      gtk_popover_set_child (GTK_POPOVER (priv->bubble), priv->bubble_label);
      gtk_popover_set_autohide (GTK_POPOVER (priv->bubble), FALSE);
      gtk_popover_set_position (GTK_POPOVER (priv->bubble), GTK_POS_TOP);
      gtk_widget_set_can_focus (priv->bubble, FALSE);
      gtk_widget_set_parent (priv->bubble, GTK_WIDGET (self));
    }
  rectangle = unroll_view_get_rectangle (self, &priv->cursor);
  gtk_label_set_text (GTK_LABEL (priv->bubble_label), text);
  gtk_popover_set_pointing_to (GTK_POPOVER (priv->bubble), &rectangle);
  gtk_popover_popup (GTK_POPOVER (priv->bubble));
}

gboolean
unroll_view_query_tooltip (GtkWidget  *widget,
                           int         x,
                           int         y,
                           gboolean    keyboard_tooltip,
                           GtkTooltip *tooltip)
{
  UnrollView *self = UNROLL_VIEW (widget);
  UnrollViewPrivate *priv = unroll_view_get_private (self);
  PaintTarget target;
  g_autofree char *text = NULL;
  GdkRectangle rectangle;

  if (keyboard_tooltip)
    target = priv->cursor;
  else
    target = pick (self, x, y);
  text = tell (self, &target);
  if (text == NULL)
    return FALSE;

  rectangle = unroll_view_get_rectangle (self, &target);
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &rectangle);

  return TRUE;
}

/* Pointer and keyboard ----------------------------------------------------- */

/* What the pointer is on goes before the cursor. */
static void
share_target (UnrollView *self)
{
  UnrollViewClass *klass = UNROLL_VIEW_GET_CLASS (self);
  UnrollViewPrivate *priv = unroll_view_get_private (self);
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  PaintTarget target;

  if (state == NULL)
    return;

  target = unroll_target_is_something (&priv->hovered)
               || !gtk_widget_has_visible_focus (GTK_WIDGET (self))
             ? priv->hovered : priv->cursor;
  if (klass->share != NULL && unroll_target_is_something (&target))
    target = klass->share (self, &target);
  unroll_view_state_set_hovered (state, &target);
}

static void
set_hovered (UnrollView  *self,
             PaintTarget  target)
{
  UnrollViewPrivate *priv = unroll_view_get_private (self);

  if (paint_target_equal (&priv->hovered, &target))
    return;

  priv->hovered = target;
  share_target (self);
}

/* @led: by the keyboard.  A click has its tooltip, and what is inspected its own
 * page: nothing is to cover the picture then. */
static void
set_cursor (UnrollView  *self,
            PaintTarget  target,
            gboolean     led)
{
  UnrollViewPrivate *priv = unroll_view_get_private (self);

  priv->led = led;
  if (!paint_target_equal (&priv->cursor, &target))
    {
      priv->cursor = target;
      unroll_view_mark (self);
      share_target (self);
      unroll_view_update_description (self);
    }
  unroll_view_update_bubble (self);
}

void
unroll_view_forget_targets (UnrollView *self)
{
  g_return_if_fail (UNROLL_IS_VIEW (self));

  set_hovered (self, (PaintTarget) { PAINT_TARGET_NONE });
  set_cursor (self, (PaintTarget) { PAINT_TARGET_NONE }, FALSE);
}

static void
motion_cb (UnrollView *self,
           double      x,
           double      y)
{
  set_hovered (self, pick (self, x, y));
}

static void
leave_cb (UnrollView *self)
{
  set_hovered (self, (PaintTarget) { PAINT_TARGET_NONE });
}

static void
activate (UnrollView        *self,
          const PaintTarget *target)
{
  UnrollViewClass *klass = UNROLL_VIEW_GET_CLASS (self);
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  RnnFrame *frame = unroll_view_state_get_frame (state);
  PaintSubject subject;

  if (frame != NULL && !klass->inspects_nothing
      && paint_subject_from_target (&subject, frame, target))
    gtk_widget_activate_action_variant (GTK_WIDGET (self),
                                        UNROLL_COMMAND_INSPECT,
                                        unroll_subject_to_variant (&subject));
  if (klass->activate != NULL)
    klass->activate (self, target);
}

/* Of the cursor and of what is inspected; FALSE when there was neither. */
static gboolean
let_go (UnrollView *self)
{
  UnrollViewPrivate *priv = unroll_view_get_private (self);
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  gboolean had_cursor = unroll_target_is_something (&priv->cursor);
  gboolean inspected = unroll_view_state_get_inspected (state) != NULL;

  if (had_cursor)
    set_cursor (self, (PaintTarget) { PAINT_TARGET_NONE }, FALSE);
  if (inspected)
    gtk_widget_activate_action (GTK_WIDGET (self),
                                UNROLL_COMMAND_INSPECT_NOTHING, NULL);

  return had_cursor || inspected;
}

static void
pressed_cb (UnrollView *self,
            int         n_press,
            double      x,
            double      y)
{
  PaintTarget target = pick (self, x, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (unroll_target_is_something (&target))
    {
      unroll_view_reveal (self, &target);
      set_cursor (self, target, FALSE);
      if (!UNROLL_VIEW_GET_CLASS (self)->draggable)
        activate (self, &target);
    }
}

static void
released_cb (UnrollView *self,
             int         n_press,
             double      x,
             double      y)
{
  PaintTarget target;

  if (!UNROLL_VIEW_GET_CLASS (self)->draggable)
    return;

  target = pick (self, x, y);
  if (unroll_target_is_something (&target))
    activate (self, &target);
}

/* What has no menu of its own leaves it to its card. */
static void
menu_pressed_cb (UnrollView *self,
                 int         n_press,
                 double      x,
                 double      y,
                 GtkGesture *gesture)
{
  PaintTarget target = pick (self, x, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!unroll_target_is_something (&target))
    return;
  unroll_view_reveal (self, &target);
  set_cursor (self, target, FALSE);
  if (unroll_view_open_menu (self, &target))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static gboolean
move_for_key (guint      keyval,
              PaintMove *move)
{
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      *move = PAINT_MOVE_LEFT;
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      *move = PAINT_MOVE_RIGHT;
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      *move = PAINT_MOVE_UP;
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      *move = PAINT_MOVE_DOWN;
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
key_pressed_cb (UnrollView      *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  modifiers)
{
  UnrollViewPrivate *priv = unroll_view_get_private (self);
  PaintTarget target;
  PaintRect area;
  PaintMove move;

  if (unroll_part_get_state (UNROLL_PART (self)) == NULL
      || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    {
      if (unroll_target_is_something (&priv->cursor))
        {
          priv->led = FALSE;
          unroll_view_update_bubble (self);
          activate (self, &priv->cursor);
        }
      return GDK_EVENT_STOP;
    }
  if (keyval == GDK_KEY_Escape)
    return let_go (self) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
  if (unroll_view_touch_key (self, keyval, modifiers))
    return GDK_EVENT_STOP;
  if (!move_for_key (keyval, &move))
    return GDK_EVENT_PROPAGATE;

  area = unroll_view_get_area (self);
  target = UNROLL_VIEW_GET_CLASS (self)->move (self, area, &priv->theme,
                                               &priv->cursor, move);
  if (unroll_target_is_something (&target))
    {
      unroll_view_reveal (self, &target);
      set_cursor (self, target, TRUE);
    }

  return GDK_EVENT_STOP;
}

static void
state_flags_changed_cb (UnrollView    *self,
                        GtkStateFlags  before)
{
  GtkStateFlags now = gtk_widget_get_state_flags (GTK_WIDGET (self));
  GtkStateFlags focus = GTK_STATE_FLAG_FOCUSED | GTK_STATE_FLAG_FOCUS_VISIBLE;

  if (((before ^ now) & focus) == 0)
    return;

  unroll_view_mark (self);
  share_target (self);
  unroll_view_update_bubble (self);
}

void
unroll_view_init_input (UnrollView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *controller;

  controller = gtk_event_controller_motion_new ();
  g_signal_connect_swapped (controller, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (controller, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (controller, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, controller);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (controller),
                                 GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (controller, "pressed",
                            G_CALLBACK (menu_pressed_cb), self);
  gtk_widget_add_controller (widget, controller);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  g_signal_connect_swapped (controller, "pressed", G_CALLBACK (pressed_cb),
                            self);
  g_signal_connect_swapped (controller, "released", G_CALLBACK (released_cb),
                            self);
  gtk_widget_add_controller (widget, controller);

  controller = gtk_event_controller_key_new ();
  g_signal_connect_swapped (controller, "key-pressed",
                            G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (widget, controller);

  g_signal_connect (self, "state-flags-changed",
                    G_CALLBACK (state_flags_changed_cb), NULL);
}
