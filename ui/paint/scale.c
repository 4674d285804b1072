#include "ui/paint/scale.h"

#include <float.h>
#include <math.h>

/* A tick may miss its place by so much of the axis: rounding, not a choice. */
#define SLACK 1e-9
#define MAX_DECIMALS 12

static double
place (const PaintScale *scale,
       double            value)
{
  return scale->logarithmic ? log10 (value) : value;
}

double
paint_scale_pixel (const PaintScale *scale,
                   double            value)
{
  double low, high, position;

  g_return_val_if_fail (scale, 0);

  low = place (scale, scale->low);
  high = place (scale, scale->high);
  if (isnan (value) || (scale->logarithmic && value <= 0) || !(high > low))
    return scale->start;
  if (isinf (value))
    return value > 0 ? scale->end : scale->start;

  position = (place (scale, value) - low) / (high - low);
  return scale->start + position * (scale->end - scale->start);
}

double
paint_scale_value (const PaintScale *scale,
                   double            pixel)
{
  double low, high, value;

  g_return_val_if_fail (scale, 0);

  low = place (scale, scale->low);
  high = place (scale, scale->high);
  if (scale->end == scale->start)
    return scale->low;

  value = low
          + (pixel - scale->start) / (scale->end - scale->start) * (high - low);
  return scale->logarithmic ? pow (10, value) : value;
}

/* The least round number not below @least. */
static double
round_up (double        least,
          const double *mantissas,
          gsize         n_mantissas)
{
  double power = pow (10, floor (log10 (least)));

  for (gsize i = 0; i < n_mantissas; i++)
    if (mantissas[i] * power >= least * (1 - SLACK))
      return mantissas[i] * power;
  return 10 * power;
}

static double
nice_step (double   range,
           guint    intervals,
           gboolean whole)
{
  static const double mantissas[] = { 1, 2, 2.5, 5 };
  double step = round_up (range / intervals, mantissas,
                          G_N_ELEMENTS (mantissas));

  /* Below ten, 2.5 is the only one that is no whole number. */
  if (whole && step < 10)
    step = step <= 1 ? 1 : step == 2.5 ? 5 : step;
  return step;
}

static int
decimals_of (double step)
{
  int decimals = 0;

  while (decimals < MAX_DECIMALS
         && fabs (step - round (step)) > SLACK * fabs (step))
    {
      step *= 10;
      decimals++;
    }
  return decimals;
}

/* Ticks at multiples of the step, counted by whole numbers, so that the error
 * of a thousandth does not add up and zero is zero. */
static void
linear_ticks (const PaintScale *scale,
              guint             max_ticks,
              gboolean          whole,
              PaintTicks       *ticks)
{
  double range = scale->high - scale->low;
  guint intervals = max_ticks - 1;
  double step, first, last;

  do
    {
      step = nice_step (range, intervals, whole);
      first = ceil ((scale->low - SLACK * range) / step);
      last = floor ((scale->high + SLACK * range) / step);
    }
  while (last - first >= max_ticks && --intervals > 0);

  for (double i = first; i <= last && ticks->n < max_ticks; i++)
    ticks->values[ticks->n++] = i == 0 ? 0 : i * step;
  ticks->decimals = decimals_of (step);
}

typedef struct
{
  const double *mantissas;
  gsize         n;
  int           stride;       /* decades from one to the next */
} LogPlan;

/* Counts the ticks of @plan and keeps those that fit. */
static guint
log_fill (const PaintScale *scale,
          const LogPlan    *plan,
          guint             max_ticks,
          PaintTicks       *ticks)
{
  int lowest = (int) floor (log10 (scale->low) + SLACK);
  int highest = (int) ceil (log10 (scale->high) - SLACK);
  guint found = 0;

  ticks->n = 0;
  lowest = (int) floor ((double) lowest / plan->stride) * plan->stride;
  for (int decade = lowest; decade <= highest; decade += plan->stride)
    for (gsize i = 0; i < plan->n; i++)
      {
        double value = plan->mantissas[i] * pow (10, decade);

        if (value < scale->low * (1 - SLACK)
            || value > scale->high * (1 + SLACK))
          continue;
        if (found < max_ticks)
          ticks->values[ticks->n++] = value;
        found++;
      }
  return found;
}

static void
log_ticks (const PaintScale *scale,
           guint             max_ticks,
           gboolean          whole,
           PaintTicks       *ticks)
{
  static const double all[] = { 1, 2, 5 };
  LogPlan plan = { .mantissas = all, .n = G_N_ELEMENTS (all), .stride = 1 };

  if (log_fill (scale, &plan, max_ticks, ticks) > max_ticks)
    {
      plan.n = 1;
      while (log_fill (scale, &plan, max_ticks, ticks) > max_ticks)
        plan.stride++;
    }
  /* Within a decade a straight rule may have more to say. */
  if (ticks->n < 2 && scale->high < 10 * scale->low)
    {
      ticks->n = 0;
      linear_ticks (scale, max_ticks, whole, ticks);
      return;
    }
  ticks->decimals = -1;
}

void
paint_scale_ticks (const PaintScale *scale,
                   guint             max_ticks,
                   gboolean          whole,
                   PaintTicks       *ticks)
{
  g_return_if_fail (scale && ticks);
  g_return_if_fail (max_ticks >= 2 && max_ticks <= PAINT_MAX_TICKS);

  *ticks = (PaintTicks) { .n = 0 };
  if (!isfinite (scale->low) || !isfinite (scale->high)
      || !(scale->high - scale->low > DBL_MIN)
      || !isfinite (scale->high - scale->low))
    return;

  if (scale->logarithmic && scale->low > 0)
    log_ticks (scale, max_ticks, whole, ticks);
  else
    linear_ticks (scale, max_ticks, whole, ticks);
}

double
paint_scale_ceiling (double value,
                     guint  max_ticks)
{
  double step;

  g_return_val_if_fail (max_ticks >= 2, value);

  if (!isfinite (value) || value <= DBL_MIN)
    return 1;

  step = nice_step (value, max_ticks - 1, FALSE);
  return step * ceil (value / step - SLACK);
}

double
paint_scale_limit (double value)
{
  static const double mantissas[] = { 1, 2, 5 };

  if (!isfinite (value) || value <= DBL_MIN)
    return 1;
  return round_up (value, mantissas, G_N_ELEMENTS (mantissas));
}
