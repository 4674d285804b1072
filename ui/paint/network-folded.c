#include "ui/paint/network-columns.h"
#include "ui/paint/number.h"
#include "ui/paint/walk.h"

/* At text scale 1. */
#define WIDTH_MOST 300.0
#define WIDTH_SHARE 0.3
#define FAN 170.0
#define FAN_SHARE 0.2
#define BEFORE_SCALE 0.8
#define NUMBER_SCALE 0.92
#define LANE 7.0
#define LANE_LEAST 3.5
#define LOOP_WIDTH 2.0
#define LOOP_HEAD 7.0
#define BUNDLE_WIDTH 6.0
#define BUNDLE_HEAD 11.0
/* Between a box and the first lane beside it. */
#define SIDE 16.0
#define ROOM_MOST 1.2
/* What heights may be wrong by. */
#define ROUNDING 0.5
#define GRADIENT_WIDTH 4.0
#define GRADIENT_HEAD 12.0
#define DECIMALS 3

static const PaintTextStyle name_style = { .size = PAINT_SIZE_BODY,
                                           .markup = TRUE };
static const PaintTextStyle number_style = { .size = PAINT_SIZE_SMALL,
                                             .bold = TRUE,
                                             .markup = TRUE };

/* Each unit has its own way back where they are few, if there is room. */
static guint
wished_lanes (const PaintColumns *columns,
              guint               units)
{
  return columns->level >= PAINT_LEVEL_PILL && units <= PAINT_NETWORK_NUMBERED
             ? units
             : 1;
}

static guint
most_lanes (const PaintColumns *columns)
{
  const RnnNetwork *network = columns->build->network;
  guint most = 1;

  for (guint l = 0; l < network->n_layers; l++)
    most = MAX (most, wished_lanes (columns, network->units[l]));
  return most;
}

static double
gradient_height (const PaintColumns *columns)
{
  const PaintNetworkBuild *build = columns->build;

  if (!paint_walk_is_on (build->frame))
    return 0;
  return paint_text_height (build->theme, &number_style)
         + GRADIENT_HEAD * build->px;
}

static double
fan_width (const PaintColumns *columns)
{
  const PaintNetworkBuild *build = columns->build;

  return MIN (FAN * build->px, FAN_SHARE * build->area.width);
}

void
paint_columns_fold (PaintColumns *columns)
{
  PaintNetworkBuild *build;
  double least, middle;

  g_return_if_fail (columns);

  build = columns->build;
  build->scroll.n_visible = 1;
  build->scroll.first =
      CLAMP (build->data->fold_step, 1, build->scroll.n_total);
  columns->end = TRUE;
  least = paint_cell_width (build, columns->level);
  columns->width =
      MIN (WIDTH_SHARE * build->area.width, WIDTH_MOST * build->px);
  columns->width = MAX (columns->width, least);
  middle = build->area.x + build->area.width / 2 + fan_width (columns) / 2;
  columns->left = middle - columns->width / 2;
}

/* A name, so many lanes @pitch apart, and above them the gradient, if there is
 * one. */
static double
loop_height (const PaintColumns *columns,
             guint               lanes,
             double              pitch,
             gboolean            gradient)
{
  return paint_text_height (columns->build->theme, &name_style)
         + (lanes + 1) * pitch * columns->build->px
         + (gradient ? gradient_height (columns) : 0);
}

PaintRow
paint_columns_loop_row (const PaintColumns *columns)
{
  gboolean single;
  guint lanes;
  double most;

  g_return_val_if_fail (columns, (PaintRow){ 0 });

  /* Several layers have to share what there is. */
  single = columns->build->network->n_layers == 1;
  lanes = most_lanes (columns);
  most = loop_height (columns, lanes, LANE, TRUE);
  return (PaintRow){ .min = loop_height (
                         columns, single ? lanes : 1, LANE_LEAST, single),
                     .wish = most,
                     .max = ROOM_MOST * most };
}

static gboolean
has_gradient (const PaintColumns *columns,
              guint               layer)
{
  return paint_walk_is_on (columns->build->frame)
         && columns->above[layer].height + ROUNDING
                >= loop_height (columns, 1, LANE_LEAST, TRUE);
}

static guint
n_lanes (const PaintColumns *columns,
         guint               layer)
{
  guint lanes = wished_lanes (columns, columns->build->network->units[layer]);
  gboolean gradient = has_gradient (columns, layer);

  return columns->above[layer].height + ROUNDING
                 >= loop_height (columns, lanes, LANE_LEAST, gradient)
             ? lanes
             : 1;
}

/* How far apart @layer's lanes are. */
static double
lane_pitch (const PaintColumns *columns,
            guint               layer)
{
  double room = columns->above[layer].height
                - loop_height (columns, 0, 0, has_gradient (columns, layer));

  return MIN (room / (n_lanes (columns, layer) + 1), LANE * columns->build->px);
}

PaintCell
paint_columns_before (const PaintColumns *columns,
                      const PaintCell    *cell)
{
  PaintCell before;

  g_return_val_if_fail (columns && cell, (PaintCell){ 0 });

  before = *cell;
  before.rx *= BEFORE_SCALE;
  if (before.level > PAINT_LEVEL_STRIP)
    before.ry *= BEFORE_SCALE;
  before.text_size *= BEFORE_SCALE * NUMBER_SCALE;
  before.lane = 0;
  before.x = cell->box.x - fan_width (columns) - before.rx;
  before.box.x = before.x - before.rx;
  before.box.width = 2 * before.rx;
  return before;
}

double
paint_columns_loops_left (const PaintColumns *columns)
{
  double left = G_MAXDOUBLE;

  g_return_val_if_fail (columns, 0);

  for (guint l = 0; l < columns->build->network->n_layers; l++)
    {
      PaintCell cell =
          paint_columns_cell (columns, l, columns->build->scroll.first);
      PaintCell before = paint_columns_before (columns, &cell);

      left = MIN (left, before.box.x);
    }
  return left - (SIDE + LANE * most_lanes (columns)) * columns->build->px;
}

/* From @cell's right around to the left of @before, lane @lane from the
 * inside. */
static void
add_lane (const PaintColumns *columns,
          const PaintTarget  *target,
          const PaintCell    *cell,
          const PaintCell    *before,
          guint               layer,
          guint               lane)
{
  PaintNetworkBuild *build = columns->build;
  gboolean single = n_lanes (columns, layer) > 1 || cell->units == 1;
  double px = build->px, pitch = lane_pitch (columns, layer);
  double offset = pitch * lane;
  double y = single ? paint_cell_unit_y (cell, lane)
                    : cell->box.y + cell->box.height / 2;
  PaintPoint from = { single ? cell->x + cell->rx
                             : cell->box.x + cell->box.width,
                      y };
  PaintPoint to = { before->x - before->rx, y };
  PaintPoint corner = {
    cell->box.x + cell->box.width + SIDE * px + offset,
    cell->box.y - paint_text_height (build->theme, &name_style) - pitch - offset
  };
  double width = single ? LOOP_WIDTH : BUNDLE_WIDTH;
  double head = single ? LOOP_HEAD : BUNDLE_HEAD;

  /* As far from the state before as from the box. */
  from.x = cell->box.x + cell->box.width;
  paint_scene_arrow (build->scene,
                     target,
                     (PaintArrow){ .edge = paint_edge_loop (
                                       from, to, corner, width * px, head * px),
                                   .color = PAINT_COLOR_TEXT_DIM });
  if (single)
    paint_scene_arrow (
        build->scene,
        target,
        (PaintArrow){
            .edge = paint_edge_across (
                (PaintPoint){ cell->x + cell->rx, y }, from, width * px, 0),
            .color = PAINT_COLOR_TEXT_DIM });
}

/* "W_hh" between the loop and the lines that are its weights; a bundle has its
 * name already. */
static void
add_name (const PaintColumns *columns,
          const PaintTarget  *target,
          const PaintCell    *cell,
          const PaintCell    *before)
{
  PaintNetworkBuild *build = columns->build;
  double line = paint_text_height (build->theme, &name_style);
  double left = before->x + before->rx;

  if (columns->level == PAINT_LEVEL_STRIP)
    return;
  paint_scene_label (
      build->scene,
      target,
      (PaintRect){ left, cell->box.y - line, cell->box.x - left, line },
      (PaintLabel){ .text = paint_network_matrix (RNN_PARAMETER_W_HH),
                    .style = name_style,
                    .color = PAINT_COLOR_TEXT_DIM,
                    .align = PAINT_ALIGN_CENTER });
}

/* What has come back by the loop: against its arrow, from the left to the
 * right. */
static void
add_gradient (const PaintColumns *columns,
              const PaintTarget  *place,
              const PaintCell    *cell,
              const PaintCell    *before)
{
  PaintNetworkBuild *build = columns->build;
  const RnnTrace *trace = build->frame->trace;
  double px = build->px;
  double y = columns->above[place->layer].y + gradient_height (columns)
             - GRADIENT_HEAD / 2 * px;
  double line = paint_text_height (build->theme, &number_style);
  PaintRect row = {
    before->x, columns->above[place->layer].y, cell->box.x - before->x, line
  };
  char number[PAINT_NUMBER_SIZE];
  g_autofree char *text = NULL;

  if (!has_gradient (columns, place->layer) || place->t >= trace->time_steps
      || paint_network_to_come (build, RNN_PHASE_BACKWARD, place->layer, place))
    return;
  paint_number (trace->dh_norm[place->layer][place->t - 1],
                DECIMALS,
                PAINT_NUMBER_PLAIN,
                number);
  text = g_strdup_printf ("‖∂L/∂h<sub>%u</sub>‖ = %s", place->t, number);
  paint_scene_arrow (build->scene,
                     place,
                     (PaintArrow){ .edge = paint_edge_across (
                                       (PaintPoint){ row.x, y },
                                       (PaintPoint){ row.x + row.width, y },
                                       GRADIENT_WIDTH * px,
                                       GRADIENT_HEAD * px),
                                   .color = PAINT_COLOR_GRADIENT_TEXT });
  if (paint_text_width (build->theme, &number_style, text) <= row.width)
    paint_scene_label (build->scene,
                       NULL,
                       row,
                       (PaintLabel){ .text = text,
                                     .style = number_style,
                                     .color = PAINT_COLOR_GRADIENT_TEXT,
                                     .align = PAINT_ALIGN_CENTER });
}

void
paint_columns_loops (const PaintColumns *columns,
                     const PaintCell    *cells)
{
  PaintNetworkBuild *build;
  PaintTarget place;

  g_return_if_fail (columns && cells);

  build = columns->build;
  place =
      paint_columns_target (columns, PAINT_TARGET_STATE, build->scroll.first);
  for (guint l = 0; l < build->network->n_layers; l++)
    {
      const RnnParameter *w_hh =
          rnn_network_find (build->network, RNN_PARAMETER_W_HH, l);
      const PaintTarget target = {
        .kind = PAINT_TARGET_PARAMETER,
        .sample = place.sample,
        .t = place.t,
        .parameter = (guint) (w_hh - build->network->parameters)
      };
      PaintCell before = paint_columns_before (columns, &cells[l]);

      place.layer = l;
      /* One step has none after it. */
      paint_scene_set_to_come (build->scene, build->scroll.n_total == 1);
      for (guint i = 0; i < n_lanes (columns, l); i++)
        add_lane (columns, &target, &cells[l], &before, l, i);
      paint_scene_set_to_come (build->scene, FALSE);
      add_name (columns, &target, &cells[l], &before);
      add_gradient (columns, &place, &cells[l], &before);
    }
}
