#pragma once

#include "core/command-queue.h"
#include "core/mailbox.h"

G_BEGIN_DECLS

/**
 * RnnWorker:
 *
 * What the trainer's thread does: carry out the commands of a queue and tell a
 * mailbox.  It looks for commands between any two updates.
 *
 * Steps and seeks are tasks: they may take long, and are made in order.  What is
 * asked meanwhile is done at once where that means the same (a wish, a pause, a
 * new experiment, another speed), overtakes the task where it makes it pointless
 * (a seek after a seek or a step), and waits for it else.
 */
typedef struct _RnnWorker RnnWorker;

RnnWorker *rnn_worker_new  (RnnCommandQueue *queue,
                            RnnMailbox      *mailbox);
void       rnn_worker_free (RnnWorker       *worker);
/* Works until the queue is closed. */
void       rnn_worker_run  (RnnWorker       *worker);

G_END_DECLS
