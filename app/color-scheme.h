#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define UNROLL_TYPE_COLOR_SCHEME (unroll_color_scheme_get_type ())
G_DECLARE_FINAL_TYPE (UnrollColorScheme, unroll_color_scheme, UNROLL,
                      COLOR_SCHEME, GObject)

/**
 * UnrollColorScheme:
 *
 * Light or dark: as the user chose here, or as the system prefers, which the
 * desktop portal tells (GTK 4.8 does not ask it).  Property "scheme": "system",
 * "light" or "dark".
 */
UnrollColorScheme *unroll_color_scheme_new (GtkSettings *settings);

G_END_DECLS
