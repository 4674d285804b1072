#pragma once

#include "core/companion.h"
#include "core/mailbox.h"
#include "core/runs.h"

G_BEGIN_DECLS

/**
 * RnnReporter:
 *
 * What the worker tells, and when.  While training goes on, frames come at most
 * once for each picture of a display, and seldom enough that making them takes
 * no more than a tenth of the time; metrics are gathered meanwhile.
 */
typedef struct
{
  RnnMailbox *mailbox;        /* borrowed */
  RnnMail     mail;           /* not posted yet */
  guint64     experiment;
  guint64     run;            /* number of that at hand */
  guint64     last_serial;    /* of a frame */
  gsize      *n_told;         /* rows of its metrics that the receiver knows;
                               * borrowed from the runs */
  guint64     companion;      /* the same of the run watched beside it; 0: none */
  RnnRun     *companion_run;
  gsize      *companion_told;
  RnnFrameWish wish;
  RnnPrediction *companion_prediction; /* as the wish's, of the companion */
  char       *text;           /* of the wish */
  gboolean    waits;          /* the last frame is without its prediction */
  RnnFrame   *last;           /* told last, if that was on a walk; or NULL */
  RnnUpdateTrace *next;       /* what the next update does, if a frame has told
                               * that since the run has moved; or NULL */
  gboolean    moved;          /* more has changed since than the stop */
  gboolean    stale;          /* the last frame is not true any more */
  gboolean    wanted;         /* … and the next is not to wait until it is due */
  gint64      frame_due;
  gint64      lag_start;      /* since when the companion lags; 0: it does not */
  gint64      post_due;
} RnnReporter;

void     rnn_reporter_init         (RnnReporter        *reporter,
                                    RnnMailbox         *mailbox);
void     rnn_reporter_clear        (RnnReporter        *reporter);
void     rnn_reporter_set_wish     (RnnReporter        *reporter,
                                    const RnnFrameWish *wish);
/* Another experiment; to be followed by rnn_reporter_set_runs. */
void     rnn_reporter_begin        (RnnReporter        *reporter);
/* There are other runs than before, or another is at hand.  Metrics of the one
 * before are to be added first. */
void     rnn_reporter_set_runs     (RnnReporter        *reporter,
                                    RnnRuns            *runs);
/* The same ones have other names. */
void     rnn_reporter_set_names    (RnnReporter        *reporter,
                                    RnnRuns            *runs);
/* They have another title or other notes, and that is to be told at once. */
void     rnn_reporter_described    (RnnReporter        *reporter);
/* The run has moved: its picture is another, when it is due. */
void     rnn_reporter_moved        (RnnReporter        *reporter);
/* Its companion has. */
void     rnn_reporter_companion_moved (RnnReporter     *reporter);
/* The same, and it is to be told at once. */
void     rnn_reporter_want_frame   (RnnReporter        *reporter);
/* No frame in the next @duration µs, unless it is asked for at once. */
void     rnn_reporter_hold_frames  (RnnReporter        *reporter,
                                    gint64              duration);
/* Makes the prediction that the last frame, or its companion, is without; non-zero
 * @cancel stops that, to be begun anew later.  A frame follows. */
void     rnn_reporter_predict      (RnnReporter        *reporter,
                                    RnnRun             *run,
                                    const int          *cancel);
/* Takes over the rows that are new in @run or its companion, or void; to be
 * called after anything that truncates its history. */
void     rnn_reporter_add_metrics  (RnnReporter        *reporter,
                                    RnnRun             *run);
/* Takes @reply over. */
void     rnn_reporter_add_reply    (RnnReporter        *reporter,
                                    RnnReply           *reply);
/* Tells what is to be told at @now: replies, and a frame that is wanted, at
 * once; all there is, when nothing is @running and no companion @lags; else what
 * is due.  Frames have some patience with one that lags, so that both are mostly
 * seen in step.  @run may be NULL. */
void     rnn_reporter_tell         (RnnReporter        *reporter,
                                    RnnRun             *run,
                                    const RnnCursor    *cursor,
                                    RnnCompanion       *companion,
                                    gboolean            lags,
                                    gboolean            running,
                                    gint64              now);
/* When the next frame is due while something runs; −1: the last one is true. */
gint64   rnn_reporter_due          (const RnnReporter  *reporter);

G_END_DECLS
