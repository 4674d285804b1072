#pragma once

#include "core/frame.h"
#include "ui/paint/curve.h"
#include "ui/paint/parameters.h"
#include "ui/paint/rect.h"
#include "core/series.h"
#include "ui/paint/theme.h"

G_BEGIN_DECLS

/**
 * PaintSheetData:
 *
 * The whole figure of one moment, as the window shows it without its controls:
 * title, network, curves, states, parameters, what follows what, and the
 * prediction if the frame has one.  For files (paint_export) and benchmarks.
 */
typedef struct
{
  const RnnFrame     *frame;        /* NULL: an empty page */
  const RnnSeries    *series;       /* all that is known of its run */
  PaintCurveData      beside;       /* its ghosts go with the curves */
  gsize               sample;       /* the one that is traced */
  PaintParametersMode parameters;
  gboolean            ledger;       /* what each step adds to the gradients, in
                                     * the parameters' place */
  gboolean            logarithmic;  /* the loss's axis */
  gboolean            bare;         /* without its caption, where there is another
                                     * or is to be none */
} PaintSheetData;

void paint_sheet (cairo_t              *cr,
                  PaintRect             area,
                  const PaintSheetData *data,
                  const PaintTheme     *theme);

G_END_DECLS
