#include <glib/gi18n-lib.h>

#include "ui/paint/network-place.h"

/* At text scale 1. */
#define STEP_INSET 4.0
#define LABEL_GAP 4.0

static const PaintTextStyle body_style = { .size = PAINT_SIZE_BODY,
                                           .markup = TRUE };
static const PaintTextStyle small_style = { .size = PAINT_SIZE_SMALL,
                                            .markup = TRUE };

static const float *
state_at (const PaintUnrolled *unrolled,
          guint                layer,
          guint                t)
{
  return unrolled->trace->h[layer]
         + (gsize) t * unrolled->build->network->units[layer];
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
add_start (const PaintUnrolled *unrolled,
           guint                layer,
           const PaintCell     *cell)
{
  PaintNetworkBuild *build = unrolled->build;
  guint before = (guint) build->scroll.first - 1;
  const float *values = state_at (unrolled, layer, before);
  gboolean ghost =
      before == 0 && all_zero (values, build->network->units[layer]);
  const PaintTarget target = { .kind = PAINT_TARGET_STATE,
                               .sample = unrolled->trace->sample,
                               .t = before,
                               .layer = layer };
  g_autofree char *text =
      build->network->n_layers > 1
          ? g_strdup_printf (_ ("layer %u"), layer + 1)
          : g_strdup_printf ("h<sub>%u</sub>%s", before, ghost ? " = 0" : "");
  PaintCell first = paint_unrolled_cell (unrolled, layer, build->scroll.first);
  double line = paint_text_height (build->theme, &body_style);
  PaintRect label = { build->area.x,
                      cell->box.y + cell->box.height,
                      first.box.x - build->area.x - LABEL_GAP,
                      line };

  paint_cell_add_start (build, cell, &target, values, ghost);
  if (unrolled->below[layer].height >= line)
    paint_scene_label (build->scene,
                       NULL,
                       label,
                       (PaintLabel){ .text = text,
                                     .style = body_style,
                                     .color = PAINT_COLOR_TEXT_DIM });
}

/* "h_t" beside the lower right corner of its box. */
static void
add_state_label (const PaintUnrolled *unrolled,
                 const PaintCell     *cell,
                 guint                layer,
                 guint                t)
{
  PaintNetworkBuild *build = unrolled->build;
  double gap = LABEL_GAP * build->px;
  double line = paint_text_height (build->theme, &body_style);
  PaintRect rect = { cell->box.x + cell->box.width + gap,
                     cell->box.y + cell->box.height - line / 4,
                     unrolled->width - cell->box.width - 2 * gap,
                     line };
  g_autofree char *text = g_strdup_printf ("h<sub>%u</sub>", t);

  rect.width = MIN (rect.width, build->area.x + build->area.width - rect.x);
  if (unrolled->below[layer].height < line
      || paint_text_width (build->theme, &body_style, text) > rect.width)
    return;
  paint_scene_label (build->scene,
                     NULL,
                     rect,
                     (PaintLabel){ .text = text,
                                   .style = body_style,
                                   .color = PAINT_COLOR_TEXT_DIM });
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

static void
add_layer_lines (const PaintUnrolled *unrolled,
                 const PaintCell     *lower,
                 const PaintCell     *upper,
                 guint                layer,
                 const PaintTarget   *place)
{
  PaintNetworkBuild *build = unrolled->build;
  PaintAnchor from[PAINT_NETWORK_SINGLE], to[PAINT_NETWORK_SINGLE];

  if (unrolled->level == PAINT_LEVEL_STRIP)
    {
      paint_bundle (build,
                    RNN_PARAMETER_W_XH,
                    layer,
                    place,
                    (PaintPoint){ lower->x, lower->box.y },
                    (PaintPoint){ upper->x, upper->box.y + upper->box.height });
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

static void
add_input (const PaintUnrolled *unrolled,
           const PaintCell     *cell,
           const PaintTarget   *place)
{
  PaintNetworkBuild *build = unrolled->build;
  PaintAnchor anchors[PAINT_NETWORK_MAX_ANCHORS];
  PaintAnchor ports[PAINT_NETWORK_SINGLE];
  double x = paint_unrolled_x (unrolled, place->t);
  double width = unrolled->width - 2 * STEP_INSET;
  PaintRect row = paint_unrolled_row (
      &unrolled->rows[PAINT_ROW_INPUT], x - width / 2, width);
  PaintPoint foot = { x, row.y };
  guint n = paint_network_input (build, place, row, anchors);

  if (unrolled->level == PAINT_LEVEL_STRIP || n == 0)
    {
      if (n == 1)
        foot = anchors[0].point;
      paint_bundle (build,
                    RNN_PARAMETER_W_XH,
                    0,
                    place,
                    foot,
                    (PaintPoint){ cell->x, cell->box.y + cell->box.height });
      return;
    }
  if (n == 1)
    {
      paint_lines_into (build, 0, place, anchors[0], cell);
      return;
    }
  ports_of (cell, FALSE, ports);
  paint_lines_up (
      build, RNN_PARAMETER_W_XH, 0, place, anchors, n, ports, cell->units);
  paint_cell_add_lanes_in (build, cell);
}

static void
add_output_lines (const PaintUnrolled *unrolled,
                  const PaintCell     *cell,
                  const PaintTarget   *place,
                  const PaintAnchor   *anchors,
                  guint                n)
{
  PaintNetworkBuild *build = unrolled->build;
  PaintAnchor ports[PAINT_NETWORK_SINGLE];
  const PaintRow *letters = &unrolled->rows[PAINT_ROW_LETTERS];

  if (unrolled->level == PAINT_LEVEL_STRIP || n == 0)
    {
      paint_bundle (build,
                    RNN_PARAMETER_W_HY,
                    0,
                    place,
                    (PaintPoint){ cell->x, cell->box.y },
                    (PaintPoint){ cell->x, letters->y + letters->height });
      return;
    }
  ports_of (cell, TRUE, ports);
  paint_cell_add_lanes_out (build, cell);
  paint_lines_up (
      build, RNN_PARAMETER_W_HY, 0, place, ports, cell->units, anchors, n);
}

static void
add_step_output (const PaintUnrolled *unrolled,
                 const PaintCell     *cell,
                 const PaintTarget   *place)
{
  PaintNetworkBuild *build = unrolled->build;
  const RnnTrace *trace = unrolled->trace;
  PaintAnchor anchors[PAINT_NETWORK_MAX_ANCHORS];
  double width = unrolled->width - 2 * STEP_INSET * build->px;
  double x = paint_unrolled_x (unrolled, place->t) - width / 2;
  guint n = paint_network_output (
      build,
      place,
      paint_unrolled_row (&unrolled->rows[PAINT_ROW_BARS], x, width),
      paint_unrolled_row (&unrolled->rows[PAINT_ROW_LETTERS], x, width),
      trace->y + (gsize) (place->t - 1) * build->network->n_classes,
      trace->targets[place->t - 1],
      anchors);

  paint_network_step_target (
      build,
      place->t,
      paint_unrolled_row (&unrolled->rows[PAINT_ROW_TARGETS], x, width));
  add_output_lines (unrolled, cell, place, anchors, n);
}

static void
add_caption (const PaintUnrolled *unrolled,
             guint                t)
{
  PaintNetworkBuild *build = unrolled->build;
  PaintRect row =
      paint_unrolled_row (&unrolled->rows[PAINT_ROW_CAPTION],
                          paint_unrolled_x (unrolled, t) - unrolled->width / 2,
                          unrolled->width);
  g_autofree char *text = g_strdup_printf ("x<sub>%u</sub>  t = %u", t, t);

  if (paint_text_width (build->theme, &small_style, text) > row.width)
    {
      g_free (text);
      text = g_strdup_printf ("t = %u", t);
    }
  paint_scene_label (build->scene,
                     NULL,
                     row,
                     (PaintLabel){ .text = text,
                                   .style = small_style,
                                   .color = PAINT_COLOR_TEXT_DIM,
                                   .align = PAINT_ALIGN_CENTER });
}

/* The states of all layers at step @t, and the lines between and before
 * them.  @before holds the cells of the step before, and gets this one's. */
static void
add_states (const PaintUnrolled *unrolled,
            const PaintTarget   *place,
            PaintCell           *before)
{
  PaintNetworkBuild *build = unrolled->build;

  for (guint l = 0; l < build->network->n_layers; l++)
    {
      PaintCell cell = paint_unrolled_cell (unrolled, l, place->t);
      const PaintTarget state = { .kind = PAINT_TARGET_STATE,
                                  .sample = place->sample,
                                  .t = place->t,
                                  .layer = l };

      paint_cell_add (
          build, &cell, &state, state_at (unrolled, l, place->t), FALSE);
      add_state_label (unrolled, &cell, l, place->t);
      if (unrolled->level == PAINT_LEVEL_STRIP)
        paint_bundle (
            build,
            RNN_PARAMETER_W_HH,
            l,
            place,
            (PaintPoint){ before[l].box.x + before[l].box.width,
                          cell.box.y + cell.box.height / 2 },
            (PaintPoint){ cell.box.x, cell.box.y + cell.box.height / 2 });
      else
        paint_lines_across (build, l, place, &before[l], &cell);
      if (l > 0)
        add_layer_lines (unrolled, &before[l - 1], &cell, l, place);
      before[l] = cell;
    }
}

static void
add_step (const PaintUnrolled *unrolled,
          guint                t,
          PaintCell           *before)
{
  PaintNetworkBuild *build = unrolled->build;
  const PaintTarget place = { .kind = PAINT_TARGET_STEP,
                              .sample = unrolled->trace->sample,
                              .t = t };
  double width = unrolled->width;
  double left = paint_unrolled_x (unrolled, t) - width / 2;
  PaintRect column = { left,
                       unrolled->rows[PAINT_ROW_BARS].y,
                       width,
                       unrolled->rows[PAINT_ROW_OVERVIEW].y
                           - unrolled->rows[PAINT_ROW_BARS].y };

  paint_scene_area (build->scene, &place, column);
  add_states (unrolled, &place, before);
  if (unrolled->every)
    add_step_output (unrolled, &before[build->network->n_layers - 1], &place);
  add_input (unrolled, &before[0], &place);
  paint_network_letter (
      build,
      &place,
      paint_unrolled_row (&unrolled->rows[PAINT_ROW_LETTER], left, width));
  add_caption (unrolled, t);
}

static const char *
note (gboolean brief)
{
  return brief ? _ ("The same weights at every step; only h is refreshed.")
               : _ ("The same W<sub>xh</sub>, W<sub>hh</sub> and b<sub>h</sub> "
                    "at every step; only h is refreshed.");
}

/* The last step's output, or where it is. */
static void
add_last_output (const PaintUnrolled *unrolled,
                 const PaintCell     *cell)
{
  PaintNetworkBuild *build = unrolled->build;
  const PaintTarget place = { .sample = unrolled->trace->sample,
                              .t = unrolled->trace->time_steps };
  PaintRect bars = paint_unrolled_row (
      &unrolled->rows[PAINT_ROW_BARS], build->area.x, build->area.width);
  PaintRect letters = paint_unrolled_row (
      &unrolled->rows[PAINT_ROW_LETTERS], build->area.x, build->area.width);
  PaintAnchor anchors[PAINT_NETWORK_MAX_ANCHORS];
  g_autofree char *text = NULL;
  double left;
  guint n;

  if (unrolled->end)
    {
      left = paint_network_last_output (
          build, bars, letters, cell->x, anchors, &n);
      add_output_lines (unrolled, cell, &place, anchors, n);
      bars.width = left - bars.x - LABEL_GAP * build->px;
      paint_network_note (build, bars, note (FALSE), note (TRUE));
      return;
    }
  text = g_strdup_printf (_ ("y<sub>%u</sub> follows after the last step"),
                          place.t);
  paint_scene_label (build->scene,
                     NULL,
                     bars,
                     (PaintLabel){ .text = text,
                                   .style = body_style,
                                   .color = PAINT_COLOR_TEXT_DIM,
                                   .align = PAINT_ALIGN_END });
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
  PaintUnrolled unrolled = { .build = build };
  PaintCell before[RNN_MAX_LAYERS];
  PaintRect row;

  g_return_if_fail (build);

  if (!build->frame->trace)
    {
      add_error (build);
      return;
    }
  unrolled.trace = build->frame->trace;
  unrolled.every = build->network->target == RNN_TARGET_ALL;
  paint_unrolled_place (&unrolled);
  for (guint l = 0; l < build->network->n_layers; l++)
    {
      before[l] = paint_unrolled_start (&unrolled, l);
      add_start (&unrolled, l, &before[l]);
    }
  for (guint i = 0; i < build->scroll.n_visible; i++)
    add_step (&unrolled, build->scroll.first + i, before);

  row = paint_unrolled_row (
      &unrolled.rows[PAINT_ROW_NOTE], build->area.x, build->area.width);
  if (unrolled.every)
    paint_network_mean_loss (build, &row);
  else
    add_last_output (&unrolled, &before[build->network->n_layers - 1]);
  if (row.height > 0)
    paint_network_note (build, row, note (FALSE), note (TRUE));
  if (unrolled.rows[PAINT_ROW_OVERVIEW].height > 0)
    paint_network_overview (
        build,
        paint_unrolled_row (&unrolled.rows[PAINT_ROW_OVERVIEW],
                            build->area.x,
                            build->area.width));
  paint_network_foot (build,
                      paint_unrolled_row (&unrolled.rows[PAINT_ROW_FOOT],
                                          build->area.x,
                                          build->area.width));
}
