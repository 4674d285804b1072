#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends the Python (3) string literal of @value, UTF-8 or any other bytes, to
 * @code.  Whatever the text is, it is a string there and nothing else: quotes,
 * backslashes, line ends and all that is neither a printing ASCII character nor
 * a letter or digit is escaped; bytes that are no UTF-8 become what Python's
 * "surrogateescape" makes of them.  A long text is cut into several literals
 * with @indent before each but the first: inside of brackets they are one. */
void rnn_python_append_string (GString     *code,
                               const char  *value,
                               const char  *indent);
/* True or False. */
const char *rnn_python_boolean (gboolean    value);
/* Appends @n numbers in brackets, wrapped likewise; each reads back to the same
 * float. */
void rnn_python_append_floats (GString     *code,
                               const float *numbers,
                               gsize        n,
                               const char  *indent);

G_END_DECLS
