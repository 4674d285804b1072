#include "ui/paint/network-parts.h"

#include <math.h>
#include <string.h>

#include "ui/paint/number.h"
#include "ui/paint/walk.h"

/* At text scale 1. */
#define PITCH_LETTER 11.5
#define PITCH_MOST 32.0
#define PITCH_THIN 2.5
#define PITCH_TOP 16.0
#define BAR_WIDTH 0.8
#define NUMBERS_LEAST 44.0
#define TOP_MOST 24
#define ROOM_FOR_LETTERS 8
/* ∂L/∂logits below the bars, if that leaves enough of them. */
#define DELTA_HEIGHT 7.0
#define DELTA_GAP 2.0
#define DELTA_PART 0.25
/* Around what happens now. */
#define FRAME_MARGIN 3.0
#define FRAME_RADIUS 6.0

static const PaintTextStyle letter_style = { .size = PAINT_SIZE_SMALL };
static const PaintTextStyle target_style = { .size = PAINT_SIZE_SMALL,
                                             .bold = TRUE };
static const PaintTextStyle number_style = { .size = 10.5 };

typedef struct
{
  PaintNetworkBuild *build;
  PaintTarget target; /* of a bar, but for its column */
  PaintRect bars;     /* the numbers above them taken off */
  PaintRect letters;
  double pitch;
  guint n_bars;
  double number_height; /* 0: none */
  const float *y;
  const float *dlogits; /* NULL: none */
  PaintRect deltas;     /* the row for them */
  guint right;          /* the target's class */
  gboolean to_come;
} Output;

double
paint_network_output_width (const PaintNetworkBuild *build)
{
  g_return_val_if_fail (build, 0);

  return build->network->n_classes * PITCH_MOST * build->px;
}

double
paint_network_delta_limit (const RnnFrame *frame)
{
  g_return_val_if_fail (frame && frame->trace, 1);

  return frame->trace->reduction == RNN_LOSS_SUM
             ? 1
             : 1.0 / frame->trace->n_outputs;
}

PaintRect
paint_network_delta_row (const PaintNetworkBuild *build,
                         PaintRect                bars)
{
  double height;

  g_return_val_if_fail (build, bars);

  height = DELTA_HEIGHT * build->px;
  if (!paint_walk_is_on (build->frame) || height > DELTA_PART * bars.height)
    height = 0;
  bars.y += bars.height - height;
  bars.height = height;
  return bars;
}

static PaintRect
bar_rect (const Output *output,
          guint         place)
{
  double room = output->pitch * (1 - BAR_WIDTH) / 2;
  PaintRect rect = output->bars;

  /* Thin bars leave no gaps that would shimmer. */
  if (output->pitch < PITCH_LETTER * output->build->px)
    room = output->pitch > 2 * PITCH_THIN ? 0.5 : 0;
  rect.x += output->pitch * place + room;
  rect.width = output->pitch - 2 * room;
  return rect;
}

static void
add_number (const Output *output,
            PaintRect     bar,
            double        share)
{
  char number[PAINT_NUMBER_SIZE];

  if (output->number_height == 0 || !isfinite (share) || output->to_come)
    return;
  g_snprintf (number, sizeof number, "%.0f", 100 * share);
  bar.y += bar.height * (1 - CLAMP (share, 0, 1)) - output->number_height;
  bar.height = output->number_height;
  paint_scene_label (output->build->scene,
                     NULL,
                     bar,
                     (PaintLabel){ .text = number,
                                   .style = number_style,
                                   .color = PAINT_COLOR_TEXT_DIM,
                                   .align = PAINT_ALIGN_CENTER });
}

/* Its colour alone: the number is told. */
static void
add_delta (const Output      *output,
           const PaintTarget *target,
           PaintRect          bar)
{
  if (!output->dlogits || output->deltas.height <= 0)
    return;
  bar.y = output->deltas.y;
  bar.height = output->deltas.height;
  paint_scene_heat (
      output->build->scene,
      target,
      bar,
      (PaintHeat){ .values = output->dlogits + target->column,
                   .rows = 1,
                   .columns = 1,
                   .limit = paint_network_delta_limit (output->build->frame),
                   .scale = PAINT_SCALE_GRADIENT });
}

static void
add_bar (const Output *output,
         guint         place,
         guint         index)
{
  PaintTarget target = output->target;
  PaintRect rect = bar_rect (output, place);

  target.column = index;
  paint_scene_bar (output->build->scene,
                   &target,
                   rect,
                   (PaintBar){ .share = output->y[index],
                               .color = index == output->right
                                            ? PAINT_COLOR_TARGET
                                            : PAINT_COLOR_BAR });
  add_number (output, rect, output->y[index]);
  add_delta (output, &target, rect);
}

/* Below bar @place, in the middle of it, as wide as @width. */
static void
add_letter (const Output *output,
            guint         place,
            double        width,
            const char   *text,
            gboolean      right)
{
  PaintRect rect = output->letters;
  double middle = output->bars.x + output->pitch * (place + 0.5);

  rect.x = CLAMP (middle - width / 2,
                  output->letters.x,
                  output->letters.x + MAX (output->letters.width - width, 0));
  rect.width = width;
  paint_scene_label (
      output->build->scene,
      NULL,
      rect,
      (PaintLabel){ .text = text,
                    .style = right ? target_style : letter_style,
                    .color = right ? PAINT_COLOR_TARGET : PAINT_COLOR_TEXT,
                    .align = PAINT_ALIGN_CENTER });
}

/* @room is the most that it may take. */
static void
add_class_letter (const Output *output,
                  guint         place,
                  guint         index,
                  double        room)
{
  gboolean right = index == output->right;
  char buffer[PAINT_LETTER_SIZE];
  const char *text =
    paint_letter (output->build->frame->dataset, index, buffer);
  double width = paint_text_width (
    output->build->theme, right ? &target_style : &letter_style, text);

  /* Not wider than it is, or it could not stand below a bar at the edge. */
  add_letter (output, place, MIN (ceil (width) + 1, room), text, right);
}

static void
set_anchor (const Output *output,
            guint         place,
            guint         index,
            PaintAnchor  *anchor)
{
  *anchor = (PaintAnchor){ { output->bars.x + output->pitch * (place + 0.5),
                             output->letters.y + output->letters.height },
                           index };
}

/* One bar for each class, with or without letters. */
static guint
add_all (const Output *output,
         PaintAnchor   anchors[PAINT_NETWORK_MAX_ANCHORS])
{
  gboolean lettered = output->pitch >= PITCH_LETTER * output->build->px;
  gboolean anchored = output->n_bars <= PAINT_NETWORK_MAX_ANCHORS;

  for (guint i = 0; i < output->n_bars; i++)
    {
      add_bar (output, i, i);
      if (lettered)
        add_class_letter (output, i, i, output->pitch);
      if (anchored)
        set_anchor (output, i, i, &anchors[i]);
    }
  if (!lettered)
    add_class_letter (output,
                      output->right,
                      output->right,
                      ROOM_FOR_LETTERS * PITCH_LETTER * output->build->px);
  return anchored ? output->n_bars : 0;
}

/* The @n likeliest classes, likeliest first, or the first ones while that is to
 * come; the target is among them, as the last if need be. */
static void
likeliest (const Output *output,
           guint         n_classes,
           guint         n,
           guint        *best)
{
  guint found = 0;

  for (guint c = 0; c < n_classes; c++)
    {
      guint place = found;

      while (place > 0 && !output->to_come
             && output->y[c] > output->y[best[place - 1]])
        place--;
      if (place >= n)
        continue;
      found = MIN (found + 1, n);
      memmove (
          best + place + 1, best + place, (found - place - 1) * sizeof *best);
      best[place] = c;
    }
  for (guint i = 0; i < n; i++)
    if (best[i] == output->right)
      return;
  best[n - 1] = output->right;
}

/* The likeliest, and one bar for all the others together. */
static guint
add_top (Output     *output,
         guint       n_classes,
         PaintAnchor anchors[PAINT_NETWORK_MAX_ANCHORS])
{
  guint best[TOP_MOST];
  guint n = output->n_bars - 1;
  double rest = 1;

  likeliest (output, n_classes, n, best);
  for (guint i = 0; i < n; i++)
    {
      add_bar (output, i, best[i]);
      add_class_letter (output, i, best[i], output->pitch);
      set_anchor (output, i, best[i], &anchors[i]);
      rest -= output->y[best[i]];
    }
  paint_scene_bar (
      output->build->scene,
      NULL,
      bar_rect (output, n),
      (PaintBar){ .share = MAX (rest, 0), .color = PAINT_COLOR_AXIS });
  add_number (output, bar_rect (output, n), MAX (rest, 0));
  add_letter (output, n, output->pitch, "…", FALSE);
  output->build->top = n;
  return n;
}

/* Chooses how many bars there are, and centres them. */
static void
plan (Output *output)
{
  double px = output->build->px;
  guint n_classes = output->build->network->n_classes;
  double pitch = output->bars.width / n_classes;

  output->n_bars = n_classes;
  if (pitch < PITCH_THIN * px)
    output->n_bars = CLAMP ((guint) (output->bars.width / (PITCH_TOP * px)),
                            2,
                            MIN (TOP_MOST, n_classes));
  output->pitch = MIN (output->bars.width / output->n_bars, PITCH_MOST * px);
  output->bars.x += (output->bars.width - output->pitch * output->n_bars) / 2;
  output->bars.width = output->pitch * output->n_bars;

  if (output->pitch * BAR_WIDTH
          >= paint_text_width (output->build->theme, &number_style, "100")
      && output->bars.height >= NUMBERS_LEAST * px)
    output->number_height =
        paint_text_height (output->build->theme, &number_style);
  output->bars.y += output->number_height;
  output->bars.height -= output->number_height;
  output->deltas = paint_network_delta_row (output->build, output->bars);
  if (output->deltas.height > 0)
    output->bars.height -= output->deltas.height + DELTA_GAP * px;
}

/* What the walk says of this output. */
static void
place_on_walk (Output            *output,
               const PaintTarget *place)
{
  PaintNetworkBuild *build = output->build;
  const RnnTrace *trace = build->frame->trace;
  gsize row;

  output->to_come = paint_network_to_come (build, RNN_PHASE_LOSS, 0, place);
  if (output->to_come || !paint_network_walks (build->frame, place))
    return;
  row = trace->n_outputs > 1 ? place->t - 1 : 0;
  output->dlogits = trace->dlogits + row * build->network->n_classes;
}

/* Lights what happens now. */
static void
add_frame (PaintNetworkBuild *build,
           PaintRect          bars,
           PaintRect          letters)
{
  double margin = FRAME_MARGIN * build->px;
  double right = build->area.x + build->area.width;
  double left = MAX (bars.x - margin, build->area.x);
  double top = MAX (bars.y - margin, build->area.y);

  paint_scene_frame (
      build->scene,
      (PaintRect){ left,
                   top,
                   MIN (bars.x + bars.width + margin, right) - left,
                   letters.y + letters.height - top },
      PAINT_COLOR_ACCENT,
      FRAME_RADIUS * build->px);
}

guint
paint_network_output (PaintNetworkBuild *build,
                      const PaintTarget *place,
                      PaintRect          bars,
                      PaintRect          letters,
                      const float       *y,
                      guint              target,
                      PaintAnchor        anchors[PAINT_NETWORK_MAX_ANCHORS])
{
  Output output = {
    .build = build, .bars = bars, .letters = letters, .y = y, .right = target
  };
  guint n;

  g_return_val_if_fail (build && place && y && anchors, 0);

  if (bars.width <= 0 || bars.height <= 0)
    return 0;
  output.target = (PaintTarget){ .kind = PAINT_TARGET_OUTPUT,
                                 .sample = place->sample,
                                 .t = place->t };
  place_on_walk (&output, place);
  if (paint_network_is_now (build, RNN_PHASE_LOSS, 0, place))
    add_frame (build, bars, letters);
  plan (&output);
  paint_scene_set_to_come (build->scene, output.to_come);
  if (output.n_bars < build->network->n_classes)
    n = add_top (&output, build->network->n_classes, anchors);
  else
    n = add_all (&output, anchors);
  paint_scene_set_to_come (build->scene, FALSE);
  return n;
}
