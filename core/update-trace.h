#pragma once

#include "core/learner.h"

G_BEGIN_DECLS

/**
 * RnnUpdateTrace:
 *
 * What one update of the whole batch does to every parameter, number by number.
 * Arenas of network.size floats; those of m and v are NULL for optimizers
 * without them.  Immutable, counted atomically; the fields are to be read only.
 */
typedef struct
{
  RnnNetwork   network;
  RnnOptimizer optimizer;     /* as in force */
  guint64      update;        /* number of this update, from 1 */
  guint64      t;             /* the same as the optimizer counts */
  gsize        n_samples;     /* in the batch */
  guint32     *samples;       /* their numbers in the dataset */

  float       *gradients;     /* summed over time and batch */
  float       *clipped;
  float       *m_before, *v_before;
  float       *m, *v;         /* after the update */
  float       *before, *after;  /* the parameters */

  /*< private >*/
  int          count;
} RnnUpdateTrace;

/* Records the next update of @learner, which stands afterwards where it stood
 * before.  NULL when the update would fail. */
RnnUpdateTrace *rnn_update_trace_new   (RnnLearner     *learner,
                                        GError        **error);
RnnUpdateTrace *rnn_update_trace_ref   (RnnUpdateTrace *trace);
void            rnn_update_trace_unref (RnnUpdateTrace *trace);
/* Whether @sample is in the batch. */
gboolean        rnn_update_trace_has   (const RnnUpdateTrace *trace,
                                        gsize           sample);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnUpdateTrace, rnn_update_trace_unref)

G_END_DECLS
