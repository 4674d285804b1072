#pragma once

#include "app/window.h"

G_BEGIN_DECLS

/* Says in @bar, which is in @window, what a crash has left behind, if anything;
 * it can be brought back or thrown away, or else is offered again. */
void unroll_recovery_offer (UnrollWindow *window,
                            GtkInfoBar   *bar);

G_END_DECLS
