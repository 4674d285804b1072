#include "core/series.h"

#include <math.h>
#include <string.h>

#define FAN_BITS 4
#define FAN (1 << FAN_BITS)
/* Ranges are kept of FAN, FAN² … FAN^LEVELS rows, the last being a chunk. */
#define LEVELS 4
#define CHUNK (1 << FAN_BITS * LEVELS)
#define N_RANGES (CHUNK / FAN + CHUNK / FAN / FAN + FAN + 1)

typedef struct
{
  double least, greatest;     /* +∞, −∞: nothing finite */
} Range;

/* One measure of a chunk.  A range is written with its last row, so that
 * whoever knows of all its rows may read it. */
typedef struct
{
  double values[CHUNK];
  Range  ranges[N_RANGES];    /* level by level */
} Column;

/* Rows are added by the series that made the chunk, while it holds it as its
 * last one; nothing that is there is written again while others hold it. */
typedef struct
{
  int     count;              /* atomic */
  Column *columns[RNN_N_MEASURES]; /* NULL: NaN throughout */
} Chunk;

struct _RnnSeries
{
  GPtrArray *chunks;          /* of Chunk, counted */
  gsize      length;
  gboolean   owns_last;       /* made the last chunk, all of whose rows are its
                               * own */
};

/* Where the ranges of a level begin, the level of FAN rows being 0. */
static const gsize level_start[LEVELS] = {
  0,
  CHUNK / FAN,
  CHUNK / FAN + CHUNK / FAN / FAN,
  CHUNK / FAN + CHUNK / FAN / FAN + FAN,
};

static const Range EMPTY = { .least = INFINITY, .greatest = -INFINITY };

static void
range_add (Range       *range,
           const Range *other)
{
  range->least = MIN (range->least, other->least);
  range->greatest = MAX (range->greatest, other->greatest);
}

static void
range_add_value (Range  *range,
                 double  value)
{
  if (!isfinite (value))
    return;
  range->least = MIN (range->least, value);
  range->greatest = MAX (range->greatest, value);
}

/* Columns ------------------------------------------------------------------ */

static void
column_finish_values (Column *column,
                      gsize   block)
{
  Range *range = &column->ranges[block];

  *range = EMPTY;
  for (gsize i = block * FAN; i < (block + 1) * FAN; i++)
    range_add_value (range, column->values[i]);
}

static void
column_finish_ranges (Column *column,
                      int     level,
                      gsize   block)
{
  const Range *below = &column->ranges[level_start[level - 1] + block * FAN];
  Range *range = &column->ranges[level_start[level] + block];

  *range = EMPTY;
  for (int i = 0; i < FAN; i++)
    range_add (range, &below[i]);
}

static void
column_set (Column *column,
            gsize   row,
            double  value)
{
  column->values[row] = value;
  if (++row % FAN != 0)
    return;
  row /= FAN;
  column_finish_values (column, row - 1);
  for (int level = 1; level < LEVELS && row % FAN == 0; level++)
    {
      row /= FAN;
      column_finish_ranges (column, level, row - 1);
    }
}

/* Chunks ------------------------------------------------------------------- */

static Chunk *
chunk_ref (Chunk *chunk)
{
  g_atomic_int_inc (&chunk->count);
  return chunk;
}

static void
chunk_unref (Chunk *chunk)
{
  if (!g_atomic_int_dec_and_test (&chunk->count))
    return;
  for (int i = 0; i < RNN_N_MEASURES; i++)
    g_free (chunk->columns[i]);
  g_free (chunk);
}

/* The memory is left as it comes: pages that no row has reached take none. */
static Column *
column_new (void)
{
  return g_new (Column, 1);
}

/* A chunk with room for @values, and the first @n rows of @other, which may be
 * NULL. */
static Chunk *
chunk_new (const Chunk  *other,
           gsize         n,
           const double  values[RNN_N_MEASURES])
{
  Chunk *chunk = g_new0 (Chunk, 1);

  chunk->count = 1;
  for (int i = 0; i < RNN_N_MEASURES; i++)
    {
      const Column *old = other != NULL ? other->columns[i] : NULL;

      if (old == NULL && isnan (values[i]))
        continue;
      chunk->columns[i] = column_new ();
      for (gsize row = 0; row < n; row++)
        column_set (chunk->columns[i], row,
                    old != NULL ? old->values[row] : NAN);
    }
  return chunk;
}

static gboolean
chunk_has_room (const Chunk  *chunk,
                const double  values[RNN_N_MEASURES])
{
  for (int i = 0; i < RNN_N_MEASURES; i++)
    if (chunk->columns[i] == NULL && !isnan (values[i]))
      return FALSE;
  return TRUE;
}

/* Series ------------------------------------------------------------------- */

RnnSeries *
rnn_series_new (void)
{
  RnnSeries *series = g_new0 (RnnSeries, 1);

  series->chunks =
    g_ptr_array_new_with_free_func ((GDestroyNotify) chunk_unref);
  return series;
}

void
rnn_series_free (RnnSeries *series)
{
  if (series == NULL)
    return;
  g_ptr_array_unref (series->chunks);
  g_free (series);
}

static Chunk *
series_chunk (const RnnSeries *series,
              gsize            i)
{
  return g_ptr_array_index (series->chunks, i);
}

/* The chunk that row @series->length is to be written to. */
static Chunk *
writable_chunk (RnnSeries    *series,
                const double  values[RNN_N_MEASURES])
{
  gsize i = series->length / CHUNK;
  gsize n = series->length % CHUNK;
  Chunk *last = n > 0 ? series_chunk (series, i) : NULL;

  if (last != NULL && series->owns_last && chunk_has_room (last, values))
    return last;
  if (last != NULL)
    {
      Chunk *copy = chunk_new (last, n, values);

      g_ptr_array_set_size (series->chunks, (int) i);
      g_ptr_array_add (series->chunks, copy);
    }
  else
    {
      g_ptr_array_add (series->chunks, chunk_new (NULL, 0, values));
    }
  series->owns_last = TRUE;
  return series_chunk (series, i);
}

void
rnn_series_add (RnnSeries        *series,
                const RnnMetrics *metrics)
{
  Chunk *chunk;

  g_return_if_fail (series != NULL && metrics != NULL);
  g_return_if_fail (metrics->epoch == series->length + 1);

  const double values[RNN_N_MEASURES] = {
    [RNN_MEASURE_LOSS] = metrics->loss,
    [RNN_MEASURE_ACCURACY] = metrics->accuracy,
    [RNN_MEASURE_VALIDATION_LOSS] = metrics->validation_loss,
    [RNN_MEASURE_VALIDATION_ACCURACY] = metrics->validation_accuracy,
  };

  chunk = writable_chunk (series, values);
  for (int i = 0; i < RNN_N_MEASURES; i++)
    if (chunk->columns[i] != NULL)
      column_set (chunk->columns[i], series->length % CHUNK, values[i]);
  series->length++;
}

static gsize
n_chunks (gsize length)
{
  return (length + CHUNK - 1) / CHUNK;
}

void
rnn_series_truncate (RnnSeries *series,
                     gsize      length)
{
  g_return_if_fail (series != NULL);

  if (length >= series->length)
    return;
  series->length = length;
  g_ptr_array_set_size (series->chunks, (int) n_chunks (length));
  /* Others may still hold the rows that go. */
  series->owns_last = FALSE;
}

/* A chunk is only ever added to the chunks before it: where two series have the
 * same one, they have all before it in common. */
static gsize
common_chunks (const RnnSeries *a,
               const RnnSeries *b)
{
  gsize n = MIN (a->chunks->len, b->chunks->len);

  while (n > 0 && series_chunk (a, n - 1) != series_chunk (b, n - 1))
    n--;
  return n;
}

gboolean
rnn_series_follow (RnnSeries       *series,
                   const RnnSeries *other)
{
  gsize n;

  g_return_val_if_fail (series != NULL && other != NULL, FALSE);
  g_return_val_if_fail (series != other, FALSE);

  n = common_chunks (series, other);
  if (n == series->chunks->len && n == other->chunks->len
      && series->length == other->length)
    return FALSE;

  g_ptr_array_set_size (series->chunks, (int) n);
  for (; n < other->chunks->len; n++)
    g_ptr_array_add (series->chunks, chunk_ref (series_chunk (other, n)));
  series->length = other->length;
  series->owns_last = FALSE;
  return TRUE;
}

gsize
rnn_series_length (const RnnSeries *series)
{
  g_return_val_if_fail (series != NULL, 0);

  return series->length;
}

double
rnn_series_value (const RnnSeries *series,
                  RnnMeasure       measure,
                  gsize            row)
{
  const Column *column;

  g_return_val_if_fail (series != NULL && measure < RNN_N_MEASURES, NAN);

  if (row >= series->length)
    return NAN;
  column = series_chunk (series, row / CHUNK)->columns[measure];
  return column != NULL ? column->values[row % CHUNK] : NAN;
}

RnnMetrics
rnn_series_row (const RnnSeries *series,
                gsize            row)
{
  double values[RNN_N_MEASURES];

  for (int i = 0; i < RNN_N_MEASURES; i++)
    values[i] = rnn_series_value (series, i, row);

  return (RnnMetrics) {
    .epoch = (guint32) (row + 1),
    .loss = values[RNN_MEASURE_LOSS],
    .accuracy = values[RNN_MEASURE_ACCURACY],
    .validation_loss = values[RNN_MEASURE_VALIDATION_LOSS],
    .validation_accuracy = values[RNN_MEASURE_VALIDATION_ACCURACY],
  };
}

/* Adds block @block of @level, all of whose rows there are; level −1 are the
 * rows themselves. */
static void
add_block (Range           *range,
           const RnnSeries *series,
           RnnMeasure       measure,
           int              level,
           gsize            block)
{
  gsize per_chunk = CHUNK >> FAN_BITS * (level + 1);
  const Column *column =
    series_chunk (series, block / per_chunk)->columns[measure];

  if (column == NULL)
    return;
  if (level < 0)
    range_add_value (range, column->values[block % per_chunk]);
  else
    range_add (range,
               &column->ranges[level_start[level] + block % per_chunk]);
}

/* Blocks up to the next whole block of the level above, at both ends, then the
 * same one level up with what lies between. */
gboolean
rnn_series_range (const RnnSeries *series,
                  RnnMeasure       measure,
                  gsize            first,
                  gsize            end,
                  double          *least,
                  double          *greatest)
{
  Range range = EMPTY;

  g_return_val_if_fail (series != NULL && measure < RNN_N_MEASURES, FALSE);
  g_return_val_if_fail (least != NULL && greatest != NULL, FALSE);

  end = MIN (end, series->length);
  for (int level = -1; first < end; level++)
    {
      gboolean top = level == LEVELS - 1;

      while (first < end && (top || first % FAN != 0))
        add_block (&range, series, measure, level, first++);
      while (first < end && end % FAN != 0)
        add_block (&range, series, measure, level, --end);
      first /= FAN;
      end /= FAN;
    }
  *least = range.least;
  *greatest = range.greatest;
  return range.least <= range.greatest;
}
