#include "core/worker-private.h"

RnnPosition
rnn_worker_position (const RnnWorker *worker)
{
  if (worker->run == NULL)
    return (RnnPosition) { 0, 0, 0 };
  return rnn_learner_position (rnn_run_learner (worker->run));
}

RnnReply *
rnn_worker_new_reply (RnnWorker  *worker,
                      guint64     serial,
                      RnnCommand  command)
{
  RnnReply *reply = rnn_reply_new (serial, command, rnn_worker_position (worker));

  reply->run = worker->run != NULL ? worker->reporter.run : 0;
  reply->stop = worker->cursor.stop;
  return reply;
}

void
rnn_worker_answer (RnnWorker        *worker,
                   const RnnRequest *request,
                   GError           *error)
{
  RnnReply *reply =
    rnn_worker_new_reply (worker, request->serial, request->command);

  reply->error = error;
  rnn_reporter_add_reply (&worker->reporter, reply);
}

void
rnn_worker_answer_cancelled (RnnWorker        *worker,
                             const RnnRequest *request)
{
  RnnReply *reply =
    rnn_worker_new_reply (worker, request->serial, request->command);

  rnn_reply_set_cancelled (reply);
  rnn_reporter_add_reply (&worker->reporter, reply);
}

/* What is only told -------------------------------------------------------- */

void
rnn_worker_wish (RnnWorker        *worker,
                 const RnnRequest *request)
{
  const RnnFrameWish wish = {
    .sample = request->sample,
    .text = request->text,
    .best = request->best,
    .path = request->path,
    .flow = request->flow,
    .next = request->next,
    .interventions = request->interventions,
  };

  rnn_reporter_set_wish (&worker->reporter, &wish);
  rnn_worker_answer (worker, request, NULL);
}

void
rnn_worker_snapshot (RnnWorker        *worker,
                     const RnnRequest *request)
{
  RnnReply *reply =
    rnn_worker_new_reply (worker, request->serial, request->command);

  reply->saved = rnn_saved_state_new (worker->run);
  rnn_reporter_add_reply (&worker->reporter, reply);
}

void
rnn_worker_trace (RnnWorker        *worker,
                  const RnnRequest *request)
{
  RnnReply *reply =
    rnn_worker_new_reply (worker, request->serial, request->command);

  reply->update = rnn_run_trace_update (worker->run, &reply->error);
  rnn_reporter_add_reply (&worker->reporter, reply);
}
