#include "ui/paint/gradient.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/paint/colormap.h"
#include "ui/paint/mark.h"
#include "ui/paint/number.h"
#include "ui/paint/scale.h"
#include "ui/paint/text.h"
#include "ui/paint/walk.h"

/* At text scale 1. */
#define BAR_MOST 40.0
#define RADIUS 2.0
#define GAP 4.0
#define PLOT_LEAST 24.0
#define TICK_PITCH 34.0
/* Of a step's width. */
#define BAR_SHARE 0.7
#define FAINT 0.22
/* The words are left out before they take a larger share of the height. */
#define WORDS_SHARE 0.42
#define SENTENCE_LINES 2
#define DECIMALS 3
/* A logarithmic axis goes so far below the largest bar at most. */
#define DECADES 12.0

static const PaintTextStyle small_style = { .size = PAINT_SIZE_SMALL };
static const PaintTextStyle words_style = { .size = PAINT_SIZE_SMALL,
                                            .markup = TRUE };

typedef struct
{
  const RnnFrame *frame;
  const double   *norms;      /* T */
  guint           n;          /* T */
  guint           layer;
  PaintRect       plot;       /* of the bars; without axis and texts */
  PaintRect       steps;      /* "t = 1" below; height 0: none */
  PaintRect       ratio;      /* height 0: none */
  PaintRect       sentence;   /* height 0: none */
  double          axis;       /* width of the ticks' numbers; 0: none */
  double          pitch;
  gboolean        numbers;    /* one on each bar */
  PaintScale      scale;
  PaintTicks      ticks;
} Chart;

/* The words ---------------------------------------------------------------- */

/* Takes the same room from the foot of @area at every stop of the walk, so that
 * the bars stay in their places while the words change. */
static void
place_words (Chart            *chart,
             PaintRect        *area,
             const PaintTheme *theme)
{
  g_autofree char *sentence = paint_gradient_sentence (chart->frame);
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
  g_autofree char *sentence = paint_gradient_sentence (chart->frame);
  g_autofree char *ratio = paint_gradient_ratio (chart->frame);

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

/* The bars ----------------------------------------------------------------- */

static void
choose_scale (Chart            *chart,
              gboolean          logarithmic,
              const PaintTheme *theme)
{
  double least = INFINITY, most = 0;
  guint n_ticks = (guint) (chart->plot.height
                           / paint_theme_scaled (theme, TICK_PITCH));

  for (guint i = 0; i < chart->n; i++)
    if (isfinite (chart->norms[i]) && chart->norms[i] > 0)
      {
        least = MIN (least, chart->norms[i]);
        most = MAX (most, chart->norms[i]);
      }
  n_ticks = CLAMP (n_ticks, 2, PAINT_MAX_TICKS);
  chart->scale = (PaintScale) { .start = chart->plot.y + chart->plot.height,
                                .end = chart->plot.y,
                                .logarithmic = logarithmic };
  if (logarithmic && most > 0)
    {
      /* The least bar has some height, too. */
      least = MAX (least, most / pow (10, DECADES));
      chart->scale.low = pow (10, ceil (log10 (least)) - 1);
      chart->scale.high = pow (10, ceil (log10 (most)));
      if (chart->scale.high <= chart->scale.low)
        chart->scale.high = 10 * chart->scale.low;
    }
  else
    {
      chart->scale.logarithmic = FALSE;
      chart->scale.high = chart->numbers && most > 0
                            ? most
                            : paint_scale_ceiling (most, n_ticks);
    }
  paint_scale_ticks (&chart->scale, n_ticks, FALSE, &chart->ticks);
}

static const char *
tick_text (const Chart *chart,
           guint        i,
           char         number[PAINT_NUMBER_SIZE])
{
  return paint_number (chart->ticks.values[i], MAX (chart->ticks.decimals, 0),
                       PAINT_NUMBER_PLAIN, number);
}

static double
widest_tick (const Chart      *chart,
             const PaintTheme *theme)
{
  char number[PAINT_NUMBER_SIZE];
  double width = 0;

  for (guint i = 0; i < chart->ticks.n; i++)
    width = MAX (width, paint_text_width (theme, &small_style,
                                          tick_text (chart, i, number)));
  return width;
}

/* Whether every bar's number fits over it. */
static gboolean
numbers_fit (const Chart      *chart,
             const PaintTheme *theme)
{
  char number[PAINT_NUMBER_SIZE];

  for (guint i = 0; i < chart->n; i++)
    if (paint_text_width (theme, &small_style,
                          paint_number (chart->norms[i], DECIMALS,
                                        PAINT_NUMBER_PLAIN, number))
        > chart->pitch)
      return FALSE;
  return TRUE;
}

/* Numbers on the bars, or else an axis beside them, if there is room. */
static void
place_plot (Chart            *chart,
            PaintRect         area,
            gboolean          logarithmic,
            const PaintTheme *theme)
{
  double line = paint_text_height (theme, &small_style);
  double axis;

  chart->steps = area;
  chart->steps.height
    = area.height > 2 * line + paint_theme_scaled (theme, PLOT_LEAST) ? line
                                                                      : 0;
  area.height -= chart->steps.height;
  chart->steps.y = area.y + area.height;
  chart->pitch = area.width / chart->n;
  chart->numbers = chart->steps.height > 0 && numbers_fit (chart, theme);
  area.y += chart->steps.height > 0 ? line : 0;
  area.height -= chart->steps.height > 0 ? line : 0;
  chart->plot = area;
  choose_scale (chart, logarithmic, theme);
  axis = widest_tick (chart, theme) + paint_theme_scaled (theme, GAP);
  if (chart->numbers || chart->steps.height <= 0 || axis > area.width / 2)
    return;

  chart->axis = axis;
  chart->plot.x += axis;
  chart->plot.width -= axis;
  chart->steps.x = chart->plot.x;
  chart->steps.width = chart->plot.width;
  chart->pitch = chart->plot.width / chart->n;
}

static gboolean
chart_init (Chart                   *chart,
            PaintRect                area,
            const PaintGradientData *data,
            const PaintTheme        *theme)
{
  if (!data->frame || !data->frame->trace || area.width < 1 || area.height < 1)
    return FALSE;

  *chart = (Chart) { .frame = data->frame };
  chart->layer = paint_walk_layer (data->frame);
  chart->norms = data->frame->trace->dh_norm[chart->layer];
  chart->n = data->frame->trace->time_steps;
  place_words (chart, &area, theme);
  place_plot (chart, area, data->logarithmic, theme);
  return TRUE;
}

/* All of step @t's width and the bars' height. */
static PaintRect
slot (const Chart *chart,
      guint        t)
{
  return (PaintRect) { chart->plot.x + chart->pitch * (t - 1), chart->plot.y,
                       chart->pitch, chart->plot.height };
}

static void
draw_bar (cairo_t          *cr,
          const Chart      *chart,
          guint             t,
          const PaintTheme *theme)
{
  PaintRect bar = slot (chart, t);
  double value = chart->norms[t - 1];
  double width = MIN (BAR_SHARE * bar.width,
                      paint_theme_scaled (theme, BAR_MOST));
  gboolean faint = paint_walk_place (chart->frame, RNN_PHASE_BACKWARD,
                                     chart->layer, t)
                   == PAINT_WALK_TO_COME;
  PaintColor color = *paint_theme_color (theme, PAINT_COLOR_GRADIENT_TEXT);
  double top = paint_scale_pixel (&chart->scale, value);
  char number[PAINT_NUMBER_SIZE];

  if (chart->numbers)
    paint_text_at (cr, theme, &small_style,
                   paint_theme_color (theme, faint ? PAINT_COLOR_TEXT_DIM
                                                   : PAINT_COLOR_TEXT),
                   PAINT_ALIGN_CENTER, bar.x + bar.width / 2,
                   top - paint_text_height (theme, &small_style) / 2,
                   paint_number (value, DECIMALS, PAINT_NUMBER_PLAIN, number));
  bar.x += (bar.width - width) / 2;
  bar.width = width;
  if (!isfinite (value))
    {
      cairo_rectangle (cr, bar.x, bar.y, bar.width, bar.height);
      paint_fill_value (cr, theme, PAINT_SCALE_GRADIENT, NAN, 1);
      cairo_new_path (cr);
      return;
    }
  color = paint_color_fade (&color, faint ? FAINT : 1);
  paint_set_source (cr, &color);
  top = MAX (top, bar.y);
  bar.height = MAX (bar.y + bar.height - top, 0);
  bar.y = top;
  paint_rounded (cr, bar, MIN (paint_theme_scaled (theme, RADIUS),
                               MIN (bar.width, bar.height) / 2));
  cairo_fill (cr);
}

/* As many steps' numbers as fit, the last one among them. */
static void
draw_steps (cairo_t          *cr,
            const Chart      *chart,
            const PaintTheme *theme)
{
  gboolean named = chart->pitch
                   > paint_text_width (theme, &small_style, "t = 99");
  g_autofree char *widest = g_strdup_printf ("  %u", chart->n);
  double width = paint_text_width (theme, &small_style, widest);
  guint every = MAX ((guint) ceil (width / chart->pitch), 1);

  for (guint t = 1; t <= chart->n; t++)
    {
      g_autofree char *text = NULL;
      PaintRect place = slot (chart, t);

      if ((chart->n - t) % every != 0 || width > chart->steps.width)
        continue;
      text = g_strdup_printf (named ? "t = %u" : "%u", t);
      place.x += place.width / 2;
      paint_text_at (cr, theme, &small_style,
                     paint_theme_color (theme, PAINT_COLOR_TEXT_DIM),
                     PAINT_ALIGN_CENTER,
                     CLAMP (place.x, chart->steps.x + width / 2,
                            chart->steps.x + chart->steps.width - width / 2),
                     chart->steps.y + chart->steps.height / 2, text);
    }
}

static void
draw_axis (cairo_t          *cr,
           const Chart      *chart,
           const PaintTheme *theme)
{
  char number[PAINT_NUMBER_SIZE];
  double gap = paint_theme_scaled (theme, GAP);

  for (guint i = 0; chart->axis > 0 && i < chart->ticks.n; i++)
    {
      double y = paint_scale_pixel (&chart->scale, chart->ticks.values[i]);

      paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_GRID));
      cairo_rectangle (cr, chart->plot.x, round (y) - 1, chart->plot.width, 1);
      cairo_fill (cr);
      paint_text_at (cr, theme, &small_style,
                     paint_theme_color (theme, PAINT_COLOR_TEXT_DIM),
                     PAINT_ALIGN_END, chart->plot.x - gap, y,
                     tick_text (chart, i, number));
    }
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
  draw_axis (cr, &chart, theme);
  for (guint t = 1; t <= chart.n; t++)
    draw_bar (cr, &chart, t, theme);
  if (chart.steps.height > 0)
    draw_steps (cr, &chart, theme);
  draw_words (cr, &chart, theme);
  cairo_restore (cr);
}

/* Targets ------------------------------------------------------------------ */

static PaintTarget
target_of (const Chart *chart,
           guint        t)
{
  return (PaintTarget) { .kind = PAINT_TARGET_STATE,
                         .sample = chart->frame->trace->sample,
                         .t = t,
                         .layer = chart->layer };
}

static gboolean
has_target (const RnnFrame    *frame,
            const PaintTarget *target)
{
  return frame && frame->trace && target && target->kind == PAINT_TARGET_STATE
         && target->sample == frame->trace->sample
         && target->layer == paint_walk_layer (frame) && target->t >= 1
         && target->t <= frame->trace->time_steps;
}

PaintTarget
paint_gradient_pick (PaintRect                area,
                     const PaintGradientData *data,
                     const PaintTheme        *theme,
                     double                   x,
                     double                   y)
{
  const PaintTarget nothing = { .kind = PAINT_TARGET_NONE };
  Chart chart;
  guint step;

  g_return_val_if_fail (data && theme, nothing);

  if (!chart_init (&chart, area, data, theme)
      || !paint_rect_contains (&chart.plot, x, y))
    return nothing;
  step = (guint) ((x - chart.plot.x) / chart.pitch);
  return target_of (&chart, MIN (step, chart.n - 1) + 1);
}

PaintRect
paint_gradient_target_rect (PaintRect                area,
                            const PaintGradientData *data,
                            const PaintTheme        *theme,
                            const PaintTarget       *target)
{
  Chart chart;

  g_return_val_if_fail (data && theme && target, (PaintRect) { 0 });

  if (!has_target (data->frame, target)
      || !chart_init (&chart, area, data, theme) || chart.plot.height <= 0)
    return (PaintRect) { 0 };
  return slot (&chart, target->t);
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
  PaintTarget next;
  Chart chart;

  g_return_val_if_fail (data && theme, nothing);

  if (!chart_init (&chart, area, data, theme))
    return nothing;
  if (!has_target (data->frame, target))
    return target_of (&chart, 1);

  next = *target;
  switch (move)
    {
    case PAINT_MOVE_LEFT:
      next.t--;
      break;
    case PAINT_MOVE_RIGHT:
      next.t++;
      break;
    case PAINT_MOVE_FIRST:
      next.t = 1;
      break;
    case PAINT_MOVE_LAST:
      next.t = chart.n;
      break;
    case PAINT_MOVE_UP:
    case PAINT_MOVE_DOWN:
    default:
      return nothing;
    }
  return next.t != target->t && has_target (data->frame, &next) ? next
                                                                : nothing;
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
  if (has_target (data->frame, target))
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
