#include "ui/paint/gradient.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/paint/mark.h"
#include "ui/paint/number.h"
#include "ui/paint/step-bars.h"
#include "ui/paint/text.h"

/* At text scale 1. */
#define GAP 4.0
/* The words are left out before they take a larger share of the height. */
#define WORDS_SHARE 0.42
#define SENTENCE_LINES 2

static const PaintTextStyle words_style = { .size = PAINT_SIZE_SMALL,
                                            .markup = TRUE };

typedef struct
{
  PaintStepBars bars;
  PaintRect     ratio;        /* height 0: none */
  PaintRect     sentence;     /* height 0: none */
} Chart;

/* The words ---------------------------------------------------------------- */

/* Takes the same room from the foot of @area at every stop of the walk, so that
 * the bars stay in their places while the words change. */
static void
place_words (Chart            *chart,
             PaintRect        *area,
             const RnnFrame   *frame,
             const PaintTheme *theme)
{
  g_autofree char *sentence = paint_gradient_sentence (frame);
  double gap = paint_theme_scaled (theme, GAP);
  double most = WORDS_SHARE * area->height;
  double line = ceil (paint_text_height (theme, &words_style));
  double height = ceil (paint_text_wrapped_height (theme, &words_style,
                                                   area->width, G_MAXINT16,
                                                   sentence));

  height = MAX (height, SENTENCE_LINES * line);
  if (height + gap > most)
    return;
  area->height -= height + gap;
  chart->sentence = (PaintRect) { area->x, area->y + area->height + gap,
                                  area->width, height };
  if (height + line + gap > most)
    return;
  area->height -= line;
  chart->ratio = chart->sentence;
  chart->ratio.y -= line;
  chart->ratio.height = line;
}

static void
draw_words (cairo_t          *cr,
            const Chart      *chart,
            const PaintTheme *theme)
{
  g_autofree char *sentence = paint_gradient_sentence (chart->bars.frame);
  g_autofree char *ratio = paint_gradient_ratio (chart->bars.frame);

  if (chart->sentence.height > 0)
    paint_text_wrapped (cr, theme, &words_style,
                        paint_theme_color (theme, PAINT_COLOR_TEXT),
                        chart->sentence, sentence);
  if (chart->ratio.height > 0 && ratio != NULL
      && paint_text_width (theme, &words_style, ratio) <= chart->ratio.width)
    paint_text_in (cr, theme, &words_style,
                   paint_theme_color (theme, PAINT_COLOR_TEXT_DIM),
                   PAINT_ALIGN_START, chart->ratio, ratio);
}

static gboolean
chart_init (Chart                   *chart,
            PaintRect                area,
            const PaintGradientData *data,
            const PaintTheme        *theme)
{
  if (!data->frame || !data->frame->trace || area.width < 1 || area.height < 1)
    return FALSE;

  *chart = (Chart) { 0 };
  place_words (chart, &area, data->frame, theme);
  paint_step_bars_layout (&chart->bars, area, data->frame, data->logarithmic, 0,
                          theme);
  return TRUE;
}

void
paint_gradient (cairo_t                 *cr,
                PaintRect                area,
                const PaintGradientData *data,
                const PaintTheme        *theme)
{
  Chart chart;

  g_return_if_fail (cr && data && theme);

  if (!chart_init (&chart, area, data, theme))
    return;
  cairo_save (cr);
  cairo_rectangle (cr, area.x, area.y, area.width, area.height);
  cairo_clip (cr);
  paint_step_bars (cr, &chart.bars, theme);
  draw_words (cr, &chart, theme);
  cairo_restore (cr);
}

/* Targets ------------------------------------------------------------------ */

PaintTarget
paint_gradient_pick (PaintRect                area,
                     const PaintGradientData *data,
                     const PaintTheme        *theme,
                     double                   x,
                     double                   y)
{
  const PaintTarget nothing = { .kind = PAINT_TARGET_NONE };
  Chart chart;

  g_return_val_if_fail (data && theme, nothing);

  if (!chart_init (&chart, area, data, theme))
    return nothing;
  return paint_step_bars_pick (&chart.bars, x, y);
}

PaintRect
paint_gradient_target_rect (PaintRect                area,
                            const PaintGradientData *data,
                            const PaintTheme        *theme,
                            const PaintTarget       *target)
{
  Chart chart;

  g_return_val_if_fail (data && theme && target, (PaintRect) { 0 });

  if (!paint_step_bars_has (data->frame, target)
      || !chart_init (&chart, area, data, theme)
      || chart.bars.plot.height <= 0)
    return (PaintRect) { 0 };
  return paint_step_bars_slot (&chart.bars, target->t);
}

void
paint_gradient_highlight (cairo_t                 *cr,
                          PaintRect                area,
                          const PaintGradientData *data,
                          const PaintTheme        *theme,
                          const PaintTarget       *target,
                          gboolean                 selected)
{
  g_return_if_fail (cr && data && theme && target);

  paint_mark (cr, paint_gradient_target_rect (area, data, theme, target), theme,
              selected);
}

PaintTarget
paint_gradient_move (PaintRect                area,
                     const PaintGradientData *data,
                     const PaintTheme        *theme,
                     const PaintTarget       *target,
                     PaintMove                move)
{
  const PaintTarget nothing = { .kind = PAINT_TARGET_NONE };
  Chart chart;

  g_return_val_if_fail (data && theme, nothing);

  if (!chart_init (&chart, area, data, theme))
    return nothing;
  return paint_step_bars_move (data->frame, target, move);
}

char *
paint_gradient_describe (const PaintGradientData *data,
                         const PaintTarget       *target)
{
  char number[PAINT_NUMBER_SIZE];
  g_autofree char *sentence = NULL;

  g_return_val_if_fail (data, NULL);

  if (!data->frame || !data->frame->trace)
    return g_strdup (_("The gradient of each step is not known yet"));
  if (paint_step_bars_has (data->frame, target))
    {
      paint_number_full (data->frame->trace->dh_norm[target->layer]
                                                    [target->t - 1],
                         PAINT_NUMBER_PLAIN, number);
      /* Translators: "‖∂L/∂h‖ at t = 3 is 0.0381906", one time step's. */
      return g_strdup_printf (_("‖∂L/∂h‖ at t = %u is %s"), target->t, number);
    }
  sentence = paint_gradient_sentence (data->frame);
  return g_strdup_printf (_("The size of the gradient at each of %u time steps. "
                            "%s"),
                          data->frame->trace->time_steps, sentence);
}
