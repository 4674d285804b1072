/* check-golden FILE…: trains each golden case from its initial weights and
 * compares with what double precision computed.  Prints the worst relative
 * difference of each quantity and its limit; exits 0 only if all are within. */

#include <locale.h>
#include <math.h>
#include <string.h>

#include "core/learner.h"
#include "tests/golden/golden.h"
#include "tests/golden/tolerance.h"

/* Two probabilities as near as this are a tie within single precision, and
 * either may win. */
#define TIE 2e-5
/* Accuracies count positions; this is the rounding of their quotient. */
#define COUNT_ROUNDING 1e-4

typedef struct
{
  const Golden *golden;
  gboolean      failed;
} Report;

/* Comparing */

/* max |a − b| / max |golden|; an array of zeros must be zeros. */
static double
difference (const double *golden,
            const float  *ours,
            gsize         n)
{
  double largest = 0.0, worst = 0.0;

  for (gsize i = 0; i < n; i++)
    {
      double apart = fabs (golden[i] - (double) ours[i]);

      if (isnan (apart))
        return INFINITY;
      worst = fmax (worst, apart);
      largest = fmax (largest, fabs (golden[i]));
    }

  if (worst == 0.0)
    return 0.0;

  return largest > 0.0 ? worst / largest : INFINITY;
}

static double
number_difference (double golden,
                   double ours)
{
  if (golden == ours)
    return 0.0;

  return golden != 0.0 && !isnan (ours) ? fabs (ours - golden) / fabs (golden)
                                        : INFINITY;
}

/* The worst of the separate matrices. */
static double
arena_difference (const Golden *golden,
                  const double *expected,
                  const float  *ours)
{
  double worst = 0.0;

  for (guint i = 0; i < golden->network.n_parameters; i++)
    {
      const RnnParameter *p = &golden->network.parameters[i];

      worst = fmax (worst, difference (expected + p->offset, ours + p->offset,
                                       (gsize) p->rows * p->columns));
    }

  return worst;
}

static void
report (Report     *to,
        const char *quantity,
        double      worst,
        double      limit)
{
  gboolean good = worst <= limit;

  g_print ("  %-22s %9.2e  (limit %.2e)%s\n", quantity, worst, limit,
           good ? "" : "  TOO FAR");
  if (!good)
    to->failed = TRUE;
}

/* Step 1 */

/* @to (samples × steps × n) from time-major @from (steps × samples × n). */
static void
to_sample_major (const float *from,
                 gsize        steps,
                 gsize        samples,
                 gsize        n,
                 float       *to)
{
  for (gsize t = 0; t < steps; t++)
    {
      for (gsize i = 0; i < samples; i++)
        memcpy (to + (i * steps + t) * n, from + (t * samples + i) * n,
                n * sizeof (float));
    }
}

static double
probs_difference (const Golden  *golden,
                  const RnnPass *pass,
                  const double  *expected)
{
  gsize n = (gsize) pass->batch * golden->n_outputs * golden->network.n_classes;
  g_autofree float *y = g_new (float, n);

  to_sample_major (pass->y, golden->n_outputs, pass->batch,
                   golden->network.n_classes, y);

  return difference (expected, y, n);
}

static double
states_difference (const Golden  *golden,
                   const RnnPass *pass)
{
  double worst = 0.0;

  for (guint l = 0; l < golden->network.n_layers; l++)
    {
      gsize units = golden->network.units[l];
      gsize n = (gsize) pass->batch * golden->time_steps * units;
      g_autofree float *h = g_new (float, n);

      to_sample_major (pass->h[l] + pass->batch * units, golden->time_steps,
                       pass->batch, units, h);
      worst = fmax (worst, difference (golden->h[l], h, n));
    }

  return worst;
}

static double
norms_difference (const Golden  *golden,
                  const RnnPass *pass)
{
  g_autofree float *norms = g_new (float, golden->time_steps);
  double worst = 0.0;

  for (guint l = 0; l < golden->network.n_layers; l++)
    {
      gsize step = (gsize) pass->batch * golden->network.units[l];

      for (gsize t = 0; t < golden->time_steps; t++)
        {
          double sum = 0.0;

          for (gsize i = 0; i < step; i++)
            sum += pow (pass->dh[l][t * step + i], 2.0);
          norms[t] = (float) sqrt (sum);
        }
      worst = fmax (worst, difference (golden->dh_norm[l], norms,
                                       golden->time_steps));
    }

  return worst;
}

static void
check_step_1 (Report *to)
{
  const Golden *golden = to->golden;
  guint n = golden->first_batch;
  g_autoptr (RnnPass) pass = rnn_pass_new (&golden->network,
                                           golden->time_steps, n);
  g_autoptr (RnnBatch) batch = rnn_batch_new (golden->dataset, n);
  g_autofree float *gradients = g_new (float, golden->network.size);
  RnnOptimizer optimizer;
  double loss;

  rnn_dataset_gather (golden->dataset, NULL, 0, n, batch);
  rnn_pass_zero_state (pass, n);
  rnn_pass_forward (pass, golden->initial, batch);
  loss = rnn_pass_loss (pass, batch, NULL);
  if (golden->spec.loss == RNN_LOSS_MEAN)
    loss /= batch->n_targets;
  rnn_pass_backward (pass, golden->initial, batch, golden->spec.loss,
                     gradients);

  report (to, "h", states_difference (golden, pass), TOLERANCE_STEP_1);
  report (to, "probs", probs_difference (golden, pass, golden->probs),
          TOLERANCE_STEP_1);
  report (to, "loss", number_difference (golden->loss, loss),
          TOLERANCE_STEP_1);
  report (to, "grads", arena_difference (golden, golden->gradients, gradients),
          TOLERANCE_STEP_1);
  report (to, "dL_dh_norm", norms_difference (golden, pass), TOLERANCE_STEP_1);

  if (golden->clipped != NULL)
    {
      rnn_optimizer_init (&optimizer, &golden->spec);
      if (!rnn_optimizer_clip (&optimizer, &golden->network, gradients))
        to->failed = TRUE;
      report (to, "grads_after_clip",
              arena_difference (golden, golden->clipped, gradients),
              TOLERANCE_STEP_1);
    }
}

/* Training */

/**
 * Shadow:
 *
 * A second look at each batch before its update, to know how many positions
 * could count either way: an accuracy may differ by as many.
 */
typedef struct
{
  RnnPass  *pass;
  RnnBatch *batch;
  guint     carried;          /* rows whose state goes on, stateful only */
} Shadow;

static guint
count_ties (const float *y,
            gsize        rows,
            guint        n_classes)
{
  guint ties = 0;

  for (gsize row = 0; row < rows; row++, y += n_classes)
    {
      float first = -1.0f, second = -1.0f;

      for (guint c = 0; c < n_classes; c++)
        {
          if (y[c] > first)
            {
              second = first;
              first = y[c];
            }
          else if (y[c] > second)
            {
              second = y[c];
            }
        }
      if (first - second < TIE)
        ties++;
    }

  return ties;
}

static void
carry_states (const Golden *golden,
              RnnPass      *pass,
              guint         rows)
{
  for (guint l = 0; l < golden->network.n_layers; l++)
    {
      gsize step = (gsize) rows * golden->network.units[l];

      memcpy (pass->h[l], pass->h[l] + golden->time_steps * step,
              step * sizeof (float));
    }
}

static guint
ties_of_next_batch (const Golden *golden,
                    Shadow       *shadow,
                    RnnLearner   *learner)
{
  guint n;
  const guint32 *samples = rnn_learner_next_batch (learner, &n);

  if (shadow->carried > 0)
    carry_states (golden, shadow->pass, MIN (n, shadow->carried));
  else
    rnn_pass_zero_state (shadow->pass, n);
  if (golden->spec.stateful)
    shadow->carried = n;

  rnn_dataset_gather (golden->dataset, samples, 0, n, shadow->batch);
  rnn_pass_forward (shadow->pass, rnn_learner_parameters (learner),
                    shadow->batch);

  return count_ties (shadow->pass->y, shadow->batch->n_targets,
                     golden->network.n_classes);
}

typedef struct
{
  float   *loss;
  double   worst_accuracy;    /* beyond what ties explain */
  float   *after_step_1;
  float   *final;
} Training;

/* One epoch; FALSE when training fails. */
static gboolean
train_epoch (const Golden *golden,
             Shadow       *shadow,
             RnnLearner   *learner,
             Training     *training,
             GError      **error)
{
  gsize positions = (gsize) golden->n_samples * golden->n_outputs;
  RnnLearnerResult result;
  RnnMetrics metrics;
  guint ties = 0;
  double apart;

  do
    {
      ties += ties_of_next_batch (golden, shadow, learner);
      result = rnn_learner_update (learner, &metrics, error);
      if (result == RNN_LEARNER_FAILED)
        return FALSE;
      if (rnn_learner_position (learner).update == 1)
        memcpy (training->after_step_1, rnn_learner_parameters (learner),
                golden->network.size * sizeof (float));
    }
  while (result != RNN_LEARNER_EPOCH);

  training->loss[metrics.epoch - 1] = (float) metrics.loss;
  apart = fabs (metrics.accuracy - golden->epoch_accuracy[metrics.epoch - 1]);
  apart = fmax (0.0, apart - (double) ties / (double) positions);
  if (apart * (double) positions > COUNT_ROUNDING)
    training->worst_accuracy = fmax (training->worst_accuracy, apart);

  return TRUE;
}

static gboolean
train (const Golden *golden,
       Training     *training,
       GError      **error)
{
  g_autoptr (RnnLearner) learner = rnn_learner_new (&golden->spec,
                                                    golden->dataset, error);
  g_autoptr (RnnPass) pass = rnn_pass_new (&golden->network,
                                           golden->time_steps,
                                           golden->first_batch);
  g_autoptr (RnnBatch) batch = rnn_batch_new (golden->dataset,
                                              golden->first_batch);
  Shadow shadow = { .pass = pass, .batch = batch };

  if (learner == NULL)
    return FALSE;

  memcpy (rnn_learner_parameters (learner), golden->initial,
          golden->network.size * sizeof (float));
  for (guint epoch = 0; epoch < golden->n_epochs; epoch++)
    {
      if (!train_epoch (golden, &shadow, learner, training, error))
        return FALSE;
    }
  memcpy (training->final, rnn_learner_parameters (learner),
          golden->network.size * sizeof (float));

  return TRUE;
}

static void
check_evaluation (Report      *to,
                  const float *weights,
                  double       limit)
{
  const Golden *golden = to->golden;
  guint n = golden->n_samples;
  g_autoptr (RnnPass) pass = rnn_pass_new (&golden->network,
                                           golden->time_steps, n);
  g_autoptr (RnnBatch) batch = rnn_batch_new (golden->dataset, n);
  double loss, apart;
  gsize correct;
  guint ties;

  rnn_dataset_gather (golden->dataset, NULL, 0, n, batch);
  rnn_pass_zero_state (pass, n);
  rnn_pass_forward (pass, weights, batch);
  loss = rnn_pass_loss (pass, batch, &correct);
  if (golden->spec.loss == RNN_LOSS_MEAN)
    loss /= batch->n_targets;

  ties = count_ties (pass->y, batch->n_targets, golden->network.n_classes);
  apart = fabs ((double) correct
                - golden->evaluation_accuracy * batch->n_targets) - ties;

  report (to, "final_eval loss",
          number_difference (golden->evaluation_loss, loss), limit);
  report (to, "final_eval accuracy",
          apart > COUNT_ROUNDING ? apart / batch->n_targets : 0.0, 0.0);
  report (to, "final_eval probs",
          probs_difference (golden, pass, golden->evaluation_probs), limit);
}

static gboolean
check_training (Report                *to,
                const WeightTolerance *tolerance,
                GError               **error)
{
  const Golden *golden = to->golden;
  g_autofree float *loss = g_new0 (float, golden->n_epochs);
  g_autofree float *after_step_1 = g_new0 (float, golden->network.size);
  g_autofree float *final = g_new0 (float, golden->network.size);
  Training training = {
    .loss = loss,
    .after_step_1 = after_step_1,
    .final = final,
  };

  if (!train (golden, &training, error))
    return FALSE;

  report (to, "weights after step 1",
          arena_difference (golden, golden->after_step_1, after_step_1),
          tolerance->after_step_1);
  report (to, "epoch losses",
          difference (golden->epoch_loss, loss, golden->n_epochs),
          TOLERANCE_LOSS);
  report (to, "epoch accuracies", training.worst_accuracy, 0.0);
  report (to, "final weights",
          arena_difference (golden, golden->final, final), tolerance->final);
  if (golden->has_evaluation)
    check_evaluation (to, final, TOLERANCE_EVALUATION (tolerance));

  return TRUE;
}

/* TRUE when the case is good. */
static gboolean
check_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Golden) golden = golden_load (path, &error);
  Report to = { .golden = golden };
  WeightTolerance tolerance;

  if (golden == NULL
      || !weight_tolerance (golden, path, GOLDEN_DIRECTORY, &tolerance, &error))
    {
      g_printerr ("%s: %s\n", path, error->message);
      return FALSE;
    }

  g_print ("%s\n", golden->name);
  check_step_1 (&to);
  if (!check_training (&to, &tolerance, &error))
    {
      g_printerr ("%s: %s\n", path, error->message);
      return FALSE;
    }

  g_print ("  %s\n", to.failed ? "FAILED" : "ok");

  return !to.failed;
}

int
main (int   argc,
      char *argv[])
{
  int failed = 0;

  setlocale (LC_ALL, "");
  if (argc < 2)
    {
      g_printerr ("Usage: check-golden FILE…\n");
      return 2;
    }

  for (int i = 1; i < argc; i++)
    {
      if (!check_file (argv[i]))
        failed++;
    }

  g_print ("%d of %d golden cases are within the tolerances\n",
           argc - 1 - failed, argc - 1);

  return failed > 0 ? 1 : 0;
}
