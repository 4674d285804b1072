#pragma once

#include "ui/view-state.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define UNROLL_TYPE_SWEEP_DIALOG (unroll_sweep_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UnrollSweepDialog, unroll_sweep_dialog, UNROLL,
                      SWEEP_DIALOG, GtkWindow)

/**
 * UnrollSweepDialog:
 *
 * The same experiment from many seeds: how many, from the one in force on; while
 * it goes, how far it is; and what came out, of which any seed can be opened in
 * the window @parent, whose commands it gives.
 */
GtkWidget *unroll_sweep_dialog_new (GtkApplicationWindow *parent,
                                    UnrollViewState      *state);

G_END_DECLS
