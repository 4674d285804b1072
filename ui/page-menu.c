#include "ui/page-menu.h"

GMenuModel *
unroll_page_menu_new (GtkStack   *stack,
                      const char *action)
{
  GMenu *menu;

  g_return_val_if_fail (GTK_IS_STACK (stack), NULL);
  g_return_val_if_fail (action != NULL, NULL);

  menu = g_menu_new ();
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (stack));
       child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkStackPage *page = gtk_stack_get_page (stack, child);
      g_autoptr (GMenuItem) item
        = g_menu_item_new (gtk_stack_page_get_title (page), NULL);

      g_menu_item_set_action_and_target (item, action, "s",
                                         gtk_stack_page_get_name (page));
      g_menu_append_item (menu, item);
    }

  return G_MENU_MODEL (menu);
}

/* The focus does not go with a page that goes. */
static void
show_page (GtkStack  *stack,
           GtkWidget *page)
{
  GtkWidget *before = gtk_stack_get_visible_child (stack);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (stack));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean had_focus = focus != NULL && before != NULL
                       && (focus == before
                           || gtk_widget_is_ancestor (focus, before));

  gtk_stack_set_visible_child (stack, page);
  if (had_focus && page != before)
    gtk_widget_grab_focus (page);
}

const char *
unroll_page_menu_show (GtkStack   *stack,
                       const char *name)
{
  GtkWidget *child;

  g_return_val_if_fail (GTK_IS_STACK (stack), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  child = gtk_stack_get_child_by_name (stack, name);
  if (child == NULL)
    child = gtk_widget_get_first_child (GTK_WIDGET (stack));
  show_page (stack, child);

  return gtk_stack_page_get_title (gtk_stack_get_page (stack, child));
}
