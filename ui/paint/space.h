#pragma once

#include "ui/paint/rect.h"
#include "ui/paint/space-model.h"
#include "ui/paint/target.h"
#include "ui/paint/theme.h"

G_BEGIN_DECLS

/* From where a cube is looked at before it is turned, in radians. */
#define PAINT_SPACE_TURN 0.55
#define PAINT_SPACE_TILT 0.35
/* From straight above and straight below. */
#define PAINT_SPACE_MAX_TILT G_PI_2

/**
 * PaintSpaceData:
 *
 * The hidden states as points of the space of the units, and what the network
 * reads as a path through it: from h_0 = 0 to h_T, for each sample.  Three units
 * are a cube, seen from @turn and @tilt without perspective; two a plane, one a
 * line over t; of more, two principal axes.  A state has the colour of the letter
 * that led to it; the inspected sample's path is strong.  On a walk the states to
 * come are faint, and the step at hand has a ring.
 *
 * Where there are too many steps for lines, the other samples' states are dots.
 *
 * Targets: STATE of the top layer, t = 1 … T.
 */
typedef struct
{
  const PaintSpaceModel *model;  /* NULL: nothing yet */
  gsize                  sample; /* inspected */
  /* Only a cube can be turned: about its upright axis, and towards the
   * viewer. */
  double                 turn, tilt;
} PaintSpaceData;

void        paint_space             (cairo_t              *cr,
                                     PaintRect             area,
                                     const PaintSpaceData *data,
                                     const PaintTheme     *theme);
void        paint_space_highlight   (cairo_t              *cr,
                                     PaintRect             area,
                                     const PaintSpaceData *data,
                                     const PaintTheme     *theme,
                                     const PaintTarget    *target,
                                     gboolean              selected);
/* The nearest state within reach; the inspected sample's before others, and
 * those in front before those behind. */
PaintTarget paint_space_pick        (PaintRect             area,
                                     const PaintSpaceData *data,
                                     const PaintTheme     *theme,
                                     double                x,
                                     double                y);
PaintRect   paint_space_target_rect (PaintRect             area,
                                     const PaintSpaceData *data,
                                     const PaintTheme     *theme,
                                     const PaintTarget    *target);
/* Left and right along the path, up and down to the other samples; NONE at an
 * edge. */
PaintTarget paint_space_move        (PaintRect             area,
                                     const PaintSpaceData *data,
                                     const PaintTheme     *theme,
                                     const PaintTarget    *target,
                                     PaintMove             move);
/* (transfer full) */
char       *paint_space_describe    (const PaintSpaceData *data,
                                     const PaintTarget    *target);

G_END_DECLS
