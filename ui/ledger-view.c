#include "ui/ledger-view.h"

#include "ui/paint/headings.h"
#include "ui/paint/ledger.h"
#include "ui/picture.h"
#include "ui/view-painter.h"

struct _UnrollLedgerView
{
  UnrollView parent_instance;

  guint      stop;            /* of the walk, seen last */
};

G_DEFINE_FINAL_TYPE (UnrollLedgerView, unroll_ledger_view, UNROLL_TYPE_VIEW)

static PaintLedgerData
get_data (UnrollView *view)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (view));

  return (PaintLedgerData) {
    .frame = unroll_view_state_get_frame (state),
    .first_step = (guint) unroll_view_get_first (view) + 1,
  };
}

UNROLL_DEFINE_PAINTER (ledger, PaintLedgerData)

/* Steps are numbered from 1. */
static UnrollExtent
unroll_ledger_view_extent (UnrollView       *view,
                           PaintRect         area,
                           const PaintTheme *theme)
{
  PaintLedgerData data = get_data (view);
  guint first, n_visible, n_total;

  paint_ledger_scroll (area, &data, theme, &first, &n_visible, &n_total);

  return (UnrollExtent) { first - 1, n_visible, n_total };
}

static gsize
unroll_ledger_view_reveal (UnrollView        *view,
                           PaintRect          area,
                           const PaintTheme  *theme,
                           const PaintTarget *target)
{
  PaintLedgerData data = get_data (view);

  paint_ledger_reveal (area, &data, theme, target);

  return data.first_step > 0 ? data.first_step - 1 : 0;
}

/* The step that adds its part now is in sight; looking elsewhere meanwhile is
 * free. */
static void
follow_walk (UnrollLedgerView *self)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  RnnFrame *frame = unroll_view_state_get_frame (state);
  guint stop_before = self->stop;
  PaintTarget target = { .kind = PAINT_TARGET_STEP };
  RnnStop stop;

  self->stop = frame != NULL ? frame->stop : 0;
  if (self->stop == 0 || self->stop == stop_before)
    return;

  stop = rnn_walk_stop (&frame->walk, frame->stop);
  target.t = stop.phase == RNN_PHASE_LOSS ? frame->walk.time_steps : stop.t;
  if (stop.phase == RNN_PHASE_BACKWARD || stop.phase == RNN_PHASE_LOSS)
    unroll_view_reveal (UNROLL_VIEW (self), &target);
}

/* In the window buttons in the heading say it. */
static void
unroll_ledger_view_introduce (UnrollView    *view,
                              UnrollPicture *picture)
{
  g_free (picture->subtitle);
  picture->subtitle = g_strdup (paint_heading_ledger ());
}

static void
unroll_ledger_view_class_init (UnrollLedgerViewClass *klass)
{
  UnrollViewClass *view_class = UNROLL_VIEW_CLASS (klass);

  view_class->kinds = (1u << PAINT_TARGET_WEIGHT)
                      | (1u << PAINT_TARGET_PARAMETER);
  view_class->least_width = 230;
  view_class->least_height = 110;
  view_class->natural_width = 280;
  view_class->natural_height = 140;
  view_class->scrolling = GTK_ORIENTATION_HORIZONTAL;
  view_class->extent = unroll_ledger_view_extent;
  view_class->reveal = unroll_ledger_view_reveal;
  view_class->introduce = unroll_ledger_view_introduce;
  install_painter (view_class);
}

static void
unroll_ledger_view_init (UnrollLedgerView *self)
{
  unroll_view_watch (UNROLL_VIEW (self), "frame");
  unroll_part_watch (UNROLL_PART (self), "frame", G_CALLBACK (follow_walk));
}

GtkWidget *
unroll_ledger_view_new (UnrollViewState *state)
{
  return g_object_new (UNROLL_TYPE_LEDGER_VIEW, "state", state, NULL);
}
