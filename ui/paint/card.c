#include "ui/paint/card.h"

#include <math.h>

#include "ui/paint/colormap.h"
#include "ui/paint/text.h"

#define BORDER 1.0
#define HEADING_GAP 12.0
/* The heading's middle, at text scale 1. */
#define HEADING_MIDDLE 22.0
/* A heading that does not fit shrinks to this before it is cut. */
#define LEAST_SHARE 0.65
#define SHRINK_STEP 0.05

static const PaintTextStyle title_style
  = { .size = PAINT_SIZE_TITLE, .bold = TRUE };
static const PaintTextStyle subtitle_style
  = { .size = PAINT_SIZE_BODY, .markup = TRUE };
static const PaintTextStyle value_style
  = { .size = PAINT_SIZE_TITLE + 1, .bold = TRUE };

PaintRect
paint_card_inside (PaintRect            area,
                   const PaintCardData *data,
                   const PaintTheme    *theme)
{
  PaintRect inside = paint_rect_inset (&area, PAINT_CARD_PADDING);
  double top;

  g_return_val_if_fail (data && theme, inside);

  if (data->title)
    {
      top = area.y + paint_theme_scaled (theme, PAINT_CARD_HEADING);
      inside.height = MAX (0, inside.y + inside.height - top);
      inside.y = top;
    }
  return inside;
}

/* The share of their size at which title and value fit. */
static double
fitting_share (const PaintCardData *data,
               const PaintTheme    *theme,
               double               room)
{
  double width = paint_text_width (theme, &title_style, data->title);

  if (data->value)
    width += paint_text_width (theme, &value_style, data->value)
             + paint_theme_scaled (theme, HEADING_GAP);
  return CLAMP (floor (room / width / SHRINK_STEP) * SHRINK_STEP, LEAST_SHARE,
                1);
}

/* The value first, since it is what may not be lost; then the title; the
 * subtitle in what is left, or not at all. */
static void
heading (cairo_t             *cr,
         PaintRect            line,
         const PaintCardData *data,
         const PaintTheme    *theme)
{
  double gap = paint_theme_scaled (theme, HEADING_GAP);
  double share = fitting_share (data, theme, line.width);
  PaintTextStyle title = title_style, value = value_style;
  const PaintColor *color;
  double width;

  title.size *= share;
  value.size *= share;
  if (data->value)
    {
      color = paint_theme_color (theme, data->value_color);
      paint_text_in (cr, theme, &value, color, PAINT_ALIGN_END, line,
                     data->value);
      width = paint_text_width (theme, &value, data->value) + gap;
      line.width = MAX (0, line.width - width);
    }

  color = paint_theme_color (theme, PAINT_COLOR_TEXT);
  paint_text_in (cr, theme, &title, color, PAINT_ALIGN_START, line,
                 data->title);
  width = paint_text_width (theme, &title, data->title) + gap;
  line.x += width;
  line.width -= width;

  color = paint_theme_color (theme, PAINT_COLOR_TEXT_DIM);
  if (data->subtitle
      && paint_text_width (theme, &subtitle_style, data->subtitle)
           <= line.width)
    paint_text_in (cr, theme, &subtitle_style, color, PAINT_ALIGN_START, line,
                   data->subtitle);
}

void
paint_card (cairo_t             *cr,
            PaintRect            area,
            const PaintCardData *data,
            const PaintTheme    *theme)
{
  PaintRect frame = paint_rect_inset (&area, BORDER / 2);
  double middle;

  g_return_if_fail (cr && data && theme);

  if (area.width < 2 * BORDER || area.height < 2 * BORDER)
    return;

  paint_rounded (cr, frame, PAINT_CARD_RADIUS);
  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_CARD));
  cairo_fill_preserve (cr);
  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_CARD_BORDER));
  cairo_set_line_width (cr, BORDER);
  cairo_stroke (cr);

  middle = paint_theme_scaled (theme, HEADING_MIDDLE);
  if (data->title && area.height > 2 * middle)
    heading (cr,
             (PaintRect) { .x = area.x + PAINT_CARD_PADDING,
                           .y = area.y,
                           .width = area.width - 2 * PAINT_CARD_PADDING,
                           .height = 2 * middle },
             data, theme);
}
