#include "ui/weight-popover.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/number.h"
#include "ui/commands.h"
#include "ui/paint/number.h"
#include "ui/paint/touched.h"

#define TURN 0.1
#define FINE_TURN 0.01
#define SPACING 6
#define WIDTH_CHARS 14

struct _UnrollWeightPopover
{
  GtkPopover  parent_instance;

  /* Borrowed */
  GtkWidget  *entry;
  GtkLabel   *note;

  gsize       index;
  double      value;          /* the last one that was a number */
};

G_DEFINE_FINAL_TYPE (UnrollWeightPopover, unroll_weight_popover,
                     GTK_TYPE_POPOVER)

/* The note ----------------------------------------------------------------- */

static void
set_note (UnrollWeightPopover *self,
          const char          *sentence,
          gboolean             is_error)
{
  gtk_label_set_text (self->note, sentence);
  if (is_error)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               is_error ? GTK_ACCESSIBLE_INVALID_TRUE
                                        : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sentence, -1);
}

static void
show_keys (UnrollWeightPopover *self)
{
  set_note (self, _("Enter sets it; ↑ and ↓ turn it by 0.1, with Shift by "
                    "0.01"), FALSE);
}

/* Numbers ------------------------------------------------------------------ */

/* As people write them, with a true minus sign or a comma.  FALSE when it is
 * none; too large a one is infinite. */
static gboolean
parse (const char *text,
       double     *value)
{
  g_autoptr (GString) plain = g_string_new (text);

  g_string_replace (plain, "−", "-", 0);
  g_string_replace (plain, ",", ".", 0);
  if (rnn_number_parse (plain->str, value))
    return TRUE;

  *value = g_ascii_strtod (plain->str, NULL);
  return isinf (*value)
         && g_ascii_isdigit (plain->str[strspn (plain->str, " +-")]);
}

/* FALSE when that is no value for a parameter; then says so. */
static gboolean
read_entry (UnrollWeightPopover *self,
            double              *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  char limit[PAINT_NUMBER_SIZE];
  g_autofree char *sentence = NULL;

  paint_number_whole ((guint64) RNN_MAX_WEIGHT, limit);
  if (!parse (text, value))
    sentence = *text == '\0'
                 ? g_strdup (_("Type a number such as −0.5"))
                 : g_strdup_printf (_("‘%s’ is no number; type one such as "
                                      "−0.5"), text);
  else if (fabs (*value) > RNN_MAX_WEIGHT)
    sentence = g_strdup_printf (_("%s is too large; type a number from −%s to "
                                  "%s"), text, limit, limit);
  if (sentence == NULL)
    return TRUE;

  set_note (self, sentence, TRUE);
  return FALSE;
}

static void
set_text (UnrollWeightPopover *self,
          double               value)
{
  char number[PAINT_NUMBER_SIZE];

  paint_number_full (value, PAINT_NUMBER_PLAIN, number);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), number);
}

static void
apply (UnrollWeightPopover *self,
       double               value)
{
  self->value = value;
  gtk_widget_activate_action (GTK_WIDGET (self), UNROLL_COMMAND_SET_WEIGHT,
                              "(ud)", (guint32) self->index, value);
}

static void
activate_cb (UnrollWeightPopover *self)
{
  double value;

  if (!read_entry (self, &value))
    return;
  apply (self, value);
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* Rounded to what is shown, so that ten tenths are one. */
static void
turn (UnrollWeightPopover *self,
      double               by)
{
  double value, turned;

  if (!parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)), &value))
    value = self->value;
  turned = CLAMP (value + by, -RNN_MAX_WEIGHT, RNN_MAX_WEIGHT);
  turned = round (turned * 1e6) / 1e6;
  apply (self, turned);
  set_text (self, turned);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

static gboolean
key_pressed_cb (UnrollWeightPopover *self,
                guint                keyval,
                guint                keycode,
                GdkModifierType      modifiers)
{
  double by = (modifiers & GDK_SHIFT_MASK) != 0 ? FINE_TURN : TURN;

  if (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up)
    turn (self, by);
  else if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    turn (self, -by);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

/* The widget --------------------------------------------------------------- */

static void
unroll_weight_popover_class_init (UnrollWeightPopoverClass *klass)
{
}

static void
unroll_weight_popover_init (UnrollWeightPopover *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), WIDTH_CHARS);
  gtk_widget_add_css_class (self->entry, "numeric");
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb),
                            self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (show_keys),
                            self);

  /* The entry would move its cursor. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb),
                            self);
  gtk_widget_add_controller (self->entry, keys);
}

/* "W_hh[1, 2]" (transfer full). */
static char *
name_of (const RnnFrame *frame,
         gsize           index)
{
  PaintTarget target = paint_touched_weight (&frame->network, index);
  g_autofree char *name
    = rnn_network_parameter_name (&frame->network, target.parameter);

  if (frame->network.parameters[target.parameter].rows == 1)
    return g_strdup_printf ("%s[%u]", name, target.column + 1);

  return g_strdup_printf ("%s[%u, %u]", name, target.row + 1,
                          target.column + 1);
}

static void
fill (UnrollWeightPopover *self,
      const char          *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);
  GtkWidget *title = gtk_label_new (name);
  GtkWidget *note = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_add_css_class (title, "card-title");
  gtk_label_set_xalign (GTK_LABEL (note), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (note), 3 * WIDTH_CHARS);
  gtk_widget_add_css_class (note, "caption");
  gtk_widget_add_css_class (note, "dim-label");
  self->note = GTK_LABEL (note);

  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), note);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

GtkWidget *
unroll_weight_popover_new (UnrollViewState *state,
                           gsize            index,
                           const char      *typed)
{
  UnrollWeightPopover *self;
  g_autofree char *name = NULL;
  RnnFrame *frame;

  g_return_val_if_fail (UNROLL_IS_VIEW_STATE (state), NULL);
  frame = unroll_view_state_get_frame (state);
  g_return_val_if_fail (frame != NULL && index < frame->network.size, NULL);

  self = g_object_new (UNROLL_TYPE_WEIGHT_POPOVER, NULL);
  self->index = index;
  self->value = frame->parameters[index];
  name = name_of (frame, index);
  fill (self, name);
  if (typed != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), typed);
  else
    set_text (self, self->value);
  show_keys (self);

  return GTK_WIDGET (self);
}

GtkWidget *
unroll_weight_popover_get_entry (UnrollWeightPopover *self)
{
  g_return_val_if_fail (UNROLL_IS_WEIGHT_POPOVER (self), NULL);

  return self->entry;
}

const char *
unroll_weight_popover_get_note (UnrollWeightPopover *self)
{
  g_return_val_if_fail (UNROLL_IS_WEIGHT_POPOVER (self), NULL);

  return gtk_label_get_text (self->note);
}
