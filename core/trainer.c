#include "core/trainer.h"

#include <pthread.h>

#include "core/command-queue.h"
#include "core/mailbox.h"
#include "core/worker.h"

struct _RnnTrainer
{
  RnnCommandQueue *queue;
  RnnMailbox      *mailbox;
  pthread_t        thread;
};

static void *
work (void *data)
{
  RnnTrainer *trainer = data;
  RnnWorker *worker = rnn_worker_new (trainer->queue, trainer->mailbox);

  rnn_worker_run (worker);
  rnn_worker_free (worker);
  return NULL;
}

RnnTrainer *
rnn_trainer_new (GMainContext             *context,
                 const RnnTrainerReceiver *receiver,
                 gpointer                  data)
{
  RnnTrainer *trainer;
  int result;

  g_return_val_if_fail (receiver != NULL, NULL);

  trainer = g_new0 (RnnTrainer, 1);
  trainer->queue = rnn_command_queue_new ();
  trainer->mailbox = rnn_mailbox_new (context, receiver, data);
  result = pthread_create (&trainer->thread, NULL, work, trainer);
  g_assert (result == 0);
  return trainer;
}

void
rnn_trainer_free (RnnTrainer *trainer)
{
  if (trainer == NULL)
    return;

  /* The worker must have ended before the source that it wakes goes. */
  rnn_command_queue_close (trainer->queue);
  pthread_join (trainer->thread, NULL);
  rnn_mailbox_free (trainer->mailbox);
  rnn_command_queue_free (trainer->queue);
  g_free (trainer);
}

guint64
rnn_trainer_replace (RnnTrainer    *trainer,
                     const RnnSpec *spec)
{
  return rnn_trainer_resume (trainer, spec, NULL, NULL);
}

guint64
rnn_trainer_resume (RnnTrainer          *trainer,
                    const RnnSpec       *spec,
                    const RnnSavedState *saved,
                    RnnDataset          *dataset)
{
  RnnRequest *request;

  g_return_val_if_fail (trainer != NULL, 0);
  g_return_val_if_fail (spec != NULL, 0);

  request = rnn_request_new (RNN_COMMAND_REPLACE);
  rnn_spec_copy (&request->spec, spec);
  request->saved = saved != NULL ? rnn_saved_state_ref (saved) : NULL;
  request->dataset = dataset != NULL ? rnn_dataset_ref (dataset) : NULL;
  return rnn_command_queue_push (trainer->queue, request);
}

guint64
rnn_trainer_play (RnnTrainer *trainer,
                  double      epochs_per_second)
{
  RnnRequest *request;

  g_return_val_if_fail (trainer != NULL, 0);

  request = rnn_request_new (RNN_COMMAND_PLAY);
  request->epochs_per_second = epochs_per_second;
  return rnn_command_queue_push (trainer->queue, request);
}

guint64
rnn_trainer_pause (RnnTrainer *trainer)
{
  g_return_val_if_fail (trainer != NULL, 0);

  return rnn_command_queue_push (trainer->queue,
                                 rnn_request_new (RNN_COMMAND_PAUSE));
}

guint64
rnn_trainer_step (RnnTrainer *trainer,
                  RnnStep     step,
                  int         n)
{
  RnnRequest *request;

  g_return_val_if_fail (trainer != NULL, 0);

  request = rnn_request_new (RNN_COMMAND_STEP);
  request->step = step;
  request->n = n;
  return rnn_command_queue_push (trainer->queue, request);
}

guint64
rnn_trainer_walk_to (RnnTrainer *trainer,
                     guint       number)
{
  RnnRequest *request;

  g_return_val_if_fail (trainer != NULL, 0);

  request = rnn_request_new (RNN_COMMAND_WALK);
  request->number = number;
  return rnn_command_queue_push (trainer->queue, request);
}

guint64
rnn_trainer_seek (RnnTrainer *trainer,
                  guint32     epoch)
{
  RnnRequest *request;

  g_return_val_if_fail (trainer != NULL, 0);

  request = rnn_request_new (RNN_COMMAND_SEEK);
  request->epoch = epoch;
  return rnn_command_queue_push (trainer->queue, request);
}

guint64
rnn_trainer_change (RnnTrainer    *trainer,
                    const RnnSpec *spec)
{
  RnnRequest *request;

  g_return_val_if_fail (trainer != NULL, 0);
  g_return_val_if_fail (spec != NULL, 0);

  request = rnn_request_new (RNN_COMMAND_CHANGE);
  rnn_spec_copy (&request->spec, spec);
  return rnn_command_queue_push (trainer->queue, request);
}

guint64
rnn_trainer_set_parameter (RnnTrainer *trainer,
                           gsize       index,
                           float       value)
{
  const RnnInterventions one = {
    1, { { RNN_INTERVENTION_WEIGHT, .index = index, .value = value } }
  };

  return rnn_trainer_set_parameters (trainer, &one);
}

guint64
rnn_trainer_set_parameters (RnnTrainer             *trainer,
                            const RnnInterventions *interventions)
{
  RnnRequest *request;

  g_return_val_if_fail (trainer != NULL, 0);
  g_return_val_if_fail (interventions != NULL, 0);

  request = rnn_request_new (RNN_COMMAND_SET_PARAMETERS);
  request->interventions = *interventions;
  return rnn_command_queue_push (trainer->queue, request);
}

guint64
rnn_trainer_branch (RnnTrainer    *trainer,
                    const RnnSpec *spec,
                    const char    *name)
{
  RnnRequest *request;

  g_return_val_if_fail (trainer != NULL, 0);
  g_return_val_if_fail (spec != NULL, 0);

  request = rnn_request_new (RNN_COMMAND_BRANCH);
  rnn_spec_copy (&request->spec, spec);
  request->text = g_strdup (name);
  return rnn_command_queue_push (trainer->queue, request);
}

guint64
rnn_trainer_switch (RnnTrainer *trainer,
                    guint64     run)
{
  RnnRequest *request;

  g_return_val_if_fail (trainer != NULL, 0);

  request = rnn_request_new (RNN_COMMAND_SWITCH);
  request->run = run;
  return rnn_command_queue_push (trainer->queue, request);
}

guint64
rnn_trainer_delete (RnnTrainer *trainer,
                    guint64     run)
{
  RnnRequest *request;

  g_return_val_if_fail (trainer != NULL, 0);

  request = rnn_request_new (RNN_COMMAND_DELETE);
  request->run = run;
  return rnn_command_queue_push (trainer->queue, request);
}

guint64
rnn_trainer_restore (RnnTrainer *trainer)
{
  g_return_val_if_fail (trainer != NULL, 0);

  return rnn_command_queue_push (trainer->queue,
                                 rnn_request_new (RNN_COMMAND_RESTORE));
}

guint64
rnn_trainer_rename (RnnTrainer *trainer,
                    guint64     run,
                    const char *name)
{
  RnnRequest *request;

  g_return_val_if_fail (trainer != NULL, 0);
  g_return_val_if_fail (name != NULL, 0);

  request = rnn_request_new (RNN_COMMAND_RENAME);
  request->run = run;
  request->text = g_strdup (name);
  return rnn_command_queue_push (trainer->queue, request);
}

guint64
rnn_trainer_describe (RnnTrainer    *trainer,
                      const RnnSpec *spec)
{
  RnnRequest *request;

  g_return_val_if_fail (trainer != NULL, 0);
  g_return_val_if_fail (spec != NULL, 0);

  request = rnn_request_new (RNN_COMMAND_DESCRIBE);
  rnn_spec_copy (&request->spec, spec);
  return rnn_command_queue_push (trainer->queue, request);
}

guint64
rnn_trainer_accompany (RnnTrainer *trainer,
                       guint64     run)
{
  RnnRequest *request;

  g_return_val_if_fail (trainer != NULL, 0);

  request = rnn_request_new (RNN_COMMAND_ACCOMPANY);
  request->run = run;
  return rnn_command_queue_push (trainer->queue, request);
}

guint64
rnn_trainer_compare (RnnTrainer    *trainer,
                     const RnnSpec *spec,
                     const char    *name)
{
  RnnRequest *request;

  g_return_val_if_fail (trainer != NULL, 0);
  g_return_val_if_fail (spec != NULL, 0);

  request = rnn_request_new (RNN_COMMAND_COMPARE);
  rnn_spec_copy (&request->spec, spec);
  request->text = g_strdup (name);
  return rnn_command_queue_push (trainer->queue, request);
}

guint64
rnn_trainer_import (RnnTrainer  *trainer,
                    const float *parameters,
                    gsize        n)
{
  RnnRequest *request;

  g_return_val_if_fail (trainer != NULL, 0);
  g_return_val_if_fail (parameters != NULL, 0);

  request = rnn_request_new (RNN_COMMAND_IMPORT);
  request->parameters = g_memdup2 (parameters, n * sizeof *parameters);
  request->n_parameters = n;
  return rnn_command_queue_push (trainer->queue, request);
}

guint64
rnn_trainer_wish (RnnTrainer         *trainer,
                  const RnnFrameWish *wish)
{
  RnnRequest *request;

  g_return_val_if_fail (trainer != NULL, 0);
  g_return_val_if_fail (wish != NULL, 0);

  request = rnn_request_new (RNN_COMMAND_WISH);
  request->sample = wish->sample;
  request->text = g_strdup (wish->text);
  request->best = wish->best;
  request->path = wish->path;
  request->flow = wish->flow;
  request->next = wish->next;
  request->interventions = wish->interventions;
  return rnn_command_queue_push (trainer->queue, request);
}

static RnnRequest *
new_writing (RnnCommand  command,
             const char *text,
             guint       n,
             double      temperature,
             guint32     seed,
             gboolean    best)
{
  RnnRequest *request = rnn_request_new (command);

  request->text = g_strdup (text);
  request->n_letters = n;
  request->temperature = temperature;
  request->seed = seed;
  request->best = best;
  return request;
}

guint64
rnn_trainer_write (RnnTrainer *trainer,
                   const char *text,
                   guint       n,
                   double      temperature,
                   guint32     seed,
                   gboolean    best)
{
  g_return_val_if_fail (trainer != NULL, 0);
  g_return_val_if_fail (text != NULL, 0);

  return rnn_command_queue_push (trainer->queue,
                                 new_writing (RNN_COMMAND_WRITE, text, n,
                                              temperature, seed, best));
}

guint64
rnn_trainer_stream (RnnTrainer *trainer,
                    const char *text,
                    guint       n,
                    double      temperature,
                    guint32     seed,
                    gboolean    best,
                    double      letters_per_second)
{
  RnnRequest *request;

  g_return_val_if_fail (trainer != NULL, 0);
  g_return_val_if_fail (text != NULL, 0);
  g_return_val_if_fail (letters_per_second >= 0.0, 0);

  request = new_writing (RNN_COMMAND_STREAM, text, n, temperature, seed, best);
  request->letters_per_second = letters_per_second;
  return rnn_command_queue_push (trainer->queue, request);
}

guint64
rnn_trainer_stop_stream (RnnTrainer *trainer)
{
  g_return_val_if_fail (trainer != NULL, 0);

  return rnn_command_queue_push (trainer->queue,
                                 rnn_request_new (RNN_COMMAND_STOP_STREAM));
}

guint64
rnn_trainer_trace (RnnTrainer *trainer)
{
  g_return_val_if_fail (trainer != NULL, 0);

  return rnn_command_queue_push (trainer->queue,
                                 rnn_request_new (RNN_COMMAND_TRACE));
}

guint64
rnn_trainer_snapshot (RnnTrainer *trainer)
{
  g_return_val_if_fail (trainer != NULL, 0);

  return rnn_command_queue_push (trainer->queue,
                                 rnn_request_new (RNN_COMMAND_SNAPSHOT));
}
