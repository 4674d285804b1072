#include "ui/paint/step-bars.h"

#include <math.h>

#include "ui/paint/colormap.h"
#include "ui/paint/number.h"
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
/* Numbers of steps are so far apart, in widths of the widest. */
#define LABEL_PITCH 1.3
#define DECIMALS 3
/* A logarithmic axis goes so far below the largest bar at most: about as far as
 * a float goes below 1. */
#define DECADES 46.0

static const PaintTextStyle small_style = { .size = PAINT_SIZE_SMALL };

static void
choose_scale (PaintStepBars    *bars,
              gboolean          logarithmic,
              double            above,
              const PaintTheme *theme)
{
  double least = INFINITY, most = 0;
  guint n_ticks = (guint) (bars->plot.height
                           / paint_theme_scaled (theme, TICK_PITCH));

  for (guint i = 0; i < bars->n; i++)
    if (isfinite (bars->norms[i]) && bars->norms[i] > 0)
      {
        least = MIN (least, bars->norms[i]);
        most = MAX (most, bars->norms[i]);
      }
  n_ticks = CLAMP (n_ticks, 2, PAINT_MAX_TICKS);
  bars->scale = (PaintScale) { .start = bars->plot.y + bars->plot.height,
                                .end = bars->plot.y,
                                .logarithmic = logarithmic };
  if (logarithmic && most > 0)
    {
      /* The least bar has some height, too. */
      least = MAX (least, most / pow (10, DECADES));
      bars->scale.low = pow (10, ceil (log10 (least)) - 1);
      bars->scale.high = pow (10, ceil (log10 (most) + above));
      if (bars->scale.high <= bars->scale.low)
        bars->scale.high = 10 * bars->scale.low;
    }
  else
    {
      bars->scale.logarithmic = FALSE;
      bars->scale.high = bars->numbers && most > 0
                            ? most
                            : paint_scale_ceiling (most, n_ticks);
    }
  paint_scale_ticks (&bars->scale, n_ticks, FALSE, &bars->ticks);
}

static const char *
tick_text (const PaintStepBars *bars,
           guint                i,
           char                 number[PAINT_NUMBER_SIZE])
{
  return paint_number (bars->ticks.values[i], MAX (bars->ticks.decimals, 0),
                       PAINT_NUMBER_PLAIN, number);
}

static double
widest_tick (const PaintStepBars *bars,
             const PaintTheme    *theme)
{
  char number[PAINT_NUMBER_SIZE];
  double width = 0;

  for (guint i = 0; i < bars->ticks.n; i++)
    width = MAX (width, paint_text_width (theme, &small_style,
                                          tick_text (bars, i, number)));
  return width;
}

/* Whether every bar's number fits over it. */
static gboolean
numbers_fit (const PaintStepBars *bars,
             const PaintTheme    *theme)
{
  char number[PAINT_NUMBER_SIZE];

  for (guint i = 0; i < bars->n; i++)
    if (paint_text_width (theme, &small_style,
                          paint_number (bars->norms[i], DECIMALS,
                                        PAINT_NUMBER_PLAIN, number))
        > bars->pitch)
      return FALSE;
  return TRUE;
}

/* Numbers on the bars, or else an axis beside them, if there is room. */
static void
place_plot (PaintStepBars    *bars,
            PaintRect         area,
            gboolean          logarithmic,
            double            above,
            const PaintTheme *theme)
{
  double line = paint_text_height (theme, &small_style);
  double axis;

  bars->steps = area;
  bars->steps.height
    = area.height > 2 * line + paint_theme_scaled (theme, PLOT_LEAST) ? line
                                                                      : 0;
  area.height -= bars->steps.height;
  bars->steps.y = area.y + area.height;
  bars->pitch = area.width / bars->n;
  bars->numbers = bars->steps.height > 0 && numbers_fit (bars, theme);
  area.y += bars->steps.height > 0 ? line : 0;
  area.height -= bars->steps.height > 0 ? line : 0;
  bars->plot = area;
  choose_scale (bars, logarithmic, above, theme);
  axis = widest_tick (bars, theme) + paint_theme_scaled (theme, GAP);
  if (bars->numbers || bars->steps.height <= 0 || axis > area.width / 2)
    return;

  bars->axis = axis;
  bars->plot.x += axis;
  bars->plot.width -= axis;
  bars->steps.x = bars->plot.x;
  bars->steps.width = bars->plot.width;
  bars->pitch = bars->plot.width / bars->n;
}

void
paint_step_bars_layout (PaintStepBars    *bars,
                        PaintRect         area,
                        const RnnFrame   *frame,
                        gboolean          logarithmic,
                        double            above,
                        const PaintTheme *theme)
{
  g_return_if_fail (bars && frame && frame->trace && theme);

  *bars = (PaintStepBars) { .frame = frame };
  bars->layer = paint_walk_layer (frame);
  bars->norms = frame->trace->dh_norm[bars->layer];
  bars->n = frame->trace->time_steps;
  place_plot (bars, area, logarithmic, above, theme);
}

PaintRect
paint_step_bars_slot (const PaintStepBars *bars,
                      guint                t)
{
  g_return_val_if_fail (bars, (PaintRect) { 0 });

  return (PaintRect) { bars->plot.x + bars->pitch * (t - 1), bars->plot.y,
                       bars->pitch, bars->plot.height };
}

/* Over the bar that ends at @top, and over any line that runs through there. */
static void
write_number (cairo_t             *cr,
              const PaintStepBars *bars,
              guint                t,
              double               top,
              const PaintTheme    *theme)
{
  gboolean faint = !paint_step_bars_reached (bars->frame, t);
  PaintRect slot = paint_step_bars_slot (bars, t);
  double height = paint_text_height (theme, &small_style);
  char number[PAINT_NUMBER_SIZE];
  double width;

  paint_number (bars->norms[t - 1], DECIMALS, PAINT_NUMBER_PLAIN, number);
  width = paint_text_width (theme, &small_style, number);
  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_CARD));
  cairo_rectangle (cr, slot.x + (slot.width - width) / 2, top - height, width,
                   height);
  cairo_fill (cr);
  paint_text_at (cr, theme, &small_style,
                 paint_theme_color (theme, faint ? PAINT_COLOR_TEXT_DIM
                                                 : PAINT_COLOR_TEXT),
                 PAINT_ALIGN_CENTER, slot.x + slot.width / 2, top - height / 2,
                 number);
}

static void
draw_bar (cairo_t             *cr,
          const PaintStepBars *bars,
          guint                t,
          const PaintTheme    *theme)
{
  PaintRect bar = paint_step_bars_slot (bars, t);
  double value = bars->norms[t - 1];
  double width = MIN (BAR_SHARE * bar.width,
                      paint_theme_scaled (theme, BAR_MOST));
  gboolean faint = !paint_step_bars_reached (bars->frame, t);
  PaintColor color = *paint_theme_color (theme, PAINT_COLOR_GRADIENT_TEXT);
  double top = paint_scale_pixel (&bars->scale, value);

  if (bars->numbers)
    write_number (cr, bars, t, top, theme);
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
draw_steps (cairo_t             *cr,
            const PaintStepBars *bars,
            const PaintTheme    *theme)
{
  gboolean named = bars->pitch
                   > paint_text_width (theme, &small_style, "t = 99");
  g_autofree char *widest = g_strdup_printf ("  %u", bars->n);
  double width = paint_text_width (theme, &small_style, widest);
  /* The last one may have to make way to the left. */
  guint every = MAX ((guint) ceil (LABEL_PITCH * width / bars->pitch), 1);

  for (guint t = 1; t <= bars->n; t++)
    {
      g_autofree char *text = NULL;
      PaintRect place = paint_step_bars_slot (bars, t);

      if ((bars->n - t) % every != 0 || width > bars->steps.width)
        continue;
      text = g_strdup_printf (named ? "t = %u" : "%u", t);
      place.x += place.width / 2;
      paint_text_at (cr, theme, &small_style,
                     paint_theme_color (theme, PAINT_COLOR_TEXT_DIM),
                     PAINT_ALIGN_CENTER,
                     CLAMP (place.x, bars->steps.x + width / 2,
                            bars->steps.x + bars->steps.width - width / 2),
                     bars->steps.y + bars->steps.height / 2, text);
    }
}

static void
draw_axis (cairo_t             *cr,
           const PaintStepBars *bars,
           const PaintTheme    *theme)
{
  char number[PAINT_NUMBER_SIZE];
  double gap = paint_theme_scaled (theme, GAP);

  for (guint i = 0; bars->axis > 0 && i < bars->ticks.n; i++)
    {
      double y = paint_scale_pixel (&bars->scale, bars->ticks.values[i]);

      paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_GRID));
      cairo_rectangle (cr, bars->plot.x, round (y) - 1, bars->plot.width, 1);
      cairo_fill (cr);
      paint_text_at (cr, theme, &small_style,
                     paint_theme_color (theme, PAINT_COLOR_TEXT_DIM),
                     PAINT_ALIGN_END, bars->plot.x - gap, y,
                     tick_text (bars, i, number));
    }
}

void
paint_step_bars (cairo_t             *cr,
                 const PaintStepBars *bars,
                 const PaintTheme    *theme)
{
  g_return_if_fail (cr && bars && theme);

  draw_axis (cr, bars, theme);
  for (guint t = 1; t <= bars->n; t++)
    draw_bar (cr, bars, t, theme);
  if (bars->steps.height > 0)
    draw_steps (cr, bars, theme);
}

gboolean
paint_step_bars_reached (const RnnFrame *frame,
                         guint           t)
{
  g_return_val_if_fail (frame, FALSE);

  return paint_walk_place (frame, RNN_PHASE_BACKWARD, paint_walk_layer (frame),
                           t) != PAINT_WALK_TO_COME;
}

/* Targets ------------------------------------------------------------------ */

static PaintTarget
target_of (const RnnFrame *frame,
           guint           t)
{
  return (PaintTarget) { .kind = PAINT_TARGET_STATE,
                         .sample = frame->trace->sample,
                         .t = t,
                         .layer = paint_walk_layer (frame) };
}

PaintTarget
paint_step_bars_pick (const PaintStepBars *bars,
                      double               x,
                      double               y)
{
  const PaintTarget nothing = { .kind = PAINT_TARGET_NONE };
  guint step;

  g_return_val_if_fail (bars, nothing);

  if (!paint_rect_contains (&bars->plot, x, y))
    return nothing;
  step = (guint) ((x - bars->plot.x) / bars->pitch);
  return target_of (bars->frame, MIN (step, bars->n - 1) + 1);
}

gboolean
paint_step_bars_has (const RnnFrame    *frame,
                     const PaintTarget *target)
{
  return frame && frame->trace && target && target->kind == PAINT_TARGET_STATE
         && target->sample == frame->trace->sample
         && target->layer == paint_walk_layer (frame) && target->t >= 1
         && target->t <= frame->trace->time_steps;
}

PaintTarget
paint_step_bars_move (const RnnFrame    *frame,
                      const PaintTarget *target,
                      PaintMove          move)
{
  const PaintTarget nothing = { .kind = PAINT_TARGET_NONE };
  PaintTarget next;

  g_return_val_if_fail (frame && frame->trace, nothing);

  if (!paint_step_bars_has (frame, target))
    return target_of (frame, 1);

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
      next.t = frame->trace->time_steps;
      break;
    case PAINT_MOVE_UP:
    case PAINT_MOVE_DOWN:
    default:
      return nothing;
    }
  return next.t != target->t && paint_step_bars_has (frame, &next) ? next
                                                                   : nothing;
}
