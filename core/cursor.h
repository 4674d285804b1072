#pragma once

#include "core/run.h"
#include "core/walk.h"

G_BEGIN_DECLS

/**
 * RnnCursor:
 *
 * Where a run stands within an update: on a walk from stop to stop, which only
 * looks at what the update does (recorded before it happens) and makes it at the
 * last stop, or at stop 0, on none.  Between the stops of one update nothing is
 * computed anew.
 *
 * The stops of consecutive updates follow each other: …, (k, length − 1),
 * (k, length), where update k has just been made, (k + 1, 1), …  A run that is
 * on no walk after k updates counts as standing at (k, length).
 */
typedef struct
{
  guint           stop;       /* 0: on no walk */
  RnnWalk         walk;       /* of the update walked through */
  RnnUpdateTrace *update;     /* what it does; at stop 0 NULL, or what may serve
                               * again */
} RnnCursor;

/**
 * RnnLanding:
 *
 * A place to stand: stop @stop of the walk through the update that follows after
 * @updates of them.
 */
typedef struct
{
  guint64 updates;
  guint   stop;
} RnnLanding;

/* Leaves the walk. */
void       rnn_cursor_clear   (RnnCursor        *cursor);
/* Leaves the walk to take it up again, perhaps in the same update. */
void       rnn_cursor_lift    (RnnCursor        *cursor);
/* Where @n stops from here lead, back when negative; nothing lies before the
 * start. */
RnnLanding rnn_cursor_go      (const RnnCursor  *cursor,
                               RnnRun           *run,
                               gint64            n);
/* Where stop @number of the walk at hand is, which is that through the next
 * update when there is none.  FALSE and RNN_ERROR_RANGE when there is no such
 * stop. */
gboolean   rnn_cursor_go_to   (const RnnCursor  *cursor,
                               RnnRun           *run,
                               guint             number,
                               RnnLanding       *landing,
                               GError          **error);
/* @run has got to landing->updates: takes up the walk from there to the stop,
 * which makes the update if it is the last.  When the update fails the run
 * stands before it, on no walk. */
gboolean   rnn_cursor_land    (RnnCursor        *cursor,
                               RnnRun           *run,
                               const RnnLanding *landing,
                               GError          **error);
/* Something in @run was changed where it stands: the walk goes on at the same
 * stop with what the update does now, or ends where that has no meaning. */
void       rnn_cursor_refresh (RnnCursor        *cursor,
                               RnnRun           *run);

G_END_DECLS
