#include "core/outcome.h"

#include <glib/gi18n-lib.h>

#include "core/error.h"
#include "core/pass.h"

static void
copy_output (RnnOutcome    *outcome,
             const RnnPass *pass)
{
  gsize n = outcome->n_outputs;

  outcome->y = g_memdup2 (pass->y, n * outcome->n_classes * sizeof (float));
  outcome->nll = g_memdup2 (pass->nll, n * sizeof (float));
}

RnnOutcome *
rnn_outcome_new (const RnnNetwork        *network,
                 const float             *parameters,
                 const RnnDataset        *dataset,
                 gsize                    sample,
                 RnnLossReduction         reduction,
                 const RnnInterventions  *interventions,
                 GError                 **error)
{
  g_autoptr (RnnPass) pass = NULL;
  g_autoptr (RnnBatch) batch = NULL;
  g_autofree float *edited = NULL;
  RnnOutcome *outcome;

  g_return_val_if_fail (network != NULL && parameters != NULL, NULL);
  g_return_val_if_fail (dataset != NULL, NULL);

  if (!rnn_dataset_check_sample (dataset, sample, error))
    return NULL;

  pass = rnn_pass_new (network, dataset->time_steps, 1);
  batch = rnn_batch_new (dataset, 1);
  rnn_dataset_gather (dataset, NULL, sample, 1, batch);
  if (interventions != NULL)
    rnn_interventions_swap (interventions, dataset, batch, 0);
  rnn_pass_intervene (pass, interventions);
  rnn_pass_zero_state (pass, 1);
  edited = rnn_interventions_edited (interventions, parameters, network->size);
  rnn_pass_forward (pass, edited != NULL ? edited : parameters, batch);

  outcome = g_new0 (RnnOutcome, 1);
  outcome->count = 1;
  outcome->sample = sample;
  outcome->n_outputs = batch->n_targets;
  outcome->n_classes = network->n_classes;
  outcome->loss = rnn_pass_loss (pass, batch, NULL);
  if (reduction == RNN_LOSS_MEAN)
    outcome->loss /= outcome->n_outputs;
  copy_output (outcome, pass);
  return outcome;
}

RnnOutcome *
rnn_outcome_ref (RnnOutcome *outcome)
{
  g_return_val_if_fail (outcome != NULL, NULL);

  g_atomic_int_inc (&outcome->count);
  return outcome;
}

void
rnn_outcome_unref (RnnOutcome *outcome)
{
  g_return_if_fail (outcome != NULL);

  if (!g_atomic_int_dec_and_test (&outcome->count))
    return;
  g_free (outcome->y);
  g_free (outcome->nll);
  g_free (outcome);
}
