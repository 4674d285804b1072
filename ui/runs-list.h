#pragma once

#include "ui/part.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_RUNS_LIST (unroll_runs_list_get_type ())
G_DECLARE_FINAL_TYPE (UnrollRunsList, unroll_runs_list, UNROLL, RUNS_LIST,
                      UnrollPart)

/**
 * UnrollRunsList:
 *
 * The runs side by side: a click or Enter shows one, F2 or a double click
 * renames it, Delete deletes it.  Stays open meanwhile, so that one can go
 * through them.
 */
GtkWidget *unroll_runs_list_new (UnrollViewState *state);

G_END_DECLS
