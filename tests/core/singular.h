#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The largest singular value of an @n × @n matrix, plainly: its columns are
 * turned towards each other until all are orthogonal (one-sided Jacobi,
 * Hestenes 1958); then the longest is it. */
double singular_largest (guint         n,
                         const double *matrix);

G_END_DECLS
