#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RnnOutputFile:
 *
 * A file being written, whole or not at all: the bytes go to a temporary file
 * in the same folder, which takes the place of the old one, and its access
 * rights, when it is committed.  A link is followed.  What is no regular file
 * (a pipe, a terminal) is written directly.
 */
typedef struct _RnnOutputFile RnnOutputFile;

/* Fails with RNN_ERROR_FILE when @path cannot be written. */
RnnOutputFile *rnn_output_file_new    (const char    *path,
                                       GError       **error);
/* Appends @length bytes (−1: up to the zero).  A failure is remembered, and
 * told by the commit. */
void           rnn_output_file_append (RnnOutputFile *file,
                                       const char    *text,
                                       gssize         length);
void           rnn_output_file_printf (RnnOutputFile *file,
                                       const char    *format,
                                       ...) G_GNUC_PRINTF (2, 3);
/* What was appended is to be safe on the disk before it takes its place, even
 * if the power fails: costs milliseconds. */
void           rnn_output_file_sync   (RnnOutputFile *file);
/* Makes the new file take its place and frees @file (transfer full).  On
 * failure (RNN_ERROR_FILE) the old file is as it was. */
gboolean       rnn_output_file_commit (RnnOutputFile *file,
                                       GError       **error);
/* Drops what was written. */
void           rnn_output_file_free   (RnnOutputFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnOutputFile, rnn_output_file_free)

G_END_DECLS
