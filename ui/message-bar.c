#include "ui/message-bar.h"

struct _UnrollMessageBar
{
  UnrollPart       parent_instance;

  /* Template widgets */
  GtkRevealer     *revealer;
  GtkWidget       *box;
  GtkLabel        *label;
  GtkButton       *remedy;
};

G_DEFINE_FINAL_TYPE (UnrollMessageBar, unroll_message_bar, UNROLL_TYPE_PART)

static void
update (UnrollMessageBar *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  const char *message = unroll_view_state_get_message (state);
  const char *label = unroll_view_state_get_remedy_label (state);
  const char *action = unroll_view_state_get_remedy_action (state);

  /* The old words stay while the bar slides away. */
  gtk_revealer_set_reveal_child (self->revealer, message != NULL);
  if (message == NULL)
    return;

  gtk_label_set_text (self->label, message);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, message, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->remedy), label != NULL);
  if (label != NULL)
    gtk_button_set_label (self->remedy, label);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->remedy),
                                           action);
}

static void
unroll_message_bar_class_init (UnrollMessageBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_css_name (widget_class, "messagebar");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/unroll/Unroll/ui/message-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, UnrollMessageBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, UnrollMessageBar, box);
  gtk_widget_class_bind_template_child (widget_class, UnrollMessageBar, label);
  gtk_widget_class_bind_template_child (widget_class, UnrollMessageBar, remedy);
}

static void
unroll_message_bar_init (UnrollMessageBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  unroll_part_watch (UNROLL_PART (self), "message",
                     G_CALLBACK (update));
  unroll_part_watch (UNROLL_PART (self), "remedy-label",
                     G_CALLBACK (update));
  unroll_part_watch (UNROLL_PART (self), "remedy-action",
                     G_CALLBACK (update));
}

GtkWidget *
unroll_message_bar_new (UnrollViewState *state)
{
  return g_object_new (UNROLL_TYPE_MESSAGE_BAR, "state", state, NULL);
}
