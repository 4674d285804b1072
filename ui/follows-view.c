#include "ui/follows-view.h"

#include "ui/paint/follows.h"
#include "ui/view-painter.h"

struct _UnrollFollowsView
{
  UnrollView parent_instance;
};

G_DEFINE_FINAL_TYPE (UnrollFollowsView, unroll_follows_view, UNROLL_TYPE_VIEW)

static PaintFollowsData
get_data (UnrollView *view)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (view));

  return (PaintFollowsData) { unroll_view_state_get_frame (state) };
}

UNROLL_DEFINE_PAINTER (follows, PaintFollowsData)

static void
unroll_follows_view_class_init (UnrollFollowsViewClass *klass)
{
  UnrollViewClass *view_class = UNROLL_VIEW_CLASS (klass);

  view_class->kinds = 1u << PAINT_TARGET_FOLLOWS;
  view_class->least_width = 160;
  view_class->least_height = 130;
  view_class->natural_width = 210;
  view_class->natural_height = 230;
  install_painter (view_class);
}

static void
unroll_follows_view_init (UnrollFollowsView *self)
{
  unroll_view_watch (UNROLL_VIEW (self), "frame");
}

GtkWidget *
unroll_follows_view_new (UnrollViewState *state)
{
  return g_object_new (UNROLL_TYPE_FOLLOWS_VIEW, "state", state, NULL);
}
