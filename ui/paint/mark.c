#include "ui/paint/mark.h"

#include "ui/paint/colormap.h"

#define RING_WIDTH 2.0
#define RADIUS 5.0
#define RADIUS_SHARE 0.16
/* Less than this on a side, and only the wash can be seen. */
#define LEAST_RING 6.0

void
paint_mark (cairo_t          *cr,
            PaintRect         rect,
            const PaintTheme *theme,
            gboolean          selected)
{
  double radius = MIN (RADIUS, RADIUS_SHARE * rect.height);

  g_return_if_fail (cr && theme);

  if (rect.width <= 0 || rect.height <= 0)
    return;

  cairo_save (cr);
  paint_rounded (cr, rect, radius);
  if (!selected)
    {
      paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_HOVER));
      cairo_fill_preserve (cr);
    }
  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_ACCENT));
  cairo_set_line_width (cr, MIN (rect.width, rect.height) < LEAST_RING
                              ? RING_WIDTH / 2
                              : RING_WIDTH);
  cairo_stroke (cr);
  cairo_restore (cr);
}
