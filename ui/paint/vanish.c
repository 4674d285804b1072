#include "ui/paint/vanish.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/paint/gradient.h"
#include "ui/paint/mark.h"
#include "ui/paint/spectrum.h"
#include "ui/paint/step-ways.h"
#include "ui/paint/text.h"
#include "ui/paint/walk.h"

/* At text scale 1. */
#define GAP 6.0
#define LINE_WIDTH 1.75
#define DASH 4.0
/* What the picture has besides bars, and from which sizes on. */
#define LEAST_PLOT 60.0
#define LEAST_CIRCLE 56.0
#define LARGEST_CIRCLE 150.0
#define CIRCLE_SHARE 0.28     /* of the height, below the bars */
#define SENTENCE_LINES 2
#define WIDE 420.0            /* circle and words beside the bars */
#define WIDE_SHARE 0.38
#define WIDE_ASPECT 1.3
/* The line may rise this many decades above the bars. */
#define MOST_ABOVE 6.0

static const PaintTextStyle words_style = { .size = PAINT_SIZE_SMALL,
                                            .markup = TRUE };
static const PaintTextStyle small_style = { .size = PAINT_SIZE_SMALL };
static const PaintTextStyle bold_style = { .size = PAINT_SIZE_SMALL,
                                           .bold = TRUE };

typedef struct
{
  const RnnFrame     *frame;
  const RnnFlowLayer *flow;   /* NULL: not known */
  guint               layer;
  guint               units;
  PaintStepBars       bars;
  PaintRect           key;    /* what bars and line are; height 0: none */
  PaintRect           ways;   /* from step to step; height 0: none */
  PaintRect           sentence;
  PaintRect           circle; /* height 0: none */
  PaintRect           reason; /* height 0: none */
} Chart;

static gboolean
has_eigenvalues (const Chart *chart)
{
  return chart->flow && chart->flow->eigenvalues;
}

static gboolean
has_factors (const Chart *chart)
{
  return chart->flow && chart->flow->factors == RNN_FLOW_KNOWN
         && chart->bars.n > 1;
}

/* Layout ------------------------------------------------------------------- */

/* How far the line rises above the largest bar, in decades. */
static double
decades_above (const RnnFrame     *frame,
               const RnnFlowLayer *flow,
               guint               layer)
{
  const double *norms = frame->trace->dh_norm[layer];
  guint n = frame->trace->time_steps;
  double line = 0, bar = -INFINITY;

  if (!flow || flow->factors != RNN_FLOW_KNOWN)
    return 0;
  for (guint t = 1; t <= n; t++)
    {
      if (isfinite (flow->log10_product[t - 1]))
        line = MAX (line, flow->log10_product[t - 1]);
      if (isfinite (norms[t - 1]))
        bar = MAX (bar, log10 (norms[t - 1]));
    }
  line += log10 (norms[n - 1]) - bar;
  return isfinite (line) ? CLAMP (line, 0, MOST_ABOVE) : 0;
}

/* The room of the sentence, the same at every stop of the walk, so that nothing
 * moves while the words change. */
static double
sentence_height (const Chart      *chart,
                 double            width,
                 const PaintTheme *theme)
{
  g_autofree char *sentence = paint_gradient_sentence (chart->frame);
  double line = ceil (paint_text_height (theme, &words_style));

  return MAX (ceil (paint_text_wrapped_height (theme, &words_style, width,
                                               G_MAXINT16, sentence)),
              SENTENCE_LINES * line);
}

/* Circle and reason beside each other at the foot of @area, which is cut off. */
static void
place_foot (Chart            *chart,
            PaintRect        *area,
            const PaintTheme *theme)
{
  double gap = paint_theme_scaled (theme, GAP);
  double side = CLAMP (CIRCLE_SHARE * area->height,
                       paint_theme_scaled (theme, LEAST_CIRCLE),
                       paint_theme_scaled (theme, LARGEST_CIRCLE));
  double line = ceil (paint_text_height (theme, &words_style));
  double sentence = sentence_height (chart, area->width, theme);
  double left = area->height - paint_theme_scaled (theme, LEAST_PLOT)
                - 2 * line - gap;
  PaintRect foot = *area;

  if (left < sentence)
    return;
  if (left >= sentence + side + gap)
    {
      foot.height = side;
      foot.y = area->y + area->height - side;
      area->height -= side + gap;
      chart->circle = chart->reason = foot;
      chart->circle.width = has_eigenvalues (chart) ? side : 0;
      chart->reason.x += chart->circle.width > 0 ? side + gap : 0;
      chart->reason.width -= chart->reason.x - foot.x;
    }
  chart->sentence = *area;
  chart->sentence.height = sentence;
  chart->sentence.y = area->y + area->height - sentence;
  area->height -= sentence + gap;
}

/* All that beside the bars, at the right. */
static void
place_side (Chart            *chart,
            PaintRect        *area,
            const PaintTheme *theme)
{
  double gap = paint_theme_scaled (theme, GAP);
  double line = ceil (paint_text_height (theme, &words_style));
  PaintRect side = *area;
  double sentence, words, square;

  side.width = floor (WIDE_SHARE * area->width);
  side.x = area->x + area->width - side.width;
  area->width -= side.width + 3 * gap;
  sentence = sentence_height (chart, side.width, theme);
  words = MIN (sentence + SENTENCE_LINES * line + gap, area->height);
  square = MAX (MIN (side.width, side.height - words - gap), 0);

  chart->circle = side;
  chart->circle.height = has_eigenvalues (chart) ? square : 0;
  side.y += chart->circle.height > 0 ? chart->circle.height + gap : 0;
  chart->sentence = chart->reason = side;
  chart->sentence.height = sentence;
  chart->reason.y += chart->sentence.height + gap;
  chart->reason.height
    = area->y + area->height - chart->reason.y;
}

/* Bars with what is over and under them. */
static void
place_bars (Chart            *chart,
            PaintRect         area,
            const PaintTheme *theme)
{
  double line = ceil (paint_text_height (theme, &small_style));
  double above = decades_above (chart->frame, chart->flow, chart->layer);
  double strip;

  paint_step_bars_layout (&chart->bars, area, chart->frame, TRUE, above,
                          theme);
  if (!has_factors (chart))
    return;

  strip = paint_step_ways_height (&chart->bars, chart->flow, theme);
  if (area.height
      < strip + 2 * line + paint_theme_scaled (theme, LEAST_PLOT / 2))
    return;

  chart->ways = area;
  chart->ways.height = strip;
  chart->ways.y = area.y + area.height - strip;
  area.height -= strip;
  if (area.height >= 3 * line + paint_theme_scaled (theme, LEAST_PLOT))
    {
      chart->key = area;
      chart->key.height = line;
      area.y += line;
      area.height -= line;
    }
  paint_step_bars_layout (&chart->bars, area, chart->frame, TRUE, above,
                          theme);
}

static gboolean
chart_init (Chart                 *chart,
            PaintRect              area,
            const PaintVanishData *data,
            const PaintTheme      *theme)
{
  const RnnFrame *frame = data->frame;

  if (!frame || !frame->trace || area.width < 1 || area.height < 1)
    return FALSE;

  *chart = (Chart) { .frame = frame, .layer = paint_walk_layer (frame) };
  chart->flow = frame->flow ? &frame->flow->layers[chart->layer] : NULL;
  chart->units = frame->network.units[chart->layer];
  if (area.width >= paint_theme_scaled (theme, WIDE)
      && area.width >= WIDE_ASPECT * area.height)
    place_side (chart, &area, theme);
  else
    place_foot (chart, &area, theme);
  place_bars (chart, area, theme);
  return TRUE;
}

/* The product -------------------------------------------------------------- */

static void
set_dashes (cairo_t          *cr,
            const PaintTheme *theme)
{
  double dash = paint_theme_scaled (theme, DASH);

  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_TEXT));
  cairo_set_line_width (cr, paint_theme_scaled (theme, LINE_WIDTH));
  cairo_set_dash (cr, (double[]) { dash, dash / 2 }, 2, 0);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
}

/* The last step's norm times the product: no bar that only comes from there is
 * higher.  In logarithms, since it may be out of all range. */
static void
draw_product (cairo_t          *cr,
              const Chart      *chart,
              const PaintTheme *theme)
{
  const PaintStepBars *bars = &chart->bars;
  const PaintScale *scale = &bars->scale;
  double last = log10 (bars->norms[bars->n - 1]);
  double low = log10 (scale->low), high = log10 (scale->high);

  if (!has_factors (chart) || !scale->logarithmic || !isfinite (last))
    return;
  cairo_save (cr);
  cairo_rectangle (cr, bars->plot.x, bars->plot.y, bars->plot.width,
                   bars->plot.height);
  cairo_clip (cr);
  for (guint t = bars->n; t >= 1 && paint_step_bars_reached (chart->frame, t);
       t--)
    {
      double value = last + chart->flow->log10_product[t - 1];
      double place = (value - low) / (high - low);

      if (isnan (value))
        break;
      cairo_line_to (cr, bars->plot.x + bars->pitch * (t - 0.5),
                     scale->start
                       + CLAMP (place, -1, 2) * (scale->end - scale->start));
    }
  set_dashes (cr, theme);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* "‖∂L/∂h‖  - - at most": what the bars are, and the line. */
static void
draw_key (cairo_t          *cr,
          const Chart      *chart,
          const PaintTheme *theme)
{
  /* Translators: what the dashed line is, in as few words as possible. */
  const char *const lines[] = { _("product of the factors"),
                                _("factors’ product") };
  double gap = paint_theme_scaled (theme, GAP);
  double dash = paint_theme_scaled (theme, 4 * DASH);
  double y = chart->key.y + chart->key.height / 2, x = chart->key.x;
  double right = x + chart->key.width;

  if (chart->key.height <= 0)
    return;
  x += gap
       + paint_text_at (cr, theme, &bold_style,
                        paint_theme_color (theme, PAINT_COLOR_GRADIENT_TEXT),
                        PAINT_ALIGN_START, x, y, "‖∂L/∂h‖");
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      if (x + 2 * gap + dash + paint_text_width (theme, &small_style, lines[i])
          > right)
        continue;
      cairo_save (cr);
      set_dashes (cr, theme);
      cairo_move_to (cr, x + gap, y);
      cairo_line_to (cr, x + gap + dash, y);
      cairo_stroke (cr);
      cairo_restore (cr);
      paint_text_at (cr, theme, &small_style,
                     paint_theme_color (theme, PAINT_COLOR_TEXT),
                     PAINT_ALIGN_START, x + 2 * gap + dash, y, lines[i]);
      return;
    }
}

static void
draw_words (cairo_t          *cr,
            const Chart      *chart,
            const PaintTheme *theme)
{
  g_autofree char *sentence = paint_gradient_sentence (chart->frame);
  g_autofree char *reason = paint_vanish_reason (chart->frame);

  if (chart->sentence.height > 0)
    paint_text_wrapped (cr, theme, &words_style,
                        paint_theme_color (theme, PAINT_COLOR_TEXT),
                        chart->sentence, sentence);
  if (chart->reason.height > 0 && reason)
    paint_text_wrapped (cr, theme, &words_style,
                        paint_theme_color (theme, PAINT_COLOR_TEXT),
                        chart->reason, reason);
}

void
paint_vanish (cairo_t               *cr,
              PaintRect              area,
              const PaintVanishData *data,
              const PaintTheme      *theme)
{
  Chart chart;

  g_return_if_fail (cr && data && theme);

  if (!chart_init (&chart, area, data, theme))
    return;
  cairo_save (cr);
  cairo_rectangle (cr, area.x, area.y, area.width, area.height);
  cairo_clip (cr);
  draw_key (cr, &chart, theme);
  draw_product (cr, &chart, theme);
  paint_step_bars (cr, &chart.bars, theme);
  if (chart.ways.height > 0)
    paint_step_ways (cr, chart.ways, &chart.bars, chart.flow, theme);
  if (chart.circle.height > 0 && chart.circle.width > 0)
    paint_spectrum (cr, chart.circle, chart.flow->eigenvalues, chart.units,
                    theme);
  draw_words (cr, &chart, theme);
  cairo_restore (cr);
}

/* Targets ------------------------------------------------------------------ */

static gboolean
shows_circle (const Chart *chart)
{
  return has_eigenvalues (chart) && chart->circle.height > 0
         && chart->circle.width > 0;
}

static PaintTarget
eigenvalue_target (const Chart *chart,
                   guint        i)
{
  return (PaintTarget) { .kind = PAINT_TARGET_EIGENVALUE,
                         .layer = chart->layer, .row = i };
}

static gboolean
has_eigenvalue (const Chart       *chart,
                const PaintTarget *target)
{
  return target && target->kind == PAINT_TARGET_EIGENVALUE
         && shows_circle (chart) && target->layer == chart->layer
         && target->row < chart->units;
}

PaintTarget
paint_vanish_pick (PaintRect              area,
                   const PaintVanishData *data,
                   const PaintTheme      *theme,
                   double                 x,
                   double                 y)
{
  const PaintTarget nothing = { .kind = PAINT_TARGET_NONE };
  Chart chart;
  guint i;

  g_return_val_if_fail (data && theme, nothing);

  if (!chart_init (&chart, area, data, theme))
    return nothing;
  if (shows_circle (&chart))
    {
      i = paint_spectrum_pick (chart.circle, chart.flow->eigenvalues,
                               chart.units, theme, x, y);
      if (i < chart.units)
        return eigenvalue_target (&chart, i);
    }
  return paint_step_bars_pick (&chart.bars, x, y);
}

PaintRect
paint_vanish_target_rect (PaintRect              area,
                          const PaintVanishData *data,
                          const PaintTheme      *theme,
                          const PaintTarget     *target)
{
  Chart chart;

  g_return_val_if_fail (data && theme && target, (PaintRect) { 0 });

  if (!chart_init (&chart, area, data, theme))
    return (PaintRect) { 0 };
  if (has_eigenvalue (&chart, target))
    return paint_spectrum_rect (chart.circle, chart.flow->eigenvalues,
                                chart.units, target->row, theme);
  if (!paint_step_bars_has (data->frame, target)
      || chart.bars.plot.height <= 0)
    return (PaintRect) { 0 };
  return paint_step_bars_slot (&chart.bars, target->t);
}

void
paint_vanish_highlight (cairo_t               *cr,
                        PaintRect              area,
                        const PaintVanishData *data,
                        const PaintTheme      *theme,
                        const PaintTarget     *target,
                        gboolean               selected)
{
  g_return_if_fail (cr && data && theme && target);

  paint_mark (cr, paint_vanish_target_rect (area, data, theme, target), theme,
              selected);
}

/* From one eigenvalue to the next by size, and up to the steps. */
static PaintTarget
move_in_circle (const Chart       *chart,
                const PaintTarget *target,
                PaintMove          move)
{
  const PaintTarget nothing = { .kind = PAINT_TARGET_NONE };
  guint last = chart->units - 1;

  switch (move)
    {
    case PAINT_MOVE_LEFT:
      return target->row > 0 ? eigenvalue_target (chart, target->row - 1)
                             : nothing;
    case PAINT_MOVE_RIGHT:
      return target->row < last ? eigenvalue_target (chart, target->row + 1)
                                : nothing;
    case PAINT_MOVE_FIRST:
      return target->row > 0 ? eigenvalue_target (chart, 0) : nothing;
    case PAINT_MOVE_LAST:
      return target->row < last ? eigenvalue_target (chart, last) : nothing;
    case PAINT_MOVE_UP:
      return paint_step_bars_move (chart->frame, NULL, move);
    case PAINT_MOVE_DOWN:
    default:
      return nothing;
    }
}

PaintTarget
paint_vanish_move (PaintRect              area,
                   const PaintVanishData *data,
                   const PaintTheme      *theme,
                   const PaintTarget     *target,
                   PaintMove              move)
{
  const PaintTarget nothing = { .kind = PAINT_TARGET_NONE };
  Chart chart;

  g_return_val_if_fail (data && theme, nothing);

  if (!chart_init (&chart, area, data, theme))
    return nothing;
  if (has_eigenvalue (&chart, target))
    return move_in_circle (&chart, target, move);
  if (move == PAINT_MOVE_DOWN && paint_step_bars_has (data->frame, target)
      && shows_circle (&chart))
    return eigenvalue_target (&chart, 0);
  return paint_step_bars_move (data->frame, target, move);
}
