#include <math.h>

#include "ui/paint/scene-parts.h"

#define EDGE_ALPHA 0.85
#define EDGE_TOLERANCE 0.25
/* Of what is yet to come. */
#define TO_COME_ALPHA 0.45
#define TO_COME_EDGE_ALPHA 0.2
#define DASH 2.0

static void
set_color (cairo_t          *cr,
           const PaintItem  *item,
           const PaintColor *color)
{
  PaintColor faint = paint_color_fade (color, TO_COME_ALPHA);

  paint_set_source (cr, item->to_come ? &faint : color);
}

static void
draw_box (cairo_t          *cr,
          const PaintItem  *item,
          const PaintTheme *theme)
{
  const PaintBox *box = &item->box;
  PaintRect rect = paint_rect_inset (&item->rect, box->border_width / 2);

  paint_rounded (cr, rect, box->radius);
  if (item->kind != PAINT_ITEM_FRAME)
    {
      set_color (cr, item, paint_theme_color (theme, box->fill));
      cairo_fill_preserve (cr);
    }
  if (box->border_width > 0)
    {
      cairo_set_line_width (cr, box->border_width);
      set_color (cr, item, paint_theme_color (theme, box->border));
      cairo_stroke (cr);
    }
  cairo_new_path (cr);
}

/* The filled part stands on a whole device pixel's edge by its track. */
static void
draw_bar (cairo_t          *cr,
          const PaintItem  *item,
          const PaintTheme *theme)
{
  PaintRect rect = item->rect;
  double share = item->bar.share;

  cairo_rectangle (cr, rect.x, rect.y, rect.width, rect.height);
  if (item->to_come)
    share = 0;
  if (!isfinite (share))
    {
      paint_fill_value (cr, theme, PAINT_SCALE_VALUE, share, 1);
      cairo_new_path (cr);
      return;
    }
  set_color (cr, item, paint_theme_color (theme, PAINT_COLOR_TRACK));
  cairo_fill (cr);
  share = CLAMP (share, 0, 1);
  cairo_rectangle (cr,
                   rect.x,
                   rect.y + rect.height * (1 - share),
                   rect.width,
                   rect.height * share);
  paint_set_source (cr, paint_theme_color (theme, item->bar.color));
  cairo_fill (cr);
}

/* Dashed, as units that have no value. */
static void
draw_outline (cairo_t          *cr,
              const PaintItem  *item,
              const PaintTheme *theme)
{
  const double dashes[] = { DASH };
  PaintRect rect = paint_rect_inset (&item->rect, 0.5);

  cairo_save (cr);
  cairo_rectangle (cr, rect.x, rect.y, rect.width, rect.height);
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_AXIS));
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_heat (cairo_t          *cr,
           const PaintItem  *item,
           const PaintTheme *theme)
{
  const PaintHeat *heat = &item->heat;

  if (item->to_come)
    draw_outline (cr, item, theme);
  else
    paint_heat (cr,
                item->rect,
                theme,
                heat->scale,
                heat->values,
                heat->rows,
                heat->columns,
                heat->limit);
}

static void
draw_label (cairo_t          *cr,
            const PaintItem  *item,
            const PaintTheme *theme)
{
  const PaintLabel *label = &item->label;
  PaintColor color = *paint_theme_color (theme, label->color);

  if (item->to_come)
    color = paint_color_fade (&color, TO_COME_ALPHA);
  if (label->wrapped)
    paint_text_wrapped (
        cr, theme, &label->style, &color, item->rect, label->text);
  else
    paint_text_in (cr,
                   theme,
                   &label->style,
                   &color,
                   label->align,
                   item->rect,
                   label->text);
}

/* What has no value is a ghost without a number. */
static void
draw_unit (cairo_t          *cr,
           const PaintItem  *item,
           const PaintTheme *theme)
{
  PaintUnit unit = item->unit;

  if (item->to_come)
    {
      unit.ghost = TRUE;
      unit.text_size = 0;
    }
  paint_unit (cr, &unit, theme);
}

static void
draw_arrow (cairo_t          *cr,
            const PaintItem  *item,
            const PaintTheme *theme)
{
  paint_edge_path (cr, &item->arrow.edge);
  set_color (cr, item, paint_theme_color (theme, item->arrow.color));
  cairo_fill (cr);
}

void
paint_item_draw (const PaintItem  *item,
                 cairo_t          *cr,
                 const PaintTheme *theme)
{
  switch (item->kind)
    {
    case PAINT_ITEM_BOX:
    case PAINT_ITEM_SQUARE:
    case PAINT_ITEM_FRAME:
      draw_box (cr, item, theme);
      break;
    case PAINT_ITEM_HEAT:
      draw_heat (cr, item, theme);
      break;
    case PAINT_ITEM_BAR:
      draw_bar (cr, item, theme);
      break;
    case PAINT_ITEM_UNIT:
      draw_unit (cr, item, theme);
      break;
    case PAINT_ITEM_ARROW:
      draw_arrow (cr, item, theme);
      break;
    case PAINT_ITEM_TEXT:
      draw_label (cr, item, theme);
      break;
    case PAINT_ITEM_LEGEND:
      paint_legend (cr, item->rect, theme, PAINT_SCALE_VALUE, item->legend);
      break;
    case PAINT_ITEM_AREA:
    case PAINT_ITEM_EDGE:
    default:
      break;
    }
}

static int
sign_of (double weight)
{
  return (weight > 0) - (weight < 0);
}

/* All edges of one sign are one shape: filled at once, and not darker where
 * they cross. */
static void
draw_edges_of (const PaintScene *scene,
               cairo_t          *cr,
               int               sign,
               gboolean          to_come,
               PaintItemFilter   wanted,
               gconstpointer     data)
{
  PaintColor color =
      sign == 0
          ? *paint_theme_color (paint_scene_theme (scene), PAINT_COLOR_AXIS)
          : paint_colormap_sign (
              paint_scene_theme (scene), paint_scene_edge_scale (scene), sign);

  for (guint i = 0; i < paint_scene_n_items (scene); i++)
    {
      const PaintItem *item = paint_scene_item (scene, i);

      if (item->kind == PAINT_ITEM_EDGE && item->to_come == to_come
          && sign_of (item->weight.weight) == sign
          && (!wanted || wanted (item, data)))
        paint_edge_path (cr, &item->weight.edge);
    }
  color = paint_color_fade (&color, to_come ? TO_COME_EDGE_ALPHA : EDGE_ALPHA);
  paint_set_source (cr, &color);
  cairo_fill (cr);
}

/* Coarser steps in curves and along their sides are not to be seen on edges,
 * and make drawing them three times as quick. */
static void
draw_edges (const PaintScene *scene,
            cairo_t          *cr,
            PaintItemFilter   wanted,
            gconstpointer     data)
{
  cairo_save (cr);
  cairo_set_tolerance (cr, EDGE_TOLERANCE);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  for (int sign = -1; sign <= 1; sign++)
    draw_edges_of (scene, cr, sign, TRUE, wanted, data);
  for (int sign = -1; sign <= 1; sign++)
    draw_edges_of (scene, cr, sign, FALSE, wanted, data);
  cairo_restore (cr);
}

void
paint_scene_draw_if (const PaintScene *scene,
                     cairo_t          *cr,
                     PaintItemFilter   wanted,
                     gconstpointer     data)
{
  const PaintTheme *theme;

  g_return_if_fail (scene && cr);

  theme = paint_scene_theme (scene);
  for (int kind = PAINT_ITEM_AREA; kind <= PAINT_ITEM_LEGEND; kind++)
    {
      if (kind == PAINT_ITEM_EDGE)
        draw_edges (scene, cr, wanted, data);
      else
        for (guint i = 0; i < paint_scene_n_items (scene); i++)
          {
            const PaintItem *item = paint_scene_item (scene, i);

            if ((int) item->kind == kind && (!wanted || wanted (item, data)))
              paint_item_draw (item, cr, theme);
          }
    }
}

void
paint_scene_draw (const PaintScene *scene,
                  cairo_t          *cr)
{
  paint_scene_draw_if (scene, cr, NULL, NULL);
}
