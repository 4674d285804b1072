/* Where the run stands, to be saved. */

#include "app/session-private.h"

/* The task keeps the session until the trainer has answered, which it always
 * does. */
void
unroll_session_snapshot_async (UnrollSession       *self,
                               GAsyncReadyCallback  callback,
                               gpointer             data)
{
  g_return_if_fail (UNROLL_IS_SESSION (self));

  rnn_trainer_snapshot (self->trainer);
  g_queue_push_tail (&self->snapshots,
                     g_task_new (self, NULL, callback, data));
}

RnnSavedState *
unroll_session_snapshot_finish (UnrollSession  *self,
                                GAsyncResult   *result,
                                GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* They are answered in the order in which they were asked for. */
void
unroll_session_snapshot_answered (UnrollSession  *self,
                                  const RnnReply *reply)
{
  g_autoptr (GTask) task = g_queue_pop_head (&self->snapshots);

  if (reply->error != NULL)
    g_task_return_error (task, g_error_copy (reply->error));
  else
    g_task_return_pointer (task, rnn_saved_state_ref (reply->saved),
                           (GDestroyNotify) rnn_saved_state_unref);
}
