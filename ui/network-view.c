#include "ui/network-view.h"

#include "ui/commands.h"
#include "ui/paint/network.h"
#include "ui/view-painter.h"

struct _UnrollNetworkView
{
  UnrollView parent_instance;

  guint      stop;            /* of the walk, where it was last seen */
};

G_DEFINE_FINAL_TYPE (UnrollNetworkView, unroll_network_view, UNROLL_TYPE_VIEW)

static PaintNetworkData
get_data (UnrollView *view)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (view));
  gsize first = unroll_view_get_first (view);

  return (PaintNetworkData) {
    .frame = unroll_view_state_get_frame (state),
    .sample = unroll_view_state_get_sample (state),
    .first_sample = first,
    .first_step = (guint) first + 1,
  };
}

UNROLL_DEFINE_PAINTER (network, PaintNetworkData)

/* Steps are numbered from 1. */
static UnrollExtent
unroll_network_view_extent (UnrollView       *view,
                            PaintRect         area,
                            const PaintTheme *theme)
{
  PaintNetworkData data = get_data (view);
  PaintNetworkScroll scroll = paint_network_scroll (area, &data, theme);

  return (UnrollExtent) { scroll.first - (scroll.steps ? 1 : 0),
                          scroll.n_visible, scroll.n_total };
}

static gsize
unroll_network_view_reveal (UnrollView        *view,
                            PaintRect          area,
                            const PaintTheme  *theme,
                            const PaintTarget *target)
{
  PaintNetworkData data = get_data (view);

  paint_network_reveal (area, &data, theme, target);
  if (paint_network_scroll (area, &data, theme).steps)
    return data.first_step - 1;

  return data.first_sample;
}

static gboolean
has_sample (const PaintTarget *target)
{
  switch (target->kind)
    {
    case PAINT_TARGET_SAMPLE:
    case PAINT_TARGET_STEP:
    case PAINT_TARGET_INPUT:
    case PAINT_TARGET_STATE:
    case PAINT_TARGET_UNIT:
    case PAINT_TARGET_OUTPUT:
    case PAINT_TARGET_LOSS:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
unroll_network_view_activate (UnrollView        *view,
                              const PaintTarget *target)
{
  if (has_sample (target))
    gtk_widget_activate_action (GTK_WIDGET (view), UNROLL_COMMAND_SELECT_SAMPLE,
                                "u", (guint32) target->sample);
}

/* Where the walk stands is in sight; looking elsewhere meanwhile is free. */
static void
follow_walk (UnrollNetworkView *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  const RnnFrame *frame = unroll_view_state_get_frame (state);
  guint stop_before = self->stop;
  PaintTarget target = { .kind = PAINT_TARGET_STATE };
  RnnStop stop;

  self->stop = frame != NULL ? frame->stop : 0;
  if (self->stop == 0 || self->stop == stop_before || frame->trace == NULL)
    return;

  stop = rnn_walk_stop (&frame->walk, frame->stop);
  target.sample = frame->trace->sample;
  target.layer = stop.layer;
  target.t = stop.phase == RNN_PHASE_LOSS ? frame->walk.time_steps : stop.t;
  if (target.t > 0)
    unroll_view_reveal (UNROLL_VIEW (self), &target);
}

static void
unroll_network_view_class_init (UnrollNetworkViewClass *klass)
{
  UnrollViewClass *view_class = UNROLL_VIEW_CLASS (klass);

  view_class->kinds = ~((1u << PAINT_TARGET_NONE) | (1u << PAINT_TARGET_EPOCH)
                        | (1u << PAINT_TARGET_FOLLOWS));
  view_class->least_width = 420;
  view_class->least_height = 230;
  view_class->natural_width = 860;
  view_class->natural_height = 440;
  view_class->scrolling = GTK_ORIENTATION_HORIZONTAL;
  view_class->activate = unroll_network_view_activate;
  view_class->extent = unroll_network_view_extent;
  view_class->reveal = unroll_network_view_reveal;
  install_painter (view_class);
}

static void
unroll_network_view_init (UnrollNetworkView *self)
{
  unroll_view_watch (UNROLL_VIEW (self), "frame");
  unroll_view_watch (UNROLL_VIEW (self), "sample");
  unroll_part_watch (UNROLL_PART (self), "frame", G_CALLBACK (follow_walk));
}

GtkWidget *
unroll_network_view_new (UnrollViewState *state)
{
  return g_object_new (UNROLL_TYPE_NETWORK_VIEW, "state", state, NULL);
}
