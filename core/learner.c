#include "core/learner.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/divergence.h"
#include "core/error.h"

/* More than this for one learner is a slip of the user's. */
#define MEMORY_LIMIT G_GUINT64_CONSTANT (2147483648)
#define ALIGNMENT    64

/* The small part of the state; the arenas follow it in the same block. */
typedef struct
{
  RnnPosition position;
  double      loss_sum;       /* Σ samples · L of this epoch's batches */
  guint64     correct;        /* positions of this epoch */
  guint32     best_epoch;
  double      best_loss;
  guint       batch;          /* samples a batch in this epoch */
  double      last_rate;      /* learning rate of the last update */

  /* Live settings in force. */
  double      learning_rate;
  RnnClip     clip;
  double      clip_value;
  guint       epochs;
  guint       next_batch;     /* samples a batch from the next epoch on */
} State;

struct _RnnLearner
{
  RnnSpec      spec;
  RnnDataset  *dataset;
  RnnNetwork   network;
  RnnOptimizer optimizer;

  /* One block: saving and loading are one memcpy. */
  State       *state;
  gsize        state_size;
  float       *parameters;
  float       *gradients;
  float       *best;
  float       *m, *v;                   /* NULL: the optimizer has none */
  float       *carry[RNN_MAX_LAYERS];   /* B × U, stateful only */

  /* Workspace; nothing of it outlives an update. */
  RnnPass     *pass;
  RnnBatch    *batch;
  gsize        gathered;                /* first sample of @batch … */
  guint        n_gathered;              /* … in the plain order; 0: another */
  guint32     *order;                   /* n_train; NULL: never shuffled */
  guint32      order_epoch;             /* for which it was shuffled */
  guint32     *numbers;                 /* of a batch in the plain order */
  float       *change;
};

/* State */

static gpointer
take (char  *block,
      gsize *used,
      gsize  size)
{
  gsize start = *used;

  *used += (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;

  return block != NULL ? block + start : NULL;
}

/* Lays the state out in @block, which may be NULL; returns its size. */
static gsize
lay_out_state (RnnLearner *learner,
               char       *block,
               guint       rows)
{
  const RnnNetwork *network = &learner->network;
  gsize arena = network->size * sizeof (float);
  gsize used = 0;

  learner->state = take (block, &used, sizeof (State));
  learner->parameters = take (block, &used, arena);
  learner->gradients = take (block, &used, arena);
  learner->best = take (block, &used, arena);

  if (rnn_optimizer_has_m (&learner->optimizer))
    learner->m = take (block, &used, arena);
  if (rnn_optimizer_has_v (&learner->optimizer))
    learner->v = take (block, &used, arena);

  if (learner->spec.stateful)
    {
      for (guint l = 0; l < network->n_layers; l++)
        learner->carry[l] = take (block, &used,
                                  (gsize) rows * network->units[l]
                                  * sizeof (float));
    }

  return used;
}

/* The most samples that one pass will take. */
static guint
capacity_for (const RnnDataset *dataset,
              guint             batch)
{
  return (guint) MIN (batch, MAX (dataset->n_train, dataset->n_validation));
}

gboolean
rnn_learner_check_memory (const RnnSpec    *spec,
                          const RnnDataset *dataset,
                          GError          **error)
{
  RnnLearner learner = { .spec = *spec };
  guint capacity;
  guint64 bytes;
  g_autofree char *needed = NULL, *limit = NULL;

  g_return_val_if_fail (spec != NULL && dataset != NULL, FALSE);

  capacity = capacity_for (dataset, spec->batch);
  rnn_network_init (&learner.network, spec, dataset);
  rnn_optimizer_init (&learner.optimizer, spec);

  bytes = lay_out_state (&learner, NULL, capacity);
  bytes += rnn_pass_memory (&learner.network, dataset->time_steps, capacity);
  if (spec->shuffle)
    bytes += dataset->n_train * sizeof (guint32);

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

static void
make_workspace (RnnLearner *learner,
                guint       capacity)
{
  g_clear_pointer (&learner->pass, rnn_pass_free);
  g_clear_pointer (&learner->batch, rnn_batch_free);
  g_free (learner->numbers);

  learner->pass = rnn_pass_new (&learner->network, learner->dataset->time_steps,
                                capacity);
  learner->batch = rnn_batch_new (learner->dataset, capacity);
  learner->numbers = g_new (guint32, capacity);
  learner->n_gathered = 0;
}

/* The batch size may change here, and only here. */
static void
begin_epoch (RnnLearner *learner)
{
  State *state = learner->state;
  guint capacity = capacity_for (learner->dataset, state->next_batch);

  state->batch = state->next_batch;
  state->loss_sum = 0.0;
  state->correct = 0;

  if (capacity > learner->pass->capacity)
    make_workspace (learner, capacity);
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
  State *state = learner->state;
  RnnRandom random;

  rnn_random_seed_stream (&random, learner->spec.seed, RNN_STREAM_WEIGHTS);
  rnn_network_init_parameters (&learner->network, learner->parameters, &random);
  memcpy (learner->best, learner->parameters,
          learner->network.size * sizeof (float));

  state->best_loss = INFINITY;
  state->learning_rate = learner->spec.learning_rate;
  state->clip = learner->spec.clip;
  state->clip_value = learner->spec.clip_value;
  state->epochs = learner->spec.epochs;
  state->next_batch = learner->spec.batch;
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

  learner->state_size = lay_out_state (learner, NULL, capacity);
  lay_out_state (learner,
                 g_aligned_alloc0 (learner->state_size, 1, ALIGNMENT),
                 capacity);
  init_state (learner);

  if (spec->shuffle)
    {
      learner->order = g_new (guint32, dataset->n_train);
      learner->order_epoch = G_MAXUINT32;
    }
  make_workspace (learner, capacity);
  begin_epoch (learner);

  return learner;
}

void
rnn_learner_free (RnnLearner *learner)
{
  if (learner == NULL)
    return;

  g_aligned_free (learner->state);
  rnn_pass_free (learner->pass);
  rnn_batch_free (learner->batch);
  g_free (learner->order);
  g_free (learner->numbers);
  g_free (learner->change);
  rnn_dataset_unref (learner->dataset);
  rnn_spec_clear (&learner->spec);
  g_free (learner);
}

/* Batches */

/* Whether the order of the samples means anything: one batch has none. */
static gboolean
is_shuffled (const RnnLearner *learner)
{
  return learner->order != NULL
         && learner->dataset->n_train > learner->state->batch;
}

/* Starts from the plain order every time, so that the order can be had again
 * from the epoch's number. */
static void
shuffle_epoch (RnnLearner *learner)
{
  guint32 epoch = learner->state->position.epoch;
  RnnRandom random;

  if (learner->order_epoch == epoch)
    return;

  for (gsize i = 0; i < learner->dataset->n_train; i++)
    learner->order[i] = (guint32) i;

  rnn_random_seed_stream (&random, learner->spec.seed,
                          RNN_STREAM_EPOCHS + epoch);
  rnn_random_shuffle (&random, learner->order, learner->dataset->n_train);
  learner->order_epoch = epoch;
}

/* First place in the epoch's order, and number of samples, of the next batch. */
static gsize
next_places (const RnnLearner *learner,
             guint            *n)
{
  gsize first = (gsize) learner->state->position.batch * learner->state->batch;

  *n = (guint) MIN (learner->state->batch, learner->dataset->n_train - first);

  return first;
}

static void
gather_next (RnnLearner *learner)
{
  guint n;
  gsize first = next_places (learner, &n);

  if (is_shuffled (learner))
    {
      shuffle_epoch (learner);
      rnn_dataset_gather (learner->dataset, learner->order + first, 0, n,
                          learner->batch);
      learner->n_gathered = 0;
    }
  else if (learner->gathered != first || learner->n_gathered != n)
    {
      rnn_dataset_gather (learner->dataset, NULL, first, n, learner->batch);
      learner->gathered = first;
      learner->n_gathered = n;
    }
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
    memcpy (learner->pass->h[l], learner->carry[l],
            (gsize) rows * learner->network.units[l] * sizeof (float));
}

static void
keep_states (RnnLearner *learner,
             guint       rows)
{
  for (guint l = 0; l < learner->network.n_layers; l++)
    {
      gsize step = (gsize) rows * learner->network.units[l];

      memcpy (learner->carry[l],
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
  const RnnPosition *position = &learner->state->position;

  g_set_error (error, RNN_ERROR, RNN_ERROR_DIVERGED,
               _("Training diverged in epoch %u, batch %u: %s is out of "
                 "bounds; go back, and lower the learning rate or clip the "
                 "gradients"),
               position->epoch + 1, position->batch + 1, place);
}

/* Loss of the gathered batch at the present weights. */
static gboolean
measure (RnnLearner *learner,
         double     *nll,
         gsize      *correct,
         GError    **error)
{
  g_autofree char *place = NULL;

  rnn_pass_forward (learner->pass, learner->parameters, learner->batch);
  *nll = rnn_pass_loss (learner->pass, learner->batch, correct);
  if (fabs (*nll) < RNN_TOO_LARGE)
    return TRUE;

  place = rnn_divergence_forward (learner->pass);
  set_diverged (learner, place, error);

  return FALSE;
}

static gboolean
descend (RnnLearner *learner,
         GError    **error)
{
  State *state = learner->state;
  g_autofree char *place = NULL;

  rnn_pass_backward (learner->pass, learner->parameters, learner->batch,
                     learner->spec.loss, learner->gradients);

  if (rnn_optimizer_clip (&learner->optimizer, &learner->network,
                          learner->gradients)
      && rnn_optimizer_step (&learner->optimizer, state->position.update + 1,
                             learner->network.size, learner->parameters,
                             learner->gradients, learner->m, learner->v))
    {
      state->last_rate = learner->optimizer.learning_rate;
      return TRUE;
    }

  place = rnn_divergence_gradients (learner->pass, learner->gradients);
  if (place == NULL)
    place = rnn_divergence_parameters (&learner->network, learner->parameters);
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
  gsize end = dataset->n_train + dataset->n_validation;
  double loss_sum = 0.0;
  guint64 correct = 0, positions = 0;

  learner->n_gathered = 0;
  for (gsize first = dataset->n_train; first < end;)
    {
      guint n = (guint) MIN (end - first, learner->state->batch);
      double nll;
      gsize hits;

      rnn_dataset_gather (dataset, NULL, first, n, learner->batch);
      rnn_pass_zero_state (learner->pass, n);
      if (!measure (learner, &nll, &hits, error))
        return FALSE;

      loss_sum += learner->spec.loss == RNN_LOSS_MEAN ? nll : n * nll;
      correct += hits;
      positions += learner->batch->n_targets;
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
  State *state = learner->state;
  gsize outputs = dataset->target == RNN_TARGET_ALL ? dataset->time_steps : 1;
  double loss;

  *metrics = (RnnMetrics) {
    .epoch = state->position.epoch + 1,
    .loss = state->loss_sum / (double) dataset->n_train,
    .accuracy = (double) state->correct
                / ((double) dataset->n_train * (double) outputs),
    .validation_loss = NAN,
    .validation_accuracy = NAN,
  };

  if (dataset->n_validation > 0 && !validate (learner, metrics, error))
    return FALSE;

  loss = dataset->n_validation > 0 ? metrics->validation_loss : metrics->loss;
  if (loss < state->best_loss)
    {
      state->best_loss = loss;
      state->best_epoch = metrics->epoch;
      memcpy (learner->best, learner->parameters,
              learner->network.size * sizeof (float));
    }

  state->position.epoch++;
  state->position.batch = 0;
  begin_epoch (learner);

  return TRUE;
}

RnnLearnerResult
rnn_learner_update (RnnLearner *learner,
                    RnnMetrics *metrics,
                    GError    **error)
{
  State *state;
  RnnBatch *batch;
  double nll;
  gsize correct;

  g_return_val_if_fail (learner != NULL && metrics != NULL, RNN_LEARNER_FAILED);

  gather_next (learner);
  batch = learner->batch;
  state = learner->state;

  start_states (learner, batch->size);
  if (!measure (learner, &nll, &correct, error) || !descend (learner, error))
    return RNN_LEARNER_FAILED;
  if (learner->spec.stateful)
    keep_states (learner, batch->size);

  /* Each batch weighs as many samples as it has, whatever its L is. */
  if (learner->spec.loss == RNN_LOSS_MEAN)
    nll /= batch->n_targets;
  state->loss_sum += batch->size * nll;
  state->correct += correct;
  state->position.update++;

  if (state->position.batch + 1 < rnn_learner_batches (learner))
    {
      state->position.batch++;
      return RNN_LEARNER_UPDATED;
    }

  return end_epoch (learner, metrics, error) ? RNN_LEARNER_EPOCH
                                             : RNN_LEARNER_FAILED;
}

/* What others may know */

const RnnSpec *
rnn_learner_spec (const RnnLearner *learner)
{
  return &learner->spec;
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
  return learner->state->position;
}

guint
rnn_learner_batches (const RnnLearner *learner)
{
  gsize batch = learner->state->batch;

  return (guint) ((learner->dataset->n_train + batch - 1) / batch);
}

float *
rnn_learner_parameters (RnnLearner *learner)
{
  return learner->parameters;
}

const float *
rnn_learner_gradients (const RnnLearner *learner)
{
  return learner->gradients;
}

const float *
rnn_learner_change (RnnLearner *learner)
{
  RnnOptimizer optimizer = learner->optimizer;

  g_return_val_if_fail (learner != NULL, NULL);

  if (learner->change == NULL)
    learner->change = g_new0 (float, learner->network.size);

  optimizer.learning_rate = learner->state->last_rate;
  if (learner->state->position.update > 0)
    rnn_optimizer_change (&optimizer, learner->state->position.update,
                          learner->network.size, learner->gradients,
                          learner->m, learner->v, learner->change);
  else
    memset (learner->change, 0, learner->network.size * sizeof (float));

  return learner->change;
}

const float *
rnn_learner_moment_m (const RnnLearner *learner)
{
  return learner->m;
}

const float *
rnn_learner_moment_v (const RnnLearner *learner)
{
  return learner->v;
}

const float *
rnn_learner_best (const RnnLearner *learner,
                  guint32          *epoch)
{
  if (epoch != NULL)
    *epoch = learner->state->best_epoch;

  return learner->best;
}

const guint32 *
rnn_learner_next_batch (RnnLearner *learner,
                        guint      *n_samples)
{
  gsize first;

  g_return_val_if_fail (learner != NULL && n_samples != NULL, NULL);

  first = next_places (learner, n_samples);
  if (is_shuffled (learner))
    {
      shuffle_epoch (learner);
      return learner->order + first;
    }

  for (guint i = 0; i < *n_samples; i++)
    learner->numbers[i] = (guint32) (first + i);

  return learner->numbers;
}

/* Live settings */

/* The state is where they live; spec and optimizer follow. */
static void
follow_state (RnnLearner *learner)
{
  const State *state = learner->state;

  learner->spec.learning_rate = state->learning_rate;
  learner->spec.clip = state->clip;
  learner->spec.clip_value = state->clip_value;
  learner->spec.epochs = state->epochs;
  learner->spec.batch = state->next_batch;

  learner->optimizer.learning_rate = state->learning_rate;
  learner->optimizer.clip = state->clip;
  learner->optimizer.clip_value = state->clip_value;
}

void
rnn_learner_set_live (RnnLearner    *learner,
                      const RnnSpec *spec)
{
  State *state;

  g_return_if_fail (learner != NULL && spec != NULL && spec->batch > 0);

  state = learner->state;
  state->learning_rate = spec->learning_rate;
  state->clip = spec->clip;
  state->clip_value = spec->clip_value;
  state->epochs = spec->epochs;
  if (!learner->spec.stateful)
    state->next_batch = spec->batch;

  follow_state (learner);
  if (state->position.batch == 0)
    begin_epoch (learner);
}

/* Saving and loading */

gsize
rnn_learner_state_size (const RnnLearner *learner)
{
  return learner->state_size;
}

void
rnn_learner_save_state (const RnnLearner *learner,
                        void             *state)
{
  g_return_if_fail (learner != NULL && state != NULL);

  memcpy (state, learner->state, learner->state_size);
}

void
rnn_learner_load_state (RnnLearner *learner,
                        const void *state)
{
  guint capacity;

  g_return_if_fail (learner != NULL && state != NULL);

  memcpy (learner->state, state, learner->state_size);
  follow_state (learner);

  capacity = capacity_for (learner->dataset, learner->state->batch);
  if (capacity > learner->pass->capacity)
    make_workspace (learner, capacity);
}
