#include "ui/paint/series.h"

#include <math.h>

#define FAN 16
/* FAN to this power is more rows than there is memory for. */
#define MAX_LEVELS 10

typedef struct
{
  double least, greatest;     /* +∞, −∞: nothing finite */
} Range;

/* Level k has one range for every FAN^(k+1) values. */
typedef struct
{
  GArray *values;             /* double */
  GArray *levels[MAX_LEVELS]; /* Range; NULL above what was needed */
} Channel;

struct _PaintSeries
{
  Channel channels[PAINT_N_QUANTITIES];
};

static const Range EMPTY = { .least = INFINITY, .greatest = -INFINITY };

static void
range_add (Range *range,
           Range  other)
{
  range->least = MIN (range->least, other.least);
  range->greatest = MAX (range->greatest, other.greatest);
}

static Range
range_of_value (double value)
{
  return isfinite (value) ? (Range) { .least = value, .greatest = value }
                          : EMPTY;
}

PaintSeries *
paint_series_new (void)
{
  PaintSeries *series = g_new0 (PaintSeries, 1);

  for (int i = 0; i < PAINT_N_QUANTITIES; i++)
    series->channels[i].values = g_array_new (FALSE, FALSE, sizeof (double));
  return series;
}

void
paint_series_free (PaintSeries *series)
{
  if (!series)
    return;

  for (int i = 0; i < PAINT_N_QUANTITIES; i++)
    {
      g_array_unref (series->channels[i].values);
      for (int level = 0; level < MAX_LEVELS; level++)
        g_clear_pointer (&series->channels[i].levels[level], g_array_unref);
    }
  g_free (series);
}

/* Entry @i of a level, where level −1 is the values themselves. */
static Range
channel_entry (const Channel *channel,
               int            level,
               gsize          i)
{
  if (level < 0)
    return range_of_value (g_array_index (channel->values, double, i));
  return g_array_index (channel->levels[level], Range, i);
}

static gsize
channel_length (const Channel *channel,
                int            level)
{
  if (level < 0)
    return channel->values->len;
  return channel->levels[level] ? channel->levels[level]->len : 0;
}

static Range
channel_block (const Channel *channel,
               int            level,
               gsize          block)
{
  gsize end = MIN ((block + 1) * FAN, channel_length (channel, level - 1));
  Range range = EMPTY;

  for (gsize i = block * FAN; i < end; i++)
    range_add (&range, channel_entry (channel, level - 1, i));
  return range;
}

static void
channel_append (Channel *channel,
                double   value)
{
  Range range = range_of_value (value);
  gsize i = channel->values->len;

  g_array_append_val (channel->values, value);
  /* A level is begun when the one below it has more than one entry. */
  for (int level = 0;
       level < MAX_LEVELS && (i > 0 || channel->levels[level]); level++)
    {
      GArray **entries = &channel->levels[level];

      i /= FAN;
      if (!*entries)
        *entries = g_array_new (FALSE, FALSE, sizeof (Range));
      if (i < (*entries)->len)
        range_add (&g_array_index (*entries, Range, i), range);
      else
        {
          Range block = channel_block (channel, level, i);

          g_array_append_val (*entries, block);
        }
    }
}

static void
channel_truncate (Channel *channel,
                  gsize    length)
{
  g_array_set_size (channel->values, (guint) length);
  for (int level = 0; level < MAX_LEVELS && channel->levels[level]; level++)
    {
      GArray *entries = channel->levels[level];

      length = (length + FAN - 1) / FAN;
      g_array_set_size (entries, (guint) MIN (length, entries->len));
      if (entries->len > 0)
        g_array_index (entries, Range, entries->len - 1)
          = channel_block (channel, level, entries->len - 1);
    }
}

void
paint_series_update (PaintSeries      *series,
                     gsize             n_kept,
                     const RnnMetrics *rows,
                     gsize             n_rows)
{
  g_return_if_fail (series && (rows || n_rows == 0));

  if (n_kept < paint_series_length (series))
    for (int i = 0; i < PAINT_N_QUANTITIES; i++)
      channel_truncate (&series->channels[i], n_kept);

  for (gsize i = 0; i < n_rows; i++)
    {
      channel_append (&series->channels[PAINT_LOSS], rows[i].loss);
      channel_append (&series->channels[PAINT_ACCURACY], rows[i].accuracy);
      channel_append (&series->channels[PAINT_VALIDATION_LOSS],
                      rows[i].validation_loss);
      channel_append (&series->channels[PAINT_VALIDATION_ACCURACY],
                      rows[i].validation_accuracy);
    }
}

gsize
paint_series_length (const PaintSeries *series)
{
  g_return_val_if_fail (series, 0);

  return series->channels[PAINT_LOSS].values->len;
}

double
paint_series_value (const PaintSeries *series,
                    PaintQuantity      quantity,
                    gsize              row)
{
  g_return_val_if_fail (series && quantity < PAINT_N_QUANTITIES, NAN);

  if (row >= paint_series_length (series))
    return NAN;
  return g_array_index (series->channels[quantity].values, double, row);
}

/* Entries up to the next whole block of the level above, at both ends, then the
 * same one level up with what lies between. */
static Range
channel_range (const Channel *channel,
               gsize          first,
               gsize          end)
{
  Range range = EMPTY;

  for (int level = -1; first < end; level++)
    {
      gboolean top = level + 1 >= MAX_LEVELS
                     || channel_length (channel, level + 1) == 0;

      while (first < end && (top || first % FAN != 0))
        range_add (&range, channel_entry (channel, level, first++));
      while (first < end && end % FAN != 0)
        range_add (&range, channel_entry (channel, level, --end));
      first /= FAN;
      end /= FAN;
    }
  return range;
}

gboolean
paint_series_range (const PaintSeries *series,
                    PaintQuantity      quantity,
                    gsize              first,
                    gsize              end,
                    double            *least,
                    double            *greatest)
{
  Range range;

  g_return_val_if_fail (series && quantity < PAINT_N_QUANTITIES, FALSE);
  g_return_val_if_fail (least && greatest, FALSE);

  end = MIN (end, paint_series_length (series));
  if (first >= end)
    return FALSE;

  range = channel_range (&series->channels[quantity], first, end);
  *least = range.least;
  *greatest = range.greatest;
  return range.least <= range.greatest;
}
