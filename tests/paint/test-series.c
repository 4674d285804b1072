/* A range of a series is what looking at every row would give. */

#include <math.h>

#include "ui/paint/series.h"

#define MANY 1000000u

static RnnMetrics
row (guint32 epoch,
     double  loss)
{
  return (RnnMetrics) { .epoch = epoch,
                        .loss = loss,
                        .accuracy = 1 / (1 + fabs (loss)),
                        .validation_loss = NAN,
                        .validation_accuracy = NAN };
}

static double
noise (GRand *random)
{
  double value = g_rand_double (random);

  return value < 0.05 ? NAN : value < 0.06 ? INFINITY : 1 / value;
}

static gboolean
plain_range (const PaintSeries *series,
             gsize              first,
             gsize              end,
             double            *least,
             double            *greatest)
{
  *least = INFINITY;
  *greatest = -INFINITY;
  for (gsize i = first; i < MIN (end, paint_series_length (series)); i++)
    {
      double value = paint_series_value (series, PAINT_LOSS, i);

      if (isfinite (value))
        {
          *least = MIN (*least, value);
          *greatest = MAX (*greatest, value);
        }
    }
  return *least <= *greatest;
}

static void
check_ranges (const PaintSeries *series,
              GRand             *random,
              int                n)
{
  gsize length = paint_series_length (series);

  for (int i = 0; i < n; i++)
    {
      gsize first = (gsize) g_rand_int_range (random, 0, (gint32) length + 2);
      gsize end = (gsize) g_rand_int_range (random, 0, (gint32) length + 2);
      double least, greatest, plain_least, plain_greatest;
      gboolean found
        = paint_series_range (series, PAINT_LOSS, first, end, &least, &greatest);

      g_assert_cmpint (found, ==, plain_range (series, first, end, &plain_least,
                                               &plain_greatest));
      if (found)
        {
          g_assert_cmpfloat (least, ==, plain_least);
          g_assert_cmpfloat (greatest, ==, plain_greatest);
        }
    }
}

static void
append (PaintSeries *series,
        GRand       *random,
        gsize        n)
{
  gsize length = paint_series_length (series);

  for (gsize i = 0; i < n; i++)
    {
      RnnMetrics metrics = row ((guint32) (length + i + 1), noise (random));

      paint_series_update (series, length + i, &metrics, 1);
    }
}

/* Grown, cut back (to nothing too) and grown again, by every odd length. */
static void
test_ranges (void)
{
  g_autoptr (PaintSeries) series = paint_series_new ();
  GRand *random = g_rand_new_with_seed (7);
  static const gsize lengths[] = { 1,   15,  16, 17,  255, 256, 257, 5,
                                   300, 0,   1,  4097, 40, 272, 5000 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      gsize length = paint_series_length (series);

      if (lengths[i] < length)
        paint_series_update (series, lengths[i], NULL, 0);
      else
        append (series, random, lengths[i] - length);
      g_assert_cmpuint (paint_series_length (series), ==, lengths[i]);
      check_ranges (series, random, 300);
    }
  g_rand_free (random);
}

static void
test_replace (void)
{
  g_autoptr (PaintSeries) series = paint_series_new ();
  const RnnMetrics first[] = { row (1, 3), row (2, 9), row (3, 1) };
  const RnnMetrics second[] = { row (2, 2) };
  double least, greatest;

  paint_series_update (series, 0, first, G_N_ELEMENTS (first));
  paint_series_update (series, 1, second, G_N_ELEMENTS (second));
  g_assert_cmpuint (paint_series_length (series), ==, 2);
  g_assert_true (paint_series_range (series, PAINT_LOSS, 0, G_MAXSIZE, &least,
                                     &greatest));
  g_assert_cmpfloat (least, ==, 2);
  g_assert_cmpfloat (greatest, ==, 3);
  g_assert_false (paint_series_range (series, PAINT_VALIDATION_LOSS, 0, 2,
                                      &least, &greatest));
  g_assert_true (isnan (paint_series_value (series, PAINT_LOSS, 2)));
}

static void
test_million (void)
{
  g_autoptr (PaintSeries) series = paint_series_new ();
  GRand *random = g_rand_new_with_seed (3);
  double least, greatest;

  append (series, random, MANY);
  check_ranges (series, random, 20);
  g_test_timer_start ();
  for (gsize i = 0; i < MANY / 100; i++)
    paint_series_range (series, PAINT_LOSS, i, MANY - i, &least, &greatest);
  /* Looking at every row would take a hundred times as long. */
  g_assert_cmpfloat (g_test_timer_elapsed (), <, 2);
  g_rand_free (random);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paint/series/ranges", test_ranges);
  g_test_add_func ("/paint/series/replace", test_replace);
  g_test_add_func ("/paint/series/million", test_million);
  return g_test_run ();
}
