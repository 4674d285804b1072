#include "ui/paint/curve.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/paint/curve-geometry.h"

#define DOT_RIM 1.5
#define BEST_RADIUS 6.5
#define BRANCH_RADIUS 3.5
#define BEST_MARK 4.5
#define PLATE_ALPHA 0.85
#define LABEL_GAP 4.0
/* Of the width, for a label inside the plot at most. */
#define LABEL_SHARE 0.75

static const PaintTextStyle hint_style = { .size = PAINT_SIZE_BODY };
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
 * leave room; empty when @label does not fit. */
static PaintRect
chance_plate (const PaintCurveGeometry *g,
              const PaintCurveData     *data,
              const PaintTheme         *theme,
              const char               *label)
{
  double line = paint_text_height (theme, &paint_curve_label_style);
  double y = paint_scale_pixel (&g->y, paint_curve_chance (data));
  PaintRect plate = { .height = line };

  plate.width = paint_text_width (theme, &paint_curve_label_style, label)
                + 2 * LABEL_GAP;
  plate.x = g->plot.x + g->plot.width - plate.width;
  plate.y = y - line - 1 >= g->plot.y ? y - line - 1 : y + 1;
  if (plate.width > LABEL_SHARE * g->plot.width || plate.y + line > g->y.start)
    return (PaintRect) { 0 };
  return plate;
}

/* The longest label that fits (transfer full), and where; NULL: none. */
static char *
choose_chance_label (const PaintCurveGeometry *g,
                     const PaintCurveData     *data,
                     const PaintTheme         *theme,
                     PaintRect                *plate)
{
  for (int brief = FALSE; brief <= TRUE; brief++)
    {
      g_autofree char *label = chance_label (data, brief);

      *plate = chance_plate (g, data, theme, label);
      if (plate->width > 0)
        return g_steal_pointer (&label);
    }
  return NULL;
}

PaintRect
paint_curve_chance_plate (const PaintCurveGeometry *g,
                          const PaintCurveData     *data,
                          const PaintTheme         *theme)
{
  g_autofree char *label = NULL;
  PaintRect plate = { 0 };

  if (isfinite (paint_curve_chance (data)))
    label = choose_chance_label (g, data, theme, &plate);
  return plate;
}

/* On a plate, since the line of the present epoch may pass there. */
static void
draw_chance_label (cairo_t          *cr,
                   PaintRect         plate,
                   const char       *label,
                   const PaintTheme *theme)
{
  PaintColor color = paint_color_fade (
    paint_theme_color (theme, PAINT_COLOR_CARD), PLATE_ALPHA);

  cairo_rectangle (cr, plate.x, plate.y, plate.width, plate.height);
  paint_set_source (cr, &color);
  cairo_fill (cr);
  paint_text_in (cr, theme, &paint_curve_label_style,
                 paint_theme_color (theme, PAINT_COLOR_TEXT_DIM),
                 PAINT_ALIGN_CENTER, plate, label);
}

static void
draw_chance (cairo_t                  *cr,
             const PaintCurveGeometry *g,
             const PaintCurveData     *data,
             const PaintTheme         *theme)
{
  double y = paint_scale_pixel (&g->y, paint_curve_chance (data));
  g_autofree char *label = NULL;
  PaintRect plate;

  if (!isfinite (paint_curve_chance (data)))
    return;

  cairo_move_to (cr, g->plot.x, sharp (y));
  cairo_line_to (cr, g->plot.x + g->plot.width, sharp (y));
  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_TEXT_DIM));
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dots, G_N_ELEMENTS (dots), 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);

  label = choose_chance_label (g, data, theme, &plate);
  if (label != NULL)
    draw_chance_label (cr, plate, label, theme);
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

/* Where the shown run left another one. */
static void
draw_branch_point (cairo_t                  *cr,
                   const PaintCurveGeometry *g,
                   const PaintCurveData     *data,
                   const PaintTheme         *theme)
{
  double value = paint_curve_at (data, paint_curve_trained (data), data->from);

  if (!isfinite (value) || data->from == data->epoch)
    return;
  cairo_arc (cr, paint_scale_pixel (&g->x, data->from),
             paint_scale_pixel (&g->y, value), BRANCH_RADIUS, 0, 2 * G_PI);
  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_CARD));
  cairo_fill_preserve (cr);
  paint_set_source (cr, paint_theme_color (theme, paint_curve_color (data)));
  cairo_set_line_width (cr, PAINT_CURVE_LINE_WIDTH);
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
  cairo_set_line_width (cr, PAINT_CURVE_LINE_WIDTH);
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
  const double *dashes = paint_curve_validation.dashes;
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
  cairo_set_dash (cr, dashes, paint_curve_validation.n_dashes, 0);
  cairo_set_line_width (cr, PAINT_CURVE_LINE_WIDTH);
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

/* Takes the larger part of @room, above or below what guessing reaches and its
 * label, when the middle @height of it would cross them. */
static void
avoid_chance (PaintRect                *room,
              double                    height,
              const PaintCurveGeometry *g,
              const PaintCurveData     *data,
              const PaintTheme         *theme)
{
  PaintRect plate = paint_curve_chance_plate (g, data, theme);
  double y = paint_scale_pixel (&g->y, paint_curve_chance (data));
  double middle = room->y + room->height / 2;
  double bottom = room->y + room->height;
  double from = y, to = y;

  if (!isfinite (y))
    return;
  if (plate.width > 0)
    {
      from = MIN (y, plate.y);
      to = MAX (y, plate.y + plate.height);
    }
  if (to < middle - height / 2 || from > middle + height / 2)
    return;

  if (from - room->y > bottom - to)
    room->height = from - room->y;
  else
    {
      room->y = to;
      room->height = bottom - to;
    }
}

static void
draw_hint (cairo_t                  *cr,
           const PaintCurveGeometry *g,
           const PaintCurveData     *data,
           const PaintTheme         *theme)
{
  const char *hint = _("The curve begins with the first epoch.");
  double margin = MIN (g->plot.width / 8, paint_theme_scaled (theme, 24));
  PaintRect room = g->plot;
  double height;

  room.x += margin;
  room.width = MAX (0, room.width - 2 * margin);
  height = ceil (paint_text_wrapped_height (theme, &hint_style, room.width,
                                            room.height, hint));
  avoid_chance (&room, height, g, data, theme);
  height = ceil (paint_text_wrapped_height (theme, &hint_style, room.width,
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
  if (rnn_series_length (data->series) == 0)
    draw_hint (cr, &g, data, theme);
  paint_curve_change_lines (cr, &g, data, theme);
  paint_curve_ghosts (cr, &g, data, theme);
  paint_curve_lines (cr, &g, data, theme);
  draw_branch_point (cr, &g, data, theme);
  paint_curve_ghost_names (cr, &g, data, theme);
  paint_curve_change_words (cr, &g, data, theme);
  draw_dot (cr, &g, theme, data->epoch,
            paint_curve_at (data, paint_curve_trained (data), data->epoch),
            PAINT_CURVE_DOT_RADIUS, paint_curve_color (data));
  draw_best (cr, &g, data, theme);
  draw_captions (cr, &g, data, theme);
  cairo_restore (cr);
}
