#include "core/learner-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/error.h"

/* More than this for one learner is a slip of the user's. */
#define MEMORY_LIMIT G_GUINT64_CONSTANT (2147483648)

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

void
rnn_learner_begin_epoch (RnnLearner *learner)
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
                               learner->spec.recurrent_gain, &random);
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
  rnn_learner_begin_epoch (learner);

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
    rnn_learner_begin_epoch (learner);
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
