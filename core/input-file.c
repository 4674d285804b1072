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
  else if (error_number == EACCES)
    g_set_error (error, RNN_ERROR, RNN_ERROR_FILE,
                 _("‘%s’ cannot be read: you have no right to; ask its owner, "
                   "or choose another file"),
                 name);
  else
    g_set_error (error, RNN_ERROR, RNN_ERROR_FILE,
                 _("‘%s’ cannot be read: %s"), name,
                 g_strerror (error_number));
}

void
rnn_input_file_refuse_size (const char *name,
                            gsize       most,
                            GError    **error)
{
  g_autofree char *size = g_format_size_full (most, G_FORMAT_SIZE_IEC_UNITS);

  g_set_error (error, RNN_ERROR, RNN_ERROR_DATA,
               _("‘%s’ is larger than %s, the most that is read; use a part of "
                 "it"),
               name, size);
}

int
rnn_input_file_open (const char *path,
                     GError    **error)
{
  int fd;

  g_return_val_if_fail (path != NULL, -1);

  fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0)
    {
      int error_number = errno;
      g_autofree char *name = g_filename_display_name (path);

      set_cannot_read (name, error_number, error);
    }
  return fd;
}

gboolean
rnn_input_file_is_short (const char *path)
{
  struct stat info;

  g_return_val_if_fail (path != NULL, TRUE);

  return stat (path, &info) != 0
         || (S_ISREG (info.st_mode) && info.st_size <= RNN_MAX_SHORT_BYTES);
}

guint64
rnn_input_file_size (const char *path)
{
  struct stat info;

  g_return_val_if_fail (path != NULL, 0);

  return stat (path, &info) == 0 && S_ISREG (info.st_mode) ? info.st_size : 0;
}

void
rnn_file_stamp_read (RnnFileStamp *stamp,
                     int           fd)
{
  struct stat info;

  g_return_if_fail (stamp != NULL);

  *stamp = (RnnFileStamp) { 0 };
  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode))
    *stamp = (RnnFileStamp) {
      .device = info.st_dev,
      .inode = info.st_ino,
      .size = info.st_size,
      .seconds = info.st_mtim.tv_sec,
      .nanoseconds = info.st_mtim.tv_nsec,
    };
}

gssize
rnn_input_file_next (int         fd,
                     const char *name,
                     char       *buffer,
                     gsize       most,
                     GError    **error)
{
  gssize n;

  g_return_val_if_fail (name != NULL && buffer != NULL, -1);

  do
    n = read (fd, buffer, most);
  while (n < 0 && errno == EINTR);

  if (n < 0)
    set_cannot_read (name, errno, error);
  return n;
}

GByteArray *
rnn_input_file_read (int         fd,
                     const char *name,
                     gsize       most,
                     GError    **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  RnnFileStamp stamp;
  gsize room, n = 0;

  g_return_val_if_fail (name != NULL, NULL);

  rnn_file_stamp_read (&stamp, fd);
  room = MAX (MIN (stamp.size, most), FIRST_ROOM) + 1;
  for (;;)
    {
      gssize n_read;

      g_byte_array_set_size (bytes, room);
      n_read = rnn_input_file_next (fd, name, (char *) bytes->data + n,
                                    room - n, error);
      if (n_read < 0)
        return NULL;
      if (n_read == 0)
        break;

      n += n_read;
      if (n > most)
        {
          rnn_input_file_refuse_size (name, most, error);
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

  fd = rnn_input_file_open (path, error);
  if (fd < 0)
    return NULL;

  name = g_filename_display_name (path);
  bytes = rnn_input_file_read (fd, name, most, error);
  g_close (fd, NULL);
  return bytes;
}
