#pragma once

#include "core/dataset.h"

G_BEGIN_DECLS

#define PAINT_LETTER_LABEL_SIZE RNN_LETTER_LABEL_SIZE

/* How class number @code is shown: its letter, or the number where the data has
 * no alphabet.  @buffer is returned. */
const char *paint_letter  (const RnnDataset *dataset,
                           guint             code,
                           char              buffer[PAINT_LETTER_LABEL_SIZE]);
/* @n of them one after the other, numbers with a space between (transfer
 * full). */
char       *paint_letters (const RnnDataset *dataset,
                           const guint16    *codes,
                           gsize             n);
/* The same with at most @most letters, 2 or more: of a longer text its beginning,
 * an ellipsis, and more of its end (transfer full). */
char       *paint_letters_brief (const RnnDataset *dataset,
                                 const guint16    *codes,
                                 gsize             n,
                                 gsize             most);

/* How wide a letter of @dataset is, generously, for a font of size 1: Chinese
 * ones are wider than Latin ones. */
double      paint_letter_width (const RnnDataset *dataset);

G_END_DECLS
