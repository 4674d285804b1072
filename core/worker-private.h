#pragma once

#include "core/companion.h"
#include "core/motion.h"
#include "core/pace.h"
#include "core/reporter.h"
#include "core/worker.h"
#include "core/writing.h"

G_BEGIN_DECLS

/* What worker.c (when what is done), worker-answers.c (what is told of it) and
 * worker-runs.c (which runs there are, and what is changed in them) share. */

struct _RnnWorker
{
  RnnCommandQueue *queue;     /* borrowed */
  RnnReporter      reporter;
  RnnRuns         *runs;      /* NULL before the first experiment */
  RnnRun          *run;       /* that at hand, borrowed; or NULL */
  RnnCursor        cursor;
  RnnCompanion     companion;  /* of that at hand */
  gboolean         lags;       /* it does, as of this round */

  gboolean         playing;
  guint64          play_serial;
  RnnPace          pace;

  GQueue           tasks;     /* of RnnRequest, owned; the first is at work */
  gboolean         started;   /* the first one is on its way, … */
  gboolean         arrived;   /* … or where it leads, but for the companion */
  RnnMotion        motion;
  RnnWriting       writing;
};

RnnPosition rnn_worker_position   (const RnnWorker  *worker);
RnnReply *rnn_worker_new_reply    (RnnWorker        *worker,
                                   guint64           serial,
                                   RnnCommand        command);
/* Takes @error over, which may be NULL. */
void      rnn_worker_answer       (RnnWorker        *worker,
                                   const RnnRequest *request,
                                   GError           *error);
void      rnn_worker_answer_cancelled (RnnWorker     *worker,
                                   const RnnRequest *request);
/* Each of these answers. */
void      rnn_worker_wish         (RnnWorker        *worker,
                                   const RnnRequest *request);
void      rnn_worker_snapshot     (RnnWorker        *worker,
                                   const RnnRequest *request);
void      rnn_worker_trace        (RnnWorker        *worker,
                                   const RnnRequest *request);
/* Takes @error over, which may be NULL. */
void      rnn_worker_stop_playing (RnnWorker        *worker,
                                   GError           *error);
void      rnn_worker_cancel_tasks (RnnWorker        *worker);

/* worker-runs.c; each answers. */
void      rnn_worker_replace      (RnnWorker        *worker,
                                   const RnnRequest *request);
/* CHANGE, SET_PARAMETERS, IMPORT, BRANCH */
void      rnn_worker_change       (RnnWorker        *worker,
                                   const RnnRequest *request);
/* SWITCH, DELETE, RESTORE */
void      rnn_worker_switch       (RnnWorker        *worker,
                                   const RnnRequest *request);
/* ACCOMPANY, COMPARE */
void      rnn_worker_accompany    (RnnWorker        *worker,
                                   const RnnRequest *request);
void      rnn_worker_rename       (RnnWorker        *worker,
                                   const RnnRequest *request);
void      rnn_worker_describe     (RnnWorker        *worker,
                                   const RnnRequest *request);

G_END_DECLS
