#pragma once

#include "core/frame.h"
#include "ui/paint/rect.h"
#include "ui/paint/scale.h"
#include "ui/paint/target.h"
#include "ui/paint/theme.h"

G_BEGIN_DECLS

/**
 * PaintStepBars:
 *
 * Where the bars of ‖∂L/∂h_t‖ lie, one for each time step of the traced sample,
 * of the layer at hand on the walk, else of the top one.  What the walk has not
 * reached yet is faint.
 */
typedef struct
{
  const RnnFrame *frame;
  const double   *norms;      /* T */
  guint           n;          /* T */
  guint           layer;
  PaintRect       plot;       /* of the bars; without axis and texts */
  PaintRect       steps;      /* "t = 1" below; height 0: none */
  double          axis;       /* width of the ticks' numbers; 0: none */
  double          pitch;
  gboolean        numbers;    /* one on each bar */
  PaintScale      scale;
  PaintTicks      ticks;
} PaintStepBars;

/* @frame must have a trace.  Of a logarithmic scale the bars may leave @above
 * decades free at the top, for what else is drawn on it. */
void        paint_step_bars_layout (PaintStepBars       *bars,
                                    PaintRect            area,
                                    const RnnFrame      *frame,
                                    gboolean             logarithmic,
                                    double               above,
                                    const PaintTheme    *theme);
void        paint_step_bars        (cairo_t             *cr,
                                    const PaintStepBars *bars,
                                    const PaintTheme    *theme);
/* All of step @t's width and the bars' height. */
PaintRect   paint_step_bars_slot   (const PaintStepBars *bars,
                                    guint                t);
/* Whether the walk has come back to step @t of that layer. */
gboolean    paint_step_bars_reached (const RnnFrame     *frame,
                                    guint                t);
/* STATE, or NONE outside of the bars. */
PaintTarget paint_step_bars_pick   (const PaintStepBars *bars,
                                    double               x,
                                    double               y);
/* Whether @target (nullable) is one of the states of @frame that have bars. */
gboolean    paint_step_bars_has    (const RnnFrame      *frame,
                                    const PaintTarget   *target);
/* From step to step; from anything else to the first one. */
PaintTarget paint_step_bars_move   (const RnnFrame      *frame,
                                    const PaintTarget   *target,
                                    PaintMove            move);

G_END_DECLS
