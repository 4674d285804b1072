/* Two networks beside each other: both are drawn, marked and moved, and what is
 * pointed at in one is that of the other. */

#include <math.h>

#include "tests/paint/stage.h"
#include "ui/paint/pair.h"

/* Side by side, and above each other. */
static const PaintRect areas[] = { { 0, 0, 1400, 480 }, { 0, 0, 480, 900 } };

#define FOUR "data.time_steps=4"
#define FORWARD 2

typedef struct
{
  TestStage     stage;
  PaintPairData data;
} Fixture;

/* At @stop, with another rate and, if @more, more units beside. */
static void
begin (Fixture *fixture,
       guint    stop,
       gboolean more)
{
  RnnFrame *beside = test_frame_new_at_stop (
      more ? FOUR " training.learning_rate=0.1 network.units=7"
           : FOUR " training.learning_rate=0.1",
      20, stop, 0);

  test_stage_set_up_at_stop (&fixture->stage, FOUR, stop, 0);
  rnn_frame_set_companion (
      fixture->stage.frame, beside, RNN_COMPANION_IN_STEP, NULL);
  fixture->data = (PaintPairData){ .network = fixture->stage.data };
}

static void
end (Fixture *fixture)
{
  test_stage_clear (&fixture->stage, NULL);
}

typedef void (*Draw) (Fixture  *fixture,
                      cairo_t  *cr,
                      PaintRect area);

static void
draw_motion (Fixture  *fixture,
             cairo_t  *cr,
             PaintRect area)
{
  paint_pair_motion (cr, area, &fixture->data, &fixture->stage.theme, 0.5);
}

static void
draw_mark (Fixture  *fixture,
           cairo_t  *cr,
           PaintRect area)
{
  const PaintTarget unit = { PAINT_TARGET_UNIT, .t = 2, .column = 1 };

  paint_pair_highlight (
      cr, area, &fixture->data, &fixture->stage.theme, &unit, FALSE);
}

static void
draw_picture (Fixture  *fixture,
              cairo_t  *cr,
              PaintRect area)
{
  paint_pair (cr, area, &fixture->data, &fixture->stage.theme);
}

/* How many pixels are drawn in each half, and that none is outside @within. */
static void
count (Fixture  *fixture,
       Draw      draw,
       PaintRect area,
       PaintRect within,
       gsize     drawn[2])
{
  int width = (int) area.width, height = (int) area.height;
  cairo_surface_t *image =
      cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
  cairo_t *cr = cairo_create (image);
  const unsigned char *pixels = cairo_image_surface_get_data (image);
  int stride = cairo_image_surface_get_stride (image);

  draw (fixture, cr, area);
  cairo_surface_flush (image);
  drawn[0] = drawn[1] = 0;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      if (pixels[y * stride + x] != 0)
        {
          g_assert_true (paint_rect_contains (&within, x + 0.5, y + 0.5));
          drawn[width > height ? 2 * x >= width : 2 * y >= height]++;
        }
  cairo_destroy (cr);
  cairo_surface_destroy (image);
}

static PaintRect
whole_pixels (PaintRect rect)
{
  double x = floor (rect.x), y = floor (rect.y);

  return (PaintRect){ x, y, ceil (rect.x + rect.width) - x,
                      ceil (rect.y + rect.height) - y };
}

/* The same dots and marks on the same lines, of the same size. */
static void
test_both_halves (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      Fixture fixture;
      gsize drawn[2];

      begin (&fixture, FORWARD, FALSE);
      count (&fixture, draw_motion, areas[i],
             whole_pixels (paint_pair_motion_rect (
                 areas[i], &fixture.data, &fixture.stage.theme)),
             drawn);
      g_assert_cmpuint (drawn[0], >, 100);
      g_assert_cmpfloat_with_epsilon (
          (double) drawn[1] / drawn[0], 1, 0.1);
      count (&fixture, draw_mark, areas[i], areas[i], drawn);
      g_assert_cmpuint (drawn[0], >, 20);
      g_assert_cmpfloat_with_epsilon (
          (double) drawn[1] / drawn[0], 1, 0.1);
      count (&fixture, draw_picture, areas[i], areas[i], drawn);
      g_assert_cmpfloat_with_epsilon (
          (double) drawn[1] / drawn[0], 1, 0.1);
      end (&fixture);
    }
}

/* With more units beside, what only the other has is not pointed at. */
static void
test_pick (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      const PaintRect *area = &areas[i];
      Fixture fixture;
      PaintRect own;
      gsize n_found[2] = { 0 };

      begin (&fixture, FORWARD, TRUE);
      own = paint_pair_network (*area, &fixture.data, &fixture.stage.theme);
      for (double y = 2; y < area->height; y += 4)
        for (double x = 2; x < area->width; x += 4)
          {
            PaintTarget target = paint_pair_pick (
                *area, &fixture.data, &fixture.stage.theme, x, y);
            PaintRect rect;

            if (target.kind == PAINT_TARGET_NONE)
              continue;
            rect = paint_pair_target_rect (
                *area, &fixture.data, &fixture.stage.theme, &target);
            g_assert_cmpfloat (rect.width, >, 0);
            g_assert_true (paint_rect_contains (&own, rect.x, rect.y));
            if (target.kind == PAINT_TARGET_UNIT)
              {
                g_assert_cmpuint (target.column, <, 3);
                n_found[!paint_rect_contains (&own, x, y)]++;
              }
          }
      g_assert_cmpuint (n_found[0], >, 0);
      g_assert_cmpuint (n_found[1], >, 0);
      end (&fixture);
    }
}

/* Numbers of both only where they are of the same unit. */
static void
test_words (void)
{
  const PaintTarget unit = { PAINT_TARGET_UNIT, .t = 2, .column = 1 };

  for (guint more = 0; more < 2; more++)
    {
      g_autofree char *words = NULL;
      Fixture fixture;

      begin (&fixture, FORWARD, more);
      words = paint_pair_describe (&fixture.data, &unit);
      g_assert_nonnull (words);
      g_assert_cmpint (g_strrstr (words, "\n") != NULL, ==, !more);
      end (&fixture);
    }
}

/* Nothing beside: the network alone, all over the area. */
static void
test_alone (void)
{
  TestStage stage;
  PaintPairData data;
  PaintRect network, pair, own;

  test_stage_set_up_at_stop (&stage, FOUR, FORWARD, 0);
  data = (PaintPairData){ .network = stage.data };
  network = paint_pair_network (areas[0], &data, &stage.theme);
  g_assert_cmpfloat (network.width, ==, areas[0].width);
  g_assert_cmpfloat (network.height, ==, areas[0].height);
  pair = paint_pair_motion_rect (areas[0], &data, &stage.theme);
  own = paint_network_motion_rect (areas[0], &stage.data, &stage.theme);
  g_assert_cmpmem (&pair, sizeof pair, &own, sizeof own);
  test_stage_clear (&stage, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paint/pair/both-halves", test_both_halves);
  g_test_add_func ("/paint/pair/pick", test_pick);
  g_test_add_func ("/paint/pair/words", test_words);
  g_test_add_func ("/paint/pair/alone", test_alone);
  return g_test_run ();
}
