#include "core/mailbox.h"

#include <glib/gi18n-lib.h>
#include <pthread.h>

#include "core/error.h"

typedef struct
{
  guint64     experiment;
  gsize       n_kept;
  gsize       n_rows;
  RnnMetrics  rows[];
} Rows;

typedef struct
{
  GSource     source;
  RnnMailbox *mailbox;
} Source;

struct _RnnMailbox
{
  pthread_mutex_t    lock;
  RnnMail            mail;    /* under the lock */
  GSource           *source;
  RnnTrainerReceiver receiver;
  gpointer           data;
};

RnnReply *
rnn_reply_new (guint64     serial,
               RnnCommand  command,
               RnnPosition position)
{
  RnnReply *reply = g_new0 (RnnReply, 1);

  reply->serial = serial;
  reply->command = command;
  reply->position = position;
  return reply;
}

void
rnn_reply_free (RnnReply *reply)
{
  if (reply == NULL)
    return;
  g_clear_error (&reply->error);
  g_free (reply->text);
  g_free (reply->p_letters);
  g_clear_pointer (&reply->update, rnn_update_trace_unref);
  g_free (reply);
}

void
rnn_reply_set_cancelled (RnnReply *reply)
{
  g_return_if_fail (reply != NULL);
  g_return_if_fail (reply->error == NULL);

  g_set_error_literal (&reply->error, RNN_ERROR, RNN_ERROR_CANCELLED,
                       _("A later command took its place"));
}

/* Mail --------------------------------------------------------------------- */

void
rnn_mail_init (RnnMail *mail)
{
  g_return_if_fail (mail != NULL);

  mail->metrics = g_ptr_array_new_with_free_func (g_free);
  mail->frame = NULL;
  mail->replies =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rnn_reply_free);
}

void
rnn_mail_clear (RnnMail *mail)
{
  g_return_if_fail (mail != NULL);

  g_ptr_array_unref (mail->metrics);
  g_clear_pointer (&mail->frame, rnn_frame_unref);
  g_ptr_array_unref (mail->replies);
}

gboolean
rnn_mail_is_empty (const RnnMail *mail)
{
  g_return_val_if_fail (mail != NULL, TRUE);

  return mail->metrics->len == 0 && mail->frame == NULL
         && mail->replies->len == 0;
}

void
rnn_mail_add_rows (RnnMail          *mail,
                   guint64           experiment,
                   gsize             n_kept,
                   const RnnMetrics *rows,
                   gsize             n_rows)
{
  Rows *batch;

  g_return_if_fail (mail != NULL);

  batch = g_malloc (sizeof *batch + n_rows * sizeof *rows);
  batch->experiment = experiment;
  batch->n_kept = n_kept;
  batch->n_rows = n_rows;
  for (gsize i = 0; i < n_rows; i++)
    batch->rows[i] = rows[i];
  g_ptr_array_add (mail->metrics, batch);
}

/* The mailbox -------------------------------------------------------------- */

static RnnMail
take_mail (RnnMailbox *mailbox)
{
  RnnMail empty, mail;

  rnn_mail_init (&empty);
  pthread_mutex_lock (&mailbox->lock);
  mail = mailbox->mail;
  mailbox->mail = empty;
  pthread_mutex_unlock (&mailbox->lock);
  return mail;
}

/* Any callback may free the trainer, and the mailbox with it: from here on only
 * the source, which the main loop holds, is safe to look at. */
static void
deliver (GSource                  *source,
         const RnnMail            *mail,
         const RnnTrainerReceiver *receiver,
         gpointer                  data)
{
  for (guint i = 0; i < mail->metrics->len; i++)
    {
      const Rows *batch = g_ptr_array_index (mail->metrics, i);

      if (g_source_is_destroyed (source))
        return;
      if (receiver->metrics != NULL)
        receiver->metrics (batch->experiment, batch->n_kept, batch->rows,
                           batch->n_rows, data);
    }

  if (g_source_is_destroyed (source))
    return;
  if (mail->frame != NULL && receiver->frame != NULL)
    receiver->frame (mail->frame, data);

  for (guint i = 0; i < mail->replies->len; i++)
    {
      if (g_source_is_destroyed (source))
        return;
      if (receiver->reply != NULL)
        receiver->reply (g_ptr_array_index (mail->replies, i), data);
    }
}

static gboolean
dispatch_cb (GSource     *source,
             GSourceFunc  callback,
             gpointer     unused)
{
  RnnMailbox *mailbox = ((Source *) source)->mailbox;
  RnnTrainerReceiver receiver = mailbox->receiver;
  gpointer data = mailbox->data;
  g_auto (RnnMail) mail = { NULL };

  /* First this, then the mail: what comes in between wakes the source again. */
  g_source_set_ready_time (source, -1);
  mail = take_mail (mailbox);
  deliver (source, &mail, &receiver, data);
  return G_SOURCE_CONTINUE;
}

RnnMailbox *
rnn_mailbox_new (GMainContext             *context,
                 const RnnTrainerReceiver *receiver,
                 gpointer                  data)
{
  static const GSourceFuncs functions = { .dispatch = dispatch_cb };
  RnnMailbox *mailbox;

  g_return_val_if_fail (receiver != NULL, NULL);

  mailbox = g_new0 (RnnMailbox, 1);
  pthread_mutex_init (&mailbox->lock, NULL);
  rnn_mail_init (&mailbox->mail);
  mailbox->receiver = *receiver;
  mailbox->data = data;
  mailbox->source =
    g_source_new ((GSourceFuncs *) &functions, sizeof (Source));
  g_source_set_static_name (mailbox->source, "trainer's mail");
  ((Source *) mailbox->source)->mailbox = mailbox;
  g_source_attach (mailbox->source, context);
  return mailbox;
}

void
rnn_mailbox_free (RnnMailbox *mailbox)
{
  if (mailbox == NULL)
    return;
  g_source_destroy (mailbox->source);
  g_source_unref (mailbox->source);
  rnn_mail_clear (&mailbox->mail);
  pthread_mutex_destroy (&mailbox->lock);
  g_free (mailbox);
}

static void
move_all (GPtrArray *from,
          GPtrArray *to)
{
  g_ptr_array_extend_and_steal (to, g_ptr_array_ref (from));
}

void
rnn_mailbox_post (RnnMailbox *mailbox,
                  RnnMail    *mail)
{
  g_autoptr (RnnFrame) dropped = NULL;

  g_return_if_fail (mailbox != NULL);
  g_return_if_fail (mail != NULL);

  if (rnn_mail_is_empty (mail))
    return;

  pthread_mutex_lock (&mailbox->lock);
  move_all (mail->metrics, mailbox->mail.metrics);
  move_all (mail->replies, mailbox->mail.replies);
  if (mail->frame != NULL)
    {
      dropped = mailbox->mail.frame;
      mailbox->mail.frame = g_steal_pointer (&mail->frame);
    }
  pthread_mutex_unlock (&mailbox->lock);
  g_source_set_ready_time (mailbox->source, 0);
}
