#include "ui/paint/sweep-layout.h"

#include <math.h>

/* Of the height; the rest is the lower plot's. */
#define UPPER_SHARE 0.62
#define MAX_Y_TICKS 6
#define MAX_X_TICKS 8
#define Y_LABEL_ROOM 52.0
#define MAX_DOT 5.0
#define MIN_DOT 1.6
/* A loss so many times what nine tenths of the seeds stay below is far off. */
#define FAR 2.0
#define WIDE 1e4

const PaintTextStyle paint_sweep_label_style = { .size = PAINT_SIZE_SMALL };

static void
place_plot (PaintSweepPlot *plot, PaintRect area, const PaintTheme *theme)
{
  double line = paint_text_height (theme, &paint_sweep_label_style);
  double gap = paint_theme_scaled (theme, PAINT_SWEEP_TICK_GAP);
  double left = paint_theme_scaled (theme, Y_LABEL_ROOM);

  plot->caption = (PaintRect){ area.x, area.y, area.width, line };
  plot->plot = (PaintRect){ area.x + left,
                            area.y + line + gap,
                            area.width - left - 2 * gap,
                            area.height - 2 * line - 2 * gap };
  plot->x.start = plot->plot.x;
  plot->x.end = plot->plot.x + plot->plot.width;
  plot->y.start = plot->plot.y + plot->plot.height;
  plot->y.end = plot->plot.y;
}

double
paint_sweep_chance (const RnnSweepReport *report)
{
  return report->spec.loss == RNN_LOSS_MEAN ? log (report->n_classes) : NAN;
}

/* All seeds, unless a few shoot off so far that they would make one line of the
 * others.  @ends: at the end only. */
static double
highest (const RnnSweepReport *report, gboolean ends)
{
  const float *high = report->quantiles[RNN_SWEEP_HIGH];
  const float *greatest = report->quantiles[RNN_SWEEP_GREATEST];
  double guess = paint_sweep_chance (report);
  double most = !ends && isfinite (guess) ? guess : 0;

  for (guint i = ends ? report->n_points - 1 : 0; i < report->n_points; i++)
    if (isfinite (high[i]))
      most = MAX (most, MIN (greatest[i], FAR * high[i]));
  return most;
}

/* Losses that lie so many times apart are shown on a logarithmic axis. */
static void
set_loss_scale (const RnnSweepReport *report, PaintScale *y)
{
  const float *losses = report->quantiles[RNN_SWEEP_LEAST];
  double most = highest (report, FALSE);
  double least = most;

  for (guint i = 0; i < report->n_points; i++)
    if (losses[i] > 0)
      least = MIN (least, losses[i]);

  y->logarithmic = most > WIDE * least;
  if (y->logarithmic)
    {
      y->low = 1 / paint_scale_limit (1 / least);
      y->high = paint_scale_limit (most);
    }
  else
    y->high = paint_scale_ceiling (most, MAX_Y_TICKS);
}

PaintSweepLayout
paint_sweep_layout (PaintRect area,
                    const RnnSweepReport *report,
                    const PaintTheme *theme)
{
  PaintSweepLayout sweep = { .report = report, .theme = theme };
  PaintRect upper = area, lower = area;

  upper.height = floor (UPPER_SHARE * area.height);
  lower.y += upper.height;
  lower.height -= upper.height;
  place_plot (&sweep.curves, upper, theme);
  place_plot (&sweep.ends, lower, theme);

  sweep.curves.x.high = MAX (report->spec.epochs, 1);
  set_loss_scale (report, &sweep.curves.y);
  /* A dot has a column of its own. */
  sweep.ends.x.low = report->spec.seed - 0.5;
  sweep.ends.x.high = sweep.ends.x.low + report->n_seeds;
  sweep.ends.y.high =
      paint_scale_ceiling (highest (report, TRUE), MAX_Y_TICKS / 2);
  paint_scale_ticks (&sweep.curves.x, MAX_X_TICKS, TRUE, &sweep.curves.x_ticks);
  paint_scale_ticks (
      &sweep.curves.y, MAX_Y_TICKS, FALSE, &sweep.curves.y_ticks);
  paint_scale_ticks (&sweep.ends.x, MAX_X_TICKS, TRUE, &sweep.ends.x_ticks);
  paint_scale_ticks (
      &sweep.ends.y, MAX_Y_TICKS / 2, FALSE, &sweep.ends.y_ticks);
  sweep.dot = CLAMP (sweep.ends.plot.width / report->n_seeds / 2,
                     MIN_DOT,
                     paint_theme_scaled (theme, MAX_DOT));
  return sweep;
}

gboolean
paint_sweep_is_drawable (const PaintSweepPlot *plot)
{
  return plot->plot.width >= 20 && plot->plot.height >= 20;
}

guint
paint_sweep_count_points (const RnnSweepReport *report)
{
  guint n = 0;

  while (n < report->n_points
         && isfinite (report->quantiles[RNN_SWEEP_MEDIAN][n]))
    n++;
  return n;
}

double
paint_sweep_seed_x (const PaintSweepLayout *sweep, guint index)
{
  return paint_scale_pixel (&sweep->ends.x,
                            (double) sweep->report->spec.seed + index);
}
