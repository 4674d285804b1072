#include "core/learner.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/divergence.h"
#include "core/error.h"
#include "core/sampler.h"
#include "core/state.h"

/* More than this for one learner is a slip of the user's. */
#define MEMORY_LIMIT G_GUINT64_CONSTANT (2147483648)

struct _RnnLearner
{
  RnnSpec      spec;
  RnnDataset  *dataset;
  RnnNetwork   network;
  RnnOptimizer optimizer;

  RnnState     state;

  /* Workspace; nothing of it outlives an update. */
  RnnSampler  *sampler;
  RnnPass     *pass;
  float       *change;
};

/* The most samples that one pass will take. */
static guint
capacity_for (const RnnDataset *dataset,
              guint             batch)
{
  return (guint) MIN (batch, MAX (dataset->n_train, dataset->n_validation));
}

guint64
rnn_learner_memory (const RnnSpec    *spec,
                    const RnnDataset *dataset)
{
  RnnNetwork network;
  RnnOptimizer optimizer;
  guint capacity;
  guint64 bytes;

  g_return_val_if_fail (spec != NULL && dataset != NULL, 0);

  capacity = capacity_for (dataset, spec->batch);
  rnn_network_init (&network, spec, dataset);
  rnn_optimizer_init (&optimizer, spec);

  bytes = rnn_state_measure (&network, &optimizer,
                             spec->stateful ? capacity : 0);
  bytes += rnn_pass_memory (&network, dataset->time_steps, capacity);
  if (spec->shuffle)
    bytes += dataset->n_train * sizeof (guint32);

  return bytes;
}

gboolean
rnn_learner_check_memory (const RnnSpec    *spec,
                          const RnnDataset *dataset,
                          GError          **error)
{
  guint64 bytes;
  g_autofree char *needed = NULL, *limit = NULL;

  g_return_val_if_fail (spec != NULL && dataset != NULL, FALSE);

  bytes = rnn_learner_memory (spec, dataset);
  if (bytes <= MEMORY_LIMIT)
    return TRUE;

  needed = g_format_size (bytes);
  limit = g_format_size (MEMORY_LIMIT);
  g_set_error (error, RNN_ERROR, RNN_ERROR_MEMORY,
               _("This network would take %s of memory, more than the %s "
                 "allowed; use fewer units, fewer time steps or a smaller "
                 "batch"),
               needed, limit);

  return FALSE;
}

/* Room for batches of up to @capacity samples. */
static void
grow_workspace (RnnLearner *learner,
                guint       capacity)
{
  if (capacity <= learner->pass->capacity)
    return;

  rnn_pass_free (learner->pass);
  learner->pass = rnn_pass_new (&learner->network, learner->dataset->time_steps,
                                capacity);
  rnn_sampler_reserve (learner->sampler, capacity);
}

/* The batch size may change here, and only here. */
static void
begin_epoch (RnnLearner *learner)
{
  RnnStateHead *head = learner->state.head;

  head->batch = head->next_batch;
  head->loss_sum = 0.0;
  head->correct = 0;
  grow_workspace (learner, capacity_for (learner->dataset, head->batch));
}

/* The weights come from a stream of their own, so that the data order is
 * numpy's for the same seed and does not move with the number of weights.
 *
 * Which stream does matter to the newcomer: about 1 seed in 50 leaves the
 * default experiment at 4 letters of 5 after 100 epochs, here as in Keras,
 * TensorFlow.js and PyTorch, because three tanh units happen to start badly.
 * That is worth showing, but not first.  Stream 1, the plainest choice, takes
 * the default seed 123 to 100 %; had it not, the next would have been taken.
 * Nothing else was selected: tests/core/test-seeds holds the share of good
 * seeds and the median loss over the seeds 1 … 200 to those of the others. */
static void
init_state (RnnLearner *learner)
{
  RnnStateHead *head = learner->state.head;
  RnnRandom random;

  rnn_random_seed_stream (&random, learner->spec.seed, RNN_STREAM_WEIGHTS);
  rnn_network_init_parameters (&learner->network, learner->state.parameters,
                               &random);
  memcpy (learner->state.best, learner->state.parameters,
          learner->network.size * sizeof (float));

  head->best_loss = INFINITY;
  head->learning_rate = learner->spec.learning_rate;
  head->clip = learner->spec.clip;
  head->clip_value = learner->spec.clip_value;
  head->epochs = learner->spec.epochs;
  head->next_batch = learner->spec.batch;
}

RnnLearner *
rnn_learner_new (const RnnSpec  *spec,
                 RnnDataset     *dataset,
                 GError        **error)
{
  RnnLearner *learner;
  guint capacity;

  g_return_val_if_fail (spec != NULL && dataset != NULL, NULL);
  g_return_val_if_fail (dataset->n_train > 0 && spec->batch > 0, NULL);

  if (!rnn_learner_check_memory (spec, dataset, error))
    return NULL;

  capacity = capacity_for (dataset, spec->batch);
  learner = g_new0 (RnnLearner, 1);
  rnn_spec_copy (&learner->spec, spec);
  learner->dataset = rnn_dataset_ref (dataset);
  rnn_network_init (&learner->network, spec, dataset);
  rnn_optimizer_init (&learner->optimizer, spec);

  rnn_state_init (&learner->state, &learner->network, &learner->optimizer,
                  spec->stateful ? capacity : 0);
  init_state (learner);

  learner->sampler = rnn_sampler_new (dataset, spec->seed, spec->shuffle,
                                      capacity);
  learner->pass = rnn_pass_new (&learner->network, dataset->time_steps,
                                capacity);
  begin_epoch (learner);

  return learner;
}

void
rnn_learner_free (RnnLearner *learner)
{
  if (learner == NULL)
    return;

  rnn_state_clear (&learner->state);
  rnn_pass_free (learner->pass);
  rnn_sampler_free (learner->sampler);
  g_free (learner->change);
  rnn_dataset_unref (learner->dataset);
  rnn_spec_clear (&learner->spec);
  g_free (learner);
}

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
                             state->head->position.update + 1,
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
  begin_epoch (learner);

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

/* What others may know */

const RnnSpec *
rnn_learner_spec (const RnnLearner *learner)
{
  return &learner->spec;
}

const RnnOptimizer *
rnn_learner_optimizer (const RnnLearner *learner)
{
  return &learner->optimizer;
}

RnnDataset *
rnn_learner_dataset (const RnnLearner *learner)
{
  return learner->dataset;
}

const RnnNetwork *
rnn_learner_network (const RnnLearner *learner)
{
  return &learner->network;
}

RnnPosition
rnn_learner_position (const RnnLearner *learner)
{
  return learner->state.head->position;
}

guint
rnn_learner_batches (const RnnLearner *learner)
{
  gsize batch = learner->state.head->batch;

  return (guint) ((learner->dataset->n_train + batch - 1) / batch);
}

float *
rnn_learner_parameters (RnnLearner *learner)
{
  return learner->state.parameters;
}

const float *
rnn_learner_gradients (const RnnLearner *learner)
{
  return learner->state.gradients;
}

const float *
rnn_learner_change (RnnLearner *learner)
{
  const RnnState *state;
  RnnOptimizer then;

  g_return_val_if_fail (learner != NULL, NULL);

  if (learner->change == NULL)
    learner->change = g_new0 (float, learner->network.size);

  state = &learner->state;
  then = learner->optimizer;
  then.learning_rate = state->head->last_rate;
  if (state->head->position.update > 0)
    rnn_optimizer_change (&then, state->head->position.update,
                          learner->network.size, state->gradients,
                          state->m, state->v, learner->change);
  else
    memset (learner->change, 0, learner->network.size * sizeof (float));

  return learner->change;
}

const float *
rnn_learner_moment_m (const RnnLearner *learner)
{
  return learner->state.m;
}

const float *
rnn_learner_moment_v (const RnnLearner *learner)
{
  return learner->state.v;
}

const float *
rnn_learner_best (const RnnLearner *learner,
                  guint32          *epoch)
{
  if (epoch != NULL)
    *epoch = learner->state.head->best_epoch;

  return learner->state.best;
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

/* Live settings */

/* The state is where they live; spec and optimizer follow. */
static void
follow_state (RnnLearner *learner)
{
  const RnnStateHead *head = learner->state.head;

  learner->spec.learning_rate = head->learning_rate;
  learner->spec.clip = head->clip;
  learner->spec.clip_value = head->clip_value;
  learner->spec.epochs = head->epochs;
  learner->spec.batch = head->next_batch;

  learner->optimizer.learning_rate = head->learning_rate;
  learner->optimizer.clip = head->clip;
  learner->optimizer.clip_value = head->clip_value;
}

void
rnn_learner_set_live (RnnLearner    *learner,
                      const RnnSpec *spec)
{
  RnnStateHead *head;

  g_return_if_fail (learner != NULL && spec != NULL && spec->batch > 0);

  head = learner->state.head;
  head->learning_rate = spec->learning_rate;
  head->clip = spec->clip;
  head->clip_value = spec->clip_value;
  head->epochs = spec->epochs;
  if (!learner->spec.stateful)
    head->next_batch = spec->batch;

  follow_state (learner);
  if (head->position.batch == 0)
    begin_epoch (learner);
}

/* Saving and loading */

gsize
rnn_learner_state_size (const RnnLearner *learner)
{
  return learner->state.size;
}

void
rnn_learner_save_state (const RnnLearner *learner,
                        void             *state)
{
  g_return_if_fail (learner != NULL && state != NULL);

  memcpy (state, learner->state.head, learner->state.size);
}

void
rnn_learner_load_state (RnnLearner *learner,
                        const void *state)
{
  g_return_if_fail (learner != NULL && state != NULL);

  memcpy (learner->state.head, state, learner->state.size);
  follow_state (learner);
  grow_workspace (learner, capacity_for (learner->dataset,
                                         learner->state.head->batch));
}
