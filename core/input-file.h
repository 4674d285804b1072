#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Tells whether a file is what it was; all zero for what is no regular file.
 * Plain data. */
typedef struct
{
  guint64 device, inode;
  guint64 size;               /* bytes */
  gint64  seconds, nanoseconds; /* when it was written */
} RnnFileStamp;

/* What is read in a few thousandths of a second. */
#define RNN_MAX_SHORT_BYTES (1024 * 1024)

/* All bytes of the open file @fd, called @name in messages; it is not closed.
 * Fails with RNN_ERROR_FILE when it cannot be read, and with RNN_ERROR_DATA when
 * there are more than @most bytes. */
GByteArray *rnn_input_file_read        (int           fd,
                                        const char   *name,
                                        gsize         most,
                                        GError      **error);
/* The same of the file @path. */
GByteArray *rnn_input_file_load        (const char   *path,
                                        gsize         most,
                                        GError      **error);

/* Whether that is quick, be it because the file is not there. */
gboolean    rnn_input_file_is_short    (const char   *path);
/* In bytes; 0 when that is not known. */
guint64     rnn_input_file_size        (const char   *path);

/* Piece by piece: a descriptor to be closed, −1 with RNN_ERROR_FILE; */
int         rnn_input_file_open        (const char   *path,
                                        GError      **error);
/* what is known of it; */
void        rnn_file_stamp_read        (RnnFileStamp *stamp,
                                        int           fd);
/* the next bytes: how many there are, at most @most; 0 at the end, −1 with
 * RNN_ERROR_FILE; */
gssize      rnn_input_file_next        (int           fd,
                                        const char   *name,
                                        char         *buffer,
                                        gsize         most,
                                        GError      **error);
/* the sentence for more than @most bytes. */
void        rnn_input_file_refuse_size (const char   *name,
                                        gsize         most,
                                        GError      **error);

G_END_DECLS
