#include "app/files.h"

#include <glib/gi18n-lib.h>

#include "app/figure.h"
#include "app/presets.h"
#include "core/experiment-file.h"
#include "core/metrics-file.h"
#include "ui/parameters-view.h"

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

static void
show_saved (UnrollWindow *window,
            GFile        *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *sentence = g_strdup_printf (_("‘%s’ is written."), name);

  unroll_view_state_set_message (state_of (window), sentence, NULL, NULL);
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

  if (rnn_experiment_save (path, unroll_view_state_get_spec (state_of (window)),
                           &error))
    {
      unroll_window_set_file (window, file);
      show_saved (window, file);
    }
  else
    {
      show_error (window, error);
    }
}

static void
write_metrics (UnrollWindow *window,
               GFile        *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GError) error = NULL;

  if (rnn_metrics_save (path, unroll_view_state_get_series (state_of (window)),
                        &error))
    show_saved (window, file);
  else
    show_error (window, error);
}

/* The moment that is shown, with what is selected. */
static void
write_figure (UnrollWindow *window,
              GFile        *file)
{
  UnrollViewState *state = state_of (window);
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GError) error = NULL;
  PaintSheetData data = {
    .frame = unroll_view_state_get_frame (state),
    .series = unroll_view_state_get_series (state),
    .sample = unroll_view_state_get_sample (state),
    .parameters = unroll_parameters_view_get_mode (state),
    .ledger = g_str_equal (unroll_view_state_get_parameters (state), "steps"),
  };

  if (unroll_figure_save (path, &data, &error))
    show_saved (window, file);
  else
    show_error (window, error);
}

/* Dialogs ------------------------------------------------------------------ */

typedef void (*FileFunc) (UnrollWindow *window,
                          GFile        *file);

typedef struct
{
  UnrollWindow *window;        /* owned */
  FileFunc      func;
} Choice;

static void
choice_free (gpointer  data,
             GClosure *closure)
{
  Choice *choice = data;

  g_object_unref (choice->window);
  g_free (choice);
}

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             Choice          *choice)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      choice->func (choice->window, file);
    }
  g_object_unref (dialog);
}

static GtkFileChooser *
new_chooser (UnrollWindow         *window,
             const char           *title,
             GtkFileChooserAction  action,
             FileFunc              func)
{
  GtkFileChooserNative *chooser;
  Choice *choice = g_new0 (Choice, 1);

  chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (window), action,
                                         NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  choice->window = g_object_ref (window);
  choice->func = func;
  g_signal_connect_data (chooser, "response", G_CALLBACK (response_cb), choice,
                         choice_free, 0);

  return GTK_FILE_CHOOSER (chooser);
}

static void
show (GtkFileChooser *chooser)
{
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* @patterns: with blanks between them. */
static void
add_filter (GtkFileChooser *chooser,
            const char     *name,
            const char     *patterns)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_auto (GStrv) each = g_strsplit (patterns, " ", -1);

  gtk_file_filter_set_name (filter, name);
  for (gsize i = 0; each[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, each[i]);
  gtk_file_chooser_add_filter (chooser, filter);
}

/* "Next letter.unroll" */
static void
propose_name (GtkFileChooser *chooser,
              UnrollWindow   *window,
              const char     *ending)
{
  const RnnSpec *spec = unroll_view_state_get_spec (state_of (window));
  g_autofree char *name = g_strconcat (spec->title, ending, NULL);

  gtk_file_chooser_set_current_name (chooser,
                                     g_strdelimit (name, G_DIR_SEPARATOR_S,
                                                   '-'));
}

void
unroll_files_open (UnrollWindow *window)
{
  GtkFileChooser *chooser;

  g_return_if_fail (UNROLL_IS_WINDOW (window));

  chooser = new_chooser (window, _("Open an experiment"),
                         GTK_FILE_CHOOSER_ACTION_OPEN, unroll_files_load);
  add_filter (chooser, _("Experiments"), "*" EXPERIMENT_ENDING);
  add_filter (chooser, _("All files"), "*");
  show (chooser);
}

void
unroll_files_open_text (UnrollWindow *window)
{
  GtkFileChooser *chooser;

  g_return_if_fail (UNROLL_IS_WINDOW (window));

  chooser = new_chooser (window, _("Learn a text file"),
                         GTK_FILE_CHOOSER_ACTION_OPEN, load_text);
  add_filter (chooser, _("Texts"), "*.txt *.md *.text");
  add_filter (chooser, _("All files"), "*");
  show (chooser);
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

  chooser = new_chooser (window, _("Save the experiment"),
                         GTK_FILE_CHOOSER_ACTION_SAVE, write_experiment);
  add_filter (chooser, _("Experiments"), "*" EXPERIMENT_ENDING);
  propose_name (chooser, window, EXPERIMENT_ENDING);
  show (chooser);
}

void
unroll_files_export_figure (UnrollWindow *window)
{
  GtkFileChooser *chooser;

  g_return_if_fail (UNROLL_IS_WINDOW (window));

  chooser = new_chooser (window, _("Export the figure"),
                         GTK_FILE_CHOOSER_ACTION_SAVE, write_figure);
  add_filter (chooser, _("Pictures (SVG, PDF, PNG)"), "*.svg *.pdf *.png");
  propose_name (chooser, window, ".svg");
  show (chooser);
}

void
unroll_files_export_metrics (UnrollWindow *window)
{
  GtkFileChooser *chooser;

  g_return_if_fail (UNROLL_IS_WINDOW (window));

  if (rnn_series_length (unroll_view_state_get_series (state_of (window))) == 0)
    {
      unroll_view_state_set_message (state_of (window),
                                     _("There are no metrics before the first "
                                       "epoch is trained."),
                                     NULL, NULL);
      return;
    }

  chooser = new_chooser (window, _("Export the metrics of all epochs"),
                         GTK_FILE_CHOOSER_ACTION_SAVE, write_metrics);
  add_filter (chooser, _("Tables (CSV)"), "*.csv");
  propose_name (chooser, window, ".csv");
  show (chooser);
}
