#include "core/worker-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/error.h"

/* A seek shows where it is only when it takes longer than this. */
#define SEEK_SILENCE (G_USEC_PER_SEC / 4)
/* Updates that are due within this time of each other are made together, since
 * nobody could see them apart. */
#define NAP (G_USEC_PER_SEC / 250)

static gboolean
is_running (const RnnWorker *worker)
{
  return worker->playing || worker->tasks.length > 0;
}

void
rnn_worker_stop_playing (RnnWorker *worker,
                         GError    *error)
{
  RnnReply *reply;

  if (!worker->playing)
    return;
  worker->playing = FALSE;
  reply = rnn_worker_new_reply (worker, worker->play_serial, RNN_COMMAND_STOPPED);
  reply->error = error;
  rnn_reporter_add_reply (&worker->reporter, reply);
  rnn_reporter_want_frame (&worker->reporter);
}

/* The last task, which may be the one at work, is not wanted any more. */
static void
cancel_last_task (RnnWorker *worker)
{
  g_autoptr (RnnRequest) request = g_queue_pop_tail (&worker->tasks);

  if (g_queue_is_empty (&worker->tasks))
    worker->started = FALSE;
  rnn_worker_answer_cancelled (worker, request);
  rnn_reporter_want_frame (&worker->reporter);
}

void
rnn_worker_cancel_tasks (RnnWorker *worker)
{
  GQueue tasks = worker->tasks;

  g_queue_init (&worker->tasks);
  worker->started = FALSE;
  while (!g_queue_is_empty (&tasks))
    {
      g_autoptr (RnnRequest) request = g_queue_pop_head (&tasks);

      rnn_worker_answer_cancelled (worker, request);
    }
  rnn_reporter_want_frame (&worker->reporter);
}

static gboolean
is_to_end (const RnnRequest *request)
{
  return request->command == RNN_COMMAND_STEP
         && request->step == RNN_STEP_TO_END && request->n > 0;
}

/* Commands that are done at once ------------------------------------------- */

/* Training goes on from where the walk stands. */
static void
leave_walk (RnnWorker *worker)
{
  if (worker->cursor.stop > 0)
    rnn_reporter_want_frame (&worker->reporter);
  rnn_cursor_clear (&worker->cursor);
}

static void
play (RnnWorker  *worker,
      RnnRequest *request)
{
  double speed = request->epochs_per_second;
  gint64 now = g_get_monotonic_time ();

  if (!(speed >= 0.0) || !isfinite (speed))
    {
      rnn_worker_answer (worker, request,
              g_error_new (RNN_ERROR, RNN_ERROR_SETTING,
                           _("The speed is %g epochs per second; choose 0 for"
                             " as fast as it goes, or more"),
                           speed));
      return;
    }

  while (!g_queue_is_empty (&worker->tasks)
         && is_to_end (g_queue_peek_tail (&worker->tasks)))
    cancel_last_task (worker);
  leave_walk (worker);
  if (worker->playing)
    rnn_pace_change (&worker->pace, speed, now);
  else
    rnn_pace_start (&worker->pace, speed, now);
  worker->playing = TRUE;
  worker->play_serial = request->serial;
  rnn_worker_answer (worker, request, NULL);
}

static void
pause (RnnWorker  *worker,
       RnnRequest *request)
{
  rnn_worker_cancel_tasks (worker);
  rnn_worker_stop_playing (worker, NULL);
  rnn_worker_answer (worker, request, NULL);
}

static void
stop_stream (RnnWorker  *worker,
             RnnRequest *request)
{
  rnn_writing_stop_stream (&worker->writing, &worker->reporter);
  rnn_worker_answer (worker, request, NULL);
}

/* Tasks -------------------------------------------------------------------- */

static void
finish_task (RnnWorker *worker,
             GError    *error)
{
  g_autoptr (RnnRequest) request = g_queue_pop_head (&worker->tasks);

  worker->started = FALSE;
  rnn_reporter_want_frame (&worker->reporter);
  rnn_worker_answer (worker, request, error);
}

static gboolean
lags (RnnWorker *worker)
{
  return rnn_companion_lags (&worker->companion, worker->run, &worker->cursor);
}

/* The task at work has got to where it leads; it is done when the companion has
 * too. */
static void
arrive (RnnWorker *worker)
{
  guint64 before = rnn_worker_position (worker).update;
  GError *error = NULL;

  rnn_motion_arrive (&worker->motion, worker->run, &worker->cursor, &error);
  if (rnn_worker_position (worker).update != before)
    rnn_reporter_moved (&worker->reporter);
  worker->arrived = TRUE;
  if (error != NULL || !lags (worker))
    finish_task (worker, error);
}

/* Sets off to where a step, seek or walk leads. */
static void
start_task (RnnWorker  *worker,
            RnnRequest *request)
{
  guint64 before = rnn_worker_position (worker).update;
  GError *error = NULL;

  worker->started = TRUE;
  worker->arrived = FALSE;
  if (!rnn_motion_begin (&worker->motion, worker->run, &worker->cursor, request,
                         &error))
    {
      finish_task (worker, error);
      return;
    }
  if (rnn_worker_position (worker).update != before)
    rnn_reporter_moved (&worker->reporter);
  if (rnn_motion_is_there (&worker->motion, worker->run))
    arrive (worker);
  else if (request->command == RNN_COMMAND_SEEK)
    rnn_reporter_hold_frames (&worker->reporter, SEEK_SILENCE);
}

static gboolean
is_motion (const RnnRequest *request)
{
  return request->command == RNN_COMMAND_STEP
         || request->command == RNN_COMMAND_SEEK
         || request->command == RNN_COMMAND_WALK;
}

static void
carry_out (RnnWorker  *worker,
           RnnRequest *request)
{
  switch (request->command)
    {
    case RNN_COMMAND_CHANGE:
    case RNN_COMMAND_SET_PARAMETERS:
    case RNN_COMMAND_IMPORT:
    case RNN_COMMAND_BRANCH:
      rnn_worker_change (worker, request);
      break;
    case RNN_COMMAND_SWITCH:
    case RNN_COMMAND_DELETE:
    case RNN_COMMAND_RESTORE:
      rnn_worker_switch (worker, request);
      break;
    case RNN_COMMAND_TRACE:
      rnn_worker_trace (worker, request);
      break;
    case RNN_COMMAND_SNAPSHOT:
      rnn_worker_snapshot (worker, request);
      break;
    case RNN_COMMAND_WRITE:
      rnn_writing_add (&worker->writing, &worker->reporter, worker->run,
                       request);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Carries out the tasks that take no time, up to one that does. */
static void
start_tasks (RnnWorker *worker)
{
  while (!worker->started && !g_queue_is_empty (&worker->tasks))
    {
      RnnRequest *request = g_queue_peek_head (&worker->tasks);

      if (is_motion (request))
        {
          start_task (worker, request);
        }
      else
        {
          carry_out (worker, request);
          rnn_request_free (g_queue_pop_head (&worker->tasks));
        }
    }
}

/* Whether another run is to come to hand. */
static gboolean
leaves_run (const RnnWorker  *worker,
            const RnnRequest *request)
{
  return request->command == RNN_COMMAND_SWITCH
         || request->command == RNN_COMMAND_RESTORE
         || (request->command == RNN_COMMAND_DELETE
             && request->run == rnn_runs_list (worker->runs)->at_hand);
}

/* A step to the end is as good as playing: what is asked meanwhile is meant for
 * now, and another step instead of it. */
static gboolean
is_overtaken (const RnnWorker  *worker,
              const RnnRequest *task,
              const RnnRequest *by)
{
  if (by->command == RNN_COMMAND_SEEK || leaves_run (worker, by))
    return is_motion (task);
  return is_to_end (task);
}

static void
add_motion (RnnWorker  *worker,
            RnnRequest *request)
{
  rnn_worker_stop_playing (worker, NULL);
  while (!g_queue_is_empty (&worker->tasks)
         && is_overtaken (worker, g_queue_peek_tail (&worker->tasks), request))
    cancel_last_task (worker);
  g_queue_push_tail (&worker->tasks, request);
}

static void
add_task (RnnWorker  *worker,
          RnnRequest *request)
{
  if (g_queue_get_length (&worker->tasks) == 1
      && is_to_end (g_queue_peek_head (&worker->tasks)))
    {
      carry_out (worker, request);
      rnn_request_free (request);
    }
  else
    {
      g_queue_push_tail (&worker->tasks, request);
    }
}

static gboolean
needs_run (RnnCommand command)
{
  return command != RNN_COMMAND_REPLACE && command != RNN_COMMAND_PAUSE
         && command != RNN_COMMAND_WISH && command != RNN_COMMAND_STOP_STREAM;
}

/* What means the same now, whatever is at work. */
static gboolean
is_for_now (RnnCommand command)
{
  return command == RNN_COMMAND_PLAY || command == RNN_COMMAND_RENAME
         || command == RNN_COMMAND_DESCRIBE || command == RNN_COMMAND_STREAM
         || command == RNN_COMMAND_ACCOMPANY || command == RNN_COMMAND_COMPARE
         || !needs_run (command);
}

static void
take_at_once (RnnWorker  *worker,
              RnnRequest *request)
{
  if (worker->run == NULL && needs_run (request->command))
    rnn_worker_answer (worker, request,
            g_error_new_literal (RNN_ERROR, RNN_ERROR_RANGE,
                                 _("There is no experiment yet; open or make"
                                   " one first")));
  else if (request->command == RNN_COMMAND_REPLACE)
    rnn_worker_replace (worker, request);
  else if (request->command == RNN_COMMAND_PLAY)
    play (worker, request);
  else if (request->command == RNN_COMMAND_PAUSE)
    pause (worker, request);
  else if (request->command == RNN_COMMAND_RENAME)
    rnn_worker_rename (worker, request);
  else if (request->command == RNN_COMMAND_DESCRIBE)
    rnn_worker_describe (worker, request);
  else if (request->command == RNN_COMMAND_ACCOMPANY
           || request->command == RNN_COMMAND_COMPARE)
    rnn_worker_accompany (worker, request);
  else if (request->command == RNN_COMMAND_STREAM)
    rnn_writing_stream (&worker->writing, &worker->reporter, worker->run,
                        request);
  else if (request->command == RNN_COMMAND_STOP_STREAM)
    stop_stream (worker, request);
  else
    rnn_worker_wish (worker, request);
  rnn_request_free (request);
}

static void
take (RnnWorker  *worker,
      RnnRequest *request)
{
  if (worker->run == NULL || is_for_now (request->command))
    take_at_once (worker, request);
  else if (is_motion (request) || leaves_run (worker, request))
    add_motion (worker, request);
  else
    add_task (worker, request);
  start_tasks (worker);
}

/* Work --------------------------------------------------------------------- */

typedef enum
{
  UPDATE_MADE,
  UPDATE_PUT_OFF,             /* a command came while it took long */
  UPDATE_FAILED               /* diverged */
} UpdateResult;

static UpdateResult
update (RnnWorker  *worker,
        GError    **error)
{
  g_autoptr (GError) own_error = NULL;

  rnn_reporter_moved (&worker->reporter);
  if (rnn_run_update_until (worker->run, NULL,
                            rnn_command_queue_alarm (worker->queue),
                            &own_error)
      != RNN_LEARNER_FAILED)
    return UPDATE_MADE;
  if (g_error_matches (own_error, RNN_ERROR, RNN_ERROR_CANCELLED))
    return UPDATE_PUT_OFF;
  g_propagate_error (error, g_steal_pointer (&own_error));
  return UPDATE_FAILED;
}

/* The companion has come as far as the run at hand before that goes on, so that
 * both are seen in step. */
static void
follow (RnnWorker *worker)
{
  rnn_companion_follow (&worker->companion, worker->run, &worker->cursor,
                        rnn_command_queue_alarm (worker->queue));
  rnn_reporter_companion_moved (&worker->reporter);
}

static void
work_on_task (RnnWorker *worker)
{
  GError *error = NULL;

  if (worker->arrived)
    finish_task (worker, NULL);
  else if (update (worker, &error) == UPDATE_FAILED)
    finish_task (worker, error);
  else if (rnn_motion_is_there (&worker->motion, worker->run))
    arrive (worker);
  start_tasks (worker);
}

static gboolean
has_ended (const RnnWorker *worker)
{
  return rnn_worker_position (worker).epoch >= rnn_run_spec (worker->run)->epochs;
}

static void
work_on_playing (RnnWorker *worker,
                 gint64     now)
{
  double share = 1.0 / rnn_learner_batches (rnn_run_learner (worker->run));
  UpdateResult result = UPDATE_MADE;
  GError *error = NULL;

  leave_walk (worker);
  if (!has_ended (worker))
    result = update (worker, &error);
  if (result == UPDATE_FAILED || (has_ended (worker) && !lags (worker)))
    rnn_worker_stop_playing (worker, error);
  if (result != UPDATE_PUT_OFF)
    rnn_pace_advance (&worker->pace, share, now);
}

/* Of two times; −1: never. */
static gint64
sooner (gint64 a,
        gint64 b)
{
  if (a < 0 || b < 0)
    return MAX (a, b);
  return MIN (a, b);
}

/* At the end there is no next update to wait for. */
static gint64
playing_due (RnnWorker *worker,
             gint64     now)
{
  return has_ended (worker) ? now : rnn_pace_due (&worker->pace);
}

/* When there is something to do; −1: not before the next command. */
static gint64
next_work (RnnWorker *worker,
           gint64     now)
{
  gint64 due, writing_due;

  writing_due = rnn_writing_due (&worker->writing, is_running (worker), now);
  if (!g_queue_is_empty (&worker->tasks) || worker->lags || writing_due == now)
    return now;
  if (!worker->playing)
    return worker->reporter.waits ? now : writing_due;

  due = playing_due (worker, now);
  if (due <= now)
    return now;
  due = sooner (MAX (due, now + NAP), writing_due);
  return sooner (due, rnn_reporter_due (&worker->reporter));
}

static void
work (RnnWorker *worker,
      gint64     now)
{
  if (rnn_writing_due (&worker->writing, is_running (worker), now) == now)
    rnn_writing_go_on (&worker->writing, &worker->reporter, worker->run);

  if (worker->lags)
    follow (worker);
  else if (!g_queue_is_empty (&worker->tasks))
    work_on_task (worker);
  else if (worker->playing && playing_due (worker, now) <= now)
    work_on_playing (worker, now);
  else if (!worker->playing && worker->reporter.waits)
    rnn_reporter_predict (&worker->reporter, worker->run,
                          rnn_command_queue_alarm (worker->queue));
}

RnnWorker *
rnn_worker_new (RnnCommandQueue *queue,
                RnnMailbox      *mailbox)
{
  RnnWorker *worker;

  g_return_val_if_fail (queue != NULL, NULL);
  g_return_val_if_fail (mailbox != NULL, NULL);

  worker = g_new0 (RnnWorker, 1);
  worker->queue = queue;
  rnn_reporter_init (&worker->reporter, mailbox);
  g_queue_init (&worker->tasks);
  rnn_writing_init (&worker->writing);
  return worker;
}

void
rnn_worker_free (RnnWorker *worker)
{
  if (worker == NULL)
    return;
  g_queue_clear_full (&worker->tasks, (GDestroyNotify) rnn_request_free);
  rnn_writing_clear (&worker->writing);
  rnn_cursor_clear (&worker->cursor);
  rnn_companion_clear (&worker->companion);
  rnn_reporter_clear (&worker->reporter);
  rnn_runs_free (worker->runs);
  g_free (worker);
}

void
rnn_worker_run (RnnWorker *worker)
{
  g_return_if_fail (worker != NULL);

  while (!rnn_command_queue_is_closed (worker->queue))
    {
      RnnRequest *request;
      gint64 now, next;

      while ((request = rnn_command_queue_pop (worker->queue)) != NULL)
        take (worker, request);

      now = g_get_monotonic_time ();
      worker->lags = lags (worker);
      rnn_reporter_tell (&worker->reporter, worker->run, &worker->cursor,
                         &worker->companion, worker->lags, is_running (worker),
                         now);
      next = next_work (worker, now);
      if (next == now)
        work (worker, now);
      else
        rnn_command_queue_wait (worker->queue, next);
    }
}
