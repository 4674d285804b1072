#pragma once

#include "ui/view.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_STATES_VIEW (unroll_states_view_get_type ())
G_DECLARE_FINAL_TYPE (UnrollStatesView, unroll_states_view, UNROLL,
                      STATES_VIEW, UnrollView)

/**
 * UnrollStatesView:
 *
 * The hidden states of every sample as a numbered table.  A click selects the
 * sample.
 */
GtkWidget *unroll_states_view_new (UnrollViewState *state);

G_END_DECLS
