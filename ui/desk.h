#pragma once

#include "ui/part.h"
#include "ui/writing-options.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_DESK (unroll_desk_get_type ())
G_DECLARE_FINAL_TYPE (UnrollDesk, unroll_desk, UNROLL, DESK, UnrollPart)

/**
 * UnrollDesk:
 *
 * All cards of an experiment.  Where there is room: the stage large at the top
 * left, curves and what follows what under it, hidden states, parameters and
 * prediction at the right.  Where there is less: in rows one above the other,
 * stage and curves first, to be scrolled.
 */
GtkWidget *unroll_desk_new (UnrollViewState *state);
/* How the network keeps writing (transfer none). */
UnrollWritingOptions *
           unroll_desk_get_writing_options (UnrollDesk *self);

G_END_DECLS
