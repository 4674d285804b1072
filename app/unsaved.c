#include "app/unsaved.h"

#include <glib/gi18n-lib.h>

#include "app/brief-title.h"
#include "app/files.h"

/* What is to come once nothing can be lost any more. */
typedef struct
{
  UnrollThenFunc  func;
  gpointer        data;
  GDestroyNotify  destroy;
} Then;

/* On the window: what waits, and the question that is asked. */
#define THEN "unroll-then"
#define QUESTION "unroll-question"

static void
then_free (gpointer data)
{
  Then *then = data;

  if (then->destroy != NULL)
    then->destroy (then->data);
  g_free (then);
}

void
unroll_unsaved_go_on (UnrollWindow *window)
{
  Then *then;

  g_return_if_fail (UNROLL_IS_WINDOW (window));

  then = g_object_steal_data (G_OBJECT (window), THEN);
  if (then == NULL)
    return;

  then->func (window, then->data);
  then_free (then);
}

void
unroll_unsaved_drop (UnrollWindow *window)
{
  g_return_if_fail (UNROLL_IS_WINDOW (window));

  g_object_set_data (G_OBJECT (window), THEN, NULL);
}

static void
response_cb (UnrollWindow *window,
             int           response,
             GtkWindow    *dialog)
{
  g_object_set_data (G_OBJECT (window), QUESTION, NULL);
  gtk_window_destroy (dialog);

  if (response == GTK_RESPONSE_YES)
    unroll_files_save_then_go_on (window);
  else if (response == GTK_RESPONSE_NO)
    unroll_unsaved_go_on (window);
  else
    unroll_unsaved_drop (window);
}

/* What is at stake, in a sentence. */
static const char *
stake (UnrollWindow *window)
{
  UnrollDocument *document = unroll_window_get_document (window);

  if (unroll_document_get_file (document) == NULL)
    return _("It is in no file yet; its settings are lost otherwise.");
  if (unroll_document_get_keeps_training (document))
    return _("What was changed and trained since it was last saved is lost "
             "otherwise.");

  return _("The settings that were changed since it was last saved are lost "
           "otherwise.");
}

static GtkWidget *
new_question (UnrollWindow *window)
{
  UnrollSession *session = unroll_window_get_session (window);
  const RnnSpec *spec
    = unroll_view_state_get_spec (unroll_session_get_state (session));
  UnrollDocument *document = unroll_window_get_document (window);
  g_autofree char *title = unroll_brief_title (spec);
  GtkWidget *dialog, *discard, *save;

  dialog = gtk_message_dialog_new (
    GTK_WINDOW (window), GTK_DIALOG_MODAL, GTK_MESSAGE_QUESTION,
    GTK_BUTTONS_NONE,
    unroll_document_get_file (document) == NULL
      ? _("Save the experiment ‘%s’?")
      : _("Save the changes to ‘%s’?"),
    title);
  gtk_window_set_title (GTK_WINDOW (dialog), _("Not saved"));
  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), "%s",
                                            stake (window));

  discard = gtk_dialog_add_button (GTK_DIALOG (dialog), _("_Discard"),
                                   GTK_RESPONSE_NO);
  gtk_widget_add_css_class (discard, "destructive-action");
  gtk_dialog_add_button (GTK_DIALOG (dialog), _("_Cancel"),
                         GTK_RESPONSE_CANCEL);
  save = gtk_dialog_add_button (
    GTK_DIALOG (dialog),
    unroll_document_get_file (document) == NULL ? _("_Save…") : _("_Save"),
    GTK_RESPONSE_YES);
  gtk_widget_add_css_class (save, "suggested-action");
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_YES);
  gtk_widget_grab_focus (save);

  return dialog;
}

void
unroll_unsaved_ask (UnrollWindow   *window,
                    UnrollThenFunc  then,
                    gpointer        data,
                    GDestroyNotify  destroy)
{
  GtkWidget *dialog;
  Then *waits;

  g_return_if_fail (UNROLL_IS_WINDOW (window));
  g_return_if_fail (then != NULL);

  waits = g_new (Then, 1);
  *waits = (Then) { then, data, destroy };
  g_object_set_data_full (G_OBJECT (window), THEN, waits, then_free);

  if (!unroll_document_get_edited (unroll_window_get_document (window)))
    {
      unroll_unsaved_go_on (window);
      return;
    }

  /* Asked once: the answer is for what was wanted last. */
  dialog = g_object_get_data (G_OBJECT (window), QUESTION);
  if (dialog == NULL)
    {
      dialog = new_question (window);
      g_object_set_data (G_OBJECT (window), QUESTION, dialog);
      g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb),
                               window, G_CONNECT_SWAPPED);
    }
  gtk_window_present (GTK_WINDOW (dialog));
}
