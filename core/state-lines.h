#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The lines of a saved state: groups and keys in an order that is given, and
 * arrays as lines of base64 (RFC 4648) with a checksum:
 *
 *   W_xh=5 3 af63bd4c8601b7df    rows, columns, checksum of the bytes
 *   W_xh.1=…                     up to RNN_LINE_BYTES bytes: little endian, row
 *   W_xh.2=…                     by row
 */
#define RNN_LINE_BYTES 96

typedef enum { RNN_ITEM_FLOAT, RNN_ITEM_DOUBLE } RnnItem;

/**
 * RnnLines:
 *
 * A text that is read line by line.  Blank lines and comments are passed over.
 * Every function fails with RNN_ERROR_FORMAT, "‘name’, line 7: …", when the next
 * line is not what it takes.
 */
typedef struct
{
  const char *name;           /* of the file, for messages; borrowed */
  const char *next;           /* the rest of the text; borrowed */
  const char *end;
  guint       number;         /* of the line read last */
  char       *group;          /* owned */
  char       *key, *value;    /* of the line read last; owned, or NULL */
} RnnLines;

/* @line: lines before @text in the file. */
void     rnn_lines_init          (RnnLines    *lines,
                                  const char  *name,
                                  const char  *text,
                                  guint        line);
/* Bytes of the text that are left. */
gsize    rnn_lines_left          (const RnnLines *lines);
void     rnn_lines_clear         (RnnLines    *lines);
/* Fails at the line read last: always FALSE. */
gboolean rnn_lines_refuse        (RnnLines    *lines,
                                  GError     **error,
                                  const char  *format,
                                  ...) G_GNUC_PRINTF (3, 4);

gboolean rnn_lines_take_group    (RnnLines    *lines,
                                  const char  *group,
                                  GError     **error);
/* Its value is in @lines. */
gboolean rnn_lines_take          (RnnLines    *lines,
                                  const char  *key,
                                  GError     **error);
gboolean rnn_lines_take_whole    (RnnLines    *lines,
                                  const char  *key,
                                  guint64      min,
                                  guint64      max,
                                  guint64     *number,
                                  GError     **error);
gboolean rnn_lines_take_real     (RnnLines    *lines,
                                  const char  *key,
                                  double      *number,
                                  GError     **error);
/* Sixteen hexadecimal digits. */
gboolean rnn_lines_take_checksum (RnnLines    *lines,
                                  const char  *key,
                                  guint64     *sum,
                                  GError     **error);
/* @rows × @columns numbers, finite and less than RNN_TOO_LARGE. */
gboolean rnn_lines_take_array    (RnnLines    *lines,
                                  const char  *key,
                                  RnnItem      item,
                                  gsize        rows,
                                  gsize        columns,
                                  void        *numbers,
                                  GError     **error);
gboolean rnn_lines_take_end      (RnnLines    *lines,
                                  GError     **error);

/* The same array, written. */
void     rnn_lines_append_array  (GString     *text,
                                  const char  *key,
                                  RnnItem      item,
                                  gsize        rows,
                                  gsize        columns,
                                  const void  *numbers);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RnnLines, rnn_lines_clear)

G_END_DECLS
