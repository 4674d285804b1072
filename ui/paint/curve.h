#pragma once

#include "core/frame.h"
#include "ui/paint/number.h"
#include "ui/paint/rect.h"
#include "core/series.h"
#include "ui/paint/target.h"
#include "ui/paint/theme.h"

G_BEGIN_DECLS

typedef enum { PAINT_CURVE_LOSS, PAINT_CURVE_ACCURACY } PaintCurveKind;

/**
 * PaintCurveData:
 *
 * The loss or the accuracy over the epochs: what was trained in full, what is
 * known beyond the present epoch faint.  Its targets are epochs, 0 … the last
 * known one.
 */
typedef struct
{
  PaintCurveKind     kind;
  const RnnSeries   *series;      /* row 0 is epoch 1 */
  guint32            epoch;       /* the present one */
  double             progress;    /* of the next one, 0 … 1 */
  guint32            epochs;      /* planned */
  guint32            best_epoch;  /* 0: none yet */
  guint              n_classes;   /* C, for what guessing would reach; 0: not
                                   * comparable */
  gboolean           logarithmic; /* the loss's axis */
} PaintCurveData;

/* From @frame, which may be NULL before the first, with all that is known of
 * its run in @series; linear.  Borrows @series. */
void        paint_curve_data_init   (PaintCurveData       *data,
                                     PaintCurveKind        kind,
                                     const RnnFrame       *frame,
                                     const RnnSeries      *series);
/* The present number for the card's heading: "0.766", "100 %"; "" at epoch 0. */
const char *paint_curve_value       (const PaintCurveData *data,
                                     char                  buffer[PAINT_NUMBER_SIZE]);

void        paint_curve             (cairo_t              *cr,
                                     PaintRect             area,
                                     const PaintCurveData *data,
                                     const PaintTheme     *theme);
/* Marks @target, selected or under the pointer, over the picture: cross-hair and
 * numbers of its epoch. */
void        paint_curve_highlight   (cairo_t              *cr,
                                     PaintRect             area,
                                     const PaintCurveData *data,
                                     const PaintTheme     *theme,
                                     const PaintTarget    *target,
                                     gboolean              selected);
PaintTarget paint_curve_pick        (PaintRect             area,
                                     const PaintCurveData *data,
                                     const PaintTheme     *theme,
                                     double                x,
                                     double                y);
/* A narrow strip at the epoch's place. */
PaintRect   paint_curve_target_rect (PaintRect             area,
                                     const PaintCurveData *data,
                                     const PaintTheme     *theme,
                                     const PaintTarget    *target);
/* Left and right by an epoch, up and down by ten; NONE at an edge.  From NONE:
 * the present one. */
PaintTarget paint_curve_move        (PaintRect             area,
                                     const PaintCurveData *data,
                                     const PaintTheme     *theme,
                                     const PaintTarget    *target,
                                     PaintMove             move);
/* One epoch's numbers in full, or, when @target is NULL or nothing, the whole
 * curve in a sentence (transfer full). */
char       *paint_curve_describe    (const PaintCurveData *data,
                                     const PaintTarget    *target);

G_END_DECLS
