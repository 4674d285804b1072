#include "ui/paint/space-parts.h"

#include <math.h>

#include "ui/paint/walk.h"

/* So many steps of all samples together are drawn as lines. */
#define MAX_LINES 400
/* At text scale 1. */
#define LEAST_LETTERED 80.0   /* height of the plot with letters below it */
#define LEAST_CAPTIONED 110.0 /* and with a caption above it */
#define GAP 6.0
#define NAMES_HEIGHT 1.5      /* in lines */
#define MARGIN 10.0           /* around what is drawn, for its dots */
#define LEAST_COLUMN 100.0    /* width of words beside the plot */
#define COLUMN_SHARE 0.45     /* of the width */
#define LEAST_RADIUS 5.0      /* in pixels: less is not drawn */
#define CAPTION_SHARE 0.3     /* of the height */

const PaintTextStyle paint_space_style = { .size = PAINT_SIZE_SMALL };

/* Beside the plot, which is as high as wide, words cost nothing.  FALSE when there
 * is no such room. */
static gboolean
place_words_beside (PaintSpace *space,
                    PaintRect   area)
{
  double width = MIN (area.width - area.height, COLUMN_SHARE * area.width);
  PaintRect column = { area.x, area.y, width - GAP * space->px, area.height };

  if (width < LEAST_COLUMN * space->px || space->model->dimensions == 1)
    return FALSE;

  space->legend = column;
  space->legend.height = paint_space_legend_height (space, TRUE);
  space->caption = column;
  space->caption.height =
    MAX (area.height - space->legend.height - GAP * space->px, 0);
  space->legend.y += area.height - space->legend.height;
  space->plot.x += width;
  space->plot.width -= width;
  return space->legend.height <= area.height;
}

/* FALSE, and nothing taken, when too little would be left of the plot. */
static gboolean
take_line (PaintSpace *space,
           double      height,
           double      least)
{
  if (space->plot.height - height < least * space->px)
    return FALSE;
  space->plot.height -= height;
  return TRUE;
}

/* The letters below, then the caption above, if there is room. */
static void
place_words_around (PaintSpace *space,
                    PaintRect   area,
                    const char *caption)
{
  double line = paint_text_height (space->theme, &paint_space_style);
  double gap = GAP * space->px;
  double height;

  space->plot = space->caption = space->legend = area;
  space->caption.height = space->legend.height = 0;
  height = paint_space_legend_height (space, FALSE);
  if (height > 0 && take_line (space, height + gap, LEAST_LETTERED))
    {
      space->legend.height = height;
      space->legend.y = area.y + area.height - height;
    }
  /* A little more than it says it takes: it must not be cut for a rounding. */
  height = 1
           + paint_text_wrapped_height (space->theme, &paint_space_style,
                                        area.width,
                                        MAX (CAPTION_SHARE * area.height, line),
                                        caption);
  if (take_line (space, height + gap, LEAST_CAPTIONED))
    {
      space->caption.height = height;
      space->plot.y += height + gap;
    }
}

static void
place_words (PaintSpace *space,
             PaintRect   area)
{
  g_autofree char *caption = paint_space_caption (space->model, space->lines);

  space->plot = area;
  if (!place_words_beside (space, area))
    place_words_around (space, area, caption);
}

/* As large as it can be without leaving the plot when it is turned. */
static void
place_cube (PaintSpace           *space,
            const PaintSpaceData *data)
{
  double margin = MIN (MARGIN * space->px,
                       MIN (space->plot.width, space->plot.height) / 8);
  double width = space->plot.width / 2 - margin;
  double height = space->plot.height / 2 - margin;
  double tilt = CLAMP (data->tilt, -PAINT_SPACE_MAX_TILT, PAINT_SPACE_MAX_TILT);

  space->sin_turn = sin (data->turn);
  space->cos_turn = cos (data->turn);
  space->sin_tilt = sin (tilt);
  space->cos_tilt = cos (tilt);
  space->x = space->plot.x + space->plot.width / 2;
  space->y = space->plot.y + space->plot.height / 2;
  space->radius = MIN (width / G_SQRT2,
                       height / (space->cos_tilt
                                 + G_SQRT2 * fabs (space->sin_tilt)));
}

/* A distance is the same in each direction.  Of a plane of two units the plot
 * shrinks; on principal axes, one of which may be very short, more is seen. */
static void
equalise (PaintSpace *space)
{
  PaintRect *plot = &space->plot;
  double across = space->across.high - space->across.low;
  double upwards = space->upwards.high - space->upwards.low;
  double scale = MIN (plot->width / across, plot->height / upwards);
  PaintRect all = *plot;

  if (space->model->axes)
    {
      space->across.high = plot->width / scale / 2;
      space->across.low = -space->across.high;
      space->upwards.high = plot->height / scale / 2;
      space->upwards.low = -space->upwards.high;
      return;
    }
  plot->width = scale * across;
  plot->height = scale * upwards;
  plot->x += (all.width - plot->width) / 2;
  plot->y += (all.height - plot->height) / 2;
}

/* Room for the numbers beside the axes and the names of the axes. */
static void
place_axes (PaintSpace *space)
{
  const PaintSpaceModel *model = space->model;
  double line = paint_text_height (space->theme, &paint_space_style);
  double numbers = paint_space_number_width (space) + GAP * space->px;
  double margin = MARGIN * space->px;
  PaintRect *plot = &space->plot;

  space->names = *plot;
  space->names.height = line;
  plot->x += numbers;
  plot->width -= numbers + margin;
  plot->y += NAMES_HEIGHT * line;
  plot->height -= (1 + NAMES_HEIGHT) * line + GAP * space->px;
  space->across = (PaintScale) { model->low[0], model->high[0] };
  space->upwards = (PaintScale) { model->low[model->dimensions - 1],
                                  model->high[model->dimensions - 1] };
  if (model->dimensions == 1)
    space->across = (PaintScale) { .high = space->steps };
  else
    equalise (space);
  space->across.start = plot->x;
  space->across.end = plot->x + plot->width;
  space->upwards.start = plot->y + plot->height;
  space->upwards.end = plot->y;
}

gboolean
paint_space_lay_out (PaintSpace           *space,
                     PaintRect             area,
                     const PaintSpaceData *data,
                     const PaintTheme     *theme)
{
  const PaintSpaceModel *model = data->model;

  if (!model)
    return FALSE;

  *space = (PaintSpace) {
    .model = model,
    .frame = model->frame,
    .theme = theme,
    .sample = data->sample,
    .n_samples = model->frame->n_samples,
    .steps = model->frame->dataset->time_steps,
    .px = paint_theme_scaled (theme, 1),
  };
  space->lines = space->n_samples * space->steps <= MAX_LINES;
  place_words (space, area);
  if (model->dimensions == PAINT_SPACE_MAX_DIMENSIONS)
    {
      place_cube (space, data);
      return space->radius > LEAST_RADIUS;
    }
  place_axes (space);
  return space->plot.width > 2 * LEAST_RADIUS
         && space->plot.height > 2 * LEAST_RADIUS;
}

/* Places ------------------------------------------------------------------- */

/* Looked at along a line that lies in the plane of the first two dimensions when
 * tilt is 0, and from above when it is not; the third dimension is upright. */
PaintSpacePoint
paint_space_corner (const PaintSpace *space,
                    double            first,
                    double            second,
                    double            third)
{
  double right = space->cos_turn * first + space->sin_turn * second;
  double away = space->cos_turn * second - space->sin_turn * first;

  return (PaintSpacePoint) {
    .x = space->x + space->radius * right,
    .y = space->y
         - space->radius * (space->cos_tilt * third + space->sin_tilt * away),
    .depth = (space->sin_tilt * third - space->cos_tilt * away) / sqrt (3),
    .there = TRUE,
  };
}

PaintSpacePoint
paint_space_place (const PaintSpace *space,
                   const float      *coordinates,
                   guint             t)
{
  const PaintSpaceModel *model = space->model;
  double place[PAINT_SPACE_MAX_DIMENSIONS];

  for (guint i = 0; i < model->dimensions; i++)
    {
      double middle = (model->high[i] + model->low[i]) / 2;

      if (!isfinite (coordinates[i]))
        return (PaintSpacePoint) { .there = FALSE };
      place[i] =
        (coordinates[i] - middle) / ((model->high[i] - model->low[i]) / 2);
    }
  if (model->dimensions == PAINT_SPACE_MAX_DIMENSIONS)
    return paint_space_corner (space, place[0], place[1], place[2]);
  if (model->dimensions == 1)
    return (PaintSpacePoint) {
      .x = paint_scale_pixel (&space->across, t),
      .y = paint_scale_pixel (&space->upwards, coordinates[0]),
      .there = TRUE,
    };
  return (PaintSpacePoint) {
    .x = paint_scale_pixel (&space->across, coordinates[0]),
    .y = paint_scale_pixel (&space->upwards, coordinates[1]),
    .there = TRUE,
  };
}

PaintSpacePoint
paint_space_state (const PaintSpace *space,
                   const float      *path,
                   gsize             sample,
                   guint             t)
{
  if (t == 0)
    return paint_space_place (space, space->model->start, 0);
  return paint_space_place (space,
                            path + (sample * space->steps + t - 1)
                                     * space->model->dimensions,
                            t);
}

gboolean
paint_space_is_to_come (const PaintSpace *space,
                        guint             t)
{
  return t > 0
         && paint_walk_place (space->frame, RNN_PHASE_FORWARD,
                              space->frame->network.n_layers - 1, t)
              == PAINT_WALK_TO_COME;
}

gboolean
paint_space_letter (const RnnFrame *frame,
                    gsize           sample,
                    guint           t,
                    guint          *code,
                    guint          *n)
{
  const RnnDataset *dataset = frame->dataset;

  if (!frame->sample_codes || t == 0)
    return FALSE;

  *code = frame->sample_codes[sample * dataset->time_steps + t - 1];
  *n = dataset->alphabet ? rnn_alphabet_size (dataset->alphabet)
                         : dataset->n_in;
  return TRUE;
}
