#include "ui/boxed.h"

RnnSpec *
unroll_spec_copy (const RnnSpec *spec)
{
  RnnSpec *copy;

  g_return_val_if_fail (spec != NULL, NULL);

  copy = g_new0 (RnnSpec, 1);
  rnn_spec_copy (copy, spec);

  return copy;
}

void
unroll_spec_free (RnnSpec *spec)
{
  if (spec == NULL)
    return;

  rnn_spec_clear (spec);
  g_free (spec);
}

typedef RnnSpec UnrollSpec;
G_DEFINE_BOXED_TYPE (UnrollSpec, unroll_spec, (GBoxedCopyFunc) unroll_spec_copy,
                     unroll_spec_free)

typedef RnnFrame UnrollFrame;
G_DEFINE_BOXED_TYPE (UnrollFrame, unroll_frame, rnn_frame_ref, rnn_frame_unref)

static gpointer
target_copy (gpointer target)
{
  return g_memdup2 (target, sizeof (PaintTarget));
}

typedef PaintTarget UnrollTarget;
G_DEFINE_BOXED_TYPE (UnrollTarget, unroll_target, target_copy, g_free)
