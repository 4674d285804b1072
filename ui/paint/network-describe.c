#include <glib/gi18n-lib.h>

#include "ui/paint/network-parts.h"
#include "ui/paint/number.h"
#include "ui/paint/shared.h"
#include "ui/paint/touched.h"
#include "ui/paint/walk.h"

static gboolean
traced (const RnnFrame    *frame,
        const PaintTarget *target)
{
  return frame->trace && frame->trace->sample == target->sample;
}

/* The state value that @target names; FALSE when the frame does not have
 * it. */
static gboolean
state_value (const RnnFrame    *frame,
             const PaintTarget *target,
             double            *value)
{
  const RnnNetwork *network = &frame->network;
  guint units;

  if (target->layer >= network->n_layers
      || target->column >= network->units[target->layer])
    return FALSE;
  units = network->units[target->layer];
  if (traced (frame, target) && target->t <= frame->trace->time_steps)
    *value = frame->trace
                 ->h[target->layer][(gsize) target->t * units + target->column];
  else if (target->sample < frame->n_samples
           && target->layer + 1 == network->n_layers
           && target->t == frame->dataset->time_steps)
    *value = frame->sample_h[target->sample * units + target->column];
  else if (target->t == 0 && !frame->spec.stateful)
    *value = 0;
  else
    return FALSE;
  return TRUE;
}

/* The probability of class target->column, and which class is right. */
static gboolean
output_value (const RnnFrame    *frame,
              const PaintTarget *target,
              double            *value,
              guint             *right)
{
  guint n_classes = frame->network.n_classes;
  guint time_steps = frame->dataset->time_steps;
  gboolean every = frame->network.target == RNN_TARGET_ALL;
  gsize row = every ? MAX (target->t, 1) - 1 : 0;

  if (target->column >= n_classes || target->t > time_steps)
    return FALSE;
  if (traced (frame, target) && row < frame->trace->n_outputs)
    {
      *value = frame->trace->y[row * n_classes + target->column];
      *right = frame->trace->targets[row];
      return TRUE;
    }
  if (target->sample >= frame->n_samples || target->t != time_steps)
    return FALSE;
  *value = frame->sample_y[target->sample * n_classes + target->column];
  *right = frame->sample_targets[every ? target->sample * time_steps + row
                                       : target->sample];
  return TRUE;
}

/* Whether @phase has its numbers at @target where the walk stands; if not, why
 * (transfer full). */
static char *
why_not_yet (const RnnFrame    *frame,
             RnnPhase           phase,
             const PaintTarget *target)
{
  gboolean start = phase == RNN_PHASE_FORWARD && target->t == 0;

  if (!paint_walk_is_on (frame) || (start && traced (frame, target)))
    return NULL;
  if (!paint_network_walks (frame, target))
    return g_strdup (_ ("the walk leads through another sample"));
  if (paint_walk_place (frame, phase, target->layer, target->t)
      == PAINT_WALK_TO_COME)
    return g_strdup (_ ("yet to come"));
  return NULL;
}

/* "; ∂L/∂h = …" when the gradient has been there, or "". */
static char *
gradient_of_unit (const RnnFrame    *frame,
                  const PaintTarget *target)
{
  gsize units = frame->network.units[target->layer];
  char number[PAINT_NUMBER_SIZE];

  if (!paint_network_walks (frame, target) || target->t == 0
      || paint_walk_place (frame, RNN_PHASE_BACKWARD, target->layer, target->t)
             == PAINT_WALK_TO_COME)
    return g_strdup ("");
  paint_number_full (
      frame->trace->dh[target->layer][(target->t - 1) * units + target->column],
      PAINT_NUMBER_SIGNED,
      number);
  return g_strdup_printf ("; ∂L/∂h = %s", number);
}

static char *
describe_unit (const RnnFrame    *frame,
               const PaintTarget *target)
{
  char number[PAINT_NUMBER_SIZE];
  g_autofree char *words = NULL;
  g_autofree char *gradient = NULL;
  double value;

  if (!state_value (frame, target, &value))
    return NULL;
  words = why_not_yet (frame, RNN_PHASE_FORWARD, target);
  if (!words)
    {
      gradient = gradient_of_unit (frame, target);
      paint_number_full (value, PAINT_NUMBER_SIGNED, number);
      words = g_strdup_printf ("h = %s%s", number, gradient);
    }
  if (frame->network.n_layers > 1)
    return g_strdup_printf (
        /* Translators: the last part is like "h = +0.83". */
        _ ("Hidden unit %u of layer %u at t = %u, sample %zu: %s"),
        target->column + 1,
        target->layer + 1,
        target->t,
        target->sample + 1,
        words);
  return g_strdup_printf (
      /* Translators: the last part is like "h = +0.83". */
      _ ("Hidden unit %u at t = %u, sample %zu: %s"),
      target->column + 1,
      target->t,
      target->sample + 1,
      words);
}

/* "; δ = …" on the walk, or "". */
static char *
delta_of_output (const RnnFrame    *frame,
                 const PaintTarget *target)
{
  guint n_classes = frame->network.n_classes;
  gsize row = frame->network.target == RNN_TARGET_ALL ? target->t - 1 : 0;
  char number[PAINT_NUMBER_SIZE];

  if (!paint_network_walks (frame, target))
    return g_strdup ("");
  paint_number_full (frame->trace->dlogits[row * n_classes + target->column],
                     PAINT_NUMBER_SIGNED,
                     number);
  return g_strdup_printf ("; δ = %s", number);
}

static char *
describe_output (const RnnFrame    *frame,
                 const PaintTarget *target)
{
  char letter[PAINT_LETTER_SIZE], share[PAINT_NUMBER_SIZE];
  g_autofree char *words = NULL;
  g_autofree char *delta = NULL;
  double value;
  guint right;

  if (!output_value (frame, target, &value, &right))
    return NULL;
  paint_letter (frame->dataset, target->column, letter);
  words = why_not_yet (frame, RNN_PHASE_LOSS, target);
  if (!words)
    {
      delta = delta_of_output (frame, target);
      paint_number_full (value, PAINT_NUMBER_PLAIN, share);
      words = g_strconcat (share, delta, NULL);
    }
  return g_strdup_printf (
      /* Translators: the last %s is a number, or why there is none. */
      target->column == right
          ? _ ("Probability of ‘%s’ at t = %u, sample %zu: %s; this is the "
               "target")
          : _ ("Probability of ‘%s’ at t = %u, sample %zu: %s"),
      letter,
      target->t,
      target->sample + 1,
      words);
}

/* "−log of 60 % …": of one step, or of all together. */
static char *
describe_loss (const RnnFrame    *frame,
               const PaintTarget *target)
{
  const RnnTrace *trace = frame->trace;
  PaintTarget place = *target;
  char letter[PAINT_LETTER_SIZE], share[PAINT_NUMBER_SIZE];
  char loss[PAINT_NUMBER_SIZE];
  g_autofree char *why = NULL;
  guint first, right;
  double value;

  if (!trace || trace->sample != target->sample)
    return NULL;
  why = why_not_yet (frame, RNN_PHASE_LOSS, target);
  if (why)
    return g_strdup_printf (_ ("Loss of sample %zu: %s"), target->sample + 1,
                            why);
  if (target->t == 0)
    {
      paint_number_full (trace->loss, PAINT_NUMBER_PLAIN, loss);
      return g_strdup_printf (_ ("Loss of sample %zu: %s"), target->sample + 1,
                              loss);
    }
  first = trace->time_steps - trace->n_outputs + 1;
  if (target->t < first || !output_value (frame, &place, &value, &right))
    return NULL;
  place.column = right;
  output_value (frame, &place, &value, &right);
  paint_letter (frame->dataset, right, letter);
  paint_number_full (value, PAINT_NUMBER_PLAIN, share);
  paint_number_full (trace->nll[target->t - first], PAINT_NUMBER_PLAIN, loss);
  /* Translators: "Loss at t = 4, sample 1: −log 0.6 (of ‘e’) = 0.51" */
  return g_strdup_printf (_ ("Loss at t = %u, sample %zu: −log %s (of ‘%s’) = "
                             "%s"),
                          target->t, target->sample + 1, share, letter, loss);
}

static char *
describe_input (const RnnFrame    *frame,
                const PaintTarget *target)
{
  char text[PAINT_LETTER_SIZE], feature[PAINT_LETTER_SIZE];

  paint_network_input_text (frame, target, text);
  if (frame->network.input == RNN_INPUT_ONE_HOT)
    {
      paint_letter (frame->dataset, target->column, feature);
      return g_strdup_printf (
          _ ("Input at t = %u, sample %zu: ‘%s’; the place of ‘%s’ is %d"),
          target->t,
          target->sample + 1,
          text,
          feature,
          g_str_equal (text, feature) ? 1 : 0);
    }
  return g_strdup_printf (_ ("Input at t = %u, sample %zu: ‘%s’, feature %u"),
                          target->t,
                          target->sample + 1,
                          text,
                          target->column + 1);
}

static char *
describe_weight (const RnnFrame    *frame,
                 const PaintTarget *target)
{
  const RnnParameter *parameter;
  g_autofree char *name = NULL;
  char number[PAINT_NUMBER_SIZE];

  if (target->parameter >= frame->network.n_parameters)
    return NULL;
  parameter = &frame->network.parameters[target->parameter];
  name = rnn_network_parameter_name (&frame->network, target->parameter);
  if (target->kind == PAINT_TARGET_PARAMETER)
    return g_strdup_printf (
        _ ("%s, %u × %u weights"), name, parameter->rows, parameter->columns);
  if (target->row >= parameter->rows || target->column >= parameter->columns)
    return NULL;
  paint_number_full (
      frame->parameters[parameter->offset
                        + (gsize) target->row * parameter->columns
                        + target->column],
      PAINT_NUMBER_SIGNED,
      number);
  return g_strdup_printf (_ ("%s, row %u, column %u: %s"),
                          name,
                          target->row + 1,
                          target->column + 1,
                          number);
}

/* "+0.27, −0.66, …" of a whole state (transfer full). */
static char *
state_numbers (const RnnFrame    *frame,
               const PaintTarget *target)
{
  g_autoptr (GString) numbers = g_string_new (NULL);
  PaintTarget one = *target;
  char number[PAINT_NUMBER_SIZE];
  double value;

  for (one.column = 0; one.column < frame->network.units[target->layer];
       one.column++)
    {
      if (!state_value (frame, &one, &value))
        return NULL;
      if (one.column == PAINT_NETWORK_NUMBERED)
        {
          g_string_append (numbers, ", …");
          break;
        }
      if (one.column > 0)
        g_string_append (numbers, ", ");
      g_string_append (numbers,
                       paint_number (value, 3, PAINT_NUMBER_SIGNED, number));
    }
  return g_strdup (numbers->str);
}

/* "; ‖∂L/∂h‖ = …" when the gradient has been there, or "". */
static char *
gradient_of_state (const RnnFrame    *frame,
                   const PaintTarget *target)
{
  char number[PAINT_NUMBER_SIZE];

  if (!paint_network_walks (frame, target) || target->t == 0
      || paint_walk_place (frame, RNN_PHASE_BACKWARD, target->layer, target->t)
             == PAINT_WALK_TO_COME)
    return g_strdup ("");
  paint_number_full (frame->trace->dh_norm[target->layer][target->t - 1],
                     PAINT_NUMBER_PLAIN,
                     number);
  return g_strdup_printf ("; ‖∂L/∂h‖ = %s", number);
}

static char *
describe_state (const RnnFrame    *frame,
                const PaintTarget *target)
{
  g_autofree char *words = NULL;
  g_autofree char *gradient = NULL;
  guint units;

  if (target->layer >= frame->network.n_layers)
    return NULL;
  units = frame->network.units[target->layer];
  words = why_not_yet (frame, RNN_PHASE_FORWARD, target);
  if (!words)
    words = state_numbers (frame, target);
  if (!words)
    return NULL;
  gradient = gradient_of_state (frame, target);
  return g_strdup_printf (
      ngettext ("Hidden state of %u unit at t = %u, sample %zu: %s%s",
                "Hidden state of %u units at t = %u, sample %zu: %s%s",
                units),
      units,
      target->t,
      target->sample + 1,
      words,
      gradient);
}

/* What is read, what should follow, and how likely the network holds it. */
static char *
describe_sample (const RnnFrame *frame,
                 gsize           sample)
{
  guint time_steps = frame->dataset->time_steps;
  g_autoptr (GString) read = g_string_new (NULL);
  g_autofree char *why = NULL;
  PaintTarget place = { .sample = sample, .t = time_steps };
  char text[PAINT_LETTER_SIZE], percent[PAINT_NUMBER_SIZE];
  double value;
  guint right;

  if (!output_value (frame, &place, &value, &right))
    return NULL;
  place.column = right;
  output_value (frame, &place, &value, &right);
  place.t = time_steps > PAINT_NETWORK_STEPS
                ? time_steps - PAINT_NETWORK_STEPS + 1
                : 1;
  if (place.t > 1)
    g_string_append (read, "…");
  for (; place.t <= time_steps; place.t++)
    g_string_append (read, paint_network_input_text (frame, &place, text));
  place.t = time_steps;
  why = why_not_yet (frame, RNN_PHASE_LOSS, &place);
  if (why)
    return g_strdup_printf (_ ("Sample %zu: after ‘%s’ comes ‘%s’"),
                            sample + 1,
                            read->str,
                            paint_letter (frame->dataset, right, text));
  return g_strdup_printf (
      _ ("Sample %zu: after ‘%s’ comes ‘%s’, to which the network gives %s"),
      sample + 1,
      read->str,
      paint_letter (frame->dataset, right, text),
      paint_number_percent (value, 1, percent));
}

static char *
describe_step (const RnnFrame    *frame,
               const PaintTarget *target)
{
  char text[PAINT_LETTER_SIZE];

  if (target->t < 1 || target->t > frame->dataset->time_steps)
    return NULL;
  return g_strdup_printf (_ ("Time step %u of %u: reads ‘%s’"),
                          target->t,
                          frame->dataset->time_steps,
                          paint_network_input_text (frame, target, text));
}

static char *
describe_all (const PaintNetworkData *data)
{
  const RnnFrame *frame = data->frame;
  const RnnNetwork *network = &frame->network;
  guint time_steps = frame->dataset->time_steps;
  g_autofree char *phase = NULL;
  g_autofree char *all = NULL;
  g_autofree char *sample = describe_sample (
      frame,
      time_steps > 1 && frame->trace ? frame->trace->sample : data->sample);
  g_autofree char *steps =
      time_steps == 1
          ? g_strdup (_ ("The network reads one letter at a time, and nothing "
                         "flows between the letters"))
          : g_strdup_printf (
              ngettext ("The network unrolled through %u time step",
                        "The network unrolled through %u time "
                        "steps",
                        time_steps),
              time_steps);

  all = g_strdup_printf (
      ngettext ("%s: %u hidden unit in the last layer, %u letters. %s",
                "%s: %u hidden units in the last layer, %u letters. %s",
                network->units[network->n_layers - 1]),
      steps,
      network->units[network->n_layers - 1],
      network->n_classes,
      sample ? sample : "");
  if (!paint_walk_is_on (frame))
    return g_steal_pointer (&all);
  phase = paint_walk_phase (frame);
  return g_strdup_printf ("%s. %s", phase, all);
}

char *
paint_network_describe (const PaintNetworkData *data,
                        const PaintTarget      *target)
{
  char *sentence = NULL;

  g_return_val_if_fail (data, NULL);

  if (!data->frame)
    return g_strdup (_ ("No network yet"));
  switch (target ? target->kind : PAINT_TARGET_NONE)
    {
    case PAINT_TARGET_UNIT:
      sentence = describe_unit (data->frame, target);
      break;
    case PAINT_TARGET_OUTPUT:
      sentence = describe_output (data->frame, target);
      break;
    case PAINT_TARGET_INPUT:
      sentence = describe_input (data->frame, target);
      break;
    case PAINT_TARGET_WEIGHT:
    case PAINT_TARGET_PARAMETER:
      sentence = paint_shared_append (
          describe_weight (data->frame, target), data->frame, target);
      break;
    case PAINT_TARGET_STATE:
      sentence = describe_state (data->frame, target);
      break;
    case PAINT_TARGET_SAMPLE:
      sentence = describe_sample (data->frame, target->sample);
      break;
    case PAINT_TARGET_STEP:
      sentence = describe_step (data->frame, target);
      break;
    case PAINT_TARGET_LOSS:
      sentence = describe_loss (data->frame, target);
      break;
    case PAINT_TARGET_NONE:
    case PAINT_TARGET_EPOCH:
    case PAINT_TARGET_FOLLOWS:
    case PAINT_TARGET_LETTER:
    default:
      sentence = describe_all (data);
      break;
    }
  sentence = paint_touched_append (sentence, data->frame, target);
  return sentence ? sentence : g_strdup ("");
}
