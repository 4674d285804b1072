#pragma once

#include "core/frame.h"

G_BEGIN_DECLS

/* Where things stand on the walk through an update, which is what pictures go
 * by: what is to come is faint, what happens now is lit.  Off the walk
 * everything has happened. */
typedef enum
{
  PAINT_WALK_HAPPENED,
  PAINT_WALK_NOW,
  PAINT_WALK_TO_COME
} PaintWalkPlace;

gboolean       paint_walk_is_on    (const RnnFrame *frame);
/* Of @layer at step @t; both are of no account to phases without them. */
PaintWalkPlace paint_walk_place    (const RnnFrame *frame,
                                    RnnPhase        phase,
                                    guint           layer,
                                    guint           t);
/* The layer whose gradients are spoken of: the one at hand, else the top one. */
guint          paint_walk_layer    (const RnnFrame *frame);
/* "Backward · t = 3", with the layer where there are several: where the walk
 * stands, and the same of any stop of it (transfer full). */
char          *paint_walk_phase    (const RnnFrame *frame);
char          *paint_walk_stop     (const RnnFrame *frame,
                                    RnnStop         stop);
/* What happens at this stop, and whose it is: Pango markup; @brief: as short as
 * can be (transfer full). */
char          *paint_walk_sentence (const RnnFrame *frame,
                                    gboolean        brief);

G_END_DECLS
