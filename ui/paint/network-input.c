#include "ui/paint/network-parts.h"

#include <math.h>

#include "ui/paint/number.h"
#include "ui/paint/touched.h"

/* At text scale 1. */
#define SQUARE 14.0
#define SQUARE_LEAST 4.5
#define SQUARE_GAP 0.15
#define SQUARE_RADIUS 0.2
#define ROW_LEAST 8.0
#define ROW_WISH 14.0
#define ROW_MOST 18.0
#define REAL_NUMBER 13.0
#define MARK_LEAST 3.0
#define LETTER_LEAST 15.0
#define LETTER_ROOM 1.3
#define SHOWN_DECIMALS 2

static gboolean
traced (const RnnFrame    *frame,
        const PaintTarget *place)
{
  return frame->trace && frame->trace->sample == place->sample && place->t >= 1
         && place->t <= frame->trace->time_steps;
}

/* The class number that is read at @place; FALSE for real inputs. */
static gboolean
input_code (const RnnFrame    *frame,
            const PaintTarget *place,
            guint             *code)
{
  guint time_steps = frame->dataset->time_steps;

  if (traced (frame, place) && frame->trace->codes)
    *code = frame->trace->codes[place->t - 1];
  else if (frame->sample_codes && place->sample < frame->n_samples
           && place->t >= 1 && place->t <= time_steps)
    *code = frame->sample_codes[place->sample * time_steps + place->t - 1];
  else
    return FALSE;
  return TRUE;
}

/* Copies the n_in real inputs at @place to @values; FALSE for letters. */
static gboolean
input_real (const RnnFrame    *frame,
            const PaintTarget *place,
            float             *values)
{
  guint n_in = frame->dataset->n_in;
  g_autoptr (RnnBatch) batch = NULL;

  if (frame->dataset->input != RNN_INPUT_REAL
      || place->sample >= rnn_dataset_n_samples (frame->dataset) || place->t < 1
      || place->t > frame->dataset->time_steps)
    return FALSE;
  batch = rnn_batch_new (frame->dataset, 1);
  rnn_dataset_gather (frame->dataset, NULL, place->sample, 1, batch);
  for (guint i = 0; i < n_in; i++)
    values[i] = batch->real[(gsize) (place->t - 1) * n_in + i];
  return TRUE;
}

/* Of a text, a real input stands for its class number. */
static gboolean
input_letter (const RnnFrame    *frame,
              const PaintTarget *place,
              guint             *code)
{
  float value;

  if (input_code (frame, place, code))
    return TRUE;
  if (!frame->dataset->alphabet || frame->dataset->n_in != 1
      || !input_real (frame, place, &value))
    return FALSE;
  *code = (guint) lroundf (value / rnn_dataset_real_input (frame->dataset, 1));
  return TRUE;
}

const char *
paint_network_input_text (const RnnFrame    *frame,
                          const PaintTarget *place,
                          char               buffer[PAINT_LETTER_SIZE])
{
  char number[PAINT_NUMBER_SIZE];
  guint code;

  g_return_val_if_fail (frame && frame->dataset && place && buffer, NULL);

  buffer[0] = '\0';
  if (input_letter (frame, place, &code))
    paint_letter (frame->dataset, code, buffer);
  else if (frame->dataset->n_in == 1)
    {
      float value;

      if (input_real (frame, place, &value))
        g_strlcpy (
            buffer,
            paint_number (value, SHOWN_DECIMALS, PAINT_NUMBER_PLAIN, number),
            PAINT_LETTER_SIZE);
    }
  return buffer;
}

static PaintAnchor
anchor_above (PaintRect rect,
              guint     index)
{
  return (PaintAnchor){ { rect.x + rect.width / 2, rect.y }, index };
}

/* A row of @n squares in the middle of @row, as large as there is room. */
static PaintRect
squares_place (const PaintNetworkBuild *build,
               PaintRect                row,
               guint                    n)
{
  double side = MIN (row.width / n, MIN (row.height, SQUARE * build->px));

  return (PaintRect){ .x = row.x + (row.width - side * n) / 2,
                      .y = row.y + (row.height - side) / 2,
                      .width = side * n,
                      .height = side };
}

static void
add_square (PaintNetworkBuild *build,
            const PaintTarget *target,
            PaintRect          rect,
            gboolean           active)
{
  double gap = SQUARE_GAP * rect.height / 2;

  paint_scene_square (
      build->scene,
      target,
      paint_rect_inset (&rect, gap),
      (PaintBox){ .fill = active ? PAINT_COLOR_POSITIVE : PAINT_COLOR_TRACK,
                  .radius = SQUARE_RADIUS * rect.height });
}

/* The x of a one-hot letter: a square each, or a mark on one bar. */
static PaintRect
add_one_hot (PaintNetworkBuild *build,
             PaintTarget        target,
             PaintRect          row,
             guint              code)
{
  guint n = build->network->n_in;
  PaintRect all = squares_place (build, row, n);
  PaintRect one = all;

  one.width = all.width / n;
  if (one.width >= SQUARE_LEAST * build->px)
    {
      for (target.column = 0; target.column < n; target.column++)
        {
          one.x = all.x + one.width * target.column;
          add_square (build, &target, one, target.column == code);
        }
      one.x = all.x + one.width * code;
      return one;
    }

  all = row;
  all.height = MIN (row.height, SQUARE_LEAST * build->px);
  all.y += (row.height - all.height) / 2;
  paint_scene_box (
      build->scene, NULL, all, (PaintBox){ .fill = PAINT_COLOR_TRACK });
  one = all;
  one.width = MAX (all.width / n, MARK_LEAST * build->px);
  one.x += (all.width - one.width) * code / MAX (n - 1, 1);
  target.column = code;
  paint_scene_square (
      build->scene, &target, one, (PaintBox){ .fill = PAINT_COLOR_POSITIVE });
  return one;
}

/* The features of a vector as a heat strip. */
static guint
add_vector (PaintNetworkBuild *build,
            const PaintTarget *target,
            PaintRect          row,
            const float       *values,
            guint              n,
            PaintAnchor        anchors[PAINT_NETWORK_MAX_ANCHORS])
{
  PaintRect all = squares_place (build, row, n);

  paint_scene_heat (build->scene,
                    target,
                    all,
                    (PaintHeat){ .values = values,
                                 .rows = 1,
                                 .columns = n,
                                 .limit = build->limit,
                                 .across = PAINT_ALONG_COLUMN,
                                 .n_across = n });
  for (guint i = 0; i < n && n <= PAINT_NETWORK_NUMBERED; i++)
    {
      PaintRect one = all;

      one.width /= n;
      one.x += one.width * i;
      anchors[i] = anchor_above (one, i);
    }
  return n <= PAINT_NETWORK_NUMBERED ? n : 0;
}

static guint
add_real (PaintNetworkBuild *build,
          const PaintTarget *target,
          PaintRect          row,
          PaintAnchor        anchors[PAINT_NETWORK_MAX_ANCHORS])
{
  guint n = build->network->n_in;
  g_autofree float *values = g_new0 (float, n);
  double width = MIN (paint_unit_width (build->theme, REAL_NUMBER), row.width);
  guint rows = 1;
  PaintUnit unit;

  if (!input_real (build->frame, target, values))
    return 0;
  if (n > 1)
    return add_vector (
        build,
        target,
        row,
        paint_scene_sample (build->scene, values, n, 1, &rows, &n, 1, n),
        n,
        anchors);

  unit = (PaintUnit){
    .rect = { .x = row.x + (row.width - width) / 2,
              .y = row.y,
              .width = width,
              .height = row.height },
    .value = values[0],
    .limit = build->limit,
    .text_size = REAL_NUMBER,
  };
  if (row.height < paint_unit_height (build->theme, REAL_NUMBER))
    unit.text_size = 0;
  paint_scene_unit (build->scene, target, unit);
  anchors[0] = anchor_above (unit.rect, 0);
  return 1;
}

PaintRow
paint_network_input_row (const PaintNetworkBuild *build)
{
  double number;

  g_return_val_if_fail (build, (PaintRow){ 0 });

  number = paint_unit_height (build->theme, REAL_NUMBER);
  if (build->network->input == RNN_INPUT_REAL)
    return (PaintRow){ .min = number, .wish = number, .max = number };
  return (PaintRow){ .min = ROW_LEAST * build->px,
                     .wish = ROW_WISH * build->px,
                     .max = ROW_MOST * build->px };
}

guint
paint_network_input (PaintNetworkBuild *build,
                     const PaintTarget *place,
                     PaintRect          row,
                     PaintAnchor        anchors[PAINT_NETWORK_MAX_ANCHORS])
{
  PaintTarget target;
  const RnnParameter *embedding;
  guint code;

  g_return_val_if_fail (build && place && anchors, 0);

  target = (PaintTarget){ .kind = PAINT_TARGET_INPUT,
                          .sample = place->sample,
                          .t = place->t };
  if (row.width <= 0 || row.height <= 0)
    return 0;
  if (build->network->input == RNN_INPUT_REAL)
    return add_real (build, &target, row, anchors);
  if (!input_code (build->frame, place, &code))
    return 0;
  if (build->network->input == RNN_INPUT_ONE_HOT)
    {
      anchors[0] = anchor_above (add_one_hot (build, target, row, code), code);
      return 1;
    }

  embedding = rnn_network_find (build->network, RNN_PARAMETER_EMBEDDING, 0);
  return add_vector (build,
                     &target,
                     row,
                     build->frame->parameters + embedding->offset
                         + (gsize) code * embedding->columns,
                     embedding->columns,
                     anchors);
}

PaintRow
paint_network_letter_row (const PaintNetworkBuild *build)
{
  const PaintTextStyle least = { .size = LETTER_LEAST, .bold = TRUE };
  const PaintTextStyle wish = { .size = PAINT_SIZE_LETTER, .bold = TRUE };

  g_return_val_if_fail (build, (PaintRow){ 0 });

  return (PaintRow){ .min = paint_text_height (build->theme, &least),
                     .wish = paint_text_height (build->theme, &wish),
                     .max = LETTER_ROOM
                            * paint_text_height (build->theme, &wish) };
}

void
paint_network_letter (PaintNetworkBuild *build,
                      const PaintTarget *place,
                      PaintRect          row)
{
  PaintTextStyle style = { .size = PAINT_SIZE_LETTER, .bold = TRUE };
  g_autofree char *swapped = NULL;
  char buffer[PAINT_LETTER_SIZE];
  const char *text;

  g_return_if_fail (build && place);

  style.size =
      MIN (style.size,
           style.size * row.height / paint_text_height (build->theme, &style));
  if (style.size <= 0)
    return;
  swapped = paint_touched_letter (build->frame, place);
  style.markup = swapped != NULL;
  text = swapped ? swapped
                 : paint_network_input_text (build->frame, place, buffer);
  paint_scene_label (build->scene,
                     NULL,
                     row,
                     (PaintLabel){ .text = text,
                                   .style = style,
                                   .color = PAINT_COLOR_TEXT,
                                   .align = PAINT_ALIGN_CENTER });
}
