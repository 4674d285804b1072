#include "ui/paint/step-ways.h"

#include <math.h>

#include "ui/paint/number.h"
#include "ui/paint/text.h"

/* At text scale 1. */
#define GAP 4.0
#define STRIP 30.0
#define WIDEST_BAR 12.0
#define DOT 2.0
#define BAR_SHARE 0.7         /* of a step's width */
#define OPACITY 0.55
/* The scale goes at least so far up and down. */
#define LEAST_LIMIT 2.0
#define DECIMALS 2

static const PaintTextStyle small_style = { .size = PAINT_SIZE_SMALL };
static const PaintTextStyle bold_style = { .size = PAINT_SIZE_SMALL,
                                           .bold = TRUE };

typedef struct
{
  PaintRect            area;
  const PaintStepBars *bars;
  const RnnFlowLayer  *flow;
  const PaintTheme    *theme;
} Ways;

/* The middle between steps @t − 1 and @t. */
static double
border_x (const Ways *ways,
          guint       t)
{
  return ways->bars->plot.x + ways->bars->pitch * (t - 1);
}

/* Whether the gradient has taken it, and its factor is known. */
static gboolean
is_known (const Ways *ways,
          guint       t)
{
  return paint_step_bars_reached (ways->bars->frame, t - 1)
         && !isnan (ways->flow->factor[t - 1]);
}

/* Numbers ------------------------------------------------------------------ */

static char *
write_factor (const char *sign,
              double      factor)
{
  char number[PAINT_NUMBER_SIZE];

  paint_number (factor, DECIMALS, PAINT_NUMBER_PLAIN, number);
  return g_strdup_printf ("%s %s", sign, number);
}

static gboolean
numbers_fit (const PaintStepBars *bars,
             const RnnFlowLayer  *flow,
             const PaintTheme    *theme)
{
  double blank = paint_text_width (theme, &small_style, " ");

  for (guint t = 2; t <= bars->n; t++)
    {
      g_autofree char *most = write_factor ("≤", flow->factor[t - 1]);
      g_autofree char *passed = write_factor ("←", flow->passed[t - 1]);

      if (blank
            + MAX (paint_text_width (theme, &small_style, most),
                   paint_text_width (theme, &bold_style, passed))
          > bars->pitch)
        return FALSE;
    }
  return TRUE;
}

static void
write_way (cairo_t    *cr,
           const Ways *ways,
           guint       t)
{
  double line = ways->area.height / 2, x = border_x (ways, t);
  g_autofree char *passed = write_factor ("←", ways->flow->passed[t - 1]);
  g_autofree char *most = write_factor ("≤", ways->flow->factor[t - 1]);

  if (!isnan (ways->flow->passed[t - 1]))
    paint_text_at (cr, ways->theme, &bold_style,
                   paint_theme_color (ways->theme, PAINT_COLOR_GRADIENT_TEXT),
                   PAINT_ALIGN_CENTER, x, ways->area.y + line / 2, passed);
  paint_text_at (cr, ways->theme, &small_style,
                 paint_theme_color (ways->theme, PAINT_COLOR_TEXT_DIM),
                 PAINT_ALIGN_CENTER, x, ways->area.y + 1.5 * line, most);
}

/* The strip ---------------------------------------------------------------- */

static double
further (double most,
         double factor)
{
  double away = fabs (log10 (factor));

  return isfinite (away) ? MAX (most, away) : most;
}

static PaintScale
strip_scale (const Ways *ways)
{
  double most = log10 (LEAST_LIMIT);

  for (guint t = 2; t <= ways->bars->n; t++)
    {
      most = further (most, ways->flow->factor[t - 1]);
      most = further (most, ways->flow->passed[t - 1]);
    }
  return (PaintScale) { .low = pow (10, -most), .high = pow (10, most),
                        .start = ways->area.y + ways->area.height,
                        .end = ways->area.y, .logarithmic = TRUE };
}

/* A bar for the factor and a dot for what passed. */
static void
draw_way (cairo_t          *cr,
          const Ways       *ways,
          guint             t,
          const PaintScale *scale)
{
  double width = MIN (BAR_SHARE * ways->bars->pitch,
                      paint_theme_scaled (ways->theme, WIDEST_BAR));
  double x = border_x (ways, t), passed = ways->flow->passed[t - 1];
  double one = paint_scale_pixel (scale, 1);
  double y = paint_scale_pixel (scale, ways->flow->factor[t - 1]);
  PaintColor color
    = *paint_theme_color (ways->theme, PAINT_COLOR_GRADIENT_TEXT);

  color = paint_color_fade (&color, OPACITY);
  paint_set_source (cr, &color);
  cairo_rectangle (cr, x - width / 2, MIN (one, y), width, fabs (y - one));
  cairo_fill (cr);
  if (isnan (passed))
    return;
  paint_set_source (cr, paint_theme_color (ways->theme, PAINT_COLOR_TEXT));
  cairo_arc (cr, x, paint_scale_pixel (scale, passed),
             MIN (paint_theme_scaled (ways->theme, DOT), MAX (width / 2, 1)), 0,
             2 * G_PI);
  cairo_fill (cr);
}

static void
draw_strip (cairo_t    *cr,
            const Ways *ways)
{
  const PaintStepBars *bars = ways->bars;
  PaintScale scale = strip_scale (ways);
  double one = round (paint_scale_pixel (&scale, 1));

  if (bars->axis > 0)
    paint_text_at (cr, ways->theme, &small_style,
                   paint_theme_color (ways->theme, PAINT_COLOR_TEXT_DIM),
                   PAINT_ALIGN_END,
                   bars->plot.x - paint_theme_scaled (ways->theme, GAP), one,
                   "× 1");
  for (guint t = 2; t <= bars->n; t++)
    if (is_known (ways, t))
      draw_way (cr, ways, t, &scale);
  paint_set_source (cr, paint_theme_color (ways->theme, PAINT_COLOR_AXIS));
  cairo_rectangle (cr, bars->plot.x, one, bars->plot.width, 1);
  cairo_fill (cr);
}

double
paint_step_ways_height (const PaintStepBars *bars,
                        const RnnFlowLayer  *flow,
                        const PaintTheme    *theme)
{
  g_return_val_if_fail (bars && flow && theme, 0);

  return numbers_fit (bars, flow, theme)
           ? 2 * ceil (paint_text_height (theme, &small_style))
           : paint_theme_scaled (theme, STRIP);
}

void
paint_step_ways (cairo_t             *cr,
                 PaintRect            area,
                 const PaintStepBars *bars,
                 const RnnFlowLayer  *flow,
                 const PaintTheme    *theme)
{
  const Ways ways = { area, bars, flow, theme };

  g_return_if_fail (cr && bars && flow && theme);

  if (!numbers_fit (bars, flow, theme))
    {
      draw_strip (cr, &ways);
      return;
    }
  for (guint t = 2; t <= bars->n; t++)
    if (is_known (&ways, t))
      write_way (cr, &ways, t);
}
