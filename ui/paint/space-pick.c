#include <math.h>

#include "ui/paint/space-parts.h"

/* At text scale 1: how near a pointer must come, and half of what is marked. */
#define REACH 10.0
#define MARK_RADIUS 7.0
/* Nearer to each other than this, two states are at one place. */
#define SAME 0.5
#define MARK_WIDTH 2.0

gboolean
paint_space_has (const PaintSpaceModel *model,
                 const PaintTarget     *target)
{
  if (!model || !target || target->sample >= model->frame->n_samples)
    return FALSE;
  if (target->kind == PAINT_TARGET_SAMPLE)
    return target->t == 0;
  return (target->kind == PAINT_TARGET_STATE
          || (target->kind == PAINT_TARGET_UNIT
              && target->column < model->units))
         && target->layer == model->frame->network.n_layers - 1
         && target->t >= 1 && target->t <= model->frame->dataset->time_steps;
}

static PaintTarget
target_of (const PaintSpaceModel *model,
           gsize                  sample,
           guint                  t)
{
  return (PaintTarget) { .kind = PAINT_TARGET_STATE,
                         .sample = sample,
                         .t = t,
                         .layer = model->frame->network.n_layers - 1 };
}

/* What can be seen: of the other samples there is nothing to come. */
static PaintSpacePoint
seen (const PaintSpace *space,
      gsize             sample,
      guint             t)
{
  PaintSpacePoint point =
    paint_space_state (space, space->model->path, sample, t);

  if (sample != space->sample && paint_space_is_to_come (space, t))
    point.there = FALSE;
  return point;
}

typedef struct
{
  PaintTarget target;
  double      distance;
  double      depth;
} Nearest;

static void
consider (Nearest          *nearest,
          const PaintSpace *space,
          gsize             sample,
          guint             t,
          double            x,
          double            y)
{
  PaintSpacePoint point = seen (space, sample, t);
  double distance = hypot (point.x - x, point.y - y);

  if (!point.there || distance > nearest->distance + SAME)
    return;
  if (nearest->target.kind != PAINT_TARGET_NONE
      && distance > nearest->distance - SAME
      && (nearest->target.sample == space->sample
          || (sample != space->sample && point.depth <= nearest->depth)))
    return;

  nearest->target = target_of (space->model, sample, t);
  nearest->distance = distance;
  nearest->depth = point.depth;
}

PaintTarget
paint_space_pick (PaintRect             area,
                  const PaintSpaceData *data,
                  const PaintTheme     *theme,
                  double                x,
                  double                y)
{
  Nearest nearest = { .target = { .kind = PAINT_TARGET_NONE } };
  PaintSpace space;

  g_return_val_if_fail (data && theme, nearest.target);

  if (!paint_rect_contains (&area, x, y)
      || !paint_space_lay_out (&space, area, data, theme))
    return nearest.target;

  nearest.distance = REACH * space.px;
  for (gsize i = 0; i < space.n_samples; i++)
    for (guint t = 1; t <= space.steps; t++)
      consider (&nearest, &space, i, t, x, y);
  return nearest.target;
}

PaintRect
paint_space_target_rect (PaintRect             area,
                         const PaintSpaceData *data,
                         const PaintTheme     *theme,
                         const PaintTarget    *target)
{
  PaintSpacePoint point;
  PaintSpace space;
  double radius;

  g_return_val_if_fail (data && theme && target, (PaintRect) { 0 });

  if (!paint_space_has (data->model, target) || target->t == 0
      || !paint_space_lay_out (&space, area, data, theme))
    return (PaintRect) { 0 };
  point = seen (&space, target->sample, target->t);
  if (!point.there)
    return (PaintRect) { 0 };

  radius = MARK_RADIUS * space.px;
  return (PaintRect) { point.x - radius, point.y - radius, 2 * radius,
                       2 * radius };
}

/* Its sample's path, too: among many it could not be told otherwise. */
static void
draw_path (cairo_t          *cr,
           const PaintSpace *space,
           gsize             sample)
{
  PaintSpacePoint point = paint_space_state (space, space->model->path, 0, 0);
  PaintColor color =
    paint_color_fade (paint_theme_color (space->theme, PAINT_COLOR_ACCENT),
                      0.7);

  cairo_move_to (cr, point.x, point.y);
  for (guint t = 1; t <= space->steps; t++)
    {
      point = seen (space, sample, t);
      if (point.there)
        cairo_line_to (cr, point.x, point.y);
    }
  cairo_set_line_width (cr, space->px);
  paint_set_source (cr, &color);
  cairo_stroke (cr);
}

void
paint_space_highlight (cairo_t              *cr,
                       PaintRect             area,
                       const PaintSpaceData *data,
                       const PaintTheme     *theme,
                       const PaintTarget    *target,
                       gboolean              selected)
{
  PaintSpace space;
  PaintRect rect;

  g_return_if_fail (cr && data && theme && target);

  if (!paint_space_has (data->model, target)
      || !paint_space_lay_out (&space, area, data, theme))
    return;

  rect = paint_space_target_rect (area, data, theme, target);
  cairo_save (cr);
  cairo_rectangle (cr, area.x, area.y, area.width, area.height);
  cairo_clip (cr);
  draw_path (cr, &space, target->sample);
  if (rect.width > 0)
    {
      cairo_arc (cr, rect.x + rect.width / 2, rect.y + rect.height / 2,
                 rect.width / 2 - MARK_WIDTH / 2, 0, 2 * G_PI);
      paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_HOVER));
      if (!selected)
        cairo_fill_preserve (cr);
      paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_ACCENT));
      cairo_set_line_width (cr, MARK_WIDTH);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

PaintTarget
paint_space_move (PaintRect             area,
                  const PaintSpaceData *data,
                  const PaintTheme     *theme,
                  const PaintTarget    *target,
                  PaintMove             move)
{
  const PaintTarget nothing = { .kind = PAINT_TARGET_NONE };
  PaintTarget next;

  g_return_val_if_fail (data && theme, nothing);

  if (!data->model)
    return nothing;
  if (!paint_space_has (data->model, target)
      || target->kind != PAINT_TARGET_STATE)
    return target_of (data->model,
                      MIN (data->sample, data->model->frame->n_samples - 1), 1);

  next = *target;
  switch (move)
    {
    case PAINT_MOVE_LEFT:
      next.t--;
      break;
    case PAINT_MOVE_RIGHT:
      next.t++;
      break;
    case PAINT_MOVE_UP:
      next.sample--;
      break;
    case PAINT_MOVE_DOWN:
      next.sample++;
      break;
    case PAINT_MOVE_FIRST:
      next.t = 1;
      break;
    case PAINT_MOVE_LAST:
      next.t = data->model->frame->dataset->time_steps;
      break;
    default:
      return nothing;
    }
  return paint_space_has (data->model, &next)
             && !paint_target_equal (&next, target)
           ? next
           : nothing;
}
