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
 * when it is empty, too large or not UTF-8 (byte offset). */
char *rnn_text_file_load (const char *path,
                          gsize      *length,
                          GError    **error);
/* The same from an open file, called @name in messages; it is not closed. */
char *rnn_text_file_read (int         fd,
                          const char *name,
                          gsize      *length,
                          GError    **error);

G_END_DECLS
