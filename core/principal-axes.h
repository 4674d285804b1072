#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RNN_MAX_PRINCIPAL_AXES 3

/**
 * RnnPrincipalAxes:
 *
 * The directions in which points spread most, for pictures of spaces that have
 * too many dimensions: the eigenvectors of their covariance with the largest
 * eigenvalues (Pearson 1901; Jolliffe, Principal Component Analysis, 1).
 *
 * Sizes: D dimensions, A axes.
 */
typedef struct
{
  guint   dimensions;         /* D */
  guint   n;                  /* A ≤ RNN_MAX_PRINCIPAL_AXES, A ≤ D */
  gsize   n_points;           /* that were finite, and so counted */
  double *mean;               /* D */
  double *axes;               /* A × D, orthonormal, the widest first; of each the
                               * largest part (the first of equals) is positive */
  double  variance[RNN_MAX_PRINCIPAL_AXES];  /* of all points along each */
  double  total;              /* of all points in all dimensions */
} RnnPrincipalAxes;

/* Of @points (@n_points × @dimensions).  Points with a number that is not finite
 * count for nothing.  Where all points lie in fewer dimensions than @n_axes, the
 * rest of the axes are any that are perpendicular, and have no variance.
 *
 * The same points give the same axes.  The work is bounded: from the number of
 * points on where it would take more than some ten million multiplications, the
 * axes are those of every second, third … point; the variances are always those
 * of all of them.  On any thread. */
RnnPrincipalAxes *rnn_principal_axes_new     (const float            *points,
                                              gsize                   n_points,
                                              guint                   dimensions,
                                              guint                   n_axes);
void              rnn_principal_axes_free    (RnnPrincipalAxes       *self);
/* Where @point (D) lies along each axis from the mean: @coordinates (A). */
void              rnn_principal_axes_project (const RnnPrincipalAxes *self,
                                              const float            *point,
                                              double                 *coordinates);
/* How much of the variance the axes hold, 0 to 1; 1 when there is none. */
double            rnn_principal_axes_share   (const RnnPrincipalAxes *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnPrincipalAxes, rnn_principal_axes_free)

G_END_DECLS
