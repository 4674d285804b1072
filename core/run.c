#include "core/run-private.h"

#include <glib/gi18n-lib.h>

#include "core/error.h"

/* Multiplications of an update: each parameter has one for every letter,
 * forward, and two backward. */
static double
update_work (const RnnLearner *learner)
{
  const RnnDataset *dataset = rnn_learner_dataset (learner);
  gsize batch = MIN (rnn_learner_spec (learner)->batch, dataset->n_train);

  return 3.0 * batch * dataset->time_steps
         * rnn_learner_network (learner)->size;
}

RnnRun *
rnn_run_make (RnnLearner   *learner,
              RnnKeyframes *keyframes)
{
  RnnRun *run = g_new0 (RnnRun, 1);

  run->learner = learner;
  run->keyframes = keyframes;
  run->pin.state = g_malloc (rnn_learner_state_size (learner));
  return run;
}

RnnRun *
rnn_run_begin (RnnLearner *learner,
               gsize       budget)
{
  RnnRun *run =
    rnn_run_make (learner,
                  rnn_keyframes_new (rnn_learner_state_size (learner), budget,
                                     update_work (learner)));

  run->history = rnn_history_new (run->keyframes);
  run->start = rnn_spec_numbers (rnn_learner_spec (learner));
  rnn_keyframes_keep (run->keyframes, learner);
  return run;
}

RnnRun *
rnn_run_new (const RnnSpec  *spec,
             RnnDataset     *dataset,
             GError        **error)
{
  return rnn_run_new_with_budget (spec, dataset, RNN_RUN_BUDGET, error);
}

RnnRun *
rnn_run_new_with_budget (const RnnSpec  *spec,
                         RnnDataset     *dataset,
                         gsize           budget,
                         GError        **error)
{
  RnnLearner *learner;

  g_return_val_if_fail (spec != NULL, NULL);
  g_return_val_if_fail (dataset != NULL, NULL);

  learner = rnn_learner_new (spec, dataset, error);
  return learner != NULL ? rnn_run_begin (learner, budget) : NULL;
}

void
rnn_run_free (RnnRun *run)
{
  if (run == NULL)
    return;
  rnn_learner_free (run->learner);
  rnn_history_free (run->history);
  g_clear_pointer (&run->marks, rnn_change_marks_unref);
  g_free (run->pin.state);
  g_free (run);
}

void
rnn_run_set_budget (RnnRun *run,
                    gsize   budget)
{
  g_return_if_fail (run != NULL);

  rnn_keyframes_set_budget (run->keyframes, budget);
}

RnnLearner *
rnn_run_learner (RnnRun *run)
{
  g_return_val_if_fail (run != NULL, NULL);

  return run->learner;
}

const RnnHistory *
rnn_run_history (RnnRun *run)
{
  g_return_val_if_fail (run != NULL, NULL);

  return run->history;
}

const RnnSpec *
rnn_run_spec (RnnRun *run)
{
  g_return_val_if_fail (run != NULL, NULL);

  return rnn_learner_spec (run->learner);
}

/* Motion ------------------------------------------------------------------- */

/* Puts the learner into @state, where @n_events events have been applied. */
static void
load (RnnRun     *run,
      const void *state,
      gsize       n_events)
{
  rnn_learner_load_state (run->learner, state);
  run->next_event = n_events;
}

/* A keyframe was saved before any event of its own position was applied. */
static void
load_keyframe (RnnRun     *run,
               const void *state,
               RnnPosition position)
{
  gsize n_events = rnn_history_n_events (run->history);

  while (n_events > 0
         && rnn_history_event (run->history, n_events - 1)->position.update
              >= position.update)
    n_events--;
  load (run, state, n_events);
  rnn_run_apply_due_events (run);
}

static RnnLearnerResult
advance (RnnRun      *run,
         RnnMetrics  *metrics,
         const int   *cancel,
         GError     **error)
{
  RnnLearnerResult result =
    rnn_learner_update_until (run->learner, metrics, cancel, error);

  if (result == RNN_LEARNER_FAILED)
    return result;

  if (result == RNN_LEARNER_EPOCH
      && metrics->epoch > rnn_series_length (rnn_history_series (run->history)))
    rnn_history_add_metrics (run->history, metrics);
  rnn_keyframes_keep (run->keyframes, run->learner);
  rnn_run_apply_due_events (run);
  return result;
}

/* Goes back to a moment that was reached before. */
static void
replay (RnnRun  *run,
        guint64  update)
{
  const RnnGoal goal = { FALSE, update };
  RnnPosition position;
  const void *state = rnn_keyframes_find (run->keyframes, &goal, &position);

  g_assert (state != NULL);
  load_keyframe (run, state, position);
  while (rnn_learner_position (run->learner).update < update)
    {
      RnnMetrics metrics;
      RnnLearnerResult result = advance (run, &metrics, NULL, NULL);

      g_assert (result != RNN_LEARNER_FAILED);
    }
}

RnnLearnerResult
rnn_run_update (RnnRun      *run,
                RnnMetrics  *metrics,
                GError     **error)
{
  return rnn_run_update_until (run, metrics, NULL, error);
}

RnnLearnerResult
rnn_run_update_until (RnnRun      *run,
                      RnnMetrics  *metrics,
                      const int   *cancel,
                      GError     **error)
{
  g_autoptr (GError) own_error = NULL;
  RnnMetrics own;
  RnnLearnerResult result;
  guint64 update;

  g_return_val_if_fail (run != NULL, RNN_LEARNER_FAILED);

  update = rnn_learner_position (run->learner).update;
  result =
    advance (run, metrics != NULL ? metrics : &own, cancel, &own_error);
  if (result != RNN_LEARNER_FAILED)
    return result;

  /* Stopped before anything was done there is nothing to be undone. */
  if (!g_error_matches (own_error, RNN_ERROR, RNN_ERROR_CANCELLED)
      || rnn_learner_position (run->learner).update != update)
    replay (run, update);
  g_propagate_error (error, g_steal_pointer (&own_error));
  return result;
}

void
rnn_run_approach (RnnRun        *run,
                  const RnnGoal *goal)
{
  RnnPosition here, there;
  const void *state;

  g_return_if_fail (run != NULL);
  g_return_if_fail (goal != NULL);

  state = rnn_keyframes_find (run->keyframes, goal, &there);
  g_assert (state != NULL);

  here = rnn_learner_position (run->learner);
  if (!rnn_goal_passed (goal, here) && there.update <= here.update)
    return;
  if (run->pin.valid && !rnn_goal_passed (goal, run->pin.position)
      && there.update <= run->pin.position.update)
    load (run, run->pin.state, run->pin.n_events);
  else
    load_keyframe (run, state, there);
}

static gboolean
seek (RnnRun         *run,
      const RnnGoal  *goal,
      const int      *cancel,
      GError        **error)
{
  guint64 before = rnn_learner_position (run->learner).update;
  RnnLearnerResult result = RNN_LEARNER_UPDATED;

  rnn_run_approach (run, goal);
  while (result != RNN_LEARNER_FAILED
         && !rnn_goal_reached (goal, rnn_learner_position (run->learner)))
    {
      RnnMetrics metrics;

      if (cancel != NULL && g_atomic_int_get (cancel) != 0)
        {
          g_set_error_literal (error, RNN_ERROR, RNN_ERROR_CANCELLED,
                               _("The way there was stopped"));
          result = RNN_LEARNER_FAILED;
        }
      else
        {
          result = advance (run, &metrics, cancel, error);
        }
    }
  if (result == RNN_LEARNER_FAILED)
    replay (run, before);
  return result != RNN_LEARNER_FAILED;
}

gboolean
rnn_run_seek (RnnRun     *run,
              guint64     update,
              const int  *cancel,
              GError    **error)
{
  const RnnGoal goal = { FALSE, update };

  g_return_val_if_fail (run != NULL, FALSE);

  return seek (run, &goal, cancel, error);
}

gboolean
rnn_run_seek_epoch (RnnRun     *run,
                    guint32     epoch,
                    const int  *cancel,
                    GError    **error)
{
  const RnnGoal goal = { TRUE, epoch };

  g_return_val_if_fail (run != NULL, FALSE);

  return seek (run, &goal, cancel, error);
}

RnnUpdateTrace *
rnn_run_trace_update (RnnRun  *run,
                      GError **error)
{
  g_return_val_if_fail (run != NULL, NULL);

  rnn_learner_save_state (run->learner, run->pin.state);
  run->pin.valid = TRUE;
  run->pin.position = rnn_learner_position (run->learner);
  run->pin.n_events = run->next_event;
  return rnn_update_trace_new (run->learner, error);
}
