#include "app/writer.h"

#include "core/experiment-file.h"

struct _UnrollWriter
{
  GThreadPool *pool;          /* of one thread */
};

/* Made and freed on the main thread, since what @data stands for lives there. */
typedef struct
{
  char              *path;
  RnnSpec            spec;
  RnnSavedState     *saved;
  UnrollWrittenFunc  func;
  gpointer           data;
  GError            *error;
} Job;

static gboolean
done_cb (gpointer data)
{
  Job *job = data;

  job->func (job->error, job->data);

  g_clear_error (&job->error);
  g_clear_pointer (&job->saved, rnn_saved_state_unref);
  rnn_spec_clear (&job->spec);
  g_free (job->path);
  g_free (job);

  return G_SOURCE_REMOVE;
}

static void
write_cb (gpointer data,
          gpointer user_data)
{
  Job *job = data;

  if (job->saved != NULL)
    rnn_experiment_save_state (job->path, &job->spec, job->saved, &job->error);
  else
    rnn_experiment_save (job->path, &job->spec, &job->error);
  g_idle_add_full (G_PRIORITY_DEFAULT, done_cb, job, NULL);
}

UnrollWriter *
unroll_writer_new (void)
{
  UnrollWriter *writer = g_new0 (UnrollWriter, 1);

  writer->pool = g_thread_pool_new (write_cb, NULL, 1, FALSE, NULL);

  return writer;
}

void
unroll_writer_free (UnrollWriter *writer)
{
  g_return_if_fail (writer != NULL);

  g_thread_pool_free (writer->pool, FALSE, TRUE);
  g_free (writer);
}

void
unroll_writer_write (UnrollWriter        *writer,
                     const char          *path,
                     const RnnSpec       *spec,
                     const RnnSavedState *saved,
                     UnrollWrittenFunc    func,
                     gpointer             data)
{
  Job *job;

  g_return_if_fail (writer != NULL);
  g_return_if_fail (path != NULL && spec != NULL && func != NULL);

  job = g_new0 (Job, 1);
  job->path = g_strdup (path);
  rnn_spec_copy (&job->spec, spec);
  if (saved != NULL)
    job->saved = rnn_saved_state_ref (saved);
  job->func = func;
  job->data = data;
  g_thread_pool_push (writer->pool, job, NULL);
}
