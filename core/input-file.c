#include "core/input-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/error.h"

/* The least room that a file is first given. */
#define FIRST_ROOM 65536

static void
set_cannot_read (const char *name,
                 int         error_number,
                 GError    **error)
{
  if (error_number == ENOENT)
    g_set_error (error, RNN_ERROR, RNN_ERROR_FILE,
                 _("There is no file ‘%s’; check its name and folder"), name);
  else if (error_number == EISDIR)
    g_set_error (error, RNN_ERROR, RNN_ERROR_FILE,
                 _("‘%s’ is a folder; choose a file in it"), name);
  else
    g_set_error (error, RNN_ERROR, RNN_ERROR_FILE,
                 _("‘%s’ cannot be read: %s"), name,
                 g_strerror (error_number));
}

static void
set_too_large (const char *name,
               gsize       most,
               GError    **error)
{
  g_autofree char *size = g_format_size_full (most, G_FORMAT_SIZE_IEC_UNITS);

  g_set_error (error, RNN_ERROR, RNN_ERROR_DATA,
               _("‘%s’ is larger than %s, the most that is read; use a part of "
                 "it"),
               name, size);
}

/* The size of a regular file is known beforehand. */
static gsize
expected_size (int fd)
{
  struct stat info;

  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode))
    return info.st_size;
  return 0;
}

GByteArray *
rnn_input_file_read (int         fd,
                     const char *name,
                     gsize       most,
                     GError    **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize room = MAX (MIN (expected_size (fd), most), FIRST_ROOM) + 1;
  gsize n = 0;

  g_return_val_if_fail (name != NULL, NULL);

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
      if (n > most)
        {
          set_too_large (name, most, error);
          return NULL;
        }
      if (n == room)
        room *= 2;
    }

  g_byte_array_set_size (bytes, n);
  return g_steal_pointer (&bytes);
}

GByteArray *
rnn_input_file_load (const char *path,
                     gsize       most,
                     GError    **error)
{
  g_autofree char *name = NULL;
  GByteArray *bytes;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  name = g_filename_display_name (path);
  fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0)
    {
      set_cannot_read (name, errno, error);
      return NULL;
    }

  bytes = rnn_input_file_read (fd, name, most, error);
  g_close (fd, NULL);
  return bytes;
}
