#include "core/run.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/error.h"

/* A moment to which the way back is to be short, with all its events. */
typedef struct
{
  void       *state;          /* room for one state */
  gboolean    valid;
  RnnPosition position;
  gsize       n_events;       /* applied */
} Pin;

struct _RnnRun
{
  RnnLearner   *learner;
  RnnHistory   *history;
  RnnKeyframes *keyframes;    /* the history's */
  gsize         next_event;   /* the first that is not applied yet */
  RnnClip       first_clip;   /* in force at the start */
  Pin           pin;
};

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
  RnnRun *run;
  gsize size;

  g_return_val_if_fail (spec != NULL, NULL);
  g_return_val_if_fail (dataset != NULL, NULL);

  learner = rnn_learner_new (spec, dataset, error);
  if (learner == NULL)
    return NULL;

  size = rnn_learner_state_size (learner);
  run = g_new0 (RnnRun, 1);
  run->learner = learner;
  run->keyframes = rnn_keyframes_new (size, budget, update_work (learner));
  run->history = rnn_history_new (run->keyframes);
  run->first_clip = spec->clip;
  run->pin.state = g_malloc (size);
  rnn_keyframes_keep (run->keyframes, learner);
  return run;
}

void
rnn_run_free (RnnRun *run)
{
  if (run == NULL)
    return;
  rnn_learner_free (run->learner);
  rnn_history_free (run->history);
  g_free (run->pin.state);
  g_free (run);
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

/* Events ------------------------------------------------------------------- */

static void
apply (RnnRun         *run,
       const RnnEvent *event)
{
  switch (event->kind)
    {
    case RNN_EVENT_SETTINGS:
      rnn_learner_set_live (run->learner, &event->spec);
      break;
    case RNN_EVENT_PARAMETERS:
      memcpy (rnn_learner_parameters (run->learner), event->parameters,
              event->n_parameters * sizeof (float));
      break;
    }
}

static void
apply_due_events (RnnRun *run)
{
  guint64 update = rnn_learner_position (run->learner).update;
  gsize n_events = rnn_history_n_events (run->history);

  for (; run->next_event < n_events; run->next_event++)
    {
      const RnnEvent *event =
        rnn_history_event (run->history, run->next_event);

      if (event->position.update > update)
        break;
      apply (run, event);
    }
}

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
  apply_due_events (run);
}

static void
add_event (RnnRun   *run,
           RnnEvent *event)
{
  run->pin.valid = FALSE;
  rnn_history_truncate (run->history, event->position);
  rnn_history_add_event (run->history, event);
  run->next_event = rnn_history_n_events (run->history);
  apply (run, event);
}

/* Motion ------------------------------------------------------------------- */

static RnnLearnerResult
advance (RnnRun      *run,
         RnnMetrics  *metrics,
         GError     **error)
{
  RnnLearnerResult result =
    rnn_learner_update (run->learner, metrics, error);

  if (result == RNN_LEARNER_FAILED)
    return result;

  if (result == RNN_LEARNER_EPOCH
      && metrics->epoch > rnn_series_length (rnn_history_series (run->history)))
    rnn_history_add_metrics (run->history, metrics);
  rnn_keyframes_keep (run->keyframes, run->learner);
  apply_due_events (run);
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
      RnnLearnerResult result = advance (run, &metrics, NULL);

      g_assert (result != RNN_LEARNER_FAILED);
    }
}

RnnLearnerResult
rnn_run_update (RnnRun      *run,
                RnnMetrics  *metrics,
                GError     **error)
{
  RnnMetrics own;
  RnnLearnerResult result;
  guint64 update;

  g_return_val_if_fail (run != NULL, RNN_LEARNER_FAILED);

  update = rnn_learner_position (run->learner).update;
  result = advance (run, metrics != NULL ? metrics : &own, error);
  if (result == RNN_LEARNER_FAILED)
    replay (run, update);
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
          result = advance (run, &metrics, error);
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

/* Changes ------------------------------------------------------------------ */

/* The first setting that differs and is live, or not; or NULL.  The title and
 * the notes are no settings of training. */
static const RnnSetting *
find_difference (const RnnSpec *a,
                 const RnnSpec *b,
                 gboolean       live)
{
  gsize n_settings;
  const RnnSetting *settings = rnn_settings (&n_settings);

  for (gsize i = 0; i < n_settings; i++)
    {
      g_autofree char *name = NULL, *a_value = NULL, *b_value = NULL;

      if (settings[i].live != live
          || g_str_equal (settings[i].group, "experiment"))
        continue;
      name = g_strdup_printf ("%s.%s", settings[i].group, settings[i].key);
      a_value = rnn_spec_get (a, name);
      b_value = rnn_spec_get (b, name);
      if (g_strcmp0 (a_value, b_value) != 0)
        return &settings[i];
    }
  return NULL;
}

gboolean
rnn_run_change (RnnRun         *run,
                const RnnSpec  *spec,
                GError        **error)
{
  const RnnSpec *present;
  const RnnSetting *fixed;

  g_return_val_if_fail (run != NULL, FALSE);
  g_return_val_if_fail (spec != NULL, FALSE);

  if (!rnn_spec_check (spec, error))
    return FALSE;

  present = rnn_run_spec (run);
  fixed = find_difference (spec, present, FALSE);
  if (fixed == NULL && spec->stateful && spec->batch != present->batch)
    fixed = rnn_setting_find ("training.batch");
  if (fixed != NULL)
    {
      g_set_error (error, RNN_ERROR, RNN_ERROR_SETTING,
                   _("%s.%s cannot change while training goes on; start the"
                     " experiment anew with it"),
                   fixed->group, fixed->key);
      return FALSE;
    }

  if (find_difference (spec, present, TRUE) != NULL)
    add_event (run, rnn_event_new_settings (
                      rnn_learner_position (run->learner), spec));
  return TRUE;
}

gboolean
rnn_run_set_parameters (RnnRun                  *run,
                        const RnnInterventions  *interventions,
                        GError                 **error)
{
  g_autofree float *parameters = NULL;
  const RnnNetwork *network;

  g_return_val_if_fail (run != NULL, FALSE);
  g_return_val_if_fail (interventions != NULL, FALSE);

  network = rnn_learner_network (run->learner);
  if (!rnn_interventions_check (interventions, network,
                                rnn_learner_dataset (run->learner), error))
    return FALSE;

  parameters = rnn_interventions_edited (interventions,
                                         rnn_learner_parameters (run->learner),
                                         network->size);
  if (parameters != NULL)
    add_event (run, rnn_event_new_parameters (
                      rnn_learner_position (run->learner), parameters,
                      network->size));
  return TRUE;
}

gboolean
rnn_run_set_parameter (RnnRun  *run,
                       gsize    index,
                       float    value,
                       GError **error)
{
  const RnnInterventions one = {
    1, { { RNN_INTERVENTION_WEIGHT, .index = index, .value = value } }
  };

  return rnn_run_set_parameters (run, &one, error);
}

RnnClip
rnn_run_clip_after (RnnRun     *run,
                    guint64     updates,
                    RnnStretch *stretch)
{
  RnnClip clip;
  gsize n_events;

  g_return_val_if_fail (run != NULL, RNN_CLIP_NONE);
  g_return_val_if_fail (stretch != NULL, RNN_CLIP_NONE);

  clip = run->first_clip;
  *stretch = (RnnStretch) { 0, G_MAXUINT64 };
  n_events = rnn_history_n_events (run->history);
  for (gsize i = 0; i < n_events; i++)
    {
      const RnnEvent *event = rnn_history_event (run->history, i);

      if (event->kind != RNN_EVENT_SETTINGS)
        continue;
      if (event->position.update > updates)
        {
          stretch->end = event->position.update;
          break;
        }
      clip = event->spec.clip;
      stretch->start = event->position.update;
    }
  return clip;
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
