#pragma once

#include "core/alphabet.h"

G_BEGIN_DECLS

/**
 * RnnEncoder:
 *
 * Makes a text into class numbers piece by piece, so that the text itself never
 * is in memory: 2 bytes a letter.
 */
typedef struct _RnnEncoder RnnEncoder;

/* What an encoder made: @n class numbers. */
typedef struct
{
  RnnAlphabet *alphabet;
  guint16     *codes;
  gsize        n;
} RnnEncodedText;

/* For about @n_bytes of the text called @name (nullable) in messages.  @tidy: as
 * rnn_text_file_load leaves out what editors add. */
RnnEncoder *rnn_encoder_new    (const char       *name,
                                gsize             n_bytes,
                                gboolean          tidy);
void        rnn_encoder_free   (RnnEncoder       *encoder);
/* Where the next bytes of the text are to go, and how many at most. */
char       *rnn_encoder_room   (RnnEncoder       *encoder,
                                gsize            *most);
/* So many are there; 0: the text ends.  Fails with RNN_ERROR_DATA when they are
 * not UTF-8 (line and byte), or there are more than RNN_MAX_LETTERS different
 * letters, and with RNN_ERROR_MEMORY. */
gboolean    rnn_encoder_take   (RnnEncoder       *encoder,
                                gsize             n_bytes,
                                GError          **error);
/* After the end; with room for @spare class numbers more.  Fails with
 * RNN_ERROR_DATA when there are no letters. */
gboolean    rnn_encoder_finish (RnnEncoder       *encoder,
                                gsize             spare,
                                RnnEncodedText   *text,
                                GError          **error);

void        rnn_encoded_text_clear (RnnEncodedText *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnEncoder, rnn_encoder_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RnnEncodedText, rnn_encoded_text_clear)

G_END_DECLS
