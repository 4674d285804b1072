#include "ui/paint/headings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/paint/letter.h"
#include "ui/paint/number.h"

/* The most letters of a sample that a heading shows. */
#define MAX_LETTERS 16
/* Pango's own <sub> comes out too large. */
#define STATE "h<span size=\"70%%\" rise=\"-2500\">%u</span>"

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
paint_heading_model (const RnnFrame *frame)
{
  char number[PAINT_NUMBER_SIZE];
  const RnnNetwork *network;
  GString *text;

  g_return_val_if_fail (frame, NULL);

  network = &frame->network;
  text = g_string_new (NULL);
  if (network->input == RNN_INPUT_EMBEDDING)
    g_string_append_printf (text, "Embedding(%u) → ", network->embedding);
  for (guint i = 0; i < network->n_layers; i++)
    g_string_append_printf (text, "SimpleRNN(%u, %s) → ", network->units[i],
                            activation_names[network->activation]);
  g_string_append_printf (text, "Dense(%u, softmax) · ", network->n_classes);
  g_string_append_printf (text,
                          ngettext ("%s parameter", "%s parameters",
                                    network->size),
                          paint_number_whole (network->size, number));
  g_string_append_printf (
    text, " · %s %s", optimizer_names[frame->spec.optimizer],
    paint_number_full (frame->spec.learning_rate, PAINT_NUMBER_PLAIN, number));
  return g_string_free (text, FALSE);
}

char *
paint_heading_stage (const RnnFrame *frame,
                     gsize           sample)
{
  g_autofree char *start = g_strdup_printf (STATE, 0);
  g_autofree char *letters = NULL;
  g_autofree char *escaped = NULL;
  guint steps, n;

  g_return_val_if_fail (frame, NULL);

  steps = frame->dataset->time_steps;
  n = (guint) rnn_dataset_n_samples (frame->dataset);
  if (steps == 1)
    return g_strdup_printf (_("1 time step: each letter on its own, %s = 0"),
                            start);
  if (!frame->trace || !frame->trace->codes)
    return g_strdup_printf (_("%u time steps · sample %u of %u"), steps,
                            (guint) sample + 1, n);

  letters = paint_letters (frame->dataset, frame->trace->codes,
                           MIN (steps, MAX_LETTERS));
  escaped = g_markup_escape_text (letters, -1);
  return g_strdup_printf (_("%u time steps · sample %u of %u: <b>%s%s</b>"),
                          steps, (guint) sample + 1, n, escaped,
                          steps > MAX_LETTERS ? "…" : "");
}

char *
paint_heading_states (const RnnFrame *frame)
{
  g_autofree char *state = NULL;

  g_return_val_if_fail (frame, NULL);

  state = g_strdup_printf (STATE, frame->dataset->time_steps);
  return g_strdup_printf (frame->dataset->time_steps == 1
                            ? _("%s, new for each letter")
                            : _("%s, after the last letter"),
                          state);
}

char *
paint_heading_epoch (const RnnFrame *frame)
{
  char epoch[PAINT_NUMBER_SIZE], epochs[PAINT_NUMBER_SIZE];

  g_return_val_if_fail (frame, NULL);

  return g_strdup_printf (_("Epoch %s of %s"),
                          paint_number_whole (frame->position.epoch, epoch),
                          paint_number_whole (frame->spec.epochs, epochs));
}

char *
paint_heading_prediction (const RnnFrame *frame,
                          gsize           place)
{
  const char *text, *end;
  g_autofree char *typed = NULL;

  g_return_val_if_fail (frame, NULL);

  if (!frame->prediction)
    return NULL;
  text = frame->prediction->text;
  end = place > 0 ? g_utf8_offset_to_pointer (text, (glong) place)
                  : text + strlen (text);
  typed = g_markup_escape_text (text, end - text);
  return g_strdup_printf (frame->prediction_best
                            ? _("after ‘%s’, weights of the best epoch")
                            : _("after ‘%s’"),
                          typed);
}

char *
paint_heading_caption (const RnnFrame *frame,
                       gsize           sample)
{
  char epoch[PAINT_NUMBER_SIZE], epochs[PAINT_NUMBER_SIZE];
  GString *text;

  g_return_val_if_fail (frame, NULL);

  text = g_string_new (frame->spec.title && *frame->spec.title
                         ? frame->spec.title
                         : _("Untitled"));
  g_string_append_printf (text, _(" · epoch %s of %s"),
                          paint_number_whole (frame->position.epoch, epoch),
                          paint_number_whole (frame->spec.epochs, epochs));
  if (frame->dataset->time_steps > 1)
    g_string_append_printf (text, _(" · sample %zu"), sample + 1);
  g_string_append_printf (text, _(" · seed %u"), frame->spec.seed);
  return g_string_free (text, FALSE);
}

const char *
paint_heading_parameters (PaintParametersMode mode)
{
  switch (mode)
    {
    case PAINT_PARAMETERS_VALUES:
      return NULL;
    case PAINT_PARAMETERS_GRADIENTS:
      return _("gradients of the last update");
    case PAINT_PARAMETERS_CHANGE:
      return _("change by the last update");
    default:
      g_return_val_if_reached (NULL);
    }
}

const char *
paint_heading_ledger (void)
{
  return _("gradients step by step");
}
