#include "ui/trail.h"

#define MAX_PLACES 200

static PaintSubject *
place (UnrollTrail *trail,
       guint        i)
{
  return &g_array_index (trail->places, PaintSubject, i);
}

void
unroll_trail_init (UnrollTrail *trail)
{
  g_return_if_fail (trail != NULL);

  *trail = (UnrollTrail) {
    .places = g_array_new (FALSE, FALSE, sizeof (PaintSubject)),
  };
}

void
unroll_trail_clear (UnrollTrail *trail)
{
  g_return_if_fail (trail != NULL);

  g_clear_pointer (&trail->places, g_array_unref);
}

PaintSubject *
unroll_trail_here (UnrollTrail *trail)
{
  g_return_val_if_fail (trail != NULL, NULL);

  return trail->holds ? place (trail, trail->n_behind - 1) : NULL;
}

void
unroll_trail_go (UnrollTrail        *trail,
                 const PaintSubject *to)
{
  g_return_if_fail (trail != NULL);

  trail->holds = to != NULL;
  if (to == NULL
      || (trail->n_behind > 0
          && paint_subject_equal (place (trail, trail->n_behind - 1), to)))
    return;

  g_array_set_size (trail->places, trail->n_behind);
  if (trail->places->len == MAX_PLACES)
    g_array_remove_index (trail->places, 0);
  g_array_append_vals (trail->places, to, 1);
  trail->n_behind = trail->places->len;
}

gboolean
unroll_trail_can_go_back (const UnrollTrail *trail)
{
  g_return_val_if_fail (trail != NULL, FALSE);

  return trail->n_behind > (trail->holds ? 1 : 0);
}

gboolean
unroll_trail_can_go_forward (const UnrollTrail *trail)
{
  g_return_val_if_fail (trail != NULL, FALSE);

  return trail->n_behind < trail->places->len;
}

void
unroll_trail_go_back (UnrollTrail *trail)
{
  g_return_if_fail (trail != NULL);

  if (!unroll_trail_can_go_back (trail))
    return;
  if (trail->holds)
    trail->n_behind--;
  trail->holds = TRUE;
}

void
unroll_trail_go_forward (UnrollTrail *trail)
{
  g_return_if_fail (trail != NULL);

  if (!unroll_trail_can_go_forward (trail))
    return;
  trail->n_behind++;
  trail->holds = TRUE;
}

void
unroll_trail_prune (UnrollTrail    *trail,
                    const RnnFrame *frame)
{
  guint n_behind = 0, n = 0;

  g_return_if_fail (trail != NULL && frame != NULL);

  trail->holds = trail->holds
                 && paint_subject_exists (unroll_trail_here (trail), frame);
  for (guint i = 0; i < trail->places->len; i++)
    {
      if (!paint_subject_exists (place (trail, i), frame))
        continue;
      *place (trail, n++) = *place (trail, i);
      if (i < trail->n_behind)
        n_behind = n;
    }
  g_array_set_size (trail->places, n);
  trail->n_behind = n_behind;
}
