#include "core/trace.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/error.h"
#include "core/kernels.h"

/* Arrays start at multiples of this, so that each may be of any type. */
#define ALIGNMENT 16
#define MEGABYTE 1e6

/* Memory ------------------------------------------------------------------- */

/* The next @size bytes of @block, or none of a block that is only measured. */
static void *
take (void  *block,
      gsize *used,
      gsize  size)
{
  gsize start = *used;

  *used += (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  return block != NULL ? (char *) block + start : NULL;
}

static void
lay_out_layer (RnnTrace *trace,
               guint     layer,
               void     *block,
               gsize    *used)
{
  const RnnNetwork *network = &trace->network;
  gsize steps = trace->time_steps;
  gsize row = network->units[layer] * sizeof (float);

  if (layer > 0 || network->input != RNN_INPUT_ONE_HOT)
    trace->x[layer] =
      take (block, used,
            steps * rnn_network_inputs (network, layer) * sizeof (float));
  trace->z[layer] = take (block, used, steps * row);
  trace->h[layer] = take (block, used, (steps + 1) * row);
  trace->dh[layer] = take (block, used, steps * row);
  trace->dh_out[layer] = take (block, used, steps * row);
  trace->dh_next[layer] = take (block, used, steps * row);
  trace->dz[layer] = take (block, used, steps * row);
  trace->dh_norm[layer] = take (block, used, steps * sizeof (double));
}

/* Lays the arrays out in @block, which may be NULL; returns the bytes needed. */
static gsize
lay_out (RnnTrace *trace,
         void     *block)
{
  const RnnNetwork *network = &trace->network;
  gsize steps = trace->time_steps;
  gsize outputs = (gsize) trace->n_outputs * network->n_classes;
  gsize used = 0;

  if (network->input == RNN_INPUT_REAL)
    trace->real = take (block, &used, steps * network->n_in * sizeof (float));
  else
    trace->codes = take (block, &used, steps * sizeof (guint16));
  trace->targets = take (block, &used, trace->n_outputs * sizeof (guint16));

  for (guint l = 0; l < network->n_layers; l++)
    lay_out_layer (trace, l, block, &used);

  if (network->embedding > 0)
    trace->dx = take (block, &used,
                      steps * network->embedding * sizeof (float));
  trace->logits = take (block, &used, outputs * sizeof (float));
  trace->y = take (block, &used, outputs * sizeof (float));
  trace->dlogits = take (block, &used, outputs * sizeof (float));
  trace->nll = take (block, &used, trace->n_outputs * sizeof (float));
  trace->gradients = take (block, &used, network->size * sizeof (float));
  return used;
}

static RnnTrace *
allocate (const RnnNetwork  *network,
          const RnnDataset  *dataset,
          gsize              sample,
          GError           **error)
{
  g_autofree RnnTrace *trace = g_new0 (RnnTrace, 1);
  gsize size;

  trace->count = 1;
  trace->network = *network;
  trace->sample = sample;
  trace->time_steps = dataset->time_steps;
  trace->n_outputs =
    network->target == RNN_TARGET_ALL ? dataset->time_steps : 1;

  size = lay_out (trace, NULL);
  if (size > RNN_TRACE_MAX_MEMORY)
    {
      g_set_error (error, RNN_ERROR, RNN_ERROR_MEMORY,
                   _("Every number of one sample would take %.0f MB, which is"
                     " more than the %.0f MB that are kept; choose fewer units"
                     " or fewer time steps"),
                   size / MEGABYTE, RNN_TRACE_MAX_MEMORY / MEGABYTE);
      return NULL;
    }

  trace->block = g_malloc (size);
  lay_out (trace, trace->block);
  return g_steal_pointer (&trace);
}

/* Numbers ------------------------------------------------------------------ */

static void
copy_batch (RnnTrace       *trace,
            const RnnBatch *batch)
{
  gsize steps = trace->time_steps;

  if (trace->real != NULL)
    memcpy (trace->real, batch->real,
            steps * trace->network.n_in * sizeof (float));
  else
    memcpy (trace->codes, batch->codes, steps * sizeof (guint16));
  memcpy (trace->targets, batch->targets,
          trace->n_outputs * sizeof (guint16));
}

static void
copy_layer (RnnTrace      *trace,
            const RnnPass *pass,
            guint          layer)
{
  const RnnNetwork *network = &trace->network;
  gsize units = network->units[layer];
  gsize row = units * sizeof (float);
  gsize steps = trace->time_steps;

  memcpy (trace->h[layer], pass->h[layer], (steps + 1) * row);
  memcpy (trace->dh[layer], pass->dh[layer], steps * row);
  memcpy (trace->dz[layer], pass->dz[layer], steps * row);

  if (trace->x[layer] != NULL)
    {
      const float *x = trace->real;

      if (layer > 0)
        x = pass->h[layer - 1] + network->units[layer - 1];
      else if (network->embedding > 0)
        x = pass->x;
      memcpy (trace->x[layer], x,
              steps * rnn_network_inputs (network, layer) * sizeof (float));
    }

  for (gsize t = 0; t < steps; t++)
    {
      double sum = 0.0;

      for (gsize j = 0; j < units; j++)
        {
          double dh = trace->dh[layer][t * units + j];

          sum += dh * dh;
        }
      trace->dh_norm[layer][t] = sqrt (sum);
    }
}

static void
copy_embedding (RnnTrace      *trace,
                const RnnPass *pass)
{
  if (trace->dx != NULL)
    memcpy (trace->dx, pass->dx,
            (gsize) trace->time_steps * trace->network.embedding
              * sizeof (float));
}

static void
copy_output (RnnTrace      *trace,
             const RnnPass *pass)
{
  gsize size = (gsize) trace->n_outputs * trace->network.n_classes;

  memcpy (trace->logits, pass->logits, size * sizeof (float));
  memcpy (trace->y, pass->y, size * sizeof (float));
  memcpy (trace->dlogits, pass->dlogits, size * sizeof (float));
  memcpy (trace->nll, pass->nll, trace->n_outputs * sizeof (float));
}

/* C (rows × n) += A (rows × k) W (k × n) */
static void
add_product (const RnnKernels *kernels,
             gsize             rows,
             gsize             n,
             gsize             k,
             const float      *a,
             const float      *w,
             float            *c)
{
  const RnnProduct product = {
    .m = rows, .n = n, .k = k,
    .a = a, .a_row = k, .a_column = 1,
    .b = w, .b_stride = n,
    .c = c, .c_stride = n,
    .add = TRUE,
  };

  kernels->product (&product);
}

/* C (rows × k) = A (rows × n) Wᵀ for W (k × n) */
static void
product_transposed (const RnnKernels *kernels,
                    gsize             rows,
                    gsize             n,
                    gsize             k,
                    const float      *a,
                    const float      *w,
                    float            *c)
{
  g_autofree float *transposed = g_new (float, k * n);
  const RnnProduct product = {
    .m = rows, .n = k, .k = n,
    .a = a, .a_row = n, .a_column = 1,
    .b = transposed, .b_stride = k,
    .c = c, .c_stride = k,
    .add = FALSE,
  };

  kernels->transpose (k, n, w, transposed);
  kernels->product (&product);
}

static const float *
view (const RnnTrace   *trace,
      const float      *parameters,
      RnnParameterKind  kind,
      guint             layer)
{
  return parameters + rnn_network_find (&trace->network, kind, layer)->offset;
}

/* z_t = x_t W_xh + h_{t−1} W_hh + b_h of all steps, which a pass overwrites by
 * h_t. */
static void
fill_z (RnnTrace         *trace,
        const RnnKernels *kernels,
        const float      *parameters,
        guint             layer)
{
  gsize units = trace->network.units[layer];
  gsize steps = trace->time_steps;
  const float *w_xh = view (trace, parameters, RNN_PARAMETER_W_XH, layer);
  const float *b_h = view (trace, parameters, RNN_PARAMETER_B_H, layer);
  float *z = trace->z[layer];

  if (trace->x[layer] == NULL)
    {
      kernels->gather_rows (steps, units, trace->codes, w_xh, b_h, z);
    }
  else
    {
      kernels->fill_rows (steps, units, b_h, z);
      add_product (kernels, steps, units,
                   rnn_network_inputs (&trace->network, layer),
                   trace->x[layer], w_xh, z);
    }
  if (!rnn_interventions_cuts (&trace->interventions, layer))
    add_product (kernels, steps, units, units, trace->h[layer],
                 view (trace, parameters, RNN_PARAMETER_W_HH, layer), z);
}

/* dh_next_t = dz_{t+1} W_hhᵀ; nothing comes from beyond the last step, nor
 * through a cut. */
static void
fill_dh_next (RnnTrace         *trace,
              const RnnKernels *kernels,
              const float      *parameters,
              guint             layer)
{
  gsize units = trace->network.units[layer];
  gsize last = trace->time_steps - 1;
  float *dh_next = trace->dh_next[layer];

  if (rnn_interventions_cuts (&trace->interventions, layer))
    memset (dh_next, 0, last * units * sizeof (float));
  else if (last > 0)
    product_transposed (kernels, last, units, units, trace->dz[layer] + units,
                        view (trace, parameters, RNN_PARAMETER_W_HH, layer),
                        dh_next);
  memset (dh_next + last * units, 0, units * sizeof (float));
}

/* dh_out_t = dlogits_t W_hyᵀ at the top, where there is an output at t, and dz_t
 * W_xhᵀ of the layer above below it. */
static void
fill_dh_out (RnnTrace         *trace,
             const RnnKernels *kernels,
             const float      *parameters,
             guint             layer)
{
  const RnnNetwork *network = &trace->network;
  gsize units = network->units[layer];
  gsize steps = trace->time_steps;
  gsize silent = steps - trace->n_outputs;

  if (layer + 1 < network->n_layers)
    {
      product_transposed (kernels, steps, network->units[layer + 1], units,
                          trace->dz[layer + 1],
                          view (trace, parameters, RNN_PARAMETER_W_XH,
                                layer + 1),
                          trace->dh_out[layer]);
      return;
    }

  memset (trace->dh_out[layer], 0, silent * units * sizeof (float));
  product_transposed (kernels, trace->n_outputs, network->n_classes, units,
                      trace->dlogits,
                      view (trace, parameters, RNN_PARAMETER_W_HY, 0),
                      trace->dh_out[layer] + silent * units);
}

/* Forward and backward by the learner's own pass. */
static void
run_pass (RnnTrace         *trace,
          const float      *parameters,
          const RnnDataset *dataset)
{
  g_autoptr (RnnPass) pass =
    rnn_pass_new (&trace->network, trace->time_steps, 1);
  g_autoptr (RnnBatch) batch = rnn_batch_new (dataset, 1);

  rnn_dataset_gather (dataset, NULL, trace->sample, 1, batch);
  rnn_interventions_swap (&trace->interventions, dataset, batch, 0);
  rnn_pass_intervene (pass, &trace->interventions);
  rnn_pass_zero_state (pass, 1);
  rnn_pass_forward (pass, parameters, batch);
  trace->loss = rnn_pass_loss (pass, batch, NULL);
  if (trace->reduction == RNN_LOSS_MEAN)
    trace->loss /= trace->n_outputs;
  rnn_pass_backward (pass, parameters, batch, trace->reduction,
                     trace->gradients);

  copy_batch (trace, batch);
  copy_embedding (trace, pass);
  copy_output (trace, pass);
  for (guint l = 0; l < trace->network.n_layers; l++)
    copy_layer (trace, pass, l);
}

RnnTrace *
rnn_trace_new (const RnnNetwork  *network,
               const float       *parameters,
               const RnnDataset  *dataset,
               gsize              sample,
               RnnLossReduction   reduction,
               GError           **error)
{
  return rnn_trace_new_as_if (network, parameters, dataset, sample, reduction,
                              NULL, error);
}

RnnTrace *
rnn_trace_new_as_if (const RnnNetwork        *network,
                     const float             *parameters,
                     const RnnDataset        *dataset,
                     gsize                    sample,
                     RnnLossReduction         reduction,
                     const RnnInterventions  *interventions,
                     GError                 **error)
{
  const RnnKernels *kernels = rnn_kernels ();
  g_autofree float *edited = NULL;
  RnnTrace *trace;

  g_return_val_if_fail (network != NULL, NULL);
  g_return_val_if_fail (parameters != NULL, NULL);
  g_return_val_if_fail (dataset != NULL, NULL);

  if (!rnn_dataset_check_sample (dataset, sample, error))
    return NULL;
  trace = allocate (network, dataset, sample, error);
  if (trace == NULL)
    return NULL;

  trace->reduction = reduction;
  if (interventions != NULL)
    trace->interventions = *interventions;
  edited = rnn_interventions_edited (interventions, parameters, network->size);
  if (edited != NULL)
    parameters = edited;
  run_pass (trace, parameters, dataset);
  for (guint l = 0; l < network->n_layers; l++)
    {
      fill_z (trace, kernels, parameters, l);
      fill_dh_next (trace, kernels, parameters, l);
      fill_dh_out (trace, kernels, parameters, l);
    }
  return trace;
}

RnnTrace *
rnn_trace_ref (RnnTrace *trace)
{
  g_return_val_if_fail (trace != NULL, NULL);

  g_atomic_int_inc (&trace->count);
  return trace;
}

void
rnn_trace_unref (RnnTrace *trace)
{
  g_return_if_fail (trace != NULL);

  if (!g_atomic_int_dec_and_test (&trace->count))
    return;
  g_free (trace->block);
  g_free (trace);
}
