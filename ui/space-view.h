#pragma once

#include "ui/view.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_SPACE_VIEW (unroll_space_view_get_type ())
G_DECLARE_FINAL_TYPE (UnrollSpaceView, unroll_space_view, UNROLL, SPACE_VIEW,
                      UnrollView)

/**
 * UnrollSpaceView:
 *
 * The hidden states as points of a space, see PaintSpaceData.  A cube is turned
 * by dragging, or with Shift and the arrow keys; a double click, or Shift and
 * Home, turns it back.  A click or Enter selects the sample.
 *
 * Property "ghost" (boolean): the states of an earlier moment stay in the
 * picture, those that were shown when it was set.  It is unset when the network
 * or its data get another shape.
 */
GtkWidget *unroll_space_view_new       (UnrollViewState *state);
gboolean   unroll_space_view_get_ghost (UnrollSpaceView *self);
void       unroll_space_view_set_ghost (UnrollSpaceView *self,
                                        gboolean         ghost);

G_END_DECLS
