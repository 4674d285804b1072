#include "ui/paint/spectrum.h"

#include <math.h>

/* At text scale 1. */
#define DOT 3.2
#define LEAST_DOT 1.6
#define MARK 6.0
/* More dots than these are drawn smaller. */
#define MANY 24
/* How far the plane goes at least, in radii of the circle, and beyond the
 * largest eigenvalue. */
#define LEAST_EXTENT 1.12
#define MARGIN 1.08
#define WASH 0.07
#define DOT_OPACITY 0.85

typedef struct
{
  double x, y;                /* of 0 */
  double unit;                /* pixels of 1 */
  double reach;               /* pixels to the edge */
  double dot;
} Plane;

static Plane
plane_of (PaintRect         area,
          const RnnComplex *values,
          guint             n,
          const PaintTheme *theme)
{
  double largest = n > 0 ? hypot (values[0].re, values[0].im) : 0;
  Plane plane = {
    .x = round (area.x + area.width / 2),
    .y = round (area.y + area.height / 2),
    .dot = paint_theme_scaled (theme, n > MANY ? LEAST_DOT : DOT),
  };

  plane.reach = floor (MIN (area.width, area.height) / 2) - plane.dot;
  plane.unit = plane.reach / MAX (LEAST_EXTENT, MARGIN * largest);
  return plane;
}

static void
draw_plane (cairo_t          *cr,
            const Plane      *plane,
            const PaintTheme *theme)
{
  PaintColor wash = *paint_theme_color (theme, PAINT_COLOR_TARGET);

  wash = paint_color_fade (&wash, WASH);
  cairo_arc (cr, plane->x, plane->y, plane->unit, 0, 2 * G_PI);
  paint_set_source (cr, &wash);
  cairo_fill_preserve (cr);
  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_TEXT_DIM));
  cairo_set_line_width (cr, 1.25);
  cairo_stroke (cr);

  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_GRID));
  cairo_rectangle (cr, plane->x - plane->reach, plane->y - 0.5,
                   2 * plane->reach, 1);
  cairo_rectangle (cr, plane->x - 0.5, plane->y - plane->reach, 1,
                   2 * plane->reach);
  cairo_fill (cr);
}

void
paint_spectrum (cairo_t          *cr,
                PaintRect         area,
                const RnnComplex *values,
                guint             n,
                const PaintTheme *theme)
{
  Plane plane;

  g_return_if_fail (cr && theme && (values || n == 0));

  plane = plane_of (area, values, n, theme);
  if (plane.reach < plane.dot)
    return;
  draw_plane (cr, &plane, theme);
  /* The largest last, on top. */
  for (guint i = n; i-- > 0;)
    {
      gboolean outside = hypot (values[i].re, values[i].im) > 1;
      PaintColor color = *paint_theme_color (
        theme, outside ? PAINT_COLOR_LOSS : PAINT_COLOR_GRADIENT_TEXT);

      color = paint_color_fade (&color, DOT_OPACITY);
      paint_set_source (cr, &color);
      cairo_arc (cr, plane.x + plane.unit * values[i].re,
                 plane.y - plane.unit * values[i].im, plane.dot, 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

PaintRect
paint_spectrum_rect (PaintRect         area,
                     const RnnComplex *values,
                     guint             n,
                     guint             i,
                     const PaintTheme *theme)
{
  double mark;
  Plane plane;

  g_return_val_if_fail (values && i < n && theme, (PaintRect) { 0 });

  plane = plane_of (area, values, n, theme);
  mark = paint_theme_scaled (theme, MARK);
  if (plane.reach < plane.dot)
    return (PaintRect) { 0 };
  return (PaintRect) { plane.x + plane.unit * values[i].re - mark,
                       plane.y - plane.unit * values[i].im - mark,
                       2 * mark, 2 * mark };
}

guint
paint_spectrum_pick (PaintRect         area,
                     const RnnComplex *values,
                     guint             n,
                     const PaintTheme *theme,
                     double            x,
                     double            y)
{
  double nearest = paint_theme_scaled (theme, MARK);
  guint found = n;
  Plane plane;

  g_return_val_if_fail (theme && (values || n == 0), n);

  plane = plane_of (area, values, n, theme);
  for (guint i = 0; i < n && plane.reach >= plane.dot; i++)
    {
      double away = hypot (plane.x + plane.unit * values[i].re - x,
                           plane.y - plane.unit * values[i].im - y);

      if (away < nearest)
        {
          nearest = away;
          found = i;
        }
    }
  return found;
}
