#include "tests/core/reference.h"

#include <math.h>
#include <string.h>

/* Of the parameter's size, or 1: the error of a central difference in double is
 * least around the cube root of the rounding. */
#define STEP 6e-6

static const double *
view (const RnnNetwork *network,
      const double     *parameters,
      RnnParameterKind  kind,
      guint             layer)
{
  return parameters + rnn_network_find (network, kind, layer)->offset;
}

static double
activate (RnnActivation activation,
          double        z)
{
  switch (activation)
    {
    case RNN_ACTIVATION_TANH:
      return tanh (z);

    case RNN_ACTIVATION_RELU:
      return fmax (0.0, z);

    case RNN_ACTIVATION_SIGMOID:
      return 1.0 / (1.0 + exp (-z));

    case RNN_ACTIVATION_LINEAR:
      return z;

    default:
      g_assert_not_reached ();
    }
}

/* The inputs of the lowest layer, T × B × D. */
static double *
inputs (const RnnNetwork *network,
        const double     *parameters,
        const RnnBatch   *batch)
{
  gsize rows = (gsize) batch->time_steps * batch->size;
  guint d = rnn_network_inputs (network, 0);
  double *x = g_new0 (double, rows * d);

  for (gsize row = 0; row < rows; row++)
    {
      for (guint i = 0; i < d; i++)
        {
          if (network->input == RNN_INPUT_REAL)
            x[row * d + i] = batch->real[row * d + i];
          else if (network->input == RNN_INPUT_ONE_HOT)
            x[row * d + i] = batch->codes[row] == i ? 1.0 : 0.0;
          else
            x[row * d + i] = view (network, parameters,
                                   RNN_PARAMETER_EMBEDDING, 0)
                                 [batch->codes[row] * d + i];
        }
    }

  return x;
}

/* A layer's states, T × B × U, from its inputs. */
static double *
states (const RnnNetwork *network,
        const double     *parameters,
        guint             layer,
        const RnnBatch   *batch,
        const RnnInterventions *as_if,
        const double     *x)
{
  guint d = rnn_network_inputs (network, layer);
  guint u = network->units[layer];
  const double *w_xh = view (network, parameters, RNN_PARAMETER_W_XH, layer);
  const double *w_hh = view (network, parameters, RNN_PARAMETER_W_HH, layer);
  const double *b_h = view (network, parameters, RNN_PARAMETER_B_H, layer);
  gsize rows = (gsize) batch->time_steps * batch->size;
  gboolean cut = as_if != NULL && rnn_interventions_cuts (as_if, layer);
  double *h = g_new0 (double, rows * u);

  for (gsize row = 0; row < rows; row++)
    {
      for (guint j = 0; j < u; j++)
        {
          double z = b_h[j];

          for (guint i = 0; i < d; i++)
            z += x[row * d + i] * w_xh[i * u + j];
          for (guint i = 0; i < u && row >= batch->size && !cut; i++)
            z += h[(row - batch->size) * u + i] * w_hh[i * u + j];

          if (as_if == NULL
              || !rnn_interventions_silences (as_if, layer, j,
                                              row / batch->size + 1))
            h[row * u + j] = activate (network->activation, z);
        }
    }

  return h;
}

static double
cross_entropy (const RnnNetwork *network,
               const double     *parameters,
               const double     *h,
               guint             target)
{
  const double *w_hy = view (network, parameters, RNN_PARAMETER_W_HY, 0);
  const double *b_y = view (network, parameters, RNN_PARAMETER_B_Y, 0);
  guint u = network->units[network->n_layers - 1];
  double sum = 0.0, chosen = 0.0;

  for (guint c = 0; c < network->n_classes; c++)
    {
      double z = b_y[c];

      for (guint i = 0; i < u; i++)
        z += h[i] * w_hy[i * network->n_classes + c];

      sum += exp (z);
      if (c == target)
        chosen = z;
    }

  return log (sum) - chosen;
}

double
reference_loss (const RnnNetwork *network,
                const double     *parameters,
                const RnnBatch   *batch,
                RnnLossReduction  reduction,
                const RnnInterventions *interventions,
                double           *h_top)
{
  guint u = network->units[network->n_layers - 1];
  gsize rows = (gsize) batch->time_steps * batch->size;
  g_autofree double *x = inputs (network, parameters, batch);
  double loss = 0.0;

  for (guint l = 0; l < network->n_layers; l++)
    {
      double *h = states (network, parameters, l, batch, interventions, x);

      g_free (x);
      x = h;
    }

  for (gsize i = 0; i < batch->n_targets; i++)
    loss += cross_entropy (network, parameters,
                           x + (rows - batch->n_targets + i) * u,
                           batch->targets[i]);

  if (h_top != NULL)
    memcpy (h_top, x, rows * u * sizeof (double));

  return reduction == RNN_LOSS_MEAN ? loss / batch->n_targets : loss;
}

double
reference_gradient (const RnnNetwork *network,
                    double           *parameters,
                    const RnnBatch   *batch,
                    RnnLossReduction  reduction,
                    const RnnInterventions *interventions,
                    gsize             index)
{
  double value = parameters[index];
  double step = STEP * fmax (1.0, fabs (value));
  double above, below;

  parameters[index] = value + step;
  above = reference_loss (network, parameters, batch, reduction,
                          interventions, NULL);
  parameters[index] = value - step;
  below = reference_loss (network, parameters, batch, reduction,
                          interventions, NULL);
  parameters[index] = value;

  return (above - below) / (2.0 * step);
}
