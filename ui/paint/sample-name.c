#include "ui/paint/sample-name.h"

#include "ui/paint/letter.h"

char *
paint_sample_letters (const RnnFrame *frame,
                      gsize           sample,
                      guint           most)
{
  guint steps;

  g_return_val_if_fail (frame && sample < frame->n_samples, NULL);

  if (!frame->sample_codes)
    return g_strdup_printf ("%" G_GSIZE_FORMAT, sample + 1);

  steps = frame->dataset->time_steps;
  return paint_letters_brief (frame->dataset,
                              frame->sample_codes + sample * steps, steps,
                              most);
}

char *
paint_sample_name (const RnnFrame *frame,
                   gsize           sample)
{
  guint outputs;
  guint16 next;
  g_autofree char *letters = NULL;
  char target[PAINT_LETTER_LABEL_SIZE];

  g_return_val_if_fail (frame && sample < frame->n_samples, NULL);

  outputs =
    frame->network.target == RNN_TARGET_ALL ? frame->dataset->time_steps : 1;
  next = frame->sample_targets[sample * outputs + outputs - 1];
  letters = paint_sample_letters (frame, sample, PAINT_SAMPLE_LETTERS);
  paint_letter (frame->dataset, next, target);
  return g_strdup_printf ("%s → %s", letters, target);
}
