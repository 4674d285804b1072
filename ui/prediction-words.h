#pragma once

#include "core/frame.h"

G_BEGIN_DECLS

/* What a prediction says, in words.  A @place is a letter of the typed text,
 * from 1, after which the next one is predicted. */

/* TRUE when the likeliest of @n_classes letters, with probability @p, is no
 * better than a guess: below one in three, or its odds less than twice those
 * of pure chance (p < 2 / (C + 1), which matters for few letters: with two of
 * them 60 % is little). */
gboolean unroll_prediction_is_guess  (double                p,
                                      guint                 n_classes);
/* "42 %" or "a guess: 24 %" (transfer full). */
char    *unroll_prediction_sureness  (const RnnPrediction  *prediction,
                                      gsize                 place);
/* The first letter, from 1, that the network sees when it predicts after
 * @place. */
gsize    unroll_prediction_first_seen (const RnnFrame      *frame,
                                       gsize                place);
/* How many of the typed letters the network looks at, in a sentence, or NULL
 * when there is nothing to say (transfer full). */
char    *unroll_prediction_window    (const RnnFrame       *frame,
                                      gsize                 place);
/* With which probability letter @i was written, in a sentence (transfer full). */
char    *unroll_prediction_written   (const RnnLetters     *letters,
                                      guint                 i);
/* "a b c d e …": the letters that the network knows (transfer full). */
char    *unroll_prediction_letters   (const RnnDataset     *dataset);

G_END_DECLS
