#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define UNROLL_TYPE_ICON_LABEL (unroll_icon_label_get_type ())
G_DECLARE_FINAL_TYPE (UnrollIconLabel, unroll_icon_label, UNROLL, ICON_LABEL,
                      GtkWidget)

/**
 * UnrollIconLabel:
 *
 * An icon with a word beside it, which is the first thing to go where there is
 * no room: its least width is the icon's, its natural width has the word.
 * Properties "icon-name" and "label" (strings).
 */
GtkWidget *unroll_icon_label_new (const char *icon_name,
                                  const char *label);

G_END_DECLS
