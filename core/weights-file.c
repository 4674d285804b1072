#include "core/weights-file.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/error.h"
#include "core/input-file.h"
#include "core/kernels.h"
#include "core/output-file.h"
#include "core/safetensors.h"

#define FLOAT_TYPE "F32"
/* The data starts at a multiple of this, as the format asks for. */
#define HEADER_ALIGNMENT 8
/* Beside the numbers: the header, whatever else others put into it. */
#define ROOM_FOR_HEADER (2u << 20)

static const char *const variables[] = {
  [RNN_PARAMETER_EMBEDDING] = "embeddings",
  [RNN_PARAMETER_W_XH] = "kernel",
  [RNN_PARAMETER_W_HH] = "recurrent_kernel",
  [RNN_PARAMETER_B_H] = "bias",
  [RNN_PARAMETER_W_HY] = "kernel",
  [RNN_PARAMETER_B_Y] = "bias",
};

char *
rnn_weights_name (const RnnNetwork *network, guint parameter)
{
  const RnnParameter *p;

  g_return_val_if_fail (network != NULL, NULL);
  g_return_val_if_fail (parameter < network->n_parameters, NULL);

  p = &network->parameters[parameter];
  switch (p->kind)
    {
    case RNN_PARAMETER_EMBEDDING:
      return g_strconcat ("embedding.", variables[p->kind], NULL);

    case RNN_PARAMETER_W_XH:
    case RNN_PARAMETER_W_HH:
    case RNN_PARAMETER_B_H:
      if (p->layer > 0)
        return g_strdup_printf ("simple_rnn_%u.%s", p->layer,
                                variables[p->kind]);
      return g_strconcat ("simple_rnn.", variables[p->kind], NULL);

    case RNN_PARAMETER_W_HY:
    case RNN_PARAMETER_B_Y:
    default:
      return g_strconcat ("dense.", variables[p->kind], NULL);
    }
}

static gboolean
is_vector (const RnnParameter *parameter)
{
  return parameter->kind == RNN_PARAMETER_B_H
         || parameter->kind == RNN_PARAMETER_B_Y;
}

static gsize
n_numbers (const RnnParameter *parameter)
{
  return (gsize) parameter->rows * parameter->columns;
}

/* Writing ------------------------------------------------------------------ */

/* None of the names has anything to escape. */
static void
append_tensor (GString *header, const RnnNetwork *network, guint i)
{
  const RnnParameter *p = &network->parameters[i];
  g_autofree char *name = rnn_weights_name (network, i);
  gsize begin = p->offset * sizeof (float);

  g_string_append_printf (header, "%s\"%s\":{\"dtype\":\"" FLOAT_TYPE "\",",
                          i > 0 ? "," : "", name);
  if (is_vector (p))
    g_string_append_printf (header, "\"shape\":[%u],", p->columns);
  else
    g_string_append_printf (header, "\"shape\":[%u,%u],", p->rows, p->columns);
  g_string_append_printf (header, "\"data_offsets\":[%zu,%zu]}", begin,
                          begin + n_numbers (p) * sizeof (float));
}

static GString *
new_header (const RnnNetwork *network)
{
  GString *header = g_string_new ("{");

  for (guint i = 0; i < network->n_parameters; i++)
    append_tensor (header, network, i);
  g_string_append_c (header, '}');
  while (header->len % HEADER_ALIGNMENT != 0)
    g_string_append_c (header, ' ');
  return header;
}

static void
append_numbers (RnnOutputFile *file, const float *numbers, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      guint32 bits;

      memcpy (&bits, &numbers[i], sizeof bits);
      bits = GUINT32_TO_LE (bits);
      rnn_output_file_append (file, (const char *) &bits, sizeof bits);
    }
}

gboolean
rnn_weights_save (const char       *path,
                  const RnnNetwork *network,
                  const float      *parameters,
                  GError          **error)
{
  g_autoptr (GString) header = NULL;
  RnnOutputFile *file;
  guint64 length;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (network != NULL, FALSE);
  g_return_val_if_fail (parameters != NULL, FALSE);

  file = rnn_output_file_new (path, error);
  if (file == NULL)
    return FALSE;

  header = new_header (network);
  length = GUINT64_TO_LE ((guint64) header->len);
  rnn_output_file_append (file, (const char *) &length, sizeof length);
  rnn_output_file_append (file, header->str, header->len);
  append_numbers (file, parameters, network->size);
  return rnn_output_file_commit (file, error);
}

/* Reading ------------------------------------------------------------------ */

/* Fails with "‘name’: message"; always FALSE.  What a message repeats of a
 * damaged file may contain anything, but stays on one line. */
static gboolean G_GNUC_PRINTF (3, 4)
refuse (const char *name, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  for (char *p = message; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  g_set_error (error, RNN_ERROR, RNN_ERROR_FORMAT, _("‘%s’: %s"), name,
               message);
  return FALSE;
}

/* "5 × 3" (transfer full) */
static char *
shape_text (guint n, const guint64 *shape)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%" G_GUINT64_FORMAT, i > 0 ? " × " : "",
                            shape[i]);
  return g_string_free (text, FALSE);
}

static gboolean
check_shape (const char         *name,
             const RnnTensor    *tensor,
             const RnnParameter *parameter,
             GError            **error)
{
  const guint64 shape[] = { parameter->rows, parameter->columns };
  guint n = is_vector (parameter) ? 1 : 2;
  const guint64 *expected = is_vector (parameter) ? shape + 1 : shape;
  g_autofree char *theirs = NULL, *ours = NULL;

  if (tensor->n_dimensions == n
      && memcmp (tensor->shape, expected, n * sizeof *expected) == 0)
    return TRUE;

  theirs = shape_text (tensor->n_dimensions, tensor->shape);
  ours = shape_text (n, expected);
  return refuse (name, error,
                 _("the shape of ‘%s’ is [%s], but this network needs [%s]; "
                   "choose the experiment that the weights belong to"),
                 tensor->name, theirs, ours);
}

/* Of the right type, shape and size. */
static gboolean
check_tensor (const char         *name,
              const RnnTensor    *tensor,
              const RnnParameter *parameter,
              GError            **error)
{
  if (strcmp (tensor->type, FLOAT_TYPE) != 0)
    return refuse (name, error,
                   _("the numbers of ‘%s’ are of the type ‘%s’, but must be %s; "
                     "save them as 32-bit floats"),
                   tensor->name, tensor->type, FLOAT_TYPE);
  if (!check_shape (name, tensor, parameter, error))
    return FALSE;
  if (tensor->end - tensor->begin == n_numbers (parameter) * sizeof (float))
    return TRUE;

  return refuse (name, error,
                 _("the data of ‘%s’ is not as long as its shape says; the "
                   "file is damaged"),
                 tensor->name);
}

static const RnnTensor *
find_tensor (const RnnSafetensors *file, const char *name)
{
  for (guint i = 0; i < file->tensors->len; i++)
    {
      const RnnTensor *tensor = &g_array_index (file->tensors, RnnTensor, i);

      if (strcmp (tensor->name, name) == 0)
        return tensor;
    }
  return NULL;
}

static gboolean
take_numbers (const char      *name,
              const RnnTensor *tensor,
              const guint8    *data,
              gsize            n,
              float           *numbers,
              GError         **error)
{
  for (gsize i = 0; i < n; i++)
    {
      guint32 bits;

      memcpy (&bits, data + tensor->begin + i * sizeof bits, sizeof bits);
      bits = GUINT32_FROM_LE (bits);
      memcpy (&numbers[i], &bits, sizeof bits);
      if (!(fabsf (numbers[i]) < RNN_TOO_LARGE))
        return refuse (name, error,
                       _("number %zu of ‘%s’ is %g, with which nothing can be "
                         "computed"),
                       i + 1, tensor->name, numbers[i]);
    }
  return TRUE;
}

/* The first tensor that is none of @names, or NULL. */
static const RnnTensor *
find_stranger (const RnnSafetensors *file, GPtrArray *names)
{
  for (guint i = 0; i < file->tensors->len; i++)
    {
      const RnnTensor *tensor = &g_array_index (file->tensors, RnnTensor, i);

      if (!g_ptr_array_find_with_equal_func (names, tensor->name, g_str_equal,
                                             NULL))
        return tensor;
    }
  return NULL;
}

/* Says which names there are to be. */
static gboolean
refuse_names (const char           *name,
              const RnnSafetensors *file,
              const RnnNetwork     *network,
              GError              **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;
  const RnnTensor *stranger;

  for (guint i = 0; i < network->n_parameters; i++)
    g_ptr_array_add (names, rnn_weights_name (network, i));
  stranger = find_stranger (file, names);
  g_ptr_array_add (names, NULL);
  list = g_strjoinv (", ", (char **) names->pdata);

  if (stranger != NULL)
    return refuse (name, error,
                   _("‘%s’ is no weight of this network; there must be %s, and "
                     "nothing else"),
                   stranger->name, list);
  return refuse (name, error, _("some weights are missing; there must be %s"),
                 list);
}

static gboolean
fill (const char           *name,
      const RnnSafetensors *file,
      const guint8         *data,
      const RnnNetwork     *network,
      float                *arena,
      GError              **error)
{
  for (guint i = 0; i < network->n_parameters; i++)
    {
      const RnnParameter *parameter = &network->parameters[i];
      g_autofree char *wanted = rnn_weights_name (network, i);
      const RnnTensor *tensor = find_tensor (file, wanted);

      if (tensor == NULL)
        return refuse_names (name, file, network, error);
      if (!check_tensor (name, tensor, parameter, error)
          || !take_numbers (name, tensor, data, n_numbers (parameter),
                            arena + parameter->offset, error))
        return FALSE;
    }

  return file->tensors->len == network->n_parameters
         || refuse_names (name, file, network, error);
}

float *
rnn_weights_parse (const char       *name,
                   const guint8     *bytes,
                   gsize             length,
                   const RnnNetwork *network,
                   GError          **error)
{
  g_auto (RnnSafetensors) file = { NULL, 0 };
  g_autofree float *arena = NULL;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (network != NULL, NULL);

  if (!rnn_safetensors_parse (name, bytes, length, &file, error))
    return NULL;

  arena = g_new (float, network->size);
  if (!fill (name, &file, bytes + file.data, network, arena, error))
    return NULL;
  return g_steal_pointer (&arena);
}

float *
rnn_weights_load (const char       *path,
                  const RnnNetwork *network,
                  GError          **error)
{
  g_autoptr (GByteArray) bytes = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (network != NULL, NULL);

  bytes = rnn_input_file_load (path, network->size * sizeof (float)
                                     + ROOM_FOR_HEADER, error);
  if (bytes == NULL)
    return NULL;

  name = g_filename_display_basename (path);
  return rnn_weights_parse (name, bytes->data, bytes->len, network, error);
}
