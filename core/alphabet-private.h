#pragma once

#include "core/alphabet.h"

G_BEGIN_DECLS

/* An alphabet that is being made, while letters come. */
RnnAlphabet *rnn_alphabet_begin       (void);
/* Takes @length bytes of whole letters, which must be UTF-8.  Their numbers, as
 * yet in the order in which letters were seen first, go to @codes, with @n_codes
 * more of them than before (both nullable).  FALSE: there are more than
 * RNN_MAX_LETTERS. */
gboolean     rnn_alphabet_collect     (RnnAlphabet  *alphabet,
                                       const char   *text,
                                       gsize         length,
                                       guint16      *codes,
                                       gsize        *n_codes);
/* Numbers the letters by code point, which is what an alphabet is: from each
 * number as it was to what it is (transfer full). */
guint16     *rnn_alphabet_finish      (RnnAlphabet  *alphabet);
/* The sentence for more than RNN_MAX_LETTERS. */
void         rnn_alphabet_refuse_more (GError      **error);

G_END_DECLS
