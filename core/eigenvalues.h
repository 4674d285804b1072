#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double re, im;
} RnnComplex;

/* The @n eigenvalues of a real general matrix (n × n, row-major), the largest
 * first, conjugate pairs side by side with the positive imaginary part first.
 * Balanced, brought to Hessenberg form, and found by the implicit double-shift
 * QR iteration (Golub & Van Loan, Matrix Computations, 7.4 and 7.5), in double
 * precision; about 10 n³ multiplications, on any thread.  FALSE, and @values
 * untouched, when a number is not finite or an eigenvalue cannot be found. */
gboolean rnn_eigenvalues (guint        n,
                          const float *matrix,
                          RnnComplex  *values);

G_END_DECLS
