#include "ui/paint/rect.h"

gboolean
paint_rect_contains (const PaintRect *rect,
                     double           x,
                     double           y)
{
  return x >= rect->x && x < rect->x + rect->width
         && y >= rect->y && y < rect->y + rect->height;
}

PaintRect
paint_rect_inset (const PaintRect *rect,
                  double           margin)
{
  return (PaintRect) { .x = rect->x + margin,
                       .y = rect->y + margin,
                       .width = MAX (0, rect->width - 2 * margin),
                       .height = MAX (0, rect->height - 2 * margin) };
}

PaintRect
paint_rect_union (const PaintRect *a,
                  const PaintRect *b)
{
  PaintRect both = { .x = MIN (a->x, b->x), .y = MIN (a->y, b->y) };

  if (a->width <= 0 || b->width <= 0)
    return a->width <= 0 ? *b : *a;
  both.width = MAX (a->x + a->width, b->x + b->width) - both.x;
  both.height = MAX (a->y + a->height, b->y + b->height) - both.y;
  return both;
}
