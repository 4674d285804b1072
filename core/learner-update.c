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
  if (!learner->spec.stateful)
    {
      rnn_pass_zero_state (learner->pass, rows);
      return;
    }

  for (guint l = 0; l < learner->network.n_layers; l++)
    memcpy (learner->pass->h[l], learner->state.carry[l],
            (gsize) rows * learner->network.units[l] * sizeof (float));
}

static void
keep_states (RnnLearner *learner,
             guint       rows)
{
  for (guint l = 0; l < learner->network.n_layers; l++)
    {
      gsize step = (gsize) rows * learner->network.units[l];

      memcpy (learner->state.carry[l],
              learner->pass->h[l] + learner->pass->steps * step,
              step * sizeof (float));
    }
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

/* The sum of @batch's nll, and its hits, at the present weights. */
static gboolean
measure (RnnLearner     *learner,
         const RnnBatch *batch,
         double         *nll,
         gsize          *correct,
         GError        **error)
{
  g_autofree char *place = NULL;

  rnn_pass_forward (learner->pass, learner->state.parameters, batch);
  *nll = rnn_pass_loss (learner->pass, batch, correct);
  if (fabs (*nll) < RNN_TOO_LARGE)
    return TRUE;

  place = rnn_divergence_forward (learner->pass);
  set_diverged (learner, place, error);

  return FALSE;
}

/* @unclipped (nullable, an arena) gets the gradients before the clip. */
static gboolean
descend (RnnLearner     *learner,
         const RnnBatch *batch,
         float          *unclipped,
         GError        **error)
{
  const RnnState *state = &learner->state;
  g_autofree char *place = NULL;

  rnn_pass_backward (learner->pass, state->parameters, batch,
                     learner->spec.loss, state->gradients);
  if (unclipped != NULL)
    memcpy (unclipped, state->gradients,
            learner->network.size * sizeof (float));

  if (rnn_optimizer_clip (&learner->optimizer, &learner->network,
                          state->gradients)
      && rnn_optimizer_step (&learner->optimizer,
                             rnn_learner_updates_since_restart (learner) + 1,
                             learner->network.size, state->parameters,
                             state->gradients, state->m, state->v))
    {
      state->head->last_rate = learner->optimizer.learning_rate;
      return TRUE;
    }

  place = rnn_divergence_gradients (learner->pass, state->gradients);
  if (place == NULL)
    place = rnn_divergence_parameters (&learner->network, state->parameters);
  set_diverged (learner, place, error);

  return FALSE;
}

/* Loss and accuracy of the samples held out, each from a zero state. */
static gboolean
validate (RnnLearner *learner,
          RnnMetrics *metrics,
          GError    **error)
{
  const RnnDataset *dataset = learner->dataset;
  double loss_sum = 0.0;
  guint64 correct = 0, positions = 0;

  for (gsize first = 0; first < dataset->n_validation;)
    {
      guint n = (guint) MIN (dataset->n_validation - first,
                             learner->state.head->batch);
      const RnnBatch *batch = rnn_sampler_gather_held_out (learner->sampler,
                                                           first, n);
      double nll;
      gsize hits;

      rnn_pass_zero_state (learner->pass, n);
      if (!measure (learner, batch, &nll, &hits, error))
        return FALSE;

      loss_sum += learner->spec.loss == RNN_LOSS_MEAN ? nll : n * nll;
      correct += hits;
      positions += batch->n_targets;
      first += n;
    }

  metrics->validation_loss = loss_sum / (learner->spec.loss == RNN_LOSS_MEAN
                                         ? (double) positions
                                         : (double) dataset->n_validation);
  metrics->validation_accuracy = (double) correct / (double) positions;

  return TRUE;
}

/* Measures the epoch that has just ended, and begins the next. */
static gboolean
end_epoch (RnnLearner *learner,
           RnnMetrics *metrics,
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

  if (dataset->n_validation > 0 && !validate (learner, metrics, error))
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
  RnnStateHead *head;
  const RnnBatch *batch;
  RnnPlaces places;
  double nll;
  gsize correct;

  g_return_val_if_fail (learner != NULL && metrics != NULL, RNN_LEARNER_FAILED);

  head = learner->state.head;
  places = next_places (learner);
  batch = rnn_sampler_gather (learner->sampler, &places);

  start_states (learner, batch->size);
  if (!measure (learner, batch, &nll, &correct, error)
      || !descend (learner, batch, NULL, error))
    return RNN_LEARNER_FAILED;
  if (learner->spec.stateful)
    keep_states (learner, batch->size);

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

  return end_epoch (learner, metrics, error) ? RNN_LEARNER_EPOCH
                                             : RNN_LEARNER_FAILED;
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
  return measure (learner, batch, &nll, NULL, error)
         && descend (learner, batch, unclipped, error);
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
