#pragma once

#include "core/learner.h"

G_BEGIN_DECLS

typedef enum
{
  RNN_MEASURE_LOSS,
  RNN_MEASURE_ACCURACY,
  RNN_MEASURE_VALIDATION_LOSS,
  RNN_MEASURE_VALIDATION_ACCURACY,
  RNN_N_MEASURES
} RnnMeasure;

/**
 * RnnSeries:
 *
 * The metrics of many epochs, row 0 that of epoch 1.  A million of them come
 * in a second of fast training, so they lie in counted chunks, written once and
 * never moved, which series share: to follow another one, in another thread
 * too, takes no more than a reference to each of its new chunks.  With the rows
 * goes the least and greatest number of every 16, 256, 4096 … of them, so that
 * a range is answered in O(log n), and a curve of a million rows is drawn as
 * quickly as one of a thousand.
 *
 * A series itself is for one thread at a time.  What a row that is not finite
 * holds is kept, but is in no range.
 */
typedef struct _RnnSeries RnnSeries;

RnnSeries *rnn_series_new      (void);
void       rnn_series_free     (RnnSeries        *series);

/* Adds the row of the next epoch, which @metrics must be of. */
void       rnn_series_add      (RnnSeries        *series,
                                const RnnMetrics *metrics);
/* Drops all rows from @length on. */
void       rnn_series_truncate (RnnSeries        *series,
                                gsize             length);
/* Makes @series the same as @other, and shares its rows; either may be added to
 * afterwards, which the other does not see.  FALSE: it was the same. */
gboolean   rnn_series_follow   (RnnSeries        *series,
                                const RnnSeries  *other);

gsize      rnn_series_length   (const RnnSeries  *series);
/* Row @row, which there must be. */
RnnMetrics rnn_series_row      (const RnnSeries  *series,
                                gsize             row);
/* @measure of row @row; NaN where there is none. */
double     rnn_series_value    (const RnnSeries  *series,
                                RnnMeasure        measure,
                                gsize             row);
/* The least and greatest finite number of rows @first … @end − 1; FALSE when
 * there is none. */
gboolean   rnn_series_range    (const RnnSeries  *series,
                                RnnMeasure        measure,
                                gsize             first,
                                gsize             end,
                                double           *least,
                                double           *greatest);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnSeries, rnn_series_free)

G_END_DECLS
