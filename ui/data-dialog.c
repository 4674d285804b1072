#include "ui/data-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/input-file.h"
#include "ui/data-preview.h"
#include "ui/setting-words.h"

struct _UnrollDataDialog
{
  GtkWindow          parent_instance;

  /* Template widgets */
  GtkLabel          *source;
  GtkWidget         *type_instead;
  GtkWidget         *typed;
  GtkTextView       *view;
  GtkLabel          *sentence;
  GtkWidget         *accept;
  GtkWidget         *facts;
  GtkLabel          *sizes;
  GtkLabel          *alphabet;
  GtkLabel          *windows_title;
  GtkListView       *windows;
  GtkLabel          *input;

  /* Owned */
  RnnSpec            spec;
  UnrollDataPreview *preview;
  GtkSelectionModel *selection;
  GCancellable      *cancellable;

  guint              timeout;
};

G_DEFINE_FINAL_TYPE (UnrollDataDialog, unroll_data_dialog, GTK_TYPE_WINDOW)

enum
{
  ACCEPTED,
  OPEN_FILE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The preview follows when the hand rests. */
#define TYPING_PAUSE 150 /* ms */
#define MAX_WINDOWS 500
#define NUMBER_CHARS 3

/* Preview ------------------------------------------------------------------- */

static void
show_input (UnrollDataDialog *self)
{
  guint selected
    = gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (self->selection));
  g_autofree char *text = NULL;

  if (self->preview != NULL && selected != GTK_INVALID_LIST_POSITION)
    text = unroll_data_preview_input (self->preview, selected);
  gtk_label_set_label (self->input, text != NULL ? text : "");
}

static void
show_windows (UnrollDataDialog *self)
{
  gsize n_samples = rnn_dataset_n_samples (self->preview->dataset);
  guint n_shown = MIN (n_samples, MAX_WINDOWS);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < n_shown; i++)
    {
      g_autofree char *window = unroll_data_preview_window (self->preview, i);

      gtk_string_list_append (list, window);
    }
  gtk_single_selection_set_model (GTK_SINGLE_SELECTION (self->selection),
                                  G_LIST_MODEL (list));
}

/* Of what the list of windows is. */
static char *
windows_title (UnrollDataDialog *self)
{
  gsize n_samples = rnn_dataset_n_samples (self->preview->dataset);

  if (self->preview->part)
    return g_strdup (self->spec.shuffle_samples
                       ? _("Windows at the beginning of the text; they are "
                           "shuffled before training")
                       : _("Windows at the beginning of the text"));
  if (n_samples > MAX_WINDOWS)
    return g_strdup_printf (_("The first %d windows, in the order of training"),
                            MAX_WINDOWS);

  return g_strdup (_("Windows, in the order of training"));
}

static void
show_preview (UnrollDataDialog  *self,
              UnrollDataPreview *preview)
{
  g_autofree char *alphabet = NULL, *sizes = NULL, *title = NULL;

  g_clear_pointer (&self->preview, unroll_data_preview_free);
  self->preview = preview;
  gtk_widget_set_visible (self->facts, preview != NULL);
  if (preview == NULL)
    return;

  alphabet = unroll_data_preview_alphabet (preview);
  gtk_label_set_markup (self->alphabet, alphabet);
  sizes = unroll_data_preview_sizes (preview);
  if (preview->part)
    {
      g_autofree char *part
        = g_strdup_printf (_("The beginning of a longer text: %s"), sizes);

      gtk_label_set_label (self->sizes, part);
    }
  else
    {
      gtk_label_set_label (self->sizes, sizes);
    }
  title = windows_title (self);
  gtk_label_set_label (self->windows_title, title);
  show_windows (self);
  show_input (self);
}

static void
preview_text (UnrollDataDialog *self,
              const char       *text,
              gsize             length,
              gboolean          part)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  UnrollDataPreview *preview
    = unroll_data_preview_new (&self->spec, text, length, part, &error);

  if (preview == NULL)
    sentence = unroll_setting_sentence (error->message, NULL);
  unroll_data_dialog_set_error (self, sentence);
  show_preview (self, preview);
}

/* Typing -------------------------------------------------------------------- */

static char *
get_text (UnrollDataDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static gboolean
typed_timeout_cb (gpointer data)
{
  UnrollDataDialog *self = UNROLL_DATA_DIALOG (data);
  g_autofree char *text = get_text (self);

  self->timeout = 0;
  preview_text (self, text, strlen (text), FALSE);

  return G_SOURCE_REMOVE;
}

static void
typed_cb (UnrollDataDialog *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (TYPING_PAUSE, typed_timeout_cb, self);
}

static void
accept_cb (UnrollDataDialog *self)
{
  g_autofree char *text = NULL;

  if (!gtk_widget_get_sensitive (self->accept))
    return;

  text = get_text (self);
  g_signal_emit (self, signals[ACCEPTED], 0, text);
}

static void
accept_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  accept_cb (UNROLL_DATA_DIALOG (widget));
}

static void
open_cb (UnrollDataDialog *self)
{
  g_signal_emit (self, signals[OPEN_FILE], 0);
}

/* A file -------------------------------------------------------------------- */

/* What the core drops when it reads the file: a byte order mark, and the
 * carriage returns before newlines.  Returns the new length. */
static gsize
tidy (char *text,
      gsize length)
{
  static const char mark[] = "\xef\xbb\xbf";
  gsize from = length >= 3 && memcmp (text, mark, 3) == 0 ? 3 : 0;
  gsize to = 0;

  for (; from < length; from++)
    if (text[from] != '\r' || from + 1 == length || text[from + 1] != '\n')
      text[to++] = text[from];

  return to;
}

static gboolean
read_more_cb (const char *contents,
              goffset     size,
              gpointer    data)
{
  return size <= UNROLL_DATA_PREVIEW_BYTES;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (UnrollDataDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  if (!g_file_load_partial_contents_finish (G_FILE (source), result, &contents,
                                            &length, NULL, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        unroll_data_dialog_set_error (self, error->message);
      return;
    }

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  length = tidy (contents, length);
  /* An editor's newline at the very end is no letter of a whole text. */
  if (length <= UNROLL_DATA_PREVIEW_BYTES && length > 0
      && contents[length - 1] == '\n')
    length--;
  preview_text (self, contents, length, FALSE);
}

/* What is not to be edited here. */
static void
show_used (UnrollDataDialog *self,
           const char       *title)
{
  gtk_label_set_label (self->source, title);
  gtk_widget_set_visible (self->typed, FALSE);
  gtk_widget_set_visible (self->type_instead, TRUE);
  gtk_widget_set_sensitive (self->accept, FALSE);
}

static void
show_file (UnrollDataDialog *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->spec.file);
  g_autofree char *name = g_filename_display_basename (self->spec.file);
  g_autofree char *title = g_strdup_printf (_("File “%s”"), name);

  show_used (self, title);
  gtk_widget_set_tooltip_text (self->accept, _("The file is in use already."));
  g_file_load_partial_contents_async (file, self->cancellable, read_more_cb,
                                      loaded_cb, g_object_ref (self));
}

/* A text view would take minutes for it. */
static gboolean
is_long (const RnnSpec *spec)
{
  return spec->text != NULL
         && g_ref_string_length (spec->text) > RNN_MAX_SHORT_BYTES;
}

static void
show_long (UnrollDataDialog *self)
{
  show_used (self, _("A long text"));
  gtk_widget_set_tooltip_text (self->accept, _("The text is in use already."));
  preview_text (self, self->spec.text, g_ref_string_length (self->spec.text),
                FALSE);
}

/* The letters that were typed before a file took their place. */
static void
show_typed (UnrollDataDialog *self)
{
  const char *text
    = self->spec.text != NULL && !is_long (&self->spec) ? self->spec.text : "";
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);

  g_signal_handlers_block_by_func (buffer, typed_cb, self);
  gtk_text_buffer_set_text (buffer, text, -1);
  g_signal_handlers_unblock_by_func (buffer, typed_cb, self);
  gtk_label_set_label (self->source, _("Typed letters"));
  gtk_widget_set_visible (self->typed, TRUE);
  gtk_widget_set_visible (self->type_instead, FALSE);
  gtk_widget_set_sensitive (self->accept, TRUE);
  gtk_widget_set_tooltip_text (self->accept, _("Ctrl+Enter"));
  preview_text (self, text, strlen (text), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
type_instead_cb (UnrollDataDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  show_typed (self);
}

/* The widget ---------------------------------------------------------------- */

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *number = gtk_label_new (NULL);
  GtkWidget *window = gtk_label_new (NULL);

  gtk_label_set_width_chars (GTK_LABEL (number), NUMBER_CHARS);
  gtk_label_set_xalign (GTK_LABEL (number), 1);
  gtk_widget_add_css_class (number, "numeric");
  gtk_box_append (GTK_BOX (row), number);

  gtk_label_set_xalign (GTK_LABEL (window), 0);
  gtk_box_append (GTK_BOX (row), window);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  GtkStringObject *window = gtk_list_item_get_item (item);
  GtkWidget *row = gtk_list_item_get_child (item);
  g_autofree char *number
    = g_strdup_printf ("%u", gtk_list_item_get_position (item) + 1);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (row)), number);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (row)),
                       gtk_string_object_get_string (window));
}

static void
add_windows_list (UnrollDataDialog *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->windows, factory);
  g_object_unref (factory);

  self->selection = GTK_SELECTION_MODEL (gtk_single_selection_new (NULL));
  g_signal_connect_swapped (self->selection, "notify::selected",
                            G_CALLBACK (show_input), self);
  gtk_list_view_set_model (self->windows, self->selection);
}

static void
unroll_data_dialog_dispose (GObject *object)
{
  UnrollDataDialog *self = UNROLL_DATA_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (unroll_data_dialog_parent_class)->dispose (object);
}

static void
unroll_data_dialog_finalize (GObject *object)
{
  UnrollDataDialog *self = UNROLL_DATA_DIALOG (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->preview, unroll_data_preview_free);
  rnn_spec_clear (&self->spec);

  G_OBJECT_CLASS (unroll_data_dialog_parent_class)->finalize (object);
}

static void
unroll_data_dialog_class_init (UnrollDataDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = unroll_data_dialog_dispose;
  object_class->finalize = unroll_data_dialog_finalize;

  signals[ACCEPTED] = g_signal_new ("accepted", type, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1,
                                    G_TYPE_STRING);
  signals[OPEN_FILE] = g_signal_new ("open-file", type, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "data.accept", NULL,
                                   accept_action);
  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/unroll/Unroll/ui/data-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UnrollDataDialog, source);
  gtk_widget_class_bind_template_child (widget_class, UnrollDataDialog, type_instead);
  gtk_widget_class_bind_template_child (widget_class, UnrollDataDialog, typed);
  gtk_widget_class_bind_template_child (widget_class, UnrollDataDialog, view);
  gtk_widget_class_bind_template_child (widget_class, UnrollDataDialog, sentence);
  gtk_widget_class_bind_template_child (widget_class, UnrollDataDialog, accept);
  gtk_widget_class_bind_template_child (widget_class, UnrollDataDialog, facts);
  gtk_widget_class_bind_template_child (widget_class, UnrollDataDialog, sizes);
  gtk_widget_class_bind_template_child (widget_class, UnrollDataDialog, alphabet);
  gtk_widget_class_bind_template_child (widget_class, UnrollDataDialog, windows_title);
  gtk_widget_class_bind_template_child (widget_class, UnrollDataDialog, windows);
  gtk_widget_class_bind_template_child (widget_class, UnrollDataDialog, input);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, type_instead_cb);
}

static void
unroll_data_dialog_init (UnrollDataDialog *self)
{
  self->cancellable = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  add_windows_list (self);
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->view), "changed",
                            G_CALLBACK (typed_cb), self);
}

GtkWidget *
unroll_data_dialog_new (GtkWindow     *parent,
                        const RnnSpec *spec)
{
  UnrollDataDialog *self;

  g_return_val_if_fail (spec != NULL, NULL);

  self = g_object_new (UNROLL_TYPE_DATA_DIALOG, "transient-for", parent, NULL);
  rnn_spec_copy (&self->spec, spec);
  if (spec->file != NULL)
    show_file (self);
  else if (is_long (spec))
    show_long (self);
  else
    show_typed (self);

  return GTK_WIDGET (self);
}

void
unroll_data_dialog_set_error (UnrollDataDialog *self,
                              const char       *sentence)
{
  g_return_if_fail (UNROLL_IS_DATA_DIALOG (self));

  gtk_label_set_label (self->sentence, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->sentence), sentence != NULL);
}
