#pragma once

#include "ui/view.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_VANISH_VIEW (unroll_vanish_view_get_type ())
G_DECLARE_FINAL_TYPE (UnrollVanishView, unroll_vanish_view, UNROLL, VANISH_VIEW,
                      UnrollView)

/* Why the gradient vanishes or explodes; see PaintVanishData. */
GtkWidget *unroll_vanish_view_new (UnrollViewState *state);

G_END_DECLS
