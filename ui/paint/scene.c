#include "ui/paint/scene.h"

#define FRAME_WIDTH 2.0

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
