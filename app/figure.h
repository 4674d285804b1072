#pragma once

#include "ui/paint/sheet.h"

G_BEGIN_DECLS

/* Writes the figure of @data as SVG, PDF or PNG, by @path's ending: for paper,
 * so light; a PNG with two pixels for one.  Fails as paint_export does. */
gboolean unroll_figure_save (const char            *path,
                             const PaintSheetData  *data,
                             GError               **error);

G_END_DECLS
