#pragma once

#include "core/random.h"

G_BEGIN_DECLS

/* Keras' initialisers of one row-major matrix. */

/* U(−@limit, @limit). */
void rnn_initialize_uniform    (float     *w,
                                guint      rows,
                                guint      columns,
                                double     limit,
                                RnnRandom *random);
/* U(−l, l) with l = √(6 / (rows + columns)); Glorot & Bengio 2010, eq. 16. */
void rnn_initialize_glorot     (float     *w,
                                guint      rows,
                                guint      columns,
                                RnnRandom *random);
/* The orthogonal factor Q of a @size × @size normal matrix A = Q R, its columns
 * times sign (diag R), so that no orthogonal matrix is preferred, times @gain
 * (Saxe et al. 2013; Mezzadri 2007). */
void rnn_initialize_orthogonal (float     *w,
                                guint      size,
                                double     gain,
                                RnnRandom *random);

G_END_DECLS
