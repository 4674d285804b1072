#include "core/motion.h"

static void
set_landing (RnnMotion        *motion,
             const RnnLanding *landing)
{
  motion->goal = (RnnGoal) { FALSE, landing->updates };
  motion->walks = TRUE;
  motion->stop = landing->stop;
}

static gboolean
aim (RnnMotion        *motion,
     RnnRun           *run,
     const RnnCursor  *cursor,
     const RnnRequest *request,
     GError          **error)
{
  RnnLanding landing;

  motion->walks = FALSE;
  if (request->command == RNN_COMMAND_WALK)
    {
      if (!rnn_cursor_go_to (cursor, run, request->number, &landing, error))
        return FALSE;
      set_landing (motion, &landing);
    }
  else if (request->command == RNN_COMMAND_SEEK)
    {
      motion->goal = (RnnGoal) { TRUE, request->epoch };
    }
  else if (request->step == RNN_STEP_TIME_STEP)
    {
      landing = rnn_cursor_go (cursor, run, request->n);
      set_landing (motion, &landing);
    }
  else
    {
      motion->goal =
        rnn_goal_of_step (request->step, request->n,
                          rnn_learner_position (rnn_run_learner (run)),
                          rnn_run_spec (run)->epochs);
    }
  return TRUE;
}

gboolean
rnn_motion_begin (RnnMotion        *motion,
                  RnnRun           *run,
                  RnnCursor        *cursor,
                  const RnnRequest *request,
                  GError          **error)
{
  g_return_val_if_fail (motion != NULL && run != NULL, FALSE);
  g_return_val_if_fail (cursor != NULL && request != NULL, FALSE);

  if (!aim (motion, run, cursor, request, error))
    return FALSE;
  if (motion->walks)
    rnn_cursor_lift (cursor);
  else
    rnn_cursor_clear (cursor);
  rnn_run_approach (run, &motion->goal);
  return TRUE;
}

gboolean
rnn_motion_is_there (const RnnMotion *motion,
                     RnnRun          *run)
{
  g_return_val_if_fail (motion != NULL && run != NULL, TRUE);

  return rnn_goal_reached (&motion->goal,
                           rnn_learner_position (rnn_run_learner (run)));
}

gboolean
rnn_motion_arrive (const RnnMotion *motion,
                   RnnRun          *run,
                   RnnCursor       *cursor,
                   GError         **error)
{
  RnnLanding landing;

  g_return_val_if_fail (motion != NULL, FALSE);

  if (!motion->walks)
    return TRUE;
  landing = (RnnLanding) { motion->goal.number, motion->stop };
  return rnn_cursor_land (cursor, run, &landing, error);
}
