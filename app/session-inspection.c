#include "app/session-private.h"

#include <glib/gi18n-lib.h>

/* Of UNROLL_COMMAND_DETAILS. */
#define INSPECTOR_PAGE "inspector"

/* The frames are to have what is inspected: perhaps another sample, and what the
 * next update does with it. */
static void
follow (UnrollSession *self,
        gboolean       inspected_before,
        guint          sample_before)
{
  gboolean inspected = unroll_view_state_get_inspected (self->state) != NULL;

  if (inspected != inspected_before
      || unroll_view_state_get_sample (self->state) != sample_before)
    unroll_session_send_wish (self);
}

/* What is inspected is to be seen; when it is let go, what was there before. */
static void
show_page (UnrollSession *self)
{
  const char *page = unroll_view_state_get_details (self->state);

  if (g_str_equal (page, INSPECTOR_PAGE))
    return;

  g_free (self->details_before);
  self->details_before = g_strdup (page);
  unroll_view_state_set_details (self->state, INSPECTOR_PAGE);
}

static void
show_page_before (UnrollSession *self)
{
  g_autofree char *page = g_steal_pointer (&self->details_before);

  if (page != NULL
      && g_str_equal (unroll_view_state_get_details (self->state),
                      INSPECTOR_PAGE))
    unroll_view_state_set_details (self->state, page);
}

void
unroll_session_inspect (UnrollSession      *self,
                        const PaintSubject *subject)
{
  RnnFrame *frame;
  gboolean inspected;
  guint sample;

  g_return_if_fail (UNROLL_IS_SESSION (self));

  frame = unroll_view_state_get_frame (self->state);
  if (subject != NULL
      && (frame == NULL || !paint_subject_exists (subject, frame)))
    return;

  inspected = unroll_view_state_get_inspected (self->state) != NULL;
  sample = unroll_view_state_get_sample (self->state);
  unroll_view_state_inspect (self->state, subject);
  if (subject != NULL)
    show_page (self);
  else
    show_page_before (self);
  follow (self, inspected, sample);
}

void
unroll_session_inspect_back (UnrollSession *self)
{
  gboolean inspected;
  guint sample;

  g_return_if_fail (UNROLL_IS_SESSION (self));

  inspected = unroll_view_state_get_inspected (self->state) != NULL;
  sample = unroll_view_state_get_sample (self->state);
  unroll_view_state_inspect_back (self->state);
  show_page (self);
  follow (self, inspected, sample);
}

void
unroll_session_inspect_forward (UnrollSession *self)
{
  gboolean inspected;
  guint sample;

  g_return_if_fail (UNROLL_IS_SESSION (self));

  inspected = unroll_view_state_get_inspected (self->state) != NULL;
  sample = unroll_view_state_get_sample (self->state);
  unroll_view_state_inspect_forward (self->state);
  show_page (self);
  follow (self, inspected, sample);
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
