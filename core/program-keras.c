#include "core/program-private.h"

#include "core/number.h"
#include "core/python-text.h"

static const char *const activations[] = {
  [RNN_ACTIVATION_TANH] = "tanh",
  [RNN_ACTIVATION_RELU] = "relu",
  [RNN_ACTIVATION_SIGMOID] = "sigmoid",
  [RNN_ACTIVATION_LINEAR] = "linear",
};

static const char *const clips[] = {
  [RNN_CLIP_VALUE] = "clipvalue",
  [RNN_CLIP_NORM] = "clipnorm",
  [RNN_CLIP_GLOBAL_NORM] = "global_clipnorm",
};

void
rnn_program_append_keras_import (GString *code, const RnnProgram *program)
{
  g_string_append (code,
                   "\n"
                   "try:\n"
                   "    import keras\n"
                   "except ImportError:\n"
                   "    from tensorflow import keras\n");
}

static void
append_encode (GString *code, const RnnProgram *program)
{
  g_string_append (code, "def encode(codes):\n");
  switch (program->network->input)
    {
    case RNN_INPUT_ONE_HOT:
      g_string_append (code,
                       "    \"\"\"A letter enters as a one-hot row.\"\"\"\n"
                       "    return np.eye(len(letters), dtype=np.float32)"
                       "[codes]\n");
      break;
    case RNN_INPUT_REAL:
      g_string_append (code,
                       "    \"\"\"A letter enters as one number from 0 to "
                       "1.\"\"\"\n"
                       "    scale = np.float32(1) / np.float32(len(letters) - "
                       "1)\n"
                       "    return (codes.astype(np.float32) * scale)[..., "
                       "None]\n");
      break;
    case RNN_INPUT_EMBEDDING:
    default:
      g_string_append (code,
                       "    \"\"\"A letter enters as its number, which chooses "
                       "a row.\"\"\"\n"
                       "    return codes\n");
    }
}

static void
append_layers (GString *code, const RnnProgram *program)
{
  const RnnNetwork *network = program->network;
  const char *rows = program->spec->stateful ? ", batch_size=batch_size" : "";

  if (network->embedding > 0)
    g_string_append_printf (
        code,
        "        keras.layers.Input(shape=(TIME_STEPS,), dtype=\"int32\"%s),\n"
        "        keras.layers.Embedding(%u, %u),\n",
        rows, network->n_in, network->embedding);
  else
    g_string_append_printf (
        code, "        keras.layers.Input(shape=(TIME_STEPS, %u)%s),\n",
        network->n_in, rows);

  for (guint l = 0; l < network->n_layers; l++)
    {
      gboolean sequences = l + 1 < network->n_layers
                           || network->target == RNN_TARGET_ALL;

      g_string_append_printf (
          code, "        keras.layers.SimpleRNN(%u, activation=\"%s\"%s%s),\n",
          network->units[l], activations[network->activation],
          sequences ? ", return_sequences=True" : "",
          program->spec->stateful
              ? ",\n                               stateful=stateful"
              : "");
    }
  g_string_append_printf (
      code, "        keras.layers.Dense(%u, activation=\"softmax\"),\n",
      network->n_classes);
}

static void
append_argument (GString *code, const char *name, double value)
{
  char number[RNN_NUMBER_SIZE];

  g_string_append_printf (code, ",\n            %s=%s", name,
                          rnn_number_format (value, number));
}

static void
append_optimizer (GString *code, const RnnSpec *spec)
{
  static const char *const names[] = {
    [RNN_OPTIMIZER_SGD] = "SGD",
    [RNN_OPTIMIZER_RMSPROP] = "RMSprop",
    [RNN_OPTIMIZER_ADAM] = "Adam",
  };

  g_string_append_printf (code,
                          "        optimizer=keras.optimizers.%s(\n"
                          "            learning_rate=LEARNING_RATE",
                          names[spec->optimizer]);
  switch (spec->optimizer)
    {
    case RNN_OPTIMIZER_SGD:
      append_argument (code, "momentum", spec->momentum);
      g_string_append_printf (code, ",\n            nesterov=%s",
                              rnn_python_boolean (spec->nesterov));
      break;
    case RNN_OPTIMIZER_RMSPROP:
      append_argument (code, "rho", spec->rho);
      append_argument (code, "momentum", spec->momentum);
      append_argument (code, "epsilon", spec->epsilon);
      break;
    case RNN_OPTIMIZER_ADAM:
    default:
      append_argument (code, "beta_1", spec->beta_1);
      append_argument (code, "beta_2", spec->beta_2);
      append_argument (code, "epsilon", spec->epsilon);
    }
  if (spec->clip != RNN_CLIP_NONE)
    append_argument (code, clips[spec->clip], spec->clip_value);
  g_string_append (code, "),\n");
}

static void
append_build (GString *code, const RnnProgram *program)
{
  g_string_append (code, program->spec->stateful
                             ? "def build_model(stateful=True):\n"
                               "    batch_size = rows if stateful else None\n"
                             : "def build_model():\n");
  g_string_append (code, "    model = keras.Sequential([\n");
  append_layers (code, program);
  g_string_append (code,
                   "    ])\n"
                   "    for variable, value in zip(model.trainable_variables,\n"
                   "                               weights.values()):\n"
                   "        variable.assign(value)\n"
                   "    model.compile(\n");
  append_optimizer (code, program->spec);
  g_string_append_printf (
      code,
      "        loss=keras.losses.SparseCategoricalCrossentropy(%s),\n"
      "        metrics=[\"accuracy\"])\n"
      "    return model\n",
      program->spec->loss == RNN_LOSS_SUM ? "reduction=\"sum\"" : "");
}

/* A stateful model takes batches of one size only, and remembers. */
static void
append_predict (GString *code, const RnnProgram *program)
{
  g_string_append (code,
                   "def predict(model, codes):\n"
                   "    \"\"\"The probabilities of the next letter.\"\"\"\n");
  if (program->spec->stateful)
    g_string_append (code,
                     "    twin = build_model(stateful=False)\n"
                     "    for mine, other in zip(twin.trainable_variables,\n"
                     "                           "
                     "model.trainable_variables):\n"
                     "        mine.assign(other)\n"
                     "    return twin.predict(encode(codes), verbose=0)\n");
  else
    g_string_append (code, "    return model.predict(encode(codes), "
                           "verbose=0)\n");
}

static void
append_train (GString *code, const RnnProgram *program)
{
  const RnnSpec *spec = program->spec;

  g_string_append_printf (
      code,
      "def train(model, epochs):\n"
      "    keras.utils.set_random_seed(SEED)\n"
      "    model.fit(encode(x[:n_train]), y[:n_train], batch_size=BATCH,\n"
      "              epochs=epochs, shuffle=%s, verbose=2",
      rnn_python_boolean (spec->shuffle));
  if (program->dataset->n_validation > 0 && !spec->stateful)
    g_string_append (code, ",\n"
                           "              validation_data=("
                           "encode(x[n_train:]), y[n_train:])");
  g_string_append (code, ")\n");
}

void
rnn_program_append_keras (GString *code, const RnnProgram *program)
{
  append_encode (code, program);
  g_string_append (code, "\n\n");
  append_build (code, program);
  g_string_append (code, "\n\n");
  append_predict (code, program);
  g_string_append (code, "\n\n");
  append_train (code, program);
  g_string_append (code,
                   "\n\n"
                   "def read_weights(model):\n"
                   "    return {name: np.array(variable)\n"
                   "            for name, variable in zip(weights,\n"
                   "                                      "
                   "model.trainable_variables)}\n");
}
