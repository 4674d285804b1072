#include "ui/paint/network-parts.h"

#include <math.h>
#include <string.h>

#include "ui/paint/number.h"

/* At text scale 1. */
#define PITCH_LETTER 11.5
#define PITCH_MOST 32.0
#define PITCH_THIN 2.5
#define PITCH_TOP 16.0
#define BAR_WIDTH 0.8
#define NUMBERS_LEAST 44.0
#define TOP_MOST 24
#define ROOM_FOR_LETTERS 8

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
  guint right; /* the target's class */
} Output;

double
paint_network_output_width (const PaintNetworkBuild *build)
{
  g_return_val_if_fail (build, 0);

  return build->network->n_classes * PITCH_MOST * build->px;
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

  if (output->number_height == 0 || !isfinite (share))
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

static void
add_class_letter (const Output *output,
                  guint         place,
                  guint         index,
                  double        width)
{
  char buffer[PAINT_LETTER_SIZE];

  add_letter (output,
              place,
              width,
              paint_letter (output->build->frame->dataset, index, buffer),
              index == output->right);
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

/* The @n likeliest classes, likeliest first; the target is among them, as the
 * last if need be. */
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

      while (place > 0 && output->y[c] > output->y[best[place - 1]])
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

  g_return_val_if_fail (build && place && y && anchors, 0);

  if (bars.width <= 0 || bars.height <= 0)
    return 0;
  output.target = (PaintTarget){ .kind = PAINT_TARGET_OUTPUT,
                                 .sample = place->sample,
                                 .t = place->t };
  plan (&output);
  if (output.n_bars < build->network->n_classes)
    return add_top (&output, build->network->n_classes, anchors);
  return add_all (&output, anchors);
}
