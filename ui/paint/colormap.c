#include "ui/paint/colormap.h"

#include <math.h>

#include "ui/paint/number.h"
#include "ui/paint/text.h"

#define HATCH_STEP 4.0
#define HATCH_WIDTH 1.0
/* At text scale 1. */
#define LEGEND_BAR_WIDTH 84.0
#define LEGEND_BAR_HEIGHT 9.0
#define LEGEND_GAP 6.0
#define LEGEND_STEPS 32

#define LARGE_LIMIT 1e4

static const PaintTextStyle legend_style = { .size = PAINT_SIZE_SMALL };

/* Negative, neutral and positive, in this order. */
static const PaintColor *
scale_colors (const PaintTheme *theme,
              PaintScaleKind    scale)
{
  return paint_theme_color (theme,
                            scale == PAINT_SCALE_GRADIENT
                                ? PAINT_COLOR_GRADIENT_NEGATIVE
                                : PAINT_COLOR_NEGATIVE);
}

PaintColor
paint_colormap (const PaintTheme *theme,
                PaintScaleKind    scale,
                double            value,
                double            limit)
{
  const PaintColor *colors;
  double position;

  g_return_val_if_fail (theme, (PaintColor){ 0 });

  colors = scale_colors (theme, scale);
  if (isnan (value) || value == 0)
    return colors[1];
  position = limit > 0 ? MIN (fabs (value) / limit, 1) : 1;
  return paint_color_mix (&colors[1], &colors[value < 0 ? 0 : 2], position);
}

PaintColor
paint_colormap_sign (const PaintTheme *theme,
                     PaintScaleKind    scale,
                     double            value)
{
  g_return_val_if_fail (theme, (PaintColor){ 0 });

  return scale_colors (theme, scale)[value < 0 ? 0 : 2];
}

/* Diagonal lines over the current path, which is kept.  They are those of one
 * pattern over the whole picture, so that neighbouring cells join. */
static void
hatch (cairo_t          *cr,
       const PaintTheme *theme)
{
  cairo_path_t *path = cairo_copy_path (cr);
  double left, top, right, bottom;

  cairo_save (cr);
  cairo_path_extents (cr, &left, &top, &right, &bottom);
  cairo_clip (cr);
  for (double sum = ceil ((left + top) / HATCH_STEP) * HATCH_STEP;
       sum < right + bottom;
       sum += HATCH_STEP)
    {
      cairo_move_to (cr, sum - bottom, bottom);
      cairo_line_to (cr, sum - top, top);
    }
  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_HATCH));
  cairo_set_line_width (cr, HATCH_WIDTH);
  cairo_stroke (cr);
  cairo_restore (cr);
  cairo_append_path (cr, path);
  cairo_path_destroy (path);
}

void
paint_fill_value (cairo_t          *cr,
                  const PaintTheme *theme,
                  PaintScaleKind    scale,
                  double            value,
                  double            limit)
{
  PaintColor color;

  g_return_if_fail (cr && theme);

  color = paint_colormap (theme, scale, value, limit);
  paint_set_source (cr, &color);
  cairo_fill_preserve (cr);
  if (!isfinite (value))
    hatch (cr, theme);
}

/* Neighbours share one edge in whole pixels, or hairlines would appear. */
static PaintRect
heat_cell (PaintRect area,
           gsize     rows,
           gsize     columns,
           gsize     row,
           gsize     column)
{
  double left = area.x + round (area.width * column / columns);
  double top = area.y + round (area.height * row / rows);

  return (PaintRect){
    .x = left,
    .y = top,
    .width = area.x + round (area.width * (column + 1) / columns) - left,
    .height = area.y + round (area.height * (row + 1) / rows) - top,
  };
}

static void
heat_cells (cairo_t          *cr,
            PaintRect         area,
            const PaintTheme *theme,
            PaintScaleKind    scale,
            const float      *values,
            gsize             rows,
            gsize             columns,
            double            limit,
            gboolean          hatched_only)
{
  for (gsize i = 0; i < rows * columns; i++)
    {
      PaintRect cell;

      if (hatched_only && isfinite (values[i]))
        continue;
      cell = heat_cell (area, rows, columns, i / columns, i % columns);
      cairo_rectangle (cr, cell.x, cell.y, cell.width, cell.height);
      paint_fill_value (cr, theme, scale, values[i], limit);
      cairo_new_path (cr);
    }
}

static guint32
pixel (const PaintColor *color)
{
  return 0xff000000u | (guint32) lround (color->red * 255) << 16
         | (guint32) lround (color->green * 255) << 8
         | (guint32) lround (color->blue * 255);
}

static void
heat_image (cairo_t          *cr,
            PaintRect         area,
            const PaintTheme *theme,
            PaintScaleKind    scale,
            const float      *values,
            gsize             rows,
            gsize             columns,
            double            limit)
{
  cairo_surface_t *image = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int) columns, (int) rows);
  unsigned char *data = cairo_image_surface_get_data (image);
  int stride = cairo_image_surface_get_stride (image);

  cairo_surface_flush (image);
  for (gsize i = 0; data && i < rows * columns; i++)
    {
      PaintColor color = paint_colormap (theme, scale, values[i], limit);
      guint32 *line = (guint32 *) (gpointer) (data + i / columns * stride);

      line[i % columns] = pixel (&color);
    }
  cairo_surface_mark_dirty (image);

  cairo_save (cr);
  cairo_rectangle (cr, area.x, area.y, area.width, area.height);
  cairo_clip (cr);
  cairo_translate (cr, area.x, area.y);
  cairo_scale (cr, area.width / columns, area.height / rows);
  cairo_set_source_surface (cr, image, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (image);
}

void
paint_heat (cairo_t          *cr,
            PaintRect         area,
            const PaintTheme *theme,
            PaintScaleKind    scale,
            const float      *values,
            gsize             rows,
            gsize             columns,
            double            limit)
{
  gboolean pixels;

  g_return_if_fail (cr && theme && values);

  if (rows == 0 || columns == 0 || area.width <= 0 || area.height <= 0)
    return;

  /* Few cells are as quick as rectangles, and finer cells than pixels would
   * vanish as rectangles with rounded edges. */
  pixels = !theme->vector || area.width < columns || area.height < rows;
  if (pixels)
    heat_image (cr, area, theme, scale, values, rows, columns, limit);
  heat_cells (cr, area, theme, scale, values, rows, columns, limit, pixels);
}

static void
legend_numbers (double limit,
                char   low[PAINT_NUMBER_SIZE],
                char   high[PAINT_NUMBER_SIZE])
{
  /* In full they would be longer than their bar. */
  if (limit >= LARGE_LIMIT)
    {
      paint_number (-limit, 0, PAINT_NUMBER_SIGNED, low);
      paint_number (limit, 0, PAINT_NUMBER_SIGNED, high);
      return;
    }
  paint_number_full (-limit, PAINT_NUMBER_SIGNED, low);
  paint_number_full (limit, PAINT_NUMBER_SIGNED, high);
}

double
paint_legend_width (const PaintTheme *theme,
                    double            limit)
{
  char low[PAINT_NUMBER_SIZE], high[PAINT_NUMBER_SIZE];

  g_return_val_if_fail (theme, 0);

  legend_numbers (limit, low, high);
  return paint_text_width (theme, &legend_style, low)
         + paint_text_width (theme, &legend_style, high)
         + paint_theme_scaled (theme, LEGEND_BAR_WIDTH + 2 * LEGEND_GAP);
}

static void
legend_bar (cairo_t          *cr,
            PaintRect         bar,
            const PaintTheme *theme,
            PaintScaleKind    scale)
{
  float values[LEGEND_STEPS];

  for (int i = 0; i < LEGEND_STEPS; i++)
    values[i] = 2.0f * i / (LEGEND_STEPS - 1) - 1;
  paint_heat (cr, bar, theme, scale, values, 1, LEGEND_STEPS, 1);
}

void
paint_legend (cairo_t          *cr,
              PaintRect         area,
              const PaintTheme *theme,
              PaintScaleKind    scale,
              double            limit)
{
  const PaintColor *dim;
  char low[PAINT_NUMBER_SIZE], high[PAINT_NUMBER_SIZE];
  double gap, height, x, middle;
  PaintRect bar;

  g_return_if_fail (cr && theme);

  if (paint_legend_width (theme, limit) > area.width
      || paint_text_height (theme, &legend_style) > area.height)
    return;

  dim = paint_theme_color (theme, PAINT_COLOR_TEXT_DIM);
  gap = paint_theme_scaled (theme, LEGEND_GAP);
  height = paint_theme_scaled (theme, LEGEND_BAR_HEIGHT);
  middle = area.y + area.height / 2;
  legend_numbers (limit, low, high);

  x = area.x
      + paint_text_at (
          cr, theme, &legend_style, dim, PAINT_ALIGN_START, area.x, middle, low)
      + gap;
  bar = (PaintRect){ .x = x,
                     .y = middle - height / 2,
                     .width = paint_theme_scaled (theme, LEGEND_BAR_WIDTH),
                     .height = height };
  legend_bar (cr, bar, theme, scale);
  paint_text_at (cr,
                 theme,
                 &legend_style,
                 dim,
                 PAINT_ALIGN_START,
                 bar.x + bar.width + gap,
                 middle,
                 high);
}

void
paint_rounded (cairo_t  *cr,
               PaintRect rect,
               double    radius)
{
  double r = MIN (radius, MIN (rect.width, rect.height) / 2);

  g_return_if_fail (cr);

  cairo_new_sub_path (cr);
  cairo_arc (cr, rect.x + rect.width - r, rect.y + r, r, -G_PI_2, 0);
  cairo_arc (
      cr, rect.x + rect.width - r, rect.y + rect.height - r, r, 0, G_PI_2);
  cairo_arc (cr, rect.x + r, rect.y + rect.height - r, r, G_PI_2, G_PI);
  cairo_arc (cr, rect.x + r, rect.y + r, r, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}
