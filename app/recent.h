#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* An experiment's file that was opened or saved just now. */
void unroll_recent_add    (GFile *file);
/* Fills @menu with the files opened or saved last, newest first; what is not
 * there any more is left out. */
void unroll_recent_fill   (GMenu *menu);
/* Does so now and whenever they change; @menu is to be there as long as the
 * program. */
void unroll_recent_follow (GMenu *menu);

G_END_DECLS
