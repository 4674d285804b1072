#pragma once

#include <gtk/gtk.h>

#include "ui/paint/theme.h"

G_BEGIN_DECLS

/* The bridge between GTK's look and the pictures': the only place that asks GTK
 * for colours, font and scale, and that gives GTK the pictures' colours. */

/* Makes @theme (initialised) look as @widget does: light, dark or high contrast,
 * its font, its text's size times @zoom, and the screen's scale.  TRUE when any
 * of these is another than @theme had. */
gboolean unroll_theme_bridge_read  (GtkWidget  *widget,
                                    double      zoom,
                                    PaintTheme *theme);
/* Gives @widget's display the program's style sheet with the pictures' colours
 * in it; to be called again whenever the widget's style changed. */
void     unroll_theme_bridge_style (GtkWidget  *widget);

G_END_DECLS
