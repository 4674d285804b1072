/* Gradients by central differences, for every kind of layer.  The differences
 * are taken of a plain loss in double precision, where they are good to ten
 * digits; in single precision they would be too coarse to find anything. */

#include <math.h>

#include "core/pass.h"
#include "tests/core/reference.h"

/* Of the largest gradient of the same matrix. */
#define TOLERANCE 1e-5
/* Most numbers of one matrix that are tried. */
#define TRIALS    20

typedef struct
{
  const char      *name;
  RnnInput         input;
  RnnTarget        target;
  RnnActivation    activation;
  RnnLossReduction reduction;
  guint            n_layers;
  guint            units[RNN_MAX_LAYERS];
  guint            n_in;
  guint            time_steps;
  guint            batch;
  guint            n_classes;
} Case;

static const Case cases[] = {
  { "one-hot", RNN_INPUT_ONE_HOT, RNN_TARGET_LAST, RNN_ACTIVATION_TANH,
    RNN_LOSS_MEAN, 1, { 3 }, 5, 1, 5, 5 },
  { "one-hot-steps", RNN_INPUT_ONE_HOT, RNN_TARGET_LAST, RNN_ACTIVATION_TANH,
    RNN_LOSS_MEAN, 1, { 7 }, 5, 6, 4, 5 },
  { "one-hot-all-sum", RNN_INPUT_ONE_HOT, RNN_TARGET_ALL, RNN_ACTIVATION_TANH,
    RNN_LOSS_SUM, 1, { 6 }, 9, 5, 3, 9 },
  { "one-sample", RNN_INPUT_ONE_HOT, RNN_TARGET_ALL, RNN_ACTIVATION_TANH,
    RNN_LOSS_MEAN, 1, { 17 }, 4, 9, 1, 4 },
  { "embedding", RNN_INPUT_EMBEDDING, RNN_TARGET_LAST, RNN_ACTIVATION_TANH,
    RNN_LOSS_MEAN, 1, { 5 }, 11, 4, 6, 7 },
  { "embedding-all", RNN_INPUT_EMBEDDING, RNN_TARGET_ALL,
    RNN_ACTIVATION_SIGMOID, RNN_LOSS_MEAN, 2, { 5, 4 }, 6, 4, 3, 6 },
  { "real", RNN_INPUT_REAL, RNN_TARGET_LAST, RNN_ACTIVATION_TANH,
    RNN_LOSS_SUM, 1, { 6 }, 3, 5, 4, 4 },
  { "relu", RNN_INPUT_REAL, RNN_TARGET_ALL, RNN_ACTIVATION_RELU,
    RNN_LOSS_MEAN, 2, { 8, 6 }, 3, 4, 4, 3 },
  { "sigmoid", RNN_INPUT_ONE_HOT, RNN_TARGET_LAST, RNN_ACTIVATION_SIGMOID,
    RNN_LOSS_MEAN, 1, { 9 }, 5, 5, 4, 5 },
  { "linear", RNN_INPUT_ONE_HOT, RNN_TARGET_ALL, RNN_ACTIVATION_LINEAR,
    RNN_LOSS_MEAN, 1, { 4 }, 5, 4, 4, 5 },
  { "two-layers", RNN_INPUT_ONE_HOT, RNN_TARGET_LAST, RNN_ACTIVATION_TANH,
    RNN_LOSS_MEAN, 2, { 5, 3 }, 5, 4, 4, 5 },
  { "three-layers", RNN_INPUT_ONE_HOT, RNN_TARGET_ALL, RNN_ACTIVATION_TANH,
    RNN_LOSS_SUM, 3, { 4, 6, 3 }, 5, 3, 4, 5 },
  { "four-layers", RNN_INPUT_REAL, RNN_TARGET_LAST, RNN_ACTIVATION_TANH,
    RNN_LOSS_MEAN, 4, { 5, 18, 3, 7 }, 2, 4, 3, 4 },
  /* Beyond the sizes of tiles and vectors. */
  { "wide", RNN_INPUT_ONE_HOT, RNN_TARGET_ALL, RNN_ACTIVATION_TANH,
    RNN_LOSS_MEAN, 1, { 128 }, 76, 5, 32, 76 },
  { "wide-layers", RNN_INPUT_EMBEDDING, RNN_TARGET_ALL, RNN_ACTIVATION_TANH,
    RNN_LOSS_MEAN, 2, { 67, 33 }, 40, 8, 33, 35 },
};

static RnnDataset *
random_dataset (const Case *c,
                RnnRandom  *random)
{
  gsize n_x = (gsize) c->batch * c->time_steps;
  gsize n_y = c->target == RNN_TARGET_ALL ? n_x : c->batch;
  gboolean real = c->input == RNN_INPUT_REAL;
  g_autofree guint16 *codes = g_new (guint16, n_x);
  g_autofree guint16 *targets = g_new (guint16, n_y);
  g_autofree float *numbers = g_new (float, n_x * c->n_in);
  g_autoptr (GError) error = NULL;
  RnnDataset *dataset;

  for (gsize i = 0; i < n_x; i++)
    codes[i] = (guint16) rnn_random_interval (random, c->n_in - 1);
  for (gsize i = 0; i < n_x * c->n_in; i++)
    numbers[i] = (float) rnn_random_normal (random);
  for (gsize i = 0; i < n_y; i++)
    targets[i] = (guint16) rnn_random_interval (random, c->n_classes - 1);

  dataset = rnn_dataset_new_arrays (c->input, c->target, c->batch,
                                    c->time_steps, c->n_in, c->n_classes,
                                    real ? NULL : codes,
                                    real ? numbers : NULL, targets, &error);
  g_assert_no_error (error);

  return dataset;
}

static RnnNetwork
network_of (const Case       *c,
            const RnnDataset *dataset)
{
  g_auto (RnnSpec) spec;
  RnnNetwork network;

  rnn_spec_init_default (&spec);
  spec.activation = c->activation;
  spec.embedding = 4;
  spec.n_layers = c->n_layers;
  for (guint l = 0; l < c->n_layers; l++)
    spec.units[l] = c->units[l];
  rnn_network_init (&network, &spec, dataset);

  return network;
}

/* @n numbers of the @size of a matrix, all of a small one. */
static void
check_matrix (const Case       *c,
              const RnnNetwork *network,
              guint             index,
              double           *exact,
              const RnnBatch   *batch,
              const float      *gradients,
              RnnRandom        *random)
{
  const RnnParameter *p = &network->parameters[index];
  gsize size = (gsize) p->rows * p->columns;
  gsize n = MIN (size, TRIALS);
  double largest = 0.0, worst = 0.0;

  for (gsize i = 0; i < size; i++)
    largest = fmax (largest, fabs (gradients[p->offset + i]));

  for (gsize i = 0; i < n; i++)
    {
      gsize place = n == size ? i : rnn_random_interval (random,
                                                         (guint32) size - 1);
      double wanted = reference_gradient (network, exact, batch, c->reduction,
                                          NULL, p->offset + place);

      worst = fmax (worst, fabs (wanted - gradients[p->offset + place]));
    }

  if (g_test_verbose ())
    g_test_message ("matrix %u: worst %.1e of %.1e", index, worst, largest);
  /* One step has no use for W_hh. */
  if (p->kind == RNN_PARAMETER_W_HH && c->time_steps == 1)
    g_assert_cmpfloat (largest, ==, 0.0);
  else
    g_assert_cmpfloat (largest, >, 0.0);
  g_assert_cmpfloat (worst, <=, TOLERANCE * largest);
}

static void
test_gradient (gconstpointer data)
{
  const Case *c = data;
  RnnRandom random;
  g_autoptr (RnnDataset) dataset = NULL;
  RnnNetwork network;
  g_autoptr (RnnPass) pass = NULL;
  g_autoptr (RnnBatch) batch = NULL;
  g_autofree float *parameters = NULL, *gradients = NULL;
  g_autofree double *exact = NULL;
  double loss;

  rnn_random_seed (&random, 7);
  dataset = random_dataset (c, &random);
  network = network_of (c, dataset);
  parameters = g_new (float, network.size);
  gradients = g_new (float, network.size);
  exact = g_new (double, network.size);

  rnn_network_init_parameters (&network, parameters, 1.0, &random);
  /* Biases of zero would hide a bias that is forgotten. */
  for (gsize i = 0; i < network.size; i++)
    {
      parameters[i] += (float) (0.1 * rnn_random_normal (&random));
      exact[i] = parameters[i];
    }

  batch = rnn_batch_new (dataset, c->batch);
  rnn_dataset_gather (dataset, NULL, 0, c->batch, batch);
  pass = rnn_pass_new (&network, c->time_steps, c->batch);
  rnn_pass_zero_state (pass, c->batch);
  rnn_pass_forward (pass, parameters, batch);
  loss = rnn_pass_loss (pass, batch, NULL);
  rnn_pass_backward (pass, parameters, batch, c->reduction, gradients);

  if (c->reduction == RNN_LOSS_MEAN)
    loss /= batch->n_targets;
  g_assert_cmpfloat_with_epsilon (loss, reference_loss (&network, exact, batch,
                                                        c->reduction, NULL,
                                                        NULL),
                                  1e-5 * loss);

  for (guint i = 0; i < network.n_parameters; i++)
    check_matrix (c, &network, i, exact, batch, gradients, &random);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/gradient/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_gradient);
    }

  return g_test_run ();
}
