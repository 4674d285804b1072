#include "ui/speed.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define FASTEST 1000.0
/* The last bit of the slider, so that its end is easy to hit. */
#define FLAT_OUT_PLACE 0.97

double
unroll_speed_from_place (double place)
{
  double speed;

  if (place >= FLAT_OUT_PLACE)
    return 0.0;

  speed = pow (FASTEST, CLAMP (place, 0.0, 1.0) / FLAT_OUT_PLACE);

  /* Whole numbers read better, and nobody sees the difference. */
  return MAX (1.0, round (speed));
}

double
unroll_speed_to_place (double speed)
{
  if (!(speed > 0.0) || speed >= FASTEST)
    return 1.0;

  return FLAT_OUT_PLACE * log (MAX (speed, 1.0)) / log (FASTEST);
}

char *
unroll_speed_describe (double speed)
{
  int whole;

  if (!(speed > 0.0))
    return g_strdup (_("as fast as it goes"));

  whole = (int) round (speed);

  return g_strdup_printf (ngettext ("%d epoch a second", "%d epochs a second",
                                    whole),
                          whole);
}
