#include <glib/gi18n-lib.h>

#include "ui/paint/network-parts.h"
#include "ui/paint/number.h"
#include "ui/paint/walk.h"

/* At text scale 1. */
#define BAR_PITCH 26.0
#define WIDTH_MOST 0.42
#define WIDTH_LEAST 90.0
#define GAP 14.0
#define N_LINES 3
#define SHARE_DECIMALS 2
#define NORM_DECIMALS 3

static const PaintTextStyle line_style = { .size = PAINT_SIZE_BODY,
                                           .markup = TRUE };

static gboolean
loss_to_come (const RnnFrame *frame)
{
  return paint_walk_place (frame, RNN_PHASE_LOSS, 0, 0) == PAINT_WALK_TO_COME;
}

/* From what may be left out first to the loss, which is said to the last. */
typedef struct
{
  char *text;
  PaintColorName color;
} Line;

/* Where y comes from, or, once it is there, what of the gradient reaches the
 * last state. */
static Line
first_line (const RnnFrame *frame)
{
  const RnnTrace *trace = frame->trace;
  guint top = frame->network.n_layers - 1, t = trace->time_steps;
  char norm[PAINT_NUMBER_SIZE];

  if (!paint_walk_is_on (frame)
      || paint_walk_place (frame, RNN_PHASE_BACKWARD, top, t)
             == PAINT_WALK_TO_COME)
    return (Line){ g_strdup_printf ("y<sub>%u</sub> = softmax", t),
                   PAINT_COLOR_TEXT_DIM };
  paint_number (
      trace->dh_norm[top][t - 1], NORM_DECIMALS, PAINT_NUMBER_PLAIN, norm);
  return (Line){ g_strdup_printf ("‖∂L/∂h<sub>%u</sub>‖ = %s", t, norm),
                 PAINT_COLOR_GRADIENT_TEXT };
}

static char *
loss_line (const RnnFrame *frame)
{
  const RnnTrace *trace = frame->trace;
  guint last = trace->n_outputs - 1;
  float share =
      trace->y[(gsize) last * frame->network.n_classes + trace->targets[last]];
  char y[PAINT_NUMBER_SIZE], loss[PAINT_NUMBER_SIZE];

  if (loss_to_come (frame))
    /* Translators: y is the probability of the target. */
    return g_strdup (_ ("loss = −log y"));
  paint_number (share, SHARE_DECIMALS, PAINT_NUMBER_PLAIN, y);
  paint_number (trace->nll[last], SHARE_DECIMALS, PAINT_NUMBER_PLAIN, loss);
  /* Translators: the logarithm of the target's probability. */
  return g_strdup_printf (_ ("loss = −log %s = <b>%s</b>"), y, loss);
}

static void
lines_fill (const RnnFrame *frame,
            Line            lines[N_LINES])
{
  const RnnTrace *trace = frame->trace;
  guint target = trace->targets[trace->n_outputs - 1];
  char letter[PAINT_LETTER_SIZE];

  lines[0] = first_line (frame);
  lines[1] = (Line){ g_markup_printf_escaped (
                         _ ("target <b>%s</b>"),
                         paint_letter (frame->dataset, target, letter)),
                     PAINT_COLOR_TARGET };
  lines[2] = (Line){ loss_line (frame), PAINT_COLOR_TEXT };
}

/* Right-aligned before @right; returns where they begin. */
static double
add_lines (PaintNetworkBuild *build,
           PaintRect          room,
           double             right)
{
  Line lines[N_LINES];
  double height = paint_text_height (build->theme, &line_style);
  guint n = MIN ((guint) MAX (room.height / height, 0), N_LINES);
  double left = right;
  PaintTarget loss;
  double pitch = n > 0 ? MIN (room.height / n, 1.5 * height) : 0;

  lines_fill (build->frame, lines);
  loss = (PaintTarget){ PAINT_TARGET_LOSS,
                        .sample = build->frame->trace->sample,
                        .t = build->frame->trace->time_steps };
  for (guint i = 0; i < n; i++)
    {
      const Line *line = &lines[N_LINES - n + i];
      double width = paint_text_width (build->theme, &line_style, line->text);
      PaintRect rect = { right - width - 1,
                         room.y + (room.height - n * pitch) / 2 + i * pitch,
                         width + 1,
                         pitch };

      if (rect.x < room.x)
        continue;
      left = MIN (left, rect.x);
      paint_scene_label (build->scene,
                         line == &lines[N_LINES - 1] ? &loss : NULL,
                         rect,
                         (PaintLabel){ .text = line->text,
                                       .style = line_style,
                                       .color = line->color,
                                       .align = PAINT_ALIGN_END });
    }
  for (guint i = 0; i < N_LINES; i++)
    g_free (lines[i].text);
  return left;
}

/* "δ" before its row. */
static void
add_delta_name (PaintNetworkBuild *build,
                const PaintTarget *place,
                PaintRect          bars)
{
  PaintRect row = paint_network_delta_row (build, bars);
  double line = paint_text_height (build->theme, &line_style);
  double gap = GAP * build->px;

  if (row.height <= 0)
    return;
  paint_scene_set_to_come (
      build->scene, paint_network_to_come (build, RNN_PHASE_LOSS, 0, place));
  paint_scene_label (build->scene,
                     NULL,
                     (PaintRect){ bars.x - gap,
                                  row.y + row.height / 2 - line / 2,
                                  gap - 2 * build->px,
                                  line },
                     (PaintLabel){ .text = "δ",
                                   .style = line_style,
                                   .color = PAINT_COLOR_GRADIENT_TEXT,
                                   .align = PAINT_ALIGN_END });
  paint_scene_set_to_come (build->scene, FALSE);
}

PaintRect
paint_network_last_output (PaintNetworkBuild *build,
                           PaintRect          bars,
                           PaintRect          letters,
                           double             x,
                           PaintAnchor        anchors[PAINT_NETWORK_MAX_ANCHORS],
                           guint             *n_anchors,
                           double            *begin)
{
  const RnnTrace *trace;
  PaintTarget place;
  PaintRect room;
  double width, left;

  g_return_val_if_fail (build && build->frame->trace && n_anchors && begin,
                        bars);

  trace = build->frame->trace;
  place = (PaintTarget){ .sample = trace->sample, .t = trace->time_steps };
  width = MIN (build->network->n_classes * BAR_PITCH * build->px,
               WIDTH_MOST * build->area.width);
  width = MAX (width, MIN (WIDTH_LEAST * build->px, build->area.width / 2));
  left = MIN (x - width / 2, build->area.x + build->area.width - width);
  bars.x = letters.x = MAX (left, build->area.x);
  bars.width = letters.width = width;
  *n_anchors = paint_network_output (
      build, &place, bars, letters, trace->y, trace->targets[0], anchors);

  room = build->area;
  room.y = bars.y;
  room.height = bars.height;
  *begin = add_lines (build, room, bars.x - GAP * build->px);
  add_delta_name (build, &place, bars);
  return bars;
}

void
paint_network_step_target (PaintNetworkBuild *build,
                           guint              t,
                           PaintRect          row)
{
  const RnnTrace *trace;
  guint target;
  float share;
  char letter[PAINT_LETTER_SIZE], percent[PAINT_NUMBER_SIZE] = "";
  g_autofree char *text = NULL;
  PaintTarget loss;

  g_return_if_fail (build && build->frame->trace);
  g_return_if_fail (t >= 1 && t <= build->frame->trace->n_outputs);

  trace = build->frame->trace;
  loss = (PaintTarget){ PAINT_TARGET_LOSS, .sample = trace->sample, .t = t };
  target = trace->targets[t - 1];
  share = trace->y[(gsize) (t - 1) * build->network->n_classes + target];
  paint_letter (build->frame->dataset, target, letter);
  if (!loss_to_come (build->frame))
    paint_number_percent (share, 0, percent);
  text = g_markup_printf_escaped ("→ <b>%s</b> %s", letter, percent);
  if (paint_text_width (build->theme, &line_style, text) > row.width)
    {
      g_free (text);
      text = g_markup_printf_escaped ("<b>%s</b> %s", letter, percent);
    }
  if (paint_text_width (build->theme, &line_style, text) > row.width)
    {
      g_free (text);
      text = g_markup_printf_escaped ("<b>%s</b>", letter);
    }
  paint_scene_label (build->scene,
                     &loss,
                     row,
                     (PaintLabel){ .text = text,
                                   .style = line_style,
                                   .color = PAINT_COLOR_TARGET,
                                   .align = PAINT_ALIGN_CENTER });
}

static char *
mean_loss_line (const RnnFrame *frame)
{
  gboolean sum = frame->spec.loss == RNN_LOSS_SUM;
  char loss[PAINT_NUMBER_SIZE];

  if (loss_to_come (frame))
    return g_strdup (sum ? _ ("loss = sum of −log y")
                         : _ ("loss = mean of −log y"));
  paint_number (frame->trace->loss, SHARE_DECIMALS, PAINT_NUMBER_PLAIN, loss);
  return g_strdup_printf (sum ? _ ("loss = sum of −log y = <b>%s</b>")
                              : _ ("loss = mean of −log y = <b>%s</b>"),
                          loss);
}

void
paint_network_mean_loss (PaintNetworkBuild *build,
                         PaintRect         *row)
{
  g_autofree char *text = NULL;
  PaintTarget all;
  PaintRect rect;
  double width;

  g_return_if_fail (build && build->frame->trace && row);

  all = (PaintTarget){ PAINT_TARGET_LOSS,
                       .sample = build->frame->trace->sample };
  text = mean_loss_line (build->frame);
  width = paint_text_width (build->theme, &line_style, text) + 1;
  if (width > row->width)
    return;
  rect = *row;
  rect.x += rect.width - width;
  rect.width = width;
  paint_scene_label (build->scene,
                     &all,
                     rect,
                     (PaintLabel){ .text = text,
                                   .style = line_style,
                                   .color = PAINT_COLOR_TEXT,
                                   .align = PAINT_ALIGN_END });
  row->width = MAX (row->width - width - GAP * build->px, 0);
}
