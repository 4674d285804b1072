#include "core/sweep.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/error.h"

static const double shares[RNN_SWEEP_N_QUANTILES]
    = { 0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0 };

struct _RnnSweep
{
  RnnSpec         spec;
  RnnDataset     *dataset;    /* of the first seed; its letters serve all */
  guint           n_seeds;
  guint           n_done;
  RnnSweepResult *results;    /* n_seeds */
  guint           n_points;
  guint32        *epochs;     /* n_points */
  float          *losses;     /* n_points × n_seeds; NaN: not reached */
};

static gboolean
check_seeds (const RnnSpec *spec,
             guint          n_seeds,
             GError       **error)
{
  if (n_seeds < RNN_SWEEP_MIN_SEEDS || n_seeds > RNN_SWEEP_MAX_SEEDS)
    {
      g_set_error (error, RNN_ERROR, RNN_ERROR_RANGE,
                   _("A sweep takes %d to %d seeds, not %u"),
                   RNN_SWEEP_MIN_SEEDS, RNN_SWEEP_MAX_SEEDS, n_seeds);
      return FALSE;
    }
  if (spec->seed > G_MAXUINT32 - (n_seeds - 1))
    {
      g_set_error (error, RNN_ERROR, RNN_ERROR_RANGE,
                   _("%u seeds from fit.seed %u on are more than there are; "
                     "begin with a smaller one"),
                   n_seeds, spec->seed);
      return FALSE;
    }

  return TRUE;
}

/* Point @i of @n lies at epoch 1 + i (epochs − 1) / (n − 1), rounded down. */
static void
place_points (RnnSweep *sweep)
{
  guint64 n_epochs = sweep->spec.epochs;

  sweep->n_points = (guint) MIN (n_epochs, RNN_SWEEP_MAX_POINTS);
  sweep->epochs = g_new (guint32, sweep->n_points);
  for (guint64 i = 0; i < sweep->n_points; i++)
    sweep->epochs[i]
        = sweep->n_points > 1
              ? (guint32) (1 + i * (n_epochs - 1) / (sweep->n_points - 1))
              : 1;
}

RnnSweep *
rnn_sweep_new (const RnnSpec *spec,
               guint          n_seeds,
               const int     *cancel,
               GError       **error)
{
  const RnnProgress progress = { .cancel = cancel };
  g_autoptr (RnnSweep) sweep = NULL;
  gsize n_losses;

  g_return_val_if_fail (spec != NULL, NULL);

  if (!check_seeds (spec, n_seeds, error) || !rnn_spec_check (spec, error))
    return NULL;

  sweep = g_new0 (RnnSweep, 1);
  rnn_spec_copy (&sweep->spec, spec);
  sweep->n_seeds = n_seeds;
  sweep->dataset = rnn_dataset_new_until (spec, &progress, error);
  if (sweep->dataset == NULL
      || !rnn_learner_check_memory (spec, sweep->dataset, error))
    return NULL;

  sweep->results = g_new0 (RnnSweepResult, n_seeds);
  place_points (sweep);
  n_losses = (gsize) sweep->n_points * n_seeds;
  sweep->losses = g_new (float, n_losses);
  for (gsize i = 0; i < n_losses; i++)
    sweep->losses[i] = NAN;

  return g_steal_pointer (&sweep);
}

void
rnn_sweep_free (RnnSweep *sweep)
{
  if (sweep == NULL)
    return;
  rnn_spec_clear (&sweep->spec);
  g_clear_pointer (&sweep->dataset, rnn_dataset_unref);
  g_free (sweep->results);
  g_free (sweep->epochs);
  g_free (sweep->losses);
  g_free (sweep);
}

gboolean
rnn_sweep_is_done (const RnnSweep *sweep)
{
  g_return_val_if_fail (sweep != NULL, TRUE);

  return sweep->n_done == sweep->n_seeds;
}

/* A learner of the next seed, as a run with that seed has it. */
static RnnLearner *
next_learner (RnnSweep  *sweep,
              const int *cancel,
              GError   **error)
{
  const RnnProgress progress = { .cancel = cancel };
  g_autoptr (RnnDataset) dataset = NULL;
  RnnSpec spec = sweep->spec;
  RnnLearner *learner;

  spec.seed += sweep->n_done;
  dataset = rnn_dataset_new_order (sweep->dataset, &spec, &progress, error);
  if (dataset == NULL)
    return NULL;
  learner = rnn_learner_new (&spec, dataset, error);
  /* Whoever sweeps has something else to look at, which may be training, too. */
  if (learner != NULL)
    rnn_learner_set_threads (learner, 1);
  return learner;
}

static void
note_epoch (RnnSweep         *sweep,
            const RnnMetrics *metrics,
            guint            *point)
{
  RnnSweepResult *result = &sweep->results[sweep->n_done];

  result->epochs = metrics->epoch;
  result->loss = metrics->loss;
  result->accuracy = metrics->accuracy;
  if (result->reached == 0 && metrics->accuracy == 1.0)
    result->reached = metrics->epoch;
  if (*point < sweep->n_points && sweep->epochs[*point] == metrics->epoch)
    {
      sweep->losses[(gsize) *point * sweep->n_seeds + sweep->n_done]
          = (float) metrics->loss;
      (*point)++;
    }
}

/* FALSE when it was cancelled. */
static gboolean
train (RnnSweep   *sweep,
       RnnLearner *learner,
       const int  *cancel)
{
  RnnSweepResult *result = &sweep->results[sweep->n_done];
  guint point = 0;

  *result = (RnnSweepResult) { .seed = sweep->spec.seed + sweep->n_done,
                               .loss = NAN, .accuracy = NAN };
  while (result->epochs < sweep->spec.epochs)
    {
      RnnMetrics metrics;
      RnnLearnerResult made;

      if (cancel != NULL && g_atomic_int_get (cancel) != 0)
        return FALSE;
      made = rnn_learner_update (learner, &metrics, NULL);
      if (made == RNN_LEARNER_EPOCH)
        note_epoch (sweep, &metrics, &point);
      if (made == RNN_LEARNER_FAILED)
        {
          result->diverged = TRUE;
          break;
        }
    }

  return TRUE;
}

gboolean
rnn_sweep_next (RnnSweep  *sweep,
                const int *cancel,
                GError   **error)
{
  g_autoptr (RnnLearner) learner = NULL;

  g_return_val_if_fail (sweep != NULL, FALSE);
  g_return_val_if_fail (!rnn_sweep_is_done (sweep), FALSE);

  learner = next_learner (sweep, cancel, error);
  if (learner == NULL)
    return FALSE;
  if (!train (sweep, learner, cancel))
    {
      for (guint i = 0; i < sweep->n_points; i++)
        sweep->losses[(gsize) i * sweep->n_seeds + sweep->n_done] = NAN;
      g_set_error_literal (error, RNN_ERROR, RNN_ERROR_CANCELLED,
                           _("The sweep was stopped"));
      return FALSE;
    }
  sweep->n_done++;

  return TRUE;
}

/* The report --------------------------------------------------------------- */

static int
compare_floats (const void *a,
                const void *b)
{
  float x = *(const float *) a, y = *(const float *) b;

  return (x > y) - (x < y);
}

/* Of @n sorted numbers, linear between neighbours (numpy's default). */
static float
quantile (const float *sorted,
          guint        n,
          double       share)
{
  double place = share * (n - 1);
  guint below = (guint) place;
  double part = place - below;

  if (part == 0)
    return sorted[below];
  return (float) ((1.0 - part) * sorted[below] + part * sorted[below + 1]);
}

static void
fill_quantiles (const RnnSweep *sweep,
                RnnSweepReport *report)
{
  g_autofree float *sorted = g_new (float, sweep->n_seeds);

  for (guint i = 0; i < sweep->n_points; i++)
    {
      const float *losses = sweep->losses + (gsize) i * sweep->n_seeds;
      guint n = 0;

      for (guint k = 0; k < sweep->n_done; k++)
        if (isfinite (losses[k]))
          sorted[n++] = losses[k];
      qsort (sorted, n, sizeof *sorted, compare_floats);
      for (guint q = 0; q < RNN_SWEEP_N_QUANTILES; q++)
        report->quantiles[q][i] = n > 0 ? quantile (sorted, n, shares[q]) : NAN;
    }
}

static int
compare_epochs (const void *a,
                const void *b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

static void
count_results (RnnSweepReport *report)
{
  g_autofree guint32 *reached = g_new (guint32, MAX (report->n_done, 1));

  for (guint i = 0; i < report->n_done; i++)
    {
      const RnnSweepResult *result = &report->results[i];

      if (result->diverged)
        report->n_diverged++;
      if (result->reached > 0)
        reached[report->n_reached++] = result->reached;
    }
  if (report->n_reached == 0)
    return;
  qsort (reached, report->n_reached, sizeof *reached, compare_epochs);
  report->median_reached = reached[(report->n_reached - 1) / 2];
}

RnnSweepReport *
rnn_sweep_report (const RnnSweep *sweep)
{
  RnnSweepReport *report;

  g_return_val_if_fail (sweep != NULL, NULL);

  report = g_new0 (RnnSweepReport, 1);
  report->count = 1;
  rnn_spec_copy (&report->spec, &sweep->spec);
  report->n_classes = sweep->dataset->n_classes;
  report->n_seeds = sweep->n_seeds;
  report->n_done = sweep->n_done;
  report->results
      = g_memdup2 (sweep->results, sweep->n_done * sizeof *sweep->results);
  count_results (report);
  report->n_points = sweep->n_points;
  report->epochs
      = g_memdup2 (sweep->epochs, sweep->n_points * sizeof *sweep->epochs);
  for (guint q = 0; q < RNN_SWEEP_N_QUANTILES; q++)
    report->quantiles[q] = g_new (float, sweep->n_points);
  fill_quantiles (sweep, report);

  return report;
}

RnnSweepReport *
rnn_sweep_report_ref (RnnSweepReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);

  g_atomic_int_inc (&report->count);
  return report;
}

void
rnn_sweep_report_unref (RnnSweepReport *report)
{
  g_return_if_fail (report != NULL);

  if (!g_atomic_int_dec_and_test (&report->count))
    return;
  rnn_spec_clear (&report->spec);
  g_free (report->results);
  g_free (report->epochs);
  for (guint q = 0; q < RNN_SWEEP_N_QUANTILES; q++)
    g_free (report->quantiles[q]);
  g_free (report);
}
