#include "ui/paint/look.h"

#include <math.h>

#define SAMPLE_WIDTH 2.0
#define SHOWN_WIDTH 2.6
#define SHOWN_GAP 2.0

static const PaintColorName colors[] = { PAINT_COLOR_RUN_1, PAINT_COLOR_RUN_2,
                                         PAINT_COLOR_RUN_3, PAINT_COLOR_RUN_4 };

static const struct
{
  guint  n;
  double dashes[PAINT_MAX_DASHES];
} patterns[] = {
  { 0, { 0 } },
  { 2, { 8, 3 } },
  { 2, { 2, 3 } },
  { 4, { 8, 3, 2, 3 } },
};

PaintLook
paint_look (guint number)
{
  guint pattern = number / G_N_ELEMENTS (colors) % G_N_ELEMENTS (patterns);
  PaintLook look = { .color = colors[number % G_N_ELEMENTS (colors)],
                     .n_dashes = patterns[pattern].n };

  for (guint i = 0; i < look.n_dashes; i++)
    look.dashes[i] = patterns[pattern].dashes[i];
  return look;
}

static void
line (cairo_t          *cr,
      PaintRect         area,
      double            y,
      double            width,
      PaintColorName    color,
      const PaintTheme *theme)
{
  cairo_move_to (cr, area.x, y);
  cairo_rel_line_to (cr, area.width, 0);
  cairo_set_line_width (cr, width);
  paint_set_source (cr, paint_theme_color (theme, color));
  cairo_stroke (cr);
}

void
paint_look_sample (cairo_t          *cr,
                   PaintRect         area,
                   guint             number,
                   gboolean          shown,
                   const PaintTheme *theme)
{
  double middle = round (area.y + area.height / 2);
  PaintLook look;

  g_return_if_fail (cr && theme);

  cairo_save (cr);
  if (shown)
    {
      double away = (SHOWN_WIDTH + SHOWN_GAP) / 2;

      line (cr, area, middle - away, SHOWN_WIDTH, PAINT_COLOR_LOSS, theme);
      line (cr, area, middle + away, SHOWN_WIDTH, PAINT_COLOR_ACCURACY, theme);
    }
  else
    {
      look = paint_look (number);
      cairo_set_dash (cr, look.dashes, look.n_dashes, 0);
      line (cr, area, middle, SAMPLE_WIDTH, look.color, theme);
    }
  cairo_restore (cr);
}
