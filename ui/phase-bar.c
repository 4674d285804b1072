#include "ui/phase-bar.h"

#include <glib/gi18n-lib.h>

#include "ui/commands.h"
#include "ui/paint/walk.h"

typedef enum
{
  PILL_FORWARD,
  PILL_LOSS,
  PILL_BACKWARD,
  PILL_UPDATE,
  N_PILLS
} Pill;

struct _UnrollPhaseBar
{
  UnrollPart       parent_instance;

  /* Template widgets */
  GtkToggleButton *forward;
  GtkToggleButton *loss;
  GtkToggleButton *backward;
  GtkToggleButton *update;
  GtkLabel        *count;
};

G_DEFINE_FINAL_TYPE (UnrollPhaseBar, unroll_phase_bar, UNROLL_TYPE_PART)

static const char *const names[] = {
  [PILL_FORWARD] = N_("Forward"),
  [PILL_LOSS] = N_("Loss"),
  [PILL_BACKWARD] = N_("Backward"),
  [PILL_UPDATE] = N_("Update"),
};

static GtkToggleButton *
pill_button (UnrollPhaseBar *self,
             Pill            pill)
{
  GtkToggleButton *buttons[] = { self->forward, self->loss, self->backward,
                                 self->update };

  return buttons[pill];
}

/* The gradient of the weights and its clip are part of the update. */
static Pill
pill_of (RnnPhase phase)
{
  switch (phase)
    {
    case RNN_PHASE_READY:
    case RNN_PHASE_FORWARD:
      return PILL_FORWARD;
    case RNN_PHASE_LOSS:
      return PILL_LOSS;
    case RNN_PHASE_BACKWARD:
      return PILL_BACKWARD;
    case RNN_PHASE_GRADIENT:
    case RNN_PHASE_CLIP:
    case RNN_PHASE_UPDATE:
    default:
      return PILL_UPDATE;
    }
}

static RnnStop
first_stop (const RnnWalk *walk,
            Pill           pill)
{
  switch (pill)
    {
    case PILL_FORWARD:
      return (RnnStop) { .phase = RNN_PHASE_FORWARD, .layer = 0, .t = 1 };
    case PILL_LOSS:
      return (RnnStop) { .phase = RNN_PHASE_LOSS };
    case PILL_BACKWARD:
      return (RnnStop) { .phase = RNN_PHASE_BACKWARD,
                         .layer = walk->n_layers - 1,
                         .t = walk->time_steps };
    case PILL_UPDATE:
    case N_PILLS:
    default:
      return (RnnStop) { .phase = RNN_PHASE_GRADIENT };
    }
}

static void
show_pill (UnrollPhaseBar *self,
           const RnnFrame *frame,
           Pill            pill)
{
  RnnStop stop = rnn_walk_stop (&frame->walk, frame->stop);
  gboolean now = pill == pill_of (stop.phase);
  GtkToggleButton *button = pill_button (self, pill);
  g_autofree char *text = now ? paint_walk_phase (frame)
                              : g_strdup (_(names[pill]));

  if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), text) != 0)
    gtk_button_set_label (GTK_BUTTON (button), text);
  gtk_toggle_button_set_active (button, now);
}

static void
update_bar (UnrollPhaseBar *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  RnnFrame *frame = unroll_view_state_get_frame (state);
  gboolean walks = frame != NULL && paint_walk_is_on (frame);
  g_autofree char *count = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), walks);
  if (!walks)
    return;

  for (Pill pill = PILL_FORWARD; pill < N_PILLS; pill++)
    show_pill (self, frame, pill);
  /* Translators: the number of a stop, as in "7 of 11". */
  count = g_strdup_printf (_("%u of %u"), frame->stop,
                           rnn_walk_length (&frame->walk));
  gtk_label_set_label (self->count, count);
}

/* A toggle button turns by itself; which one is lit is the walk's matter. */
static void
pill_cb (UnrollPhaseBar  *self,
         GtkToggleButton *button)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  RnnFrame *frame = unroll_view_state_get_frame (state);

  for (Pill pill = PILL_FORWARD; pill < N_PILLS; pill++)
    if (button == pill_button (self, pill))
      gtk_widget_activate_action (
        GTK_WIDGET (self), UNROLL_COMMAND_WALK_TO, "u",
        rnn_walk_number (&frame->walk, first_stop (&frame->walk, pill)));
  update_bar (self);
}

static void
unroll_phase_bar_class_init (UnrollPhaseBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_css_name (widget_class, "phasebar");
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/unroll/Unroll/ui/phase-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, UnrollPhaseBar, forward);
  gtk_widget_class_bind_template_child (widget_class, UnrollPhaseBar, loss);
  gtk_widget_class_bind_template_child (widget_class, UnrollPhaseBar, backward);
  gtk_widget_class_bind_template_child (widget_class, UnrollPhaseBar, update);
  gtk_widget_class_bind_template_child (widget_class, UnrollPhaseBar, count);
  gtk_widget_class_bind_template_callback (widget_class, pill_cb);
}

static void
unroll_phase_bar_init (UnrollPhaseBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  unroll_part_watch (UNROLL_PART (self), "frame", G_CALLBACK (update_bar));
}

GtkWidget *
unroll_phase_bar_new (UnrollViewState *state)
{
  return g_object_new (UNROLL_TYPE_PHASE_BAR, "state", state, NULL);
}
