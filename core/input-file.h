#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* All bytes of the open file @fd, called @name in messages; it is not closed.
 * Fails with RNN_ERROR_FILE when it cannot be read, and with RNN_ERROR_DATA when
 * there are more than @most bytes. */
GByteArray *rnn_input_file_read (int          fd,
                                 const char  *name,
                                 gsize        most,
                                 GError     **error);
/* The same of the file @path. */
GByteArray *rnn_input_file_load (const char  *path,
                                 gsize        most,
                                 GError     **error);

G_END_DECLS
