#pragma once

#include "ui/paint/theme.h"

G_BEGIN_DECLS

/* So many letters have a colour each. */
#define PAINT_LETTER_COLORS 12

/* The colour that stands for letter number @code of @n: lines, dots and text on
 * a card.  Up to PAINT_LETTER_COLORS letters are told apart, also by those who
 * see no red or no green; of more, each has its place in a run of colours, in
 * the alphabet's order, where neighbours look alike. */
PaintColor paint_letter_color (const PaintTheme *theme,
                               guint             code,
                               guint             n);

G_END_DECLS
