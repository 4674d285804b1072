#include "core/writing.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/error.h"
#include "core/writer.h"

/* More than this is no exercise; it would take 5 bytes a letter and up. */
#define MAX_LETTERS 1000000
/* Writing and training take turns of this length. */
#define TURN (G_USEC_PER_SEC / 1000)

typedef struct
{
  RnnReply  *reply;           /* in the making */
  RnnWriter *writer;
  GString   *text;
  guint      n_letters;       /* wanted */
} Job;

static void
job_free (Job *job)
{
  rnn_reply_free (job->reply);
  rnn_writer_free (job->writer);
  if (job->text != NULL)
    g_string_free (job->text, TRUE);
  g_free (job);
}

void
rnn_writing_init (RnnWriting *writing)
{
  g_return_if_fail (writing != NULL);

  g_queue_init (&writing->jobs);
  writing->due = 0;
}

void
rnn_writing_clear (RnnWriting *writing)
{
  g_return_if_fail (writing != NULL);

  g_queue_clear_full (&writing->jobs, (GDestroyNotify) job_free);
}

gboolean
rnn_writing_is_empty (const RnnWriting *writing)
{
  g_return_val_if_fail (writing != NULL, TRUE);

  return writing->jobs.length == 0;
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

void
rnn_writing_add (RnnWriting       *writing,
                 RnnReporter      *reporter,
                 RnnRun           *run,
                 const RnnRequest *request)
{
  RnnLearner *learner = rnn_run_learner (run);
  const float *parameters = request->best
                              ? rnn_learner_best (learner, NULL)
                              : rnn_learner_parameters (learner);
  RnnReply *reply = rnn_reply_new (request->serial, request->command,
                                   rnn_learner_position (learner));
  RnnWriter *writer = NULL;
  Job *job;

  if (request->n_letters > MAX_LETTERS)
    g_set_error (&reply->error, RNN_ERROR, RNN_ERROR_RANGE,
                 _("%u letters are too many to be written at once; choose at"
                   " most %u"),
                 request->n_letters, MAX_LETTERS);
  else
    writer = rnn_writer_new_as_if (rnn_learner_network (learner), parameters,
                                   rnn_learner_dataset (learner),
                                   rnn_learner_spec (learner)->stateful,
                                   request->text, request->temperature,
                                   request->seed, as_if (reporter, learner),
                                   &reply->error);
  if (writer == NULL)
    {
      rnn_reporter_add_reply (reporter, reply);
      return;
    }

  reply->p_letters = g_new (float, request->n_letters);
  job = g_new0 (Job, 1);
  job->reply = reply;
  job->writer = writer;
  job->text = g_string_new (NULL);
  job->n_letters = request->n_letters;
  g_queue_push_tail (&writing->jobs, job);
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

void
rnn_writing_go_on (RnnWriting  *writing,
                   RnnReporter *reporter,
                   RnnRun      *run)
{
  gint64 start = g_get_monotonic_time ();
  gint64 now = start;

  g_return_if_fail (writing != NULL);

  while (!g_queue_is_empty (&writing->jobs) && now < start + TURN)
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

  while (!g_queue_is_empty (&writing->jobs))
    {
      Job *job = g_queue_pop_head (&writing->jobs);

      rnn_reply_set_cancelled (job->reply);
      rnn_reporter_add_reply (reporter, g_steal_pointer (&job->reply));
      job_free (job);
    }
}
