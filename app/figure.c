#include "app/figure.h"

#include "ui/paint/export.h"

#define PIXELS 2.0

static void
draw (cairo_t          *cr,
      PaintRect         area,
      const PaintTheme *theme,
      gconstpointer     data)
{
  paint_sheet (cr, area, data, theme);
}

gboolean
unroll_figure_save (const char            *path,
                    const PaintSheetData  *data,
                    GError               **error)
{
  PaintExportOptions options;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (data != NULL, FALSE);

  paint_export_options_init (&options);
  if (g_str_has_suffix (path, ".png"))
    options.scale = PIXELS;
  if (data->frame != NULL)
    options.title = data->frame->spec.title;

  return paint_export (path, &options, draw, data, error);
}
