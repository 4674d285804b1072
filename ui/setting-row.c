#include "ui/setting-row.h"

#include <glib/gi18n-lib.h>

#include "core/error.h"
#include "ui/round-number.h"
#include "ui/setting-control.h"
#include "ui/setting-words.h"

struct _UnrollSettingRow
{
  GtkBox            parent_instance;

  /* Children */
  GtkWidget        *line;
  GtkWidget        *label;
  GtkWidget        *control;
  GtkWidget        *error;

  /* Owned */
  char             *name;     /* "group.key" */
  char             *value;    /* in force */
  RnnSpec           scratch;  /* where the core checks what is typed */

  /* Borrowed */
  const RnnSetting *setting;

  gboolean          showing;  /* the control changes by us, not by a person */
  gboolean          reverting; /* a spin button is about to go back */
};

G_DEFINE_FINAL_TYPE (UnrollSettingRow, unroll_setting_row, GTK_TYPE_BOX)

enum
{
  CHANGED,
  TYPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define LINE_SPACING 8

/* The text form of @text as the core writes it (transfer full), or NULL. */
static char *
check (UnrollSettingRow  *self,
       const char        *text,
       GError           **error)
{
  if (!rnn_spec_set (&self->scratch, self->name, text, error))
    return NULL;

  if (self->setting->type == RNN_SETTING_UNITS && self->scratch.n_layers != 1)
    {
      g_set_error_literal (error, RNN_ERROR, RNN_ERROR_SETTING,
                           _("One layer takes one number: add a recurrent "
                             "layer for another."));
      return NULL;
    }

  return rnn_spec_get (&self->scratch, self->name);
}

/* Puts the value in force into the control. */
static void
show (UnrollSettingRow *self)
{
  self->showing = TRUE;
  unroll_setting_control_set_value (self->control, self->setting,
                                    self->value != NULL ? self->value : "");
  self->showing = FALSE;
}

static void
show_sentence (UnrollSettingRow *self,
               const char       *sentence)
{
  gtk_label_set_label (GTK_LABEL (self->error),
                       sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->error, sentence != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->control),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               sentence != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                                : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/* What was typed is wrong, so previews go back to the value in force. */
static void
show_error (UnrollSettingRow *self,
            const GError     *error)
{
  g_autofree char *sentence
    = unroll_setting_sentence (error->message, self->name);

  show_sentence (self, sentence);
  g_signal_emit (self, signals[TYPED], 0, self->value);
}

/* @text becomes the value if the core takes it. */
static void
commit (UnrollSettingRow *self,
        const char       *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = check (self, text, &error);

  if (value == NULL)
    {
      show (self);
      show_error (self, error);
      return;
    }

  if (g_strcmp0 (value, self->value) == 0)
    {
      show (self);
      return;
    }

  show_sentence (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0, value);
}

static void
typed_cb (UnrollSettingRow *self)
{
  const char *text;
  g_autofree char *value = NULL;

  if (self->showing || self->reverting)
    return;

  /* A wrong text that was taken back is not typing. */
  text = gtk_editable_get_text (GTK_EDITABLE (self->control));
  if (g_strcmp0 (text, self->value) != 0)
    show_sentence (self, NULL);

  value = check (self, text, NULL);
  if (value != NULL)
    g_signal_emit (self, signals[TYPED], 0, value);
}

static void
commit_text_cb (UnrollSettingRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->control));

  if (g_strcmp0 (text, self->value) != 0)
    commit (self, text);
}

/* The spin button asks this for the number behind its text, when Enter is
 * pressed and when it loses the focus. */
static int
spin_input_cb (UnrollSettingRow *self,
               double           *number)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  value = check (self, gtk_editable_get_text (GTK_EDITABLE (self->control)),
                 &error);
  if (value == NULL)
    {
      show (self);
      show_error (self, error);
      return GTK_INPUT_ERROR;
    }

  *number = g_ascii_strtod (value, NULL);

  return TRUE;
}

static void
commit_shown (UnrollSettingRow *self)
{
  g_autofree char *value
    = unroll_setting_control_get_value (self->control, self->setting);

  commit (self, value);
}

/* A choice or a switch. */
static void
chosen_cb (UnrollSettingRow *self)
{
  if (!self->showing)
    commit_shown (self);
}

/* When a refused number is taken back while it is being told, GTK tells the
 * other one only after this has returned, and changes the text then. */
static void
spin_changed_cb (UnrollSettingRow *self)
{
  GtkSpinButton *spin = GTK_SPIN_BUTTON (self->control);
  double value = gtk_spin_button_get_value (spin);

  if (self->showing)
    return;

  if (self->reverting)
    {
      self->reverting = FALSE;
      return;
    }

  commit_shown (self);
  self->reverting = gtk_spin_button_get_value (spin) != value;
}

static void
step_real (UnrollSettingRow *self,
           gboolean          up)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->control));
  g_autofree char *value = check (self, text, NULL);
  g_autofree char *stepped = NULL;
  double old = g_ascii_strtod (value != NULL ? value : self->value, NULL);
  double stepped_number;

  stepped_number = self->setting->open_min ? unroll_round_number_step (old, up)
                                           : unroll_share_step (old, up);
  g_ascii_formatd (number, sizeof number, "%.9g", stepped_number);
  stepped = check (self, number, NULL);
  if (stepped == NULL)
    gtk_widget_error_bell (GTK_WIDGET (self));
  else
    commit (self, stepped);
}

static gboolean
key_pressed_cb (UnrollSettingRow *self,
                guint             keyval,
                guint             keycode,
                GdkModifierType   modifiers)
{
  gboolean real = self->setting->type == RNN_SETTING_REAL;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->control));

  if (real && (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up))
    step_real (self, TRUE);
  else if (real && (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down))
    step_real (self, FALSE);
  else if (keyval == GDK_KEY_Escape && g_strcmp0 (text, self->value) != 0)
    {
      show (self);
      show_sentence (self, NULL);
      g_signal_emit (self, signals[TYPED], 0, self->value);
    }
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

static void
add_key_controller (UnrollSettingRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb),
                            self);
  gtk_widget_add_controller (self->control, keys);
}

static void
connect_entry (UnrollSettingRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (self->control, "activate",
                            G_CALLBACK (commit_text_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (commit_text_cb), self);
  gtk_widget_add_controller (self->control, focus);
}

static void
connect_control (UnrollSettingRow *self)
{
  GtkWidget *control = self->control;

  if (GTK_IS_SPIN_BUTTON (control))
    {
      g_signal_connect_swapped (control, "input", G_CALLBACK (spin_input_cb),
                                self);
      g_signal_connect_swapped (control, "value-changed",
                                G_CALLBACK (spin_changed_cb), self);
    }
  else if (GTK_IS_EDITABLE (control))
    connect_entry (self);
  else if (GTK_IS_DROP_DOWN (control))
    g_signal_connect_swapped (control, "notify::selected",
                              G_CALLBACK (chosen_cb), self);
  else
    g_signal_connect_swapped (control, "notify::active",
                              G_CALLBACK (chosen_cb), self);

  if (GTK_IS_EDITABLE (control))
    {
      g_signal_connect_swapped (control, "changed", G_CALLBACK (typed_cb),
                                self);
      add_key_controller (self);
    }
}

/* What a setting does, what changing it costs, and how its keys work. */
static void
describe (UnrollSettingRow *self,
          const char       *help)
{
  g_autofree char *tooltip = NULL;
  const char *cost = self->setting->live
                       ? _("Takes effect at once.")
                       : _("A change begins the training anew.");

  tooltip = g_strjoin ("\n", help, cost,
                       self->setting->type == RNN_SETTING_REAL
                         ? _("Up and Down go through round numbers.") : NULL,
                       NULL);
  gtk_widget_set_tooltip_text (self->line, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (self->label)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, tooltip,
                                  -1);
}

static void
unroll_setting_row_finalize (GObject *object)
{
  UnrollSettingRow *self = UNROLL_SETTING_ROW (object);

  g_free (self->name);
  g_free (self->value);
  rnn_spec_clear (&self->scratch);

  G_OBJECT_CLASS (unroll_setting_row_parent_class)->finalize (object);
}

static void
unroll_setting_row_class_init (UnrollSettingRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = unroll_setting_row_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TYPED] = g_signal_new ("typed", G_TYPE_FROM_CLASS (klass),
                                 G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "settingrow");
}

static void
unroll_setting_row_init (UnrollSettingRow *self)
{
  rnn_spec_init_default (&self->scratch);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self),
                                  GTK_ORIENTATION_VERTICAL);

  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, LINE_SPACING);
  gtk_box_append (GTK_BOX (self), self->line);

  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_add_css_class (self->label, "dim-label");
  gtk_box_append (GTK_BOX (self->line), self->label);

  self->error = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->error), 0);
  gtk_label_set_wrap (GTK_LABEL (self->error), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->error), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (self->error), 1);
  gtk_widget_set_visible (self->error, FALSE);
  gtk_widget_add_css_class (self->error, "sentence");
  gtk_widget_add_css_class (self->error, "wrong");
  gtk_box_append (GTK_BOX (self), self->error);
}

GtkWidget *
unroll_setting_row_new (const RnnSetting *setting,
                        const char       *help)
{
  UnrollSettingRow *self;

  g_return_val_if_fail (setting != NULL, NULL);

  self = g_object_new (UNROLL_TYPE_SETTING_ROW, NULL);
  self->setting = setting;
  self->name = unroll_setting_name (setting);

  gtk_label_set_label (GTK_LABEL (self->label), unroll_setting_label (setting));

  self->control = unroll_setting_control_new (setting);
  gtk_widget_set_hexpand (self->control, TRUE);
  gtk_box_append (GTK_BOX (self->line), self->control);
  gtk_label_set_mnemonic_widget (GTK_LABEL (self->label), self->control);
  /* With both a label and this relation the name would be read out twice. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->control),
                                 GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->control),
                                  GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE,
                                  self->error, -1);
  connect_control (self);
  describe (self, help != NULL ? help
                               : g_dgettext (GETTEXT_PACKAGE, setting->help));

  return GTK_WIDGET (self);
}

const RnnSetting *
unroll_setting_row_get_setting (UnrollSettingRow *self)
{
  g_return_val_if_fail (UNROLL_IS_SETTING_ROW (self), NULL);

  return self->setting;
}

void
unroll_setting_row_set_value (UnrollSettingRow *self,
                              const char       *value)
{
  g_return_if_fail (UNROLL_IS_SETTING_ROW (self));
  g_return_if_fail (value != NULL);

  if (g_strcmp0 (self->value, value) == 0)
    return;

  g_free (self->value);
  self->value = g_strdup (value);
  show (self);
  show_sentence (self, NULL);
}

const char *
unroll_setting_row_get_value (UnrollSettingRow *self)
{
  g_return_val_if_fail (UNROLL_IS_SETTING_ROW (self), NULL);

  return self->value;
}

void
unroll_setting_row_set_error (UnrollSettingRow *self,
                              const char       *sentence)
{
  g_return_if_fail (UNROLL_IS_SETTING_ROW (self));

  if (sentence != NULL)
    show (self);
  show_sentence (self, sentence);
}

const char *
unroll_setting_row_get_error (UnrollSettingRow *self)
{
  g_return_val_if_fail (UNROLL_IS_SETTING_ROW (self), NULL);

  return gtk_widget_get_visible (self->error)
           ? gtk_label_get_label (GTK_LABEL (self->error)) : NULL;
}

GtkWidget *
unroll_setting_row_get_control (UnrollSettingRow *self)
{
  g_return_val_if_fail (UNROLL_IS_SETTING_ROW (self), NULL);

  return self->control;
}

void
unroll_setting_row_align (UnrollSettingRow *self,
                          GtkSizeGroup     *labels)
{
  g_return_if_fail (UNROLL_IS_SETTING_ROW (self));

  gtk_size_group_add_widget (labels, self->label);
}

void
unroll_setting_row_set_waiting (UnrollSettingRow *self,
                                gboolean          waiting)
{
  g_return_if_fail (UNROLL_IS_SETTING_ROW (self));

  if (waiting)
    gtk_widget_add_css_class (self->label, "waiting");
  else
    gtk_widget_remove_css_class (self->label, "waiting");
}

void
unroll_setting_row_add_suffix (UnrollSettingRow *self,
                               GtkWidget        *suffix)
{
  g_return_if_fail (UNROLL_IS_SETTING_ROW (self));

  gtk_box_append (GTK_BOX (self->line), suffix);
}
