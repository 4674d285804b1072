#pragma once

#include "ui/view.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_GRADIENT_VIEW (unroll_gradient_view_get_type ())
G_DECLARE_FINAL_TYPE (UnrollGradientView, unroll_gradient_view, UNROLL,
                      GRADIENT_VIEW, UnrollView)

/* How much gradient reaches each time step; see PaintGradientData. */
GtkWidget *unroll_gradient_view_new             (UnrollViewState    *state);
void       unroll_gradient_view_set_logarithmic (UnrollGradientView *self,
                                                 gboolean            logarithmic);

G_END_DECLS
