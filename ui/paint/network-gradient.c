#include <math.h>

#include "ui/paint/network-columns.h"
#include "ui/paint/number.h"
#include "ui/paint/walk.h"

/* At text scale 1. */
#define THINNEST 1.5
#define THICKEST 6.0
#define HEAD_LEAST 8.0
#define HEAD_GROWTH 1.2
/* Of a line's height. */
#define ROW_LEAST 2.0
#define ROW_WISH 2.2
#define ROW_MOST 2.6
/* At text scale 1: from the middle of an arrow to the box's upper side. */
#define ARROW_LIFT 8.0
#define GAP 3.0
#define NUMBER_GAP 1.0
/* Of the arrow down from above: beside the units' own lines, from a box's left
 * side; and its length. */
#define ASIDE 6.0
#define SHORTEST 12.0
#define DECIMALS 3

static const PaintTextStyle number_style = { .size = PAINT_SIZE_SMALL,
                                             .bold = TRUE,
                                             .markup = TRUE };

PaintRow
paint_columns_gradient_row (const PaintColumns *columns)
{
  double line;

  g_return_val_if_fail (columns, (PaintRow){ 0 });

  line = paint_text_height (columns->build->theme, &number_style);
  if (!columns->steps || columns->build->scroll.n_total == 1
      || !paint_walk_is_on (columns->build->frame))
    return (PaintRow){ .order = -1 };
  return (PaintRow){ .min = ROW_LEAST * line,
                     .wish = ROW_WISH * line,
                     .max = ROW_MOST * line,
                     .order = 4 };
}

static double
norm (const float *values,
      gsize        n)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += (double) values[i] * values[i];
  return sqrt (sum);
}

/* The largest ‖∂L/∂h_t‖ of all, which is as thick as arrows get. */
static double
largest_norm (const RnnTrace *trace)
{
  double most = 0;

  for (guint l = 0; l < trace->network.n_layers; l++)
    for (guint t = 0; t < trace->time_steps; t++)
      if (isfinite (trace->dh_norm[l][t]))
        most = MAX (most, trace->dh_norm[l][t]);
  return most;
}

static void
add_arrow (const PaintColumns *columns,
           const PaintTarget  *target,
           PaintEdge (*shape) (PaintPoint, PaintPoint, double, double),
           PaintPoint          from,
           PaintPoint          to,
           double              share)
{
  double px = columns->build->px;
  double width = isfinite (share) ? CLAMP (share, 0, 1) : 1;

  width = (THINNEST + width * (THICKEST - THINNEST)) * px;
  paint_scene_arrow (
      columns->build->scene,
      target,
      (PaintArrow){ .edge = shape (
                        from, to, width, HEAD_LEAST * px + HEAD_GROWTH * width),
                    .color = PAINT_COLOR_GRADIENT_TEXT });
}

/* Whether lines rise from the box at step @t. */
static gboolean
lines_rise (const PaintColumns *columns,
            guint               layer,
            guint               t)
{
  return columns->outputs || layer + 1 < columns->build->network->n_layers
         || t == columns->build->frame->trace->time_steps;
}

static gboolean
columns_has (const PaintColumns *columns,
             guint               t)
{
  const PaintNetworkScroll *scroll = &columns->build->scroll;

  return t >= scroll->first && t < scroll->first + scroll->n_visible;
}

/* "‖∂L/∂h_t‖ = 0.038", or the number alone, over the arrow between @left and
 * @right. */
static void
add_number (const PaintColumns *columns,
            guint               layer,
            guint               t,
            PaintRect           room)
{
  PaintNetworkBuild *build = columns->build;
  char number[PAINT_NUMBER_SIZE];
  g_autofree char *text = NULL;
  double width;

  paint_number (build->frame->trace->dh_norm[layer][t - 1],
                DECIMALS,
                PAINT_NUMBER_PLAIN,
                number);
  text = g_strdup_printf ("‖∂L/∂h<sub>%u</sub>‖ = %s", t, number);
  width = paint_text_width (build->theme, &number_style, text);
  if (width > room.width)
    {
      g_free (text);
      text = g_strdup (number);
      width = paint_text_width (build->theme, &number_style, text);
    }
  if (width > room.width
      || paint_text_height (build->theme, &number_style) > room.height)
    return;
  paint_scene_label (build->scene,
                     NULL,
                     room,
                     (PaintLabel){ .text = text,
                                   .style = number_style,
                                   .color = PAINT_COLOR_GRADIENT_TEXT,
                                   .align = PAINT_ALIGN_CENTER });
}

/* From the box of step t + 1 to that of t; from out of sight, if need be. */
static void
add_back (const PaintColumns *columns,
          const PaintTarget  *target)
{
  PaintNetworkBuild *build = columns->build;
  const RnnTrace *trace = build->frame->trace;
  guint layer = target->layer, t = target->t;
  const PaintRow *row = &columns->above[layer];
  PaintCell cell = paint_columns_cell (columns, layer, t);
  double left = cell.box.x + cell.box.width;
  double right = cell.box.x + columns->width;
  double y = cell.box.y - ARROW_LIFT * build->px;
  double largest = largest_norm (trace);
  PaintRect room = { left, row->y, 0, 0 };

  right = MIN (right, build->area.x + build->area.width);
  add_arrow (columns,
             target,
             paint_edge_across,
             (PaintPoint){ right, y },
             (PaintPoint){ left, y },
             largest > 0 ? trace->dh_norm[layer][t - 1] / largest : 0);
  if (row->height <= 0)
    return;

  /* Half of each box belongs to the next number. */
  if (!lines_rise (columns, layer, t))
    room.x -= cell.box.width / 2;
  if (!lines_rise (columns, layer, t + 1) && columns_has (columns, t + 1))
    right += cell.box.width / 2;
  room.x += GAP * build->px;
  room.width = right - GAP * build->px - room.x;
  room.height = y - (THICKEST / 2 + NUMBER_GAP) * build->px - room.y;
  add_number (columns, layer, t, room);
}

/* From what is above: the output, or the layer over this one. */
static void
add_down (const PaintColumns *columns,
          const PaintTarget  *target)
{
  PaintNetworkBuild *build = columns->build;
  const RnnTrace *trace = build->frame->trace;
  guint layer = target->layer, units = build->network->units[layer];
  PaintCell cell = paint_columns_cell (
      columns, layer, columns->steps ? target->t : target->sample);
  const PaintRow *over = layer + 1 < build->network->n_layers
                             ? &columns->cells[layer + 1]
                             : &columns->rows[PAINT_ROW_LETTERS];
  double x = cell.box.x + ASIDE * build->px;
  double top = over->y + over->height;
  double largest = largest_norm (trace);
  double share =
      norm (trace->dh_out[layer] + (gsize) (target->t - 1) * units, units);

  /* A matrix' thumbnail stands there. */
  if (columns->level == PAINT_LEVEL_STRIP)
    top = cell.head;
  if (cell.box.y - top < SHORTEST * build->px)
    return;
  add_arrow (columns,
             target,
             paint_edge_upwards,
             (PaintPoint){ x, top },
             (PaintPoint){ x, cell.box.y },
             largest > 0 ? share / largest : 0);
}

static void
add_step (const PaintColumns *columns,
          gsize               index)
{
  const PaintNetworkBuild *build = columns->build;
  guint top = build->network->n_layers - 1;
  PaintTarget target =
      paint_columns_target (columns, PAINT_TARGET_STATE, index);

  for (target.layer = 0; target.layer <= top; target.layer++)
    {
      if (paint_network_to_come (
              build, RNN_PHASE_BACKWARD, target.layer, &target))
        continue;
      if (target.t < build->frame->trace->time_steps)
        add_back (columns, &target);
      if (lines_rise (columns, target.layer, target.t))
        add_down (columns, &target);
    }
}

void
paint_columns_gradient (const PaintColumns *columns)
{
  const PaintNetworkScroll *scroll;

  g_return_if_fail (columns);

  if (!paint_walk_is_on (columns->build->frame))
    return;
  scroll = &columns->build->scroll;
  for (gsize i = 0; i < scroll->n_visible; i++)
    add_step (columns, scroll->first + i);
}
