#include "ui/paint/letter-color.h"

#include <math.h>

/* 0xRRGGBBAA on light and on dark ground, at least 3 : 1 to it.  Chosen by the
 * distance in OKLab (Ottosson 2020) between any two, as they are and as seen by
 * eyes without red or green cones (Machado et al. 2009); the first ones are the
 * farthest apart. */
static const guint32 letters[PAINT_LETTER_COLORS][2] = {
  { 0x2a78d8ff, 0x5fa8f5ff }, { 0xd06000ff, 0xff9f45ff },
  { 0x1c7d43ff, 0x3fc47fff }, { 0xc83292ff, 0xff86c8ff },
  { 0x44059bff, 0xeeef08ff }, { 0x4b3831ff, 0xc9f2c0ff },
  { 0x6ea078ff, 0xf9601fff }, { 0x299fcdff, 0xc0c5ffff },
  { 0x6d3093ff, 0xcf78a3ff }, { 0x044262ff, 0xdde4f9ff },
  { 0x5d5316ff, 0x74e791ff }, { 0x2d3dbeff, 0xb8d1c7ff },
};

static const guint32 run[][2] = {
  { 0x5a0fb4ff, 0xa184ffff }, { 0x2a78d8ff, 0x5fa8f5ff },
  { 0x0f8a78ff, 0x3fd0b0ff }, { 0x7d8a10ff, 0xb9e04aff },
  { 0xd06000ff, 0xffb545ff }, { 0xb0124aff, 0xff6f7dff },
};

PaintColor
paint_letter_color (const PaintTheme *theme,
                    guint             code,
                    guint             n)
{
  PaintColor before, after;
  double place;
  gsize i;

  g_return_val_if_fail (theme, (PaintColor) { .alpha = 1 });

  if (n <= PAINT_LETTER_COLORS)
    return paint_color_from_rgba (
      letters[code % PAINT_LETTER_COLORS][theme->dark]);

  place = (double) MIN (code, n - 1) / (n - 1) * (G_N_ELEMENTS (run) - 1);
  i = MIN ((gsize) place, G_N_ELEMENTS (run) - 2);
  before = paint_color_from_rgba (run[i][theme->dark]);
  after = paint_color_from_rgba (run[i + 1][theme->dark]);
  return paint_color_mix (&before, &after, place - (double) i);
}
