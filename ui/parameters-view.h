#pragma once

#include "ui/paint/parameters.h"
#include "ui/view.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_PARAMETERS_VIEW (unroll_parameters_view_get_type ())
G_DECLARE_FINAL_TYPE (UnrollParametersView, unroll_parameters_view, UNROLL,
                      PARAMETERS_VIEW, UnrollView)

/**
 * UnrollParametersView:
 *
 * All matrices as numbered heat maps: values, gradients or the last change.
 */
GtkWidget          *unroll_parameters_view_new      (UnrollViewState *state);
/* What the view state's "parameters" says. */
PaintParametersMode unroll_parameters_view_get_mode (UnrollViewState *state);

G_END_DECLS
