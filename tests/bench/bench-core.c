/* The core's own speed, one JSON line a command:
 *
 *   bench-core tutorial REPEATS
 *     the default experiment, 100 epochs, REPEATS times in one process
 *   bench-core chars UNITS T B SECONDS TEXTFILE
 *     one SimpleRNN on the letters of a text: forward, BPTT and Adam
 *   bench-core sweep SEEDS
 *     the default experiment once from each of so many seeds
 *   bench-core predict UNITS LETTERS REPEATS
 *     the next letter after each of so many, median µs
 *   bench-core peak
 *     the multiply-adds that one core can do at best
 *
 * THREADS=2 in the environment lets a helper do half of each batch of chars.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/predictor.h"
#include "core/sweep.h"
#include "tests/bench/peak.h"

/* A learner at the start of @spec; ends the program with the reason. */
static RnnLearner *
start_learner (const RnnSpec *spec)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnDataset) dataset = rnn_dataset_new (spec, &error);
  RnnLearner *learner = NULL;

  if (dataset != NULL)
    learner = rnn_learner_new (spec, dataset, &error);
  if (learner == NULL)
    {
      fprintf (stderr, "bench-core: %s\n", error->message);
      exit (1);
    }

  return learner;
}

static RnnLearnerResult
update (RnnLearner *learner,
        RnnMetrics *metrics)
{
  g_autoptr (GError) error = NULL;
  RnnLearnerResult result = rnn_learner_update (learner, metrics, &error);

  if (result == RNN_LEARNER_FAILED)
    {
      fprintf (stderr, "bench-core: %s\n", error->message);
      exit (1);
    }

  return result;
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Trains the default experiment once; microseconds an epoch. */
static double
time_tutorial (const RnnSpec *spec,
               RnnMetrics    *metrics)
{
  g_autoptr (RnnLearner) learner = start_learner (spec);
  gint64 start = g_get_monotonic_time ();
  guint epochs = 0;

  while (epochs < spec->epochs)
    epochs += update (learner, metrics) == RNN_LEARNER_EPOCH;

  return (g_get_monotonic_time () - start) / (double) spec->epochs;
}

static int
bench_tutorial (guint repeats)
{
  g_auto (RnnSpec) spec;
  g_autofree double *us = g_new (double, repeats);
  RnnMetrics metrics = { 0 };
  double first;

  rnn_spec_init_default (&spec);
  for (guint i = 0; i < repeats; i++)
    us[i] = time_tutorial (&spec, &metrics);

  first = us[0];
  qsort (us, repeats, sizeof *us, compare_doubles);
  printf ("{\"us_per_epoch\": %.4f, \"first_run_us_per_epoch\": %.4f, "
          "\"final_loss\": %.9g}\n",
          us[repeats / 2], first, metrics.loss);

  return 0;
}

/* The mean loss of one sample before any training, and after: measured by the
 * same pass that predicts, on the first batch. */
static double
first_batch_loss (RnnLearner *learner,
                  guint       batch)
{
  RnnDataset *dataset = rnn_learner_dataset (learner);
  guint n = MIN (batch, dataset->n_train);
  g_autoptr (RnnBatch) samples = rnn_batch_new (dataset, n);
  g_autoptr (RnnPass) pass = rnn_pass_new (rnn_learner_network (learner),
                                           dataset->time_steps, n);

  rnn_dataset_gather (dataset, NULL, 0, n, samples);
  rnn_pass_zero_state (pass, n);
  rnn_pass_forward (pass, rnn_learner_parameters (learner), samples);

  return rnn_pass_loss (pass, samples, NULL) / samples->n_targets;
}

static void
set (RnnSpec    *spec,
     const char *name,
     const char *value)
{
  g_autoptr (GError) error = NULL;

  if (!rnn_spec_set (spec, name, value, &error))
    {
      fprintf (stderr, "bench-core: %s\n", error->message);
      exit (2);
    }
}

/* THREADS in the environment; 1 without it. */
static guint
n_threads (void)
{
  const char *threads = g_getenv ("THREADS");

  return threads != NULL ? MAX (atoi (threads), 1) : 1;
}

static int
bench_chars (char **argument)
{
  g_auto (RnnSpec) spec;
  g_autoptr (RnnLearner) learner = NULL;
  double seconds = g_ascii_strtod (argument[3], NULL);
  double loss_first;
  guint64 updates = 0;
  gint64 start, now;
  RnnMetrics metrics;

  rnn_spec_init_default (&spec);
  set (&spec, "network.units", argument[0]);
  set (&spec, "data.time_steps", argument[1]);
  set (&spec, "data.stride", argument[1]);
  set (&spec, "training.batch", argument[2]);
  set (&spec, "data.file", argument[4]);
  set (&spec, "data.target", "all");
  set (&spec, "data.cyclic", "false");
  set (&spec, "training.learning_rate", "0.002");
  set (&spec, "training.shuffle", "true");
  learner = start_learner (&spec);
  rnn_learner_set_threads (learner, n_threads ());
  loss_first = first_batch_loss (learner, spec.batch);

  start = g_get_monotonic_time ();
  do
    {
      update (learner, &metrics);
      updates++;
      now = g_get_monotonic_time ();
    }
  while (now - start < seconds * G_USEC_PER_SEC);

  printf ("{\"chars_per_s\": %.1f, \"loss_first\": %.6f, \"loss_last\": "
          "%.6f}\n",
          updates * (double) spec.batch * spec.time_steps * G_USEC_PER_SEC
            / (now - start),
          loss_first,
          first_batch_loss (learner, spec.batch));

  return 0;
}

static int
bench_sweep (guint n_seeds)
{
  g_auto (RnnSpec) spec;
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnSweep) sweep = NULL;
  g_autoptr (RnnSweepReport) report = NULL;
  gint64 start = g_get_monotonic_time ();

  rnn_spec_init_default (&spec);
  sweep = rnn_sweep_new (&spec, n_seeds, NULL, &error);
  if (sweep == NULL)
    {
      fprintf (stderr, "bench-core: %s\n", error->message);
      return 1;
    }
  while (!rnn_sweep_is_done (sweep))
    rnn_sweep_next (sweep, NULL, NULL);
  report = rnn_sweep_report (sweep);
  printf ("{\"ms\": %.2f, \"reached\": %u}\n",
          (g_get_monotonic_time () - start) / 1e3, report->n_reached);

  return 0;
}

static int
bench_predict (char **argument)
{
  g_auto (RnnSpec) spec;
  g_autoptr (RnnLearner) learner = NULL;
  g_autofree char *text = NULL;
  guint n_letters = atoi (argument[1]), repeats = MAX (atoi (argument[2]), 1);
  g_autofree double *us = g_new (double, repeats);

  rnn_spec_init_default (&spec);
  set (&spec, "data.text", "abcdefghijklmnopqrstuvwxyz");
  set (&spec, "network.units", argument[0]);
  set (&spec, "data.time_steps", argument[1]);
  learner = start_learner (&spec);
  text = g_strnfill (n_letters, 'e');
  for (guint i = 0; i < repeats; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (RnnPrediction) prediction = rnn_predict (
        rnn_learner_network (learner), rnn_learner_parameters (learner),
        rnn_learner_dataset (learner), FALSE, text, NULL);

      us[i] = g_get_monotonic_time () - start;
      g_assert (prediction != NULL);
    }
  qsort (us, repeats, sizeof *us, compare_doubles);
  printf ("{\"us\": %.1f}\n", us[repeats / 2]);

  return 0;
}

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && strcmp (argv[1], "tutorial") == 0 && atoi (argv[2]) > 0)
    return bench_tutorial (atoi (argv[2]));
  if (argc == 7 && strcmp (argv[1], "chars") == 0)
    return bench_chars (argv + 2);
  if (argc == 3 && strcmp (argv[1], "sweep") == 0)
    return bench_sweep (atoi (argv[2]));
  if (argc == 5 && strcmp (argv[1], "predict") == 0 && atoi (argv[3]) > 0)
    return bench_predict (argv + 2);
  if (argc == 2 && strcmp (argv[1], "peak") == 0)
    {
      printf ("{\"gflops\": %.1f}\n", bench_peak ());
      return 0;
    }

  fprintf (stderr,
           "usage: bench-core tutorial REPEATS\n"
           "       bench-core chars UNITS T B SECONDS TEXTFILE\n"
           "       bench-core sweep SEEDS\n"
           "       bench-core predict UNITS LETTERS REPEATS\n"
           "       bench-core peak\n");

  return 2;
}
