#include "ui/paint/curve.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/paint/colormap.h"
#include "ui/paint/curve-geometry.h"

#define HOVER_RADIUS 4.0
#define HOVER_PADDING 7.0
#define HOVER_CORNER 6.0
#define HOVER_GAP 8.0
#define LINE_HEIGHT 1.2
/* Half the width of an epoch's strip. */
#define REACH 6.0
#define PAGE_EPOCHS 10

static const PaintTextStyle strong_style
  = { .size = PAINT_SIZE_SMALL, .bold = TRUE };
static const double dashes[] = { 3, 3 };

/* The last epoch of run @run, 0: the shown one; none of a run that is gone. */
static guint32
last_of (const PaintCurveData *data,
         guint64               run)
{
  const PaintGhost *ghost = paint_curve_ghost (data, run);

  if (run == 0)
    return (guint32) MAX (rnn_series_length (data->series), data->epoch);
  return ghost ? (guint32) rnn_series_length (ghost->series) : 0;
}

/* Before the first epoch there is nothing to point at. */
static gboolean
has_target (const PaintCurveData *data,
            const PaintTarget    *target)
{
  return target && target->kind == PAINT_TARGET_EPOCH
         && last_of (data, target->run) > 0
         && target->epoch <= last_of (data, target->run);
}

static PaintTarget
target_of (guint64 run,
           guint32 epoch)
{
  return (PaintTarget) { .kind = PAINT_TARGET_EPOCH,
                         .epoch = epoch,
                         .run = run };
}

PaintTarget
paint_curve_pick (PaintRect             area,
                  const PaintCurveData *data,
                  const PaintTheme     *theme,
                  double                x,
                  double                y)
{
  const PaintTarget nothing = { .kind = PAINT_TARGET_NONE };
  const PaintGhost *ghost;
  PaintCurveGeometry g;
  PaintRect reach;
  double epoch;

  g_return_val_if_fail (data && data->series && theme, nothing);

  g = paint_curve_geometry (area, data, theme);
  reach = (PaintRect) { .x = g.plot.x - REACH,
                        .y = g.plot.y,
                        .width = g.plot.width + 2 * REACH,
                        .height = g.plot.height };
  if (!paint_curve_is_drawable (&g) || !paint_rect_contains (&reach, x, y))
    return nothing;

  epoch = round (paint_scale_value (&g.x, x));
  ghost = paint_curve_pick_ghost (&g, data, x, y);
  if (ghost)
    return target_of (ghost->run,
                      (guint32) CLAMP (epoch, 1, last_of (data, ghost->run)));
  if (last_of (data, 0) == 0)
    return nothing;
  return target_of (0, (guint32) CLAMP (epoch, 0, last_of (data, 0)));
}

PaintRect
paint_curve_target_rect (PaintRect             area,
                         const PaintCurveData *data,
                         const PaintTheme     *theme,
                         const PaintTarget    *target)
{
  PaintRect rect = { 0 };
  PaintCurveGeometry g;

  g_return_val_if_fail (data && data->series && theme && target, rect);

  g = paint_curve_geometry (area, data, theme);
  if (!has_target (data, target) || !paint_curve_is_drawable (&g))
    return rect;

  rect = g.plot;
  rect.x = paint_scale_pixel (&g.x, target->epoch) - REACH;
  rect.width = 2 * REACH;
  return rect;
}

PaintTarget
paint_curve_move (PaintRect             area,
                  const PaintCurveData *data,
                  const PaintTheme     *theme,
                  const PaintTarget    *target,
                  PaintMove             move)
{
  const PaintTarget nothing = { .kind = PAINT_TARGET_NONE };
  gint64 epoch, last;

  g_return_val_if_fail (data && data->series, nothing);

  last = last_of (data, 0);
  if (!has_target (data, target))
    return last > 0 ? target_of (0, data->epoch) : nothing;

  last = last_of (data, target->run);
  epoch = target->epoch;
  switch (move)
    {
    case PAINT_MOVE_LEFT:
      epoch -= 1;
      break;
    case PAINT_MOVE_RIGHT:
      epoch += 1;
      break;
    case PAINT_MOVE_UP:
      epoch += PAGE_EPOCHS;
      break;
    case PAINT_MOVE_DOWN:
      epoch -= PAGE_EPOCHS;
      break;
    case PAINT_MOVE_FIRST:
      epoch = 0;
      break;
    case PAINT_MOVE_LAST:
      epoch = last;
      break;
    default:
      break;
    }
  epoch = CLAMP (epoch, 0, last);
  return epoch == target->epoch ? nothing
                                : target_of (target->run, (guint32) epoch);
}

/* The box of numbers ------------------------------------------------------- */

typedef struct
{
  char          *text;
  PaintColorName color;
  gboolean       strong;
} HoverLine;

#define MAX_HOVER_LINES 4
/* Of a run's name in the box. */
#define MAX_NAME_LETTERS 24

static char *
short_name (const char *name)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (name, -1) <= MAX_NAME_LETTERS)
    return g_strdup (name);
  start = g_utf8_substring (name, 0, MAX_NAME_LETTERS - 1);
  return g_strconcat (g_strchomp (start), "…", NULL);
}

static guint
ghost_lines (const PaintCurveData *data,
             const PaintGhost     *ghost,
             guint32               epoch,
             HoverLine             lines[MAX_HOVER_LINES])
{
  double value
    = paint_curve_ghost_at (ghost, paint_curve_trained (data), epoch);
  PaintColorName color = paint_look (ghost->look).color;
  char buffer[PAINT_NUMBER_SIZE];
  guint n = 0;

  lines[n++] = (HoverLine) { .text = short_name (ghost->name), .color = color };
  lines[n++] = (HoverLine) {
    .text = g_strdup_printf (_("epoch %s"),
                             paint_number_whole (epoch, buffer)),
    .color = PAINT_COLOR_TEXT_DIM,
  };
  if (isfinite (value))
    lines[n++] = (HoverLine) {
      .text = g_strdup (paint_curve_number (data, value, buffer)),
      .color = color,
      .strong = TRUE,
    };
  return n;
}

static guint
hover_lines (const PaintCurveData *data,
             guint32               epoch,
             HoverLine             lines[MAX_HOVER_LINES])
{
  double value = paint_curve_at (data, paint_curve_trained (data), epoch);
  double held = paint_curve_at (data, paint_curve_held_out (data), epoch);
  const char *change = paint_curve_change_at (data, epoch);
  char buffer[PAINT_NUMBER_SIZE];
  guint n = 0;

  lines[n++] = (HoverLine) {
    .text = g_strdup_printf (_("epoch %s"),
                             paint_number_whole (epoch, buffer)),
    .color = PAINT_COLOR_TEXT_DIM,
  };
  if (change)
    lines[n++] = (HoverLine) { .text = short_name (change),
                               .color = PAINT_COLOR_TEXT };
  if (isfinite (value))
    lines[n++] = (HoverLine) {
      .text = g_strdup (paint_curve_number (data, value, buffer)),
      .color = paint_curve_color (data),
      .strong = TRUE,
    };
  if (isfinite (held))
    lines[n++] = (HoverLine) {
      .text = g_strdup_printf (_("validation %s"),
                               paint_curve_number (data, held, buffer)),
      .color = PAINT_COLOR_TEXT,
    };
  return n;
}

static const PaintTextStyle *
hover_style (const HoverLine *line)
{
  return line->strong ? &strong_style : &paint_curve_label_style;
}

/* Beside the line and away from its point at height @y; left out when the plot
 * is too small. */
static void
draw_hover_box (cairo_t                  *cr,
                const PaintCurveGeometry *g,
                const PaintTheme         *theme,
                double                    x,
                double                    y,
                const HoverLine          *lines,
                guint                     n)
{
  double step = LINE_HEIGHT
                * paint_text_height (theme, &paint_curve_label_style);
  PaintRect box = { .y = g->plot.y,
                    .height = n * step + 2 * HOVER_PADDING };

  for (guint i = 0; i < n; i++)
    box.width
      = MAX (box.width, paint_text_width (theme, hover_style (&lines[i]),
                                          lines[i].text));
  box.width += 2 * HOVER_PADDING;
  if (y < g->plot.y + g->plot.height / 2)
    box.y = g->y.start - box.height - HOVER_GAP;
  box.x = x + HOVER_GAP;
  if (box.x + box.width > g->plot.x + g->plot.width)
    box.x = x - HOVER_GAP - box.width;
  if (box.x < g->plot.x || box.height > g->plot.height)
    return;

  paint_rounded (cr, box, HOVER_CORNER);
  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_CARD));
  cairo_fill_preserve (cr);
  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_CARD_BORDER));
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  for (guint i = 0; i < n; i++)
    paint_text_at (cr, theme, hover_style (&lines[i]),
                   paint_theme_color (theme, lines[i].color),
                   PAINT_ALIGN_START, box.x + HOVER_PADDING,
                   box.y + HOVER_PADDING + (i + 0.5) * step, lines[i].text);
}

static void
draw_hover_dot (cairo_t                  *cr,
                const PaintCurveGeometry *g,
                const PaintTheme         *theme,
                guint32                   epoch,
                double                    value,
                PaintColorName            color)
{
  if (!isfinite (value))
    return;

  cairo_arc (cr, paint_scale_pixel (&g->x, epoch),
             paint_scale_pixel (&g->y, value), HOVER_RADIUS, 0, 2 * G_PI);
  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_CARD));
  cairo_fill_preserve (cr);
  paint_set_source (cr, paint_theme_color (theme, color));
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
}

static void
draw_cross_hair (cairo_t                  *cr,
                 const PaintCurveGeometry *g,
                 const PaintTheme         *theme,
                 double                    x,
                 gboolean                  selected)
{
  cairo_move_to (cr, x, g->plot.y);
  cairo_line_to (cr, x, g->y.start);
  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_ACCENT));
  cairo_set_line_width (cr, selected ? 2 : 1);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

void
paint_curve_highlight (cairo_t              *cr,
                       PaintRect             area,
                       const PaintCurveData *data,
                       const PaintTheme     *theme,
                       const PaintTarget    *target,
                       gboolean              selected)
{
  HoverLine lines[MAX_HOVER_LINES];
  const PaintGhost *ghost;
  PaintCurveGeometry g;
  double x, value, held;
  guint n;

  g_return_if_fail (cr && data && data->series && theme && target);

  g = paint_curve_geometry (area, data, theme);
  if (!has_target (data, target) || !paint_curve_is_drawable (&g))
    return;

  cairo_save (cr);
  x = floor (paint_scale_pixel (&g.x, target->epoch)) + 0.5;
  draw_cross_hair (cr, &g, theme, x, selected);

  ghost = paint_curve_ghost (data, target->run);
  value = ghost ? paint_curve_ghost_at (ghost, paint_curve_trained (data),
                                        target->epoch)
                : paint_curve_at (data, paint_curve_trained (data),
                                  target->epoch);
  held = ghost ? NAN
               : paint_curve_at (data, paint_curve_held_out (data),
                                 target->epoch);
  draw_hover_dot (cr, &g, theme, target->epoch, held, PAINT_COLOR_VALIDATION);
  draw_hover_dot (cr, &g, theme, target->epoch, value,
                  ghost ? paint_look (ghost->look).color
                        : paint_curve_color (data));
  n = ghost ? ghost_lines (data, ghost, target->epoch, lines)
            : hover_lines (data, target->epoch, lines);
  draw_hover_box (cr, &g, theme, x, paint_scale_pixel (&g.y, value), lines, n);
  for (guint i = 0; i < n; i++)
    g_free (lines[i].text);
  cairo_restore (cr);
}
