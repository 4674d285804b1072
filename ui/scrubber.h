#pragma once

#include "ui/part.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_SCRUBBER (unroll_scrubber_get_type ())
G_DECLARE_FINAL_TYPE (UnrollScrubber, unroll_scrubber, UNROLL, SCRUBBER,
                      UnrollPart)

/**
 * UnrollScrubber:
 *
 * "Epoch 62 / 100", a slider over the epochs that takes the whole window there,
 * and the way to the best epoch.  The slider's faint part is what has been
 * trained already; beyond it, it trains.
 */
GtkWidget *unroll_scrubber_new (UnrollViewState *state);

G_END_DECLS
