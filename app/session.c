#include "app/session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/commands.h"

/* Milliseconds. */
#define PATIENCE 200

G_DEFINE_FINAL_TYPE (UnrollSession, unroll_session, G_TYPE_OBJECT)

enum
{
  REPLACED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Only one picture shows the samples' states at every step, which can be many
 * numbers. */
static gboolean
wants_path (UnrollSession *self)
{
  return g_str_equal (unroll_view_state_get_details (self->state), "space");
}

/* Nor is it always of interest why a gradient vanishes. */
static gboolean
wants_flow (UnrollSession *self)
{
  return g_str_equal (unroll_view_state_get_flow (self->state), "vanish");
}

static void
pages_changed_cb (UnrollSession *self)
{
  if (wants_path (self) != self->wishes_path
      || wants_flow (self) != self->wishes_flow)
    unroll_session_send_wish (self);
}

guint64
unroll_session_send_wish (UnrollSession *self)
{
  RnnFrameWish wish = {
    .sample = unroll_view_state_get_sample (self->state),
    .text = unroll_view_state_get_predict_text (self->state),
    .best = unroll_view_state_get_predict_best (self->state),
    .path = wants_path (self),
    .flow = wants_flow (self),
    .interventions = *unroll_session_as_if (self),
    .next = unroll_view_state_get_inspected (self->state) != NULL,
  };

  if (wish.text[0] == '\0')
    wish.text = NULL;
  self->wishes_path = wish.path;
  self->wishes_flow = wish.flow;

  return rnn_trainer_wish (self->trainer, &wish);
}

/* The object --------------------------------------------------------------- */

static void
unroll_session_dispose (GObject *object)
{
  UnrollSession *self = UNROLL_SESSION (object);

  unroll_session_cancel_opening (self);
  g_clear_pointer (&self->trainer, rnn_trainer_free);
  g_clear_pointer (&self->sweeper, rnn_sweeper_free);
  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_object (&self->state);
  g_clear_pointer (&self->in_force, unroll_spec_free);
  g_clear_pointer (&self->asked, unroll_spec_free);
  g_clear_pointer (&self->details_before, g_free);
  g_clear_pointer (&self->deleted, g_free);
  g_clear_pointer (&self->trace_path, g_free);
  g_clear_pointer (&self->import_path, g_free);
  g_clear_pointer (&self->touches, unroll_touch_history_free);

  G_OBJECT_CLASS (unroll_session_parent_class)->dispose (object);
}

static void
unroll_session_class_init (UnrollSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = unroll_session_dispose;

  signals[REPLACED]
    = g_signal_new ("replaced", UNROLL_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
unroll_session_init (UnrollSession *self)
{
  self->touches = unroll_touch_history_new ();
}

UnrollSession *
unroll_session_new (const RnnSpec *initial)
{
  UnrollSession *self;

  g_return_val_if_fail (initial != NULL, NULL);

  self = g_object_new (UNROLL_TYPE_SESSION, NULL);
  self->state = unroll_view_state_new (initial);
  g_signal_connect_object (self->state, "notify::details",
                           G_CALLBACK (pages_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->state, "notify::flow",
                           G_CALLBACK (pages_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->in_force = unroll_spec_copy (initial);
  self->trainer = rnn_trainer_new (g_main_context_default (),
                                   &unroll_session_receiver, self);
  unroll_session_replace (self, initial);

  return self;
}

UnrollViewState *
unroll_session_get_state (UnrollSession *self)
{
  g_return_val_if_fail (UNROLL_IS_SESSION (self), NULL);

  return self->state;
}

void
unroll_session_tell_replaced (UnrollSession *self,
                              gboolean       success)
{
  g_signal_emit (self, signals[REPLACED], 0, success);
}

/* Running ------------------------------------------------------------------ */

void
unroll_session_clear_message (UnrollSession *self)
{
  unroll_view_state_set_message (self->state, NULL, NULL, NULL);
}

/* TRUE when there is no epoch left to play; then says so. */
static gboolean
at_end (UnrollSession *self)
{
  RnnFrame *frame = unroll_view_state_get_frame (self->state);
  g_autofree char *sentence = NULL;
  g_autofree char *label = NULL;

  if (frame == NULL || frame->position.epoch < frame->spec.epochs)
    return FALSE;

  sentence = g_strdup_printf (
    ngettext ("The %u epoch of this experiment is trained.",
              "All %u epochs of this experiment are trained.",
              frame->spec.epochs),
    frame->spec.epochs);
  label = g_strdup_printf (ngettext ("Train %u more", "Train %u more",
                                     frame->spec.epochs),
                           frame->spec.epochs);
  unroll_view_state_set_message (self->state, sentence, label,
                                 UNROLL_COMMAND_MORE_EPOCHS);

  return TRUE;
}

/* A step or seek that takes long is shown as playing, so that it can be paused;
 * a short one would only make the button flicker. */
static gboolean
patience_ends_cb (gpointer data)
{
  UnrollSession *self = data;

  self->patience = 0;
  unroll_view_state_set_playing (self->state, TRUE);

  return G_SOURCE_REMOVE;
}

static void
update_playing (UnrollSession *self)
{
  if (self->n_working == 0)
    g_clear_handle_id (&self->patience, g_source_remove);

  if (self->plays)
    unroll_view_state_set_playing (self->state, TRUE);
  else if (self->n_working == 0)
    unroll_view_state_set_playing (self->state, FALSE);
  else if (self->patience == 0
           && !unroll_view_state_get_playing (self->state))
    self->patience = g_timeout_add (PATIENCE, patience_ends_cb, self);
}

void
unroll_session_set_plays (UnrollSession *self,
                          gboolean       plays)
{
  self->plays = plays;
  update_playing (self);
}

void
unroll_session_add_work (UnrollSession *self,
                         int            n)
{
  self->n_working += n;
  update_playing (self);
}

static void
play_at (UnrollSession *self,
         double         speed)
{
  guint64 serial;

  serial = rnn_trainer_play (self->trainer, speed);
  if (!self->plays)
    self->play = serial;
  unroll_session_set_plays (self, TRUE);
}

void
unroll_session_play (UnrollSession *self)
{
  g_return_if_fail (UNROLL_IS_SESSION (self));

  unroll_session_clear_message (self);
  if (!at_end (self))
    play_at (self, unroll_view_state_get_speed (self->state));
}

void
unroll_session_pause (UnrollSession *self)
{
  g_return_if_fail (UNROLL_IS_SESSION (self));

  if (!unroll_view_state_get_playing (self->state))
    return;

  rnn_trainer_pause (self->trainer);
  unroll_session_set_plays (self, FALSE);
}

void
unroll_session_seek (UnrollSession *self,
                     guint32        epoch)
{
  g_return_if_fail (UNROLL_IS_SESSION (self));

  unroll_session_clear_message (self);
  self->seek = rnn_trainer_seek (self->trainer, epoch);
  unroll_view_state_set_seeking (self->state, TRUE);
  unroll_session_add_work (self, 1);
  unroll_session_set_plays (self, FALSE);
}

void
unroll_session_reset (UnrollSession *self)
{
  unroll_session_seek (self, 0);
}

void
unroll_session_seek_best (UnrollSession *self)
{
  RnnFrame *frame;

  g_return_if_fail (UNROLL_IS_SESSION (self));

  frame = unroll_view_state_get_frame (self->state);
  if (frame != NULL && frame->best_epoch > 0)
    unroll_session_seek (self, frame->best_epoch);
}

static void
step_by (UnrollSession *self,
         RnnStep        step,
         int            n)
{
  rnn_trainer_step (self->trainer, step, n);
  unroll_session_add_work (self, 1);
  unroll_session_set_plays (self, FALSE);
}

void
unroll_session_step (UnrollSession *self,
                     int            n)
{
  const char *kind;

  g_return_if_fail (UNROLL_IS_SESSION (self));
  g_return_if_fail (n != 0);

  unroll_session_clear_message (self);
  kind = unroll_view_state_get_step_kind (self->state);

  if (g_str_equal (kind, "time-step"))
    step_by (self, RNN_STEP_TIME_STEP, n);
  else if (g_str_equal (kind, "update"))
    step_by (self, RNN_STEP_UPDATE, n);
  else if (g_str_equal (kind, "epoch"))
    step_by (self, RNN_STEP_EPOCH, n);
  else if (g_str_equal (kind, "ten-epochs"))
    step_by (self, RNN_STEP_TEN_EPOCHS, n);
  else if (n < 0)
    unroll_session_reset (self);
  else if (!at_end (self))
    play_at (self, 0.0);
}

void
unroll_session_walk_to (UnrollSession *self,
                        guint          number)
{
  g_return_if_fail (UNROLL_IS_SESSION (self));

  unroll_session_clear_message (self);
  rnn_trainer_walk_to (self->trainer, number);
  unroll_session_add_work (self, 1);
  unroll_session_set_plays (self, FALSE);
}

void
unroll_session_more_epochs (UnrollSession *self)
{
  g_autofree char *value = NULL;

  g_return_if_fail (UNROLL_IS_SESSION (self));

  value = g_strdup_printf ("%u", self->in_force->epochs * 2);
  unroll_session_set (self, "fit.epochs", value);
  play_at (self, unroll_view_state_get_speed (self->state));
}

void
unroll_session_set_step_kind (UnrollSession *self,
                              const char    *kind)
{
  g_return_if_fail (UNROLL_IS_SESSION (self));

  unroll_view_state_set_step_kind (self->state, kind);
}

void
unroll_session_set_speed (UnrollSession *self,
                          double         speed)
{
  g_return_if_fail (UNROLL_IS_SESSION (self));

  unroll_view_state_set_speed (self->state, speed);
  if (self->plays)
    rnn_trainer_play (self->trainer, speed);
}

/* Another experiment ------------------------------------------------------- */

void
unroll_session_replace (UnrollSession *self,
                        const RnnSpec *spec)
{
  unroll_session_resume (self, spec, NULL, NULL);
}

void
unroll_session_resume (UnrollSession       *self,
                       const RnnSpec       *spec,
                       const RnnSavedState *saved,
                       RnnDataset          *dataset)
{
  g_return_if_fail (UNROLL_IS_SESSION (self));
  g_return_if_fail (spec != NULL);

  unroll_session_cancel_opening (self);
  unroll_session_clear_message (self);
  unroll_session_pause (self);
  unroll_spec_free (self->asked);
  self->asked = unroll_spec_copy (spec);
  unroll_session_touch_asked (self, spec);
  self->replace = rnn_trainer_resume (self->trainer, spec, saved, dataset);
  unroll_session_stop_writing (self);
  unroll_view_state_begin_written (self->state, NULL);
  unroll_view_state_set_sample (self->state, 0);
  unroll_session_send_wish (self);
}

/* Looking and asking ------------------------------------------------------- */

void
unroll_session_select_sample (UnrollSession *self,
                              guint          sample)
{
  RnnFrame *frame;

  g_return_if_fail (UNROLL_IS_SESSION (self));

  frame = unroll_view_state_get_frame (self->state);
  if (sample == unroll_view_state_get_sample (self->state) || frame == NULL
      || sample >= rnn_dataset_n_samples (frame->dataset))
    return;

  unroll_view_state_set_sample (self->state, sample);
  unroll_session_send_wish (self);
}

void
unroll_session_predict (UnrollSession *self,
                        const char    *text)
{
  g_return_if_fail (UNROLL_IS_SESSION (self));

  if (g_strcmp0 (text, unroll_view_state_get_predict_text (self->state)) == 0)
    return;

  unroll_view_state_set_predict_text (self->state, text);
  unroll_session_stop_writing (self);
  unroll_view_state_begin_written (self->state, NULL);
  unroll_session_send_wish (self);
}

void
unroll_session_predict_best (UnrollSession *self,
                             gboolean       best)
{
  g_return_if_fail (UNROLL_IS_SESSION (self));

  unroll_view_state_set_predict_best (self->state, best);
  unroll_session_send_wish (self);
}

/* Whether @text is what is written so far, with what it goes on. */
static gboolean
goes_on (UnrollSession *self,
         const char    *text)
{
  const char *after;
  const RnnLetters *written =
    unroll_view_state_get_written (self->state, &after);

  return written != NULL && g_str_has_prefix (text, after)
         && g_str_equal (text + strlen (after), written->text->str);
}

void
unroll_session_write (UnrollSession *self,
                      const char    *text,
                      guint          n,
                      double         temperature,
                      guint32        seed,
                      double         letters_per_second)
{
  g_return_if_fail (UNROLL_IS_SESSION (self));
  g_return_if_fail (text != NULL);
  g_return_if_fail (letters_per_second >= 0.0);

  if (!goes_on (self, text))
    unroll_view_state_begin_written (self->state, text);
  self->stream =
    rnn_trainer_stream (self->trainer, text, n, temperature, seed,
                        unroll_view_state_get_predict_best (self->state),
                        letters_per_second);
  unroll_view_state_set_writing (self->state, TRUE);
}

void
unroll_session_stop_writing (UnrollSession *self)
{
  g_return_if_fail (UNROLL_IS_SESSION (self));

  if (self->stream == 0)
    return;
  rnn_trainer_stop_stream (self->trainer);
  self->stream = 0;
  unroll_view_state_set_writing (self->state, FALSE);
}
