#pragma once

#include "core/trainer.h"

G_BEGIN_DECLS

RnnReply   *rnn_reply_new     (guint64      serial,
                               RnnCommand   command,
                               RnnPosition  position);
void        rnn_reply_free    (RnnReply    *reply);
/* A later command has overtaken it. */
void        rnn_reply_set_cancelled (RnnReply  *reply);

/**
 * RnnMail:
 *
 * What the worker has to tell: rows of metrics, at most one frame, replies.
 */
typedef struct
{
  GPtrArray *metrics;         /* of batches of rows, in order */
  RnnFrame  *frame;           /* the latest; owned, or NULL */
  GPtrArray *replies;         /* of RnnReply, in order */
} RnnMail;

void        rnn_mail_init     (RnnMail          *mail);
void        rnn_mail_clear    (RnnMail          *mail);
gboolean    rnn_mail_is_empty (const RnnMail    *mail);
/* Adds a batch of rows, which are copied; see RnnTrainerReceiver. */
void        rnn_mail_add_rows (RnnMail          *mail,
                               guint64           experiment,
                               gsize             n_kept,
                               const RnnMetrics *rows,
                               gsize             n_rows);

/**
 * RnnMailbox:
 *
 * The way of the worker's mail to the receiver's main context.  A frame that
 * has not been taken when the next one comes is dropped; nothing else is.
 */
typedef struct _RnnMailbox RnnMailbox;

RnnMailbox *rnn_mailbox_new   (GMainContext             *context,
                               const RnnTrainerReceiver *receiver,
                               gpointer                  data);
/* Drops what was not delivered.  The worker must have ended; this may happen in
 * one of the receiver's callbacks. */
void        rnn_mailbox_free  (RnnMailbox               *mailbox);
/* Takes all that is in @mail, and leaves it empty.  Called by the worker. */
void        rnn_mailbox_post  (RnnMailbox               *mailbox,
                               RnnMail                  *mail);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RnnMail, rnn_mail_clear)

G_END_DECLS
