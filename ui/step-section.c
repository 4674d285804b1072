#include "ui/step-section.h"

#include <glib/gi18n-lib.h>

struct _UnrollStepSection
{
  GtkBox     parent_instance;

  /* Children */
  GtkWidget *header;
  GtkWidget *title;
  GtkWidget *rows;
  GtkWidget *expander;
  GtkWidget *more;
};

G_DEFINE_FINAL_TYPE (UnrollStepSection, unroll_step_section, GTK_TYPE_BOX)

static GtkWidget *
new_rows (void)
{
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (rows, "rows");

  return rows;
}

static void
unroll_step_section_class_init (UnrollStepSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_css_name (widget_class, "stepsection");
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
unroll_step_section_init (UnrollStepSection *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self),
                                  GTK_ORIENTATION_VERTICAL);

  self->header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->header, "header");
  gtk_box_append (GTK_BOX (self), self->header);

  self->title = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->title, "card-title");
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);

  self->rows = new_rows ();
  gtk_box_append (GTK_BOX (self), self->rows);

  self->more = new_rows ();
  self->expander = gtk_expander_new (NULL);
  gtk_expander_set_child (GTK_EXPANDER (self->expander), self->more);
  gtk_widget_set_visible (self->expander, FALSE);
  gtk_box_append (GTK_BOX (self), self->expander);
  unroll_step_section_set_n_changed (self, 0);
}

GtkWidget *
unroll_step_badge_new (guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  GtkWidget *badge = gtk_label_new (text);

  gtk_widget_add_css_class (badge, "step-badge");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);

  return badge;
}

GtkWidget *
unroll_step_section_new (guint       number,
                         const char *title)
{
  UnrollStepSection *self = g_object_new (UNROLL_TYPE_STEP_SECTION, NULL);

  gtk_box_append (GTK_BOX (self->header), unroll_step_badge_new (number));
  gtk_box_append (GTK_BOX (self->header), self->title);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  return GTK_WIDGET (self);
}

void
unroll_step_section_add (UnrollStepSection *self,
                         GtkWidget         *row)
{
  g_return_if_fail (UNROLL_IS_STEP_SECTION (self));

  gtk_box_append (GTK_BOX (self->rows), row);
}

void
unroll_step_section_add_more (UnrollStepSection *self,
                              GtkWidget         *row)
{
  g_return_if_fail (UNROLL_IS_STEP_SECTION (self));

  gtk_box_append (GTK_BOX (self->more), row);
  gtk_widget_set_visible (self->expander, TRUE);
}

void
unroll_step_section_set_n_changed (UnrollStepSection *self,
                                   guint              n_changed)
{
  g_autofree char *label = NULL;

  g_return_if_fail (UNROLL_IS_STEP_SECTION (self));

  label = n_changed == 0
            ? g_strdup (_("More"))
            : g_strdup_printf (ngettext ("More · %u changed",
                                         "More · %u changed", n_changed),
                               n_changed);
  gtk_expander_set_label (GTK_EXPANDER (self->expander), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
unroll_step_section_show_more (UnrollStepSection *self)
{
  g_return_if_fail (UNROLL_IS_STEP_SECTION (self));

  gtk_expander_set_expanded (GTK_EXPANDER (self->expander), TRUE);
}
