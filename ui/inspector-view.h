#pragma once

#include "ui/view.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_INSPECTOR_VIEW (unroll_inspector_view_get_type ())
G_DECLARE_FINAL_TYPE (UnrollInspectorView, unroll_inspector_view, UNROLL,
                      INSPECTOR_VIEW, UnrollView)

/**
 * UnrollInspectorView:
 *
 * Where the inspected number comes from, term by term.  A click or Enter on a
 * number goes to where that one comes from; on what is left out of a long sum,
 * unfolds it.
 */
GtkWidget *unroll_inspector_view_new (UnrollViewState *state);

G_END_DECLS
