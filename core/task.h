#pragma once

#include "core/spec.h"

G_BEGIN_DECLS

/* What a network is to learn from letters, beyond what follows what in a text.
 *
 * "Remember": each different letter of the text, which are 2 or more, is shown
 * once at the first of T time steps, and a filler that is none of them at the
 * others; it is the target after the last.  Such are the windows of T letters
 * that begin T + 1 letters apart in
 *
 *   a-----a b-----b …  (T = 6, without the blanks)
 *
 * which is the text that this makes (transfer full, its bytes in @length).  How
 * much of a gradient survives T steps is all that decides whether it is
 * learned; after the first experiment of Hochreiter & Schmidhuber 1997, 5.2.
 * Fails with RNN_ERROR_DATA. */
char    *rnn_remember_text   (const char *text,
                              gsize       text_length,
                              guint       time_steps,
                              gsize      *length,
                              GError    **error);
/* The letters of which the first that is not in the text fills the time between,
 * UTF-8. */
const char *rnn_remember_fillers (void);
/* How the windows of that text lie: @spec's stride and cyclic are replaced. */
void     rnn_remember_cut    (RnnSpec    *spec);

G_END_DECLS
