#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows all keys, in a window over @parent that is no larger than that. */
void unroll_shortcuts_show (GtkWindow *parent);

G_END_DECLS
