/* Draws the whole figure of many experiments, sizes and themes into files, to be
 * looked at: sheets FOLDER [NAME…]. */

#include <stdio.h>

#include "tests/paint/frames.h"
#include "ui/paint/export.h"
#include "ui/paint/sheet.h"

typedef struct
{
  const char *name;           /* of the file */
  const char *settings;
  guint32     epochs;
  const char *text;
  double      width, height;
  double      text_scale;
  gboolean    dark;
} Case;

#define ALPHABET "data.text=abcdefghijklmnopqrstuvwxyz"

static const Case cases[] = {
  { "default.png", "", 62, "c", 1440, 900, 1 },
  { "default.svg", "", 62, "c", 1440, 900, 1 },
  { "default.pdf", "", 62, "c", 1440, 900, 1 },
  { "default-dark.png", "", 62, "c", 1440, 900, 1, TRUE },
  { "default-200.png", "", 62, "c", 1440, 900, 2 },
  { "default-small.png", "", 62, "c", 900, 600, 1 },
  { "default-full.png", "", 62, "c", 1920, 1080, 1, TRUE },
  { "default-portrait.png", "", 62, "c", 800, 1130, 1 },
  { "no-prediction.png", "", 62, NULL, 1440, 900, 1 },
  { "steps-4.png", "data.time_steps=4 training.learning_rate=0.02", 38, "abcd",
    1440, 900, 1 },
  { "letters-26.png", ALPHABET " data.time_steps=3 network.units=12", 62,
    "hello", 1440, 900, 1 },
  { "units-64.png", ALPHABET " data.time_steps=12 network.units=64;64", 20,
    "hello", 1440, 900, 1, TRUE },
  { "start.png", "", 0, "c", 1440, 900, 1 },
};

static void
draw_cb (cairo_t          *cr,
         PaintRect         area,
         const PaintTheme *theme,
         gconstpointer     data)
{
  paint_sheet (cr, area, data, theme);
}

static void
draw_case (const char *folder,
           const Case *one)
{
  g_autoptr (RnnSeries) series = rnn_series_new ();
  g_autoptr (RnnFrame) frame = test_frame_new_full (
    one->settings, one->epochs, one->epochs * 3 / 2, one->text, series);
  const PaintSheetData data = { .frame = frame, .series = series };
  g_autofree char *path = g_build_filename (folder, one->name, NULL);
  g_autoptr (GError) error = NULL;
  PaintExportOptions options;

  paint_export_options_init (&options);
  options.width = one->width;
  options.height = one->height;
  options.text_scale = one->text_scale;
  options.dark = one->dark;
  if (!paint_export (path, &options, draw_cb, &data, &error))
    fprintf (stderr, "sheets: %s\n", error->message);
}

int
main (int   argc,
      char *argv[])
{
  if (argc < 2)
    {
      fprintf (stderr, "usage: sheets FOLDER [NAME...]\n");
      return 2;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (argc == 2
        || g_strv_contains ((const char *const *) argv + 2, cases[i].name))
      draw_case (argv[1], &cases[i]);
  return 0;
}
