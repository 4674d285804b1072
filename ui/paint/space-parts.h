#pragma once

#include "ui/paint/scale.h"
#include "ui/paint/space.h"
#include "ui/paint/text.h"

G_BEGIN_DECLS

/* What the parts of the picture of the state space share.  For them and for
 * tests. */

/* A place in the picture. */
typedef struct
{
  double   x, y;
  double   depth;             /* of a cube: −1 at its back … +1 in front; else 0 */
  gboolean there;             /* FALSE: a number was not finite */
} PaintSpacePoint;

/* The picture laid out. */
typedef struct
{
  const PaintSpaceModel *model;
  const RnnFrame        *frame;
  const PaintTheme      *theme;
  gsize                  sample;
  gsize                  n_samples;
  guint                  steps;
  gboolean               lines;   /* of all samples; else of the inspected one */
  double                 px;      /* one pixel at the theme's text scale */

  PaintRect              caption, plot, legend;  /* height 0: no room */
  double                 sin_turn, cos_turn, sin_tilt, cos_tilt;
  double                 x, y, radius;           /* cube: middle, half an edge */
  PaintRect              names;                  /* else: of the axes */
  PaintScale             across, upwards;
} PaintSpace;

extern const PaintTextStyle paint_space_style;

/* FALSE: there is nothing to show, or no room. */
gboolean        paint_space_lay_out (PaintSpace           *space,
                                     PaintRect             area,
                                     const PaintSpaceData *data,
                                     const PaintTheme     *theme);
/* Where @coordinates (D, as the model's) lie at step @t. */
PaintSpacePoint paint_space_place   (const PaintSpace     *space,
                                     const float          *coordinates,
                                     guint                 t);
/* A state of the frame, or of the ghost; t = 0 is the start. */
PaintSpacePoint paint_space_state   (const PaintSpace     *space,
                                     const float          *path,
                                     gsize                 sample,
                                     guint                 t);
/* A corner of the cube, each part −1 … +1. */
PaintSpacePoint paint_space_corner  (const PaintSpace     *space,
                                     double                first,
                                     double                second,
                                     double                third);
/* Whether the state exists where the walk stands. */
gboolean        paint_space_is_to_come (const PaintSpace  *space,
                                     guint                 t);
/* The letter read at step @t, and how many there are; FALSE: there are none. */
gboolean        paint_space_letter  (const RnnFrame       *frame,
                                     gsize                 sample,
                                     guint                 t,
                                     guint                *code,
                                     guint                *n);

/* Whether @target (nullable) is a state, or a unit of one (t = 1 … T), or a sample
 * (then t = 0) that the model has. */
gboolean        paint_space_has     (const PaintSpaceModel *model,
                                     const PaintTarget    *target);

/* space-frame.c: the cube or the axes, under the paths. */
void            paint_space_frame   (cairo_t              *cr,
                                     const PaintSpace     *space);
/* What the widest of the numbers at the axes may take. */
double          paint_space_number_width (const PaintSpace *space);
/* space-labels.c: the letters at the states, over the paths. */
void            paint_space_labels  (cairo_t              *cr,
                                     const PaintSpace     *space);
/* space-words.c */
/* What the picture shows of how much (transfer full). */
char           *paint_space_caption (const PaintSpaceModel *model,
                                     gboolean              lines);
/* The height of the letters' colours in rows as wide as space->legend, or, if not
 * in a @column, in one row; 0: there are none. */
double          paint_space_legend_height (const PaintSpace *space,
                                     gboolean              column);
void            paint_space_words   (cairo_t              *cr,
                                     const PaintSpace     *space);
/* The name of dimension @i: "h[2]", "axis 1 (62 %)" (transfer full). */
char           *paint_space_name    (const PaintSpaceModel *model,
                                     guint                 i);

G_END_DECLS
