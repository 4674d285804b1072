#include "ui/paint/export.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/error.h"
#include "core/output-file.h"
#include "ui/paint/text.h"

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
/* At text scale 1. */
#define CAPTION_HEIGHT 26.0
#define CAPTION_INDENT 14.0

static const PaintTextStyle caption_style = { .size = PAINT_SIZE_SMALL };

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

const char *
paint_format_ending (PaintFormat format)
{
  static const char *const endings[] = { ".svg", ".pdf", ".png" };

  g_return_val_if_fail (format < PAINT_N_FORMATS, NULL);

  return endings[format];
}

gboolean
paint_format_of (const char  *path,
                 PaintFormat *format)
{
  g_autofree char *lower = NULL;

  g_return_val_if_fail (path && format, FALSE);

  lower = g_ascii_strdown (path, -1);
  for (PaintFormat i = 0; i < PAINT_N_FORMATS; i++)
    if (g_str_has_suffix (lower, paint_format_ending (i)))
      {
        *format = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
check_size (PaintFormat                format,
            const PaintExportOptions  *options,
            GError                   **error)
{
  double width = options->width * options->scale;
  double height = options->height * options->scale;
  double most = format == PAINT_FORMAT_PNG ? MAX_PIXELS : MAX_POINTS / POINTS_PER_PX;

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
surface_new (PaintFormat    format,
             const Picture *picture,
             GByteArray    *bytes)
{
  double width = picture->options->width * picture->options->scale;
  double height = picture->options->height * picture->options->scale;
  cairo_surface_t *surface;

  if (format == PAINT_FORMAT_PNG)
    return cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) round (width),
                                       (int) round (height));
  if (format == PAINT_FORMAT_SVG)
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

/* Takes the caption's line from the end of @area. */
static void
draw_caption (cairo_t          *cr,
              PaintRect        *area,
              const char       *caption,
              const PaintTheme *theme)
{
  double height = MIN (paint_theme_scaled (theme, CAPTION_HEIGHT),
                       area->height);
  PaintRect line = paint_rect_inset (area, CAPTION_INDENT);

  area->height -= height;
  line.y = area->y + area->height;
  line.height = height;
  paint_text_in (cr, theme, &caption_style,
                 paint_theme_color (theme, PAINT_COLOR_TEXT_DIM),
                 PAINT_ALIGN_START, line, caption);
}

static void
theme_init (PaintTheme               *theme,
            const PaintExportOptions *options)
{
  const PaintTheme *look = options->look;

  paint_theme_init (theme, look ? look->dark : options->dark,
                    options->text_scale);
  if (!look)
    return;
  memcpy (theme->colors, look->colors, sizeof theme->colors);
  paint_theme_set_font (theme, look->font_family);
}

static void
draw_page (cairo_t          *cr,
           const Picture    *picture,
           const PaintTheme *theme)
{
  const PaintExportOptions *options = picture->options;
  PaintRect area = { .width = options->width, .height = options->height };

  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_PAGE));
  cairo_rectangle (cr, 0, 0, area.width, area.height);
  cairo_fill (cr);
  if (options->caption)
    draw_caption (cr, &area, options->caption, theme);
  if (options->margin > 0)
    {
      area = paint_rect_inset (&area, options->margin);
      if (options->caption)
        area.height += options->margin;
    }
  picture->draw (cr, area, theme, picture->data);
}

static void
draw_picture (cairo_t       *cr,
              PaintFormat    format,
              const Picture *picture)
{
  const PaintExportOptions *options = picture->options;
  double scale = options->scale
                 * (format == PAINT_FORMAT_PDF ? POINTS_PER_PX : 1);
  g_auto (PaintTheme) theme;

  theme_init (&theme, options);
  theme.vector = format != PAINT_FORMAT_PNG;
  theme.scale_factor = theme.vector ? VECTOR_SCALE_FACTOR : options->scale;

  cairo_scale (cr, scale, scale);
  draw_page (cr, picture, &theme);
}

static cairo_status_t
render (PaintFormat    format,
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
  if (status == CAIRO_STATUS_SUCCESS && format == PAINT_FORMAT_PNG)
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

static void
set_cairo_error (GError        **error,
                 cairo_status_t  status)
{
  g_set_error (error, RNN_ERROR, RNN_ERROR_FILE,
               _("The figure cannot be drawn: %s. Try a smaller size."),
               cairo_status_to_string (status));
}

void
paint_export_preview (cairo_t                  *cr,
                      const PaintExportOptions *options,
                      PaintDraw                 draw,
                      gconstpointer             data,
                      double                    scale_factor)
{
  const Picture picture = { .options = options, .draw = draw, .data = data };
  g_auto (PaintTheme) theme = { 0 };

  g_return_if_fail (cr && options && draw);

  theme_init (&theme, options);
  theme.scale_factor = scale_factor;
  draw_page (cr, &picture, &theme);
}

GBytes *
paint_export_bytes (PaintFormat                format,
                    const PaintExportOptions  *options,
                    PaintDraw                  draw,
                    gconstpointer              data,
                    GError                   **error)
{
  const Picture picture = { .options = options, .draw = draw, .data = data };
  g_autoptr (GByteArray) bytes = NULL;
  cairo_status_t status;
  char *text;

  g_return_val_if_fail (format < PAINT_N_FORMATS && options && draw, NULL);
  g_return_val_if_fail (!error || !*error, NULL);

  if (!check_size (format, options, error))
    return NULL;

  bytes = g_byte_array_new ();
  status = render (format, &picture, bytes);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      set_cairo_error (error, status);
      return NULL;
    }
  if (format != PAINT_FORMAT_SVG)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));

  text = renumbered (bytes);
  return g_bytes_new_take (text, strlen (text));
}

gboolean
paint_export (const char                *path,
              const PaintExportOptions  *options,
              PaintDraw                  draw,
              gconstpointer              data,
              GError                   **error)
{
  g_autoptr (RnnOutputFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  PaintFormat format;

  g_return_val_if_fail (path && options && draw, FALSE);
  g_return_val_if_fail (!error || !*error, FALSE);

  if (!paint_format_of (path, &format))
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

  bytes = paint_export_bytes (format, options, draw, data, error);
  if (!bytes)
    return FALSE;
  rnn_output_file_append (file, g_bytes_get_data (bytes, NULL),
                          (gssize) g_bytes_get_size (bytes));
  return rnn_output_file_commit (g_steal_pointer (&file), error);
}
