#pragma once

#include "core/change-marks.h"
#include "core/history.h"
#include "core/intervention.h"
#include "core/update-trace.h"

G_BEGIN_DECLS

/**
 * RnnRun:
 *
 * An experiment being lived: learner and history together, so that any moment
 * of it can be reached again to the same bits.  One thread at a time.
 */
typedef struct _RnnRun RnnRun;

/* The updates after @start ones and before @end ones. */
typedef struct
{
  guint64 start, end;
} RnnStretch;

/* Bytes for keyframes and events. */
#define RNN_RUN_BUDGET (128u * 1024 * 1024)

/* Position 0 is a keyframe, so a run can always be rewound. */
RnnRun           *rnn_run_new        (const RnnSpec     *spec,
                                      RnnDataset        *dataset,
                                      GError           **error);
/* With another memory budget than RNN_RUN_BUDGET. */
RnnRun           *rnn_run_new_with_budget (const RnnSpec *spec,
                                      RnnDataset        *dataset,
                                      gsize              budget,
                                      GError           **error);
/* A run that stands where @run stands and goes on with the settings of @spec;
 * see rnn_run_check_branch.  It has the past of @run for its own, and comes to
 * the same bits there.  @run stays as it is. */
RnnRun           *rnn_run_new_branch (RnnRun            *run,
                                      const RnnSpec     *spec,
                                      GError           **error);
/* A run from the start with the settings of @spec, which learns the same samples
 * as @run.  RNN_ERROR_SETTING when @spec contradicts itself or another setting
 * differs than those of RnnSetting.beside. */
RnnRun           *rnn_run_new_beside (RnnRun            *run,
                                      const RnnSpec     *spec,
                                      GError           **error);
void              rnn_run_free       (RnnRun            *run);
/* Thins the keyframes out until they are within it. */
void              rnn_run_set_budget (RnnRun            *run,
                                      gsize              budget);
RnnLearner       *rnn_run_learner    (RnnRun            *run);
const RnnHistory *rnn_run_history    (RnnRun            *run);
/* The spec with the live settings in force now. */
const RnnSpec    *rnn_run_spec       (RnnRun            *run);

/* One update, with metrics, keyframe and any events that are due.  @metrics
 * (nullable) is filled on RNN_LEARNER_EPOCH.  On failure (diverged) the run
 * stands, whole and finite, where it stood before. */
RnnLearnerResult  rnn_run_update     (RnnRun            *run,
                                      RnnMetrics        *metrics,
                                      GError           **error);
/* The same, unless @cancel stops it: see rnn_learner_update_until. */
RnnLearnerResult  rnn_run_update_until (RnnRun          *run,
                                      RnnMetrics        *metrics,
                                      const int         *cancel,
                                      GError           **error);
/* Goes as near to @goal as keyframes alone lead, at or before it; stays when
 * it stands better already.  What is left is rnn_run_update's work, until
 * rnn_goal_reached. */
void              rnn_run_approach   (RnnRun            *run,
                                      const RnnGoal     *goal);
/* Goes to the position after @update updates, back by keyframe and replay or
 * forward by training.  @cancel (nullable) is polled atomically between
 * updates: non-zero stops with RNN_ERROR_CANCELLED, where it stood before; so
 * does a number that is not finite, with RNN_ERROR_DIVERGED. */
gboolean          rnn_run_seek       (RnnRun            *run,
                                      guint64            update,
                                      const int         *cancel,
                                      GError           **error);
/* The same, to the end of epoch @epoch (0: the initial weights). */
gboolean          rnn_run_seek_epoch (RnnRun            *run,
                                      guint32            epoch,
                                      const int         *cancel,
                                      GError           **error);
/* Whether anything is known of what comes after where the run stands: epochs,
 * or what a person changed. */
gboolean          rnn_run_has_future (RnnRun            *run);
/* Whether @spec can be branched to: it must not contradict itself, and no other
 * setting may differ than those of RnnSetting.branch.  RNN_ERROR_SETTING. */
gboolean          rnn_run_check_branch (RnnRun          *run,
                                      const RnnSpec     *spec,
                                      GError           **error);
/* The same for rnn_run_change, and live settings; @differs (nullable): whether
 * any does but the number of epochs. */
gboolean          rnn_run_check_change (RnnRun          *run,
                                      const RnnSpec     *spec,
                                      gboolean          *differs,
                                      GError           **error);
/* From now on the live settings of @spec are in force; an event.  The future
 * that was known is forgotten, unless nothing differs.  The number of epochs is
 * only a plan: it holds for the whole run, before and after.  Fails with
 * RNN_ERROR_SETTING when @spec contradicts itself or another setting than a live
 * one differs. */
gboolean          rnn_run_change     (RnnRun            *run,
                                      const RnnSpec     *spec,
                                      GError           **error);
/* The title and the notes of @spec hold for the whole run, before and after; no
 * event, and nothing that was known is forgotten. */
void              rnn_run_describe   (RnnRun            *run,
                                      const RnnSpec     *spec);
/* From now on one parameter is @value; an event, as rnn_run_change.  Fails with
 * RNN_ERROR_RANGE when there is none of that @index, or @value is none that a
 * parameter may be. */
gboolean          rnn_run_set_parameter (RnnRun         *run,
                                      gsize              index,
                                      float              value,
                                      GError           **error);
/* The same of all weights that @interventions edit, at once: one event, or none
 * if there is no such weight.  Fails as rnn_interventions_check. */
gboolean          rnn_run_set_parameters (RnnRun        *run,
                                      const RnnInterventions *interventions,
                                      GError           **error);
/* Whether @parameters can be imported: RNN_ERROR_RANGE when the network has not
 * @n of them, or one is none that can be computed with. */
gboolean          rnn_run_check_import (RnnRun          *run,
                                      const float       *parameters,
                                      gsize              n,
                                      GError           **error);
/* From now on the parameters are these @n numbers, an arena from elsewhere; an
 * event, as rnn_run_change.  Fails as rnn_run_check_import. */
gboolean          rnn_run_import     (RnnRun            *run,
                                      const float       *parameters,
                                      gsize              n,
                                      GError           **error);
/* The clip in force in the update that follows after @updates of them, as far as
 * is known; and the updates around it in which no other is. */
RnnClip           rnn_run_clip_after (RnnRun            *run,
                                      guint64            updates,
                                      RnnStretch        *stretch);
/* Records the next update, and stands afterwards where it stood before; the way
 * back to there is short from now on. */
RnnUpdateTrace   *rnn_run_trace_update (RnnRun          *run,
                                      GError           **error);

/* What was changed on its way (transfer none, until the next change). */
RnnChangeMarks    *rnn_run_change_marks (RnnRun *run);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnRun, rnn_run_free)

G_END_DECLS
