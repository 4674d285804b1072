#pragma once

#include "ui/part.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_PHASE_BAR (unroll_phase_bar_get_type ())
G_DECLARE_FINAL_TYPE (UnrollPhaseBar, unroll_phase_bar, UNROLL, PHASE_BAR,
                      UnrollPart)

/**
 * UnrollPhaseBar:
 *
 * Where the walk through an update stands: a pill for each phase, the present
 * one lit, and the number of the stop.  A pill leads to its phase's first stop.
 * Seen only on a walk.
 */
GtkWidget *unroll_phase_bar_new (UnrollViewState *state);

G_END_DECLS
