#pragma once

#include "ui/part.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_TOUCH_BAR (unroll_touch_bar_get_type ())
G_DECLARE_FINAL_TYPE (UnrollTouchBar, unroll_touch_bar, UNROLL, TOUCH_BAR,
                      UnrollPart)

/**
 * UnrollTouchBar:
 *
 * Says what the pictures show as if, with buttons that take it back or make it
 * real; gone when there is nothing.
 */
GtkWidget *unroll_touch_bar_new (UnrollViewState *state);

G_END_DECLS
