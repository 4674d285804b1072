#include "core/intervention.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/error.h"

guint
rnn_interventions_letters (const RnnDataset *dataset)
{
  g_return_val_if_fail (dataset != NULL, 0);

  if (dataset->input != RNN_INPUT_REAL)
    return dataset->n_in;
  return dataset->alphabet != NULL ? rnn_alphabet_size (dataset->alphabet) : 0;
}

static gboolean
check_layer (const RnnIntervention *intervention,
             const RnnNetwork      *network,
             GError               **error)
{
  if (intervention->layer < network->n_layers)
    return TRUE;
  g_set_error (error, RNN_ERROR, RNN_ERROR_RANGE,
               _("There is no recurrent layer %u; choose one of 1 to %u"),
               intervention->layer + 1, network->n_layers);
  return FALSE;
}

static gboolean
check_step (const RnnIntervention *intervention,
            const RnnDataset      *dataset,
            GError               **error)
{
  gboolean always = intervention->kind == RNN_INTERVENTION_SILENCE;

  if (intervention->t <= dataset->time_steps && (always || intervention->t > 0))
    return TRUE;
  g_set_error (error, RNN_ERROR, RNN_ERROR_RANGE,
               _("There is no time step %u; choose one of 1 to %u"),
               intervention->t, dataset->time_steps);
  return FALSE;
}

static gboolean
check_unit (const RnnIntervention *intervention,
            const RnnNetwork      *network,
            GError               **error)
{
  guint units = network->units[intervention->layer];

  if (intervention->unit < units)
    return TRUE;
  g_set_error (error, RNN_ERROR, RNN_ERROR_RANGE,
               _("There is no unit %u in recurrent layer %u; choose one of 1 to"
                 " %u"),
               intervention->unit + 1, intervention->layer + 1, units);
  return FALSE;
}

static gboolean
check_letter (const RnnIntervention *intervention,
              const RnnDataset      *dataset,
              GError               **error)
{
  guint n_letters = rnn_interventions_letters (dataset);

  if (intervention->letter < n_letters)
    return TRUE;
  if (n_letters == 0)
    g_set_error_literal (error, RNN_ERROR, RNN_ERROR_RANGE,
                         _("The inputs of this experiment are no letters, so"
                           " none can be swapped"));
  else
    g_set_error (error, RNN_ERROR, RNN_ERROR_RANGE,
                 _("There is no letter number %u; choose one of 1 to %u"),
                 intervention->letter + 1, n_letters);
  return FALSE;
}

static gboolean
check_weight (const RnnIntervention *intervention,
              const RnnNetwork      *network,
              GError               **error)
{
  if (intervention->index >= network->size)
    g_set_error (error, RNN_ERROR, RNN_ERROR_RANGE,
                 _("There is no parameter number %zu; the last of this network"
                   " is number %zu"),
                 intervention->index, network->size - 1);
  else if (!isfinite (intervention->value))
    g_set_error_literal (error, RNN_ERROR, RNN_ERROR_RANGE,
                         _("A parameter must be a finite number"));
  else if (fabsf (intervention->value) > RNN_MAX_WEIGHT)
    g_set_error (error, RNN_ERROR, RNN_ERROR_RANGE,
                 _("A parameter cannot be %g; choose a number between −%.0f and"
                   " %.0f"),
                 intervention->value, RNN_MAX_WEIGHT, RNN_MAX_WEIGHT);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check (const RnnIntervention *intervention,
       const RnnNetwork      *network,
       const RnnDataset      *dataset,
       GError               **error)
{
  switch (intervention->kind)
    {
    case RNN_INTERVENTION_SILENCE:
      return check_layer (intervention, network, error)
             && check_unit (intervention, network, error)
             && check_step (intervention, dataset, error);
    case RNN_INTERVENTION_CUT:
      return check_layer (intervention, network, error);
    case RNN_INTERVENTION_LETTER:
      return check_step (intervention, dataset, error)
             && check_letter (intervention, dataset, error);
    case RNN_INTERVENTION_WEIGHT:
      return check_weight (intervention, network, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

gboolean
rnn_interventions_check (const RnnInterventions *interventions,
                         const RnnNetwork       *network,
                         const RnnDataset       *dataset,
                         GError                **error)
{
  g_return_val_if_fail (interventions != NULL, FALSE);
  g_return_val_if_fail (interventions->n <= RNN_MAX_INTERVENTIONS, FALSE);
  g_return_val_if_fail (network != NULL && dataset != NULL, FALSE);

  for (guint i = 0; i < interventions->n; i++)
    if (!check (&interventions->list[i], network, dataset, error))
      return FALSE;
  return TRUE;
}

static gboolean
equal (const RnnIntervention *a,
       const RnnIntervention *b)
{
  return a->kind == b->kind && a->layer == b->layer && a->unit == b->unit
         && a->t == b->t && a->letter == b->letter && a->index == b->index
         && a->value == b->value;
}

gboolean
rnn_interventions_equal (const RnnInterventions *a,
                         const RnnInterventions *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a->n != b->n)
    return FALSE;
  for (guint i = 0; i < a->n; i++)
    if (!equal (&a->list[i], &b->list[i]))
      return FALSE;
  return TRUE;
}

gboolean
rnn_interventions_silences (const RnnInterventions *interventions,
                            guint                   layer,
                            guint                   unit,
                            guint                   t)
{
  g_return_val_if_fail (interventions != NULL, FALSE);

  for (guint i = 0; i < interventions->n; i++)
    {
      const RnnIntervention *one = &interventions->list[i];

      if (one->kind == RNN_INTERVENTION_SILENCE && one->layer == layer
          && one->unit == unit && (one->t == 0 || one->t == t))
        return TRUE;
    }
  return FALSE;
}

gboolean
rnn_interventions_cuts (const RnnInterventions *interventions,
                        guint                   layer)
{
  g_return_val_if_fail (interventions != NULL, FALSE);

  for (guint i = 0; i < interventions->n; i++)
    if (interventions->list[i].kind == RNN_INTERVENTION_CUT
        && interventions->list[i].layer == layer)
      return TRUE;
  return FALSE;
}

gboolean
rnn_interventions_edits (const RnnInterventions *interventions,
                         gsize                   index,
                         float                  *value)
{
  g_return_val_if_fail (interventions != NULL, FALSE);

  for (guint i = interventions->n; i > 0; i--)
    {
      const RnnIntervention *one = &interventions->list[i - 1];

      if (one->kind != RNN_INTERVENTION_WEIGHT || one->index != index)
        continue;
      if (value != NULL)
        *value = one->value;
      return TRUE;
    }
  return FALSE;
}

gboolean
rnn_interventions_edit_any (const RnnInterventions *interventions)
{
  g_return_val_if_fail (interventions != NULL, FALSE);

  for (guint i = 0; i < interventions->n; i++)
    if (interventions->list[i].kind == RNN_INTERVENTION_WEIGHT)
      return TRUE;
  return FALSE;
}

float *
rnn_interventions_edited (const RnnInterventions *interventions,
                          const float            *parameters,
                          gsize                   size)
{
  float *edited = NULL;

  g_return_val_if_fail (parameters != NULL, NULL);

  for (guint i = 0; interventions != NULL && i < interventions->n; i++)
    {
      const RnnIntervention *one = &interventions->list[i];

      if (one->kind != RNN_INTERVENTION_WEIGHT)
        continue;
      g_return_val_if_fail (one->index < size, edited);
      if (edited == NULL)
        edited = g_memdup2 (parameters, size * sizeof (float));
      edited[one->index] = one->value;
    }
  return edited;
}

void
rnn_interventions_swap (const RnnInterventions *interventions,
                        const RnnDataset       *dataset,
                        RnnBatch               *batch,
                        guint                   row)
{
  g_return_if_fail (interventions != NULL && dataset != NULL);
  g_return_if_fail (batch != NULL && row < batch->size);

  for (guint i = 0; i < interventions->n; i++)
    {
      const RnnIntervention *one = &interventions->list[i];
      gsize place = (gsize) (one->t - 1) * batch->size + row;

      if (one->kind != RNN_INTERVENTION_LETTER)
        continue;
      if (batch->codes != NULL)
        batch->codes[place] = one->letter;
      else
        batch->real[place] = rnn_dataset_real_input (dataset, one->letter);
    }
}

void
rnn_interventions_lasting (const RnnInterventions *interventions,
                           guint                   time_steps,
                           RnnInterventions       *lasting)
{
  g_return_if_fail (interventions != NULL && lasting != NULL);

  lasting->n = 0;
  for (guint i = 0; i < interventions->n; i++)
    {
      RnnIntervention one = interventions->list[i];

      if (one.kind == RNN_INTERVENTION_LETTER
          || (one.kind == RNN_INTERVENTION_SILENCE && one.t > 0
              && time_steps > 1))
        continue;
      one.t = 0;
      lasting->list[lasting->n++] = one;
    }
}
