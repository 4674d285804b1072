/* Draws the network of many experiments, sizes and themes into PNG files, to be
 * looked at: pictures FOLDER [NAME…]. */

#include <stdio.h>

#include "tests/paint/frames.h"
#include "ui/paint/network.h"

#define SCALE 1

typedef struct
{
  const char *name;
  const char *settings;
  guint32 epochs;
  double width, height;
  double text_scale;
  gboolean dark;
  guint first;
  PaintTarget hovered, selected;
  guint stop; /* of the walk; 0: on none */
} Case;

#define HAN "data.text=天地玄黄宇宙洪荒"
#define ALPHABET "data.text=abcdefghijklmnopqrstuvwxyz"

static const Case cases[] = {
  { "default", "", 62, 820, 430, 1 },
  { "default-dark", "", 62, 820, 430, 1, TRUE },
  { "default-large", "", 62, 1400, 700, 1 },
  { "default-huge", "", 62, 2400, 1400, 2 },
  { "default-small", "", 62, 440, 250, 1 },
  { "default-small-200", "", 62, 420, 260, 2 },
  { "default-200", "", 62, 820, 430, 2 },
  { "default-wide", "", 62, 1000, 280, 1 },
  { "units-8", "network.units=8", 62, 820, 430, 1 },
  { "units-20", "network.units=20", 62, 820, 430, 1, TRUE },
  { "units-64", "network.units=64", 62, 820, 430, 1 },
  { "han", HAN, 62, 820, 430, 1 },
  { "letters-26", ALPHABET, 62, 1000, 430, 1, FALSE, 3 },
  { "embedding", "data.input=embedding data.embedding=4", 62, 820, 430, 1 },
  { "real", "data.input=real", 62, 820, 430, 1 },
  { "relu", "network.activation=relu", 62, 820, 430, 1 },
  { "steps-4",
    "data.time_steps=4 training.learning_rate=0.02",
    38,
    820,
    430,
    1 },
  { "steps-4-dark",
    "data.time_steps=4 training.learning_rate=0.02",
    38,
    820,
    430,
    1,
    TRUE },
  { "steps-4-small", "data.time_steps=4", 38, 420, 260, 1 },
  { "steps-4-200", "data.time_steps=4", 38, 820, 430, 2 },
  { "steps-4-large", "data.time_steps=4", 38, 1400, 800, 1 },
  { "steps-4-all", "data.time_steps=4 data.target=all", 38, 820, 430, 1 },
  { "steps-2-layers", "data.time_steps=4 network.units=3;3", 38, 820, 500, 1 },
  { "steps-4-layers",
    "data.time_steps=3 network.units=3;4;2;3",
    38,
    820,
    600,
    1 },
  { "layers-1-step", "network.units=3;4", 38, 820, 430, 1 },
  { "steps-8-units-8", "data.time_steps=8 network.units=8", 38, 1000, 480, 1 },
  { "steps-6-units-20",
    "data.time_steps=6 network.units=20",
    38,
    1000,
    480,
    1 },
  { "steps-50-units-64",
    "data.time_steps=50 network.units=64 " ALPHABET,
    5,
    1000,
    480,
    1,
    FALSE,
    20 },
  { "steps-50-all",
    "data.time_steps=50 network.units=64 data.target=all " ALPHABET,
    5,
    1000,
    480,
    1,
    TRUE,
    43 },
  { "steps-12", "data.time_steps=12", 38, 820, 430, 1, FALSE, 5 },
  { "marks-samples",
    "",
    62,
    820,
    430,
    1,
    FALSE,
    0,
    { PAINT_TARGET_UNIT, .sample = 2, .t = 1, .column = 1 },
    { PAINT_TARGET_OUTPUT, .sample = 3, .t = 1, .column = 1 } },
  { "marks-steps",
    "data.time_steps=4",
    38,
    820,
    430,
    1,
    TRUE,
    0,
    { PAINT_TARGET_WEIGHT, .t = 3, .parameter = 1, .row = 0, .column = 2 },
    { PAINT_TARGET_UNIT, .t = 3, .column = 2 } },
  { "marks-step",
    "data.time_steps=12",
    38,
    820,
    430,
    1,
    FALSE,
    0,
    { PAINT_TARGET_STEP, .t = 2 },
    { PAINT_TARGET_STATE, .t = 3 } },
  /* On the walk through an update. */
  { "walk-1",
    "data.time_steps=4 training.learning_rate=0.02",
    38,
    820,
    430,
    1,
    .stop = 1 },
  { "walk-3",
    "data.time_steps=4 training.learning_rate=0.02",
    38,
    820,
    430,
    1,
    .stop = 3 },
  { "walk-5",
    "data.time_steps=4 training.learning_rate=0.02",
    38,
    820,
    430,
    1,
    .stop = 5 },
  { "walk-6",
    "data.time_steps=4 training.learning_rate=0.02",
    38,
    820,
    430,
    1,
    .stop = 6 },
  { "walk-7",
    "data.time_steps=4 training.learning_rate=0.02",
    38,
    820,
    430,
    1,
    .stop = 7 },
  { "walk-9",
    "data.time_steps=4 training.learning_rate=0.02",
    38,
    820,
    430,
    1,
    .stop = 9 },
  { "walk-10",
    "data.time_steps=4 training.learning_rate=0.02",
    38,
    820,
    430,
    1,
    .stop = 10 },
  { "walk-11",
    "data.time_steps=4 training.learning_rate=0.02",
    38,
    820,
    430,
    1,
    .stop = 11 },
  { "walk-7-dark",
    "data.time_steps=4 training.learning_rate=0.02",
    38,
    820,
    430,
    1,
    TRUE,
    .stop = 7 },
  { "walk-7-small",
    "data.time_steps=4 training.learning_rate=0.02",
    38,
    440,
    250,
    1,
    .stop = 7 },
  { "walk-9-large",
    "data.time_steps=4 training.learning_rate=0.02",
    38,
    1400,
    800,
    1,
    .stop = 9 },
  { "walk-all-3",
    "data.time_steps=4 data.target=all",
    38,
    820,
    430,
    1,
    .stop = 3 },
  { "walk-all-8",
    "data.time_steps=4 data.target=all",
    38,
    820,
    430,
    1,
    .stop = 8 },
  { "walk-layers",
    "data.time_steps=4 network.units=3;3",
    38,
    820,
    500,
    1,
    .stop = 13 },
  { "walk-layers-4",
    "data.time_steps=4 network.units=3;3",
    38,
    820,
    500,
    1,
    .stop = 4 },
  { "walk-dots",
    "data.time_steps=6 network.units=20",
    38,
    1000,
    480,
    1,
    .stop = 10 },
  { "walk-strips",
    "data.time_steps=50 network.units=64 " ALPHABET,
    5,
    1000,
    480,
    1,
    FALSE,
    20,
    .stop = 76 },
  { "walk-strips-25",
    "data.time_steps=50 network.units=64 " ALPHABET,
    5,
    1000,
    480,
    1,
    FALSE,
    20,
    .stop = 25 },
  { "walk-one-1", "", 62, 820, 430, 1, .stop = 1 },
  { "walk-one-2", "", 62, 820, 430, 1, TRUE, .stop = 2 },
  { "walk-one-3", "", 62, 820, 430, 1, .stop = 3 },
  { "walk-one-4", "", 62, 820, 430, 1, .stop = 4 },
  { "walk-one-5", "", 62, 820, 430, 1, .stop = 5 },
  { "embedding-4", "data.input=embedding data.time_steps=4", 38, 820, 430, 1 },
};

static void
draw_case (const char *folder,
           const Case *one)
{
  g_autoptr (RnnFrame) frame =
      test_frame_new_at_stop (one->settings, one->epochs, one->stop, 0);
  g_autofree char *path = g_strdup_printf ("%s/%s.png", folder, one->name);
  const PaintRect area = { 10, 10, one->width - 20, one->height - 20 };
  const PaintNetworkData data = { .frame = frame,
                                  .first_sample = one->first,
                                  .first_step = one->first };
  g_auto (PaintTheme) theme = { 0 };
  cairo_surface_t *image;
  cairo_t *cr;

  paint_theme_init (&theme, one->dark, one->text_scale);
  image = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int) one->width * SCALE, (int) one->height * SCALE);
  cairo_surface_set_device_scale (image, SCALE, SCALE);
  cr = cairo_create (image);
  paint_set_source (cr, paint_theme_color (&theme, PAINT_COLOR_CARD));
  cairo_paint (cr);
  paint_network (cr, area, &data, &theme);
  paint_network_highlight (cr, area, &data, &theme, &one->hovered, FALSE);
  paint_network_highlight (cr, area, &data, &theme, &one->selected, TRUE);
  cairo_destroy (cr);
  if (cairo_surface_write_to_png (image, path) != CAIRO_STATUS_SUCCESS)
    fprintf (stderr, "pictures: %s cannot be written\n", path);
  cairo_surface_destroy (image);
}

int
main (int    argc,
      char **argv)
{
  if (argc < 2)
    {
      fprintf (stderr, "usage: pictures FOLDER [NAME...]\n");
      return 2;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (argc == 2
        || g_strv_contains ((const char *const *) argv + 2, cases[i].name))
      draw_case (argv[1], &cases[i]);
  return 0;
}
