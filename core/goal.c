#include "core/goal.h"

#define EPOCHS_OF_TEN 10

static RnnGoal
goal_at_update (gint64 update)
{
  return (RnnGoal) { FALSE, MAX (update, 0) };
}

static RnnGoal
goal_at_epoch (gint64 epoch)
{
  return (RnnGoal) { TRUE, CLAMP (epoch, 0, G_MAXUINT32) };
}

/* By @n epochs: from within an epoch, the first is to its end or start. */
static RnnGoal
goal_by_epochs (RnnPosition position,
                gint64      n)
{
  if (n < 0 && position.batch > 0)
    n++;
  return goal_at_epoch (position.epoch + n);
}

RnnGoal
rnn_goal_of_step (RnnStep     step,
                  int         n,
                  RnnPosition position,
                  guint32     epochs)
{
  if (n == 0)
    return goal_at_update (position.update);

  switch (step)
    {
    case RNN_STEP_UPDATE:
      return goal_at_update (position.update + n);
    case RNN_STEP_EPOCH:
      return goal_by_epochs (position, n);
    case RNN_STEP_TEN_EPOCHS:
      return goal_by_epochs (position, (gint64) n * EPOCHS_OF_TEN);
    case RNN_STEP_TO_END:
      if (n < 0)
        return goal_at_epoch (0);
      if (position.epoch < epochs)
        return goal_at_epoch (epochs);
      return goal_at_update (position.update);
    default:
      g_return_val_if_reached (goal_at_update (position.update));
    }
}

gboolean
rnn_goal_reached (const RnnGoal *goal,
                  RnnPosition    position)
{
  g_return_val_if_fail (goal != NULL, TRUE);

  return goal->number <= (goal->by_epoch ? position.epoch : position.update);
}

gboolean
rnn_goal_passed (const RnnGoal *goal,
                 RnnPosition    position)
{
  g_return_val_if_fail (goal != NULL, FALSE);

  if (!goal->by_epoch)
    return position.update > goal->number;
  return position.epoch > goal->number
         || (position.epoch == goal->number && position.batch > 0);
}
