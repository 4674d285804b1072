/* Draws figures of networks that were touched into PNG files, to be looked at:
 * touched FOLDER. */

#include <stdio.h>

#include "tests/paint/frames.h"
#include "ui/paint/sheet.h"

typedef struct
{
  const char *name;
  const char *settings;
  guint32     epochs;
  double      width, height;
  double      text_scale;
  gboolean    dark;
} Case;

#define ALPHABET "data.text=abcdefghijklmnopqrstuvwxyz"

static const Case cases[] = {
  { "default", "", 62, 1200, 800, 1 },
  { "steps-4", "data.time_steps=4", 38, 1200, 800, 1 },
  { "steps-4-dark", "data.time_steps=4", 38, 1200, 800, 1, TRUE },
  { "steps-4-small", "data.time_steps=4", 38, 760, 900, 1 },
  { "steps-4-200", "data.time_steps=4", 38, 1900, 1200, 2 },
  { "steps-12", "data.time_steps=12 " ALPHABET, 38, 1200, 800, 1 },
  { "units-8", "data.time_steps=4 network.units=8", 38, 1200, 800, 1 },
  { "units-20", "data.time_steps=4 network.units=20", 38, 1200, 800, 1 },
  { "units-64", "data.time_steps=5 network.units=64 " ALPHABET, 10, 1200, 800,
    1 },
  { "layers", "data.time_steps=3 network.units=3;4", 38, 1200, 800, 1 },
  { "layers-1", "data.time_steps=1 network.units=3;4", 38, 1200, 800, 1, TRUE },
};

static void
draw_case (const char *folder,
           const Case *one)
{
  g_autoptr (RnnSeries) series = rnn_series_new ();
  g_autoptr (RnnFrame) frame =
    test_frame_new_as_if (one->settings, one->epochs, NULL);
  g_autofree char *path = g_strdup_printf ("%s/%s.png", folder, one->name);
  const PaintSheetData data = { .frame = frame, .series = series };
  g_auto (PaintTheme) theme = { 0 };
  cairo_surface_t *image;
  cairo_t *cr;

  paint_theme_init (&theme, one->dark, one->text_scale);
  image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) one->width,
                                      (int) one->height);
  cr = cairo_create (image);
  paint_set_source (cr, paint_theme_color (&theme, PAINT_COLOR_PAGE));
  cairo_paint (cr);
  paint_sheet (cr, (PaintRect) { 0, 0, one->width, one->height }, &data,
               &theme);
  cairo_destroy (cr);
  if (cairo_surface_write_to_png (image, path) != CAIRO_STATUS_SUCCESS)
    fprintf (stderr, "touched: %s cannot be written\n", path);
  cairo_surface_destroy (image);
}

int
main (int   argc,
      char *argv[])
{
  if (argc != 2)
    {
      fprintf (stderr, "usage: touched FOLDER\n");
      return 2;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    draw_case (argv[1], &cases[i]);
  return 0;
}
