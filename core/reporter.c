#include "core/reporter.h"

#include "core/error.h"

/* One picture of a display. */
#define FRAME_INTERVAL (G_USEC_PER_SEC / 60)
/* A frame that took a moment to make is followed by this many moments without
 * one. */
#define FRAME_REST 9
/* How long a frame, and what is answered with it, waits for a companion that
 * lags. */
#define LAG_PATIENCE (G_USEC_PER_SEC / 10)

void
rnn_reporter_init (RnnReporter *reporter,
                   RnnMailbox  *mailbox)
{
  g_return_if_fail (reporter != NULL);

  *reporter = (RnnReporter) { .mailbox = mailbox };
  rnn_mail_init (&reporter->mail);
}

static void
clear_predictions (RnnReporter *reporter)
{
  g_clear_pointer (&reporter->wish.prediction, rnn_prediction_unref);
  g_clear_pointer (&reporter->companion_prediction, rnn_prediction_unref);
}

void
rnn_reporter_clear (RnnReporter *reporter)
{
  g_return_if_fail (reporter != NULL);

  rnn_mail_clear (&reporter->mail);
  g_clear_pointer (&reporter->last, rnn_frame_unref);
  g_clear_pointer (&reporter->next, rnn_update_trace_unref);
  clear_predictions (reporter);
  g_free (reporter->text);
}

void
rnn_reporter_set_wish (RnnReporter        *reporter,
                       const RnnFrameWish *wish)
{
  g_return_if_fail (reporter != NULL);
  g_return_if_fail (wish != NULL);

  if (g_strcmp0 (reporter->text, wish->text) != 0
      || reporter->wish.best != wish->best
      || !rnn_interventions_equal (&reporter->wish.interventions,
                                   &wish->interventions))
    clear_predictions (reporter);
  g_free (reporter->text);
  reporter->text = g_strdup (wish->text);
  reporter->wish.sample = wish->sample;
  reporter->wish.text = reporter->text;
  reporter->wish.best = wish->best;
  reporter->wish.path = wish->path;
  reporter->wish.flow = wish->flow;
  reporter->wish.next = wish->next;
  reporter->wish.interventions = wish->interventions;
  reporter->moved = TRUE;
  rnn_reporter_want_frame (reporter);
}

void
rnn_reporter_begin (RnnReporter *reporter)
{
  g_return_if_fail (reporter != NULL);

  reporter->experiment++;
}

void
rnn_reporter_set_names (RnnReporter *reporter,
                        RnnRuns     *runs)
{
  g_return_if_fail (reporter != NULL);

  rnn_mail_set_runs (&reporter->mail, rnn_runs_list (runs));
}

void
rnn_reporter_set_runs (RnnReporter *reporter,
                       RnnRuns     *runs)
{
  g_return_if_fail (reporter != NULL);

  rnn_mail_set_runs (&reporter->mail, rnn_runs_list (runs));
  reporter->run = rnn_runs_list (runs)->at_hand;
  reporter->n_told = rnn_runs_told (runs);
  reporter->companion = rnn_runs_list (runs)->companion;
  reporter->companion_run = rnn_runs_companion (runs);
  reporter->companion_told = rnn_runs_companion_told (runs);
  rnn_reporter_companion_moved (reporter);
  rnn_reporter_moved (reporter);
  rnn_reporter_want_frame (reporter);
}

/* What was worked out of the run is as true as before. */
void
rnn_reporter_described (RnnReporter *reporter)
{
  g_return_if_fail (reporter != NULL);

  reporter->moved = TRUE;
  rnn_reporter_want_frame (reporter);
}

void
rnn_reporter_moved (RnnReporter *reporter)
{
  g_return_if_fail (reporter != NULL);

  reporter->stale = TRUE;
  reporter->moved = TRUE;
  g_clear_pointer (&reporter->next, rnn_update_trace_unref);
  g_clear_pointer (&reporter->wish.prediction, rnn_prediction_unref);
}

void
rnn_reporter_companion_moved (RnnReporter *reporter)
{
  g_return_if_fail (reporter != NULL);

  reporter->stale = TRUE;
  g_clear_pointer (&reporter->companion_prediction, rnn_prediction_unref);
}

void
rnn_reporter_want_frame (RnnReporter *reporter)
{
  g_return_if_fail (reporter != NULL);

  reporter->stale = TRUE;
  reporter->wanted = TRUE;
}

void
rnn_reporter_hold_frames (RnnReporter *reporter,
                          gint64       duration)
{
  g_return_if_fail (reporter != NULL);

  reporter->frame_due =
    MAX (reporter->frame_due, g_get_monotonic_time () + duration);
}

/* FALSE when that was stopped. */
static gboolean
predict (RnnReporter    *reporter,
         RnnRun         *run,
         const int      *cancel,
         RnnPrediction **prediction)
{
  g_autoptr (GError) error = NULL;

  if (*prediction != NULL)
    return TRUE;
  *prediction = rnn_frame_predict (run, &reporter->wish, cancel, &error);
  return !g_error_matches (error, RNN_ERROR, RNN_ERROR_CANCELLED);
}

void
rnn_reporter_predict (RnnReporter *reporter,
                      RnnRun      *run,
                      const int   *cancel)
{
  g_return_if_fail (reporter != NULL);
  g_return_if_fail (reporter->waits);

  if (!predict (reporter, run, cancel, &reporter->wish.prediction))
    return;
  if (reporter->companion_run != NULL
      && !predict (reporter, reporter->companion_run, cancel,
                   &reporter->companion_prediction))
    return;
  reporter->moved = TRUE;
  rnn_reporter_want_frame (reporter);
}

static void
add_rows (RnnReporter *reporter,
          guint64      number,
          RnnRun      *run,
          gsize       *n_told)
{
  const RnnSeries *series = rnn_history_series (rnn_run_history (run));
  gsize length = rnn_series_length (series);

  if (length == *n_told)
    return;
  rnn_mail_set_series (&reporter->mail, number, MIN (length, *n_told), series);
  *n_told = length;
}

void
rnn_reporter_add_metrics (RnnReporter *reporter,
                          RnnRun      *run)
{
  g_return_if_fail (reporter != NULL);
  g_return_if_fail (run != NULL);

  add_rows (reporter, reporter->run, run, reporter->n_told);
  if (reporter->companion_run != NULL)
    add_rows (reporter, reporter->companion, reporter->companion_run,
              reporter->companion_told);
}

void
rnn_reporter_add_reply (RnnReporter *reporter,
                        RnnReply    *reply)
{
  g_return_if_fail (reporter != NULL);
  g_return_if_fail (reply != NULL);

  g_ptr_array_add (reporter->mail.replies, reply);
}

/* As @wish says; where nothing has @moved, from the last one. */
static RnnFrame *
picture_of (RnnRun             *run,
            const RnnFrameWish *wish,
            gboolean            moved,
            gboolean            running)
{
  RnnFrame *last = (RnnFrame *) wish->last;
  guint stop = wish->cursor->stop;

  if (last != NULL && !moved && stop > 0
      && last->update == wish->cursor->update)
    return rnn_frame_new_at_stop (last, stop);
  return rnn_frame_new (run, wish, running);
}

static void
sign (RnnReporter *reporter,
      RnnFrame    *frame,
      guint64      run,
      gboolean     running)
{
  frame->running = running;
  frame->serial = reporter->last_serial;
  frame->experiment = reporter->experiment;
  frame->run = run;
}

static gboolean
has_moved (RnnRun         *run,
           const RnnFrame *last)
{
  return last == NULL
         || rnn_learner_position (rnn_run_learner (run)).update
              != last->position.update;
}

/* The picture of the companion, beside that of @run in @frame. */
static void
add_companion (RnnReporter     *reporter,
               RnnFrame        *frame,
               RnnRun          *run,
               const RnnCursor *cursor,
               RnnCompanion    *companion)
{
  RnnFrameWish wish = reporter->wish;
  RnnFrame *last = reporter->last != NULL ? reporter->last->companion : NULL;
  RnnFrame *beside;

  wish.path = wish.flow = wish.next = FALSE;
  wish.prediction = reporter->companion_prediction;
  wish.cursor = &companion->cursor;
  wish.last = last;
  beside = picture_of (companion->run, &wish,
                       reporter->moved || has_moved (companion->run, last),
                       frame->running);
  sign (reporter, beside, reporter->companion, frame->running);
  rnn_frame_set_companion (frame, beside,
                           rnn_companion_state (companion, run, cursor),
                           companion->error);
}

static RnnFrame *
make_frame (RnnReporter     *reporter,
            RnnRun          *run,
            const RnnCursor *cursor,
            RnnCompanion    *companion,
            gboolean         running)
{
  RnnFrameWish wish = reporter->wish;
  RnnFrame *frame;

  wish.cursor = cursor;
  wish.last = reporter->last;
  wish.known_next = reporter->next;
  frame = picture_of (run, &wish, reporter->moved, running);
  reporter->last_serial++;
  sign (reporter, frame, reporter->run, running);
  if (companion->run != NULL)
    add_companion (reporter, frame, run, cursor, companion);

  g_clear_pointer (&reporter->last, rnn_frame_unref);
  if (frame->stop > 0)
    reporter->last = rnn_frame_ref (frame);
  if (frame->next != NULL && reporter->next == NULL)
    reporter->next = rnn_update_trace_ref (frame->next);
  return frame;
}

static gboolean
waits (const RnnFrame *frame)
{
  return frame->prediction_waits
         || (frame->companion != NULL && frame->companion->prediction_waits);
}

static void
add_frame (RnnReporter     *reporter,
           RnnRun          *run,
           const RnnCursor *cursor,
           RnnCompanion    *companion,
           gboolean         running)
{
  gint64 start = g_get_monotonic_time ();
  gint64 end;

  g_clear_pointer (&reporter->mail.frame, rnn_frame_unref);
  reporter->mail.frame = make_frame (reporter, run, cursor, companion,
                                     running);
  reporter->moved = FALSE;
  reporter->stale = FALSE;
  reporter->wanted = FALSE;
  reporter->waits = waits (reporter->mail.frame);

  end = g_get_monotonic_time ();
  reporter->frame_due =
    MAX (start + FRAME_INTERVAL, end + FRAME_REST * (end - start));
}

static gboolean
has_patience (RnnReporter *reporter,
              gboolean     lags,
              gint64       now)
{
  if (!lags)
    reporter->lag_start = 0;
  else if (reporter->lag_start == 0)
    reporter->lag_start = now;
  return lags && now - reporter->lag_start < LAG_PATIENCE;
}

void
rnn_reporter_tell (RnnReporter     *reporter,
                   RnnRun          *run,
                   const RnnCursor *cursor,
                   RnnCompanion    *companion,
                   gboolean         lags,
                   gboolean         running,
                   gint64           now)
{
  gboolean busy = running || lags;
  gboolean patient, frame;

  g_return_if_fail (reporter != NULL);

  patient = has_patience (reporter, lags, now);
  if (patient && reporter->wanted)
    return;
  frame = run != NULL && reporter->stale && !patient
          && (reporter->wanted || !busy || now >= reporter->frame_due);
  if (!frame && busy && reporter->mail.replies->len == 0
      && now < reporter->post_due)
    return;

  if (frame)
    add_frame (reporter, run, cursor, companion, running);
  if (run != NULL)
    rnn_reporter_add_metrics (reporter, run);
  rnn_mailbox_post (reporter->mailbox, &reporter->mail);
  reporter->post_due = now + FRAME_INTERVAL;
}

gint64
rnn_reporter_due (const RnnReporter *reporter)
{
  g_return_val_if_fail (reporter != NULL, -1);

  return reporter->stale ? reporter->frame_due : -1;
}
