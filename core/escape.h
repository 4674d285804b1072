#pragma once

#include "core/text-sink.h"

G_BEGIN_DECLS

/* The escapes of values in GKeyFile, \s \n \t \r \\, and \xHH for control
 * characters and bytes that are not UTF-8; letters of any script stay as they
 * are.  A blank is escaped at either end only. */
char    *rnn_escape            (const char  *value);
void     rnn_escape_into       (RnnTextSink *sink,
                                const char  *value);
/* The inverse (transfer full); NULL when a backslash is followed by something
 * else.  In place: FALSE then. */
char    *rnn_unescape          (const char  *value);
gboolean rnn_unescape_in_place (char        *value);

G_END_DECLS
