#include "ui/network-view.h"

#include "ui/commands.h"
#include "ui/paint/network.h"
#include "ui/view-painter.h"

struct _UnrollNetworkView
{
  UnrollView parent_instance;
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
}

GtkWidget *
unroll_network_view_new (UnrollViewState *state)
{
  return g_object_new (UNROLL_TYPE_NETWORK_VIEW, "state", state, NULL);
}
