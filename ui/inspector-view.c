#include "ui/inspector-view.h"

#include "ui/commands.h"
#include "ui/paint/formula.h"
#include "ui/view-painter.h"

struct _UnrollInspectorView
{
  UnrollView parent_instance;

  gboolean   whole;           /* long sums are unfolded */
  gboolean   arrives;         /* the page is to be seen from its beginning, or
                               * where the inspected number is */
  guint      arrival;         /* idle source, or 0 */
};

G_DEFINE_FINAL_TYPE (UnrollInspectorView, unroll_inspector_view,
                     UNROLL_TYPE_VIEW)

static PaintFormulaData
get_data (UnrollView *view)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (view));

  return (PaintFormulaData) {
    .frame = unroll_view_state_get_frame (state),
    .subject = unroll_view_state_get_inspected (state),
    .whole = UNROLL_INSPECTOR_VIEW (view)->whole,
    .first_row = unroll_view_get_first (view),
  };
}

UNROLL_DEFINE_PAINTER (formula, PaintFormulaData)

/* Nothing is measured for a page that is not shown. */
static UnrollExtent
unroll_inspector_view_extent (UnrollView       *view,
                              PaintRect         area,
                              const PaintTheme *theme)
{
  PaintFormulaData data = get_data (view);
  UnrollExtent extent = { 0 };

  if (gtk_widget_get_mapped (GTK_WIDGET (view)))
    paint_formula_scroll (area, &data, theme, &extent.first, &extent.n_visible,
                          &extent.n_total);

  return extent;
}

static gsize
unroll_inspector_view_reveal (UnrollView        *view,
                              PaintRect          area,
                              const PaintTheme  *theme,
                              const PaintTarget *target)
{
  PaintFormulaData data = get_data (view);

  paint_formula_reveal (area, &data, theme, target);

  return data.first_row;
}

static PaintTarget
unroll_inspector_view_share (UnrollView        *view,
                             const PaintTarget *target)
{
  PaintFormulaData data = get_data (view);
  PaintSubject subject;

  if (data.frame == NULL || !paint_formula_leads_to (&data, target, &subject))
    return (PaintTarget) { PAINT_TARGET_NONE };

  return paint_subject_target (&subject, data.frame);
}

static void
unroll_inspector_view_activate (UnrollView        *view,
                                const PaintTarget *target)
{
  UnrollInspectorView *self = UNROLL_INSPECTOR_VIEW (view);
  PaintFormulaData data = get_data (view);
  PaintSubject subject;

  if (paint_formula_unfolds (&data, target))
    {
      self->whole = !self->whole;
      unroll_view_forget_targets (view);
      unroll_view_invalidate (view);
    }
  else if (paint_formula_leads_to (&data, target, &subject))
    {
      gtk_widget_activate_action_variant (GTK_WIDGET (view),
                                          UNROLL_COMMAND_INSPECT,
                                          unroll_subject_to_variant (&subject));
    }
}

/* Not while places are given out, which scrolling would change again, nor before
 * it is known how much room there is. */
static gboolean
arrive_cb (gpointer data)
{
  UnrollInspectorView *self = data;

  self->arrival = 0;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self))
      || gtk_widget_get_height (GTK_WIDGET (self)) == 0)
    return G_SOURCE_REMOVE;

  self->arrives = FALSE;
  unroll_view_reveal (UNROLL_VIEW (self), NULL);

  return G_SOURCE_REMOVE;
}

static void
arrive (UnrollInspectorView *self)
{
  if (self->arrives && self->arrival == 0)
    self->arrival = g_idle_add_full (G_PRIORITY_HIGH_IDLE, arrive_cb, self,
                                     NULL);
}

static void
inspected_changed_cb (UnrollInspectorView *self)
{
  UnrollView *view = UNROLL_VIEW (self);

  self->whole = FALSE;
  self->arrives = TRUE;
  unroll_view_forget_targets (view);
  unroll_view_invalidate (view);
  arrive (self);
}

static void
unroll_inspector_view_dispose (GObject *object)
{
  g_clear_handle_id (&UNROLL_INSPECTOR_VIEW (object)->arrival,
                     g_source_remove);

  G_OBJECT_CLASS (unroll_inspector_view_parent_class)->dispose (object);
}

static void
unroll_inspector_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (unroll_inspector_view_parent_class)->map (widget);

  unroll_view_invalidate (UNROLL_VIEW (widget));
  arrive (UNROLL_INSPECTOR_VIEW (widget));
}

static void
unroll_inspector_view_size_allocate (GtkWidget *widget,
                                     int        width,
                                     int        height,
                                     int        baseline)
{
  GTK_WIDGET_CLASS (unroll_inspector_view_parent_class)
    ->size_allocate (widget, width, height, baseline);

  arrive (UNROLL_INSPECTOR_VIEW (widget));
}

static void
unroll_inspector_view_class_init (UnrollInspectorViewClass *klass)
{
  UnrollViewClass *view_class = UNROLL_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = unroll_inspector_view_dispose;
  GTK_WIDGET_CLASS (klass)->map = unroll_inspector_view_map;
  GTK_WIDGET_CLASS (klass)->size_allocate = unroll_inspector_view_size_allocate;

  view_class->kinds = (1u << PAINT_TARGET_TERM) | (1u << PAINT_TARGET_INPUT)
                      | (1u << PAINT_TARGET_UNIT) | (1u << PAINT_TARGET_STATE)
                      | (1u << PAINT_TARGET_OUTPUT) | (1u << PAINT_TARGET_LOSS)
                      | (1u << PAINT_TARGET_WEIGHT);
  view_class->least_width = 190;
  view_class->least_height = 215;
  view_class->natural_width = 320;
  view_class->natural_height = 270;
  view_class->scrolling = GTK_ORIENTATION_VERTICAL;
  view_class->activate = unroll_inspector_view_activate;
  view_class->share = unroll_inspector_view_share;
  view_class->extent = unroll_inspector_view_extent;
  view_class->reveal = unroll_inspector_view_reveal;
  install_painter (view_class);
}

static void
unroll_inspector_view_init (UnrollInspectorView *self)
{
  unroll_view_watch (UNROLL_VIEW (self), "frame");
  unroll_part_watch (UNROLL_PART (self), "inspected",
                     G_CALLBACK (inspected_changed_cb));
}

GtkWidget *
unroll_inspector_view_new (UnrollViewState *state)
{
  return g_object_new (UNROLL_TYPE_INSPECTOR_VIEW, "state", state, NULL);
}
