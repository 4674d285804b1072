#include "core/experiment-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/error.h"
#include "core/experiment-text.h"
#include "core/output-file.h"
#include "core/text-file.h"

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

/* A text that is named as it is seen from the folder of @path. */
static void
find_file (RnnSpec *spec, const char *path)
{
  g_autofree char *folder = NULL;
  g_autofree char *file = NULL;

  if (spec->file == NULL || g_path_is_absolute (spec->file))
    return;
  folder = folder_of (path);
  file = g_strconcat (folder, spec->file, NULL);
  set_file (spec, file);
}

/* The inverse: a text beside the experiment moves with it. */
static void
name_file (RnnSpec *spec, const char *path)
{
  g_autofree char *folder = folder_of (path);
  g_autofree char *relative = NULL;

  if (spec->file == NULL || !g_str_has_prefix (spec->file, folder))
    return;
  relative = g_strdup (spec->file + strlen (folder));
  set_file (spec, relative);
}

gboolean
rnn_experiment_load (const char *path, RnnSpec *spec, GError **error)
{
  g_autoptr (RnnSavedState) saved = NULL;

  return rnn_experiment_load_state (path, spec, &saved, error);
}

gboolean
rnn_experiment_load_state (const char     *path,
                           RnnSpec        *spec,
                           RnnSavedState **saved,
                           GError        **error)
{
  return rnn_experiment_load_until (path, NULL, spec, saved, error);
}

gboolean
rnn_experiment_load_until (const char         *path,
                           const RnnProgress  *progress,
                           RnnSpec            *spec,
                           RnnSavedState     **saved,
                           GError            **error)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  gsize length;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (spec != NULL && saved != NULL, FALSE);

  text = rnn_text_file_load (path, &length, error);
  if (text == NULL)
    return FALSE;

  name = g_path_get_basename (path);
  if (!rnn_experiment_parse_in_place (name, text, progress, spec, saved, error))
    return FALSE;

  find_file (spec, path);
  if (*saved != NULL)
    find_file (&(*saved)->spec, path);

  return TRUE;
}

static gboolean
check_size (gsize length, GError **error)
{
  g_autofree char *size = NULL;
  g_autofree char *most = NULL;

  if (length <= RNN_MAX_TEXT_BYTES)
    return TRUE;

  size = g_format_size (length);
  most = g_format_size (RNN_MAX_TEXT_BYTES);
  g_set_error (error, RNN_ERROR, RNN_ERROR_MEMORY,
               _("The state would take %s, more than the %s that an "
                 "experiment may have; export the weights instead"),
               size, most);
  return FALSE;
}

static gboolean
save (const char          *path,
      const RnnSpec       *spec,
      const RnnSavedState *saved,
      GError             **error)
{
  g_autoptr (RnnOutputFile) file = NULL;
  g_autoptr (GString) text = NULL;
  g_auto (RnnSpec) named = { 0 };
  RnnTextSink sink;

  file = rnn_output_file_new (path, error);
  if (file == NULL)
    return FALSE;

  rnn_spec_copy (&named, spec);
  name_file (&named, path);
  text = g_string_new (NULL);
  sink = (RnnTextSink) { .text = text, .file = file };
  rnn_experiment_write (&sink, &named, saved);
  if (saved != NULL && !check_size (sink.n_passed + text->len, error))
    return FALSE;

  rnn_output_file_append (file, text->str, text->len);
  rnn_output_file_sync (file);
  return rnn_output_file_commit (g_steal_pointer (&file), error);
}

gboolean
rnn_experiment_save (const char *path, const RnnSpec *spec, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (spec != NULL, FALSE);

  return save (path, spec, NULL, error);
}

gboolean
rnn_experiment_save_state (const char          *path,
                           const RnnSpec       *spec,
                           const RnnSavedState *saved,
                           GError             **error)
{
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (spec != NULL && saved != NULL, FALSE);

  return save (path, spec, saved, error);
}
