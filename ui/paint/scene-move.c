#include <float.h>
#include <math.h>

#include "ui/paint/scene-parts.h"

/* The keyboard prefers what lies straight ahead. */
#define ASIDE_COST 3.0

static gboolean
on_keyboard (const PaintItem *item)
{
  switch (item->target.kind)
    {
    case PAINT_TARGET_UNIT:
    case PAINT_TARGET_INPUT:
    case PAINT_TARGET_OUTPUT:
      return item->kind == PAINT_ITEM_UNIT || item->kind == PAINT_ITEM_BAR
             || item->kind == PAINT_ITEM_SQUARE
             || item->kind == PAINT_ITEM_HEAT;
    case PAINT_TARGET_LOSS:
      return TRUE;
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

/* The next part of a heat map in the direction of @move; NONE at its end. */
static PaintTarget
next_part (const PaintItem   *item,
           const PaintTarget *target,
           PaintMove          move)
{
  gboolean level = move == PAINT_MOVE_LEFT || move == PAINT_MOVE_RIGHT;
  PaintAlong along = level ? item->heat.across : item->heat.down;
  guint n = level ? item->heat.n_across : item->heat.n_down;
  guint place =
      paint_along_get (target, along) - paint_along_get (&item->target, along);
  PaintTarget next = *target;

  if (along == PAINT_ALONG_NOTHING)
    return (PaintTarget){ 0 };
  place += move == PAINT_MOVE_RIGHT || move == PAINT_MOVE_DOWN ? 1 : -1;
  if (place >= n)
    return (PaintTarget){ 0 };
  paint_along_set (
      &next, along, paint_along_get (&item->target, along) + place);
  return next;
}

/* The point of @item to which a key leads from @from: of a heat map, the part
 * on the same level or upright line. */
static PaintPoint
entrance (const PaintItem *item,
          PaintPoint       from)
{
  PaintPoint to = middle (item->rect);

  if (item->kind == PAINT_ITEM_HEAT && item->heat.down != PAINT_ALONG_NOTHING)
    to.y = CLAMP (from.y, item->rect.y, item->rect.y + item->rect.height);
  if (item->kind == PAINT_ITEM_HEAT && item->heat.across != PAINT_ALONG_NOTHING)
    to.x = CLAMP (from.x, item->rect.x, item->rect.x + item->rect.width);
  return to;
}

/* Sideways leads to the same kind of thing, of the next step or sample; the loss
 * stands beside the outputs. */
static gboolean
are_level (PaintTargetKind a,
           PaintTargetKind b)
{
  if (a == PAINT_TARGET_LOSS)
    a = PAINT_TARGET_OUTPUT;
  if (b == PAINT_TARGET_LOSS)
    b = PAINT_TARGET_OUTPUT;
  return a == b;
}

PaintTarget
paint_scene_neighbour (const PaintScene  *scene,
                       const PaintTarget *target,
                       PaintMove          move)
{
  gboolean level = move == PAINT_MOVE_LEFT || move == PAINT_MOVE_RIGHT;
  PaintTarget best = { 0 };
  double least = DBL_MAX;
  PaintPoint from;
  PaintRect here;

  g_return_val_if_fail (scene && target, best);

  from = middle (paint_scene_rect (scene, target));
  for (guint i = 0; i < paint_scene_n_items (scene); i++)
    {
      const PaintItem *item = paint_scene_item (scene, i);
      PaintPoint to;
      double price;

      if (!on_keyboard (item)
          || (level && !are_level (item->target.kind, target->kind)))
        continue;
      if (paint_item_rect (item, target, &here))
        {
          PaintTarget part = { 0 };

          if (item->kind == PAINT_ITEM_HEAT)
            part = next_part (item, target, move);
          if (part.kind != PAINT_TARGET_NONE)
            return part;
          continue;
        }
      to = entrance (item, from);
      price = cost (move, from, to);
      if (price < least)
        {
          least = price;
          best = item->kind == PAINT_ITEM_HEAT
                     ? paint_item_heat_target (item, to.x, to.y)
                     : item->target;
        }
    }
  return best;
}
