#include <math.h>

#include "core/explanation-build.h"

int
rnn_trace_output_at (const RnnTrace *trace,
                     guint           t)
{
  guint silent = trace->time_steps - trace->n_outputs;

  return t > silent ? (int) (t - silent - 1) : -1;
}

double
rnn_activation_value (RnnActivation activation,
                      double        z)
{
  switch (activation)
    {
    case RNN_ACTIVATION_TANH:
      return tanh (z);
    case RNN_ACTIVATION_RELU:
      return fmax (z, 0.0);
    case RNN_ACTIVATION_SIGMOID:
      return 1.0 / (1.0 + exp (-z));
    case RNN_ACTIVATION_LINEAR:
      return z;
    default:
      g_return_val_if_reached (z);
    }
}

double
rnn_activation_slope (RnnActivation activation,
                      double        h)
{
  switch (activation)
    {
    case RNN_ACTIVATION_TANH:
      return 1.0 - h * h;
    case RNN_ACTIVATION_RELU:
      return h > 0.0 ? 1.0 : 0.0;
    case RNN_ACTIVATION_SIGMOID:
      return h * (1.0 - h);
    case RNN_ACTIVATION_LINEAR:
      return 1.0;
    default:
      g_return_val_if_reached (1.0);
    }
}

gboolean
rnn_trace_silences (const RnnTrace   *trace,
                    const RnnAddress *address)
{
  return rnn_interventions_silences (&trace->interventions, address->layer,
                                     address->column, address->t);
}

gboolean
rnn_address_index (const RnnAddress *address,
                   const RnnNetwork *network,
                   gsize            *index)
{
  const RnnParameter *p;

  if (address->parameter >= network->n_parameters)
    return FALSE;
  p = &network->parameters[address->parameter];
  if (address->row >= p->rows || address->column >= p->columns)
    return FALSE;
  *index = p->offset + (gsize) address->row * p->columns + address->column;
  return TRUE;
}

/* Whether the address lies inside the trace; t = 0 is the start state's. */
static gboolean
is_inside (const RnnTrace   *trace,
           const RnnAddress *address)
{
  const RnnNetwork *network = &trace->network;
  guint first = address->quantity == RNN_QUANTITY_H ? 0 : 1;
  gsize index;
  gboolean in_time = address->t >= first && address->t <= trace->time_steps;

  switch (address->quantity)
    {
    case RNN_QUANTITY_X:
      return in_time && address->layer < network->n_layers
             && address->column < rnn_network_inputs (network, address->layer);
    case RNN_QUANTITY_Z:
    case RNN_QUANTITY_H:
    case RNN_QUANTITY_DH:
    case RNN_QUANTITY_SLOPE:
    case RNN_QUANTITY_DZ:
      return in_time && address->layer < network->n_layers
             && address->column < network->units[address->layer];
    case RNN_QUANTITY_LOGIT:
    case RNN_QUANTITY_Y:
    case RNN_QUANTITY_DLOGIT:
      return in_time && rnn_trace_output_at (trace, address->t) >= 0
             && address->column < network->n_classes;
    case RNN_QUANTITY_NLL:
      return in_time && rnn_trace_output_at (trace, address->t) >= 0;
    case RNN_QUANTITY_LOSS:
      return TRUE;
    case RNN_QUANTITY_DX:
      return in_time && address->column < network->embedding;
    case RNN_QUANTITY_DH_NORM:
      return in_time && address->layer < network->n_layers;
    case RNN_QUANTITY_GRADIENT:
    case RNN_QUANTITY_WEIGHT:
      return rnn_address_index (address, network, &index);
    default:
      return FALSE;
    }
}

static double
input_value (const RnnTrace   *trace,
             const RnnAddress *address)
{
  guint inputs = rnn_network_inputs (&trace->network, address->layer);
  gsize step = address->t - 1;

  if (trace->x[address->layer] == NULL)
    return trace->codes[step] == address->column ? 1.0 : 0.0;
  return trace->x[address->layer][step * inputs + address->column];
}

/* Of an array of each layer, whose first row is that of step @first. */
static double
unit_value (const RnnTrace   *trace,
            float *const     *arrays,
            guint             first,
            const RnnAddress *address)
{
  gsize row = address->t - first;

  return arrays[address->layer][row * trace->network.units[address->layer]
                                + address->column];
}

static double
slope_value (const RnnTrace   *trace,
             const RnnAddress *address)
{
  if (rnn_trace_silences (trace, address))
    return 0.0;
  return rnn_activation_slope (trace->network.activation,
                               unit_value (trace, trace->h, 0, address));
}

static double
output_value (const RnnTrace   *trace,
              const float      *outputs,
              const RnnAddress *address)
{
  gsize output = rnn_trace_output_at (trace, address->t);

  return outputs[output * trace->network.n_classes + address->column];
}

static double
parameter_value (const RnnTrace   *trace,
                 const float      *arena,
                 const RnnAddress *address)
{
  gsize index = 0;

  rnn_address_index (address, &trace->network, &index);
  return arena[index];
}

static double
value_at (const RnnTrace   *trace,
          const float      *parameters,
          const RnnAddress *address)
{
  switch (address->quantity)
    {
    case RNN_QUANTITY_X:
      return input_value (trace, address);
    case RNN_QUANTITY_Z:
      return unit_value (trace, trace->z, 1, address);
    case RNN_QUANTITY_H:
      return unit_value (trace, trace->h, 0, address);
    case RNN_QUANTITY_LOGIT:
      return output_value (trace, trace->logits, address);
    case RNN_QUANTITY_Y:
      return output_value (trace, trace->y, address);
    case RNN_QUANTITY_NLL:
      return trace->nll[rnn_trace_output_at (trace, address->t)];
    case RNN_QUANTITY_LOSS:
      return trace->loss;
    case RNN_QUANTITY_DLOGIT:
      return output_value (trace, trace->dlogits, address);
    case RNN_QUANTITY_DH:
      return unit_value (trace, trace->dh, 1, address);
    case RNN_QUANTITY_SLOPE:
      return slope_value (trace, address);
    case RNN_QUANTITY_DZ:
      return unit_value (trace, trace->dz, 1, address);
    case RNN_QUANTITY_DX:
      return trace->dx[(gsize) (address->t - 1) * trace->network.embedding
                       + address->column];
    case RNN_QUANTITY_DH_NORM:
      return trace->dh_norm[address->layer][address->t - 1];
    case RNN_QUANTITY_GRADIENT:
      return parameter_value (trace, trace->gradients, address);
    case RNN_QUANTITY_WEIGHT:
      return parameter_value (trace, parameters, address);
    default:
      g_assert_not_reached ();
    }
}

gboolean
rnn_trace_value (const RnnTrace   *trace,
                 const float      *parameters,
                 const RnnAddress *address,
                 double           *value)
{
  g_return_val_if_fail (trace != NULL && parameters != NULL, FALSE);
  g_return_val_if_fail (address != NULL && value != NULL, FALSE);

  if (!is_inside (trace, address))
    return FALSE;
  *value = value_at (trace, parameters, address);
  return TRUE;
}
