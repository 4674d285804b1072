#include "core/program-private.h"

#include "core/random.h"

/* h of z */
static const char *const activations[] = {
  [RNN_ACTIVATION_TANH] = "torch.tanh(z)",
  [RNN_ACTIVATION_RELU] = "torch.relu(z)",
  [RNN_ACTIVATION_SIGMOID] = "torch.sigmoid(z)",
  [RNN_ACTIVATION_LINEAR] = "z",
};

static const char embedding_class[]
    = "class Embedding(torch.nn.Module):\n"
      "    def __init__(self, letters, columns):\n"
      "        super().__init__()\n"
      "        self.embeddings = torch.nn.Parameter(torch.zeros(letters, "
      "columns))\n"
      "\n"
      "    def forward(self, codes):\n"
      "        return self.embeddings[codes]\n"
      "\n"
      "\n";

static const char dense_class[]
    = "class Dense(torch.nn.Module):\n"
      "    def __init__(self, inputs, units):\n"
      "        super().__init__()\n"
      "        self.kernel = torch.nn.Parameter(torch.zeros(inputs, units))\n"
      "        self.bias = torch.nn.Parameter(torch.zeros(units))\n"
      "\n"
      "    def forward(self, x):\n"
      "        return x @ self.kernel + self.bias\n"
      "\n"
      "\n";

static const char build_functions[]
    = "def build_model():\n"
      "    model = Model()\n"
      "    model.load_state_dict({name: torch.from_numpy(value.copy())\n"
      "                           for name, value in weights.items()})\n"
      "    return model\n"
      "\n"
      "\n"
      "def read_weights(model):\n"
      "    return {name: value.numpy() for name, value in "
      "model.state_dict().items()}\n"
      "\n"
      "\n"
      "def predict(model, codes):\n"
      "    \"\"\"The probabilities of the next letter.\"\"\"\n"
      "    with torch.no_grad():\n"
      "        logits, _ = model(torch.from_numpy(codes))\n"
      "        return torch.softmax(logits, dim=-1).numpy()\n";

void
rnn_program_append_pytorch_import (GString *code, const RnnProgram *program)
{
  g_string_append (code, "import torch\n");
}

static void
append_rnn_class (GString *code, RnnActivation activation)
{
  g_string_append (code,
                   "class SimpleRNN(torch.nn.Module):\n"
                   "    \"\"\"h_t = act(x_t W_xh + h_t-1 W_hh + b_h), with "
                   "Keras' names and shapes.\n"
                   "\n"
                   "    torch.nn.RNN keeps the matrices transposed, and has a "
                   "second bias.\n"
                   "    \"\"\"\n"
                   "\n"
                   "    def __init__(self, inputs, units):\n"
                   "        super().__init__()\n"
                   "        self.kernel = torch.nn.Parameter(torch.zeros("
                   "inputs, units))\n"
                   "        self.recurrent_kernel = torch.nn.Parameter("
                   "torch.zeros(units, units))\n"
                   "        self.bias = torch.nn.Parameter(torch.zeros("
                   "units))\n"
                   "\n"
                   "    def forward(self, x, h):\n"
                   "        steps = []\n"
                   "        for t in range(x.shape[1]):\n"
                   "            z = x[:, t] @ self.kernel + h @ "
                   "self.recurrent_kernel + self.bias\n"
                   "            h = ");
  g_string_append (code, activations[activation]);
  g_string_append (code,
                   "\n"
                   "            steps.append(h)\n"
                   "        return torch.stack(steps, dim=1)\n"
                   "\n"
                   "\n");
}

static void
append_init (GString *code, const RnnNetwork *network)
{
  guint top = network->units[network->n_layers - 1];

  g_string_append (code,
                   "class Model(torch.nn.Module):\n"
                   "    def __init__(self):\n"
                   "        super().__init__()\n");
  if (network->embedding > 0)
    g_string_append_printf (code,
                            "        self.embedding = Embedding(%u, %u)\n",
                            network->n_in, network->embedding);
  for (guint l = 0; l < network->n_layers; l++)
    {
      g_autofree char *name = rnn_program_layer_name (l);

      g_string_append_printf (code, "        self.%s = SimpleRNN(%u, %u)\n",
                              name, rnn_network_inputs (network, l),
                              network->units[l]);
    }
  g_string_append_printf (code, "        self.dense = Dense(%u, %u)\n\n", top,
                          network->n_classes);
}

static void
append_forward (GString *code, const RnnNetwork *network)
{
  g_string_append (code,
                   "    def forward(self, codes, states=None):\n"
                   "        \"\"\"The logits, and the state in which each "
                   "layer ends.\"\"\"\n");
  switch (network->input)
    {
    case RNN_INPUT_ONE_HOT:
      g_string_append (code,
                       "        x = torch.nn.functional.one_hot(codes, "
                       "len(letters)).float()\n");
      break;
    case RNN_INPUT_REAL:
      g_string_append (code,
                       "        scale = np.float32(1) / np.float32("
                       "len(letters) - 1)\n"
                       "        x = (codes.float() * float(scale))[..., "
                       "None]\n");
      break;
    case RNN_INPUT_EMBEDDING:
    default:
      g_string_append (code, "        x = self.embedding(codes)\n");
    }

  g_string_append (code, "        ends = []\n"
                         "        for layer in [");
  for (guint l = 0; l < network->n_layers; l++)
    {
      g_autofree char *name = rnn_program_layer_name (l);

      g_string_append_printf (code, "%sself.%s",
                              l > 0 ? ",\n                      " : "", name);
    }
  g_string_append (code,
                   "]:\n"
                   "            h = (torch.zeros(len(x), len(layer.bias)) if "
                   "states is None\n"
                   "                 else states[len(ends)])\n"
                   "            x = layer(x, h)\n"
                   "            ends.append(x[:, -1].detach())\n");
  g_string_append (code, network->target == RNN_TARGET_ALL
                             ? "        return self.dense(x), ends\n"
                             : "        return self.dense(x[:, -1]), ends\n");
}

/* Keras' own clips: torch's add something to the norm. */
static void
append_clip (GString *code, const RnnSpec *spec)
{
  if (spec->clip == RNN_CLIP_NONE)
    return;

  g_string_append (code, "def clip(gradients):\n");
  rnn_program_append_number (code, "    limit", spec->clip_value);
  switch (spec->clip)
    {
    case RNN_CLIP_VALUE:
      g_string_append (code, "    for gradient in gradients:\n"
                             "        gradient.clamp_(-limit, limit)\n");
      break;
    case RNN_CLIP_NORM:
      g_string_append (code,
                       "    for gradient in gradients:\n"
                       "        gradient *= limit / max(gradient.norm().item(), "
                       "limit)\n");
      break;
    case RNN_CLIP_GLOBAL_NORM:
    default:
      g_string_append (code,
                       "    norm = math.sqrt(sum(gradient.norm().item() ** 2\n"
                       "                         for gradient in gradients))\n"
                       "    for gradient in gradients:\n"
                       "        gradient *= limit / max(norm, limit)\n");
    }
  g_string_append (code, "\n\n");
}

/* The rules are written out: with an epsilon elsewhere, as torch.optim has it,
 * small gradients would lead another way. */
static void
append_sgd (GString *code, const RnnSpec *spec)
{
  if (spec->momentum == 0)
    {
      g_string_append (code, "        p -= LEARNING_RATE * p.grad\n");
      return;
    }

  g_string_append (code,
                   "        m *= momentum\n"
                   "        m -= LEARNING_RATE * p.grad\n");
  g_string_append (code, spec->nesterov ? "        p += momentum * m - "
                                          "LEARNING_RATE * p.grad\n"
                                        : "        p += m\n");
}

static void
append_rmsprop (GString *code, const RnnSpec *spec)
{
  g_string_append (code,
                   "        v += (1 - rho) * (p.grad ** 2 - v)\n"
                   "        step = LEARNING_RATE * p.grad / torch.sqrt(v + "
                   "epsilon)\n");
  if (spec->momentum == 0)
    g_string_append (code, "        p -= step\n");
  else
    g_string_append (code, "        m *= momentum\n"
                           "        m += step\n"
                           "        p -= m\n");
}

static void
append_update (GString *code, const RnnSpec *spec)
{
  static const char loop[]
      = "    for p, (m, v) in zip(parameters, moments):\n";

  g_string_append (code,
                   "@torch.no_grad()\n"
                   "def update(parameters, moments, t):\n"
                   "    \"\"\"Update number t, by the rule that Keras "
                   "has.\"\"\"\n");
  if (spec->optimizer != RNN_OPTIMIZER_ADAM && spec->momentum > 0)
    rnn_program_append_number (code, "    momentum", spec->momentum);
  switch (spec->optimizer)
    {
    case RNN_OPTIMIZER_SGD:
      g_string_append (code, loop);
      append_sgd (code, spec);
      break;
    case RNN_OPTIMIZER_RMSPROP:
      rnn_program_append_number (code, "    rho", spec->rho);
      rnn_program_append_number (code, "    epsilon", spec->epsilon);
      g_string_append (code, loop);
      append_rmsprop (code, spec);
      break;
    case RNN_OPTIMIZER_ADAM:
    default:
      rnn_program_append_number (code, "    beta_1", spec->beta_1);
      rnn_program_append_number (code, "    beta_2", spec->beta_2);
      rnn_program_append_number (code, "    epsilon", spec->epsilon);
      g_string_append (code,
                       "    rate = LEARNING_RATE * math.sqrt(1 - beta_2 ** t) "
                       "/ (1 - beta_1 ** t)\n");
      g_string_append (code, loop);
      g_string_append (code,
                       "        m += (1 - beta_1) * (p.grad - m)\n"
                       "        v += (1 - beta_2) * (p.grad ** 2 - v)\n"
                       "        p -= rate * m / (torch.sqrt(v) + epsilon)\n");
    }
}

static void
append_measure (GString *code, const RnnSpec *spec)
{
  g_string_append_printf (
      code,
      "def loss_of(logits, targets):\n"
      "    return torch.nn.functional.cross_entropy(\n"
      "        logits.reshape(-1, len(letters)), targets.reshape(-1),\n"
      "        reduction=\"%s\")\n"
      "\n"
      "\n"
      "def hits_of(logits, targets):\n"
      "    return (logits.argmax(-1) == targets).sum().item()\n"
      "\n"
      "\n",
      spec->loss == RNN_LOSS_SUM ? "sum" : "mean");
}

/* The samples held out, each from a zero state. */
static void
append_validate (GString *code)
{
  g_string_append (code,
                   "@torch.no_grad()\n"
                   "def validate(model):\n"
                   "    loss_sum, hits = 0, 0\n"
                   "    for first in range(n_train, len(x), BATCH):\n"
                   "        batch = slice(first, first + BATCH)\n"
                   "        targets = torch.from_numpy(y[batch])\n"
                   "        logits, _ = model(torch.from_numpy(x[batch]))\n"
                   "        loss_sum += len(targets) * loss_of(logits, "
                   "targets).item()\n"
                   "        hits += hits_of(logits, targets)\n"
                   "    return (f\" - val_loss: {loss_sum / (len(x) - n_train)"
                   ":.4f}\"\n"
                   "            f\" - val_accuracy: {hits / "
                   "y[n_train:].size:.4f}\")\n"
                   "\n"
                   "\n");
}

static void
append_epoch (GString *code, const RnnProgram *program)
{
  const RnnSpec *spec = program->spec;

  if (spec->shuffle)
    g_string_append_printf (
        code,
        "        if BATCH < n_train:\n"
        "            order = np.arange(n_train)\n"
        "            np.random.RandomState([SEED, %u + epoch]).shuffle("
        "order)\n",
        RNN_STREAM_EPOCHS);
  g_string_append (code,
                   "        loss_sum, hits = 0, 0\n"
                   "        for first in range(0, n_train, BATCH):\n"
                   "            batch = order[first:first + BATCH]\n"
                   "            targets = torch.from_numpy(y[batch])\n");
  g_string_append_printf (
      code,
      "            logits, %s = model(torch.from_numpy(x[batch])%s)\n",
      spec->stateful ? "states" : "_", spec->stateful ? ", states" : "");
  g_string_append (code,
                   "            loss = loss_of(logits, targets)\n"
                   "            model.zero_grad()\n"
                   "            loss.backward()\n");
  if (spec->clip != RNN_CLIP_NONE)
    g_string_append (code, "            clip([p.grad for p in parameters])\n");
  g_string_append (code,
                   "            t += 1\n"
                   "            update(parameters, moments, t)\n"
                   "            loss_sum += len(targets) * loss.item()\n"
                   "            hits += hits_of(logits, targets)\n"
                   "        print(f\"Epoch {epoch + 1}/{epochs}\"\n"
                   "              f\" - loss: {loss_sum / n_train:.4f}\"\n"
                   "              f\" - accuracy: {hits / y[:n_train].size:.4f}"
                   "\"");
  g_string_append (code, program->dataset->n_validation > 0
                             ? "\n              + validate(model))\n"
                             : ")\n");
}

static void
append_train (GString *code, const RnnProgram *program)
{
  g_string_append (code,
                   "def train(model, epochs):\n"
                   "    parameters = list(model.parameters())\n"
                   "    moments = [(torch.zeros_like(p), torch.zeros_like(p)) "
                   "for p in parameters]\n"
                   "    t = 0\n");
  if (program->spec->stateful)
    g_string_append (code, "    states = None\n");
  g_string_append (code,
                   "    order = np.arange(n_train)\n"
                   "    for epoch in range(epochs):\n");
  append_epoch (code, program);
}

void
rnn_program_append_pytorch (GString *code, const RnnProgram *program)
{
  if (program->network->embedding > 0)
    g_string_append (code, embedding_class);
  append_rnn_class (code, program->network->activation);
  g_string_append (code, dense_class);
  append_init (code, program->network);
  append_forward (code, program->network);
  g_string_append (code, "\n\n");
  g_string_append (code, build_functions);
  rnn_program_append_title (code, "Training");
  append_clip (code, program->spec);
  append_update (code, program->spec);
  g_string_append (code, "\n\n");
  append_measure (code, program->spec);
  if (program->dataset->n_validation > 0)
    append_validate (code);
  append_train (code, program);
}
