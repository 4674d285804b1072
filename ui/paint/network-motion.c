#include "ui/paint/network-parts.h"
#include "ui/paint/scene-parts.h"
#include "ui/paint/walk.h"

/* At text scale 1. */
#define DOT 4.5
#define HALO 1.5
/* Folded, a state first goes round, and then into the cell. */
#define ROUND_PART 0.5

/* What happens now, in a scene. */
typedef struct
{
  const RnnFrame *frame;
  gboolean folded;
  RnnStop stop;
} Now;

typedef enum
{
  STILL,
  ALONG,
  AGAINST
} Direction;

static gboolean
now_init (Now                    *now,
          const PaintNetworkData *data)
{
  const RnnFrame *frame = data->frame;

  if (!frame || !frame->trace || !paint_walk_is_on (frame)
      || (data->fold > 0 && data->fold < 1))
    return FALSE;
  *now = (Now){ .frame = frame,
                .folded = data->fold >= 1,
                .stop = rnn_walk_stop (&frame->walk, frame->stop) };
  return now->stop.phase == RNN_PHASE_FORWARD
         || now->stop.phase == RNN_PHASE_LOSS
         || now->stop.phase == RNN_PHASE_BACKWARD;
}

/* Whether the weights of @parameter lead into, and out of, @layer's state. */
static Direction
forward (const Now          *now,
         const RnnParameter *parameter,
         guint               t)
{
  gboolean into = (parameter->kind == RNN_PARAMETER_W_XH
                   || parameter->kind == RNN_PARAMETER_W_HH)
                  && parameter->layer == now->stop.layer;

  return into && t == now->stop.t ? ALONG : STILL;
}

static Direction
backward (const Now          *now,
          const RnnParameter *parameter,
          guint               t)
{
  guint layer = now->stop.layer, last = now->frame->walk.time_steps;
  gboolean above;

  if (parameter->kind == RNN_PARAMETER_W_HH && parameter->layer == layer)
    return now->stop.t < last && (now->folded || t == now->stop.t + 1) ? AGAINST
                                                                       : STILL;
  if (layer + 1 == now->frame->network.n_layers)
    above = parameter->kind == RNN_PARAMETER_W_HY;
  else
    above =
        parameter->kind == RNN_PARAMETER_W_XH && parameter->layer == layer + 1;
  return above && t == now->stop.t ? AGAINST : STILL;
}

/* Which way something moves on @item, a line or an arrow. */
static Direction
direction (const Now       *now,
           const PaintItem *item)
{
  const PaintTarget *target = &item->target;
  const RnnParameter *parameter;

  if ((item->kind != PAINT_ITEM_EDGE && item->kind != PAINT_ITEM_ARROW)
      || (target->kind != PAINT_TARGET_WEIGHT
          && target->kind != PAINT_TARGET_PARAMETER)
      || target->sample != now->frame->trace->sample)
    return STILL;
  parameter = &now->frame->network.parameters[target->parameter];
  switch (now->stop.phase)
    {
    case RNN_PHASE_FORWARD:
      return forward (now, parameter, target->t);
    case RNN_PHASE_LOSS:
      return parameter->kind == RNN_PARAMETER_W_HY ? ALONG : STILL;
    case RNN_PHASE_BACKWARD:
      return backward (now, parameter, target->t);
    case RNN_PHASE_READY:
    case RNN_PHASE_GRADIENT:
    case RNN_PHASE_CLIP:
    case RNN_PHASE_UPDATE:
    default:
      return STILL;
    }
}

/* What is made by what moves: empty before. */
static gboolean
is_made (const Now       *now,
         const PaintItem *item)
{
  const PaintTarget *target = &item->target;

  if (target->sample != now->frame->trace->sample)
    return FALSE;
  if (now->stop.phase == RNN_PHASE_LOSS)
    return item->kind == PAINT_ITEM_BAR && !item->to_come;
  return now->stop.phase == RNN_PHASE_FORWARD
         && target->kind == PAINT_TARGET_UNIT && target->t == now->stop.t
         && target->layer == now->stop.layer
         && (item->kind == PAINT_ITEM_UNIT || item->kind == PAINT_ITEM_HEAT);
}

static void
draw_empty (const PaintItem  *item,
            cairo_t          *cr,
            const PaintTheme *theme)
{
  PaintItem empty = *item;

  if (item->kind == PAINT_ITEM_UNIT)
    paint_unit_path (cr, &item->unit, 0.5);
  else
    cairo_rectangle (
        cr, item->rect.x, item->rect.y, item->rect.width, item->rect.height);
  paint_set_source (cr,
                    paint_theme_color (theme,
                                       item->kind == PAINT_ITEM_BAR
                                           ? PAINT_COLOR_TRACK
                                           : PAINT_COLOR_CELL));
  cairo_fill (cr);
  empty.to_come = TRUE;
  if (item->kind != PAINT_ITEM_BAR)
    paint_item_draw (&empty, cr, theme);
}

/* Where on its line something is: folded, the loop and the lines from it share
 * the way. */
static double
position (const Now       *now,
          const PaintItem *item,
          Direction        way,
          double           progress)
{
  const RnnParameter *parameter =
      &now->frame->network.parameters[item->target.parameter];
  gboolean shared = now->folded && parameter->kind == RNN_PARAMETER_W_HH;

  if (way == AGAINST)
    progress = 1 - progress;
  if (!shared)
    return progress;
  if (item->kind == PAINT_ITEM_ARROW)
    return progress / ROUND_PART;
  return (progress - ROUND_PART) / (1 - ROUND_PART);
}

static void
draw_dot (const PaintItem  *item,
          cairo_t          *cr,
          const PaintTheme *theme,
          double            place,
          PaintColorName    color)
{
  const PaintEdge *edge =
      item->kind == PAINT_ITEM_EDGE ? &item->weight.edge : &item->arrow.edge;
  double radius = paint_theme_scaled (theme, DOT);
  PaintPoint point;

  if (place < 0 || place > 1)
    return;
  point = paint_edge_point (edge, place);
  cairo_arc (cr, point.x, point.y, radius + HALO, 0, 2 * G_PI);
  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_CARD));
  cairo_fill (cr);
  cairo_arc (cr, point.x, point.y, radius, 0, 2 * G_PI);
  paint_set_source (cr, paint_theme_color (theme, color));
  cairo_fill (cr);
}

void
paint_network_motion (cairo_t                *cr,
                      PaintRect               area,
                      const PaintNetworkData *data,
                      const PaintTheme       *theme,
                      double                  progress)
{
  g_autoptr (PaintScene) scene = NULL;
  PaintColorName color;
  Now now;

  g_return_if_fail (cr && data && theme);

  if (progress >= 1 || !now_init (&now, data))
    return;
  scene = paint_network_scene (area, data, theme, NULL);
  if (!scene)
    return;
  color = now.stop.phase == RNN_PHASE_BACKWARD ? PAINT_COLOR_GRADIENT_TEXT
                                               : PAINT_COLOR_ACCENT;
  for (guint i = 0; i < paint_scene_n_items (scene); i++)
    if (is_made (&now, paint_scene_item (scene, i)))
      draw_empty (paint_scene_item (scene, i), cr, theme);
  for (guint i = 0; i < paint_scene_n_items (scene); i++)
    {
      const PaintItem *item = paint_scene_item (scene, i);
      Direction way = direction (&now, item);

      if (way != STILL)
        draw_dot (item, cr, theme, position (&now, item, way, progress), color);
    }
}

PaintRect
paint_network_motion_rect (PaintRect               area,
                           const PaintNetworkData *data,
                           const PaintTheme       *theme)
{
  g_autoptr (PaintScene) scene = NULL;
  PaintRect all = { 0 };
  double margin;
  Now now;

  g_return_val_if_fail (data && theme, all);

  if (!now_init (&now, data))
    return all;
  scene = paint_network_scene (area, data, theme, NULL);
  for (guint i = 0; scene && i < paint_scene_n_items (scene); i++)
    {
      const PaintItem *item = paint_scene_item (scene, i);

      if (is_made (&now, item) || direction (&now, item) != STILL)
        all = paint_rect_union (&all, &item->rect);
    }
  if (all.width <= 0)
    return all;
  margin = paint_theme_scaled (theme, DOT) + HALO + 1;
  return paint_rect_inset (&all, -margin);
}
