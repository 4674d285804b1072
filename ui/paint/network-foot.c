#include <glib/gi18n-lib.h>

#include "ui/paint/network-parts.h"
#include "ui/paint/walk.h"

#define GAP 16.0
#define LINE_MOST 1.3
/* Narrower than this no sentence is read with pleasure. */
#define WRAP_LEAST 110.0

static const PaintTextStyle foot_style = { .size = PAINT_SIZE_SMALL };
static const PaintTextStyle note_style = { .size = PAINT_SIZE_BODY,
                                           .markup = TRUE };

void
paint_network_note (PaintNetworkBuild *build,
                    PaintRect          row,
                    const char        *sentence,
                    const char        *brief)
{
  double line, height;
  gboolean fits;

  g_return_if_fail (build && sentence && brief);

  line = paint_text_height (build->theme, &note_style);
  fits = paint_text_width (build->theme, &note_style, sentence) <= row.width;
  height = fits ? line
                : paint_text_wrapped_height (
                    build->theme, &note_style, row.width, G_MAXINT16, sentence);
  if (!fits && height > row.height)
    {
      sentence = brief;
      fits = TRUE;
    }
  if (row.height < line
      || (paint_text_width (build->theme, &note_style, brief) > row.width
          && (fits || row.width < WRAP_LEAST * build->px)))
    return;
  if (fits)
    row.height = MIN (row.height, line * LINE_MOST);
  paint_scene_label (build->scene,
                     NULL,
                     row,
                     (PaintLabel){ .text = sentence,
                                   .style = note_style,
                                   .color = PAINT_COLOR_TEXT_DIM,
                                   .wrapped = !fits });
}

/* What lines are at the end of an update; NULL before. */
static const char *
effect_on_lines (const RnnFrame *frame)
{
  if (!paint_walk_is_on (frame))
    return NULL;
  switch (rnn_walk_stop (&frame->walk, frame->stop).phase)
    {
    case RNN_PHASE_GRADIENT:
      return _ ("lines: each weight's gradient over the batch");
    case RNN_PHASE_CLIP:
      return _ ("lines: each weight's gradient after the clip");
    case RNN_PHASE_UPDATE:
      return _ ("lines: what the update added to each weight");
    case RNN_PHASE_READY:
    case RNN_PHASE_FORWARD:
    case RNN_PHASE_LOSS:
    case RNN_PHASE_BACKWARD:
    default:
      return NULL;
    }
}

/* What lines and bars are, with what the picture leaves out. */
static char *
explanation (const PaintNetworkBuild *build)
{
  const char *lines = _ ("arrows: whole matrices of weights");
  const char *effect = effect_on_lines (build->frame);
  g_autofree char *bars = NULL;

  if (build->lines && effect)
    lines = effect;
  else if (build->few_lines)
    lines = _ ("lines: only the strongest weights");
  else if (build->lines)
    lines = _ ("lines: weights, the thicker the larger");
  if (build->top == 0)
    return g_strdup (lines);
  bars = g_strdup_printf (ngettext ("bars: the likeliest of %u letter",
                                    "bars: the likeliest of %u letters",
                                    build->network->n_classes),
                          build->network->n_classes);
  return g_strconcat (lines, " · ", bars, NULL);
}

static char *
range (const PaintNetworkScroll *scroll)
{
  gsize first = scroll->first + (scroll->steps ? 0 : 1);
  gsize last = first + scroll->n_visible - 1;

  if (scroll->n_visible == 0 || scroll->n_visible >= scroll->n_total)
    return NULL;
  if (scroll->steps && scroll->n_visible == 1)
    return g_strdup_printf (_ ("time step %zu of %zu"), first, scroll->n_total);
  return g_strdup_printf (scroll->steps ? _ ("time steps %zu–%zu of %zu")
                                        : _ ("samples %zu–%zu of %zu"),
                          first,
                          last,
                          scroll->n_total);
}

/* At the right end of @row, which is made shorter by it. */
static void
add_right (PaintNetworkBuild *build,
           PaintRect         *row,
           const char        *text,
           PaintColorName     color)
{
  double width =
      MIN (paint_text_width (build->theme, &foot_style, text) + 1, row->width);
  PaintRect rect = *row;

  rect.x += row->width - width;
  rect.width = width;
  paint_scene_label (build->scene,
                     NULL,
                     rect,
                     (PaintLabel){ .text = text,
                                   .style = foot_style,
                                   .color = color,
                                   .align = PAINT_ALIGN_END });
  row->width = MAX (row->width - width - GAP * build->px, 0);
}

void
paint_network_foot (PaintNetworkBuild *build,
                    PaintRect          row)
{
  g_autofree char *shown = NULL;
  g_autofree char *meaning = NULL;
  double legend;

  g_return_if_fail (build);

  if (row.height <= 0)
    return;
  shown = range (&build->scroll);
  meaning = explanation (build);
  if (shown)
    add_right (build, &row, shown, PAINT_COLOR_TEXT);
  legend = paint_legend_width (build->theme, build->limit);
  if (legend > row.width)
    return;
  paint_scene_legend (build->scene, row, build->limit);
  row.x += legend + GAP * build->px;
  row.width = MAX (row.width - legend - GAP * build->px, 0);
  if (paint_text_width (build->theme, &foot_style, meaning) < row.width)
    paint_scene_label (build->scene,
                       NULL,
                       row,
                       (PaintLabel){ .text = meaning,
                                     .style = foot_style,
                                     .color = PAINT_COLOR_TEXT_DIM });
}
