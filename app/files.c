#include "app/files.h"

#include <glib/gi18n-lib.h>

#include "app/file-chooser.h"
#include "app/presets.h"
#include "core/experiment-file.h"

#define EXPERIMENT_ENDING ".unroll"

static UnrollViewState *
state_of (UnrollWindow *window)
{
  return unroll_session_get_state (unroll_window_get_session (window));
}

static void
show_error (UnrollWindow *window,
            const GError *error)
{
  unroll_view_state_set_message (state_of (window), error->message, NULL, NULL);
}

/* Loading ------------------------------------------------------------------ */

static void
load_experiment (UnrollWindow *window,
                 GFile        *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;

  if (!rnn_experiment_load (path, &spec, &error))
    {
      show_error (window, error);
      return;
    }

  unroll_window_set_file (window, file);
  unroll_session_replace (unroll_window_get_session (window), &spec);
}

/* The present experiment with another text, which ends where it ends. */
static void
load_text (UnrollWindow *window,
           GFile        *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = g_file_get_basename (file);
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;

  rnn_spec_copy (&spec, unroll_view_state_get_spec (state_of (window)));
  spec.cyclic = FALSE;
  if (!rnn_spec_set (&spec, "data.file", path, &error)
      || !rnn_spec_set (&spec, "experiment.title", name, &error)
      || !rnn_spec_check (&spec, &error))
    {
      show_error (window, error);
      return;
    }

  unroll_window_set_file (window, NULL);
  unroll_session_replace (unroll_window_get_session (window), &spec);
}

void
unroll_files_load (UnrollWindow *window,
                   GFile        *file)
{
  g_autofree char *path = NULL;

  g_return_if_fail (UNROLL_IS_WINDOW (window));
  g_return_if_fail (G_IS_FILE (file));

  path = g_file_get_path (file);
  if (path == NULL)
    unroll_view_state_set_message (state_of (window),
                                   _("This file is not on this computer: copy "
                                     "it here first."),
                                   NULL, NULL);
  else if (g_str_has_suffix (path, EXPERIMENT_ENDING))
    load_experiment (window, file);
  else
    load_text (window, file);
}

void
unroll_files_load_preset (UnrollWindow *window,
                          const char   *name)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;

  g_return_if_fail (UNROLL_IS_WINDOW (window));
  g_return_if_fail (name != NULL);

  if (!unroll_presets_load (name, &spec, &error))
    {
      show_error (window, error);
      return;
    }

  unroll_window_set_file (window, NULL);
  unroll_session_replace (unroll_window_get_session (window), &spec);
}

/* Writing ------------------------------------------------------------------ */

static void
write_experiment (UnrollWindow *window,
                  GFile        *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GError) error = NULL;
  gboolean written;

  written = rnn_experiment_save (
    path, unroll_view_state_get_spec (state_of (window)), &error);
  if (written)
    unroll_window_set_file (window, file);
  unroll_file_say_written (window, file, written, error);
}

/* Dialogs ------------------------------------------------------------------ */

void
unroll_files_open (UnrollWindow *window)
{
  GtkFileChooser *chooser;

  g_return_if_fail (UNROLL_IS_WINDOW (window));

  chooser = unroll_file_chooser_new (window, GTK_WINDOW (window),
                                     _("Open an experiment"),
                                     GTK_FILE_CHOOSER_ACTION_OPEN,
                                     unroll_files_load);
  unroll_file_chooser_filter (chooser, _("Experiments"), "*" EXPERIMENT_ENDING);
  unroll_file_chooser_filter (chooser, _("All files"), "*");
  unroll_file_chooser_show (chooser);
}

void
unroll_files_open_text (UnrollWindow *window)
{
  GtkFileChooser *chooser;

  g_return_if_fail (UNROLL_IS_WINDOW (window));

  chooser = unroll_file_chooser_new (window, GTK_WINDOW (window),
                                     _("Learn a text file"),
                                     GTK_FILE_CHOOSER_ACTION_OPEN, load_text);
  unroll_file_chooser_filter (chooser, _("Texts"), "*.txt *.md *.text");
  unroll_file_chooser_filter (chooser, _("All files"), "*");
  unroll_file_chooser_show (chooser);
}

void
unroll_files_save (UnrollWindow *window)
{
  g_return_if_fail (UNROLL_IS_WINDOW (window));

  if (unroll_window_get_file (window) != NULL)
    write_experiment (window, unroll_window_get_file (window));
  else
    unroll_files_save_as (window);
}

void
unroll_files_save_as (UnrollWindow *window)
{
  GtkFileChooser *chooser;

  g_return_if_fail (UNROLL_IS_WINDOW (window));

  chooser = unroll_file_chooser_new (window, GTK_WINDOW (window),
                                     _("Save the experiment"),
                                     GTK_FILE_CHOOSER_ACTION_SAVE,
                                     write_experiment);
  unroll_file_chooser_filter (chooser, _("Experiments"), "*" EXPERIMENT_ENDING);
  unroll_file_chooser_propose (chooser, window, EXPERIMENT_ENDING);
  unroll_file_chooser_show (chooser);
}
