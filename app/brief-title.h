#pragma once

#include "core/spec.h"

G_BEGIN_DECLS

/* The experiment's title where little room is, in a question or a file's name:
 * as it is, or its beginning with an ellipsis (transfer full). */
char *unroll_brief_title (const RnnSpec *spec);

G_END_DECLS
