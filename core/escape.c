#include "core/escape.h"

#include <string.h>

#define MAX_CODE_POINT 0x10FFFF

/* At @p, which lies between @value and @end; returns what comes after it. */
static const char *
append_escaped (GString *text, const char *p, const char *value, const char *end)
{
  gunichar letter;
  gboolean valid;

  if (g_ascii_isgraph (*p) && *p != '\\')
    {
      g_string_append_c (text, *p);
      return p + 1;
    }

  letter = g_utf8_get_char_validated (p, end - p);
  valid = letter <= MAX_CODE_POINT;
  if (*p == '\n')
    g_string_append (text, "\\n");
  else if (*p == '\t')
    g_string_append (text, "\\t");
  else if (*p == '\r')
    g_string_append (text, "\\r");
  else if (*p == '\\')
    g_string_append (text, "\\\\");
  else if (*p == ' ' && (p == value || p + 1 == end))
    g_string_append (text, "\\s");
  else if (!valid || g_ascii_iscntrl (*p))
    g_string_append_printf (text, "\\x%02x", (guchar) *p);
  else
    g_string_append_len (text, p, g_utf8_next_char (p) - p);

  return p + (valid ? g_utf8_next_char (p) - p : 1);
}

void
rnn_escape_into (RnnTextSink *sink, const char *value)
{
  const char *end;

  g_return_if_fail (sink != NULL && value != NULL);

  end = value + strlen (value);
  for (const char *p = value; p < end;
       p = append_escaped (sink->text, p, value, end))
    rnn_text_sink_pass (sink);
}

char *
rnn_escape (const char *value)
{
  RnnTextSink sink = { .text = g_string_new (NULL) };

  g_return_val_if_fail (value != NULL, NULL);

  rnn_escape_into (&sink, value);
  return g_string_free (sink.text, FALSE);
}

static int
hexadecimal_byte (const char *digits)
{
  int high = g_ascii_xdigit_value (digits[0]);
  int low = high < 0 ? -1 : g_ascii_xdigit_value (digits[1]);

  return low < 0 ? -1 : high << 4 | low;
}

/* What the escape at @p, behind the backslash, means, and how many bytes it
 * takes; −1: nothing. */
static int
escaped_byte (const char *p, gsize *n)
{
  static const char letters[] = "sntr\\";
  static const char meanings[] = " \n\t\r\\";
  const char *letter = *p != '\0' ? strchr (letters, *p) : NULL;
  int byte;

  *n = letter != NULL ? 1 : 3;
  if (letter != NULL)
    return meanings[letter - letters];
  if (*p != 'x')
    return -1;

  byte = hexadecimal_byte (p + 1);
  return byte > 0 ? byte : -1;
}

gboolean
rnn_unescape_in_place (char *value)
{
  char *to, *from;

  g_return_val_if_fail (value != NULL, FALSE);

  to = from = value + strcspn (value, "\\");
  while (*from != '\0')
    {
      gsize n;
      int byte = escaped_byte (from + 1, &n);
      char *next;

      if (byte < 0)
        return FALSE;
      *to++ = byte;
      from += 1 + n;
      next = from + strcspn (from, "\\");
      memmove (to, from, next - from);
      to += next - from;
      from = next;
    }
  *to = '\0';

  return TRUE;
}

char *
rnn_unescape (const char *value)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (value != NULL, NULL);

  text = g_strdup (value);
  return rnn_unescape_in_place (text) ? g_steal_pointer (&text) : NULL;
}
