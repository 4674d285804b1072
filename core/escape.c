#include "core/escape.h"

#include <string.h>

#define MAX_CODE_POINT 0x10FFFF

char *
rnn_escape (const char *value)
{
  GString *text;
  const char *end;

  g_return_val_if_fail (value != NULL, NULL);

  text = g_string_new (NULL);
  end = value + strlen (value);
  for (const char *p = value; p < end;)
    {
      gunichar letter = g_utf8_get_char_validated (p, end - p);
      gboolean at_edge = p == value || p + 1 == end;
      gboolean valid = letter <= MAX_CODE_POINT;

      if (*p == '\n')
        g_string_append (text, "\\n");
      else if (*p == '\t')
        g_string_append (text, "\\t");
      else if (*p == '\r')
        g_string_append (text, "\\r");
      else if (*p == '\\')
        g_string_append (text, "\\\\");
      else if (*p == ' ' && at_edge)
        g_string_append (text, "\\s");
      else if (!valid || g_ascii_iscntrl (*p))
        g_string_append_printf (text, "\\x%02x", (guchar) *p);
      else
        g_string_append_unichar (text, letter);

      p += valid ? g_unichar_to_utf8 (letter, NULL) : 1;
    }

  return g_string_free (text, FALSE);
}

static int
hexadecimal_byte (const char *digits)
{
  int high = g_ascii_xdigit_value (digits[0]);
  int low = high < 0 ? -1 : g_ascii_xdigit_value (digits[1]);

  return low < 0 ? -1 : high << 4 | low;
}

char *
rnn_unescape (const char *value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (value != NULL, NULL);

  for (const char *p = value; *p != '\0'; p++)
    {
      static const char letters[] = "sntr\\";
      static const char meanings[] = " \n\t\r\\";
      const char *letter;
      int byte;

      if (*p != '\\')
        {
          g_string_append_c (text, *p);
          continue;
        }

      p++;
      letter = *p != '\0' ? strchr (letters, *p) : NULL;
      if (letter != NULL)
        g_string_append_c (text, meanings[letter - letters]);
      else if (*p == 'x' && (byte = hexadecimal_byte (p + 1)) > 0)
        {
          g_string_append_c (text, byte);
          p += 2;
        }
      else
        return NULL;
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
