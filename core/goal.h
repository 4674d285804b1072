#pragma once

#include "core/learner.h"

G_BEGIN_DECLS

/**
 * RnnGoal:
 *
 * A moment to go to: the one after @number updates, or the end of epoch
 * @number (0: the initial weights).  How many updates the latter is, is not
 * known beforehand, as the batch size may change on the way.
 */
typedef struct
{
  gboolean by_epoch;
  guint64  number;
} RnnGoal;

typedef enum
{
  RNN_STEP_TIME_STEP,         /* one stop of RnnWalk: no moment of its own */
  RNN_STEP_UPDATE,
  RNN_STEP_EPOCH,
  RNN_STEP_TEN_EPOCHS,
  RNN_STEP_TO_END             /* spec.epochs */
} RnnStep;

/* Where @n steps (back: negative) lead from @position in a run of @epochs
 * epochs.  By epochs, the first step is to the end (or start) of the epoch that
 * has begun.  Back to the end is back to the start, before which there is
 * nothing; at or beyond the end, a step to it leads nowhere. */
RnnGoal  rnn_goal_of_step (RnnStep        step,
                           int            n,
                           RnnPosition    position,
                           guint32        epochs);
/* Whether @position is there, or beyond. */
gboolean rnn_goal_reached (const RnnGoal *goal,
                           RnnPosition    position);
/* Whether @position is beyond. */
gboolean rnn_goal_passed  (const RnnGoal *goal,
                           RnnPosition    position);

G_END_DECLS
