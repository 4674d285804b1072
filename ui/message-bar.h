#pragma once

#include "ui/part.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_MESSAGE_BAR (unroll_message_bar_get_type ())
G_DECLARE_FINAL_TYPE (UnrollMessageBar, unroll_message_bar, UNROLL,
                      MESSAGE_BAR, UnrollPart)

/**
 * UnrollMessageBar:
 *
 * The view state's message, with its remedy as a button; gone when there is
 * none.
 */
GtkWidget *unroll_message_bar_new (UnrollViewState *state);

G_END_DECLS
