#pragma once

#include "core/goal.h"

G_BEGIN_DECLS

/**
 * RnnKeyframes:
 *
 * States of a learner, saved on its way.  A keyframe is only a short cut: replay
 * from an earlier one gives the same bits.
 *
 * At first every update is kept.  When the budget is reached, the keyframes
 * inside epochs thin out by doubling their stride until only the ends of epochs
 * are left, which is where a scrubber goes; then these thin out in the same way.
 * The first is always kept, and any that is to be.  Beside them a few recent
 * states stay, so that the way back from the present is short in a long run,
 * too.
 */
typedef struct _RnnKeyframes RnnKeyframes;

/* @state_size: as rnn_learner_state_size; @budget: bytes; @update_work: about
 * how many multiplications an update is, which says how dense the recent states
 * are to be. */
RnnKeyframes *rnn_keyframes_new       (gsize               state_size,
                                       gsize               budget,
                                       double              update_work);
void          rnn_keyframes_free      (RnnKeyframes       *keyframes);
/* Those up to @update updates, for a run that goes another way from there on.
 * States are shared where @to, a branch of @from, has them as @from has;
 * both count them. */
RnnKeyframes *rnn_keyframes_branch    (const RnnKeyframes *keyframes,
                                       guint64             update,
                                       const RnnLearner   *from,
                                       const RnnLearner   *to);
/* Offers @learner's state, which is saved if a keyframe is due where it stands
 * and there is none yet. */
void          rnn_keyframes_keep      (RnnKeyframes       *keyframes,
                                       const RnnLearner   *learner);
/* Keeps it in any case, and for as long as nothing before it changes. */
void          rnn_keyframes_keep_for_good (RnnKeyframes *keyframes,
                                       const RnnLearner   *learner);
/* The last keyframe that has not passed @goal: its state, and where. */
const void   *rnn_keyframes_find      (const RnnKeyframes *keyframes,
                                       const RnnGoal      *goal,
                                       RnnPosition        *position);
/* Forgets those after @update updates. */
void          rnn_keyframes_truncate  (RnnKeyframes       *keyframes,
                                       guint64             update);
void          rnn_keyframes_set_budget (RnnKeyframes      *keyframes,
                                       gsize               budget);
/* How much of the budget something else has taken. */
void          rnn_keyframes_set_taken (RnnKeyframes       *keyframes,
                                       gsize               bytes);
/* Without the recent states. */
gsize         rnn_keyframes_count     (const RnnKeyframes *keyframes);
/* Bytes. */
gsize         rnn_keyframes_memory    (const RnnKeyframes *keyframes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnKeyframes, rnn_keyframes_free)

G_END_DECLS
