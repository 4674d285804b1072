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

/* Whether the middle of @item's line is lit when @target is pointed at. */
static gboolean
is_lit (cairo_surface_t *image,
        const PaintItem *item)
{
  const PaintEdge *edge = item->kind == PAINT_ITEM_EDGE ? &item->weight.edge
                                                        : &item->arrow.edge;
  PaintPoint spot = paint_edge_point (edge, 0.5);
  const unsigned char *pixels = cairo_image_surface_get_data (image);

  return pixels[(int) spot.y * cairo_image_surface_get_stride (image)
                + 4 * (int) spot.x + 3] > 60;
}

static guint
parameter_of (const TestStage  *stage,
              RnnParameterKind  kind,
              guint             layer)
{
  return (guint) (rnn_network_find (&stage->frame->network, kind, layer)
                  - stage->frame->network.parameters);
}

/* Pointing at @target, every line that it means is lit; returns how many. */
static guint
count_lit (const TestStage   *stage,
           const PaintTarget *target)
{
  cairo_surface_t *image = cairo_image_surface_create (
    CAIRO_FORMAT_ARGB32, (int) usual.width, (int) usual.height);
  cairo_t *cr = cairo_create (image);
  g_autoptr (PaintScene) scene
    = paint_network_scene (usual, &stage->data, &stage->theme, NULL);
  guint n = 0;

  paint_network_highlight (cr, usual, &stage->data, &stage->theme, target,
                           FALSE);
  cairo_surface_flush (image);
  for (guint i = 0; i < paint_scene_n_items (scene); i++)
    {
      const PaintItem *item = paint_scene_item (scene, i);
      const PaintTarget *own = &item->target;

      if ((item->kind != PAINT_ITEM_EDGE && item->kind != PAINT_ITEM_ARROW)
          || (own->kind != PAINT_TARGET_WEIGHT
              && own->kind != PAINT_TARGET_PARAMETER)
          || own->parameter != target->parameter
          || (own->kind == PAINT_TARGET_WEIGHT
              && target->kind == PAINT_TARGET_WEIGHT
              && !paint_target_same (own, target)))
        continue;
      g_assert_true (is_lit (image, item));
      n++;
    }
  cairo_destroy (cr);
  cairo_surface_destroy (image);
  return n;
}

/* A weight of the parameters' card lights all its uses, a whole matrix all its
 * lines, in each layer, folded and unrolled, on the way there and back. */
static void
test_shared (void)
{
  static const char *const layers = FOUR " network.units=3;2";
  static const guint stops[] = { 0, 3, 12 };

  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    for (guint layer = 0; layer < 2; layer++)
      {
        guint units = 3 - layer, n_loops;
        PaintTarget target = { PAINT_TARGET_WEIGHT, .row = 1, .column = 1 };
        TestStage stage;

        test_stage_set_up_at_stop (&stage, layers, stops[i], 0);
        target.parameter = parameter_of (&stage, RNN_PARAMETER_W_HH, layer);
        g_assert_cmpuint (count_lit (&stage, &target), ==, 4);
        stage.data.fold = 1;
        stage.data.fold_step = 2;
        /* One line, and the loop that belongs to all. */
        n_loops = count_lit (&stage, &target) - 1;
        g_assert_cmpuint (n_loops, >=, 1);
        target = (PaintTarget) { PAINT_TARGET_PARAMETER,
                                 .parameter = target.parameter };
        g_assert_cmpuint (count_lit (&stage, &target), ==,
                          units * units + n_loops);
        stage.data.fold = 0;
        g_assert_cmpuint (count_lit (&stage, &target), ==, 4 * units * units);
        test_stage_clear (&stage, NULL);
      }
}

static void
check_words (const TestStage *stage,
             PaintTarget      target,
             const char      *words)
{
  g_autofree char *sentence = paint_network_describe (&stage->data, &target);

  if (words != NULL)
    g_assert_true (g_str_has_suffix (sentence, words));
  else
    g_assert_null (strstr (sentence, "time steps"));
}

static void
test_shared_words (void)
{
  PaintTarget weight = { PAINT_TARGET_WEIGHT };
  PaintTarget whole = { PAINT_TARGET_PARAMETER };
  TestStage stage;

  test_stage_set_up (&stage, FOUR);
  weight.parameter = whole.parameter
    = parameter_of (&stage, RNN_PARAMETER_W_HH, 0);
  check_words (&stage, weight, "one parameter, used at 4 time steps");
  check_words (&stage, whole, "the same at each of 4 time steps");
  weight.parameter = parameter_of (&stage, RNN_PARAMETER_W_HY, 0);
  check_words (&stage, weight, NULL);
  test_stage_clear (&stage, NULL);

  test_stage_set_up (&stage, FOUR " data.target=all");
  check_words (&stage, weight, "one parameter, used at 4 time steps");
  test_stage_clear (&stage, NULL);
}

/* With one time step the picture says why W_hh does not learn. */
static void
test_one_step (void)
{
  for (guint stop = 0; stop <= 4; stop += 4)
    for (guint folded = 0; folded <= 1; folded++)
      {
        g_autoptr (PaintScene) scene = NULL;
        TestStage stage;

        test_stage_set_up_at_stop (&stage, "", stop, 0);
        stage.data.fold = folded;
        scene = paint_network_scene (usual, &stage.data, &stage.theme, NULL);
        g_assert_true (says (scene, "<sup>⊤</sup>dz = 0"));
        test_stage_clear (&stage, NULL);
      }
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
  g_test_add_func ("/paint/network-fold/shared", test_shared);
  g_test_add_func ("/paint/network-fold/shared-words", test_shared_words);
  g_test_add_func ("/paint/network-fold/one-step", test_one_step);
  return g_test_run ();
}
