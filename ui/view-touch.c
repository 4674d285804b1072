/* What can be done with what a picture shows, as if: menu, keys, and what they
 * ask for. */

#include "ui/card-menu.h"
#include "ui/card.h"
#include "ui/commands.h"
#include "ui/letter-popover.h"
#include "ui/paint/touched.h"
#include "ui/touch-menu.h"
#include "ui/view-private.h"
#include "ui/weight-popover.h"

#define MINUS_SIGN 0x2212

static RnnFrame *
frame_of (UnrollView *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));

  return state != NULL ? unroll_view_state_get_frame (state) : NULL;
}

/* Popovers ----------------------------------------------------------------- */

static gboolean
is_open (GtkWidget *popover)
{
  return popover != NULL && gtk_widget_get_visible (popover);
}

static void
closed_cb (UnrollView *self)
{
  UnrollViewPrivate *priv = unroll_view_get_private (self);

  if (!is_open (priv->menu) && !is_open (priv->asking))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* At @target; *@place was there before. */
static void
open_popover (UnrollView        *self,
              GtkWidget        **place,
              GtkWidget         *popover,
              const PaintTarget *target)
{
  GdkRectangle rectangle = unroll_view_get_rectangle (self, target);

  g_clear_pointer (place, gtk_widget_unparent);
  *place = popover;
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &rectangle);
  g_signal_connect_object (popover, "closed", G_CALLBACK (closed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
ask_value (UnrollView        *self,
           const PaintTarget *target,
           const char        *typed)
{
  UnrollViewPrivate *priv = unroll_view_get_private (self);
  RnnFrame *frame = frame_of (self);
  GtkWidget *popover, *entry;
  gsize index;

  if (frame == NULL || !paint_touched_index (frame, target, &index))
    return;

  popover = unroll_weight_popover_new (
    unroll_part_get_state (UNROLL_PART (self)), index, typed);
  open_popover (self, &priv->asking, popover, target);
  entry = unroll_weight_popover_get_entry (UNROLL_WEIGHT_POPOVER (popover));
  gtk_widget_grab_focus (entry);
  if (typed != NULL)
    gtk_editable_set_position (GTK_EDITABLE (entry), -1);
}

/* Letters are swapped in the inspected sample. */
static void
inspect_sample (UnrollView        *self,
                const PaintTarget *target)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));

  if (target->sample != unroll_view_state_get_sample (state))
    gtk_widget_activate_action (GTK_WIDGET (self), UNROLL_COMMAND_SELECT_SAMPLE,
                                "u", (guint32) target->sample);
}

static void
ask_letter (UnrollView        *self,
            const PaintTarget *target)
{
  UnrollViewPrivate *priv = unroll_view_get_private (self);
  RnnFrame *frame = frame_of (self);
  GtkWidget *popover;

  if (frame == NULL || !unroll_touch_menu_swaps (frame, target))
    return;

  inspect_sample (self, target);
  popover = unroll_letter_popover_new (
    unroll_part_get_state (UNROLL_PART (self)), target->t);
  open_popover (self, &priv->asking, popover, target);
  gtk_widget_grab_focus (
    unroll_letter_popover_get_entry (UNROLL_LETTER_POPOVER (popover)));
}

static void
add_card_section (UnrollView *self,
                  GMenu      *menu)
{
  g_autoptr (GMenuModel) section = NULL;

  if (gtk_widget_get_ancestor (GTK_WIDGET (self), UNROLL_TYPE_CARD) == NULL)
    return;

  section = unroll_card_menu_new ();
  g_menu_append_section (menu, NULL, section);
}

gboolean
unroll_view_open_menu (UnrollView        *self,
                       const PaintTarget *target)
{
  UnrollViewPrivate *priv = unroll_view_get_private (self);
  RnnFrame *frame = frame_of (self);
  g_autoptr (GMenuModel) menu = NULL;

  if (frame == NULL)
    return FALSE;
  menu = unroll_touch_menu_new (frame, target);
  if (menu == NULL)
    return FALSE;

  add_card_section (self, G_MENU (menu));
  if (unroll_touch_menu_swaps (frame, target))
    inspect_sample (self, target);
  priv->touched = *target;
  open_popover (self, &priv->menu, gtk_popover_menu_new_from_model (menu),
                target);

  return TRUE;
}

static void
set_value_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  UnrollView *self = UNROLL_VIEW (widget);

  ask_value (self, &unroll_view_get_private (self)->touched, NULL);
}

static void
choose_letter_cb (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  UnrollView *self = UNROLL_VIEW (widget);

  ask_letter (self, &unroll_view_get_private (self)->touched);
}

void
unroll_view_class_install_touch (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, UNROLL_TOUCH_MENU_SET_VALUE, NULL,
                                   set_value_cb);
  gtk_widget_class_install_action (klass, UNROLL_TOUCH_MENU_CHOOSE_LETTER, NULL,
                                   choose_letter_cb);
}

/* Keys --------------------------------------------------------------------- */

static gboolean
is_delete (guint keyval)
{
  return keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete
         || keyval == GDK_KEY_BackSpace;
}

static gboolean
is_change (guint keyval)
{
  return keyval == GDK_KEY_x || keyval == GDK_KEY_X;
}

static gboolean
cut (UnrollView        *self,
     const PaintTarget *target)
{
  guint layer;

  if (!unroll_touch_menu_cuts (frame_of (self), target, &layer))
    return FALSE;

  return gtk_widget_activate_action (GTK_WIDGET (self), UNROLL_COMMAND_CUT, "u",
                                     layer);
}

static gboolean
touch_unit (UnrollView        *self,
            const PaintTarget *target,
            guint              keyval)
{
  gboolean once = is_change (keyval) || gdk_keyval_to_unicode (keyval) == '0';
  guint t = once && frame_of (self)->dataset->time_steps > 1 ? target->t : 0;

  if (!once && !is_delete (keyval))
    return FALSE;

  return gtk_widget_activate_action (GTK_WIDGET (self), UNROLL_COMMAND_SILENCE,
                                     "(uuu)", target->layer, target->column, t);
}

/* A number begins with a digit or a minus; a point is the window's key. */
static gboolean
touch_weight (UnrollView        *self,
              const PaintTarget *target,
              guint              keyval)
{
  gunichar letter = gdk_keyval_to_unicode (keyval);
  char typed[8] = "";
  gsize index;

  if (!paint_touched_index (frame_of (self), target, &index))
    return FALSE;

  if (is_delete (keyval))
    return gtk_widget_activate_action (GTK_WIDGET (self),
                                       UNROLL_COMMAND_RELEASE_WEIGHT, "u",
                                       (guint32) index);

  if (g_unichar_isdigit (letter) || letter == '-' || letter == MINUS_SIGN)
    {
      g_unichar_to_utf8 (letter == '-' ? MINUS_SIGN : letter, typed);
      ask_value (self, target, typed);
    }
  else if (is_change (keyval))
    {
      ask_value (self, target, NULL);
    }
  else
    {
      return FALSE;
    }

  return TRUE;
}

static gboolean
touch_input (UnrollView        *self,
             const PaintTarget *target,
             guint              keyval)
{
  if (!is_change (keyval)
      || !unroll_touch_menu_swaps (frame_of (self), target))
    return FALSE;
  ask_letter (self, target);

  return TRUE;
}

gboolean
unroll_view_touch_key (UnrollView      *self,
                       guint            keyval,
                       GdkModifierType  modifiers)
{
  const PaintTarget *target = &unroll_view_get_private (self)->cursor;

  if (frame_of (self) == NULL)
    return FALSE;

  if (keyval == GDK_KEY_Menu
      || (keyval == GDK_KEY_F10 && (modifiers & GDK_SHIFT_MASK) != 0))
    return unroll_view_open_menu (self, target);

  switch (target->kind)
    {
    case PAINT_TARGET_UNIT:
      return touch_unit (self, target, keyval);
    case PAINT_TARGET_WEIGHT:
      return touch_weight (self, target, keyval);
    case PAINT_TARGET_INPUT:
    case PAINT_TARGET_STEP:
      return touch_input (self, target, keyval);
    case PAINT_TARGET_STATE:
    case PAINT_TARGET_PARAMETER:
      return is_change (keyval) && cut (self, target);
    case PAINT_TARGET_NONE:
    case PAINT_TARGET_SAMPLE:
    case PAINT_TARGET_OUTPUT:
    case PAINT_TARGET_LOSS:
    case PAINT_TARGET_EPOCH:
    case PAINT_TARGET_FOLLOWS:
    case PAINT_TARGET_LETTER:
    default:
      return FALSE;
    }
}
