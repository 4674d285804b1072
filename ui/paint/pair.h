#pragma once

#include "core/series.h"
#include "ui/paint/network.h"

G_BEGIN_DECLS

/**
 * PaintPairData:
 *
 * The network, and beside it that of the run which is watched with it
 * (RnnFrame.companion), under lines that say in what they differ and how far each
 * has come; without one, the network alone.  Targets are the network's: what is
 * pointed at in one half is marked in both.
 */
typedef struct
{
  PaintNetworkData network;
  const RnnSeries *series;    /* of its run, or NULL */
  const RnnSeries *beside;    /* of the companion, or NULL */
} PaintPairData;

/* Where the network is, without its companion and its line. */
PaintRect   paint_pair_network     (PaintRect             area,
                                    const PaintPairData  *data,
                                    const PaintTheme     *theme);
void        paint_pair             (cairo_t              *cr,
                                    PaintRect             area,
                                    const PaintPairData  *data,
                                    const PaintTheme     *theme);
/* paint_network_motion of both. */
void        paint_pair_motion      (cairo_t              *cr,
                                    PaintRect             area,
                                    const PaintPairData  *data,
                                    const PaintTheme     *theme,
                                    double                progress);
PaintRect   paint_pair_motion_rect (PaintRect             area,
                                    const PaintPairData  *data,
                                    const PaintTheme     *theme);
PaintTarget paint_pair_pick        (PaintRect             area,
                                    const PaintPairData  *data,
                                    const PaintTheme     *theme,
                                    double                x,
                                    double                y);
PaintRect   paint_pair_target_rect (PaintRect             area,
                                    const PaintPairData  *data,
                                    const PaintTheme     *theme,
                                    const PaintTarget    *target);
void        paint_pair_highlight   (cairo_t              *cr,
                                    PaintRect             area,
                                    const PaintPairData  *data,
                                    const PaintTheme     *theme,
                                    const PaintTarget    *target,
                                    gboolean              selected);
PaintTarget paint_pair_move        (PaintRect             area,
                                    const PaintPairData  *data,
                                    const PaintTheme     *theme,
                                    const PaintTarget    *target,
                                    PaintMove             move);
/* Of both, one after the other (transfer full). */
char       *paint_pair_describe    (const PaintPairData  *data,
                                    const PaintTarget    *target);

G_END_DECLS
