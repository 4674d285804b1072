#pragma once

#include "core/learner.h"

G_BEGIN_DECLS

/* CSV: epoch,loss,accuracy,validation_loss,validation_accuracy; each number in
 * the fewest digits that read back exactly; empty where there is none. */
gboolean rnn_metrics_save (const char       *path,
                           const RnnMetrics *rows,
                           gsize             n_rows,
                           GError          **error);

G_END_DECLS
