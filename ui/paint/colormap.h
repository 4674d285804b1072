#pragma once

#include "ui/paint/rect.h"
#include "ui/paint/theme.h"

G_BEGIN_DECLS

/* The two diverging scales, which are never mixed. */
typedef enum
{
  PAINT_SCALE_VALUE,          /* values and weights: orange, neutral, blue */
  PAINT_SCALE_GRADIENT        /* gradients: green, neutral, purple */
} PaintScaleKind;

/* The colour of @value on a scale from −@limit to +@limit; beyond them the end
 * colours.  NaN has no colour: the neutral one is returned, to be hatched. */
PaintColor paint_colormap        (const PaintTheme *theme,
                                  PaintScaleKind    scale,
                                  double            value,
                                  double            limit);
/* The same for lines, which have no neutral: the sign's end colour. */
PaintColor paint_colormap_sign   (const PaintTheme *theme,
                                  PaintScaleKind    scale,
                                  double            value);
/* Fills the current path with @value's colour; NaN is hatched.  The path is
 * kept. */
void       paint_fill_value      (cairo_t          *cr,
                                  const PaintTheme *theme,
                                  PaintScaleKind    scale,
                                  double            value,
                                  double            limit);
/* A rectangle of @rows × @columns values, row-major, without gaps: one image on
 * raster targets, rectangles on vector ones.  Non-finite values are hatched. */
void       paint_heat            (cairo_t          *cr,
                                  PaintRect         area,
                                  const PaintTheme *theme,
                                  PaintScaleKind    scale,
                                  const float      *values,
                                  gsize             rows,
                                  gsize             columns,
                                  double            limit);
/* The legend "−limit [colours] +limit", at the left of @area and in the middle
 * of its height; nothing when there is no room. */
void       paint_legend          (cairo_t          *cr,
                                  PaintRect         area,
                                  const PaintTheme *theme,
                                  PaintScaleKind    scale,
                                  double            limit);
/* The width that paint_legend fills. */
double     paint_legend_width    (const PaintTheme *theme,
                                  double            limit);
/* A rounded rectangle as the current path. */
void       paint_rounded         (cairo_t          *cr,
                                  PaintRect         rect,
                                  double            radius);

G_END_DECLS
