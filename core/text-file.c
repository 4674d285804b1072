#include "core/text-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/error.h"
#include "core/utf8.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* The least room that a text is first given. */
#define FIRST_ROOM 65536

static void
set_cannot_read (const char *name, int error_number, GError **error)
{
  if (error_number == ENOENT)
    g_set_error (error, RNN_ERROR, RNN_ERROR_FILE,
                 _("There is no file ‘%s’; check its name and folder"), name);
  else if (error_number == EISDIR)
    g_set_error (error, RNN_ERROR, RNN_ERROR_FILE,
                 _("‘%s’ is a folder; choose a text file in it"), name);
  else
    g_set_error (error, RNN_ERROR, RNN_ERROR_FILE,
                 _("‘%s’ cannot be read: %s"), name,
                 g_strerror (error_number));
}

static void
set_too_large (const char *name, GError **error)
{
  g_autofree char *most = g_format_size_full (RNN_MAX_TEXT_BYTES,
                                              G_FORMAT_SIZE_IEC_UNITS);

  g_set_error (error, RNN_ERROR, RNN_ERROR_DATA,
               _("‘%s’ is larger than %s; use a part of it"), name, most);
}

/* All bytes of @fd, of which about @expected are there. */
static GByteArray *
read_all (int fd, const char *name, gsize expected, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize room = expected + 1;
  gsize n = 0;

  for (;;)
    {
      gssize n_read;

      g_byte_array_set_size (bytes, room);
      n_read = read (fd, bytes->data + n, room - n);
      if (n_read < 0 && errno == EINTR)
        continue;
      if (n_read < 0)
        {
          set_cannot_read (name, errno, error);
          return NULL;
        }
      if (n_read == 0)
        break;

      n += n_read;
      if (n > RNN_MAX_TEXT_BYTES)
        {
          set_too_large (name, error);
          return NULL;
        }
      if (n == room)
        room *= 2;
    }

  g_byte_array_set_size (bytes, n);
  return g_steal_pointer (&bytes);
}

static gboolean
check_utf8 (const GByteArray *bytes, const char *name, GError **error)
{
  const char *text = (const char *) bytes->data;
  const char *end;
  guint byte;

  if (rnn_utf8_check (text, bytes->len, &end))
    return TRUE;

  byte = (guchar) *end;
  if (byte == 0)
    g_set_error (error, RNN_ERROR, RNN_ERROR_DATA,
                 _("‘%s’ is no text: there is a zero byte at byte offset "
                   "%zu; choose a UTF-8 text file"),
                 name, (gsize) (end - text));
  else
    g_set_error (error, RNN_ERROR, RNN_ERROR_DATA,
                 _("‘%s’ is not UTF-8: 0x%02X at byte offset "
                   "%zu is no letter; save it as UTF-8"),
                 name, byte, (gsize) (end - text));
  return FALSE;
}

/* Drops in place what editors add; returns the new length. */
static gsize
clean (char *text, gsize length)
{
  gsize start = 0, n = 0;

  if (length >= strlen (BYTE_ORDER_MARK)
      && memcmp (text, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0)
    start = strlen (BYTE_ORDER_MARK);

  if (start == 0 && memchr (text, '\r', length) == NULL)
    n = length;
  else
    for (gsize i = start; i < length; i++)
      if (text[i] != '\r' || i + 1 == length || text[i + 1] != '\n')
        text[n++] = text[i];

  if (n > 0 && text[n - 1] == '\n')
    n--;

  return n;
}

char *
rnn_text_file_read (int fd, const char *name, gsize *length, GError **error)
{
  g_autoptr (GByteArray) bytes = NULL;
  struct stat info;
  gsize expected = FIRST_ROOM;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (length != NULL, NULL);

  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode))
    {
      if (info.st_size > RNN_MAX_TEXT_BYTES)
        {
          set_too_large (name, error);
          return NULL;
        }
      expected = MAX (info.st_size, FIRST_ROOM);
    }

  bytes = read_all (fd, name, expected, error);
  if (bytes == NULL || !check_utf8 (bytes, name, error))
    return NULL;

  *length = clean ((char *) bytes->data, bytes->len);
  if (*length == 0)
    {
      g_set_error (error, RNN_ERROR, RNN_ERROR_DATA,
                   _("‘%s’ is empty; choose a file with some letters"), name);
      return NULL;
    }

  g_byte_array_set_size (bytes, *length + 1);
  bytes->data[*length] = '\0';
  return (char *) g_byte_array_free (g_steal_pointer (&bytes), FALSE);
}

char *
rnn_text_file_load (const char *path, gsize *length, GError **error)
{
  g_autofree char *name = NULL;
  char *text;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  name = g_filename_display_name (path);
  fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0)
    {
      set_cannot_read (name, errno, error);
      return NULL;
    }

  text = rnn_text_file_read (fd, name, length, error);
  g_close (fd, NULL);
  return text;
}
