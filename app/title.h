#pragma once

#include "core/frame.h"

G_BEGIN_DECLS

/* "SimpleRNN(3, tanh) → Dense(5, softmax) · 47 parameters · Adam 0.01" (transfer
 * full). */
char *unroll_title_describe (const RnnFrame *frame);

G_END_DECLS
