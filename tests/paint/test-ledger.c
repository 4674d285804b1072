/* The shared-weight ledger: each step's part and the sum are the trace's, they
 * appear as the walk comes back, and one weight is lit at all steps. */

#include <string.h>

#include "core/contribution.h"
#include "tests/paint/frames.h"
#include "ui/paint/ledger.h"
#include "ui/paint/number.h"

#define WIDTH 300
#define HEIGHT 200
#define W_XH 0
#define W_HH 1
#define W_HY 3
#define B_Y 4

static const PaintRect area = { 0, 0, WIDTH, HEIGHT };

static PaintTarget
weight (guint parameter,
        guint t,
        guint row,
        guint column)
{
  return (PaintTarget) { .kind = PAINT_TARGET_WEIGHT, .parameter = parameter,
                         .t = t, .row = row, .column = column };
}

static void
assert_says (RnnFrame          *frame,
             const PaintTarget *target,
             const char        *part)
{
  const PaintLedgerData data = { .frame = frame, .first_step = 1 };
  g_autofree char *words = paint_ledger_describe (&data, target);

  if (!strstr (words, part))
    g_error ("“%s” lacks “%s”", words, part);
}

static void
test_numbers (void)
{
  g_autoptr (RnnFrame) frame = test_frame_new ("data.time_steps=4", 30);
  const RnnParameter *p = &frame->network.parameters[W_HH];
  char number[PAINT_NUMBER_SIZE];
  float matrix[9];
  PaintTarget target;

  for (guint t = 2; t <= 4; t++)
    {
      rnn_contribution (frame->trace, W_HH, t, matrix);
      target = weight (W_HH, t, 1, 2);
      paint_number_full (matrix[5], PAINT_NUMBER_SIGNED, number);
      assert_says (frame, &target, number);
    }
  target = weight (W_HH, 1, 1, 2);
  assert_says (frame, &target, "h_0 = 0");
  target = weight (W_HY, 3, 0, 0);
  assert_says (frame, &target, "no output");
  target = weight (W_HH, 0, 1, 2);
  paint_number_full (frame->trace->gradients[p->offset + 5],
                     PAINT_NUMBER_SIGNED, number);
  assert_says (frame, &target, number);
  assert_says (frame, &target, "from unit 2 to unit 3");
}

/* Forward, then at t = 3 of 4 on the way back. */
static void
test_walk (void)
{
  g_autoptr (RnnFrame) forward
    = test_frame_new_at_stop ("data.time_steps=4", 0, 2, 0);
  g_autoptr (RnnFrame) frame
    = test_frame_new_at_stop ("data.time_steps=4", 0, 7, 0);
  PaintTarget sum = weight (W_XH, 0, 0, 0), third = weight (W_XH, 3, 0, 0);
  PaintTarget second = weight (W_XH, 2, 0, 0);
  char number[PAINT_NUMBER_SIZE];
  float matrix[15];

  assert_says (forward, &sum, "no step");
  assert_says (forward, &third, "still to come");
  assert_says (frame, &third, "step 3 adds");
  assert_says (frame, &second, "still to come");
  rnn_contribution_sum (frame->trace, W_XH, 3, matrix);
  paint_number_full (matrix[0], PAINT_NUMBER_SIGNED, number);
  assert_says (frame, &sum, number);
  assert_says (frame, &sum, "steps 3 to 4");
}

typedef struct
{
  cairo_surface_t *image;
  PaintTheme       theme;
} Picture;

static double
ink_at (const Picture *picture,
        PaintRect      rect)
{
  const unsigned char *pixels;
  int stride = cairo_image_surface_get_stride (picture->image);
  double ink = 0;

  cairo_surface_flush (picture->image);
  pixels = cairo_image_surface_get_data (picture->image);
  for (int y = (int) rect.y; y < (int) (rect.y + rect.height); y++)
    for (int x = (int) rect.x; x < (int) (rect.x + rect.width); x++)
      for (int part = 0; part < 3; part++)
        ink += 255 - pixels[y * stride + 4 * x + part];
  return ink;
}

static void
picture_init (Picture               *picture,
              const PaintLedgerData *data,
              const PaintTarget     *hovered)
{
  cairo_t *cr;

  paint_theme_init (&picture->theme, FALSE, 1);
  picture->image
    = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cr = cairo_create (picture->image);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  paint_ledger (cr, area, data, &picture->theme);
  if (hovered)
    paint_ledger_highlight (cr, area, data, &picture->theme, hovered, FALSE);
  cairo_destroy (cr);
}

static void
picture_clear (Picture *picture)
{
  cairo_surface_destroy (picture->image);
  paint_theme_clear (&picture->theme);
}

/* Cells that have not come are not filled. */
static void
test_growing (void)
{
  g_autoptr (RnnFrame) rest = test_frame_new ("data.time_steps=4", 0);

  for (guint stop = 5; stop <= 9; stop++)
    {
      g_autoptr (RnnFrame) frame
        = test_frame_new_at_stop ("data.time_steps=4", 0, stop, 0);
      const PaintLedgerData now = { .frame = frame, .first_step = 1 };
      const PaintLedgerData all = { .frame = rest, .first_step = 1 };
      Picture picture, whole;

      picture_init (&picture, &now, NULL);
      picture_init (&whole, &all, NULL);
      for (guint t = 1; t <= 4; t++)
        {
          PaintTarget middle = weight (W_XH, t, 2, 1);
          PaintRect cell
            = paint_ledger_target_rect (area, &now, &picture.theme, &middle);

          g_assert_cmpfloat (cell.width, >, 2);
          if (stop + t >= 10)
            g_assert_cmpfloat (ink_at (&picture, cell), ==,
                               ink_at (&whole, cell));
          else
            g_assert_cmpfloat (ink_at (&picture, cell), ==, 0);
        }
      picture_clear (&picture);
      picture_clear (&whole);
    }
}

/* One weight pointed at is lit in the maps of all steps and in the sum. */
static void
test_shared (void)
{
  g_autoptr (RnnFrame) frame = test_frame_new ("data.time_steps=4", 30);
  const PaintLedgerData data = { .frame = frame, .first_step = 1 };
  PaintTarget hovered = weight (W_HH, 2, 1, 1);
  Picture plain, lit;

  picture_init (&plain, &data, NULL);
  picture_init (&lit, &data, &hovered);
  for (guint t = 0; t <= 4; t++)
    {
      PaintTarget other = weight (W_HH, t, 1, 1);
      PaintRect cell
        = paint_ledger_target_rect (area, &data, &plain.theme, &other);

      g_assert_cmpfloat (ink_at (&lit, cell), !=, ink_at (&plain, cell));
    }
  picture_clear (&plain);
  picture_clear (&lit);
}

/* 64 units × 50 steps: a window of steps that follows what is asked for, the sum
 * always beside it. */
static void
test_scrolling (void)
{
  g_autoptr (RnnFrame) frame
    = test_frame_new ("data.time_steps=50 network.units=64", 1);
  PaintLedgerData data = { .frame = frame, .first_step = 1 };
  PaintTarget late = weight (B_Y, 40, 0, 4), sum = weight (B_Y, 0, 0, 4);
  g_auto (PaintTheme) theme = { 0 };
  guint first, n_visible, n_total;
  PaintTarget next;

  paint_theme_init (&theme, FALSE, 1);
  paint_ledger_scroll (area, &data, &theme, &first, &n_visible, &n_total);
  g_assert_cmpuint (first, ==, 1);
  g_assert_cmpuint (n_total, ==, 50);
  g_assert_cmpuint (n_visible, >=, 4);
  g_assert_cmpuint (n_visible, <, 20);
  g_assert_cmpfloat (
    paint_ledger_target_rect (area, &data, &theme, &late).width, ==, 0);
  paint_ledger_reveal (area, &data, &theme, &late);
  g_assert_cmpuint (data.first_step, ==, 40 - n_visible + 1);
  g_assert_cmpfloat (
    paint_ledger_target_rect (area, &data, &theme, &late).width, >, 0);
  g_assert_cmpfloat (
    paint_ledger_target_rect (area, &data, &theme, &sum).width, >, 0);
  next = paint_ledger_move (area, &data, &theme, &late, PAINT_MOVE_RIGHT);
  g_assert_cmpuint (next.t, ==, 41);
  g_assert_cmpuint (next.column, ==, 0);
}

/* Why W_hh gets nothing stands there in words. */
static void
test_one_step (void)
{
  g_autoptr (RnnFrame) frame = test_frame_new ("", 30);
  g_autofree char *note = paint_ledger_note (frame);
  PaintTarget recurrent = weight (W_HH, 1, 0, 0);

  g_assert_nonnull (strstr (note, "W_hh gets no gradient"));
  assert_says (frame, NULL, note);
  assert_says (frame, &recurrent, "h_0 = 0");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paint/ledger/numbers", test_numbers);
  g_test_add_func ("/paint/ledger/walk", test_walk);
  g_test_add_func ("/paint/ledger/growing", test_growing);
  g_test_add_func ("/paint/ledger/shared", test_shared);
  g_test_add_func ("/paint/ledger/scrolling", test_scrolling);
  g_test_add_func ("/paint/ledger/one-step", test_one_step);
  return g_test_run ();
}
