#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* FNV-1a (Fowler, Noll & Vo) over numbers instead of bytes: tells damage and
 * change, not malice.  One number that differs always gives another sum. */
#define RNN_CHECKSUM_START G_GUINT64_CONSTANT (0xcbf29ce484222325)

static inline guint64
rnn_checksum_add (guint64 sum,
                  guint64 number)
{
  return (sum ^ number) * G_GUINT64_CONSTANT (0x100000001b3);
}

static inline guint64
rnn_checksum_add_bytes (guint64     sum,
                        const void *bytes,
                        gsize       length)
{
  const guint8 *byte = bytes;

  for (gsize i = 0; i < length; i++)
    sum = rnn_checksum_add (sum, byte[i]);
  return sum;
}

G_END_DECLS
