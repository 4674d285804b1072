#include "app/file-chooser.h"

#include <glib/gi18n-lib.h>

#include "app/brief-title.h"

typedef struct
{
  UnrollWindow     *window;    /* owned */
  UnrollFileFunc    func;
  UnrollAnswerFunc  answer;    /* or NULL: nothing else is asked */
} Choice;

/* Name of the choice, on the dialog; and of what else is asked. */
#define CHOICE "unroll-choice"
#define QUESTION "question"

static void
choice_free (gpointer  data,
             GClosure *closure)
{
  Choice *choice = data;

  g_object_unref (choice->window);
  g_free (choice);
}

static void
say (UnrollWindow *window,
     const char   *sentence)
{
  UnrollSession *session = unroll_window_get_session (window);

  unroll_view_state_set_message (unroll_session_get_state (session), sentence,
                                 NULL, NULL);
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
      if (file != NULL && choice->answer != NULL)
        choice->answer (choice->window,
                        g_strcmp0 (gtk_file_chooser_get_choice (
                                     GTK_FILE_CHOOSER (dialog), QUESTION),
                                   "true") == 0);
      if (file == NULL)
        say (choice->window, _("No file was chosen."));
      else if (g_file_peek_path (file) != NULL)
        choice->func (choice->window, file);
      else
        say (choice->window, _("This place is not on this computer: choose one"
                               " that is."));
    }
  g_object_unref (dialog);
}

GtkFileChooser *
unroll_file_chooser_new (UnrollWindow         *window,
                         GtkWindow            *parent,
                         const char           *title,
                         GtkFileChooserAction  action,
                         UnrollFileFunc        func)
{
  g_autofree char *path = g_get_current_dir ();
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  GtkFileChooserNative *chooser;
  Choice *choice;

  g_return_val_if_fail (UNROLL_IS_WINDOW (window), NULL);
  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (func != NULL, NULL);

  choice = g_new0 (Choice, 1);
  choice->window = g_object_ref (window);
  choice->func = func;
  chooser = gtk_file_chooser_native_new (title, parent, action, NULL, NULL);
  g_object_set_data (G_OBJECT (chooser), CHOICE, choice);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  /* Else it begins with recent files, and is not sure of what is typed there. */
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), folder,
                                       NULL);
  g_signal_connect_data (chooser, "response", G_CALLBACK (response_cb), choice,
                         choice_free, 0);

  return GTK_FILE_CHOOSER (chooser);
}

void
unroll_file_chooser_filter (GtkFileChooser *chooser,
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

void
unroll_file_chooser_propose (GtkFileChooser *chooser,
                             UnrollWindow   *window,
                             const char     *ending)
{
  UnrollSession *session = unroll_window_get_session (window);
  const RnnSpec *spec
    = unroll_view_state_get_spec (unroll_session_get_state (session));
  g_autofree char *title = unroll_brief_title (spec);
  g_autofree char *name = g_strconcat (title, ending, NULL);

  gtk_file_chooser_set_current_name (chooser,
                                     g_strdelimit (name, G_DIR_SEPARATOR_S,
                                                   '-'));
}

void
unroll_file_chooser_ask (GtkFileChooser   *chooser,
                         const char       *question,
                         gboolean          yes,
                         UnrollAnswerFunc  func)
{
  Choice *choice = g_object_get_data (G_OBJECT (chooser), CHOICE);

  choice->answer = func;
  gtk_file_chooser_add_choice (chooser, QUESTION, question, NULL, NULL);
  gtk_file_chooser_set_choice (chooser, QUESTION, yes ? "true" : "false");
}

void
unroll_file_chooser_show (GtkFileChooser *chooser)
{
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
unroll_file_say_written (UnrollWindow *window,
                         GFile        *file,
                         gboolean      written,
                         const GError *error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *sentence
    = written ? g_strdup_printf (_("‘%s’ is written."), shown)
              : g_strdup (error->message);

  say (window, sentence);
}
