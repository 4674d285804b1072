#include "ui/paint/scene.h"

#include <float.h>
#include <math.h>

/* How far beside an edge, and outside a unit, a point still means it. */
#define EDGE_REACH 4.0
#define UNIT_REACH 4.0
/* Of an edge: where it is away from the others that share an end with it, and
 * how large the spot is that stands for it. */
#define EDGE_SPOT_PLACE 0.3
#define EDGE_SPOT_SIZE 2.0
#define RING_WIDTH 2.0
#define RING_DISTANCE 2.5
#define HALO 2.0
#define HALO_ALPHA 0.55
#define ELSEWHERE_ALPHA 0.6
#define WASH_RADIUS 6.0
/* The keyboard prefers what lies straight ahead. */
#define ASIDE_COST 3.0

static void
along_set (PaintTarget *target,
           PaintAlong   along,
           guint        place)
{
  switch (along)
    {
    case PAINT_ALONG_T:
      target->t += place;
      break;
    case PAINT_ALONG_ROW:
      target->row += place;
      break;
    case PAINT_ALONG_COLUMN:
      target->column += place;
      break;
    case PAINT_ALONG_NOTHING:
    default:
      break;
    }
}

static guint
along_get (const PaintTarget *target,
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

static PaintTarget
heat_target (const PaintItem *item,
             double           x,
             double           y)
{
  const PaintHeat *heat = &item->heat;
  PaintTarget target = item->target;

  along_set (&target,
             heat->down,
             place_in (y - item->rect.y, item->rect.height, heat->n_down));
  along_set (&target,
             heat->across,
             place_in (x - item->rect.x, item->rect.width, heat->n_across));
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
  guint first = along_get (base, along);
  guint wanted = along_get (target, along);

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
  there =
      heat_target (item, rect->x + rect->width / 2, rect->y + rect->height / 2);
  return paint_target_equal (&there, target);
}

static gboolean
item_contains (const PaintItem *item,
               double           x,
               double           y)
{
  switch (item->kind)
    {
    case PAINT_ITEM_UNIT:
      return paint_unit_contains (&item->unit, UNIT_REACH, x, y);
    case PAINT_ITEM_EDGE:
      return FALSE;
    case PAINT_ITEM_AREA:
    case PAINT_ITEM_BOX:
    case PAINT_ITEM_HEAT:
    case PAINT_ITEM_BAR:
    case PAINT_ITEM_FRAME:
    case PAINT_ITEM_TEXT:
    case PAINT_ITEM_LEGEND:
    default:
      return paint_rect_contains (&item->rect, x, y);
    }
}

static const PaintItem *
nearest_edge (const PaintScene *scene,
              double            x,
              double            y)
{
  const PaintItem *nearest = NULL;
  double least = DBL_MAX;

  for (guint i = 0; i < paint_scene_n_items (scene); i++)
    {
      const PaintItem *item = paint_scene_item (scene, i);
      PaintRect reach;
      double distance;

      if (item->kind != PAINT_ITEM_EDGE
          || item->target.kind == PAINT_TARGET_NONE)
        continue;
      reach = (PaintRect){ .x = item->rect.x - EDGE_REACH,
                           .y = item->rect.y - EDGE_REACH,
                           .width = item->rect.width + 2 * EDGE_REACH,
                           .height = item->rect.height + 2 * EDGE_REACH };
      if (!paint_rect_contains (&reach, x, y))
        continue;
      distance = paint_edge_distance (&item->weight.edge, x, y);
      if (distance < least
          && distance <= MAX (item->weight.edge.width / 2, EDGE_REACH))
        {
          least = distance;
          nearest = item;
        }
    }
  return nearest;
}

PaintTarget
paint_scene_pick (const PaintScene *scene,
                  double            x,
                  double            y)
{
  g_return_val_if_fail (scene, (PaintTarget){ 0 });

  for (int kind = PAINT_ITEM_TEXT; kind >= PAINT_ITEM_AREA; kind--)
    {
      const PaintItem *edge =
          kind == PAINT_ITEM_EDGE ? nearest_edge (scene, x, y) : NULL;

      if (edge)
        return edge->target;
      for (guint i = paint_scene_n_items (scene); i-- > 0;)
        {
          const PaintItem *item = paint_scene_item (scene, i);

          if ((int) item->kind != kind || item->target.kind == PAINT_TARGET_NONE
              || !item_contains (item, x, y))
            continue;
          return kind == PAINT_ITEM_HEAT ? heat_target (item, x, y)
                                         : item->target;
        }
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

/* Where the item shows @target exactly, or FALSE. */
static gboolean
item_rect (const PaintItem   *item,
           const PaintTarget *target,
           PaintRect         *rect)
{
  if (item->target.kind == PAINT_TARGET_NONE)
    return FALSE;
  if (item->kind == PAINT_ITEM_HEAT)
    return item->target.kind == target->kind && heat_rect (item, target, rect);
  if (!paint_target_equal (&item->target, target))
    return FALSE;
  *rect = item->kind == PAINT_ITEM_EDGE ? edge_spot (&item->weight.edge)
                                        : item->rect;
  return TRUE;
}

PaintRect
paint_scene_rect (const PaintScene  *scene,
                  const PaintTarget *target)
{
  PaintRect rect = { 0 };

  g_return_val_if_fail (scene && target, rect);

  for (guint i = paint_scene_n_items (scene); i-- > 0;)
    if (item_rect (paint_scene_item (scene, i), target, &rect))
      return rect;
  return (PaintRect){ 0 };
}

static void
ring (cairo_t          *cr,
      const PaintColor *color,
      double            alpha)
{
  PaintColor faded = paint_color_fade (color, alpha);

  paint_set_source (cr, &faded);
  cairo_set_line_width (cr, RING_WIDTH);
  cairo_stroke (cr);
}

static void
mark_edge (const PaintItem  *item,
           cairo_t          *cr,
           const PaintTheme *theme,
           double            alpha)
{
  PaintColor halo = paint_color_fade (
      paint_theme_color (theme, PAINT_COLOR_ACCENT), HALO_ALPHA * alpha);
  PaintColor color =
      paint_colormap_sign (theme, PAINT_SCALE_VALUE, item->weight.weight);

  paint_edge_path_wide (cr, &item->weight.edge, HALO);
  paint_set_source (cr, &halo);
  cairo_fill (cr);
  paint_edge_path (cr, &item->weight.edge);
  paint_set_source (cr, &color);
  cairo_fill (cr);
}

static void
mark_rect (PaintRect         rect,
           cairo_t          *cr,
           const PaintTheme *theme,
           double            alpha,
           gboolean          selected)
{
  PaintRect inside = paint_rect_inset (&rect, RING_WIDTH / 2);

  if (!selected || inside.width <= 0 || inside.height <= 0)
    {
      PaintColor wash = paint_color_fade (
          paint_theme_color (theme, PAINT_COLOR_HOVER), alpha);

      paint_rounded (cr, rect, MIN (WASH_RADIUS, rect.height / 4));
      paint_set_source (cr, &wash);
      cairo_fill (cr);
    }
  if (inside.width <= 0 || inside.height <= 0)
    return;
  paint_rounded (cr, inside, MIN (WASH_RADIUS, rect.height / 4));
  ring (cr, paint_theme_color (theme, PAINT_COLOR_ACCENT), alpha);
}

static void
mark (const PaintItem  *item,
      PaintRect         rect,
      cairo_t          *cr,
      const PaintTheme *theme,
      double            alpha,
      gboolean          selected)
{
  if (item->kind == PAINT_ITEM_EDGE)
    mark_edge (item, cr, theme, alpha);
  else if (item->kind == PAINT_ITEM_UNIT)
    {
      paint_unit_path (cr, &item->unit, RING_DISTANCE);
      ring (cr, paint_theme_color (theme, PAINT_COLOR_ACCENT), alpha);
    }
  else
    mark_rect (rect, cr, theme, alpha, selected);
}

void
paint_scene_highlight (const PaintScene  *scene,
                       cairo_t           *cr,
                       const PaintTarget *target,
                       gboolean           selected)
{
  g_return_if_fail (scene && cr && target);

  if (target->kind == PAINT_TARGET_NONE)
    return;
  for (guint i = 0; i < paint_scene_n_items (scene); i++)
    {
      const PaintItem *item = paint_scene_item (scene, i);
      PaintRect rect = item->rect;

      if (item_rect (item, target, &rect))
        mark (item,
              item->kind == PAINT_ITEM_EDGE ? item->rect : rect,
              cr,
              paint_scene_theme (scene),
              1,
              selected);
      else if (item->kind == PAINT_ITEM_EDGE
               && paint_target_same (&item->target, target))
        mark (item,
              item->rect,
              cr,
              paint_scene_theme (scene),
              ELSEWHERE_ALPHA,
              selected);
    }
}

static gboolean
on_keyboard (const PaintItem *item)
{
  switch (item->target.kind)
    {
    case PAINT_TARGET_UNIT:
    case PAINT_TARGET_INPUT:
    case PAINT_TARGET_OUTPUT:
      return item->kind == PAINT_ITEM_UNIT || item->kind == PAINT_ITEM_BAR
             || item->kind == PAINT_ITEM_BOX || item->kind == PAINT_ITEM_HEAT;
    default:
      return FALSE;
    }
}

/* How far @to is from @from in the direction of @move, or DBL_MAX when it lies
 * another way. */
static double
cost (PaintMove  move,
      PaintPoint from,
      PaintPoint to)
{
  double x = to.x - from.x, y = to.y - from.y;
  double ahead = 0, aside = 0;

  switch (move)
    {
    case PAINT_MOVE_LEFT:
      ahead = -x, aside = y;
      break;
    case PAINT_MOVE_RIGHT:
      ahead = x, aside = y;
      break;
    case PAINT_MOVE_UP:
      ahead = -y, aside = x;
      break;
    case PAINT_MOVE_DOWN:
      ahead = y, aside = x;
      break;
    case PAINT_MOVE_FIRST:
    case PAINT_MOVE_LAST:
    default:
      break;
    }
  if (ahead < 1 || fabs (aside) > ASIDE_COST * ahead)
    return DBL_MAX;
  return ahead + ASIDE_COST * fabs (aside);
}

static PaintPoint
middle (PaintRect rect)
{
  return (PaintPoint){ rect.x + rect.width / 2, rect.y + rect.height / 2 };
}

/* What of @item is reached from @from: of a heat map that lists units, the part
 * at the same height, or the next one within it. */
static PaintTarget
reached (const PaintItem   *item,
         const PaintTarget *origin,
         PaintMove          move,
         PaintPoint         from,
         PaintPoint        *to)
{
  PaintRect part = item->rect;
  double step;

  *to = middle (item->rect);
  if (item->kind != PAINT_ITEM_HEAT)
    return item->target;

  to->x = CLAMP (from.x, part.x, part.x + part.width - 1);
  to->y = CLAMP (from.y, part.y, part.y + part.height - 1);
  if (heat_rect (item, origin, &part))
    {
      step = move == PAINT_MOVE_UP     ? -part.height
             : move == PAINT_MOVE_DOWN ? part.height
                                       : 0;
      to->y += step;
      step = move == PAINT_MOVE_LEFT    ? -part.width
             : move == PAINT_MOVE_RIGHT ? part.width
                                        : 0;
      to->x += step;
      if (!paint_rect_contains (&item->rect, to->x, to->y))
        return (PaintTarget){ 0 };
    }
  else
    to->x = item->rect.x + item->rect.width / 2;
  return heat_target (item, to->x, to->y);
}

PaintTarget
paint_scene_neighbour (const PaintScene  *scene,
                       const PaintTarget *target,
                       PaintMove          move)
{
  PaintTarget best = { 0 };
  double least = DBL_MAX;
  PaintPoint from;

  g_return_val_if_fail (scene && target, best);

  from = middle (paint_scene_rect (scene, target));
  for (guint i = 0; i < paint_scene_n_items (scene); i++)
    {
      const PaintItem *item = paint_scene_item (scene, i);
      PaintTarget there;
      PaintPoint to;
      double price;

      if (!on_keyboard (item))
        continue;
      there = reached (item, target, move, from, &to);
      if (there.kind == PAINT_TARGET_NONE
          || paint_target_equal (&there, target))
        continue;
      /* Within one map steps may be finer than a pixel. */
      price = item->kind == PAINT_ITEM_HEAT && there.t == target->t
                      && there.layer == target->layer
                      && there.kind == target->kind
                  ? 0
                  : cost (move, from, to);
      if (price < least)
        {
          least = price;
          best = there;
        }
    }
  return best;
}
