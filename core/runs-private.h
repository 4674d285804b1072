#pragma once

#include "core/runs.h"

G_BEGIN_DECLS

/* What runs.c (which runs there are) and runs-change.c (how they come to be and
 * change) share. */

/* What belongs to a run beside its fact. */
typedef struct
{
  RnnRun *run;
  gsize   n_told;
} RnnRunEntry;

/* The run last deleted. */
typedef struct
{
  RnnRunEntry entry;          /* run NULL: nothing there */
  RnnRunFact  fact;
  guint       place;
  gboolean    at_hand;
  gboolean    companion;
} RnnRunBin;

struct _RnnRuns
{
  RnnRunList  list;
  RnnRunEntry entries[RNN_MAX_RUNS]; /* of the same order */
  guint       at_hand;
  guint64     last_number;
  guint64     memory_limit;
  RnnRunBin   bin;
};

/* Whether there may be one more: RNN_ERROR_MEMORY. */
gboolean rnn_runs_check_number (const RnnRuns    *runs,
                                GError          **error);
void     rnn_runs_empty_bin    (RnnRuns          *runs);
/* Takes @run over, of which @fact says all but its number, the last one from now
 * on, and its name: @name, or one like it. */
void     rnn_runs_add          (RnnRuns          *runs,
                                RnnRun           *run,
                                const RnnRunFact *fact,
                                const char       *name);

G_END_DECLS
