#include <math.h>

#include "ui/paint/colormap.h"
#include "ui/paint/theme.h"

#define READABLE 4.5
#define VISIBLE 3.0
#define N_VALUES 401

typedef void (*Check) (const PaintTheme *theme, gboolean high_contrast);

static void
for_each_palette (Check check)
{
  for (int i = 0; i < 4; i++)
    {
      g_auto (PaintTheme) theme = { 0 };

      paint_theme_init (&theme, i % 2, 1);
      paint_theme_set_palette (&theme, i % 2, i / 2);
      check (&theme, i / 2);
    }
}

static void
check_entries (const PaintTheme *theme,
               gboolean          high_contrast)
{
  for (int i = 0; i < PAINT_N_COLORS; i++)
    {
      const PaintColor *color = paint_theme_color (theme, i);

      g_assert_cmpfloat (color->red, >=, 0);
      g_assert_cmpfloat (color->red, <=, 1);
      g_assert_cmpfloat (color->green, >=, 0);
      g_assert_cmpfloat (color->green, <=, 1);
      g_assert_cmpfloat (color->blue, >=, 0);
      g_assert_cmpfloat (color->blue, <=, 1);
      /* One that was left out is transparent; only the wash may be so. */
      if (i == PAINT_COLOR_HOVER)
        g_assert_cmpfloat (color->alpha, >, 0);
      else
        g_assert_cmpfloat (color->alpha, ==, 1);
    }
}

static void
test_entries (void)
{
  for_each_palette (check_entries);
}

static double
contrast (const PaintTheme *theme,
          PaintColorName    a,
          PaintColorName    b)
{
  return paint_color_contrast (paint_theme_color (theme, a),
                               paint_theme_color (theme, b));
}

static void
check_contrasts (const PaintTheme *theme,
                 gboolean          high_contrast)
{
  const PaintColorName texts[] = {
    PAINT_COLOR_TEXT,         PAINT_COLOR_TEXT_DIM, PAINT_COLOR_TARGET,
    PAINT_COLOR_LOSS,         PAINT_COLOR_ACCURACY, PAINT_COLOR_ERROR,
    PAINT_COLOR_GRADIENT_TEXT
  };
  const PaintColorName marks[] = { PAINT_COLOR_ACCENT,
                                   PAINT_COLOR_BAR,
                                   PAINT_COLOR_NEGATIVE,
                                   PAINT_COLOR_POSITIVE,
                                   PAINT_COLOR_HATCH,
                                   PAINT_COLOR_GRADIENT_NEGATIVE,
                                   PAINT_COLOR_GRADIENT_POSITIVE };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpfloat (
        contrast (theme, texts[i], PAINT_COLOR_CARD), >=, READABLE);
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    g_assert_cmpfloat (
        contrast (theme, marks[i], PAINT_COLOR_CARD), >=, VISIBLE);
  g_assert_cmpfloat (
      contrast (theme, PAINT_COLOR_TEXT_DIM, PAINT_COLOR_CELL), >=, READABLE);
  g_assert_cmpfloat (
      contrast (theme, PAINT_COLOR_ON_ACCENT, PAINT_COLOR_ACCENT),
      >=,
      READABLE);
  if (high_contrast)
    g_assert_cmpfloat (
        contrast (theme, PAINT_COLOR_TEXT_DIM, PAINT_COLOR_CARD), >=, 7.0);
}

static void
test_contrasts (void)
{
  for_each_palette (check_contrasts);
}

static void
check_inks (const PaintTheme *theme,
            gboolean          high_contrast)
{
  for (int scale = PAINT_SCALE_VALUE; scale <= PAINT_SCALE_GRADIENT; scale++)
    for (int i = 0; i < N_VALUES; i++)
      {
        double value = 2.4 * i / (N_VALUES - 1) - 1.2;
        PaintColor ground = paint_colormap (theme, scale, value, 1);
        PaintColor ink = paint_theme_ink (theme, &ground);

        g_assert_cmpfloat (paint_color_contrast (&ink, &ground), >=, READABLE);
      }
}

/* A number is readable on every colour that a cell can have. */
static void
test_inks (void)
{
  for_each_palette (check_inks);
}

static double
distance (PaintColor a,
          PaintColor b)
{
  return fabs (a.red - b.red) + fabs (a.green - b.green)
         + fabs (a.blue - b.blue);
}

static void
check_scales (const PaintTheme *theme,
              gboolean          high_contrast)
{
  for (int sign = -1; sign <= 1; sign += 2)
    {
      PaintColor end = paint_colormap (theme, PAINT_SCALE_VALUE, sign, 1);
      PaintColor beyond =
          paint_colormap (theme, PAINT_SCALE_VALUE, 9 * sign, 1);
      PaintColor gradient =
          paint_colormap (theme, PAINT_SCALE_GRADIENT, sign, 1);
      PaintColor other = paint_colormap (theme, PAINT_SCALE_GRADIENT, -sign, 1);

      g_assert_cmpfloat (distance (end, beyond), ==, 0);
      g_assert_cmpfloat (distance (end, gradient), >, 0.3);
      g_assert_cmpfloat (distance (end, other), >, 0.3);
    }
  for (double value = 0; value < 1; value += 0.125)
    {
      PaintColor zero = paint_colormap (theme, PAINT_SCALE_VALUE, 0, 1);
      PaintColor near = paint_colormap (theme, PAINT_SCALE_VALUE, value, 1);
      PaintColor far =
          paint_colormap (theme, PAINT_SCALE_VALUE, value + 0.125, 1);

      g_assert_cmpfloat (distance (zero, near), <, distance (zero, far));
    }
}

/* Gradients never look like values, and more is more colour. */
static void
test_scales (void)
{
  for_each_palette (check_scales);
}

static guint32
pixel (cairo_surface_t *image,
       int              x,
       int              y)
{
  const unsigned char *data = cairo_image_surface_get_data (image);

  return *(const guint32
               *) (gconstpointer) (data
                                   + y * cairo_image_surface_get_stride (image)
                                   + 4 * x)
         & 0xffffff;
}

/* Colours in the square of cells from (x, y), counted. */
static guint
count_colors (cairo_surface_t *image,
              int              x,
              int              y,
              int              size)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (int i = 0; i < size * size; i++)
    g_hash_table_add (
        seen, GUINT_TO_POINTER (pixel (image, x + i % size, y + i / size) + 1));
  return g_hash_table_size (seen);
}

static void
test_heat (void)
{
  const float values[] = { -1, 0, 1, NAN };

  for (int vector = 0; vector < 2; vector++)
    {
      g_auto (PaintTheme) theme = { 0 };
      cairo_surface_t *image =
          cairo_image_surface_create (CAIRO_FORMAT_RGB24, 40, 40);
      cairo_t *cr = cairo_create (image);

      paint_theme_init (&theme, FALSE, 1);
      theme.vector = vector;
      paint_heat (cr,
                  (PaintRect){ 0, 0, 40, 40 },
                  &theme,
                  PAINT_SCALE_VALUE,
                  values,
                  2,
                  2,
                  1);
      cairo_surface_flush (image);
      g_assert_cmpuint (count_colors (image, 0, 0, 20), ==, 1);
      g_assert_cmpuint (count_colors (image, 20, 0, 20), ==, 1);
      g_assert_cmpuint (count_colors (image, 0, 20, 20), ==, 1);
      g_assert_cmphex (pixel (image, 5, 5), !=, pixel (image, 25, 5));
      g_assert_cmphex (pixel (image, 5, 5), !=, pixel (image, 5, 25));
      /* What is not a number is hatched. */
      g_assert_cmpuint (count_colors (image, 20, 20, 20), >, 2);
      cairo_destroy (cr);
      cairo_surface_destroy (image);
    }
}

/* Both ways of making the same picture: as one image and as rectangles. */
static void
test_heat_vector (void)
{
  float values[35];
  cairo_surface_t *images[2];

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = sinf (i);
  for (int vector = 0; vector < 2; vector++)
    {
      g_auto (PaintTheme) theme = { 0 };
      cairo_t *cr;

      images[vector] = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 70, 50);
      cr = cairo_create (images[vector]);
      paint_theme_init (&theme, TRUE, 1);
      theme.vector = vector;
      paint_heat (cr,
                  (PaintRect){ 0, 0, 70, 50 },
                  &theme,
                  PAINT_SCALE_GRADIENT,
                  values,
                  5,
                  7,
                  1);
      cairo_destroy (cr);
      cairo_surface_flush (images[vector]);
    }
  for (int i = 0; i < 70 * 50; i++)
    for (int channel = 0; channel < 24; channel += 8)
      {
        int a = pixel (images[0], i % 70, i / 70) >> channel & 0xff;
        int b = pixel (images[1], i % 70, i / 70) >> channel & 0xff;

        g_assert_cmpint (ABS (a - b), <=, 1);
      }
  cairo_surface_destroy (images[0]);
  cairo_surface_destroy (images[1]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paint/theme/entries", test_entries);
  g_test_add_func ("/paint/theme/contrasts", test_contrasts);
  g_test_add_func ("/paint/theme/inks", test_inks);
  g_test_add_func ("/paint/theme/scales", test_scales);
  g_test_add_func ("/paint/theme/heat", test_heat);
  g_test_add_func ("/paint/theme/heat-vector", test_heat_vector);
  return g_test_run ();
}
