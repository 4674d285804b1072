#pragma once

#include "core/learner.h"

G_BEGIN_DECLS

/* One change that was made while a run was trained. */
typedef struct
{
  double epoch;               /* after so many, with the share of the next one */
  char  *words;               /* "lr 0.05, batch 8" */
} RnnChangeMark;

/**
 * RnnChangeMarks:
 *
 * What was changed on the way of a run, in order, also beyond where it stands.
 * Immutable, counted atomically; the fields are to be read only.
 */
typedef struct
{
  gsize         n;
  RnnChangeMark *marks;

  /*< private >*/
  int           count;
} RnnChangeMarks;

/* The rest is for who makes them; see rnn_run_change_marks. */
RnnChangeMarks *rnn_change_marks_new   (void);
/* Takes @words over. */
void            rnn_change_marks_add   (RnnChangeMarks *marks,
                                        double          epoch,
                                        char           *words);
RnnChangeMarks *rnn_change_marks_ref   (RnnChangeMarks *marks);
void            rnn_change_marks_unref (RnnChangeMarks *marks);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnChangeMarks, rnn_change_marks_unref)

G_END_DECLS
