#include "ui/paint/curve-geometry.h"

#include <float.h>
#include <math.h>

#define MAX_Y_TICKS 6
#define MAX_X_TICKS 8
/* Room for each tick, in heights and widths of its label. */
#define Y_TICK_ROOM 1.9
#define X_TICK_ROOM 1.5
/* Below this many label heights the captions under the axis are left out. */
#define CAPTION_MIN_LINES 9.0
/* An axis with nothing on it is so much higher than what guessing reaches. */
#define EMPTY_HEADROOM 1.1
/* So many times what the shown run reaches is shown of others. */
#define GHOST_HEADROOM 1.5

const PaintTextStyle paint_curve_label_style = { .size = PAINT_SIZE_SMALL };

void
paint_curve_data_init (PaintCurveData    *data,
                       PaintCurveKind     kind,
                       const RnnFrame    *frame,
                       const RnnSeries   *series)
{
  gboolean comparable;

  g_return_if_fail (data && series);

  *data = (PaintCurveData) { .kind = kind, .series = series };
  if (!frame)
    return;

  /* A sum over a batch is as large as the batch is. */
  comparable
    = kind == PAINT_CURVE_ACCURACY || frame->spec.loss == RNN_LOSS_MEAN;
  data->epoch = frame->position.epoch;
  data->progress
    = frame->batches > 0 ? (double) frame->position.batch / frame->batches : 0;
  data->epochs = frame->spec.epochs;
  data->best_epoch = frame->best_epoch;
  data->n_classes = comparable ? frame->network.n_classes : 0;
  data->changes = frame->marks;
}

void
paint_curve_data_set_runs (PaintCurveData         *data,
                           const RnnRunList       *runs,
                           const RnnSeries *const *series,
                           const guint            *looks)
{
  g_return_if_fail (data && runs && series && looks);

  data->n_ghosts = 0;
  for (guint i = 0; i < runs->n; i++)
    {
      const RnnRunFact *run = &runs->runs[i];
      guint32 from
        = rnn_run_list_find (runs, run->parent) ? run->from.epoch : 0;

      if (run->number == runs->at_hand)
        data->from = from;
      else
        data->ghosts[data->n_ghosts++] = (PaintGhost) {
          .run = run->number,
          .name = run->name,
          .series = series[i],
          .from = from,
          .look = looks[i],
          .watched = runs->runs[i].number == runs->companion,
        };
    }
}

void
paint_curve_data_set_ghosts (PaintCurveData       *data,
                             const PaintCurveData *other)
{
  g_return_if_fail (data && other);

  data->from = other->from;
  data->n_ghosts = other->n_ghosts;
  for (guint i = 0; i < other->n_ghosts; i++)
    data->ghosts[i] = other->ghosts[i];
}

guint32
paint_curve_last_known (const PaintCurveData *data)
{
  gsize last = MAX (rnn_series_length (data->series), data->epoch);

  for (guint i = 0; i < data->n_ghosts; i++)
    last = MAX (last, rnn_series_length (data->ghosts[i].series));
  return (guint32) last;
}

const PaintGhost *
paint_curve_ghost (const PaintCurveData *data,
                   guint64               run)
{
  for (guint i = 0; i < data->n_ghosts; i++)
    if (data->ghosts[i].run == run)
      return &data->ghosts[i];
  return NULL;
}

double
paint_curve_ghost_at (const PaintGhost *ghost,
                      RnnMeasure        quantity,
                      guint32           epoch)
{
  return epoch > 0 ? rnn_series_value (ghost->series, quantity, epoch - 1)
                   : NAN;
}

RnnMeasure
paint_curve_trained (const PaintCurveData *data)
{
  return data->kind == PAINT_CURVE_LOSS ? RNN_MEASURE_LOSS
                                        : RNN_MEASURE_ACCURACY;
}

RnnMeasure
paint_curve_held_out (const PaintCurveData *data)
{
  return data->kind == PAINT_CURVE_LOSS ? RNN_MEASURE_VALIDATION_LOSS
                                        : RNN_MEASURE_VALIDATION_ACCURACY;
}

gboolean
paint_curve_has_validation (const PaintCurveData *data)
{
  double least, greatest;

  return rnn_series_range (data->series, paint_curve_held_out (data), 0,
                           G_MAXSIZE, &least, &greatest);
}

double
paint_curve_at (const PaintCurveData *data,
                RnnMeasure            quantity,
                guint32               epoch)
{
  return epoch > 0 ? rnn_series_value (data->series, quantity, epoch - 1)
                   : NAN;
}

double
paint_curve_chance (const PaintCurveData *data)
{
  if (data->n_classes < 2)
    return NAN;
  return data->kind == PAINT_CURVE_LOSS ? log (data->n_classes)
                                        : 1.0 / data->n_classes;
}

PaintColorName
paint_curve_color (const PaintCurveData *data)
{
  return data->kind == PAINT_CURVE_LOSS ? PAINT_COLOR_LOSS
                                        : PAINT_COLOR_ACCURACY;
}

const char *
paint_curve_number (const PaintCurveData *data,
                    double                value,
                    char                  buffer[PAINT_NUMBER_SIZE])
{
  if (data->kind == PAINT_CURVE_ACCURACY)
    return paint_number_percent (value, 0, buffer);
  return paint_number (value, 3, PAINT_NUMBER_PLAIN, buffer);
}

const char *
paint_curve_value (const PaintCurveData *data,
                   char                  buffer[PAINT_NUMBER_SIZE])
{
  double value;

  g_return_val_if_fail (data && data->series && buffer, NULL);

  buffer[0] = '\0';
  value = paint_curve_at (data, paint_curve_trained (data), data->epoch);
  return isfinite (value) ? paint_curve_number (data, value, buffer) : buffer;
}

const char *
paint_curve_y_label (const PaintCurveData *data,
                     const PaintTicks     *ticks,
                     guint                 i,
                     char                  buffer[PAINT_NUMBER_SIZE])
{
  double value = ticks->values[i];

  if (data->kind == PAINT_CURVE_ACCURACY)
    return paint_number_percent (value, MAX (0, ticks->decimals - 2), buffer);
  if (value == 0 || ticks->decimals < 0)
    return paint_number_full (value, PAINT_NUMBER_PLAIN, buffer);
  return paint_number (value, ticks->decimals, PAINT_NUMBER_PLAIN, buffer);
}

/* A ghost that went astray does not squeeze the shown curve. */
static void
add_ghosts (const PaintCurveData *data,
            gboolean             *found,
            double               *least,
            double               *greatest)
{
  double limit = *found ? GHOST_HEADROOM * *greatest : INFINITY;

  for (guint i = 0; i < data->n_ghosts; i++)
    {
      double low, high;

      if (!rnn_series_range (data->ghosts[i].series, paint_curve_trained (data),
                             0, G_MAXSIZE, &low, &high))
        continue;
      *least = MIN (*least, low);
      *greatest = MAX (*greatest, MIN (high, limit));
      *found = TRUE;
    }
}

/* The finite range of all curves and what guessing reaches. */
static gboolean
y_range (const PaintCurveData *data,
         double               *least,
         double               *greatest)
{
  RnnMeasure quantities[]
    = { paint_curve_trained (data), paint_curve_held_out (data) };
  double guess = paint_curve_chance (data);
  gboolean found = FALSE;

  *least = INFINITY;
  *greatest = -INFINITY;
  for (gsize i = 0; i < G_N_ELEMENTS (quantities); i++)
    {
      double low, high;

      if (!rnn_series_range (data->series, quantities[i], 0, G_MAXSIZE, &low,
                             &high))
        continue;
      *least = MIN (*least, low);
      *greatest = MAX (*greatest, high);
      found = TRUE;
    }
  add_ghosts (data, &found, least, greatest);
  if (isfinite (guess))
    {
      *least = MIN (*least, guess);
      *greatest = MAX (*greatest, found ? guess : guess * EMPTY_HEADROOM);
      found = TRUE;
    }
  return found;
}

static void
set_y_scale (const PaintCurveData *data,
             guint                 max_ticks,
             PaintScale           *y)
{
  double least, greatest;

  y->low = 0;
  y->high = 1;
  if (data->kind == PAINT_CURVE_ACCURACY || !y_range (data, &least, &greatest))
    return;

  /* A loss that was rounded to zero has no place on a logarithmic axis. */
  if (data->logarithmic && greatest > 0)
    {
      least = least > 0 ? least : greatest * FLT_EPSILON;
      y->logarithmic = TRUE;
      y->low = 1 / paint_scale_limit (1 / least);
      y->high = MAX (paint_scale_limit (greatest), 2 * y->low);
    }
  else
    y->high = paint_scale_ceiling (greatest, max_ticks);
}

static void
set_x_scale (const PaintCurveData *data,
             PaintScale           *x)
{
  guint32 known = paint_curve_last_known (data);

  x->low = 0;
  /* Beyond the plan it grows in steps, not with every epoch. */
  x->high = known > data->epochs ? paint_scale_ceiling (known, MAX_X_TICKS)
                                 : MAX (data->epochs, 1);
}

static guint
tick_count (double room,
            double each,
            guint  most)
{
  return (guint) CLAMP (room / each, 2, most);
}

static double
widest_y_label (const PaintCurveData *data,
                const PaintTheme     *theme,
                const PaintTicks     *ticks)
{
  char buffer[PAINT_NUMBER_SIZE];
  double width = 0;

  for (guint i = 0; i < ticks->n; i++)
    {
      const char *text = paint_curve_y_label (data, ticks, i, buffer);

      width = MAX (width, paint_text_width (theme, &paint_curve_label_style,
                                            text));
    }
  return width;
}

PaintCurveGeometry
paint_curve_geometry (PaintRect             area,
                      const PaintCurveData *data,
                      const PaintTheme     *theme)
{
  double line = paint_text_height (theme, &paint_curve_label_style);
  double gap = paint_theme_scaled (theme, PAINT_CURVE_TICK_GAP);
  PaintCurveGeometry g = { .plot = area, .caption = area };
  char end[PAINT_NUMBER_SIZE];
  double end_width, left;
  guint n;

  g.caption.height = area.height >= CAPTION_MIN_LINES * line ? line + gap / 2
                                                             : 0;
  g.caption.y = area.y + area.height - g.caption.height;
  g.plot.y += line / 2;
  g.plot.height
    = MAX (0, g.caption.y - line - gap / 2 - g.plot.y);

  n = tick_count (g.plot.height, Y_TICK_ROOM * line, MAX_Y_TICKS);
  set_y_scale (data, n, &g.y);
  g.y.start = g.plot.y + g.plot.height;
  g.y.end = g.plot.y;
  paint_scale_ticks (&g.y, n, FALSE, &g.y_ticks);

  set_x_scale (data, &g.x);
  end_width
    = paint_text_width (theme, &paint_curve_label_style,
                        paint_number_whole ((guint64) g.x.high, end));
  left = widest_y_label (data, theme, &g.y_ticks) + gap;
  g.plot.x += left;
  g.plot.width = MAX (0, g.plot.width - left - MAX (end_width / 2, gap));
  g.x.start = g.plot.x;
  g.x.end = g.plot.x + g.plot.width;
  paint_scale_ticks (&g.x,
                     tick_count (g.plot.width, X_TICK_ROOM * end_width,
                                 MAX_X_TICKS),
                     TRUE, &g.x_ticks);
  return g;
}

gboolean
paint_curve_is_drawable (const PaintCurveGeometry *g)
{
  return g->plot.width > 2 * PAINT_CURVE_DOT_RADIUS
         && g->plot.height > 2 * PAINT_CURVE_DOT_RADIUS;
}

