#pragma once

#include "ui/trail.h"
#include "ui/view-state.h"

G_BEGIN_DECLS

/* What view-state.c (the properties), view-state-inspection.c (what is
 * inspected) and view-state-runs.c (which runs there are) share. */
struct _UnrollViewState
{
  GObject   parent_instance;

  /* Owned */
  RnnFrame *frame;
  RnnSpec  *spec;
  const RnnSpec *draft;       /* borrowed from who sends it, or NULL */
  RnnSeries *series;
  RnnRunList runs;
  RnnSeries *run_series[RNN_MAX_RUNS]; /* of the same order */
  guint     run_looks[RNN_MAX_RUNS];
  RnnSweepReport *sweep;
  char     *step_kind;
  char     *parameters;
  char     *details;
  char     *flow;
  char     *predict_text;
  char     *written_after;
  RnnLetters *written;
  char     *opening;
  char     *message;
  char     *remedy_label;
  char     *remedy_action;
  char     *setting_error;
  char     *setting_error_key;
  char     *sweep_error;

  UnrollTrail trail;
  PaintSubject *inspected;    /* where it stands, or NULL */

  PaintTarget hovered;
  guint     n_written;
  guint     sample;
  double    zoom;
  double    opening_share;
  double    speed;
  gboolean  pending;
  gboolean  can_go_back;
  gboolean  can_go_forward;
  gboolean  playing;
  gboolean  seeking;
  gboolean  predict_best;
  gboolean  writing;
  gboolean  folded;
  gboolean  sweeping;
  gboolean  can_undo_touch;
  gboolean  can_redo_touch;
};

G_END_DECLS
