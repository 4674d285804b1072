#include <math.h>

#include "ui/paint/curve-geometry.h"

#define FUTURE_WIDTH 1.3
#define FUTURE_ALPHA 0.45
/* More rows than this on a device pixel are drawn as a band. */
#define MAX_ROWS_PER_PIXEL 1.0

const PaintLook paint_curve_validation
  = { PAINT_COLOR_VALIDATION, .n_dashes = 2, .dashes = { 6, 4 } };

/* What one curve is drawn with. */
typedef struct
{
  const RnnSeries *series;
  RnnMeasure       quantity;
  const PaintLook *look;
  double           column;    /* a device pixel */
} Brush;

typedef struct
{
  cairo_t *cr;
  gboolean open;              /* there is a last point */
} Pen;

static void
pen_to (Pen    *pen,
        double  x,
        double  y)
{
  /* A lone point is a dot with round caps. */
  if (!pen->open)
    cairo_move_to (pen->cr, x, y);
  cairo_line_to (pen->cr, x, y);
  pen->open = TRUE;
}

/* One row; a number that is not finite breaks the curve. */
static void
pen_to_row (Pen                      *pen,
            const PaintCurveGeometry *g,
            const RnnSeries          *series,
            RnnMeasure                quantity,
            gsize                     row)
{
  double value = rnn_series_value (series, quantity, row);

  if (isfinite (value))
    pen_to (pen, paint_scale_pixel (&g->x, row + 1),
            paint_scale_pixel (&g->y, value));
  else
    pen->open = FALSE;
}

static void
curve_path (cairo_t                  *cr,
            const PaintCurveGeometry *g,
            const RnnSeries          *series,
            RnnMeasure                quantity,
            gsize                     first,
            gsize                     end)
{
  Pen pen = { .cr = cr };

  for (gsize row = first; row < end; row++)
    pen_to_row (&pen, g, series, quantity, row);
}

/* Many rows on a pixel: the band between the least and the greatest of each
 * pixel column, as wide as a pen would make it. */
typedef struct
{
  double x;
  double top, bottom;
} BandPoint;

static void
band_close (cairo_t *cr,
            GArray  *points)
{
  const BandPoint *band = (const BandPoint *) (gpointer) points->data;

  cairo_new_sub_path (cr);
  for (guint i = 0; i < points->len; i++)
    cairo_line_to (cr, band[i].x, band[i].top);
  for (guint i = points->len; i > 0; i--)
    cairo_line_to (cr, band[i - 1].x, band[i - 1].bottom);
  if (points->len > 0)
    cairo_close_path (cr);
  g_array_set_size (points, 0);
}

static gsize
row_at (const PaintCurveGeometry *g,
        double                    x)
{
  return (gsize) MAX (ceil (paint_scale_value (&g->x, x) - 1), 0);
}

/* Whether a dashed line has a gap there. */
static gboolean
is_gap (const PaintLook *look,
        double           x)
{
  double cycle = 0, at = 0;

  if (look->n_dashes == 0)
    return FALSE;

  for (guint i = 0; i < look->n_dashes; i++)
    cycle += look->dashes[i];
  x = fmod (x, cycle);
  for (guint i = 0; i < look->n_dashes; i++)
    {
      at += look->dashes[i];
      if (x < at)
        return i % 2 == 1;
    }
  return TRUE;
}

static void
band_path (cairo_t                  *cr,
           const PaintCurveGeometry *g,
           const Brush              *brush,
           gsize                     first,
           gsize                     end,
           double                    width)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (BandPoint));
  double start = floor (paint_scale_pixel (&g->x, first + 1));
  double stop = paint_scale_pixel (&g->x, end);

  for (double x = start; x <= stop; x += brush->column)
    {
      gsize from = MAX (row_at (g, x - width / 3), first);
      gsize until = MIN (row_at (g, x + brush->column + width / 3), end);
      double least, greatest;

      if (!is_gap (brush->look, x)
          && rnn_series_range (brush->series, brush->quantity, from, until,
                               &least, &greatest))
        {
          const BandPoint point = {
            .x = x + brush->column / 2,
            .top = paint_scale_pixel (&g->y, greatest) - width / 2,
            .bottom = paint_scale_pixel (&g->y, least) + width / 2,
          };

          g_array_append_val (points, point);
        }
      else
        band_close (cr, points);
    }
  band_close (cr, points);
  g_array_unref (points);
}

static void
draw_rows (cairo_t                  *cr,
           const PaintCurveGeometry *g,
           const Brush              *brush,
           gsize                     first,
           gsize                     end,
           double                    width)
{
  double pixels = (paint_scale_pixel (&g->x, end)
                   - paint_scale_pixel (&g->x, first + 1))
                  / brush->column;

  if (end - first > MAX_ROWS_PER_PIXEL * pixels + 1)
    {
      band_path (cr, g, brush, first, end, width);
      cairo_fill (cr);
      return;
    }
  cairo_set_dash (cr, brush->look->dashes, brush->look->n_dashes, 0);
  cairo_set_line_cap (cr, brush->look->n_dashes > 0 ? CAIRO_LINE_CAP_BUTT
                                                    : CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, width);
  curve_path (cr, g, brush->series, brush->quantity, first, end);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

void
paint_curve_rows (cairo_t                  *cr,
                  const PaintCurveGeometry *g,
                  const RnnSeries          *series,
                  RnnMeasure                quantity,
                  const PaintLook          *look,
                  gsize                     first,
                  gsize                     end,
                  double                    width,
                  const PaintTheme         *theme)
{
  const Brush brush = { .series = series,
                        .quantity = quantity,
                        .look = look,
                        .column = 1 / MAX (theme->scale_factor, 1) };

  draw_rows (cr, g, &brush, first, end, width);
}

void
paint_curve_clip (cairo_t                  *cr,
                  const PaintCurveGeometry *g)
{
  double margin = PAINT_CURVE_LINE_WIDTH;

  cairo_rectangle (cr, g->plot.x - margin, g->plot.y - margin,
                   g->plot.width + 2 * margin, g->plot.height + 2 * margin);
  cairo_clip (cr);
}

static void
draw_curve (cairo_t                  *cr,
            const PaintCurveGeometry *g,
            const PaintCurveData     *data,
            RnnMeasure                quantity,
            const PaintLook          *look,
            const PaintTheme         *theme)
{
  gsize known = rnn_series_length (data->series);
  gsize past = MIN (data->epoch, known);
  const PaintColor *color = paint_theme_color (theme, look->color);
  PaintColor faint = paint_color_fade (color, FUTURE_ALPHA);

  if (known > past)
    {
      paint_set_source (cr, &faint);
      paint_curve_rows (cr, g, data->series, quantity, look,
                        past > 0 ? past - 1 : 0, known, FUTURE_WIDTH, theme);
    }
  if (past > 0)
    {
      paint_set_source (cr, color);
      paint_curve_rows (cr, g, data->series, quantity, look, 0, past,
                        PAINT_CURVE_LINE_WIDTH, theme);
    }
}

void
paint_curve_lines (cairo_t                  *cr,
                   const PaintCurveGeometry *g,
                   const PaintCurveData     *data,
                   const PaintTheme         *theme)
{
  const PaintLook trained = { .color = paint_curve_color (data) };

  cairo_save (cr);
  paint_curve_clip (cr, g);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (paint_curve_has_validation (data))
    draw_curve (cr, g, data, paint_curve_held_out (data),
                &paint_curve_validation, theme);
  draw_curve (cr, g, data, paint_curve_trained (data), &trained, theme);
  cairo_restore (cr);
}

gboolean
paint_curve_crosses (const PaintCurveGeometry *g,
                     const RnnSeries          *series,
                     RnnMeasure                quantity,
                     gsize                     first,
                     const PaintRect          *rect)
{
  double start = floor (paint_scale_value (&g->x, rect->x)) - 1;
  double end = ceil (paint_scale_value (&g->x, rect->x + rect->width));
  double least, greatest;

  return end >= 0
         && rnn_series_range (series, quantity, MAX (first, MAX (start, 0)),
                              (gsize) end, &least, &greatest)
         && paint_scale_pixel (&g->y, greatest) < rect->y + rect->height
         && paint_scale_pixel (&g->y, least) > rect->y;
}
