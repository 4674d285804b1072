#pragma once

#include "core/dataset.h"
#include "core/random.h"

G_BEGIN_DECLS

typedef enum
{
  RNN_PARAMETER_EMBEDDING,    /* n_in × embedding */
  RNN_PARAMETER_W_XH,         /* inputs × units */
  RNN_PARAMETER_W_HH,         /* units × units */
  RNN_PARAMETER_B_H,          /* 1 × units */
  RNN_PARAMETER_W_HY,         /* units × classes */
  RNN_PARAMETER_B_Y           /* 1 × classes */
} RnnParameterKind;

/* One named matrix inside the parameter arena. */
typedef struct
{
  RnnParameterKind kind;
  guint            layer;     /* 0 … n_layers − 1; 0 for the others */
  guint            rows, columns;
  gsize            offset;    /* of its first float in the arena */
} RnnParameter;

#define RNN_MAX_PARAMETERS (1 + 3 * RNN_MAX_LAYERS + 2)

/**
 * RnnNetwork:
 *
 * The shape of a network and where each parameter lies in an arena of @size
 * floats.  Plain data without pointers.  Parameters, gradients and optimizer
 * moments are each one such arena, row-major.
 */
typedef struct
{
  RnnInput      input;
  RnnTarget     target;
  RnnActivation activation;
  guint         n_in;                      /* as in RnnDataset */
  guint         embedding;                 /* columns, or 0 */
  guint         n_layers;
  guint         units[RNN_MAX_LAYERS];
  guint         n_classes;

  guint         n_parameters;              /* matrices, not numbers */
  RnnParameter  parameters[RNN_MAX_PARAMETERS];
  gsize         size;                      /* numbers in the arena */
} RnnNetwork;

void  rnn_network_init             (RnnNetwork       *network,
                                    const RnnSpec    *spec,
                                    const RnnDataset *dataset);
/* Features of layer @layer's input: n_in, the embedding's columns, or the
 * units below. */
guint rnn_network_inputs           (const RnnNetwork *network,
                                    guint             layer);
/* The parameter of that kind and layer, or NULL (no embedding). */
const RnnParameter *
      rnn_network_find             (const RnnNetwork *network,
                                    RnnParameterKind  kind,
                                    guint             layer);
/* @arena's view of that parameter, or NULL. */
float *rnn_network_view            (const RnnNetwork *network,
                                    float            *arena,
                                    RnnParameterKind  kind,
                                    guint             layer);
/* Keras' initialisers: GlorotUniform kernels (Glorot & Bengio 2010), an
 * orthogonal recurrent kernel (QR of a normal matrix, columns times
 * sign (diag R)) times @recurrent_gain, zero biases, embedding
 * U(−0.05, 0.05). */
void  rnn_network_init_parameters  (const RnnNetwork *network,
                                    float            *arena,
                                    double            recurrent_gain,
                                    RnnRandom        *random);
/* "W_xh", or "W_xh of layer 2" when there are several; plain text. */
char *rnn_network_parameter_name   (const RnnNetwork *network,
                                    guint             parameter);

G_END_DECLS
