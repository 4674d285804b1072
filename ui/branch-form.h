#pragma once

#include "ui/part.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_BRANCH_FORM (unroll_branch_form_get_type ())
G_DECLARE_FINAL_TYPE (UnrollBranchForm, unroll_branch_form, UNROLL, BRANCH_FORM,
                      UnrollPart)

/**
 * UnrollBranchForm:
 *
 * What a new run is to do otherwise than the shown one from where that stands,
 * and how it is called.  Says beforehand what it means, and what is wrong.
 * Begins anew, with what waits in the settings, each time it is shown, and stops
 * playing.  Lives in a popover, which it closes.
 */
GtkWidget *unroll_branch_form_new (UnrollViewState *state);

G_END_DECLS
