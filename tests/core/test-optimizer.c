#include <math.h>
#include <string.h>

#include "core/optimizer.h"

#define N       37
#define UPDATES 5
/* Of the largest number. */
#define TOLERANCE 1e-6

typedef struct
{
  const char      *name;
  RnnOptimizerKind kind;
  double           momentum;
  gboolean         nesterov;
} Case;

static const Case cases[] = {
  { "sgd", RNN_OPTIMIZER_SGD, 0.0, FALSE },
  { "momentum", RNN_OPTIMIZER_SGD, 0.9, FALSE },
  { "nesterov", RNN_OPTIMIZER_SGD, 0.8, TRUE },
  { "rmsprop", RNN_OPTIMIZER_RMSPROP, 0.0, FALSE },
  { "rmsprop-momentum", RNN_OPTIMIZER_RMSPROP, 0.5, FALSE },
  { "adam", RNN_OPTIMIZER_ADAM, 0.0, FALSE },
};

static RnnOptimizer
optimizer_of (const Case *c)
{
  g_auto (RnnSpec) spec;
  RnnOptimizer optimizer;

  rnn_spec_init_default (&spec);
  spec.optimizer = c->kind;
  spec.learning_rate = 0.02;
  spec.momentum = c->momentum;
  spec.nesterov = c->nesterov;
  spec.rho = 0.8;
  spec.beta_1 = 0.85;
  spec.beta_2 = 0.97;
  /* Large, so that its place in the formula shows. */
  spec.epsilon = 0.01;
  rnn_optimizer_init (&optimizer, &spec);

  return optimizer;
}

/* GOLDENS.md, number by number in double. */
static void
update_exactly (const Case         *c,
                const RnnOptimizer *o,
                guint               t,
                double              g,
                double             *w,
                double             *m,
                double             *v)
{
  double lr = o->learning_rate;

  switch (c->kind)
    {
    case RNN_OPTIMIZER_SGD:
      *m = c->momentum * *m - lr * g;
      *w += c->nesterov ? c->momentum * *m - lr * g : *m;
      break;

    case RNN_OPTIMIZER_RMSPROP:
      *v = o->rho * *v + (1.0 - o->rho) * g * g;
      *m = c->momentum * *m + lr * g / sqrt (*v + o->epsilon);
      *w -= *m;
      break;

    case RNN_OPTIMIZER_ADAM:
      *m = o->beta_1 * *m + (1.0 - o->beta_1) * g;
      *v = o->beta_2 * *v + (1.0 - o->beta_2) * g * g;
      *w -= lr * sqrt (1.0 - pow (o->beta_2, t)) / (1.0 - pow (o->beta_1, t))
            * *m / (sqrt (*v) + o->epsilon);
      break;

    default:
      g_assert_not_reached ();
    }
}

static void
test_rule (gconstpointer data)
{
  const Case *c = data;
  RnnOptimizer optimizer = optimizer_of (c);
  gboolean has_m = rnn_optimizer_has_m (&optimizer);
  gboolean has_v = rnn_optimizer_has_v (&optimizer);
  float w[N], g[N], m[N] = { 0.0f }, v[N] = { 0.0f }, change[N], before[N];
  double exact_w[N], exact_m[N] = { 0.0 }, exact_v[N] = { 0.0 };
  RnnRandom random;

  g_assert_cmpint (has_m, ==, c->momentum > 0.0
                              || c->kind == RNN_OPTIMIZER_ADAM);
  g_assert_cmpint (has_v, ==, c->kind != RNN_OPTIMIZER_SGD);

  rnn_random_seed (&random, 3);
  for (guint i = 0; i < N; i++)
    exact_w[i] = w[i] = (float) rnn_random_normal (&random);

  for (guint t = 1; t <= UPDATES; t++)
    {
      for (guint i = 0; i < N; i++)
        {
          g[i] = (float) rnn_random_normal (&random);
          update_exactly (c, &optimizer, t, g[i],
                          &exact_w[i], &exact_m[i], &exact_v[i]);
        }

      memcpy (before, w, sizeof w);
      g_assert_true (rnn_optimizer_step (&optimizer, t, N, w, g,
                                         has_m ? m : NULL, has_v ? v : NULL));
      rnn_optimizer_change (&optimizer, t, N, g, has_m ? m : NULL,
                            has_v ? v : NULL, change);

      for (guint i = 0; i < N; i++)
        {
          g_assert_cmpfloat_with_epsilon (w[i], exact_w[i], 4 * TOLERANCE);
          g_assert_cmpfloat_with_epsilon (change[i], w[i] - before[i],
                                          TOLERANCE);
        }
    }
}

/* Clipping */

typedef struct
{
  RnnDataset *dataset;
  RnnNetwork  network;
  float      *gradients;
  float      *clipped;
} ClipFixture;

static void
set_up_clip (ClipFixture  *fixture,
             gconstpointer data)
{
  g_auto (RnnSpec) spec;
  g_autoptr (GError) error = NULL;
  RnnRandom random;

  rnn_spec_init_default (&spec);
  fixture->dataset = rnn_dataset_new (&spec, &error);
  g_assert_no_error (error);
  rnn_network_init (&fixture->network, &spec, fixture->dataset);

  fixture->gradients = g_new (float, fixture->network.size);
  rnn_random_seed (&random, 4);
  for (gsize i = 0; i < fixture->network.size; i++)
    fixture->gradients[i] = (float) rnn_random_normal (&random);
  /* One matrix with nothing in it: 0 must not be divided by 0. */
  memset (rnn_network_view (&fixture->network, fixture->gradients,
                            RNN_PARAMETER_B_H, 0), 0, 3 * sizeof (float));
  fixture->clipped = g_memdup2 (fixture->gradients,
                                fixture->network.size * sizeof (float));
}

static void
tear_down_clip (ClipFixture  *fixture,
                gconstpointer data)
{
  g_free (fixture->gradients);
  g_free (fixture->clipped);
  rnn_dataset_unref (fixture->dataset);
}

static gboolean
clip (ClipFixture *fixture,
      RnnClip      kind,
      double       value)
{
  g_auto (RnnSpec) spec;
  RnnOptimizer optimizer;

  rnn_spec_init_default (&spec);
  spec.clip = kind;
  spec.clip_value = value;
  rnn_optimizer_init (&optimizer, &spec);

  return rnn_optimizer_clip (&optimizer, &fixture->network, fixture->clipped);
}

static double
norm (const float *x,
      gsize        n)
{
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += (double) x[i] * x[i];

  return sqrt (sum);
}

/* clipped = gradients · factor, from @start. */
static void
assert_scaled (ClipFixture *fixture,
               gsize        start,
               gsize        n,
               double       factor)
{
  for (gsize i = start; i < start + n; i++)
    g_assert_cmpfloat_with_epsilon (fixture->clipped[i],
                                    fixture->gradients[i] * factor, TOLERANCE);
}

static void
test_clip_value (ClipFixture  *fixture,
                 gconstpointer data)
{
  g_assert_true (clip (fixture, RNN_CLIP_VALUE, 0.5));
  for (gsize i = 0; i < fixture->network.size; i++)
    g_assert_cmpfloat (fixture->clipped[i], ==,
                       CLAMP (fixture->gradients[i], -0.5f, 0.5f));
}

/* Between the norms of the matrices, so that some stay as they are. */
static void
test_clip_norm (ClipFixture  *fixture,
                gconstpointer data)
{
  guint n_cut = 0;

  g_assert_true (clip (fixture, RNN_CLIP_NORM, 2.9));
  for (guint i = 0; i < fixture->network.n_parameters; i++)
    {
      const RnnParameter *p = &fixture->network.parameters[i];
      gsize n = (gsize) p->rows * p->columns;
      double size = norm (fixture->gradients + p->offset, n);

      assert_scaled (fixture, p->offset, n, 2.9 / fmax (size, 2.9));
      if (size > 2.9)
        n_cut++;
    }

  g_assert_cmpuint (n_cut, >, 0);
  g_assert_cmpuint (n_cut, <, fixture->network.n_parameters);
}

static void
test_clip_global_norm (ClipFixture  *fixture,
                       gconstpointer data)
{
  gsize n = fixture->network.size;
  double size = norm (fixture->gradients, n);

  g_assert_true (clip (fixture, RNN_CLIP_GLOBAL_NORM, size * 1.01));
  g_assert_cmpmem (fixture->clipped, n * sizeof (float),
                   fixture->gradients, n * sizeof (float));

  g_assert_true (clip (fixture, RNN_CLIP_GLOBAL_NORM, size / 3.0));
  assert_scaled (fixture, 0, n, 1.0 / 3.0);
}

/* A clip must not make something finite of what is not. */
static void
test_clip_not_finite (ClipFixture  *fixture,
                      gconstpointer data)
{
  static const float bad[] = { NAN, INFINITY, -INFINITY, 1e20f };
  static const RnnClip kinds[] = {
    RNN_CLIP_VALUE, RNN_CLIP_NORM, RNN_CLIP_GLOBAL_NORM,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
        {
          memcpy (fixture->clipped, fixture->gradients,
                  fixture->network.size * sizeof (float));
          fixture->clipped[fixture->network.size - 1] = bad[i];
          g_assert_false (clip (fixture, kinds[k], 1.0));
        }
    }
}

static void
test_step_not_finite (gconstpointer data)
{
  RnnOptimizer optimizer = optimizer_of (data);

  for (guint place = 0; place < N; place++)
    {
      float w[N] = { 0.0f }, g[N] = { 0.0f }, m[N] = { 0.0f }, v[N] = { 0.0f };

      g_assert_true (rnn_optimizer_step (&optimizer, 1, N, w, g, m, v));
      g[place] = NAN;
      g_assert_false (rnn_optimizer_step (&optimizer, 2, N, w, g, m, v));
    }

  {
    float w[N] = { [N - 1] = 2e19f }, g[N] = { 0.0f };
    float m[N] = { 0.0f }, v[N] = { 0.0f };

    g_assert_false (rnn_optimizer_step (&optimizer, 1, N, w, g, m, v));
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *rule = g_strconcat ("/optimizer/", cases[i].name, NULL);
      g_autofree char *bad = g_strconcat (rule, "/not-finite", NULL);

      g_test_add_data_func (rule, &cases[i], test_rule);
      g_test_add_data_func (bad, &cases[i], test_step_not_finite);
    }

#define ADD_CLIP(name, function) \
  g_test_add ("/optimizer/clip/" name, ClipFixture, NULL, \
              set_up_clip, function, tear_down_clip)
  ADD_CLIP ("value", test_clip_value);
  ADD_CLIP ("norm", test_clip_norm);
  ADD_CLIP ("global-norm", test_clip_global_norm);
  ADD_CLIP ("not-finite", test_clip_not_finite);

  return g_test_run ();
}
