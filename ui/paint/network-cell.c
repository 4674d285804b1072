#include "ui/paint/network-parts.h"

#include <math.h>

/* At text scale 1. */
#define SMALLEST_NUMBER 11.0
#define LARGEST_NUMBER 20.0
#define PILL_NUMBER 13.0
#define UNIT_GAP 6.0
#define PILL_GAP 3.0
#define DOT_WISH 14.0
#define DOT_MOST 22.0
#define DOT_LEAST 8.0
#define DOT_GAP 2.5
#define STRIP_LEAST 12.0
#define STRIP_WISH 120.0
#define STRIP_MOST 420.0
#define STRIP_WIDTH 22.0
#define BOX_PAD 7.0
#define BOX_RADIUS 12.0
#define BOX_BORDER 1.0
#define SELECTED_BORDER 2.0
#define LIT_BORDER 3.0
/* Between lines that end at the box. */
#define PORT_LEAST 3.2
#define LANE_MOST 13.0
#define LANE_LEAST 5.0
#define LANE_WIDTH 1.5
#define LANE_HEAD 6.0
/* Where lanes meet a unit, off its middle line. */
#define LANE_ANGLE 0.65
/* A circle's number may come nearer to its sides than a pill's. */
#define CIRCLE_FIT 0.97

PaintLevel
paint_cell_level (guint units)
{
  if (units <= PAINT_NETWORK_NUMBERED)
    return PAINT_LEVEL_CIRCLE;
  return units <= PAINT_NETWORK_SINGLE ? PAINT_LEVEL_DOT : PAINT_LEVEL_STRIP;
}

static double
circle_diameter (const PaintNetworkBuild *build,
                 double                   text_size)
{
  return CIRCLE_FIT * paint_unit_width (build->theme, text_size);
}

PaintRow
paint_cell_heights (const PaintNetworkBuild *build,
                    PaintLevel               level,
                    guint                    units)
{
  double pad = 2 * BOX_PAD * build->px;
  double least, wish, most;

  g_return_val_if_fail (build && units > 0, (PaintRow){ 0 });

  switch (level)
    {
    case PAINT_LEVEL_CIRCLE:
      least = circle_diameter (build, SMALLEST_NUMBER) + UNIT_GAP * build->px;
      wish = circle_diameter (build, PILL_NUMBER) + 2 * UNIT_GAP * build->px;
      most = circle_diameter (build, LARGEST_NUMBER) + 4 * UNIT_GAP * build->px;
      break;
    case PAINT_LEVEL_PILL:
      least = paint_unit_height (build->theme, SMALLEST_NUMBER)
              + PILL_GAP * build->px;
      wish =
          paint_unit_height (build->theme, PILL_NUMBER) + UNIT_GAP * build->px;
      most = wish + 2 * UNIT_GAP * build->px;
      break;
    case PAINT_LEVEL_DOT:
      least = DOT_LEAST * build->px;
      wish = DOT_WISH * build->px;
      most = DOT_MOST * build->px;
      break;
    case PAINT_LEVEL_STRIP:
    default:
      return (PaintRow){ .min = pad + STRIP_LEAST * build->px,
                         .wish = pad + STRIP_WISH * build->px,
                         .max = pad + STRIP_MOST * build->px };
    }
  return (PaintRow){ .min = pad + units * least,
                     .wish = pad + units * wish,
                     .max = pad + units * most };
}

static double
unit_width (const PaintNetworkBuild *build,
            PaintLevel               level,
            double                   text_size)
{
  switch (level)
    {
    case PAINT_LEVEL_CIRCLE:
      return circle_diameter (build, text_size);
    case PAINT_LEVEL_PILL:
      return paint_unit_width (build->theme, text_size);
    case PAINT_LEVEL_DOT:
      return DOT_WISH * build->px;
    case PAINT_LEVEL_STRIP:
    default:
      return STRIP_WIDTH * build->px;
    }
}

double
paint_cell_width (const PaintNetworkBuild *build,
                  PaintLevel               level)
{
  g_return_val_if_fail (build, 0);

  return unit_width (build, level, SMALLEST_NUMBER) + 2 * BOX_PAD * build->px;
}

/* The largest number size for which units are at most so high and wide. */
static double
number_size (const PaintNetworkBuild *build,
             PaintLevel               level,
             double                   height,
             double                   width)
{
  double by_width =
      width / unit_width (build, level, SMALLEST_NUMBER) * SMALLEST_NUMBER;
  double by_height =
      level == PAINT_LEVEL_CIRCLE
          ? height / circle_diameter (build, SMALLEST_NUMBER)
          : height / paint_unit_height (build->theme, SMALLEST_NUMBER);

  return CLAMP (MIN (by_width, by_height * SMALLEST_NUMBER),
                1,
                level == PAINT_LEVEL_CIRCLE ? LARGEST_NUMBER : PILL_NUMBER);
}

static void
size_units (const PaintNetworkBuild *build,
            PaintCell               *cell,
            double                   width)
{
  double gap;

  switch (cell->level)
    {
    case PAINT_LEVEL_CIRCLE:
      gap = UNIT_GAP * build->px;
      cell->text_size =
          number_size (build, cell->level, cell->pitch - gap, width);
      cell->rx = cell->ry = circle_diameter (build, cell->text_size) / 2;
      break;
    case PAINT_LEVEL_PILL:
      gap = PILL_GAP * build->px;
      cell->text_size =
          number_size (build, cell->level, cell->pitch - gap, width);
      cell->ry = paint_unit_height (build->theme, cell->text_size) / 2;
      cell->rx = unit_width (build, cell->level, cell->text_size) / 2;
      break;
    case PAINT_LEVEL_DOT:
      gap = DOT_GAP * build->px;
      cell->rx = cell->ry =
          MAX (MIN (cell->pitch - gap, DOT_WISH * build->px), 1) / 2;
      break;
    case PAINT_LEVEL_STRIP:
    default:
      cell->rx = MIN (STRIP_WIDTH * build->px, width) / 2;
      cell->ry = cell->pitch / 2;
      break;
    }
}

/* Lanes take what the box has beside its units, if that is enough. */
static void
size_lanes (const PaintNetworkBuild *build,
            PaintCell               *cell,
            double                   width)
{
  double room = width / 2 - cell->rx - BOX_PAD * build->px;
  double lane = 0;

  if (cell->units > 1 && cell->level >= PAINT_LEVEL_PILL)
    lane = MIN (room / (cell->units - 1), LANE_MOST * build->px);
  cell->lane = lane >= LANE_LEAST * build->px ? lane : 0;
}

PaintCell
paint_cell_place (const PaintNetworkBuild *build,
                  PaintLevel               level,
                  guint                    units,
                  PaintRect                room)
{
  PaintCell cell = { .level = level, .units = units };
  double pad, half;

  g_return_val_if_fail (build && units > 0, cell);

  pad = BOX_PAD * build->px;
  cell.x = room.x + room.width / 2;
  cell.pitch = MAX (room.height - 2 * pad, 1) / units;
  cell.first = room.y + pad + cell.pitch / 2;
  cell.head = room.y;
  size_units (build, &cell, MAX (room.width - 2 * pad, 1));
  size_lanes (build, &cell, room.width);
  half = cell.rx + pad + cell.lane * (units - 1);
  if (cell.lane == 0 && level > PAINT_LEVEL_STRIP)
    half = MAX (half, units * PORT_LEAST * build->px / 2);
  half = MIN (half, room.width / 2);
  cell.box = (PaintRect){
    .x = cell.x - half, .y = room.y, .width = 2 * half, .height = room.height
  };
  return cell;
}

double
paint_cell_unit_y (const PaintCell *cell,
                   guint            unit)
{
  g_return_val_if_fail (cell, 0);

  return cell->first + cell->pitch * unit;
}

static PaintUnit
unit_at (const PaintNetworkBuild *build,
         const PaintCell         *cell,
         guint                    unit,
         double                   value)
{
  return (PaintUnit){
    .rect = { .x = cell->x - cell->rx,
              .y = paint_cell_unit_y (cell, unit) - cell->ry,
              .width = 2 * cell->rx,
              .height = 2 * cell->ry },
    .value = value,
    .limit = build->limit,
    .text_size = cell->text_size,
  };
}

static void
add_units (PaintNetworkBuild *build,
           const PaintCell   *cell,
           const PaintTarget *target,
           const float       *values,
           gboolean           ghost)
{
  PaintTarget one = *target;
  PaintRect strip;
  guint rows, columns = 1;

  one.kind = PAINT_TARGET_UNIT;
  if (cell->level > PAINT_LEVEL_STRIP)
    {
      for (one.column = 0; one.column < cell->units; one.column++)
        {
          PaintUnit unit =
              unit_at (build, cell, one.column, values[one.column]);

          unit.ghost = ghost;
          paint_scene_unit (build->scene, &one, unit);
        }
      return;
    }
  strip = (PaintRect){ .x = cell->x - cell->rx,
                       .y = cell->first - cell->pitch / 2,
                       .width = 2 * cell->rx,
                       .height = cell->pitch * cell->units };
  rows = cell->units;
  values = paint_scene_sample (build->scene,
                               values,
                               1,
                               1,
                               &rows,
                               &columns,
                               (guint) MAX (strip.height, 1),
                               1);
  paint_scene_heat (build->scene,
                    &one,
                    strip,
                    (PaintHeat){ .values = values,
                                 .rows = rows,
                                 .columns = 1,
                                 .limit = build->limit,
                                 .down = PAINT_ALONG_COLUMN,
                                 .n_down = cell->units });
}

static PaintBox
box_of (const PaintNetworkBuild *build,
        PaintCellLight           light)
{
  PaintBox box = { .fill = PAINT_COLOR_CELL,
                   .border = PAINT_COLOR_CELL_BORDER,
                   .border_width = BOX_BORDER,
                   .radius = BOX_RADIUS * build->px };

  if (light != PAINT_CELL_PLAIN)
    {
      box.border = light == PAINT_CELL_BACKWARD ? PAINT_COLOR_GRADIENT_TEXT
                                                : PAINT_COLOR_ACCENT;
      box.border_width =
          light == PAINT_CELL_SELECTED ? SELECTED_BORDER : LIT_BORDER;
    }
  return box;
}

void
paint_cell_add (PaintNetworkBuild *build,
                const PaintCell   *cell,
                const PaintTarget *target,
                const float       *values,
                PaintCellLight     light)
{
  g_return_if_fail (build && cell && target && values);

  paint_scene_box (build->scene, target, cell->box, box_of (build, light));
  add_units (build, cell, target, values, FALSE);
}

void
paint_cell_add_start (PaintNetworkBuild *build,
                      const PaintCell   *cell,
                      const PaintTarget *target,
                      const float       *values,
                      gboolean           ghost)
{
  g_return_if_fail (build && cell && target && values);

  add_units (build, cell, target, values, ghost);
}

/* Unit @place from the side that the lines come from: the nearest is met in
 * the middle, the others by lanes beside it, left or right. */
static PaintPoint
port (const PaintCell *cell,
      guint            unit,
      guint            place,
      double           side,
      double           y)
{
  double x = cell->box.x + cell->box.width * (unit + 0.5) / cell->units;

  if (cell->lane > 0 || cell->units == 1)
    x = cell->x + (place == 0 ? 0 : side * (cell->rx + cell->lane * place));
  return (PaintPoint){ x, y };
}

PaintPoint
paint_cell_port_in (const PaintCell *cell,
                    guint            unit)
{
  g_return_val_if_fail (cell && unit < cell->units, (PaintPoint){ 0 });

  return port (
      cell, unit, cell->units - 1 - unit, -1, cell->box.y + cell->box.height);
}

PaintPoint
paint_cell_port_out (const PaintCell *cell,
                     guint            unit)
{
  g_return_val_if_fail (cell && unit < cell->units, (PaintPoint){ 0 });

  return port (cell, unit, unit, 1, cell->head);
}

/* The point of @unit's outline where its lane ends: the left lower (@side −1)
 * or the right upper (+1) part, or straight below or above. */
static PaintPoint
lane_end (const PaintCell *cell,
          guint            unit,
          double           side,
          gboolean         straight)
{
  double y = paint_cell_unit_y (cell, unit);

  if (straight)
    return (PaintPoint){ cell->x, y - side * cell->ry };
  return (PaintPoint){
    cell->x
        + side
              * (cell->rx
                 - cell->ry * (1 - sqrt (1 - LANE_ANGLE * LANE_ANGLE))),
    y - side * LANE_ANGLE * cell->ry
  };
}

static gboolean
has_lanes (const PaintCell *cell)
{
  return cell->lane > 0
         || (cell->units == 1 && cell->level > PAINT_LEVEL_STRIP);
}

PaintEdge
paint_cell_edge_in (const PaintCell *cell,
                    guint            unit,
                    PaintPoint       from,
                    double           width,
                    double           head)
{
  PaintPoint by;
  gboolean nearest;

  g_return_val_if_fail (cell && unit < cell->units, (PaintEdge){ 0 });

  by = paint_cell_port_in (cell, unit);
  nearest = unit + 1 == cell->units;
  if (!has_lanes (cell))
    return paint_edge_upwards (from, by, width, head);
  if (nearest)
    return paint_edge_upwards (
        from, lane_end (cell, unit, -1, TRUE), width, head);
  return paint_edge_by_port (
      from, by, lane_end (cell, unit, -1, FALSE), width, head);
}

void
paint_cell_add_lanes_in (PaintNetworkBuild *build,
                         const PaintCell   *cell)
{
  g_return_if_fail (build && cell);

  for (guint i = 0; has_lanes (cell) && i < cell->units; i++)
    paint_scene_edge (build->scene,
                      NULL,
                      paint_cell_edge_in (cell,
                                          i,
                                          paint_cell_port_in (cell, i),
                                          LANE_WIDTH * build->px,
                                          LANE_HEAD * build->px),
                      0);
}

/* From the box up to where lines part, each from its port. */
static void
add_stems (PaintNetworkBuild *build,
           const PaintCell   *cell)
{
  for (guint i = 0; i < cell->units; i++)
    {
      PaintPoint to = paint_cell_port_out (cell, i);
      PaintPoint from = { to.x, cell->box.y };

      paint_scene_edge (
          build->scene,
          NULL,
          paint_edge_upwards (from, to, LANE_WIDTH * build->px, 0),
          0);
    }
}

void
paint_cell_add_lanes_out (PaintNetworkBuild *build,
                          const PaintCell   *cell)
{
  g_return_if_fail (build && cell);

  if (!has_lanes (cell) && cell->head < cell->box.y)
    add_stems (build, cell);
  for (guint i = 0; has_lanes (cell) && i < cell->units; i++)
    {
      PaintPoint from = lane_end (cell, i, 1, i == 0);
      PaintPoint by = paint_cell_port_out (cell, i);

      paint_scene_edge (build->scene,
                        NULL,
                        paint_edge_turn_up (from, by, LANE_WIDTH * build->px),
                        0);
    }
}
