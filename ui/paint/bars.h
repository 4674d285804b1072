#pragma once

#include "core/frame.h"
#include "ui/paint/rect.h"
#include "ui/paint/target.h"
#include "ui/paint/theme.h"

G_BEGIN_DECLS

/**
 * PaintBarsData:
 *
 * The probabilities of the next letter after the typed text, or after one of
 * its letters, the likeliest first; those for which there is no room are summed
 * up in one line.  Targets: LETTER.
 */
typedef struct
{
  const RnnFrame *frame;      /* NULL, or without a prediction: nothing */
  gboolean        headline;   /* "c → d" in large letters under the bars */
  gsize           place;      /* after which letter, from 1; 0: the last */
  const RnnPrediction *prediction; /* instead of the frame's; or NULL */
} PaintBarsData;

void        paint_bars             (cairo_t             *cr,
                                    PaintRect            area,
                                    const PaintBarsData *data,
                                    const PaintTheme    *theme);
void        paint_bars_highlight   (cairo_t             *cr,
                                    PaintRect            area,
                                    const PaintBarsData *data,
                                    const PaintTheme    *theme,
                                    const PaintTarget   *target,
                                    gboolean             selected);
PaintTarget paint_bars_pick        (PaintRect            area,
                                    const PaintBarsData *data,
                                    const PaintTheme    *theme,
                                    double               x,
                                    double               y);
PaintRect   paint_bars_target_rect (PaintRect            area,
                                    const PaintBarsData *data,
                                    const PaintTheme    *theme,
                                    const PaintTarget   *target);
/* Up and down; NONE at an edge. */
PaintTarget paint_bars_move        (PaintRect            area,
                                    const PaintBarsData *data,
                                    const PaintTheme    *theme,
                                    const PaintTarget   *target,
                                    PaintMove            move);
/* (transfer full) */
char       *paint_bars_describe    (const PaintBarsData *data,
                                    const PaintTarget   *target);
/* "c → d": what the network saw last, and what it expects (transfer full); NULL
 * without a prediction. */
char       *paint_bars_headline    (const PaintBarsData *data);

G_END_DECLS
