#include "ui/paint/network-parts.h"

/* At text scale 1. */
#define LABEL_WIDTH 26.0
#define CELL_LEAST 3.0
#define FRAME_RADIUS 4.0
#define FRAME_OUTSIDE 2.0

static const PaintTextStyle label_style = { .size = PAINT_SIZE_SMALL,
                                            .markup = TRUE };

void
paint_network_overview (PaintNetworkBuild *build,
                        PaintRect          row)
{
  const RnnTrace *trace;
  PaintRect strip, frame;
  PaintTarget target;
  guint top, rows, columns;
  const float *values;

  g_return_if_fail (build && build->frame->trace);

  trace = build->frame->trace;
  top = build->network->n_layers - 1;
  rows = build->network->units[top];
  columns = trace->time_steps;
  strip = paint_rect_inset (&row, 2 * FRAME_OUTSIDE);
  strip.x += LABEL_WIDTH * build->px;
  strip.width -= LABEL_WIDTH * build->px;
  if (strip.height < CELL_LEAST || strip.width < columns / CELL_LEAST)
    return;

  /* h[0] is the start state; a unit a row, a step a column. */
  values = paint_scene_sample (build->scene,
                               trace->h[top] + rows,
                               1,
                               rows,
                               &rows,
                               &columns,
                               (guint) (strip.height / CELL_LEAST),
                               (guint) strip.width);
  target = (PaintTarget){ .kind = PAINT_TARGET_STEP,
                          .sample = trace->sample,
                          .t = 1 };
  paint_scene_heat (build->scene,
                    &target,
                    strip,
                    (PaintHeat){ .values = values,
                                 .rows = rows,
                                 .columns = columns,
                                 .limit = build->limit,
                                 .across = PAINT_ALONG_T,
                                 .n_across = trace->time_steps });
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
