#pragma once

#include "ui/view.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_BARS_VIEW (unroll_bars_view_get_type ())
G_DECLARE_FINAL_TYPE (UnrollBarsView, unroll_bars_view, UNROLL, BARS_VIEW,
                      UnrollView)

/**
 * UnrollBarsView:
 *
 * The probabilities of the next letter, the likeliest first.
 */
GtkWidget *unroll_bars_view_new       (UnrollViewState *state);

/* The prediction of @frame (nullable) after its letter @place, from 1; 0: the
 * last.  Where it has none for the typed text, what was shown stays, faded. */
void       unroll_bars_view_show      (UnrollBarsView  *self,
                                       RnnFrame        *frame,
                                       gsize            place);
/* What was expected where something was written, @prediction (transfer none), in
 * the network of @frame. */
void       unroll_bars_view_show_written (UnrollBarsView *self,
                                       RnnFrame        *frame,
                                       RnnPrediction   *prediction);
/* TRUE when it is not of the text that is typed now. */
gboolean   unroll_bars_view_is_faded  (UnrollBarsView  *self);

G_END_DECLS
