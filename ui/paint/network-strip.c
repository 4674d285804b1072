#include "ui/paint/network-parts.h"
#include "ui/paint/walk.h"

/* At text scale 1. */
#define LABEL_WIDTH 26.0
#define CELL_LEAST 3.0
#define FRAME_RADIUS 4.0
#define FRAME_OUTSIDE 2.0

static const PaintTextStyle label_style = { .size = PAINT_SIZE_SMALL,
                                            .markup = TRUE };

/* How many steps have their states where the walk stands. */
static guint
made (const PaintNetworkBuild *build)
{
  const RnnTrace *trace = build->frame->trace;
  guint n = 0;

  while (n < trace->time_steps
         && paint_walk_place (build->frame,
                              RNN_PHASE_FORWARD,
                              build->network->n_layers - 1,
                              n + 1)
                != PAINT_WALK_TO_COME)
    n++;
  return n;
}

/* The part of @strip for @n steps from @first. */
static void
add_steps (PaintNetworkBuild *build,
           PaintRect          strip,
           guint              first,
           guint              n)
{
  const RnnTrace *trace = build->frame->trace;
  guint top = build->network->n_layers - 1;
  guint units = build->network->units[top];
  guint rows = units, columns = n;
  const PaintTarget target = { .kind = PAINT_TARGET_STEP,
                               .sample = trace->sample,
                               .t = first };
  const float *values;

  if (n == 0)
    return;
  strip.x += strip.width * (first - 1) / trace->time_steps;
  strip.width *= (double) n / trace->time_steps;
  /* h[0] is the start state; a unit a row, a step a column. */
  values = paint_scene_sample (build->scene,
                               trace->h[top] + (gsize) first * units,
                               1,
                               units,
                               &rows,
                               &columns,
                               (guint) (strip.height / CELL_LEAST),
                               (guint) strip.width);
  paint_scene_heat (build->scene,
                    &target,
                    strip,
                    (PaintHeat){ .values = values,
                                 .rows = rows,
                                 .columns = columns,
                                 .limit = build->limit,
                                 .across = PAINT_ALONG_T,
                                 .n_across = n });
}

void
paint_network_overview (PaintNetworkBuild *build,
                        PaintRect          row)
{
  const RnnTrace *trace;
  PaintRect strip, frame;
  guint n_made;

  g_return_if_fail (build && build->frame->trace);

  trace = build->frame->trace;
  strip = paint_rect_inset (&row, 2 * FRAME_OUTSIDE);
  strip.x += LABEL_WIDTH * build->px;
  strip.width -= LABEL_WIDTH * build->px;
  if (strip.height < CELL_LEAST || strip.width < trace->time_steps / CELL_LEAST)
    return;

  n_made = made (build);
  add_steps (build, strip, 1, n_made);
  paint_scene_set_to_come (build->scene, TRUE);
  add_steps (build, strip, n_made + 1, trace->time_steps - n_made);
  paint_scene_set_to_come (build->scene, FALSE);
  frame = (PaintRect){
    .x = strip.x + strip.width * (build->scroll.first - 1) / trace->time_steps
         - FRAME_OUTSIDE,
    .y = strip.y - FRAME_OUTSIDE,
    .width = strip.width * build->scroll.n_visible / trace->time_steps
             + 2 * FRAME_OUTSIDE,
    .height = strip.height + 2 * FRAME_OUTSIDE,
  };
  paint_scene_frame (build->scene, frame, PAINT_COLOR_ACCENT, FRAME_RADIUS);
  row.width = LABEL_WIDTH * build->px;
  paint_scene_label (build->scene,
                     NULL,
                     row,
                     (PaintLabel){ .text = "h<sub>t</sub>",
                                   .style = label_style,
                                   .color = PAINT_COLOR_TEXT_DIM });
}
