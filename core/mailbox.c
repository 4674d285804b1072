#include "core/mailbox.h"

#include <glib/gi18n-lib.h>
#include <pthread.h>

#include "core/error.h"

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
  g_clear_pointer (&reply->letters, rnn_letters_free);
  g_clear_pointer (&reply->update, rnn_update_trace_unref);
  g_clear_pointer (&reply->saved, rnn_saved_state_unref);
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

/* What there is to tell of a run's metrics. */
typedef struct
{
  guint64    run;
  gsize      n_kept;          /* of the rows told before, those that stay */
  RnnSeries *series;          /* all its rows */
} Metrics;

static void
metrics_free (Metrics *metrics)
{
  rnn_series_free (metrics->series);
  g_free (metrics);
}

void
rnn_mail_init (RnnMail *mail)
{
  g_return_if_fail (mail != NULL);

  *mail = (RnnMail) { .has_runs = FALSE };
  mail->metrics =
    g_ptr_array_new_with_free_func ((GDestroyNotify) metrics_free);
  mail->replies =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rnn_reply_free);
}

void
rnn_mail_clear (RnnMail *mail)
{
  g_return_if_fail (mail != NULL);

  rnn_run_list_clear (&mail->runs);
  g_ptr_array_unref (mail->metrics);
  g_clear_pointer (&mail->frame, rnn_frame_unref);
  g_ptr_array_unref (mail->replies);
}

gboolean
rnn_mail_is_empty (const RnnMail *mail)
{
  g_return_val_if_fail (mail != NULL, TRUE);

  return !mail->has_runs && mail->metrics->len == 0 && mail->frame == NULL
         && mail->replies->len == 0;
}

void
rnn_mail_set_runs (RnnMail          *mail,
                   const RnnRunList *runs)
{
  g_return_if_fail (mail != NULL && runs != NULL);

  rnn_run_list_clear (&mail->runs);
  rnn_run_list_copy (&mail->runs, runs);
  mail->has_runs = TRUE;
}

static Metrics *
metrics_of (RnnMail *mail,
            guint64  run,
            gsize    n_kept)
{
  Metrics *metrics;

  for (guint i = 0; i < mail->metrics->len; i++)
    {
      metrics = g_ptr_array_index (mail->metrics, i);
      if (metrics->run == run)
        return metrics;
    }

  metrics = g_new (Metrics, 1);
  *metrics = (Metrics) { run, n_kept, rnn_series_new () };
  g_ptr_array_add (mail->metrics, metrics);
  return metrics;
}

void
rnn_mail_set_series (RnnMail         *mail,
                     guint64          run,
                     gsize            n_kept,
                     const RnnSeries *series)
{
  Metrics *metrics;

  g_return_if_fail (mail != NULL);

  metrics = metrics_of (mail, run, n_kept);
  metrics->n_kept = MIN (metrics->n_kept, n_kept);
  rnn_series_follow (metrics->series, series);
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
  if (mail->has_runs && receiver->runs != NULL)
    receiver->runs (&mail->runs, data);

  for (guint i = 0; i < mail->metrics->len; i++)
    {
      const Metrics *metrics = g_ptr_array_index (mail->metrics, i);

      if (g_source_is_destroyed (source))
        return;
      if (receiver->metrics != NULL)
        receiver->metrics (metrics->run, metrics->n_kept, metrics->series,
                           data);
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
  g_auto (RnnMail) mail = { 0 };

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
  if (mail->has_runs)
    rnn_mail_set_runs (&mailbox->mail, &mail->runs);
  for (guint i = 0; i < mail->metrics->len; i++)
    {
      const Metrics *metrics = g_ptr_array_index (mail->metrics, i);

      rnn_mail_set_series (&mailbox->mail, metrics->run, metrics->n_kept,
                           metrics->series);
    }
  g_ptr_array_extend_and_steal (mailbox->mail.replies,
                                g_ptr_array_ref (mail->replies));
  if (mail->frame != NULL)
    {
      dropped = mailbox->mail.frame;
      mailbox->mail.frame = g_steal_pointer (&mail->frame);
    }
  pthread_mutex_unlock (&mailbox->lock);
  g_ptr_array_set_size (mail->metrics, 0);
  rnn_run_list_clear (&mail->runs);
  mail->has_runs = FALSE;
  g_source_set_ready_time (mailbox->source, 0);
}
