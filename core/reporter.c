#include "core/reporter.h"

#include "core/error.h"

/* One picture of a display. */
#define FRAME_INTERVAL (G_USEC_PER_SEC / 60)
/* A frame that took a moment to make is followed by this many moments without
 * one. */
#define FRAME_REST 9

void
rnn_reporter_init (RnnReporter *reporter,
                   RnnMailbox  *mailbox)
{
  g_return_if_fail (reporter != NULL);

  *reporter = (RnnReporter) { .mailbox = mailbox };
  rnn_mail_init (&reporter->mail);
}

void
rnn_reporter_clear (RnnReporter *reporter)
{
  g_return_if_fail (reporter != NULL);

  rnn_mail_clear (&reporter->mail);
  g_clear_pointer (&reporter->last, rnn_frame_unref);
  g_clear_pointer (&reporter->next, rnn_update_trace_unref);
  g_clear_pointer (&reporter->wish.prediction, rnn_prediction_unref);
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
    g_clear_pointer (&reporter->wish.prediction, rnn_prediction_unref);
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

void
rnn_reporter_predict (RnnReporter *reporter,
                      RnnRun      *run,
                      const int   *cancel)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (reporter != NULL);
  g_return_if_fail (reporter->waits);

  reporter->wish.prediction =
    rnn_frame_predict (run, &reporter->wish, cancel, &error);
  if (g_error_matches (error, RNN_ERROR, RNN_ERROR_CANCELLED))
    return;
  reporter->moved = TRUE;
  rnn_reporter_want_frame (reporter);
}

void
rnn_reporter_add_metrics (RnnReporter *reporter,
                          RnnRun      *run)
{
  const RnnSeries *series;
  gsize length;

  g_return_if_fail (reporter != NULL);
  g_return_if_fail (run != NULL);

  series = rnn_history_series (rnn_run_history (run));
  length = rnn_series_length (series);
  if (length == *reporter->n_told)
    return;
  rnn_mail_set_series (&reporter->mail, reporter->run,
                       MIN (length, *reporter->n_told), series);
  *reporter->n_told = length;
}

void
rnn_reporter_add_reply (RnnReporter *reporter,
                        RnnReply    *reply)
{
  g_return_if_fail (reporter != NULL);
  g_return_if_fail (reply != NULL);

  g_ptr_array_add (reporter->mail.replies, reply);
}

static RnnFrame *
make_frame (RnnReporter     *reporter,
            RnnRun          *run,
            const RnnCursor *cursor,
            gboolean         running)
{
  RnnFrame *frame, *last = reporter->last;
  RnnFrameWish wish = reporter->wish;

  if (last != NULL && !reporter->moved && cursor->stop > 0
      && last->update == cursor->update)
    {
      frame = rnn_frame_new_at_stop (last, cursor->stop);
    }
  else
    {
      wish.cursor = cursor;
      wish.last = last;
      wish.known_next = reporter->next;
      frame = rnn_frame_new (run, &wish, running);
    }
  frame->running = running;
  frame->serial = ++reporter->last_serial;
  frame->experiment = reporter->experiment;
  frame->run = reporter->run;

  g_clear_pointer (&reporter->last, rnn_frame_unref);
  if (frame->stop > 0)
    reporter->last = rnn_frame_ref (frame);
  if (frame->next != NULL && reporter->next == NULL)
    reporter->next = rnn_update_trace_ref (frame->next);
  return frame;
}

static void
add_frame (RnnReporter     *reporter,
           RnnRun          *run,
           const RnnCursor *cursor,
           gboolean         running)
{
  gint64 start = g_get_monotonic_time ();
  gint64 end;

  g_clear_pointer (&reporter->mail.frame, rnn_frame_unref);
  reporter->mail.frame = make_frame (reporter, run, cursor, running);
  reporter->moved = FALSE;
  reporter->stale = FALSE;
  reporter->wanted = FALSE;
  reporter->waits = reporter->mail.frame->prediction_waits;

  end = g_get_monotonic_time ();
  reporter->frame_due =
    MAX (start + FRAME_INTERVAL, end + FRAME_REST * (end - start));
}

void
rnn_reporter_tell (RnnReporter     *reporter,
                   RnnRun          *run,
                   const RnnCursor *cursor,
                   gboolean         running,
                   gint64           now)
{
  gboolean frame;

  g_return_if_fail (reporter != NULL);

  frame = run != NULL && reporter->stale
          && (reporter->wanted || !running || now >= reporter->frame_due);
  if (!frame && running && reporter->mail.replies->len == 0
      && now < reporter->post_due)
    return;

  if (frame)
    add_frame (reporter, run, cursor, running);
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
