#include "core/pass.h"

#include <string.h>

#include "core/block.h"
#include "core/cell.h"
#include "core/layout.h"
#include "core/output.h"

static gsize
largest_matrix (const RnnNetwork *network)
{
  gsize largest = 0;

  for (guint i = 0; i < network->n_parameters; i++)
    {
      const RnnParameter *p = &network->parameters[i];

      if (p->kind != RNN_PARAMETER_EMBEDDING)
        largest = MAX (largest, (gsize) p->rows * p->columns);
    }

  return largest;
}

static float *
take_floats (void  *block,
             gsize *used,
             gsize  n)
{
  return rnn_layout_take (block, used, n * sizeof (float));
}

/* Lays the arrays out in @block, which may be NULL; returns the bytes needed. */
static gsize
lay_out (RnnPass *pass,
         void    *block)
{
  const RnnNetwork *network = pass->network;
  gsize rows = (gsize) pass->time_steps * pass->capacity;
  gsize out = network->target == RNN_TARGET_ALL ? rows : pass->capacity;
  gsize used = 0;

  if (network->embedding > 0)
    {
      pass->x = take_floats (block, &used, rows * network->embedding);
      pass->dx = take_floats (block, &used, rows * network->embedding);
    }

  for (guint l = 0; l < network->n_layers; l++)
    {
      gsize units = network->units[l];

      pass->h[l] = take_floats (block, &used, (rows + pass->capacity) * units);
      pass->dh[l] = take_floats (block, &used, rows * units);
      pass->dz[l] = take_floats (block, &used, rows * units);
    }

  pass->logits = take_floats (block, &used, out * network->n_classes);
  pass->y = take_floats (block, &used, out * network->n_classes);
  pass->dlogits = take_floats (block, &used, out * network->n_classes);
  pass->log_sum = rnn_layout_take (block, &used, out * sizeof (double));
  pass->nll = take_floats (block, &used, out);
  pass->transposed = take_floats (block, &used, largest_matrix (network));

  return used;
}

RnnPass *
rnn_pass_new (const RnnNetwork *network,
              guint             time_steps,
              guint             capacity)
{
  RnnPass *pass;

  g_return_val_if_fail (network != NULL, NULL);
  g_return_val_if_fail (time_steps > 0 && capacity > 0, NULL);

  pass = g_new0 (RnnPass, 1);
  pass->network = network;
  pass->time_steps = time_steps;
  pass->capacity = capacity;
  pass->kernels = rnn_kernels ();
  pass->block = rnn_block_new0 (lay_out (pass, NULL));
  lay_out (pass, pass->block);

  return pass;
}

void
rnn_pass_free (RnnPass *pass)
{
  if (pass == NULL)
    return;

  rnn_pass_intervene (pass, NULL);
  rnn_block_free (pass->block);
  g_free (pass);
}

gsize
rnn_pass_memory (const RnnNetwork *network,
                 guint             time_steps,
                 guint             capacity)
{
  RnnPass pass = {
    .network = network,
    .time_steps = time_steps,
    .capacity = capacity,
  };

  return sizeof pass + lay_out (&pass, NULL);
}

static void
silence (RnnPass               *pass,
         const RnnIntervention *intervention)
{
  gsize units = pass->network->units[intervention->layer];
  guint8 **silent = &pass->silent[intervention->layer];
  guint first = intervention->t > 0 ? intervention->t : 1;
  guint last = intervention->t > 0 ? intervention->t : pass->time_steps;

  if (*silent == NULL)
    *silent = g_new0 (guint8, pass->time_steps * units);
  for (gsize t = first; t <= last; t++)
    (*silent)[(t - 1) * units + intervention->unit] = 1;
}

void
rnn_pass_intervene (RnnPass                *pass,
                    const RnnInterventions *interventions)
{
  g_return_if_fail (pass != NULL);

  for (guint l = 0; l < RNN_MAX_LAYERS; l++)
    {
      g_clear_pointer (&pass->silent[l], g_free);
      pass->cut[l] = FALSE;
    }
  for (guint i = 0; interventions != NULL && i < interventions->n; i++)
    {
      const RnnIntervention *one = &interventions->list[i];

      if (one->kind == RNN_INTERVENTION_CUT)
        pass->cut[one->layer] = TRUE;
      else if (one->kind == RNN_INTERVENTION_SILENCE)
        silence (pass, one);
    }
}

void
rnn_pass_zero_state (RnnPass *pass,
                     guint    batch)
{
  const RnnNetwork *network;

  g_return_if_fail (pass != NULL && batch <= pass->capacity);

  network = pass->network;
  for (guint l = 0; l < network->n_layers; l++)
    memset (pass->h[l], 0, (gsize) batch * network->units[l] * sizeof (float));
}

static RnnCell
cell_of (const RnnPass *pass,
         guint          layer)
{
  return (RnnCell) {
    .kernels = pass->kernels,
    .activation = pass->network->activation,
    .time_steps = pass->steps,
    .batch = pass->batch,
    .inputs = rnn_network_inputs (pass->network, layer),
    .units = pass->network->units[layer],
    .silent = pass->silent[layer],
    .cut = pass->cut[layer],
  };
}

static const float *
parameter_view (const RnnNetwork *network,
                const float      *parameters,
                RnnParameterKind  kind,
                guint             layer)
{
  return parameters + rnn_network_find (network, kind, layer)->offset;
}

static RnnCellWeights
weights_of (const RnnPass *pass,
            const float   *parameters,
            guint          layer)
{
  const RnnNetwork *n = pass->network;

  return (RnnCellWeights) {
    .w_xh = parameter_view (n, parameters, RNN_PARAMETER_W_XH, layer),
    .w_hh = parameter_view (n, parameters, RNN_PARAMETER_W_HH, layer),
    .b_h = parameter_view (n, parameters, RNN_PARAMETER_B_H, layer),
  };
}

static RnnCellGradients
gradients_of (const RnnPass *pass,
              float         *gradients,
              guint          layer)
{
  const RnnNetwork *n = pass->network;

  return (RnnCellGradients) {
    .w_xh = rnn_network_view (n, gradients, RNN_PARAMETER_W_XH, layer),
    .w_hh = rnn_network_view (n, gradients, RNN_PARAMETER_W_HH, layer),
    .b_h = rnn_network_view (n, gradients, RNN_PARAMETER_B_H, layer),
  };
}

/* What layer @layer reads: the batch, or the layer below from step 1 on. */
static RnnCellInput
input_of (const RnnPass  *pass,
          const RnnBatch *batch,
          guint           layer)
{
  const RnnNetwork *network = pass->network;

  if (layer > 0)
    return (RnnCellInput) {
      .x = pass->h[layer - 1]
           + (gsize) pass->batch * network->units[layer - 1],
    };

  switch (network->input)
    {
    case RNN_INPUT_ONE_HOT:
      return (RnnCellInput) { .codes = batch->codes };

    case RNN_INPUT_EMBEDDING:
      return (RnnCellInput) { .x = pass->x };

    case RNN_INPUT_REAL:
      return (RnnCellInput) { .x = batch->real };

    default:
      g_assert_not_reached ();
    }
}

static RnnOutput
output_of (const RnnPass *pass)
{
  const RnnNetwork *network = pass->network;
  gsize steps = network->target == RNN_TARGET_ALL ? pass->steps : 1;

  return (RnnOutput) {
    .kernels = pass->kernels,
    .rows = steps * pass->batch,
    .units = network->units[network->n_layers - 1],
    .classes = network->n_classes,
  };
}

/* The first step of the top layer that has an output, from 0. */
static gsize
first_output (const RnnPass *pass)
{
  return pass->network->target == RNN_TARGET_ALL ? 0 : pass->steps - 1;
}

/* The states that the output sees: rows of one step and all later ones. */
static const float *
output_states (const RnnPass *pass)
{
  guint top = pass->network->n_layers - 1;
  gsize step = (gsize) pass->batch * pass->network->units[top];

  return pass->h[top] + (first_output (pass) + 1) * step;
}

void
rnn_pass_forward (RnnPass        *pass,
                  const float    *parameters,
                  const RnnBatch *batch)
{
  const RnnNetwork *network;
  RnnOutput output;

  g_return_if_fail (pass != NULL && parameters != NULL && batch != NULL);
  g_return_if_fail (batch->size > 0 && batch->size <= pass->capacity);
  g_return_if_fail (batch->time_steps > 0
                    && batch->time_steps <= pass->time_steps);

  network = pass->network;
  pass->batch = batch->size;
  pass->steps = batch->time_steps;

  if (pass->x != NULL)
    pass->kernels->gather_rows ((gsize) pass->steps * pass->batch,
                                network->embedding, batch->codes,
                                parameter_view (network, parameters,
                                                RNN_PARAMETER_EMBEDDING, 0),
                                NULL, pass->x);

  for (guint l = 0; l < network->n_layers; l++)
    {
      RnnCell cell = cell_of (pass, l);
      RnnCellWeights weights = weights_of (pass, parameters, l);
      RnnCellInput input = input_of (pass, batch, l);

      rnn_cell_forward (&cell, &weights, &input, pass->h[l]);
    }

  output = output_of (pass);
  rnn_output_forward (&output,
                      parameter_view (network, parameters,
                                      RNN_PARAMETER_W_HY, 0),
                      parameter_view (network, parameters,
                                      RNN_PARAMETER_B_Y, 0),
                      output_states (pass),
                      pass->logits, pass->y, pass->log_sum);
}

double
rnn_pass_loss (RnnPass        *pass,
               const RnnBatch *batch,
               gsize          *n_correct)
{
  RnnOutput output;

  g_return_val_if_fail (pass != NULL && batch != NULL, 0.0);
  g_return_val_if_fail (batch->size == pass->batch, 0.0);

  output = output_of (pass);
  if (n_correct != NULL)
    *n_correct = rnn_output_correct (&output, batch->targets, pass->y);

  return rnn_output_loss (&output, batch->targets, pass->logits, pass->log_sum,
                          pass->nll);
}

/* dlogits, W_hy, b_y, and what reaches the top layer's states. */
static void
backward_output (RnnPass        *pass,
                 const float    *parameters,
                 const RnnBatch *batch,
                 double          scale,
                 float          *gradients)
{
  const RnnNetwork *network = pass->network;
  RnnOutput output = output_of (pass);
  guint top = network->n_layers - 1;
  gsize before = first_output (pass) * pass->batch * output.units;

  rnn_output_gradients (&output, batch->targets, scale,
                        output_states (pass), pass->y, pass->dlogits,
                        rnn_network_view (network, gradients,
                                          RNN_PARAMETER_W_HY, 0),
                        rnn_network_view (network, gradients,
                                          RNN_PARAMETER_B_Y, 0));

  memset (pass->dh[top], 0, before * sizeof (float));
  rnn_output_backward (&output,
                       parameter_view (network, parameters,
                                       RNN_PARAMETER_W_HY, 0),
                       pass->dlogits, pass->dh[top] + before, pass->transposed);
}

/* ∂L/∂embedding: each row is the sum of ∂L/∂x_t where it was looked up. */
static void
backward_embedding (RnnPass        *pass,
                    const RnnBatch *batch,
                    float          *gradients)
{
  const RnnNetwork *network = pass->network;
  float *embedding = rnn_network_view (network, gradients,
                                       RNN_PARAMETER_EMBEDDING, 0);

  memset (embedding, 0,
          (gsize) network->n_in * network->embedding * sizeof (float));
  pass->kernels->scatter_rows ((gsize) pass->steps * pass->batch,
                               network->embedding, batch->codes,
                               pass->dx, embedding);
}

void
rnn_pass_backward (RnnPass          *pass,
                   const float      *parameters,
                   const RnnBatch   *batch,
                   RnnLossReduction  reduction,
                   float            *gradients)
{
  g_return_if_fail (batch != NULL);

  rnn_pass_backward_scaled (pass, parameters, batch,
                            reduction == RNN_LOSS_MEAN ? 1.0 / batch->n_targets
                                                       : 1.0,
                            gradients);
}

void
rnn_pass_backward_scaled (RnnPass        *pass,
                          const float    *parameters,
                          const RnnBatch *batch,
                          double          scale,
                          float          *gradients)
{
  g_return_if_fail (pass != NULL && parameters != NULL && batch != NULL);
  g_return_if_fail (gradients != NULL && batch->size == pass->batch);

  backward_output (pass, parameters, batch, scale, gradients);

  for (guint l = pass->network->n_layers; l-- > 0;)
    {
      RnnCell cell = cell_of (pass, l);
      RnnCellWeights weights = weights_of (pass, parameters, l);
      RnnCellGradients sums = gradients_of (pass, gradients, l);
      RnnCellInput input = input_of (pass, batch, l);
      float *below = l > 0 ? pass->dh[l - 1] : pass->dx;

      rnn_cell_backward (&cell, &weights, pass->h[l], pass->dh[l], pass->dz[l],
                         pass->transposed);
      rnn_cell_gradients (&cell, &input, pass->h[l], pass->dz[l], &sums);
      if (below != NULL)
        rnn_cell_backward_input (&cell, &weights, pass->dz[l], below,
                                 pass->transposed);
    }

  if (pass->dx != NULL)
    backward_embedding (pass, batch, gradients);
}
