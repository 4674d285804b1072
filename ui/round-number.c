#include "ui/round-number.h"

#include <math.h>

#define SHARE_STEPS 10

/* How near a number counts as being on a rung. */
#define SLACK 1e-9

double
unroll_round_number_step (double   value,
                          gboolean up)
{
  static const double rungs[] = { 0.5, 1, 2, 5, 10 };
  double power, mantissa;

  g_return_val_if_fail (value > 0, value);

  power = pow (10, floor (log10 (value) + SLACK));
  mantissa = value / power;

  if (up)
    {
      for (guint i = 0; i < G_N_ELEMENTS (rungs); i++)
        if (rungs[i] > mantissa * (1 + SLACK))
          return rungs[i] * power;
    }
  else
    {
      for (guint i = G_N_ELEMENTS (rungs); i-- > 0;)
        if (rungs[i] < mantissa * (1 - SLACK))
          return rungs[i] * power;
    }

  return value;
}

double
unroll_share_step (double   share,
                   gboolean up)
{
  double steps = share * SHARE_STEPS;

  return (up ? floor (steps + 1 + SLACK) : ceil (steps - 1 - SLACK))
         / SHARE_STEPS;
}
