#pragma once

#include "ui/paint/rect.h"
#include "ui/paint/theme.h"

G_BEGIN_DECLS

/* Marks what fills @rect, over the picture: a ring, and a wash when it is under
 * the pointer rather than selected.  Nothing for an empty one. */
void paint_mark (cairo_t          *cr,
                 PaintRect         rect,
                 const PaintTheme *theme,
                 gboolean          selected);

G_END_DECLS
