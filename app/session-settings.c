/* Settings: what changes at once, what waits, and what becomes of it. */

#include "app/session-private.h"

#include <glib/gi18n-lib.h>

#include "ui/commands.h"

/* How much less the learning rate is when training diverged. */
#define CALMING 0.1

static gboolean
is_untouched (UnrollSession *self)
{
  RnnFrame *frame = unroll_view_state_get_frame (self->state);

  return frame == NULL
         || (frame->position.update == 0
             && !unroll_view_state_get_playing (self->state));
}

/* Settings that may change while training runs act on the run in force, without
 * those that wait; TRUE when there are others among those that @spec changes. */
static gboolean
change_live (UnrollSession *self,
             const RnnSpec *spec)
{
  const RnnSpec *shown = unroll_view_state_get_spec (self->state);
  gboolean live = FALSE, others = FALSE, described = FALSE;
  gsize n;
  const RnnSetting *settings = rnn_settings (&n);

  for (gsize i = 0; i < n; i++)
    {
      if (rnn_setting_equal (&settings[i], spec, shown))
        continue;
      if (rnn_setting_is_description (&settings[i]))
        described = TRUE;
      else if (!settings[i].live)
        others = TRUE;
      else
        {
          rnn_spec_take (self->in_force, &settings[i], spec);
          live = TRUE;
        }
    }
  if (live)
    self->change = rnn_trainer_change (self->trainer, self->in_force);
  if (described)
    unroll_session_describe (self, spec);

  return others;
}

void
unroll_session_take (UnrollSession *self,
                     const RnnSpec *spec)
{
  gboolean others;

  g_return_if_fail (UNROLL_IS_SESSION (self));
  g_return_if_fail (spec != NULL);

  others = change_live (self, spec);
  unroll_view_state_set_setting_error (self->state, NULL, NULL);
  unroll_view_state_set_spec (self->state, spec);
  unroll_session_update_pending (self);
  if (others && unroll_view_state_get_pending (self->state)
      && is_untouched (self))
    unroll_session_apply (self);
}

void
unroll_session_set (UnrollSession *self,
                    const char    *key,
                    const char    *value)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;

  g_return_if_fail (UNROLL_IS_SESSION (self));
  g_return_if_fail (key != NULL && value != NULL);

  rnn_spec_copy (&spec, unroll_view_state_get_spec (self->state));
  if (rnn_spec_set (&spec, key, value, &error))
    unroll_session_take (self, &spec);
  else
    unroll_view_state_set_setting_error (self->state, key, error->message);
}

void
unroll_session_apply (UnrollSession *self)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;

  g_return_if_fail (UNROLL_IS_SESSION (self));

  rnn_spec_copy (&spec, unroll_view_state_get_spec (self->state));
  if (rnn_spec_check (&spec, &error))
    unroll_session_begin_anew (self, &spec);
  else
    unroll_view_state_set_message (self->state, error->message,
                                   _("Undo the change"),
                                   UNROLL_COMMAND_DISCARD_SETTINGS);
}

void
unroll_session_discard (UnrollSession *self)
{
  g_return_if_fail (UNROLL_IS_SESSION (self));

  unroll_session_clear_message (self);
  unroll_view_state_set_setting_error (self->state, NULL, NULL);
  unroll_view_state_set_spec (self->state, self->in_force);
  unroll_session_update_pending (self);
}

double
unroll_session_calmer_rate (UnrollSession *self)
{
  g_auto (RnnSpec) defaults = { 0 };

  rnn_spec_init_default (&defaults);

  return MIN (self->in_force->learning_rate * CALMING, defaults.learning_rate);
}

/* Where changes lie ahead only a branch is free of them. */
void
unroll_session_calm (UnrollSession *self)
{
  g_auto (RnnSpec) spec = { 0 };

  g_return_if_fail (UNROLL_IS_SESSION (self));

  rnn_spec_copy (&spec, self->in_force);
  spec.learning_rate = unroll_session_calmer_rate (self);
  unroll_session_seek (self, 0);
  self->restarts = FALSE;
  rnn_trainer_branch (self->trainer, &spec, NULL);
}
