#pragma once

#include "core/motion.h"
#include "core/pace.h"
#include "core/reporter.h"
#include "core/worker.h"
#include "core/writing.h"

G_BEGIN_DECLS

/* What worker.c (when what is done) and worker-runs.c (which runs there are, and
 * what is changed in them) share. */

struct _RnnWorker
{
  RnnCommandQueue *queue;     /* borrowed */
  RnnReporter      reporter;
  RnnRuns         *runs;      /* NULL before the first experiment */
  RnnRun          *run;       /* that at hand, borrowed; or NULL */
  RnnCursor        cursor;

  gboolean         playing;
  guint64          play_serial;
  RnnPace          pace;

  GQueue           tasks;     /* of RnnRequest, owned; the first is at work */
  gboolean         started;   /* the first one is on its way */
  RnnMotion        motion;
  RnnWriting       writing;
};

RnnReply *rnn_worker_new_reply    (RnnWorker        *worker,
                                   guint64           serial,
                                   RnnCommand        command);
/* Takes @error over, which may be NULL. */
void      rnn_worker_answer       (RnnWorker        *worker,
                                   const RnnRequest *request,
                                   GError           *error);
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
void      rnn_worker_rename       (RnnWorker        *worker,
                                   const RnnRequest *request);
void      rnn_worker_describe     (RnnWorker        *worker,
                                   const RnnRequest *request);

G_END_DECLS
