#include <math.h>

#include "ui/paint/number.h"
#include "ui/paint/text.h"

#define WIDTH 400
#define HEIGHT 120
#define LONG "Nothing flows between the letters, so nothing is learned there."

static const PaintTextStyle plain = { .size = 13 };
static const PaintTextStyle markup = { .size = 13, .markup = TRUE };

typedef struct
{
  PaintTheme theme;
  cairo_surface_t *image;
  cairo_t *cr;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  paint_theme_init (&fixture->theme, FALSE, 1);
  fixture->image = cairo_image_surface_create (CAIRO_FORMAT_A8, WIDTH, HEIGHT);
  fixture->cr = cairo_create (fixture->image);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  cairo_destroy (fixture->cr);
  cairo_surface_destroy (fixture->image);
  paint_theme_clear (&fixture->theme);
}

/* The box of all that was drawn; no width when nothing was. */
static PaintRect
ink (Fixture *fixture)
{
  const unsigned char *data;
  int stride = cairo_image_surface_get_stride (fixture->image);
  int left = WIDTH, top = HEIGHT, right = 0, bottom = 0;

  cairo_surface_flush (fixture->image);
  data = cairo_image_surface_get_data (fixture->image);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      if (data[y * stride + x])
        {
          left = MIN (left, x);
          right = MAX (right, x + 1);
          top = MIN (top, y);
          bottom = MAX (bottom, y + 1);
        }
  if (right == 0)
    return (PaintRect){ 0 };
  return (PaintRect){ left, top, right - left, bottom - top };
}

static void
draw_in (Fixture    *fixture,
         PaintAlign  align,
         PaintRect   area,
         const char *text,
         gboolean    whole)
{
  const PaintColor *color =
      paint_theme_color (&fixture->theme, PAINT_COLOR_TEXT);

  g_assert_cmpint (
      paint_text_in (
          fixture->cr, &fixture->theme, &plain, color, align, area, text),
      ==,
      whole);
}

static void
test_inside (Fixture      *fixture,
             gconstpointer data)
{
  PaintRect area = { 50, 20, 120, 30 };
  PaintRect box;

  draw_in (fixture, PAINT_ALIGN_START, area, LONG, FALSE);
  box = ink (fixture);
  g_assert_cmpfloat (box.width, >, 60);
  g_assert_cmpfloat (box.x, >=, area.x);
  g_assert_cmpfloat (box.x + box.width, <=, area.x + area.width + 1);
  g_assert_cmpfloat (box.y, >=, area.y);
  g_assert_cmpfloat (box.y + box.height, <=, area.y + area.height);
}

static void
test_left_out (Fixture      *fixture,
               gconstpointer data)
{
  draw_in (
      fixture, PAINT_ALIGN_CENTER, (PaintRect){ 50, 20, 4, 30 }, LONG, FALSE);
  draw_in (
      fixture, PAINT_ALIGN_CENTER, (PaintRect){ 50, 20, 300, 4 }, LONG, FALSE);
  draw_in (
      fixture, PAINT_ALIGN_CENTER, (PaintRect){ 50, 20, 0, 0 }, LONG, FALSE);
  draw_in (
      fixture, PAINT_ALIGN_CENTER, (PaintRect){ 50, 20, -5, 30 }, LONG, FALSE);
  draw_in (fixture, PAINT_ALIGN_START, (PaintRect){ 0, 0, 9, 30 }, "", TRUE);
  g_assert_cmpfloat (ink (fixture).width, ==, 0);
}

static void
test_aligned (Fixture      *fixture,
              gconstpointer data)
{
  const PaintColor *color =
      paint_theme_color (&fixture->theme, PAINT_COLOR_TEXT);
  PaintRect box;

  paint_text_at (fixture->cr,
                 &fixture->theme,
                 &plain,
                 color,
                 PAINT_ALIGN_CENTER,
                 200,
                 60,
                 "000");
  box = ink (fixture);
  g_assert_cmpfloat (fabs (box.x + box.width / 2 - 200), <, 1.5);
  g_assert_cmpfloat (fabs (box.y + box.height / 2 - 60), <, 1.5);
}

static void
test_wrapped (Fixture      *fixture,
              gconstpointer data)
{
  const PaintColor *color =
      paint_theme_color (&fixture->theme, PAINT_COLOR_TEXT);
  PaintRect area = { 20, 10, 150, 40 };
  double line = paint_text_height (&fixture->theme, &plain);
  double height = paint_text_wrapped (
      fixture->cr, &fixture->theme, &plain, color, area, LONG);
  PaintRect box = ink (fixture);

  g_assert_cmpfloat (height, >, 1.5 * line);
  g_assert_cmpfloat (height, <=, area.height);
  g_assert_cmpfloat (box.y + box.height, <=, area.y + area.height);
  g_assert_cmpfloat (box.x + box.width, <=, area.x + area.width + 1);
  g_assert_cmpfloat (
      paint_text_wrapped_height (&fixture->theme, &plain, 150, 40, LONG),
      ==,
      height);
  g_assert_cmpfloat (
      paint_text_wrapped_height (&fixture->theme, &plain, 150, 4, LONG), ==, 0);
}

/* Digits are equally wide, sizes follow the text scale, a subscript is small
 * and low. */
static void
test_measures (Fixture      *fixture,
               gconstpointer data)
{
  PaintTheme *theme = &fixture->theme;
  double ones = paint_text_width (theme, &plain, "+1.11");
  double word = paint_text_width (theme, &plain, "letters");

  g_assert_cmpfloat (ones, ==, paint_text_width (theme, &plain, "+8.88"));
  theme->text_scale = 2;
  g_assert_cmpfloat_with_epsilon (
      paint_text_width (theme, &plain, "letters"), 2 * word, 0.1);
  theme->text_scale = 1;
  g_assert_cmpfloat (paint_text_width (theme, &markup, "W<sub>xh</sub>"),
                     <,
                     paint_text_width (theme, &plain, "Wxh"));
  g_assert_cmpfloat (paint_text_height (theme, &markup),
                     ==,
                     paint_text_height (theme, &plain));
}

static void
test_fonts (Fixture      *fixture,
            gconstpointer data)
{
  double sans = paint_text_width (&fixture->theme, &plain, "iiii");

  paint_theme_set_font (&fixture->theme, "DejaVu Sans Mono");
  g_assert_cmpfloat (
      paint_text_width (&fixture->theme, &plain, "iiii"), >, 1.5 * sans);
  paint_theme_set_font (&fixture->theme, "sans-serif");
  g_assert_cmpfloat (
      paint_text_width (&fixture->theme, &plain, "iiii"), ==, sans);
}

/* More texts than are kept: each still measures what it did. */
static void
test_many (Fixture      *fixture,
           gconstpointer data)
{
  double first = paint_text_width (&fixture->theme, &plain, "number 0");

  for (int i = 0; i < 10000; i++)
    {
      g_autofree char *text = g_strdup_printf ("number %d", i);

      g_assert_cmpfloat (
          paint_text_width (&fixture->theme, &plain, text), >=, first);
    }
  g_assert_cmpfloat (
      paint_text_width (&fixture->theme, &plain, "number 0"), ==, first);
}

static void
test_plain_is_no_markup (Fixture      *fixture,
                         gconstpointer data)
{
  g_assert_cmpfloat (paint_text_width (&fixture->theme, &plain, "<b>"),
                     >,
                     2 * paint_text_width (&fixture->theme, &plain, "b"));
}

typedef struct
{
  double value;
  int decimals;
  PaintNumberFlags flags;
  const char *text;
} NumberCase;

static void
test_numbers (void)
{
  const NumberCase cases[] = {
    { 0, 2, PAINT_NUMBER_SIGNED, "+0.00" },
    { -0.0, 2, PAINT_NUMBER_SIGNED, "+0.00" },
    { -0.0, 3, PAINT_NUMBER_PLAIN, "0" },
    { 0.274, 2, PAINT_NUMBER_SIGNED, "+0.27" },
    { -0.66, 2, PAINT_NUMBER_PLAIN, "−0.66" },
    { 0.004, 2, PAINT_NUMBER_SIGNED, "+4e−3" },
    { 0.004, 3, PAINT_NUMBER_PLAIN, "0.004" },
    { 0.0009, 3, PAINT_NUMBER_PLAIN, "9.0e−4" },
    { -1.5e-12, 3, PAINT_NUMBER_PLAIN, "−1.5e−12" },
    { 9999, 0, PAINT_NUMBER_PLAIN, "9999" },
    { 12345, 2, PAINT_NUMBER_SIGNED, "+1.2e+4" },
    { -1e30, 2, PAINT_NUMBER_PLAIN, "−1.0e+30" },
    { NAN, 2, PAINT_NUMBER_SIGNED, "NaN" },
    { INFINITY, 2, PAINT_NUMBER_PLAIN, "+∞" },
    { -INFINITY, 2, PAINT_NUMBER_PLAIN, "−∞" },
  };
  char buffer[PAINT_NUMBER_SIZE];

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (
        paint_number (
            cases[i].value, cases[i].decimals, cases[i].flags, buffer),
        ==,
        cases[i].text);
  g_assert_cmpstr (paint_number_full (0.1f, PAINT_NUMBER_SIGNED, buffer),
                   ==,
                   "+0.100000001");
  g_assert_cmpstr (
      paint_number_full (-2, PAINT_NUMBER_PLAIN, buffer), ==, "−2");
  g_assert_cmpstr (
      paint_number_full (3e-9, PAINT_NUMBER_PLAIN, buffer), ==, "3e−9");
}

static void
test_percents (void)
{
  char buffer[PAINT_NUMBER_SIZE];

  g_assert_cmpstr (paint_number_percent (0, 0, buffer), ==, "0\u202f%");
  g_assert_cmpstr (paint_number_percent (1, 0, buffer), ==, "100\u202f%");
  g_assert_cmpstr (paint_number_percent (0.456, 0, buffer), ==, "46\u202f%");
  g_assert_cmpstr (paint_number_percent (0.456, 1, buffer), ==, "45.6\u202f%");
  g_assert_cmpstr (paint_number_percent (1e-9, 0, buffer), ==, "<1\u202f%");
  g_assert_cmpstr (
      paint_number_percent (0.9999, 1, buffer), ==, ">99.9\u202f%");
  g_assert_cmpstr (paint_number_percent (NAN, 0, buffer), ==, "NaN");
}

#define ADD(path, test)                                                        \
  g_test_add ("/paint/text/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("inside", test_inside);
  ADD ("left-out", test_left_out);
  ADD ("aligned", test_aligned);
  ADD ("wrapped", test_wrapped);
  ADD ("measures", test_measures);
  ADD ("fonts", test_fonts);
  ADD ("many", test_many);
  ADD ("plain-is-no-markup", test_plain_is_no_markup);
  g_test_add_func ("/paint/text/numbers", test_numbers);
  g_test_add_func ("/paint/text/percents", test_percents);
  return g_test_run ();
}
