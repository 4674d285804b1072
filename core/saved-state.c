#include "core/saved-state.h"

#include <glib/gi18n-lib.h>

#include "core/error.h"
#include "core/learner-private.h"
#include "core/run-private.h"

RnnSavedState *
rnn_saved_state_alloc (void)
{
  RnnSavedState *saved = g_new0 (RnnSavedState, 1);

  g_atomic_ref_count_init (&saved->count);
  saved->metrics = rnn_series_new ();
  saved->events =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rnn_event_free);
  return saved;
}

RnnSavedState *
rnn_saved_state_ref (const RnnSavedState *saved)
{
  g_return_val_if_fail (saved != NULL, NULL);

  g_atomic_ref_count_inc (&((RnnSavedState *) saved)->count);
  return (RnnSavedState *) saved;
}

void
rnn_saved_state_unref (RnnSavedState *saved)
{
  g_return_if_fail (saved != NULL);

  if (!g_atomic_ref_count_dec (&saved->count))
    return;

  rnn_spec_clear (&saved->spec);
  rnn_state_clear (&saved->state);
  rnn_series_free (saved->metrics);
  g_ptr_array_unref (saved->events);
  g_free (saved);
}

RnnSavedState *
rnn_saved_state_new (RnnRun *run)
{
  RnnSavedState *saved;
  RnnLearner *learner;

  g_return_val_if_fail (run != NULL, NULL);

  learner = run->learner;
  saved = rnn_saved_state_alloc ();
  rnn_spec_copy (&saved->spec, rnn_run_spec (run));
  saved->start = run->start;
  saved->data = rnn_dataset_checksum (rnn_learner_dataset (learner));
  saved->network = *rnn_learner_network (learner);
  rnn_state_init (&saved->state, &saved->network, &learner->state.room);
  rnn_learner_save_state (learner, saved->state.head);

  rnn_series_follow (saved->metrics, rnn_history_series (run->history));
  rnn_series_truncate (saved->metrics, saved->state.head->position.epoch);
  for (gsize i = 0; i < run->next_event; i++)
    g_ptr_array_add (saved->events,
                     rnn_event_copy (rnn_history_event (run->history, i)));
  return saved;
}

void
rnn_saved_state_copy_settings (RnnSpec       *to,
                               const RnnSpec *from)
{
  g_return_if_fail (to != NULL && from != NULL);

  to->optimizer = from->optimizer;
  to->learning_rate = from->learning_rate;
  to->momentum = from->momentum;
  to->nesterov = from->nesterov;
  to->rho = from->rho;
  to->beta_1 = from->beta_1;
  to->beta_2 = from->beta_2;
  to->epsilon = from->epsilon;
  to->clip = from->clip;
  to->clip_value = from->clip_value;
  to->batch = from->batch;
  to->shuffle = from->shuffle;
  to->seed = from->seed;
}

void
rnn_saved_state_start_spec (const RnnSavedState *saved,
                            RnnSpec             *spec)
{
  g_return_if_fail (saved != NULL && spec != NULL);

  rnn_spec_copy (spec, &saved->spec);
  rnn_saved_state_copy_settings (spec, &saved->start);
}

static gboolean
check_dataset (const RnnSavedState  *saved,
               const RnnDataset     *dataset,
               GError              **error)
{
  if (dataset->n_in == saved->network.n_in
      && dataset->n_classes == saved->network.n_classes
      && rnn_dataset_checksum (dataset) == saved->data)
    return TRUE;

  g_set_error_literal (error, RNN_ERROR, RNN_ERROR_DATA,
                       _("The text has changed since the state was saved; bring"
                         " the old one back, or begin anew without the"
                         " state"));
  return FALSE;
}

/* A learner at the start, with room for all that the branches on the way asked
 * for. */
static RnnLearner *
make_learner (const RnnSavedState  *saved,
              RnnDataset           *dataset,
              GError              **error)
{
  g_auto (RnnSpec) spec = { 0 };
  RnnLearner *learner;

  rnn_saved_state_start_spec (saved, &spec);
  learner = rnn_learner_new (&spec, dataset, error);
  for (guint i = 0; i < saved->events->len && learner != NULL; i++)
    {
      const RnnEvent *event = g_ptr_array_index (saved->events, i);
      RnnLearner *roomier;

      if (event->kind != RNN_EVENT_BRANCH)
        continue;
      roomier = rnn_learner_new_branch (learner, &event->spec);
      rnn_learner_free (learner);
      learner = roomier;
    }
  return learner;
}

/* The state belongs to a learner like this one. */
static gboolean
check_state (const RnnSavedState  *saved,
             const RnnLearner     *learner,
             GError              **error)
{
  const RnnStateHead *head = saved->state.head;
  guint capacity = rnn_learner_capacity (learner->dataset, head->batch);
  gsize batches = (learner->dataset->n_train + head->batch - 1) / head->batch;

  if (saved->network.size == learner->network.size
      && saved->state.room.carry_rows == learner->state.room.carry_rows
      && (!learner->spec.stateful
          || capacity == learner->state.room.carry_rows)
      && head->position.batch < batches)
    return TRUE;

  g_set_error_literal (error, RNN_ERROR, RNN_ERROR_FORMAT,
                       _("The saved state does not fit its experiment; begin"
                         " anew without the state"));
  return FALSE;
}

RnnRun *
rnn_run_new_saved (const RnnSavedState  *saved,
                   const RnnSpec        *spec,
                   RnnDataset           *dataset,
                   GError              **error)
{
  g_autoptr (RnnRun) run = NULL;
  g_autoptr (RnnLearner) learner = NULL;

  g_return_val_if_fail (saved != NULL && spec != NULL, NULL);
  g_return_val_if_fail (dataset != NULL, NULL);

  if (!check_dataset (saved, dataset, error))
    return NULL;
  learner = make_learner (saved, dataset, error);
  if (learner == NULL || !check_state (saved, learner, error))
    return NULL;

  run = rnn_run_begin (g_steal_pointer (&learner), RNN_RUN_BUDGET);
  rnn_history_restore (run->history, saved->metrics, saved->events);
  rnn_state_copy (&run->learner->state, &saved->state, &saved->network);
  rnn_learner_follow_state (run->learner);
  run->next_event = rnn_history_n_events (run->history);
  rnn_keyframes_keep_for_good (run->keyframes, run->learner);
  /* How far to go from here is said with the state: no change on the way. */
  rnn_learner_set_epochs (run->learner, spec->epochs);

  return rnn_run_change (run, spec, error) ? g_steal_pointer (&run) : NULL;
}
