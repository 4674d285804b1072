#include "ui/paint/space-parts.h"

#include <math.h>
#include <string.h>

#include "ui/paint/letter-color.h"
#include "ui/paint/letter.h"
#include "ui/paint/walk.h"

/* A cube is drawn in so many layers, from its back to its front. */
#define N_LEVELS 4
/* Of more letters, some share a colour. */
#define N_BUCKETS 24
#define N_KEYS (N_LEVELS * N_BUCKETS)

/* At text scale 1. */
#define END_RADIUS 3.4
#define STATE_RADIUS 1.9
#define STRONG_RADIUS 4.5
/* Of a long path only the end is that large. */
#define LONG_PATH 12
#define LONG_PATH_RADIUS 2.4
#define START_RADIUS 3.0
#define SPECK 2.0             /* a side of a state without lines */
#define LINE_WIDTH 1.2
#define STRONG_WIDTH 2.4
#define RING_RADIUS 8.5
#define RING_WIDTH 2.5
#define DASH 4.0
/* How much larger and stronger the front of a cube is than its back. */
#define DEPTH_GAIN 0.5
#define LINE_ALPHA 0.45
#define DOT_ALPHA 0.85
#define GHOST_ALPHA 0.5
#define TO_COME_ALPHA 0.25

static const double dashes[] = { DASH, DASH };

/* Many at a time: all samples ---------------------------------------------- */

/* The states of one path array, from the back to the front, those of one letter
 * together. */
typedef struct
{
  const PaintSpace *space;
  gboolean          ghost;
  PaintSpacePoint  *points;   /* N × (T + 1) */
  guint32          *order;    /* places among the points */
  guint             first[N_KEYS + 1];
} Cloud;

static guint
bucket_of (const PaintSpace *space,
           gsize             sample,
           guint             t)
{
  guint code, n;

  if (!paint_space_letter (space->frame, sample, t, &code, &n))
    return 0;
  return n <= N_BUCKETS ? code : (guint) ((gsize) code * N_BUCKETS / n);
}

static guint
key_of (const Cloud *cloud,
        gsize        sample,
        guint        t)
{
  const PaintSpace *space = cloud->space;
  double depth = cloud->points[sample * (space->steps + 1) + t].depth;
  guint level = (guint) CLAMP ((depth + 1) / 2 * N_LEVELS, 0, N_LEVELS - 1);

  return level * N_BUCKETS + bucket_of (space, sample, t);
}

static gboolean
is_drawn (const Cloud *cloud,
          gsize        sample,
          guint        t)
{
  const PaintSpace *space = cloud->space;

  if (!cloud->points[sample * (space->steps + 1) + t].there)
    return FALSE;
  return cloud->ghost
         || (sample != space->sample && !paint_space_is_to_come (space, t));
}

static void
sort_states (Cloud *cloud)
{
  const PaintSpace *space = cloud->space;
  guint next[N_KEYS];

  for (gsize i = 0; i < space->n_samples; i++)
    for (guint t = 1; t <= space->steps; t++)
      if (is_drawn (cloud, i, t))
        cloud->first[key_of (cloud, i, t) + 1]++;
  for (guint key = 0; key < N_KEYS; key++)
    cloud->first[key + 1] += cloud->first[key];
  memcpy (next, cloud->first, sizeof next);
  for (gsize i = 0; i < space->n_samples; i++)
    for (guint t = 1; t <= space->steps; t++)
      if (is_drawn (cloud, i, t))
        cloud->order[next[key_of (cloud, i, t)]++] =
          (guint32) (i * (space->steps + 1) + t);
}

static void
cloud_init (Cloud            *cloud,
            const PaintSpace *space,
            const float      *path,
            gboolean          ghost)
{
  guint columns = space->steps + 1;

  memset (cloud, 0, sizeof *cloud);
  cloud->space = space;
  cloud->ghost = ghost;
  cloud->points = g_new (PaintSpacePoint, space->n_samples * columns);
  cloud->order = g_new (guint32, space->n_samples * space->steps);
  for (gsize i = 0; i < space->n_samples; i++)
    for (guint t = 0; t < columns; t++)
      cloud->points[i * columns + t] = paint_space_state (space, path, i, t);
  sort_states (cloud);
}

static void
cloud_clear (Cloud *cloud)
{
  g_free (cloud->points);
  g_free (cloud->order);
}

/* From half as strong to half as strong again. */
static double
gain_of (const PaintSpace *space,
         double            depth)
{
  return space->model->dimensions == PAINT_SPACE_MAX_DIMENSIONS
           ? 1 + DEPTH_GAIN * depth
           : 1;
}

static PaintColor
color_of (const PaintSpace *space,
          gsize             sample,
          guint             t)
{
  guint code, n;

  if (paint_space_letter (space->frame, sample, t, &code, &n))
    return paint_letter_color (space->theme, code, n);
  return *paint_theme_color (space->theme, PAINT_COLOR_BAR);
}

/* The colour of those with one key. */
static void
set_color (cairo_t     *cr,
           const Cloud *cloud,
           guint        key,
           double       alpha)
{
  guint columns = cloud->space->steps + 1;
  guint32 place = cloud->order[cloud->first[key]];
  PaintColor color =
    color_of (cloud->space, place / columns, place % columns);

  color = paint_color_fade (
    &color, alpha * MIN (gain_of (cloud->space, cloud->points[place].depth), 1)
              * (cloud->ghost ? GHOST_ALPHA : 1));
  paint_set_source (cr, &color);
}

static void
draw_lines (cairo_t     *cr,
            const Cloud *cloud,
            guint        key)
{
  for (guint i = cloud->first[key]; i < cloud->first[key + 1]; i++)
    {
      const PaintSpacePoint *to = cloud->points + cloud->order[i];
      const PaintSpacePoint *from = to - 1;

      if (!from->there)
        continue;
      cairo_move_to (cr, from->x, from->y);
      cairo_line_to (cr, to->x, to->y);
    }
  set_color (cr, cloud, key, LINE_ALPHA);
  cairo_stroke (cr);
}

static void
draw_dots (cairo_t     *cr,
           const Cloud *cloud,
           guint        key)
{
  const PaintSpace *space = cloud->space;

  for (guint i = cloud->first[key]; i < cloud->first[key + 1]; i++)
    {
      const PaintSpacePoint *point = cloud->points + cloud->order[i];
      gboolean end = cloud->order[i] % (space->steps + 1) == space->steps;
      double radius = (end ? END_RADIUS : STATE_RADIUS) * space->px
                      * gain_of (space, point->depth / 2);

      cairo_new_sub_path (cr);
      cairo_arc (cr, point->x, point->y, radius, 0, 2 * G_PI);
    }
  set_color (cr, cloud, key, DOT_ALPHA);
  if (cloud->ghost)
    cairo_stroke (cr);
  else
    cairo_fill (cr);
}

/* Whole pixels without shades cost least. */
static void
draw_specks (cairo_t     *cr,
             const Cloud *cloud,
             guint        key)
{
  double side = ceil (SPECK * cloud->space->px);

  for (guint i = cloud->first[key]; i < cloud->first[key + 1]; i++)
    {
      const PaintSpacePoint *point = cloud->points + cloud->order[i];

      cairo_rectangle (cr, floor (point->x - side / 2),
                       floor (point->y - side / 2), side, side);
    }
  set_color (cr, cloud, key, DOT_ALPHA);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_fill (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_DEFAULT);
}

static void
draw_cloud (cairo_t          *cr,
            const PaintSpace *space,
            const float      *path,
            gboolean          ghost)
{
  Cloud cloud;

  cloud_init (&cloud, space, path, ghost);
  cairo_save (cr);
  cairo_set_line_width (cr, LINE_WIDTH * space->px);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  for (guint key = 0; key < N_KEYS; key++)
    {
      if (cloud.first[key] == cloud.first[key + 1])
        continue;
      if (ghost)
        cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
      if (space->lines)
        draw_lines (cr, &cloud, key);
      cairo_set_dash (cr, NULL, 0, 0);
      if (space->lines)
        draw_dots (cr, &cloud, key);
      else
        draw_specks (cr, &cloud, key);
    }
  cairo_restore (cr);
  cloud_clear (&cloud);
}

/* One alone: the inspected sample ------------------------------------------ */

static void
draw_strong_line (cairo_t          *cr,
                  const PaintSpace *space,
                  const float      *path,
                  gboolean          ghost)
{
  PaintSpacePoint from = paint_space_state (space, path, space->sample, 0);

  for (guint t = 1; t <= space->steps; t++)
    {
      PaintSpacePoint to = paint_space_state (space, path, space->sample, t);
      PaintColor color = color_of (space, space->sample, t);
      gboolean faint = !ghost && paint_space_is_to_come (space, t);

      if (from.there && to.there)
        {
          color = paint_color_fade (&color, ghost   ? GHOST_ALPHA
                                            : faint ? TO_COME_ALPHA
                                                    : 1);
          paint_set_source (cr, &color);
          cairo_set_dash (cr, dashes, ghost ? G_N_ELEMENTS (dashes) : 0, 0);
          cairo_set_line_width (cr, (ghost ? LINE_WIDTH : STRONG_WIDTH)
                                      * space->px
                                      * gain_of (space, to.depth / 2));
          cairo_move_to (cr, from.x, from.y);
          cairo_line_to (cr, to.x, to.y);
          cairo_stroke (cr);
        }
      from = to;
    }
  cairo_set_dash (cr, NULL, 0, 0);
}

/* On a ground of its own, so that it stands out from the lines. */
static void
draw_strong_dot (cairo_t          *cr,
                 const PaintSpace *space,
                 guint             t)
{
  PaintSpacePoint point =
    paint_space_state (space, space->model->path, space->sample, t);
  gboolean small = space->steps > LONG_PATH && t < space->steps;
  double radius = (small ? LONG_PATH_RADIUS : STRONG_RADIUS) * space->px
                  * gain_of (space, point.depth / 2);
  PaintColor color = color_of (space, space->sample, t);

  if (!point.there)
    return;
  if (paint_space_is_to_come (space, t))
    color = paint_color_fade (&color, TO_COME_ALPHA);
  cairo_arc (cr, point.x, point.y, radius + space->px, 0, 2 * G_PI);
  paint_set_source (cr, paint_theme_color (space->theme, PAINT_COLOR_CARD));
  cairo_fill (cr);
  cairo_arc (cr, point.x, point.y, radius, 0, 2 * G_PI);
  paint_set_source (cr, &color);
  cairo_fill (cr);
}

static void
draw_strong (cairo_t          *cr,
             const PaintSpace *space)
{
  if (space->sample >= space->n_samples)
    return;
  draw_strong_line (cr, space, space->model->path, FALSE);
  for (guint t = 1; t <= space->steps; t++)
    draw_strong_dot (cr, space, t);
}

/* Where all begin. */
static void
draw_start (cairo_t          *cr,
            const PaintSpace *space)
{
  PaintSpacePoint start =
    paint_space_state (space, space->model->path, space->sample, 0);

  cairo_arc (cr, start.x, start.y, START_RADIUS * space->px, 0, 2 * G_PI);
  paint_set_source (cr, paint_theme_color (space->theme, PAINT_COLOR_CARD));
  cairo_fill_preserve (cr);
  paint_set_source (cr, paint_theme_color (space->theme, PAINT_COLOR_TEXT_DIM));
  cairo_set_line_width (cr, LINE_WIDTH * space->px);
  cairo_stroke (cr);
}

/* The step at which the walk stands. */
static void
draw_ring (cairo_t          *cr,
           const PaintSpace *space)
{
  RnnStop stop;
  PaintSpacePoint point;

  if (!paint_walk_is_on (space->frame) || space->sample >= space->n_samples)
    return;
  stop = rnn_walk_stop (&space->frame->walk, space->frame->stop);
  if ((stop.phase != RNN_PHASE_FORWARD && stop.phase != RNN_PHASE_BACKWARD)
      || stop.layer + 1 != space->frame->network.n_layers)
    return;

  point = paint_space_state (space, space->model->path, space->sample, stop.t);
  if (!point.there)
    return;
  cairo_arc (cr, point.x, point.y, RING_RADIUS * space->px, 0, 2 * G_PI);
  paint_set_source (cr, paint_theme_color (space->theme,
                                           stop.phase == RNN_PHASE_FORWARD
                                             ? PAINT_COLOR_ACCENT
                                             : PAINT_COLOR_GRADIENT_TEXT));
  cairo_set_line_width (cr, RING_WIDTH * space->px);
  cairo_stroke (cr);
}

void
paint_space (cairo_t              *cr,
             PaintRect             area,
             const PaintSpaceData *data,
             const PaintTheme     *theme)
{
  PaintSpace space;

  g_return_if_fail (cr && data && theme);

  if (!paint_space_lay_out (&space, area, data, theme))
    return;

  cairo_save (cr);
  cairo_rectangle (cr, area.x, area.y, area.width, area.height);
  cairo_clip (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  paint_space_frame (cr, &space);
  if (space.model->ghost_path)
    draw_cloud (cr, &space, space.model->ghost_path, TRUE);
  draw_cloud (cr, &space, space.model->path, FALSE);
  draw_start (cr, &space);
  draw_strong (cr, &space);
  draw_ring (cr, &space);
  paint_space_labels (cr, &space);
  paint_space_words (cr, &space);
  cairo_restore (cr);
}
