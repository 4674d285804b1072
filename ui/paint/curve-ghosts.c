#include <math.h>

#include "ui/paint/curve-geometry.h"

#define GHOST_WIDTH 1.3
#define GHOST_ALPHA 0.8
#define BRANCH_RADIUS 2.5
/* How far from a line it is still meant. */
#define REACH 5.0

/* Names ------------------------------------------------------------------- */

#define PLATE_ALPHA 0.85
#define NAME_PADDING 3.0
#define NAME_GAP 3.0
/* Of the plot's width, for a name at most. */
#define NAME_SHARE 0.5
/* Where along a line its name may stand, its end first. */
#define N_PLACES 5
#define PLACE_STEP 0.17
/* Below this many label heights a plot has no names. */
#define MIN_LINES 5.0

static gboolean
overlap (const PaintRect *a,
         const PaintRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width
         && a->y < b->y + b->height && b->y < a->y + a->height;
}

/* The first row that is drawn: where it left its parent. */
static gsize
first_row (const PaintGhost *ghost)
{
  return ghost->from > 0 ? ghost->from - 1 : 0;
}

typedef struct
{
  const PaintCurveGeometry *g;
  const PaintCurveData     *data;
  const PaintTheme         *theme;
  PaintRect                 taken[RNN_MAX_RUNS + 2
                                  + PAINT_MAX_CHANGE_WORDS];
  guint                     n_taken;
} Names;

static void
take (Names     *names,
      PaintRect  rect)
{
  if (rect.width > 0)
    names->taken[names->n_taken++] = rect;
}

/* Never over the shown curve, its dot or what is written there already. */
static gboolean
is_free (const Names     *names,
         const PaintRect *rect)
{
  const PaintCurveGeometry *g = names->g;

  if (rect->x < g->plot.x || rect->y < g->plot.y
      || rect->x + rect->width > g->plot.x + g->plot.width
      || rect->y + rect->height > g->y.start)
    return FALSE;
  for (guint i = 0; i < names->n_taken; i++)
    if (overlap (rect, &names->taken[i]))
      return FALSE;
  return !paint_curve_crosses (g, names->data->series,
                               paint_curve_trained (names->data), 0, rect);
}

static guint
count_crossings (const Names     *names,
                 const PaintRect *rect)
{
  const PaintCurveData *data = names->data;
  guint n = 0;

  for (guint i = 0; i < data->n_ghosts; i++)
    n += paint_curve_crosses (names->g, data->ghosts[i].series,
                              paint_curve_trained (data),
                              first_row (&data->ghosts[i]), rect);
  return n;
}

/* Four ways to stand at a place of a line. */
enum
{
  BELOW = 1 << 0,             /* else above */
  AFTER = 1 << 1,             /* else before */
  N_WAYS = 1 << 2
};

static PaintRect
place_at (const Names      *names,
          const PaintGhost *ghost,
          guint             place,
          guint             way,
          double            width,
          double            height)
{
  const PaintCurveGeometry *g = names->g;
  gsize length = rnn_series_length (ghost->series);
  double share = 1 - PLACE_STEP * place;
  gsize row = first_row (ghost)
              + (gsize) (share * (length - 1 - first_row (ghost)));
  double value = rnn_series_value (ghost->series,
                                   paint_curve_trained (names->data), row);
  double y = paint_scale_pixel (&g->y, value);
  double x = paint_scale_pixel (&g->x, row + 1) - (way & AFTER ? 0 : width);

  y = CLAMP (y, g->plot.y, g->y.start);
  x = CLAMP (x, g->plot.x, g->plot.x + g->plot.width - width);
  return (PaintRect) { .x = x,
                       .y = way & BELOW ? y + NAME_GAP : y - NAME_GAP - height,
                       .width = width,
                       .height = height };
}

/* FALSE when there is no room. */
static gboolean
find_place (const Names      *names,
            const PaintGhost *ghost,
            double            width,
            double            height,
            PaintRect        *best)
{
  guint least = G_MAXUINT;

  for (guint place = 0; place < N_PLACES; place++)
    for (guint way = 0; way < N_WAYS; way++)
      {
        PaintRect rect = place_at (names, ghost, place, way, width, height);
        guint n = is_free (names, &rect) ? count_crossings (names, &rect)
                                         : G_MAXUINT;

        if (n < least)
          {
            least = n;
            *best = rect;
          }
      }
  return least < G_MAXUINT;
}

static void
draw_name (cairo_t          *cr,
           Names            *names,
           const PaintGhost *ghost)
{
  const PaintTheme *theme = names->theme;
  double height = paint_text_height (theme, &paint_curve_label_style);
  double width = paint_text_width (theme, &paint_curve_label_style, ghost->name)
                 + 2 * NAME_PADDING;
  PaintColor plate = paint_color_fade (
    paint_theme_color (theme, PAINT_COLOR_CARD), PLATE_ALPHA);
  PaintRect rect;

  width = MIN (width, NAME_SHARE * names->g->plot.width);
  if (!find_place (names, ghost, width, height, &rect))
    return;

  take (names, rect);
  cairo_rectangle (cr, rect.x, rect.y, rect.width, rect.height);
  paint_set_source (cr, &plate);
  cairo_fill (cr);
  rect.x += NAME_PADDING;
  rect.width -= 2 * NAME_PADDING;
  paint_text_in (cr, theme, &paint_curve_label_style,
                 paint_theme_color (theme, paint_look (ghost->look).color),
                 PAINT_ALIGN_END, rect, ghost->name);
}

void
paint_curve_ghost_names (cairo_t                  *cr,
                         const PaintCurveGeometry *g,
                         const PaintCurveData     *data,
                         const PaintTheme         *theme)
{
  Names names = { .g = g, .data = data, .theme = theme };
  PaintCurveWords words[PAINT_MAX_CHANGE_WORDS];
  guint n_words;
  double line = paint_text_height (theme, &paint_curve_label_style);
  double now = paint_curve_at (data, paint_curve_trained (data), data->epoch);

  if (g->plot.height < MIN_LINES * line)
    return;

  take (&names, paint_curve_chance_plate (g, data, theme));
  n_words = paint_curve_place_changes (g, data, theme, words);
  for (guint i = 0; i < n_words; i++)
    take (&names, words[i].rect);
  if (isfinite (now))
    take (&names, (PaintRect) {
      .x = paint_scale_pixel (&g->x, data->epoch) - PAINT_CURVE_DOT_RADIUS,
      .y = paint_scale_pixel (&g->y, now) - PAINT_CURVE_DOT_RADIUS,
      .width = 2 * PAINT_CURVE_DOT_RADIUS,
      .height = 2 * PAINT_CURVE_DOT_RADIUS,
    });
  /* One that has not gone on from its parent has no line to be named. */
  for (guint i = 0; i < data->n_ghosts; i++)
    if (rnn_series_length (data->ghosts[i].series) > data->ghosts[i].from)
      draw_name (cr, &names, &data->ghosts[i]);
}

/* Lines ------------------------------------------------------------------- */

static void
draw_branch_point (cairo_t                  *cr,
                   const PaintCurveGeometry *g,
                   const PaintCurveData     *data,
                   const PaintGhost         *ghost)
{
  double value
    = paint_curve_ghost_at (ghost, paint_curve_trained (data), ghost->from);

  if (!isfinite (value))
    return;
  cairo_arc (cr, paint_scale_pixel (&g->x, ghost->from),
             paint_scale_pixel (&g->y, value), BRANCH_RADIUS, 0, 2 * G_PI);
  cairo_fill (cr);
}

void
paint_curve_ghosts (cairo_t                  *cr,
                    const PaintCurveGeometry *g,
                    const PaintCurveData     *data,
                    const PaintTheme         *theme)
{
  cairo_save (cr);
  paint_curve_clip (cr, g);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < data->n_ghosts; i++)
    {
      const PaintGhost *ghost = &data->ghosts[i];
      const PaintLook look = paint_look (ghost->look);
      PaintColor color = paint_color_fade (
        paint_theme_color (theme, look.color), GHOST_ALPHA);

      paint_set_source (cr, &color);
      paint_curve_rows (cr, g, ghost->series, paint_curve_trained (data), &look,
                        first_row (ghost), rnn_series_length (ghost->series),
                        ghost->watched ? PAINT_CURVE_LINE_WIDTH : GHOST_WIDTH,
                        theme);
      draw_branch_point (cr, g, data, ghost);
    }
  cairo_restore (cr);
}

/* Picking ------------------------------------------------------------------ */

/* How far a line is from @y, upright, at the rows around @x. */
static double
distance (const PaintCurveGeometry *g,
          const RnnSeries          *series,
          RnnMeasure                quantity,
          gsize                     first,
          double                    x,
          double                    y)
{
  double start = round (paint_scale_value (&g->x, x - 1)) - 1;
  double end = round (paint_scale_value (&g->x, x + 1));
  double least, greatest;

  if (end < 1
      || !rnn_series_range (series, quantity, MAX (first, MAX (start, 0)),
                            (gsize) end, &least, &greatest))
    return INFINITY;
  return MAX (0, MAX (paint_scale_pixel (&g->y, greatest) - y,
                      y - paint_scale_pixel (&g->y, least)));
}

const PaintGhost *
paint_curve_pick_ghost (const PaintCurveGeometry *g,
                        const PaintCurveData     *data,
                        double                    x,
                        double                    y)
{
  RnnMeasure quantity = paint_curve_trained (data);
  double least = MIN (REACH, distance (g, data->series, quantity, 0, x, y));
  const PaintGhost *nearest = NULL;

  for (guint i = 0; i < data->n_ghosts; i++)
    {
      const PaintGhost *ghost = &data->ghosts[i];
      double far = distance (g, ghost->series, quantity, first_row (ghost), x,
                             y);

      if (far < least)
        {
          least = far;
          nearest = ghost;
        }
    }
  return nearest;
}
