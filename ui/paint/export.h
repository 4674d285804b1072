#pragma once

#include "ui/paint/rect.h"
#include "ui/paint/theme.h"

G_BEGIN_DECLS

/* What every painter is, with its data's type forgotten. */
typedef void (*PaintDraw) (cairo_t          *cr,
                           PaintRect         area,
                           const PaintTheme *theme,
                           gconstpointer     data);

typedef struct
{
  double      width, height;  /* of the picture, in px (1/96 inch) */
  double      scale;          /* the file is so much larger; a PNG has as many
                               * more pixels */
  double      text_scale;
  gboolean    dark;
  const char *title;          /* in a PDF's document information; or NULL */
} PaintExportOptions;

#define PAINT_EXPORT_WIDTH  1440.0
#define PAINT_EXPORT_HEIGHT 900.0

/* 1440 × 900 px, scale 1, light. */
void     paint_export_options_init (PaintExportOptions       *options);

/* Writes what @draw draws as SVG, PDF or PNG, by the ending of @path: the whole
 * file or, on failure, nothing, and an old file stays as it was.  The same
 * picture gives the same bytes.  Fails with RNN_ERROR_FILE, or RNN_ERROR_SETTING
 * for an unknown ending or a size that cannot be. */
gboolean paint_export              (const char               *path,
                                    const PaintExportOptions *options,
                                    PaintDraw                 draw,
                                    gconstpointer             data,
                                    GError                  **error);

G_END_DECLS
