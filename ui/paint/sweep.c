#include "ui/paint/sweep.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/paint/number.h"
#include "ui/paint/sweep-layout.h"

#define LINE_WIDTH 2.2
#define BEYOND 2.0
/* From here on a number is written with its power of ten. */
#define LARGE 1e4
/* So opaque is each pair of lines of the band, the outer ones first. */
static const double band_alpha[] = { 0.16, 0.2, 0.26 };

static const double dots[] = { 1.5, 3.5 };

static double
sharp (double pixel)
{
  return floor (pixel) + 0.5;
}

static const char *
y_label (const PaintTicks *ticks, guint i, char buffer[PAINT_NUMBER_SIZE])
{
  double value = ticks->values[i];

  if (ticks->decimals < 0 && value < LARGE)
    return paint_number_full (value, PAINT_NUMBER_PLAIN, buffer);
  return paint_number (
      value, MAX (ticks->decimals, 0), PAINT_NUMBER_PLAIN, buffer);
}

static void
draw_axes (cairo_t *cr,
           const PaintSweepLayout *sweep,
           const PaintSweepPlot *plot,
           const char *caption)
{
  const PaintTheme *theme = sweep->theme;
  const PaintColor *dim = paint_theme_color (theme, PAINT_COLOR_TEXT_DIM);
  double gap = paint_theme_scaled (theme, PAINT_SWEEP_TICK_GAP);
  double line = paint_text_height (theme, &paint_sweep_label_style);
  char number[PAINT_NUMBER_SIZE];

  cairo_set_line_width (cr, 1);
  for (guint i = 0; i < plot->y_ticks.n; i++)
    {
      double y = paint_scale_pixel (&plot->y, plot->y_ticks.values[i]);

      cairo_move_to (cr, plot->plot.x, sharp (y));
      cairo_rel_line_to (cr, plot->plot.width, 0);
      paint_set_source (
          cr,
          paint_theme_color (theme,
                             i == 0 ? PAINT_COLOR_AXIS : PAINT_COLOR_GRID));
      cairo_stroke (cr);
      paint_text_at (cr,
                     theme,
                     &paint_sweep_label_style,
                     dim,
                     PAINT_ALIGN_END,
                     plot->plot.x - gap,
                     y,
                     y_label (&plot->y_ticks, i, number));
    }
  for (guint i = 0; i < plot->x_ticks.n; i++)
    paint_text_at (
        cr,
        theme,
        &paint_sweep_label_style,
        dim,
        PAINT_ALIGN_CENTER,
        paint_scale_pixel (&plot->x, plot->x_ticks.values[i]),
        plot->y.start + gap / 2 + line / 2,
        paint_number_whole ((guint64) plot->x_ticks.values[i], number));
  paint_text_in (cr,
                 theme,
                 &paint_sweep_label_style,
                 dim,
                 PAINT_ALIGN_START,
                 plot->caption,
                 caption);
}

/* Adds point @i of a line of the band to the path.  What is far beyond the plot
 * is clipped there, and would be too far for Cairo's numbers. */
static void
add_point (cairo_t *cr,
           const PaintSweepLayout *sweep,
           RnnSweepQuantile quantile,
           guint i)
{
  const PaintSweepPlot *plot = &sweep->curves;
  double value = sweep->report->quantiles[quantile][i];

  cairo_line_to (
      cr,
      paint_scale_pixel (&plot->x, sweep->report->epochs[i]),
      paint_scale_pixel (&plot->y, MIN (value, BEYOND * plot->y.high)));
}

static void
draw_band (cairo_t *cr, const PaintSweepLayout *sweep)
{
  const PaintColor *color = paint_theme_color (sweep->theme, PAINT_COLOR_LOSS);
  guint n = paint_sweep_count_points (sweep->report);

  cairo_save (cr);
  cairo_rectangle (cr,
                   sweep->curves.plot.x,
                   sweep->curves.plot.y,
                   sweep->curves.plot.width,
                   sweep->curves.plot.height);
  cairo_clip (cr);
  for (guint pair = 0; pair < G_N_ELEMENTS (band_alpha); pair++)
    {
      PaintColor faint = paint_color_fade (color, band_alpha[pair]);

      for (guint i = 0; i < n; i++)
        add_point (cr, sweep, RNN_SWEEP_LEAST + pair, i);
      for (guint i = n; i-- > 0;)
        add_point (cr, sweep, RNN_SWEEP_GREATEST - pair, i);
      paint_set_source (cr, &faint);
      cairo_fill (cr);
    }
  for (guint i = 0; i < n; i++)
    add_point (cr, sweep, RNN_SWEEP_MEDIAN, i);
  paint_set_source (cr, color);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_chance (cairo_t *cr,
             const PaintSweepLayout *sweep,
             const PaintSweepPlot *plot)
{
  double guess = paint_sweep_chance (sweep->report);
  double y = paint_scale_pixel (&plot->y, guess);

  if (!(guess <= plot->y.high))
    return;
  cairo_move_to (cr, plot->plot.x, sharp (y));
  cairo_rel_line_to (cr, plot->plot.width, 0);
  paint_set_source (cr, paint_theme_color (sweep->theme, PAINT_COLOR_TEXT_DIM));
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dots, G_N_ELEMENTS (dots), 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/* Filled: it reached 100 %; a ring: it did not; a cross: it diverged. */
static void
draw_end (cairo_t *cr, const PaintSweepLayout *sweep, guint index)
{
  const RnnSweepResult *result = &sweep->report->results[index];
  double x = paint_sweep_seed_x (sweep, index), r = sweep->dot;
  double y = MAX (paint_scale_pixel (&sweep->ends.y, result->loss),
                  sweep->ends.plot.y);

  cairo_set_line_width (cr, MAX (1, r / 3));
  if (result->diverged)
    {
      y = sweep->ends.plot.y + r;
      cairo_move_to (cr, x - r, y - r);
      cairo_rel_line_to (cr, 2 * r, 2 * r);
      cairo_rel_move_to (cr, -2 * r, 0);
      cairo_rel_line_to (cr, 2 * r, -2 * r);
      paint_set_source (cr,
                        paint_theme_color (sweep->theme, PAINT_COLOR_ERROR));
      cairo_stroke (cr);
      return;
    }

  cairo_new_sub_path (cr);
  cairo_arc (cr, x, y, r, 0, 2 * G_PI);
  paint_set_source (cr,
                    paint_theme_color (sweep->theme,
                                       result->reached > 0 ? PAINT_COLOR_TARGET
                                                           : PAINT_COLOR_LOSS));
  if (result->reached > 0)
    cairo_fill (cr);
  else
    cairo_stroke (cr);
}

void
paint_sweep (cairo_t *cr,
             PaintRect area,
             const PaintSweepData *data,
             const PaintTheme *theme)
{
  PaintSweepLayout sweep;

  g_return_if_fail (cr && data && theme);

  if (!data->report)
    return;
  sweep = paint_sweep_layout (area, data->report, theme);
  cairo_save (cr);
  if (paint_sweep_is_drawable (&sweep.curves))
    {
      draw_axes (cr,
                 &sweep,
                 &sweep.curves,
                 _ ("Loss by epoch: the line is the median, the darkest band "
                    "half of the seeds, the lightest all"));
      draw_chance (cr, &sweep, &sweep.curves);
      draw_band (cr, &sweep);
    }
  if (paint_sweep_is_drawable (&sweep.ends))
    {
      draw_axes (cr,
                 &sweep,
                 &sweep.ends,
                 _ ("Loss at the end by seed: filled, where 100 % were "
                    "reached; a ring, where not"));
      draw_chance (cr, &sweep, &sweep.ends);
      for (guint i = 0; i < data->report->n_done; i++)
        draw_end (cr, &sweep, i);
    }
  cairo_restore (cr);
}
