#pragma once

#include "core/frame.h"
#include "ui/paint/rect.h"
#include "ui/paint/target.h"
#include "ui/paint/theme.h"

G_BEGIN_DECLS

/**
 * PaintStatesData:
 *
 * The hidden states of every sample that the frame has, top layer, at the last
 * step: a row for each sample, a column for each unit.  Targets: UNIT at the
 * last step, and SAMPLE on a row's label.
 */
typedef struct
{
  const RnnFrame *frame;      /* NULL: nothing yet */
  gsize           sample;     /* selected */
  gsize           first_row;  /* of those in sight */
} PaintStatesData;

void        paint_states              (cairo_t               *cr,
                                       PaintRect              area,
                                       const PaintStatesData *data,
                                       const PaintTheme      *theme);
void        paint_states_highlight    (cairo_t               *cr,
                                       PaintRect              area,
                                       const PaintStatesData *data,
                                       const PaintTheme      *theme,
                                       const PaintTarget     *target,
                                       gboolean               selected);
PaintTarget paint_states_pick         (PaintRect              area,
                                       const PaintStatesData *data,
                                       const PaintTheme      *theme,
                                       double                 x,
                                       double                 y);
PaintRect   paint_states_target_rect  (PaintRect              area,
                                       const PaintStatesData *data,
                                       const PaintTheme      *theme,
                                       const PaintTarget     *target);
/* NONE at an edge.  The target may be out of sight: see paint_states_reveal. */
PaintTarget paint_states_move         (PaintRect              area,
                                       const PaintStatesData *data,
                                       const PaintTheme      *theme,
                                       const PaintTarget     *target,
                                       PaintMove              move);
/* How many rows there are, and which are in sight. */
void        paint_states_scroll       (PaintRect              area,
                                       const PaintStatesData *data,
                                       const PaintTheme      *theme,
                                       gsize                 *first,
                                       gsize                 *n_visible,
                                       gsize                 *n_total);
/* Changes first_row as little as brings @target into sight; TRUE if it did. */
gboolean    paint_states_reveal       (PaintRect              area,
                                       PaintStatesData       *data,
                                       const PaintTheme      *theme,
                                       const PaintTarget     *target);
/* (transfer full) */
char       *paint_states_describe     (const PaintStatesData *data,
                                       const PaintTarget     *target);

G_END_DECLS
