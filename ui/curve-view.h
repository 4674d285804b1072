#pragma once

#include "ui/paint/curve.h"
#include "ui/view.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_CURVE_VIEW (unroll_curve_view_get_type ())
G_DECLARE_FINAL_TYPE (UnrollCurveView, unroll_curve_view, UNROLL, CURVE_VIEW,
                      UnrollView)

/**
 * UnrollCurveView:
 *
 * The loss or the accuracy over the epochs.  Pointing shows an epoch's number,
 * here and in the other curve; a click goes there.
 */
GtkWidget *unroll_curve_view_new (PaintCurveKind   kind,
                                  UnrollViewState *state);

G_END_DECLS
