#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What can be done with a card's picture, as actions of the card itself, for the
 * menus of what is in it. */
#define UNROLL_CARD_COPY_PICTURE   "card.copy-picture"
#define UNROLL_CARD_EXPORT_PICTURE "card.export-picture"

/* The items for both; a section of other menus, too (transfer full). */
GMenuModel *unroll_card_menu_new              (void);
/* Installs the actions, and the keys that open the menu, in the class of
 * cards. */
void        unroll_card_menu_install          (GtkWidgetClass *klass);
/* The right button opens the menu of @card. */
void        unroll_card_menu_init             (GtkWidget      *card);

G_END_DECLS
