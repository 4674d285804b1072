#include "ui/paint/export.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/error.h"
#include "core/output-file.h"

#define POINTS_PER_PX 0.75
/* Cairo's own limit of an image. */
#define MAX_PIXELS 32767
/* PDF's limit of a page, ISO 32000-1, annex C. */
#define MAX_POINTS 14400
/* Repeatable bytes matter more than the day. */
#define CREATION_DATE "2000-01-01T00:00:00Z"
#define CREATOR "Unroll"
/* Vector pictures are looked at enlarged. */
#define VECTOR_SCALE_FACTOR 2.0

typedef enum { FORMAT_SVG, FORMAT_PDF, FORMAT_PNG, FORMAT_UNKNOWN } Format;

typedef struct
{
  const PaintExportOptions *options;
  PaintDraw                 draw;
  gconstpointer             data;
} Picture;

void
paint_export_options_init (PaintExportOptions *options)
{
  g_return_if_fail (options);

  *options = (PaintExportOptions) { .width = PAINT_EXPORT_WIDTH,
                                    .height = PAINT_EXPORT_HEIGHT,
                                    .scale = 1,
                                    .text_scale = 1 };
}

static Format
format_of (const char *path)
{
  static const char *const endings[] = { ".svg", ".pdf", ".png" };
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (int i = 0; i < FORMAT_UNKNOWN; i++)
    if (g_str_has_suffix (lower, endings[i]))
      return i;
  return FORMAT_UNKNOWN;
}

static gboolean
check_size (Format                     format,
            const PaintExportOptions  *options,
            GError                   **error)
{
  double width = options->width * options->scale;
  double height = options->height * options->scale;
  double most = format == FORMAT_PNG ? MAX_PIXELS : MAX_POINTS / POINTS_PER_PX;

  /* Written so that NaN fails. */
  if (options->width > 0 && options->height > 0 && options->scale > 0
      && width >= 1 && height >= 1 && width <= most && height <= most)
    return TRUE;

  g_set_error (error, RNN_ERROR, RNN_ERROR_SETTING,
               _("A figure of %g × %g pixels cannot be made: each side must "
                 "be from 1 to %g pixels."),
               width, height, floor (most));
  return FALSE;
}

static cairo_status_t
append_cb (void                *closure,
           const unsigned char *data,
           unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
surface_new (Format         format,
             const Picture *picture,
             GByteArray    *bytes)
{
  double width = picture->options->width * picture->options->scale;
  double height = picture->options->height * picture->options->scale;
  cairo_surface_t *surface;

  if (format == FORMAT_PNG)
    return cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) round (width),
                                       (int) round (height));
  if (format == FORMAT_SVG)
    {
      surface
        = cairo_svg_surface_create_for_stream (append_cb, bytes, width, height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
      return surface;
    }

  surface = cairo_pdf_surface_create_for_stream (
    append_cb, bytes, width * POINTS_PER_PX, height * POINTS_PER_PX);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                  CREATION_DATE);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, CREATOR);
  if (picture->options->title)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE,
                                    picture->options->title);
  return surface;
}

static void
draw_picture (cairo_t       *cr,
              Format         format,
              const Picture *picture)
{
  const PaintExportOptions *options = picture->options;
  double scale = options->scale * (format == FORMAT_PDF ? POINTS_PER_PX : 1);
  PaintRect area = { .width = options->width, .height = options->height };
  g_auto (PaintTheme) theme;

  paint_theme_init (&theme, options->dark, options->text_scale);
  theme.vector = format != FORMAT_PNG;
  theme.scale_factor = theme.vector ? VECTOR_SCALE_FACTOR : options->scale;

  cairo_scale (cr, scale, scale);
  paint_set_source (cr, paint_theme_color (&theme, PAINT_COLOR_PAGE));
  cairo_paint (cr);
  picture->draw (cr, area, &theme, picture->data);
}

static cairo_status_t
render (Format         format,
        const Picture *picture,
        GByteArray    *bytes)
{
  cairo_surface_t *surface = surface_new (format, picture, bytes);
  cairo_status_t status = cairo_surface_status (surface);

  if (status == CAIRO_STATUS_SUCCESS)
    {
      cairo_t *cr = cairo_create (surface);

      draw_picture (cr, format, picture);
      status = cairo_status (cr);
      cairo_destroy (cr);
    }
  if (status == CAIRO_STATUS_SUCCESS && format == FORMAT_PNG)
    status = cairo_surface_write_to_png_stream (surface, append_cb, bytes);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

static gboolean
renumber_cb (const GMatchInfo *match,
             GString          *result,
             gpointer          data)
{
  GHashTable *names = data;
  g_autofree char *kind = g_match_info_fetch (match, 1);
  char *name = g_match_info_fetch (match, 0);
  gpointer number = g_hash_table_lookup (names, name);

  if (!number)
    number = GUINT_TO_POINTER (g_hash_table_size (names) + 1);
  g_string_append_printf (result, "%s%u", kind, GPOINTER_TO_UINT (number));
  g_hash_table_insert (names, name, number);
  return FALSE;
}

/* Cairo names some elements by a count of all the surfaces that the process has
 * ever made: they are counted anew, so that the second export is the first. */
static char *
renumbered (const GByteArray *bytes)
{
  g_autoptr (GHashTable) names
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GRegex) regex
    = g_regex_new ("(?<=[\"#])(surface|image)[0-9]+(?=[\")])", G_REGEX_RAW,
                   0, NULL);

  return g_regex_replace_eval (regex, (const char *) bytes->data, bytes->len, 0,
                               0, renumber_cb, names, NULL);
}

gboolean
paint_export (const char                *path,
              const PaintExportOptions  *options,
              PaintDraw                  draw,
              gconstpointer              data,
              GError                   **error)
{
  const Picture picture = { .options = options, .draw = draw, .data = data };
  g_autoptr (RnnOutputFile) file = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  cairo_status_t status;
  Format format;

  g_return_val_if_fail (path && options && draw, FALSE);
  g_return_val_if_fail (!error || !*error, FALSE);

  format = format_of (path);
  if (format == FORMAT_UNKNOWN)
    {
      g_set_error (error, RNN_ERROR, RNN_ERROR_SETTING,
                   _("‘%s’: a figure is written as SVG, PDF or PNG. End the "
                     "name in .svg, .pdf or .png."),
                   path);
      return FALSE;
    }
  if (!check_size (format, options, error))
    return FALSE;
  /* Before the work, so that a wrong place is told at once. */
  file = rnn_output_file_new (path, error);
  if (!file)
    return FALSE;

  bytes = g_byte_array_new ();
  status = render (format, &picture, bytes);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, RNN_ERROR, RNN_ERROR_FILE,
                   _("The figure for ‘%s’ cannot be drawn: %s. Try a smaller "
                     "size."),
                   path, cairo_status_to_string (status));
      return FALSE;
    }
  if (format == FORMAT_SVG)
    {
      g_autofree char *text = renumbered (bytes);

      rnn_output_file_append (file, text, -1);
    }
  else
    rnn_output_file_append (file, (const char *) bytes->data, bytes->len);
  return rnn_output_file_commit (g_steal_pointer (&file), error);
}
