#include "core/sampler.h"

#include "core/random.h"

/* Places of an order that are settled without a look at whether to stop. */
#define SHUFFLED_AT_ONCE 262144

struct _RnnSampler
{
  RnnDataset *dataset;
  guint32     seed;
  gboolean    shuffle;        /* anew at every epoch */
  RnnBatch   *batch;
  guint32    *numbers;        /* of a batch in the plain order */

  guint32    *order;          /* n_train; NULL: not shuffled yet */
  guint32     order_epoch;    /* for which it is shuffled … */
  gsize       order_left;     /* … but for so many places at its front: 1 is
                               * all done, 0 not begun */
  RnnRandom   order_random;

  gsize       gathered;       /* first sample of @batch … */
  guint       n_gathered;     /* … in the plain order; 0: another */
};

RnnSampler *
rnn_sampler_new (RnnDataset *dataset,
                 guint32     seed,
                 gboolean    shuffle,
                 guint       capacity)
{
  RnnSampler *sampler;

  g_return_val_if_fail (dataset != NULL && capacity > 0, NULL);

  sampler = g_new0 (RnnSampler, 1);
  sampler->dataset = rnn_dataset_ref (dataset);
  rnn_sampler_set_order (sampler, seed, shuffle);
  rnn_sampler_reserve (sampler, capacity);

  return sampler;
}

void
rnn_sampler_free (RnnSampler *sampler)
{
  if (sampler == NULL)
    return;

  rnn_batch_free (sampler->batch);
  g_free (sampler->numbers);
  g_free (sampler->order);
  rnn_dataset_unref (sampler->dataset);
  g_free (sampler);
}

void
rnn_sampler_set_order (RnnSampler *sampler,
                       guint32     seed,
                       gboolean    shuffle)
{
  g_return_if_fail (sampler != NULL);

  if (sampler->seed != seed)
    sampler->order_left = 0;
  sampler->seed = seed;
  sampler->shuffle = shuffle;
}

void
rnn_sampler_reserve (RnnSampler *sampler,
                     guint       capacity)
{
  g_return_if_fail (sampler != NULL && capacity > 0);

  g_clear_pointer (&sampler->batch, rnn_batch_free);
  g_free (sampler->numbers);

  sampler->batch = rnn_batch_new (sampler->dataset, capacity);
  sampler->numbers = g_new (guint32, capacity);
  sampler->n_gathered = 0;
}

/* Starts from the plain order every time: only so does the epoch's number say
 * all. */
static void
begin_order (RnnSampler *sampler,
             guint32     epoch)
{
  gsize n = sampler->dataset->n_train;

  if (sampler->order == NULL)
    sampler->order = g_new (guint32, n);
  for (gsize i = 0; i < n; i++)
    sampler->order[i] = (guint32) i;

  rnn_random_seed_stream (&sampler->order_random, sampler->seed,
                          RNN_STREAM_EPOCHS + epoch);
  sampler->order_epoch = epoch;
  sampler->order_left = n;
}

/* FALSE: stopped, to go on another time. */
static gboolean
shuffle (RnnSampler *sampler,
         guint32     epoch,
         const int  *cancel)
{
  if (sampler->order_left == 0 || sampler->order_epoch != epoch)
    begin_order (sampler, epoch);

  while (sampler->order_left > 1)
    {
      gsize n = sampler->order_left;
      gsize left = n > SHUFFLED_AT_ONCE ? n - SHUFFLED_AT_ONCE : 1;

      rnn_random_shuffle_part (&sampler->order_random, sampler->order, n, left);
      sampler->order_left = left;
      if (left > 1 && cancel != NULL && g_atomic_int_get (cancel) != 0)
        return FALSE;
    }

  return TRUE;
}

/* One batch of all has no order that means anything. */
static gboolean
is_shuffled (const RnnSampler *sampler,
             const RnnPlaces  *places)
{
  return sampler->shuffle && places->n < sampler->dataset->n_train;
}

gboolean
rnn_sampler_prepare (RnnSampler      *sampler,
                     const RnnPlaces *places,
                     const int       *cancel)
{
  g_return_val_if_fail (sampler != NULL && places != NULL, TRUE);

  return !is_shuffled (sampler, places)
         || shuffle (sampler, places->epoch, cancel);
}

const guint32 *
rnn_sampler_numbers (RnnSampler      *sampler,
                     const RnnPlaces *places)
{
  g_return_val_if_fail (sampler != NULL && places != NULL, NULL);
  g_return_val_if_fail (places->first + places->n <= sampler->dataset->n_train,
                        NULL);

  if (is_shuffled (sampler, places))
    {
      shuffle (sampler, places->epoch, NULL);
      return sampler->order + places->first;
    }

  for (guint i = 0; i < places->n; i++)
    sampler->numbers[i] = (guint32) (places->first + i);

  return sampler->numbers;
}

/* The batch is often the one that is there already: an exercise has one. */
static const RnnBatch *
gather_plain (RnnSampler *sampler,
              gsize       first,
              guint       n)
{
  if (sampler->gathered != first || sampler->n_gathered != n)
    {
      rnn_dataset_gather (sampler->dataset, NULL, first, n, sampler->batch);
      sampler->gathered = first;
      sampler->n_gathered = n;
    }

  return sampler->batch;
}

const RnnBatch *
rnn_sampler_gather (RnnSampler      *sampler,
                    const RnnPlaces *places)
{
  g_return_val_if_fail (sampler != NULL && places != NULL, NULL);
  g_return_val_if_fail (places->n > 0, NULL);
  g_return_val_if_fail (places->first + places->n <= sampler->dataset->n_train,
                        NULL);

  if (!is_shuffled (sampler, places))
    return gather_plain (sampler, places->first, places->n);

  shuffle (sampler, places->epoch, NULL);
  rnn_dataset_gather (sampler->dataset, sampler->order + places->first, 0,
                      places->n, sampler->batch);
  sampler->n_gathered = 0;

  return sampler->batch;
}

const RnnBatch *
rnn_sampler_gather_held_out (RnnSampler *sampler,
                             gsize       first,
                             guint       n)
{
  g_return_val_if_fail (sampler != NULL && n > 0, NULL);
  g_return_val_if_fail (first + n <= sampler->dataset->n_validation, NULL);

  return gather_plain (sampler, sampler->dataset->n_train + first, n);
}
