#pragma once

#include "ui/paint/rect.h"
#include "ui/paint/theme.h"

G_BEGIN_DECLS

/**
 * PaintUnit:
 *
 * One hidden unit: a circle or a pill filled with its value's colour, with the
 * number in it where it fits; NaN is hatched.  A ghost is dashed and unfilled:
 * a state that is zero by definition.
 */
typedef struct
{
  PaintRect rect;             /* as high as wide: a circle */
  double    value;
  double    limit;            /* where the colour scale ends */
  double    text_size;        /* of the number, at text scale 1; 0: none */
  gboolean  ghost;
} PaintUnit;

void     paint_unit          (cairo_t          *cr,
                              const PaintUnit  *unit,
                              const PaintTheme *theme);
/* The outline, @margin outside it, as the current path. */
void     paint_unit_path     (cairo_t          *cr,
                              const PaintUnit  *unit,
                              double            margin);
/* How far the point is outside the outline; negative inside. */
double   paint_unit_distance (const PaintUnit  *unit,
                              double            x,
                              double            y);
/* What a number with sign and two decimals needs at @text_size. */
double   paint_unit_width    (const PaintTheme *theme,
                              double            text_size);
double   paint_unit_height   (const PaintTheme *theme,
                              double            text_size);

G_END_DECLS
