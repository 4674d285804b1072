#include "core/state-lines.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/checksum.h"
#include "core/error.h"
#include "core/kernels.h"
#include "core/number.h"

#define CHECKSUM_DIGITS 16

void
rnn_lines_init (RnnLines *lines, const char *name, const char *text, guint line)
{
  g_return_if_fail (lines != NULL);
  g_return_if_fail (name != NULL && text != NULL);

  *lines = (RnnLines) { .name = name,
                        .next = text,
                        .end = text + strlen (text),
                        .number = line };
}

gsize
rnn_lines_left (const RnnLines *lines)
{
  g_return_val_if_fail (lines != NULL, 0);

  return lines->end - lines->next;
}

void
rnn_lines_clear (RnnLines *lines)
{
  g_return_if_fail (lines != NULL);

  g_clear_pointer (&lines->group, g_free);
  g_clear_pointer (&lines->key, g_free);
  g_clear_pointer (&lines->value, g_free);
}

/* What a message repeats of a damaged file may contain anything, but stays on
 * one line. */
gboolean
rnn_lines_refuse (RnnLines *lines, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  g_return_val_if_fail (lines != NULL, FALSE);

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  for (char *p = message; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  g_set_error (error, RNN_ERROR, RNN_ERROR_FORMAT, _("‘%s’, line %u: %s"),
               lines->name, lines->number, message);
  return FALSE;
}

/* The next line that says something (transfer full); NULL: there is none. */
static char *
next_line (RnnLines *lines)
{
  while (*lines->next != '\0')
    {
      gsize n = strcspn (lines->next, "\n");
      g_autofree char *line = g_strndup (lines->next, n);

      lines->number++;
      lines->next += n + (lines->next[n] == '\n');
      g_strstrip (line);
      if (line[0] != '\0' && line[0] != '#')
        return g_steal_pointer (&line);
    }
  return NULL;
}

static gboolean
refuse_end (RnnLines *lines, const char *expected, GError **error)
{
  return rnn_lines_refuse (lines, error,
                           _("the state ends here, before %s; the file is "
                             "damaged"),
                           expected);
}

gboolean
rnn_lines_take_group (RnnLines *lines, const char *group, GError **error)
{
  g_autofree char *expected = NULL;
  g_autofree char *line = NULL;

  g_return_val_if_fail (lines != NULL && group != NULL, FALSE);

  expected = g_strdup_printf ("[%s]", group);
  line = next_line (lines);
  if (line == NULL)
    return refuse_end (lines, expected, error);
  if (strcmp (line, expected) != 0)
    return rnn_lines_refuse (lines, error,
                             _("‘%s’ stands where %s must stand"), line,
                             expected);

  g_free (lines->group);
  lines->group = g_strdup (group);
  return TRUE;
}

gboolean
rnn_lines_take (RnnLines *lines, const char *key, GError **error)
{
  g_autofree char *expected = NULL;
  g_autofree char *line = NULL;
  char *equals;

  g_return_val_if_fail (lines != NULL && key != NULL, FALSE);
  g_return_val_if_fail (lines->group != NULL, FALSE);

  expected = g_strdup_printf ("%s.%s", lines->group, key);
  line = next_line (lines);
  if (line == NULL)
    return refuse_end (lines, expected, error);

  equals = strchr (line, '=');
  if (equals != NULL)
    *equals = '\0';
  g_strchomp (line);
  if (equals == NULL || strcmp (line, key) != 0)
    return rnn_lines_refuse (lines, error,
                             _("‘%s’ stands where %s must stand"), line,
                             expected);

  g_free (lines->key);
  g_free (lines->value);
  lines->key = g_steal_pointer (&expected);
  lines->value = g_strdup (g_strchug (equals + 1));
  return TRUE;
}

gboolean
rnn_lines_take_whole (RnnLines   *lines,
                      const char *key,
                      guint64     min,
                      guint64     max,
                      guint64    *number,
                      GError    **error)
{
  g_autofree char *least = NULL, *most = NULL;

  if (!rnn_lines_take (lines, key, error))
    return FALSE;
  if (g_ascii_string_to_unsigned (lines->value, 10, min, max, number, NULL))
    return TRUE;

  least = g_strdup_printf ("%" G_GUINT64_FORMAT, min);
  most = g_strdup_printf ("%" G_GUINT64_FORMAT, max);
  return rnn_lines_refuse (lines, error,
                           _("%s: ‘%s’ is not a whole number from %s to %s"),
                           lines->key, lines->value, least, most);
}

gboolean
rnn_lines_take_real (RnnLines   *lines,
                     const char *key,
                     double     *number,
                     GError    **error)
{
  if (!rnn_lines_take (lines, key, error))
    return FALSE;
  if (rnn_number_parse (lines->value, number))
    return TRUE;

  return rnn_lines_refuse (lines, error, _("%s: ‘%s’ is not a number"),
                           lines->key, lines->value);
}

static gboolean
parse_checksum (const char *text, guint64 *sum)
{
  return strlen (text) == CHECKSUM_DIGITS
         && strspn (text, "0123456789abcdef") == CHECKSUM_DIGITS
         && g_ascii_string_to_unsigned (text, 16, 0, G_MAXUINT64, sum, NULL);
}

gboolean
rnn_lines_take_checksum (RnnLines   *lines,
                         const char *key,
                         guint64    *sum,
                         GError    **error)
{
  if (!rnn_lines_take (lines, key, error))
    return FALSE;
  if (parse_checksum (lines->value, sum))
    return TRUE;

  return rnn_lines_refuse (lines, error,
                           _("%s: ‘%s’ are not sixteen hexadecimal digits"),
                           lines->key, lines->value);
}

/* Arrays ------------------------------------------------------------------- */

static gsize
item_size (RnnItem item)
{
  return item == RNN_ITEM_FLOAT ? sizeof (float) : sizeof (double);
}

/* From this machine's order of bytes to the file's, or back. */
static void
swap_bytes (RnnItem item, void *numbers, gsize n)
{
  if (G_BYTE_ORDER == G_LITTLE_ENDIAN)
    return;

  if (item == RNN_ITEM_FLOAT)
    for (gsize i = 0; i < n; i++)
      ((guint32 *) numbers)[i] = GUINT32_SWAP_LE_BE (((guint32 *) numbers)[i]);
  else
    for (gsize i = 0; i < n; i++)
      ((guint64 *) numbers)[i] = GUINT64_SWAP_LE_BE (((guint64 *) numbers)[i]);
}

/* "5 3 af63bd4c8601b7df", of which the checksum is told. */
static gboolean
take_shape (RnnLines   *lines,
            const char *key,
            gsize       rows,
            gsize       columns,
            guint64    *sum,
            GError    **error)
{
  g_autofree char *expected = g_strdup_printf ("%zu %zu ", rows, columns);

  if (!rnn_lines_take (lines, key, error))
    return FALSE;
  if (!g_str_has_prefix (lines->value, expected))
    return rnn_lines_refuse (lines, error,
                             _("%s: ‘%s’ does not begin with the rows and "
                               "columns that this experiment has, %zu and "
                               "%zu"),
                             lines->key, lines->value, rows, columns);
  if (!parse_checksum (lines->value + strlen (expected), sum))
    return rnn_lines_refuse (lines, error,
                             _("%s: ‘%s’ does not end in a checksum"),
                             lines->key, lines->value);
  return TRUE;
}

/* Only what would be written so is read. */
static gboolean
decode (RnnLines *lines, guint8 *bytes, gsize length, GError **error)
{
  gsize n;
  g_autofree guint8 *decoded = g_base64_decode (lines->value, &n);
  g_autofree char *again = n > 0 ? g_base64_encode (decoded, n) : NULL;

  if (n != length || g_strcmp0 (again, lines->value) != 0)
    return rnn_lines_refuse (lines, error,
                             _("%s: these are not %zu bytes as base64; the "
                               "line is damaged"),
                             lines->key, length);
  memcpy (bytes, decoded, n);
  return TRUE;
}

static gboolean
check_numbers (RnnLines   *lines,
               const char *key,
               RnnItem     item,
               gsize       n,
               const void *numbers,
               GError    **error)
{
  for (gsize i = 0; i < n; i++)
    {
      double number = item == RNN_ITEM_FLOAT ? ((const float *) numbers)[i]
                                             : ((const double *) numbers)[i];

      if (!(fabs (number) < RNN_TOO_LARGE))
        return rnn_lines_refuse (lines, error,
                                 _("%s.%s: number %zu is %g, with which nothing "
                                   "can be computed"),
                                 lines->group, key, i + 1, number);
    }
  return TRUE;
}

gboolean
rnn_lines_take_array (RnnLines   *lines,
                      const char *key,
                      RnnItem     item,
                      gsize       rows,
                      gsize       columns,
                      void       *numbers,
                      GError    **error)
{
  gsize length = rows * columns * item_size (item);
  guint8 *bytes = numbers;
  guint64 sum;

  g_return_val_if_fail (lines != NULL, FALSE);
  g_return_val_if_fail (numbers != NULL || length == 0, FALSE);

  if (!take_shape (lines, key, rows, columns, &sum, error))
    return FALSE;
  if (length > rnn_lines_left (lines))
    return rnn_lines_refuse (lines, error,
                             _("the file ends within %s; it is damaged"),
                             lines->key);
  for (gsize place = 0; place < length; place += RNN_LINE_BYTES)
    {
      g_autofree char *line
          = g_strdup_printf ("%s.%zu", key, place / RNN_LINE_BYTES + 1);

      if (!rnn_lines_take (lines, line, error)
          || !decode (lines, bytes + place,
                      MIN (length - place, RNN_LINE_BYTES), error))
        return FALSE;
    }

  if (rnn_checksum_add_bytes (RNN_CHECKSUM_START, bytes, length) != sum)
    return rnn_lines_refuse (lines, error,
                             _("%s.%s ends here, and is not what its checksum "
                               "says; the file is damaged"),
                             lines->group, key);
  swap_bytes (item, numbers, rows * columns);
  return check_numbers (lines, key, item, rows * columns, numbers, error);
}

gboolean
rnn_lines_take_end (RnnLines *lines, GError **error)
{
  g_autofree char *line = NULL;

  g_return_val_if_fail (lines != NULL, FALSE);

  line = next_line (lines);
  return line == NULL
         || rnn_lines_refuse (lines, error,
                              _("‘%s’ stands where the file must end"), line);
}

void
rnn_lines_append_array (GString    *text,
                        const char *key,
                        RnnItem     item,
                        gsize       rows,
                        gsize       columns,
                        const void *numbers)
{
  gsize length = rows * columns * item_size (item);
  g_autofree guint8 *bytes = NULL;

  g_return_if_fail (text != NULL && key != NULL);
  g_return_if_fail (numbers != NULL || length == 0);

  bytes = g_memdup2 (numbers, length);
  swap_bytes (item, bytes, rows * columns);
  g_string_append_printf (
      text, "%s=%zu %zu %016" G_GINT64_MODIFIER "x\n", key, rows, columns,
      rnn_checksum_add_bytes (RNN_CHECKSUM_START, bytes, length));
  for (gsize place = 0; place < length; place += RNN_LINE_BYTES)
    {
      g_autofree char *line
          = g_base64_encode (bytes + place,
                             MIN (length - place, RNN_LINE_BYTES));

      g_string_append_printf (text, "%s.%zu=%s\n", key,
                              place / RNN_LINE_BYTES + 1, line);
    }
}
