#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* A colour in sRGB, each part from 0 to 1, alpha not multiplied in. */
typedef struct
{
  double red, green, blue;
  double alpha;
} PaintColor;

/* From 0xRRGGBBAA. */
PaintColor paint_color_from_rgba (guint32           rgba);
/* @a at @position 0, @b at 1, straight between them in sRGB. */
PaintColor paint_color_mix       (const PaintColor *a,
                                  const PaintColor *b,
                                  double            position);
/* @color with its alpha multiplied by @alpha. */
PaintColor paint_color_fade      (const PaintColor *color,
                                  double            alpha);
/* Relative luminance, 0 (black) to 1 (white), as WCAG 2.1 defines it. */
double     paint_color_luminance (const PaintColor *color);
/* Contrast ratio of two opaque colours, 1 to 21, as WCAG 2.1 defines it. */
double     paint_color_contrast  (const PaintColor *a,
                                  const PaintColor *b);
void       paint_set_source      (cairo_t          *cr,
                                  const PaintColor *color);

G_END_DECLS
