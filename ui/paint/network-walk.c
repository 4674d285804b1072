#include "ui/paint/network-parts.h"

#include <math.h>

#include "ui/paint/walk.h"

static double
largest (const float *values,
         gsize        n)
{
  double size = 0;

  for (gsize i = 0; i < n; i++)
    if (isfinite (values[i]))
      size = MAX (size, fabs (values[i]));
  return size;
}

void
paint_network_walk_init (PaintNetworkBuild *build)
{
  const RnnUpdateTrace *update;
  RnnPhase phase;
  double size;

  g_return_if_fail (build);

  build->lines_of = build->frame->parameters;
  build->strength = 1;
  update = build->frame->update;
  if (!paint_walk_is_on (build->frame) || !update)
    return;
  phase = rnn_walk_stop (&build->frame->walk, build->frame->stop).phase;
  if (phase == RNN_PHASE_GRADIENT)
    build->lines_of = update->gradients;
  else if (phase == RNN_PHASE_CLIP)
    build->lines_of = update->clipped;
  else if (phase == RNN_PHASE_UPDATE)
    build->lines_of = build->frame->change;
  else
    return;
  /* Before and after the clip are to be compared. */
  size =
      largest (phase == RNN_PHASE_UPDATE ? build->lines_of : update->gradients,
               build->network->size);
  build->strength = size > 0 ? PAINT_EDGE_LIMIT / size : 1;
  if (phase != RNN_PHASE_UPDATE)
    paint_scene_set_edge_scale (build->scene, PAINT_SCALE_GRADIENT);
}

gboolean
paint_network_walks (const RnnFrame    *frame,
                     const PaintTarget *place)
{
  g_return_val_if_fail (frame && place, FALSE);

  return paint_walk_is_on (frame) && frame->trace
         && frame->trace->sample == place->sample;
}

gboolean
paint_network_to_come (const PaintNetworkBuild *build,
                       RnnPhase                 phase,
                       guint                    layer,
                       const PaintTarget       *place)
{
  g_return_val_if_fail (build && place, FALSE);

  /* Only after the last step is the output made, which is another place than
   * the one that is shown. */
  if (build->folded && phase == RNN_PHASE_LOSS
      && build->network->target != RNN_TARGET_ALL
      && build->scroll.first < build->scroll.n_total)
    return TRUE;
  if (!paint_walk_is_on (build->frame))
    return FALSE;
  return !paint_network_walks (build->frame, place)
         || paint_walk_place (build->frame, phase, layer, place->t)
                == PAINT_WALK_TO_COME;
}

gboolean
paint_network_is_now (const PaintNetworkBuild *build,
                      RnnPhase                 phase,
                      guint                    layer,
                      const PaintTarget       *place)
{
  g_return_val_if_fail (build && place, FALSE);

  return paint_network_walks (build->frame, place)
         && paint_walk_place (build->frame, phase, layer, place->t)
                == PAINT_WALK_NOW;
}

PaintCellLight
paint_network_light (const PaintNetworkBuild *build,
                     guint                    layer,
                     const PaintTarget       *place)
{
  g_return_val_if_fail (build && place, PAINT_CELL_PLAIN);

  if (paint_network_is_now (build, RNN_PHASE_FORWARD, layer, place))
    return PAINT_CELL_FORWARD;
  if (paint_network_is_now (build, RNN_PHASE_BACKWARD, layer, place))
    return PAINT_CELL_BACKWARD;
  return PAINT_CELL_PLAIN;
}
