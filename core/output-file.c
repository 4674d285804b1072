#include "core/output-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/error.h"

#define BUFFER_SIZE 65536
#define NEW_FILE_MODE 0666

struct _RnnOutputFile
{
  char    *name;              /* as messages show it */
  char    *path;              /* where it is to be, links followed */
  char    *temporary;         /* NULL: written directly */
  mode_t   mode;              /* of the old file; 0 if there is none */
  int      fd;
  int      error_number;      /* of the first failure */
  GString *buffer;
};

static void
set_cannot_write (const char *name, int error_number, GError **error)
{
  if (error_number == ENOENT || error_number == ENOTDIR)
    g_set_error (error, RNN_ERROR, RNN_ERROR_FILE,
                 _("‘%s’ cannot be written: its folder does not exist; make "
                   "the folder or choose another"),
                 name);
  else if (error_number == EISDIR)
    g_set_error (error, RNN_ERROR, RNN_ERROR_FILE,
                 _("‘%s’ cannot be written: it is a folder; name a file in "
                   "it"),
                 name);
  else
    g_set_error (error, RNN_ERROR, RNN_ERROR_FILE,
                 _("‘%s’ cannot be written: %s; what was there is unchanged"),
                 name, g_strerror (error_number));
}

static int
open_temporary (RnnOutputFile *file)
{
  g_autofree char *folder = g_path_get_dirname (file->path);
  g_autofree char *base = g_path_get_basename (file->path);
  g_autofree char *pattern = g_strdup_printf ("%s/.%s.XXXXXX", folder, base);
  int fd = g_mkstemp_full (pattern, O_WRONLY | O_CLOEXEC, NEW_FILE_MODE);

  if (fd >= 0)
    file->temporary = g_steal_pointer (&pattern);
  return fd;
}

/* Opens what will be written to; −1 with errno. */
static int
open_target (RnnOutputFile *file, const char *path)
{
  struct stat info;
  char *target;

  if (stat (path, &info) != 0)
    {
      if (errno != ENOENT)
        return -1;
      file->path = g_strdup (path);
      return open_temporary (file);
    }

  if (S_ISDIR (info.st_mode))
    {
      errno = EISDIR;
      return -1;
    }
  if (!S_ISREG (info.st_mode))
    return g_open (path, O_WRONLY | O_CLOEXEC, 0);

  /* A file that its owner made read-only is not to be replaced either. */
  if (access (path, W_OK) != 0)
    return -1;
  target = realpath (path, NULL);
  if (target == NULL)
    return -1;
  file->path = g_strdup (target);
  free (target);
  file->mode = info.st_mode & ALLPERMS;
  return open_temporary (file);
}

RnnOutputFile *
rnn_output_file_new (const char *path, GError **error)
{
  g_autoptr (RnnOutputFile) file = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  file = g_new0 (RnnOutputFile, 1);
  file->name = g_filename_display_name (path);
  file->buffer = g_string_sized_new (BUFFER_SIZE);
  file->fd = open_target (file, path);
  if (file->fd < 0)
    {
      set_cannot_write (file->name, errno, error);
      return NULL;
    }

  return g_steal_pointer (&file);
}

static void
write_all (RnnOutputFile *file, const char *rest, gsize n)
{
  while (n > 0 && file->error_number == 0)
    {
      gssize written = write (file->fd, rest, n);

      if (written < 0 && errno != EINTR)
        file->error_number = errno;
      else if (written > 0)
        {
          rest += written;
          n -= written;
        }
    }
}

static void
flush (RnnOutputFile *file)
{
  write_all (file, file->buffer->str, file->buffer->len);
  g_string_truncate (file->buffer, 0);
}

void
rnn_output_file_append (RnnOutputFile *file, const char *text, gssize length)
{
  g_return_if_fail (file != NULL);
  g_return_if_fail (text != NULL);

  if (length < 0)
    length = strlen (text);
  if (length >= BUFFER_SIZE)
    {
      flush (file);
      write_all (file, text, length);
      return;
    }

  g_string_append_len (file->buffer, text, length);
  if (file->buffer->len >= BUFFER_SIZE)
    flush (file);
}

void
rnn_output_file_printf (RnnOutputFile *file, const char *format, ...)
{
  va_list arguments;

  g_return_if_fail (file != NULL);

  va_start (arguments, format);
  g_string_append_vprintf (file->buffer, format, arguments);
  va_end (arguments);
  if (file->buffer->len >= BUFFER_SIZE)
    flush (file);
}

void
rnn_output_file_sync (RnnOutputFile *file)
{
  g_return_if_fail (file != NULL);

  flush (file);
  if (file->error_number == 0 && file->temporary != NULL
      && fsync (file->fd) != 0 && errno != EINVAL)
    file->error_number = errno;
}

gboolean
rnn_output_file_commit (RnnOutputFile *file, GError **error)
{
  g_autoptr (RnnOutputFile) owned = file;

  g_return_val_if_fail (file != NULL, FALSE);

  flush (file);
  if (file->error_number == 0 && file->mode != 0
      && fchmod (file->fd, file->mode) != 0)
    file->error_number = errno;

  /* Some file systems tell only now that the disk is full. */
  if (close (file->fd) != 0 && file->error_number == 0)
    file->error_number = errno;
  file->fd = -1;

  if (file->error_number == 0 && file->temporary != NULL)
    {
      if (g_rename (file->temporary, file->path) == 0)
        g_clear_pointer (&file->temporary, g_free);
      else
        file->error_number = errno;
    }

  if (file->error_number == 0)
    return TRUE;

  set_cannot_write (file->name, file->error_number, error);
  return FALSE;
}

void
rnn_output_file_free (RnnOutputFile *file)
{
  g_return_if_fail (file != NULL);

  if (file->fd >= 0)
    close (file->fd);
  if (file->temporary != NULL)
    g_unlink (file->temporary);
  g_string_free (file->buffer, TRUE);
  g_free (file->temporary);
  g_free (file->path);
  g_free (file->name);
  g_free (file);
}
