/* The network folded into its recurrent cell and back, and what moves over either
 * picture where a walk stands. */

#include <math.h>
#include <string.h>

#include "tests/paint/stage.h"

#define FOUR "data.time_steps=4"

static const PaintRect usual = { 0, 0, 1000, 480 };

static gboolean
says (const PaintScene *scene,
      const char       *text)
{
  for (guint i = 0; i < paint_scene_n_items (scene); i++)
    {
      const PaintItem *item = paint_scene_item (scene, i);

      if (item->kind == PAINT_ITEM_TEXT && strstr (item->label.text, text))
        return TRUE;
    }
  return FALSE;
}

typedef void (*Draw) (cairo_t *cr, const TestStage *stage, double progress);

static void
draw_motion (cairo_t         *cr,
             const TestStage *stage,
             double           progress)
{
  paint_network_motion (cr, usual, &stage->data, &stage->theme, progress);
}

static void
draw_picture (cairo_t         *cr,
              const TestStage *stage,
              double           fold)
{
  PaintNetworkData data = stage->data;

  data.fold = fold;
  paint_network (cr, usual, &data, &stage->theme);
}

static cairo_surface_t *
drawn (const TestStage *stage,
       Draw             draw,
       double           progress)
{
  cairo_surface_t *image = cairo_image_surface_create (
    CAIRO_FORMAT_ARGB32, (int) usual.width, (int) usual.height);
  cairo_t *cr = cairo_create (image);

  draw (cr, stage, progress);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  return image;
}

/* The rectangle around all ink; no width without ink. */
static PaintRect
ink_box (cairo_surface_t *image)
{
  const unsigned char *pixels = cairo_image_surface_get_data (image);
  int stride = cairo_image_surface_get_stride (image);
  int left = (int) usual.width, right = -1, top = (int) usual.height;
  int bottom = -1;

  for (int y = 0; y < (int) usual.height; y++)
    for (int x = 0; x < (int) usual.width; x++)
      if (pixels[y * stride + 4 * x + 3] != 0)
        {
          left = MIN (left, x);
          right = MAX (right, x + 1);
          top = MIN (top, y);
          bottom = MAX (bottom, y + 1);
        }
  if (right < 0)
    return (PaintRect) { 0 };
  return (PaintRect) { left, top, right - left, bottom - top };
}

/* What moves is within its rectangle, goes the way it should, and is gone in
 * the end: then the resting picture is all there is. */
static void
check_motion (const TestStage *stage)
{
  RnnPhase phase
    = rnn_walk_stop (&stage->frame->walk, stage->frame->stop).phase;
  PaintRect within = paint_network_motion_rect (usual, &stage->data,
                                                &stage->theme);
  gboolean moves = phase >= RNN_PHASE_FORWARD && phase <= RNN_PHASE_BACKWARD;

  g_assert_cmpint (within.width > 0, ==, moves);
  for (double progress = 0; progress <= 1; progress += 0.125)
    {
      cairo_surface_t *image = drawn (stage, draw_motion, progress);
      PaintRect box = ink_box (image);

      g_assert_cmpint (box.width > 0, ==, moves && progress < 1);
      if (box.width > 0)
        {
          g_assert_cmpfloat (box.x, >=, floor (within.x));
          g_assert_cmpfloat (box.y, >=, floor (within.y));
          g_assert_cmpfloat (box.x + box.width, <=,
                             ceil (within.x + within.width));
          g_assert_cmpfloat (box.y + box.height, <=,
                             ceil (within.y + within.height));
        }
      cairo_surface_destroy (image);
    }
}

static void
test_motion (gconstpointer settings)
{
  TestStage start;
  guint length;

  test_stage_set_up (&start, settings);
  length = rnn_walk_length (&start.frame->walk);
  g_assert_cmpfloat (paint_network_motion_rect (usual, &start.data,
                                                &start.theme).width, ==, 0);
  test_stage_clear (&start, NULL);
  for (guint stop = 1; stop <= length; stop++)
    for (guint folded = 0; folded <= 1; folded++)
      {
        TestStage stage;

        test_stage_set_up_at_stop (&stage, settings, stop, 0);
        stage.data.fold = folded;
        stage.data.fold_step = MAX (
          rnn_walk_stop (&stage.frame->walk, stop).t, 1);
        if (folded
            && rnn_walk_stop (&stage.frame->walk, stop).phase
                 == RNN_PHASE_LOSS)
          stage.data.fold_step = stage.frame->walk.time_steps;
        check_motion (&stage);
        test_stage_clear (&stage, NULL);
      }
}

/* Forward the dots go from left to right, backward from right to left. */
static void
test_direction (void)
{
  static const guint stops[] = { 3, 7 };

  for (guint i = 0; i < 2; i++)
    {
      TestStage stage;
      cairo_surface_t *early, *late;
      PaintRect first, last;

      test_stage_set_up_at_stop (&stage, "data.time_steps=4 data.text=ab", stops[i], 0);
      early = drawn (&stage, draw_motion, 0.1);
      late = drawn (&stage, draw_motion, 0.9);
      first = ink_box (early);
      last = ink_box (late);
      if (i == 0)
        g_assert_cmpfloat (first.x + 20, <, last.x);
      else
        g_assert_cmpfloat (first.x + first.width, >,
                           last.x + last.width + 20);
      cairo_surface_destroy (early);
      cairo_surface_destroy (late);
      test_stage_clear (&stage, NULL);
    }
}

static gboolean
same_pixels (cairo_surface_t *a,
             cairo_surface_t *b)
{
  return memcmp (cairo_image_surface_get_data (a),
                 cairo_image_surface_get_data (b),
                 (gsize) cairo_image_surface_get_stride (a)
                   * (gsize) cairo_image_surface_get_height (a)) == 0;
}

/* At both ends the resting pictures; between them the cells of all steps come
 * together, and no picture jumps. */
static void
test_folding (gconstpointer settings)
{
  TestStage stage;
  cairo_surface_t *unrolled, *half, *folded;

  test_stage_set_up (&stage, settings);
  stage.data.fold_step = stage.frame->dataset->time_steps;
  unrolled = drawn (&stage, draw_picture, 0);
  half = drawn (&stage, draw_picture, 0.5);
  folded = drawn (&stage, draw_picture, 1);
  g_assert_false (same_pixels (unrolled, folded));
  g_assert_false (same_pixels (unrolled, half));
  g_assert_false (same_pixels (half, folded));
  /* Half way there are only cells, nearer to each other than unrolled. */
  g_assert_cmpfloat (ink_box (half).width, <, ink_box (unrolled).width);
  g_assert_cmpfloat (ink_box (half).width, >, 0);
  cairo_surface_destroy (unrolled);
  cairo_surface_destroy (half);
  cairo_surface_destroy (folded);
  test_stage_clear (&stage, NULL);
}

/* The loop and its name are W_hh, the cell is that of the step at hand, beside
 * it the state before, and the caption tells how often it is used. */
static void
test_folded (void)
{
  const PaintTarget loop
    = { PAINT_TARGET_PARAMETER, .parameter = 1, .t = 2 };
  g_autoptr (PaintScene) scene = NULL;
  TestStage stage;
  guint n_loops = 0;

  test_stage_set_up (&stage, FOUR);
  stage.data.fold = 1;
  stage.data.fold_step = 2;
  scene = paint_network_scene (usual, &stage.data, &stage.theme, NULL);
  for (guint i = 0; i < paint_scene_n_items (scene); i++)
    {
      const PaintItem *item = paint_scene_item (scene, i);

      if (item->kind == PAINT_ITEM_UNIT)
        g_assert_cmpfloat (
          item->unit.value, ==,
          stage.frame->trace->h[0][3 * item->target.t + item->target.column]);
      if (item->kind == PAINT_ITEM_UNIT || item->kind == PAINT_ITEM_BOX)
        g_assert_true (item->target.t == 2
                       || (item->target.t == 1
                           && item->kind == PAINT_ITEM_UNIT));
      if (item->kind == PAINT_ITEM_ARROW
          && item->arrow.edge.n_curves == PAINT_EDGE_MAX_CURVES)
        {
          PaintPoint top = paint_edge_point (&item->arrow.edge, 0.5);
          PaintTarget picked = paint_scene_pick (scene, top.x, top.y);

          n_loops++;
          g_assert_true (paint_target_equal (&item->target, &loop));
          g_assert_true (paint_target_equal (&picked, &loop));
        }
    }
  g_assert_cmpuint (n_loops, ==, 3);
  g_assert_true (says (scene, "4 times"));
  g_assert_true (says (scene, "t = 2 of 4"));
  test_stage_clear (&stage, NULL);
}

int
main (int    argc,
      char **argv)
{
  static const char *const layers = FOUR " network.units=3;2";
  static const char *const all = FOUR " data.target=all";

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/paint/network-fold/motion", FOUR, test_motion);
  g_test_add_data_func ("/paint/network-fold/motion/layers", layers,
                        test_motion);
  g_test_add_data_func ("/paint/network-fold/motion/all", all, test_motion);
  g_test_add_data_func ("/paint/network-fold/motion/one", "", test_motion);
  g_test_add_func ("/paint/network-fold/direction", test_direction);
  g_test_add_data_func ("/paint/network-fold/folding", FOUR, test_folding);
  g_test_add_data_func ("/paint/network-fold/folding/one", "", test_folding);
  g_test_add_func ("/paint/network-fold/folded", test_folded);
  return g_test_run ();
}
