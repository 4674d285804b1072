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
/* The smallest that holds both; one without a width is nothing. */
PaintRect paint_rect_union    (const PaintRect *a,
                               const PaintRect *b);

G_END_DECLS
