/* What an experiment is called, and the notes on it.  They concern no training:
 * nothing that goes on is disturbed, and nothing waits to be applied. */

#include "app/session-private.h"

/* The texts themselves are the same, not only alike: another experiment may be
 * called the same. */
gboolean
unroll_session_same_description (UnrollSession *self,
                                 const RnnSpec *spec)
{
  return spec->title == self->in_force->title
         && spec->notes == self->in_force->notes;
}

void
unroll_session_send_description (UnrollSession *self)
{
  self->description_waits = self->replace != 0;
  if (!self->description_waits
      && unroll_view_state_get_frame (self->state) != NULL)
    rnn_trainer_describe (self->trainer, self->in_force);
}

void
unroll_session_describe (UnrollSession *self,
                         const RnnSpec *spec)
{
  if (self->asked != NULL && unroll_session_same_description (self, self->asked))
    rnn_spec_describe (self->asked, spec);
  rnn_spec_describe (self->in_force, spec);
  unroll_session_send_description (self);
}
