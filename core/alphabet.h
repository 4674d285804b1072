#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RNN_MAX_LETTERS 4096

/**
 * RnnAlphabet:
 *
 * The different letters of a text, sorted by code point; a letter's place is
 * its class number.  Immutable, counted atomically.
 */
typedef struct _RnnAlphabet RnnAlphabet;

/* Every different code point of @text (UTF-8, @length bytes or −1).  Fails with
 * RNN_ERROR_DATA when the text is empty, not UTF-8 (the message names the byte)
 * or has more than RNN_MAX_LETTERS different letters. */
RnnAlphabet *rnn_alphabet_new       (const char   *text,
                                     gssize        length,
                                     GError      **error);
RnnAlphabet *rnn_alphabet_ref       (RnnAlphabet  *alphabet);
void         rnn_alphabet_unref     (RnnAlphabet  *alphabet);
guint        rnn_alphabet_size      (const RnnAlphabet *alphabet);
gunichar     rnn_alphabet_letter    (const RnnAlphabet *alphabet,
                                     guint              index);
/* −1 when @letter is not in the alphabet. */
int          rnn_alphabet_index     (const RnnAlphabet *alphabet,
                                     gunichar           letter);
/* Class numbers of @text's letters (transfer full, @n_codes of them).  An
 * unknown letter fails with RNN_ERROR_DATA: "‘z’ is not one of the 5 letters
 * this network knows: a b c d e" (a long alphabet is abridged). */
guint16     *rnn_alphabet_encode    (const RnnAlphabet *alphabet,
                                     const char        *text,
                                     gssize             length,
                                     gsize             *n_codes,
                                     GError           **error);
/* UTF-8 of @n_codes letters (transfer full). */
char        *rnn_alphabet_decode    (const RnnAlphabet *alphabet,
                                     const guint16     *codes,
                                     gsize              n_codes);

/* A letter as it is shown: itself, or a visible sign for blanks and controls
 * (␣ for space, ⏎ for newline, ⇥ for tab, U+XXXX else); a combining
 * mark sits on a dotted circle.  @buffer is returned. */
#define RNN_LETTER_LABEL_SIZE 12
const char  *rnn_letter_label       (gunichar letter,
                                     char     buffer[RNN_LETTER_LABEL_SIZE]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnAlphabet, rnn_alphabet_unref)

G_END_DECLS
