#pragma once

#include "ui/paint/step-bars.h"

G_BEGIN_DECLS

/* What happens to the gradient on its way from each bar back to the one before:
 * by which factor it passed, and by which at most.  In numbers, "← 0.87" over
 * "≤ 1.08", or where these do not fit as dots and bars on a scale that grows up
 * and shrinks down from 1.  Only as far as the walk has come. */

/* The height that they want. */
double paint_step_ways_height (const PaintStepBars *bars,
                               const RnnFlowLayer  *flow,
                               const PaintTheme    *theme);
/* Between the places of the bars, in @area's height. */
void   paint_step_ways        (cairo_t             *cr,
                               PaintRect            area,
                               const PaintStepBars *bars,
                               const RnnFlowLayer  *flow,
                               const PaintTheme    *theme);

G_END_DECLS
