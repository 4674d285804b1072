#include "ui/paint/scene.h"

#include <math.h>

#define EDGE_ALPHA 0.85
#define EDGE_TOLERANCE 0.25
#define FRAME_WIDTH 2.0
/* Of what is yet to come. */
#define TO_COME_ALPHA 0.45
#define TO_COME_EDGE_ALPHA 0.2
#define DASH 2.0

struct _PaintScene
{
  const PaintTheme *theme;
  GArray *items;
  GStringChunk *texts;
  GPtrArray *numbers; /* copies of values */
  gboolean to_come;   /* of what is added */
  PaintScaleKind edge_scale;
};

PaintScene *
paint_scene_new (const PaintTheme *theme)
{
  PaintScene *scene;

  g_return_val_if_fail (theme, NULL);

  scene = g_new0 (PaintScene, 1);
  scene->theme = theme;
  scene->items = g_array_new (FALSE, TRUE, sizeof (PaintItem));
  scene->texts = g_string_chunk_new (256);
  scene->numbers = g_ptr_array_new_with_free_func (g_free);
  return scene;
}

void
paint_scene_free (PaintScene *scene)
{
  if (!scene)
    return;

  g_array_unref (scene->items);
  g_string_chunk_free (scene->texts);
  g_ptr_array_unref (scene->numbers);
  g_free (scene);
}

void
paint_scene_set_to_come (PaintScene *scene,
                         gboolean    to_come)
{
  g_return_if_fail (scene);

  scene->to_come = to_come;
}

void
paint_scene_set_edge_scale (PaintScene    *scene,
                            PaintScaleKind scale)
{
  g_return_if_fail (scene);

  scene->edge_scale = scale;
}

static PaintItem *
add (PaintScene        *scene,
     PaintItemKind      kind,
     const PaintTarget *target,
     PaintRect          rect)
{
  const PaintItem item = { .kind = kind,
                           .target = target ? *target : (PaintTarget){ 0 },
                           .rect = rect,
                           .to_come = scene->to_come };

  g_array_append_val (scene->items, item);
  return &g_array_index (scene->items, PaintItem, scene->items->len - 1);
}

void
paint_scene_area (PaintScene        *scene,
                  const PaintTarget *target,
                  PaintRect          rect)
{
  g_return_if_fail (scene && target);

  add (scene, PAINT_ITEM_AREA, target, rect);
}

void
paint_scene_box (PaintScene        *scene,
                 const PaintTarget *target,
                 PaintRect          rect,
                 PaintBox           box)
{
  g_return_if_fail (scene);

  add (scene, PAINT_ITEM_BOX, target, rect)->box = box;
}

void
paint_scene_square (PaintScene        *scene,
                    const PaintTarget *target,
                    PaintRect          rect,
                    PaintBox           box)
{
  g_return_if_fail (scene);

  add (scene, PAINT_ITEM_SQUARE, target, rect)->box = box;
}

void
paint_scene_heat (PaintScene        *scene,
                  const PaintTarget *target,
                  PaintRect          rect,
                  PaintHeat          heat)
{
  g_return_if_fail (scene && heat.values);

  add (scene, PAINT_ITEM_HEAT, target, rect)->heat = heat;
}

static PaintRect
edge_box (const PaintEdge *edge)
{
  double left = edge->points[0].x, right = left;
  double top = edge->points[0].y, bottom = top;
  double margin = edge->width / 2 + edge->head;

  for (guint i = 1; i <= 3 * edge->n_curves; i++)
    {
      left = MIN (left, edge->points[i].x);
      right = MAX (right, edge->points[i].x);
      top = MIN (top, edge->points[i].y);
      bottom = MAX (bottom, edge->points[i].y);
    }
  return (PaintRect){ .x = left - margin,
                      .y = top - margin,
                      .width = right - left + 2 * margin,
                      .height = bottom - top + 2 * margin };
}

void
paint_scene_edge (PaintScene        *scene,
                  const PaintTarget *target,
                  PaintEdge          edge,
                  double             weight)
{
  g_return_if_fail (scene && edge.n_curves > 0);

  add (scene, PAINT_ITEM_EDGE, target, edge_box (&edge))->weight =
      (PaintWeight){ .edge = edge, .weight = weight };
}

void
paint_scene_arrow (PaintScene        *scene,
                   const PaintTarget *target,
                   PaintArrow         arrow)
{
  g_return_if_fail (scene && arrow.edge.n_curves > 0);

  add (scene, PAINT_ITEM_ARROW, target, edge_box (&arrow.edge))->arrow = arrow;
}

void
paint_scene_bar (PaintScene        *scene,
                 const PaintTarget *target,
                 PaintRect          rect,
                 PaintBar           bar)
{
  g_return_if_fail (scene);

  add (scene, PAINT_ITEM_BAR, target, rect)->bar = bar;
}

void
paint_scene_unit (PaintScene        *scene,
                  const PaintTarget *target,
                  PaintUnit          unit)
{
  g_return_if_fail (scene);

  add (scene, PAINT_ITEM_UNIT, target, unit.rect)->unit = unit;
}

void
paint_scene_label (PaintScene        *scene,
                   const PaintTarget *target,
                   PaintRect          rect,
                   PaintLabel         label)
{
  g_return_if_fail (scene && label.text);

  label.text = g_string_chunk_insert (scene->texts, label.text);
  add (scene, PAINT_ITEM_TEXT, target, rect)->label = label;
}

void
paint_scene_frame (PaintScene    *scene,
                   PaintRect      rect,
                   PaintColorName color,
                   double         radius)
{
  g_return_if_fail (scene);

  add (scene, PAINT_ITEM_FRAME, NULL, rect)->box = (PaintBox){
    .border = color, .border_width = FRAME_WIDTH, .radius = radius
  };
}

void
paint_scene_legend (PaintScene *scene,
                    PaintRect   rect,
                    double      limit)
{
  g_return_if_fail (scene);

  add (scene, PAINT_ITEM_LEGEND, NULL, rect)->legend = limit;
}

const float *
paint_scene_sample (PaintScene  *scene,
                    const float *values,
                    gsize        row_stride,
                    gsize        column_stride,
                    guint       *rows,
                    guint       *columns,
                    guint        max_rows,
                    guint        max_columns)
{
  guint n_rows, n_columns;
  float *copy;

  g_return_val_if_fail (scene && values && *rows && *columns, NULL);

  n_rows = CLAMP (max_rows, 1, *rows);
  n_columns = CLAMP (max_columns, 1, *columns);
  copy = g_new (float, (gsize) n_rows *n_columns);
  for (guint r = 0; r < n_rows; r++)
    for (guint c = 0; c < n_columns; c++)
      {
        gsize row = (gsize) r * *rows / n_rows;
        gsize column = (gsize) c * *columns / n_columns;

        copy[(gsize) r * n_columns + c] =
            values[row * row_stride + column * column_stride];
      }
  g_ptr_array_add (scene->numbers, copy);
  *rows = n_rows;
  *columns = n_columns;
  return copy;
}

const PaintTheme *
paint_scene_theme (const PaintScene *scene)
{
  g_return_val_if_fail (scene, NULL);

  return scene->theme;
}

PaintScaleKind
paint_scene_edge_scale (const PaintScene *scene)
{
  g_return_val_if_fail (scene, PAINT_SCALE_VALUE);

  return scene->edge_scale;
}

guint
paint_scene_n_items (const PaintScene *scene)
{
  g_return_val_if_fail (scene, 0);

  return scene->items->len;
}

const PaintItem *
paint_scene_item (const PaintScene *scene,
                  guint             index)
{
  g_return_val_if_fail (scene && index < scene->items->len, NULL);

  return &g_array_index (scene->items, PaintItem, index);
}

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

static void
draw_item (const PaintScene *scene,
           cairo_t          *cr,
           const PaintItem  *item)
{
  switch (item->kind)
    {
    case PAINT_ITEM_BOX:
    case PAINT_ITEM_SQUARE:
    case PAINT_ITEM_FRAME:
      draw_box (cr, item, scene->theme);
      break;
    case PAINT_ITEM_HEAT:
      draw_heat (cr, item, scene->theme);
      break;
    case PAINT_ITEM_BAR:
      draw_bar (cr, item, scene->theme);
      break;
    case PAINT_ITEM_UNIT:
      draw_unit (cr, item, scene->theme);
      break;
    case PAINT_ITEM_ARROW:
      draw_arrow (cr, item, scene->theme);
      break;
    case PAINT_ITEM_TEXT:
      draw_label (cr, item, scene->theme);
      break;
    case PAINT_ITEM_LEGEND:
      paint_legend (
          cr, item->rect, scene->theme, PAINT_SCALE_VALUE, item->legend);
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
               gboolean          to_come)
{
  PaintColor color =
      sign == 0 ? *paint_theme_color (scene->theme, PAINT_COLOR_AXIS)
                : paint_colormap_sign (scene->theme, scene->edge_scale, sign);

  for (guint i = 0; i < scene->items->len; i++)
    {
      const PaintItem *item = paint_scene_item (scene, i);

      if (item->kind == PAINT_ITEM_EDGE && item->to_come == to_come
          && sign_of (item->weight.weight) == sign)
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
            cairo_t          *cr)
{
  cairo_save (cr);
  cairo_set_tolerance (cr, EDGE_TOLERANCE);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  for (int sign = -1; sign <= 1; sign++)
    draw_edges_of (scene, cr, sign, TRUE);
  for (int sign = -1; sign <= 1; sign++)
    draw_edges_of (scene, cr, sign, FALSE);
  cairo_restore (cr);
}

void
paint_scene_draw (const PaintScene *scene,
                  cairo_t          *cr)
{
  g_return_if_fail (scene && cr);

  for (int kind = PAINT_ITEM_AREA; kind <= PAINT_ITEM_LEGEND; kind++)
    {
      if (kind == PAINT_ITEM_EDGE)
        draw_edges (scene, cr);
      else
        for (guint i = 0; i < scene->items->len; i++)
          {
            const PaintItem *item = paint_scene_item (scene, i);

            if ((int) item->kind == kind)
              draw_item (scene, cr, item);
          }
    }
}
