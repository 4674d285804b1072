#pragma once

#include "core/explanation.h"
#include "core/frame.h"

G_BEGIN_DECLS

/* What numbers are called.  Symbols are Pango markup with <sub> and <sup>, see
 * PaintTextStyle; the strings are the caller's (transfer full). */

/* "h₃[2]", "W_hh[1,2]", "∂L/∂z₃[2]", "y₄[e]"; of a quantity that stands nowhere,
 * its letter: "β₁". */
char *paint_symbol        (const RnnFrame   *frame,
                           const RnnAddress *address);
/* The whole vector or matrix that it is part of: "h₃", "W_hh". */
char *paint_symbol_whole  (const RnnFrame   *frame,
                           const RnnAddress *address);
/* "hidden unit 2 at t = 3". */
char *paint_symbol_words  (const RnnFrame   *frame,
                           const RnnAddress *address);
/* Without markup: numbers as indices stay low or high, "W<sub>xh</sub>" becomes
 * "W_xh". */
char *paint_symbol_plain  (const char       *markup);

G_END_DECLS
