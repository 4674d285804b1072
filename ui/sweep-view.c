#include "ui/sweep-view.h"

#include "ui/commands.h"
#include "ui/paint/sweep.h"
#include "ui/view-painter.h"

struct _UnrollSweepView
{
  UnrollView parent_instance;
};

G_DEFINE_FINAL_TYPE (UnrollSweepView, unroll_sweep_view, UNROLL_TYPE_VIEW)

static PaintSweepData
get_data (UnrollView *view)
{
  UnrollViewState *state = unroll_part_get_state (UNROLL_PART (view));

  return (PaintSweepData) { unroll_view_state_get_sweep (state) };
}

UNROLL_DEFINE_PAINTER (sweep, PaintSweepData)

static void
unroll_sweep_view_activate (UnrollView        *view,
                            const PaintTarget *target)
{
  const RnnSweepReport *report = get_data (view).report;

  if (target->kind == PAINT_TARGET_SEED && report != NULL
      && target->row < report->n_done)
    gtk_widget_activate_action (GTK_WIDGET (view), UNROLL_COMMAND_OPEN_SEED,
                                "u", report->results[target->row].seed);
}

static void
unroll_sweep_view_class_init (UnrollSweepViewClass *klass)
{
  UnrollViewClass *view_class = UNROLL_VIEW_CLASS (klass);

  view_class->kinds = 1u << PAINT_TARGET_SEED;
  view_class->least_width = 300;
  view_class->least_height = 240;
  view_class->natural_width = 760;
  view_class->natural_height = 440;
  view_class->activate = unroll_sweep_view_activate;
  install_painter (view_class);
}

static void
unroll_sweep_view_init (UnrollSweepView *self)
{
  unroll_view_watch (UNROLL_VIEW (self), "sweep");
}

GtkWidget *
unroll_sweep_view_new (UnrollViewState *state)
{
  return g_object_new (UNROLL_TYPE_SWEEP_VIEW, "state", state, NULL);
}
