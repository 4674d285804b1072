#include "core/spec.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/error.h"
#include "core/number.h"
#include "core/utf8.h"

#define TRUE_NAME "true"
#define FALSE_NAME "false"
#define UNITS_SEPARATORS ";, "

/* How much of a wrong value a message repeats, in letters. */
#define QUOTED_LETTERS 40

/* What a message repeats of @value: on one line, and not all of a long one. */
static char *
quote (const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  g_autofree char *start = NULL;

  for (char *p = valid; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';

  if (g_utf8_strlen (valid, -1) <= QUOTED_LETTERS)
    return g_strdup_printf ("‘%s’", valid);

  start = g_utf8_substring (valid, 0, QUOTED_LETTERS);
  return g_strdup_printf ("‘%s…’", start);
}

/* Fails with "group.key: @message"; always FALSE. */
static gboolean G_GNUC_PRINTF (3, 4)
refuse (const RnnSetting *setting, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_set_error (error, RNN_ERROR, RNN_ERROR_SETTING, "%s.%s: %s",
               setting->group, setting->key, message);
  return FALSE;
}

static gboolean
check_length (const RnnSetting *setting,
              const char       *value,
              GError          **error)
{
  gulong length = setting->max > 0 ? g_utf8_strlen (value, -1) : 0;

  if (length <= setting->max)
    return TRUE;

  return refuse (setting, error,
                 _("this text has %lu letters; shorten it to %.0f or fewer"),
                 length, setting->max);
}

static gboolean
parse_text (const RnnSetting *setting,
            const char       *value,
            GRefString      **text,
            GError          **error)
{
  /* A file's name is bytes on this system; everything else is letters. */
  if (setting->offset == G_STRUCT_OFFSET (RnnSpec, file))
    {
      g_clear_pointer (text, g_ref_string_release);
      *text = *value != '\0' ? g_ref_string_new (value) : NULL;
      return TRUE;
    }

  if (!rnn_utf8_check (value, strlen (value), NULL))
    return refuse (setting, error,
                   _("this text is not UTF-8; save it as UTF-8"));
  if (!check_length (setting, value, error))
    return FALSE;

  g_clear_pointer (text, g_ref_string_release);
  *text = g_ref_string_new (value);
  return TRUE;
}

static gboolean
parse_boolean (const RnnSetting *setting,
               const char       *value,
               gboolean         *boolean,
               GError          **error)
{
  g_autofree char *quoted = NULL;

  if (g_ascii_strcasecmp (value, TRUE_NAME) == 0)
    *boolean = TRUE;
  else if (g_ascii_strcasecmp (value, FALSE_NAME) == 0)
    *boolean = FALSE;
  else
    {
      quoted = quote (value);
      return refuse (setting, error, _("%s is neither true nor false"), quoted);
    }

  return TRUE;
}

/* ", and …" for a number of units beyond all limits, else "" (transfer full):
 * the W_hh of one layer has units × units floats. */
static char *
describe_memory (const RnnSetting *setting, const char *value)
{
  g_autofree char *size = NULL;
  double units, bytes;

  if (setting->type != RNN_SETTING_UNITS || !rnn_number_parse (value, &units)
      || units <= setting->max)
    return g_strdup ("");

  bytes = MIN (units * units * sizeof (float), (double) G_MAXINT64);
  size = g_format_size ((guint64) bytes);
  return g_strdup_printf (_(" (W_hh alone would take %s)"), size);
}

static gboolean
parse_integer (const RnnSetting *setting,
               const char       *value,
               guint            *integer,
               GError          **error)
{
  g_autoptr (GError) parse_error = NULL;
  g_autofree char *quoted = NULL;
  g_autofree char *memory = NULL;
  gint64 parsed;

  if (g_ascii_string_to_signed (value, 10, (gint64) setting->min,
                                (gint64) setting->max, &parsed, &parse_error))
    {
      *integer = parsed;
      return TRUE;
    }

  quoted = quote (value);
  memory = describe_memory (setting, value);
  if (g_error_matches (parse_error, G_NUMBER_PARSER_ERROR,
                       G_NUMBER_PARSER_ERROR_OUT_OF_BOUNDS))
    return refuse (setting, error,
                   _("%s is out of range%s; use a whole number from %.0f to "
                     "%.0f"),
                   quoted, memory, setting->min, setting->max);

  return refuse (setting, error,
                 _("%s is not a whole number; use one from %.0f to %.0f"),
                 quoted, setting->min, setting->max);
}

/* "0.01" for "0,01", or NULL when a point does not make it a number. */
static char *
with_point (const char *value)
{
  g_autofree char *text = g_strdelimit (g_strdup (value), ",", '.');
  double ignored;

  return rnn_number_parse (text, &ignored) ? g_steal_pointer (&text) : NULL;
}

/* "greater than 0, at most 1e+30" (transfer full). */
static char *
describe_range (const RnnSetting *setting)
{
  char min[RNN_NUMBER_SIZE], max[RNN_NUMBER_SIZE];

  rnn_number_format (setting->min, min);
  rnn_number_format (setting->max, max);

  if (setting->open_min)
    return g_strdup_printf (setting->open_max
                                ? _("greater than %s and less than %s")
                                : _("greater than %s, at most %s"),
                            min, max);
  return g_strdup_printf (setting->open_max
                              ? _("from %s to less than %s")
                              : _("from %s to %s"),
                          min, max);
}

static gboolean
parse_real (const RnnSetting *setting,
            const char       *value,
            double           *real,
            GError          **error)
{
  g_autofree char *quoted = quote (value);
  g_autofree char *range = describe_range (setting);
  g_autofree char *pointed = NULL;
  double parsed;

  if (!rnn_number_parse (value, &parsed))
    {
      pointed = strchr (value, ',') != NULL ? with_point (value) : NULL;
      if (pointed != NULL)
        return refuse (setting, error,
                       _("%s has a comma; write %s, with a point"),
                       quoted, pointed);
      return refuse (setting, error,
                     _("%s is not a number; use one %s"), quoted, range);
    }

  if (parsed < setting->min || (setting->open_min && parsed == setting->min)
      || parsed > setting->max
      || (setting->open_max && parsed == setting->max))
    return refuse (setting, error, _("%s is out of range; use a number %s"),
                   quoted, range);

  *real = parsed;
  return TRUE;
}

/* Without regard to case, and '_' for '-'. */
static gboolean
names_match (const char *a, const char *b)
{
  for (; *a != '\0' && *b != '\0'; a++, b++)
    {
      char in_a = *a == '_' ? '-' : g_ascii_tolower (*a);
      char in_b = *b == '_' ? '-' : g_ascii_tolower (*b);

      if (in_a != in_b)
        return FALSE;
    }

  return *a == *b;
}

static gboolean
parse_choice (const RnnSetting *setting,
              const char       *value,
              guint            *choice,
              GError          **error)
{
  g_autofree char *quoted = NULL;
  g_autofree char *names = NULL;

  for (guint i = 0; setting->choices[i] != NULL; i++)
    if (names_match (setting->choices[i], value))
      {
        *choice = i;
        return TRUE;
      }

  quoted = quote (value);
  names = g_strjoinv (", ", (char **) setting->choices);
  return refuse (setting, error, _("%s is not one of %s"), quoted, names);
}

static gboolean
parse_units (const RnnSetting *setting,
             const char       *value,
             RnnSpec          *spec,
             GError          **error)
{
  g_auto (GStrv) items = g_strsplit_set (value, UNITS_SEPARATORS, -1);
  guint units[RNN_MAX_LAYERS] = { 0 };
  guint n = 0;

  for (guint i = 0; items[i] != NULL; i++)
    {
      if (items[i][0] == '\0')
        continue;
      if (n == RNN_MAX_LAYERS)
        return refuse (setting, error,
                       _("there are more than %d layers; name the units of 1 "
                         "to %d, joined by semicolons"),
                       RNN_MAX_LAYERS, RNN_MAX_LAYERS);
      if (!parse_integer (setting, items[i], &units[n++], error))
        return FALSE;
    }

  if (n == 0)
    return refuse (setting, error,
                   _("there is no layer; name the units of 1 to %d, joined by "
                     "semicolons"),
                   RNN_MAX_LAYERS);

  spec->n_layers = n;
  memcpy (spec->units, units, sizeof units);
  return TRUE;
}

static gboolean
set_unknown (const char *name, GError **error)
{
  const RnnSetting *nearest = rnn_setting_nearest (name);
  g_autofree char *quoted = quote (name);

  if (nearest != NULL)
    g_set_error (error, RNN_ERROR, RNN_ERROR_SETTING,
                 _("There is no setting %s; did you mean %s.%s?"),
                 quoted, nearest->group, nearest->key);
  else
    g_set_error (error, RNN_ERROR, RNN_ERROR_SETTING,
                 _("There is no setting %s; a setting is named by its group "
                   "and key, as training.learning_rate"),
                 quoted);
  return FALSE;
}

gboolean
rnn_spec_set (RnnSpec    *spec,
              const char *name,
              const char *value,
              GError    **error)
{
  const RnnSetting *setting;
  g_autofree char *stripped = NULL;
  gpointer field;

  g_return_val_if_fail (spec != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  setting = rnn_setting_find (name);
  if (setting == NULL)
    return set_unknown (name, error);

  field = G_STRUCT_MEMBER_P (spec, setting->offset);
  if (setting->type == RNN_SETTING_TEXT)
    return parse_text (setting, value, field, error);

  stripped = g_strstrip (g_strdup (value));
  switch (setting->type)
    {
    case RNN_SETTING_BOOLEAN:
      return parse_boolean (setting, stripped, field, error);
    case RNN_SETTING_INTEGER:
      return parse_integer (setting, stripped, field, error);
    case RNN_SETTING_REAL:
      return parse_real (setting, stripped, field, error);
    case RNN_SETTING_CHOICE:
      return parse_choice (setting, stripped, field, error);
    case RNN_SETTING_UNITS:
      return parse_units (setting, stripped, spec, error);
    case RNN_SETTING_TEXT:
    default:
      g_assert_not_reached ();
    }
}

static char *
format_units (const RnnSpec *spec)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < spec->n_layers; i++)
    g_string_append_printf (text, i == 0 ? "%u" : ";%u", spec->units[i]);

  return g_string_free (text, FALSE);
}

char *
rnn_spec_get (const RnnSpec *spec, const char *name)
{
  const RnnSetting *setting;
  gconstpointer field;
  char number[RNN_NUMBER_SIZE];

  g_return_val_if_fail (spec != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  setting = rnn_setting_find (name);
  if (setting == NULL)
    return NULL;

  field = G_STRUCT_MEMBER_P (spec, setting->offset);
  switch (setting->type)
    {
    case RNN_SETTING_TEXT:
      {
        const GRefString *text = *(GRefString *const *) field;

        return g_strdup (text != NULL ? text : "");
      }
    case RNN_SETTING_BOOLEAN:
      return g_strdup (*(const gboolean *) field ? TRUE_NAME : FALSE_NAME);
    case RNN_SETTING_INTEGER:
      return g_strdup_printf ("%u", *(const guint *) field);
    case RNN_SETTING_REAL:
      return g_strdup (rnn_number_format (*(const double *) field, number));
    case RNN_SETTING_CHOICE:
      return g_strdup (setting->choices[*(const guint *) field]);
    case RNN_SETTING_UNITS:
      return format_units (spec);
    default:
      g_assert_not_reached ();
    }
}
