#pragma once

#include "core/dataset.h"

G_BEGIN_DECLS

/**
 * UnrollDataPreview:
 *
 * What a text is made into before the network sees it: its alphabet, counted,
 * and the windows that are cut from it.  Made on the main thread, so of a part
 * of a long text only.
 */
typedef struct
{
  RnnDataset *dataset;        /* always with letters, whatever the input */
  RnnInput    input;          /* as the network gets them */
  gsize       n_letters;
  gsize      *counts;         /* n_classes: how often each letter is there */
  gboolean    part;           /* of a longer text, and in its order */
} UnrollDataPreview;

/* The most of a text that is looked at. */
#define UNROLL_DATA_PREVIEW_BYTES (256 * 1024)

/* @text (@length bytes) with the other settings of @spec.  A text longer than
 * the above is cut, unless @part says that it is the beginning of one already.
 * Fails as rnn_dataset_new. */
UnrollDataPreview *unroll_data_preview_new       (const RnnSpec            *spec,
                                                  const char               *text,
                                                  gsize                     length,
                                                  gboolean                  part,
                                                  GError                  **error);
void               unroll_data_preview_free      (UnrollDataPreview        *preview);
/* "abcd → e" of a sample, and whether it is held out (transfer full). */
char              *unroll_data_preview_window    (const UnrollDataPreview  *preview,
                                                  gsize                     sample);
/* How its letters enter the network, a line each, for a fixed-width font:
 * "a  1 0 0 0 0" (transfer full). */
char              *unroll_data_preview_input     (const UnrollDataPreview  *preview,
                                                  gsize                     sample);
/* "a 3  b 2  …": the alphabet with its counts, as Pango markup (transfer
 * full). */
char              *unroll_data_preview_alphabet  (const UnrollDataPreview  *preview);
/* "350 letters, 27 different; 340 samples to learn from, 10 held out"
 * (transfer full). */
char              *unroll_data_preview_sizes     (const UnrollDataPreview  *preview);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UnrollDataPreview, unroll_data_preview_free)

G_END_DECLS
