#include "ui/scrubber.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/branch-form.h"
#include "ui/commands.h"
#include "ui/paint/number.h"
#include "ui/runs-list.h"
#include "ui/reading.h"

struct _UnrollScrubber
{
  UnrollPart       parent_instance;

  /* Template widgets */
  UnrollReading   *label;
  GtkRange        *scale;
  GtkAdjustment   *adjustment;
  GtkWidget       *best;
  GtkMenuButton   *branch;
  GtkMenuButton   *runs;
  GtkLabel        *run;

  GtkWidget       *focus;     /* before a popover had it: weak, or NULL */
};

G_DEFINE_FINAL_TYPE (UnrollScrubber, unroll_scrubber, UNROLL_TYPE_PART)

#define LOSS_DECIMALS 3

/* A person reads the epoch; what batch of it is worth telling only between. */
static void
show_position (UnrollScrubber *self,
               RnnFrame       *frame)
{
  g_autofree char *text = NULL;

  if (frame->position.batch > 0)
    text = g_strdup_printf (_("Epoch <b>%u</b> / %u, update %u / %u"),
                            frame->position.epoch, frame->spec.epochs,
                            frame->position.batch, frame->batches);
  else
    text = g_strdup_printf (_("Epoch <b>%u</b> / %u"), frame->position.epoch,
                            frame->spec.epochs);

  unroll_reading_set_markup (self->label, text);
}

static void
show_best (UnrollScrubber *self,
           RnnFrame       *frame)
{
  g_autofree char *text = NULL;
  char number[PAINT_NUMBER_SIZE];

  if (frame->best_epoch == 0)
    text = g_strdup (_("There is no best epoch before the first one is trained."));
  else
    text = g_strdup_printf (_("Epoch %u has the lowest loss so far: %s"),
                            frame->best_epoch,
                            paint_number (frame->best_loss, LOSS_DECIMALS,
                                          PAINT_NUMBER_PLAIN, number));

  if (g_strcmp0 (gtk_widget_get_tooltip_text (self->best), text) != 0)
    gtk_widget_set_tooltip_text (self->best, text);
}

/* The window is laid out anew for each place of the slider, so while training
 * runs it moves by whole pixels. */
static gboolean
is_worth_it (UnrollScrubber *self,
             RnnFrame       *frame,
             double          shown,
             double          value)
{
  double width = MAX (gtk_widget_get_width (GTK_WIDGET (self->scale)), 1);
  double pixel = gtk_adjustment_get_upper (self->adjustment) / width;

  return shown != value && (!frame->running || fabs (value - shown) >= pixel);
}

static void
update_range (UnrollScrubber *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  RnnFrame *frame = unroll_view_state_get_frame (state);
  gsize n_metrics;
  double upper;

  if (frame == NULL)
    return;

  n_metrics = rnn_series_length (unroll_view_state_get_series (state));
  upper = MAX (MAX (frame->spec.epochs, frame->position.epoch), n_metrics);
  if (gtk_adjustment_get_upper (self->adjustment) != upper)
    gtk_adjustment_set_upper (self->adjustment, upper);
  if (is_worth_it (self, frame, gtk_range_get_fill_level (self->scale),
                   n_metrics))
    gtk_range_set_fill_level (self->scale, n_metrics);
}

static void
frame_changed_cb (UnrollScrubber *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  RnnFrame *frame = unroll_view_state_get_frame (state);

  gtk_widget_set_sensitive (GTK_WIDGET (self->scale), frame != NULL);
  if (frame == NULL)
    return;

  update_range (self);
  show_position (self, frame);
  show_best (self, frame);

  /* While the way to an asked epoch lasts, the slider stays in the hand. */
  if (!unroll_view_state_get_seeking (state)
      && is_worth_it (self, frame,
                      gtk_adjustment_get_value (self->adjustment),
                      frame->position.epoch))
    gtk_adjustment_set_value (self->adjustment, frame->position.epoch);
}

/* The shown run's name, where there are others to choose from. */
static void
runs_changed_cb (UnrollScrubber *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  const RnnRunList *runs = unroll_view_state_get_runs (state);
  const RnnRunFact *shown = rnn_run_list_find (runs, runs->at_hand);
  g_autofree char *label = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->runs), runs->n > 1 || runs->deleted != 0);
  if (shown == NULL || g_strcmp0 (gtk_label_get_text (self->run),
                                  shown->name) == 0)
    return;

  gtk_label_set_text (self->run, shown->name);
  label = g_strdup_printf (_("Runs; shown: %s"), shown->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->runs),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
state_changed_cb (UnrollScrubber *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  GtkMenuButton *const buttons[] = { self->branch, self->runs };

  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      GtkPopover *popover = gtk_menu_button_get_popover (buttons[i]);
      GtkWidget *content = gtk_popover_get_child (popover);

      if (content != NULL)
        unroll_part_set_state (UNROLL_PART (content), state);
    }
}

/* What a popover holds is made when it is first asked for: the window opens
 * sooner. */
static void
ensure_content (UnrollScrubber *self,
                GtkMenuButton  *button)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  GtkPopover *popover = gtk_menu_button_get_popover (button);

  if (gtk_popover_get_child (popover) == NULL)
    gtk_popover_set_child (popover, button == self->branch
                                      ? unroll_branch_form_new (state)
                                      : unroll_runs_list_new (state));
}

/* A popover gives the focus back to where it was, so that the space bar plays
 * on and does not open it again. */
static void
opening_cb (GtkMenuButton *button,
            gpointer       data)
{
  UnrollScrubber *self = UNROLL_SCRUBBER (data);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_set_weak_pointer (&self->focus, gtk_root_get_focus (root));
  ensure_content (self, button);
}

static void
closed_cb (UnrollScrubber *self)
{
  if (self->focus != NULL && gtk_widget_get_mapped (self->focus))
    gtk_widget_grab_focus (self->focus);
  g_clear_weak_pointer (&self->focus);
}

/* From anywhere in the window. */
static gboolean
open_branch_cb (GtkWidget *widget,
                GVariant  *arguments,
                gpointer   data)
{
  gtk_menu_button_popup (UNROLL_SCRUBBER (widget)->branch);

  return TRUE;
}

static void
add_shortcut (UnrollScrubber *self)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (shortcuts),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_b, GDK_CONTROL_MASK),
                      gtk_callback_action_new (open_branch_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), shortcuts);
}

static gboolean
value_changed_cb (UnrollScrubber *self,
                  GtkScrollType   scroll,
                  double          value)
{
  double upper = gtk_adjustment_get_upper (self->adjustment);
  guint32 epoch = (guint32) round (CLAMP (value, 0.0, upper));

  if (epoch != (guint32) gtk_adjustment_get_value (self->adjustment))
    gtk_widget_activate_action (GTK_WIDGET (self), UNROLL_COMMAND_SEEK, "u",
                                epoch);

  return GDK_EVENT_PROPAGATE;
}

static void
unroll_scrubber_dispose (GObject *object)
{
  g_clear_weak_pointer (&UNROLL_SCRUBBER (object)->focus);

  G_OBJECT_CLASS (unroll_scrubber_parent_class)->dispose (object);
}

static void
unroll_scrubber_class_init (UnrollScrubberClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = unroll_scrubber_dispose;

  gtk_widget_class_set_css_name (widget_class, "scrubber");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/unroll/Unroll/ui/scrubber.ui");
  gtk_widget_class_bind_template_child (widget_class, UnrollScrubber, label);
  gtk_widget_class_bind_template_child (widget_class, UnrollScrubber, scale);
  gtk_widget_class_bind_template_child (widget_class, UnrollScrubber, adjustment);
  gtk_widget_class_bind_template_child (widget_class, UnrollScrubber, best);
  gtk_widget_class_bind_template_child (widget_class, UnrollScrubber, branch);
  gtk_widget_class_bind_template_child (widget_class, UnrollScrubber, runs);
  gtk_widget_class_bind_template_child (widget_class, UnrollScrubber, run);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, value_changed_cb);
}

static void
unroll_scrubber_init (UnrollScrubber *self)
{
  g_type_ensure (UNROLL_TYPE_READING);
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_menu_button_set_create_popup_func (self->branch, opening_cb, self, NULL);
  gtk_menu_button_set_create_popup_func (self->runs, opening_cb, self, NULL);
  add_shortcut (self);
  g_signal_connect (self, "notify::state", G_CALLBACK (state_changed_cb), NULL);
  unroll_part_watch (UNROLL_PART (self), "runs", G_CALLBACK (runs_changed_cb));
  unroll_part_watch (UNROLL_PART (self), "frame",
                     G_CALLBACK (frame_changed_cb));
  unroll_part_watch (UNROLL_PART (self), "seeking",
                     G_CALLBACK (frame_changed_cb));
  unroll_part_watch (UNROLL_PART (self), "n-metrics",
                     G_CALLBACK (update_range));
}

GtkWidget *
unroll_scrubber_new (UnrollViewState *state)
{
  return g_object_new (UNROLL_TYPE_SCRUBBER, "state", state, NULL);
}
