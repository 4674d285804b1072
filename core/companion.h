#pragma once

#include "core/cursor.h"
#include "core/frame.h"

G_BEGIN_DECLS

/* Where a companion is to stand: as many epochs and the same share of the next
 * one, and at the same stop of the walk through an update, as the run that it
 * accompanies. */
typedef struct
{
  guint32  epoch;
  guint32  batch;             /* of … */
  guint    batches;
  gboolean walks;
  RnnStop  stop;              /* if so */
} RnnRendezvous;

/**
 * RnnCompanion:
 *
 * A run that is watched beside another, its leader, and follows wherever that
 * goes.  With other batches than the leader's it has as nearly the same share of
 * an epoch behind it, never more.  All zeros: there is none.
 */
typedef struct
{
  RnnRun       *run;          /* borrowed; NULL: none */
  RnnCursor     cursor;
  RnnRendezvous reached;      /* where it was last in step, … */
  gboolean      is_known;     /* … if it was, … */
  guint64       updates;      /* … after so many updates, but for that which the
                               * last stop of a walk makes */
  GError       *error;        /* why it cannot go on from where it stands; or
                               * NULL */
  gboolean      ended;        /* its own epochs are fewer */
} RnnCompanion;

void     rnn_companion_clear     (RnnCompanion    *companion);
/* NULL: none. */
void     rnn_companion_set       (RnnCompanion    *companion,
                                  RnnRun          *run);
/* Whether anything is left to be done until it is where @leader stands, whose
 * walk is @cursor's, or as near as it comes. */
gboolean rnn_companion_lags      (RnnCompanion    *companion,
                                  RnnRun          *leader,
                                  const RnnCursor *cursor);
/* Does some of that: what keyframes can do and one update; non-zero @cancel may
 * put that off, as for rnn_run_update_until. */
void     rnn_companion_follow    (RnnCompanion    *companion,
                                  RnnRun          *leader,
                                  const RnnCursor *cursor,
                                  const int       *cancel);
RnnCompanionState
         rnn_companion_state     (RnnCompanion    *companion,
                                  RnnRun          *leader,
                                  const RnnCursor *cursor);

G_END_DECLS
