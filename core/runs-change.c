#include "core/runs-private.h"

#include <glib/gi18n-lib.h>

#include "core/branch-name.h"
#include "core/error.h"

/* New runs ----------------------------------------------------------------- */

static guint64
learner_memory (RnnRun        *run,
                const RnnSpec *spec)
{
  return rnn_learner_memory (spec, rnn_learner_dataset (rnn_run_learner (run)));
}

/* A deleted run gives way. */
static gboolean
check_memory (RnnRuns        *runs,
              const RnnSpec  *spec,
              GError        **error)
{
  guint n = runs->list.n + 1;
  guint64 each = learner_memory (rnn_runs_at_hand (runs), spec);
  guint64 all = each;
  g_autofree char *needed = NULL, *limit = NULL;

  for (guint i = 0; i < runs->list.n; i++)
    {
      RnnRun *run = runs->entries[i].run;

      all += learner_memory (run, rnn_run_spec (run));
    }
  if (all + each > runs->memory_limit)
    rnn_runs_empty_bin (runs);
  if (all <= runs->memory_limit)
    return TRUE;

  needed = g_format_size (all);
  limit = g_format_size (runs->memory_limit);
  g_set_error (error, RNN_ERROR, RNN_ERROR_MEMORY,
               _("%u runs of this network would take %s of memory, more than"
                 " the %s allowed; delete a run first"),
               n, needed, limit);
  return FALSE;
}

gboolean
rnn_runs_branch (RnnRuns        *runs,
                 const RnnSpec  *spec,
                 const char     *name,
                 GError        **error)
{
  g_autofree char *by_change = NULL;
  RnnRunFact fact = { 0 };
  RnnRun *parent, *branch;

  g_return_val_if_fail (runs != NULL && spec != NULL, FALSE);

  if (!rnn_runs_check_number (runs, error) || !check_memory (runs, spec, error))
    return FALSE;
  parent = rnn_runs_at_hand (runs);
  branch = rnn_run_new_branch (parent, spec, error);
  if (branch == NULL)
    return FALSE;

  fact.parent = runs->list.at_hand;
  fact.from = rnn_learner_position (rnn_run_learner (parent));
  by_change = rnn_branch_name (rnn_run_spec (parent), spec, fact.from.epoch);
  rnn_runs_add (runs, branch, &fact, name != NULL ? name : by_change);
  return rnn_runs_switch (runs, runs->last_number, error);
}

gboolean
rnn_runs_compare (RnnRuns        *runs,
                  const RnnSpec  *spec,
                  const char     *name,
                  GError        **error)
{
  const RnnRunFact fact = { 0 };
  g_autofree char *by_change = NULL;
  RnnRun *run, *other;

  g_return_val_if_fail (runs != NULL && spec != NULL, FALSE);

  if (!rnn_runs_check_number (runs, error) || !check_memory (runs, spec, error))
    return FALSE;
  run = rnn_runs_at_hand (runs);
  other = rnn_run_new_beside (run, spec, error);
  if (other == NULL)
    return FALSE;

  by_change = rnn_compared_name (rnn_run_spec (run), spec);
  rnn_runs_add (runs, other, &fact, name != NULL ? name : by_change);
  return rnn_runs_accompany (runs, runs->last_number, error);
}

/* Changes of the run at hand ----------------------------------------------- */

/* How long the run at hand is to be holds for a companion that was to be as
 * long. */
static void
carry_epochs (RnnRuns *runs,
              guint    before,
              guint    after)
{
  RnnRun *companion = rnn_runs_companion (runs);
  g_auto (RnnSpec) spec = { 0 };

  if (companion == NULL || rnn_run_spec (companion)->epochs != before)
    return;
  rnn_spec_copy (&spec, rnn_run_spec (companion));
  spec.epochs = after;
  rnn_run_change (companion, &spec, NULL);
}

gboolean
rnn_runs_change (RnnRuns        *runs,
                 const RnnSpec  *spec,
                 gboolean       *branched,
                 GError        **error)
{
  gboolean differs;
  guint epochs;
  RnnRun *run;

  g_return_val_if_fail (runs != NULL && spec != NULL, FALSE);
  g_return_val_if_fail (branched != NULL, FALSE);

  *branched = FALSE;
  run = rnn_runs_at_hand (runs);
  if (!rnn_run_check_change (run, spec, &differs, error))
    return FALSE;
  epochs = rnn_run_spec (run)->epochs;
  if (!differs || !rnn_run_has_future (run))
    {
      if (!rnn_run_change (run, spec, error))
        return FALSE;
      carry_epochs (runs, epochs, spec->epochs);
      return TRUE;
    }

  *branched = rnn_runs_branch (runs, spec, NULL, error);
  return *branched;
}

/* Weights are no setting by which a branch could be called. */
static gboolean
branch_for_weights (RnnRuns  *runs,
                    gboolean  imported,
                    GError  **error)
{
  RnnRun *run = rnn_runs_at_hand (runs);
  guint32 epoch = rnn_learner_position (rnn_run_learner (run)).epoch;
  g_autofree char *name =
    g_strdup_printf (imported ? _("weights imported at epoch %u")
                              : _("weights edited at epoch %u"), epoch);

  return rnn_runs_branch (runs, rnn_run_spec (run), name, error);
}

gboolean
rnn_runs_set_parameters (RnnRuns                 *runs,
                         const RnnInterventions  *interventions,
                         gboolean                *branched,
                         GError                 **error)
{
  RnnLearner *learner;

  g_return_val_if_fail (runs != NULL && interventions != NULL, FALSE);
  g_return_val_if_fail (branched != NULL, FALSE);

  *branched = FALSE;
  learner = rnn_run_learner (rnn_runs_at_hand (runs));
  if (rnn_run_has_future (rnn_runs_at_hand (runs))
      && rnn_interventions_edit_any (interventions)
      && rnn_interventions_check (interventions, rnn_learner_network (learner),
                                  rnn_learner_dataset (learner), NULL))
    {
      if (!branch_for_weights (runs, FALSE, error))
        return FALSE;
      *branched = TRUE;
    }
  return rnn_run_set_parameters (rnn_runs_at_hand (runs), interventions, error);
}

gboolean
rnn_runs_import (RnnRuns      *runs,
                 const float  *parameters,
                 gsize         n,
                 gboolean     *branched,
                 GError      **error)
{
  RnnRun *run;

  g_return_val_if_fail (runs != NULL && parameters != NULL, FALSE);
  g_return_val_if_fail (branched != NULL, FALSE);

  *branched = FALSE;
  run = rnn_runs_at_hand (runs);
  if (!rnn_run_check_import (run, parameters, n, error))
    return FALSE;
  if (rnn_run_has_future (run))
    {
      if (!branch_for_weights (runs, TRUE, error))
        return FALSE;
      *branched = TRUE;
    }
  return rnn_run_import (rnn_runs_at_hand (runs), parameters, n, error);
}
