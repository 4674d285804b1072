#include "core/letters.h"

RnnLetters *
rnn_letters_new (guint n_classes,
                 guint n_units)
{
  RnnLetters *letters = g_new (RnnLetters, 1);

  *letters = (RnnLetters) {
    .text = g_string_new (NULL),
    .p = g_array_new (FALSE, FALSE, sizeof (float)),
    .epochs = g_array_new (FALSE, FALSE, sizeof (guint32)),
    .n_classes = n_classes,
    .n_units = n_units,
    .y = g_array_new (FALSE, FALSE, n_classes * sizeof (float)),
    .h = g_array_new (FALSE, FALSE, n_units * sizeof (float)),
  };
  return letters;
}

void
rnn_letters_free (RnnLetters *letters)
{
  if (letters == NULL)
    return;
  g_string_free (letters->text, TRUE);
  g_array_unref (letters->p);
  g_array_unref (letters->epochs);
  g_array_unref (letters->y);
  g_array_unref (letters->h);
  g_free (letters);
}

guint
rnn_letters_length (const RnnLetters *letters)
{
  g_return_val_if_fail (letters != NULL, 0);

  return letters->p->len;
}

/* They lie up to twice as far back as is promised, so that moving them up costs
 * no more than adding them. */
static void
forget_old (RnnLetters *letters)
{
  guint n_old;

  if (letters->y->len < 2 * RNN_LETTERS_KEPT)
    return;
  n_old = letters->y->len - RNN_LETTERS_KEPT;
  g_array_remove_range (letters->y, 0, n_old);
  g_array_remove_range (letters->h, 0, n_old);
}

void
rnn_letters_add (RnnLetters  *letters,
                 gunichar     letter,
                 guint32      epoch,
                 float        p,
                 const float *y,
                 const float *h)
{
  g_return_if_fail (letters != NULL);
  g_return_if_fail (y != NULL && h != NULL);

  g_string_append_unichar (letters->text, letter);
  g_array_append_val (letters->p, p);
  g_array_append_val (letters->epochs, epoch);
  g_array_append_vals (letters->y, y, 1);
  g_array_append_vals (letters->h, h, 1);
  forget_old (letters);
}

void
rnn_letters_append (RnnLetters       *letters,
                    const RnnLetters *more)
{
  g_return_if_fail (letters != NULL && more != NULL);
  g_return_if_fail (letters->n_classes == more->n_classes);
  g_return_if_fail (letters->n_units == more->n_units);

  /* What is told of the last letters must have no gap. */
  if (more->y->len < more->p->len)
    {
      g_array_set_size (letters->y, 0);
      g_array_set_size (letters->h, 0);
    }
  g_string_append_len (letters->text, more->text->str, more->text->len);
  g_array_append_vals (letters->p, more->p->data, more->p->len);
  g_array_append_vals (letters->epochs, more->epochs->data, more->epochs->len);
  g_array_append_vals (letters->y, more->y->data, more->y->len);
  g_array_append_vals (letters->h, more->h->data, more->h->len);
  forget_old (letters);
}

guint
rnn_letters_first_kept (const RnnLetters *letters)
{
  g_return_val_if_fail (letters != NULL, 0);

  return letters->p->len - letters->y->len;
}

static const float *
row (const RnnLetters *letters,
     const GArray     *rows,
     guint             width,
     guint             i)
{
  guint first = rnn_letters_first_kept (letters);

  if (i < first || i >= letters->p->len)
    return NULL;
  return (const float *) rows->data + (gsize) (i - first) * width;
}

const float *
rnn_letters_y (const RnnLetters *letters,
               guint             i)
{
  g_return_val_if_fail (letters != NULL, NULL);

  return row (letters, letters->y, letters->n_classes, i);
}

const float *
rnn_letters_h (const RnnLetters *letters,
               guint             i)
{
  g_return_val_if_fail (letters != NULL, NULL);

  return row (letters, letters->h, letters->n_units, i);
}
