#include "ui/view-state-private.h"

static void
set_flag (UnrollViewState *self,
          gboolean        *field,
          gboolean         value,
          const char      *property)
{
  if (*field == value)
    return;

  *field = value;
  g_object_notify (G_OBJECT (self), property);
}

/* The properties and the sample follow the trail. */
static void
update_inspected (UnrollViewState *self,
                  guint            sample)
{
  const PaintSubject *here = unroll_trail_here (&self->trail);
  gboolean same = here == NULL || self->inspected == NULL
                    ? here == self->inspected
                    : paint_subject_equal (here, self->inspected);

  g_object_freeze_notify (G_OBJECT (self));
  if (!same)
    {
      g_free (self->inspected);
      self->inspected = here != NULL ? g_memdup2 (here, sizeof *here) : NULL;
      g_object_notify (G_OBJECT (self), "inspected");
    }
  set_flag (self, &self->can_go_back, unroll_trail_can_go_back (&self->trail),
            "can-inspect-back");
  set_flag (self, &self->can_go_forward,
            unroll_trail_can_go_forward (&self->trail),
            "can-inspect-forward");
  if (here != NULL)
    sample = (guint) here->sample;
  if (self->sample != sample)
    {
      self->sample = sample;
      g_object_notify (G_OBJECT (self), "sample");
    }
  g_object_thaw_notify (G_OBJECT (self));
}

void
unroll_view_state_set_sample (UnrollViewState *self,
                              guint            sample)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));

  if (unroll_trail_here (&self->trail) != NULL)
    unroll_trail_here (&self->trail)->sample = sample;
  update_inspected (self, sample);
}

void
unroll_view_state_inspect (UnrollViewState    *self,
                           const PaintSubject *subject)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));

  unroll_trail_go (&self->trail, subject);
  update_inspected (self, self->sample);
}

void
unroll_view_state_inspect_back (UnrollViewState *self)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));

  unroll_trail_go_back (&self->trail);
  update_inspected (self, self->sample);
}

void
unroll_view_state_inspect_forward (UnrollViewState *self)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));

  unroll_trail_go_forward (&self->trail);
  update_inspected (self, self->sample);
}

gboolean
unroll_view_state_prune_trail (UnrollViewState *self,
                               const RnnFrame  *frame)
{
  gboolean inspects;

  g_return_val_if_fail (UNROLL_IS_VIEW_STATE (self), FALSE);
  g_return_val_if_fail (frame != NULL, FALSE);

  inspects = self->inspected != NULL;
  unroll_trail_prune (&self->trail, frame);
  update_inspected (self, self->sample);

  return inspects && self->inspected == NULL;
}
