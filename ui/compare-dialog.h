#pragma once

#include <gtk/gtk.h>

#include "ui/view-state.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_COMPARE_DIALOG (unroll_compare_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UnrollCompareDialog, unroll_compare_dialog, UNROLL,
                      COMPARE_DIALOG, GtkWindow)

/**
 * UnrollCompareDialog:
 *
 * Asks for the one setting in which a new run is to differ from the shown one,
 * beside which it will be watched; proposes ten times the learning rate.
 */
GtkWidget *unroll_compare_dialog_new (GtkApplicationWindow *parent,
                                      UnrollViewState      *state);

G_END_DECLS
