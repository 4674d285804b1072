#pragma once

#include "core/frame.h"

G_BEGIN_DECLS

/* Letters of a long window that a name shows. */
#define PAINT_SAMPLE_LETTERS 12

/* What a sample of the frame reads: "abcd", or "a…cd" when there are more than
 * @most letters (2 or more); its number where there are none (transfer full). */
char *paint_sample_letters (const RnnFrame *frame,
                            gsize           sample,
                            guint           most);
/* "abcd → e" (transfer full). */
char *paint_sample_name    (const RnnFrame *frame,
                            gsize           sample);

G_END_DECLS
