#include <math.h>

#include "ui/paint/edge.h"

#define SIZE 200

/* How much of the middle pixel is covered by edges filled together. */
static int
middle_of (const PaintEdge *edges,
           guint            n)
{
  cairo_surface_t *image =
      cairo_image_surface_create (CAIRO_FORMAT_A8, SIZE, SIZE);
  cairo_t *cr = cairo_create (image);
  int covered;

  for (guint i = 0; i < n; i++)
    paint_edge_path (cr, &edges[i]);
  cairo_fill (cr);
  cairo_surface_flush (image);
  covered = cairo_image_surface_get_data (
      image)[SIZE / 2 * cairo_image_surface_get_stride (image) + SIZE / 2];
  cairo_destroy (cr);
  cairo_surface_destroy (image);
  return covered;
}

/* Edges of any direction crossing do not cut each other out. */
static void
test_crossing (void)
{
  const PaintPoint west = { 10, 100.5 }, east = { 190, 100.5 };
  const PaintPoint north = { 100.5, 10 }, south = { 100.5, 190 };
  const PaintEdge edges[] = {
    paint_edge_across (west, east, 12, 8),
    paint_edge_across (east, west, 12, 8),
    paint_edge_upwards (south, north, 12, 8),
    paint_edge_upwards (north, south, 12, 8),
    paint_edge_across ((PaintPoint){ 10, 10 }, (PaintPoint){ 190, 190 }, 12, 8),
    paint_edge_across ((PaintPoint){ 190, 10 }, (PaintPoint){ 10, 190 }, 12, 8),
  };

  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      g_assert_cmpint (middle_of (&edges[i], 1), ==, 255);
      for (guint j = 0; j < i; j++)
        {
          const PaintEdge pair[] = { edges[i], edges[j] };

          g_assert_cmpint (middle_of (pair, 2), ==, 255);
        }
    }
}

static void
test_width (void)
{
  g_assert_cmpfloat (paint_edge_width (0, 1, 8), ==, 1);
  g_assert_cmpfloat (paint_edge_width (-3, 1, 8), ==, 8);
  g_assert_cmpfloat (paint_edge_width (99, 1, 8), ==, 8);
  g_assert_cmpfloat (paint_edge_width (NAN, 1, 8), ==, 1);
  g_assert_cmpfloat (
      paint_edge_width (1, 1, 8), <, paint_edge_width (-1.1, 1, 8));
}

/* The tail is wide and the head is at the other end. */
static void
test_direction (void)
{
  PaintEdge edge = paint_edge_across (
      (PaintPoint){ 10, 100.5 }, (PaintPoint){ 190, 100.5 }, 12, 10);
  cairo_surface_t *image =
      cairo_image_surface_create (CAIRO_FORMAT_A8, SIZE, SIZE);
  cairo_t *cr = cairo_create (image);
  double left, top, right, bottom;

  paint_edge_path (cr, &edge);
  cairo_fill_extents (cr, &left, &top, &right, &bottom);
  g_assert_cmpfloat_with_epsilon (left, 10, 0.1);
  g_assert_cmpfloat_with_epsilon (right, 190, 0.1);
  g_assert_true (cairo_in_fill (cr, 12, 105));
  g_assert_false (cairo_in_fill (cr, 170, 105));
  g_assert_true (cairo_in_fill (cr, 181, 104));
  g_assert_false (cairo_in_fill (cr, 189, 104));
  cairo_destroy (cr);
  cairo_surface_destroy (image);
}

static void
test_distance (void)
{
  PaintEdge edge = paint_edge_by_port ((PaintPoint){ 50, 190 },
                                       (PaintPoint){ 20, 150 },
                                       (PaintPoint){ 100, 40 },
                                       4,
                                       6);

  g_assert_cmpfloat (paint_edge_point (&edge, 0).x, ==, 50);
  g_assert_cmpfloat (paint_edge_point (&edge, 0.5).x, ==, 20);
  g_assert_cmpfloat (paint_edge_point (&edge, 1).x, ==, 100);
  for (double position = 0; position <= 1; position += 0.01)
    {
      PaintPoint point = paint_edge_point (&edge, position);

      g_assert_cmpfloat (paint_edge_distance (&edge, point.x, point.y), <, 1);
    }
  g_assert_cmpfloat (paint_edge_distance (&edge, 190, 190), >, 100);
}

/* An edge without length neither crashes nor covers anything far away. */
static void
test_degenerate (void)
{
  PaintPoint point = { 20, 20 };
  PaintEdge edge = paint_edge_across (point, point, 5, 5);

  g_assert_cmpint (middle_of (&edge, 1), ==, 0);
  g_assert_cmpfloat (paint_edge_distance (&edge, 20, 23), ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paint/edge/crossing", test_crossing);
  g_test_add_func ("/paint/edge/width", test_width);
  g_test_add_func ("/paint/edge/direction", test_direction);
  g_test_add_func ("/paint/edge/distance", test_distance);
  g_test_add_func ("/paint/edge/degenerate", test_degenerate);
  return g_test_run ();
}
