#include "core/experiment-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/error.h"
#include "core/escape.h"
#include "core/experiment-file.h"
#include "core/sample-text.h"
#include "core/state-text.h"
#include "core/utf8.h"

/* The text is what GKeyFile reads, but it is parsed here: messages are to name
 * the line, and a repeated key is an error. */

#define FORMAT_GROUP "unroll"
#define FORMAT_KEY "format"
#define SETTINGS_FORMAT 1
#define STATE_FORMAT 2

typedef struct
{
  const char *name;           /* of the file, for messages */
  guint       line;
  char       *group;          /* NULL before the first */
  guint       format;         /* 0: not yet read */
  const char *state;          /* the text from [state] on; NULL: none */
  GHashTable *group_lines;    /* where each group begins */
  guint      *lines;          /* where each setting was, or 0 */
  RnnSpec     spec;
  const RnnProgress *progress; /* or NULL */
} Parser;

/* Fails with "‘name’, line 7: message"; always FALSE.  What a message repeats of
 * a damaged file may contain anything, but stays on one line. */
static gboolean G_GNUC_PRINTF (3, 4)
refuse (Parser *parser, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  for (char *p = message; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  g_set_error (error, RNN_ERROR, RNN_ERROR_FORMAT, _("‘%s’, line %u: %s"),
               parser->name, parser->line, message);
  return FALSE;
}

static gboolean
parse_group (Parser *parser, char *line, GError **error)
{
  char *end = strchr (line, ']');
  gsize n_settings;
  const RnnSetting *settings = rnn_settings (&n_settings);
  gboolean known = strcmp (line + 1, FORMAT_GROUP "]") == 0;
  guint before;

  if (end == NULL || end[1] != '\0')
    return refuse (parser, error,
                   _("‘%s’ is no group; a group is a name in brackets, as "
                     "[data]"),
                   line);
  *end = '\0';

  for (gsize i = 0; i < n_settings && !known; i++)
    known = strcmp (line + 1, settings[i].group) == 0;
  if (!known)
    return refuse (parser, error,
                   _("there is no group [%s]; the groups are [experiment], "
                     "[data], [network], [training] and [fit]"),
                   line + 1);

  before = GPOINTER_TO_UINT (g_hash_table_lookup (parser->group_lines,
                                                  line + 1));
  if (before != 0)
    return refuse (parser, error,
                   _("the group [%s] is already at line %u; put its keys "
                     "together"),
                   line + 1, before);

  g_free (parser->group);
  parser->group = g_strdup (line + 1);
  g_hash_table_insert (parser->group_lines, g_strdup (parser->group),
                       GUINT_TO_POINTER (parser->line));
  return TRUE;
}

static gboolean
parse_format (Parser *parser, const char *key, const char *value, GError **error)
{
  guint64 format;

  if (strcmp (key, FORMAT_KEY) != 0)
    return refuse (parser, error,
                   _("there is no key ‘%s’ in [unroll]; its only key is "
                     "format"),
                   key);
  if (parser->format != 0)
    return refuse (parser, error, _("unroll.format is given twice"));
  if (!g_ascii_string_to_unsigned (value, 10, 1, G_MAXUINT, &format, NULL))
    return refuse (parser, error,
                   _("unroll.format: ‘%s’ is not a format number; this "
                     "program reads 1 to %d"),
                   value, RNN_EXPERIMENT_FORMAT);
  if (format > RNN_EXPERIMENT_FORMAT)
    return refuse (parser, error,
                   _("this experiment was saved by a newer Unroll, in format "
                     "%u; this one reads up to %d: use the newer one"),
                   (guint) format, RNN_EXPERIMENT_FORMAT);

  parser->format = format;
  return TRUE;
}

static gboolean
refuse_unknown (Parser *parser, const char *name, GError **error)
{
  const RnnSetting *nearest = rnn_setting_nearest (name);

  if (nearest != NULL)
    return refuse (parser, error,
                   _("there is no setting ‘%s’; did you mean %s.%s?"),
                   name, nearest->group, nearest->key);

  return refuse (parser, error,
                 _("there is no setting ‘%s’; remove this line"), name);
}

static gboolean
parse_setting (Parser *parser, const char *key, char *value, GError **error)
{
  g_autofree char *name = g_strconcat (parser->group, ".", key, NULL);
  g_autoptr (GError) setting_error = NULL;
  const RnnSetting *setting = rnn_setting_find (name);
  gsize n_settings;
  guint *line;

  if (setting == NULL)
    return refuse_unknown (parser, name, error);

  line = &parser->lines[setting - rnn_settings (&n_settings)];
  if (*line != 0)
    return refuse (parser, error,
                   _("%s is already at line %u; keep one of the two"),
                   name, *line);
  *line = parser->line;

  if (!rnn_unescape_in_place (value))
    return refuse (parser, error,
                   _("%s: after a backslash only s, n, t, r, \\ or xHH may "
                     "stand; write \\\\ for a backslash"),
                   name);

  if (!rnn_spec_set (&parser->spec, name, value, &setting_error))
    return refuse (parser, error, "%s", setting_error->message);
  return TRUE;
}

static gboolean
parse_line (Parser *parser, char *line, GError **error)
{
  char *equals;

  g_strstrip (line);
  if (line[0] == '\0' || line[0] == '#')
    return TRUE;

  if (line[0] != '[' && parser->group == NULL)
    return refuse (parser, error,
                   _("an experiment begins with [unroll] and format=%d"),
                   SETTINGS_FORMAT);
  if (line[0] == '[' && parser->format == 0
      && (parser->group != NULL || strcmp (line, "[" FORMAT_GROUP "]") != 0))
    return refuse (parser, error,
                   _("before the other groups an experiment has [unroll] and "
                     "format=%d"),
                   SETTINGS_FORMAT);
  if (line[0] == '[')
    return parse_group (parser, line, error);

  equals = strchr (line, '=');
  if (equals == NULL || equals == line)
    return refuse (parser, error,
                   _("‘%s’ is no setting; write it as key=value"), line);
  *equals = '\0';
  g_strchomp (line);

  if (strcmp (parser->group, FORMAT_GROUP) == 0)
    return parse_format (parser, line, g_strchug (equals + 1), error);
  return parse_setting (parser, line, g_strchug (equals + 1), error);
}

/* The group with which a saved state begins, which is the rest of the file;
 * @line is not ended. */
static gboolean
is_state (const char *line)
{
  static const char group[] = "[" RNN_STATE_GROUP "]";
  gsize n;

  while (g_ascii_isspace (*line) && *line != '\n')
    line++;
  if (!g_str_has_prefix (line, group))
    return FALSE;

  line += strlen (group);
  n = strcspn (line, "\n");
  while (n > 0 && g_ascii_isspace (line[n - 1]))
    n--;
  return n == 0;
}

static gboolean
parse_lines (Parser *parser, char *text, GError **error)
{
  while (*text != '\0')
    {
      char *end = text + strcspn (text, "\n");
      char *next = end + (*end == '\n');

      if (is_state (text))
        {
          parser->state = text;
          break;
        }
      if (rnn_progress_is_cancelled (parser->progress))
        return rnn_sample_text_refuse_cancelled (error);
      parser->line++;
      *end = '\0';
      if (!parse_line (parser, text, error))
        return FALSE;
      text = next;
    }

  if (parser->format == 0)
    {
      g_set_error (error, RNN_ERROR, RNN_ERROR_FORMAT,
                   _("‘%s’ is no experiment: it does not begin with [unroll] "
                     "and format=%d"),
                   parser->name, SETTINGS_FORMAT);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_spec (Parser *parser, GError **error)
{
  g_autoptr (GError) check_error = NULL;

  if (rnn_spec_check (&parser->spec, &check_error))
    return TRUE;

  g_set_error (error, RNN_ERROR, RNN_ERROR_FORMAT, _("‘%s’: %s"), parser->name,
               check_error->message);
  return FALSE;
}

static gboolean
parse_state (Parser *parser, RnnSavedState **saved, GError **error)
{
  if (parser->state == NULL)
    return TRUE;

  if (parser->format < STATE_FORMAT)
    {
      parser->line++;
      return refuse (parser, error,
                     _("a state needs format=%d in [unroll]"), STATE_FORMAT);
    }

  *saved = rnn_state_parse_text (parser->name, parser->state, parser->line,
                                 &parser->spec, error);
  return *saved != NULL;
}

gboolean
rnn_experiment_parse (const char *name,
                      const char *text,
                      gssize      length,
                      RnnSpec    *spec,
                      GError    **error)
{
  g_autoptr (RnnSavedState) saved = NULL;

  return rnn_experiment_parse_state (name, text, length, spec, &saved, error);
}

gboolean
rnn_experiment_parse_in_place (const char         *name,
                               char               *text,
                               const RnnProgress  *progress,
                               RnnSpec            *spec,
                               RnnSavedState     **saved,
                               GError            **error)
{
  g_autoptr (RnnSavedState) state = NULL;
  Parser parser = { .name = name, .progress = progress };
  gsize n_settings;
  gboolean good;

  g_return_val_if_fail (name != NULL && text != NULL, FALSE);
  g_return_val_if_fail (spec != NULL && saved != NULL, FALSE);

  parser.group_lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                              NULL);
  rnn_settings (&n_settings);
  parser.lines = g_new0 (guint, n_settings);
  rnn_spec_init_default (&parser.spec);
  good = parse_lines (&parser, text, error) && check_spec (&parser, error)
         && parse_state (&parser, &state, error);
  if (good)
    *spec = parser.spec;
  else
    rnn_spec_clear (&parser.spec);
  *saved = good ? g_steal_pointer (&state) : NULL;

  g_hash_table_unref (parser.group_lines);
  g_free (parser.lines);
  g_free (parser.group);
  return good;
}

gboolean
rnn_experiment_parse_state (const char     *name,
                            const char     *text,
                            gssize          length,
                            RnnSpec        *spec,
                            RnnSavedState **saved,
                            GError        **error)
{
  g_autofree char *copy = NULL;
  const char *end;

  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (length < 0)
    length = strlen (text);
  if (!rnn_utf8_check (text, length, &end))
    {
      g_set_error (error, RNN_ERROR, RNN_ERROR_FORMAT,
                   _("‘%s’ is no experiment: it is not UTF-8 text at byte "
                     "offset %zu"),
                   name, (gsize) (end - text));
      return FALSE;
    }

  copy = g_strndup (text, length);
  return rnn_experiment_parse_in_place (name, copy, NULL, spec, saved, error);
}

/* The help stays as it is in every language, or the same experiment would not
 * be the same file everywhere. */
static void
write_setting (RnnTextSink *sink, const RnnSpec *spec, const RnnSetting *setting)
{
  g_string_append_printf (sink->text, "# %s\n", setting->help);
  if (setting->choices != NULL)
    {
      g_autofree char *choices
          = g_strjoinv (", ", (char **) setting->choices);

      g_string_append_printf (sink->text, "# One of: %s.\n", choices);
    }

  g_string_append_printf (sink->text, "%s=", setting->key);
  if (setting->type == RNN_SETTING_TEXT)
    {
      const GRefString *value
          = G_STRUCT_MEMBER (GRefString *, spec, setting->offset);

      /* It may be long: not as a copy. */
      rnn_escape_into (sink, value != NULL ? value : "");
    }
  else
    {
      g_autofree char *name
          = g_strconcat (setting->group, ".", setting->key, NULL);
      g_autofree char *value = rnn_spec_get (spec, name);
      g_autofree char *escaped = rnn_escape (value);

      g_string_append (sink->text, escaped);
    }
  g_string_append_c (sink->text, '\n');
  rnn_text_sink_pass (sink);
}

void
rnn_experiment_write (RnnTextSink         *sink,
                      const RnnSpec       *spec,
                      const RnnSavedState *saved)
{
  const RnnSetting *settings;
  const char *group = "";
  gsize n_settings;

  g_return_if_fail (sink != NULL);
  g_return_if_fail (spec != NULL);

  g_string_append_printf (sink->text,
                          "[" FORMAT_GROUP "]\n"
                          "# An experiment of Unroll, the laboratory for "
                          "recurrent networks.\n"
                          FORMAT_KEY "=%u\n",
                          saved != NULL ? STATE_FORMAT : SETTINGS_FORMAT);

  settings = rnn_settings (&n_settings);
  for (gsize i = 0; i < n_settings; i++)
    {
      if (strcmp (settings[i].group, group) != 0)
        {
          group = settings[i].group;
          g_string_append_printf (sink->text, "\n[%s]\n", group);
        }
      write_setting (sink, spec, &settings[i]);
    }
  if (saved != NULL)
    rnn_state_write (sink, saved);
}

char *
rnn_experiment_to_text (const RnnSpec *spec)
{
  RnnTextSink sink = { .text = g_string_new (NULL) };

  g_return_val_if_fail (spec != NULL, NULL);

  rnn_experiment_write (&sink, spec, NULL);
  return g_string_free (sink.text, FALSE);
}

char *
rnn_experiment_state_to_text (const RnnSpec *spec, const RnnSavedState *saved)
{
  RnnTextSink sink = { .text = g_string_new (NULL) };

  g_return_val_if_fail (spec != NULL, NULL);
  g_return_val_if_fail (saved != NULL, NULL);

  rnn_experiment_write (&sink, spec, saved);
  return g_string_free (sink.text, FALSE);
}
