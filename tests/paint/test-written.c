/* The hidden states along what was written: columns where they are picked, in
 * the colours of the states, scrolled through by keys; at any size. */

#include <string.h>

#include "tests/paint/frames.h"
#include "ui/paint/colormap.h"
#include "ui/paint/network.h"
#include "ui/paint/written.h"

#define WIDTH 300
#define HEIGHT 60

static const PaintRect area = { 10, 5, WIDTH, HEIGHT };

static PaintTarget
letter (guint i)
{
  return (PaintTarget) { .kind = PAINT_TARGET_WRITTEN, .column = i };
}

/* Letter i was written out of a state that rises with i. */
static RnnLetters *
written (guint    n,
         gunichar one,
         guint    n_units)
{
  RnnLetters *letters = rnn_letters_new (5, n_units);
  g_autofree float *h = g_new0 (float, n_units);
  const float y[5] = { 0.2f, 0.2f, 0.2f, 0.2f, 0.2f };

  for (guint i = 0; i < n; i++)
    {
      h[0] = (float) i / n;
      h[n_units - 1] = -1.0f;
      rnn_letters_add (letters, one, 7, 0.125f, y, h);
    }
  return letters;
}

static void
test_places (void)
{
  g_autoptr (RnnFrame) frame = test_frame_new ("", 3);
  g_autoptr (RnnLetters) letters = written (9, 'a', 3);
  PaintWrittenData data = { .frame = frame, .letters = letters };
  PaintTheme theme;

  paint_theme_init (&theme, FALSE, 1.0);
  for (guint i = 0; i < 9; i++)
    {
      PaintTarget target = letter (i);
      PaintRect rect = paint_written_target_rect (area, &data, &theme, &target);
      PaintTarget found =
        paint_written_pick (area, &data, &theme, rect.x + rect.width / 2,
                            rect.y + rect.height / 2);

      g_assert_cmpfloat (rect.width, >, 5);
      g_assert_true (paint_target_equal (&found, &target));
    }
  g_assert_cmpint (paint_written_pick (area, &data, &theme, area.x + WIDTH - 1,
                                       20).kind, ==, PAINT_TARGET_NONE);
  g_assert_cmpint (paint_written_pick (area, &data, &theme, 2, 20).kind, ==,
                   PAINT_TARGET_NONE);
  paint_theme_clear (&theme);
}

/* The pixel in the middle of the upper half of a letter's colours. */
static guint32
color_at (cairo_surface_t *surface,
          PaintRect        rect)
{
  int stride = cairo_image_surface_get_stride (surface) / 4;
  const guint32 *pixels =
    (const guint32 *) cairo_image_surface_get_data (surface);

  return pixels[(int) (rect.y + rect.height - 20) * stride
                + (int) (rect.x + rect.width / 2)] & 0xffffff;
}

static void
test_colors (void)
{
  g_autoptr (RnnFrame) frame = test_frame_new ("", 3);
  g_autoptr (RnnLetters) letters = written (8, 'b', 2);
  PaintWrittenData data = { .frame = frame, .letters = letters };
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH + 20, HEIGHT + 20);
  cairo_t *cr = cairo_create (surface);
  PaintTheme theme;

  paint_theme_init (&theme, FALSE, 1.0);
  paint_written (cr, area, &data, &theme);
  cairo_surface_flush (surface);
  for (guint i = 0; i < 8; i++)
    {
      PaintTarget target = letter (i);
      PaintRect rect = paint_written_target_rect (area, &data, &theme, &target);
      PaintColor color = paint_colormap (&theme, PAINT_SCALE_VALUE, i / 8.0,
                                         paint_network_limit (frame));
      guint32 pixel;

      rect.height -= 10;
      pixel = color_at (surface, rect);
      g_assert_cmpint (ABS ((int) (pixel >> 16) - (int) (color.red * 255)), <=,
                       3);
      g_assert_cmpint (ABS ((int) (pixel & 0xff) - (int) (color.blue * 255)),
                       <=, 3);
    }
  paint_theme_clear (&theme);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* From end to end by keys, whatever is in sight; what is old is not there. */
static void
test_keys (void)
{
  g_autoptr (RnnFrame) frame = test_frame_new ("", 3);
  g_autoptr (RnnLetters) letters = written (5000, 'a', 2);
  PaintWrittenData data = { .frame = frame, .letters = letters };
  guint oldest = rnn_letters_first_kept (letters);
  gsize first, n_visible, n_total;
  PaintTarget target = { PAINT_TARGET_NONE };
  PaintTheme theme;

  paint_theme_init (&theme, FALSE, 1.0);
  data.first = paint_written_reveal (area, &data, &theme, NULL);
  paint_written_scroll (area, &data, &theme, &first, &n_visible, &n_total);
  g_assert_cmpuint (n_total, ==, 5000 - oldest);
  g_assert_cmpuint (first + n_visible, ==, n_total);

  target = paint_written_move (area, &data, &theme, &target, PAINT_MOVE_LEFT);
  g_assert_cmpuint (target.column, ==, 4999);
  g_assert_cmpint (paint_written_move (area, &data, &theme, &target,
                                       PAINT_MOVE_RIGHT).kind,
                   ==, PAINT_TARGET_NONE);
  target = paint_written_move (area, &data, &theme, &target, PAINT_MOVE_LEFT);
  g_assert_cmpuint (target.column, ==, 4998);
  target = paint_written_move (area, &data, &theme, &target, PAINT_MOVE_FIRST);
  g_assert_cmpuint (target.column, ==, oldest);
  g_assert_cmpint (paint_written_move (area, &data, &theme, &target,
                                       PAINT_MOVE_LEFT).kind,
                   ==, PAINT_TARGET_NONE);
  g_assert_cmpuint (paint_written_reveal (area, &data, &theme, &target), ==, 0);
  target = letter (oldest - 1);
  g_assert_cmpfloat (paint_written_target_rect (area, &data, &theme,
                                                &target).width, ==, 0);
  paint_theme_clear (&theme);
}

static void
test_words (void)
{
  g_autoptr (RnnLetters) letters = written (4, ' ', 6);
  const PaintWrittenData data = { .letters = letters }, none = { 0 };
  const PaintTarget target = letter (2), other = letter (4);
  g_autofree char *words = paint_written_describe (&data, &target);
  g_autofree char *whole = paint_written_describe (&data, &other);
  g_autofree char *empty = paint_written_describe (&none, NULL);

  g_assert_cmpstr (words, ==,
                   "Letter 3, ␣, written with 12.5\u202f% at epoch 7 out of "
                   "h = +0.50  +0.00  +0.00  +0.00 …");
  g_assert_nonnull (strstr (whole, "top layer"));
  g_assert_nonnull (strstr (empty, "Nothing"));
}

/* No room, one unit, many units, wide letters, large text, nothing at all. */
static void
test_sizes (void)
{
  static const double sizes[][2] = { { 0, 0 }, { 3, 60 }, { 300, 6 },
                                     { 300, 25 }, { 2000, 300 } };
  g_autoptr (RnnFrame) frame = test_frame_new ("data.text=海川湖江池", 2);
  g_autoptr (RnnLetters) few = written (3, 0x6d77, 1);
  g_autoptr (RnnLetters) many = written (3000, 0x6d77, 256);
  const RnnLetters *all[] = { NULL, few, many };
  cairo_surface_t *surface =
    cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (guint i = 0; i < G_N_ELEMENTS (all); i++)
      for (int scale = 1; scale <= 2; scale++)
        {
          PaintRect room = { 0, 0, sizes[s][0], sizes[s][1] };
          PaintWrittenData data = { .frame = frame, .letters = all[i],
                                    .first = 100 };
          PaintTheme theme;

          paint_theme_init (&theme, scale == 2, scale);
          paint_written (cr, room, &data, &theme);
          paint_written_pick (room, &data, &theme, 1, 1);
          paint_theme_clear (&theme);
        }
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/written/places", test_places);
  g_test_add_func ("/written/colors", test_colors);
  g_test_add_func ("/written/keys", test_keys);
  g_test_add_func ("/written/words", test_words);
  g_test_add_func ("/written/sizes", test_sizes);
  return g_test_run ();
}
