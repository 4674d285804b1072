#include "app/files.h"

#include <glib/gi18n-lib.h>

#include "app/file-chooser.h"
#include "app/presets.h"
#include "app/unsaved.h"
#include "core/experiment-file.h"
#include "core/sample-text.h"

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

typedef struct
{
  UnrollWindow *window;        /* borrowed: closed, it cancels this */
  GFile        *file;          /* of an experiment, or NULL; owned */
  RnnSpec       before;        /* what was there when this began */
  UnrollOpened *opened;        /* when it is there; owned */
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_clear_object (&loading->file);
  rnn_spec_clear (&loading->before);
  g_clear_pointer (&loading->opened, unroll_opened_free);
  g_free (loading);
}

static void
take_place (UnrollWindow *window,
            gpointer      data)
{
  Loading *loading = data;
  UnrollOpened *opened = loading->opened;

  unroll_document_open (unroll_window_get_document (window), loading->file,
                        &opened->spec, opened->saved, opened->dataset);
}

static Loading *
loading_new (UnrollWindow *window,
             GFile        *file)
{
  Loading *loading = g_new0 (Loading, 1);

  loading->window = window;
  g_set_object (&loading->file, file);
  rnn_spec_copy (&loading->before,
                 unroll_view_state_get_spec (state_of (window)));

  return loading;
}

/* What was changed while it was read was not asked for yet. */
static void
opened_cb (UnrollOpened *opened,
           const GError *error,
           gpointer      data)
{
  Loading *loading = data;
  UnrollWindow *window = loading->window;
  Loading *next;

  if (opened == NULL)
    {
      show_error (window, error);
      return;
    }

  next = loading_new (window, loading->file);
  next->opened = opened;
  if (rnn_spec_equal (&next->before, &loading->before))
    {
      take_place (window, next);
      loading_free (next);
    }
  else
    {
      unroll_unsaved_ask (window, take_place, next, loading_free);
    }
}

static void
open_experiment (UnrollWindow   *window,
                 GFile          *file,
                 const char     *name,
                 UnrollLoadFunc  load,
                 gpointer        data,
                 GDestroyNotify  destroy)
{
  unroll_session_open (unroll_window_get_session (window), name, load, data,
                       destroy, opened_cb, loading_new (window, file),
                       loading_free);
}

static gboolean
load_experiment (gconstpointer       path,
                 const RnnProgress  *progress,
                 RnnSpec            *spec,
                 RnnSavedState     **saved,
                 GError            **error)
{
  return rnn_experiment_load_until (path, progress, spec, saved, error);
}

static gboolean
load_spec (gconstpointer       data,
           const RnnProgress  *progress,
           RnnSpec            *spec,
           RnnSavedState     **saved,
           GError            **error)
{
  rnn_spec_copy (spec, data);

  return TRUE;
}

/* The present settings with another text, which ends where it ends, and of which
 * the notes do not speak. */
static void
load_text_now (UnrollWindow *window,
               gpointer      data)
{
  GFile *file = data;
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base);
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;

  rnn_spec_copy (&spec, unroll_view_state_get_spec (state_of (window)));
  spec.cyclic = FALSE;
  if (!rnn_sample_text_choose (&spec, g_file_peek_path (file), &error)
      || !rnn_spec_set (&spec, "experiment.title", name, &error)
      || !rnn_spec_set (&spec, "experiment.notes", "", &error))
    {
      show_error (window, error);
      return;
    }

  open_experiment (window, NULL, name, load_spec, unroll_spec_copy (&spec),
                   (GDestroyNotify) unroll_spec_free);
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
    unroll_files_load_by (window, file, load_experiment,
                          g_strdup (g_file_peek_path (file)), g_free);
  else
    load_text_now (window, file);
}

void
unroll_files_load_by (UnrollWindow   *window,
                      GFile          *file,
                      UnrollLoadFunc  load,
                      gpointer        data,
                      GDestroyNotify  destroy)
{
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (UNROLL_IS_WINDOW (window));
  g_return_if_fail (G_IS_FILE (file));

  base = g_file_get_basename (file);
  name = g_filename_display_name (base);
  open_experiment (window,
                   g_str_has_suffix (base, EXPERIMENT_ENDING) ? file : NULL,
                   name, load, data, destroy);
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
                          NULL, NULL);
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
