#include "ui/paint/network-columns.h"
#include "ui/paint/walk.h"

/* At text scale 1. */
#define INSET 4.0
#define LABEL_GAP 4.0
/* Of a line's height. */
#define NAME_ROW 1.6

static const PaintTextStyle name_style = { .size = PAINT_SIZE_BODY,
                                           .markup = TRUE };

void
paint_column_label (const PaintColumns *columns,
                    guint               row,
                    gsize               index,
                    const char         *markup,
                    double              size,
                    PaintColorName      color)
{
  g_return_if_fail (columns && markup);

  paint_scene_label (columns->build->scene,
                     NULL,
                     paint_columns_row (columns, row, index),
                     (PaintLabel){ .text = markup,
                                   .style = { .size = size, .markup = TRUE },
                                   .color = color,
                                   .align = PAINT_ALIGN_CENTER });
}

static void
ports_of (const PaintCell *cell,
          gboolean         out,
          PaintAnchor     *ports)
{
  for (guint i = 0; i < cell->units; i++)
    ports[i] = (PaintAnchor){ out ? paint_cell_port_out (cell, i)
                                  : paint_cell_port_in (cell, i),
                              i };
}

static PaintPoint
foot_of (const PaintCell *cell)
{
  return (PaintPoint){ cell->x, cell->box.y + cell->box.height };
}

static PaintPoint
head_of (const PaintCell *cell)
{
  return (PaintPoint){ cell->x, cell->box.y };
}

/* What an upright arrow has on each side. */
static double
aside (const PaintColumns *columns)
{
  return columns->width / 2 - INSET * columns->build->px;
}

static void
add_layer_lines (const PaintColumns *columns,
                 const PaintCell    *lower,
                 const PaintCell    *upper,
                 guint               layer,
                 const PaintTarget  *place)
{
  PaintNetworkBuild *build = columns->build;
  PaintAnchor from[PAINT_NETWORK_SINGLE], to[PAINT_NETWORK_SINGLE];

  if (columns->level == PAINT_LEVEL_STRIP)
    {
      paint_bundle (build,
                    RNN_PARAMETER_W_XH,
                    layer,
                    place,
                    head_of (lower),
                    foot_of (upper),
                    aside (columns),
                    lower->box.y - lower->head);
      return;
    }
  ports_of (lower, TRUE, from);
  ports_of (upper, FALSE, to);
  paint_cell_add_lanes_out (build, lower);
  paint_lines_up (build,
                  RNN_PARAMETER_W_XH,
                  layer,
                  place,
                  from,
                  lower->units,
                  to,
                  upper->units);
  paint_cell_add_lanes_in (build, upper);
}

/* W_hh from the step before. */
static void
add_recurrent_lines (const PaintColumns *columns,
                     const PaintCell    *before,
                     const PaintCell    *cell,
                     guint               layer,
                     const PaintTarget  *place)
{
  double line = paint_text_height (columns->build->theme, &name_style);
  double middle = cell->box.y + cell->box.height / 2;

  if (columns->level > PAINT_LEVEL_STRIP)
    paint_lines_across (columns->build, layer, place, before, cell);
  else
    paint_bundle (columns->build,
                  RNN_PARAMETER_W_HH,
                  layer,
                  place,
                  (PaintPoint){ before->box.x + before->box.width, middle },
                  (PaintPoint){ cell->box.x, middle },
                  cell->box.height / 2 - line / 4,
                  0);
}

/* "h_t" beside the lower right corner of its box. */
static void
add_name (const PaintColumns *columns,
          const PaintCell    *cell,
          guint               layer,
          guint               t)
{
  const PaintNetworkBuild *build = columns->build;
  double gap = LABEL_GAP * build->px;
  double line = paint_text_height (build->theme, &name_style);
  double most = build->area.x + build->area.width;
  PaintRect rect = { cell->box.x + cell->box.width + gap,
                     cell->box.y + cell->box.height - line / 4,
                     columns->width - cell->box.width - 2 * gap,
                     line };
  g_autofree char *text = g_strdup_printf ("h<sub>%u</sub>", t);

  rect.width = MIN (rect.width, most - rect.x);
  /* In a low row lines from the side would run through it. */
  if (columns->below[layer].height < NAME_ROW * line
      || paint_text_width (build->theme, &name_style, text) > rect.width)
    return;
  paint_scene_label (build->scene,
                     NULL,
                     rect,
                     (PaintLabel){ .text = text,
                                   .style = name_style,
                                   .color = PAINT_COLOR_TEXT_DIM });
}

/* On the walk what happens is lit, and nothing else. */
static PaintCellLight
light_of (const PaintColumns *columns,
          guint               layer,
          const PaintTarget  *place)
{
  const PaintNetworkBuild *build = columns->build;

  if (!columns->steps && !paint_walk_is_on (build->frame)
      && place->sample == build->data->sample)
    return PAINT_CELL_SELECTED;
  return paint_network_light (build, layer, place);
}

void
paint_column_states (const PaintColumns *columns,
                     gsize               index,
                     PaintCell           cells[RNN_MAX_LAYERS])
{
  PaintNetworkBuild *build;
  PaintTarget place;

  g_return_if_fail (columns && cells);

  build = columns->build;
  place = paint_columns_target (columns, PAINT_TARGET_STATE, index);
  for (guint l = 0; l < build->network->n_layers; l++)
    {
      PaintCell cell = paint_columns_cell (columns, l, index);

      place.layer = l;
      paint_scene_set_to_come (
          build->scene,
          paint_network_to_come (build, RNN_PHASE_FORWARD, l, &place));
      paint_cell_add (build,
                      &cell,
                      &place,
                      paint_columns_state (columns, l, index),
                      light_of (columns, l, &place));
      if (columns->steps)
        {
          add_name (columns, &cell, l, place.t);
          add_recurrent_lines (columns, &cells[l], &cell, l, &place);
        }
      if (l > 0)
        add_layer_lines (columns, &cells[l - 1], &cell, l, &place);
      cells[l] = cell;
    }
  paint_scene_set_to_come (build->scene, FALSE);
}

void
paint_column_input (const PaintColumns *columns,
                    gsize               index,
                    const PaintCell    *cell)
{
  PaintNetworkBuild *build;
  PaintAnchor anchors[PAINT_NETWORK_MAX_ANCHORS];
  PaintAnchor ports[PAINT_NETWORK_SINGLE];
  PaintTarget place;
  PaintRect row;
  guint n;

  g_return_if_fail (columns && cell);

  build = columns->build;
  place = paint_columns_target (columns, PAINT_TARGET_INPUT, index);
  paint_network_letter (
      build, &place, paint_columns_row (columns, PAINT_ROW_LETTER, index));
  row = paint_columns_row (columns, PAINT_ROW_INPUT, index);
  row.x += INSET * build->px;
  row.width = MAX (row.width - 2 * INSET * build->px, 1);
  /* Many lines start from a vector: beside the box they would run through its
   * name. */
  if (build->network->input != RNN_INPUT_ONE_HOT)
    {
      row.width = MIN (row.width, cell->box.width);
      row.x = cell->x - row.width / 2;
    }
  n = paint_network_input (build, &place, row, anchors);
  paint_scene_set_to_come (
      build->scene,
      paint_network_to_come (build, RNN_PHASE_FORWARD, 0, &place));

  if (columns->level == PAINT_LEVEL_STRIP || n == 0)
    paint_bundle (build,
                  RNN_PARAMETER_W_XH,
                  0,
                  &place,
                  (PaintPoint){ cell->x, row.y },
                  foot_of (cell),
                  aside (columns),
                  0);
  else if (n == 1)
    paint_lines_into (build, 0, &place, anchors[0], cell);
  else
    {
      ports_of (cell, FALSE, ports);
      paint_lines_up (
          build, RNN_PARAMETER_W_XH, 0, &place, anchors, n, ports, cell->units);
      paint_cell_add_lanes_in (build, cell);
    }
  paint_scene_set_to_come (build->scene, FALSE);
}

static void
add_output_lines (const PaintColumns *columns,
                  const PaintTarget  *place,
                  const PaintCell    *cell,
                  const PaintAnchor  *anchors,
                  guint               n_anchors)
{
  const PaintRow *letters = &columns->rows[PAINT_ROW_LETTERS];
  PaintAnchor ports[PAINT_NETWORK_SINGLE];

  if (columns->level == PAINT_LEVEL_STRIP || n_anchors == 0)
    {
      paint_bundle (columns->build,
                    RNN_PARAMETER_W_HY,
                    0,
                    place,
                    head_of (cell),
                    (PaintPoint){ cell->x, letters->y + letters->height },
                    aside (columns),
                    cell->box.y - cell->head);
      return;
    }
  ports_of (cell, TRUE, ports);
  paint_cell_add_lanes_out (columns->build, cell);
  paint_lines_up (columns->build,
                  RNN_PARAMETER_W_HY,
                  0,
                  place,
                  ports,
                  cell->units,
                  anchors,
                  n_anchors);
}

void
paint_column_output_lines (const PaintColumns *columns,
                           gsize               index,
                           const PaintCell    *cell,
                           const PaintAnchor  *anchors,
                           guint               n_anchors)
{
  PaintNetworkBuild *build;
  PaintTarget place;

  g_return_if_fail (columns && cell && anchors);

  build = columns->build;
  place = paint_columns_target (columns, PAINT_TARGET_OUTPUT, index);
  paint_scene_set_to_come (
      build->scene, paint_network_to_come (build, RNN_PHASE_LOSS, 0, &place));
  add_output_lines (columns, &place, cell, anchors, n_anchors);
  paint_scene_set_to_come (build->scene, FALSE);
}

void
paint_column_output (const PaintColumns *columns,
                     gsize               index,
                     const PaintCell    *cell,
                     const float        *y,
                     guint               target)
{
  PaintAnchor anchors[PAINT_NETWORK_MAX_ANCHORS];
  PaintTarget place;
  PaintRect bars, letters;
  double inset;
  guint n;

  g_return_if_fail (columns && cell && y);

  inset = INSET * columns->build->px;
  place = paint_columns_target (columns, PAINT_TARGET_OUTPUT, index);
  bars = paint_columns_row (columns, PAINT_ROW_BARS, index);
  letters = paint_columns_row (columns, PAINT_ROW_LETTERS, index);
  bars.x = letters.x = bars.x + inset;
  bars.width = letters.width = MAX (bars.width - 2 * inset, 1);
  n = paint_network_output (
      columns->build, &place, bars, letters, y, target, anchors);
  paint_column_output_lines (columns, index, cell, anchors, n);
}
