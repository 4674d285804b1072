#include "ui/paint/space-parts.h"

#include <math.h>

#include "ui/paint/number.h"

#define MAX_TICKS 5
/* The widest of what is mostly there. */
#define LIKELY_NUMBER "−0.75"
#define GAP 4.0
/* Before the front of the cube. */
#define FAINT 0.4
/* Of an axis' name from its end, at text scale 1. */
#define NAME_DISTANCE 13.0
#define LEAST_NAMED 28.0      /* half an edge of the cube */
#define N_CORNERS 8
#define FLOOR 4               /* corners without this bit are on the floor */

/* A cube ------------------------------------------------------------------- */

/* Bit i: at the upper end of dimension i. */
static PaintSpacePoint
corner (const PaintSpace *space,
        guint             bits)
{
  return paint_space_corner (space, bits & 1 ? 1 : -1, bits & 2 ? 1 : -1,
                             bits & FLOOR ? 1 : -1);
}

static guint
nearest_corner (const PaintSpace *space)
{
  guint nearest = 0;

  for (guint i = 1; i < N_CORNERS; i++)
    if (corner (space, i).depth > corner (space, nearest).depth)
      nearest = i;
  return nearest;
}

static void
draw_floor (cairo_t          *cr,
            const PaintSpace *space)
{
  static const guint around[] = { 0, 1, 3, 2 };

  for (gsize i = 0; i < G_N_ELEMENTS (around); i++)
    {
      PaintSpacePoint point = corner (space, around[i]);

      cairo_line_to (cr, point.x, point.y);
    }
  cairo_close_path (cr);
  paint_set_source (cr, paint_theme_color (space->theme, PAINT_COLOR_CELL));
  cairo_fill (cr);
}

static void
draw_edges (cairo_t          *cr,
            const PaintSpace *space)
{
  const PaintColor *color =
    paint_theme_color (space->theme, PAINT_COLOR_CELL_BORDER);
  guint nearest = nearest_corner (space);

  cairo_set_line_width (cr, space->px);
  for (guint i = 0; i < N_CORNERS; i++)
    for (guint bit = 1; bit < N_CORNERS; bit <<= 1)
      {
        PaintSpacePoint from = corner (space, i);
        PaintSpacePoint to = corner (space, i | bit);
        PaintColor ink = paint_color_fade (
          color, i == nearest || (i | bit) == nearest ? FAINT : 1);

        if (i & bit)
          continue;
        cairo_move_to (cr, from.x, from.y);
        cairo_line_to (cr, to.x, to.y);
        paint_set_source (cr, &ink);
        cairo_stroke (cr);
      }
}

/* Through zero, from end to end, with its name beyond the upper one. */
static void
draw_axis (cairo_t          *cr,
           const PaintSpace *space,
           guint             i,
           const double      zero[PAINT_SPACE_MAX_DIMENSIONS])
{
  double at[PAINT_SPACE_MAX_DIMENSIONS] = { zero[0], zero[1], zero[2] };
  g_autofree char *name = paint_space_name (space->model, i);
  PaintSpacePoint from, to;
  double length;

  at[i] = -1;
  from = paint_space_corner (space, at[0], at[1], at[2]);
  at[i] = 1;
  to = paint_space_corner (space, at[0], at[1], at[2]);
  cairo_move_to (cr, from.x, from.y);
  cairo_line_to (cr, to.x, to.y);
  paint_set_source (cr, paint_theme_color (space->theme, PAINT_COLOR_AXIS));
  cairo_stroke (cr);

  length = hypot (to.x - from.x, to.y - from.y);
  if (length < NAME_DISTANCE * space->px
      || space->radius < LEAST_NAMED * space->px)
    return;
  length /= NAME_DISTANCE * space->px;
  paint_text_at (cr, space->theme, &paint_space_style,
                 paint_theme_color (space->theme, PAINT_COLOR_TEXT_DIM),
                 PAINT_ALIGN_CENTER, to.x + (to.x - from.x) / length,
                 to.y + (to.y - from.y) / length, name);
}

static void
draw_cube (cairo_t          *cr,
           const PaintSpace *space)
{
  double zero[PAINT_SPACE_MAX_DIMENSIONS];

  for (guint i = 0; i < PAINT_SPACE_MAX_DIMENSIONS; i++)
    zero[i] = -(space->model->high[i] + space->model->low[i])
              / (space->model->high[i] - space->model->low[i]);
  draw_floor (cr, space);
  draw_edges (cr, space);
  for (guint i = 0; i < PAINT_SPACE_MAX_DIMENSIONS; i++)
    draw_axis (cr, space, i, zero);
}

/* A plane ------------------------------------------------------------------ */

double
paint_space_number_width (const PaintSpace *space)
{
  double width = paint_text_width (space->theme, &paint_space_style,
                                   LIKELY_NUMBER);
  char number[PAINT_NUMBER_SIZE];

  for (guint i = 0; i < space->model->dimensions; i++)
    width = MAX (width,
                 paint_text_width (space->theme, &paint_space_style,
                                   paint_number (-space->model->high[i] / 2, 0,
                                                 PAINT_NUMBER_PLAIN, number)));
  return width;
}

static double
widest_tick (const PaintSpace *space,
             const PaintTicks *ticks)
{
  char number[PAINT_NUMBER_SIZE];
  double width = 0;

  for (guint i = 0; i < ticks->n; i++)
    width = MAX (width, paint_text_width (space->theme, &paint_space_style,
                                          paint_number (ticks->values[i],
                                                        ticks->decimals,
                                                        PAINT_NUMBER_PLAIN,
                                                        number)));
  return width;
}

/* As many as there is room for. */
static void
choose_ticks (const PaintSpace *space,
              gboolean          upwards,
              PaintTicks       *ticks)
{
  const PaintScale *scale = upwards ? &space->upwards : &space->across;
  double room = upwards ? space->plot.height : space->plot.width;
  gboolean whole = !upwards && space->model->dimensions == 1;
  guint most = MAX_TICKS;
  double size;

  do
    {
      paint_scale_ticks (scale, most, whole, ticks);
      size = upwards ? paint_text_height (space->theme, &paint_space_style)
                     : widest_tick (space, ticks);
    }
  while (--most >= 2 && ticks->n * (size + GAP * space->px) > room + size);
}

static void
draw_line (cairo_t          *cr,
           const PaintSpace *space,
           double            value,
           gboolean          upwards)
{
  const PaintScale *scale = upwards ? &space->upwards : &space->across;
  double place = floor (paint_scale_pixel (scale, value)) + 0.5;
  const PaintRect *plot = &space->plot;

  cairo_move_to (cr, upwards ? plot->x : place, upwards ? place : plot->y);
  cairo_line_to (cr, upwards ? plot->x + plot->width : place,
                 upwards ? place : plot->y + plot->height);
  paint_set_source (cr, paint_theme_color (space->theme,
                                           value == 0 ? PAINT_COLOR_AXIS
                                                      : PAINT_COLOR_GRID));
  cairo_stroke (cr);
}

static void
draw_ticks (cairo_t          *cr,
            const PaintSpace *space,
            gboolean          upwards)
{
  const PaintColor *dim =
    paint_theme_color (space->theme, PAINT_COLOR_TEXT_DIM);
  const PaintScale *scale = upwards ? &space->upwards : &space->across;
  double line = paint_text_height (space->theme, &paint_space_style);
  const PaintRect *plot = &space->plot;
  double gap = GAP * space->px;
  char number[PAINT_NUMBER_SIZE];
  PaintTicks ticks;

  choose_ticks (space, upwards, &ticks);
  for (guint i = 0; i < ticks.n; i++)
    {
      double place = paint_scale_pixel (scale, ticks.values[i]);

      draw_line (cr, space, ticks.values[i], upwards);
      paint_number (ticks.values[i], ticks.decimals, PAINT_NUMBER_PLAIN,
                    number);
      if (upwards)
        paint_text_at (cr, space->theme, &paint_space_style, dim,
                       PAINT_ALIGN_END, plot->x - gap, place, number);
      else
        paint_text_at (cr, space->theme, &paint_space_style, dim,
                       PAINT_ALIGN_CENTER, place,
                       plot->y + plot->height + line / 2 + gap / 2, number);
    }
}

/* Over the plot, where no path can come. */
static void
draw_names (cairo_t          *cr,
            const PaintSpace *space)
{
  const PaintColor *dim =
    paint_theme_color (space->theme, PAINT_COLOR_TEXT_DIM);
  gboolean over_time = space->model->dimensions == 1;
  g_autofree char *across =
    over_time ? g_strdup ("t") : paint_space_name (space->model, 0);
  g_autofree char *upwards = paint_space_name (space->model, !over_time);
  g_autofree char *right = g_strconcat (across, " →", NULL);
  g_autofree char *up = g_strconcat ("↑ ", upwards, NULL);
  PaintRect names = space->names;
  double taken = paint_text_width (space->theme, &paint_space_style, up)
                 + 2 * GAP * space->px;

  paint_text_in (cr, space->theme, &paint_space_style, dim, PAINT_ALIGN_START,
                 names, up);
  names.x += taken;
  names.width -= taken;
  paint_text_in (cr, space->theme, &paint_space_style, dim, PAINT_ALIGN_END,
                 names, right);
}

static void
draw_plane (cairo_t          *cr,
            const PaintSpace *space)
{
  cairo_set_line_width (cr, 1);
  draw_ticks (cr, space, FALSE);
  draw_ticks (cr, space, TRUE);
  draw_names (cr, space);
}

void
paint_space_frame (cairo_t          *cr,
                   const PaintSpace *space)
{
  if (space->model->dimensions == PAINT_SPACE_MAX_DIMENSIONS)
    draw_cube (cr, space);
  else
    draw_plane (cr, space);
}
