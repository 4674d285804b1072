#include "ui/states-view.h"

#include "ui/commands.h"
#include "ui/paint/states.h"
#include "ui/view-painter.h"

struct _UnrollStatesView
{
  UnrollView parent_instance;
};

G_DEFINE_FINAL_TYPE (UnrollStatesView, unroll_states_view, UNROLL_TYPE_VIEW)

static PaintStatesData
get_data (UnrollView *view)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (view));

  return (PaintStatesData) {
    .frame = unroll_view_state_get_frame (state),
    .sample = unroll_view_state_get_sample (state),
    .first_row = unroll_view_get_first (view),
  };
}

UNROLL_DEFINE_PAINTER (states, PaintStatesData)

static UnrollExtent
unroll_states_view_extent (UnrollView       *view,
                           PaintRect         area,
                           const PaintTheme *theme)
{
  PaintStatesData data = get_data (view);
  UnrollExtent extent;

  paint_states_scroll (area, &data, theme, &extent.first, &extent.n_visible,
                       &extent.n_total);

  return extent;
}

static gsize
unroll_states_view_reveal (UnrollView        *view,
                           PaintRect          area,
                           const PaintTheme  *theme,
                           const PaintTarget *target)
{
  PaintStatesData data = get_data (view);

  paint_states_reveal (area, &data, theme, target);

  return data.first_row;
}

static void
unroll_states_view_activate (UnrollView        *view,
                             const PaintTarget *target)
{
  gtk_widget_activate_action (GTK_WIDGET (view), UNROLL_COMMAND_SELECT_SAMPLE,
                              "u", (guint32) target->sample);
}

static void
unroll_states_view_class_init (UnrollStatesViewClass *klass)
{
  UnrollViewClass *view_class = UNROLL_VIEW_CLASS (klass);

  view_class->kinds = (1u << PAINT_TARGET_SAMPLE) | (1u << PAINT_TARGET_UNIT);
  view_class->least_width = 190;
  view_class->least_height = 110;
  view_class->natural_width = 280;
  view_class->natural_height = 230;
  view_class->scrolling = GTK_ORIENTATION_VERTICAL;
  view_class->activate = unroll_states_view_activate;
  view_class->extent = unroll_states_view_extent;
  view_class->reveal = unroll_states_view_reveal;
  install_painter (view_class);
}

static void
unroll_states_view_init (UnrollStatesView *self)
{
  unroll_view_watch (UNROLL_VIEW (self), "frame");
  unroll_view_watch (UNROLL_VIEW (self), "sample");
}

GtkWidget *
unroll_states_view_new (UnrollViewState *state)
{
  return g_object_new (UNROLL_TYPE_STATES_VIEW, "state", state, NULL);
}
