#pragma once

#include "core/spec.h"

G_BEGIN_DECLS

/* What to call a branch that left its run after @epoch epochs: by the settings
 * in which @after differs from @before, "lr 0.05 from epoch 38"
 * (transfer full). */
char *rnn_branch_name (const RnnSpec *before,
                       const RnnSpec *after,
                       guint32        epoch);
/* What to call a run from the start that is watched beside one of the settings
 * @before: "learning rate 0.1" (transfer full). */
char *rnn_compared_name (const RnnSpec *before,
                         const RnnSpec *after);

/* What differs alone: "lr 0.05, batch 8" (transfer full); NULL: nothing. */
char *rnn_change_words (const RnnSpec *before,
                        const RnnSpec *after);

G_END_DECLS
