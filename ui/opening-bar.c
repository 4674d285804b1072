#include "ui/opening-bar.h"

#include <glib/gi18n-lib.h>

#include "ui/commands.h"

struct _UnrollOpeningBar
{
  UnrollPart      parent_instance;

  /* Template widgets */
  GtkWidget      *box;
  GtkLabel       *label;
  GtkProgressBar *progress;
};

G_DEFINE_FINAL_TYPE (UnrollOpeningBar, unroll_opening_bar, UNROLL_TYPE_PART)

static void
update_name (UnrollOpeningBar *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  const char *name = unroll_view_state_get_opening (state);
  g_autofree char *sentence = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), name != NULL);
  if (name == NULL)
    return;

  sentence = g_strdup_printf (_("Reading ‘%s’"), name);
  gtk_label_set_label (self->label, sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}

static void
update_share (UnrollOpeningBar *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));

  gtk_progress_bar_set_fraction (self->progress,
                                 unroll_view_state_get_opening_share (state));
}

/* Otherwise the key is for whoever wants it. */
static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   data)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (widget));

  return state != NULL && unroll_view_state_get_opening (state) != NULL
         && gtk_widget_activate_action (widget, UNROLL_COMMAND_CANCEL_OPENING,
                                        NULL);
}

/* Wherever the focus is, and before all others. */
static void
add_escape (UnrollOpeningBar *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
unroll_opening_bar_class_init (UnrollOpeningBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_css_name (widget_class, "openingbar");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/unroll/Unroll/ui/opening-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, UnrollOpeningBar, box);
  gtk_widget_class_bind_template_child (widget_class, UnrollOpeningBar, label);
  gtk_widget_class_bind_template_child (widget_class, UnrollOpeningBar, progress);
}

static void
unroll_opening_bar_init (UnrollOpeningBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  add_escape (self);

  unroll_part_watch (UNROLL_PART (self), "opening", G_CALLBACK (update_name));
  unroll_part_watch (UNROLL_PART (self), "opening-share",
                     G_CALLBACK (update_share));
}

GtkWidget *
unroll_opening_bar_new (UnrollViewState *state)
{
  return g_object_new (UNROLL_TYPE_OPENING_BAR, "state", state, NULL);
}
