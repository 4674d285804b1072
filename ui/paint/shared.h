#pragma once

#include "core/frame.h"
#include "ui/paint/target.h"

G_BEGIN_DECLS

/* Parameters are shared in time: how often one is used in a pass. */
guint  paint_shared_uses   (const RnnFrame    *frame,
                            guint              parameter);
/* @sentence, which is taken over and may be NULL, and that the weight or
 * parameter @target is one and the same at every step. */
char  *paint_shared_append (char              *sentence,
                            const RnnFrame    *frame,
                            const PaintTarget *target);

G_END_DECLS
