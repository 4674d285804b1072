#pragma once

#include "ui/view.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_SWEEP_VIEW (unroll_sweep_view_get_type ())
G_DECLARE_FINAL_TYPE (UnrollSweepView, unroll_sweep_view, UNROLL, SWEEP_VIEW,
                      UnrollView)

/**
 * UnrollSweepView:
 *
 * The view state's sweep of seeds.  A seed that is clicked is opened.
 */
GtkWidget *unroll_sweep_view_new (UnrollViewState *state);

G_END_DECLS
