#include "core/utf8.h"

#include <string.h>

#define EVERY_BYTE(byte) (G_GUINT64_CONSTANT (0x0101010101010101) * (byte))

/* TRUE when eight bytes are ASCII and none is zero: taking 1 from each sets
 * the high bit of those that were 0, or had it. */
static inline gboolean
is_plain (const char *text)
{
  guint64 bytes;

  memcpy (&bytes, text, sizeof bytes);
  return ((bytes | (bytes - EVERY_BYTE (0x01))) & EVERY_BYTE (0x80)) == 0;
}

/* Bytes of the letter at @p, of which @n are there; 0 when it is none.  The
 * second byte's range excludes longer forms than needed, surrogates, and what
 * lies beyond U+10FFFF: The Unicode Standard, table 3-7. */
static inline gsize
letter_size (const guchar *p, gsize n)
{
  guchar low = 0x80, high = 0xBF;
  gsize size;

  if (p[0] < 0x80)
    return p[0] != 0;

  if (p[0] < 0xC2 || p[0] > 0xF4)
    return 0;
  size = p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;

  if (p[0] == 0xE0)
    low = 0xA0;
  else if (p[0] == 0xED)
    high = 0x9F;
  else if (p[0] == 0xF0)
    low = 0x90;
  else if (p[0] == 0xF4)
    high = 0x8F;

  if (n < size || p[1] < low || p[1] > high)
    return 0;
  for (gsize i = 2; i < size; i++)
    if ((p[i] & 0xC0) != 0x80)
      return 0;

  return size;
}

gboolean
rnn_utf8_check (const char *text, gsize length, const char **end)
{
  const char *stop = text + length;

  g_return_val_if_fail (text != NULL, FALSE);

  while (text < stop)
    {
      gsize size = letter_size ((const guchar *) text, stop - text);

      if (size == 0)
        break;

      text += size;
      while (stop - text >= (gssize) sizeof (guint64) && is_plain (text))
        text += sizeof (guint64);
    }

  if (end != NULL)
    *end = text;
  return text == stop;
}

gsize
rnn_utf8_length (const char *text, gsize length)
{
  gsize n = 0;

  g_return_val_if_fail (text != NULL || length == 0, 0);

  /* All bytes but the continuations, 10xxxxxx. */
  for (gsize i = 0; i < length; i++)
    n += (text[i] & 0xC0) != 0x80;

  return n;
}
