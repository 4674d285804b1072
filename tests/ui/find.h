#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a test is looking for: the first in @widget, which may be itself, in the
 * order of the widgets; NULL if there is none.  Of buttons, that with an action,
 * or with a label. */
GtkWidget          *find_widget     (GtkWidget  *widget,
                                     GType       type);
GtkWidget          *find_action     (GtkWidget  *widget,
                                     const char *action);
GtkWidget          *find_button     (GtkWidget  *widget,
                                     const char *label);
/* Of @widget's own, the last added first. */
GtkEventController *find_controller (GtkWidget  *widget,
                                     GType       type);

G_END_DECLS
