#include "ui/paint/space-model.h"

#include <math.h>

#include "ui/paint/scale.h"

/* Of more than three units. */
#define PLANE 2
/* How finely an axis grows with what is on it. */
#define TICKS 5

static guint
top_units (const RnnFrame *frame)
{
  return frame->network.units[frame->network.n_layers - 1];
}

static gsize
n_states (const RnnFrame *frame)
{
  return frame->n_samples * frame->dataset->time_steps;
}

gboolean
paint_space_comparable (const RnnFrame *frame,
                        const RnnFrame *ghost)
{
  g_return_val_if_fail (frame && ghost, FALSE);

  return top_units (frame) == top_units (ghost)
         && frame->n_samples == ghost->n_samples
         && frame->dataset->time_steps == ghost->dataset->time_steps;
}

static void
project (const RnnPrincipalAxes *axes,
         const float            *point,
         float                  *coordinates)
{
  double along[RNN_MAX_PRINCIPAL_AXES];

  rnn_principal_axes_project (axes, point, along);
  for (guint i = 0; i < PLANE; i++)
    coordinates[i] = (float) along[i];
}

static void
project_all (PaintSpaceModel *model)
{
  gsize n = n_states (model->frame);
  g_autofree float *zero = g_new0 (float, model->units);

  model->axes = rnn_principal_axes_new (model->frame->sample_path, n,
                                        model->units, PLANE);
  model->projected = g_new (float, 2 * n * PLANE);
  model->path = model->projected;
  project (model->axes, zero, model->start);
  for (gsize i = 0; i < n; i++)
    project (model->axes, model->frame->sample_path + i * model->units,
             model->projected + i * PLANE);
  if (!model->ghost)
    return;

  model->ghost_path = model->projected + n * PLANE;
  for (gsize i = 0; i < n; i++)
    project (model->axes, model->ghost->sample_path + i * model->units,
             model->projected + (n + i) * PLANE);
}

/* Ranges ------------------------------------------------------------------- */

typedef struct
{
  double low, high;
} Range;

/* What is not finite has no place, and takes none. */
static void
cover (Range       *range,
       const float *path,
       gsize        n,
       guint        stride)
{
  for (gsize i = 0; path && i < n; i++)
    if (isfinite (path[i * stride]))
      {
        range->low = MIN (range->low, path[i * stride]);
        range->high = MAX (range->high, path[i * stride]);
      }
}

static Range
covered (const PaintSpaceModel *model,
         guint                  dimension)
{
  Range range = { model->start[dimension], model->start[dimension] };
  gsize n = n_states (model->frame);

  cover (&range, model->path + dimension, n, model->dimensions);
  cover (&range, model->ghost_path ? model->ghost_path + dimension : NULL, n,
         model->dimensions);
  return range;
}

/* One for all units: a cube. */
static void
cover_units (PaintSpaceModel *model)
{
  RnnActivation activation = model->frame->network.activation;
  Range all = { 0, 0 };

  for (guint i = 0; i < model->dimensions; i++)
    {
      Range range = covered (model, i);

      all.low = MIN (all.low, range.low);
      all.high = MAX (all.high, range.high);
    }
  if (activation == RNN_ACTIVATION_TANH || activation == RNN_ACTIVATION_SIGMOID)
    all.high = MAX (all.high, 1);
  if (activation == RNN_ACTIVATION_TANH)
    all.low = MIN (all.low, -1);
  if (activation == RNN_ACTIVATION_LINEAR)
    all.high = MAX (all.high, -all.low);
  for (guint i = 0; i < model->dimensions; i++)
    {
      model->high[i] = paint_scale_ceiling (all.high, TICKS);
      if (activation == RNN_ACTIVATION_LINEAR)
        model->low[i] = -model->high[i];
      else if (all.low < 0)
        model->low[i] = -paint_scale_ceiling (-all.low, TICKS);
    }
}

/* The mean, which is zero there, in the middle. */
static void
cover_axes (PaintSpaceModel *model)
{
  for (guint i = 0; i < model->dimensions; i++)
    {
      Range range = covered (model, i);

      model->high[i] =
        paint_scale_ceiling (MAX (range.high, -range.low), TICKS);
      model->low[i] = -model->high[i];
    }
}

PaintSpaceModel *
paint_space_model_new (RnnFrame *frame,
                       RnnFrame *ghost)
{
  PaintSpaceModel *model;

  if (!frame || !frame->sample_path)
    return NULL;

  model = g_new0 (PaintSpaceModel, 1);
  model->frame = rnn_frame_ref (frame);
  if (ghost && ghost->sample_path && paint_space_comparable (frame, ghost))
    model->ghost = rnn_frame_ref (ghost);
  model->units = top_units (frame);
  if (model->units > PAINT_SPACE_MAX_DIMENSIONS)
    {
      model->dimensions = PLANE;
      project_all (model);
      cover_axes (model);
      return model;
    }

  model->dimensions = model->units;
  model->path = frame->sample_path;
  model->ghost_path = model->ghost ? model->ghost->sample_path : NULL;
  cover_units (model);
  return model;
}

void
paint_space_model_free (PaintSpaceModel *model)
{
  g_return_if_fail (model);

  rnn_frame_unref (model->frame);
  g_clear_pointer (&model->ghost, rnn_frame_unref);
  g_clear_pointer (&model->axes, rnn_principal_axes_free);
  g_free (model->projected);
  g_free (model);
}
