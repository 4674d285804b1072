#include "app/session-private.h"

#include <glib/gi18n-lib.h>

#include "core/error.h"
#include "ui/commands.h"

/* The most letters that are put into the prediction box unasked. */
#define MAX_FIRST_TEXT 100

/* The view state follows ------------------------------------------------ */

void
unroll_session_update_pending (UnrollSession *self)
{
  const RnnSpec *shown = unroll_view_state_get_spec (self->state);

  unroll_view_state_set_pending (self->state,
                                 !rnn_spec_equal (shown, self->in_force));
}

/* What differs between @before and @after becomes in @spec as in @after; the
 * other settings stay. */
static void
follow_settings (RnnSpec       *spec,
                 const RnnSpec *before,
                 const RnnSpec *after)
{
  gsize n;
  const RnnSetting *settings = rnn_settings (&n);

  for (gsize i = 0; i < n; i++)
    if (!rnn_setting_equal (&settings[i], before, after))
      rnn_spec_take (spec, &settings[i], after);
}

/* Going back past a change takes it back, and another run has its own, so the
 * settings are the frame's.  Not while a change is on its way: the frames before
 * its answer still have the old ones.  Title and notes are never the frame's. */
static void
take_settings (UnrollSession *self,
               RnnFrame      *frame)
{
  g_auto (RnnSpec) theirs = { 0 };
  g_auto (RnnSpec) shown = { 0 };

  rnn_spec_copy (&theirs, &frame->spec);
  rnn_spec_describe (&theirs, self->in_force);
  if (self->change != 0 || self->replace != 0
      || rnn_spec_equal (self->in_force, &theirs))
    return;

  rnn_spec_copy (&shown, unroll_view_state_get_spec (self->state));
  follow_settings (&shown, self->in_force, &theirs);
  unroll_spec_free (self->in_force);
  self->in_force = unroll_spec_copy (&theirs);
  unroll_view_state_set_spec (self->state, &shown);
  unroll_session_update_pending (self);
}

/* What to type into the prediction box: the text there, if the network knows
 * its letters, else the inspected sample's. */
static void
choose_text (UnrollSession *self,
             RnnFrame      *frame)
{
  const char *typed = unroll_view_state_get_predict_text (self->state);
  RnnAlphabet *alphabet = frame->dataset->alphabet;
  g_autofree guint16 *codes = NULL;
  g_autoptr (GString) text = NULL;
  gsize n_codes;

  if (alphabet == NULL)
    return;

  codes = rnn_alphabet_encode (alphabet, typed, -1, &n_codes, NULL);
  if ((codes != NULL && n_codes > 0) || frame->sample_codes == NULL)
    return;

  text = g_string_new (NULL);
  for (guint t = 0; t < MIN (frame->dataset->time_steps, MAX_FIRST_TEXT); t++)
    {
      gunichar letter = rnn_alphabet_letter (alphabet, frame->sample_codes[t]);

      if (!g_unichar_iscntrl (letter))
        g_string_append_unichar (text, letter);
    }
  unroll_session_predict (self, text->str);
}

/* With one time step there is no gradient to follow back.  Between experiments
 * of one kind what was chosen stays. */
static void
choose_flow (UnrollSession *self,
             RnnFrame      *frame)
{
  gboolean flows = frame->dataset->time_steps > 1;

  if (flows == self->flows)
    return;

  self->flows = flows;
  unroll_view_state_set_flow (self->state, flows ? "gradient" : "follows");
}

/* The trainer's callbacks ------------------------------------------------ */

static void
metrics_cb (guint64           run,
            gsize             n_kept,
            const RnnSeries  *series,
            gpointer          data)
{
  UnrollSession *self = data;

  unroll_view_state_set_run_series (self->state, run, series);
}

static void
runs_cb (const RnnRunList *runs,
         gpointer          data)
{
  UnrollSession *self = data;

  unroll_view_state_set_runs (self->state, runs);
}

static void
frame_cb (RnnFrame *frame,
          gpointer  data)
{
  UnrollSession *self = data;
  gboolean is_new = frame->experiment != self->experiment;

  self->experiment = frame->experiment;
  take_settings (self, frame);
  if (is_new)
    unroll_session_check_inspected (self, frame);
  unroll_view_state_set_frame (self->state, frame);
  unroll_session_touch_framed (self);

  if (is_new)
    {
      choose_text (self, frame);
      choose_flow (self, frame);
    }
}

static void
show_diverged (UnrollSession *self,
               const GError  *error)
{
  g_autofree char *label = NULL;

  label = g_strdup_printf (_("Start again with learning rate %g"),
                           unroll_session_calmer_rate (self));
  unroll_view_state_set_message (self->state, error->message, label,
                                 UNROLL_COMMAND_CALM);
}

static void
show_error (UnrollSession *self,
            const GError  *error)
{
  if (g_error_matches (error, RNN_ERROR, RNN_ERROR_CANCELLED))
    return;

  if (g_error_matches (error, RNN_ERROR, RNN_ERROR_DIVERGED))
    show_diverged (self, error);
  else
    unroll_view_state_set_message (self->state, error->message, NULL, NULL);
}

void
unroll_session_show_refused (UnrollSession *self,
                             const GError  *error)
{
  if (unroll_view_state_get_frame (self->state) != NULL)
    unroll_view_state_set_message (self->state, error->message,
                                   _("Undo the change"),
                                   UNROLL_COMMAND_DISCARD_SETTINGS);
  else
    unroll_view_state_set_message (self->state, error->message, NULL, NULL);
}

static void
replaced (UnrollSession  *self,
          const RnnReply *reply)
{
  if (reply->serial != self->replace)
    return;

  self->replace = 0;
  unroll_session_touch_replaced (self, reply->error == NULL);
  if (reply->error == NULL)
    {
      self->swept_here = self->swept_here
                         && unroll_session_same_description (self, self->asked);
      unroll_spec_free (self->in_force);
      self->in_force = g_steal_pointer (&self->asked);
      unroll_view_state_set_spec (self->state, self->in_force);
    }
  else
    {
      unroll_session_show_refused (self, reply->error);
    }
  g_clear_pointer (&self->asked, unroll_spec_free);
  if (self->description_waits)
    unroll_session_send_description (self);
  unroll_session_update_pending (self);
  unroll_session_tell_replaced (self, reply->error == NULL);
}

/* What was refused is not in force. */
static void
changed (UnrollSession  *self,
         const RnnReply *reply)
{
  RnnFrame *frame = unroll_view_state_get_frame (self->state);

  if (reply->serial != self->change)
    return;

  self->change = 0;
  if (reply->error != NULL && frame != NULL)
    take_settings (self, frame);
}

static void
reply_cb (const RnnReply *reply,
          gpointer        data)
{
  UnrollSession *self = data;

  unroll_session_touch_answered (self, reply);
  unroll_session_take_away_answered (self, reply);
  switch (reply->command)
    {
    case RNN_COMMAND_REPLACE:
      replaced (self, reply);
      return;

    case RNN_COMMAND_PLAY:
      if (reply->error != NULL)
        unroll_session_set_plays (self, FALSE);
      break;

    case RNN_COMMAND_STOPPED:
      if (reply->serial >= self->play)
        unroll_session_set_plays (self, FALSE);
      break;

    case RNN_COMMAND_SEEK:
      unroll_session_add_work (self, -1);
      if (reply->serial == self->seek)
        unroll_view_state_set_seeking (self->state, FALSE);
      break;

    case RNN_COMMAND_CHANGE:
      changed (self, reply);
      break;

    case RNN_COMMAND_LETTERS:
      if (reply->serial == self->stream)
        unroll_view_state_add_written (self->state, reply->letters);
      return;

    case RNN_COMMAND_STREAM:
      if (reply->serial == self->stream)
        {
          self->stream = 0;
          unroll_view_state_set_writing (self->state, FALSE);
        }
      break;

    case RNN_COMMAND_SNAPSHOT:
      unroll_session_snapshot_answered (self, reply);
      return;

    case RNN_COMMAND_STEP:
    case RNN_COMMAND_WALK:
      unroll_session_add_work (self, -1);
      break;

    case RNN_COMMAND_PAUSE:
    case RNN_COMMAND_SET_PARAMETERS:
    case RNN_COMMAND_IMPORT:
    case RNN_COMMAND_WISH:
    case RNN_COMMAND_WRITE:
    case RNN_COMMAND_STOP_STREAM:
    case RNN_COMMAND_TRACE:
    case RNN_COMMAND_BRANCH:
    case RNN_COMMAND_SWITCH:
    case RNN_COMMAND_DELETE:
    case RNN_COMMAND_RESTORE:
    case RNN_COMMAND_RENAME:
    case RNN_COMMAND_DESCRIBE:
    case RNN_COMMAND_ACCOMPANY:
    case RNN_COMMAND_COMPARE:
      break;

    default:
      g_assert_not_reached ();
    }

  unroll_session_runs_answered (self, reply);

  if (reply->error != NULL)
    show_error (self, reply->error);
}

const RnnTrainerReceiver unroll_session_receiver = { metrics_cb, frame_cb,
                                                     reply_cb, runs_cb };
