#pragma once

#include "app/window.h"

G_BEGIN_DECLS

/* Adds the commands of ui/commands.h to @window and binds which of them can be
 * carried out to what the view state shows. */
void unroll_actions_add (UnrollWindow *window);

G_END_DECLS
