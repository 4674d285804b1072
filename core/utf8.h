#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What GLib has too, fast enough for texts of many megabytes, most of which is
 * ASCII. */

/* TRUE when @length bytes are UTF-8 without zero bytes; else @end (nullable) is
 * the first that is not. */
gboolean rnn_utf8_check  (const char  *text,
                          gsize        length,
                          const char **end);
/* Letters in @length bytes of UTF-8. */
gsize    rnn_utf8_length (const char  *text,
                          gsize        length);

/* The next letter of UTF-8; @text is moved on. */
static inline gunichar
rnn_utf8_next (const char **text)
{
  const guchar *p = (const guchar *) *text;
  gunichar letter = p[0];
  guint length = 1;

  if (G_UNLIKELY (letter >= 0xF0))
    {
      letter = (letter & 0x07) << 18 | (p[1] & 0x3Fu) << 12
               | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
      length = 4;
    }
  else if (letter >= 0xE0)
    {
      letter = (letter & 0x0F) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
      length = 3;
    }
  else if (letter >= 0x80)
    {
      letter = (letter & 0x1F) << 6 | (p[1] & 0x3Fu);
      length = 2;
    }

  *text += length;
  return letter;
}

G_END_DECLS
