#include "core/learner-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/divergence.h"
#include "core/error.h"

/* Batches */

static RnnPlaces
next_places (const RnnLearner *learner)
{
  const RnnStateHead *head = learner->state.head;
  gsize first = (gsize) head->position.batch * head->batch;

  return (RnnPlaces) {
    .epoch = head->position.epoch,
    .first = first,
    .n = (guint) MIN (head->batch, learner->dataset->n_train - first),
  };
}

/* Row i of a batch goes on where row i of the last one ended. */
static void
start_states (RnnLearner *learner,
              guint       rows)
{
  rnn_parts_start (learner->parts, rows,
                   learner->spec.stateful ? learner->state.carry : NULL);
}

/* The update */

static void
set_diverged (const RnnLearner *learner,
              const char       *place,
              GError          **error)
{
  const RnnPosition *position = &learner->state.head->position;

  g_set_error (error, RNN_ERROR, RNN_ERROR_DIVERGED,
               _("Training diverged in epoch %u, batch %u: %s is out of "
                 "bounds; go back, and lower the learning rate or clip the "
                 "gradients"),
               position->epoch + 1, position->batch + 1, place);
}

/* The sum of @batch's nll, and its hits, at the present weights; and its
 * gradients, an arena (nullable). */
static gboolean
measure (RnnLearner     *learner,
         const RnnBatch *batch,
         float          *gradients,
         double         *nll,
         gsize          *correct,
         GError        **error)
{
  g_autofree char *place = NULL;

  rnn_learner_gather_team (learner);
  *nll = rnn_parts_measure (learner->parts, learner->state.parameters, batch,
                            learner->spec.loss, correct, gradients);
  if (fabs (*nll) < RNN_TOO_LARGE)
    return TRUE;

  place = rnn_divergence_forward (learner->parts);
  set_diverged (learner, place, error);

  return FALSE;
}

/* The optimizer's step, in as many parts as the batch has: each number is by
 * itself. */
typedef struct
{
  RnnLearner *learner;
  gboolean    fine[RNN_MAX_PARTS];
} Step;

static void
step_part (gpointer data,
           guint    part)
{
  Step *step = data;
  RnnLearner *learner = step->learner;
  const RnnState *state = &learner->state;
  gsize n = learner->network.size;
  gsize first = n * part / learner->parts->n;
  gsize next = n * (part + 1) / learner->parts->n;

  step->fine[part] =
    rnn_optimizer_step (&learner->optimizer,
                        rnn_learner_updates_since_restart (learner) + 1,
                        next - first, state->parameters + first,
                        state->gradients + first,
                        state->m != NULL ? state->m + first : NULL,
                        state->v != NULL ? state->v + first : NULL);
}

static gboolean
take_step (RnnLearner *learner)
{
  Step step = { .learner = learner, .fine = { TRUE, TRUE } };

  rnn_team_share (learner->team, learner->parts->n, step_part, &step);

  return step.fine[0] && step.fine[1];
}

/* @unclipped (nullable, an arena) gets the gradients before the clip. */
static gboolean
descend (RnnLearner *learner,
         float      *unclipped,
         GError    **error)
{
  const RnnState *state = &learner->state;
  g_autofree char *place = NULL;

  if (unclipped != NULL)
    memcpy (unclipped, state->gradients,
            learner->network.size * sizeof (float));

  if (rnn_optimizer_clip (&learner->optimizer, &learner->network,
                          state->gradients)
      && take_step (learner))
    {
      state->head->last_rate = learner->optimizer.learning_rate;
      return TRUE;
    }

  place = rnn_divergence_gradients (learner->parts, state->gradients);
  if (place == NULL)
    place = rnn_divergence_parameters (&learner->network, state->parameters);
  set_diverged (learner, place, error);

  return FALSE;
}

static gboolean
is_cancelled (const int  *cancel,
              GError    **error)
{
  if (cancel == NULL || g_atomic_int_get (cancel) == 0)
    return FALSE;

  g_set_error_literal (error, RNN_ERROR, RNN_ERROR_CANCELLED,
                       _("The way there was stopped"));
  return TRUE;
}

/* What was measured before it was stopped, if it was at the very same weights. */
static RnnHeldOut
take_held_out (RnnLearner *learner)
{
  RnnHeldOut held_out = learner->held_out;
  gsize bytes = learner->network.size * sizeof (float);

  learner->held_out = (RnnHeldOut) { 0 };
  if (held_out.parameters != NULL
      && held_out.batch == learner->state.head->batch
      && memcmp (held_out.parameters, learner->state.parameters, bytes) == 0)
    return held_out;

  g_free (held_out.parameters);
  return (RnnHeldOut) { 0 };
}

static void
keep_held_out (RnnLearner *learner,
               RnnHeldOut  held_out)
{
  if (held_out.parameters == NULL)
    held_out.parameters = g_memdup2 (learner->state.parameters,
                                     learner->network.size * sizeof (float));
  held_out.batch = learner->state.head->batch;
  learner->held_out = held_out;
}

/* The next batch of the samples held out, from a zero state. */
static gboolean
measure_held_out (RnnLearner  *learner,
                  RnnHeldOut  *held_out,
                  GError     **error)
{
  guint n = (guint) MIN (learner->dataset->n_validation - held_out->first,
                         learner->state.head->batch);
  const RnnBatch *batch =
    rnn_sampler_gather_held_out (learner->sampler, held_out->first, n);
  double nll;
  gsize hits;

  rnn_parts_start (learner->parts, n, NULL);
  if (!measure (learner, batch, NULL, &nll, &hits, error))
    return FALSE;

  held_out->loss_sum += learner->spec.loss == RNN_LOSS_MEAN ? nll : n * nll;
  held_out->correct += hits;
  held_out->positions += batch->n_targets;
  held_out->first += n;

  return TRUE;
}

/* Loss and accuracy of the samples held out. */
static gboolean
validate (RnnLearner *learner,
          RnnMetrics *metrics,
          const int  *cancel,
          GError    **error)
{
  gsize n = learner->dataset->n_validation;
  RnnHeldOut held_out = take_held_out (learner);

  while (measure_held_out (learner, &held_out, error) && held_out.first < n
         && !is_cancelled (cancel, error))
    ;
  if (held_out.first < n)
    {
      keep_held_out (learner, held_out);
      return FALSE;
    }

  metrics->validation_loss =
    held_out.loss_sum / (learner->spec.loss == RNN_LOSS_MEAN
                           ? (double) held_out.positions
                           : (double) n);
  metrics->validation_accuracy =
    (double) held_out.correct / (double) held_out.positions;
  g_free (held_out.parameters);

  return TRUE;
}

/* Measures the epoch that has just ended, and begins the next. */
static gboolean
end_epoch (RnnLearner *learner,
           RnnMetrics *metrics,
           const int  *cancel,
           GError    **error)
{
  const RnnDataset *dataset = learner->dataset;
  RnnStateHead *head = learner->state.head;
  gsize outputs = dataset->target == RNN_TARGET_ALL ? dataset->time_steps : 1;
  double loss;

  *metrics = (RnnMetrics) {
    .epoch = head->position.epoch + 1,
    .loss = head->loss_sum / (double) dataset->n_train,
    .accuracy = (double) head->correct
                / ((double) dataset->n_train * (double) outputs),
    .validation_loss = NAN,
    .validation_accuracy = NAN,
  };

  if (dataset->n_validation > 0 && !validate (learner, metrics, cancel, error))
    return FALSE;

  loss = dataset->n_validation > 0 ? metrics->validation_loss : metrics->loss;
  if (loss < head->best_loss)
    {
      head->best_loss = loss;
      head->best_epoch = metrics->epoch;
      memcpy (learner->state.best, learner->state.parameters,
              learner->network.size * sizeof (float));
    }

  head->position.epoch++;
  head->position.batch = 0;
  rnn_learner_begin_epoch (learner);

  return TRUE;
}

RnnLearnerResult
rnn_learner_update (RnnLearner *learner,
                    RnnMetrics *metrics,
                    GError    **error)
{
  return rnn_learner_update_until (learner, metrics, NULL, error);
}

RnnLearnerResult
rnn_learner_update_until (RnnLearner *learner,
                          RnnMetrics *metrics,
                          const int  *cancel,
                          GError    **error)
{
  RnnStateHead *head;
  const RnnBatch *batch;
  RnnPlaces places;
  double nll;
  gsize correct;

  g_return_val_if_fail (learner != NULL && metrics != NULL, RNN_LEARNER_FAILED);

  head = learner->state.head;
  places = next_places (learner);
  if (!rnn_sampler_prepare (learner->sampler, &places, cancel)
      && is_cancelled (cancel, error))
    return RNN_LEARNER_FAILED;
  batch = rnn_sampler_gather (learner->sampler, &places);

  start_states (learner, batch->size);
  if (!measure (learner, batch, learner->state.gradients, &nll, &correct,
                error)
      || !descend (learner, NULL, error))
    return RNN_LEARNER_FAILED;
  if (learner->spec.stateful)
    rnn_parts_keep (learner->parts, learner->state.carry);

  /* Each batch weighs as many samples as it has, whatever its L is. */
  if (learner->spec.loss == RNN_LOSS_MEAN)
    nll /= batch->n_targets;
  head->loss_sum += batch->size * nll;
  head->correct += correct;
  head->position.update++;

  if (head->position.batch + 1 < rnn_learner_batches (learner))
    {
      head->position.batch++;
      return RNN_LEARNER_UPDATED;
    }

  return end_epoch (learner, metrics, cancel, error)
           ? RNN_LEARNER_EPOCH : RNN_LEARNER_FAILED;
}

gboolean
rnn_learner_rehearse (RnnLearner  *learner,
                      float       *unclipped,
                      GError     **error)
{
  const RnnBatch *batch;
  RnnPlaces places;
  double nll;

  g_return_val_if_fail (learner != NULL && unclipped != NULL, FALSE);

  places = next_places (learner);
  batch = rnn_sampler_gather (learner->sampler, &places);

  start_states (learner, batch->size);
  return measure (learner, batch, learner->state.gradients, &nll, NULL, error)
         && descend (learner, unclipped, error);
}

const guint32 *
rnn_learner_next_batch (RnnLearner *learner,
                        guint      *n_samples)
{
  RnnPlaces places;

  g_return_val_if_fail (learner != NULL && n_samples != NULL, NULL);

  places = next_places (learner);
  *n_samples = places.n;

  return rnn_sampler_numbers (learner->sampler, &places);
}
