/* Why the gradient vanishes: what is said is what core found, what the walk has
 * not reached is not told, and large or endless numbers stay honest. */

#include <math.h>
#include <string.h>

#include "tests/paint/frames.h"
#include "ui/paint/number.h"
#include "ui/paint/spectrum.h"
#include "ui/paint/vanish.h"

#define WIDTH 240
#define HEIGHT 260

static const PaintRect area = { 0, 0, WIDTH, HEIGHT };

static void
assert_says (char       *sentence,
             const char *part,
             gboolean    says)
{
  if ((strstr (sentence, part) != NULL) != says)
    g_error ("“%s” %s “%s”", sentence, says ? "lacks" : "has", part);
  g_free (sentence);
}

static char *
describe_step (RnnFrame *frame,
               guint     t)
{
  const PaintVanishData data = { .frame = frame };
  const PaintTarget target = { .kind = PAINT_TARGET_STATE, .t = t };

  return paint_vanish_describe (&data, &target);
}

/* Ink of the rectangle @rect of the picture. */
static double
ink_in (RnnFrame  *frame,
        PaintRect  rect)
{
  const PaintVanishData data = { .frame = frame };
  cairo_surface_t *image
    = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (image);
  g_auto (PaintTheme) theme = { 0 };
  const unsigned char *pixels;
  double ink = 0;

  paint_theme_init (&theme, FALSE, 1);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  paint_vanish (cr, area, &data, &theme);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  pixels = cairo_image_surface_get_data (image);
  for (int y = (int) rect.y; y < (int) (rect.y + rect.height); y++)
    for (int x = (int) rect.x; x < (int) (rect.x + rect.width); x++)
      for (int part = 0; part < 3; part++)
        ink += 255 - pixels[y * cairo_image_surface_get_stride (image)
                            + 4 * x + part];
  cairo_surface_destroy (image);
  return ink;
}

static void
test_numbers (void)
{
  g_autoptr (RnnFrame) frame = test_frame_new ("data.time_steps=4", 30);
  const RnnFlowLayer *flow = &frame->flow->layers[0];
  const PaintVanishData data = { .frame = frame };
  const PaintTarget first = { .kind = PAINT_TARGET_EIGENVALUE };
  char number[PAINT_NUMBER_SIZE];

  for (guint t = 2; t <= 4; t++)
    {
      paint_number_full (flow->factor[t - 1], PAINT_NUMBER_PLAIN, number);
      assert_says (describe_step (frame, t), number, TRUE);
      paint_number_full (flow->ratio[t - 1], PAINT_NUMBER_PLAIN, number);
      assert_says (describe_step (frame, t), number, TRUE);
      paint_number_full (flow->product[t - 2], PAINT_NUMBER_PLAIN, number);
      assert_says (describe_step (frame, t - 1), number, TRUE);
    }
  paint_number_full (flow->radius, PAINT_NUMBER_PLAIN, number);
  assert_says (paint_vanish_describe (&data, &first), number, TRUE);
}

/* At stop 7 the walk stands at t = 3: nothing is said of the way to t = 2, and
 * the line ends there. */
static void
test_walk (void)
{
  g_autoptr (RnnFrame) frame
    = test_frame_new_at_stop ("data.time_steps=4", 0, 7, 0);
  g_autoptr (RnnFrame) later
    = test_frame_new_at_stop ("data.time_steps=4", 0, 9, 0);
  const PaintVanishData data = { .frame = frame };
  const PaintTarget second = { .kind = PAINT_TARGET_STATE, .t = 2 };
  g_auto (PaintTheme) theme = { 0 };
  PaintRect place;

  assert_says (describe_step (frame, 4), "at most", TRUE);
  assert_says (describe_step (frame, 3), "at most", FALSE);
  assert_says (describe_step (frame, 3), "product", TRUE);
  assert_says (describe_step (frame, 2), "product", FALSE);

  paint_theme_init (&theme, FALSE, 1);
  place = paint_vanish_target_rect (area, &data, &theme, &second);
  place.height = HEIGHT - place.y;
  g_assert_cmpfloat (ink_in (frame, place), <, 0.8 * ink_in (later, place));
}

static void
test_reason (void)
{
  g_autoptr (RnnFrame) frame = test_frame_new ("data.time_steps=4", 0);
  RnnFlowLayer *flow = &frame->flow->layers[0];

  flow->radius = 0.834;
  assert_says (paint_vanish_reason (frame), "0.83, inside", TRUE);
  assert_says (paint_vanish_reason (frame), "tanh′ ≤ 1 shrinks further", TRUE);
  flow->radius = 1.2;
  assert_says (paint_vanish_reason (frame), "1.20, outside", TRUE);
  assert_says (paint_vanish_reason (frame), "Against that", TRUE);
  flow->radius = 1.001;
  assert_says (paint_vanish_reason (frame), "on the unit circle", TRUE);
  flow->radius = 3e30;
  assert_says (paint_vanish_reason (frame), "3.0e+30, outside", TRUE);
  flow->spectrum = RNN_FLOW_NOT_FINITE;
  assert_says (paint_vanish_reason (frame), "no eigenvalues", TRUE);
  flow->spectrum = RNN_FLOW_TOO_LARGE;
  assert_says (paint_vanish_reason (frame), "3 units over 4 steps", TRUE);
  frame->running = TRUE;
  assert_says (paint_vanish_reason (frame), "when training rests", TRUE);
}

/* A product that no double holds is told by its logarithm. */
static void
test_range (void)
{
  g_autoptr (RnnFrame) frame = test_frame_new ("data.time_steps=200", 0);
  RnnFlowLayer *flow = &frame->flow->layers[0];

  flow->product[9] = 0;
  flow->log10_product[9] = -400.699;
  assert_says (describe_step (frame, 10), "2.000e−401", TRUE);
  flow->product[9] = INFINITY;
  flow->log10_product[9] = 400.699;
  assert_says (describe_step (frame, 10), "5.000e+400", TRUE);
  flow->product[9] = 0;
  flow->log10_product[9] = -INFINITY;
  assert_says (describe_step (frame, 10), "back to here: 0", TRUE);
  g_assert_cmpfloat (ink_in (frame, area), >, 0);
}

/* The circle shows what lies far outside, too; dots are found where they are. */
static void
test_circle (void)
{
  const RnnComplex values[] = { { 3e30, 0 }, { 0.5, 0.5 }, { 0.5, -0.5 } };
  g_auto (PaintTheme) theme = { 0 };

  paint_theme_init (&theme, FALSE, 1);
  for (guint first = 0; first < 2; first++)
    for (guint i = 0; i < 3 - first; i++)
      {
        PaintRect rect
          = paint_spectrum_rect (area, values + first, 3 - first, i, &theme);
        double x = rect.x + rect.width / 2, y = rect.y + rect.height / 2;

        g_assert_true (paint_rect_contains (&area, x, y));
        if (first == 1)
          g_assert_cmpuint (
            paint_spectrum_pick (area, values + 1, 2, &theme, x, y), ==, i);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paint/vanish/numbers", test_numbers);
  g_test_add_func ("/paint/vanish/walk", test_walk);
  g_test_add_func ("/paint/vanish/reason", test_reason);
  g_test_add_func ("/paint/vanish/range", test_range);
  g_test_add_func ("/paint/vanish/circle", test_circle);
  return g_test_run ();
}
