#pragma once

#include "ui/paint/rect.h"
#include "ui/paint/theme.h"

G_BEGIN_DECLS

/**
 * PaintCardData:
 *
 * The frame around a picture, with its heading.  The painters draw what is
 * inside; in the window a card with controls is a widget that looks the same.
 */
typedef struct
{
  const char    *title;       /* plain text; NULL: no heading at all */
  const char    *subtitle;    /* Pango markup, or NULL */
  const char    *value;       /* large, at the right; plain text, or NULL */
  PaintColorName value_color;
} PaintCardData;

#define PAINT_CARD_RADIUS  12.0
#define PAINT_CARD_PADDING 16.0
/* From the card's top to its inside, under a heading, at text scale 1. */
#define PAINT_CARD_HEADING 42.0

void      paint_card        (cairo_t             *cr,
                             PaintRect            area,
                             const PaintCardData *data,
                             const PaintTheme    *theme);
/* Where the picture goes. */
PaintRect paint_card_inside (PaintRect            area,
                             const PaintCardData *data,
                             const PaintTheme    *theme);

G_END_DECLS
