#include "ui/branch-form.h"

#include <glib/gi18n-lib.h>

#include "core/branch-name.h"
#include "core/optimizer.h"
#include "ui/commands.h"
#include "ui/setting-control.h"
#include "ui/setting-words.h"

static const char *const keys[] = {
  "training.learning_rate", "training.optimizer", "training.clip",
  "training.clip_value", "training.batch", "fit.seed",
};
#define N_KEYS G_N_ELEMENTS (keys)

struct _UnrollBranchForm
{
  UnrollPart  parent_instance;

  /* Template widgets */
  GtkLabel   *title;
  GtkGrid    *grid;
  GtkEditable *name;
  GtkLabel   *note;
  GtkWidget  *branch;

  /* Borrowed: children of the grid */
  GtkWidget  *labels[N_KEYS];
  GtkWidget  *controls[N_KEYS];

  gboolean    filling;        /* the form, which is no change of a person's */
};

G_DEFINE_FINAL_TYPE (UnrollBranchForm, unroll_branch_form, UNROLL_TYPE_PART)

static RnnFrame *
get_frame (UnrollBranchForm *self)
{
  return unroll_view_state_get_frame (unroll_part_get_state (UNROLL_PART (self)));
}

/* The settings in force, with those that wait as far as a branch may have
 * them. */
static void
get_base (UnrollBranchForm *self,
          RnnSpec          *base)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  gsize n;
  const RnnSetting *settings = rnn_settings (&n);

  rnn_spec_copy (base, &get_frame (self)->spec);
  for (gsize i = 0; i < n; i++)
    if (settings[i].branch)
      {
        g_autofree char *name = unroll_setting_name (&settings[i]);
        g_autofree char *value =
          rnn_spec_get (unroll_view_state_get_spec (state), name);

        rnn_spec_set (base, name, value, NULL);
      }
}

/* What the form says; FALSE and a sentence when that is no experiment. */
static gboolean
get_spec (UnrollBranchForm  *self,
          RnnSpec           *spec,
          GError           **error)
{
  get_base (self, spec);
  for (gsize i = 0; i < N_KEYS; i++)
    {
      g_autofree char *value =
        unroll_setting_control_get_value (self->controls[i],
                                          rnn_setting_find (keys[i]));

      if (gtk_widget_get_visible (self->controls[i])
          && !rnn_spec_set (spec, keys[i], value, error))
        return FALSE;
    }

  return rnn_spec_check (spec, error);
}

/* What it means ------------------------------------------------------------ */

static gboolean
restarts_moments (const RnnSpec *before,
                  const RnnSpec *after)
{
  RnnOptimizer now, then;

  rnn_optimizer_init (&now, before);
  rnn_optimizer_init (&then, after);

  return !rnn_optimizer_same_rule (&now, &then)
         && (rnn_optimizer_has_m (&then) || rnn_optimizer_has_v (&then));
}

static const char *
describe_seed (const RnnFrame *frame,
               const RnnSpec  *spec)
{
  if (!spec->shuffle)
    return _("Another seed changes nothing here: the samples are not shuffled"
             " at every epoch.");
  if (spec->batch >= frame->dataset->n_train)
    return _("Another seed changes nothing here: every batch holds all"
             " samples.");

  return _("The weights stay; from the next epoch on the samples come in"
           " another order.");
}

/* (transfer full) */
static char *
describe (const RnnFrame *frame,
          const RnnSpec  *spec)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *nothing = rnn_branch_name (&frame->spec, &frame->spec, 0);
  g_autofree char *name = rnn_branch_name (&frame->spec, spec, 0);

  if (g_str_equal (name, nothing))
    return g_strdup (_("Nothing is changed yet: the new run would go the same"
                       " way."));

  if (restarts_moments (&frame->spec, spec))
    g_string_append (text, _("The optimizer’s moments start again from"
                             " zero."));
  if (frame->spec.seed != spec->seed)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "",
                            describe_seed (frame, spec));
  if (text->len == 0)
    g_string_append (text, _("The run so far stays, as a thin line."));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
set_visible (UnrollBranchForm *self,
             const char       *key,
             gboolean          visible)
{
  for (gsize i = 0; i < N_KEYS; i++)
    if (g_str_equal (keys[i], key))
      {
        gtk_widget_set_visible (self->labels[i], visible);
        gtk_widget_set_visible (self->controls[i], visible);
      }
}

static void
show_note (UnrollBranchForm *self,
           const char       *note,
           gboolean          wrong)
{
  gtk_label_set_text (self->note, note);
  gtk_widget_set_sensitive (self->branch, !wrong);
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->note), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->note), "error");
}

static void
update (UnrollBranchForm *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  RnnFrame *frame = get_frame (self);
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *name = NULL;

  if (frame == NULL || self->filling)
    return;

  if (!get_spec (self, &spec, &error))
    {
      sentence = unroll_setting_sentence (error->message, NULL);
      show_note (self, sentence, TRUE);
      return;
    }

  set_visible (self, "training.clip_value", spec.clip != RNN_CLIP_NONE);
  set_visible (self, "training.batch", !spec.stateful);
  name = rnn_branch_name (&frame->spec, &spec, frame->position.epoch);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->name), name);
  sentence = describe (frame, &spec);
  if (unroll_view_state_get_runs (state)->n < RNN_MAX_RUNS)
    show_note (self, sentence, FALSE);
  else
    show_note (self, _("There are 16 runs already, as many as fit side by side;"
                       " delete one to make room."), TRUE);
}

/* Events ------------------------------------------------------------------- */

static void
frame_changed_cb (UnrollBranchForm *self)
{
  RnnFrame *frame = get_frame (self);
  g_autofree char *title = NULL;

  if (frame == NULL)
    return;

  title = g_strdup_printf (_("New run from epoch %u"), frame->position.epoch);
  if (g_strcmp0 (gtk_label_get_text (self->title), title) != 0)
    gtk_label_set_text (self->title, title);
}

static void
fill (UnrollBranchForm *self)
{
  g_auto (RnnSpec) base = { 0 };

  self->filling = TRUE;
  get_base (self, &base);
  for (gsize i = 0; i < N_KEYS; i++)
    {
      g_autofree char *value = rnn_spec_get (&base, keys[i]);

      unroll_setting_control_set_value (self->controls[i],
                                        rnn_setting_find (keys[i]), value);
    }
  gtk_editable_set_text (self->name, "");
  set_visible (self, "training.clip_value", base.clip != RNN_CLIP_NONE);
  set_visible (self, "training.batch", !base.stateful);
  self->filling = FALSE;
}

/* The epoch should not run away under the one who thinks. */
static void
map_cb (UnrollBranchForm *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));

  if (get_frame (self) == NULL)
    return;

  if (unroll_view_state_get_playing (state))
    gtk_widget_activate_action (GTK_WIDGET (self), UNROLL_COMMAND_PLAY_PAUSE,
                                NULL);
  fill (self);
  update (self);
  gtk_widget_grab_focus (self->controls[0]);
}

static GVariant *
list_changes (const RnnSpec *before,
              const RnnSpec *after)
{
  GVariantBuilder builder;
  gsize n;
  const RnnSetting *settings = rnn_settings (&n);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *name = unroll_setting_name (&settings[i]);
      g_autofree char *old = rnn_spec_get (before, name);
      g_autofree char *new = rnn_spec_get (after, name);

      if (settings[i].branch && g_strcmp0 (old, new) != 0)
        g_variant_builder_add (&builder, "{ss}", name, new);
    }

  return g_variant_builder_end (&builder);
}

static void
submit (UnrollBranchForm *self)
{
  GtkWidget *popover =
    gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);
  g_auto (RnnSpec) spec = { 0 };

  update (self);
  if (!gtk_widget_get_sensitive (self->branch)
      || !get_spec (self, &spec, NULL))
    return;

  gtk_widget_activate_action (GTK_WIDGET (self), UNROLL_COMMAND_BRANCH,
                              "(s@a{ss})", gtk_editable_get_text (self->name),
                              list_changes (&get_frame (self)->spec, &spec));
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

/* Enter branches from wherever a number or the name is typed. */
static gboolean
key_cb (UnrollBranchForm *self,
        guint             key)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter)
      || !GTK_IS_TEXT (gtk_root_get_focus (root)))
    return GDK_EVENT_PROPAGATE;

  submit (self);

  return GDK_EVENT_STOP;
}

/* The widget --------------------------------------------------------------- */

static void
add_row (UnrollBranchForm *self,
         guint             i)
{
  const RnnSetting *setting = rnn_setting_find (keys[i]);
  GtkWidget *label = gtk_label_new (unroll_setting_label (setting));
  GtkWidget *control = unroll_setting_control_new (setting);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (control, TRUE);
  gtk_widget_set_tooltip_text (control, _(setting->help));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (control),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, label,
                                  NULL, -1);
  gtk_grid_attach (self->grid, label, 0, (int) i, 1, 1);
  gtk_grid_attach (self->grid, control, 1, (int) i, 1, 1);
  g_signal_connect_swapped (control,
                            GTK_IS_EDITABLE (control) ? "changed"
                                                      : "notify::selected",
                            G_CALLBACK (update), self);
  self->labels[i] = label;
  self->controls[i] = control;
}

static void
unroll_branch_form_class_init (UnrollBranchFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_css_name (widget_class, "branchform");
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/unroll/Unroll/ui/branch-form.ui");
  gtk_widget_class_bind_template_child (widget_class, UnrollBranchForm, title);
  gtk_widget_class_bind_template_child (widget_class, UnrollBranchForm, grid);
  gtk_widget_class_bind_template_child (widget_class, UnrollBranchForm, name);
  gtk_widget_class_bind_template_child (widget_class, UnrollBranchForm, note);
  gtk_widget_class_bind_template_child (widget_class, UnrollBranchForm, branch);
  gtk_widget_class_bind_template_callback (widget_class, submit);
}

static void
unroll_branch_form_init (UnrollBranchForm *self)
{
  GtkEventController *keyboard = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_KEYS; i++)
    add_row (self, i);
  gtk_event_controller_set_propagation_phase (keyboard, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keyboard, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keyboard);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  unroll_part_watch (UNROLL_PART (self), "frame",
                     G_CALLBACK (frame_changed_cb));
}

GtkWidget *
unroll_branch_form_new (UnrollViewState *state)
{
  return g_object_new (UNROLL_TYPE_BRANCH_FORM, "state", state, NULL);
}
