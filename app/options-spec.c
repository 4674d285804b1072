#include "app/options.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "app/presets.h"
#include "core/experiment-file.h"
#include "core/input-file.h"
#include "core/sample-text.h"
#include "core/text-file.h"

#define STANDARD_INPUT "-"

gboolean
unroll_options_refuse (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                                 format, arguments);
  va_end (arguments);
  return FALSE;
}

gboolean
unroll_options_untrained (const UnrollOptions *options)
{
  g_return_val_if_fail (options != NULL, FALSE);

  return options->headless && g_strcmp0 (options->epochs, "0") == 0;
}

/* Sets a setting that the command line names; a wrong value is a wrong command
 * line. */
static gboolean
set (RnnSpec *spec, const char *name, const char *value, GError **error)
{
  g_autoptr (GError) setting_error = NULL;

  return rnn_spec_set (spec, name, value, &setting_error)
         || unroll_options_refuse (error, "%s", setting_error->message);
}

static gboolean
take_text (RnnSpec *spec, const char *file, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  gsize length;

  if (strcmp (file, STANDARD_INPUT) != 0)
    {
      path = g_canonicalize_filename (file, NULL);
      return rnn_sample_text_choose (spec, path, error);
    }

  text = rnn_text_file_read (STDIN_FILENO, _("standard input"), &length, error);
  return text != NULL && set (spec, "data.file", "", error)
         && set (spec, "data.text", text, error);
}

/* What is said of the letters of the usual preset is not said of others. */
static gboolean
name_after_text (RnnSpec *spec, const char *file, GError **error)
{
  g_autofree char *base = g_path_get_basename (file);
  g_autofree char *name = g_filename_display_name (base);

  return set (spec, "experiment.title", name, error)
         && set (spec, "experiment.notes", "", error);
}

static gboolean
take_setting (RnnSpec *spec, const char *setting, GError **error)
{
  const char *equals = strchr (setting, '=');
  g_autofree char *name = NULL;

  if (equals == NULL)
    return unroll_options_refuse (error,
                   _("--set: ‘%s’ has no =; write it as "
                     "training.learning_rate=0.02"),
                   setting);

  /* Who types letters wants them to be learnt, not the file named before. */
  name = g_strndup (setting, equals - setting);
  if (strcmp (name, "data.text") == 0 && !set (spec, "data.file", "", error))
    return FALSE;

  return set (spec, name, equals + 1, error);
}

static gboolean
take_settings (const UnrollOptions *options, RnnSpec *spec, GError **error)
{
  g_autoptr (GError) check_error = NULL;

  if (options->text != NULL && !take_text (spec, options->text, error))
    return FALSE;
  if (options->text != NULL && options->preset == NULL
      && options->experiment == NULL
      && strcmp (options->text, STANDARD_INPUT) != 0
      && !name_after_text (spec, options->text, error))
    return FALSE;
  for (guint i = 0; options->settings != NULL && options->settings[i] != NULL;
       i++)
    if (!take_setting (spec, options->settings[i], error))
      return FALSE;
  if (options->epochs != NULL && !unroll_options_untrained (options)
      && !set (spec, "fit.epochs", options->epochs, error))
    return FALSE;
  if (options->seed != NULL && !set (spec, "fit.seed", options->seed, error))
    return FALSE;

  return rnn_spec_check (spec, &check_error)
         || unroll_options_refuse (error, "%s", check_error->message);
}

gboolean
unroll_options_get_spec (const UnrollOptions *options,
                         RnnSpec             *spec,
                         GError             **error)
{
  g_autoptr (RnnSavedState) saved = NULL;

  return unroll_options_get_experiment (options, spec, &saved, error);
}

gboolean
unroll_options_get_experiment (const UnrollOptions *options,
                               RnnSpec             *spec,
                               RnnSavedState      **saved,
                               GError             **error)
{
  return unroll_options_load (options, NULL, spec, saved, error);
}

const char *
unroll_options_get_long_file (const UnrollOptions *options)
{
  g_return_val_if_fail (options != NULL, NULL);

  if (options->experiment != NULL
      && !rnn_input_file_is_short (options->experiment))
    return options->experiment;
  if (options->text != NULL && strcmp (options->text, STANDARD_INPUT) != 0
      && !rnn_input_file_is_short (options->text))
    return options->text;

  return NULL;
}

gboolean
unroll_options_load (gconstpointer       data,
                     const RnnProgress  *progress,
                     RnnSpec            *spec,
                     RnnSavedState     **saved,
                     GError            **error)
{
  const UnrollOptions *options = data;
  g_auto (RnnSpec) read = { 0 };
  g_autoptr (RnnSavedState) state = NULL;
  g_autoptr (GError) preset_error = NULL;
  const char *preset;

  g_return_val_if_fail (options != NULL, FALSE);
  g_return_val_if_fail (spec != NULL && saved != NULL, FALSE);

  preset = options->preset != NULL ? options->preset : UNROLL_DEFAULT_PRESET;
  if (options->experiment != NULL)
    {
      if (!rnn_experiment_load_until (options->experiment, progress, &read,
                                      &state, error))
        return FALSE;
    }
  else if (!unroll_presets_load (preset, &read, &preset_error))
    return unroll_options_refuse (error, "%s", preset_error->message);

  if (!take_settings (options, &read, error))
    return FALSE;

  rnn_spec_copy (spec, &read);
  *saved = options->anew ? NULL : g_steal_pointer (&state);
  return TRUE;
}
