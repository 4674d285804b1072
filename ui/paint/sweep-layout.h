#pragma once

#include "ui/paint/scale.h"
#include "ui/paint/sweep.h"
#include "ui/paint/text.h"

G_BEGIN_DECLS

/* What drawing and pointing at a sweep share. */

typedef struct
{
  PaintRect  plot;
  PaintRect  caption;         /* above it */
  PaintScale x, y;
  PaintTicks x_ticks, y_ticks;
} PaintSweepPlot;

typedef struct
{
  const RnnSweepReport *report;
  const PaintTheme     *theme;
  PaintSweepPlot        curves, ends;
  double                dot;  /* radius */
} PaintSweepLayout;

#define PAINT_SWEEP_TICK_GAP 7.0

extern const PaintTextStyle paint_sweep_label_style;

PaintSweepLayout paint_sweep_layout       (PaintRect               area,
                                           const RnnSweepReport   *report,
                                           const PaintTheme       *theme);
/* Too small a place is left empty. */
gboolean         paint_sweep_is_drawable  (const PaintSweepPlot   *plot);
/* The loss of guessing each letter alike; NaN where it does not compare. */
double           paint_sweep_chance       (const RnnSweepReport   *report);
/* So many points have numbers: where a seed got, it has been before. */
guint            paint_sweep_count_points (const RnnSweepReport   *report);
/* Where seed number @index of the sweep stands in the lower plot. */
double           paint_sweep_seed_x       (const PaintSweepLayout *layout,
                                           guint                   index);

G_END_DECLS
