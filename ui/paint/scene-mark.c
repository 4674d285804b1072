#include "ui/paint/scene-parts.h"

#define RING_WIDTH 2.0
/* Within half of the gap between units. */
#define RING_DISTANCE 0.4
#define HALO 3.0
#define HALO_ALPHA 0.55
#define ELSEWHERE_ALPHA 0.7
#define WASH_RADIUS 6.0
/* So that a ring does not touch the letters. */
#define TEXT_SLACK 4.0
/* A whole column is large enough to be seen. */
#define AREA_ALPHA 0.4
#define ANY_SIGN 2

static void
ring (cairo_t          *cr,
      const PaintColor *color)
{
  paint_set_source (cr, color);
  cairo_set_line_width (cr, RING_WIDTH);
  cairo_stroke (cr);
}

/* NULL for what is no line. */
static const PaintEdge *
edge_of (const PaintItem *item)
{
  if (item->kind == PAINT_ITEM_EDGE)
    return &item->weight.edge;
  return item->kind == PAINT_ITEM_ARROW ? &item->arrow.edge : NULL;
}

/* How a line is meant by a target. */
typedef enum
{
  OTHER,
  ELSEWHERE, /* another use of the same number, or its matrix or part of it */
  EXACTLY
} Meaning;

/* At no step in particular means at all of them. */
static Meaning
meaning (const PaintItem   *item,
         const PaintTarget *target)
{
  const PaintTarget *own = &item->target;
  gboolean shared, same;

  if (own->kind == PAINT_TARGET_NONE || !edge_of (item))
    return OTHER;
  if (paint_target_equal (own, target))
    return EXACTLY;
  if (own->kind != PAINT_TARGET_WEIGHT && own->kind != PAINT_TARGET_PARAMETER)
    return OTHER;
  /* A matrix and a number in it mean each other. */
  shared = (target->kind == PAINT_TARGET_WEIGHT
            || target->kind == PAINT_TARGET_PARAMETER)
           && own->kind != target->kind && own->parameter == target->parameter;
  same = paint_target_same (own, target);
  if (!same && !shared)
    return OTHER;
  return target->t == 0 ? EXACTLY : ELSEWHERE;
}

/* The current path gets all lines that are meant so, @margin wider; those of
 * @sign only, or of any. */
static void
add_lines (const PaintScene  *scene,
           cairo_t           *cr,
           const PaintTarget *target,
           Meaning            meant,
           int                sign,
           double             margin)
{
  for (guint i = 0; i < paint_scene_n_items (scene); i++)
    {
      const PaintItem *item = paint_scene_item (scene, i);
      double weight = item->kind == PAINT_ITEM_EDGE ? item->weight.weight : 0;

      if (meaning (item, target) == meant
          && (sign == ANY_SIGN || sign == (weight > 0) - (weight < 0)))
        paint_edge_path_wide (cr, edge_of (item), margin);
    }
}

/* A halo behind them all, and then themselves: many are drawn at once. */
static void
mark_lines (const PaintScene  *scene,
            cairo_t           *cr,
            const PaintTarget *target,
            Meaning            meant)
{
  const PaintTheme *theme = paint_scene_theme (scene);
  double alpha = meant == EXACTLY ? 1 : ELSEWHERE_ALPHA;
  PaintColor color = paint_color_fade (
      paint_theme_color (theme, PAINT_COLOR_ACCENT), HALO_ALPHA * alpha);

  add_lines (scene, cr, target, meant, ANY_SIGN, HALO);
  paint_set_source (cr, &color);
  cairo_fill (cr);
  for (int sign = -1; sign <= 1; sign += 2)
    {
      color = paint_colormap_sign (theme, paint_scene_edge_scale (scene), sign);
      add_lines (scene, cr, target, meant, sign, 0);
      paint_set_source (cr, &color);
      cairo_fill (cr);
    }
}

static void
wash (PaintRect         rect,
      cairo_t          *cr,
      const PaintTheme *theme,
      double            alpha)
{
  PaintColor color =
      paint_color_fade (paint_theme_color (theme, PAINT_COLOR_HOVER), alpha);

  paint_rounded (cr, rect, MIN (WASH_RADIUS, rect.height / 4));
  paint_set_source (cr, &color);
  cairo_fill (cr);
}

static void
mark_rect (PaintRect         rect,
           cairo_t          *cr,
           const PaintTheme *theme,
           gboolean          selected)
{
  PaintRect inside = paint_rect_inset (&rect, RING_WIDTH / 2);
  gboolean room = inside.width > 0 && inside.height > 0;

  if (!selected || !room)
    wash (rect, cr, theme, 1);
  if (!room)
    return;
  paint_rounded (cr, inside, MIN (WASH_RADIUS, rect.height / 4));
  ring (cr, paint_theme_color (theme, PAINT_COLOR_ACCENT));
}

static void
mark (const PaintItem  *item,
      PaintRect         rect,
      cairo_t          *cr,
      const PaintTheme *theme,
      gboolean          selected)
{
  if (item->kind == PAINT_ITEM_UNIT)
    {
      paint_unit_path (cr, &item->unit, RING_DISTANCE);
      ring (cr, paint_theme_color (theme, PAINT_COLOR_ACCENT));
    }
  else if (item->kind == PAINT_ITEM_TEXT)
    {
      rect.x -= TEXT_SLACK;
      rect.width += 2 * TEXT_SLACK;
      mark_rect (rect, cr, theme, selected);
    }
  else if (item->kind == PAINT_ITEM_AREA)
    wash (rect, cr, theme, AREA_ALPHA);
  else
    mark_rect (rect, cr, theme, selected);
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
  mark_lines (scene, cr, target, ELSEWHERE);
  mark_lines (scene, cr, target, EXACTLY);
  for (guint i = 0; i < paint_scene_n_items (scene); i++)
    {
      const PaintItem *item = paint_scene_item (scene, i);
      PaintRect rect = item->rect;

      if (!edge_of (item) && paint_item_rect (item, target, &rect))
        mark (item, rect, cr, paint_scene_theme (scene), selected);
    }
}
