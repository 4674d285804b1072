#pragma once

#include "ui/view.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_NETWORK_VIEW (unroll_network_view_get_type ())
G_DECLARE_FINAL_TYPE (UnrollNetworkView, unroll_network_view, UNROLL,
                      NETWORK_VIEW, UnrollView)

/**
 * UnrollNetworkView:
 *
 * The stage: the network unrolled through time, or, with one time step, the
 * samples side by side.  A click selects a sample.  Steps or samples for which
 * there is no room are reached by the scrollbar at its foot, the wheel, or the
 * arrow keys.
 */
GtkWidget *unroll_network_view_new (UnrollViewState *state);

G_END_DECLS
