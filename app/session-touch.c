/* What is shown as if: units held, W_hh cut, letters swapped, weights set. */

#include "app/session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
say (UnrollSession *self,
     const char    *sentence)
{
  unroll_view_state_set_message (self->state, sentence, NULL, NULL);
}

const RnnInterventions *
unroll_session_as_if (UnrollSession *self)
{
  static const RnnInterventions none = { 0 };

  return self->other_network ? &none : unroll_touch_history_now (self->touches);
}

/* What is in force now is shown. */
static void
show (UnrollSession *self)
{
  self->touch = unroll_session_send_wish (self);
  unroll_view_state_set_can_undo_touch (
    self->state, unroll_touch_history_can_undo (self->touches));
  unroll_view_state_set_can_redo_touch (
    self->state, unroll_touch_history_can_redo (self->touches));
}

/* Lists -------------------------------------------------------------------- */

static gboolean
is_same_thing (const RnnIntervention *a,
               const RnnIntervention *b)
{
  if (a->kind != b->kind)
    return FALSE;

  switch (a->kind)
    {
    case RNN_INTERVENTION_SILENCE:
      return a->layer == b->layer && a->unit == b->unit && a->t == b->t;
    case RNN_INTERVENTION_CUT:
      return a->layer == b->layer;
    case RNN_INTERVENTION_LETTER:
      return a->t == b->t;
    case RNN_INTERVENTION_WEIGHT:
      return a->index == b->index;
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* FALSE when it is not there. */
static gboolean
take_out (RnnInterventions      *list,
          const RnnIntervention *one)
{
  for (guint i = 0; i < list->n; i++)
    if (is_same_thing (&list->list[i], one))
      {
        list->n--;
        memmove (&list->list[i], &list->list[i + 1],
                 (list->n - i) * sizeof list->list[i]);
        return TRUE;
      }

  return FALSE;
}

static void
begin (UnrollSession    *self,
       RnnInterventions *list)
{
  unroll_session_clear_message (self);
  *list = *unroll_touch_history_now (self->touches);
}

/* A new step, if that can be. */
static void
put_in_force (UnrollSession          *self,
              const RnnInterventions *list,
              gsize                   weight)
{
  RnnFrame *frame = unroll_view_state_get_frame (self->state);
  g_autoptr (GError) error = NULL;

  if (frame == NULL)
    return;
  if (!rnn_interventions_check (list, &frame->network, frame->dataset, &error))
    {
      say (self, error->message);
      return;
    }

  unroll_touch_history_add (self->touches, list, weight,
                            g_get_monotonic_time ());
  show (self);
}

static void
add (UnrollSession         *self,
     RnnInterventions      *list,
     const RnnIntervention *one)
{
  g_autofree char *sentence = NULL;

  if (list->n < RNN_MAX_INTERVENTIONS)
    {
      list->list[list->n++] = *one;
      put_in_force (self, list, one->kind == RNN_INTERVENTION_WEIGHT
                                  ? one->index
                                  : UNROLL_TOUCH_NO_WEIGHT);
      return;
    }

  sentence = g_strdup_printf (_("No more than %d things can be changed at once;"
                                " undo some of them first"),
                              RNN_MAX_INTERVENTIONS);
  say (self, sentence);
}

/* Commands ----------------------------------------------------------------- */

void
unroll_session_silence (UnrollSession *self,
                        guint          layer,
                        guint          unit,
                        guint          t)
{
  RnnIntervention every = { RNN_INTERVENTION_SILENCE, .layer = layer,
                            .unit = unit };
  RnnIntervention one = every;
  RnnInterventions list;
  gboolean was_held;

  g_return_if_fail (UNROLL_IS_SESSION (self));

  begin (self, &list);
  one.t = t;
  was_held = take_out (&list, &every) || take_out (&list, &one);
  if (was_held)
    {
      put_in_force (self, &list, UNROLL_TOUCH_NO_WEIGHT);
      return;
    }

  /* Every step is all of them. */
  for (guint i = list.n; t == 0 && i > 0; i--)
    {
      one = list.list[i - 1];
      if (one.kind == RNN_INTERVENTION_SILENCE && one.layer == layer
          && one.unit == unit)
        take_out (&list, &one);
    }
  every.t = t;
  add (self, &list, &every);
}

void
unroll_session_cut (UnrollSession *self,
                    guint          layer)
{
  const RnnIntervention one = { RNN_INTERVENTION_CUT, .layer = layer };
  RnnInterventions list;

  g_return_if_fail (UNROLL_IS_SESSION (self));

  begin (self, &list);
  if (take_out (&list, &one))
    put_in_force (self, &list, UNROLL_TOUCH_NO_WEIGHT);
  else
    add (self, &list, &one);
}

static gboolean
is_own_letter (UnrollSession *self,
               guint          t,
               guint          letter)
{
  RnnFrame *frame = unroll_view_state_get_frame (self->state);
  guint16 own;

  return frame != NULL && t > 0 && t <= frame->dataset->time_steps
         && rnn_frame_own_letter (
           frame, unroll_view_state_get_sample (self->state), t, &own)
         && own == letter;
}

void
unroll_session_swap_letter (UnrollSession *self,
                            guint          t,
                            guint          letter)
{
  const RnnIntervention one = { RNN_INTERVENTION_LETTER, .t = t,
                                .letter = MIN (letter, G_MAXUINT16) };
  RnnInterventions list;
  gboolean was_swapped;

  g_return_if_fail (UNROLL_IS_SESSION (self));

  begin (self, &list);
  was_swapped = take_out (&list, &one);
  if (!is_own_letter (self, t, letter))
    add (self, &list, &one);
  else if (was_swapped)
    put_in_force (self, &list, UNROLL_TOUCH_NO_WEIGHT);
}

void
unroll_session_set_weight (UnrollSession *self,
                           guint          index,
                           double         value)
{
  const RnnIntervention one = { RNN_INTERVENTION_WEIGHT, .index = index,
                                .value = (float) value };
  RnnInterventions list;

  g_return_if_fail (UNROLL_IS_SESSION (self));

  begin (self, &list);
  take_out (&list, &one);
  add (self, &list, &one);
}

void
unroll_session_release_weight (UnrollSession *self,
                               guint          index)
{
  const RnnIntervention one = { RNN_INTERVENTION_WEIGHT, .index = index };
  RnnInterventions list;

  g_return_if_fail (UNROLL_IS_SESSION (self));

  begin (self, &list);
  if (take_out (&list, &one))
    put_in_force (self, &list, UNROLL_TOUCH_NO_WEIGHT);
}

void
unroll_session_clear_touch (UnrollSession *self)
{
  RnnInterventions list;

  g_return_if_fail (UNROLL_IS_SESSION (self));

  begin (self, &list);
  if (list.n == 0)
    return;
  list.n = 0;
  put_in_force (self, &list, UNROLL_TOUCH_NO_WEIGHT);
}

/* Undo --------------------------------------------------------------------- */

/* Whether the network stands where its weights were set. */
static gboolean
stands_at (UnrollSession          *self,
           const RnnInterventions *kept)
{
  RnnFrame *frame = unroll_view_state_get_frame (self->state);

  for (guint i = 0; i < kept->n; i++)
    {
      const RnnIntervention *one = &kept->list[i];

      if (one->kind == RNN_INTERVENTION_WEIGHT
          && (one->index >= frame->network.size
              || frame->parameters[one->index] != one->value))
        return FALSE;
    }

  return TRUE;
}

/* Shown as if before they are no longer real: the same numbers all the time. */
static void
undo_keep (UnrollSession          *self,
           const RnnInterventions *kept,
           const RnnInterventions *real)
{
  if (real->n == 0 || !stands_at (self, kept))
    {
      say (self, _("Training has gone on from the weights that were set; go"
                   " back to before that to undo it"));
      return;
    }

  unroll_touch_history_drop (self->touches);
  show (self);
  rnn_trainer_set_parameters (self->trainer, real);
}

void
unroll_session_undo_touch (UnrollSession *self)
{
  RnnInterventions kept, real;

  g_return_if_fail (UNROLL_IS_SESSION (self));

  unroll_session_clear_message (self);
  if (unroll_touch_history_kept (self->touches, &kept, &real))
    undo_keep (self, &kept, &real);
  else if (unroll_touch_history_undo (self->touches))
    show (self);
}

void
unroll_session_redo_touch (UnrollSession *self)
{
  g_return_if_fail (UNROLL_IS_SESSION (self));

  unroll_session_clear_message (self);
  if (unroll_touch_history_redo (self->touches))
    show (self);
}

/* Real weights ------------------------------------------------------------- */

/* What the weights that are set are in training; none if that is not known. */
static void
note_real (UnrollSession *self,
           RnnFrame      *frame)
{
  const RnnInterventions *as_if = &frame->interventions;

  self->kept_update = frame->position.update;
  self->real.n = 0;
  if (!rnn_interventions_equal (as_if, &self->kept))
    return;
  for (guint i = 0; i < as_if->n; i++)
    if (as_if->list[i].kind == RNN_INTERVENTION_WEIGHT)
      {
        self->real.list[self->real.n] = as_if->list[i];
        self->real.list[self->real.n++].value = frame->real[i];
      }
}

void
unroll_session_keep_weights (UnrollSession *self)
{
  RnnFrame *frame;

  g_return_if_fail (UNROLL_IS_SESSION (self));

  frame = unroll_view_state_get_frame (self->state);
  if (frame == NULL)
    return;

  unroll_session_clear_message (self);
  self->kept = *unroll_touch_history_now (self->touches);
  note_real (self, frame);
  self->keep = rnn_trainer_set_parameters (self->trainer, &self->kept);
}

static void
kept (UnrollSession  *self,
      const RnnReply *reply)
{
  self->keep = 0;
  if (reply->error != NULL)
    return;

  if (reply->position.update != self->kept_update)
    self->real.n = 0;
  unroll_touch_history_keep (self->touches, &self->kept, &self->real);
  show (self);
}

/* What the trainer says ---------------------------------------------------- */

/* What turned out not to be possible is taken back. */
static void
check_shown (UnrollSession *self)
{
  RnnFrame *frame = unroll_view_state_get_frame (self->state);

  if (frame == NULL || frame->interventions_error == NULL
      || unroll_session_as_if (self)->n == 0)
    return;

  say (self, frame->interventions_error);
  unroll_touch_history_drop (self->touches);
  show (self);
}

void
unroll_session_touch_framed (UnrollSession *self)
{
  if (self->touch == 0)
    check_shown (self);
}

void
unroll_session_touch_answered (UnrollSession  *self,
                               const RnnReply *reply)
{
  if (reply->serial == self->keep)
    {
      kept (self, reply);
    }
  else if (reply->serial == self->touch)
    {
      self->touch = 0;
      check_shown (self);
    }
}

/* Other data or another network: nothing means what it meant. */
static gboolean
is_other_network (const RnnSpec *a,
                  const RnnSpec *b)
{
  gsize n;
  const RnnSetting *settings = rnn_settings (&n);

  for (gsize i = 0; i < n; i++)
    if ((g_str_equal (settings[i].group, "data")
         || g_str_equal (settings[i].group, "network"))
        && !rnn_setting_equal (&settings[i], a, b))
      return TRUE;

  return FALSE;
}

void
unroll_session_touch_asked (UnrollSession *self,
                            const RnnSpec *spec)
{
  self->other_network = is_other_network (self->in_force, spec);
  if (self->other_network)
    unroll_session_send_wish (self);
}

void
unroll_session_touch_replaced (UnrollSession *self,
                               gboolean       success)
{
  RnnInterventions list = *unroll_touch_history_now (self->touches);

  if (success)
    {
      unroll_touch_history_clear (self->touches);
      if (self->other_network && list.n > 0)
        say (self, _("What was changed in the picture is put back: it was made"
                     " for other data or another network"));
      else if (list.n > 0)
        unroll_touch_history_add (self->touches, &list, UNROLL_TOUCH_NO_WEIGHT,
                                  0);
    }
  self->other_network = FALSE;
  show (self);
}
