/* What was changed on the way: a dotted line through the plot where it was, and
 * beside it what it was. */

#include <math.h>

#include "ui/paint/curve-geometry.h"

#define WEDGE 3.5
#define PLATE_ALPHA 0.85
#define PADDING 3.0
/* Of the plot's width, for the words at most. */
#define SHARE 0.45
/* In lines from the top, and then from the axis, words find their place. */
#define N_ROWS 8
/* Below this many label heights a plot has no words. */
#define MIN_LINES 5.0
/* Changes nearer to each other than this are one line. */
#define LEAST_DISTANCE 3.0

static const double dots[] = { 1, 3 };

static double
place_of (const PaintCurveGeometry *g,
          const RnnChangeMark      *mark)
{
  return floor (paint_scale_pixel (&g->x, mark->epoch)) + 0.5;
}

static gboolean
overlap (const PaintRect *a,
         const PaintRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width
         && a->y < b->y + b->height && b->y < a->y + a->height;
}

/* Words do not lie over the shown curve, nor over each other. */
static gboolean
is_free (const PaintCurveGeometry *g,
         const PaintCurveData     *data,
         const PaintRect          *rect,
         const PaintRect          *taken,
         guint                     n_taken)
{
  if (rect->x < g->plot.x || rect->y < g->plot.y
      || rect->x + rect->width > g->plot.x + g->plot.width
      || rect->y + rect->height > g->y.start)
    return FALSE;
  for (guint i = 0; i < n_taken; i++)
    if (overlap (rect, &taken[i]))
      return FALSE;
  return !paint_curve_crosses (g, data->series, paint_curve_trained (data), 0,
                               rect);
}

/* FALSE when there is no room, neither after the line, which is where one looks
 * for it, nor before it. */
static gboolean
find_place (const PaintCurveGeometry *g,
            const PaintCurveData     *data,
            double                    x,
            double                    line,
            const PaintRect          *taken,
            guint                     n_taken,
            PaintRect                *rect)
{
  for (guint before = 0; before < 2; before++)
    for (guint row = 0; row < N_ROWS; row++)
      {
        guint down = row < N_ROWS / 2 ? row : N_ROWS - 1 - row;

        rect->x = before ? x - rect->width : x + 1;
        rect->y = row < N_ROWS / 2
                    ? g->plot.y + WEDGE + down * line
                    : g->y.start - 2 * WEDGE - (down + 1) * line;
        if (is_free (g, data, rect, taken, n_taken))
          return TRUE;
      }
  return FALSE;
}

guint
paint_curve_place_changes (const PaintCurveGeometry *g,
                           const PaintCurveData     *data,
                           const PaintTheme         *theme,
                           PaintCurveWords           words[PAINT_MAX_CHANGE_WORDS])
{
  double line = paint_text_height (theme, &paint_curve_label_style);
  PaintRect taken[PAINT_MAX_CHANGE_WORDS + 1];
  guint n = 0;

  if (data->changes == NULL || g->plot.height < MIN_LINES * line)
    return 0;

  taken[0] = paint_curve_chance_plate (g, data, theme);
  /* The last ones first: they are what is going on. */
  for (gsize i = data->changes->n; i > 0 && n < PAINT_MAX_CHANGE_WORDS; i--)
    {
      const RnnChangeMark *mark = &data->changes->marks[i - 1];
      double width = paint_text_width (theme, &paint_curve_label_style,
                                       mark->words)
                     + 2 * PADDING;
      PaintRect rect = { .width = MIN (width, SHARE * g->plot.width),
                         .height = line };

      if (!find_place (g, data, place_of (g, mark), line, taken, n + 1, &rect))
        continue;
      taken[n + 1] = rect;
      words[n++] = (PaintCurveWords) { rect, mark->words };
    }
  return n;
}

static void
draw_line (cairo_t                  *cr,
           const PaintCurveGeometry *g,
           double                    x)
{
  cairo_move_to (cr, x - WEDGE, g->plot.y - WEDGE);
  cairo_line_to (cr, x + WEDGE, g->plot.y - WEDGE);
  cairo_line_to (cr, x, g->plot.y + WEDGE);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_move_to (cr, x, g->plot.y + WEDGE);
  cairo_line_to (cr, x, g->y.start);
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dots, G_N_ELEMENTS (dots), 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

void
paint_curve_change_lines (cairo_t                  *cr,
                          const PaintCurveGeometry *g,
                          const PaintCurveData     *data,
                          const PaintTheme         *theme)
{
  double last = -INFINITY;

  if (data->changes == NULL)
    return;

  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_TEXT));
  for (gsize i = 0; i < data->changes->n; i++)
    {
      double x = place_of (g, &data->changes->marks[i]);

      if (x - last < LEAST_DISTANCE || x > g->plot.x + g->plot.width + 1)
        continue;
      last = x;
      draw_line (cr, g, x);
    }
}

void
paint_curve_change_words (cairo_t                  *cr,
                          const PaintCurveGeometry *g,
                          const PaintCurveData     *data,
                          const PaintTheme         *theme)
{
  PaintCurveWords words[PAINT_MAX_CHANGE_WORDS];
  guint n = paint_curve_place_changes (g, data, theme, words);
  PaintColor plate = paint_color_fade (
    paint_theme_color (theme, PAINT_COLOR_CARD), PLATE_ALPHA);

  for (guint i = 0; i < n; i++)
    {
      PaintRect rect = words[i].rect;

      cairo_rectangle (cr, rect.x, rect.y, rect.width, rect.height);
      paint_set_source (cr, &plate);
      cairo_fill (cr);
      rect.x += PADDING;
      rect.width -= 2 * PADDING;
      paint_text_in (cr, theme, &paint_curve_label_style,
                     paint_theme_color (theme, PAINT_COLOR_TEXT),
                     PAINT_ALIGN_START, rect, words[i].text);
    }
}

const char *
paint_curve_change_at (const PaintCurveData *data,
                       guint32               epoch)
{
  if (data->changes == NULL)
    return NULL;

  /* One within an epoch is met at its end. */
  for (gsize i = data->changes->n; i > 0; i--)
    if (ceil (data->changes->marks[i - 1].epoch) == epoch)
      return data->changes->marks[i - 1].words;
  return NULL;
}
