#include "app/files.h"

#include <glib/gi18n-lib.h>

#include "app/file-chooser.h"
#include "app/presets.h"
#include "app/unsaved.h"
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
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnSavedState) saved = NULL;
  g_autoptr (GError) error = NULL;

  if (!rnn_experiment_load_state (g_file_peek_path (file), &spec, &saved,
                                  &error))
    {
      show_error (window, error);
      return;
    }

  unroll_document_open (unroll_window_get_document (window), file, &spec,
                        saved);
}

/* The present experiment with another text, which ends where it ends. */
static void
load_text_now (UnrollWindow *window,
               gpointer      data)
{
  GFile *file = data;
  g_autofree char *name = g_file_get_basename (file);
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;

  rnn_spec_copy (&spec, unroll_view_state_get_spec (state_of (window)));
  spec.cyclic = FALSE;
  if (!rnn_spec_set (&spec, "data.file", g_file_peek_path (file), &error)
      || !rnn_spec_set (&spec, "experiment.title", name, &error)
      || !rnn_spec_check (&spec, &error))
    {
      show_error (window, error);
      return;
    }

  unroll_document_open (unroll_window_get_document (window), NULL, &spec, NULL);
}

static void
load_text (UnrollWindow *window,
           GFile        *file)
{
  unroll_unsaved_ask (window, load_text_now, g_object_ref (file),
                      g_object_unref);
}

static void
load_now (UnrollWindow *window,
          gpointer      data)
{
  GFile *file = data;

  if (g_file_peek_path (file) == NULL)
    unroll_view_state_set_message (state_of (window),
                                   _("This file is not on this computer: copy "
                                     "it here first."),
                                   NULL, NULL);
  else if (g_str_has_suffix (g_file_peek_path (file), EXPERIMENT_ENDING))
    load_experiment (window, file);
  else
    load_text_now (window, file);
}

void
unroll_files_load (UnrollWindow *window,
                   GFile        *file)
{
  g_return_if_fail (UNROLL_IS_WINDOW (window));
  g_return_if_fail (G_IS_FILE (file));

  unroll_unsaved_ask (window, load_now, g_object_ref (file), g_object_unref);
}

static void
load_preset_now (UnrollWindow *window,
                 gpointer      data)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;

  if (unroll_presets_load (data, &spec, &error))
    unroll_document_open (unroll_window_get_document (window), NULL, &spec,
                          NULL);
  else
    show_error (window, error);
}

void
unroll_files_load_preset (UnrollWindow *window,
                          const char   *name)
{
  g_return_if_fail (UNROLL_IS_WINDOW (window));
  g_return_if_fail (name != NULL);

  unroll_unsaved_ask (window, load_preset_now, g_strdup (name), g_free);
}

/* Writing ------------------------------------------------------------------ */

typedef struct
{
  UnrollWindow *window;        /* owned */
  GFile        *file;          /* owned */
} Saving;

static void
saved_cb (GObject      *document,
          GAsyncResult *result,
          gpointer      data)
{
  g_autofree Saving *saving = data;
  g_autoptr (UnrollWindow) window = saving->window;
  g_autoptr (GFile) file = saving->file;
  g_autoptr (GError) error = NULL;
  gboolean written;

  written = unroll_document_save_finish (UNROLL_DOCUMENT (document), result,
                                         &error);
  unroll_file_say_written (window, file, written, error);
  if (written)
    unroll_unsaved_go_on (window);
  else
    unroll_unsaved_drop (window);
}

static void
write_now (UnrollWindow *window,
           GFile        *file)
{
  Saving *saving = g_new (Saving, 1);

  saving->window = g_object_ref (window);
  saving->file = g_object_ref (file);
  unroll_document_save_async (unroll_window_get_document (window), file,
                              saved_cb, saving);
}

static void
overtaken_cb (UnrollWindow *window,
              int           response,
              GtkWindow    *dialog)
{
  GFile *file = unroll_document_get_file (unroll_window_get_document (window));

  gtk_window_destroy (dialog);
  if (response == GTK_RESPONSE_YES)
    write_now (window, file);
  else
    unroll_unsaved_drop (window);
}

static void
write_experiment (UnrollWindow *window,
                  GFile        *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  GtkWidget *dialog;

  if (!unroll_document_is_overtaken (unroll_window_get_document (window), file))
    {
      write_now (window, file);
      return;
    }

  dialog = gtk_message_dialog_new (GTK_WINDOW (window), GTK_DIALOG_MODAL,
                                   GTK_MESSAGE_QUESTION, GTK_BUTTONS_NONE,
                                   _("Replace ‘%s’?"), shown);
  gtk_window_set_title (GTK_WINDOW (dialog), _("Changed meanwhile"));
  gtk_message_dialog_format_secondary_text (
    GTK_MESSAGE_DIALOG (dialog),
    _("Another program has written this file since it was opened or saved here; "
      "what it wrote would be lost."));
  gtk_dialog_add_button (GTK_DIALOG (dialog), _("_Cancel"),
                         GTK_RESPONSE_CANCEL);
  gtk_widget_add_css_class (gtk_dialog_add_button (GTK_DIALOG (dialog),
                                                   _("_Replace"),
                                                   GTK_RESPONSE_YES),
                            "destructive-action");
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  g_signal_connect_object (dialog, "response", G_CALLBACK (overtaken_cb),
                           window, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
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

static void
keep_training (UnrollWindow *window,
               gboolean      keeps)
{
  unroll_document_set_keeps_training (unroll_window_get_document (window),
                                      keeps);
}

static void
ask_where_to_save (UnrollWindow *window)
{
  UnrollDocument *document = unroll_window_get_document (window);
  GtkFileChooser *chooser;

  chooser = unroll_file_chooser_new (window, GTK_WINDOW (window),
                                     _("Save the experiment"),
                                     GTK_FILE_CHOOSER_ACTION_SAVE,
                                     write_experiment);
  unroll_file_chooser_filter (chooser, _("Experiments"), "*" EXPERIMENT_ENDING);
  unroll_file_chooser_propose (chooser, window, EXPERIMENT_ENDING);
  unroll_file_chooser_ask (chooser, _("With the training so far"),
                           unroll_document_get_keeps_training (document),
                           keep_training);
  unroll_file_chooser_show (chooser);
}

void
unroll_files_save_then_go_on (UnrollWindow *window)
{
  GFile *file;

  g_return_if_fail (UNROLL_IS_WINDOW (window));

  file = unroll_document_get_file (unroll_window_get_document (window));
  if (file != NULL)
    write_experiment (window, file);
  else
    ask_where_to_save (window);
}

void
unroll_files_save (UnrollWindow *window)
{
  g_return_if_fail (UNROLL_IS_WINDOW (window));

  unroll_unsaved_drop (window);
  unroll_files_save_then_go_on (window);
}

void
unroll_files_save_as (UnrollWindow *window)
{
  g_return_if_fail (UNROLL_IS_WINDOW (window));

  unroll_unsaved_drop (window);
  ask_where_to_save (window);
}
