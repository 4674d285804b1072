#pragma once

#include "ui/part.h"
#include "ui/writing-options.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_PREDICT_PANEL (unroll_predict_panel_get_type ())
G_DECLARE_FINAL_TYPE (UnrollPredictPanel, unroll_predict_panel, UNROLL,
                      PREDICT_PANEL, UnrollPart)

/**
 * UnrollPredictPanel:
 *
 * Step 6: letters are typed, and the network says what it expects next, live
 * while it learns; with the weights of this epoch or of the best one.  And it
 * keeps writing.
 */
GtkWidget *unroll_predict_panel_new (UnrollViewState *state);
/* (transfer none) */
UnrollWritingOptions *
           unroll_predict_panel_get_options (UnrollPredictPanel *self);

G_END_DECLS
