#include "core/runs-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/error.h"

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

static gboolean
is_watched (const RnnRuns *runs,
            guint          place)
{
  return place == runs->at_hand
         || runs->list.runs[place].number == runs->list.companion;
}

/* Half of it for the run at hand and its companion, and the rest for the
 * others. */
static void
share_budget (RnnRuns *runs)
{
  guint n_watched = runs->list.companion != 0 ? 2 : 1;
  guint n_rest = runs->list.n + (runs->bin.entry.run != NULL) - n_watched;
  gsize watched = n_rest > 0 ? RNN_RUN_BUDGET / 2 : RNN_RUN_BUDGET;
  gsize rest = n_rest > 0 ? (RNN_RUN_BUDGET - watched) / n_rest : 0;

  for (guint i = 0; i < runs->list.n; i++)
    rnn_run_set_budget (runs->entries[i].run,
                        is_watched (runs, i) ? watched / n_watched : rest);
  if (runs->bin.entry.run != NULL)
    rnn_run_set_budget (runs->bin.entry.run, rest);
}

static void
insert (RnnRuns           *runs,
        guint              place,
        const RnnRunFact  *fact,
        const RnnRunEntry *entry)
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

void
rnn_runs_empty_bin (RnnRuns *runs)
{
  g_clear_pointer (&runs->bin.entry.run, rnn_run_free);
  fact_clear (&runs->bin.fact);
  runs->list.deleted = 0;
}

void
rnn_runs_add (RnnRuns          *runs,
              RnnRun           *run,
              const RnnRunFact *fact,
              const char       *name)
{
  const RnnRunEntry entry = { run, 0 };
  RnnRunFact own = *fact;

  own.number = ++runs->last_number;
  own.name = own_name (runs, name, own.number);
  insert (runs, runs->list.n, &own, &entry);
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
  const RnnRunEntry entry = { run, 0 };
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
  rnn_runs_empty_bin (runs);
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

static RnnRunEntry *
companion_entry (RnnRuns *runs)
{
  if (runs->list.companion == 0)
    return NULL;
  return &runs->entries[find_place (&runs->list, runs->list.companion)];
}

RnnRun *
rnn_runs_companion (RnnRuns *runs)
{
  g_return_val_if_fail (runs != NULL, NULL);

  return runs->list.companion != 0 ? companion_entry (runs)->run : NULL;
}

gsize *
rnn_runs_companion_told (RnnRuns *runs)
{
  g_return_val_if_fail (runs != NULL, NULL);

  return runs->list.companion != 0 ? &companion_entry (runs)->n_told : NULL;
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

/* Which are watched -------------------------------------------------------- */

gboolean
rnn_runs_switch (RnnRuns  *runs,
                 guint64   number,
                 GError  **error)
{
  guint place;

  g_return_val_if_fail (runs != NULL, FALSE);

  if (!find_run (runs, number, &place, error))
    return FALSE;
  if (number == runs->list.companion)
    runs->list.companion = runs->list.at_hand;
  set_at_hand (runs, place);
  share_budget (runs);
  return TRUE;
}

gboolean
rnn_runs_accompany (RnnRuns  *runs,
                    guint64   number,
                    GError  **error)
{
  guint place;

  g_return_val_if_fail (runs != NULL, FALSE);

  if (number != 0 && !find_run (runs, number, &place, error))
    return FALSE;
  if (number == runs->list.at_hand)
    {
      g_set_error_literal (error, RNN_ERROR, RNN_ERROR_RANGE,
                           _("A run cannot be watched beside itself; choose"
                             " another one from the list of runs"));
      return FALSE;
    }
  runs->list.companion = number;
  share_budget (runs);
  return TRUE;
}

/* Coming and going --------------------------------------------------------- */

gboolean
rnn_runs_check_number (const RnnRuns  *runs,
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

  rnn_runs_empty_bin (runs);
  runs->bin = (RnnRunBin) { runs->entries[place], runs->list.runs[place], place,
                      place == runs->at_hand,
                      number == runs->list.companion };
  runs->list.deleted = number;
  if (runs->bin.at_hand)
    set_at_hand (runs, find_successor (runs, place));
  if (runs->bin.companion || runs->list.companion == runs->list.at_hand)
    runs->list.companion = 0;
  take_out (runs, place);
  share_budget (runs);
  return TRUE;
}

gboolean
rnn_runs_restore (RnnRuns  *runs,
                  GError  **error)
{
  GRefString *name;
  RnnRunBin *bin;
  guint place;

  g_return_val_if_fail (runs != NULL, FALSE);

  bin = &runs->bin;
  if (bin->entry.run == NULL)
    {
      g_set_error_literal (error, RNN_ERROR, RNN_ERROR_RANGE,
                           _("No deleted run is left to be brought back"));
      return FALSE;
    }
  if (!rnn_runs_check_number (runs, error))
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
  if (bin->companion && runs->list.companion == 0)
    runs->list.companion = runs->list.runs[place].number;
  *bin = (RnnRunBin) { 0 };
  runs->list.deleted = 0;
  share_budget (runs);
  return TRUE;
}
