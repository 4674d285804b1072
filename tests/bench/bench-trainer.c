/* The trainer's speed, one line a command:
 *
 *   bench-trainer play REPEATS [SETTING=VALUE …]
 *     an experiment (the default one with those settings), played flat out to
 *     its end through the worker thread with history and frames; beside it the
 *     same updates by the learner alone
 *   bench-trainer seek REPEATS [SETTING=VALUE …]
 *     the experiment trained to its end, then so many epochs of it anywhere,
 *     each until its frame has come
 *   bench-trainer frame REPEATS [SETTING=VALUE …]
 *     a frame of the experiment after one update
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/frame.h"
#include "core/trainer.h"

typedef struct
{
  GMainContext *context;
  guint64       serial;       /* of the awaited reply */
  RnnCommand    command;
  gboolean      come;
  guint         n_frames;
  gint64        last_frame;
  gint64        longest_gap;  /* between two frames */
} Bench;

static void
fail (const GError *error)
{
  fprintf (stderr, "bench-trainer: %s\n", error->message);
  exit (1);
}

static void
frame_cb (RnnFrame *frame,
          gpointer  data)
{
  Bench *bench = data;
  gint64 now = g_get_monotonic_time ();

  if (bench->n_frames++ > 0)
    bench->longest_gap = MAX (bench->longest_gap, now - bench->last_frame);
  bench->last_frame = now;
}

static void
reply_cb (const RnnReply *reply,
          gpointer        data)
{
  Bench *bench = data;

  if (reply->error != NULL)
    fail (reply->error);
  if (reply->serial == bench->serial && reply->command == bench->command)
    bench->come = TRUE;
}

static void
await (Bench      *bench,
       guint64     serial,
       RnnCommand  command)
{
  bench->serial = serial;
  bench->command = command;
  bench->come = FALSE;
  while (!bench->come)
    g_main_context_iteration (bench->context, TRUE);
}

static int
compare (const void *a,
         const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double *values,
        guint   n)
{
  qsort (values, n, sizeof *values, compare);
  return values[n / 2];
}

static RnnLearner *
new_learner (const RnnSpec *spec)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnDataset) dataset = rnn_dataset_new (spec, &error);
  RnnLearner *learner = NULL;

  if (dataset != NULL)
    learner = rnn_learner_new (spec, dataset, &error);
  if (learner == NULL)
    fail (error);
  return learner;
}

/* Milliseconds of the learner alone. */
static double
train (const RnnSpec *spec)
{
  g_autoptr (RnnLearner) learner = new_learner (spec);
  gint64 start = g_get_monotonic_time ();

  while (rnn_learner_position (learner).epoch < spec->epochs)
    {
      g_autoptr (GError) error = NULL;
      RnnMetrics metrics;

      if (rnn_learner_update (learner, &metrics, &error) == RNN_LEARNER_FAILED)
        fail (error);
    }
  return (g_get_monotonic_time () - start) / 1e3;
}

static void
bench_play (const RnnSpec *spec,
            guint          repeats)
{
  static const RnnTrainerReceiver receiver = { NULL, frame_cb, reply_cb };
  g_autofree double *played = g_new (double, repeats);
  g_autofree double *alone = g_new (double, repeats);
  Bench bench = { .context = g_main_context_default () };
  RnnTrainer *trainer =
    rnn_trainer_new (bench.context, &receiver, &bench);

  for (guint i = 0; i < repeats; i++)
    {
      gint64 start;

      await (&bench, rnn_trainer_replace (trainer, spec), RNN_COMMAND_REPLACE);
      bench.n_frames = 0;
      start = g_get_monotonic_time ();
      await (&bench, rnn_trainer_play (trainer, 0), RNN_COMMAND_STOPPED);
      played[i] = (g_get_monotonic_time () - start) / 1e3;
      alone[i] = train (spec);
    }
  rnn_trainer_free (trainer);
  printf ("{\"bench\": \"play\", \"epochs\": %u, \"median_ms\": %.3f, "
          "\"learner_alone_ms\": %.3f, \"frames\": %u, "
          "\"longest_gap_ms\": %.1f}\n",
          spec->epochs, median (played, repeats), median (alone, repeats),
          bench.n_frames, bench.longest_gap / 1e3);
}

/* Epochs all over the run, in an order that leads neither on nor back. */
#define SEEK_STRIDE 2654435761u

static void
bench_seek (const RnnSpec *spec,
            guint          repeats)
{
  static const RnnTrainerReceiver receiver = { NULL, frame_cb, reply_cb };
  g_autofree double *times = g_new (double, repeats);
  Bench bench = { .context = g_main_context_default () };
  RnnTrainer *trainer =
    rnn_trainer_new (bench.context, &receiver, &bench);

  await (&bench, rnn_trainer_replace (trainer, spec), RNN_COMMAND_REPLACE);
  await (&bench, rnn_trainer_play (trainer, 0), RNN_COMMAND_STOPPED);
  for (guint i = 0; i < repeats; i++)
    {
      guint32 epoch = i * SEEK_STRIDE % (spec->epochs + 1);
      gint64 start = g_get_monotonic_time ();

      await (&bench, rnn_trainer_seek (trainer, epoch), RNN_COMMAND_SEEK);
      times[i] = (g_get_monotonic_time () - start) / 1e3;
    }
  rnn_trainer_free (trainer);
  printf ("{\"bench\": \"seek\", \"epochs\": %u, \"median_ms\": %.3f, ",
          spec->epochs, median (times, repeats));
  printf ("\"most_ms\": %.3f}\n", times[repeats - 1]);
}

static void
bench_frame (const RnnSpec *spec,
             guint          repeats)
{
  g_autofree double *times = g_new (double, repeats);
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnDataset) dataset = rnn_dataset_new (spec, &error);
  g_autoptr (RnnRun) run = NULL;
  const RnnFrameWish wish = { .sample = 0 };
  guint n_samples = 0;

  if (dataset != NULL)
    run = rnn_run_new (spec, dataset, &error);
  if (run == NULL || rnn_run_update (run, NULL, &error) == RNN_LEARNER_FAILED)
    fail (error);

  for (guint i = 0; i < repeats; i++)
    {
      gint64 start = g_get_monotonic_time ();
      RnnFrame *frame = rnn_frame_new (run, &wish, TRUE);

      n_samples = frame->n_samples;
      rnn_frame_unref (frame);
      times[i] = (g_get_monotonic_time () - start) / 1e3;
    }
  printf ("{\"bench\": \"frame\", \"median_ms\": %.3f, \"samples\": %u}\n",
          median (times, repeats), n_samples);
}

int
main (int    argc,
      char **argv)
{
  g_auto (RnnSpec) spec = { 0 };
  guint repeats;

  if (argc < 3 || atoi (argv[2]) < 1)
    {
      fprintf (stderr, "usage: bench-trainer play|seek|frame REPEATS"
                       " [SETTING=VALUE …]\n");
      return 2;
    }

  repeats = atoi (argv[2]);
  rnn_spec_init_default (&spec);
  for (int i = 3; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) pair = g_strsplit (argv[i], "=", 2);

      if (!rnn_spec_set (&spec, pair[0], pair[1] != NULL ? pair[1] : "",
                         &error))
        fail (error);
    }

  if (strcmp (argv[1], "seek") == 0)
    bench_seek (&spec, repeats);
  else if (strcmp (argv[1], "frame") == 0)
    bench_frame (&spec, repeats);
  else
    bench_play (&spec, repeats);
  return 0;
}
