#include "ui/desk.h"

#include <glib/gi18n-lib.h>

#include "ui/card.h"
#include "ui/commands.h"
#include "ui/curve-view.h"
#include "ui/desk-layout.h"
#include "ui/follows-view.h"
#include "ui/gradient-view.h"
#include "ui/inspector-view.h"
#include "ui/ledger-view.h"
#include "ui/network-view.h"
#include "ui/paint/letter.h"
#include "ui/paint/walk.h"
#include "ui/page-menu.h"
#include "ui/parameters-view.h"
#include "ui/phase-bar.h"
#include "ui/predict-panel.h"
#include "ui/scrubber.h"
#include "ui/space-view.h"
#include "ui/states-view.h"
#include "ui/touch-bar.h"
#include "ui/vanish-view.h"

struct _UnrollDesk
{
  UnrollPart       parent_instance;

  /* Template widgets */
  UnrollCard      *stage;
  UnrollCard      *details;
  GtkStack        *details_pages;
  GtkWidget       *ghost;
  GtkWidget       *inspector_buttons;
  UnrollPart      *inspector_view;
  UnrollCard      *loss;
  UnrollCard      *accuracy;
  UnrollCard      *prediction;
  UnrollCard      *flow;
  GtkStack        *flow_pages;
  GtkWidget       *logarithmic;
  GtkWidget       *sample_buttons;
  GtkWidget       *previous_sample;
  GtkWidget       *next_sample;
  UnrollPart      *phase_bar;
  UnrollPart      *touch_bar;
  UnrollPart      *network_view;
  UnrollPart      *states_view;
  UnrollPart      *space_view;
  GtkStack        *parameters_pages;
  UnrollPart      *parameters_view;
  UnrollPart      *ledger_view;
  UnrollPart      *follows_view;
  UnrollPart      *gradient_view;
  UnrollPart      *vanish_view;
  UnrollPart      *scrubber;

  /* Borrowed */
  UnrollPart      *loss_view;
  UnrollPart      *accuracy_view;
  UnrollPart      *predict_panel;
};

G_DEFINE_FINAL_TYPE (UnrollDesk, unroll_desk, UNROLL_TYPE_PART)

/* The most letters of a sample that a heading shows, and on a walk. */
#define MAX_HEADING_LETTERS 16
#define MAX_WALK_LETTERS 8

/* Headings ----------------------------------------------------------------- */

/* Pango's own <sub> comes out too large.  (transfer full) */
static char *
state_at (guint step)
{
  return g_strdup_printf ("h<span size=\"70%%\" rise=\"-2500\">%u</span>", step);
}

/* On a walk, where the phases need the room. */
static char *
describe_sample (const RnnFrame *frame,
                 guint           sample)
{
  g_autofree char *letters = NULL;
  g_autofree char *escaped = NULL;

  if (frame->trace == NULL || frame->trace->codes == NULL)
    return g_strdup_printf (_("sample %u"), sample + 1);

  letters = paint_letters (frame->dataset, frame->trace->codes,
                           MIN (frame->dataset->time_steps,
                                MAX_WALK_LETTERS));
  escaped = g_markup_escape_text (letters, -1);

  return g_strdup_printf (_("sample %u: <b>%s%s</b>"), sample + 1, escaped,
                          frame->dataset->time_steps > MAX_WALK_LETTERS
                            ? "…" : "");
}

/* With one time step: why nothing flows; else which sample it is. */
static char *
describe_stage (const RnnFrame *frame,
                guint           sample,
                gboolean        folded)
{
  guint steps = frame->dataset->time_steps;
  guint n = (guint) MIN (rnn_dataset_n_samples (frame->dataset), G_MAXUINT);
  g_autofree char *h = state_at (0);
  g_autofree char *letters = NULL;
  g_autofree char *escaped = NULL;

  if (paint_walk_is_on (frame) || (folded && steps == 1))
    return describe_sample (frame, sample);

  if (steps == 1)
    return g_strdup_printf (_("1 time step: each letter on its own, %s = 0"),
                            h);

  if (frame->trace == NULL || frame->trace->codes == NULL)
    return g_strdup_printf (_("%u time steps · sample %u of %u"), steps,
                            sample + 1, n);

  letters = paint_letters (frame->dataset, frame->trace->codes,
                           MIN (steps, MAX_HEADING_LETTERS));
  escaped = g_markup_escape_text (letters, -1);

  return g_strdup_printf (_("%u time steps · sample %u of %u: <b>%s%s</b>"),
                          steps, sample + 1, n, escaped,
                          steps > MAX_HEADING_LETTERS ? "…" : "");
}

static char *
describe_states (const RnnFrame *frame)
{
  g_autofree char *h = state_at (frame->dataset->time_steps);

  if (frame->dataset->time_steps == 1)
    return g_strdup_printf (_("%s, new for each letter"), h);

  return g_strdup_printf (_("%s, after the last letter"), h);
}

static void
update_values (UnrollDesk *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  RnnFrame *frame = unroll_view_state_get_frame (state);
  const RnnSeries *series = unroll_view_state_get_series (state);
  char number[PAINT_NUMBER_SIZE];
  PaintCurveData data;

  paint_curve_data_init (&data, PAINT_CURVE_LOSS, frame, series);
  unroll_card_set_value (self->loss, paint_curve_value (&data, number));
  paint_curve_data_init (&data, PAINT_CURVE_ACCURACY, frame, series);
  unroll_card_set_value (self->accuracy, paint_curve_value (&data, number));
}

static void
set_reachable (GtkWidget  *button,
               gboolean    reachable,
               const char *tooltip)
{
  gtk_widget_set_sensitive (button, reachable);
  if (g_strcmp0 (gtk_widget_get_tooltip_text (button), tooltip) != 0)
    gtk_widget_set_tooltip_text (button, tooltip);
}

/* Where samples stand side by side they are selected by a click. */
static void
update_sample_buttons (UnrollDesk     *self,
                       const RnnFrame *frame,
                       guint           sample,
                       gboolean        folded)
{
  gboolean has_next = sample + 1 < rnn_dataset_n_samples (frame->dataset);

  gtk_widget_set_visible (self->sample_buttons,
                          frame->dataset->time_steps > 1 || folded);
  set_reachable (self->previous_sample, sample > 0,
                 sample > 0 ? _("Previous sample")
                            : _("This is the first sample."));
  set_reachable (self->next_sample, has_next,
                 has_next ? _("Next sample") : _("This is the last sample."));
}

/* The picture, in a box with the bar above it, has the card's name. */
static void
show_stage_title (UnrollDesk *self,
                  const char *title)
{
  unroll_card_set_title (self->stage, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->network_view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
update_headings (UnrollDesk *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  RnnFrame *frame = unroll_view_state_get_frame (state);
  guint sample = unroll_view_state_get_sample (state);
  g_autofree char *stage = NULL;
  gboolean folded;

  if (frame == NULL)
    return;

  folded = unroll_view_state_get_folded (state);
  stage = describe_stage (frame, sample, folded);
  unroll_card_set_subtitle (self->stage, stage);
  show_stage_title (self, folded ? _("The recurrent cell")
                                 : _("Unrolled through time"));
  update_values (self);

  update_sample_buttons (self, frame, sample, folded);
}

/* Pages -------------------------------------------------------------------- */

static gboolean
shows_page (GtkStack   *pages,
            const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (pages), name) == 0;
}

/* A title opens a menu where there is a choice. */
static void
set_pages (UnrollCard *card,
           GtkStack   *pages,
           const char *action)
{
  g_autoptr (GMenuModel) menu = unroll_page_menu_new (pages, action);

  if (g_menu_model_get_n_items (menu) > 1)
    g_object_set (card, "menu", menu, NULL);
}

static void
update_details (UnrollDesk *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  RnnFrame *frame = unroll_view_state_get_frame (state);
  g_autofree char *subtitle = NULL;

  unroll_card_set_title (
    self->details,
    unroll_page_menu_show (self->details_pages,
                           unroll_view_state_get_details (state)));
  if (frame != NULL && shows_page (self->details_pages, "states"))
    subtitle = describe_states (frame);
  unroll_card_set_subtitle (self->details, subtitle);
  gtk_widget_set_visible (self->ghost,
                          shows_page (self->details_pages, "space"));
  gtk_widget_set_visible (self->inspector_buttons,
                          shows_page (self->details_pages, "inspector"));
}

static void
update_flow (UnrollDesk *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));

  unroll_card_set_title (
    self->flow,
    unroll_page_menu_show (self->flow_pages,
                           unroll_view_state_get_flow (state)));
  gtk_widget_set_visible (self->logarithmic,
                          shows_page (self->flow_pages, "gradient"));
}

static void
update_parameters (UnrollDesk *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  const char *kind = unroll_view_state_get_parameters (state);

  gtk_stack_set_visible_child_name (
    self->parameters_pages, g_str_equal (kind, "steps") ? kind : "matrices");
}

static void
logarithmic_cb (UnrollDesk      *self,
                GtkToggleButton *button)
{
  unroll_gradient_view_set_logarithmic (
    UNROLL_GRADIENT_VIEW (self->gradient_view),
    gtk_toggle_button_get_active (button));
}

static void
select_sample (UnrollDesk *self,
               int         step)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  guint sample = unroll_view_state_get_sample (state);

  gtk_widget_activate_action (GTK_WIDGET (self), UNROLL_COMMAND_SELECT_SAMPLE,
                              "u", (guint32) ((int) sample + step));
}

static void
previous_sample_cb (UnrollDesk *self)
{
  select_sample (self, -1);
}

static void
next_sample_cb (UnrollDesk *self)
{
  select_sample (self, 1);
}

/* The widget --------------------------------------------------------------- */

static void
state_changed_cb (UnrollDesk *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  UnrollPart *parts[] = { self->phase_bar, self->touch_bar, self->network_view,
                          self->inspector_view, self->states_view,
                          self->space_view,
                          self->parameters_view, self->ledger_view,
                          self->follows_view, self->gradient_view,
                          self->vanish_view, self->scrubber, self->loss_view,
                          self->accuracy_view, self->predict_panel };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    unroll_part_set_state (parts[i], state);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/unroll/Unroll/ui/desk.ui");
  gtk_widget_class_bind_template_child (widget_class, UnrollDesk, stage);
  gtk_widget_class_bind_template_child (widget_class, UnrollDesk, details);
  gtk_widget_class_bind_template_child (widget_class, UnrollDesk, details_pages);
  gtk_widget_class_bind_template_child (widget_class, UnrollDesk, inspector_buttons);
  gtk_widget_class_bind_template_child (widget_class, UnrollDesk, inspector_view);
  gtk_widget_class_bind_template_child (widget_class, UnrollDesk, loss);
  gtk_widget_class_bind_template_child (widget_class, UnrollDesk, accuracy);
  gtk_widget_class_bind_template_child (widget_class, UnrollDesk, prediction);
  gtk_widget_class_bind_template_child (widget_class, UnrollDesk, sample_buttons);
  gtk_widget_class_bind_template_child (widget_class, UnrollDesk, previous_sample);
  gtk_widget_class_bind_template_child (widget_class, UnrollDesk, next_sample);
  gtk_widget_class_bind_template_child (widget_class, UnrollDesk, phase_bar);
  gtk_widget_class_bind_template_child (widget_class, UnrollDesk, touch_bar);
  gtk_widget_class_bind_template_child (widget_class, UnrollDesk, network_view);
  gtk_widget_class_bind_template_child (widget_class, UnrollDesk, states_view);
  gtk_widget_class_bind_template_child (widget_class, UnrollDesk, space_view);
  gtk_widget_class_bind_template_child (widget_class, UnrollDesk, ghost);
  gtk_widget_class_bind_template_child (widget_class, UnrollDesk, parameters_pages);
  gtk_widget_class_bind_template_child (widget_class, UnrollDesk, parameters_view);
  gtk_widget_class_bind_template_child (widget_class, UnrollDesk, ledger_view);
  gtk_widget_class_bind_template_child (widget_class, UnrollDesk, follows_view);
  gtk_widget_class_bind_template_child (widget_class, UnrollDesk, scrubber);
  gtk_widget_class_bind_template_child (widget_class, UnrollDesk, gradient_view);
  gtk_widget_class_bind_template_child (widget_class, UnrollDesk, vanish_view);
  gtk_widget_class_bind_template_child (widget_class, UnrollDesk, flow);
  gtk_widget_class_bind_template_child (widget_class, UnrollDesk, flow_pages);
  gtk_widget_class_bind_template_child (widget_class, UnrollDesk, logarithmic);
  gtk_widget_class_bind_template_callback (widget_class, logarithmic_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_sample_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_sample_cb);
}

static void
unroll_desk_class_init (UnrollDeskClass *klass)
{
  g_type_ensure (UNROLL_TYPE_CARD);
  g_type_ensure (UNROLL_TYPE_DESK_LAYOUT);
  g_type_ensure (UNROLL_TYPE_FOLLOWS_VIEW);
  g_type_ensure (UNROLL_TYPE_GRADIENT_VIEW);
  g_type_ensure (UNROLL_TYPE_INSPECTOR_VIEW);
  g_type_ensure (UNROLL_TYPE_LEDGER_VIEW);
  g_type_ensure (UNROLL_TYPE_NETWORK_VIEW);
  g_type_ensure (UNROLL_TYPE_PARAMETERS_VIEW);
  g_type_ensure (UNROLL_TYPE_PHASE_BAR);
  g_type_ensure (UNROLL_TYPE_SCRUBBER);
  g_type_ensure (UNROLL_TYPE_SPACE_VIEW);
  g_type_ensure (UNROLL_TYPE_STATES_VIEW);
  g_type_ensure (UNROLL_TYPE_TOUCH_BAR);
  g_type_ensure (UNROLL_TYPE_VANISH_VIEW);

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "desk");
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
unroll_desk_init (UnrollDesk *self)
{
  GtkWidget *loss, *accuracy, *panel;

  gtk_widget_init_template (GTK_WIDGET (self));

  loss = unroll_curve_view_new (PAINT_CURVE_LOSS, NULL);
  accuracy = unroll_curve_view_new (PAINT_CURVE_ACCURACY, NULL);
  panel = unroll_predict_panel_new (NULL);
  self->loss_view = UNROLL_PART (loss);
  self->accuracy_view = UNROLL_PART (accuracy);
  self->predict_panel = UNROLL_PART (panel);
  g_object_set (self->loss, "child", loss, NULL);
  g_object_set (self->accuracy, "child", accuracy, NULL);
  g_object_set (self->prediction, "child", panel, NULL);
  set_pages (self->details, self->details_pages, UNROLL_COMMAND_DETAILS);
  set_pages (self->flow, self->flow_pages, UNROLL_COMMAND_FLOW);

  g_signal_connect (self, "notify::state", G_CALLBACK (state_changed_cb), NULL);
  unroll_part_watch (UNROLL_PART (self), "frame", G_CALLBACK (update_headings));
  unroll_part_watch (UNROLL_PART (self), "frame", G_CALLBACK (update_details));
  unroll_part_watch (UNROLL_PART (self), "details",
                     G_CALLBACK (update_details));
  unroll_part_watch (UNROLL_PART (self), "flow", G_CALLBACK (update_flow));
  unroll_part_watch (UNROLL_PART (self), "parameters",
                     G_CALLBACK (update_parameters));
  unroll_part_watch (UNROLL_PART (self), "sample",
                     G_CALLBACK (update_headings));
  unroll_part_watch (UNROLL_PART (self), "folded",
                     G_CALLBACK (update_headings));
}

GtkWidget *
unroll_desk_new (UnrollViewState *state)
{
  return g_object_new (UNROLL_TYPE_DESK, "state", state, NULL);
}

UnrollWritingOptions *
unroll_desk_get_writing_options (UnrollDesk *self)
{
  g_return_val_if_fail (UNROLL_IS_DESK (self), NULL);

  return unroll_predict_panel_get_options (
    UNROLL_PREDICT_PANEL (self->predict_panel));
}
