/* The network's picture on the walk through an update: what is to come is faint
 * and has no numbers, what happens now is lit, and the gradient's arrows are
 * there once they have been drawn back. */

#include <math.h>
#include <string.h>

#include "tests/paint/stage.h"
#include "ui/paint/number.h"
#include "ui/paint/walk.h"

#define STEPS 4
#define FOUR "data.time_steps=4"

static const PaintRect usual = { 0, 0, 1000, 480 };

/* How far the pixels in @rect are from the card, on the average. */
static double
ink_in (const TestStage *stage,
        PaintRect        rect)
{
  cairo_surface_t *image = cairo_image_surface_create (
    CAIRO_FORMAT_RGB24, (int) usual.width, (int) usual.height);
  cairo_t *cr = cairo_create (image);
  const unsigned char *pixels;
  double ink = 0;
  int stride, n = 0;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  paint_network (cr, usual, &stage->data, &stage->theme);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  pixels = cairo_image_surface_get_data (image);
  stride = cairo_image_surface_get_stride (image);
  for (int y = (int) rect.y; y < (int) (rect.y + rect.height); y++)
    for (int x = (int) rect.x; x < (int) (rect.x + rect.width); x++, n++)
      for (int part = 0; part < 3; part++)
        ink += 255 - pixels[y * stride + 4 * x + part];
  cairo_surface_destroy (image);
  g_assert_cmpint (n, >, 0);
  return ink / n;
}

static PaintRect
rect_of (const TestStage *stage,
         PaintTarget      target)
{
  PaintRect rect = paint_network_target_rect (usual, &stage->data,
                                              &stage->theme, &target);

  g_assert_cmpfloat (rect.width, >, 0);
  return rect;
}

/* Of the inner half: lines end at its outline. */
static double
ink_of (const TestStage *stage,
        PaintTarget      target)
{
  PaintRect rect = rect_of (stage, target);

  return ink_in (stage, paint_rect_inset (&rect, rect.width / 4));
}

/* States and output get their ink at their stop, and keep it. */
static void
test_to_come (void)
{
  for (guint stop = 1; stop <= STEPS + 1; stop++)
    {
      TestStage stage, done;

      test_stage_set_up_at_stop (&stage, FOUR, stop, 0);
      test_stage_set_up_at_stop (&done, FOUR, STEPS + 1, 0);
      for (guint t = 1; t <= STEPS; t++)
        {
          const PaintTarget unit = { PAINT_TARGET_UNIT, .t = t };
          g_autofree char *words
            = paint_network_describe (&stage.data, &unit);

          if (t <= stop)
            {
              g_assert_cmpfloat (ink_of (&stage, unit), ==,
                                 ink_of (&done, unit));
              g_assert_nonnull (strstr (words, "h = "));
            }
          else
            {
              g_assert_cmpfloat (ink_of (&stage, unit), <,
                                 0.75 * ink_of (&done, unit));
              g_assert_nonnull (strstr (words, "yet to come"));
            }
        }
      test_stage_clear (&stage, NULL);
      test_stage_clear (&done, NULL);
    }
}

static void
test_output_to_come (void)
{
  for (guint stop = STEPS; stop <= STEPS + 1; stop++)
    {
      g_autoptr (PaintScene) scene = NULL;
      guint n_bars = 0;
      TestStage stage;

      test_stage_set_up_at_stop (&stage, FOUR, stop, 0);
      scene = paint_network_scene (usual, &stage.data, &stage.theme, NULL);
      for (guint i = 0; i < paint_scene_n_items (scene); i++)
        {
          const PaintItem *item = paint_scene_item (scene, i);
          g_autofree char *words = NULL;

          if (item->kind == PAINT_ITEM_TEXT)
            g_assert_true (stop > STEPS
                           || !strstr (item->label.text, "log 0."));
          if (item->kind != PAINT_ITEM_BAR)
            continue;
          n_bars++;
          words = paint_network_describe (&stage.data, &item->target);
          g_assert_cmpint (item->to_come, ==, stop == STEPS);
          g_assert_cmpint (strstr (words, "yet to come") != NULL, ==,
                           stop == STEPS);
          g_assert_cmpint (strstr (words, "δ = ") != NULL, ==, stop > STEPS);
        }
      g_assert_cmpuint (n_bars, ==, 5);
      test_stage_clear (&stage, NULL);
    }
}

/* The box whose border has @color; its step, or 0. */
static guint
lit_step (const TestStage *stage,
          PaintColorName   color,
          guint           *layer)
{
  g_autoptr (PaintScene) scene
    = paint_network_scene (usual, &stage->data, &stage->theme, NULL);
  guint step = 0;

  for (guint i = 0; i < paint_scene_n_items (scene); i++)
    {
      const PaintItem *item = paint_scene_item (scene, i);

      if (item->kind == PAINT_ITEM_BOX
          && item->target.kind == PAINT_TARGET_STATE
          && item->box.border == color)
        {
          g_assert_cmpuint (step, ==, 0);
          step = item->target.t;
          *layer = item->target.layer;
        }
    }
  return step;
}

/* One box is lit at most: the one at hand, forward and backward in their own
 * colours. */
static void
test_lit (gconstpointer settings)
{
  TestStage start;
  guint length, layer = 0;

  test_stage_set_up (&start, settings);
  length = rnn_walk_length (&start.frame->walk);
  for (guint stop = 1; stop <= length; stop++)
    {
      RnnStop here = rnn_walk_stop (&start.frame->walk, stop);
      gboolean forward = here.phase == RNN_PHASE_FORWARD;
      gboolean backward = here.phase == RNN_PHASE_BACKWARD;
      TestStage stage;

      test_stage_set_up_at_stop (&stage, settings, stop, 0);
      g_assert_cmpuint (lit_step (&stage, PAINT_COLOR_ACCENT, &layer), ==,
                        forward ? here.t : 0);
      g_assert_true (!forward || layer == here.layer);
      g_assert_cmpuint (lit_step (&stage, PAINT_COLOR_GRADIENT_TEXT, &layer),
                        ==, backward ? here.t : 0);
      g_assert_true (!backward || layer == here.layer);
      test_stage_clear (&stage, NULL);
    }
  test_stage_clear (&start, NULL);
}

/* The arrow from step t + 1 to @t in @layer, NULL while there is none. */
static const PaintItem *
arrow_to (const PaintScene *scene,
          guint             layer,
          guint             t)
{
  for (guint i = 0; i < paint_scene_n_items (scene); i++)
    {
      const PaintItem *item = paint_scene_item (scene, i);
      const PaintPoint *points = item->arrow.edge.points;

      if (item->kind == PAINT_ITEM_ARROW && item->target.layer == layer
          && item->target.t == t && points[0].y == points[3].y)
        return item;
    }
  return NULL;
}

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

/* An arrow is there from its stop on, leads from right to left between both
 * boxes, and its number is ‖∂L/∂h_t‖. */
static void
check_arrow (const TestStage  *stage,
             const PaintScene *scene,
             guint             layer,
             guint             t)
{
  const PaintItem *arrow = arrow_to (scene, layer, t);
  gboolean drawn = paint_walk_place (stage->frame, RNN_PHASE_BACKWARD, layer, t)
                   != PAINT_WALK_TO_COME;
  PaintTarget target
    = { PAINT_TARGET_STATE, .layer = layer, .t = t };
  char number[PAINT_NUMBER_SIZE];
  PaintRect box;

  g_assert_cmpint (arrow != NULL, ==, drawn);
  paint_number (stage->frame->trace->dh_norm[layer][t - 1], 3,
                PAINT_NUMBER_PLAIN, number);
  g_assert_true (says (scene, number) || !drawn);
  if (!drawn)
    return;
  box = rect_of (stage, target);
  g_assert_cmpfloat (arrow->arrow.edge.points[3].x, ==, box.x + box.width);
  target.t++;
  g_assert_cmpfloat (arrow->arrow.edge.points[0].x, ==,
                     rect_of (stage, target).x);
}

static void
test_arrows (gconstpointer settings)
{
  TestStage start;
  guint length, layers;

  test_stage_set_up (&start, settings);
  length = rnn_walk_length (&start.frame->walk);
  layers = start.frame->network.n_layers;
  test_stage_clear (&start, NULL);
  for (guint stop = 1; stop <= length; stop++)
    {
      g_autoptr (PaintScene) scene = NULL;
      TestStage stage;

      test_stage_set_up_at_stop (&stage, settings, stop, 0);
      scene = paint_network_scene (usual, &stage.data, &stage.theme, NULL);
      for (guint l = 0; l < layers; l++)
        for (guint t = 1; t < STEPS; t++)
          check_arrow (&stage, scene, l, t);
      test_stage_clear (&stage, NULL);
    }
}

/* With one time step the other samples are set aside all the way, and the
 * walked one has the trace's numbers even after the update. */
static void
test_samples (void)
{
  const gsize walked = 2;

  for (guint stop = 1; stop <= 5; stop++)
    {
      g_autoptr (PaintScene) scene = NULL;
      g_autofree char *other = NULL;
      const PaintTarget elsewhere
        = { PAINT_TARGET_UNIT, .sample = 0, .t = 1 };
      TestStage stage;

      test_stage_set_up_at_stop (&stage, "", stop, walked);
      scene = paint_network_scene (usual, &stage.data, &stage.theme, NULL);
      for (guint i = 0; i < paint_scene_n_items (scene); i++)
        {
          const PaintItem *item = paint_scene_item (scene, i);

          if (item->kind != PAINT_ITEM_UNIT || item->target.t == 0)
            continue;
          g_assert_cmpint (item->to_come, ==, item->target.sample != walked);
          if (item->target.sample == walked)
            g_assert_cmpfloat (
              item->unit.value, ==,
              stage.frame->trace->h[0][3 + item->target.column]);
        }
      other = paint_network_describe (&stage.data, &elsewhere);
      g_assert_nonnull (strstr (other, "another sample"));
      test_stage_clear (&stage, NULL);
    }
}

/* At the end of an update the lines are its gradient, and then its change. */
static void
test_lines (void)
{
  for (guint stop = 9; stop <= 11; stop++)
    {
      g_autoptr (PaintScene) scene = NULL;
      guint n = 0;
      TestStage stage;
      const float *numbers;

      test_stage_set_up_at_stop (&stage, FOUR, stop, 0);
      numbers = stop == 9    ? stage.frame->parameters
                : stop == 10 ? stage.frame->update->gradients
                             : stage.frame->change;
      scene = paint_network_scene (usual, &stage.data, &stage.theme, NULL);
      g_assert_cmpint (paint_scene_edge_scale (scene), ==,
                       stop == 10 ? PAINT_SCALE_GRADIENT : PAINT_SCALE_VALUE);
      for (guint i = 0; i < paint_scene_n_items (scene); i++)
        {
          const PaintItem *item = paint_scene_item (scene, i);
          const PaintTarget *target = &item->target;
          const RnnParameter *parameter
            = &stage.frame->network.parameters[target->parameter];

          if (item->kind != PAINT_ITEM_EDGE
              || target->kind != PAINT_TARGET_WEIGHT)
            continue;
          n++;
          g_assert_cmpfloat (item->weight.weight, ==,
                             numbers[parameter->offset
                                     + target->row * parameter->columns
                                     + target->column]);
        }
      g_assert_cmpuint (n, ==, STEPS * (3 + 9) + 15);
      g_assert_cmpint (says (scene, "gradient over the batch"), ==, stop == 10);
      g_assert_cmpint (says (scene, "update added"), ==, stop == 11);
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
  g_test_add_func ("/paint/network-walk/to-come", test_to_come);
  g_test_add_func ("/paint/network-walk/output-to-come", test_output_to_come);
  g_test_add_data_func ("/paint/network-walk/lit", FOUR, test_lit);
  g_test_add_data_func ("/paint/network-walk/lit/layers", layers, test_lit);
  g_test_add_data_func ("/paint/network-walk/lit/all", all, test_lit);
  g_test_add_data_func ("/paint/network-walk/arrows", FOUR, test_arrows);
  g_test_add_data_func ("/paint/network-walk/arrows/layers", layers,
                        test_arrows);
  g_test_add_data_func ("/paint/network-walk/arrows/all", all, test_arrows);
  g_test_add_func ("/paint/network-walk/samples", test_samples);
  g_test_add_func ("/paint/network-walk/lines", test_lines);
  return g_test_run ();
}
