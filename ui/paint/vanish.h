#pragma once

#include "core/frame.h"
#include "ui/paint/rect.h"
#include "ui/paint/target.h"
#include "ui/paint/theme.h"

G_BEGIN_DECLS

/**
 * PaintVanishData:
 *
 * Why the gradient of the traced sample vanishes, or explodes, here.  ‖∂L/∂h_t‖
 * as bars on a logarithmic scale, for the layer at hand on the walk, else for the
 * top one; between two steps what passed and the factor that bounds it; the
 * factors' running product from the last step back, as a line over the bars; the
 * eigenvalues of W_hh on the unit circle; and what it shows in words.  What the
 * walk has not reached yet is faint or missing.  Targets: STATE, EIGENVALUE.
 */
typedef struct
{
  const RnnFrame *frame;      /* NULL, or one without trace: nothing; its flow
                               * may be missing */
} PaintVanishData;

void        paint_vanish             (cairo_t               *cr,
                                      PaintRect              area,
                                      const PaintVanishData *data,
                                      const PaintTheme      *theme);
void        paint_vanish_highlight   (cairo_t               *cr,
                                      PaintRect              area,
                                      const PaintVanishData *data,
                                      const PaintTheme      *theme,
                                      const PaintTarget     *target,
                                      gboolean               selected);
PaintTarget paint_vanish_pick        (PaintRect              area,
                                      const PaintVanishData *data,
                                      const PaintTheme      *theme,
                                      double                 x,
                                      double                 y);
PaintRect   paint_vanish_target_rect (PaintRect              area,
                                      const PaintVanishData *data,
                                      const PaintTheme      *theme,
                                      const PaintTarget     *target);
/* From step to step, and down to the eigenvalues; NONE at an edge. */
PaintTarget paint_vanish_move        (PaintRect              area,
                                      const PaintVanishData *data,
                                      const PaintTheme      *theme,
                                      const PaintTarget     *target,
                                      PaintMove              move);

/* vanish-words.c */
/* (transfer full) */
char       *paint_vanish_describe    (const PaintVanishData *data,
                                      const PaintTarget     *target);
/* For the painter: where the largest eigenvalue of W_hh lies and what the slope
 * of the activation does to it, as Pango markup, or why that is not known; NULL
 * when the frame has no flow (transfer full). */
char       *paint_vanish_reason      (const RnnFrame        *frame);

G_END_DECLS
