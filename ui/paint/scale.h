#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PaintScale:
 *
 * One axis: the map between values and pixels, used to draw and to hit-test.
 */
typedef struct
{
  double   low, high;         /* values at the ends, low < high; logarithmic:
                               * both positive */
  double   start, end;        /* their pixels; end < start for an axis upwards */
  gboolean logarithmic;
} PaintScale;

#define PAINT_MAX_TICKS 16

typedef struct
{
  guint  n;
  double values[PAINT_MAX_TICKS];  /* rising, within the scale */
  int    decimals;            /* that write each of them exactly; −1 on a
                               * logarithmic scale: each has its own */
} PaintTicks;

/* Values off the scale's ends are mapped on; what has no place on a logarithmic
 * scale, and what is not finite, goes to the nearer end. */
double paint_scale_pixel   (const PaintScale *scale,
                            double            value);
double paint_scale_value   (const PaintScale *scale,
                            double            pixel);

/* Round numbers (1, 2, 2.5 or 5 times a power of ten apart; decades and their 2
 * and 5 on a logarithmic scale), at most @max_ticks of them (2 …
 * PAINT_MAX_TICKS). @whole: whole numbers only. */
void   paint_scale_ticks   (const PaintScale *scale,
                            guint             max_ticks,
                            gboolean          whole,
                            PaintTicks       *ticks);
/* The end of an axis from 0 that covers @value: its last tick when there are at
 * most @max_ticks.  1 for what is not a positive number. */
double paint_scale_ceiling (double            value,
                            guint             max_ticks);
/* The limit of a symmetric colour scale: 1, 2 or 5 times a power of ten, not
 * below @value.  1 for what is not a positive number. */
double paint_scale_limit   (double            value);

G_END_DECLS
