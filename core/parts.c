#include "core/parts.h"

#include <math.h>
#include <string.h>

#include "core/block.h"
#include "core/layout.h"

/* A batch is halved from so many samples on, … */
#define HALVED_FROM_SAMPLES 16
/* … and so many multiplications forward: by then the second half costs one
 * thread nothing that can be measured, and two threads save more than it takes
 * to wake one. */
#define HALVED_FROM_WORK 4e6

/* Each parameter is multiplied once a letter. */
static guint
count_parts (const RnnNetwork *network,
             const RnnDataset *dataset,
             guint             capacity)
{
  double work = (double) capacity * dataset->time_steps * network->size;

  return capacity >= HALVED_FROM_SAMPLES && work >= HALVED_FROM_WORK
           ? RNN_MAX_PARTS : 1;
}

/* The first of @n things that is part @part's. */
static gsize
first_of (gsize n,
          guint n_parts,
          guint part)
{
  return (n * part + n_parts - 1) / n_parts;
}

static gsize
share_of (gsize n,
          guint n_parts,
          guint part)
{
  return first_of (n, n_parts, part + 1) - first_of (n, n_parts, part);
}

RnnParts *
rnn_parts_new (const RnnNetwork *network,
               const RnnDataset *dataset,
               guint             capacity)
{
  RnnParts *parts;

  g_return_val_if_fail (network != NULL && dataset != NULL, NULL);
  g_return_val_if_fail (capacity > 0, NULL);

  parts = g_new0 (RnnParts, 1);
  parts->n = count_parts (network, dataset, capacity);
  parts->capacity = capacity;
  for (guint i = 0; i < parts->n; i++)
    {
      guint samples = (guint) share_of (capacity, parts->n, i);

      parts->passes[i] = rnn_pass_new (network, dataset->time_steps, samples);
      if (parts->n > 1)
        parts->samples[i] = rnn_batch_new (dataset, samples);
    }
  if (parts->n > 1)
    parts->gradients = rnn_block_new0 (network->size * sizeof (float));

  return parts;
}

void
rnn_parts_free (RnnParts *parts)
{
  if (parts == NULL)
    return;

  for (guint i = 0; i < parts->n; i++)
    {
      rnn_pass_free (parts->passes[i]);
      g_clear_pointer (&parts->samples[i], rnn_batch_free);
    }
  rnn_block_free (parts->gradients);
  g_free (parts);
}

gsize
rnn_parts_memory (const RnnNetwork *network,
                  const RnnDataset *dataset,
                  guint             capacity)
{
  guint n = count_parts (network, dataset, capacity);
  gsize bytes = sizeof (RnnParts);

  for (guint i = 0; i < n; i++)
    bytes += rnn_pass_memory (network, dataset->time_steps,
                              (guint) share_of (capacity, n, i));
  if (n > 1)
    bytes += network->size * sizeof (float);

  return bytes;
}

void
rnn_parts_set_team (RnnParts *parts,
                    RnnTeam  *team)
{
  g_return_if_fail (parts != NULL);

  parts->team = team;
}

void
rnn_parts_start (RnnParts     *parts,
                 guint         n,
                 float *const *carry)
{
  g_return_if_fail (parts != NULL && n <= parts->capacity);

  for (guint i = 0; i < parts->n; i++)
    {
      RnnPass *pass = parts->passes[i];
      gsize first = first_of (n, parts->n, i);
      guint rows = (guint) share_of (n, parts->n, i);

      if (carry == NULL)
        {
          rnn_pass_zero_state (pass, rows);
          continue;
        }
      for (guint l = 0; l < pass->network->n_layers; l++)
        {
          gsize units = pass->network->units[l];

          memcpy (pass->h[l], carry[l] + first * units,
                  rows * units * sizeof (float));
        }
    }
}

void
rnn_parts_keep (const RnnParts *parts,
                float *const   *carry)
{
  gsize first = 0;

  g_return_if_fail (parts != NULL && carry != NULL);

  for (guint i = 0; i < parts->n; i++)
    {
      const RnnPass *pass = parts->passes[i];

      for (guint l = 0; l < pass->network->n_layers; l++)
        {
          gsize units = pass->network->units[l];
          gsize step = pass->batch * units;

          memcpy (carry[l] + first * units, pass->h[l] + pass->steps * step,
                  step * sizeof (float));
        }
      first += pass->batch;
    }
}

/* Of each of @steps steps, which are @stride bytes apart, @bytes from @offset
 * on. */
static void
copy_columns (const void *from,
              void       *to,
              gsize       steps,
              gsize       stride,
              gsize       offset,
              gsize       bytes)
{
  for (gsize t = 0; t < steps; t++)
    memcpy ((char *) to + t * bytes,
            (const char *) from + t * stride + offset, bytes);
}

/* The @n samples of @batch from @first on. */
static void
copy_samples (const RnnBatch *batch,
              gsize           first,
              guint           n,
              gsize           n_in,
              RnnBatch       *part)
{
  gsize outputs = batch->n_targets / batch->size;
  gsize letter = sizeof (guint16);
  gsize input = n_in * sizeof (float);

  part->size = n;
  part->n_targets = (guint) (n * outputs);
  copy_columns (batch->targets, part->targets, outputs,
                batch->size * letter, first * letter, n * letter);
  if (batch->codes != NULL)
    copy_columns (batch->codes, part->codes, batch->time_steps,
                  batch->size * letter, first * letter, n * letter);
  else
    copy_columns (batch->real, part->real, batch->time_steps,
                  batch->size * input, first * input, n * input);
}

/* What is asked of all parts. */
typedef struct
{
  RnnParts       *parts;
  const float    *parameters;
  const RnnBatch *batch;
  float          *gradients;              /* NULL: forward only */
  double          scale;                  /* of L */

  double          nll[RNN_MAX_PARTS];     /* of each part */
  gsize           correct[RNN_MAX_PARTS];
} Job;

/* The samples of part @part; NULL: it has none. */
static const RnnBatch *
take_samples (const Job *job,
              guint      part)
{
  const RnnParts *parts = job->parts;
  gsize first = first_of (job->batch->size, parts->n, part);
  guint n = (guint) share_of (job->batch->size, parts->n, part);

  if (parts->n == 1)
    return job->batch;
  if (n == 0)
    return NULL;

  copy_samples (job->batch, first, n, parts->passes[part]->network->n_in,
                parts->samples[part]);
  return parts->samples[part];
}

/* All the way, there and back, while a part's numbers are in the cache. */
static void
do_part (gpointer data,
         guint    part)
{
  Job *job = data;
  RnnPass *pass = job->parts->passes[part];
  float *gradients = part == 0 ? job->gradients : job->parts->gradients;
  const RnnBatch *samples = take_samples (job, part);

  if (samples == NULL)
    {
      pass->batch = 0;
      if (job->gradients != NULL)
        memset (gradients, 0, pass->network->size * sizeof (float));
      return;
    }

  rnn_pass_forward (pass, job->parameters, samples);
  job->nll[part] = rnn_pass_loss (pass, samples, &job->correct[part]);
  if (job->gradients != NULL && fabs (job->nll[part]) < RNN_TOO_LARGE)
    rnn_pass_backward_scaled (pass, job->parameters, samples, job->scale,
                              gradients);
}

/* A share of the sum of both parts' gradients. */
static void
add_part (gpointer data,
          guint    part)
{
  Job *job = data;
  const RnnPass *pass = job->parts->passes[part];
  gsize n = pass->network->size;
  gsize first = first_of (n, job->parts->n, part);

  pass->kernels->add (share_of (n, job->parts->n, part),
                      job->parts->gradients + first, job->gradients + first);
}

double
rnn_parts_measure (RnnParts        *parts,
                   const float     *parameters,
                   const RnnBatch  *batch,
                   RnnLossReduction reduction,
                   gsize           *n_correct,
                   float           *gradients)
{
  Job job = {
    .parts = parts,
    .parameters = parameters,
    .batch = batch,
    .gradients = gradients,
  };
  double nll;

  g_return_val_if_fail (parts != NULL && parameters != NULL, 0.0);
  g_return_val_if_fail (batch != NULL && batch->size <= parts->capacity, 0.0);

  job.scale = reduction == RNN_LOSS_MEAN ? 1.0 / batch->n_targets : 1.0;
  rnn_team_share (parts->team, parts->n, do_part, &job);
  nll = job.nll[0] + job.nll[1];
  if (parts->n > 1 && gradients != NULL && fabs (nll) < RNN_TOO_LARGE)
    rnn_team_share (parts->team, parts->n, add_part, &job);
  if (n_correct != NULL)
    *n_correct = job.correct[0] + job.correct[1];

  return nll;
}
