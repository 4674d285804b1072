#include "ui/paint/network.h"

#include <math.h>

#include "ui/paint/network-parts.h"
#include "ui/paint/touched.h"

/* Where the scale of values ends when a state is beyond −1 … 1: one of these
 * times a power of ten. */
static const double limit_steps[] = { 1, 2, 5 };

static double
largest (const float *values,
         gsize        n)
{
  double size = 0;

  for (gsize i = 0; values && i < n; i++)
    if (isfinite (values[i]))
      size = MAX (size, fabs (values[i]));
  return size;
}

static double
round_up (double size)
{
  double power = pow (10, floor (log10 (size)));

  for (gsize i = 0; i < G_N_ELEMENTS (limit_steps); i++)
    if (size <= limit_steps[i] * power)
      return limit_steps[i] * power;
  return 10 * power;
}

double
paint_network_limit (const RnnFrame *frame)
{
  const RnnNetwork *network = &frame->network;
  double size = 1;

  if (network->activation == RNN_ACTIVATION_TANH
      || network->activation == RNN_ACTIVATION_SIGMOID)
    return size;
  size =
      MAX (size,
           largest (frame->sample_h,
                    frame->n_samples * network->units[network->n_layers - 1]));
  for (guint l = 0; frame->trace && l < network->n_layers; l++)
    size = MAX (
        size,
        largest (frame->trace->h[l],
                 ((gsize) frame->trace->time_steps + 1) * network->units[l]));
  return round_up (size);
}

PaintScene *
paint_network_scene (PaintRect               area,
                     const PaintNetworkData *data,
                     const PaintTheme       *theme,
                     PaintNetworkScroll     *scroll)
{
  PaintNetworkBuild build;

  g_return_val_if_fail (data && theme, NULL);

  if (!data->frame || area.width < 1 || area.height < 1)
    return NULL;

  build = (PaintNetworkBuild){
    .scene = paint_scene_new (theme),
    .theme = theme,
    .area = area,
    .data = data,
    .frame = data->frame,
    .network = &data->frame->network,
    .px = paint_theme_scaled (theme, 1),
    .limit = paint_network_limit (data->frame),
    .folded = data->fold >= 0.5,
  };
  paint_network_walk_init (&build);
  if (data->frame->dataset->time_steps == 1 && data->frame->n_samples > 0
      && !build.folded)
    paint_network_samples (&build);
  else
    paint_network_unrolled (&build);
  if (scroll)
    *scroll = build.scroll;
  return build.scene;
}

/* On the way from unrolled to folded, or back. */
static void
draw_between (cairo_t                *cr,
              PaintRect               area,
              const PaintNetworkData *data,
              const PaintTheme       *theme)
{
  PaintNetworkData unrolled = *data, folded = *data;
  PaintNetworkScroll scroll = { 0 };
  g_autoptr (PaintScene) from = NULL;
  g_autoptr (PaintScene) to = NULL;
  PaintTarget at = { 0 };

  unrolled.fold = 0;
  folded.fold = 1;
  from = paint_network_scene (area, &unrolled, theme, NULL);
  to = paint_network_scene (area, &folded, theme, &scroll);
  if (!from || !to)
    return;
  at.sample = data->frame->trace ? data->frame->trace->sample : data->sample;
  at.t = (guint) scroll.first;
  paint_scene_draw_between (from, to, &at, data->fold, cr);
}

void
paint_network (cairo_t                *cr,
               PaintRect               area,
               const PaintNetworkData *data,
               const PaintTheme       *theme)
{
  g_autoptr (PaintScene) scene = NULL;

  g_return_if_fail (cr && data && theme);

  cairo_save (cr);
  cairo_rectangle (cr, area.x, area.y, area.width, area.height);
  cairo_clip (cr);
  if (data->fold > 0 && data->fold < 1)
    draw_between (cr, area, data, theme);
  else if ((scene = paint_network_scene (area, data, theme, NULL)))
    {
      paint_scene_draw (scene, cr);
      paint_touched_scene (scene, cr, data->frame);
    }
  cairo_restore (cr);
}

PaintTarget
paint_network_pick (PaintRect               area,
                    const PaintNetworkData *data,
                    const PaintTheme       *theme,
                    double                  x,
                    double                  y)
{
  g_autoptr (PaintScene) scene = NULL;

  g_return_val_if_fail (data && theme, (PaintTarget){ 0 });

  scene = paint_network_scene (area, data, theme, NULL);
  return scene && paint_rect_contains (&area, x, y)
             ? paint_scene_pick (scene, x, y)
             : (PaintTarget){ 0 };
}

PaintRect
paint_network_target_rect (PaintRect               area,
                           const PaintNetworkData *data,
                           const PaintTheme       *theme,
                           const PaintTarget      *target)
{
  g_autoptr (PaintScene) scene = NULL;

  g_return_val_if_fail (data && theme && target, (PaintRect){ 0 });

  scene = paint_network_scene (area, data, theme, NULL);
  return scene ? paint_scene_rect (scene, target) : (PaintRect){ 0 };
}

void
paint_network_highlight (cairo_t                *cr,
                         PaintRect               area,
                         const PaintNetworkData *data,
                         const PaintTheme       *theme,
                         const PaintTarget      *target,
                         gboolean                selected)
{
  g_autoptr (PaintScene) scene = NULL;

  g_return_if_fail (cr && data && theme && target);

  scene = paint_network_scene (area, data, theme, NULL);
  if (!scene)
    return;
  cairo_save (cr);
  cairo_rectangle (cr, area.x, area.y, area.width, area.height);
  cairo_clip (cr);
  paint_scene_highlight (scene, cr, target, selected);
  cairo_restore (cr);
}

PaintNetworkScroll
paint_network_scroll (PaintRect               area,
                      const PaintNetworkData *data,
                      const PaintTheme       *theme)
{
  PaintNetworkScroll scroll = { 0 };
  g_autoptr (PaintScene) scene = NULL;

  g_return_val_if_fail (data && theme, scroll);

  scene = paint_network_scene (area, data, theme, &scroll);
  return scroll;
}

gboolean
paint_network_reveal (PaintRect          area,
                      PaintNetworkData  *data,
                      const PaintTheme  *theme,
                      const PaintTarget *target)
{
  PaintNetworkScroll scroll;
  gsize wanted, first;

  g_return_val_if_fail (data && theme && target, FALSE);

  scroll = paint_network_scroll (area, data, theme);
  wanted = scroll.steps ? MAX (target->t, 1) : target->sample;
  if (target->kind == PAINT_TARGET_NONE || scroll.n_visible == 0
      || wanted > scroll.n_total)
    return FALSE;

  first = scroll.first;
  if (wanted < first)
    first = wanted;
  else if (wanted >= first + scroll.n_visible)
    first = wanted - scroll.n_visible + 1;
  if (first == scroll.first)
    return FALSE;
  if (data->fold >= 1)
    data->fold_step = (guint) first;
  else if (scroll.steps)
    data->first_step = (guint) first;
  else
    data->first_sample = first;
  return TRUE;
}

/* The first hidden unit in sight, of the selected sample if that is in
 * sight. */
static PaintTarget
first_target (const PaintNetworkData   *data,
              const PaintNetworkScroll *scroll)
{
  PaintTarget target = { .kind = PAINT_TARGET_UNIT, .t = 1 };

  if (scroll->n_visible == 0)
    return (PaintTarget){ 0 };
  if (scroll->steps)
    {
      target.sample = data->frame->trace->sample;
      target.t = (guint) scroll->first;
    }
  else if (data->sample >= scroll->first
           && data->sample < scroll->first + scroll->n_visible)
    target.sample = data->sample;
  else
    target.sample = scroll->first;
  return target;
}

/* The same thing one step (or sample) on, or at either end, in sight or not;
 * NONE where there is none. */
static PaintTarget
shifted (const PaintNetworkScroll *scroll,
         const PaintTarget        *target,
         PaintMove                 move)
{
  PaintTarget moved = *target;
  gint64 first = scroll->steps ? 1 : 0;
  gint64 last = first + (gint64) scroll->n_total - 1;
  gint64 place = scroll->steps ? (gint64) target->t : (gint64) target->sample;

  switch (move)
    {
    case PAINT_MOVE_LEFT:
      place--;
      break;
    case PAINT_MOVE_RIGHT:
      place++;
      break;
    case PAINT_MOVE_FIRST:
      place = first;
      break;
    case PAINT_MOVE_LAST:
      place = last;
      break;
    case PAINT_MOVE_UP:
    case PAINT_MOVE_DOWN:
    default:
      return (PaintTarget){ 0 };
    }
  if (place < first || place > last)
    return (PaintTarget){ 0 };
  if (scroll->steps)
    moved.t = (guint) place;
  else
    moved.sample = (gsize) place;
  return moved;
}

/* Whether the other steps, or samples, have it, too. */
static gboolean
is_at_each (const PaintNetworkData   *data,
            const PaintNetworkScroll *scroll,
            const PaintTarget        *target)
{
  gboolean output = target->kind == PAINT_TARGET_OUTPUT
                    || target->kind == PAINT_TARGET_LOSS;

  return !output || !scroll->steps
         || data->frame->network.target == RNN_TARGET_ALL;
}

PaintTarget
paint_network_move (PaintRect               area,
                    const PaintNetworkData *data,
                    const PaintTheme       *theme,
                    const PaintTarget      *target,
                    PaintMove               move)
{
  g_autoptr (PaintScene) scene = NULL;
  PaintNetworkScroll scroll = { 0 };
  PaintTarget next = { 0 };
  PaintRect here;

  g_return_val_if_fail (data && theme && target, next);

  scene = paint_network_scene (area, data, theme, &scroll);
  if (!scene)
    return next;
  here = paint_scene_rect (scene, target);
  if (here.width <= 0)
    return first_target (data, &scroll);
  if (move < PAINT_MOVE_FIRST)
    next = paint_scene_neighbour (scene, target, move);
  if (next.kind == PAINT_TARGET_NONE && is_at_each (data, &scroll, target))
    next = shifted (&scroll, target, move);
  return next.kind == PAINT_TARGET_NONE ? *target : next;
}
