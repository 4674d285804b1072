#include "ui/paint/curve.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/paint/curve-geometry.h"

#define LINE_WIDTH 2.2
#define FUTURE_WIDTH 1.3
#define FUTURE_ALPHA 0.45
#define DOT_RIM 1.5
#define BEST_RADIUS 6.5
#define BEST_MARK 4.5
#define PLATE_ALPHA 0.85
#define LABEL_GAP 4.0
/* Of the width, for a label inside the plot at most. */
#define LABEL_SHARE 0.75
/* More rows than this on a device pixel are drawn as a band. */
#define MAX_ROWS_PER_PIXEL 1.0

static const PaintTextStyle hint_style = { .size = PAINT_SIZE_BODY };
static const double dashes[] = { 6, 4 };
static const double dots[] = { 1.5, 3.5 };

static double
sharp (double pixel)
{
  return floor (pixel) + 0.5;
}

static void
draw_axes (cairo_t                  *cr,
           const PaintCurveGeometry *g,
           const PaintCurveData     *data,
           const PaintTheme         *theme)
{
  const PaintColor *dim = paint_theme_color (theme, PAINT_COLOR_TEXT_DIM);
  double line = paint_text_height (theme, &paint_curve_label_style);
  double gap = paint_theme_scaled (theme, PAINT_CURVE_TICK_GAP);
  char buffer[PAINT_NUMBER_SIZE];

  cairo_set_line_width (cr, 1);
  for (guint i = 0; i < g->y_ticks.n; i++)
    {
      double y = paint_scale_pixel (&g->y, g->y_ticks.values[i]);

      cairo_move_to (cr, g->plot.x, sharp (y));
      cairo_line_to (cr, g->plot.x + g->plot.width, sharp (y));
      paint_set_source (cr, paint_theme_color (
                              theme, i == 0 ? PAINT_COLOR_AXIS
                                            : PAINT_COLOR_GRID));
      cairo_stroke (cr);
      paint_text_at (cr, theme, &paint_curve_label_style, dim, PAINT_ALIGN_END,
                     g->plot.x - gap, y,
                     paint_curve_y_label (data, &g->y_ticks, i, buffer));
    }
  for (guint i = 0; i < g->x_ticks.n; i++)
    {
      double value = g->x_ticks.values[i];

      paint_text_at (cr, theme, &paint_curve_label_style, dim,
                     PAINT_ALIGN_CENTER, paint_scale_pixel (&g->x, value),
                     g->y.start + gap / 2 + line / 2,
                     paint_number_whole ((guint64) value, buffer));
    }
}

/* @brief: without the word. */
static char *
chance_label (const PaintCurveData *data,
              gboolean              brief)
{
  char value[PAINT_NUMBER_SIZE];

  if (data->kind == PAINT_CURVE_ACCURACY)
    {
      paint_number_percent (paint_curve_chance (data),
                            100 % data->n_classes == 0 ? 0 : 1, value);
      if (brief)
        return g_strdup (value);
      /* Translators: what guessing would reach, e.g. "guessing: 20 %" */
      return g_strdup_printf (_("guessing: %s"), value);
    }
  paint_curve_number (data, paint_curve_chance (data), value);
  if (brief)
    return g_strdup_printf ("ln %u = %s", data->n_classes, value);
  /* Translators: the loss of guessing, e.g. "guessing: ln 5 = 1.609" */
  return g_strdup_printf (_("guessing: ln %u = %s"), data->n_classes, value);
}

/* Above the line at the right, where a falling loss and a rising accuracy both
 * leave room, on a plate, since the line of the present epoch may pass there. */
static gboolean
draw_chance_label (cairo_t                  *cr,
                   const PaintCurveGeometry *g,
                   double                    y,
                   const char               *label,
                   const PaintTheme         *theme)
{
  double line = paint_text_height (theme, &paint_curve_label_style);
  PaintRect plate = { .height = line };
  PaintColor color;

  plate.width = paint_text_width (theme, &paint_curve_label_style, label)
                + 2 * LABEL_GAP;
  plate.x = g->plot.x + g->plot.width - plate.width;
  plate.y = y - line - 1 >= g->plot.y ? y - line - 1 : y + 1;
  if (plate.width > LABEL_SHARE * g->plot.width || plate.y + line > g->y.start)
    return FALSE;

  color = paint_color_fade (paint_theme_color (theme, PAINT_COLOR_CARD),
                            PLATE_ALPHA);
  cairo_rectangle (cr, plate.x, plate.y, plate.width, plate.height);
  paint_set_source (cr, &color);
  cairo_fill (cr);
  paint_text_in (cr, theme, &paint_curve_label_style,
                 paint_theme_color (theme, PAINT_COLOR_TEXT_DIM),
                 PAINT_ALIGN_CENTER, plate, label);
  return TRUE;
}

static void
draw_chance (cairo_t                  *cr,
             const PaintCurveGeometry *g,
             const PaintCurveData     *data,
             const PaintTheme         *theme)
{
  double y = paint_scale_pixel (&g->y, paint_curve_chance (data));

  if (!isfinite (paint_curve_chance (data)))
    return;

  cairo_move_to (cr, g->plot.x, sharp (y));
  cairo_line_to (cr, g->plot.x + g->plot.width, sharp (y));
  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_TEXT_DIM));
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dots, G_N_ELEMENTS (dots), 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);

  for (int brief = FALSE; brief <= TRUE; brief++)
    {
      g_autofree char *label = chance_label (data, brief);

      if (draw_chance_label (cr, g, y, label, theme))
        break;
    }
}

/* What one curve is drawn with. */
typedef struct
{
  const PaintSeries *series;
  PaintQuantity      quantity;
  PaintColorName     color;
  gboolean           dashed;
  double             column;    /* a device pixel */
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
            const PaintSeries        *series,
            PaintQuantity             quantity,
            gsize                     row)
{
  double value = paint_series_value (series, quantity, row);

  if (isfinite (value))
    pen_to (pen, paint_scale_pixel (&g->x, row + 1),
            paint_scale_pixel (&g->y, value));
  else
    pen->open = FALSE;
}

static void
curve_path (cairo_t                  *cr,
            const PaintCurveGeometry *g,
            const PaintSeries        *series,
            PaintQuantity             quantity,
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
  double cycle = dashes[0] + dashes[1];

  for (double x = start; x <= stop; x += brush->column)
    {
      gsize from = MAX (row_at (g, x - width / 3), first);
      gsize until = MIN (row_at (g, x + brush->column + width / 3), end);
      gboolean pause = brush->dashed && fmod (x, cycle) >= dashes[0];
      double least, greatest;

      if (!pause
          && paint_series_range (brush->series, brush->quantity, from, until,
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
  if (brush->dashed)
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_set_line_cap (cr, brush->dashed ? CAIRO_LINE_CAP_BUTT
                                        : CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, width);
  curve_path (cr, g, brush->series, brush->quantity, first, end);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_curve (cairo_t                  *cr,
            const PaintCurveGeometry *g,
            const PaintCurveData     *data,
            const PaintTheme         *theme,
            const Brush              *brush)
{
  gsize known = paint_series_length (data->series);
  gsize past = MIN (data->epoch, known);
  const PaintColor *color = paint_theme_color (theme, brush->color);
  PaintColor faint = paint_color_fade (color, FUTURE_ALPHA);

  if (known > past)
    {
      paint_set_source (cr, &faint);
      draw_rows (cr, g, brush, past > 0 ? past - 1 : 0, known, FUTURE_WIDTH);
    }
  if (past > 0)
    {
      paint_set_source (cr, color);
      draw_rows (cr, g, brush, 0, past, LINE_WIDTH);
    }
}

static void
draw_curves (cairo_t                  *cr,
             const PaintCurveGeometry *g,
             const PaintCurveData     *data,
             const PaintTheme         *theme)
{
  Brush brush = { .series = data->series,
                  .column = 1 / MAX (theme->scale_factor, 1),
                  .quantity = paint_curve_held_out (data),
                  .color = PAINT_COLOR_VALIDATION,
                  .dashed = TRUE };

  cairo_save (cr);
  cairo_rectangle (cr, g->plot.x - LINE_WIDTH, g->plot.y - LINE_WIDTH,
                   g->plot.width + 2 * LINE_WIDTH,
                   g->plot.height + 2 * LINE_WIDTH);
  cairo_clip (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (paint_curve_has_validation (data))
    draw_curve (cr, g, data, theme, &brush);
  brush.quantity = paint_curve_trained (data);
  brush.color = paint_curve_color (data);
  brush.dashed = FALSE;
  draw_curve (cr, g, data, theme, &brush);
  cairo_restore (cr);
}

static void
draw_dot (cairo_t                  *cr,
          const PaintCurveGeometry *g,
          const PaintTheme         *theme,
          double                    epoch,
          double                    value,
          double                    radius,
          PaintColorName            name)
{
  if (!isfinite (value))
    return;
  cairo_arc (cr, paint_scale_pixel (&g->x, epoch),
             paint_scale_pixel (&g->y, value), radius, 0, 2 * G_PI);
  paint_set_source (cr, paint_theme_color (theme, name));
  cairo_fill_preserve (cr);
  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_CARD));
  cairo_set_line_width (cr, DOT_RIM);
  cairo_stroke (cr);
}

static void
draw_present_line (cairo_t                  *cr,
                   const PaintCurveGeometry *g,
                   const PaintCurveData     *data,
                   const PaintTheme         *theme)
{
  double x = sharp (paint_scale_pixel (&g->x, data->epoch + data->progress));

  cairo_move_to (cr, x, g->plot.y);
  cairo_line_to (cr, x, g->y.start);
  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_TEXT_DIM));
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
best_mark_path (cairo_t *cr,
                double   x,
                double   y)
{
  cairo_move_to (cr, x, y - BEST_MARK);
  cairo_line_to (cr, x + BEST_MARK, y + BEST_MARK);
  cairo_line_to (cr, x - BEST_MARK, y + BEST_MARK);
  cairo_close_path (cr);
}

/* A wedge on the axis and, when it is not the present epoch with its dot, a ring
 * on the curve that decides which epoch is the best. */
static void
draw_best (cairo_t                  *cr,
           const PaintCurveGeometry *g,
           const PaintCurveData     *data,
           const PaintTheme         *theme)
{
  double x = paint_scale_pixel (&g->x, data->best_epoch);
  double value
    = paint_curve_at (data, paint_curve_held_out (data), data->best_epoch);

  if (!isfinite (value))
    value = paint_curve_at (data, paint_curve_trained (data), data->best_epoch);
  if (!isfinite (value))
    return;

  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_TARGET));
  best_mark_path (cr, x, g->y.start - BEST_MARK);
  cairo_fill (cr);
  if (data->best_epoch == data->epoch)
    return;
  cairo_arc (cr, x, paint_scale_pixel (&g->y, value), BEST_RADIUS, 0, 2 * G_PI);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_stroke (cr);
}

/* "▲ best: 100" at the left of @room, which loses what it takes. */
static void
draw_best_caption (cairo_t              *cr,
                   PaintRect            *room,
                   const PaintCurveData *data,
                   const PaintTheme     *theme)
{
  const PaintColor *color = paint_theme_color (theme, PAINT_COLOR_TARGET);
  double gap = paint_theme_scaled (theme, PAINT_CURVE_TICK_GAP);
  double middle = room->y + room->height / 2;
  char count[PAINT_NUMBER_SIZE];
  /* Translators: the best epoch's number, beside a wedge */
  g_autofree char *text = g_strdup_printf (
    _("best: %s"), paint_number_whole (data->best_epoch, count));
  double width = 2 * BEST_MARK + gap
                 + paint_text_width (theme, &paint_curve_label_style, text);

  if (width > room->width)
    return;

  best_mark_path (cr, room->x + BEST_MARK, middle);
  paint_set_source (cr, color);
  cairo_fill (cr);
  paint_text_at (cr, theme, &paint_curve_label_style, color, PAINT_ALIGN_START,
                 room->x + 2 * BEST_MARK + gap, middle, text);
  room->x += width + gap;
  room->width -= width + gap;
}

/* "- - validation" at the right of @room. */
static void
draw_validation_caption (cairo_t          *cr,
                         PaintRect        *room,
                         const PaintTheme *theme)
{
  const char *text = _("validation");
  double gap = paint_theme_scaled (theme, PAINT_CURVE_TICK_GAP);
  double middle = room->y + room->height / 2;
  double right = room->x + room->width;
  double dash = dashes[0] * 2 + dashes[1];
  double width = dash + gap
                 + paint_text_width (theme, &paint_curve_label_style, text);

  if (width > room->width)
    return;

  paint_text_at (cr, theme, &paint_curve_label_style,
                 paint_theme_color (theme, PAINT_COLOR_TEXT_DIM),
                 PAINT_ALIGN_END, right, middle, text);
  cairo_move_to (cr, right - width, sharp (middle));
  cairo_rel_line_to (cr, dash, 0);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_set_line_width (cr, LINE_WIDTH);
  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_VALIDATION));
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  room->width -= width + gap;
}

/* Under the axis; what it counts, in its middle, when there is room. */
static void
draw_captions (cairo_t                  *cr,
               const PaintCurveGeometry *g,
               const PaintCurveData     *data,
               const PaintTheme         *theme)
{
  PaintRect room = g->caption;
  const char *epoch = C_("axis", "epoch");
  double width = paint_text_width (theme, &paint_curve_label_style, epoch);
  double center = g->plot.x + g->plot.width / 2;

  if (room.height <= 0)
    return;

  if (data->best_epoch > 0)
    draw_best_caption (cr, &room, data, theme);
  if (paint_curve_has_validation (data))
    draw_validation_caption (cr, &room, theme);
  if (center - width / 2 >= room.x
      && center + width / 2 <= room.x + room.width)
    paint_text_at (cr, theme, &paint_curve_label_style,
                   paint_theme_color (theme, PAINT_COLOR_TEXT_DIM),
                   PAINT_ALIGN_CENTER, center, room.y + room.height / 2, epoch);
}

static void
draw_hint (cairo_t                  *cr,
           const PaintCurveGeometry *g,
           const PaintTheme         *theme)
{
  const char *hint = _("The curve begins with the first epoch.");
  double margin = MIN (g->plot.width / 8, paint_theme_scaled (theme, 24));
  PaintRect room = paint_rect_inset (&g->plot, margin);
  double height
    = ceil (paint_text_wrapped_height (theme, &hint_style, room.width,
                                       room.height, hint));

  room.y += (room.height - height) / 2;
  room.height = height;
  paint_text_wrapped (cr, theme, &hint_style,
                      paint_theme_color (theme, PAINT_COLOR_TEXT_DIM), room,
                      hint);
}

void
paint_curve (cairo_t              *cr,
             PaintRect             area,
             const PaintCurveData *data,
             const PaintTheme     *theme)
{
  PaintCurveGeometry g;

  g_return_if_fail (cr && data && data->series && theme);

  g = paint_curve_geometry (area, data, theme);
  if (!paint_curve_is_drawable (&g))
    return;

  cairo_save (cr);
  draw_axes (cr, &g, data, theme);
  draw_present_line (cr, &g, data, theme);
  draw_chance (cr, &g, data, theme);
  if (paint_series_length (data->series) == 0)
    draw_hint (cr, &g, theme);
  draw_curves (cr, &g, data, theme);
  draw_dot (cr, &g, theme, data->epoch,
            paint_curve_at (data, paint_curve_trained (data), data->epoch),
            PAINT_CURVE_DOT_RADIUS, paint_curve_color (data));
  draw_best (cr, &g, data, theme);
  draw_captions (cr, &g, data, theme);
  cairo_restore (cr);
}
