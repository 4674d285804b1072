/* What the painters cost, one JSON line each: median milliseconds of a picture.
 *
 *   bench-paint [REPEATS]
 *
 * The default experiment's cards at the sizes that they have in a window of
 * 1440 × 900, the whole sheet, the sheet of a large network, and curves of a
 * million epochs; on image surfaces at scale 1 and 2, texts already known. */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/paint/frames.h"
#include "ui/paint/bars.h"
#include "ui/paint/curve.h"
#include "ui/paint/export.h"
#include "ui/paint/follows.h"
#include "ui/paint/formula.h"
#include "ui/paint/network.h"
#include "ui/paint/parameters.h"
#include "ui/paint/sheet.h"
#include "ui/paint/space.h"
#include "ui/paint/states.h"

#define DEFAULT_REPEATS 50
#define MAX_REPEATS 100000
#define MANY 1000000u
#define NOISE 0.3

#define DEFINE_DRAW(painter, Data)                                            \
  static void draw_##painter (cairo_t *cr, PaintRect area,                    \
                              const PaintTheme *theme, gconstpointer data)    \
  {                                                                           \
    paint_##painter (cr, area, (const Data *) data, theme);                   \
  }

DEFINE_DRAW (network, PaintNetworkData)
DEFINE_DRAW (states, PaintStatesData)
DEFINE_DRAW (parameters, PaintParametersData)
DEFINE_DRAW (follows, PaintFollowsData)
DEFINE_DRAW (bars, PaintBarsData)
DEFINE_DRAW (formula, PaintFormulaData)
DEFINE_DRAW (curve, PaintCurveData)
DEFINE_DRAW (sheet, PaintSheetData)
DEFINE_DRAW (space, PaintSpaceData)

static int
compare_doubles (const void *a,
                 const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median_ms (cairo_surface_t  *image,
           PaintRect         area,
           const PaintTheme *theme,
           PaintDraw         draw,
           gconstpointer     data,
           guint             repeats)
{
  g_autofree double *times = g_new (double, repeats);

  for (guint i = 0; i < repeats + 1; i++)
    {
      cairo_t *cr = cairo_create (image);
      gint64 start = g_get_monotonic_time ();

      draw (cr, area, theme, data);
      cairo_surface_flush (image);
      /* The first one lays the texts out. */
      if (i > 0)
        times[i - 1] = (double) (g_get_monotonic_time () - start) / 1000;
      cairo_destroy (cr);
    }
  qsort (times, repeats, sizeof *times, compare_doubles);
  return times[repeats / 2];
}

static void
measure (const char   *name,
         double        width,
         double        height,
         PaintDraw     draw,
         gconstpointer data,
         guint         repeats)
{
  for (int scale = 1; scale <= 2; scale++)
    {
      const PaintRect area = { 0, 0, width, height };
      cairo_surface_t *image = cairo_image_surface_create (
        CAIRO_FORMAT_RGB24, (int) width * scale, (int) height * scale);
      g_auto (PaintTheme) theme = { 0 };

      paint_theme_init (&theme, FALSE, 1);
      theme.scale_factor = scale;
      cairo_surface_set_device_scale (image, scale, scale);
      printf ("{\"painter\": \"%s\", \"width\": %g, \"height\": %g, "
              "\"scale\": %d, \"ms\": %.3f}\n",
              name, width, height, scale,
              median_ms (image, area, &theme, draw, data, repeats));
      cairo_surface_destroy (image);
    }
}

static void
measure_default (guint repeats)
{
  g_autoptr (RnnSeries) series = rnn_series_new ();
  g_autoptr (RnnFrame) frame = test_frame_new_full ("", 62, 100, "c", series);
  const PaintNetworkData network = { .frame = frame };
  const PaintStatesData states = { .frame = frame };
  const PaintParametersData parameters = { .frame = frame };
  const PaintFollowsData follows = { .frame = frame };
  const PaintBarsData bars = { .frame = frame };
  const PaintSheetData sheet = { .frame = frame, .series = series };
  PaintCurveData curve;

  paint_curve_data_init (&curve, PAINT_CURVE_LOSS, frame, series);
  measure ("network", 830, 450, draw_network, &network, repeats);
  measure ("states", 275, 260, draw_states, &states, repeats);
  measure ("parameters", 275, 120, draw_parameters, &parameters, repeats);
  measure ("follows", 195, 270, draw_follows, &follows, repeats);
  measure ("bars", 275, 150, draw_bars, &bars, repeats);
  measure ("curve", 275, 230, draw_curve, &curve, repeats);
  measure ("sheet", 1440, 900, draw_sheet, &sheet, repeats);
}

/* A unit's page in the inspector, with long sums in full. */
static void
measure_formula (const char *name,
                 const char *settings,
                 guint       repeats)
{
  g_autoptr (RnnFrame) frame = test_frame_new (settings, 3);
  const PaintSubject subject = { { RNN_QUANTITY_H, .t = 3, .column = 1 }, 0 };
  const PaintFormulaData data = { frame, &subject, .whole = TRUE };

  measure (name, 320, 215, draw_formula, &data, repeats);
}

static void
measure_formulas (guint repeats)
{
  measure_formula ("inspector", "data.time_steps=4", repeats);
  measure_formula ("inspector of 64 units, 50 steps",
                   "data.text=abcdefghijklmnopqrstuvwxyz network.units=64 "
                   "data.time_steps=50",
                   repeats);
}

/* @settings' states in space: what is computed once a frame, and the picture. */
static void
measure_space (const char *name,
               const char *settings,
               guint       repeats)
{
  g_autoptr (RnnFrame) frame = test_frame_new (settings, 3);
  gint64 start = g_get_monotonic_time ();
  g_autoptr (PaintSpaceModel) model = paint_space_model_new (frame, NULL);
  const PaintSpaceData data = { .model = model,
                                .turn = PAINT_SPACE_TURN,
                                .tilt = PAINT_SPACE_TILT };

  printf ("{\"painter\": \"model of %s\", \"ms\": %.3f}\n", name,
          (double) (g_get_monotonic_time () - start) / 1000);
  measure (name, 275, 260, draw_space, &data, repeats);
}

static void
measure_spaces (guint repeats)
{
  g_autoptr (GString) many = g_string_new ("data.time_steps=50 data.text=");

  for (guint i = 0; i < 300; i++)
    g_string_append_c (many, "abcdefgh"[(i * i + i / 7) % 8]);
  measure_space ("space", "data.time_steps=4", repeats);
  measure_space ("space of 64 units, 50 steps",
                 "data.text=abcdefghijklmnopqrstuvwxyz network.units=64 "
                 "data.time_steps=50",
                 repeats);
  measure_space ("space of 256 samples, 50 steps", many->str, repeats);
}

static void
measure_large (guint repeats)
{
  g_autoptr (RnnSeries) series = rnn_series_new ();
  g_autoptr (RnnFrame) frame = test_frame_new_full (
    "data.text=abcdefghijklmnopqrstuvwxyz network.units=64;64 "
    "data.time_steps=25",
    3, 10, "hello", series);
  const PaintSheetData sheet = { .frame = frame, .series = series };

  measure ("sheet of 2 × 64 units, 25 steps", 1440, 900, draw_sheet, &sheet,
           repeats);
}

/* A falling loss with noise on it, which is what costs. */
static void
measure_million (guint repeats)
{
  g_autoptr (RnnSeries) series = rnn_series_new ();
  GRand *random = g_rand_new_with_seed (1);
  PaintCurveData curve = { .series = series,
                           .epoch = MANY / 3,
                           .epochs = MANY,
                           .best_epoch = MANY / 4,
                           .n_classes = 5 };
  gint64 start;

  start = g_get_monotonic_time ();
  for (guint32 i = 0; i < MANY; i++)
    {
      const RnnMetrics row = { .epoch = i + 1,
                               .loss = 1.6 * exp (-3.0 * i / MANY)
                                       + NOISE * g_rand_double (random),
                               .accuracy = g_rand_double (random),
                               .validation_loss = 1 + g_rand_double (random),
                               .validation_accuracy = NAN };

      rnn_series_add (series, &row);
    }
  printf ("{\"painter\": \"series\", \"rows\": %u, \"ms\": %.3f}\n", MANY,
          (double) (g_get_monotonic_time () - start) / 1000);
  measure ("curve of 1,000,000", 275, 230, draw_curve, &curve, repeats);
  measure ("curve of 1,000,000", 1400, 800, draw_curve, &curve, repeats);
  g_rand_free (random);
}

int
main (int   argc,
      char *argv[])
{
  long repeats = argc > 1 ? strtol (argv[1], NULL, 10) : DEFAULT_REPEATS;

  if (repeats < 1 || repeats > MAX_REPEATS)
    {
      fprintf (stderr, "usage: bench-paint [REPEATS]\n");
      return 2;
    }
  measure_default ((guint) repeats);
  measure_formulas ((guint) repeats);
  measure_spaces ((guint) repeats);
  measure_large ((guint) repeats);
  measure_million ((guint) repeats);
  return 0;
}
