#pragma once

#include "core/frame.h"
#include "ui/paint/rect.h"
#include "ui/paint/target.h"
#include "ui/paint/theme.h"

G_BEGIN_DECLS

/**
 * PaintFollowsData:
 *
 * What follows what: a row for each typed letter, a column for each next one,
 * the probability in per cent; what the training samples say is framed.
 * Targets: FOLLOWS.
 */
typedef struct
{
  const RnnFrame *frame;      /* NULL, or one without follows: nothing */
} PaintFollowsData;

void        paint_follows             (cairo_t                *cr,
                                       PaintRect               area,
                                       const PaintFollowsData *data,
                                       const PaintTheme       *theme);
void        paint_follows_highlight   (cairo_t                *cr,
                                       PaintRect               area,
                                       const PaintFollowsData *data,
                                       const PaintTheme       *theme,
                                       const PaintTarget      *target,
                                       gboolean                selected);
PaintTarget paint_follows_pick        (PaintRect               area,
                                       const PaintFollowsData *data,
                                       const PaintTheme       *theme,
                                       double                  x,
                                       double                  y);
PaintRect   paint_follows_target_rect (PaintRect               area,
                                       const PaintFollowsData *data,
                                       const PaintTheme       *theme,
                                       const PaintTarget      *target);
/* NONE at an edge. */
PaintTarget paint_follows_move        (PaintRect               area,
                                       const PaintFollowsData *data,
                                       const PaintTheme       *theme,
                                       const PaintTarget      *target,
                                       PaintMove               move);
/* (transfer full) */
char       *paint_follows_describe    (const PaintFollowsData *data,
                                       const PaintTarget      *target);

G_END_DECLS
