#include <glib/gi18n-lib.h>

#include "ui/paint/letter.h"
#include "ui/paint/number.h"
#include "ui/paint/parameters-layout.h"
#include "ui/paint/touched.h"

/* So many things are named; the others are counted. */
#define MAX_NAMED 4

#define SHOWN_DECIMALS 3

PaintTarget
paint_touched_weight (const RnnNetwork *network,
                      gsize             index)
{
  PaintTarget target = { .kind = PAINT_TARGET_WEIGHT };

  g_return_val_if_fail (network && index < network->size, target);

  for (guint i = 0; i < network->n_parameters; i++)
    {
      const RnnParameter *p = &network->parameters[i];
      gsize within = index - p->offset;

      if (index < p->offset || within >= (gsize) p->rows * p->columns)
        continue;
      target.parameter = i;
      target.row = (guint) (within / p->columns);
      target.column = (guint) (within % p->columns);
    }
  return target;
}

gboolean
paint_touched_index (const RnnFrame    *frame,
                     const PaintTarget *target,
                     gsize             *index)
{
  const RnnParameter *p;

  g_return_val_if_fail (frame && target && index, FALSE);

  if (target->kind != PAINT_TARGET_WEIGHT
      || target->parameter >= frame->network.n_parameters)
    return FALSE;
  p = &frame->network.parameters[target->parameter];
  if (target->row >= p->rows || target->column >= p->columns)
    return FALSE;
  *index = p->offset + (gsize) target->row * p->columns + target->column;
  return TRUE;
}

/* Names -------------------------------------------------------------------- */

static char *
parameter_name (const RnnFrame *frame,
                guint           parameter,
                gboolean        markup)
{
  return markup ? paint_parameter_markup (&frame->network, parameter)
                : rnn_network_parameter_name (&frame->network, parameter);
}

/* "unit 2", or with its layer where there are several (transfer full). */
static char *
unit_name (const RnnFrame *frame,
           guint           layer,
           guint           unit)
{
  if (frame->network.n_layers > 1)
    return g_strdup_printf (_ ("unit %u of layer %u"), unit + 1, layer + 1);
  return g_strdup_printf (_ ("unit %u"), unit + 1);
}

static char *
letter_name (const RnnFrame *frame,
             guint           code,
             gboolean        markup)
{
  char letter[PAINT_LETTER_LABEL_SIZE];

  paint_letter (frame->dataset, code, letter);
  return markup ? g_markup_escape_text (letter, -1) : g_strdup (letter);
}

static char *
silence_words (const RnnFrame        *frame,
               const RnnIntervention *one)
{
  g_autofree char *unit = unit_name (frame, one->layer, one->unit);

  if (one->t == 0 || frame->dataset->time_steps == 1)
    return g_strdup_printf (_ ("%s held at 0"), unit);
  return g_strdup_printf (_ ("%s held at 0 at t = %u"), unit, one->t);
}

static char *
cut_words (const RnnFrame        *frame,
           const RnnIntervention *one,
           gboolean               markup)
{
  const RnnParameter *w_hh =
      rnn_network_find (&frame->network, RNN_PARAMETER_W_HH, one->layer);
  g_autofree char *name = parameter_name (
      frame, (guint) (w_hh - frame->network.parameters), markup);

  /* Translators: the connections of the matrix %s */
  return g_strdup_printf (_ ("%s cut"), name);
}

static char *
letter_words (const RnnFrame *frame,
              guint           number,
              gboolean        markup)
{
  const RnnIntervention *one = &frame->interventions.list[number];
  guint own = (guint) frame->real[number];
  g_autofree char *letter = letter_name (frame, one->letter, markup);
  g_autofree char *instead = letter_name (frame, own, markup);

  if (frame->dataset->time_steps == 1)
    return g_strdup_printf (_ ("‘%s’ instead of ‘%s’"), letter, instead);
  return g_strdup_printf (
      _ ("‘%s’ instead of ‘%s’ at t = %u"), letter, instead, one->t);
}

static char *
weight_words (const RnnFrame *frame,
              guint           number,
              gboolean        markup)
{
  const RnnIntervention *one = &frame->interventions.list[number];
  PaintTarget place = paint_touched_weight (&frame->network, one->index);
  const RnnParameter *p = &frame->network.parameters[place.parameter];
  g_autofree char *name = parameter_name (frame, place.parameter, markup);
  char value[PAINT_NUMBER_SIZE], real[PAINT_NUMBER_SIZE];

  paint_number_full (one->value, PAINT_NUMBER_PLAIN, value);
  paint_number (frame->real[number], SHOWN_DECIMALS, PAINT_NUMBER_PLAIN, real);
  if (p->rows == 1)
    /* Translators: a number of a vector, as "b_h[2] = 0.5 instead of −0.1" */
    return g_strdup_printf (_ ("%s[%u] = %s instead of %s"), name,
                            place.column + 1, value, real);
  /* Translators: as "W_hh[1, 2] = 0.5 instead of −0.1" */
  return g_strdup_printf (_ ("%s[%u, %u] = %s instead of %s"), name,
                          place.row + 1, place.column + 1, value, real);
}

static char *
words_of (const RnnFrame *frame,
          guint           number,
          gboolean        markup)
{
  const RnnIntervention *one = &frame->interventions.list[number];

  switch (one->kind)
    {
    case RNN_INTERVENTION_SILENCE:
      return silence_words (frame, one);
    case RNN_INTERVENTION_CUT:
      return cut_words (frame, one, markup);
    case RNN_INTERVENTION_LETTER:
      return letter_words (frame, number, markup);
    case RNN_INTERVENTION_WEIGHT:
      return weight_words (frame, number, markup);
    default:
      g_return_val_if_reached (NULL);
    }
}

char *
paint_touched_letter (const RnnFrame    *frame,
                      const PaintTarget *place)
{
  g_return_val_if_fail (frame && place, NULL);

  if (!frame->trace || frame->trace->sample != place->sample)
    return NULL;
  for (guint i = 0; i < frame->interventions.n; i++)
    {
      const RnnIntervention *one = &frame->interventions.list[i];

      if (one->kind == RNN_INTERVENTION_LETTER && one->t == place->t)
        {
          g_autofree char *own =
              letter_name (frame, (guint) frame->real[i], TRUE);
          g_autofree char *letter = letter_name (frame, one->letter, TRUE);

          return g_strdup_printf (
              "<span size=\"75%%\" strikethrough=\"true\">%s</span> %s", own,
              letter);
        }
    }
  return NULL;
}

/* Sentences ---------------------------------------------------------------- */

char *
paint_touched_words (const RnnFrame *frame,
                     gboolean        markup)
{
  g_autoptr (GString) list = NULL;
  guint n, n_named;

  g_return_val_if_fail (frame, NULL);

  if (!frame->touched)
    return NULL;

  n = frame->interventions.n;
  n_named = n > MAX_NAMED ? MAX_NAMED - 1 : n;
  list = g_string_new (NULL);
  for (guint i = n; i > n - n_named; i--)
    {
      g_autofree char *words = words_of (frame, i - 1, markup);

      if (list->len > 0)
        g_string_append (list, ", ");
      g_string_append (list, words);
    }
  if (n_named < n)
    /* Translators: at the end of a list */
    g_string_append_printf (
        list, ngettext (" and %u more", " and %u more", n - n_named),
        n - n_named);
  return g_strdup_printf (_ ("As if: %s. Training goes on untouched."),
                          list->str);
}

static gboolean
is_about (const RnnFrame        *frame,
          const RnnIntervention *one,
          const PaintTarget     *target)
{
  const RnnParameter *p;
  gsize index;

  switch (one->kind)
    {
    case RNN_INTERVENTION_SILENCE:
      return target->kind == PAINT_TARGET_UNIT && target->layer == one->layer
             && target->column == one->unit && target->t > 0
             && (one->t == 0 || one->t == target->t);
    case RNN_INTERVENTION_CUT:
      if ((target->kind != PAINT_TARGET_WEIGHT
           && target->kind != PAINT_TARGET_PARAMETER)
          || target->parameter >= frame->network.n_parameters)
        return FALSE;
      p = &frame->network.parameters[target->parameter];
      return p->kind == RNN_PARAMETER_W_HH && p->layer == one->layer;
    case RNN_INTERVENTION_LETTER:
      return (target->kind == PAINT_TARGET_INPUT
              || target->kind == PAINT_TARGET_STEP)
             && target->t == one->t && frame->trace
             && target->sample == frame->trace->sample;
    case RNN_INTERVENTION_WEIGHT:
      return paint_touched_index (frame, target, &index)
             && index == one->index;
    default:
      g_return_val_if_reached (FALSE);
    }
}

char *
paint_touched_describe (const RnnFrame    *frame,
                        const PaintTarget *target)
{
  g_return_val_if_fail (frame && target, NULL);

  for (guint i = 0; i < frame->interventions.n; i++)
    if (is_about (frame, &frame->interventions.list[i], target))
      {
        g_autofree char *words = words_of (frame, i, FALSE);

        return g_strdup_printf (_ ("As if: %s"), words);
      }
  return NULL;
}

char *
paint_touched_append (char              *sentence,
                      const RnnFrame    *frame,
                      const PaintTarget *target)
{
  g_autofree char *own = sentence;
  g_autofree char *words = NULL;

  if (!frame || !target || !frame->touched)
    return g_steal_pointer (&own);
  words = paint_touched_describe (frame, target);
  if (!words)
    return g_steal_pointer (&own);
  return own ? g_strdup_printf ("%s. %s", own, words)
             : g_steal_pointer (&words);
}
