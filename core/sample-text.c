#include "core/sample-text.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/error.h"
#include "core/task.h"
#include "core/text-file.h"

/* Bytes of a text. */
#define MAX_SHUFFLED (16 * 1024 * 1024)

gboolean
rnn_sample_text_refuse_cancelled (GError **error)
{
  g_set_error_literal (error, RNN_ERROR, RNN_ERROR_CANCELLED,
                       _("Reading the text was stopped"));
  return FALSE;
}

static gboolean
encode_file (RnnEncoder         *encoder,
             int                 fd,
             const char         *name,
             gsize               size,
             const RnnProgress  *progress,
             GError            **error)
{
  gsize n = 0;

  for (;;)
    {
      gsize most;
      char *room = rnn_encoder_room (encoder, &most);
      gssize n_read = rnn_input_file_next (fd, name, room, most, error);

      if (n_read < 0 || !rnn_encoder_take (encoder, n_read, error))
        return FALSE;
      if (n_read == 0)
        return TRUE;

      n += n_read;
      if (n > RNN_MAX_TEXT_BYTES)
        {
          rnn_input_file_refuse_size (name, RNN_MAX_TEXT_BYTES, error);
          return FALSE;
        }
      if (rnn_progress_is_cancelled (progress))
        return rnn_sample_text_refuse_cancelled (error);
      rnn_progress_tell (progress, (double) n / MAX (size, n));
    }
}

static gboolean
read_file (const char         *path,
           gsize               spare,
           const RnnProgress  *progress,
           RnnEncodedText     *text,
           RnnFileStamp       *stamp,
           GError            **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (RnnEncoder) encoder = NULL;
  gboolean good;
  int fd = rnn_input_file_open (path, error);

  if (fd < 0)
    return FALSE;

  rnn_file_stamp_read (stamp, fd);
  if (stamp->size > RNN_MAX_TEXT_BYTES)
    {
      g_close (fd, NULL);
      rnn_input_file_refuse_size (name, RNN_MAX_TEXT_BYTES, error);
      return FALSE;
    }
  encoder = rnn_encoder_new (name, stamp->size, TRUE);
  good = encode_file (encoder, fd, name, stamp->size, progress, error);
  g_close (fd, NULL);

  return good && rnn_encoder_finish (encoder, spare, text, error);
}

/* @letters are class numbers for themselves. */
static gboolean
encode_letters (const char         *letters,
                gsize               length,
                gsize               spare,
                const RnnProgress  *progress,
                RnnEncodedText     *text,
                GError            **error)
{
  g_autoptr (RnnEncoder) encoder = rnn_encoder_new (NULL, length, FALSE);
  gsize done = 0, n;

  do
    {
      gsize most;
      char *room = rnn_encoder_room (encoder, &most);

      n = MIN (length - done, most);
      memcpy (room, letters + done, n);
      if (!rnn_encoder_take (encoder, n, error))
        return FALSE;
      done += n;
      if (rnn_progress_is_cancelled (progress))
        return rnn_sample_text_refuse_cancelled (error);
      rnn_progress_tell (progress, (double) done / MAX (length, 1));
    }
  while (n > 0);

  return rnn_encoder_finish (encoder, spare, text, error);
}

static gboolean
check_typed (const RnnSpec *spec, GError **error)
{
  if (spec->text == NULL
      || g_ref_string_length (spec->text) <= RNN_MAX_TEXT_BYTES)
    return TRUE;

  g_set_error_literal (error, RNN_ERROR, RNN_ERROR_DATA,
                       _("The text in data.text is too long; use a part of "
                         "it"));
  return FALSE;
}

/* Windows that are made of the different letters alone. */
static gboolean
read_remembered (const RnnSpec   *spec,
                 gsize            spare,
                 RnnEncodedText  *text,
                 GError         **error)
{
  g_autofree char *letters = NULL;
  g_autofree char *windows = NULL;
  gsize length;

  if (spec->file != NULL)
    letters = rnn_text_file_load (spec->file, &length, error);
  else
    {
      length = spec->text != NULL ? g_ref_string_length (spec->text) : 0;
      letters = g_strndup (spec->text != NULL ? spec->text : "", length);
    }
  if (letters == NULL)
    return FALSE;

  windows = rnn_remember_text (letters, length, spec->time_steps, &length,
                               error);
  return windows != NULL
         && encode_letters (windows, length, spare, NULL, text, error);
}

gboolean
rnn_sample_text_read (const RnnSpec      *spec,
                      gsize               spare,
                      const RnnProgress  *progress,
                      RnnEncodedText     *text,
                      RnnFileStamp       *stamp,
                      GError            **error)
{
  g_return_val_if_fail (spec != NULL, FALSE);
  g_return_val_if_fail (text != NULL && stamp != NULL, FALSE);

  *stamp = (RnnFileStamp) { 0 };
  if (rnn_progress_is_cancelled (progress))
    return rnn_sample_text_refuse_cancelled (error);
  if (spec->file == NULL && !check_typed (spec, error))
    return FALSE;
  if (spec->task == RNN_TASK_REMEMBER)
    return read_remembered (spec, spare, text, error);
  if (spec->file != NULL)
    return read_file (spec->file, spare, progress, text, stamp, error);

  return encode_letters (spec->text != NULL ? spec->text : "",
                         spec->text != NULL ? g_ref_string_length (spec->text)
                                            : 0,
                         spare, progress, text, error);
}

gboolean
rnn_sample_text_choose (RnnSpec     *spec,
                        const char  *path,
                        GError     **error)
{
  g_return_val_if_fail (spec != NULL && path != NULL, FALSE);

  if (!rnn_spec_set (spec, "data.file", path, error))
    return FALSE;
  if (rnn_input_file_size (path) > MAX_SHUFFLED)
    spec->shuffle_samples = FALSE;

  return TRUE;
}

gboolean
rnn_sample_text_is_short (const RnnSpec *spec)
{
  g_return_val_if_fail (spec != NULL, TRUE);

  if (spec->file != NULL)
    return rnn_input_file_is_short (spec->file);

  return spec->text == NULL
         || g_ref_string_length (spec->text) <= RNN_MAX_SHORT_BYTES;
}
