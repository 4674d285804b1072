#include <float.h>
#include <math.h>
#include <string.h>

#include "core/initializer.h"
#include "core/network.h"
#include "tests/core/learning.h"

#define GAIN 3.0

/* Shape */

static RnnDataset *
dataset_of (const RnnSpec *spec)
{
  g_autoptr (GError) error = NULL;
  RnnDataset *dataset = rnn_dataset_new (spec, &error);

  g_assert_no_error (error);

  return dataset;
}

static void
assert_parameter (const RnnNetwork *network,
                  guint             index,
                  RnnParameterKind  kind,
                  guint             layer,
                  guint             rows,
                  guint             columns,
                  const char       *name)
{
  const RnnParameter *p = &network->parameters[index];
  g_autofree char *ours = rnn_network_parameter_name (network, index);

  g_assert_cmpint (p->kind, ==, kind);
  g_assert_cmpuint (p->layer, ==, layer);
  g_assert_cmpuint (p->rows, ==, rows);
  g_assert_cmpuint (p->columns, ==, columns);
  g_assert_cmpstr (ours, ==, name);
  g_assert_true (rnn_network_find (network, kind, layer) == p);
}

/* One after the other without a gap. */
static void
assert_tight (const RnnNetwork *network)
{
  gsize offset = 0;

  for (guint i = 0; i < network->n_parameters; i++)
    {
      const RnnParameter *p = &network->parameters[i];

      g_assert_cmpuint (p->offset, ==, offset);
      offset += (gsize) p->rows * p->columns;
    }
  g_assert_cmpuint (network->size, ==, offset);
}

static void
test_default (void)
{
  g_auto (RnnSpec) spec;
  g_autoptr (RnnDataset) dataset = NULL;
  RnnNetwork network;
  float arena[47];

  rnn_spec_init_default (&spec);
  dataset = dataset_of (&spec);
  rnn_network_init (&network, &spec, dataset);

  g_assert_cmpuint (network.size, ==, 47);
  g_assert_cmpuint (network.n_parameters, ==, 5);
  assert_tight (&network);
  assert_parameter (&network, 0, RNN_PARAMETER_W_XH, 0, 5, 3, "W_xh");
  assert_parameter (&network, 1, RNN_PARAMETER_W_HH, 0, 3, 3, "W_hh");
  assert_parameter (&network, 2, RNN_PARAMETER_B_H, 0, 1, 3, "b_h");
  assert_parameter (&network, 3, RNN_PARAMETER_W_HY, 0, 3, 5, "W_hy");
  assert_parameter (&network, 4, RNN_PARAMETER_B_Y, 0, 1, 5, "b_y");

  g_assert_null (rnn_network_find (&network, RNN_PARAMETER_EMBEDDING, 0));
  g_assert_null (rnn_network_find (&network, RNN_PARAMETER_W_HH, 1));
  g_assert_null (rnn_network_view (&network, arena,
                                   RNN_PARAMETER_EMBEDDING, 0));
  g_assert_true (rnn_network_view (&network, arena, RNN_PARAMETER_B_H, 0)
                 == arena + 24);
}

static void
test_layers (void)
{
  g_auto (RnnSpec) spec;
  g_autoptr (RnnDataset) dataset = NULL;
  RnnNetwork network;

  rnn_spec_init_default (&spec);
  learning_set (&spec, "data.input", "embedding");
  learning_set (&spec, "data.embedding", "2");
  learning_set (&spec, "network.units", "4;7;6");
  dataset = dataset_of (&spec);
  rnn_network_init (&network, &spec, dataset);

  g_assert_cmpuint (network.n_parameters, ==, 12);
  assert_tight (&network);
  assert_parameter (&network, 0, RNN_PARAMETER_EMBEDDING, 0, 5, 2,
                    "the embedding");
  assert_parameter (&network, 1, RNN_PARAMETER_W_XH, 0, 2, 4,
                    "W_xh of layer 1");
  assert_parameter (&network, 5, RNN_PARAMETER_W_HH, 1, 7, 7,
                    "W_hh of layer 2");
  assert_parameter (&network, 7, RNN_PARAMETER_W_XH, 2, 7, 6,
                    "W_xh of layer 3");
  assert_parameter (&network, 9, RNN_PARAMETER_B_H, 2, 1, 6,
                    "b_h of layer 3");
  assert_parameter (&network, 10, RNN_PARAMETER_W_HY, 0, 6, 5, "W_hy");

  g_assert_cmpuint (rnn_network_inputs (&network, 0), ==, 2);
  g_assert_cmpuint (rnn_network_inputs (&network, 2), ==, 7);
}

/* Initialisers */

/* Q'A must be an upper triangle with a positive diagonal, which together with
 * Q'Q = 1 makes Q the one factor that Keras takes too. */
static void
test_orthogonal (gconstpointer data)
{
  guint n = GPOINTER_TO_UINT (data);
  g_autofree float *q = g_new (float, (gsize) n * n);
  g_autofree float *larger = g_new (float, (gsize) n * n);
  g_autofree double *a = g_new (double, (gsize) n * n);
  RnnRandom random, same;

  rnn_random_seed (&random, 11);
  same = random;
  rnn_initialize_orthogonal (q, n, 1.0, &random);
  random = same;
  rnn_initialize_orthogonal (larger, n, GAIN, &random);
  for (gsize i = 0; i < (gsize) n * n; i++)
    g_assert_cmpfloat_with_epsilon (larger[i], GAIN * q[i],
                                    GAIN * FLT_EPSILON * fabs (q[i]));
  for (gsize i = 0; i < (gsize) n * n; i++)
    a[i] = rnn_random_normal (&same);
  g_assert_cmpmem (&random, sizeof random, &same, sizeof same);

  for (guint i = 0; i < n; i++)
    {
      for (guint j = 0; j < n; j++)
        {
          double qq = 0.0, r = 0.0;

          for (guint k = 0; k < n; k++)
            {
              qq += (double) q[k * n + i] * q[k * n + j];
              r += q[k * n + i] * a[k * n + j];
            }

          g_assert_cmpfloat_with_epsilon (qq, i == j ? 1.0 : 0.0, 1e-6);
          if (i > j)
            g_assert_cmpfloat_with_epsilon (r, 0.0, 1e-5);
          else if (i == j)
            g_assert_cmpfloat (r, >, 0.0);
        }
    }
}

/* Uniform over the whole of ±limit, and no further. */
static void
assert_uniform (const float *w,
                gsize        n,
                double       limit)
{
  double largest = 0.0, sum = 0.0, squares = 0.0;

  for (gsize i = 0; i < n; i++)
    {
      largest = fmax (largest, fabs (w[i]));
      sum += w[i];
      squares += (double) w[i] * w[i];
    }

  g_assert_cmpfloat (largest, <=, limit);
  g_assert_cmpfloat (largest, >, 0.99 * limit);
  g_assert_cmpfloat_with_epsilon (sum / n, 0.0, 0.05 * limit);
  g_assert_cmpfloat_with_epsilon (squares / n, limit * limit / 3.0,
                                  0.05 * limit * limit);
}

static void
test_uniform (void)
{
  enum { ROWS = 90, COLUMNS = 60 };
  g_autofree float *w = g_new (float, ROWS * COLUMNS);
  RnnRandom random;

  rnn_random_seed (&random, 12);
  rnn_initialize_glorot (w, ROWS, COLUMNS, &random);
  assert_uniform (w, ROWS * COLUMNS, sqrt (6.0 / (ROWS + COLUMNS)));
  rnn_initialize_uniform (w, ROWS, COLUMNS, 0.05, &random);
  assert_uniform (w, ROWS * COLUMNS, 0.05);
}

static void
test_parameters (void)
{
  const char *const settings[] = {
    "data.input", "embedding", "data.embedding", "40",
    "network.units", "50;30", NULL
  };
  g_autoptr (RnnLearner) learner = learning_new (settings);
  const RnnNetwork *network = rnn_learner_network (learner);

  for (guint i = 0; i < network->n_parameters; i++)
    {
      const RnnParameter *p = &network->parameters[i];
      const float *w = rnn_learner_parameters (learner) + p->offset;
      gsize n = (gsize) p->rows * p->columns;

      switch (p->kind)
        {
        case RNN_PARAMETER_EMBEDDING:
          assert_uniform (w, n, 0.05);
          break;

        case RNN_PARAMETER_W_XH:
        case RNN_PARAMETER_W_HY:
          assert_uniform (w, n, sqrt (6.0 / (p->rows + p->columns)));
          break;

        case RNN_PARAMETER_W_HH:
          /* Its rows are unit vectors. */
          for (guint row = 0; row < p->rows; row++)
            {
              double square = 0.0;

              for (guint j = 0; j < p->columns; j++)
                square += pow (w[row * p->columns + j], 2.0);
              g_assert_cmpfloat_with_epsilon (square, 1.0, 1e-5);
            }
          break;

        case RNN_PARAMETER_B_H:
        case RNN_PARAMETER_B_Y:
          for (gsize j = 0; j < n; j++)
            g_assert_cmpfloat (w[j], ==, 0.0f);
          break;

        default:
          g_assert_not_reached ();
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  static const guint sizes[] = { 1, 2, 3, 5, 64, 129 };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/network/default", test_default);
  g_test_add_func ("/network/layers", test_layers);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/network/orthogonal/%u",
                                               sizes[i]);

      g_test_add_data_func (path, GUINT_TO_POINTER (sizes[i]),
                            test_orthogonal);
    }
  g_test_add_func ("/network/uniform", test_uniform);
  g_test_add_func ("/network/parameters", test_parameters);

  return g_test_run ();
}
