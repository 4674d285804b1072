#pragma once

#include "core/series.h"

G_BEGIN_DECLS

/* CSV: epoch,loss,accuracy,validation_loss,validation_accuracy; each number in
 * the fewest digits that read back exactly; empty where there is none. */
gboolean rnn_metrics_save (const char       *path,
                           const RnnSeries  *series,
                           GError          **error);

G_END_DECLS
