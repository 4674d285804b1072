#include "ui/paint/edge.h"

#include <float.h>
#include <math.h>

/* The head end's width as a part of the tail's. */
#define TAPER 0.45
/* … but no end is thinner than can be seen. */
#define THINNEST_END 1.0
/* An arrow head's half width as a part of its length, at least. */
#define HEAD_ASPECT 0.45
/* … and beyond the edge's own half width. */
#define HEAD_OVERHANG 2.0
#define DISTANCE_STEPS 16

double
paint_edge_width (double weight,
                  double thinnest,
                  double thickest)
{
  double share = isfinite (weight) ? fabs (weight) / PAINT_EDGE_LIMIT : 0;

  return thinnest + MIN (share, 1) * (thickest - thinnest);
}

PaintEdge
paint_edge_across (PaintPoint from,
                   PaintPoint to,
                   double     width,
                   double     head)
{
  double middle = (from.x + to.x) / 2;

  return (PaintEdge){
    .n_curves = 1,
    .points = { from, { middle, from.y }, { middle, to.y }, to },
    .width = width,
    .head = head,
  };
}

PaintEdge
paint_edge_upwards (PaintPoint from,
                    PaintPoint to,
                    double     width,
                    double     head)
{
  double middle = (from.y + to.y) / 2;

  return (PaintEdge){
    .n_curves = 1,
    .points = { from, { from.x, middle }, { to.x, middle }, to },
    .width = width,
    .head = head,
  };
}

PaintEdge
paint_edge_by_port (PaintPoint from,
                    PaintPoint port,
                    PaintPoint to,
                    double     width,
                    double     head)
{
  double middle = (from.y + port.y) / 2;

  return (PaintEdge){
    .n_curves = 2,
    .points = { from,
                { from.x, middle },
                { port.x, middle },
                port,
                { port.x, to.y },
                { port.x, to.y },
                to },
    .width = width,
    .head = head,
  };
}

PaintEdge
paint_edge_turn_up (PaintPoint from,
                    PaintPoint to,
                    double     width)
{
  return (PaintEdge){
    .n_curves = 1,
    .points = { from, { to.x, from.y }, { to.x, from.y }, to },
    .width = width,
  };
}

PaintEdge
paint_edge_loop (PaintPoint from,
                 PaintPoint to,
                 PaintPoint corner,
                 double     width,
                 double     head)
{
  double right = corner.x, top = corner.y;
  double left = to.x - (right - from.x);
  double middle = (left + right) / 2;

  return (PaintEdge){
    .n_curves = 4,
    .points = { from,
                { right, from.y },
                { right, from.y },
                { right, (from.y + top) / 2 },
                { right, top },
                { right, top },
                { middle, top },
                { left, top },
                { left, top },
                { left, (to.y + top) / 2 },
                { left, to.y },
                { left, to.y },
                to },
    .width = width,
    .head = head,
  };
}

static PaintPoint
cubic (const PaintPoint *p,
       double            s)
{
  double r = 1 - s;
  double a = r * r * r, b = 3 * r * r * s, c = 3 * r * s * s, d = s * s * s;

  return (PaintPoint){ a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                       a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y };
}

PaintPoint
paint_edge_point (const PaintEdge *edge,
                  double           position)
{
  double place;
  guint curve;

  g_return_val_if_fail (edge && edge->n_curves > 0, (PaintPoint){ 0 });

  place = CLAMP (position, 0, 1) * edge->n_curves;
  curve = MIN ((guint) place, edge->n_curves - 1);
  return cubic (edge->points + 3 * curve, place - curve);
}

/* The unit vector from @a to @b, or @otherwise where they coincide. */
static PaintPoint
direction (PaintPoint a,
           PaintPoint b,
           PaintPoint otherwise)
{
  double x = b.x - a.x, y = b.y - a.y;
  double length = hypot (x, y);

  return length > DBL_EPSILON ? (PaintPoint){ x / length, y / length }
                              : otherwise;
}

static gboolean
same (PaintPoint a,
      PaintPoint b)
{
  return a.x == b.x && a.y == b.y;
}

/* The direction of the control polygon at point @i of @points: at its corners
 * the bisector of both legs, nearly Tiller and Hanson's offset polygon. */
static PaintPoint
tangent (const PaintPoint *points,
         guint             n_points,
         guint             i)
{
  guint before = i, after = i;
  PaintPoint through, in, out;

  while (before > 0 && same (points[before], points[i]))
    before--;
  while (after + 1 < n_points && same (points[after], points[i]))
    after++;
  through = direction (points[before], points[after], (PaintPoint){ 1, 0 });
  in = direction (points[before], points[i], through);
  out = direction (points[i], points[after], through);
  return direction ((PaintPoint){ 0, 0 },
                    (PaintPoint){ in.x + out.x, in.y + out.y },
                    through);
}

/* One side of the ribbon: the control points moved by the half width. */
static void
offset_points (const PaintPoint *points,
               guint             n_points,
               double            tail,
               double            head,
               PaintPoint       *moved)
{
  for (guint i = 0; i < n_points; i++)
    {
      PaintPoint along = tangent (points, n_points, i);
      double half = tail + (head - tail) * i / (n_points - 1);

      moved[i] = (PaintPoint){ points[i].x - along.y * half,
                               points[i].y + along.x * half };
    }
}

static void
curve_to (cairo_t   *cr,
          PaintPoint a,
          PaintPoint b,
          PaintPoint c)
{
  cairo_curve_to (cr, a.x, a.y, b.x, b.y, c.x, c.y);
}

/* The arrow's three corners, on from the left end of the ribbon. */
static void
head_to (cairo_t         *cr,
         const PaintEdge *edge,
         PaintPoint       neck,
         PaintPoint       along,
         double           margin)
{
  double half =
      MAX (edge->head * HEAD_ASPECT, edge->width * TAPER / 2 + HEAD_OVERHANG)
      + margin;
  double length = edge->head + margin;

  cairo_line_to (cr, neck.x - along.y * half, neck.y + along.x * half);
  cairo_line_to (cr, neck.x + along.x * length, neck.y + along.y * length);
  cairo_line_to (cr, neck.x + along.y * half, neck.y - along.x * half);
}

void
paint_edge_path_wide (cairo_t         *cr,
                      const PaintEdge *edge,
                      double           margin)
{
  PaintPoint points[PAINT_EDGE_MAX_POINTS];
  PaintPoint left[PAINT_EDGE_MAX_POINTS], right[PAINT_EDGE_MAX_POINTS];
  PaintPoint tip, along;
  double tail, end;
  guint n, last;

  g_return_if_fail (cr && edge && edge->n_curves > 0);

  n = 3 * edge->n_curves + 1;
  last = n - 1;
  for (guint i = 0; i < n; i++)
    points[i] = edge->points[i];
  tip = points[last];
  along = tangent (points, n, last);
  points[last] = (PaintPoint){ tip.x - along.x * edge->head,
                               tip.y - along.y * edge->head };
  /* The curve ends where the head begins, and does not turn back to it. */
  if (hypot (tip.x - points[last - 1].x, tip.y - points[last - 1].y)
      < edge->head)
    points[last - 1] = points[last];

  tail = edge->width / 2 + margin;
  end = MAX (edge->width * TAPER, MIN (edge->width, THINNEST_END)) / 2 + margin;
  offset_points (points, n, tail, end, left);
  offset_points (points, n, -tail, -end, right);

  cairo_move_to (cr, left[0].x, left[0].y);
  for (guint i = 1; i < n; i += 3)
    curve_to (cr, left[i], left[i + 1], left[i + 2]);
  if (edge->head > 0)
    head_to (cr, edge, points[last], along, margin);
  cairo_line_to (cr, right[last].x, right[last].y);
  for (guint i = last; i >= 3; i -= 3)
    curve_to (cr, right[i - 1], right[i - 2], right[i - 3]);
  cairo_close_path (cr);
}

void
paint_edge_path (cairo_t         *cr,
                 const PaintEdge *edge)
{
  paint_edge_path_wide (cr, edge, 0);
}

/* Distance of (@x, @y) to the straight piece from @a to @b. */
static double
piece_distance (PaintPoint a,
                PaintPoint b,
                double     x,
                double     y)
{
  double dx = b.x - a.x, dy = b.y - a.y;
  double square = dx * dx + dy * dy;
  double place = 0;

  if (square > 0)
    place = CLAMP (((x - a.x) * dx + (y - a.y) * dy) / square, 0, 1);
  return hypot (a.x + place * dx - x, a.y + place * dy - y);
}

double
paint_edge_distance (const PaintEdge *edge,
                     double           x,
                     double           y)
{
  PaintPoint before, here;
  double distance = DBL_MAX;
  guint steps;

  g_return_val_if_fail (edge && edge->n_curves > 0, DBL_MAX);

  steps = DISTANCE_STEPS * edge->n_curves;
  before = edge->points[0];
  for (guint i = 1; i <= steps; i++)
    {
      here = paint_edge_point (edge, (double) i / steps);
      distance = MIN (distance, piece_distance (before, here, x, y));
      before = here;
    }
  return distance;
}
