/* A curve of many rows keeps every extreme, its pointer finds each epoch, and
 * its axes hold what they must. */

#include <math.h>
#include <string.h>

#include "ui/paint/curve-geometry.h"
#include "ui/paint/curve.h"
#include "ui/paint/text.h"

#define MANY 1000000u
#define WIDTH 400
#define HEIGHT 300

static const PaintRect area = { 0, 0, WIDTH, HEIGHT };

static RnnMetrics
row (guint32 epoch,
     double  loss)
{
  return (RnnMetrics) { .epoch = epoch,
                        .loss = loss,
                        .accuracy = 0.5,
                        .validation_loss = NAN,
                        .validation_accuracy = NAN };
}

/* A flat loss of 1 but for one epoch. */
static RnnSeries *
series_with_spike (guint32 n,
                   guint32 spike,
                   double  height)
{
  RnnSeries *series = rnn_series_new ();

  for (guint32 epoch = 1; epoch <= n; epoch++)
    {
      RnnMetrics metrics = row (epoch, epoch == spike ? height : 1);

      rnn_series_add (series, &metrics);
    }
  return series;
}

static PaintCurveData
curve_of (const RnnSeries *series,
          guint32          epoch)
{
  return (PaintCurveData) { .series = series,
                            .epoch = epoch,
                            .epochs = (guint32) rnn_series_length (series) };
}

static cairo_surface_t *
draw (const PaintCurveData *data,
      const PaintTheme     *theme)
{
  cairo_surface_t *image
    = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (image);

  paint_curve (cr, area, data, theme);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  return image;
}

/* Whether one of the pixels around (@x, @y) is of the loss's colour; half
 * covered ones count. */
static gboolean
has_curve_at (cairo_surface_t  *image,
              const PaintTheme *theme,
              double            x,
              double            y)
{
  const PaintColor *color = paint_theme_color (theme, PAINT_COLOR_LOSS);

  for (int dy = -1; dy <= 1; dy++)
    for (int dx = -1; dx <= 1; dx++)
      {
        const unsigned char *pixel
          = cairo_image_surface_get_data (image)
            + ((int) y + dy) * cairo_image_surface_get_stride (image)
            + 4 * ((int) x + dx);
        double alpha = pixel[3] / 255.0;

        if (alpha > 0.3 && fabs (pixel[2] / 255.0 / alpha - color->red) < 0.1
            && fabs (pixel[0] / 255.0 / alpha - color->blue) < 0.1)
          return TRUE;
      }
  return FALSE;
}

static void
check_spike (guint32 n,
             guint32 spike,
             double  height)
{
  RnnSeries *series = series_with_spike (n, spike, height);
  PaintCurveData data = curve_of (series, n);
  g_auto (PaintTheme) theme = { 0 };
  PaintCurveGeometry g;
  cairo_surface_t *image;
  double x;

  paint_theme_init (&theme, FALSE, 1);
  g = paint_curve_geometry (area, &data, &theme);
  image = draw (&data, &theme);
  x = paint_scale_pixel (&g.x, spike);
  g_assert_true (
    has_curve_at (image, &theme, x, paint_scale_pixel (&g.y, height)));
  g_assert_true (has_curve_at (image, &theme, g.plot.x + g.plot.width / 3,
                               paint_scale_pixel (&g.y, 1)));
  g_assert_false (
    has_curve_at (image, &theme, g.plot.x + g.plot.width / 3,
                  paint_scale_pixel (&g.y, (1 + height) / 2)));
  cairo_surface_destroy (image);
  rnn_series_free (series);
}

/* One epoch in a million, up or down, is seen. */
static void
test_extremes (void)
{
  static const guint32 lengths[] = { 40, 1000, 4097, MANY };
  static const double places[] = { 0.2, 0.5003, 0.77, 0.9 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (places); j++)
      {
        guint32 spike = (guint32) (lengths[i] * places[j]);

        check_spike (lengths[i], spike, 1.9);
        check_spike (lengths[i], spike, 0.1);
      }
}

/* What is not finite leaves a gap, and nothing reaches for it. */
static void
test_gap (void)
{
  static const guint32 lengths[] = { 40, 40000 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      guint32 n = lengths[i];
      g_autoptr (RnnSeries) series = rnn_series_new ();
      PaintCurveData data;
      g_auto (PaintTheme) theme = { 0 };
      PaintCurveGeometry g;
      cairo_surface_t *image;
      double y;

      for (guint32 j = 0; j < n; j++)
        {
          gboolean gap = j >= n * 2 / 5 && j < n * 3 / 5;
          RnnMetrics metrics = row (j + 1, gap ? NAN : 1.3);

          rnn_series_add (series, &metrics);
        }
      data = curve_of (series, n);
      paint_theme_init (&theme, FALSE, 1);
      g = paint_curve_geometry (area, &data, &theme);
      image = draw (&data, &theme);
      y = paint_scale_pixel (&g.y, 1.3);
      g_assert_true (has_curve_at (image, &theme, g.plot.x + g.plot.width / 5,
                                   y));
      g_assert_true (
        has_curve_at (image, &theme, g.plot.x + g.plot.width * 4 / 5, y));
      g_assert_false (
        has_curve_at (image, &theme, g.plot.x + g.plot.width / 2, y));
      cairo_surface_destroy (image);
    }
}

/* The axis holds the loss, its validation and what guessing reaches. */
static void
test_range (void)
{
  g_autoptr (RnnSeries) series = rnn_series_new ();
  RnnMetrics metrics = row (1, 0.3);
  PaintCurveData data;
  g_auto (PaintTheme) theme = { 0 };
  PaintCurveGeometry g;

  paint_theme_init (&theme, FALSE, 1);
  metrics.validation_loss = 4.2;
  rnn_series_add (series, &metrics);
  data = curve_of (series, 1);
  data.n_classes = 1000;
  g = paint_curve_geometry (area, &data, &theme);
  g_assert_cmpfloat (g.y.low, ==, 0);
  g_assert_cmpfloat (g.y.high, >=, log (1000));
  data.n_classes = 5;
  g = paint_curve_geometry (area, &data, &theme);
  g_assert_cmpfloat (g.y.high, ==, 5);

  data.logarithmic = TRUE;
  g = paint_curve_geometry (area, &data, &theme);
  g_assert_true (g.y.logarithmic);
  g_assert_cmpfloat (g.y.low, <=, 0.3);
  g_assert_cmpfloat (g.y.low, >, 0.1);
  g_assert_cmpfloat (g.y.high, >=, 4.2);

  data.kind = PAINT_CURVE_ACCURACY;
  g = paint_curve_geometry (area, &data, &theme);
  g_assert_cmpfloat (g.y.high, ==, 1);
  g_assert_false (g.y.logarithmic);
}

/* Beyond the plan the axis grows in steps. */
static void
test_beyond (void)
{
  g_autoptr (RnnSeries) series = series_with_spike (137, 5, 2);
  PaintCurveData data = curve_of (series, 137);
  g_auto (PaintTheme) theme = { 0 };

  paint_theme_init (&theme, FALSE, 1);
  data.epochs = 100;
  g_assert_cmpfloat (paint_curve_geometry (area, &data, &theme).x.high, >, 137);
  data.epochs = 137;
  g_assert_cmpfloat (paint_curve_geometry (area, &data, &theme).x.high, ==,
                     137);
  data.epochs = 1000;
  g_assert_cmpfloat (paint_curve_geometry (area, &data, &theme).x.high, ==,
                     1000);
}

static void
test_pick (void)
{
  g_autoptr (RnnSeries) series = series_with_spike (100, 5, 2);
  PaintCurveData data = curve_of (series, 60);
  g_auto (PaintTheme) theme = { 0 };
  PaintCurveGeometry g;

  paint_theme_init (&theme, FALSE, 1);
  g = paint_curve_geometry (area, &data, &theme);
  for (guint32 epoch = 0; epoch <= 100; epoch++)
    {
      double x = paint_scale_pixel (&g.x, epoch);
      PaintTarget target
        = paint_curve_pick (area, &data, &theme, x, g.plot.y + 20);

      g_assert_cmpint (target.kind, ==, PAINT_TARGET_EPOCH);
      g_assert_cmpuint (target.epoch, ==, epoch);
    }
}

static void
test_words (void)
{
  g_autoptr (RnnSeries) series = series_with_spike (3, 2, 1.25);
  PaintCurveData data = curve_of (series, 2);
  const PaintTarget target = { .kind = PAINT_TARGET_EPOCH, .epoch = 2 };
  g_autofree char *sentence = paint_curve_describe (&data, &target);
  char value[PAINT_NUMBER_SIZE];

  g_assert_nonnull (strstr (sentence, "1.25"));
  g_assert_cmpstr (paint_curve_value (&data, value), ==, "1.250");
  data.epoch = 0;
  g_assert_cmpstr (paint_curve_value (&data, value), ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paint/curve/extremes", test_extremes);
  g_test_add_func ("/paint/curve/gap", test_gap);
  g_test_add_func ("/paint/curve/range", test_range);
  g_test_add_func ("/paint/curve/beyond", test_beyond);
  g_test_add_func ("/paint/curve/pick", test_pick);
  g_test_add_func ("/paint/curve/words", test_words);
  return g_test_run ();
}
