/* The gradient by time step: its words are true to its numbers, its bars grow
 * as the walk comes back, on a linear and on a logarithmic scale. */

#include <math.h>
#include <string.h>

#include "core/cursor.h"
#include "tests/paint/frames.h"
#include "ui/paint/gradient.h"
#include "ui/paint/walk.h"

#define WIDTH 240
#define HEIGHT 240

static const PaintRect area = { 0, 0, WIDTH, HEIGHT };

/* How far from the ground the pixels of step @t's bar are, all in all. */
static double
ink_of_step (const RnnFrame *frame,
             guint           t,
             gboolean        logarithmic)
{
  const PaintGradientData data = { .frame = frame, .logarithmic = logarithmic };
  const PaintTarget target = { .kind = PAINT_TARGET_STATE, .t = t };
  cairo_surface_t *image
    = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (image);
  g_auto (PaintTheme) theme = { 0 };
  const unsigned char *pixels;
  PaintRect rect;
  double ink = 0;

  paint_theme_init (&theme, FALSE, 1);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  paint_gradient (cr, area, &data, &theme);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  rect = paint_gradient_target_rect (area, &data, &theme, &target);
  g_assert_cmpfloat (rect.width, >, 1);
  pixels = cairo_image_surface_get_data (image);
  for (int y = (int) rect.y; y < (int) (rect.y + rect.height); y++)
    for (int x = (int) rect.x; x < (int) (rect.x + rect.width); x++)
      for (int part = 0; part < 3; part++)
        ink += 255 - pixels[y * cairo_image_surface_get_stride (image)
                            + 4 * x + part];
  cairo_surface_destroy (image);
  return ink;
}

/* A moment of the walk through the first update. */
static RnnFrame *
frame_at_stop (guint time_steps,
               guint stop)
{
  RnnCursor cursor = { 0 };
  RnnLanding landing;
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnDataset) dataset = NULL;
  g_autoptr (RnnRun) run = NULL;
  RnnFrame *frame;

  rnn_spec_init_default (&spec);
  spec.time_steps = time_steps;
  dataset = rnn_dataset_new (&spec, &error);
  g_assert_no_error (error);
  run = rnn_run_new (&spec, dataset, &error);
  g_assert_no_error (error);
  rnn_cursor_go_to (&cursor, run, stop, &landing, &error);
  g_assert_no_error (error);
  rnn_cursor_land (&cursor, run, &landing, &error);
  g_assert_no_error (error);
  frame = rnn_frame_new (run, &(RnnFrameWish) { .cursor = &cursor }, FALSE);
  g_assert_cmpuint (frame->stop, ==, stop);
  rnn_cursor_clear (&cursor);
  return frame;
}

static void
test_growing (void)
{
  enum { STEPS = 4, LOSS = STEPS + 1 };
  g_autoptr (RnnFrame) rest = test_frame_new ("data.time_steps=4", 0);

  for (guint stop = 1; stop <= LOSS + STEPS; stop++)
    {
      g_autoptr (RnnFrame) frame = frame_at_stop (STEPS, stop);

      for (guint t = 1; t <= STEPS; t++)
        {
          double whole = ink_of_step (rest, t, FALSE);
          double now = ink_of_step (frame, t, FALSE);

          if (stop >= LOSS + STEPS + 1 - t)
            g_assert_cmpfloat (fabs (now - whole), <, 0.05 * whole);
          else
            g_assert_cmpfloat (now, <, 0.6 * whole);
        }
    }
}

static void
assert_sentence (RnnFrame   *frame,
                 const char *part)
{
  g_autofree char *sentence = paint_gradient_sentence (frame);

  g_assert_nonnull (strstr (sentence, part));
}

static void
test_words (void)
{
  g_autoptr (RnnFrame) frame = test_frame_new ("data.time_steps=4", 0);
  double *norms = frame->trace->dh_norm[0];
  g_autofree char *ratio = NULL;

  norms[3] = 0.108;
  norms[0] = 0.02077;
  assert_sentence (frame, "From step 4 back to step 1");
  assert_sentence (frame, "shrank 5.2 times");
  ratio = paint_gradient_ratio (frame);
  g_assert_nonnull (strstr (ratio, "<b>0.19</b>"));
  norms[0] = 108;
  assert_sentence (frame, "grew 1000 times");
  norms[0] = 0.109;
  assert_sentence (frame, "same size");
  norms[0] = 0;
  assert_sentence (frame, "vanished");
  norms[1] = INFINITY;
  assert_sentence (frame, "step 2 is not a finite number");
  norms[1] = norms[3] = 0;
  assert_sentence (frame, "No gradient leaves step 4");
  g_assert_null (paint_gradient_ratio (frame));
}

static void
test_words_of_walk (void)
{
  g_autoptr (RnnFrame) forward = frame_at_stop (4, 2);
  g_autoptr (RnnFrame) first = frame_at_stop (4, 6);
  g_autoptr (RnnFrame) third = frame_at_stop (4, 8);
  g_autofree char *phase = paint_walk_phase (third);
  g_autofree char *sentence = paint_walk_sentence (third, FALSE);

  assert_sentence (forward, "not begun");
  assert_sentence (first, "has reached step 4");
  assert_sentence (third, "From step 4 back to step 2");
  g_assert_null (paint_gradient_ratio (third));
  g_assert_cmpstr (phase, ==, "Backward · t = 2");
  g_assert_nonnull (strstr (sentence, "its batch of 5"));
}

/* Even what is a millionth of the largest has a bar on a logarithmic scale. */
static void
test_decades (void)
{
  g_autoptr (RnnFrame) frame = test_frame_new ("data.time_steps=200", 0);
  double *norms = frame->trace->dh_norm[0];

  for (guint t = 1; t <= 200; t++)
    norms[t - 1] = pow (10, -9.0 * (200 - t) / 199);
  g_assert_cmpfloat (ink_of_step (frame, 1, FALSE), <,
                     0.2 * ink_of_step (frame, 200, FALSE));
  g_assert_cmpfloat (ink_of_step (frame, 100, TRUE), >,
                     2 * ink_of_step (frame, 100, FALSE));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paint/gradient/growing", test_growing);
  g_test_add_func ("/paint/gradient/words", test_words);
  g_test_add_func ("/paint/gradient/words-of-walk", test_words_of_walk);
  g_test_add_func ("/paint/gradient/decades", test_decades);
  return g_test_run ();
}
