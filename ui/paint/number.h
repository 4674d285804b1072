#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers for people: true minus sign, the locale's decimal sign. */

typedef enum
{
  PAINT_NUMBER_PLAIN = 0,
  PAINT_NUMBER_SIGNED = 1 << 0,   /* "+" before positive numbers and zero */
  PAINT_NUMBER_FIXED = 1 << 1     /* @decimals places, however small: for
                                   * numbers side by side on one scale */
} PaintNumberFlags;

#define PAINT_NUMBER_SIZE 40

/* @decimals places.  What they would show as zero, though it is not, and what
 * is below 0.001, is written as 2e−5; 10,000 and above as 1.2e+4; an exact zero
 * of more than two places as 0.  A zero has no minus.  NaN and the infinities
 * are "NaN", "+∞", "−∞".  @buffer is returned. */
const char *paint_number         (double           value,
                                  int              decimals,
                                  PaintNumberFlags flags,
                                  char             buffer[PAINT_NUMBER_SIZE]);
/* Every digit that a float holds (9 significant, trailing zeros dropped). */
const char *paint_number_full    (double           value,
                                  PaintNumberFlags flags,
                                  char             buffer[PAINT_NUMBER_SIZE]);
/* A count, from 10 000 on in groups of three. */
const char *paint_number_whole   (guint64          count,
                                  char             buffer[PAINT_NUMBER_SIZE]);
/* A share of one as "46 %" (@decimals places) with a thin no-break space; a
 * share that is not 0 or 1 but would read so becomes "<1 %" or ">99 %". */
const char *paint_number_percent (double           share,
                                  int              decimals,
                                  char             buffer[PAINT_NUMBER_SIZE]);

G_END_DECLS
