/* Ticks are round, within the axis and few enough, for odd ranges too, and the
 * map between values and pixels is one map in both directions. */

#include <float.h>
#include <math.h>

#include "ui/paint/scale.h"

static const double ranges[][2] = {
  { 0, 1 },         { 0, 1.609 },      { 0, 100 },       { 0, 137 },
  { 0, 1e6 },       { 0, 7e-5 },       { -3.7, 12.2 },   { 1e-12, 3e-12 },
  { 5, 5.000001 },  { -1e30, 1e30 },   { 99.5, 100.5 },  { 0, 3 },
  { -0.3, -0.1 },   { 0, 1.0000001 },  { 1e15, 1e15 + 8 },
};

/* 1, 2, 2.5 or 5 times a power of ten. */
static gboolean
is_round (double step)
{
  static const double mantissas[] = { 1, 2, 2.5, 5, 10 };
  double mantissa = step / pow (10, floor (log10 (step) + 1e-9));

  for (gsize i = 0; i < G_N_ELEMENTS (mantissas); i++)
    if (fabs (mantissa - mantissas[i]) < 1e-6 * mantissas[i])
      return TRUE;
  return FALSE;
}

static void
check_ticks (double   low,
             double   high,
             guint    max_ticks,
             gboolean whole)
{
  const PaintScale scale = { .low = low, .high = high, .start = 0, .end = 500 };
  PaintTicks ticks;
  double step;

  paint_scale_ticks (&scale, max_ticks, whole, &ticks);
  g_assert_cmpuint (ticks.n, <=, max_ticks);
  if (!whole && max_ticks > 3)
    g_assert_cmpuint (ticks.n, >=, 2);
  for (guint i = 0; i < ticks.n; i++)
    {
      double slack = (high - low) * 1e-6;

      g_assert_cmpfloat (ticks.values[i], >=, low - slack);
      g_assert_cmpfloat (ticks.values[i], <=, high + slack);
      if (whole)
        g_assert_cmpfloat (ticks.values[i], ==, round (ticks.values[i]));
    }
  if (ticks.n < 2)
    return;

  step = ticks.values[1] - ticks.values[0];
  g_assert_true (is_round (step));
  for (guint i = 2; i < ticks.n; i++)
    g_assert_cmpfloat_with_epsilon (ticks.values[i] - ticks.values[i - 1], step,
                                    step * 1e-6);
  /* Zero is zero, not a rounding error. */
  for (guint i = 0; i < ticks.n; i++)
    if (fabs (ticks.values[i]) < step / 2)
      g_assert_cmpfloat (ticks.values[i], ==, 0);
}

static void
test_linear (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ranges); i++)
    for (guint max_ticks = 2; max_ticks <= PAINT_MAX_TICKS; max_ticks++)
      {
        check_ticks (ranges[i][0], ranges[i][1], max_ticks, FALSE);
        check_ticks (ranges[i][0], ranges[i][1], max_ticks, TRUE);
      }
}

static void
test_known (void)
{
  const PaintScale scale = { .low = 0, .high = 2, .start = 200, .end = 0 };
  const double expected[] = { 0, 0.5, 1, 1.5, 2 };
  PaintTicks ticks;

  paint_scale_ticks (&scale, 6, FALSE, &ticks);
  g_assert_cmpmem (ticks.values, ticks.n * sizeof (double), expected,
                   sizeof expected);
  g_assert_cmpint (ticks.decimals, ==, 1);
}

static void
test_logarithmic (void)
{
  static const double few[][2] = { { 0.01, 10 },
                                   { 1e-9, 1e9 },
                                   { 0.02, 0.05 } };

  for (gsize i = 0; i < G_N_ELEMENTS (few); i++)
    for (guint max_ticks = 2; max_ticks <= PAINT_MAX_TICKS; max_ticks++)
      {
        const PaintScale scale = { .low = few[i][0],
                                   .high = few[i][1],
                                   .end = 300,
                                   .logarithmic = TRUE };
        PaintTicks ticks;

        paint_scale_ticks (&scale, max_ticks, FALSE, &ticks);
        g_assert_cmpuint (ticks.n, <=, max_ticks);
        for (guint j = 0; j < ticks.n; j++)
          {
            g_assert_true (is_round (ticks.values[j])
                           || ticks.decimals >= 0);
            g_assert_cmpfloat (ticks.values[j], >=, scale.low * 0.999);
            g_assert_cmpfloat (ticks.values[j], <=, scale.high * 1.001);
          }
        for (guint j = 1; j < ticks.n; j++)
          g_assert_cmpfloat (ticks.values[j], >, ticks.values[j - 1]);
        g_assert_cmpuint (ticks.n, >=, max_ticks >= 4 ? 2 : 1);
      }
}

/* No range, or none that exists: no tick, and no endless loop. */
static void
test_degenerate (void)
{
  static const double none[][2] = { { 1, 1 },
                                    { 2, 1 },
                                    { 0, INFINITY },
                                    { NAN, 1 },
                                    { -DBL_MAX, DBL_MAX } };

  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    {
      const PaintScale scale = { .low = none[i][0], .high = none[i][1] };
      PaintTicks ticks;

      paint_scale_ticks (&scale, 5, FALSE, &ticks);
      g_assert_cmpuint (ticks.n, ==, 0);
    }
}

static void
test_map (void)
{
  const PaintScale scales[] = {
    { .low = 0, .high = 100, .start = 30, .end = 530 },
    { .low = 0, .high = 2, .start = 200, .end = 10 },
    { .low = 0.001, .high = 10, .start = 200, .end = 10, .logarithmic = TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      const PaintScale *scale = &scales[i];

      g_assert_cmpfloat_with_epsilon (paint_scale_pixel (scale, scale->low),
                                      scale->start, 1e-9);
      g_assert_cmpfloat_with_epsilon (paint_scale_pixel (scale, scale->high),
                                      scale->end, 1e-9);
      for (double pixel = 10; pixel < 530; pixel += 7.3)
        g_assert_cmpfloat_with_epsilon (
          paint_scale_pixel (scale, paint_scale_value (scale, pixel)), pixel,
          1e-6);
    }
  g_assert_cmpfloat (paint_scale_pixel (&scales[1], NAN), ==, 200);
  g_assert_cmpfloat (paint_scale_pixel (&scales[1], INFINITY), ==, 10);
  g_assert_cmpfloat (paint_scale_pixel (&scales[2], 0), ==, 200);
}

static void
test_ceiling (void)
{
  static const double values[] = { 1.7, 1.609, 2, 0.036, 1234, 1e-20, 8.9e37 };

  g_assert_cmpfloat (paint_scale_ceiling (1.7, 6), ==, 2);
  g_assert_cmpfloat (paint_scale_ceiling (0, 6), ==, 1);
  g_assert_cmpfloat (paint_scale_ceiling (NAN, 6), ==, 1);
  g_assert_cmpfloat (paint_scale_limit (1.2), ==, 2);
  g_assert_cmpfloat (paint_scale_limit (1), ==, 1);
  g_assert_cmpfloat (paint_scale_limit (-INFINITY), ==, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      PaintScale scale = { .low = 0 };
      PaintTicks ticks;

      scale.high = paint_scale_ceiling (values[i], 6);
      g_assert_cmpfloat (scale.high, >=, values[i] * (1 - 1e-9));
      g_assert_cmpfloat (scale.high, <=, values[i] * 2.5);
      paint_scale_ticks (&scale, 6, FALSE, &ticks);
      g_assert_cmpfloat_with_epsilon (ticks.values[ticks.n - 1], scale.high,
                                      scale.high * 1e-9);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paint/scale/linear", test_linear);
  g_test_add_func ("/paint/scale/known", test_known);
  g_test_add_func ("/paint/scale/logarithmic", test_logarithmic);
  g_test_add_func ("/paint/scale/degenerate", test_degenerate);
  g_test_add_func ("/paint/scale/map", test_map);
  g_test_add_func ("/paint/scale/ceiling", test_ceiling);
  return g_test_run ();
}
