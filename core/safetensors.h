#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RNN_TENSOR_MAX_DIMENSIONS 8

/* One named array in a .safetensors file. */
typedef struct
{
  char   *name;
  char   *type;               /* "F32", "F64", "I64", … */
  guint   n_dimensions;
  guint64 shape[RNN_TENSOR_MAX_DIMENSIONS];
  guint64 begin, end;         /* bytes, from the start of the data */
} RnnTensor;

/**
 * RnnSafetensors:
 *
 * What the header of a .safetensors file says.  The format: eight bytes with
 * the header's length, little endian; the header, JSON; the data
 * (https://github.com/huggingface/safetensors).
 */
typedef struct
{
  GArray *tensors;            /* of RnnTensor, in the order of their data */
  gsize   data;               /* where the data starts in the file */
} RnnSafetensors;

/* Reads the header of a file of @length bytes, called @name in messages.  There
 * is no more JSON in it than the format has: an object of tensors, and
 * "__metadata__" with strings, which is passed over.  Fails with
 * RNN_ERROR_FORMAT when it says anything else, when a tensor's bytes lie outside
 * of the file or under another's, or when bytes are left over. */
gboolean rnn_safetensors_parse (const char     *name,
                                const guint8   *bytes,
                                gsize           length,
                                RnnSafetensors *file,
                                GError        **error);
void     rnn_safetensors_clear (RnnSafetensors *file);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RnnSafetensors, rnn_safetensors_clear)

G_END_DECLS
