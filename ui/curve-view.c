#include "ui/curve-view.h"

#include <math.h>

#include "ui/commands.h"

struct _UnrollCurveView
{
  UnrollView     parent_instance;

  PaintCurveKind kind;
};

G_DEFINE_FINAL_TYPE (UnrollCurveView, unroll_curve_view, UNROLL_TYPE_VIEW)

/* At text scale 1. */
#define LEAST_WIDTH    190.0
#define LEAST_HEIGHT   120.0
#define NATURAL_WIDTH  280.0
#define NATURAL_HEIGHT 220.0

static PaintCurveData
get_data (UnrollView *view)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (view));
  PaintCurveData data;

  paint_curve_data_init (&data, UNROLL_CURVE_VIEW (view)->kind,
                         unroll_view_state_get_frame (state),
                         unroll_view_state_get_series (state));

  return data;
}

static void
unroll_curve_view_paint (UnrollView       *view,
                         cairo_t          *cr,
                         PaintRect         area,
                         const PaintTheme *theme)
{
  PaintCurveData data = get_data (view);

  paint_curve (cr, area, &data, theme);
}

static PaintTarget
unroll_curve_view_pick (UnrollView       *view,
                        PaintRect         area,
                        const PaintTheme *theme,
                        double            x,
                        double            y)
{
  PaintCurveData data = get_data (view);

  return paint_curve_pick (area, &data, theme, x, y);
}

static PaintRect
unroll_curve_view_target_rect (UnrollView        *view,
                               PaintRect          area,
                               const PaintTheme  *theme,
                               const PaintTarget *target)
{
  PaintCurveData data = get_data (view);

  return paint_curve_target_rect (area, &data, theme, target);
}

static void
unroll_curve_view_highlight (UnrollView        *view,
                             cairo_t           *cr,
                             PaintRect          area,
                             const PaintTheme  *theme,
                             const PaintTarget *target,
                             gboolean           selected)
{
  PaintCurveData data = get_data (view);

  paint_curve_highlight (cr, area, &data, theme, target, selected);
}

static PaintTarget
unroll_curve_view_move (UnrollView        *view,
                        PaintRect          area,
                        const PaintTheme  *theme,
                        const PaintTarget *target,
                        PaintMove          move)
{
  PaintCurveData data = get_data (view);

  return paint_curve_move (area, &data, theme, target, move);
}

static char *
unroll_curve_view_describe (UnrollView        *view,
                            const PaintTarget *target)
{
  PaintCurveData data = get_data (view);

  return paint_curve_describe (&data, target);
}

static void
unroll_curve_view_activate (UnrollView        *view,
                            const PaintTarget *target)
{
  gtk_widget_activate_action (GTK_WIDGET (view), UNROLL_COMMAND_SEEK, "u",
                              target->epoch);
}

static void
unroll_curve_view_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  double scale = unroll_view_get_theme (UNROLL_VIEW (widget))->text_scale;
  gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = (int) ceil (scale * (across ? LEAST_WIDTH : LEAST_HEIGHT));
  *natural = (int) ceil (scale * (across ? NATURAL_WIDTH : NATURAL_HEIGHT));
}

static void
unroll_curve_view_class_init (UnrollCurveViewClass *klass)
{
  UnrollViewClass *view_class = UNROLL_VIEW_CLASS (klass);

  GTK_WIDGET_CLASS (klass)->measure = unroll_curve_view_measure;

  view_class->kinds = 1u << PAINT_TARGET_EPOCH;
  view_class->paint = unroll_curve_view_paint;
  view_class->pick = unroll_curve_view_pick;
  view_class->target_rect = unroll_curve_view_target_rect;
  view_class->highlight = unroll_curve_view_highlight;
  view_class->move = unroll_curve_view_move;
  view_class->describe = unroll_curve_view_describe;
  view_class->activate = unroll_curve_view_activate;
}

static void
unroll_curve_view_init (UnrollCurveView *self)
{
  unroll_view_watch (UNROLL_VIEW (self), "frame");
  unroll_view_watch (UNROLL_VIEW (self), "n-metrics");
}

GtkWidget *
unroll_curve_view_new (PaintCurveKind   kind,
                       UnrollViewState *state)
{
  GtkWidget *self = g_object_new (UNROLL_TYPE_CURVE_VIEW, NULL);

  unroll_curve_view_set_kind (UNROLL_CURVE_VIEW (self), kind);
  unroll_part_set_state (UNROLL_PART (self), state);

  return self;
}

void
unroll_curve_view_set_kind (UnrollCurveView *self,
                            PaintCurveKind   kind)
{
  g_return_if_fail (UNROLL_IS_CURVE_VIEW (self));

  self->kind = kind;
  unroll_view_invalidate (UNROLL_VIEW (self));
}
