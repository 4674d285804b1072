#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RNN_PROJECTION_MAX_DIMENSIONS 3

/**
 * RnnProjection:
 *
 * How hidden states of U units are shown in a plane or in space.  Up to three
 * units each has an axis of its own and nothing is lost; beyond, the two
 * principal axes of the given states are shown.  The fields are to be read only.
 */
typedef struct
{
  guint    units;             /* U */
  guint    dimensions;        /* 1 to 3: as many units; or 2 */
  gboolean exact;             /* every unit has an axis */
  double  *centre;            /* U: the mean of the states; 0 when exact */
  double  *axes;              /* dimensions × U, orthonormal */
  double   share[RNN_PROJECTION_MAX_DIMENSIONS]; /* of the variance, of each
                               * axis: of 1; NaN when all states are the same */
} RnnProjection;

/* Of @n states (n × units).  @before (nullable): a projection of the same units
 * that was shown last; each axis then points the way of the nearest one there,
 * so that a picture does not flip from frame to frame. */
RnnProjection *rnn_projection_new   (guint                units,
                                     gsize                n,
                                     const float         *states,
                                     const RnnProjection *before);
void           rnn_projection_free  (RnnProjection       *projection);
/* @points (n × dimensions) */
void           rnn_projection_apply (const RnnProjection *projection,
                                     gsize                n,
                                     const float         *states,
                                     double              *points);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RnnProjection, rnn_projection_free)

G_END_DECLS
