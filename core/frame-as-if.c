#include "core/frame-as-if.h"

#include <glib/gi18n-lib.h>
#include <math.h>

guint16
rnn_frame_letter (const RnnFrame *frame,
                  const RnnBatch *batch,
                  gsize           place)
{
  g_return_val_if_fail (frame != NULL && batch != NULL, 0);

  if (batch->codes != NULL)
    return batch->codes[place];
  return lroundf (batch->real[place]
                  / rnn_dataset_real_input (frame->dataset, 1));
}

gboolean
rnn_frame_own_letter (const RnnFrame *frame,
                      gsize           sample,
                      guint           t,
                      guint16        *letter)
{
  g_autoptr (RnnBatch) batch = NULL;

  g_return_val_if_fail (frame != NULL && letter != NULL, FALSE);
  g_return_val_if_fail (t > 0 && t <= frame->dataset->time_steps, FALSE);

  if (!rnn_dataset_check_sample (frame->dataset, sample, NULL)
      || (frame->dataset->input == RNN_INPUT_REAL
          && frame->dataset->alphabet == NULL))
    return FALSE;
  batch = rnn_batch_new (frame->dataset, 1);
  rnn_dataset_gather (frame->dataset, NULL, sample, 1, batch);
  *letter = rnn_frame_letter (frame, batch, t - 1);
  return TRUE;
}

static void
note_letters (RnnFrame *frame,
              gsize     sample)
{
  const RnnInterventions *as_if = &frame->interventions;
  guint16 letter;

  for (guint i = 0; i < as_if->n; i++)
    if (as_if->list[i].kind == RNN_INTERVENTION_LETTER
        && rnn_frame_own_letter (frame, sample, as_if->list[i].t, &letter))
      frame->real[i] = letter;
}

/* The weights are as if from now on; what they really are is kept aside. */
static void
edit_weights (RnnFrame *frame)
{
  const RnnInterventions *as_if = &frame->interventions;
  float *edited =
    rnn_interventions_edited (as_if, frame->parameters, frame->network.size);

  if (edited == NULL)
    return;
  for (guint i = 0; i < as_if->n; i++)
    if (as_if->list[i].kind == RNN_INTERVENTION_WEIGHT)
      frame->real[i] = frame->parameters[as_if->list[i].index];
  g_free (frame->parameters);
  frame->parameters = edited;
  if (frame->update != NULL)
    frame->before = rnn_interventions_edited (as_if, frame->update->before,
                                              frame->network.size);
}

void
rnn_frame_intervene (RnnFrame               *frame,
                     const RnnInterventions *wished,
                     gsize                   sample)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (frame != NULL && wished != NULL);

  if (rnn_interventions_check (wished, &frame->network, frame->dataset, &error))
    {
      frame->interventions = *wished;
      frame->touched = wished->n > 0;
      edit_weights (frame);
      note_letters (frame, sample);
    }
  else
    {
      frame->interventions_error = g_strdup (error->message);
    }
}

static gboolean
are_finite (const float *numbers,
            gsize        n)
{
  for (gsize i = 0; i < n; i++)
    if (!isfinite (numbers[i]))
      return FALSE;
  return TRUE;
}

/* A hidden state that is none makes an output that is none. */
gboolean
rnn_frame_is_finite (const RnnFrame *frame)
{
  g_return_val_if_fail (frame != NULL, FALSE);

  return are_finite (frame->sample_y,
                     frame->n_samples * frame->network.n_classes)
         && (frame->trace == NULL
             || (isfinite (frame->trace->loss)
                 && are_finite (frame->trace->gradients, frame->network.size)))
         && (frame->after == NULL || isfinite (frame->after->loss));
}

void
rnn_frame_leave_out (RnnFrame *frame)
{
  RnnInterventions *as_if = &frame->interventions;

  g_return_if_fail (frame != NULL);

  for (guint i = 0; i < as_if->n; i++)
    if (as_if->list[i].kind == RNN_INTERVENTION_WEIGHT)
      frame->parameters[as_if->list[i].index] = frame->real[i];
  as_if->n = 0;
  frame->touched = FALSE;
  frame->interventions_error =
    g_strdup (_("With that the numbers would grow beyond all bounds; choose"
                " smaller ones"));
  g_clear_pointer (&frame->before, g_free);
}

const float *
rnn_frame_weights (const RnnFrame *frame)
{
  g_return_val_if_fail (frame != NULL, NULL);

  if (frame->before != NULL)
    return frame->before;
  return frame->update != NULL ? frame->update->before : frame->parameters;
}
