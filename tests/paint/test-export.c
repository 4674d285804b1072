/* The same picture gives the same bytes; a failure is a sentence and leaves
 * everything as it was. */

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "core/error.h"
#include "ui/paint/export.h"
#include "ui/paint/text.h"

static const PaintTextStyle style = { .size = 20 };

/* Text, a clip, a curve and transparency: what the formats could differ in. */
static void
draw_cb (cairo_t          *cr,
         PaintRect         area,
         const PaintTheme *theme,
         gconstpointer     data)
{
  paint_text_at (cr, theme, &style,
                 paint_theme_color (theme, PAINT_COLOR_TEXT),
                 PAINT_ALIGN_CENTER, area.width / 2, area.height / 2, data);
  cairo_rectangle (cr, area.x, area.y, area.width / 2, area.height);
  cairo_clip (cr);
  cairo_arc (cr, area.width / 2, area.height / 2, area.height / 3, 0, 6);
  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_HOVER));
  cairo_fill (cr);
}

static char *
temporary_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("paint-export-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
remove_folder (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_dir_close (dir);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static guint
count_files (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir))
    n++;
  g_dir_close (dir);
  return n;
}

static void
export_to (const char                *path,
           const PaintExportOptions  *options,
           char                     **bytes,
           gsize                     *length)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (paint_export (path, options, draw_cb, "h → y 字", &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, bytes, length, &error));
}

static void
test_repeatable (void)
{
  static const struct { const char *name, *start; } files[] = {
    { "a.svg", "<?xml" }, { "a.PDF", "%PDF" }, { "a.png", "\x89PNG" }
  };
  g_autofree char *folder = temporary_folder ();
  PaintExportOptions options;

  paint_export_options_init (&options);
  options.width = 321;
  options.height = 123;
  options.title = "A title with ‘ü’";
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i].name, NULL);
      g_autofree char *first = NULL, *second = NULL;
      gsize first_length, second_length;

      export_to (path, &options, &first, &first_length);
      /* Long enough for a time of day in the file to be another. */
      if (i == 1)
        g_usleep (1100000);
      export_to (path, &options, &second, &second_length);
      g_assert_cmpmem (first, first_length, second, second_length);
      g_assert_cmpmem (first, strlen (files[i].start), files[i].start,
                       strlen (files[i].start));
    }
  g_assert_cmpuint (count_files (folder), ==, G_N_ELEMENTS (files));
  remove_folder (folder);
}

static void
test_size (void)
{
  g_autofree char *folder = temporary_folder ();
  g_autofree char *svg = g_build_filename (folder, "a.svg", NULL);
  g_autofree char *png = g_build_filename (folder, "a.png", NULL);
  g_autofree char *bytes = NULL, *other = NULL;
  PaintExportOptions options;
  cairo_surface_t *image;
  gsize length;

  paint_export_options_init (&options);
  options.width = 320;
  options.height = 200;
  options.scale = 1.5;
  export_to (svg, &options, &bytes, &length);
  g_assert_nonnull (strstr (bytes, "width=\"480px\" height=\"300px\""));
  export_to (png, &options, &other, &length);
  image = cairo_image_surface_create_from_png (png);
  g_assert_cmpint (cairo_image_surface_get_width (image), ==, 480);
  g_assert_cmpint (cairo_image_surface_get_height (image), ==, 300);
  cairo_surface_destroy (image);
  remove_folder (folder);
}

/* Pixels of the exported image that are not @other's, or, without one, not its
 * first pixel; within the rows from @top to @bottom. */
static guint
count_ink (cairo_surface_t *image,
           cairo_surface_t *other,
           int              top,
           int              bottom)
{
  const guint8 *pixels = cairo_image_surface_get_data (image);
  int stride = cairo_image_surface_get_stride (image);
  guint n = 0;

  for (int y = top; y < bottom; y++)
    for (int x = 0; x < cairo_image_surface_get_width (image); x++)
      {
        const guint32 *here
          = (const guint32 *) (const void *) (pixels + y * stride) + x;
        const guint32 *there = (const guint32 *) (const void *) pixels;

        if (other)
          there = (const guint32 *) (const void *)
                    (cairo_image_surface_get_data (other) + y * stride)
                  + x;
        n += (*here & 0xffffff) != (*there & 0xffffff);
      }
  return n;
}

typedef struct
{
  const guint8 *next;
  gsize         left;
} Rest;

static cairo_status_t
read_cb (void          *closure,
         unsigned char *data,
         unsigned int   length)
{
  Rest *rest = closure;

  if (rest->left < length)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, rest->next, length);
  rest->next += length;
  rest->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
image_of (const PaintExportOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
    = paint_export_bytes (PAINT_FORMAT_PNG, options, draw_cb, "h", &error);
  Rest rest = { 0 };

  g_assert_no_error (error);
  rest.next = g_bytes_get_data (bytes, &rest.left);
  return cairo_image_surface_create_from_png_stream (read_cb, &rest);
}

/* The caption is a line of its own below, and the margin is empty. */
static void
test_page (void)
{
  PaintExportOptions options;
  cairo_surface_t *bare, *captioned;

  paint_export_options_init (&options);
  options.width = 300;
  options.height = 200;
  options.margin = 20;
  bare = image_of (&options);
  g_assert_cmpuint (count_ink (bare, NULL, 0, 20), ==, 0);
  g_assert_cmpuint (count_ink (bare, NULL, 20, 180), >, 100);
  g_assert_cmpuint (count_ink (bare, NULL, 180, 200), ==, 0);

  options.caption = "Next letter · <b>epoch</b> 3";
  captioned = image_of (&options);
  g_assert_cmpuint (count_ink (captioned, NULL, 0, 20), ==, 0);
  g_assert_cmpuint (count_ink (captioned, NULL, 175, 200), >, 100);
  cairo_surface_destroy (captioned);

  /* Nothing is too small for one. */
  options.height = options.width = 2;
  captioned = image_of (&options);
  g_assert_cmpint (cairo_image_surface_get_height (captioned), ==, 2);
  cairo_surface_destroy (captioned);
  cairo_surface_destroy (bare);
}

/* Colours: dark, or those of somebody else's theme. */
static void
test_look (void)
{
  g_auto (PaintTheme) look = { 0 };
  PaintExportOptions options;
  cairo_surface_t *light, *dark, *same;

  paint_export_options_init (&options);
  options.width = 120;
  options.height = 90;
  light = image_of (&options);
  options.dark = TRUE;
  dark = image_of (&options);
  g_assert_cmpuint (count_ink (light, dark, 0, 90), >, 90 * 120 / 2);

  paint_theme_init (&look, FALSE, 1.0);
  options.look = &look;
  same = image_of (&options);
  g_assert_cmpuint (count_ink (light, same, 0, 90), ==, 0);
  paint_theme_set_palette (&look, TRUE, FALSE);
  cairo_surface_destroy (same);
  same = image_of (&options);
  g_assert_cmpuint (count_ink (dark, same, 0, 90), ==, 0);
  cairo_surface_destroy (same);
  cairo_surface_destroy (dark);
  cairo_surface_destroy (light);
}

/* The preview is the page itself. */
static void
test_preview (void)
{
  PaintExportOptions options;
  cairo_surface_t *image, *preview;
  cairo_t *cr;

  paint_export_options_init (&options);
  options.width = 300;
  options.height = 200;
  options.caption = "below";
  image = image_of (&options);
  preview = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 300, 200);
  cr = cairo_create (preview);
  paint_export_preview (cr, &options, draw_cb, "h", 1.0);
  cairo_destroy (cr);
  cairo_surface_flush (preview);
  g_assert_cmpuint (count_ink (image, preview, 0, 200), ==, 0);
  cairo_surface_destroy (preview);
  cairo_surface_destroy (image);
}

static void
test_formats (void)
{
  PaintFormat format;

  for (PaintFormat i = 0; i < PAINT_N_FORMATS; i++)
    {
      g_autofree char *name = g_strconcat ("a.b", paint_format_ending (i), NULL);

      g_assert_true (paint_format_of (name, &format));
      g_assert_cmpint (format, ==, i);
    }
  g_assert_true (paint_format_of ("A.PNG", &format));
  g_assert_cmpint (format, ==, PAINT_FORMAT_PNG);
  g_assert_false (paint_format_of ("png", &format));
}

static void
check_failure (const char               *path,
               const PaintExportOptions *options,
               int                       code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (paint_export (path, options, draw_cb, "x", &error));
  g_assert_error (error, RNN_ERROR, code);
  g_test_message ("%s", error->message);
}

static void
test_failures (void)
{
  g_autofree char *folder = temporary_folder ();
  g_autofree char *endless = g_build_filename (folder, "figure", NULL);
  g_autofree char *other = g_build_filename (folder, "figure.gif", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no", "a.svg", NULL);
  g_autofree char *taken = g_build_filename (folder, "taken.pdf", NULL);
  g_autofree char *fine = g_build_filename (folder, "fine.png", NULL);
  static const double sizes[] = { 0, -1, NAN, INFINITY, 1e9 };
  PaintExportOptions options;

  paint_export_options_init (&options);
  g_assert_cmpint (g_mkdir (taken, 0700), ==, 0);
  check_failure (endless, &options, RNN_ERROR_SETTING);
  check_failure (other, &options, RNN_ERROR_SETTING);
  check_failure ("", &options, RNN_ERROR_SETTING);
  check_failure (nowhere, &options, RNN_ERROR_FILE);
  check_failure (taken, &options, RNN_ERROR_FILE);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      paint_export_options_init (&options);
      options.width = sizes[i];
      check_failure (fine, &options, RNN_ERROR_SETTING);
      paint_export_options_init (&options);
      options.scale = sizes[i];
      check_failure (fine, &options, RNN_ERROR_SETTING);
    }
  g_assert_cmpuint (count_files (folder), ==, 1);
  remove_folder (folder);
}

/* The disk is full: every write to this device fails. */
static void
test_full (void)
{
  PaintExportOptions options;
  g_autofree char *folder = temporary_folder ();
  g_autofree char *link = g_build_filename (folder, "full.svg", NULL);

  if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS)
      || symlink ("/dev/full", link) != 0)
    {
      g_test_skip ("no device that is always full");
      return;
    }
  paint_export_options_init (&options);
  check_failure (link, &options, RNN_ERROR_FILE);
  remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paint/export/repeatable", test_repeatable);
  g_test_add_func ("/paint/export/size", test_size);
  g_test_add_func ("/paint/export/page", test_page);
  g_test_add_func ("/paint/export/look", test_look);
  g_test_add_func ("/paint/export/preview", test_preview);
  g_test_add_func ("/paint/export/formats", test_formats);
  g_test_add_func ("/paint/export/failures", test_failures);
  g_test_add_func ("/paint/export/full", test_full);
  return g_test_run ();
}
