#pragma once

#include "ui/paint/scene.h"

G_BEGIN_DECLS

/* What picking, marking and the keyboard share.  Not for others. */

guint       paint_along_get        (const PaintTarget *target,
                                    PaintAlong         along);
void        paint_along_set        (PaintTarget       *target,
                                    PaintAlong         along,
                                    guint              value);
/* What is at a point of a heat map. */
PaintTarget paint_item_heat_target (const PaintItem   *item,
                                    double             x,
                                    double             y);
/* Where @item shows exactly @target; FALSE if it does not. */
gboolean    paint_item_rect        (const PaintItem   *item,
                                    const PaintTarget *target,
                                    PaintRect         *rect);

G_END_DECLS
