#include <math.h>

#include "ui/paint/mark.h"
#include "ui/paint/sweep-layout.h"

#define STRIP 7.0

static PaintTarget
seed_target (const RnnSweepReport *report, double index)
{
  if (report->n_done == 0)
    return (PaintTarget){ 0 };
  return (PaintTarget){ .kind = PAINT_TARGET_SEED,
                        .row = (guint) CLAMP (index, 0, report->n_done - 1.0) };
}

static PaintTarget
point_target (const RnnSweepReport *report, gint64 point)
{
  guint n = paint_sweep_count_points (report);

  if (n == 0)
    return (PaintTarget){ 0 };
  return (PaintTarget){ .kind = PAINT_TARGET_EPOCH,
                        .epoch = report->epochs[CLAMP (point, 0, n - 1)] };
}

/* The last point at or before @epoch. */
static gint64
point_at (const RnnSweepReport *report, double epoch)
{
  guint low = 0, high = report->n_points;

  while (low + 1 < high)
    {
      guint middle = low + (high - low) / 2;

      if (report->epochs[middle] <= epoch)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* The point of @target; −1 when it is none that there is. */
static gint64
point_of (const RnnSweepReport *report, const PaintTarget *target)
{
  gint64 point;

  if (target->kind != PAINT_TARGET_EPOCH)
    return -1;
  point = point_at (report, target->epoch);
  return point < paint_sweep_count_points (report)
                 && report->epochs[point] == target->epoch
             ? point
             : -1;
}

/* The point that is nearest to @epoch. */
static gint64
nearest_point (const RnnSweepReport *report, double epoch)
{
  gint64 point = point_at (report, epoch);

  if (point + 1 < report->n_points
      && epoch - report->epochs[point] > report->epochs[point + 1] - epoch)
    point++;
  return point;
}

PaintTarget
paint_sweep_pick (PaintRect area,
                  const PaintSweepData *data,
                  const PaintTheme *theme,
                  double x,
                  double y)
{
  PaintSweepLayout sweep;

  g_return_val_if_fail (data && theme, (PaintTarget){ 0 });

  if (!data->report)
    return (PaintTarget){ 0 };
  sweep = paint_sweep_layout (area, data->report, theme);
  if (paint_sweep_is_drawable (&sweep.curves)
      && paint_rect_contains (&sweep.curves.plot, x, y))
    return point_target (
        data->report,
        nearest_point (data->report, paint_scale_value (&sweep.curves.x, x)));
  if (paint_sweep_is_drawable (&sweep.ends)
      && paint_rect_contains (&sweep.ends.plot, x, y))
    {
      double index =
          floor (paint_scale_value (&sweep.ends.x, x) - sweep.ends.x.low);

      if (index < data->report->n_done)
        return seed_target (data->report, index);
    }
  return (PaintTarget){ 0 };
}

/* The column in which a seed is picked. */
static PaintRect
seed_rect (const PaintSweepLayout *sweep, guint index)
{
  const PaintSweepPlot *plot = &sweep->ends;
  double width = plot->plot.width / sweep->report->n_seeds;

  return (PaintRect){ paint_sweep_seed_x (sweep, index) - width / 2,
                      plot->plot.y,
                      width,
                      plot->plot.height };
}

/* From half the way to the point before to half the way to the next one. */
static PaintRect
point_rect (const PaintSweepLayout *sweep, gint64 point)
{
  const RnnSweepReport *report = sweep->report;
  const PaintSweepPlot *plot = &sweep->curves;
  gint64 last = (gint64) paint_sweep_count_points (report) - 1;
  double here = report->epochs[point];
  double from = plot->x.low, to = plot->x.high;

  if (point > 0)
    from = (report->epochs[point - 1] + here) / 2;
  if (point < last)
    to = (here + report->epochs[point + 1]) / 2;
  from = paint_scale_pixel (&plot->x, from);
  to = paint_scale_pixel (&plot->x, to);
  return (PaintRect){ from, plot->plot.y, to - from, plot->plot.height };
}

PaintRect
paint_sweep_target_rect (PaintRect area,
                         const PaintSweepData *data,
                         const PaintTheme *theme,
                         const PaintTarget *target)
{
  PaintSweepLayout sweep;
  gint64 point;

  g_return_val_if_fail (data && theme && target, (PaintRect){ 0 });

  if (!data->report)
    return (PaintRect){ 0 };
  sweep = paint_sweep_layout (area, data->report, theme);
  if (target->kind == PAINT_TARGET_SEED && target->row < data->report->n_done
      && paint_sweep_is_drawable (&sweep.ends))
    return seed_rect (&sweep, target->row);
  point = point_of (data->report, target);
  return point >= 0 && paint_sweep_is_drawable (&sweep.curves)
             ? point_rect (&sweep, point)
             : (PaintRect){ 0 };
}

void
paint_sweep_highlight (cairo_t *cr,
                       PaintRect area,
                       const PaintSweepData *data,
                       const PaintTheme *theme,
                       const PaintTarget *target,
                       gboolean selected)
{
  PaintRect rect;
  double x;
  PaintSweepLayout sweep;

  g_return_if_fail (cr && data && theme && target);

  rect = paint_sweep_target_rect (area, data, theme, target);
  if (rect.width <= 0)
    return;
  /* A strip at the very place, as wide as can be seen. */
  sweep = paint_sweep_layout (area, data->report, theme);
  x = target->kind == PAINT_TARGET_SEED
          ? paint_sweep_seed_x (&sweep, target->row)
          : paint_scale_pixel (&sweep.curves.x, target->epoch);
  rect.width = MIN (MAX (2 * sweep.dot, STRIP), MAX (rect.width, STRIP));
  rect.x = CLAMP (x - rect.width / 2, area.x, area.x + area.width - rect.width);
  paint_mark (cr, rect, theme, selected);
}

static PaintTarget
move_seed (const RnnSweepReport *report, guint index, PaintMove move)
{
  switch (move)
    {
    case PAINT_MOVE_LEFT:
      return index > 0 ? seed_target (report, index - 1.0) : (PaintTarget){ 0 };
    case PAINT_MOVE_RIGHT:
      return index + 1 < report->n_done ? seed_target (report, index + 1.0)
                                        : (PaintTarget){ 0 };
    case PAINT_MOVE_FIRST:
      return seed_target (report, 0);
    case PAINT_MOVE_LAST:
      return seed_target (report, report->n_done);
    case PAINT_MOVE_UP:
      return point_target (report, 0);
    case PAINT_MOVE_DOWN:
    default:
      return (PaintTarget){ 0 };
    }
}

static PaintTarget
move_point (const RnnSweepReport *report, guint epoch, PaintMove move)
{
  gint64 point = point_at (report, epoch);

  switch (move)
    {
    case PAINT_MOVE_LEFT:
      return point > 0 ? point_target (report, point - 1) : (PaintTarget){ 0 };
    case PAINT_MOVE_RIGHT:
      return point + 1 < paint_sweep_count_points (report)
                 ? point_target (report, point + 1)
                 : (PaintTarget){ 0 };
    case PAINT_MOVE_FIRST:
      return point_target (report, 0);
    case PAINT_MOVE_LAST:
      return point_target (report, report->n_points);
    case PAINT_MOVE_DOWN:
      return seed_target (report, 0);
    case PAINT_MOVE_UP:
    default:
      return (PaintTarget){ 0 };
    }
}

PaintTarget
paint_sweep_move (PaintRect area,
                  const PaintSweepData *data,
                  const PaintTheme *theme,
                  const PaintTarget *target,
                  PaintMove move)
{
  PaintTarget next;

  g_return_val_if_fail (data && theme, (PaintTarget){ 0 });

  if (!data->report)
    return (PaintTarget){ 0 };
  if (!target)
    return seed_target (data->report, 0);
  if (target->kind == PAINT_TARGET_SEED)
    next = move_seed (data->report, target->row, move);
  else if (target->kind == PAINT_TARGET_EPOCH)
    next = move_point (data->report, target->epoch, move);
  else
    next = seed_target (data->report, 0);
  return paint_target_equal (&next, target) ? (PaintTarget){ 0 } : next;
}
