#include "core/command-queue.h"

#include <pthread.h>

/* ThreadSanitizer knows what pthread's own locks order; it does not see into a
 * GMutex. */
struct _RnnCommandQueue
{
  pthread_mutex_t lock;
  pthread_cond_t  changed;
  GQueue          requests;   /* of RnnRequest, owned */
  guint64         last_serial;
  int             alarm;      /* atomic: requests, and 1 when closed */
  int             replace_alarm; /* the same, REPLACE requests only */
  int             closed;     /* atomic */
};

RnnRequest *
rnn_request_new (RnnCommand command)
{
  RnnRequest *request = g_new0 (RnnRequest, 1);

  request->command = command;
  return request;
}

void
rnn_request_free (RnnRequest *request)
{
  if (request == NULL)
    return;
  rnn_spec_clear (&request->spec);
  g_free (request->text);
  g_free (request->parameters);
  g_clear_pointer (&request->saved, rnn_saved_state_unref);
  g_clear_pointer (&request->dataset, rnn_dataset_unref);
  g_free (request);
}

RnnCommandQueue *
rnn_command_queue_new (void)
{
  RnnCommandQueue *queue = g_new0 (RnnCommandQueue, 1);
  pthread_condattr_t monotonic;

  pthread_condattr_init (&monotonic);
  pthread_condattr_setclock (&monotonic, CLOCK_MONOTONIC);
  pthread_cond_init (&queue->changed, &monotonic);
  pthread_condattr_destroy (&monotonic);
  pthread_mutex_init (&queue->lock, NULL);
  g_queue_init (&queue->requests);
  return queue;
}

void
rnn_command_queue_free (RnnCommandQueue *queue)
{
  if (queue == NULL)
    return;
  g_queue_clear_full (&queue->requests, (GDestroyNotify) rnn_request_free);
  pthread_mutex_destroy (&queue->lock);
  pthread_cond_destroy (&queue->changed);
  g_free (queue);
}

guint64
rnn_command_queue_push (RnnCommandQueue *queue,
                        RnnRequest      *request)
{
  guint64 serial;

  g_return_val_if_fail (queue != NULL, 0);
  g_return_val_if_fail (request != NULL, 0);

  pthread_mutex_lock (&queue->lock);
  serial = ++queue->last_serial;
  request->serial = serial;
  g_queue_push_tail (&queue->requests, request);
  g_atomic_int_inc (&queue->alarm);
  if (request->command == RNN_COMMAND_REPLACE)
    g_atomic_int_inc (&queue->replace_alarm);
  pthread_cond_signal (&queue->changed);
  pthread_mutex_unlock (&queue->lock);
  return serial;
}

void
rnn_command_queue_close (RnnCommandQueue *queue)
{
  g_return_if_fail (queue != NULL);

  pthread_mutex_lock (&queue->lock);
  g_atomic_int_set (&queue->closed, TRUE);
  g_atomic_int_inc (&queue->alarm);
  g_atomic_int_inc (&queue->replace_alarm);
  pthread_cond_signal (&queue->changed);
  pthread_mutex_unlock (&queue->lock);
}

gboolean
rnn_command_queue_is_closed (RnnCommandQueue *queue)
{
  g_return_val_if_fail (queue != NULL, TRUE);

  return g_atomic_int_get (&queue->closed);
}

const int *
rnn_command_queue_alarm (RnnCommandQueue *queue)
{
  g_return_val_if_fail (queue != NULL, NULL);

  return &queue->alarm;
}

const int *
rnn_command_queue_replace_alarm (RnnCommandQueue *queue)
{
  g_return_val_if_fail (queue != NULL, NULL);

  return &queue->replace_alarm;
}

RnnRequest *
rnn_command_queue_pop (RnnCommandQueue *queue)
{
  RnnRequest *request;

  g_return_val_if_fail (queue != NULL, NULL);

  if (g_atomic_int_get (&queue->alarm) == 0)
    return NULL;

  pthread_mutex_lock (&queue->lock);
  request = g_queue_pop_head (&queue->requests);
  if (request != NULL)
    g_atomic_int_add (&queue->alarm, -1);
  if (request != NULL && request->command == RNN_COMMAND_REPLACE)
    g_atomic_int_add (&queue->replace_alarm, -1);
  pthread_mutex_unlock (&queue->lock);
  return request;
}

void
rnn_command_queue_wait (RnnCommandQueue *queue,
                        gint64           deadline)
{
  struct timespec until = {
    .tv_sec = deadline / G_USEC_PER_SEC,
    .tv_nsec = deadline % G_USEC_PER_SEC * 1000,
  };
  int result = 0;

  g_return_if_fail (queue != NULL);

  pthread_mutex_lock (&queue->lock);
  while (g_queue_is_empty (&queue->requests)
         && !g_atomic_int_get (&queue->closed) && result == 0)
    {
      if (deadline < 0)
        result = pthread_cond_wait (&queue->changed, &queue->lock);
      else
        result = pthread_cond_timedwait (&queue->changed, &queue->lock, &until);
    }
  pthread_mutex_unlock (&queue->lock);
}
