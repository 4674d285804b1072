#pragma once

#include "ui/view.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_WRITTEN_VIEW (unroll_written_view_get_type ())
G_DECLARE_FINAL_TYPE (UnrollWrittenView, unroll_written_view, UNROLL,
                      WRITTEN_VIEW, UnrollView)

/**
 * UnrollWrittenView:
 *
 * The hidden states along what is written; it moves along while it is.
 *
 * Signal "chosen" (uint): a click or Enter on a written letter, from 0.
 */
GtkWidget *unroll_written_view_new    (UnrollViewState   *state);
/* Marks that letter as chosen and brings it into sight; −1: none. */
void       unroll_written_view_choose (UnrollWrittenView *self,
                                       int                chosen);

G_END_DECLS
