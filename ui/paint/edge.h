#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double x, y;
} PaintPoint;

#define PAINT_EDGE_MAX_CURVES 4
#define PAINT_EDGE_MAX_POINTS (3 * PAINT_EDGE_MAX_CURVES + 1)

/**
 * PaintEdge:
 *
 * A connection that shows its direction: it tapers towards its head, which
 * ends in an arrow.  A few cubic Béziers, each from where the last one ends.
 */
typedef struct
{
  guint      n_curves;        /* 1 … PAINT_EDGE_MAX_CURVES */
  PaintPoint points[PAINT_EDGE_MAX_POINTS]; /* 3 · n_curves + 1 of them */
  double     width;           /* at the tail */
  double     head;            /* length of the arrow head; 0: none */
} PaintEdge;

/* The width of a weight's edge, from @thinnest at 0 to @thickest at
 * PAINT_EDGE_LIMIT and beyond. */
#define PAINT_EDGE_LIMIT 3.0
double     paint_edge_width    (double            weight,
                                double            thinnest,
                                double            thickest);

/* Leaves and arrives level. */
PaintEdge  paint_edge_across   (PaintPoint        from,
                                PaintPoint        to,
                                double            width,
                                double            head);
/* Leaves and arrives upright. */
PaintEdge  paint_edge_upwards  (PaintPoint        from,
                                PaintPoint        to,
                                double            width,
                                double            head);
/* Leaves upright, passes @port upright, and arrives level. */
PaintEdge  paint_edge_by_port  (PaintPoint        from,
                                PaintPoint        port,
                                PaintPoint        to,
                                double            width,
                                double            head);

/* Leaves level and arrives upright, without a head. */
PaintEdge  paint_edge_turn_up  (PaintPoint        from,
                                PaintPoint        to,
                                double            width);

/* Leaves to the right, goes up by @corner, back over the box that lies between
 * @to and @from, down as far beyond @to as the corner is beyond @from, and
 * arrives to the right. */
PaintEdge  paint_edge_loop     (PaintPoint        from,
                                PaintPoint        to,
                                PaintPoint        corner,
                                double            width,
                                double            head);

/* Adds the outline to the current path.  All outlines turn the same way round,
 * so that many may be filled at once. */
void       paint_edge_path     (cairo_t          *cr,
                                const PaintEdge  *edge);
/* The same, @margin wider on each side. */
void       paint_edge_path_wide (cairo_t         *cr,
                                 const PaintEdge *edge,
                                 double           margin);
/* The point at @position from 0 (tail) to 1 (head) of the Béziers' own
 * parameter. */
PaintPoint paint_edge_point    (const PaintEdge  *edge,
                                double            position);
/* Distance of a point to the middle line. */
double     paint_edge_distance (const PaintEdge  *edge,
                                double            x,
                                double            y);

G_END_DECLS
