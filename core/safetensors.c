#include "core/safetensors.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/error.h"
#include "core/utf8.h"

#define LENGTH_BYTES 8
/* A network of this program needs some hundred bytes; the rest is for what
 * others put into "__metadata__". */
#define MAX_HEADER (1u << 20)
#define METADATA "__metadata__"
#define HIGH_SURROGATES 0xD800
#define LOW_SURROGATES 0xDC00
#define SURROGATES 0x400
#define FIRST_OF_PAIR 0x10000

/* Nothing here calls itself: however deep the brackets of a damaged file are,
 * the first that has no place there is the end. */
typedef struct
{
  const char *name;           /* of the file, for messages */
  const char *header;
  const char *p, *end;
  GError    **error;
} Parser;

enum
{
  KEY_TYPE = 1 << 0,
  KEY_SHAPE = 1 << 1,
  KEY_OFFSETS = 1 << 2,
  ALL_KEYS = KEY_TYPE | KEY_SHAPE | KEY_OFFSETS
};

/* Fails with "‘name’ cannot be read as .safetensors: message"; always FALSE. */
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
  g_set_error (error, RNN_ERROR, RNN_ERROR_FORMAT,
               _("‘%s’ cannot be read as .safetensors: %s"), name, message);
  return FALSE;
}

static gboolean
refuse_here (Parser *parser, const char *expected)
{
  return refuse (parser->name, parser->error,
                 _("at byte %zu of its header %s was expected"),
                 (gsize) (parser->p - parser->header), expected);
}

static void
skip_blanks (Parser *parser)
{
  while (parser->p < parser->end
         && memchr (" \t\r\n", *parser->p, 4) != NULL)
    parser->p++;
}

static gboolean
next_is (Parser *parser, char letter)
{
  skip_blanks (parser);
  return parser->p < parser->end && *parser->p == letter;
}

static gboolean
take (Parser *parser, char letter)
{
  const char expected[] = { letter, '\0' };

  if (!next_is (parser, letter))
    return refuse_here (parser, expected);
  parser->p++;
  return TRUE;
}

/* After one of several: TRUE when a comma says that there are more, FALSE at
 * @close, or with an error. */
static gboolean
take_more (Parser *parser, char close, gboolean *good)
{
  *good = TRUE;
  if (next_is (parser, ','))
    {
      parser->p++;
      return TRUE;
    }
  *good = take (parser, close);
  return FALSE;
}

/* Strings ------------------------------------------------------------------ */

/* The four digits of a \u escape. */
static gboolean
take_code (Parser *parser, gunichar *code)
{
  *code = 0;
  for (guint i = 0; i < 4; i++, parser->p++)
    {
      if (parser->p == parser->end || !g_ascii_isxdigit (*parser->p))
        return refuse_here (parser, _("a hexadecimal digit"));
      *code = *code * 16 + g_ascii_xdigit_value (*parser->p);
    }
  return TRUE;
}

static gboolean
is_within (gunichar code, gunichar first)
{
  return code >= first && code < first + SURROGATES;
}

static gboolean
take_unicode (Parser *parser, GString *string)
{
  gunichar code, low;

  if (!take_code (parser, &code))
    return FALSE;

  if (is_within (code, HIGH_SURROGATES))
    {
      if (parser->end - parser->p < 2 || memcmp (parser->p, "\\u", 2) != 0)
        return refuse_here (parser, _("the second half of a letter"));
      parser->p += 2;
      if (!take_code (parser, &low))
        return FALSE;
      if (!is_within (low, LOW_SURROGATES))
        return refuse_here (parser, _("the second half of a letter"));
      code = FIRST_OF_PAIR + (code - HIGH_SURROGATES) * SURROGATES
             + (low - LOW_SURROGATES);
    }
  else if (code == 0 || is_within (code, LOW_SURROGATES))
    {
      return refuse_here (parser, _("a letter"));
    }

  g_string_append_unichar (string, code);
  return TRUE;
}

static gboolean
take_escape (Parser *parser, GString *string)
{
  static const char escapes[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *found;

  if (parser->p == parser->end || *parser->p == '\0')
    return refuse_here (parser, _("an escape"));
  if (*parser->p == 'u')
    {
      parser->p++;
      return take_unicode (parser, string);
    }

  found = strchr (escapes, *parser->p);
  if (found == NULL)
    return refuse_here (parser, _("an escape"));
  parser->p++;
  g_string_append_c (string, meanings[found - escapes]);
  return TRUE;
}

/* (transfer full), or NULL with an error. */
static char *
take_string (Parser *parser)
{
  g_autoptr (GString) string = g_string_new (NULL);

  if (!take (parser, '"'))
    return NULL;

  while (parser->p < parser->end && *parser->p != '"')
    {
      if ((guchar) *parser->p < ' ')
        break;
      if (*parser->p != '\\')
        g_string_append_c (string, *parser->p++);
      else if (parser->p++, !take_escape (parser, string))
        return NULL;
    }

  if (parser->p == parser->end || *parser->p != '"')
    {
      refuse_here (parser, _("the end of a string"));
      return NULL;
    }
  parser->p++;
  return g_string_free (g_steal_pointer (&string), FALSE);
}

/* Values ------------------------------------------------------------------- */

/* A whole number as JSON writes it. */
static gboolean
take_number (Parser *parser, guint64 *number)
{
  const char *first;

  skip_blanks (parser);
  *number = 0;
  first = parser->p;
  for (; parser->p < parser->end && g_ascii_isdigit (*parser->p); parser->p++)
    {
      guint digit = *parser->p - '0';

      if (*number > ((guint64) G_MAXINT64 - digit) / 10)
        return refuse_here (parser, _("a number that is not as large as that"));
      *number = *number * 10 + digit;
    }

  if (parser->p == first || (*first == '0' && parser->p > first + 1))
    {
      parser->p = first;
      return refuse_here (parser, _("a whole number"));
    }
  return TRUE;
}

/* Up to @most numbers in brackets. */
static gboolean
take_numbers (Parser *parser, guint most, guint64 *numbers, guint *n)
{
  gboolean good = TRUE;

  *n = 0;
  if (!take (parser, '['))
    return FALSE;
  if (next_is (parser, ']'))
    return take (parser, ']');

  do
    {
      if (*n == most)
        return refuse_here (parser, _("the end of the list"));
      if (!take_number (parser, &numbers[(*n)++]))
        return FALSE;
    }
  while (take_more (parser, ']', &good));
  return good;
}

static gboolean
take_offsets (Parser *parser, RnnTensor *tensor)
{
  guint64 offsets[2];
  guint n;

  if (!take_numbers (parser, G_N_ELEMENTS (offsets), offsets, &n))
    return FALSE;
  if (n != G_N_ELEMENTS (offsets))
    return refuse (parser->name, parser->error,
                   _("‘%s’ has no two data_offsets"), tensor->name);

  tensor->begin = offsets[0];
  tensor->end = offsets[1];
  return TRUE;
}

static gboolean
take_property (Parser *parser, RnnTensor *tensor, guint *known)
{
  g_autofree char *key = take_string (parser);
  guint bit;

  if (key == NULL || !take (parser, ':'))
    return FALSE;

  bit = strcmp (key, "dtype") == 0          ? KEY_TYPE
        : strcmp (key, "shape") == 0        ? KEY_SHAPE
        : strcmp (key, "data_offsets") == 0 ? KEY_OFFSETS
                                            : 0;
  if (bit == 0 || (*known & bit) != 0)
    return refuse (parser->name, parser->error,
                   bit == 0 ? _("‘%s’ has the key ‘%s’, which it may not have")
                            : _("‘%s’ has the key ‘%s’ twice"),
                   tensor->name, key);
  *known |= bit;

  switch (bit)
    {
    case KEY_TYPE:
      tensor->type = take_string (parser);
      return tensor->type != NULL;
    case KEY_SHAPE:
      return take_numbers (parser, RNN_TENSOR_MAX_DIMENSIONS, tensor->shape,
                           &tensor->n_dimensions);
    default:
      return take_offsets (parser, tensor);
    }
}

static gboolean
take_tensor (Parser *parser, RnnTensor *tensor)
{
  gboolean good = TRUE;
  guint known = 0;

  if (!take (parser, '{'))
    return FALSE;
  do
    {
      if (!take_property (parser, tensor, &known))
        return FALSE;
    }
  while (take_more (parser, '}', &good));

  if (good && known != ALL_KEYS)
    return refuse (parser->name, parser->error,
                   _("‘%s’ needs dtype, shape and data_offsets"),
                   tensor->name);
  return good;
}

static gboolean
skip_metadata (Parser *parser)
{
  gboolean good = TRUE;

  if (!take (parser, '{'))
    return FALSE;
  if (next_is (parser, '}'))
    return take (parser, '}');
  do
    {
      g_autofree char *key = take_string (parser);
      g_autofree char *value = NULL;

      if (key == NULL || !take (parser, ':'))
        return FALSE;
      value = take_string (parser);
      if (value == NULL)
        return FALSE;
    }
  while (take_more (parser, '}', &good));
  return good;
}

static gboolean
take_entry (Parser *parser, GHashTable *names, GArray *tensors)
{
  RnnTensor *tensor;
  char *name = take_string (parser);

  if (name == NULL)
    return FALSE;
  if (!g_hash_table_add (names, name))
    return refuse (parser->name, parser->error,
                   _("there are two ‘%s’ in its header"), name);
  if (!take (parser, ':'))
    return FALSE;
  if (strcmp (name, METADATA) == 0)
    return skip_metadata (parser);

  g_array_set_size (tensors, tensors->len + 1);
  tensor = &g_array_index (tensors, RnnTensor, tensors->len - 1);
  tensor->name = g_strdup (name);
  return take_tensor (parser, tensor);
}

static gboolean
take_header (Parser *parser, GArray *tensors)
{
  g_autoptr (GHashTable) names
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean good = TRUE;

  if (!take (parser, '{'))
    return FALSE;
  if (next_is (parser, '}'))
    return take (parser, '}');
  do
    {
      if (!take_entry (parser, names, tensors))
        return FALSE;
    }
  while (take_more (parser, '}', &good));

  skip_blanks (parser);
  if (good && parser->p != parser->end)
    return refuse_here (parser, _("the end"));
  return good;
}

/* Checks ------------------------------------------------------------------- */

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const RnnTensor *one = a, *other = b;

  if (one->begin != other->begin)
    return one->begin < other->begin ? -1 : 1;
  return (one->end > other->end) - (one->end < other->end);
}

/* The data is those of the tensors, one after the other. */
static gboolean
check_places (const char *name, GArray *tensors, gsize n_bytes, GError **error)
{
  guint64 place = 0;

  g_array_sort (tensors, compare_places);
  for (guint i = 0; i < tensors->len; i++)
    {
      const RnnTensor *tensor = &g_array_index (tensors, RnnTensor, i);

      if (tensor->end < tensor->begin || tensor->end > n_bytes)
        return refuse (name, error,
                       _("the data of ‘%s’ lies outside of the file, which may "
                         "have been cut off"),
                       tensor->name);
      if (tensor->begin != place)
        return refuse (name, error,
                       tensor->begin < place
                           ? _("the data of ‘%s’ overlaps that of another")
                           : _("there are bytes of no tensor before the data "
                               "of ‘%s’"),
                       tensor->name);
      place = tensor->end;
    }

  return place == n_bytes
         || refuse (name, error, _("there are bytes of no tensor at its end"));
}

/* Where the data starts. */
static gboolean
measure (const char *name, const guint8 *bytes, gsize length, gsize *data,
         GError **error)
{
  guint64 n_header;

  if (length < LENGTH_BYTES)
    return refuse (name, error, _("it is too short"));

  memcpy (&n_header, bytes, sizeof n_header);
  n_header = GUINT64_FROM_LE (n_header);
  if (n_header > length - LENGTH_BYTES)
    return refuse (name, error, _("its header would be larger than the file"));
  if (n_header > MAX_HEADER)
    return refuse (name, error, _("its header is larger than any needs to be"));

  *data = LENGTH_BYTES + n_header;
  return TRUE;
}

static void
tensor_clear (gpointer tensor)
{
  g_free (((RnnTensor *) tensor)->name);
  g_free (((RnnTensor *) tensor)->type);
}

gboolean
rnn_safetensors_parse (const char     *name,
                       const guint8   *bytes,
                       gsize           length,
                       RnnSafetensors *file,
                       GError        **error)
{
  g_auto (RnnSafetensors) read = { NULL, 0 };
  Parser parser = { .name = name, .error = error };

  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL || length == 0, FALSE);
  g_return_val_if_fail (file != NULL, FALSE);

  if (!measure (name, bytes, length, &read.data, error))
    return FALSE;

  parser.header = parser.p = (const char *) bytes + LENGTH_BYTES;
  parser.end = (const char *) bytes + read.data;
  if (!rnn_utf8_check (parser.p, parser.end - parser.p, NULL))
    return refuse (name, error, _("its header is no UTF-8 text"));

  read.tensors = g_array_new (FALSE, TRUE, sizeof (RnnTensor));
  g_array_set_clear_func (read.tensors, tensor_clear);
  if (!take_header (&parser, read.tensors)
      || !check_places (name, read.tensors, length - read.data, error))
    return FALSE;

  *file = read;
  read = (RnnSafetensors) { NULL, 0 };
  return TRUE;
}

void
rnn_safetensors_clear (RnnSafetensors *file)
{
  g_return_if_fail (file != NULL);

  g_clear_pointer (&file->tensors, g_array_unref);
}
