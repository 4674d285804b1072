#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An area of a picture, in its own units (CSS pixels on screen, points in
 * files), y downwards. */
typedef struct
{
  double x, y;
  double width, height;
} PaintRect;

gboolean  paint_rect_contains (const PaintRect *rect,
                               double           x,
                               double           y);
/* @rect less @margin on every side, never negative. */
PaintRect paint_rect_inset    (const PaintRect *rect,
                               double           margin);

G_END_DECLS
