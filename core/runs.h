#pragma once

#include "core/run-list.h"
#include "core/run.h"

G_BEGIN_DECLS

/**
 * RnnRuns:
 *
 * The runs of one experiment: one at hand, perhaps one that is watched beside
 * it, the others at rest where they were left; all learn the same samples.  All
 * keyframes together stay within RNN_RUN_BUDGET, but each run keeps its first:
 * half of it belongs to the run at hand and its companion.  One thread at a
 * time.
 */
typedef struct _RnnRuns RnnRuns;

/* Takes @run over, which is at hand.  @last_number: runs are counted from there
 * on. */
RnnRuns          *rnn_runs_new       (RnnRun           *run,
                                      guint64           last_number);
/* With another limit for all learners together than RNN_LEARNER_MEMORY_LIMIT. */
RnnRuns          *rnn_runs_new_with_limit (RnnRun      *run,
                                      guint64           last_number,
                                      guint64           memory_limit);
void              rnn_runs_free      (RnnRuns          *runs);
/* Bytes of all keyframes and events, those that are shared counted for each. */
gsize             rnn_runs_memory    (const RnnRuns    *runs);
/* (transfer none), valid until the next change. */
RnnRun           *rnn_runs_at_hand   (RnnRuns          *runs);
const RnnRunList *rnn_runs_list      (const RnnRuns    *runs);
/* Rows of metrics of the run at hand that have been told: for the reporter. */
gsize            *rnn_runs_told      (RnnRuns          *runs);
/* The same two of its companion; NULL: there is none. */
RnnRun           *rnn_runs_companion (RnnRuns          *runs);
gsize            *rnn_runs_companion_told (RnnRuns     *runs);
/* The last number given. */
guint64           rnn_runs_last_number (const RnnRuns  *runs);

/* See rnn_run_describe: all runs, also the one that can be brought back. */
void              rnn_runs_describe  (RnnRuns          *runs,
                                      const RnnSpec    *spec);

/* Each of these fails with RNN_ERROR_RANGE, and nothing has happened, when there
 * is no such run, and as is said. */

/* A branch of the run at hand, which it becomes; see rnn_run_new_branch.  @name
 * NULL: it is called by what changes.  Fails also with RNN_ERROR_MEMORY when
 * there are RNN_MAX_RUNS, or no memory for one more. */
gboolean          rnn_runs_branch    (RnnRuns          *runs,
                                      const RnnSpec    *spec,
                                      const char       *name,
                                      GError          **error);
/* Run @number is watched beside that at hand, 0: none is.  It stays so until it
 * is deleted, comes to hand (then the one that was there is), or another one
 * is. */
gboolean          rnn_runs_accompany (RnnRuns          *runs,
                                      guint64           number,
                                      GError          **error);
/* A run from the start, which is watched beside that at hand; see
 * rnn_run_new_beside.  @name NULL: it is called by what differs.  Fails also as
 * rnn_runs_branch. */
gboolean          rnn_runs_compare   (RnnRuns          *runs,
                                      const RnnSpec    *spec,
                                      const char       *name,
                                      GError          **error);
/* rnn_run_change, rnn_run_set_parameters and rnn_run_import, of the run at hand; but where
 * something is known of what comes afterwards nothing is forgotten: they make a
 * branch, and it so.  @branched: if they did. */
gboolean          rnn_runs_change    (RnnRuns          *runs,
                                      const RnnSpec    *spec,
                                      gboolean         *branched,
                                      GError          **error);
gboolean          rnn_runs_set_parameters (RnnRuns     *runs,
                                      const RnnInterventions *interventions,
                                      gboolean         *branched,
                                      GError          **error);
gboolean          rnn_runs_import    (RnnRuns          *runs,
                                      const float      *parameters,
                                      gsize             n,
                                      gboolean         *branched,
                                      GError          **error);
gboolean          rnn_runs_switch    (RnnRuns          *runs,
                                      guint64           number,
                                      GError          **error);
/* The last one deleted can be brought back.  In the place of the one at hand
 * comes its parent, or its neighbour.  The only one cannot be deleted. */
gboolean          rnn_runs_delete    (RnnRuns          *runs,
                                      guint64           number,
                                      GError          **error);
/* Brings back the last one deleted, to hand if it was there. */
gboolean          rnn_runs_restore   (RnnRuns          *runs,
                                      GError          **error);
/* Fails also with RNN_ERROR_SETTING when @name is empty. */
gboolean          rnn_runs_rename    (RnnRuns          *runs,
                                      guint64           number,
                                      const char       *name,
                                      GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnRuns, rnn_runs_free)

G_END_DECLS
