#pragma once

#include "core/frame.h"
#include "ui/paint/rect.h"
#include "ui/paint/target.h"
#include "ui/paint/theme.h"

G_BEGIN_DECLS

/**
 * PaintGradientData:
 *
 * How much gradient reaches each time step of the traced sample: ‖∂L/∂h_t‖ as
 * bars, for the layer at hand on the walk, else for the top one.  What the walk
 * has not reached yet is faint.  Targets: STATE.
 */
typedef struct
{
  const RnnFrame *frame;        /* NULL, or one without trace: nothing */
  gboolean        logarithmic;
} PaintGradientData;

void        paint_gradient             (cairo_t                 *cr,
                                        PaintRect                area,
                                        const PaintGradientData *data,
                                        const PaintTheme        *theme);
void        paint_gradient_highlight   (cairo_t                 *cr,
                                        PaintRect                area,
                                        const PaintGradientData *data,
                                        const PaintTheme        *theme,
                                        const PaintTarget       *target,
                                        gboolean                 selected);
PaintTarget paint_gradient_pick        (PaintRect                area,
                                        const PaintGradientData *data,
                                        const PaintTheme        *theme,
                                        double                   x,
                                        double                   y);
PaintRect   paint_gradient_target_rect (PaintRect                area,
                                        const PaintGradientData *data,
                                        const PaintTheme        *theme,
                                        const PaintTarget       *target);
/* NONE at an edge. */
PaintTarget paint_gradient_move        (PaintRect                area,
                                        const PaintGradientData *data,
                                        const PaintTheme        *theme,
                                        const PaintTarget       *target,
                                        PaintMove                move);
/* (transfer full) */
char       *paint_gradient_describe    (const PaintGradientData *data,
                                        const PaintTarget       *target);

/* gradient-words.c, for the painter: the sentence that says what the bars show
 * as far as the walk has come, and the ratio of the first to the last step's
 * gradient as Pango markup, NULL where there is none (transfer full). */
char       *paint_gradient_sentence    (const RnnFrame          *frame);
char       *paint_gradient_ratio       (const RnnFrame          *frame);

G_END_DECLS
