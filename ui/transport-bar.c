#include "ui/transport-bar.h"

#include <glib/gi18n-lib.h>

#include "ui/commands.h"
#include "ui/icon-label.h"
#include "ui/speed.h"

struct _UnrollTransportBar
{
  UnrollPart       parent_instance;

  /* Template widgets */
  GtkWidget       *reset;
  GtkWidget       *back;
  GtkWidget       *play;
  GtkStack        *play_face;
  GtkWidget       *step_group;
  GtkWidget       *step;
  GtkDropDown     *kind;
  GtkWidget       *speed_label;
  GtkWidget       *speed;
};

G_DEFINE_FINAL_TYPE (UnrollTransportBar, unroll_transport_bar, UNROLL_TYPE_PART)

#define SPACING 6

/* In the order of the drop-down. */
static const char *const step_kinds[] = { "time-step", "update", "epoch",
                                          "ten-epochs", "end" };

/* Setting a tooltip asks for the pointer's place again, so not for nothing. */
static void
set_tooltip (GtkWidget  *widget,
             const char *text)
{
  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) != 0)
    gtk_widget_set_tooltip_text (widget, text);
}

/* Why a button that goes back is asleep, or what it does. */
static void
set_back_tooltips (UnrollTransportBar *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  RnnFrame *frame = unroll_view_state_get_frame (state);
  const char *reason = NULL;

  if (frame == NULL)
    reason = _("The experiment is still being prepared.");
  else if (frame->position.update == 0 && frame->stop == 0)
    reason = _("Training is at its start: there is nothing to go back to.");

  set_tooltip (self->reset, reason != NULL
                              ? reason
                              : _("Back to the first weights (Home)"));
  set_tooltip (self->back, reason != NULL ? reason : _("One step back (,)"));
}

static void
playing_changed_cb (UnrollTransportBar *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  gboolean playing = unroll_view_state_get_playing (state);

  gtk_stack_set_visible_child_name (self->play_face,
                                    playing ? "pause" : "play");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  playing ? _("Pause") : _("Play"), -1);
  set_tooltip (self->play,
               playing ? _("Stop training here (Space)") : _("Train (Space)"));
}

/* A drop-down's button, which has the focus, has no name of its own. */
static void
name_kind (UnrollTransportBar *self)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->kind));
  GtkStringObject *kind = gtk_drop_down_get_selected_item (self->kind);
  g_autofree char *name = NULL;

  name = g_strdup_printf (_("How far one step goes: %s"),
                          gtk_string_object_get_string (kind));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
step_kind_changed_cb (UnrollTransportBar *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  const char *kind = unroll_view_state_get_step_kind (state);

  for (guint i = 0; i < G_N_ELEMENTS (step_kinds); i++)
    if (g_str_equal (kind, step_kinds[i]))
      gtk_drop_down_set_selected (self->kind, i);
  name_kind (self);
}

static void
speed_state_changed_cb (UnrollTransportBar *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  double speed = unroll_view_state_get_speed (state);
  double place = gtk_range_get_value (GTK_RANGE (self->speed));
  g_autofree char *words = unroll_speed_describe (speed);

  /* Many places give the same speed: the hand's own stays where it is. */
  if (unroll_speed_from_place (place) != speed)
    gtk_range_set_value (GTK_RANGE (self->speed),
                         unroll_speed_to_place (speed));
  gtk_widget_set_tooltip_text (self->speed, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->speed),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words,
                                  -1);
}

static void
kind_selected_cb (UnrollTransportBar *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  guint selected = gtk_drop_down_get_selected (self->kind);

  if (state == NULL || selected >= G_N_ELEMENTS (step_kinds))
    return;

  gtk_widget_activate_action (GTK_WIDGET (self), UNROLL_COMMAND_STEP_KIND, "s",
                              step_kinds[selected]);
}

static gboolean
speed_changed_cb (UnrollTransportBar *self,
                  GtkScrollType       scroll,
                  double              place)
{
  gtk_widget_activate_action (GTK_WIDGET (self), UNROLL_COMMAND_SPEED, "d",
                              unroll_speed_from_place (place));

  return GDK_EVENT_PROPAGATE;
}

#define N_CHILDREN 6

/* In their order from start to end. */
static void
list_children (UnrollTransportBar *self,
               GtkWidget          *children[N_CHILDREN])
{
  children[0] = self->reset;
  children[1] = self->back;
  children[2] = self->play;
  children[3] = self->step_group;
  children[4] = self->speed_label;
  children[5] = self->speed;
}

/* The width of a child with all words, or with none: that of a label is 0
 * then. */
static int
width_of (UnrollTransportBar *self,
          GtkWidget          *child,
          gboolean            words)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural,
                      NULL, NULL);
  if (words)
    return natural;

  return child == self->speed_label ? 0 : minimum;
}

static int
total_width (UnrollTransportBar *self,
             gboolean            words)
{
  GtkWidget *children[N_CHILDREN];
  int total = -SPACING;

  list_children (self, children);
  for (guint i = 0; i < N_CHILDREN; i++)
    {
      int width = width_of (self, children[i], words);

      total += width > 0 ? width + SPACING : 0;
    }

  return total;
}

static void
unroll_transport_bar_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  UnrollTransportBar *self = UNROLL_TRANSPORT_BAR (widget);
  GtkWidget *children[N_CHILDREN];

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = total_width (self, FALSE);
      *natural = total_width (self, TRUE);
      return;
    }

  *minimum = *natural = 0;
  list_children (self, children);
  for (guint i = 0; i < N_CHILDREN; i++)
    {
      int child_minimum, child_natural;

      gtk_widget_measure (children[i], orientation, -1, &child_minimum,
                          &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
}

/* All words or none: a bar with some words only looks broken. */
static void
unroll_transport_bar_size_allocate (GtkWidget *widget,
                                    int        width,
                                    int        height,
                                    int        baseline)
{
  UnrollTransportBar *self = UNROLL_TRANSPORT_BAR (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gboolean words = width >= total_width (self, TRUE);
  GtkWidget *children[N_CHILDREN];
  int x = 0;

  list_children (self, children);
  for (guint i = 0; i < N_CHILDREN; i++)
    {
      int child_width = width_of (self, children[i], words);

      gtk_widget_set_child_visible (children[i], child_width > 0);
      if (child_width == 0)
        continue;
      gtk_widget_size_allocate (children[i],
                                &(GtkAllocation) {
                                  rtl ? width - x - child_width : x, 0,
                                  child_width, height },
                                baseline);
      x += child_width + SPACING;
    }
}

static void
unroll_transport_bar_class_init (UnrollTransportBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (UNROLL_TYPE_ICON_LABEL);

  widget_class->measure = unroll_transport_bar_measure;
  widget_class->size_allocate = unroll_transport_bar_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "transportbar");
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/unroll/Unroll/ui/transport-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, UnrollTransportBar, reset);
  gtk_widget_class_bind_template_child (widget_class, UnrollTransportBar, back);
  gtk_widget_class_bind_template_child (widget_class, UnrollTransportBar, play);
  gtk_widget_class_bind_template_child (widget_class, UnrollTransportBar, play_face);
  gtk_widget_class_bind_template_child (widget_class, UnrollTransportBar, step_group);
  gtk_widget_class_bind_template_child (widget_class, UnrollTransportBar, step);
  gtk_widget_class_bind_template_child (widget_class, UnrollTransportBar, kind);
  gtk_widget_class_bind_template_child (widget_class, UnrollTransportBar, speed_label);
  gtk_widget_class_bind_template_child (widget_class, UnrollTransportBar, speed);
  gtk_widget_class_bind_template_callback (widget_class, kind_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, speed_changed_cb);
}

static void
unroll_transport_bar_init (UnrollTransportBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* A click into it leaves the focus where it is, so that Space still plays. */
  gtk_widget_set_focus_on_click (
    gtk_widget_get_first_child (GTK_WIDGET (self->kind)), FALSE);

  unroll_part_watch (UNROLL_PART (self), "frame",
                     G_CALLBACK (set_back_tooltips));
  unroll_part_watch (UNROLL_PART (self), "playing",
                     G_CALLBACK (playing_changed_cb));
  unroll_part_watch (UNROLL_PART (self), "step-kind",
                     G_CALLBACK (step_kind_changed_cb));
  unroll_part_watch (UNROLL_PART (self), "speed",
                     G_CALLBACK (speed_state_changed_cb));
}

GtkWidget *
unroll_transport_bar_new (UnrollViewState *state)
{
  return g_object_new (UNROLL_TYPE_TRANSPORT_BAR, "state", state, NULL);
}

void
unroll_transport_bar_focus_play (UnrollTransportBar *self)
{
  g_return_if_fail (UNROLL_IS_TRANSPORT_BAR (self));

  gtk_widget_grab_focus (self->play);
}
