#include "ui/prediction-words.h"

#include <glib/gi18n-lib.h>

#include "ui/paint/letter.h"
#include "ui/paint/number.h"

#define GUESS_BELOW (1.0 / 3.0)
#define MAX_NAMED_LETTERS 12

gboolean
unroll_prediction_is_guess (double p,
                            guint  n_classes)
{
  double twice_chance = 2.0 / (n_classes + 1.0);

  return n_classes > 1 && p < MAX (GUESS_BELOW, twice_chance);
}

static double
likeliest_share (const RnnPrediction *prediction,
                 gsize                place)
{
  const float *y = prediction->y + (place - 1) * prediction->n_classes;

  return y[prediction->likeliest[place - 1]];
}

char *
unroll_prediction_sureness (const RnnPrediction *prediction,
                            gsize                place)
{
  char percent[PAINT_NUMBER_SIZE];
  double share;

  g_return_val_if_fail (prediction != NULL, NULL);
  g_return_val_if_fail (place >= 1 && place <= prediction->n_letters, NULL);

  share = likeliest_share (prediction, place);
  paint_number_percent (share, 0, percent);

  return unroll_prediction_is_guess (share, prediction->n_classes)
           ? g_strdup_printf (_("a guess: %s"), percent)
           : g_strdup (percent);
}

gsize
unroll_prediction_first_seen (const RnnFrame *frame,
                              gsize           place)
{
  gsize time_steps;

  g_return_val_if_fail (frame != NULL, 1);

  time_steps = frame->dataset->time_steps;

  return frame->spec.stateful || place <= time_steps ? 1
                                                     : place - time_steps + 1;
}

char *
unroll_prediction_window (const RnnFrame *frame,
                          gsize           place)
{
  guint time_steps;

  g_return_val_if_fail (frame != NULL, NULL);

  time_steps = frame->dataset->time_steps;
  if (frame->spec.stateful)
    return place > 1 ? g_strdup (_("The state is carried on from the first "
                                   "letter."))
                     : NULL;
  if (time_steps == 1)
    return place > 1 ? g_strdup (_("A window of 1 step predicts each letter "
                                   "on its own."))
                     : NULL;
  if (place < time_steps)
    return g_strdup_printf (ngettext ("The network sees %zu letter here; "
                                      "it learned from windows of %u.",
                                      "The network sees %zu letters here; "
                                      "it learned from windows of %u.",
                                      place),
                            place, time_steps);
  if (place > time_steps)
    return g_strdup_printf (_("The network looks at the last %u letters."),
                            time_steps);

  return NULL;
}

char *
unroll_prediction_written (const RnnLetters *letters,
                           guint             i)
{
  char label[RNN_LETTER_LABEL_SIZE], percent[PAINT_NUMBER_SIZE];
  const char *at;

  g_return_val_if_fail (letters != NULL, NULL);
  g_return_val_if_fail (i < rnn_letters_length (letters), NULL);

  at = g_utf8_offset_to_pointer (letters->text->str, i);
  return g_strdup_printf (
    _("Where %s was written (letter %u, %s), this was expected:"),
    rnn_letter_label (g_utf8_get_char (at), label), i + 1,
    paint_number_percent (g_array_index (letters->p, float, i), 1, percent));
}

char *
unroll_prediction_letters (const RnnDataset *dataset)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char label[PAINT_LETTER_LABEL_SIZE];
  guint size;

  g_return_val_if_fail (dataset != NULL, NULL);

  size = dataset->n_classes;
  for (guint i = 0; i < size && i < MAX_NAMED_LETTERS; i++)
    {
      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, paint_letter (dataset, i, label));
    }
  if (size > MAX_NAMED_LETTERS)
    g_string_append (text, " …");

  return g_string_free (g_steal_pointer (&text), FALSE);
}
