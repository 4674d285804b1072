#include "ui/written-view.h"

#include "ui/paint/written.h"
#include "ui/view-painter.h"

struct _UnrollWrittenView
{
  UnrollView parent_instance;

  int        chosen;          /* −1: none */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (UnrollWrittenView, unroll_written_view, UNROLL_TYPE_VIEW)

static PaintWrittenData
get_data (UnrollView *view)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (view));

  return (PaintWrittenData) {
    .frame = unroll_view_state_get_frame (state),
    .letters = unroll_view_state_get_written (state, NULL),
    .first = unroll_view_get_first (view),
  };
}

UNROLL_DEFINE_PAINTER (written, PaintWrittenData)

static PaintTarget
chosen_target (UnrollWrittenView *self)
{
  return (PaintTarget) { .kind = PAINT_TARGET_WRITTEN,
                         .column = (guint) self->chosen };
}

/* With the letter that is chosen. */
static void
unroll_written_view_paint (UnrollView       *view,
                           cairo_t          *cr,
                           PaintRect         area,
                           const PaintTheme *theme)
{
  UnrollWrittenView *self = UNROLL_WRITTEN_VIEW (view);
  PaintWrittenData data = get_data (view);
  PaintTarget chosen = chosen_target (self);

  paint_written (cr, area, &data, theme);
  if (self->chosen >= 0 && data.letters != NULL)
    paint_written_highlight (cr, area, &data, theme, &chosen, TRUE);
}

static UnrollExtent
unroll_written_view_extent (UnrollView       *view,
                            PaintRect         area,
                            const PaintTheme *theme)
{
  PaintWrittenData data = get_data (view);
  UnrollExtent extent;

  paint_written_scroll (area, &data, theme, &extent.first, &extent.n_visible,
                        &extent.n_total);

  return extent;
}

static gsize
unroll_written_view_reveal (UnrollView        *view,
                            PaintRect          area,
                            const PaintTheme  *theme,
                            const PaintTarget *target)
{
  PaintWrittenData data = get_data (view);

  return paint_written_reveal (area, &data, theme, target);
}

static void
unroll_written_view_activate (UnrollView        *view,
                              const PaintTarget *target)
{
  g_signal_emit (view, signals[CHOSEN], 0, target->column);
}

/* The newest letter comes into sight. */
static void
written_changed_cb (UnrollWrittenView *self)
{
  UnrollView *view = UNROLL_VIEW (self);
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (self));
  const RnnLetters *letters = unroll_view_state_get_written (state, NULL);
  PaintTarget last = { .kind = PAINT_TARGET_WRITTEN };

  if (letters == NULL)
    {
      unroll_view_forget_targets (view);
      return;
    }
  unroll_view_invalidate (view);
  last.column = rnn_letters_length (letters) - 1;
  if (unroll_view_state_get_writing (state))
    unroll_view_reveal (view, &last);
}

static void
unroll_written_view_class_init (UnrollWrittenViewClass *klass)
{
  UnrollViewClass *view_class = UNROLL_VIEW_CLASS (klass);

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass),
                                  G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_UINT);

  view_class->kinds = 1u << PAINT_TARGET_WRITTEN;
  view_class->least_width = 120;
  view_class->least_height = 44;
  view_class->natural_width = 240;
  view_class->natural_height = 60;
  view_class->scrolling = GTK_ORIENTATION_HORIZONTAL;
  view_class->inspects_nothing = TRUE;
  view_class->activate = unroll_written_view_activate;
  view_class->extent = unroll_written_view_extent;
  view_class->reveal = unroll_written_view_reveal;
  install_painter (view_class);
  view_class->paint = unroll_written_view_paint;
}

static void
unroll_written_view_init (UnrollWrittenView *self)
{
  self->chosen = -1;
  unroll_part_watch (UNROLL_PART (self), "n-written",
                     G_CALLBACK (written_changed_cb));
}

GtkWidget *
unroll_written_view_new (UnrollViewState *state)
{
  return g_object_new (UNROLL_TYPE_WRITTEN_VIEW, "state", state, NULL);
}

void
unroll_written_view_choose (UnrollWrittenView *self,
                            int                chosen)
{
  PaintTarget target;

  g_return_if_fail (UNROLL_IS_WRITTEN_VIEW (self));

  if (self->chosen == chosen)
    return;
  self->chosen = chosen;
  target = chosen_target (self);
  unroll_view_invalidate (UNROLL_VIEW (self));
  if (chosen >= 0)
    unroll_view_reveal (UNROLL_VIEW (self), &target);
}
