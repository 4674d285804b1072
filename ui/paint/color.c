#include "ui/paint/color.h"

#include <math.h>

PaintColor
paint_color_from_rgba (guint32 rgba)
{
  return (PaintColor){ .red = (rgba >> 24 & 0xff) / 255.0,
                       .green = (rgba >> 16 & 0xff) / 255.0,
                       .blue = (rgba >> 8 & 0xff) / 255.0,
                       .alpha = (rgba & 0xff) / 255.0 };
}

static double
lerp (double a,
      double b,
      double position)
{
  return a + (b - a) * position;
}

PaintColor
paint_color_mix (const PaintColor *a,
                 const PaintColor *b,
                 double            position)
{
  g_return_val_if_fail (a && b, (PaintColor){ 0 });

  return (PaintColor){ .red = lerp (a->red, b->red, position),
                       .green = lerp (a->green, b->green, position),
                       .blue = lerp (a->blue, b->blue, position),
                       .alpha = lerp (a->alpha, b->alpha, position) };
}

PaintColor
paint_color_fade (const PaintColor *color,
                  double            alpha)
{
  PaintColor faded;

  g_return_val_if_fail (color, (PaintColor){ 0 });

  faded = *color;
  faded.alpha *= alpha;
  return faded;
}

/* The sRGB transfer function, with the threshold as WCAG 2.1 prints it. */
static double
linear (double channel)
{
  return channel <= 0.03928 ? channel / 12.92
                            : pow ((channel + 0.055) / 1.055, 2.4);
}

double
paint_color_luminance (const PaintColor *color)
{
  g_return_val_if_fail (color, 0);

  return 0.2126 * linear (color->red) + 0.7152 * linear (color->green)
         + 0.0722 * linear (color->blue);
}

double
paint_color_contrast (const PaintColor *a,
                      const PaintColor *b)
{
  double first, second;

  g_return_val_if_fail (a && b, 1);

  first = paint_color_luminance (a) + 0.05;
  second = paint_color_luminance (b) + 0.05;
  return MAX (first, second) / MIN (first, second);
}

void
paint_set_source (cairo_t          *cr,
                  const PaintColor *color)
{
  g_return_if_fail (color);

  cairo_set_source_rgba (
      cr, color->red, color->green, color->blue, color->alpha);
}
