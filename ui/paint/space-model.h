#pragma once

#include "core/frame.h"
#include "core/principal-axes.h"

G_BEGIN_DECLS

#define PAINT_SPACE_MAX_DIMENSIONS 3

/**
 * PaintSpaceModel:
 *
 * Where the hidden states of a frame's samples lie, and those of an earlier
 * frame to compare with: made once for a frame, drawn from many sides.  Up to
 * three units are the dimensions themselves, exactly; of more, two principal axes
 * of the states shown.  Immutable.
 *
 * Sizes: N samples, T time steps, D dimensions.
 */
typedef struct
{
  RnnFrame         *frame;       /* counted */
  RnnFrame         *ghost;       /* counted; NULL: none */
  guint             units;       /* of the top layer, whose states they are */
  guint             dimensions;  /* D: 1 … PAINT_SPACE_MAX_DIMENSIONS */
  RnnPrincipalAxes *axes;        /* NULL: the dimensions are the units */
  const float      *path;        /* N × T × D, from t = 1 */
  const float      *ghost_path;  /* the same of the ghost, or NULL */
  /* D: the state that all begin with, h_0 = 0. */
  float             start[PAINT_SPACE_MAX_DIMENSIONS];
  /* What each dimension covers: what the activation can give, or round numbers
   * around what it gave. */
  double            low[PAINT_SPACE_MAX_DIMENSIONS];
  double            high[PAINT_SPACE_MAX_DIMENSIONS];

  /*< private >*/
  float            *projected;   /* what does not lie in the frames */
} PaintSpaceModel;

/* Whether the two can be drawn into one picture: samples, steps and units are as
 * many. */
gboolean         paint_space_comparable (const RnnFrame  *frame,
                                         const RnnFrame  *ghost);
/* NULL when @frame is NULL or has no sample_path.  A @ghost (nullable) that is
 * not comparable is left out. */
PaintSpaceModel *paint_space_model_new  (RnnFrame        *frame,
                                         RnnFrame        *ghost);
void             paint_space_model_free (PaintSpaceModel *model);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PaintSpaceModel, paint_space_model_free)

G_END_DECLS
