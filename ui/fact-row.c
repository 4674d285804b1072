#include "ui/fact-row.h"

struct _UnrollFactRow
{
  GtkBox     parent_instance;

  /* Children */
  GtkWidget *label;
  GtkWidget *end;             /* the text, and what follows it closely */
  GtkWidget *text;
};

G_DEFINE_FINAL_TYPE (UnrollFactRow, unroll_fact_row, GTK_TYPE_BOX)

#define SPACING 8
/* "SimpleRNN", also in large letters. */
#define MIN_CHARS 9

static void
unroll_fact_row_class_init (UnrollFactRowClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "factrow");
}

static void
unroll_fact_row_init (UnrollFactRow *self)
{
  gtk_box_set_spacing (GTK_BOX (self), SPACING);

  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_add_css_class (self->label, "dim-label");
  gtk_box_append (GTK_BOX (self), self->label);

  self->text = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->text), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->text), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (self->text), MIN_CHARS);
  gtk_widget_set_hexpand (self->text, TRUE);

  self->end = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_append (GTK_BOX (self->end), self->text);
  gtk_box_append (GTK_BOX (self), self->end);
}

GtkWidget *
unroll_fact_row_new (const char   *label,
                     const char   *help,
                     GtkSizeGroup *labels)
{
  UnrollFactRow *self = g_object_new (UNROLL_TYPE_FACT_ROW, NULL);

  gtk_label_set_label (GTK_LABEL (self->label), label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), help);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, help,
                                  -1);
  if (labels != NULL)
    gtk_size_group_add_widget (labels, self->label);

  return GTK_WIDGET (self);
}

void
unroll_fact_row_set_text (UnrollFactRow *self,
                          const char    *text)
{
  g_return_if_fail (UNROLL_IS_FACT_ROW (self));

  gtk_label_set_label (GTK_LABEL (self->text), text);
}

const char *
unroll_fact_row_get_text (UnrollFactRow *self)
{
  g_return_val_if_fail (UNROLL_IS_FACT_ROW (self), NULL);

  return gtk_label_get_label (GTK_LABEL (self->text));
}

void
unroll_fact_row_add_suffix (UnrollFactRow *self,
                            GtkWidget     *suffix)
{
  g_return_if_fail (UNROLL_IS_FACT_ROW (self));

  gtk_box_append (GTK_BOX (self->end), suffix);
}
