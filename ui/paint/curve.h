#pragma once

#include "core/frame.h"
#include "core/run-list.h"
#include "core/series.h"
#include "ui/paint/look.h"
#include "ui/paint/number.h"
#include "ui/paint/rect.h"
#include "ui/paint/target.h"
#include "ui/paint/theme.h"

G_BEGIN_DECLS

typedef enum { PAINT_CURVE_LOSS, PAINT_CURVE_ACCURACY } PaintCurveKind;

/**
 * PaintGhost:
 *
 * A run that is not the one shown, drawn beside it from where it left another
 * one.
 */
typedef struct
{
  guint64          run;         /* its number */
  const char      *name;
  const RnnSeries *series;
  guint32          from;        /* epoch where it left; 0: drawn whole */
  guint            look;        /* see PaintLook */
  gboolean         watched;     /* beside the shown one: as thick as that */
} PaintGhost;

/**
 * PaintCurveData:
 *
 * The loss or the accuracy over the epochs: what was trained in full, what is
 * known beyond the present epoch faint, and other runs as thin lines beneath;
 * what was changed on the way is marked.
 * Its targets are epochs, 0 … the last known one, of the run shown or of a
 * ghost.
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
  guint32            from;        /* where the run left another; 0: nowhere */
  const RnnChangeMarks *changes;  /* on its way; NULL: none */
  guint              n_ghosts;
  PaintGhost         ghosts[RNN_MAX_RUNS];
} PaintCurveData;

/* From @frame, which may be NULL before the first, with all that is known of
 * its run in @series; linear.  Borrows @series. */
void        paint_curve_data_init   (PaintCurveData       *data,
                                     PaintCurveKind        kind,
                                     const RnnFrame       *frame,
                                     const RnnSeries      *series);
/* The ghosts, and where the shown run begins, from @runs; @series and @looks are
 * of the same order.  Borrows it all. */
void        paint_curve_data_set_runs (PaintCurveData       *data,
                                     const RnnRunList     *runs,
                                     const RnnSeries *const *series,
                                     const guint          *looks);
/* The same as @other has. */
void        paint_curve_data_set_ghosts (PaintCurveData     *data,
                                     const PaintCurveData *other);
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
