#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The titles of @stack's pages as a menu; each item is @action with the page's
 * name as its parameter (transfer full). */
GMenuModel *unroll_page_menu_new   (GtkStack   *stack,
                                    const char *action);
/* Shows page @name of @stack, or its first one if it has no such page.  Returns
 * the page's title. */
const char *unroll_page_menu_show  (GtkStack   *stack,
                                    const char *name);

G_END_DECLS
