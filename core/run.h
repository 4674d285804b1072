#pragma once

#include "core/history.h"

G_BEGIN_DECLS

/**
 * RnnRun:
 *
 * An experiment being lived: learner and history together, so that any moment
 * of it can be reached again to the same bits.  One thread at a time.
 */
typedef struct _RnnRun RnnRun;

/* Position 0 is a keyframe, so a run can always be rewound. */
RnnRun           *rnn_run_new        (const RnnSpec     *spec,
                                      RnnDataset        *dataset,
                                      GError           **error);
void              rnn_run_free       (RnnRun            *run);
RnnLearner       *rnn_run_learner    (RnnRun            *run);
const RnnHistory *rnn_run_history    (RnnRun            *run);
/* The spec with the live settings in force now. */
const RnnSpec    *rnn_run_spec       (RnnRun            *run);

/* One update, with metrics, keyframe and any events that are due.  On failure
 * (diverged) the run stands, whole and finite, where it stood before. */
RnnLearnerResult  rnn_run_update     (RnnRun            *run,
                                      RnnMetrics        *metrics,
                                      GError           **error);
/* Goes to the position after @update updates, back by keyframe and replay or
 * forward by training.  @cancel (nullable) is polled atomically between
 * updates: non-zero stops with RNN_ERROR_CANCELLED, where it stood before. */
gboolean          rnn_run_seek       (RnnRun            *run,
                                      guint64            update,
                                      const int         *cancel,
                                      GError           **error);
/* The same, to the end of epoch @epoch (0: the initial weights). */
gboolean          rnn_run_seek_epoch (RnnRun            *run,
                                      guint32            epoch,
                                      const int         *cancel,
                                      GError           **error);
/* From now on the live settings of @spec are in force; an event.  The future
 * that was known is forgotten. */
gboolean          rnn_run_change     (RnnRun            *run,
                                      const RnnSpec     *spec,
                                      GError           **error);
/* From now on one parameter is @value; an event, as rnn_run_change. */
gboolean          rnn_run_set_parameter (RnnRun         *run,
                                      gsize              index,
                                      float              value,
                                      GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnRun, rnn_run_free)

G_END_DECLS
