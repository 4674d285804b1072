#include "ui/network-view.h"

#include "ui/commands.h"
#include "ui/motion.h"
#include "ui/paint/pair.h"
#include "ui/paint/touched.h"
#include "ui/view-painter.h"

struct _UnrollNetworkView
{
  UnrollView parent_instance;

  /* Owned */
  UnrollMotion *flow;         /* what happens now, along its lines */
  UnrollMotion *folding;

  guint64    updates;         /* of the walk, where it was last seen: */
  guint      stop;
  guint      slowly_shown;    /* 1 << phase of each that this walk has shown */
  gboolean   folded;          /* what it is, or becomes */
  double     fold;            /* as it is drawn: 0 … 1 */
  guint      fold_step;       /* seen folded, on the way there and back */
};

/* Milliseconds: the first of each kind slowly, so that it is understood. */
#define FLOW_FIRST 600
#define FLOW_AGAIN 120
#define FOLDING 450
#define MOVING_PHASES (1u << RNN_PHASE_FORWARD | 1u << RNN_PHASE_LOSS \
                       | 1u << RNN_PHASE_BACKWARD)

G_DEFINE_FINAL_TYPE (UnrollNetworkView, unroll_network_view, UNROLL_TYPE_VIEW)

/* Unrolled and folded each scroll in their own way; between them nothing
 * does. */
static PaintNetworkData
get_network (UnrollView *view)
{
  UnrollNetworkView *self = UNROLL_NETWORK_VIEW (view);
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (view));
  gboolean between = self->fold > 0.0 && self->fold < 1.0;
  gsize first = unroll_view_get_first (view);

  return (PaintNetworkData) {
    .frame = unroll_view_state_get_frame (state),
    .sample = unroll_view_state_get_sample (state),
    .fold = self->fold,
    .fold_step = between ? self->fold_step : (guint) first + 1,
    .first_sample = first,
    .first_step = (guint) first + 1,
  };
}

static PaintPairData
get_data (UnrollView *view)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (view));
  const RnnRunList *runs = unroll_view_state_get_runs (state);
  PaintPairData data = { .network = get_network (view),
                         .series = unroll_view_state_get_series (state) };
  const RnnFrame *frame = data.network.frame;

  if (frame != NULL && frame->companion != NULL
      && rnn_run_list_find (runs, frame->companion->run) != NULL)
    data.beside =
      unroll_view_state_get_run_series (state, frame->companion->run, NULL);

  return data;
}

UNROLL_DEFINE_PAINTER (pair, PaintPairData)

/* Where the network is, though another may be beside it. */
static PaintRect
network_area (UnrollView       *view,
              PaintRect         area,
              const PaintTheme *theme)
{
  PaintPairData data = get_data (view);

  return paint_pair_network (area, &data, theme);
}

/* What is shown as if is said in the window by a bar above the picture. */
static void
unroll_network_view_paint_alone (UnrollView       *view,
                                 cairo_t          *cr,
                                 PaintRect        *area,
                                 const PaintTheme *theme)
{
  PaintPairData data = get_data (view);

  if (data.network.frame != NULL)
    paint_touched_banner (cr, area, data.network.frame, theme);
  paint_pair (cr, *area, &data, theme);
}

/* Steps are numbered from 1. */
static UnrollExtent
unroll_network_view_extent (UnrollView       *view,
                            PaintRect         area,
                            const PaintTheme *theme)
{
  PaintNetworkData data = get_network (view);
  PaintNetworkScroll scroll =
    paint_network_scroll (network_area (view, area, theme), &data, theme);

  return (UnrollExtent) { scroll.first - (scroll.steps ? 1 : 0),
                          scroll.n_visible, scroll.n_total };
}

static gsize
unroll_network_view_reveal (UnrollView        *view,
                            PaintRect          area,
                            const PaintTheme  *theme,
                            const PaintTarget *target)
{
  PaintNetworkData data = get_network (view);

  area = network_area (view, area, theme);
  paint_network_reveal (area, &data, theme, target);
  if (data.fold >= 1.0)
    return data.fold_step - 1;
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

/* What moves -------------------------------------------------------------- */

static void
unroll_network_view_paint_motion (UnrollView       *view,
                                  cairo_t          *cr,
                                  PaintRect         area,
                                  const PaintTheme *theme,
                                  double            progress)
{
  PaintPairData data = get_data (view);

  paint_pair_motion (cr, area, &data, theme, progress);
}

static PaintRect
unroll_network_view_motion_rect (UnrollView       *view,
                                 PaintRect         area,
                                 const PaintTheme *theme)
{
  PaintPairData data = get_data (view);

  return paint_pair_motion_rect (area, &data, theme);
}

static void
flow_cb (GtkWidget *widget,
         double     progress)
{
  unroll_view_set_progress (UNROLL_VIEW (widget), progress);
}

/* Of no phase in particular: the last step. */
static PaintTarget
place_of_walk (const RnnFrame *frame)
{
  RnnStop stop = rnn_walk_stop (&frame->walk, frame->stop);
  guint last = frame->walk.time_steps;

  return (PaintTarget) {
    .kind = PAINT_TARGET_STATE,
    .sample = frame->trace->sample,
    .layer = stop.layer,
    .t = stop.t > 0 ? stop.t : last,
  };
}

static void
reveal_fold_step (UnrollNetworkView *self)
{
  const PaintTarget target = { PAINT_TARGET_STATE, .t = self->fold_step };

  unroll_view_reveal (UNROLL_VIEW (self), &target);
}

/* Slowly at both ends. */
static double
ease (double progress)
{
  return progress * progress * (3.0 - 2.0 * progress);
}

static void
folding_cb (GtkWidget *widget,
            double     progress)
{
  UnrollNetworkView *self = UNROLL_NETWORK_VIEW (widget);

  self->fold = self->folded ? ease (progress) : 1.0 - ease (progress);
  if (progress < 1.0)
    {
      unroll_view_repaint (UNROLL_VIEW (self));
      return;
    }
  unroll_view_invalidate (UNROLL_VIEW (self));
  if (self->folded)
    reveal_fold_step (self);
}

static void
folded_changed_cb (UnrollNetworkView *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  const RnnFrame *frame = unroll_view_state_get_frame (state);
  gboolean folded = unroll_view_state_get_folded (state);

  if (self->folded == folded)
    return;

  self->folded = folded;
  if (!folded)
    self->fold_step = (guint) unroll_view_get_first (UNROLL_VIEW (self)) + 1;
  else if (frame != NULL && frame->trace != NULL)
    self->fold_step = place_of_walk (frame).t;
  unroll_motion_start (self->folding, FOLDING);
}

static void
start_flow (UnrollNetworkView *self,
            const RnnFrame    *frame)
{
  guint phase = 1u << rnn_walk_stop (&frame->walk, frame->stop).phase;
  gboolean again = (self->slowly_shown & phase) != 0;

  if ((phase & MOVING_PHASES) == 0)
    return;

  self->slowly_shown |= phase;
  unroll_motion_start (self->flow, again ? FLOW_AGAIN : FLOW_FIRST);
}

/* How many updates were made before the one that is walked through, which the
 * last stop makes. */
static guint64
updates_before (const RnnFrame *frame)
{
  if (frame == NULL)
    return 0;
  if (frame->stop > 0 && frame->stop == rnn_walk_length (&frame->walk))
    return frame->position.update - 1;

  return frame->position.update;
}

/* Where the walk stands is in sight; looking elsewhere meanwhile is free.  A
 * step on moves, a step back does not. */
static void
follow_walk (UnrollNetworkView *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  const RnnFrame *frame = unroll_view_state_get_frame (state);
  guint stop = frame != NULL && frame->trace != NULL ? frame->stop : 0;
  guint64 updates = updates_before (frame);
  gboolean on = updates > self->updates
                || (updates == self->updates && stop > self->stop);
  gboolean same = updates == self->updates && stop == self->stop;
  PaintTarget target;

  if (self->stop == 0)
    self->slowly_shown = 0;
  self->updates = updates;
  self->stop = stop;
  if (same)
    return;

  unroll_motion_finish (self->flow);
  if (stop == 0)
    return;
  target = place_of_walk (frame);
  unroll_view_reveal (UNROLL_VIEW (self), &target);
  if (on)
    start_flow (self, frame);
}

static void
unroll_network_view_dispose (GObject *object)
{
  UnrollNetworkView *self = UNROLL_NETWORK_VIEW (object);

  g_clear_pointer (&self->flow, unroll_motion_free);
  g_clear_pointer (&self->folding, unroll_motion_free);

  G_OBJECT_CLASS (unroll_network_view_parent_class)->dispose (object);
}

static void
unroll_network_view_class_init (UnrollNetworkViewClass *klass)
{
  UnrollViewClass *view_class = UNROLL_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = unroll_network_view_dispose;

  view_class->kinds = ~((1u << PAINT_TARGET_NONE) | (1u << PAINT_TARGET_EPOCH)
                        | (1u << PAINT_TARGET_FOLLOWS)
                        | (1u << PAINT_TARGET_WRITTEN));
  view_class->least_width = 420;
  view_class->least_height = 230;
  view_class->natural_width = 860;
  view_class->natural_height = 440;
  view_class->scrolling = GTK_ORIENTATION_HORIZONTAL;
  view_class->paint_alone = unroll_network_view_paint_alone;
  view_class->activate = unroll_network_view_activate;
  view_class->extent = unroll_network_view_extent;
  view_class->reveal = unroll_network_view_reveal;
  view_class->paint_motion = unroll_network_view_paint_motion;
  view_class->motion_rect = unroll_network_view_motion_rect;
  install_painter (view_class);
}

static void
unroll_network_view_init (UnrollNetworkView *self)
{
  self->flow = unroll_motion_new (GTK_WIDGET (self), flow_cb);
  self->folding = unroll_motion_new (GTK_WIDGET (self), folding_cb);

  unroll_view_watch (UNROLL_VIEW (self), "frame");
  unroll_view_watch (UNROLL_VIEW (self), "sample");
  unroll_view_watch (UNROLL_VIEW (self), "runs");
  unroll_part_watch (UNROLL_PART (self), "frame", G_CALLBACK (follow_walk));
  unroll_part_watch (UNROLL_PART (self), "folded",
                     G_CALLBACK (folded_changed_cb));
}

GtkWidget *
unroll_network_view_new (UnrollViewState *state)
{
  return g_object_new (UNROLL_TYPE_NETWORK_VIEW, "state", state, NULL);
}
