#pragma once

#include "core/sweep.h"
#include "ui/paint/rect.h"
#include "ui/paint/target.h"
#include "ui/paint/theme.h"

G_BEGIN_DECLS

/**
 * PaintSweepData:
 *
 * A sweep of seeds: above, the spread of their loss over the epochs, all of them,
 * four fifths, half of them, and the median; below, how each of them ended.
 * Targets: EPOCH in the upper plot, SEED in the lower one.
 */
typedef struct
{
  const RnnSweepReport *report;   /* NULL: nothing yet */
} PaintSweepData;

void        paint_sweep             (cairo_t              *cr,
                                     PaintRect             area,
                                     const PaintSweepData *data,
                                     const PaintTheme     *theme);
void        paint_sweep_highlight   (cairo_t              *cr,
                                     PaintRect             area,
                                     const PaintSweepData *data,
                                     const PaintTheme     *theme,
                                     const PaintTarget    *target,
                                     gboolean              selected);
PaintTarget paint_sweep_pick        (PaintRect             area,
                                     const PaintSweepData *data,
                                     const PaintTheme     *theme,
                                     double                x,
                                     double                y);
/* A narrow strip at the epoch's or the seed's place. */
PaintRect   paint_sweep_target_rect (PaintRect             area,
                                     const PaintSweepData *data,
                                     const PaintTheme     *theme,
                                     const PaintTarget    *target);
/* Left and right along a plot, up and down between them.  From NONE: the first
 * seed. */
PaintTarget paint_sweep_move        (PaintRect             area,
                                     const PaintSweepData *data,
                                     const PaintTheme     *theme,
                                     const PaintTarget    *target,
                                     PaintMove             move);
/* One seed's or one epoch's numbers, or, when @target is NULL or nothing, what
 * the sweep found, in a sentence or two (transfer full). */
char       *paint_sweep_describe    (const PaintSweepData *data,
                                     const PaintTarget    *target);

/* sweep-words.c: "977 of 1,000 seeds reached 100 %, half of them by epoch 61."
 * (transfer full) */
char       *paint_sweep_sentence    (const RnnSweepReport *report);

G_END_DECLS
