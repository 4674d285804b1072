#include "core/runs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/branch-name.h"
#include "core/error.h"

/* What belongs to a run beside its fact. */
typedef struct
{
  RnnRun *run;
  gsize   n_told;
} Entry;

typedef struct
{
  Entry      entry;           /* run NULL: nothing there */
  RnnRunFact fact;
  guint      place;
  gboolean   at_hand;
} Bin;

struct _RnnRuns
{
  RnnRunList list;
  Entry      entries[RNN_MAX_RUNS]; /* of the same order */
  guint      at_hand;
  guint64    last_number;
  guint64    memory_limit;
  Bin        bin;
};

static void
fact_clear (RnnRunFact *fact)
{
  g_clear_pointer (&fact->name, g_ref_string_release);
}

static guint
find_place (const RnnRunList *list,
            guint64           number)
{
  guint i = 0;

  while (i < list->n && list->runs[i].number != number)
    i++;
  return i;
}

static gboolean
find_run (const RnnRuns  *runs,
          guint64         number,
          guint          *place,
          GError        **error)
{
  *place = find_place (&runs->list, number);
  if (*place < runs->list.n)
    return TRUE;

  g_set_error_literal (error, RNN_ERROR, RNN_ERROR_RANGE,
                       _("That run is not there any more; choose one from the"
                         " list of runs"));
  return FALSE;
}

/* Names -------------------------------------------------------------------- */

static gboolean
is_taken (const RnnRuns *runs,
          const char    *name,
          guint64        number)
{
  for (guint i = 0; i < runs->list.n; i++)
    if (runs->list.runs[i].number != number
        && g_str_equal (runs->list.runs[i].name, name))
      return TRUE;
  return FALSE;
}

/* @name for run @number, or with a number behind it when another run has it. */
static GRefString *
own_name (const RnnRuns *runs,
          const char    *name,
          guint64        number)
{
  g_autofree char *own = g_strdup (name);

  for (guint i = 2; is_taken (runs, own, number); i++)
    {
      g_free (own);
      own = g_strdup_printf ("%s (%u)", name, i);
    }
  return g_ref_string_new (own);
}

gboolean
rnn_runs_rename (RnnRuns     *runs,
                 guint64      number,
                 const char  *name,
                 GError     **error)
{
  g_autofree char *stripped = NULL;
  guint place;

  g_return_val_if_fail (runs != NULL && name != NULL, FALSE);

  if (!find_run (runs, number, &place, error))
    return FALSE;

  stripped = g_strstrip (g_strdup (name));
  if (*stripped == '\0')
    {
      g_set_error_literal (error, RNN_ERROR, RNN_ERROR_SETTING,
                           _("A run needs a name; type one"));
      return FALSE;
    }
  fact_clear (&runs->list.runs[place]);
  runs->list.runs[place].name = own_name (runs, stripped, number);
  return TRUE;
}

void
rnn_runs_describe (RnnRuns       *runs,
                   const RnnSpec *spec)
{
  g_return_if_fail (runs != NULL && spec != NULL);

  for (guint i = 0; i < runs->list.n; i++)
    rnn_run_describe (runs->entries[i].run, spec);
  if (runs->bin.entry.run != NULL)
    rnn_run_describe (runs->bin.entry.run, spec);
}

/* Places ------------------------------------------------------------------- */

static void
set_at_hand (RnnRuns *runs,
             guint    place)
{
  runs->at_hand = place;
  runs->list.at_hand = runs->list.runs[place].number;
}

/* Half of it for the run at hand, and the rest for the others. */
static void
share_budget (RnnRuns *runs)
{
  guint n = runs->list.n + (runs->bin.entry.run != NULL);
  gsize own = n > 1 ? RNN_RUN_BUDGET / 2 : RNN_RUN_BUDGET;
  gsize rest = n > 1 ? (RNN_RUN_BUDGET - own) / (n - 1) : 0;

  for (guint i = 0; i < runs->list.n; i++)
    rnn_run_set_budget (runs->entries[i].run,
                        i == runs->at_hand ? own : rest);
  if (runs->bin.entry.run != NULL)
    rnn_run_set_budget (runs->bin.entry.run, rest);
}

static void
insert (RnnRuns          *runs,
        guint             place,
        const RnnRunFact *fact,
        const Entry      *entry)
{
  guint n_after = runs->list.n - place;

  memmove (&runs->list.runs[place + 1], &runs->list.runs[place],
           n_after * sizeof *fact);
  memmove (&runs->entries[place + 1], &runs->entries[place],
           n_after * sizeof *entry);
  runs->list.runs[place] = *fact;
  runs->entries[place] = *entry;
  runs->list.n++;
  if (runs->at_hand >= place && runs->list.n > 1)
    runs->at_hand++;
}

static void
take_out (RnnRuns *runs,
          guint    place)
{
  guint n_after = runs->list.n - place - 1;

  memmove (&runs->list.runs[place], &runs->list.runs[place + 1],
           n_after * sizeof *runs->list.runs);
  memmove (&runs->entries[place], &runs->entries[place + 1],
           n_after * sizeof *runs->entries);
  runs->list.n--;
  memset (&runs->list.runs[runs->list.n], 0, sizeof *runs->list.runs);
  if (runs->at_hand > place)
    runs->at_hand--;
}

static void
empty_bin (RnnRuns *runs)
{
  g_clear_pointer (&runs->bin.entry.run, rnn_run_free);
  fact_clear (&runs->bin.fact);
  runs->list.deleted = 0;
}

RnnRuns *
rnn_runs_new (RnnRun  *run,
              guint64  last_number)
{
  return rnn_runs_new_with_limit (run, last_number, RNN_LEARNER_MEMORY_LIMIT);
}

RnnRuns *
rnn_runs_new_with_limit (RnnRun  *run,
                         guint64  last_number,
                         guint64  memory_limit)
{
  const Entry entry = { run, 0 };
  RnnRuns *runs;

  g_return_val_if_fail (run != NULL, NULL);

  runs = g_new0 (RnnRuns, 1);
  runs->memory_limit = memory_limit;
  runs->last_number = last_number + 1;
  insert (runs, 0,
          &(RnnRunFact) { .number = runs->last_number,
                          .name = g_ref_string_new (_("First run")) },
          &entry);
  set_at_hand (runs, 0);
  return runs;
}

void
rnn_runs_free (RnnRuns *runs)
{
  if (runs == NULL)
    return;
  empty_bin (runs);
  for (guint i = 0; i < runs->list.n; i++)
    rnn_run_free (runs->entries[i].run);
  rnn_run_list_clear (&runs->list);
  g_free (runs);
}

RnnRun *
rnn_runs_at_hand (RnnRuns *runs)
{
  g_return_val_if_fail (runs != NULL, NULL);

  return runs->entries[runs->at_hand].run;
}

const RnnRunList *
rnn_runs_list (const RnnRuns *runs)
{
  g_return_val_if_fail (runs != NULL, NULL);

  return &runs->list;
}

gsize *
rnn_runs_told (RnnRuns *runs)
{
  g_return_val_if_fail (runs != NULL, NULL);

  return &runs->entries[runs->at_hand].n_told;
}

guint64
rnn_runs_last_number (const RnnRuns *runs)
{
  g_return_val_if_fail (runs != NULL, 0);

  return runs->last_number;
}

gsize
rnn_runs_memory (const RnnRuns *runs)
{
  gsize sum = 0;

  g_return_val_if_fail (runs != NULL, 0);

  for (guint i = 0; i < runs->list.n; i++)
    sum += rnn_history_memory (rnn_run_history (runs->entries[i].run));
  if (runs->bin.entry.run != NULL)
    sum += rnn_history_memory (rnn_run_history (runs->bin.entry.run));
  return sum;
}

/* Changes ------------------------------------------------------------------ */

static gboolean
check_number (const RnnRuns  *runs,
              GError        **error)
{
  if (runs->list.n < RNN_MAX_RUNS)
    return TRUE;

  g_set_error (error, RNN_ERROR, RNN_ERROR_MEMORY,
               _("There are %u runs already, as many as fit side by side;"
                 " delete one to make room"),
               RNN_MAX_RUNS);
  return FALSE;
}

/* A deleted run gives way. */
static gboolean
check_memory (RnnRuns        *runs,
              const RnnSpec  *spec,
              GError        **error)
{
  guint n = runs->list.n + 1;
  RnnLearner *learner = rnn_run_learner (rnn_runs_at_hand (runs));
  guint64 each = rnn_learner_memory (spec, rnn_learner_dataset (learner));
  g_autofree char *needed = NULL, *limit = NULL;

  if ((n + 1) * each > runs->memory_limit)
    empty_bin (runs);
  if (n * each <= runs->memory_limit)
    return TRUE;

  needed = g_format_size (n * each);
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
  Entry entry = { 0 };
  RnnRun *parent;

  g_return_val_if_fail (runs != NULL && spec != NULL, FALSE);

  if (!check_number (runs, error) || !check_memory (runs, spec, error))
    return FALSE;
  parent = rnn_runs_at_hand (runs);
  entry.run = rnn_run_new_branch (parent, spec, error);
  if (entry.run == NULL)
    return FALSE;

  fact.number = ++runs->last_number;
  fact.parent = runs->list.at_hand;
  fact.from = rnn_learner_position (rnn_run_learner (parent));
  by_change = rnn_branch_name (rnn_run_spec (parent), spec, fact.from.epoch);
  fact.name = own_name (runs, name != NULL ? name : by_change, fact.number);
  insert (runs, runs->list.n, &fact, &entry);
  set_at_hand (runs, runs->list.n - 1);
  share_budget (runs);
  return TRUE;
}

gboolean
rnn_runs_change (RnnRuns        *runs,
                 const RnnSpec  *spec,
                 gboolean       *branched,
                 GError        **error)
{
  gboolean differs;
  RnnRun *run;

  g_return_val_if_fail (runs != NULL && spec != NULL, FALSE);
  g_return_val_if_fail (branched != NULL, FALSE);

  *branched = FALSE;
  run = rnn_runs_at_hand (runs);
  if (!rnn_run_check_change (run, spec, &differs, error))
    return FALSE;
  if (!differs || !rnn_run_has_future (run))
    return rnn_run_change (run, spec, error);

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

gboolean
rnn_runs_switch (RnnRuns  *runs,
                 guint64   number,
                 GError  **error)
{
  guint place;

  g_return_val_if_fail (runs != NULL, FALSE);

  if (!find_run (runs, number, &place, error))
    return FALSE;
  set_at_hand (runs, place);
  share_budget (runs);
  return TRUE;
}

/* Which comes to hand when that at @place goes. */
static guint
find_successor (const RnnRuns *runs,
                guint          place)
{
  guint parent = find_place (&runs->list, runs->list.runs[place].parent);

  if (parent < runs->list.n)
    return parent;
  return place > 0 ? place - 1 : 1;
}

gboolean
rnn_runs_delete (RnnRuns  *runs,
                 guint64   number,
                 GError  **error)
{
  guint place;

  g_return_val_if_fail (runs != NULL, FALSE);

  if (!find_run (runs, number, &place, error))
    return FALSE;
  if (runs->list.n == 1)
    {
      g_set_error_literal (error, RNN_ERROR, RNN_ERROR_RANGE,
                           _("This is the only run; branch from it before you"
                             " delete it"));
      return FALSE;
    }

  empty_bin (runs);
  runs->bin = (Bin) { runs->entries[place], runs->list.runs[place], place,
                      place == runs->at_hand };
  runs->list.deleted = number;
  if (runs->bin.at_hand)
    set_at_hand (runs, find_successor (runs, place));
  take_out (runs, place);
  share_budget (runs);
  return TRUE;
}

gboolean
rnn_runs_restore (RnnRuns  *runs,
                  GError  **error)
{
  GRefString *name;
  Bin *bin;
  guint place;

  g_return_val_if_fail (runs != NULL, FALSE);

  bin = &runs->bin;
  if (bin->entry.run == NULL)
    {
      g_set_error_literal (error, RNN_ERROR, RNN_ERROR_RANGE,
                           _("No deleted run is left to be brought back"));
      return FALSE;
    }
  if (!check_number (runs, error))
    return FALSE;

  /* Whoever is told of it may have forgotten its metrics, and its name may have
   * been given away. */
  bin->entry.n_told = 0;
  name = own_name (runs, bin->fact.name, bin->fact.number);
  fact_clear (&bin->fact);
  bin->fact.name = name;
  place = MIN (bin->place, runs->list.n);
  insert (runs, place, &bin->fact, &bin->entry);
  if (bin->at_hand)
    set_at_hand (runs, place);
  *bin = (Bin) { 0 };
  runs->list.deleted = 0;
  share_budget (runs);
  return TRUE;
}
