#include "ui/run-row.h"

#include <glib/gi18n-lib.h>

#include "ui/commands.h"
#include "ui/paint/look.h"
#include "ui/paint/number.h"
#include "ui/theme-bridge.h"

#define LOSS_DECIMALS 3

struct _UnrollRunRow
{
  GtkListBoxRow parent_instance;

  /* Template widgets */
  GtkWidget    *check;
  GtkWidget    *sample;
  GtkStack     *pages;
  GtkLabel     *name;
  GtkEditable  *entry;
  GtkLabel     *epochs;
  GtkLabel     *loss;
  GtkWidget    *beside;
  GtkWidget    *delete;

  guint64       run;
  guint         look;
  gboolean      shown;
  PaintTheme    theme;
};

G_DEFINE_FINAL_TYPE (UnrollRunRow, unroll_run_row, GTK_TYPE_LIST_BOX_ROW)

static void
draw_sample_cb (GtkDrawingArea *area,
                cairo_t        *cr,
                int             width,
                int             height,
                gpointer        data)
{
  UnrollRunRow *self = UNROLL_RUN_ROW (data);

  unroll_theme_bridge_read (GTK_WIDGET (self), 1.0, &self->theme);
  paint_look_sample (cr, (PaintRect) { 0, 0, width, height }, self->look,
                     self->shown, &self->theme);
}

/* Renaming ----------------------------------------------------------------- */

static gboolean
is_renaming (UnrollRunRow *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->pages), "entry");
}

/* The focus comes back to the row, so that the keyboard goes on from there. */
static void
end_renaming (UnrollRunRow *self)
{
  gtk_stack_set_visible_child_name (self->pages, "label");
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
unroll_run_row_rename (UnrollRunRow *self)
{
  g_return_if_fail (UNROLL_IS_RUN_ROW (self));

  gtk_editable_set_text (self->entry, gtk_label_get_text (self->name));
  gtk_stack_set_visible_child_name (self->pages, "entry");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
}

static void
commit (UnrollRunRow *self)
{
  g_autofree char *name = NULL;

  if (!is_renaming (self))
    return;

  name = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  end_renaming (self);
  if (*name != '\0' && !g_str_equal (name, gtk_label_get_text (self->name)))
    gtk_widget_activate_action (GTK_WIDGET (self), UNROLL_COMMAND_RENAME_RUN,
                                "(ts)", self->run, name);
}

static gboolean
entry_key_cb (UnrollRunRow *self,
              guint         key)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;

  end_renaming (self);

  return GDK_EVENT_STOP;
}

static void
pressed_cb (UnrollRunRow *self,
            int           n_press)
{
  if (n_press == 2)
    unroll_run_row_rename (self);
}

/* What is shown ------------------------------------------------------------ */

static void
set_text (GtkLabel   *label,
          const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

static void
describe (UnrollRunRow *self)
{
  g_autofree char *text = NULL;

  text = g_strdup_printf (self->shown ? _("%s, shown, %s, loss %s")
                                      : _("%s, %s, loss %s"),
                          gtk_label_get_text (self->name),
                          gtk_label_get_text (self->epochs),
                          gtk_label_get_text (self->loss));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* The button of the run that is watched beside the shown one ends that. */
static void
update_beside (UnrollRunRow     *self,
               const RnnRunList *runs)
{
  gboolean watched = self->run == runs->companion;
  const char *words = watched ? _("Watch it no more")
                              : _("Watch it beside the shown run");

  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->beside), "t",
                                    watched ? (guint64) 0 : self->run);
  gtk_widget_set_tooltip_text (self->beside, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->beside),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_visible (self->beside, !self->shown && runs->n > 1);
}

void
unroll_run_row_update (UnrollRunRow    *self,
                       UnrollViewState *state)
{
  const RnnRunList *runs;
  const RnnRunFact *fact;
  const RnnSeries *series;
  gsize length;
  g_autofree char *epochs = NULL;
  char number[PAINT_NUMBER_SIZE];

  g_return_if_fail (UNROLL_IS_RUN_ROW (self));

  runs = unroll_view_state_get_runs (state);
  fact = rnn_run_list_find (runs, self->run);
  g_return_if_fail (fact != NULL);

  series = unroll_view_state_get_run_series (state, self->run, &self->look);
  length = rnn_series_length (series);
  self->shown = self->run == runs->at_hand;
  epochs = g_strdup_printf (ngettext ("%zu epoch", "%zu epochs", length),
                            length);
  set_text (self->name, fact->name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), fact->name);
  set_text (self->epochs, epochs);
  set_text (self->loss,
            length > 0 ? paint_number (rnn_series_value (series,
                                                         RNN_MEASURE_LOSS,
                                                         length - 1),
                                       LOSS_DECIMALS, PAINT_NUMBER_PLAIN,
                                       number)
                       : "–");
  gtk_widget_set_opacity (self->check, self->shown ? 1.0 : 0.0);
  gtk_widget_queue_draw (self->sample);
  update_beside (self, runs);
  describe (self);
}

guint64
unroll_run_row_get (UnrollRunRow *self)
{
  g_return_val_if_fail (UNROLL_IS_RUN_ROW (self), 0);

  return self->run;
}

/* The widget --------------------------------------------------------------- */

static void
unroll_run_row_finalize (GObject *object)
{
  paint_theme_clear (&UNROLL_RUN_ROW (object)->theme);

  G_OBJECT_CLASS (unroll_run_row_parent_class)->finalize (object);
}

static void
unroll_run_row_class_init (UnrollRunRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = unroll_run_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/unroll/Unroll/ui/run-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UnrollRunRow, check);
  gtk_widget_class_bind_template_child (widget_class, UnrollRunRow, sample);
  gtk_widget_class_bind_template_child (widget_class, UnrollRunRow, pages);
  gtk_widget_class_bind_template_child (widget_class, UnrollRunRow, name);
  gtk_widget_class_bind_template_child (widget_class, UnrollRunRow, entry);
  gtk_widget_class_bind_template_child (widget_class, UnrollRunRow, epochs);
  gtk_widget_class_bind_template_child (widget_class, UnrollRunRow, loss);
  gtk_widget_class_bind_template_child (widget_class, UnrollRunRow, beside);
  gtk_widget_class_bind_template_child (widget_class, UnrollRunRow, delete);
  gtk_widget_class_bind_template_callback (widget_class, commit);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
}

static void
unroll_run_row_init (UnrollRunRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  paint_theme_init (&self->theme, FALSE, 1.0);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->sample),
                                  draw_sample_cb, self, NULL);
}

GtkWidget *
unroll_run_row_new (guint64 run)
{
  UnrollRunRow *self = g_object_new (UNROLL_TYPE_RUN_ROW, NULL);

  self->run = run;
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->beside),
                                  UNROLL_COMMAND_ACCOMPANY);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->beside), "t", run);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->delete),
                                  UNROLL_COMMAND_DELETE_RUN);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->delete), "t", run);

  return GTK_WIDGET (self);
}
