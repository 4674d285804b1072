#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The escapes of values in GKeyFile, \s \n \t \r \\, and \xHH for control
 * characters and bytes that are not UTF-8; letters of any script stay as they
 * are.  A blank is escaped at either end only. */
char *rnn_escape   (const char *value);
/* The inverse (transfer full); NULL when a backslash is followed by something
 * else. */
char *rnn_unescape (const char *value);

G_END_DECLS
