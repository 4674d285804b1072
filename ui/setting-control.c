#include "ui/setting-control.h"

#include "ui/setting-words.h"

#define PAGE_STEP 10
#define LEAST_CHARS 3
#define USUAL_CHARS 8

/* The wheel turns the panel, never a number that happens to lie under it. */
static void
ignore_wheel (GtkWidget *spin)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (spin);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller
        = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}

static GtkWidget *
new_spin (const RnnSetting *setting)
{
  GtkWidget *spin
    = gtk_spin_button_new_with_range (setting->min, setting->max, 1);

  gtk_spin_button_set_update_policy (GTK_SPIN_BUTTON (spin),
                                     GTK_UPDATE_IF_VALID);
  /* A wrong letter is answered by a sentence, not by silence. */
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), FALSE);
  gtk_spin_button_set_increments (GTK_SPIN_BUTTON (spin), 1, PAGE_STEP);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), LEAST_CHARS);
  ignore_wheel (spin);

  return spin;
}

static GtkWidget *
new_entry (void)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), LEAST_CHARS);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), USUAL_CHARS);

  return entry;
}

static GtkWidget *
new_drop_down (const RnnSetting *setting)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; setting->choices[i] != NULL; i++)
    g_ptr_array_add (labels, (char *) unroll_setting_choice_label (setting, i));
  g_ptr_array_add (labels, NULL);

  return gtk_drop_down_new_from_strings ((const char *const *) labels->pdata);
}

static GtkWidget *
new_switch (void)
{
  GtkWidget *toggle = gtk_switch_new ();

  gtk_widget_set_halign (toggle, GTK_ALIGN_END);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);

  return toggle;
}

GtkWidget *
unroll_setting_control_new (const RnnSetting *setting)
{
  g_return_val_if_fail (setting != NULL, NULL);

  switch (setting->type)
    {
    case RNN_SETTING_INTEGER:
    case RNN_SETTING_UNITS:
      return new_spin (setting);
    case RNN_SETTING_CHOICE:
      return new_drop_down (setting);
    case RNN_SETTING_BOOLEAN:
      return new_switch ();
    case RNN_SETTING_TEXT:
    case RNN_SETTING_REAL:
      return new_entry ();
    default:
      g_return_val_if_reached (NULL);
    }
}

static guint
choice_index (const RnnSetting *setting,
              const char       *value)
{
  for (guint i = 0; setting->choices[i] != NULL; i++)
    if (g_str_equal (setting->choices[i], value))
      return i;

  return GTK_INVALID_LIST_POSITION;
}

void
unroll_setting_control_set_value (GtkWidget        *control,
                                  const RnnSetting *setting,
                                  const char       *value)
{
  g_return_if_fail (GTK_IS_WIDGET (control));
  g_return_if_fail (setting != NULL && value != NULL);

  if (GTK_IS_SPIN_BUTTON (control))
    gtk_spin_button_set_value (GTK_SPIN_BUTTON (control),
                               g_ascii_strtod (value, NULL));
  else if (GTK_IS_EDITABLE (control))
    gtk_editable_set_text (GTK_EDITABLE (control), value);
  else if (GTK_IS_DROP_DOWN (control))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (control),
                                choice_index (setting, value));
  else
    gtk_switch_set_active (GTK_SWITCH (control), g_str_equal (value, "true"));
}

char *
unroll_setting_control_get_value (GtkWidget        *control,
                                  const RnnSetting *setting)
{
  g_return_val_if_fail (GTK_IS_WIDGET (control), NULL);
  g_return_val_if_fail (setting != NULL, NULL);

  if (GTK_IS_SPIN_BUTTON (control))
    return g_strdup_printf (
      "%.0f", gtk_spin_button_get_value (GTK_SPIN_BUTTON (control)));
  if (GTK_IS_EDITABLE (control))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (control)));
  if (GTK_IS_DROP_DOWN (control))
    {
      guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (control));

      return g_strdup (setting->choices[selected]);
    }

  return g_strdup (gtk_switch_get_active (GTK_SWITCH (control)) ? "true"
                                                                : "false");
}
