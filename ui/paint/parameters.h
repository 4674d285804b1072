#pragma once

#include "core/frame.h"
#include "ui/paint/colormap.h"
#include "ui/paint/rect.h"
#include "ui/paint/target.h"
#include "ui/paint/theme.h"

G_BEGIN_DECLS

typedef enum
{
  PAINT_PARAMETERS_VALUES,
  PAINT_PARAMETERS_GRADIENTS, /* of the last update, clipped */
  PAINT_PARAMETERS_CHANGE     /* what the last update added */
} PaintParametersMode;

/**
 * PaintParametersData:
 *
 * All matrices of the network, each under its name and size, on one colour
 * scale.  As long as they are small all cells are equally large, so that sizes
 * can be compared; else each matrix fills an equal place.  Targets: WEIGHT, and
 * PARAMETER on a name.
 */
typedef struct
{
  const RnnFrame     *frame;  /* NULL: nothing yet */
  PaintParametersMode mode;
} PaintParametersData;

/* The colours run from −limit to +limit: a round number that covers all finite
 * ones. */
double         paint_parameters_limit       (const PaintParametersData *data);
PaintScaleKind paint_parameters_scale       (PaintParametersMode        mode);

void           paint_parameters             (cairo_t                   *cr,
                                             PaintRect                  area,
                                             const PaintParametersData *data,
                                             const PaintTheme          *theme);
void           paint_parameters_highlight   (cairo_t                   *cr,
                                             PaintRect                  area,
                                             const PaintParametersData *data,
                                             const PaintTheme          *theme,
                                             const PaintTarget         *target,
                                             gboolean                   selected);
PaintTarget    paint_parameters_pick        (PaintRect                  area,
                                             const PaintParametersData *data,
                                             const PaintTheme          *theme,
                                             double                     x,
                                             double                     y);
PaintRect      paint_parameters_target_rect (PaintRect                  area,
                                             const PaintParametersData *data,
                                             const PaintTheme          *theme,
                                             const PaintTarget         *target);
/* From cell to cell, at a matrix' edge to the next one; NONE at the last
 * edge. */
PaintTarget    paint_parameters_move        (PaintRect                  area,
                                             const PaintParametersData *data,
                                             const PaintTheme          *theme,
                                             const PaintTarget         *target,
                                             PaintMove                  move);
/* (transfer full) */
char          *paint_parameters_describe    (const PaintParametersData *data,
                                             const PaintTarget         *target);

/* "from b to unit 2": what one number of @p stands for (transfer full). */
char          *paint_parameter_place        (const RnnFrame            *frame,
                                             const RnnParameter        *p,
                                             guint                      row,
                                             guint                      column);

G_END_DECLS
