#include "core/learner-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/error.h"

guint
rnn_learner_capacity (const RnnDataset *dataset,
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
  RnnStateRoom room;
  guint capacity;
  guint64 bytes;

  g_return_val_if_fail (spec != NULL && dataset != NULL, 0);

  capacity = rnn_learner_capacity (dataset, spec->batch);
  rnn_network_init (&network, spec, dataset);
  rnn_optimizer_init (&optimizer, spec);

  room = rnn_state_room (&optimizer, spec->stateful ? capacity : 0);
  bytes = rnn_state_measure (&network, &room);
  bytes += rnn_parts_memory (&network, dataset, capacity);
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
  if (bytes <= RNN_LEARNER_MEMORY_LIMIT)
    return TRUE;

  needed = g_format_size (bytes);
  limit = g_format_size (RNN_LEARNER_MEMORY_LIMIT);
  g_set_error (error, RNN_ERROR, RNN_ERROR_MEMORY,
               _("This network would take %s of memory, more than the %s "
                 "allowed; use fewer units, fewer time steps or a smaller "
                 "batch"),
               needed, limit);

  return FALSE;
}

/* In how many parts a batch is taken depends on the size of all of an epoch's
 * batches, not on that of its last one. */
void
rnn_learner_fit (RnnLearner *learner)
{
  guint capacity =
    rnn_learner_capacity (learner->dataset, learner->state.head->batch);

  if (capacity == learner->parts->capacity)
    return;

  rnn_parts_free (learner->parts);
  learner->parts = rnn_parts_new (&learner->network, learner->dataset,
                                  capacity);
  rnn_parts_set_team (learner->parts, learner->team);
  rnn_sampler_reserve (learner->sampler, capacity);
}

/* Only when it is really wanted: most learners have little to do, and many only
 * wait. */
void
rnn_learner_gather_team (RnnLearner *learner)
{
  if (learner->team != NULL || learner->n_threads < 2
      || learner->parts->n < 2)
    return;

  learner->team = rnn_team_new ();
  rnn_parts_set_team (learner->parts, learner->team);
}

void
rnn_learner_set_threads (RnnLearner *learner,
                         guint       n_threads)
{
  g_return_if_fail (learner != NULL && n_threads > 0);

  learner->n_threads = MIN (n_threads, RNN_MAX_PARTS);
  if (learner->n_threads > 1 || learner->team == NULL)
    return;

  rnn_parts_set_team (learner->parts, NULL);
  g_clear_pointer (&learner->team, rnn_team_free);
}

void
rnn_learner_begin_epoch (RnnLearner *learner)
{
  RnnStateHead *head = learner->state.head;

  head->batch = head->next_batch;
  head->order = head->next_order;
  rnn_sampler_set_order (learner->sampler, head->order.seed,
                         head->order.shuffle);
  head->loss_sum = 0.0;
  head->correct = 0;
  rnn_learner_fit (learner);
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
init_weights (RnnLearner *learner)
{
  RnnRandom random;

  rnn_random_seed_stream (&random, learner->spec.seed, RNN_STREAM_WEIGHTS);
  rnn_network_init_parameters (&learner->network, learner->state.parameters,
                               learner->spec.recurrent_gain, &random);
  memcpy (learner->state.best, learner->state.parameters,
          learner->network.size * sizeof (float));
  learner->state.head->best_loss = INFINITY;
}

/* With the settings of @spec, which becomes the learner's, and zeros for a
 * state. */
static RnnLearner *
make (const RnnSpec      *spec,
      RnnDataset         *dataset,
      const RnnStateRoom *room)
{
  RnnLearner *learner = g_new0 (RnnLearner, 1);
  guint capacity = rnn_learner_capacity (dataset, spec->batch);

  rnn_spec_copy (&learner->spec, spec);
  learner->dataset = rnn_dataset_ref (dataset);
  rnn_network_init (&learner->network, spec, dataset);
  rnn_optimizer_init (&learner->optimizer, spec);
  rnn_state_init (&learner->state, &learner->network, room);
  learner->sampler = rnn_sampler_new (dataset, spec->seed, spec->shuffle,
                                      capacity);
  learner->parts = rnn_parts_new (&learner->network, dataset, capacity);
  learner->n_threads = MIN (g_get_num_processors (), RNN_MAX_PARTS);
  return learner;
}

RnnLearner *
rnn_learner_new (const RnnSpec  *spec,
                 RnnDataset     *dataset,
                 GError        **error)
{
  RnnLearner *learner;
  RnnOptimizer optimizer;
  RnnStateRoom room;

  g_return_val_if_fail (spec != NULL && dataset != NULL, NULL);
  g_return_val_if_fail (dataset->n_train > 0 && spec->batch > 0, NULL);

  if (!rnn_learner_check_memory (spec, dataset, error))
    return NULL;

  rnn_optimizer_init (&optimizer, spec);
  room = rnn_state_room (&optimizer, spec->stateful
                                       ? rnn_learner_capacity (dataset, spec->batch)
                                       : 0);
  learner = make (spec, dataset, &room);
  init_weights (learner);
  rnn_learner_init_settings (learner);
  rnn_learner_begin_epoch (learner);

  return learner;
}

RnnLearner *
rnn_learner_new_branch (const RnnLearner *learner,
                        const RnnSpec    *spec)
{
  RnnLearner *branch;
  RnnOptimizer optimizer;
  RnnStateRoom room;

  g_return_val_if_fail (learner != NULL && spec != NULL, NULL);

  rnn_optimizer_init (&optimizer, spec);
  room = learner->state.room;
  room.m |= rnn_optimizer_has_m (&optimizer);
  room.v |= rnn_optimizer_has_v (&optimizer);
  room.change |= !rnn_optimizer_same_rule (&optimizer, &learner->optimizer);

  branch = make (&learner->spec, learner->dataset, &room);
  rnn_state_copy (&branch->state, &learner->state, &learner->network);
  rnn_learner_follow_state (branch);
  branch->n_threads = learner->n_threads;

  return branch;
}

void
rnn_learner_free (RnnLearner *learner)
{
  if (learner == NULL)
    return;

  rnn_state_clear (&learner->state);
  rnn_parts_free (learner->parts);
  rnn_team_free (learner->team);
  rnn_sampler_free (learner->sampler);
  g_free (learner->change);
  g_free (learner->held_out.parameters);
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
  if (state->head->position.update > state->head->restart)
    rnn_optimizer_change (&then, rnn_learner_updates_since_restart (learner),
                          learner->network.size, state->gradients,
                          state->m, state->v, learner->change);
  else if (state->change != NULL)
    memcpy (learner->change, state->change,
            learner->network.size * sizeof (float));
  else
    memset (learner->change, 0, learner->network.size * sizeof (float));

  return learner->change;
}

guint64
rnn_learner_updates_since_restart (const RnnLearner *learner)
{
  const RnnStateHead *head = learner->state.head;

  return head->position.update - head->restart;
}

const float *
rnn_learner_moment_m (const RnnLearner *learner)
{
  return rnn_optimizer_has_m (&learner->optimizer) ? learner->state.m : NULL;
}

const float *
rnn_learner_moment_v (const RnnLearner *learner)
{
  return rnn_optimizer_has_v (&learner->optimizer) ? learner->state.v : NULL;
}

const float *
rnn_learner_best (const RnnLearner *learner,
                  guint32          *epoch)
{
  if (epoch != NULL)
    *epoch = learner->state.head->best_epoch;

  return learner->state.best;
}
