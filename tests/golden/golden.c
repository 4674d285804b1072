#include "tests/golden/golden.h"

#include "core/error.h"
#include "tests/golden/reader.h"

#define MAX_SIZE   65536u
#define MAX_EPOCHS 1000000u

static const char *const input_names[] = {
  [RNN_INPUT_ONE_HOT] = "onehot",
  [RNN_INPUT_EMBEDDING] = "embedding",
  [RNN_INPUT_REAL] = "dense",
  NULL
};

static const char *const target_names[] = {
  [RNN_TARGET_LAST] = "last",
  [RNN_TARGET_ALL] = "all",
  NULL
};

static const char *const activation_names[] = {
  [RNN_ACTIVATION_TANH] = "tanh",
  [RNN_ACTIVATION_RELU] = "relu",
  [RNN_ACTIVATION_SIGMOID] = "sigmoid",
  [RNN_ACTIVATION_LINEAR] = "linear",
  NULL
};

static const char *const optimizer_names[] = {
  [RNN_OPTIMIZER_SGD] = "sgd",
  [RNN_OPTIMIZER_RMSPROP] = "rmsprop",
  [RNN_OPTIMIZER_ADAM] = "adam",
  NULL
};

static const char *const clip_names[] = {
  [RNN_CLIP_NONE] = "none",
  [RNN_CLIP_VALUE] = "clipvalue",
  [RNN_CLIP_NORM] = "clipnorm",
  [RNN_CLIP_GLOBAL_NORM] = "global_clipnorm",
  NULL
};

static const char *const loss_names[] = {
  [RNN_LOSS_MEAN] = "mean",
  [RNN_LOSS_SUM] = "sum",
  NULL
};

/* Config */

static void
read_optimizer (Reader     *reader,
                JsonObject *config,
                RnnSpec    *spec)
{
  JsonObject *object = reader_object (reader, config, "optimizer");

  spec->optimizer = reader_choice (reader, object, "name", optimizer_names);
  spec->learning_rate = reader_number (reader, object, "learning_rate");

  if (spec->optimizer == RNN_OPTIMIZER_ADAM)
    {
      spec->beta_1 = reader_number (reader, object, "beta_1");
      spec->beta_2 = reader_number (reader, object, "beta_2");
    }
  else
    {
      spec->momentum = reader_number (reader, object, "momentum");
    }

  if (spec->optimizer == RNN_OPTIMIZER_SGD)
    spec->nesterov = reader_boolean (reader, object, "nesterov");
  else
    spec->epsilon = reader_number (reader, object, "epsilon");

  if (spec->optimizer == RNN_OPTIMIZER_RMSPROP)
    spec->rho = reader_number (reader, object, "rho");
}

static void
read_clip (Reader     *reader,
           JsonObject *config,
           RnnSpec    *spec)
{
  JsonObject *object = reader_object_or_null (reader, config, "clip");

  spec->clip = RNN_CLIP_NONE;
  if (object != NULL)
    {
      spec->clip = reader_choice (reader, object, "kind", clip_names);
      spec->clip_value = reader_number (reader, object, "value");
    }
}

static void
read_units (Reader     *reader,
            JsonObject *config,
            RnnSpec    *spec)
{
  JsonArray *array = reader_array (reader, config, "units");
  gsize n = array != NULL ? json_array_get_length (array) : 0;
  double units[RNN_MAX_LAYERS];

  if (n > RNN_MAX_LAYERS)
    reader_fail (reader, "“units” has more than %d layers", RNN_MAX_LAYERS);
  reader_numbers (reader, reader_node (reader, config, "units"), "units",
                  1, &n, units);
  if (reader->error != NULL)
    return;

  spec->n_layers = (guint) n;
  for (guint l = 0; l < n; l++)
    {
      if (units[l] < 1 || units[l] > RNN_MAX_UNITS)
        reader_fail (reader, "“units” is out of range");
      else
        spec->units[l] = (guint) units[l];
    }
}

static void
read_config (Reader     *reader,
             JsonObject *config,
             RnnSpec    *spec)
{
  spec->input = reader_choice (reader, config, "input_kind", input_names);
  if (spec->input == RNN_INPUT_EMBEDDING)
    spec->embedding = reader_integer (reader, config, "embed_dim",
                                      1, MAX_SIZE);
  read_units (reader, config, spec);
  spec->activation = reader_choice (reader, config, "activation",
                                    activation_names);
  spec->target = reader_choice (reader, config, "predict", target_names);
  spec->loss = reader_choice (reader, config, "loss_reduction", loss_names);
  read_optimizer (reader, config, spec);
  read_clip (reader, config, spec);
  spec->batch = reader_integer (reader, config, "batch_size", 1, MAX_SIZE);
  spec->epochs = reader_integer (reader, config, "epochs", 1, MAX_EPOCHS);
  spec->stateful = reader_boolean (reader, config, "stateful");
  spec->shuffle = FALSE;
  spec->validation = 0.0;

  if (reader_boolean (reader, config, "shuffle"))
    reader_fail (reader, "a golden that shuffles cannot be repeated");
}

/* Samples */

static guint16 *
to_codes (Reader       *reader,
          const char   *name,
          const double *numbers,
          gsize         n,
          guint         limit)
{
  guint16 *codes = g_new0 (guint16, n);

  for (gsize i = 0; i < n; i++)
    {
      if (!(numbers[i] >= 0 && numbers[i] < limit)
          || numbers[i] != (double) (guint16) numbers[i])
        {
          reader_fail (reader, "“%s” holds a number that is no class", name);
          break;
        }
      codes[i] = (guint16) numbers[i];
    }

  return codes;
}

/* N and T, from the nesting of x. */
static void
read_sizes (Reader     *reader,
            JsonObject *root,
            Golden     *golden)
{
  JsonArray *x = reader_array (reader, root, "x");
  JsonNode *first = x != NULL ? json_array_get_element (x, 0) : NULL;

  if (first == NULL)
    return;

  if (!JSON_NODE_HOLDS_ARRAY (first)
      || json_array_get_length (json_node_get_array (first)) == 0)
    {
      reader_fail (reader, "“x” has no time steps");
      return;
    }

  golden->n_samples = json_array_get_length (x);
  golden->time_steps = json_array_get_length (json_node_get_array (first));
  golden->n_outputs = golden->spec.target == RNN_TARGET_ALL
                      ? golden->time_steps : 1;
  golden->first_batch = MIN (golden->n_samples, golden->spec.batch);
}

static void
read_samples (Reader     *reader,
              JsonObject *root,
              JsonObject *config,
              Golden     *golden)
{
  const RnnSpec *spec = &golden->spec;
  guint n_in = reader_integer (reader, config, "n_in", 1, MAX_SIZE);
  guint n_classes = reader_integer (reader, config, "n_classes", 1, MAX_SIZE);
  gsize shape[3] = { golden->n_samples, golden->time_steps, n_in };
  gboolean real = spec->input == RNN_INPUT_REAL;
  gboolean all = spec->target == RNN_TARGET_ALL;
  gsize n_x = shape[0] * shape[1] * (real ? n_in : 1);
  gsize n_y = shape[0] * golden->n_outputs;
  g_autofree double *x = g_new0 (double, n_x);
  g_autofree double *y = g_new0 (double, n_y);
  g_autofree float *reals = g_new (float, n_x);
  g_autofree guint16 *codes = NULL, *targets = NULL;

  reader_numbers (reader, reader_node (reader, root, "x"), "x",
                  real ? 3 : 2, shape, x);
  reader_numbers (reader, reader_node (reader, root, "y"), "y",
                  all ? 2 : 1, shape, y);

  if (real)
    {
      for (gsize i = 0; i < n_x; i++)
        reals[i] = (float) x[i];
    }
  else
    {
      codes = to_codes (reader, "x", x, n_x, n_in);
    }
  targets = to_codes (reader, "y", y, n_y, n_classes);

  if (reader->error == NULL)
    golden->dataset = rnn_dataset_new_arrays (spec->input, spec->target,
                                              golden->n_samples,
                                              golden->time_steps,
                                              n_in, n_classes, codes,
                                              real ? reals : NULL, targets,
                                              &reader->error);
}

/* Expected results */

/* The value of @parameter in a weights object, or NULL. */
static JsonNode *
weights_node (Reader             *reader,
              JsonObject         *weights,
              const RnnParameter *parameter)
{
  static const char *const keys[] = {
    [RNN_PARAMETER_EMBEDDING] = "embedding",
    [RNN_PARAMETER_W_XH] = "W_xh",
    [RNN_PARAMETER_W_HH] = "W_hh",
    [RNN_PARAMETER_B_H] = "b_h",
    [RNN_PARAMETER_W_HY] = "W_hy",
    [RNN_PARAMETER_B_Y] = "b_y",
  };
  const char *key = keys[parameter->kind];
  JsonArray *layers;
  JsonNode *layer;

  switch (parameter->kind)
    {
    case RNN_PARAMETER_EMBEDDING:
      return reader_node (reader, weights, key);

    case RNN_PARAMETER_W_HY:
    case RNN_PARAMETER_B_Y:
      return reader_node (reader, reader_object (reader, weights, "dense"),
                          key);

    case RNN_PARAMETER_W_XH:
    case RNN_PARAMETER_W_HH:
    case RNN_PARAMETER_B_H:
      layers = reader_array (reader, weights, "layers");
      if (layers == NULL)
        return NULL;

      layer = parameter->layer < json_array_get_length (layers)
              ? json_array_get_element (layers, parameter->layer) : NULL;
      if (layer == NULL || !JSON_NODE_HOLDS_OBJECT (layer))
        {
          reader_fail (reader, "“layers” lacks layer %u", parameter->layer + 1);
          return NULL;
        }
      return reader_node (reader, json_node_get_object (layer), key);

    default:
      g_assert_not_reached ();
    }
}

static double *
read_weights (Reader           *reader,
              JsonObject       *weights,
              const RnnNetwork *network)
{
  double *arena = g_new0 (double, network->size);
  JsonNode *embedding = reader_node (reader, weights, "embedding");

  if (embedding != NULL
      && JSON_NODE_HOLDS_NULL (embedding) != (network->embedding == 0))
    reader_fail (reader, "“embedding” and “input_kind” disagree");

  for (guint i = 0; i < network->n_parameters; i++)
    {
      const RnnParameter *p = &network->parameters[i];
      const gsize shape[2] = { p->rows, p->columns };
      gboolean bias = p->kind == RNN_PARAMETER_B_H
                      || p->kind == RNN_PARAMETER_B_Y;

      reader_numbers (reader, weights_node (reader, weights, p), "weights",
                      bias ? 1 : 2, bias ? shape + 1 : shape,
                      arena + p->offset);
    }

  return arena;
}

static double *
read_probs (Reader       *reader,
            JsonObject   *object,
            const Golden *golden,
            guint         n_samples)
{
  guint n_classes = golden->dataset->n_classes;
  gboolean all = golden->spec.target == RNN_TARGET_ALL;
  const gsize of_all[3] = { n_samples, golden->time_steps, n_classes };
  const gsize of_last[2] = { n_samples, n_classes };
  double *probs = g_new0 (double, (gsize) n_samples * golden->n_outputs
                                  * n_classes);

  reader_numbers (reader, reader_node (reader, object, "probs"), "probs",
                  all ? 3 : 2, all ? of_all : of_last, probs);

  return probs;
}

static void
read_states (Reader     *reader,
             JsonObject *step1,
             Golden     *golden)
{
  JsonArray *h = reader_array (reader, step1, "h");
  JsonArray *norms = reader_array (reader, step1, "dL_dh_norm");

  if (h == NULL || norms == NULL)
    return;

  if (json_array_get_length (h) != golden->network.n_layers
      || json_array_get_length (norms) != golden->network.n_layers)
    {
      reader_fail (reader, "“h” or “dL_dh_norm” lacks a layer");
      return;
    }

  for (guint l = 0; l < golden->network.n_layers; l++)
    {
      const gsize shape[3] = { golden->first_batch, golden->time_steps,
                               golden->network.units[l] };

      golden->h[l] = g_new0 (double, shape[0] * shape[1] * shape[2]);
      golden->dh_norm[l] = g_new0 (double, golden->time_steps);
      reader_numbers (reader, json_array_get_element (h, l), "h",
                      3, shape, golden->h[l]);
      reader_numbers (reader, json_array_get_element (norms, l), "dL_dh_norm",
                      1, &shape[1], golden->dh_norm[l]);
    }
}

static void
read_step_1 (Reader     *reader,
             JsonObject *expected,
             Golden     *golden)
{
  JsonObject *step1 = reader_object (reader, expected, "step1");
  JsonObject *clipped;

  golden->loss = reader_number (reader, step1, "loss");
  golden->probs = read_probs (reader, step1, golden, golden->first_batch);
  golden->gradients = read_weights (reader,
                                    reader_object (reader, step1, "grads"),
                                    &golden->network);

  clipped = reader_object_or_null (reader, step1, "grads_after_clip");
  if ((clipped != NULL) != (golden->spec.clip != RNN_CLIP_NONE))
    reader_fail (reader, "“grads_after_clip” and “clip” disagree");
  if (clipped != NULL)
    golden->clipped = read_weights (reader, clipped, &golden->network);

  read_states (reader, step1, golden);
}

static void
read_epochs (Reader     *reader,
             JsonObject *expected,
             Golden     *golden)
{
  JsonArray *epochs = reader_array (reader, expected, "epochs");
  guint n = epochs != NULL ? json_array_get_length (epochs) : 0;

  if (n != golden->spec.epochs)
    {
      reader_fail (reader, "“epochs” has %u rows, not %u",
                   n, golden->spec.epochs);
      return;
    }

  golden->n_epochs = n;
  golden->epoch_loss = g_new0 (double, n);
  golden->epoch_accuracy = g_new0 (double, n);
  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (epochs, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        {
          reader_fail (reader, "row %u of “epochs” is not an object", i);
          return;
        }
      golden->epoch_loss[i] = reader_number (reader,
                                             json_node_get_object (node),
                                             "loss");
      golden->epoch_accuracy[i] = reader_number (reader,
                                                 json_node_get_object (node),
                                                 "accuracy");
    }
}

static void
read_evaluation (Reader     *reader,
                 JsonObject *expected,
                 Golden     *golden)
{
  JsonObject *object = reader_object_or_null (reader, expected, "final_eval");

  golden->has_evaluation = object != NULL;
  if (golden->has_evaluation == golden->spec.stateful)
    reader_fail (reader, "“final_eval” and “stateful” disagree");
  if (object == NULL)
    return;

  golden->evaluation_loss = reader_number (reader, object, "loss");
  golden->evaluation_accuracy = reader_number (reader, object, "accuracy");
  golden->evaluation_probs = read_probs (reader, object, golden,
                                         golden->n_samples);
}

static void
read_expected (Reader     *reader,
               JsonObject *root,
               Golden     *golden)
{
  JsonObject *expected = reader_object (reader, root, "expected");

  read_step_1 (reader, expected, golden);
  golden->after_step_1
    = read_weights (reader,
                    reader_object (reader, expected, "weights_after_step1"),
                    &golden->network);
  golden->final
    = read_weights (reader, reader_object (reader, expected, "weights_final"),
                    &golden->network);
  read_epochs (reader, expected, golden);
  read_evaluation (reader, expected, golden);
}

static void
read_initial (Reader     *reader,
              JsonObject *root,
              Golden     *golden)
{
  g_autofree double *weights
    = read_weights (reader, reader_object (reader, root, "initial_weights"),
                    &golden->network);

  golden->initial = g_new (float, golden->network.size);
  for (gsize i = 0; i < golden->network.size; i++)
    golden->initial[i] = (float) weights[i];
}

static void
read_golden (Reader     *reader,
             JsonObject *root,
             Golden     *golden)
{
  JsonObject *config = reader_object (reader, root, "config");

  golden->name = g_strdup (reader_string (reader, root, "case"));
  reader_integer (reader, root, "format", 1, 1);
  read_config (reader, config, &golden->spec);
  read_sizes (reader, root, golden);
  if (reader->error != NULL)
    return;

  read_samples (reader, root, config, golden);
  if (reader->error != NULL)
    return;

  rnn_network_init (&golden->network, &golden->spec, golden->dataset);
  read_initial (reader, root, golden);
  read_expected (reader, root, golden);
}

Golden *
golden_load (const char *path,
             GError    **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (Golden) golden = g_new0 (Golden, 1);
  Reader reader = { NULL };
  JsonNode *root;

  rnn_spec_init_default (&golden->spec);
  if (!json_parser_load_from_file (parser, path, error))
    return NULL;

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    reader_fail (&reader, "the file does not hold an object");
  else
    read_golden (&reader, json_node_get_object (root), golden);

  if (reader.error != NULL)
    {
      g_propagate_error (error, reader.error);
      return NULL;
    }

  return g_steal_pointer (&golden);
}

void
golden_free (Golden *golden)
{
  if (golden == NULL)
    return;

  for (guint l = 0; l < RNN_MAX_LAYERS; l++)
    {
      g_free (golden->h[l]);
      g_free (golden->dh_norm[l]);
    }
  g_free (golden->name);
  g_free (golden->initial);
  g_free (golden->gradients);
  g_free (golden->clipped);
  g_free (golden->after_step_1);
  g_free (golden->final);
  g_free (golden->probs);
  g_free (golden->epoch_loss);
  g_free (golden->epoch_accuracy);
  g_free (golden->evaluation_probs);
  g_clear_pointer (&golden->dataset, rnn_dataset_unref);
  rnn_spec_clear (&golden->spec);
  g_free (golden);
}
