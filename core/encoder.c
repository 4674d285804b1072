#include "core/encoder.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/alphabet-private.h"
#include "core/error.h"
#include "core/text-file.h"
#include "core/utf8.h"

/* What is taken at once. */
#define PIECE (256 * 1024)
/* Of a piece, what waits for the next one: a letter that is not whole, or a
 * carriage return and a newline. */
#define MAX_WAITING 4
#define FIRST_ROOM 65536

struct _RnnEncoder
{
  char        *name;          /* or NULL */
  gboolean     tidy;
  RnnAlphabet *alphabet;
  guint16     *codes;
  gsize        n, room;

  char        *piece;         /* PIECE + MAX_WAITING + 1 */
  gsize        n_waiting;     /* at its beginning */
  gsize        offset;        /* of the piece in the text, in bytes … */
  gsize        line;          /* … and from 0 */
};

RnnEncoder *
rnn_encoder_new (const char *name,
                 gsize       n_bytes,
                 gboolean    tidy)
{
  RnnEncoder *encoder = g_new0 (RnnEncoder, 1);

  encoder->name = g_strdup (name);
  encoder->tidy = tidy;
  encoder->alphabet = rnn_alphabet_begin ();
  encoder->room = MAX (MIN (n_bytes, RNN_MAX_TEXT_BYTES), FIRST_ROOM);
  encoder->codes = g_try_new (guint16, encoder->room);
  encoder->piece = g_malloc (PIECE + MAX_WAITING + 1);

  return encoder;
}

void
rnn_encoder_free (RnnEncoder *encoder)
{
  if (encoder == NULL)
    return;

  g_clear_pointer (&encoder->alphabet, rnn_alphabet_unref);
  g_free (encoder->codes);
  g_free (encoder->piece);
  g_free (encoder->name);
  g_free (encoder);
}

char *
rnn_encoder_room (RnnEncoder *encoder,
                  gsize      *most)
{
  g_return_val_if_fail (encoder != NULL, NULL);
  g_return_val_if_fail (most != NULL, NULL);

  *most = PIECE;
  return encoder->piece + encoder->n_waiting;
}

static gboolean
make_room (RnnEncoder  *encoder,
           gsize        n,
           GError     **error)
{
  gsize room = encoder->room;
  guint16 *larger;

  if (encoder->codes != NULL && n <= room)
    return TRUE;

  while (room < n)
    room += room / 2;
  larger = g_try_renew (guint16, encoder->codes, room);
  if (larger == NULL)
    {
      g_autofree char *size = g_format_size (room * sizeof *larger);

      g_set_error (error, RNN_ERROR, RNN_ERROR_MEMORY,
                   _("The text’s letters take %s, more memory than there is; "
                     "use a part of the text"),
                   size);
      return FALSE;
    }
  encoder->codes = larger;
  encoder->room = room;

  return TRUE;
}

static gsize
count_lines (const char *text,
             gsize       length)
{
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    n += text[i] == '\n';

  return n;
}

static gboolean
check (RnnEncoder  *encoder,
       gsize        length,
       GError     **error)
{
  const char *end;

  if (rnn_utf8_check (encoder->piece, length, &end))
    return TRUE;

  rnn_text_refuse (encoder->name, *end,
                   encoder->offset + (end - encoder->piece),
                   encoder->line
                     + count_lines (encoder->piece, end - encoder->piece),
                   error);
  return FALSE;
}

static gboolean
encode (RnnEncoder  *encoder,
        const char  *text,
        gsize        length,
        GError     **error)
{
  if (!make_room (encoder, encoder->n + length, error))
    return FALSE;
  if (rnn_alphabet_collect (encoder->alphabet, text, length,
                            encoder->codes + encoder->n, &encoder->n))
    return TRUE;

  rnn_alphabet_refuse_more (error);
  return FALSE;
}

/* Bytes at the end of @text that only make sense with those that follow. */
static gsize
count_waiting (const RnnEncoder *encoder,
               const char       *text,
               gsize             length)
{
  gsize n = 0;

  for (gsize i = 1; i < MAX_WAITING && i <= length; i++)
    {
      guchar byte = text[length - i];
      gsize size = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;

      if (size > i)
        return i;
      if ((byte & 0xC0) != 0x80)
        break;
    }
  if (!encoder->tidy)
    return 0;

  /* The newline at the very end is no letter. */
  if (n < length && text[length - 1 - n] == '\n')
    n++;
  if (n < length && text[length - 1 - n] == '\r')
    n++;

  return n;
}

gboolean
rnn_encoder_take (RnnEncoder  *encoder,
                  gsize        n_bytes,
                  GError     **error)
{
  gboolean at_end = n_bytes == 0;
  gsize length, n_waiting, n_letters;

  g_return_val_if_fail (encoder != NULL, FALSE);
  g_return_val_if_fail (n_bytes <= PIECE, FALSE);

  length = encoder->n_waiting + n_bytes;
  n_waiting = at_end ? 0 : count_waiting (encoder, encoder->piece, length);
  length -= n_waiting;
  if (!check (encoder, length, error))
    return FALSE;

  encoder->line += count_lines (encoder->piece, length);
  n_letters = encoder->tidy
                ? rnn_text_tidy (encoder->piece, length, encoder->offset == 0,
                                 at_end)
                : length;
  if (!encode (encoder, encoder->piece, n_letters, error))
    return FALSE;

  memmove (encoder->piece, encoder->piece + length, n_waiting);
  encoder->offset += length;
  encoder->n_waiting = n_waiting;

  return TRUE;
}

static void
refuse_empty (const RnnEncoder  *encoder,
              GError           **error)
{
  if (encoder->name != NULL)
    g_set_error (error, RNN_ERROR, RNN_ERROR_DATA,
                 _("‘%s’ is empty; choose a file with some letters"),
                 encoder->name);
  else
    g_set_error_literal (error, RNN_ERROR, RNN_ERROR_DATA,
                         _("The text is empty: type some letters or choose a "
                           "text file"));
}

gboolean
rnn_encoder_finish (RnnEncoder      *encoder,
                    gsize            spare,
                    RnnEncodedText  *text,
                    GError         **error)
{
  g_autofree guint16 *numbers = NULL;

  g_return_val_if_fail (encoder != NULL && encoder->codes != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (encoder->n == 0)
    {
      refuse_empty (encoder, error);
      return FALSE;
    }

  numbers = rnn_alphabet_finish (encoder->alphabet);
  for (gsize i = 0; i < encoder->n; i++)
    encoder->codes[i] = numbers[encoder->codes[i]];

  text->alphabet = g_steal_pointer (&encoder->alphabet);
  text->n = encoder->n;
  text->codes = g_renew (guint16, g_steal_pointer (&encoder->codes),
                         encoder->n + spare);

  return TRUE;
}

void
rnn_encoded_text_clear (RnnEncodedText *text)
{
  g_return_if_fail (text != NULL);

  g_clear_pointer (&text->alphabet, rnn_alphabet_unref);
  g_clear_pointer (&text->codes, g_free);
}
