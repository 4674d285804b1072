#pragma once

#include "ui/view.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_FOLLOWS_VIEW (unroll_follows_view_get_type ())
G_DECLARE_FINAL_TYPE (UnrollFollowsView, unroll_follows_view, UNROLL,
                      FOLLOWS_VIEW, UnrollView)

/**
 * UnrollFollowsView:
 *
 * What follows what: typed letter × next letter, in per cent.
 */
GtkWidget *unroll_follows_view_new (UnrollViewState *state);

G_END_DECLS
