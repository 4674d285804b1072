#pragma once

#include "core/learner.h"

G_BEGIN_DECLS

#define RNN_MAX_RUNS 16

/**
 * RnnRunFact:
 *
 * What there is to be said of a run beyond its frames and its metrics.
 */
typedef struct
{
  guint64     number;         /* grows with every run that is begun */
  guint64     parent;         /* whose branch it is, though that may have been
                               * deleted; 0: it began by itself */
  RnnPosition from;           /* then: where it left its parent */
  GRefString *name;           /* no two of a list are the same */
} RnnRunFact;

/**
 * RnnRunList:
 *
 * The runs that there are, in the order in which they were begun.  Plain data
 * with owned names; all zeros: none.
 */
typedef struct
{
  guint      n;
  RnnRunFact runs[RNN_MAX_RUNS];
  guint64    at_hand;         /* number of the one that is shown and trained */
  guint64    companion;       /* … of the one that is watched beside it, in step;
                               * 0: none */
  guint64    deleted;         /* of one that can still be brought back; 0: none */
} RnnRunList;

/* @destination is overwritten without being cleared. */
void              rnn_run_list_copy  (RnnRunList       *destination,
                                      const RnnRunList *source);
void              rnn_run_list_clear (RnnRunList       *list);
/* (transfer none), or NULL. */
const RnnRunFact *rnn_run_list_find  (const RnnRunList *list,
                                      guint64           number);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RnnRunList, rnn_run_list_clear)

G_END_DECLS
