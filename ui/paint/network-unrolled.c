#include <glib/gi18n-lib.h>

#include "ui/paint/network-columns.h"
#include "ui/paint/walk.h"

/* At text scale 1. */
#define START_SCALE 0.66
#define LABEL_GAP 4.0

static const PaintTextStyle body_style = { .size = PAINT_SIZE_BODY,
                                           .markup = TRUE };
static const PaintTextStyle small_style = { .size = PAINT_SIZE_SMALL,
                                            .markup = TRUE };

/* The state before the first step in sight: smaller, before its box. */
static PaintCell
start_cell (const PaintColumns *columns,
            guint               layer)
{
  PaintCell cell =
      paint_columns_cell (columns, layer, columns->build->scroll.first);
  double room = PAINT_COLUMNS_START * columns->build->px;
  double scale = MIN (START_SCALE, room / (2 * cell.rx));

  if (columns->build->folded)
    return paint_columns_before (columns, &cell);
  cell.rx *= scale;
  if (cell.level > PAINT_LEVEL_STRIP)
    cell.ry *= scale;
  cell.text_size *= scale;
  cell.x = columns->left - room / 2;
  cell.lane = 0;
  cell.box =
      (PaintRect){ cell.x - cell.rx, cell.box.y, 2 * cell.rx, cell.box.height };
  return cell;
}

static gboolean
all_zero (const float *values,
          guint        n)
{
  for (guint i = 0; i < n; i++)
    if (values[i] != 0)
      return FALSE;
  return TRUE;
}

static void
add_start (const PaintColumns *columns,
           guint               layer,
           const PaintCell    *cell)
{
  PaintNetworkBuild *build = columns->build;
  guint before = (guint) build->scroll.first - 1;
  const float *values = paint_columns_state (columns, layer, before);
  gboolean ghost =
      before == 0 && all_zero (values, build->network->units[layer]);
  PaintTarget target =
      paint_columns_target (columns, PAINT_TARGET_STATE, before);
  PaintCell first = paint_columns_cell (columns, layer, build->scroll.first);
  double line = paint_text_height (build->theme, &body_style);
  double left = build->folded ? cell->box.x
                              : columns->left - PAINT_COLUMNS_START * build->px;
  PaintRect label = { left,
                      cell->box.y + cell->box.height - line / 4,
                      first.box.x - left - LABEL_GAP,
                      line };
  g_autofree char *text =
      build->network->n_layers > 1
          ? g_strdup_printf (_ ("layer %u"), layer + 1)
          : g_strdup_printf ("h<sub>%u</sub>%s", before, ghost ? " = 0" : "");

  target.layer = layer;
  paint_scene_set_to_come (
      build->scene,
      before > 0
          && paint_network_to_come (build, RNN_PHASE_FORWARD, layer, &target));
  paint_cell_add_start (build, cell, &target, values, ghost);
  paint_scene_set_to_come (build->scene, FALSE);
  if (columns->below[layer].height >= line
      && paint_text_width (build->theme, &body_style, text) <= label.width)
    paint_scene_label (build->scene,
                       NULL,
                       label,
                       (PaintLabel){ .text = text,
                                     .style = body_style,
                                     .color = PAINT_COLOR_TEXT_DIM });
}

static void
add_caption (const PaintColumns *columns,
             guint               t)
{
  const PaintNetworkBuild *build = columns->build;
  g_autofree char *text =
      build->folded ? g_strdup_printf (
          _ ("x<sub>%u</sub>  t = %u of %zu"), t, t, build->scroll.n_total)
                    : g_strdup_printf ("x<sub>%u</sub>  t = %u", t, t);

  if (paint_text_width (columns->build->theme, &small_style, text)
      > columns->width)
    {
      g_free (text);
      text = g_strdup_printf ("t = %u", t);
    }
  paint_column_label (columns,
                      PAINT_ROW_CAPTION,
                      t,
                      text,
                      small_style.size,
                      PAINT_COLOR_TEXT_DIM);
}

static void
add_step (const PaintColumns *columns,
          guint               t,
          PaintCell           cells[RNN_MAX_LAYERS])
{
  PaintNetworkBuild *build = columns->build;
  const RnnNetwork *network = build->network;
  const RnnTrace *trace = build->frame->trace;
  const PaintTarget place =
      paint_columns_target (columns, PAINT_TARGET_STEP, t);
  PaintRect column = paint_columns_row (columns, PAINT_ROW_BARS, t);

  /* The only output is no part of its step's column, which it is wider than. */
  if (!columns->outputs)
    column.y = columns->cells[network->n_layers - 1].y;
  column.height = columns->rows[PAINT_ROW_OVERVIEW].y - column.y;
  paint_scene_area (build->scene, &place, column);
  paint_column_states (columns, t, cells);
  if (columns->outputs)
    {
      paint_column_output (columns,
                           t,
                           &cells[network->n_layers - 1],
                           trace->y + (gsize) (t - 1) * network->n_classes,
                           trace->targets[t - 1]);
      paint_network_step_target (
          build, t, paint_columns_row (columns, PAINT_ROW_HEADER, t));
    }
  paint_column_input (columns, t, &cells[0]);
  add_caption (columns, t);
}

static void
add_folded_note (PaintNetworkBuild *build,
                 PaintRect          row)
{
  guint n = build->frame->trace->time_steps;
  g_autofree char *sentence = g_strdup_printf (
      ngettext ("t = 1 … %u: the same cell, %u time. The loop carries "
                "h<sub>t</sub> to the next step, as its h<sub>t−1</sub>.",
                "t = 1 … %u: the same cell, %u times. The loop carries "
                "h<sub>t</sub> to the next step, as its h<sub>t−1</sub>.",
                n),
      n,
      n);
  g_autofree char *brief =
      g_strdup_printf (ngettext ("t = 1 … %u: the same cell, %u time",
                                 "t = 1 … %u: the same cell, %u times",
                                 n),
                       n,
                       n);

  paint_network_note (build, row, sentence, brief);
}

static void
add_note (PaintNetworkBuild *build,
          PaintRect          row)
{
  if (paint_walk_is_on (build->frame))
    {
      g_autofree char *sentence = paint_walk_sentence (build->frame, FALSE);
      g_autofree char *brief = paint_walk_sentence (build->frame, TRUE);

      paint_network_note (build, row, sentence, brief);
    }
  else if (build->folded && build->frame->trace->time_steps > 1)
    add_folded_note (build, row);
  else if (build->frame->trace->time_steps == 1
           && !build->frame->spec.stateful)
    paint_network_note (
        build,
        row,
        _ ("One time step: h<sub>0</sub> = 0, so ∂L/∂W<sub>hh</sub> = "
           "h<sub>0</sub><sup>⊤</sup>dz = 0, and W<sub>hh</sub> gets no "
           "gradient."),
        _ ("One time step: W<sub>hh</sub> gets no gradient."));
  else
    paint_network_note (
        build,
        row,
        _ ("The same W<sub>xh</sub>, W<sub>hh</sub> and b<sub>h</sub> at every "
           "step; only h is refreshed."),
        _ ("The same weights at every step."));
}

/* The output after the last step, over its state or, while that is out of
 * sight, at the right end. */
static void
add_last_output (const PaintColumns *columns,
                 const PaintCell    *cell)
{
  PaintNetworkBuild *build = columns->build;
  guint last = build->frame->trace->time_steps;
  PaintRect note = paint_columns_row_all (columns, PAINT_ROW_BARS);
  PaintRect from = paint_columns_row_all (columns, PAINT_ROW_LINES_OUT);
  PaintAnchor anchors[PAINT_NETWORK_MAX_ANCHORS];
  PaintRect bars;
  double begin;
  guint n;

  bars = paint_network_last_output (
      build,
      note,
      paint_columns_row_all (columns, PAINT_ROW_LETTERS),
      columns->end ? cell->x : build->area.x + build->area.width,
      anchors,
      &n,
      &begin);
  if (build->folded)
    {
      begin = MIN (begin, paint_columns_loops_left (columns));
      note.height = columns->rows[PAINT_ROW_INPUT].y - note.y;
    }
  note.width = begin - note.x - 4 * LABEL_GAP * build->px;
  add_note (build, note);
  if (columns->end)
    paint_column_output_lines (columns, last, cell, anchors, n);
  /* The gradient's arrows have no other place then. */
  else if (columns->above[build->network->n_layers - 1].height > 0
           || !paint_walk_is_on (build->frame))
    {
      g_autofree char *text =
          g_strdup_printf (_ ("after h<sub>%u</sub>"), last);

      from.x = bars.x;
      from.width = bars.width;
      paint_scene_label (build->scene,
                         NULL,
                         from,
                         (PaintLabel){ .text = text,
                                       .style = body_style,
                                       .color = PAINT_COLOR_TEXT_DIM,
                                       .align = PAINT_ALIGN_CENTER });
    }
}

static void
add_error (PaintNetworkBuild *build)
{
  const char *reason = build->frame->trace_error;

  if (reason)
    paint_scene_label (build->scene,
                       NULL,
                       build->area,
                       (PaintLabel){ .text = reason,
                                     .style = { .size = PAINT_SIZE_BODY },
                                     .color = PAINT_COLOR_TEXT_DIM,
                                     .wrapped = TRUE });
}

void
paint_network_unrolled (PaintNetworkBuild *build)
{
  PaintColumns columns = { .build = build, .steps = TRUE };
  PaintCell cells[RNN_MAX_LAYERS];
  PaintRect row;

  g_return_if_fail (build);

  if (!build->frame->trace)
    {
      add_error (build);
      return;
    }
  columns.outputs = build->network->target == RNN_TARGET_ALL;
  paint_columns_place (&columns);
  for (guint l = 0; l < build->network->n_layers; l++)
    {
      cells[l] = start_cell (&columns, l);
      add_start (&columns, l, &cells[l]);
    }
  if (!build->folded)
    paint_columns_gradient (&columns);
  for (guint i = 0; i < build->scroll.n_visible; i++)
    add_step (&columns, build->scroll.first + i, cells);
  if (build->folded)
    paint_columns_loops (&columns, cells);

  row = paint_columns_row_all (&columns, PAINT_ROW_NOTE);
  if (columns.outputs)
    paint_network_mean_loss (build, &row);
  else
    add_last_output (&columns, &cells[build->network->n_layers - 1]);
  if (row.height > 0)
    add_note (build, row);
  if (columns.rows[PAINT_ROW_OVERVIEW].height > 0)
    paint_network_overview (
        build, paint_columns_row_all (&columns, PAINT_ROW_OVERVIEW));
  paint_network_foot (build, paint_columns_row_all (&columns, PAINT_ROW_FOOT));
}
