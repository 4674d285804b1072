#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/paint/number.h"
#include "ui/paint/sweep.h"

static void
add_reached (GString *text, const RnnSweepReport *report)
{
  char done[PAINT_NUMBER_SIZE], reached[PAINT_NUMBER_SIZE];

  paint_number_whole (report->n_done, done);
  paint_number_whole (report->n_reached, reached);
  if (report->n_reached == 0)
    /* Translators: the number of seeds, as "1,000" */
    g_string_append_printf (text, _ ("None of %s seeds reached 100 %%."), done);
  else
    /* Translators: numbers of seeds, and an epoch */
    g_string_append_printf (
        text,
        _ ("%s of %s seeds reached 100 %%, half of them by epoch %u."),
        reached,
        done,
        report->median_reached);
}

/* The losses at the last epoch that some seed got to. */
static void
add_losses (GString *text, const RnnSweepReport *report)
{
  char median[PAINT_NUMBER_SIZE], low[PAINT_NUMBER_SIZE],
      high[PAINT_NUMBER_SIZE];
  guint i = report->n_points - 1;

  if (!isfinite (report->quantiles[RNN_SWEEP_MEDIAN][i]))
    return;
  paint_number (
      report->quantiles[RNN_SWEEP_MEDIAN][i], 3, PAINT_NUMBER_PLAIN, median);
  paint_number (
      report->quantiles[RNN_SWEEP_LOW][i], 3, PAINT_NUMBER_PLAIN, low);
  paint_number (
      report->quantiles[RNN_SWEEP_HIGH][i], 3, PAINT_NUMBER_PLAIN, high);
  g_string_append_c (text, ' ');
  g_string_append_printf (
      text,
      _ ("Loss at the end: %s in the middle, four fifths of the seeds from "
         "%s to %s."),
      median,
      low,
      high);
}

char *
paint_sweep_sentence (const RnnSweepReport *report)
{
  GString *text;

  g_return_val_if_fail (report, NULL);

  text = g_string_new (NULL);
  if (report->n_done == 0)
    return g_string_free (text, FALSE);

  add_reached (text, report);
  add_losses (text, report);
  if (report->n_diverged > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text,
                              ngettext ("%u seed diverged.",
                                        "%u seeds diverged.",
                                        report->n_diverged),
                              report->n_diverged);
    }
  return g_string_free (text, FALSE);
}

static char *
describe_seed (const RnnSweepReport *report, guint index)
{
  const RnnSweepResult *result = &report->results[index];
  char loss[PAINT_NUMBER_SIZE], accuracy[PAINT_NUMBER_SIZE];

  if (result->diverged)
    return g_strdup_printf (
        _ ("Seed %u: diverged in epoch %u"), result->seed, result->epochs + 1);

  paint_number_full (result->loss, PAINT_NUMBER_PLAIN, loss);
  paint_number_percent (result->accuracy, 0, accuracy);
  if (result->reached == 0)
    return g_strdup_printf (
        _ ("Seed %u: loss %s, accuracy %s at the end, never "
           "100 %%"),
        result->seed,
        loss,
        accuracy);
  return g_strdup_printf (_ ("Seed %u: loss %s, accuracy %s at the end, 100 %% "
                             "in epoch %u for the first time"),
                          result->seed,
                          loss,
                          accuracy,
                          result->reached);
}

static char *
describe_epoch (const RnnSweepReport *report, guint point)
{
  char number[RNN_SWEEP_N_QUANTILES][PAINT_NUMBER_SIZE];

  if (!isfinite (report->quantiles[RNN_SWEEP_MEDIAN][point]))
    return g_strdup_printf (_ ("Epoch %u: no seed got there"),
                            report->epochs[point]);

  for (guint q = 0; q < RNN_SWEEP_N_QUANTILES; q++)
    paint_number (
        report->quantiles[q][point], 3, PAINT_NUMBER_PLAIN, number[q]);
  return g_strdup_printf (
      _ ("Epoch %u: loss %s in the middle; half of the seeds "
         "%s to %s, four fifths %s to %s, all %s to %s"),
      report->epochs[point],
      number[RNN_SWEEP_MEDIAN],
      number[RNN_SWEEP_LOWER],
      number[RNN_SWEEP_UPPER],
      number[RNN_SWEEP_LOW],
      number[RNN_SWEEP_HIGH],
      number[RNN_SWEEP_LEAST],
      number[RNN_SWEEP_GREATEST]);
}

char *
paint_sweep_describe (const PaintSweepData *data, const PaintTarget *target)
{
  const RnnSweepReport *report;

  g_return_val_if_fail (data, NULL);

  report = data->report;
  if (!report)
    return g_strdup (_ ("No seed has been trained yet."));
  if (!target || target->kind == PAINT_TARGET_NONE)
    return paint_sweep_sentence (report);
  if (target->kind == PAINT_TARGET_SEED && target->row < report->n_done)
    return describe_seed (report, target->row);
  if (target->kind == PAINT_TARGET_EPOCH)
    for (guint i = 0; i < report->n_points; i++)
      if (report->epochs[i] == target->epoch)
        return describe_epoch (report, i);
  return paint_sweep_sentence (report);
}
