#include "ui/data-row.h"

#include <glib/gi18n-lib.h>

#include "ui/fact-row.h"
#include "ui/setting-row.h"

struct _UnrollDataRow
{
  GtkBox     parent_instance;

  /* Children */
  GtkWidget *letters;         /* UnrollSettingRow of data.text */
  GtkWidget *name;            /* UnrollFactRow: a file, or a long text */
  GtkWidget *error;
  GtkWidget *caption;
};

G_DEFINE_FINAL_TYPE (UnrollDataRow, unroll_data_row, GTK_TYPE_BOX)

enum
{
  CHANGED,
  TYPED,
  MORE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A longer text is not edited in one line. */
#define MAX_TYPED_LETTERS 200
#define BEGINNING_LETTERS 30

static void
changed_cb (UnrollDataRow *self,
            const char    *text)
{
  g_signal_emit (self, signals[CHANGED], 0, text);
}

static void
typed_cb (UnrollDataRow *self,
          const char    *text)
{
  g_signal_emit (self, signals[TYPED], 0, text);
}

static void
more_cb (UnrollDataRow *self)
{
  g_signal_emit (self, signals[MORE], 0);
}

static void
unroll_data_row_class_init (UnrollDataRowClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TYPED] = g_signal_new ("typed", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[MORE] = g_signal_new ("more", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "datarow");
}

static void
unroll_data_row_init (UnrollDataRow *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "rows");
}

static void
add_caption (UnrollDataRow *self)
{
  GtkWidget *more = gtk_button_new_with_label (_("Text, file, windows…"));

  self->caption = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->caption), 0);
  gtk_label_set_wrap (GTK_LABEL (self->caption), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (self->caption), 1);
  gtk_widget_add_css_class (self->caption, "dim-label");
  gtk_widget_add_css_class (self->caption, "caption");
  gtk_box_append (GTK_BOX (self), self->caption);

  gtk_widget_add_css_class (more, "link-button");
  gtk_widget_set_halign (more, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (more, _("Edit a longer text, open a file, and "
                                       "see the alphabet and the windows that "
                                       "are cut from it."));
  g_signal_connect_swapped (more, "clicked", G_CALLBACK (more_cb), self);
  gtk_box_append (GTK_BOX (self), more);
}

GtkWidget *
unroll_data_row_new (GtkSizeGroup *labels)
{
  UnrollDataRow *self = g_object_new (UNROLL_TYPE_DATA_ROW, NULL);
  const RnnSetting *setting = rnn_setting_find ("data.text");

  self->letters = unroll_setting_row_new (setting, NULL);
  unroll_setting_row_align (UNROLL_SETTING_ROW (self->letters), labels);
  g_signal_connect_swapped (self->letters, "changed", G_CALLBACK (changed_cb),
                            self);
  g_signal_connect_swapped (self->letters, "typed", G_CALLBACK (typed_cb),
                            self);
  gtk_box_append (GTK_BOX (self), self->letters);

  self->name = unroll_fact_row_new (_("Letters"),
                                    _("The text that the network learns "
                                      "from."),
                                    labels);
  gtk_box_append (GTK_BOX (self), self->name);

  add_caption (self);

  return GTK_WIDGET (self);
}

/* The first letters of a long text in one line (transfer full). */
static char *
beginning (const char *text)
{
  const char *end = text;
  g_autofree char *start = NULL;

  for (guint i = 0; i < BEGINNING_LETTERS && *end != '\0'; i++)
    end = g_utf8_next_char (end);
  start = g_strndup (text, end - text);

  return g_strdelimit (g_steal_pointer (&start), "\n\r\t", ' ');
}

static gboolean
is_typed (const char *text)
{
  for (guint i = 0; i < MAX_TYPED_LETTERS && *text != '\0'; i++)
    text = g_utf8_next_char (text);

  return *text == '\0';
}

static char *
caption_text (const RnnDataset *shape,
              gsize             n_letters)
{
  g_autofree char *letters = NULL, *different = NULL;

  if (shape != NULL)
    different = g_strdup_printf (ngettext ("%u different", "%u different",
                                           shape->n_classes),
                                 shape->n_classes);
  if (n_letters == 0)
    return g_strdup ("");

  letters = g_strdup_printf (ngettext ("%'zu letter", "%'zu letters",
                                       n_letters),
                             n_letters);

  return different != NULL ? g_strdup_printf (_("%s, %s"), letters, different)
                           : g_steal_pointer (&letters);
}

void
unroll_data_row_show (UnrollDataRow *self,
                      const RnnSpec *spec)
{
  g_autofree char *name = NULL;
  const char *text;
  gboolean typed;

  g_return_if_fail (UNROLL_IS_DATA_ROW (self));
  g_return_if_fail (spec != NULL);

  text = spec->text != NULL ? spec->text : "";
  typed = spec->file == NULL && is_typed (text);
  name = spec->file != NULL ? g_filename_display_basename (spec->file)
                            : beginning (text);

  gtk_widget_set_visible (self->letters, typed);
  gtk_widget_set_visible (self->name, !typed);
  if (typed)
    unroll_setting_row_set_value (UNROLL_SETTING_ROW (self->letters), text);
  else
    unroll_fact_row_set_text (UNROLL_FACT_ROW (self->name), name);
}

void
unroll_data_row_count (UnrollDataRow    *self,
                       const RnnDataset *shape,
                       gsize             n_letters)
{
  g_autofree char *caption = NULL;

  g_return_if_fail (UNROLL_IS_DATA_ROW (self));

  caption = caption_text (shape, n_letters);
  gtk_label_set_label (GTK_LABEL (self->caption), caption);
  gtk_widget_set_visible (self->caption, *caption != '\0');
}

void
unroll_data_row_set_error (UnrollDataRow *self,
                           const char    *sentence)
{
  g_return_if_fail (UNROLL_IS_DATA_ROW (self));

  unroll_setting_row_set_error (UNROLL_SETTING_ROW (self->letters), sentence);
}

const char *
unroll_data_row_get_error (UnrollDataRow *self)
{
  g_return_val_if_fail (UNROLL_IS_DATA_ROW (self), NULL);

  return unroll_setting_row_get_error (UNROLL_SETTING_ROW (self->letters));
}

void
unroll_data_row_set_waiting (UnrollDataRow *self,
                             gboolean       waiting)
{
  g_return_if_fail (UNROLL_IS_DATA_ROW (self));

  unroll_setting_row_set_waiting (UNROLL_SETTING_ROW (self->letters), waiting);
}

const char *
unroll_data_row_get_caption (UnrollDataRow *self)
{
  g_return_val_if_fail (UNROLL_IS_DATA_ROW (self), NULL);

  return gtk_label_get_label (GTK_LABEL (self->caption));
}

GtkWidget *
unroll_data_row_get_entry (UnrollDataRow *self)
{
  g_return_val_if_fail (UNROLL_IS_DATA_ROW (self), NULL);

  return unroll_setting_row_get_control (UNROLL_SETTING_ROW (self->letters));
}
