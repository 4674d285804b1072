#include "ui/experiment-panel.h"

#include <glib/gi18n-lib.h>

#include "ui/about-rows.h"
#include "ui/commands.h"
#include "ui/data-dialog.h"
#include "ui/setting-editor.h"
#include "ui/setting-row.h"
#include "ui/setting-words.h"
#include "ui/step-list.h"

struct _UnrollExperimentPanel
{
  UnrollPart           parent_instance;

  /* Template widgets */
  UnrollStepList      *steps;
  GtkRevealer         *foot;
  GtkLabel            *foot_text;

  /* Owned */
  UnrollSettingEditor *editor;

  guint64              experiment;  /* of the frame last seen */
};

G_DEFINE_FINAL_TYPE (UnrollExperimentPanel, unroll_experiment_panel,
                     UNROLL_TYPE_PART)

static UnrollViewState *
get_state (UnrollExperimentPanel *self)
{
  return unroll_part_get_state (UNROLL_PART (self));
}

/* Showing ------------------------------------------------------------------ */

/* Marks what waits for a new run, and counts it. */
static guint
count_waiting (UnrollExperimentPanel *self)
{
  RnnFrame *frame = unroll_view_state_get_frame (get_state (self));
  const RnnSpec *spec = unroll_view_state_get_spec (get_state (self));
  gboolean pending = unroll_view_state_get_pending (get_state (self));
  const RnnSetting *settings;
  guint n_waiting = 0;
  gsize n_settings;

  settings = rnn_settings (&n_settings);
  for (gsize i = 0; i < n_settings; i++)
    {
      g_autofree char *name = unroll_setting_name (&settings[i]);
      gboolean waiting = pending && !settings[i].live
                         && !rnn_setting_is_description (&settings[i])
                         && frame != NULL
                         && !rnn_setting_equal (&settings[i], spec,
                                                &frame->spec);

      unroll_step_list_set_waiting (self->steps, name, waiting);
      n_waiting += waiting;
    }

  return n_waiting;
}

static void
show_foot (UnrollExperimentPanel *self)
{
  guint n_waiting = count_waiting (self);
  guint n_runs = unroll_view_state_get_runs (get_state (self))->n;
  g_autofree char *text = NULL;

  if (n_waiting == 0)
    text = g_strdup (_("The changes will restart the training"));
  else
    text = g_strdup_printf (ngettext ("%u change will restart the training",
                                      "%u changes will restart the training",
                                      n_waiting),
                            n_waiting);
  if (n_runs > 1)
    {
      g_autofree char *restarts = g_steal_pointer (&text);

      /* Translators: "2 changes will restart the training", and: */
      text = g_strdup_printf (_("%s and end its %u runs"), restarts, n_runs);
    }
  gtk_label_set_label (self->foot_text, text);
  gtk_revealer_set_reveal_child (self->foot,
                                 unroll_view_state_get_pending (get_state (self)));
}

static void
show_consequences (UnrollExperimentPanel *self)
{
  unroll_step_list_show_consequences (self->steps,
                                      unroll_view_state_get_spec (get_state (self)),
                                      unroll_view_state_get_frame (get_state (self)));
}

static void
update_undo (UnrollExperimentPanel *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "settings.undo",
                                 unroll_setting_editor_can_undo (self->editor));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "settings.redo",
                                 unroll_setting_editor_can_redo (self->editor));
}

/* Changing ----------------------------------------------------------------- */

static void
changed_cb (UnrollExperimentPanel *self,
            const char            *name,
            const char            *value)
{
  g_autoptr (GError) error = NULL;

  if (unroll_setting_editor_change (self->editor, name, value, &error))
    {
      update_undo (self);
      return;
    }

  unroll_step_list_set_error (self->steps, name, error->message);
  show_consequences (self);
}

static void
typed_cb (UnrollExperimentPanel *self,
          const char            *name,
          const char            *value)
{
  g_auto (RnnSpec) spec = { 0 };

  rnn_spec_copy (&spec, unroll_view_state_get_spec (get_state (self)));
  if (rnn_spec_set (&spec, name, value, NULL))
    unroll_step_list_show_consequences (
      self->steps, &spec, unroll_view_state_get_frame (get_state (self)));
}

/* The letters at leisure ---------------------------------------------------- */

static void
text_accepted_cb (UnrollExperimentPanel *self,
                  const char            *text,
                  UnrollDataDialog      *dialog)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (unroll_setting_editor_change (self->editor, "data.text", text, &error))
    {
      update_undo (self);
      gtk_window_close (GTK_WINDOW (dialog));
      return;
    }

  sentence = unroll_setting_sentence (error->message, "data.text");
  unroll_data_dialog_set_error (dialog, sentence);
}

static void
file_asked_cb (UnrollExperimentPanel *self,
               UnrollDataDialog      *dialog)
{
  gtk_window_close (GTK_WINDOW (dialog));
  gtk_widget_activate_action (GTK_WIDGET (self), UNROLL_COMMAND_OPEN_TEXT,
                              NULL);
}

static void
more_data_cb (UnrollExperimentPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog
    = unroll_data_dialog_new (GTK_WINDOW (root),
                              unroll_view_state_get_spec (get_state (self)));

  g_signal_connect_object (dialog, "accepted", G_CALLBACK (text_accepted_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "open-file", G_CALLBACK (file_asked_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Undo ---------------------------------------------------------------------- */

static void
undo_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  UnrollExperimentPanel *self = UNROLL_EXPERIMENT_PANEL (widget);

  unroll_setting_editor_undo (self->editor);
  update_undo (self);
}

static void
redo_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  UnrollExperimentPanel *self = UNROLL_EXPERIMENT_PANEL (widget);

  unroll_setting_editor_redo (self->editor);
  update_undo (self);
}

static void
discard_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  UnrollExperimentPanel *self = UNROLL_EXPERIMENT_PANEL (widget);

  unroll_setting_editor_discard (self->editor);
  update_undo (self);
}

/* A text that is still being typed has an undo of its own. */
static gboolean
is_typing (UnrollExperimentPanel *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *row = focus != NULL
                     ? gtk_widget_get_ancestor (focus, UNROLL_TYPE_SETTING_ROW)
                     : NULL;
  GtkWidget *about
    = unroll_step_list_get_row (self->steps, "experiment.title");
  GtkWidget *control
    = row != NULL ? unroll_setting_row_get_control (UNROLL_SETTING_ROW (row))
                  : NULL;

  return unroll_about_rows_is_typing (UNROLL_ABOUT_ROWS (about))
         || (GTK_IS_EDITABLE (control)
             && g_strcmp0 (
                  gtk_editable_get_text (GTK_EDITABLE (control)),
                  unroll_setting_row_get_value (UNROLL_SETTING_ROW (row)))
                  != 0);
}

static gboolean
undo_shortcut_cb (GtkWidget *widget,
                  GVariant  *arguments,
                  gpointer   data)
{
  if (is_typing (UNROLL_EXPERIMENT_PANEL (widget)))
    return FALSE;

  gtk_widget_activate_action (widget, data, NULL);

  return TRUE;
}

/* Watching ------------------------------------------------------------------ */

static void
spec_changed_cb (UnrollExperimentPanel *self)
{
  const RnnSpec *spec = unroll_view_state_get_spec (get_state (self));

  unroll_setting_editor_follow (self->editor, get_state (self));
  update_undo (self);
  unroll_step_list_show (self->steps, spec);
  show_consequences (self);
  show_foot (self);
}

static void
pending_changed_cb (UnrollExperimentPanel *self)
{
  show_foot (self);
}

/* Frames come at the display's rate; only another experiment matters here. */
static void
frame_changed_cb (UnrollExperimentPanel *self)
{
  RnnFrame *frame = unroll_view_state_get_frame (get_state (self));
  guint64 experiment = frame != NULL ? frame->experiment : 0;

  if (experiment == self->experiment)
    return;

  self->experiment = experiment;
  show_consequences (self);
  show_foot (self);
}

static void
setting_error_cb (UnrollExperimentPanel *self)
{
  const char *name = unroll_view_state_get_setting_error_key (get_state (self));

  if (name == NULL)
    return;

  unroll_step_list_set_error (self->steps, name,
                              unroll_view_state_get_setting_error (get_state (self)));
  show_consequences (self);
}

/* The widget ----------------------------------------------------------------- */

static void
unroll_experiment_panel_finalize (GObject *object)
{
  UnrollExperimentPanel *self = UNROLL_EXPERIMENT_PANEL (object);

  unroll_setting_editor_free (self->editor);

  G_OBJECT_CLASS (unroll_experiment_panel_parent_class)->finalize (object);
}

/* Before the focused entry gets the keys, which would undo only its letters. */
static void
add_shortcut (UnrollExperimentPanel *self,
              const char            *trigger,
              const char            *action)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                      gtk_callback_action_new (undo_shortcut_cb,
                                               (gpointer) action, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
unroll_experiment_panel_class_init (UnrollExperimentPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (UNROLL_TYPE_STEP_LIST);

  G_OBJECT_CLASS (klass)->finalize = unroll_experiment_panel_finalize;

  gtk_widget_class_install_action (widget_class, "settings.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "settings.redo", NULL, redo_cb);
  gtk_widget_class_install_action (widget_class, "settings.discard", NULL,
                                   discard_cb);

  gtk_widget_class_set_css_name (widget_class, "experimentpanel");
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/unroll/Unroll/ui/experiment-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, UnrollExperimentPanel, steps);
  gtk_widget_class_bind_template_child (widget_class, UnrollExperimentPanel, foot);
  gtk_widget_class_bind_template_child (widget_class, UnrollExperimentPanel, foot_text);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_data_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
}

static void
unroll_experiment_panel_init (UnrollExperimentPanel *self)
{
  self->editor = unroll_setting_editor_new (GTK_WIDGET (self));

  gtk_widget_init_template (GTK_WIDGET (self));
  add_shortcut (self, "<Control>z", "settings.undo");
  add_shortcut (self, "<Control><Shift>z|<Control>y", "settings.redo");
  update_undo (self);

  unroll_part_watch (UNROLL_PART (self), "spec", G_CALLBACK (spec_changed_cb));
  unroll_part_watch (UNROLL_PART (self), "pending",
                     G_CALLBACK (pending_changed_cb));
  unroll_part_watch (UNROLL_PART (self), "runs",
                     G_CALLBACK (pending_changed_cb));
  unroll_part_watch (UNROLL_PART (self), "frame",
                     G_CALLBACK (frame_changed_cb));
  unroll_part_watch (UNROLL_PART (self), "setting-error",
                     G_CALLBACK (setting_error_cb));
}

GtkWidget *
unroll_experiment_panel_new (UnrollViewState *state)
{
  return g_object_new (UNROLL_TYPE_EXPERIMENT_PANEL, "state", state, NULL);
}

UnrollStepList *
unroll_experiment_panel_get_steps (UnrollExperimentPanel *self)
{
  g_return_val_if_fail (UNROLL_IS_EXPERIMENT_PANEL (self), NULL);

  return self->steps;
}
