#pragma once

#include "core/sweep.h"

G_BEGIN_DECLS

/**
 * RnnSweeper:
 *
 * A sweep on a thread of its own, which leaves the trainer's alone.  It ends by
 * itself, or when it is freed.
 */
typedef struct _RnnSweeper RnnSweeper;

/* Called in the context given at creation.  @report is what there is so far, the
 * latest one wins; NULL when the sweep could not begin.  @done: this was the last
 * call, with @error (nullable) where it ended before its time.  May free the
 * sweeper. */
typedef void (*RnnSweeperReceiver) (RnnSweepReport *report,
                                    gboolean        done,
                                    const GError   *error,
                                    gpointer        data);

RnnSweeper *rnn_sweeper_new  (GMainContext       *context,
                              const RnnSpec      *spec,
                              guint               n_seeds,
                              RnnSweeperReceiver  receiver,
                              gpointer            data);
/* Stops and joins; nothing is called any more. */
void        rnn_sweeper_free (RnnSweeper         *sweeper);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnSweeper, rnn_sweeper_free)

G_END_DECLS
