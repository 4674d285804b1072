#pragma once

#include "core/saved-state.h"
#include "core/text-sink.h"

G_BEGIN_DECLS

/* The groups of an experiment file that hold a saved state, after all others:
 * [state], [state.start], one [state.event.N] for each event, [state.metrics],
 * [state.parameters] and the other arenas.  The same state is the same text on
 * every machine. */
#define RNN_STATE_GROUP "state"

void           rnn_state_write       (RnnTextSink         *sink,
                                      const RnnSavedState *saved);
/* Reads @text, from the line [state] to the end; @line: lines of the file before
 * it, which is called @name in messages.  @spec: the settings in the file.
 * Fails with RNN_ERROR_FORMAT: "line 7, state.epoch: …". */
RnnSavedState *rnn_state_parse_text  (const char          *name,
                                      const char          *text,
                                      guint                line,
                                      const RnnSpec       *spec,
                                      GError             **error);

G_END_DECLS
