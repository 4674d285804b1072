#pragma once

#include "core/progress.h"
#include "core/saved-state.h"
#include "core/text-sink.h"

G_BEGIN_DECLS

/* What experiment-text.c, which knows the text of an experiment, and
 * experiment-file.c, which knows its file, share. */

/* The text of @spec, and of @saved if there is one. */
void     rnn_experiment_write          (RnnTextSink        *sink,
                                        const RnnSpec      *spec,
                                        const RnnSavedState *saved);
/* As rnn_experiment_parse_state; @text is overwritten on the way.  @progress
 * (nullable): cancelled, it fails with RNN_ERROR_CANCELLED. */
gboolean rnn_experiment_parse_in_place (const char         *name,
                                        char               *text,
                                        const RnnProgress  *progress,
                                        RnnSpec            *spec,
                                        RnnSavedState     **saved,
                                        GError            **error);

G_END_DECLS
