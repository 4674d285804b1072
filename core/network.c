#include "core/network.h"

#include <glib/gi18n-lib.h>

#include "core/initializer.h"

/* Keras' Embedding default. */
#define EMBEDDING_LIMIT 0.05
/* W_xh, W_hh, b_h */
#define LAYER_PARAMETERS 3

static void
add_parameter (RnnNetwork      *network,
               RnnParameterKind kind,
               guint            layer,
               guint            rows,
               guint            columns)
{
  RnnParameter *parameter = &network->parameters[network->n_parameters++];

  g_assert (network->n_parameters <= RNN_MAX_PARAMETERS);

  parameter->kind = kind;
  parameter->layer = layer;
  parameter->rows = rows;
  parameter->columns = columns;
  parameter->offset = network->size;
  network->size += (gsize) rows * columns;
}

void
rnn_network_init (RnnNetwork       *network,
                  const RnnSpec    *spec,
                  const RnnDataset *dataset)
{
  guint top;

  g_return_if_fail (network != NULL && spec != NULL && dataset != NULL);
  g_return_if_fail (spec->n_layers >= 1 && spec->n_layers <= RNN_MAX_LAYERS);

  *network = (RnnNetwork) {
    .input = dataset->input,
    .target = dataset->target,
    .activation = spec->activation,
    .n_in = dataset->n_in,
    .embedding = dataset->input == RNN_INPUT_EMBEDDING ? spec->embedding : 0,
    .n_layers = spec->n_layers,
    .n_classes = dataset->n_classes,
  };

  if (network->embedding > 0)
    add_parameter (network, RNN_PARAMETER_EMBEDDING, 0,
                   network->n_in, network->embedding);

  for (guint l = 0; l < spec->n_layers; l++)
    {
      guint units = network->units[l] = spec->units[l];

      add_parameter (network, RNN_PARAMETER_W_XH, l,
                     rnn_network_inputs (network, l), units);
      add_parameter (network, RNN_PARAMETER_W_HH, l, units, units);
      add_parameter (network, RNN_PARAMETER_B_H, l, 1, units);
    }

  top = network->units[spec->n_layers - 1];
  add_parameter (network, RNN_PARAMETER_W_HY, 0, top, network->n_classes);
  add_parameter (network, RNN_PARAMETER_B_Y, 0, 1, network->n_classes);
}

guint
rnn_network_inputs (const RnnNetwork *network,
                    guint             layer)
{
  g_return_val_if_fail (layer < network->n_layers, 0);

  if (layer > 0)
    return network->units[layer - 1];

  return network->embedding > 0 ? network->embedding : network->n_in;
}

const RnnParameter *
rnn_network_find (const RnnNetwork *network,
                  RnnParameterKind  kind,
                  guint             layer)
{
  guint first = network->embedding > 0 ? 1 : 0;

  switch (kind)
    {
    case RNN_PARAMETER_EMBEDDING:
      return first > 0 && layer == 0 ? &network->parameters[0] : NULL;

    case RNN_PARAMETER_W_XH:
    case RNN_PARAMETER_W_HH:
    case RNN_PARAMETER_B_H:
      if (layer >= network->n_layers)
        return NULL;
      return &network->parameters[first + LAYER_PARAMETERS * layer
                                  + (kind - RNN_PARAMETER_W_XH)];

    case RNN_PARAMETER_W_HY:
      return layer == 0 ? &network->parameters[network->n_parameters - 2] : NULL;

    case RNN_PARAMETER_B_Y:
      return layer == 0 ? &network->parameters[network->n_parameters - 1] : NULL;

    default:
      return NULL;
    }
}

float *
rnn_network_view (const RnnNetwork *network,
                  float            *arena,
                  RnnParameterKind  kind,
                  guint             layer)
{
  const RnnParameter *parameter = rnn_network_find (network, kind, layer);

  return parameter != NULL ? arena + parameter->offset : NULL;
}

void
rnn_network_init_parameters (const RnnNetwork *network,
                             float            *arena,
                             double            recurrent_gain,
                             RnnRandom        *random)
{
  g_return_if_fail (network != NULL && arena != NULL && random != NULL);

  for (guint i = 0; i < network->n_parameters; i++)
    {
      const RnnParameter *p = &network->parameters[i];
      float *w = arena + p->offset;

      switch (p->kind)
        {
        case RNN_PARAMETER_EMBEDDING:
          rnn_initialize_uniform (w, p->rows, p->columns, EMBEDDING_LIMIT,
                                  random);
          break;

        case RNN_PARAMETER_W_XH:
        case RNN_PARAMETER_W_HY:
          rnn_initialize_glorot (w, p->rows, p->columns, random);
          break;

        case RNN_PARAMETER_W_HH:
          rnn_initialize_orthogonal (w, p->rows, recurrent_gain, random);
          break;

        case RNN_PARAMETER_B_H:
        case RNN_PARAMETER_B_Y:
          for (guint j = 0; j < p->columns; j++)
            w[j] = 0.0f;
          break;

        default:
          g_assert_not_reached ();
        }
    }
}

char *
rnn_network_parameter_name (const RnnNetwork *network,
                            guint             parameter)
{
  static const char *const names[] = {
    [RNN_PARAMETER_EMBEDDING] = N_("the embedding"),
    [RNN_PARAMETER_W_XH] = "W_xh",
    [RNN_PARAMETER_W_HH] = "W_hh",
    [RNN_PARAMETER_B_H] = "b_h",
    [RNN_PARAMETER_W_HY] = "W_hy",
    [RNN_PARAMETER_B_Y] = "b_y",
  };
  const RnnParameter *p;

  g_return_val_if_fail (parameter < network->n_parameters, NULL);

  p = &network->parameters[parameter];
  switch (p->kind)
    {
    case RNN_PARAMETER_W_XH:
    case RNN_PARAMETER_W_HH:
    case RNN_PARAMETER_B_H:
      if (network->n_layers > 1)
        /* Translators: a matrix' name, as "W_hh of layer 2" */
        return g_strdup_printf (_("%s of layer %u"), names[p->kind],
                                p->layer + 1);
      return g_strdup (names[p->kind]);

    case RNN_PARAMETER_EMBEDDING:
      return g_strdup (_(names[p->kind]));

    case RNN_PARAMETER_W_HY:
    case RNN_PARAMETER_B_Y:
      return g_strdup (names[p->kind]);

    default:
      g_assert_not_reached ();
    }
}
