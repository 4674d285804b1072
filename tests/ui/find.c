#include "tests/ui/find.h"

typedef gboolean (*IsIt) (GtkWidget     *widget,
                          gconstpointer  what);

static GtkWidget *
find (GtkWidget     *widget,
      IsIt           is_it,
      gconstpointer  what)
{
  GtkWidget *found = NULL;

  if (is_it (widget, what))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, is_it, what);

  return found;
}

static gboolean
has_type (GtkWidget     *widget,
          gconstpointer  type)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), *(const GType *) type);
}

static gboolean
has_action (GtkWidget     *widget,
            gconstpointer  action)
{
  return GTK_IS_BUTTON (widget)
         && g_strcmp0 (gtk_actionable_get_action_name (
                         GTK_ACTIONABLE (widget)), action) == 0;
}

static gboolean
has_label (GtkWidget     *widget,
           gconstpointer  label)
{
  return GTK_IS_BUTTON (widget)
         && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

GtkWidget *
find_widget (GtkWidget *widget,
             GType      type)
{
  return find (widget, has_type, &type);
}

GtkWidget *
find_action (GtkWidget  *widget,
             const char *action)
{
  return find (widget, has_action, action);
}

GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  return find (widget, has_label, label);
}

GtkEventController *
find_controller (GtkWidget *widget,
                 GType      type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller
        = g_list_model_get_item (controllers, i);

      if (g_type_is_a (G_OBJECT_TYPE (controller), type))
        return controller;
    }

  return NULL;
}
