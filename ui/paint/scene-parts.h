#pragma once

#include "ui/paint/scene.h"

G_BEGIN_DECLS

/* What drawing, picking, marking and the keyboard share.  Not for others. */

typedef gboolean (*PaintItemFilter) (const PaintItem *item,
                                     gconstpointer    data);

/* Only the @wanted ones; NULL: all. */
void        paint_scene_draw_if    (const PaintScene  *scene,
                                    cairo_t           *cr,
                                    PaintItemFilter    wanted,
                                    gconstpointer      data);
/* Anything but edges, which are drawn together. */
void        paint_item_draw        (const PaintItem   *item,
                                    cairo_t           *cr,
                                    const PaintTheme  *theme);

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
