#pragma once

#include "core/learner.h"

G_BEGIN_DECLS

typedef enum
{
  PAINT_LOSS,
  PAINT_ACCURACY,
  PAINT_VALIDATION_LOSS,
  PAINT_VALIDATION_ACCURACY,
  PAINT_N_QUANTITIES
} PaintQuantity;

/**
 * PaintSeries:
 *
 * The metrics of many epochs, kept with the least and greatest of every 16, 256,
 * 4096 … of them, so that a million rows are drawn as quickly as a thousand:
 * a range is answered in O(log n), a row is added in O(log n).  Numbers that
 * are not finite are kept, but are in no range.
 */
typedef struct _PaintSeries PaintSeries;

PaintSeries *paint_series_new      (void);
void         paint_series_free     (PaintSeries       *series);
/* Keeps the first @n_kept rows, drops the rest, and adds @rows; row 0 is epoch
 * 1. */
void         paint_series_update   (PaintSeries       *series,
                                    gsize              n_kept,
                                    const RnnMetrics  *rows,
                                    gsize              n_rows);
gsize        paint_series_length   (const PaintSeries *series);
/* @quantity of row @row; NaN where there is none. */
double       paint_series_value    (const PaintSeries *series,
                                    PaintQuantity      quantity,
                                    gsize              row);
/* The least and greatest finite number of rows @first … @end − 1; FALSE when
 * there is none. */
gboolean     paint_series_range    (const PaintSeries *series,
                                    PaintQuantity      quantity,
                                    gsize              first,
                                    gsize              end,
                                    double            *least,
                                    double            *greatest);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PaintSeries, paint_series_free)

G_END_DECLS
