/* Runs beside the shown one: each has a line of its own look, a name that never
 * lies over the shown curve, and is found by the pointer. */

#include <math.h>
#include <string.h>

#include "ui/paint/curve-geometry.h"

#define WIDTH 400
#define HEIGHT 300
#define MANY 1000000u

static const PaintRect area = { 0, 0, WIDTH, HEIGHT };

/* A loss that falls from @from to @to in @n epochs. */
static RnnSeries *
falling (guint32 n,
         double  from,
         double  to)
{
  RnnSeries *series = rnn_series_new ();

  for (guint32 epoch = 1; epoch <= n; epoch++)
    {
      RnnMetrics row = { .epoch = epoch,
                         .loss = from + (to - from) * (epoch - 1) / (n - 1),
                         .accuracy = 0.5,
                         .validation_loss = NAN,
                         .validation_accuracy = NAN };

      rnn_series_add (series, &row);
    }
  return series;
}

static PaintCurveData
curve_of (const RnnSeries *series)
{
  guint32 n = (guint32) rnn_series_length (series);

  return (PaintCurveData) { .series = series, .epoch = n, .epochs = n };
}

static void
add_ghost (PaintCurveData  *data,
           const RnnSeries *series,
           guint32          from,
           const char      *name)
{
  guint n = data->n_ghosts++;

  data->ghosts[n] = (PaintGhost) { .run = n + 10,
                                   .name = name,
                                   .series = series,
                                   .from = from,
                                   .look = n };
}

static cairo_surface_t *
draw (const PaintCurveData *data,
      const PaintTheme     *theme)
{
  cairo_surface_t *image
    = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (image);

  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_CARD));
  cairo_paint (cr);
  paint_curve (cr, area, data, theme);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  return image;
}

/* Whether @pixel is @color, or between it and the white card, as at the edge of
 * a line. */
static gboolean
is_ink (const unsigned char *pixel,
        const PaintColor    *color)
{
  double lack[] = { 1 - pixel[2] / 255.0, 1 - pixel[1] / 255.0,
                    1 - pixel[0] / 255.0 };
  double full[] = { 1 - color->red, 1 - color->green, 1 - color->blue };
  double share = (lack[0] + lack[1] + lack[2]) / (full[0] + full[1] + full[2]);

  if (share < 0.2 || share > 1.1)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (full); i++)
    if (fabs (lack[i] - share * full[i]) > 0.1)
      return FALSE;
  return TRUE;
}

/* How many pixels of a column of @image around (@x, @y) are ink of @name. */
static guint
count_ink (cairo_surface_t  *image,
           const PaintTheme *theme,
           PaintColorName    name,
           double            x,
           double            y,
           int               reach)
{
  guint n = 0;

  for (int row = MAX ((int) y - reach, 0);
       row <= MIN ((int) y + reach, HEIGHT - 1); row++)
    n += is_ink (cairo_image_surface_get_data (image)
                   + row * cairo_image_surface_get_stride (image) + 4 * (int) x,
                 paint_theme_color (theme, name));
  return n;
}

static void
test_line (void)
{
  g_autoptr (RnnSeries) shown = falling (100, 2.0, 0.1);
  g_autoptr (RnnSeries) other = falling (80, 2.0, 1.2);
  PaintCurveData data = curve_of (shown);
  g_auto (PaintTheme) theme = { 0 };
  PaintCurveGeometry g;
  cairo_surface_t *image;

  paint_theme_init (&theme, FALSE, 1);
  add_ghost (&data, other, 40, "a branch");
  g = paint_curve_geometry (area, &data, &theme);
  image = draw (&data, &theme);
  /* From where it left, and not before. */
  for (guint32 epoch = 5; epoch <= 60; epoch += 5)
    {
      double value = paint_curve_ghost_at (&data.ghosts[0], RNN_MEASURE_LOSS,
                                           epoch);
      guint n = count_ink (image, &theme, PAINT_COLOR_RUN_1,
                           paint_scale_pixel (&g.x, epoch),
                           paint_scale_pixel (&g.y, value), 2);

      if (epoch < 40)
        g_assert_cmpuint (n, ==, 0);
      else
        g_assert_cmpuint (n, >, 0);
    }
  cairo_surface_destroy (image);
}

/* A run that knows more epochs, or larger losses, widens the axes; one that went
 * astray does not squeeze the shown curve. */
static void
test_range (void)
{
  g_autoptr (RnnSeries) shown = falling (50, 2.0, 0.1);
  g_autoptr (RnnSeries) longer = falling (90, 2.4, 0.1);
  g_autoptr (RnnSeries) astray = falling (20, 2.0, 1e6);
  PaintCurveData data = curve_of (shown);
  g_auto (PaintTheme) theme = { 0 };
  PaintCurveGeometry g;

  paint_theme_init (&theme, FALSE, 1);
  add_ghost (&data, longer, 0, "longer");
  g = paint_curve_geometry (area, &data, &theme);
  g_assert_cmpfloat (g.x.high, >=, 90);
  g_assert_cmpfloat (g.y.high, >=, 2.4);
  add_ghost (&data, astray, 0, "astray");
  g = paint_curve_geometry (area, &data, &theme);
  g_assert_cmpfloat (g.y.high, <=, 4);
  g_assert_cmpuint (paint_curve_last_known (&data), ==, 90);
}

static void
test_pick (void)
{
  g_autoptr (RnnSeries) shown = falling (100, 2.0, 0.1);
  g_autoptr (RnnSeries) other = falling (80, 2.0, 1.2);
  PaintCurveData data = curve_of (shown);
  g_auto (PaintTheme) theme = { 0 };
  PaintCurveGeometry g;

  paint_theme_init (&theme, FALSE, 1);
  add_ghost (&data, other, 40, "a branch");
  g = paint_curve_geometry (area, &data, &theme);
  for (guint32 epoch = 45; epoch <= 80; epoch++)
    {
      double x = paint_scale_pixel (&g.x, epoch);
      double there
        = paint_curve_ghost_at (&data.ghosts[0], RNN_MEASURE_LOSS, epoch);
      double here = paint_curve_at (&data, RNN_MEASURE_LOSS, epoch);
      PaintTarget target = paint_curve_pick (
        area, &data, &theme, x, paint_scale_pixel (&g.y, there) + 1);
      g_autofree char *sentence = paint_curve_describe (&data, &target);

      g_assert_cmpint (target.kind, ==, PAINT_TARGET_EPOCH);
      g_assert_cmpuint (target.run, ==, 10);
      g_assert_cmpuint (target.epoch, ==, epoch);
      g_assert_true (g_str_has_prefix (sentence, "a branch, epoch "));

      target = paint_curve_pick (area, &data, &theme, x,
                                 paint_scale_pixel (&g.y, here));
      g_assert_cmpuint (target.run, ==, 0);
      g_assert_cmpuint (target.epoch, ==, epoch);
    }
}

/* The keyboard goes along the run that is marked, within what it knows. */
static void
test_move (void)
{
  g_autoptr (RnnSeries) shown = falling (100, 2.0, 0.1);
  g_autoptr (RnnSeries) other = falling (80, 2.0, 1.2);
  PaintCurveData data = curve_of (shown);
  PaintTarget target = { .kind = PAINT_TARGET_EPOCH, .epoch = 79, .run = 10 };
  g_auto (PaintTheme) theme = { 0 };

  paint_theme_init (&theme, FALSE, 1);
  add_ghost (&data, other, 40, "a branch");
  target = paint_curve_move (area, &data, &theme, &target, PAINT_MOVE_RIGHT);
  g_assert_cmpuint (target.epoch, ==, 80);
  g_assert_cmpuint (target.run, ==, 10);
  target = paint_curve_move (area, &data, &theme, &target, PAINT_MOVE_RIGHT);
  g_assert_cmpint (target.kind, ==, PAINT_TARGET_NONE);

  /* A run that was deleted is no target. */
  target = (PaintTarget) { .kind = PAINT_TARGET_EPOCH, .epoch = 3, .run = 99 };
  g_assert_cmpfloat (paint_curve_target_rect (area, &data, &theme,
                                              &target).width, ==, 0);
}

static void
test_words (void)
{
  g_autoptr (RnnSeries) shown = falling (100, 2.0, 0.1);
  PaintCurveData data = curve_of (shown);
  g_autofree char *alone = paint_curve_describe (&data, NULL);
  g_autofree char *sentence = NULL;

  add_ghost (&data, shown, 0, "First run");
  add_ghost (&data, shown, 3, "lr 0.05 from epoch 3");
  sentence = paint_curve_describe (&data, NULL);
  g_assert_null (strstr (alone, "beside"));
  g_assert_true (g_str_has_suffix (
    sentence, "beside it: First run, lr 0.05 from epoch 3"));
}

/* With any number of names the shown curve is as it is without them. */
static void
test_names (void)
{
  static const double ends[] = { 0.1, 0.8, 1.5, 1.9 };
  g_autoptr (RnnSeries) shown = falling (100, 2.0, 0.4);
  RnnSeries *others[RNN_MAX_RUNS - 1];
  g_auto (PaintTheme) theme = { 0 };
  PaintCurveData data = curve_of (shown);

  paint_theme_init (&theme, FALSE, 1);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      PaintCurveGeometry g;
      cairo_surface_t *image;

      others[i] = falling (100 - 3 * i, 2.0, ends[i % G_N_ELEMENTS (ends)]);
      add_ghost (&data, others[i], 20 + 2 * i,
                 i % 2 ? "lr 0.05 from epoch 38"
                       : "A name as long as a teacher may type one");
      g = paint_curve_geometry (area, &data, &theme);
      image = draw (&data, &theme);
      for (guint32 epoch = 1; epoch < 97; epoch++)
        g_assert_cmpuint (
          count_ink (image, &theme, PAINT_COLOR_LOSS,
                     paint_scale_pixel (&g.x, epoch),
                     paint_scale_pixel (&g.y, paint_curve_at (
                                                &data, RNN_MEASURE_LOSS,
                                                epoch)), 1), >=, 1);
      cairo_surface_destroy (image);
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    rnn_series_free (others[i]);
}

static gboolean
same_look (const PaintLook *a,
           const PaintLook *b)
{
  return a->color == b->color && a->n_dashes == b->n_dashes
         && memcmp (a->dashes, b->dashes, sizeof a->dashes) == 0;
}

static void
test_looks (void)
{
  for (guint i = 0; i < RNN_MAX_RUNS; i++)
    for (guint j = 0; j < i; j++)
      {
        PaintLook a = paint_look (i), b = paint_look (j);

        g_assert_false (same_look (&a, &b));
      }
}

/* Fifteen runs of a million epochs each are drawn as bands, with their
 * dashes. */
static void
test_many (void)
{
  g_autoptr (RnnSeries) shown = falling (MANY, 2.0, 0.1);
  g_autoptr (RnnSeries) other = falling (MANY, 2.0, 1.5);
  PaintCurveData data = curve_of (shown);
  g_auto (PaintTheme) theme = { 0 };
  PaintCurveGeometry g;
  cairo_surface_t *image;
  guint inked = 0;

  paint_theme_init (&theme, FALSE, 1);
  for (guint i = 0; i < RNN_MAX_RUNS - 1; i++)
    add_ghost (&data, i == 5 ? other : shown, 0, "many");
  g = paint_curve_geometry (area, &data, &theme);
  image = draw (&data, &theme);
  for (int i = 100; i < 200; i++)
    {
      double x = g.plot.x + i;
      double value = rnn_series_value (other, RNN_MEASURE_LOSS,
                                       (gsize) paint_scale_value (&g.x, x));

      inked += count_ink (image, &theme, paint_look (5).color, x,
                          paint_scale_pixel (&g.y, value), 1) > 0;
    }
  g_assert_cmpuint (inked, >, 50);
  g_assert_cmpuint (inked, <, 90);
  cairo_surface_destroy (image);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paint/ghosts/line", test_line);
  g_test_add_func ("/paint/ghosts/range", test_range);
  g_test_add_func ("/paint/ghosts/pick", test_pick);
  g_test_add_func ("/paint/ghosts/move", test_move);
  g_test_add_func ("/paint/ghosts/words", test_words);
  g_test_add_func ("/paint/ghosts/names", test_names);
  g_test_add_func ("/paint/ghosts/looks", test_looks);
  g_test_add_func ("/paint/ghosts/many", test_many);
  return g_test_run ();
}
