#include "ui/paint/scene-parts.h"

#define RING_WIDTH 2.0
/* Within half of the gap between units. */
#define RING_DISTANCE 0.4
#define HALO 2.0
#define HALO_ALPHA 0.55
#define ELSEWHERE_ALPHA 0.6
#define WASH_RADIUS 6.0
/* A whole column is large enough to be seen. */
#define AREA_ALPHA 0.4

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
mark_arrow (const PaintItem  *item,
            cairo_t          *cr,
            const PaintTheme *theme,
            double            alpha)
{
  PaintColor halo = paint_color_fade (
      paint_theme_color (theme, PAINT_COLOR_ACCENT), HALO_ALPHA * alpha);

  paint_edge_path_wide (cr, &item->arrow.edge, HALO);
  paint_set_source (cr, &halo);
  cairo_fill (cr);
}

static void
mark_edge (const PaintItem  *item,
           cairo_t          *cr,
           const PaintScene *scene,
           double            alpha)
{
  const PaintTheme *theme = paint_scene_theme (scene);
  PaintColor halo = paint_color_fade (
      paint_theme_color (theme, PAINT_COLOR_ACCENT), HALO_ALPHA * alpha);
  PaintColor color = paint_colormap_sign (
      theme, paint_scene_edge_scale (scene), item->weight.weight);

  paint_edge_path_wide (cr, &item->weight.edge, HALO);
  paint_set_source (cr, &halo);
  cairo_fill (cr);
  paint_edge_path (cr, &item->weight.edge);
  paint_set_source (cr, &color);
  cairo_fill (cr);
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
           double            alpha,
           gboolean          selected)
{
  PaintRect inside = paint_rect_inset (&rect, RING_WIDTH / 2);
  gboolean room = inside.width > 0 && inside.height > 0;

  if (!selected || !room)
    wash (rect, cr, theme, alpha);
  if (!room)
    return;
  paint_rounded (cr, inside, MIN (WASH_RADIUS, rect.height / 4));
  ring (cr, paint_theme_color (theme, PAINT_COLOR_ACCENT), alpha);
}

static void
mark (const PaintItem  *item,
      PaintRect         rect,
      cairo_t          *cr,
      const PaintScene *scene,
      double            alpha,
      gboolean          selected)
{
  const PaintTheme *theme = paint_scene_theme (scene);

  if (item->kind == PAINT_ITEM_EDGE)
    mark_edge (item, cr, scene, alpha);
  else if (item->kind == PAINT_ITEM_ARROW)
    mark_arrow (item, cr, theme, alpha);
  else if (item->kind == PAINT_ITEM_UNIT)
    {
      paint_unit_path (cr, &item->unit, RING_DISTANCE);
      ring (cr, paint_theme_color (theme, PAINT_COLOR_ACCENT), alpha);
    }
  else if (item->kind == PAINT_ITEM_AREA)
    wash (rect, cr, theme, AREA_ALPHA * alpha);
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

      if (paint_item_rect (item, target, &rect))
        mark (item,
              item->kind == PAINT_ITEM_EDGE ? item->rect : rect,
              cr,
              scene,
              1,
              selected);
      else if (item->kind == PAINT_ITEM_EDGE
               && paint_target_same (&item->target, target))
        mark (item, item->rect, cr, scene, ELSEWHERE_ALPHA, selected);
    }
}
