#include "app/title.h"

#include <glib/gi18n-lib.h>

/* The names are Keras' own, and so not translated. */
static const char *const activation_names[] = {
  [RNN_ACTIVATION_TANH] = "tanh",
  [RNN_ACTIVATION_RELU] = "relu",
  [RNN_ACTIVATION_SIGMOID] = "sigmoid",
  [RNN_ACTIVATION_LINEAR] = "linear",
};
static const char *const optimizer_names[] = {
  [RNN_OPTIMIZER_SGD] = "SGD",
  [RNN_OPTIMIZER_RMSPROP] = "RMSprop",
  [RNN_OPTIMIZER_ADAM] = "Adam",
};

char *
unroll_title_describe (const RnnFrame *frame)
{
  const RnnNetwork *network;
  GString *title;

  g_return_val_if_fail (frame != NULL, NULL);

  network = &frame->network;
  title = g_string_new (NULL);
  if (network->input == RNN_INPUT_EMBEDDING)
    g_string_append_printf (title, "Embedding(%u) → ", network->embedding);
  for (guint i = 0; i < network->n_layers; i++)
    g_string_append_printf (title, "SimpleRNN(%u, %s) → ", network->units[i],
                            activation_names[network->activation]);
  g_string_append_printf (title, "Dense(%u, softmax) · ", network->n_classes);
  g_string_append_printf (title,
                          ngettext ("%'lu parameter", "%'lu parameters",
                                    network->size),
                          (gulong) network->size);
  g_string_append_printf (title, " · %s %g",
                          optimizer_names[frame->spec.optimizer],
                          frame->spec.learning_rate);

  return g_string_free (title, FALSE);
}
