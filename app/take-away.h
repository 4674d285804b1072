#pragma once

#include "app/options.h"
#include "core/frame.h"

G_BEGIN_DECLS

/* What leaves the console for other programs.  Each writes its file, if the
 * options ask for it. */

gboolean unroll_take_away_weights (const UnrollOptions *options,
                                   const RnnFrame      *frame,
                                   GError             **error);
gboolean unroll_take_away_program (const UnrollOptions *options,
                                   const RnnFrame      *frame,
                                   GError             **error);

G_END_DECLS
