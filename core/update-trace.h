#pragma once

#include "core/learner.h"

G_BEGIN_DECLS

/**
 * RnnUpdateTrace:
 *
 * What one update of the whole batch did to every parameter, number by number.
 * Each is an arena of network.size floats; m and v are NULL for optimizers
 * without them.
 */
typedef struct
{
  RnnNetwork network;
  guint64    update;          /* number of this update, from 1 */
  float     *gradients;       /* summed over time and batch */
  float     *clipped;
  float     *m, *v;           /* after the update */
  float     *before, *after;  /* the parameters */
} RnnUpdateTrace;

/* Performs the next update of @learner, recording it.  NULL when the update
 * fails: the learner's state is then undefined, as after rnn_learner_update. */
RnnUpdateTrace *rnn_update_trace_new  (RnnLearner     *learner,
                                       GError        **error);
void            rnn_update_trace_free (RnnUpdateTrace *trace);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnUpdateTrace, rnn_update_trace_free)

G_END_DECLS
