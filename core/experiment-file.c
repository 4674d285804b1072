#include "core/experiment-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/error.h"
#include "core/escape.h"
#include "core/output-file.h"
#include "core/text-file.h"

/* The text is what GKeyFile reads, but it is parsed here: messages are to name
 * the line, and a repeated key is an error. */

#define FORMAT_GROUP "unroll"
#define FORMAT_KEY "format"

typedef struct
{
  const char *name;           /* of the file, for messages */
  guint       line;
  char       *group;          /* NULL before the first */
  guint       format;         /* 0: not yet read */
  GHashTable *group_lines;    /* where each group begins */
  guint      *lines;          /* where each setting was, or 0 */
  RnnSpec     spec;
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
                     "program writes %d"),
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
parse_setting (Parser *parser, const char *key, const char *value, GError **error)
{
  g_autofree char *name = g_strconcat (parser->group, ".", key, NULL);
  g_autofree char *unescaped = NULL;
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

  unescaped = rnn_unescape (value);
  if (unescaped == NULL)
    return refuse (parser, error,
                   _("%s: after a backslash only s, n, t, r, \\ or xHH may "
                     "stand; write \\\\ for a backslash"),
                   name);

  if (!rnn_spec_set (&parser->spec, name, unescaped, &setting_error))
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
                   RNN_EXPERIMENT_FORMAT);
  if (line[0] == '[' && parser->format == 0
      && (parser->group != NULL || strcmp (line, "[" FORMAT_GROUP "]") != 0))
    return refuse (parser, error,
                   _("before the other groups an experiment has [unroll] and "
                     "format=%d"),
                   RNN_EXPERIMENT_FORMAT);
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

static gboolean
parse_lines (Parser *parser, const char *text, GError **error)
{
  while (*text != '\0')
    {
      gsize n = strcspn (text, "\n");
      g_autofree char *line = g_strndup (text, n);

      parser->line++;
      if (!parse_line (parser, line, error))
        return FALSE;
      text += n + (text[n] == '\n');
    }

  if (parser->format == 0)
    {
      g_set_error (error, RNN_ERROR, RNN_ERROR_FORMAT,
                   _("‘%s’ is no experiment: it does not begin with [unroll] "
                     "and format=%d"),
                   parser->name, RNN_EXPERIMENT_FORMAT);
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

gboolean
rnn_experiment_parse (const char *name,
                      const char *text,
                      gssize      length,
                      RnnSpec    *spec,
                      GError    **error)
{
  g_autofree char *copy = NULL;
  Parser parser = { .name = name };
  const char *end;
  gsize n_settings;
  gboolean good;

  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (spec != NULL, FALSE);

  if (length < 0)
    length = strlen (text);
  if (!g_utf8_validate (text, length, &end))
    {
      g_set_error (error, RNN_ERROR, RNN_ERROR_FORMAT,
                   _("‘%s’ is no experiment: it is not UTF-8 text at byte "
                     "offset %zu"),
                   name, (gsize) (end - text));
      return FALSE;
    }

  copy = g_strndup (text, length);
  parser.group_lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                              NULL);
  rnn_settings (&n_settings);
  parser.lines = g_new0 (guint, n_settings);
  rnn_spec_init_default (&parser.spec);
  good = parse_lines (&parser, copy, error) && check_spec (&parser, error);
  if (good)
    *spec = parser.spec;
  else
    rnn_spec_clear (&parser.spec);

  g_hash_table_unref (parser.group_lines);
  g_free (parser.lines);
  g_free (parser.group);
  return good;
}

/* The help stays as it is in every language, or the same experiment would not
 * be the same file everywhere. */
static void
append_setting (GString *text, const RnnSpec *spec, const RnnSetting *setting)
{
  g_autofree char *name = g_strconcat (setting->group, ".", setting->key, NULL);
  g_autofree char *value = rnn_spec_get (spec, name);
  g_autofree char *escaped = rnn_escape (value);

  g_string_append_printf (text, "# %s\n", setting->help);
  if (setting->choices != NULL)
    {
      g_autofree char *choices
          = g_strjoinv (", ", (char **) setting->choices);

      g_string_append_printf (text, "# One of: %s.\n", choices);
    }

  g_string_append_printf (text, "%s=%s\n", setting->key, escaped);
}

char *
rnn_experiment_to_text (const RnnSpec *spec)
{
  const RnnSetting *settings;
  const char *group = "";
  GString *text;
  gsize n_settings;

  g_return_val_if_fail (spec != NULL, NULL);

  text = g_string_new (NULL);
  g_string_append_printf (text,
                          "[" FORMAT_GROUP "]\n"
                          "# An experiment of Unroll, the laboratory for "
                          "recurrent networks.\n"
                          FORMAT_KEY "=%d\n",
                          RNN_EXPERIMENT_FORMAT);

  settings = rnn_settings (&n_settings);
  for (gsize i = 0; i < n_settings; i++)
    {
      if (strcmp (settings[i].group, group) != 0)
        {
          group = settings[i].group;
          g_string_append_printf (text, "\n[%s]\n", group);
        }
      append_setting (text, spec, &settings[i]);
    }

  return g_string_free (text, FALSE);
}

/* The absolute folder of @path, ending in a slash. */
static char *
folder_of (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *folder = g_path_get_dirname (absolute);

  return g_str_has_suffix (folder, G_DIR_SEPARATOR_S)
             ? g_steal_pointer (&folder)
             : g_strconcat (folder, G_DIR_SEPARATOR_S, NULL);
}

static void
set_file (RnnSpec *spec, const char *file)
{
  g_clear_pointer (&spec->file, g_ref_string_release);
  spec->file = g_ref_string_new (file);
}

gboolean
rnn_experiment_load (const char *path, RnnSpec *spec, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  gsize length;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (spec != NULL, FALSE);

  text = rnn_text_file_load (path, &length, error);
  if (text == NULL)
    return FALSE;

  name = g_path_get_basename (path);
  if (!rnn_experiment_parse (name, text, length, spec, error))
    return FALSE;

  if (spec->file != NULL && !g_path_is_absolute (spec->file))
    {
      g_autofree char *folder = folder_of (path);
      g_autofree char *file = g_strconcat (folder, spec->file, NULL);

      set_file (spec, file);
    }

  return TRUE;
}

gboolean
rnn_experiment_save (const char *path, const RnnSpec *spec, GError **error)
{
  g_auto (RnnSpec) copy = { 0 };
  g_autofree char *folder = NULL;
  g_autofree char *text = NULL;
  RnnOutputFile *file;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (spec != NULL, FALSE);

  /* A text beside the experiment moves with it. */
  folder = folder_of (path);
  rnn_spec_copy (&copy, spec);
  if (copy.file != NULL && g_str_has_prefix (copy.file, folder))
    {
      g_autofree char *relative = g_strdup (copy.file + strlen (folder));

      set_file (&copy, relative);
    }

  text = rnn_experiment_to_text (&copy);
  file = rnn_output_file_new (path, error);
  if (file == NULL)
    return FALSE;

  rnn_output_file_append (file, text, -1);
  rnn_output_file_sync (file);
  return rnn_output_file_commit (file, error);
}
