#include "app/options.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/number.h"

#define EXPERIMENT_ENDING ".unroll"
#define MAX_WRITTEN 1000000
#define MAX_TEMPERATURE 100.0

/* Numbers as the command line has them: GOption's own messages about them do
 * not say what is allowed. */
typedef struct
{
  char    *write;
  char    *temperature;
  char    *sample;
  char    *dialect;
  GStrv    files;
  gboolean help;
} RawOptions;

static void
raw_options_clear (RawOptions *raw)
{
  g_free (raw->write);
  g_free (raw->temperature);
  g_free (raw->sample);
  g_free (raw->dialect);
  g_strfreev (raw->files);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RawOptions, raw_options_clear)

static GOptionGroup *
new_group (const char         *name,
           const char         *title,
           const char         *help,
           const GOptionEntry *entries)
{
  GOptionGroup *group = g_option_group_new (name, title, help, NULL, NULL);

  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  g_option_group_add_entries (group, entries);
  return group;
}

/* Texts are taken as bytes, like file names: they are UTF-8 whatever the
 * locale. */
static GOptionGroup *
new_experiment_group (UnrollOptions *options)
{
  const GOptionEntry entries[] = {
    { "preset", 0, 0, G_OPTION_ARG_FILENAME, &options->preset,
      N_ ("Begin with the preset NAME"), N_ ("NAME") },
    { "text", 0, 0, G_OPTION_ARG_FILENAME, &options->text,
      N_ ("Learn from the UTF-8 text FILE; - is standard input"),
      N_ ("FILE") },
    { "anew", 0, 0, G_OPTION_ARG_NONE, &options->anew,
      N_ ("Begin anew, without the state saved in FILE.unroll"), NULL },
    { "set", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->settings,
      N_ ("Change a setting; repeatable"), N_ ("GROUP.KEY=VALUE") },
    { "epochs", 0, 0, G_OPTION_ARG_FILENAME, &options->epochs,
      N_ ("Train for N epochs; 0 with --headless: none"), N_ ("N") },
    { "seed", 0, 0, G_OPTION_ARG_FILENAME, &options->seed,
      N_ ("Begin the random numbers at N"), N_ ("N") },
    G_OPTION_ENTRY_NULL,
  };

  return new_group ("experiment", N_ ("Experiment:"),
                    N_ ("Options of the experiment"), entries);
}

static GOptionGroup *
new_console_group (UnrollOptions *options, RawOptions *raw)
{
  const GOptionEntry entries[] = {
    { "predict", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->predict,
      N_ ("Tell what follows TEXT, letter by letter; repeatable"),
      N_ ("TEXT") },
    { "write", 0, 0, G_OPTION_ARG_FILENAME, &raw->write,
      N_ ("Write on for N letters, from each TEXT or a sample"), N_ ("N") },
    { "temperature", 0, 0, G_OPTION_ARG_FILENAME, &raw->temperature,
      N_ ("Write with 0: the likeliest letters, 1: by chance"), N_ ("T") },
    { "metrics", 0, 0, G_OPTION_ARG_FILENAME, &options->metrics,
      N_ ("Save loss and accuracy of every epoch"), N_ ("OUT.csv") },
    { "trace", 0, 0, G_OPTION_ARG_FILENAME, &options->trace,
      N_ ("Save every number of one sample and the next update"),
      N_ ("OUT.csv") },
    { "sample", 0, 0, G_OPTION_ARG_FILENAME, &raw->sample,
      N_ ("Trace sample N, in training order from 1"), N_ ("N") },
    { "figure", 0, 0, G_OPTION_ARG_FILENAME, &options->figure,
      N_ ("Draw it all: .svg, .pdf or .png"), N_ ("OUT.svg") },
    { "save", 0, 0, G_OPTION_ARG_FILENAME, &options->save,
      N_ ("Save the settings as an experiment"), N_ ("OUT.unroll") },
    { "save-state", 0, 0, G_OPTION_ARG_FILENAME, &options->save_state,
      N_ ("Save the experiment with its state, to go on from"), N_ ("OUT") },
    { "import-weights", 0, 0, G_OPTION_ARG_FILENAME, &options->import_weights,
      N_ ("Begin with the weights in this .safetensors file"), N_ ("IN") },
    { "export-weights", 0, 0, G_OPTION_ARG_FILENAME, &options->export_weights,
      N_ ("Save the weights as .safetensors"), N_ ("OUT") },
    { "program", 0, 0, G_OPTION_ARG_FILENAME, &options->program,
      N_ ("Save it all as a Python program"), N_ ("OUT.py") },
    { "dialect", 0, 0, G_OPTION_ARG_FILENAME, &raw->dialect,
      N_ ("The program’s library: keras (default) or pytorch"),
      N_ ("NAME") },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &options->quiet,
      N_ ("Print only what --predict and --write ask for"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  return new_group ("console", N_ ("With --headless:"),
                    N_ ("Options of the console"), entries);
}

static GOptionContext *
new_context (UnrollOptions *options, RawOptions *raw)
{
  const GOptionEntry entries[] = {
    { "headless", 0, 0, G_OPTION_ARG_NONE, &options->headless,
      N_ ("Train in the console, without a window"), NULL },
    { "list-presets", 0, 0, G_OPTION_ARG_NONE, &options->list_presets,
      N_ ("List the experiments for --preset"), NULL },
    { "help-settings", 0, 0, G_OPTION_ARG_NONE, &options->help_settings,
      N_ ("Explain each setting for --set"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &raw->help,
      N_ ("Explain these options"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version,
      N_ ("Print the version"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &raw->files, NULL,
      N_ ("[FILE.unroll]") },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = g_option_context_new (NULL);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (
      context, N_ ("A laboratory in which a recurrent network learns the next "
                   "letter."));
  g_option_context_set_description (
      context,
      N_ ("A FILE that does not end in .unroll is a text to learn from.\n"
          "Ctrl-C ends the training early; what was asked for is still "
          "written.\n"
          "The exit status is 2 for a wrong command line and 1 for a "
          "failure."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_group (context, new_experiment_group (options));
  g_option_context_add_group (context, new_console_group (options, raw));

  return context;
}

static gboolean
parse_count (const char *option,
             const char *text,
             gulong      most,
             gulong     *count,
             GError    **error)
{
  guint64 parsed;

  if (text == NULL)
    return TRUE;

  if (g_ascii_string_to_unsigned (text, 10, 1, most, &parsed, NULL))
    {
      *count = parsed;
      return TRUE;
    }

  return unroll_options_refuse (error,
                 _("%s: ‘%s’ is not a whole number from 1 to %lu"),
                 option, text, most);
}

static gboolean
parse_numbers (UnrollOptions *options, const RawOptions *raw, GError **error)
{
  gulong write = 0, sample = 1;

  if (!parse_count ("--write", raw->write, MAX_WRITTEN, &write, error)
      || !parse_count ("--sample", raw->sample, G_MAXUINT32, &sample, error))
    return FALSE;
  options->write = write;
  options->sample = sample - 1;

  options->temperature = 1;
  if (raw->temperature != NULL
      && (!rnn_number_parse (raw->temperature, &options->temperature)
          || options->temperature < 0
          || options->temperature > MAX_TEMPERATURE))
    return unroll_options_refuse (error, _("--temperature: ‘%s’ is not a number from 0 to %g"),
                   raw->temperature, MAX_TEMPERATURE);

  return TRUE;
}

/* An experiment by its ending, anything else as a text: as the window does. */
static gboolean
take_files (UnrollOptions *options, const RawOptions *raw, GError **error)
{
  if (raw->files == NULL)
    return TRUE;

  if (raw->files[1] != NULL)
    return unroll_options_refuse (error, _("‘%s’ and ‘%s’: only one file can be opened"),
                   raw->files[0], raw->files[1]);

  if (g_str_has_suffix (raw->files[0], EXPERIMENT_ENDING))
    {
      if (options->preset != NULL)
        return unroll_options_refuse (error,
                       _("--preset %s and ‘%s’ are two experiments; name one "
                         "of them"),
                       options->preset, raw->files[0]);
      options->experiment = g_strdup (raw->files[0]);
      return TRUE;
    }

  if (options->text != NULL)
    return unroll_options_refuse (error,
                   _("--text %s and ‘%s’ are two texts; name one of them"),
                   options->text, raw->files[0]);
  options->text = g_strdup (raw->files[0]);
  return TRUE;
}

static gboolean
take_dialect (UnrollOptions *options, const RawOptions *raw, GError **error)
{
  if (raw->dialect == NULL)
    return TRUE;

  if (options->program == NULL)
    return unroll_options_refuse (error, _("--dialect needs --program"));
  return rnn_dialect_find (raw->dialect, &options->dialect)
         || unroll_options_refuse (
             error, _("--dialect: ‘%s’ is neither keras nor pytorch"),
             raw->dialect);
}

/* The window knows nothing of the console's options. */
static gboolean
check_console (const UnrollOptions *options,
               const RawOptions    *raw,
               GError             **error)
{
  UnrollOutput outputs[UNROLL_MAX_OUTPUTS];
  guint n_outputs = unroll_options_list_outputs (options, outputs);
  const char *alone = NULL;

  if (n_outputs > 0)
    alone = outputs[0].option;
  if (options->import_weights != NULL)
    alone = "--import-weights";
  if (options->predict != NULL)
    alone = "--predict";
  if (raw->write != NULL)
    alone = "--write";

  return alone == NULL || options->headless
         || unroll_options_refuse (error, _("%s needs --headless"), alone);
}

gboolean
unroll_options_parse (UnrollOptions *options, GStrv arguments, GError **error)
{
  g_auto (RawOptions) raw = { 0 };
  g_autoptr (GOptionContext) context = NULL;
  g_auto (GStrv) copy = NULL;

  g_return_val_if_fail (options != NULL, FALSE);
  g_return_val_if_fail (arguments != NULL, FALSE);

  *options = (UnrollOptions) { 0 };
  context = new_context (options, &raw);

  copy = g_strdupv (arguments);
  if (!g_option_context_parse_strv (context, &copy, error))
    return FALSE;

  if (raw.help)
    {
      options->help = g_option_context_get_help (context, FALSE, NULL);
      return TRUE;
    }

  return parse_numbers (options, &raw, error)
         && take_files (options, &raw, error)
         && take_dialect (options, &raw, error)
         && check_console (options, &raw, error)
         && unroll_options_check_outputs (options, error);
}

void
unroll_options_clear (UnrollOptions *options)
{
  g_return_if_fail (options != NULL);

  g_free (options->help);
  g_free (options->preset);
  g_free (options->experiment);
  g_free (options->text);
  g_strfreev (options->settings);
  g_free (options->epochs);
  g_free (options->seed);
  g_strfreev (options->predict);
  g_free (options->metrics);
  g_free (options->trace);
  g_free (options->figure);
  g_free (options->save);
  g_free (options->save_state);
  g_free (options->import_weights);
  g_free (options->export_weights);
  g_free (options->program);
  *options = (UnrollOptions) { 0 };
}

UnrollOptions *
unroll_options_move (UnrollOptions *options)
{
  UnrollOptions *moved;

  g_return_val_if_fail (options != NULL, NULL);

  moved = g_memdup2 (options, sizeof *options);
  *options = (UnrollOptions) { 0 };

  return moved;
}

void
unroll_options_free (gpointer data)
{
  UnrollOptions *options = data;

  g_return_if_fail (options != NULL);

  unroll_options_clear (options);
  g_free (options);
}
