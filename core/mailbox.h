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
 * What the worker has to tell: which runs there are, metrics, at most one frame,
 * replies.
 */
typedef struct
{
  RnnRunList runs;            /* if … */
  gboolean   has_runs;
  GPtrArray *metrics;         /* one for each run that has something to tell */
  RnnFrame  *frame;           /* the latest; owned, or NULL */
  GPtrArray *replies;         /* of RnnReply, in order */
} RnnMail;

void        rnn_mail_init     (RnnMail          *mail);
void        rnn_mail_clear    (RnnMail          *mail);
gboolean    rnn_mail_is_empty (const RnnMail    *mail);
/* Which runs there are now. */
void        rnn_mail_set_runs (RnnMail          *mail,
                               const RnnRunList *runs);
/* Tells of @series, whose rows are shared; see RnnTrainerReceiver.  What was to
 * be told of the run before, and not yet has been, is told with it. */
void        rnn_mail_set_series (RnnMail         *mail,
                               guint64           run,
                               gsize             n_kept,
                               const RnnSeries  *series);

/**
 * RnnMailbox:
 *
 * The way of the worker's mail to the receiver's main context.  A frame that
 * has not been taken when the next one comes is dropped; nothing else is.  However
 * long the receiver was away, taking the mail takes no longer than it takes to
 * refer to the rows' chunks (RnnSeries).
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
