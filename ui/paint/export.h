#pragma once

#include "ui/paint/rect.h"
#include "ui/paint/theme.h"

G_BEGIN_DECLS

/* What every painter is, with its data's type forgotten. */
typedef void (*PaintDraw) (cairo_t          *cr,
                           PaintRect         area,
                           const PaintTheme *theme,
                           gconstpointer     data);

typedef enum
{
  PAINT_FORMAT_SVG,
  PAINT_FORMAT_PDF,
  PAINT_FORMAT_PNG,
  PAINT_N_FORMATS
} PaintFormat;

typedef struct
{
  double      width, height;  /* of the picture, in px (1/96 inch) */
  double      scale;          /* the file is so much larger; a PNG has as many
                               * more pixels */
  double      text_scale;
  gboolean    dark;
  const PaintTheme *look;     /* whose colours and font it has, then @dark does
                               * not count; or NULL */
  double      margin;         /* of the page around what is drawn */
  const char *caption;        /* a line below, plain text; or NULL */
  const char *title;          /* in a PDF's document information; or NULL */
} PaintExportOptions;

#define PAINT_EXPORT_WIDTH  1440.0
#define PAINT_EXPORT_HEIGHT 900.0

/* 1440 × 900 px, scale 1, light, no margin. */
void     paint_export_options_init (PaintExportOptions       *options);
/* ".svg", ".pdf" or ".png" */
const char *paint_format_ending    (PaintFormat               format);
/* By the ending of @path; FALSE when it has none of them. */
gboolean paint_format_of           (const char               *path,
                                    PaintFormat              *format);

/* The page as it will be, drawn on @cr from 0, 0 at its size before scaling;
 * @scale_factor: of @cr, as PaintTheme has it. */
void     paint_export_preview      (cairo_t                  *cr,
                                    const PaintExportOptions *options,
                                    PaintDraw                 draw,
                                    gconstpointer             data,
                                    double                    scale_factor);
/* The file's bytes, to the same rules as paint_export (transfer full). */
GBytes  *paint_export_bytes        (PaintFormat               format,
                                    const PaintExportOptions *options,
                                    PaintDraw                 draw,
                                    gconstpointer             data,
                                    GError                  **error);

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
