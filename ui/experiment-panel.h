#pragma once

#include "ui/part.h"
#include "ui/step-list.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_EXPERIMENT_PANEL (unroll_experiment_panel_get_type ())
G_DECLARE_FINAL_TYPE (UnrollExperimentPanel, unroll_experiment_panel, UNROLL,
                      EXPERIMENT_PANEL, UnrollPart)

/**
 * UnrollExperimentPanel:
 *
 * The experiment's title and notes, and its first five steps, data, network,
 * training, fit and summary: every setting of the core's table in a row of its own, the less
 * common ones under "More".  Live settings act at once; the others wait at the
 * panel's foot where they would begin a run anew.  The summary follows while a
 * number is typed.
 *
 * Actions "settings.undo", "settings.redo" (Ctrl+Z, Ctrl+Shift+Z) and
 * "settings.discard".  Everything else goes up as a command (ui/commands.h).
 */
GtkWidget *unroll_experiment_panel_new        (UnrollViewState       *state);
/* (transfer none) */
UnrollStepList *
           unroll_experiment_panel_get_steps  (UnrollExperimentPanel *self);

G_END_DECLS
