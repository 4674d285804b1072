#include "app/session-private.h"

#include <glib/gi18n-lib.h>

/* What is inspected may be of another sample than before. */
static void
follow (UnrollSession *self,
        guint          sample_before)
{
  if (unroll_view_state_get_sample (self->state) != sample_before)
    unroll_session_send_wish (self);
}

void
unroll_session_inspect (UnrollSession      *self,
                        const PaintSubject *subject)
{
  RnnFrame *frame;
  guint sample;

  g_return_if_fail (UNROLL_IS_SESSION (self));

  frame = unroll_view_state_get_frame (self->state);
  if (subject != NULL
      && (frame == NULL || !paint_subject_exists (subject, frame)))
    return;

  sample = unroll_view_state_get_sample (self->state);
  unroll_view_state_inspect (self->state, subject);
  follow (self, sample);
}

void
unroll_session_inspect_back (UnrollSession *self)
{
  guint sample;

  g_return_if_fail (UNROLL_IS_SESSION (self));

  sample = unroll_view_state_get_sample (self->state);
  unroll_view_state_inspect_back (self->state);
  follow (self, sample);
}

void
unroll_session_inspect_forward (UnrollSession *self)
{
  guint sample;

  g_return_if_fail (UNROLL_IS_SESSION (self));

  sample = unroll_view_state_get_sample (self->state);
  unroll_view_state_inspect_forward (self->state);
  follow (self, sample);
}

void
unroll_session_check_inspected (UnrollSession *self,
                                RnnFrame      *frame)
{
  if (unroll_view_state_prune_trail (self->state, frame))
    unroll_view_state_set_message (
      self->state,
      _("What was inspected is not part of this network any more."), NULL,
      NULL);
}
