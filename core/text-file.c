#include "core/text-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/error.h"
#include "core/input-file.h"
#include "core/utf8.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

void
rnn_text_refuse (const char *name,
                 char        byte,
                 gsize       offset,
                 gsize       line,
                 GError    **error)
{
  g_autofree char *quoted =
    name != NULL ? g_strdup_printf (_("‘%s’"), name) : g_strdup (_("The text"));

  if (byte == 0)
    g_set_error (error, RNN_ERROR, RNN_ERROR_DATA,
                 _("%s is no text: there is a zero byte at byte offset %zu, in "
                   "line %zu; choose a UTF-8 text file"),
                 quoted, offset, line + 1);
  else
    g_set_error (error, RNN_ERROR, RNN_ERROR_DATA,
                 _("%s is not UTF-8: 0x%02X at byte offset %zu, in line %zu, "
                   "is no letter; save it as UTF-8"),
                 quoted, (guchar) byte, offset, line + 1);
}

static gboolean
check_utf8 (const GByteArray *bytes, const char *name, GError **error)
{
  const char *text = (const char *) bytes->data;
  const char *end;
  gsize line = 0;

  if (rnn_utf8_check (text, bytes->len, &end))
    return TRUE;

  for (const char *p = text; p < end; p++)
    line += *p == '\n';
  rnn_text_refuse (name, *end, end - text, line, error);
  return FALSE;
}

gsize
rnn_text_tidy (char *text, gsize length, gboolean at_start, gboolean at_end)
{
  gsize start = 0, n = 0;

  if (at_start && length >= strlen (BYTE_ORDER_MARK)
      && memcmp (text, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0)
    start = strlen (BYTE_ORDER_MARK);

  if (start == 0 && memchr (text, '\r', length) == NULL)
    n = length;
  else
    for (gsize i = start; i < length; i++)
      if (text[i] != '\r' || i + 1 == length || text[i + 1] != '\n')
        text[n++] = text[i];

  if (at_end && n > 0 && text[n - 1] == '\n')
    n--;

  return n;
}

static char *
take_text (GByteArray *bytes, const char *name, gsize *length, GError **error)
{
  if (!check_utf8 (bytes, name, error))
    return NULL;

  *length = rnn_text_tidy ((char *) bytes->data, bytes->len, TRUE, TRUE);
  if (*length == 0)
    {
      g_set_error (error, RNN_ERROR, RNN_ERROR_DATA,
                   _("‘%s’ is empty; choose a file with some letters"), name);
      return NULL;
    }

  g_byte_array_set_size (bytes, *length + 1);
  bytes->data[*length] = '\0';
  return (char *) g_byte_array_steal (bytes, NULL);
}

char *
rnn_text_file_read (int fd, const char *name, gsize *length, GError **error)
{
  g_autoptr (GByteArray) bytes = NULL;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (length != NULL, NULL);

  bytes = rnn_input_file_read (fd, name, RNN_MAX_TEXT_BYTES, error);
  return bytes != NULL ? take_text (bytes, name, length, error) : NULL;
}

char *
rnn_text_file_load (const char *path, gsize *length, GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GByteArray) bytes = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (length != NULL, NULL);

  name = g_filename_display_name (path);
  bytes = rnn_input_file_load (path, RNN_MAX_TEXT_BYTES, error);
  return bytes != NULL ? take_text (bytes, name, length, error) : NULL;
}
