#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RnnSpectralNorm:
 *
 * One square matrix W, at work on the norms ‖W diag (s)‖₂ for several s: the most
 * by which it makes a vector longer whose numbers were first multiplied by those
 * of s.  It is the largest singular value, found by the Lanczos iteration on
 * W diag (s)² Wᵀ with every vector kept orthogonal to all before it (Golub & Van
 * Loan, Matrix Computations, 10.1 and 10.3), in double precision.
 *
 * Up to RNN_SPECTRAL_NORM_EXACT rows the iteration is carried through to its end,
 * which has the exact norm up to rounding.  For more it ends as soon as an
 * eigenvalue is certain to be within 1e-6 of the largest one seen; from a start
 * at random it cannot be another one than the largest but by a chance that
 * vanishes with the number of steps (Kuczyński & Woźniakowski 1992).  Where that
 * does not happen it, too, is carried through.
 */
typedef struct _RnnSpectralNorm RnnSpectralNorm;

#define RNN_SPECTRAL_NORM_EXACT 32u

/* @matrix is @n × @n, row-major. */
RnnSpectralNorm *rnn_spectral_norm_new  (guint            n,
                                         const float     *matrix);
void             rnn_spectral_norm_free (RnnSpectralNorm *self);
/* ‖W diag (@scale)‖₂, @scale being n numbers; NaN when something is not finite,
 * or when it would take more multiplications than @budget has, from which those
 * that were needed are taken. */
double           rnn_spectral_norm      (RnnSpectralNorm *self,
                                         const double    *scale,
                                         gint64          *budget);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnSpectralNorm, rnn_spectral_norm_free)

G_END_DECLS
