#include "core/python-text.h"

#include <string.h>

#include "core/number.h"

/* Of a line of code, from where its indent ends. */
#define MAX_COLUMNS 66
#define WORD_COLUMNS 58
#define MAX_CODE_POINT 0x10FFFF

/* A letter or digit says what it is; anything else might be invisible, turn the
 * line round, or end it. */
static gboolean
is_plain (gunichar letter)
{
  if (letter < 0x80)
    return letter >= ' ' && letter != 0x7F && letter != '"' && letter != '\\';
  return g_unichar_isalnum (letter) && !g_unichar_iszerowidth (letter);
}

static void
append_letter (GString *code, gunichar letter)
{
  if (is_plain (letter))
    g_string_append_unichar (code, letter);
  else if (letter == '"' || letter == '\\')
    g_string_append_printf (code, "\\%c", (char) letter);
  else if (letter == '\n')
    g_string_append (code, "\\n");
  else if (letter <= 0xFF)
    g_string_append_printf (code, "\\x%02x", letter);
  else if (letter <= 0xFFFF)
    g_string_append_printf (code, "\\u%04x", letter);
  else
    g_string_append_printf (code, "\\U%08x", letter);
}

/* A line ends between two words if it can. */
static gboolean
is_full (const GString *code, gsize line)
{
  gsize columns = code->len - line;

  return columns >= MAX_COLUMNS
         || (columns >= WORD_COLUMNS && code->str[code->len - 1] == ' ');
}

void
rnn_python_append_string (GString    *code,
                          const char *value,
                          const char *indent)
{
  const char *end;
  gsize line;

  g_return_if_fail (code != NULL);
  g_return_if_fail (value != NULL);
  g_return_if_fail (indent != NULL);

  end = value + strlen (value);
  g_string_append_c (code, '"');
  line = code->len;
  while (value < end)
    {
      gunichar letter = g_utf8_get_char_validated (value, end - value);

      if (is_full (code, line))
        {
          g_string_append_printf (code, "\"\n%s\"", indent);
          line = code->len;
        }

      if (letter <= MAX_CODE_POINT)
        {
          append_letter (code, letter);
          value = g_utf8_next_char (value);
        }
      else
        {
          g_string_append_printf (code, "\\udc%02x", (guchar) *value);
          value++;
        }
    }
  g_string_append_c (code, '"');
}

const char *
rnn_python_boolean (gboolean value)
{
  return value ? "True" : "False";
}

void
rnn_python_append_floats (GString     *code,
                          const float *numbers,
                          gsize        n,
                          const char  *indent)
{
  gsize line;

  g_return_if_fail (code != NULL);
  g_return_if_fail (numbers != NULL || n == 0);
  g_return_if_fail (indent != NULL);

  g_string_append_c (code, '[');
  line = code->len;
  for (gsize i = 0; i < n; i++)
    {
      char number[RNN_NUMBER_SIZE];

      /* Without a point, −0 would be an integer, which has no sign. */
      rnn_number_format_float (numbers[i], number);
      if (strpbrk (number, ".e") == NULL)
        g_strlcat (number, ".0", sizeof number);
      if (i > 0 && code->len - line + strlen (number) + 2 > MAX_COLUMNS)
        {
          g_string_append_printf (code, ",\n%s ", indent);
          line = code->len;
        }
      else if (i > 0)
        g_string_append (code, ", ");
      g_string_append (code, number);
    }
  g_string_append_c (code, ']');
}
