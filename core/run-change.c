#include "core/run-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/branch-name.h"
#include "core/error.h"
#include "core/kernels.h"

/* Events ------------------------------------------------------------------- */

static void
apply (RnnRun         *run,
       const RnnEvent *event)
{
  RnnSpec spec = event->spec;

  switch (event->kind)
    {
    case RNN_EVENT_SETTINGS:
      spec.epochs = rnn_run_spec (run)->epochs;
      rnn_learner_set_live (run->learner, &spec);
      break;
    case RNN_EVENT_BRANCH:
      spec.epochs = rnn_run_spec (run)->epochs;
      rnn_learner_branch (run->learner, &spec);
      break;
    case RNN_EVENT_PARAMETERS:
      memcpy (rnn_learner_parameters (run->learner), event->parameters,
              event->n_parameters * sizeof (float));
      break;
    }
}

void
rnn_run_apply_due_events (RnnRun *run)
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

static void
add_event (RnnRun   *run,
           RnnEvent *event)
{
  run->pin.valid = FALSE;
  g_clear_pointer (&run->marks, rnn_change_marks_unref);
  rnn_history_truncate (run->history, event->position);
  rnn_history_add_event (run->history, event);
  run->next_event = rnn_history_n_events (run->history);
  apply (run, event);
}

gboolean
rnn_run_has_future (RnnRun *run)
{
  g_return_val_if_fail (run != NULL, FALSE);

  return rnn_series_length (rnn_history_series (run->history))
           > rnn_learner_position (run->learner).epoch
         || run->next_event < rnn_history_n_events (run->history);
}

/* Changes ------------------------------------------------------------------ */

static gboolean
is_setting (const RnnSetting *setting,
            const char       *name)
{
  return rnn_setting_find (name) == setting;
}

/* The title and the notes are no settings of training, and the number of epochs
 * only says when to stop. */
static gboolean
is_plan (const RnnSetting *setting)
{
  return rnn_setting_is_description (setting)
         || is_setting (setting, "fit.epochs");
}

/* In what other settings may be: in the midst of training, in a branch, in a run
 * from the start. */
typedef enum { WHILE_TRAINING, IN_BRANCH, BESIDE } Place;

static gboolean
may_change (const RnnRun     *run,
            const RnnSetting *setting,
            Place             place)
{
  const RnnSpec *spec = rnn_learner_spec (run->learner);

  if (is_setting (setting, "training.batch"))
    return !spec->stateful;
  if (place == WHILE_TRAINING)
    return setting->live;
  if (place == IN_BRANCH)
    return setting->branch;
  /* The same samples must have the same numbers. */
  return setting->beside
         && !(spec->shuffle_samples && is_setting (setting, "fit.seed"));
}

static void
set_change_error (GError     **error,
                  const char  *name,
                  Place        place)
{
  g_set_error (error, RNN_ERROR, RNN_ERROR_SETTING,
               place == BESIDE
                 ? _("%s cannot differ between runs side by side, which learn"
                     " the same samples and measure the same; start the"
                     " experiment anew with it")
                 : _("%s cannot change while training goes on; start the"
                     " experiment anew with it"),
               name);
}

/* Whether @spec may be that of @place; @differs as rnn_run_check_change. */
static gboolean
check_settings (RnnRun         *run,
                const RnnSpec  *spec,
                Place           place,
                gboolean       *differs,
                GError        **error)
{
  gsize n_settings;
  const RnnSetting *settings = rnn_settings (&n_settings);

  if (!rnn_spec_check (spec, error))
    return FALSE;

  *differs = FALSE;
  for (gsize i = 0; i < n_settings; i++)
    {
      g_autofree char *name = NULL, *old = NULL, *new = NULL;

      if (is_plan (&settings[i]))
        continue;
      name = g_strdup_printf ("%s.%s", settings[i].group, settings[i].key);
      old = rnn_spec_get (rnn_run_spec (run), name);
      new = rnn_spec_get (spec, name);
      if (g_strcmp0 (old, new) == 0)
        continue;
      *differs = TRUE;
      if (!may_change (run, &settings[i], place))
        {
          set_change_error (error, name, place);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
rnn_run_check_change (RnnRun         *run,
                      const RnnSpec  *spec,
                      gboolean       *differs,
                      GError        **error)
{
  gboolean own;

  g_return_val_if_fail (run != NULL, FALSE);
  g_return_val_if_fail (spec != NULL, FALSE);

  return check_settings (run, spec, WHILE_TRAINING,
                         differs != NULL ? differs : &own, error);
}

gboolean
rnn_run_check_branch (RnnRun         *run,
                      const RnnSpec  *spec,
                      GError        **error)
{
  gboolean differs;

  g_return_val_if_fail (run != NULL, FALSE);
  g_return_val_if_fail (spec != NULL, FALSE);

  return check_settings (run, spec, IN_BRANCH, &differs, error);
}

/* Another number of epochs is worth a mark where training stands at its front;
 * in the past it is no reason to lose what is known. */
static gboolean
is_new_plan (RnnRun        *run,
             const RnnSpec *spec)
{
  return spec->epochs != rnn_run_spec (run)->epochs
         && rnn_learner_position (run->learner).update > 0
         && !rnn_run_has_future (run);
}

gboolean
rnn_run_change (RnnRun         *run,
                const RnnSpec  *spec,
                GError        **error)
{
  gboolean differs;

  g_return_val_if_fail (run != NULL, FALSE);
  g_return_val_if_fail (spec != NULL, FALSE);

  if (!rnn_run_check_change (run, spec, &differs, error))
    return FALSE;

  differs = differs || is_new_plan (run, spec);
  rnn_learner_set_epochs (run->learner, spec->epochs);
  if (differs)
    add_event (run, rnn_event_new_settings (
                      rnn_learner_position (run->learner), spec));
  return TRUE;
}

void
rnn_run_describe (RnnRun        *run,
                  const RnnSpec *spec)
{
  g_return_if_fail (run != NULL);
  g_return_if_fail (spec != NULL);

  rnn_learner_describe (run->learner, spec);
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

gboolean
rnn_run_check_import (RnnRun       *run,
                      const float  *parameters,
                      gsize         n,
                      GError      **error)
{
  gsize size;

  g_return_val_if_fail (run != NULL, FALSE);
  g_return_val_if_fail (parameters != NULL, FALSE);

  size = rnn_learner_network (run->learner)->size;
  if (n != size)
    {
      g_set_error (error, RNN_ERROR, RNN_ERROR_RANGE,
                   _("There are %zu weights, but this network has %zu"), n,
                   size);
      return FALSE;
    }
  if (!rnn_kernels ()->bounded (n, parameters))
    {
      g_set_error_literal (error, RNN_ERROR, RNN_ERROR_RANGE,
                           _("One of the weights is not finite, or too large to"
                             " compute with"));
      return FALSE;
    }
  return TRUE;
}

gboolean
rnn_run_import (RnnRun       *run,
                const float  *parameters,
                gsize         n,
                GError      **error)
{
  g_return_val_if_fail (run != NULL, FALSE);
  g_return_val_if_fail (parameters != NULL, FALSE);

  if (!rnn_run_check_import (run, parameters, n, error))
    return FALSE;

  add_event (run, rnn_event_new_parameters (
                    rnn_learner_position (run->learner), parameters, n));
  return TRUE;
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

  clip = run->start.clip;
  *stretch = (RnnStretch) { 0, G_MAXUINT64 };
  n_events = rnn_history_n_events (run->history);
  for (gsize i = 0; i < n_events; i++)
    {
      const RnnEvent *event = rnn_history_event (run->history, i);

      if (event->kind == RNN_EVENT_PARAMETERS)
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

/* Marks -------------------------------------------------------------------- */

static double
epoch_of (RnnRun         *run,
          const RnnEvent *event,
          const RnnSpec  *before)
{
  gsize n = rnn_learner_dataset (run->learner)->n_train;
  gsize batches = (n + before->batch - 1) / before->batch;

  return event->position.epoch + (double) event->position.batch / batches;
}

RnnChangeMarks *
rnn_run_change_marks (RnnRun *run)
{
  RnnSpec before;
  gsize n_events;

  g_return_val_if_fail (run != NULL, NULL);

  if (run->marks != NULL)
    return run->marks;

  run->marks = rnn_change_marks_new ();
  before = run->start;
  n_events = rnn_history_n_events (run->history);
  for (gsize i = 0; i < n_events; i++)
    {
      const RnnEvent *event = rnn_history_event (run->history, i);
      double epoch = epoch_of (run, event, &before);
      gboolean weights = event->kind == RNN_EVENT_PARAMETERS;
      char *words = weights ? g_strdup (_("weights set"))
                            : rnn_change_words (&before, &event->spec);

      if (words != NULL)
        rnn_change_marks_add (run->marks, epoch, words);
      if (!weights)
        before = event->spec;
    }
  return run->marks;
}

/* Branches ----------------------------------------------------------------- */

RnnRun *
rnn_run_new_branch (RnnRun         *run,
                    const RnnSpec  *spec,
                    GError        **error)
{
  RnnPosition position;
  RnnLearner *learner;
  RnnRun *branch;

  g_return_val_if_fail (run != NULL, NULL);
  g_return_val_if_fail (spec != NULL, NULL);

  if (!rnn_run_check_branch (run, spec, error))
    return NULL;

  position = rnn_learner_position (run->learner);
  learner = rnn_learner_new_branch (run->learner, spec);
  branch = rnn_run_make (learner,
                         rnn_keyframes_branch (run->keyframes,
                                               position.update, run->learner,
                                               learner));
  branch->history = rnn_history_branch (run->history, position,
                                        branch->keyframes);
  branch->start = run->start;
  rnn_learner_set_epochs (learner, spec->epochs);
  add_event (branch, rnn_event_new_branch (position, spec));
  return branch;
}

RnnRun *
rnn_run_new_beside (RnnRun         *run,
                    const RnnSpec  *spec,
                    GError        **error)
{
  gboolean differs;

  g_return_val_if_fail (run != NULL, NULL);
  g_return_val_if_fail (spec != NULL, NULL);

  if (!check_settings (run, spec, BESIDE, &differs, error))
    return NULL;

  return rnn_run_new (spec, rnn_learner_dataset (run->learner), error);
}
