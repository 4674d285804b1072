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

typedef RnnSweepReport UnrollSweepReport;
G_DEFINE_BOXED_TYPE (UnrollSweepReport, unroll_sweep_report,
                     rnn_sweep_report_ref, rnn_sweep_report_unref)

static gpointer
run_list_copy (gpointer list)
{
  RnnRunList *copy = g_new (RnnRunList, 1);

  rnn_run_list_copy (copy, list);

  return copy;
}

static void
run_list_free (gpointer list)
{
  rnn_run_list_clear (list);
  g_free (list);
}

typedef RnnRunList UnrollRunList;
G_DEFINE_BOXED_TYPE (UnrollRunList, unroll_run_list, run_list_copy,
                     run_list_free)

static gpointer
target_copy (gpointer target)
{
  return g_memdup2 (target, sizeof (PaintTarget));
}

typedef PaintTarget UnrollTarget;
G_DEFINE_BOXED_TYPE (UnrollTarget, unroll_target, target_copy, g_free)

static gpointer
subject_copy (gpointer subject)
{
  return g_memdup2 (subject, sizeof (PaintSubject));
}

typedef PaintSubject UnrollSubject;
G_DEFINE_BOXED_TYPE (UnrollSubject, unroll_subject, subject_copy, g_free)

GVariant *
unroll_subject_to_variant (const PaintSubject *subject)
{
  const RnnAddress *a;

  g_return_val_if_fail (subject != NULL, NULL);

  a = &subject->address;

  return g_variant_new ("(uuuuuut)", (guint32) a->quantity, a->layer, a->t,
                        a->parameter, a->row, a->column,
                        (guint64) subject->sample);
}

void
unroll_subject_from_variant (PaintSubject *subject,
                             GVariant     *variant)
{
  guint32 quantity, layer, t, parameter, row, column;
  guint64 sample;

  g_return_if_fail (subject != NULL && variant != NULL);

  g_variant_get (variant, "(uuuuuut)", &quantity, &layer, &t, &parameter, &row,
                 &column, &sample);
  *subject = (PaintSubject) {
    { MIN (quantity, RNN_QUANTITY_COUNT), layer, t, parameter, row, column },
    sample,
  };
}
