#include "ui/sweep-dialog.h"

#include <glib/gi18n-lib.h>

#include "ui/card.h"
#include "ui/commands.h"
#include "ui/paint/sweep.h"
#include "ui/sweep-view.h"

struct _UnrollSweepDialog
{
  GtkWindow        parent_instance;

  /* Template widgets */
  GtkSpinButton   *seeds;
  GtkLabel        *from;
  GtkButton       *start;
  GtkProgressBar  *progress;
  GtkLabel        *error;
  GtkLabel        *sentence;
  UnrollPart      *view;

  /* Owned */
  UnrollViewState *state;
  GSignalGroup    *signals;
};

G_DEFINE_FINAL_TYPE (UnrollSweepDialog, unroll_sweep_dialog, GTK_TYPE_WINDOW)

#define DEFAULT_SEEDS 100

static gboolean
is_sweeping (UnrollSweepDialog *self)
{
  return unroll_view_state_get_sweeping (self->state);
}

static void
start_cb (UnrollSweepDialog *self)
{
  if (is_sweeping (self))
    gtk_widget_activate_action (GTK_WIDGET (self), UNROLL_COMMAND_STOP_SWEEP,
                                NULL);
  else
    gtk_widget_activate_action (
      GTK_WIDGET (self), UNROLL_COMMAND_SWEEP, "u",
      (guint32) gtk_spin_button_get_value_as_int (self->seeds));
}

/* What happens --------------------------------------------------------------- */

static void
update_seed (UnrollSweepDialog *self)
{
  g_autofree char *text = NULL;

  /* Translators: a seed's number, behind "100 seeds" */
  text = g_strdup_printf (_("from seed %u on"),
                          unroll_view_state_get_spec (self->state)->seed);
  gtk_label_set_label (self->from, text);
}

static void
update_sweeping (UnrollSweepDialog *self)
{
  gboolean sweeping = is_sweeping (self);

  gtk_button_set_label (self->start, sweeping ? _("_Stop") : _("_Start"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->seeds), !sweeping);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), sweeping);
}

static void
update_sweep (UnrollSweepDialog *self)
{
  const RnnSweepReport *report = unroll_view_state_get_sweep (self->state);
  g_autofree char *sentence = NULL;
  g_autofree char *text = NULL;

  if (report == NULL)
    return;

  sentence = paint_sweep_sentence (report);
  gtk_label_set_label (self->sentence, sentence);
  text = g_strdup_printf (_("%u of %u"), report->n_done, report->n_seeds);
  gtk_progress_bar_set_text (self->progress, text);
  gtk_progress_bar_set_fraction (self->progress,
                                 (double) report->n_done / report->n_seeds);
}

static void
update_error (UnrollSweepDialog *self)
{
  const char *error = unroll_view_state_get_sweep_error (self->state);

  gtk_label_set_label (self->error, error != NULL ? error : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), error != NULL);
}

static void
watch (UnrollSweepDialog *self,
       const char        *signal,
       void             (*update) (UnrollSweepDialog *))
{
  g_signal_group_connect_swapped (self->signals, signal, G_CALLBACK (update),
                                  self);
  update (self);
}

/* The window ----------------------------------------------------------------- */

static void
unroll_sweep_dialog_dispose (GObject *object)
{
  UnrollSweepDialog *self = UNROLL_SWEEP_DIALOG (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (unroll_sweep_dialog_parent_class)->dispose (object);
}

static void
unroll_sweep_dialog_class_init (UnrollSweepDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = unroll_sweep_dialog_dispose;

  g_type_ensure (UNROLL_TYPE_CARD);
  g_type_ensure (UNROLL_TYPE_SWEEP_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/unroll/Unroll/ui/sweep-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UnrollSweepDialog, seeds);
  gtk_widget_class_bind_template_child (widget_class, UnrollSweepDialog, from);
  gtk_widget_class_bind_template_child (widget_class, UnrollSweepDialog, start);
  gtk_widget_class_bind_template_child (widget_class, UnrollSweepDialog,
                                        progress);
  gtk_widget_class_bind_template_child (widget_class, UnrollSweepDialog, error);
  gtk_widget_class_bind_template_child (widget_class, UnrollSweepDialog,
                                        sentence);
  gtk_widget_class_bind_template_child (widget_class, UnrollSweepDialog, view);
  gtk_widget_class_bind_template_callback (widget_class, start_cb);
}

static void
unroll_sweep_dialog_init (UnrollSweepDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_spin_button_set_range (self->seeds, RNN_SWEEP_MIN_SEEDS,
                             RNN_SWEEP_MAX_SEEDS);
  gtk_spin_button_set_value (self->seeds, DEFAULT_SEEDS);
}

GtkWidget *
unroll_sweep_dialog_new (GtkApplicationWindow *parent,
                         UnrollViewState      *state)
{
  UnrollSweepDialog *self;

  g_return_val_if_fail (GTK_IS_APPLICATION_WINDOW (parent), NULL);
  g_return_val_if_fail (UNROLL_IS_VIEW_STATE (state), NULL);

  self = g_object_new (UNROLL_TYPE_SWEEP_DIALOG, "transient-for", parent, NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "win",
                                  G_ACTION_GROUP (parent));
  self->state = g_object_ref (state);
  unroll_part_set_state (self->view, state);
  self->signals = g_signal_group_new (UNROLL_TYPE_VIEW_STATE);
  watch (self, "notify::spec", update_seed);
  watch (self, "notify::sweeping", update_sweeping);
  watch (self, "notify::sweep", update_sweep);
  watch (self, "notify::sweep-error", update_error);
  g_signal_group_set_target (self->signals, state);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->start));

  return GTK_WIDGET (self);
}
