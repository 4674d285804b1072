#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The largest text that is read. */
#define RNN_MAX_TEXT_BYTES (256u * 1024 * 1024)

/* The letters of the UTF-8 text file @path, @length bytes and a final zero
 * (transfer full).  What an editor adds is not part of the text: a byte order
 * mark is skipped, CR LF becomes LF, and one newline at the very end is
 * dropped, so that a file with "abcde" and a newline is the five letters.
 * Fails with RNN_ERROR_FILE when it cannot be read, and with RNN_ERROR_DATA
 * when it is empty, too large or not UTF-8 (line and byte). */
char *rnn_text_file_load (const char *path,
                          gsize      *length,
                          GError    **error);
/* The same from an open file, called @name in messages; it is not closed. */
char *rnn_text_file_read (int         fd,
                          const char *name,
                          gsize      *length,
                          GError    **error);

/* Drops in place what editors add to @length bytes of a text, of its beginning
 * or its end or neither; returns the new length. */
gsize rnn_text_tidy      (char       *text,
                          gsize       length,
                          gboolean    at_start,
                          gboolean    at_end);
/* The sentence for a @byte of the text called @name (nullable) that is not UTF-8,
 * or zero: where it is, its @line counted from 0. */
void  rnn_text_refuse    (const char *name,
                          char        byte,
                          gsize       offset,
                          gsize       line,
                          GError    **error);

G_END_DECLS
