#include "core/worker-private.h"

/* Which runs there are, or which is at hand, has changed. */
static void
follow_runs (RnnWorker *worker)
{
  RnnRun *companion = rnn_runs_companion (worker->runs);

  worker->run = rnn_runs_at_hand (worker->runs);
  if (worker->companion.run != companion)
    rnn_companion_set (&worker->companion, companion);
  rnn_reporter_set_runs (&worker->reporter, worker->runs);
}

/* That which was made beforehand, or that at hand if it is the very same, or
 * another. */
static RnnDataset *
get_dataset (RnnWorker         *worker,
             const RnnRequest  *request,
             const RnnSpec     *spec,
             GError           **error)
{
  const RnnProgress progress = {
    .cancel = rnn_command_queue_replace_alarm (worker->queue)
  };
  RnnDataset *at_hand;

  if (request->dataset != NULL)
    return rnn_dataset_ref (request->dataset);

  at_hand = worker->run != NULL
              ? rnn_learner_dataset (rnn_run_learner (worker->run)) : NULL;
  if (at_hand != NULL && rnn_dataset_is_of (at_hand, spec))
    return rnn_dataset_ref (at_hand);

  return rnn_dataset_new_until (spec, &progress, error);
}

/* The run that is asked for, at its start or where it was saved; cancelled when
 * another is wanted meanwhile, or none. */
static RnnRun *
make_run (RnnWorker         *worker,
          const RnnRequest  *request,
          GError           **error)
{
  g_auto (RnnSpec) start = { 0 };
  g_autoptr (RnnDataset) dataset = NULL;

  if (!rnn_spec_check (&request->spec, error))
    return NULL;
  if (request->saved != NULL)
    rnn_saved_state_start_spec (request->saved, &start);
  else
    rnn_spec_copy (&start, &request->spec);

  dataset = get_dataset (worker, request, &start, error);
  if (dataset == NULL)
    return NULL;
  return request->saved != NULL
           ? rnn_run_new_saved (request->saved, &request->spec, dataset, error)
           : rnn_run_new (&request->spec, dataset, error);
}

/* What is at work goes on unless the new experiment stands. */
void
rnn_worker_replace (RnnWorker        *worker,
                    const RnnRequest *request)
{
  guint64 last =
    worker->runs != NULL ? rnn_runs_last_number (worker->runs) : 0;
  GError *error = NULL;
  RnnRun *run = make_run (worker, request, &error);

  if (run != NULL)
    {
      rnn_worker_stop_playing (worker, NULL);
      rnn_worker_cancel_tasks (worker);
      rnn_writing_cancel (&worker->writing, &worker->reporter);
      rnn_cursor_clear (&worker->cursor);
      rnn_companion_clear (&worker->companion);
      rnn_runs_free (worker->runs);
      worker->runs = rnn_runs_new (run, last);
      rnn_reporter_begin (&worker->reporter);
      follow_runs (worker);
    }
  rnn_worker_answer (worker, request, error);
}

static void
make_change (RnnWorker         *worker,
             const RnnRequest  *request,
             gboolean          *branched,
             GError           **error)
{
  switch (request->command)
    {
    case RNN_COMMAND_CHANGE:
      rnn_runs_change (worker->runs, &request->spec, branched, error);
      break;
    case RNN_COMMAND_SET_PARAMETERS:
      rnn_runs_set_parameters (worker->runs, &request->interventions, branched,
                               error);
      break;
    case RNN_COMMAND_IMPORT:
      rnn_runs_import (worker->runs, request->parameters,
                       request->n_parameters, branched, error);
      break;
    case RNN_COMMAND_BRANCH:
      *branched = rnn_runs_branch (worker->runs, &request->spec,
                                   request->text, error);
      break;
    default:
      g_assert_not_reached ();
    }
}

void
rnn_worker_change (RnnWorker        *worker,
                   const RnnRequest *request)
{
  GError *error = NULL;
  gboolean branched = FALSE;
  RnnReply *reply;

  rnn_reporter_add_metrics (&worker->reporter, worker->run);
  make_change (worker, request, &branched, &error);
  if (branched)
    follow_runs (worker);
  rnn_cursor_refresh (&worker->cursor, worker->run);
  rnn_reporter_moved (&worker->reporter);
  rnn_reporter_add_metrics (&worker->reporter, worker->run);
  rnn_reporter_want_frame (&worker->reporter);

  reply = rnn_worker_new_reply (worker, request->serial, request->command);
  reply->error = error;
  reply->branched = branched;
  rnn_reporter_add_reply (&worker->reporter, reply);
}

static gboolean
make_switch (RnnWorker         *worker,
             const RnnRequest  *request,
             GError           **error)
{
  switch (request->command)
    {
    case RNN_COMMAND_SWITCH:
      return rnn_runs_switch (worker->runs, request->run, error);
    case RNN_COMMAND_DELETE:
      return rnn_runs_delete (worker->runs, request->run, error);
    case RNN_COMMAND_RESTORE:
      return rnn_runs_restore (worker->runs, error);
    default:
      g_assert_not_reached ();
    }
}

void
rnn_worker_switch (RnnWorker        *worker,
                   const RnnRequest *request)
{
  GError *error = NULL;

  rnn_reporter_add_metrics (&worker->reporter, worker->run);
  if (make_switch (worker, request, &error))
    {
      if (rnn_runs_at_hand (worker->runs) != worker->run)
        rnn_cursor_clear (&worker->cursor);
      follow_runs (worker);
    }
  rnn_worker_answer (worker, request, error);
}

void
rnn_worker_accompany (RnnWorker        *worker,
                      const RnnRequest *request)
{
  GError *error = NULL;

  rnn_reporter_add_metrics (&worker->reporter, worker->run);
  if (request->command == RNN_COMMAND_COMPARE
        ? rnn_runs_compare (worker->runs, &request->spec, request->text, &error)
        : rnn_runs_accompany (worker->runs, request->run, &error))
    follow_runs (worker);
  rnn_worker_answer (worker, request, error);
}

void
rnn_worker_rename (RnnWorker        *worker,
                   const RnnRequest *request)
{
  GError *error = NULL;

  if (rnn_runs_rename (worker->runs, request->run, request->text, &error))
    rnn_reporter_set_names (&worker->reporter, worker->runs);
  rnn_worker_answer (worker, request, error);
}

void
rnn_worker_describe (RnnWorker        *worker,
                     const RnnRequest *request)
{
  rnn_runs_describe (worker->runs, &request->spec);
  rnn_reporter_described (&worker->reporter);
  rnn_worker_answer (worker, request, NULL);
}
