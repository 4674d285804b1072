#pragma once

#include "ui/part.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_OPENING_BAR (unroll_opening_bar_get_type ())
G_DECLARE_FINAL_TYPE (UnrollOpeningBar, unroll_opening_bar, UNROLL, OPENING_BAR,
                      UnrollPart)

/**
 * UnrollOpeningBar:
 *
 * How far an experiment is that is being read, and a way to stop it; hidden
 * otherwise.
 */
GtkWidget *unroll_opening_bar_new (UnrollViewState *state);

G_END_DECLS
