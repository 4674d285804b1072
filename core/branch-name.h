#pragma once

#include "core/spec.h"

G_BEGIN_DECLS

/* What to call a branch that left its run after @epoch epochs: by the settings
 * in which @after differs from @before, "lr 0.05 from epoch 38"
 * (transfer full). */
char *rnn_branch_name (const RnnSpec *before,
                       const RnnSpec *after,
                       guint32        epoch);

G_END_DECLS
