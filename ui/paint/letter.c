#include "ui/paint/letter.h"

#define NARROW 0.75
#define WIDE 1.05
/* Of a text cut short one letter in so many is of its beginning. */
#define BEGINNING_SHARE 4

const char *
paint_letter (const RnnDataset *dataset,
              guint             code,
              char              buffer[PAINT_LETTER_LABEL_SIZE])
{
  g_return_val_if_fail (dataset && buffer, NULL);

  if (dataset->alphabet && code < rnn_alphabet_size (dataset->alphabet))
    return rnn_letter_label (rnn_alphabet_letter (dataset->alphabet, code),
                             buffer);
  g_snprintf (buffer, PAINT_LETTER_LABEL_SIZE, "%u", code);
  return buffer;
}

char *
paint_letters (const RnnDataset *dataset,
               const guint16    *codes,
               gsize             n)
{
  char letter[PAINT_LETTER_LABEL_SIZE];
  GString *text;

  g_return_val_if_fail (dataset && (codes || n == 0), NULL);

  text = g_string_new (NULL);
  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && !dataset->alphabet)
        g_string_append_c (text, ' ');
      g_string_append (text, paint_letter (dataset, codes[i], letter));
    }
  return g_string_free (text, FALSE);
}

/* What comes next depends most on the end; what was to be remembered stands at
 * the beginning. */
char *
paint_letters_brief (const RnnDataset *dataset,
                     const guint16    *codes,
                     gsize             n,
                     gsize             most)
{
  gsize n_first = MAX (most / BEGINNING_SHARE, 1);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  g_return_val_if_fail (most >= 2, NULL);

  if (n <= most)
    return paint_letters (dataset, codes, n);

  first = paint_letters (dataset, codes, n_first);
  last = paint_letters (dataset, codes + n - (most - n_first), most - n_first);
  return g_strconcat (first, "…", last, NULL);
}

double
paint_letter_width (const RnnDataset *dataset)
{
  guint n;

  g_return_val_if_fail (dataset, NARROW);

  /* Sorted by code point: the wide ones are at the end. */
  n = dataset->alphabet ? rnn_alphabet_size (dataset->alphabet) : 0;
  return n > 0
             && g_unichar_iswide (rnn_alphabet_letter (dataset->alphabet,
                                                       n - 1))
           ? WIDE
           : NARROW;
}
