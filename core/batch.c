#include "core/dataset-private.h"

#include <string.h>

RnnBatch *
rnn_batch_new (const RnnDataset *dataset, guint capacity)
{
  const Dataset *self = (const Dataset *) dataset;
  RnnBatch *batch;
  gsize n;

  g_return_val_if_fail (dataset != NULL, NULL);
  g_return_val_if_fail (capacity > 0, NULL);

  n = (gsize) capacity * dataset->time_steps;
  batch = g_new0 (RnnBatch, 1);
  batch->time_steps = dataset->time_steps;
  if (dataset->input == RNN_INPUT_REAL)
    batch->real = g_new0 (float, n * dataset->n_in);
  else
    batch->codes = g_new0 (guint16, n);
  batch->targets = g_new0 (guint16, (gsize) capacity * self->n_targets);

  return batch;
}

void
rnn_batch_free (RnnBatch *batch)
{
  g_return_if_fail (batch != NULL);

  g_free (batch->codes);
  g_free (batch->real);
  g_free (batch->targets);
  g_free (batch);
}

/* Column @b of the time-major @batch takes window @window's inputs. */
static inline void
gather_inputs (const Dataset *dataset, gsize window, guint b, RnnBatch *batch)
{
  guint n_steps = batch->time_steps;
  guint n_in = dataset->public.n_in;
  const guint16 *codes = dataset->codes + window * dataset->window_stride;

  if (batch->codes != NULL)
    for (guint t = 0; t < n_steps; t++)
      batch->codes[(gsize) t * batch->size + b] = codes[t];
  else if (dataset->real == NULL)
    for (guint t = 0; t < n_steps; t++)
      batch->real[(gsize) t * batch->size + b]
          = dataset->scale * codes[t];
  else
    for (guint t = 0; t < n_steps; t++)
      memcpy (batch->real + ((gsize) t * batch->size + b) * n_in,
              dataset->real + (window * n_steps + t) * n_in,
              n_in * sizeof (float));
}

void
rnn_dataset_gather (const RnnDataset *dataset,
                    const guint32    *samples,
                    gsize             first,
                    guint             n,
                    RnnBatch         *batch)
{
  const Dataset *self = (const Dataset *) dataset;

  g_return_if_fail (dataset != NULL);
  g_return_if_fail (batch != NULL);

  batch->size = n;
  batch->n_targets = n * self->n_targets;
  for (guint b = 0; b < n; b++)
    {
      gsize sample = samples != NULL ? samples[b] : first + b;
      gsize window = self->order != NULL ? self->order[sample] : sample;
      const guint16 *targets = self->targets + window * self->target_stride;

      gather_inputs (self, window, b, batch);
      for (guint t = 0; t < self->n_targets; t++)
        batch->targets[(gsize) t * n + b] = targets[t];
    }
}
