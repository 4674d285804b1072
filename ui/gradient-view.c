#include "ui/gradient-view.h"

#include "ui/paint/gradient.h"
#include "ui/view-painter.h"

struct _UnrollGradientView
{
  UnrollView parent_instance;

  gboolean   logarithmic;
};

G_DEFINE_FINAL_TYPE (UnrollGradientView, unroll_gradient_view, UNROLL_TYPE_VIEW)

static PaintGradientData
get_data (UnrollView *view)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (view));

  return (PaintGradientData) {
    .frame = unroll_view_state_get_frame (state),
    .logarithmic = UNROLL_GRADIENT_VIEW (view)->logarithmic,
  };
}

UNROLL_DEFINE_PAINTER (gradient, PaintGradientData)

static void
unroll_gradient_view_class_init (UnrollGradientViewClass *klass)
{
  UnrollViewClass *view_class = UNROLL_VIEW_CLASS (klass);

  view_class->kinds = 1u << PAINT_TARGET_STATE;
  view_class->least_width = 160;
  view_class->least_height = 130;
  view_class->natural_width = 210;
  view_class->natural_height = 230;
  install_painter (view_class);
}

static void
unroll_gradient_view_init (UnrollGradientView *self)
{
  unroll_view_watch (UNROLL_VIEW (self), "frame");
}

GtkWidget *
unroll_gradient_view_new (UnrollViewState *state)
{
  return g_object_new (UNROLL_TYPE_GRADIENT_VIEW, "state", state, NULL);
}

void
unroll_gradient_view_set_logarithmic (UnrollGradientView *self,
                                      gboolean            logarithmic)
{
  g_return_if_fail (UNROLL_IS_GRADIENT_VIEW (self));

  if (self->logarithmic == logarithmic)
    return;

  self->logarithmic = logarithmic;
  unroll_view_invalidate (UNROLL_VIEW (self));
}
