#include "ui/paint/unit.h"

#include <math.h>

#include "ui/paint/colormap.h"
#include "ui/paint/number.h"
#include "ui/paint/text.h"

#define DECIMALS 2
#define WIDEST "\u22120.00"
/* Between a number and the outline, at each side, of the text size. */
#define SIDE_ROOM 0.28
#define LINE_ROOM 0.16
/* Of a unit's width, for its number. */
#define NUMBER_PART 0.93
/* A number that is too wide shrinks to this part of its size at most. */
#define SMALLEST 0.65
#define BORDER 1.0
#define BORDER_SHARE 0.4
#define DASH 2.0
/* Dots this small do not need finer curves, which take long. */
#define TOLERANCE 0.3

double
paint_unit_width (const PaintTheme *theme,
                  double            text_size)
{
  const PaintTextStyle style = { .size = text_size };

  g_return_val_if_fail (theme, 0);

  return paint_text_width (theme, &style, WIDEST)
         + 2 * paint_theme_scaled (theme, SIDE_ROOM * text_size);
}

double
paint_unit_height (const PaintTheme *theme,
                   double            text_size)
{
  const PaintTextStyle style = { .size = text_size };

  g_return_val_if_fail (theme, 0);

  return paint_text_digit_height (theme, &style)
         + 4 * paint_theme_scaled (theme, LINE_ROOM * text_size);
}

void
paint_unit_path (cairo_t         *cr,
                 const PaintUnit *unit,
                 double           margin)
{
  PaintRect rect;

  g_return_if_fail (cr && unit);

  rect = (PaintRect){ .x = unit->rect.x - margin,
                      .y = unit->rect.y - margin,
                      .width = unit->rect.width + 2 * margin,
                      .height = unit->rect.height + 2 * margin };
  paint_rounded (cr, rect, rect.height / 2);
}

double
paint_unit_distance (const PaintUnit *unit,
                     double           x,
                     double           y)
{
  double radius, core, middle_x, middle_y;

  g_return_val_if_fail (unit, 0);

  /* A pill is all that is within its radius of a level line. */
  radius = MIN (unit->rect.width, unit->rect.height) / 2;
  core = unit->rect.width / 2 - radius;
  middle_x = unit->rect.x + unit->rect.width / 2;
  middle_y = unit->rect.y + unit->rect.height / 2;
  return hypot (MAX (fabs (x - middle_x) - core, 0), y - middle_y) - radius;
}

/* Writes the number with as many decimals as there is room for, smaller if
 * none of it fits; returns FALSE when it would be too small to be read. */
static gboolean
fit_number (const PaintUnit  *unit,
            const PaintTheme *theme,
            PaintTextStyle   *style,
            char              number[PAINT_NUMBER_SIZE])
{
  double room = unit->rect.width * NUMBER_PART;
  double width = 0;

  for (int decimals = DECIMALS; decimals >= 0; decimals--)
    {
      paint_number (unit->value, decimals, PAINT_NUMBER_SIGNED, number);
      width = paint_text_width (theme, style, number);
      if (width <= room)
        return TRUE;
    }
  style->size *= room / width;
  return style->size >= SMALLEST * unit->text_size;
}

static void
draw_number (cairo_t          *cr,
             const PaintUnit  *unit,
             const PaintTheme *theme,
             const PaintColor *ink)
{
  PaintTextStyle style = { .size = unit->text_size };
  char number[PAINT_NUMBER_SIZE] = "0";

  if (!unit->ghost && !fit_number (unit, theme, &style, number))
    return;
  paint_text_at (cr,
                 theme,
                 &style,
                 ink,
                 PAINT_ALIGN_CENTER,
                 unit->rect.x + unit->rect.width / 2,
                 unit->rect.y + unit->rect.height / 2,
                 number);
}

static void
draw_ghost (cairo_t          *cr,
            const PaintUnit  *unit,
            const PaintTheme *theme)
{
  const double dashes[] = { DASH };

  paint_unit_path (cr, unit, -BORDER / 2);
  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_CELL));
  cairo_fill_preserve (cr);
  cairo_save (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  cairo_set_tolerance (cr, TOLERANCE);
  cairo_set_line_width (cr, BORDER);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_AXIS));
  cairo_stroke (cr);
  cairo_restore (cr);
  if (unit->text_size > 0)
    draw_number (
        cr, unit, theme, paint_theme_color (theme, PAINT_COLOR_TEXT_DIM));
}

void
paint_unit (cairo_t          *cr,
            const PaintUnit  *unit,
            const PaintTheme *theme)
{
  PaintColor ground, ink, border;

  g_return_if_fail (cr && unit && theme);

  if (unit->ghost)
    {
      draw_ghost (cr, unit, theme);
      return;
    }

  /* A border filled under the ground costs half of a stroke. */
  ground = paint_colormap (theme, PAINT_SCALE_VALUE, unit->value, unit->limit);
  ink = paint_theme_ink (theme, &ground);
  border = paint_color_mix (
      &ground, paint_theme_color (theme, PAINT_COLOR_AXIS), BORDER_SHARE);
  paint_unit_path (cr, unit, 0);
  paint_set_source (cr, &border);
  cairo_fill (cr);
  paint_unit_path (cr, unit, -BORDER);
  paint_fill_value (cr, theme, PAINT_SCALE_VALUE, unit->value, unit->limit);
  cairo_new_path (cr);
  if (unit->text_size > 0)
    draw_number (cr, unit, theme, &ink);
}
