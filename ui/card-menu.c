#include "ui/card-menu.h"

#include <glib/gi18n-lib.h>

#include "ui/card.h"
#include "ui/commands.h"

#define OPEN "card.menu"

GMenuModel *
unroll_card_menu_new (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("_Copy picture"), UNROLL_CARD_COPY_PICTURE);
  g_menu_append (menu, _("_Export picture…"), UNROLL_CARD_EXPORT_PICTURE);

  return G_MENU_MODEL (menu);
}

/* The window's commands are about the card that has the focus. */
static void
pass_on (GtkWidget  *card,
         const char *command)
{
  GtkWidget *view = GTK_WIDGET (unroll_card_find_view (UNROLL_CARD (card)));

  gtk_widget_grab_focus (view);
  gtk_widget_activate_action (card, command, NULL);
}

static void
copy_picture_cb (GtkWidget  *card,
                 const char *name,
                 GVariant   *parameter)
{
  pass_on (card, UNROLL_COMMAND_COPY_PICTURE);
}

static void
export_picture_cb (GtkWidget  *card,
                   const char *name,
                   GVariant   *parameter)
{
  pass_on (card, UNROLL_COMMAND_EXPORT_PICTURE);
}

/* Gone once it is closed, but not before its item has acted. */
static gboolean
remove_cb (gpointer popover)
{
  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);

  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, remove_cb, g_object_ref (popover),
                   g_object_unref);
}

static gboolean
open_at (GtkWidget          *card,
         const GdkRectangle *place)
{
  g_autoptr (GMenuModel) menu = NULL;
  GtkWidget *popover;

  if (unroll_card_find_view (UNROLL_CARD (card)) == NULL)
    return FALSE;

  menu = unroll_card_menu_new ();
  popover = gtk_popover_menu_new_from_model (menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), place);
  gtk_widget_set_parent (popover, card);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));

  return TRUE;
}

static void
open_cb (GtkWidget  *card,
         const char *name,
         GVariant   *parameter)
{
  /* Below the title. */
  const GdkRectangle place = { 0, 0, gtk_widget_get_width (card) / 2, 1 };

  open_at (card, &place);
}

static void
pressed_cb (GtkWidget  *card,
            int         n_press,
            double      x,
            double      y,
            GtkGesture *gesture)
{
  const GdkRectangle place = { (int) x, (int) y, 1, 1 };

  if (open_at (card, &place))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

void
unroll_card_menu_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, UNROLL_CARD_COPY_PICTURE, NULL,
                                   copy_picture_cb);
  gtk_widget_class_install_action (klass, UNROLL_CARD_EXPORT_PICTURE, NULL,
                                   export_picture_cb);
  gtk_widget_class_install_action (klass, OPEN, NULL, open_cb);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F10, GDK_SHIFT_MASK, OPEN,
                                       NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Menu, 0, OPEN, NULL);
}

void
unroll_card_menu_init (GtkWidget *card)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture),
                                 GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (gesture, "pressed", G_CALLBACK (pressed_cb), card);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (gesture));
}
