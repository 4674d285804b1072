#pragma once

#include "ui/paint/rect.h"
#include "ui/paint/theme.h"

G_BEGIN_DECLS

/* Sizes in pixels at text scale 1. */
#define PAINT_SIZE_SMALL  12.0
#define PAINT_SIZE_BODY   13.5
#define PAINT_SIZE_TITLE  15.0
#define PAINT_SIZE_LETTER 24.0

typedef struct
{
  double   size;              /* at text scale 1; the theme's scale comes on top */
  gboolean bold;
  gboolean markup;            /* Pango markup; <sub> and <sup> as in print */
} PaintTextStyle;

typedef enum { PAINT_ALIGN_START, PAINT_ALIGN_CENTER, PAINT_ALIGN_END } PaintAlign;

/* Layouts kept by text and style, for one thread.  Fixed font options (no
 * hinting, unrounded places, 96 dpi, tabular figures) make a text measure the
 * same on screen and in files. */
PaintTextCache *paint_text_cache_new    (void);
void            paint_text_cache_free   (PaintTextCache       *cache);

/* The width that @text takes on one line. */
double          paint_text_width        (const PaintTheme     *theme,
                                         const PaintTextStyle *style,
                                         const char           *text);
/* The height of a line, the same for every text of the style. */
double          paint_text_height       (const PaintTheme     *theme,
                                         const PaintTextStyle *style);
/* The height of a digit above the baseline. */
double          paint_text_digit_height (const PaintTheme     *theme,
                                         const PaintTextStyle *style);

/* One line, @y in the middle of its digits' height and @x at its start, centre
 * or end.  Returns the width. */
double          paint_text_at           (cairo_t              *cr,
                                         const PaintTheme     *theme,
                                         const PaintTextStyle *style,
                                         const PaintColor     *color,
                                         PaintAlign            align,
                                         double                x,
                                         double                y,
                                         const char           *text);
/* One line in the middle of @area's height.  A line that is too wide is
 * ellipsised; one that is too high, or of which no letter fits, is left out.
 * Returns FALSE when it is not there whole. */
gboolean        paint_text_in           (cairo_t              *cr,
                                         const PaintTheme     *theme,
                                         const PaintTextStyle *style,
                                         const PaintColor     *color,
                                         PaintAlign            align,
                                         PaintRect             area,
                                         const char           *text);
/* Wraps at words into lines from @area's top; the last line that fits is
 * ellipsised.  Returns the height taken. */
double          paint_text_wrapped      (cairo_t              *cr,
                                         const PaintTheme     *theme,
                                         const PaintTextStyle *style,
                                         const PaintColor     *color,
                                         PaintRect             area,
                                         const char           *text);
/* The height paint_text_wrapped would take in @width, at most @max_height. */
double          paint_text_wrapped_height (const PaintTheme     *theme,
                                           const PaintTextStyle *style,
                                           double                width,
                                           double                max_height,
                                           const char           *text);

G_END_DECLS
