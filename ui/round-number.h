#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The next of … 0.1, 0.2, 0.5, 1, 2, 5, 10 … above or below @value, which is
 * greater than 0: how people try learning rates. */
double unroll_round_number_step (double   value,
                                 gboolean up);
/* The next tenth above or below a share of one. */
double unroll_share_step        (double   share,
                                 gboolean up);

G_END_DECLS
