#pragma once

#include "core/change-marks.h"
#include "core/run.h"

G_BEGIN_DECLS

/* What run.c (life and motion), run-change.c (events, changes, branches) and
 * saved-state.c share. */

/* A moment to which the way back is to be short, with all its events. */
typedef struct
{
  void       *state;          /* room for one state */
  gboolean    valid;
  RnnPosition position;
  gsize       n_events;       /* applied */
} RnnPin;

struct _RnnRun
{
  RnnLearner   *learner;
  RnnHistory   *history;
  RnnKeyframes *keyframes;    /* the history's */
  gsize         next_event;   /* the first that is not applied yet */
  RnnSpec       start;        /* as it was at the start; its strings are NULL */
  RnnPin        pin;
  RnnChangeMarks *marks;      /* NULL: not asked for since the last change */
};

/* All but the history. */
RnnRun *rnn_run_make             (RnnLearner   *learner,
                                  RnnKeyframes *keyframes);
/* A run from the start, where @learner stands, which it takes over. */
RnnRun *rnn_run_begin            (RnnLearner   *learner,
                                  gsize         budget);
/* Applies the events at the present position that are not applied yet. */
void    rnn_run_apply_due_events (RnnRun       *run);

G_END_DECLS
