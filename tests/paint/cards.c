/* Draws the cards of many experiments, sizes and themes into PNG files, to be
 * looked at: cards FOLDER [NAME…]. */

#include <stdio.h>

#include "tests/paint/frames.h"
#include "ui/paint/bars.h"
#include "ui/paint/card.h"
#include "ui/paint/curve.h"
#include "ui/paint/follows.h"
#include "ui/paint/gradient.h"
#include "ui/paint/parameters.h"
#include "ui/paint/states.h"
#include "ui/paint/vanish.h"

#define SCALE 2
#define GAP 10.0

typedef struct
{
  const char *name;
  const char *settings;
  guint32     epochs;
  const char *text;
  double      width, height;  /* of each card */
  double      text_scale;
  gboolean    dark;
  PaintParametersMode mode;
} Case;

#define HAN "data.text=天地玄黄宇宙洪荒"
#define ALPHABET "data.text=abcdefghijklmnopqrstuvwxyz"

static const Case cases[] = {
  { "default", "", 62, "c", 306, 317, 1 },
  { "default-dark", "", 62, "c", 306, 317, 1, TRUE },
  { "default-wide", "", 62, "c", 306, 174, 1 },
  { "default-gradients", "", 62, "c", 306, 174, 1, FALSE, 1 },
  { "default-change", "", 62, "c", 306, 174, 1, TRUE, 2 },
  { "default-small", "", 62, "c", 200, 180, 1 },
  { "default-small-200", "", 62, "c", 200, 180, 2 },
  { "default-200", "", 62, "c", 306, 317, 2 },
  { "default-large", "", 62, "c", 700, 600, 1 },
  { "letters-26", ALPHABET, 62, "hello", 306, 317, 1 },
  { "letters-26-large", ALPHABET, 62, "hello", 600, 600, 1, TRUE },
  { "han", HAN, 62, "天", 306, 317, 1 },
  { "units-8", "network.units=8", 62, "c", 306, 317, 1 },
  { "units-64", "network.units=64 " ALPHABET, 62, "c", 306, 317, 1 },
  { "steps-4", "data.time_steps=4 data.validation=0.2", 38, "abcd", 306, 317, 1 },
  { "steps-50", "data.time_steps=50 network.units=64 " ALPHABET, 5, "abcd", 306,
    317, 1, TRUE },
  { "layers", "data.time_steps=3 network.units=3;4;2;3", 38, "ab", 306, 317, 1 },
  { "layers-512", "data.time_steps=3 network.units=512;512;512;512", 1, "ab", 306,
    174, 1 },
  { "embedding", "data.input=embedding data.embedding=4", 62, "c", 306, 317, 1 },
  { "real", "data.input=real network.activation=relu", 62, "c", 306, 317, 1 },
  { "start", "", 0, "c", 306, 317, 1 },
};

static void
draw_cards (cairo_t          *cr,
            const Case       *one,
            const RnnFrame   *frame,
            RnnSeries        *series,
            const PaintTheme *theme)
{
  const PaintStatesData states = { .frame = frame, .first_row = 2 };
  const PaintParametersData parameters = { .frame = frame, .mode = one->mode };
  const PaintFollowsData follows = { .frame = frame };
  const PaintGradientData gradient = { .frame = frame };
  const PaintVanishData vanish = { .frame = frame };
  const PaintBarsData bars = { .frame = frame, .headline = TRUE };
  char value[2][PAINT_NUMBER_SIZE];
  PaintCurveData curves[2];
  PaintCardData card = { .title = "Hidden states" };
  PaintRect area = { GAP, GAP, one->width, one->height };

  paint_curve_data_init (&curves[0], PAINT_CURVE_LOSS, frame, series);
  paint_curve_data_init (&curves[1], PAINT_CURVE_ACCURACY, frame, series);

#define DRAW(painter, data)                                                   \
  G_STMT_START                                                                \
  {                                                                           \
    paint_card (cr, area, &card, theme);                                      \
    painter (cr, paint_card_inside (area, &card, theme), data, theme);        \
    area.x += one->width + GAP;                                               \
  }                                                                           \
  G_STMT_END

  DRAW (paint_states, &states);
  card.title = "Parameters";
  DRAW (paint_parameters, &parameters);
  card.title = "What follows what";
  DRAW (paint_follows, &follows);
  card.title = "Gradient by step";
  DRAW (paint_gradient, &gradient);
  card.title = "Why it vanishes";
  DRAW (paint_vanish, &vanish);
  card.title = "Prediction";
  DRAW (paint_bars, &bars);
  card.title = "Loss";
  card.value = paint_curve_value (&curves[0], value[0]);
  card.value_color = PAINT_COLOR_LOSS;
  DRAW (paint_curve, &curves[0]);
  card.title = "Accuracy";
  card.value = paint_curve_value (&curves[1], value[1]);
  card.value_color = PAINT_COLOR_ACCURACY;
  DRAW (paint_curve, &curves[1]);
#undef DRAW
}

static void
draw_case (const char *folder,
           const Case *one)
{
  g_autoptr (RnnSeries) series = rnn_series_new ();
  g_autoptr (RnnFrame) frame = test_frame_new_full (
    one->settings, one->epochs, one->epochs * 3 / 2, one->text, series);
  g_autofree char *path = g_strdup_printf ("%s/%s.png", folder, one->name);
  g_auto (PaintTheme) theme = { 0 };
  cairo_surface_t *image;
  cairo_t *cr;

  paint_theme_init (&theme, one->dark, one->text_scale);
  theme.scale_factor = SCALE;
  image = cairo_image_surface_create (
    CAIRO_FORMAT_RGB24, (int) (8 * one->width + 9 * GAP) * SCALE,
    (int) (one->height + 2 * GAP) * SCALE);
  cairo_surface_set_device_scale (image, SCALE, SCALE);
  cr = cairo_create (image);
  paint_set_source (cr, paint_theme_color (&theme, PAINT_COLOR_PAGE));
  cairo_paint (cr);
  draw_cards (cr, one, frame, series, &theme);
  cairo_destroy (cr);
  if (cairo_surface_write_to_png (image, path) != CAIRO_STATUS_SUCCESS)
    fprintf (stderr, "cards: %s cannot be written\n", path);
  cairo_surface_destroy (image);
}

int
main (int   argc,
      char *argv[])
{
  if (argc < 2)
    {
      fprintf (stderr, "usage: cards FOLDER [NAME...]\n");
      return 2;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (argc == 2
        || g_strv_contains ((const char *const *) argv + 2, cases[i].name))
      draw_case (argv[1], &cases[i]);
  return 0;
}
