#include "ui/paint/network-parts.h"

#include <math.h>
#include <stdlib.h>

/* At text scale 1. */
#define THINNEST 1.2
#define THICKEST 8.0
#define HEAD_LEAST 5.0
#define HEAD_MOST 11.0
/* A head's length for its edge's width. */
#define HEAD_GROWTH 0.9
/* The part of a unit's height over which lines arrive, and leave. */
#define SPREAD_IN 0.72
#define SPREAD_OUT 0.35
/* Lines that end at one place arrive side by side, over this part of what the
 * places are apart. */
#define ARRIVAL_PART 0.55
#define ARRIVAL_MOST 15.0
/* What a line needs beside others, when not all can be drawn. */
#define LINE_ROOM 5.0
/* A head's length for the distance to the next. */
#define HEAD_ROOM 1.7
#define HEAD_TINY 2.5
#define HEAD_APART_LEAST 3.0
/* Lines are not all at their thickest. */
#define CROWDING 1.5
#define BUNDLE_WIDTH 6.0
#define BUNDLE_HEAD 10.0
#define BUNDLE_GAP 4.0
#define THUMBNAIL 34.0
#define THUMBNAIL_LEAST 14.0
#define THUMBNAIL_CELLS 32

static const PaintTextStyle name_style = { .size = PAINT_SIZE_SMALL,
                                           .markup = TRUE };

/* The lines of one matrix, drawn from @n_from to @n_to places. */
typedef struct
{
  PaintNetworkBuild *build;
  const RnnParameter *parameter;
  const float *values;
  PaintTarget target;
  double thickest;
  double least; /* weaker ones are left out */
  double apart; /* one arrow head and the next */
} Lines;

static gboolean
lines_init (Lines             *lines,
            PaintNetworkBuild *build,
            RnnParameterKind   kind,
            guint              layer,
            const PaintTarget *place)
{
  const RnnParameter *parameter =
      rnn_network_find (build->network, kind, layer);

  if (!parameter)
    return FALSE;
  *lines = (Lines){
    .build = build,
    .parameter = parameter,
    .values = build->lines_of + parameter->offset,
    .target = { .kind = PAINT_TARGET_WEIGHT,
                .sample = place->sample,
                .t = place->t,
                .parameter = (guint) (parameter - build->network->parameters) },
    .thickest = THICKEST * build->px,
    .apart = G_MAXDOUBLE,
  };
  return TRUE;
}

static double
lines_weight (const Lines *lines,
              guint        row,
              guint        column)
{
  return lines->values[(gsize) row * lines->parameter->columns + column];
}

static int
descending (gconstpointer a,
            gconstpointer b)
{
  float first = *(const float *) a, second = *(const float *) b;

  return (first < second) - (first > second);
}

static double
extent (const PaintAnchor *anchors,
        guint              n)
{
  return hypot (anchors[n - 1].point.x - anchors[0].point.x,
                anchors[n - 1].point.y - anchors[0].point.y);
}

/* Lets only the strongest pass when there are too many for the room that they
 * arrive in. */
static void
lines_limit (Lines             *lines,
             const PaintAnchor *from,
             guint              n_from,
             const PaintAnchor *to,
             guint              n_to)
{
  gsize n = (gsize) n_from * n_to;
  double room = extent (to, n_to) / (LINE_ROOM * lines->build->px);
  gsize most =
      CLAMP ((gsize) room, PAINT_NETWORK_FEW_LINES, PAINT_NETWORK_LINES);
  g_autofree float *sizes = NULL;

  if (n <= PAINT_NETWORK_LINES && MAX (n_from, n_to) <= PAINT_NETWORK_LETTERED)
    return;
  if (n <= most)
    return;
  sizes = g_new (float, n);
  for (gsize i = 0; i < n; i++)
    sizes[i] = fabsf (
        (float) lines_weight (lines, from[i / n_to].index, to[i % n_to].index));
  qsort (sizes, n, sizeof *sizes, descending);
  lines->least = sizes[most - 1];
  lines->build->few_lines = TRUE;
}

static double
head_length (const Lines *lines,
             double       width)
{
  double px = lines->build->px;
  double head = MIN (HEAD_LEAST * px + HEAD_GROWTH * width, HEAD_MOST * px);

  head = MIN (head, HEAD_ROOM * lines->apart);
  return head < HEAD_TINY ? 0 : head;
}

static double
line_width (const Lines *lines,
            double       weight)
{
  return paint_edge_width (
      weight * lines->build->strength, THINNEST, lines->thickest);
}

static gboolean
lines_pass (const Lines *lines,
            double       weight)
{
  return lines->least == 0 || fabs (weight) >= lines->least;
}

static void
lines_add (Lines    *lines,
           guint     row,
           guint     column,
           PaintEdge edge)
{
  lines->target.row = row;
  lines->target.column = column;
  lines->build->lines = TRUE;
  paint_scene_edge (lines->build->scene,
                    &lines->target,
                    edge,
                    lines_weight (lines, row, column));
}

/* The @n lines that end at each of some places, @distance apart, may be no
 * thicker than lets them be told apart. */
static void
lines_thin (Lines *lines,
            double distance,
            guint  n)
{
  lines->thickest =
      CLAMP (CROWDING * distance / n, 2 * THINNEST, lines->thickest);
}

static double
least_distance (const PaintAnchor *anchors,
                guint              n)
{
  double least = G_MAXDOUBLE;

  for (guint i = 1; i < n; i++)
    least = MIN (least,
                 hypot (anchors[i].point.x - anchors[i - 1].point.x,
                        anchors[i].point.y - anchors[i - 1].point.y));
  return least;
}

void
paint_lines_up (PaintNetworkBuild *build,
                RnnParameterKind   kind,
                guint              layer,
                const PaintTarget *place,
                const PaintAnchor *from,
                guint              n_from,
                const PaintAnchor *to,
                guint              n_to)
{
  Lines lines;
  double apart, arrival;

  g_return_if_fail (build && place && from && to);

  if (!lines_init (&lines, build, kind, layer, place))
    return;
  lines_limit (&lines, from, n_from, to, n_to);
  apart = least_distance (to, n_to);
  arrival = MIN (ARRIVAL_PART * apart, ARRIVAL_MOST * build->px);
  lines.apart =
      n_from > 1 ? MAX (arrival / (n_from - 1), apart / n_from) : apart;
  lines_thin (&lines, apart, n_from);
  for (guint i = 0; i < n_from; i++)
    for (guint j = 0; j < n_to; j++)
      {
        double weight = lines_weight (&lines, from[i].index, to[j].index);
        double width = line_width (&lines, weight);
        PaintPoint end = to[j].point;

        if (!lines_pass (&lines, weight))
          continue;
        if (n_from > 1)
          end.x += arrival * ((double) i / (n_from - 1) - 0.5);
        lines_add (&lines,
                   from[i].index,
                   to[j].index,
                   paint_edge_upwards (
                       from[i].point, end, width, head_length (&lines, width)));
      }
}

void
paint_lines_into (PaintNetworkBuild *build,
                  guint              layer,
                  const PaintTarget *place,
                  PaintAnchor        from,
                  const PaintCell   *cell)
{
  Lines lines;

  g_return_if_fail (build && place && cell);

  if (!lines_init (&lines, build, RNN_PARAMETER_W_XH, layer, place))
    return;
  if (cell->lane == 0)
    lines.apart = cell->box.width / cell->units;
  lines_thin (&lines, cell->lane > 0 ? cell->lane : lines.apart, 1);
  for (guint i = 0; i < cell->units; i++)
    {
      double weight = lines_weight (&lines, from.index, i);
      double width = line_width (&lines, weight);

      lines_add (&lines,
                 from.index,
                 i,
                 paint_cell_edge_in (
                     cell, i, from.point, width, head_length (&lines, width)));
    }
}

/* The y at which line @i of @n leaves or meets a unit, and the outline's x
 * there, as a distance from the unit's middle. */
static PaintPoint
docking (const PaintCell *cell,
         guint            i,
         guint            n,
         double           spread)
{
  double off = n > 1 ? spread * (2.0 * i / (n - 1) - 1) : 0;

  return (PaintPoint){ cell->rx - cell->ry * (1 - sqrt (1 - off * off)),
                       off * cell->ry };
}

static PaintEdge
edge_across (const PaintCell *from,
             guint            i,
             const PaintCell *to,
             guint            j,
             double           width,
             double           head)
{
  PaintPoint leave = docking (from, j, to->units, SPREAD_OUT);
  PaintPoint arrive = docking (to, i, from->units, SPREAD_IN);

  return paint_edge_across (
      (PaintPoint){ from->x + leave.x, paint_cell_unit_y (from, i) + leave.y },
      (PaintPoint){ to->x - arrive.x, paint_cell_unit_y (to, j) + arrive.y },
      width,
      head);
}

static void
unit_anchors (const PaintCell *cell,
              PaintAnchor     *anchors)
{
  for (guint i = 0; i < cell->units; i++)
    anchors[i] = (PaintAnchor){ { cell->x, paint_cell_unit_y (cell, i) }, i };
}

void
paint_lines_across (PaintNetworkBuild *build,
                    guint              layer,
                    const PaintTarget *place,
                    const PaintCell   *from,
                    const PaintCell   *to)
{
  PaintAnchor starts[PAINT_NETWORK_SINGLE], ends[PAINT_NETWORK_SINGLE];
  Lines lines;

  g_return_if_fail (build && place && from && to);
  g_return_if_fail (from->units <= PAINT_NETWORK_SINGLE);
  g_return_if_fail (to->units <= PAINT_NETWORK_SINGLE);

  if (!lines_init (&lines, build, RNN_PARAMETER_W_HH, layer, place))
    return;
  unit_anchors (from, starts);
  unit_anchors (to, ends);
  lines_limit (&lines, starts, from->units, ends, to->units);
  lines.apart = MAX (2 * SPREAD_IN * to->ry / from->units, HEAD_APART_LEAST);
  lines_thin (&lines, to->pitch, from->units);
  for (guint i = 0; i < from->units; i++)
    for (guint j = 0; j < to->units; j++)
      {
        double weight = lines_weight (&lines, i, j);
        double width = line_width (&lines, weight);

        if (!lines_pass (&lines, weight))
          continue;
        lines_add (
            &lines,
            i,
            j,
            edge_across (from, i, to, j, width, head_length (&lines, width)));
      }
}

const char *
paint_network_matrix (RnnParameterKind kind)
{
  switch (kind)
    {
    case RNN_PARAMETER_EMBEDDING:
      return "E";
    case RNN_PARAMETER_W_XH:
      return "W<sub>xh</sub>";
    case RNN_PARAMETER_W_HH:
      return "W<sub>hh</sub>";
    case RNN_PARAMETER_W_HY:
      return "W<sub>hy</sub>";
    case RNN_PARAMETER_B_H:
      return "b<sub>h</sub>";
    case RNN_PARAMETER_B_Y:
    default:
      return "b<sub>y</sub>";
    }
}

static void
add_thumbnail (PaintNetworkBuild *build,
               const Lines       *lines,
               const PaintTarget *target,
               PaintRect          rect)
{
  guint rows = lines->parameter->rows;
  guint columns = lines->parameter->columns;
  guint most = MIN ((guint) rect.width, THUMBNAIL_CELLS);
  const float *values = paint_scene_sample (
      build->scene, lines->values, columns, 1, &rows, &columns, most, most);
  double limit = 0;

  /* A pattern, to be told from others: on a scale of its own. */
  for (guint i = 0; i < rows * columns; i++)
    limit = isfinite (values[i]) ? MAX (limit, fabs (values[i])) : limit;

  paint_scene_heat (
      build->scene,
      target,
      rect,
      (PaintHeat){ .values = values,
                   .rows = rows,
                   .columns = columns,
                   .limit = limit,
                   .scale = paint_scene_edge_scale (build->scene) });
}

/* The name over the arrow's middle, the thumbnail under it. */
static void
add_across (PaintNetworkBuild *build,
            const Lines       *lines,
            const PaintTarget *target,
            PaintPoint         from,
            PaintPoint         to,
            double             aside)
{
  const char *name = paint_network_matrix (lines->parameter->kind);
  double width = paint_text_width (build->theme, &name_style, name) + 1;
  double height = paint_text_height (build->theme, &name_style);
  double gap = (BUNDLE_GAP + BUNDLE_WIDTH / 2) * build->px;
  double room = to.x - from.x - 2 * BUNDLE_GAP * build->px;
  double side = MIN (THUMBNAIL * build->px, MIN (room, aside - gap));
  double middle = (from.x + to.x) / 2;

  if (width <= room && gap + height <= aside)
    paint_scene_label (
        build->scene,
        NULL,
        (PaintRect){ middle - width / 2, from.y - gap - height, width, height },
        (PaintLabel){
            .text = name, .style = name_style, .color = PAINT_COLOR_TEXT_DIM });
  if (side >= THUMBNAIL_LEAST * build->px)
    add_thumbnail (build,
                   lines,
                   target,
                   (PaintRect){ middle - side / 2, from.y + gap, side, side });
}

/* The name right of the arrow, the thumbnail left of it; what stands beside
 * the arrow's head is the name of a state. */
static void
add_beside (PaintNetworkBuild *build,
            const Lines       *lines,
            const PaintTarget *target,
            PaintPoint         from,
            PaintPoint         to,
            double             aside)
{
  const PaintTextStyle state_style = { .size = PAINT_SIZE_BODY };
  const char *name = paint_network_matrix (lines->parameter->kind);
  double width = paint_text_width (build->theme, &name_style, name) + 1;
  double height = paint_text_height (build->theme, &name_style);
  double gap = (BUNDLE_GAP + BUNDLE_WIDTH / 2) * build->px;
  double top = to.y + 0.75 * paint_text_height (build->theme, &state_style);
  double room = from.y - top - BUNDLE_GAP * build->px;
  double side = MIN (THUMBNAIL * build->px, MIN (room, aside - gap));
  double middle = top + room / 2;

  if (height <= room && gap + width <= aside)
    paint_scene_label (
        build->scene,
        NULL,
        (PaintRect){ from.x + gap, middle - height / 2, width, height },
        (PaintLabel){
            .text = name, .style = name_style, .color = PAINT_COLOR_TEXT_DIM });
  if (side >= THUMBNAIL_LEAST * build->px)
    add_thumbnail (
        build,
        lines,
        target,
        (PaintRect){ from.x - gap - side, middle - side / 2, side, side });
}

void
paint_bundle (PaintNetworkBuild *build,
              RnnParameterKind   kind,
              guint              layer,
              const PaintTarget *place,
              PaintPoint         from,
              PaintPoint         to,
              double             aside,
              double             bare)
{
  Lines lines;
  PaintTarget target;
  double head, width;

  g_return_if_fail (build && place);

  if (!lines_init (&lines, build, kind, layer, place))
    return;
  target = lines.target;
  target.kind = PAINT_TARGET_PARAMETER;
  width = BUNDLE_WIDTH * build->px;
  head = MIN (BUNDLE_HEAD * build->px, hypot (to.x - from.x, to.y - from.y));
  if (from.y == to.y)
    {
      paint_scene_edge (
          build->scene, &target, paint_edge_across (from, to, width, head), 0);
      add_across (build, &lines, &target, from, to, aside);
    }
  else
    {
      paint_scene_edge (
          build->scene, &target, paint_edge_upwards (from, to, width, head), 0);
      from.y -= bare;
      add_beside (build, &lines, &target, from, to, aside);
    }
}
