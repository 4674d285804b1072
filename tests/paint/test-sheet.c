/* The whole figure: its ink stays on the page, at every size, and its files are
 * the same bytes each time. */

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "tests/paint/frames.h"
#include "ui/paint/export.h"
#include "ui/paint/sheet.h"

#define MARGIN 20

static void
draw_cb (cairo_t          *cr,
         PaintRect         area,
         const PaintTheme *theme,
         gconstpointer     data)
{
  paint_sheet (cr, area, data, theme);
}

static char *
export (const PaintSheetData     *data,
        const PaintExportOptions *options,
        const char               *ending,
        gsize                    *length)
{
  g_autofree char *name = g_strdup_printf ("paint-sheet-XXXXXX%s", ending);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), name, NULL);
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;
  int fd = g_mkstemp (path);

  g_assert_cmpint (fd, >=, 0);
  g_assert_true (g_close (fd, &error));
  g_assert_true (paint_export (path, options, draw_cb, data, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &bytes, length, &error));
  g_assert_cmpint (g_remove (path), ==, 0);
  return bytes;
}

static void
test_repeatable (void)
{
  static const char *const endings[] = { ".svg", ".pdf", ".png" };
  g_autoptr (RnnSeries) series = rnn_series_new ();
  g_autoptr (RnnFrame) frame
    = test_frame_new_full ("data.time_steps=4", 20, 40, "abcd", series);
  const PaintSheetData data = { .frame = frame, .series = series };
  PaintExportOptions options;

  paint_export_options_init (&options);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      gsize first_length, second_length;
      g_autofree char *first = export (&data, &options, endings[i],
                                       &first_length);
      g_autofree char *second = export (&data, &options, endings[i],
                                        &second_length);

      g_assert_cmpuint (first_length, >, 10000);
      g_assert_cmpmem (first, first_length, second, second_length);
    }
}

/* Runs beside the shown one are drawn in the figure, too. */
static void
test_beside (void)
{
  g_autoptr (RnnSeries) series = rnn_series_new ();
  g_autoptr (RnnFrame) frame = test_frame_new_full ("", 20, 40, "c", series);
  PaintSheetData data = { .frame = frame, .series = series };
  PaintExportOptions options;
  gsize alone, beside;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  paint_export_options_init (&options);
  first = export (&data, &options, ".svg", &alone);
  data.beside.n_ghosts = 1;
  data.beside.ghosts[0]
    = (PaintGhost) { .run = 1, .name = "First run", .series = series };
  second = export (&data, &options, ".svg", &beside);
  g_assert_cmpuint (beside, >, alone);
}

/* Vectors stay vectors: a figure of a small network has no image in it. */
static void
test_vector (void)
{
  g_autoptr (RnnSeries) series = rnn_series_new ();
  g_autoptr (RnnFrame) frame = test_frame_new_full ("", 20, 40, "c", series);
  const PaintSheetData data = { .frame = frame, .series = series };
  PaintExportOptions options;
  g_autofree char *text = NULL;
  gsize length;

  paint_export_options_init (&options);
  text = export (&data, &options, ".svg", &length);
  g_assert_null (strstr (text, "<image"));
  g_assert_nonnull (strstr (text, "width=\"1440px\" height=\"900px\""));
}

static void
check_page (const PaintSheetData *data,
            double                width,
            double                height,
            double                text_scale)
{
  const PaintRect area = { MARGIN, MARGIN, width, height };
  cairo_surface_t *image = cairo_image_surface_create (
    CAIRO_FORMAT_ARGB32, (int) width + 2 * MARGIN, (int) height + 2 * MARGIN);
  const unsigned char *pixels;
  cairo_t *cr = cairo_create (image);
  g_auto (PaintTheme) theme = { 0 };

  paint_theme_init (&theme, TRUE, text_scale);
  paint_sheet (cr, area, data, &theme);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  pixels = cairo_image_surface_get_data (image);
  for (int y = 0; y < cairo_image_surface_get_height (image); y++)
    for (int x = 0; x < cairo_image_surface_get_width (image); x++)
      {
        gboolean outside = x < MARGIN - 1 || y < MARGIN - 1
                           || x > MARGIN + width || y > MARGIN + height;

        if (outside)
          g_assert_cmpuint (
            pixels[y * cairo_image_surface_get_stride (image) + 4 * x + 3], ==,
            0);
      }
  cairo_surface_destroy (image);
}

static void
test_pages (void)
{
  static const double sizes[][3] = {
    { 1440, 900, 1 }, { 900, 600, 2 }, { 500, 1200, 1 }, { 200, 120, 1 },
    { 60, 60, 2 },    { 27, 400, 1 },  { 0, 0, 1 },
  };
  g_autoptr (RnnSeries) series = rnn_series_new ();
  g_autoptr (RnnFrame) frame = test_frame_new_full (
    "data.text=abcdefghijklmnopqrstuvwxyz network.units=40;20 "
    "data.time_steps=12",
    3, 5, "hello", series);
  const PaintSheetData data = { .frame = frame, .series = series };
  const PaintSheetData empty = { .frame = NULL, .series = series };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      check_page (&data, sizes[i][0], sizes[i][1], sizes[i][2]);
      check_page (&empty, sizes[i][0], sizes[i][1], sizes[i][2]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paint/sheet/repeatable", test_repeatable);
  g_test_add_func ("/paint/sheet/beside", test_beside);
  g_test_add_func ("/paint/sheet/vector", test_vector);
  g_test_add_func ("/paint/sheet/pages", test_pages);
  return g_test_run ();
}
