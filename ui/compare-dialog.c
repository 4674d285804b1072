#include "ui/compare-dialog.h"

#include <glib/gi18n-lib.h>

#include "ui/commands.h"
#include "ui/setting-control.h"
#include "ui/setting-words.h"

#define MARGIN 18
#define SPACING 12
/* How much faster the run that is proposed learns. */
#define FASTER 10

struct _UnrollCompareDialog
{
  GtkWindow        parent_instance;

  /* Owned */
  UnrollViewState *state;
  GPtrArray       *settings;  /* of RnnSetting, in the order of the list */

  /* Borrowed: children */
  GtkWidget       *which;
  GtkWidget       *box;
  GtkWidget       *value;     /* the control of the chosen one */
  GtkWidget       *note;
  GtkWidget       *compare;
};

G_DEFINE_FINAL_TYPE (UnrollCompareDialog, unroll_compare_dialog,
                     GTK_TYPE_WINDOW)

static const RnnSetting *
chosen (UnrollCompareDialog *self)
{
  guint place = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->which));

  return g_ptr_array_index (self->settings, place);
}

static const RnnSpec *
in_force (UnrollCompareDialog *self)
{
  return &unroll_view_state_get_frame (self->state)->spec;
}

/* What it says is possible, and something else than what is. */
static gboolean
check (UnrollCompareDialog  *self,
       char                **value,
       GError              **error)
{
  g_autofree char *name = unroll_setting_name (chosen (self));
  g_auto (RnnSpec) spec = { 0 };

  *value = unroll_setting_control_get_value (self->value, chosen (self));
  rnn_spec_copy (&spec, in_force (self));
  return rnn_spec_set (&spec, name, *value, error)
         && rnn_spec_check (&spec, error);
}

static void
update (UnrollCompareDialog *self)
{
  g_autofree char *name = unroll_setting_name (chosen (self));
  g_autofree char *now = rnn_spec_get (in_force (self), name);
  g_autofree char *value = NULL;
  g_autofree char *sentence = NULL;
  g_autoptr (GError) error = NULL;
  gboolean possible = check (self, &value, &error);

  if (!possible)
    sentence = unroll_setting_sentence (error->message, name);
  else if (g_str_equal (value, now))
    sentence = g_strdup (_("That is what the run has; choose another value."));
  else
    sentence = g_strdup_printf (
      _("The run has %s. The new one begins at epoch 0, and both are seen in"
        " step."), unroll_setting_value_label (chosen (self), now));
  gtk_label_set_text (GTK_LABEL (self->note), sentence);
  gtk_widget_set_sensitive (self->compare,
                            possible && !g_str_equal (value, now));
}

/* (transfer full) */
static char *
proposal (UnrollCompareDialog *self,
          const char          *name)
{
  g_autofree char *now = rnn_spec_get (in_force (self), name);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  /* A switch has one other value only. */
  if (chosen (self)->type == RNN_SETTING_BOOLEAN)
    return g_strdup (g_str_equal (now, "true") ? "false" : "true");
  if (!g_str_equal (name, "training.learning_rate"))
    return g_steal_pointer (&now);

  /* A round number ten times as large is a round one, too. */
  g_ascii_formatd (number, sizeof number, "%.12g",
                   in_force (self)->learning_rate * FASTER);
  return g_strdup (number);
}

static const char *
change_signal (GtkWidget *control)
{
  if (GTK_IS_EDITABLE (control))
    return "changed";
  return GTK_IS_SWITCH (control) ? "notify::active" : "notify::selected";
}

static void
chosen_cb (UnrollCompareDialog *self)
{
  g_autofree char *name = unroll_setting_name (chosen (self));
  g_autofree char *value = proposal (self, name);

  if (self->value != NULL)
    gtk_box_remove (GTK_BOX (self->box), self->value);
  self->value = unroll_setting_control_new (chosen (self));
  gtk_widget_set_tooltip_text (self->value, _(chosen (self)->help));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->value),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  unroll_setting_label (chosen (self)), -1);
  gtk_box_insert_child_after (GTK_BOX (self->box), self->value, self->which);
  unroll_setting_control_set_value (self->value, chosen (self), value);
  if (GTK_IS_EDITABLE (self->value))
    g_object_set (gtk_editable_get_delegate (GTK_EDITABLE (self->value)),
                  "activates-default", TRUE, NULL);
  if (GTK_IS_SWITCH (self->value))
    gtk_widget_set_halign (self->value, GTK_ALIGN_START);
  g_signal_connect_swapped (self->value, change_signal (self->value),
                            G_CALLBACK (update), self);
  update (self);
}

static void
compare_cb (UnrollCompareDialog *self)
{
  g_autofree char *name = unroll_setting_name (chosen (self));
  g_autofree char *value = NULL;

  if (!check (self, &value, NULL))
    return;

  gtk_widget_activate_action (GTK_WIDGET (self), UNROLL_COMMAND_COMPARE_SETTING,
                              "(ss)", name, value);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* The window ---------------------------------------------------------------- */

/* The learning rate first.  The same samples must have the same numbers. */
static void
list_settings (UnrollCompareDialog *self,
               GtkStringList       *labels)
{
  const RnnSpec *spec = in_force (self);
  gsize n;
  const RnnSetting *settings = rnn_settings (&n);

  g_ptr_array_add (self->settings,
                   (gpointer) rnn_setting_find ("training.learning_rate"));
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *name = unroll_setting_name (&settings[i]);

      if (settings[i].beside && unroll_setting_is_relevant (&settings[i], spec)
          && !g_str_equal (name, "training.learning_rate")
          && !g_str_equal (name, "fit.epochs")
          && !(g_str_equal (name, "fit.seed") && spec->shuffle_samples)
          && !(g_str_equal (name, "training.batch") && spec->stateful))
        g_ptr_array_add (self->settings, (gpointer) &settings[i]);
    }
  for (guint i = 0; i < self->settings->len; i++)
    gtk_string_list_append (
      labels, unroll_setting_label (g_ptr_array_index (self->settings, i)));
}

static void
unroll_compare_dialog_dispose (GObject *object)
{
  UnrollCompareDialog *self = UNROLL_COMPARE_DIALOG (object);

  g_clear_object (&self->state);
  g_clear_pointer (&self->settings, g_ptr_array_unref);

  G_OBJECT_CLASS (unroll_compare_dialog_parent_class)->dispose (object);
}

static void
unroll_compare_dialog_class_init (UnrollCompareDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = unroll_compare_dialog_dispose;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0,
                                       "window.close", NULL);
}

static void
unroll_compare_dialog_init (UnrollCompareDialog *self)
{
  self->settings = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);
  gtk_widget_set_margin_top (self->box, MARGIN);
  gtk_widget_set_margin_bottom (self->box, MARGIN);
  gtk_widget_set_margin_start (self->box, MARGIN);
  gtk_widget_set_margin_end (self->box, MARGIN);
  self->note = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->note), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->note), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (self->note), 40);
  self->compare = gtk_button_new_with_mnemonic (_("_Compare"));
  /* GTK's own name for it has the underline, too. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->compare),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Compare"),
                                  -1);
  gtk_widget_add_css_class (self->compare, "suggested-action");
  gtk_widget_set_halign (self->compare, GTK_ALIGN_END);
  g_signal_connect_swapped (self->compare, "clicked", G_CALLBACK (compare_cb),
                            self);
  gtk_window_set_titlebar (GTK_WINDOW (self), gtk_header_bar_new ());
  gtk_window_set_child (GTK_WINDOW (self), self->box);
}

static void
fill (UnrollCompareDialog *self)
{
  GtkStringList *labels = gtk_string_list_new (NULL);

  list_settings (self, labels);
  self->which = gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->which),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The setting that differs"), -1);
  gtk_box_append (GTK_BOX (self->box), self->which);
  gtk_box_append (GTK_BOX (self->box), self->note);
  gtk_box_append (GTK_BOX (self->box), self->compare);
  g_signal_connect_swapped (self->which, "notify::selected",
                            G_CALLBACK (chosen_cb), self);
  chosen_cb (self);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->compare);
  gtk_widget_grab_focus (self->value);
}

GtkWidget *
unroll_compare_dialog_new (GtkApplicationWindow *parent,
                           UnrollViewState      *state)
{
  UnrollCompareDialog *self;

  g_return_val_if_fail (GTK_IS_APPLICATION_WINDOW (parent), NULL);
  g_return_val_if_fail (UNROLL_IS_VIEW_STATE (state), NULL);
  g_return_val_if_fail (unroll_view_state_get_frame (state) != NULL, NULL);

  self = g_object_new (UNROLL_TYPE_COMPARE_DIALOG, "transient-for", parent,
                       "modal", TRUE, "resizable", FALSE, "title",
                       _("Compare with a run that differs in"), NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "win",
                                  G_ACTION_GROUP (parent));
  self->state = g_object_ref (state);
  fill (self);

  return GTK_WIDGET (self);
}
