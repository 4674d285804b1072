#include "ui/vanish-view.h"

#include "ui/paint/vanish.h"
#include "ui/view-painter.h"

struct _UnrollVanishView
{
  UnrollView parent_instance;
};

G_DEFINE_FINAL_TYPE (UnrollVanishView, unroll_vanish_view, UNROLL_TYPE_VIEW)

static PaintVanishData
get_data (UnrollView *view)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (view));

  return (PaintVanishData) { .frame = unroll_view_state_get_frame (state) };
}

UNROLL_DEFINE_PAINTER (vanish, PaintVanishData)

static void
unroll_vanish_view_class_init (UnrollVanishViewClass *klass)
{
  UnrollViewClass *view_class = UNROLL_VIEW_CLASS (klass);

  view_class->kinds = (1u << PAINT_TARGET_STATE)
                      | (1u << PAINT_TARGET_EIGENVALUE);
  view_class->least_width = 160;
  view_class->least_height = 130;
  view_class->natural_width = 210;
  view_class->natural_height = 230;
  install_painter (view_class);
}

static void
unroll_vanish_view_init (UnrollVanishView *self)
{
  unroll_view_watch (UNROLL_VIEW (self), "frame");
}

GtkWidget *
unroll_vanish_view_new (UnrollViewState *state)
{
  return g_object_new (UNROLL_TYPE_VANISH_VIEW, "state", state, NULL);
}
