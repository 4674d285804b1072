#include "ui/paint/scene-parts.h"

#include <float.h>

/* How far beside an edge, and outside a unit, a point still means it. */
#define EDGE_REACH 4.0
#define UNIT_REACH 4.0
/* Of an edge: where it is away from the others that share an end with it, and
 * how large the spot is that stands for it. */
#define EDGE_SPOT_PLACE 0.3
#define EDGE_SPOT_SIZE 2.0

void
paint_along_set (PaintTarget *target,
                 PaintAlong   along,
                 guint        value)
{
  switch (along)
    {
    case PAINT_ALONG_T:
      target->t = value;
      break;
    case PAINT_ALONG_ROW:
      target->row = value;
      break;
    case PAINT_ALONG_COLUMN:
      target->column = value;
      break;
    case PAINT_ALONG_NOTHING:
    default:
      break;
    }
}

guint
paint_along_get (const PaintTarget *target,
                 PaintAlong         along)
{
  switch (along)
    {
    case PAINT_ALONG_T:
      return target->t;
    case PAINT_ALONG_ROW:
      return target->row;
    case PAINT_ALONG_COLUMN:
      return target->column;
    case PAINT_ALONG_NOTHING:
    default:
      return 0;
    }
}

static guint
place_in (double offset,
          double length,
          guint  n)
{
  return n > 0 ? MIN ((guint) MAX (offset / length * n, 0), n - 1) : 0;
}

PaintTarget
paint_item_heat_target (const PaintItem *item,
                        double           x,
                        double           y)
{
  const PaintHeat *heat = &item->heat;
  PaintTarget target = item->target;
  guint row = place_in (y - item->rect.y, item->rect.height, heat->n_down);
  guint column = place_in (x - item->rect.x, item->rect.width, heat->n_across);

  paint_along_set (
      &target, heat->down, paint_along_get (&target, heat->down) + row);
  paint_along_set (
      &target, heat->across, paint_along_get (&target, heat->across) + column);
  return target;
}

/* Moves @start and @length to the part that @target's field names; FALSE if
 * it is not in the map. */
static gboolean
heat_part (PaintAlong         along,
           guint              n,
           const PaintTarget *base,
           const PaintTarget *target,
           double            *start,
           double            *length)
{
  guint first = paint_along_get (base, along);
  guint wanted = paint_along_get (target, along);

  if (along == PAINT_ALONG_NOTHING || n == 0)
    return TRUE;
  if (wanted < first || wanted - first >= n)
    return FALSE;
  *length /= n;
  *start += *length * (wanted - first);
  return TRUE;
}

/* Where @target lies in a heat map, or FALSE. */
static gboolean
heat_rect (const PaintItem   *item,
           const PaintTarget *target,
           PaintRect         *rect)
{
  const PaintHeat *heat = &item->heat;
  PaintTarget there;

  *rect = item->rect;
  if (!heat_part (heat->down,
                  heat->n_down,
                  &item->target,
                  target,
                  &rect->y,
                  &rect->height)
      || !heat_part (heat->across,
                     heat->n_across,
                     &item->target,
                     target,
                     &rect->x,
                     &rect->width))
    return FALSE;
  there = paint_item_heat_target (
      item, rect->x + rect->width / 2, rect->y + rect->height / 2);
  return paint_target_equal (&there, target);
}

/* How far @item is from a point that may still mean it; DBL_MAX if it may
 * not. */
static double
item_distance (const PaintItem *item,
               double           x,
               double           y)
{
  double distance = DBL_MAX;

  switch (item->kind)
    {
    case PAINT_ITEM_UNIT:
      distance = paint_unit_distance (&item->unit, x, y);
      return distance <= UNIT_REACH ? MAX (distance, 0) : DBL_MAX;
    case PAINT_ITEM_EDGE:
      if (x >= item->rect.x - EDGE_REACH
          && x <= item->rect.x + item->rect.width + EDGE_REACH
          && y >= item->rect.y - EDGE_REACH
          && y <= item->rect.y + item->rect.height + EDGE_REACH)
        distance = paint_edge_distance (&item->weight.edge, x, y);
      return distance <= MAX (item->weight.edge.width / 2, EDGE_REACH)
                 ? distance
                 : DBL_MAX;
    case PAINT_ITEM_ARROW:
      distance = paint_edge_distance (&item->arrow.edge, x, y);
      return distance <= MAX (item->arrow.edge.width / 2, EDGE_REACH) ? distance
                                                                      : DBL_MAX;
    case PAINT_ITEM_AREA:
    case PAINT_ITEM_BOX:
    case PAINT_ITEM_SQUARE:
    case PAINT_ITEM_HEAT:
    case PAINT_ITEM_BAR:
    case PAINT_ITEM_FRAME:
    case PAINT_ITEM_TEXT:
    case PAINT_ITEM_LEGEND:
    default:
      return paint_rect_contains (&item->rect, x, y) ? 0 : DBL_MAX;
    }
}

/* The nearest item of @kind that can be picked; of equals the last. */
static const PaintItem *
nearest (const PaintScene *scene,
         int               kind,
         double            x,
         double            y)
{
  const PaintItem *found = NULL;
  double least = DBL_MAX;

  for (guint i = paint_scene_n_items (scene); i-- > 0;)
    {
      const PaintItem *item = paint_scene_item (scene, i);
      double distance;

      if ((int) item->kind != kind || item->target.kind == PAINT_TARGET_NONE)
        continue;
      distance = item_distance (item, x, y);
      if (distance < least)
        {
          least = distance;
          found = item;
        }
    }
  return found;
}

/* What is on top goes first, but lines, which are meant also from beside them,
 * only where there is nothing else. */
static const PaintItemKind order[] = {
  PAINT_ITEM_TEXT, PAINT_ITEM_FRAME,  PAINT_ITEM_UNIT,  PAINT_ITEM_BAR,
  PAINT_ITEM_HEAT, PAINT_ITEM_SQUARE, PAINT_ITEM_ARROW, PAINT_ITEM_EDGE,
  PAINT_ITEM_BOX,  PAINT_ITEM_AREA,
};

PaintTarget
paint_scene_pick (const PaintScene *scene,
                  double            x,
                  double            y)
{
  g_return_val_if_fail (scene, (PaintTarget){ 0 });

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      PaintItemKind kind = order[i];
      const PaintItem *item = nearest (scene, kind, x, y);

      if (item)
        return kind == PAINT_ITEM_HEAT ? paint_item_heat_target (item, x, y)
                                       : item->target;
    }
  return (PaintTarget){ 0 };
}

static PaintRect
edge_spot (const PaintEdge *edge)
{
  PaintPoint spot = paint_edge_point (edge, EDGE_SPOT_PLACE);

  return (PaintRect){ .x = spot.x - EDGE_SPOT_SIZE / 2,
                      .y = spot.y - EDGE_SPOT_SIZE / 2,
                      .width = EDGE_SPOT_SIZE,
                      .height = EDGE_SPOT_SIZE };
}

gboolean
paint_item_rect (const PaintItem   *item,
                 const PaintTarget *target,
                 PaintRect         *rect)
{
  if (item->target.kind == PAINT_TARGET_NONE)
    return FALSE;
  if (item->kind == PAINT_ITEM_HEAT)
    return item->target.kind == target->kind && heat_rect (item, target, rect);
  if (!paint_target_equal (&item->target, target))
    return FALSE;
  if (item->kind == PAINT_ITEM_EDGE)
    *rect = edge_spot (&item->weight.edge);
  else if (item->kind == PAINT_ITEM_ARROW)
    *rect = edge_spot (&item->arrow.edge);
  else
    *rect = item->rect;
  return TRUE;
}

PaintRect
paint_scene_rect (const PaintScene  *scene,
                  const PaintTarget *target)
{
  PaintRect rect = { 0 };

  g_return_val_if_fail (scene && target, rect);

  for (guint i = paint_scene_n_items (scene); i-- > 0;)
    if (paint_item_rect (paint_scene_item (scene, i), target, &rect))
      return rect;
  return (PaintRect){ 0 };
}
