#include "ui/curve-view.h"

#include "ui/commands.h"
#include "ui/picture.h"
#include "ui/view-painter.h"

struct _UnrollCurveView
{
  UnrollView     parent_instance;

  PaintCurveKind kind;
};

G_DEFINE_FINAL_TYPE (UnrollCurveView, unroll_curve_view, UNROLL_TYPE_VIEW)

static PaintCurveData
get_data (UnrollView *view)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (view));
  PaintCurveData data;

  paint_curve_data_init (&data, UNROLL_CURVE_VIEW (view)->kind,
                         unroll_view_state_get_frame (state),
                         unroll_view_state_get_series (state));
  unroll_view_state_add_runs (state, &data);

  return data;
}

UNROLL_DEFINE_PAINTER (curve, PaintCurveData)

static void
unroll_curve_view_activate (UnrollView        *view,
                            const PaintTarget *target)
{
  if (target->run != 0)
    gtk_widget_activate_action (GTK_WIDGET (view), UNROLL_COMMAND_SWITCH_RUN,
                                "t", target->run);
  gtk_widget_activate_action (GTK_WIDGET (view), UNROLL_COMMAND_SEEK, "u",
                              target->epoch);
}

static void
unroll_curve_view_introduce (UnrollView    *view,
                             UnrollPicture *picture)
{
  picture->value_color = UNROLL_CURVE_VIEW (view)->kind == PAINT_CURVE_LOSS
                           ? PAINT_COLOR_LOSS
                           : PAINT_COLOR_ACCURACY;
}

static void
unroll_curve_view_class_init (UnrollCurveViewClass *klass)
{
  UnrollViewClass *view_class = UNROLL_VIEW_CLASS (klass);

  view_class->kinds = 1u << PAINT_TARGET_EPOCH;
  view_class->least_width = 180;
  view_class->least_height = 110;
  view_class->natural_width = 280;
  view_class->natural_height = 220;
  view_class->introduce = unroll_curve_view_introduce;
  view_class->activate = unroll_curve_view_activate;
  install_painter (view_class);
}

static void
unroll_curve_view_init (UnrollCurveView *self)
{
  unroll_view_watch (UNROLL_VIEW (self), "frame");
  unroll_view_watch (UNROLL_VIEW (self), "n-metrics");
  unroll_view_watch (UNROLL_VIEW (self), "runs");
}

GtkWidget *
unroll_curve_view_new (PaintCurveKind   kind,
                       UnrollViewState *state)
{
  GtkWidget *self = g_object_new (UNROLL_TYPE_CURVE_VIEW, NULL);

  UNROLL_CURVE_VIEW (self)->kind = kind;
  unroll_part_set_state (UNROLL_PART (self), state);

  return self;
}
