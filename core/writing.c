#include "core/writing.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/error.h"
#include "core/pace.h"
#include "core/writer.h"

/* More than this is no exercise; it would take 5 bytes a letter and up. */
#define MAX_LETTERS 1000000
/* Writing and training take turns of this length. */
#define TURN (G_USEC_PER_SEC / 1000)

/* A stream that is written as fast as it goes is told of so often. */
#define TELL_INTERVAL (G_USEC_PER_SEC / 60)

struct _RnnWritingJob
{
  RnnReply   *reply;          /* in the making */
  RnnWriter  *writer;
  guint       n_letters;      /* wanted */
  GString    *text;           /* of a WRITE */

  /* Of a STREAM */
  RnnLetters *letters;        /* not told yet */
  gboolean    best;
  RnnPace     pace;
  gint64      told;
};

typedef RnnWritingJob Job;

static void
job_free (Job *job)
{
  rnn_reply_free (job->reply);
  rnn_writer_free (job->writer);
  if (job->text != NULL)
    g_string_free (job->text, TRUE);
  rnn_letters_free (job->letters);
  g_free (job);
}

void
rnn_writing_init (RnnWriting *writing)
{
  g_return_if_fail (writing != NULL);

  *writing = (RnnWriting) { .jobs = G_QUEUE_INIT };
}

void
rnn_writing_clear (RnnWriting *writing)
{
  g_return_if_fail (writing != NULL);

  g_queue_clear_full (&writing->jobs, (GDestroyNotify) job_free);
  g_clear_pointer (&writing->stream, job_free);
}

gint64
rnn_writing_due (const RnnWriting *writing,
                 gboolean          running,
                 gint64            now)
{
  gint64 due = now;

  g_return_val_if_fail (writing != NULL, -1);

  if (writing->jobs.length == 0)
    {
      if (writing->stream == NULL)
        return -1;
      due = MAX (due, rnn_pace_due (&writing->stream->pace));
    }
  return running ? MAX (due, writing->due) : due;
}

/* What the frames show as if holds for what is written, too; NULL: nothing. */
static const RnnInterventions *
as_if (const RnnReporter *reporter,
       RnnLearner        *learner)
{
  const RnnInterventions *wished = &reporter->wish.interventions;

  if (!rnn_interventions_check (wished, rnn_learner_network (learner),
                                rnn_learner_dataset (learner), NULL))
    return NULL;
  return wished;
}

/* @epoch (nullable): after which they are. */
static const float *
parameters_of (RnnLearner *learner,
               gboolean    best,
               guint32    *epoch)
{
  if (best)
    return rnn_learner_best (learner, epoch);
  if (epoch != NULL)
    *epoch = rnn_learner_position (learner).epoch;
  return rnn_learner_parameters (learner);
}

static RnnWriter *
new_writer (RnnReporter       *reporter,
            RnnLearner        *learner,
            const RnnRequest  *request,
            guint              most,
            GError           **error)
{
  if (request->n_letters > most)
    {
      g_set_error (error, RNN_ERROR, RNN_ERROR_RANGE,
                   _("%u letters are too many to be written at once; choose at"
                     " most %u"),
                   request->n_letters, most);
      return NULL;
    }
  return rnn_writer_new_as_if (rnn_learner_network (learner),
                               parameters_of (learner, request->best, NULL),
                               rnn_learner_dataset (learner),
                               rnn_learner_spec (learner)->stateful,
                               request->text, request->temperature,
                               request->seed, as_if (reporter, learner),
                               error);
}

/* NULL: it has failed, and is answered. */
static Job *
job_new (RnnReporter      *reporter,
         RnnRun           *run,
         const RnnRequest *request,
         guint             most)
{
  RnnLearner *learner = rnn_run_learner (run);
  RnnReply *reply = rnn_reply_new (request->serial, request->command,
                                   rnn_learner_position (learner));
  RnnWriter *writer =
    new_writer (reporter, learner, request, most, &reply->error);
  Job *job;

  if (writer == NULL)
    {
      rnn_reporter_add_reply (reporter, reply);
      return NULL;
    }
  job = g_new0 (Job, 1);
  job->reply = reply;
  job->writer = writer;
  job->n_letters = request->n_letters;
  return job;
}

void
rnn_writing_add (RnnWriting       *writing,
                 RnnReporter      *reporter,
                 RnnRun           *run,
                 const RnnRequest *request)
{
  Job *job = job_new (reporter, run, request, MAX_LETTERS);

  if (job == NULL)
    return;
  job->reply->p_letters = g_new (float, request->n_letters);
  job->text = g_string_new (NULL);
  g_queue_push_tail (&writing->jobs, job);
}

static RnnLetters *
new_letters (RnnRun *run)
{
  const RnnNetwork *network = rnn_learner_network (rnn_run_learner (run));

  return rnn_letters_new (network->n_classes,
                          network->units[network->n_layers - 1]);
}

void
rnn_writing_stream (RnnWriting       *writing,
                    RnnReporter      *reporter,
                    RnnRun           *run,
                    const RnnRequest *request)
{
  Job *job = job_new (reporter, run, request, RNN_MAX_STREAM);

  rnn_writing_stop_stream (writing, reporter);
  if (job == NULL)
    return;
  job->letters = new_letters (run);
  job->best = request->best;
  rnn_pace_start (&job->pace, request->letters_per_second,
                  g_get_monotonic_time ());
  writing->stream = job;
}

static void
finish (RnnWriting  *writing,
        RnnReporter *reporter,
        RnnRun      *run)
{
  Job *job = g_queue_pop_head (&writing->jobs);

  job->reply->text = g_string_free (g_steal_pointer (&job->text), FALSE);
  job->reply->position = rnn_learner_position (rnn_run_learner (run));
  rnn_reporter_add_reply (reporter, g_steal_pointer (&job->reply));
  job_free (job);
}

/* What is no number any more writes nothing. */
static void
write_letter (Job *job)
{
  RnnReply *reply = job->reply;
  float *p = &reply->p_letters[reply->n_letters];
  gunichar letter = rnn_writer_next (job->writer, p);

  if (!isfinite (*p))
    {
      job->n_letters = reply->n_letters;
      return;
    }
  g_string_append_unichar (job->text, letter);
  reply->n_letters++;
}

/* Streams ------------------------------------------------------------------ */

static void
stream_letter (Job     *job,
               guint32  epoch)
{
  const RnnLetters *letters = job->letters;
  g_autofree float *y =
    g_memdup2 (rnn_writer_y (job->writer), letters->n_classes * sizeof (float));
  g_autofree float *h =
    g_memdup2 (rnn_writer_h (job->writer), letters->n_units * sizeof (float));
  float p;
  gunichar letter = rnn_writer_next (job->writer, &p);

  if (!isfinite (p))
    {
      job->n_letters = job->reply->n_letters;
      return;
    }
  rnn_letters_add (job->letters, letter, epoch, p, y, h);
  job->reply->n_letters++;
}

/* The letters not told of yet. */
static void
tell (Job         *job,
      RnnReporter *reporter)
{
  RnnReply *reply;

  if (rnn_letters_length (job->letters) == 0)
    return;
  reply = rnn_reply_new (job->reply->serial, RNN_COMMAND_LETTERS,
                         job->reply->position);
  reply->letters = job->letters;
  job->letters = rnn_letters_new (reply->letters->n_classes,
                                  reply->letters->n_units);
  rnn_reporter_add_reply (reporter, reply);
}

static void
end_stream (RnnWriting  *writing,
            RnnReporter *reporter)
{
  Job *job = g_steal_pointer (&writing->stream);

  tell (job, reporter);
  rnn_reporter_add_reply (reporter, g_steal_pointer (&job->reply));
  job_free (job);
}

void
rnn_writing_stop_stream (RnnWriting  *writing,
                         RnnReporter *reporter)
{
  g_return_if_fail (writing != NULL);

  if (writing->stream == NULL)
    return;
  rnn_reply_set_cancelled (writing->stream->reply);
  end_stream (writing, reporter);
}

/* With the weights of this moment. */
static void
go_on_streaming (RnnWriting  *writing,
                 RnnReporter *reporter,
                 RnnRun      *run,
                 gint64       until)
{
  RnnLearner *learner = rnn_run_learner (run);
  Job *job = writing->stream;
  gint64 now = g_get_monotonic_time ();
  guint32 epoch;

  if (job == NULL || rnn_pace_due (&job->pace) > now)
    return;

  rnn_writer_set_parameters (job->writer, parameters_of (learner, job->best, &epoch),
                             as_if (reporter, learner));
  job->reply->position = rnn_learner_position (learner);
  while (job->reply->n_letters < job->n_letters && now < until
         && rnn_pace_due (&job->pace) <= now)
    {
      stream_letter (job, epoch);
      rnn_pace_advance (&job->pace, 1.0, now);
      now = g_get_monotonic_time ();
    }

  if (job->reply->n_letters >= job->n_letters)
    {
      end_stream (writing, reporter);
    }
  else if (job->pace.epochs_per_second > 0.0 || now >= job->told + TELL_INTERVAL)
    {
      tell (job, reporter);
      job->told = now;
    }
}

void
rnn_writing_go_on (RnnWriting  *writing,
                   RnnReporter *reporter,
                   RnnRun      *run)
{
  gint64 start = g_get_monotonic_time ();
  gint64 now;

  g_return_if_fail (writing != NULL);

  go_on_streaming (writing, reporter, run, start + TURN);
  now = g_get_monotonic_time ();
  while (!g_queue_is_empty (&writing->jobs) && now < start + 2 * TURN)
    {
      Job *job = g_queue_peek_head (&writing->jobs);

      if (job->reply->n_letters < job->n_letters)
        write_letter (job);
      else
        finish (writing, reporter, run);
      now = g_get_monotonic_time ();
    }
  writing->due = now + TURN;
}

void
rnn_writing_cancel (RnnWriting  *writing,
                    RnnReporter *reporter)
{
  g_return_if_fail (writing != NULL);

  rnn_writing_stop_stream (writing, reporter);
  while (!g_queue_is_empty (&writing->jobs))
    {
      Job *job = g_queue_pop_head (&writing->jobs);

      rnn_reply_set_cancelled (job->reply);
      rnn_reporter_add_reply (reporter, g_steal_pointer (&job->reply));
      job_free (job);
    }
}
