#pragma once

#include "ui/paint/colormap.h"
#include "ui/paint/edge.h"
#include "ui/paint/target.h"
#include "ui/paint/text.h"
#include "ui/paint/unit.h"

G_BEGIN_DECLS

/**
 * PaintScene:
 *
 * A picture as a list of items with places, which is what drawing, picking,
 * highlighting and the keyboard all read: they cannot disagree.  A builder lays
 * the items out once for data, area and theme; none of these is kept.
 */
typedef struct _PaintScene PaintScene;

/* In the order of drawing: the last are on top. */
typedef enum
{
  PAINT_ITEM_AREA,            /* unseen, only picked */
  PAINT_ITEM_BOX,             /* what edges may run through */
  PAINT_ITEM_EDGE,
  PAINT_ITEM_SQUARE,          /* a small box */
  PAINT_ITEM_HEAT,
  PAINT_ITEM_BAR,
  PAINT_ITEM_UNIT,
  PAINT_ITEM_FRAME,
  PAINT_ITEM_ARROW,
  PAINT_ITEM_TEXT,
  PAINT_ITEM_LEGEND
} PaintItemKind;

/* Which field of the target counts along a side of a heat map. */
typedef enum
{
  PAINT_ALONG_NOTHING,
  PAINT_ALONG_T,
  PAINT_ALONG_ROW,
  PAINT_ALONG_COLUMN
} PaintAlong;

typedef struct
{
  PaintColorName fill;
  PaintColorName border;
  double         border_width;   /* 0: none */
  double         radius;
} PaintBox;

typedef struct
{
  const float *values;        /* rows × columns */
  guint        rows, columns;
  double       limit;
  PaintScaleKind scale;
  PaintAlong   down, across;  /* the target's field is its own + … */
  guint        n_down, n_across; /* … the place among so many */
} PaintHeat;

typedef struct
{
  double         share;       /* 0 … 1 of the track */
  PaintColorName color;
} PaintBar;

typedef struct
{
  PaintEdge edge;
  double    weight;           /* its sign's colour; 0: neutral */
} PaintWeight;

typedef struct
{
  PaintEdge      edge;
  PaintColorName color;
} PaintArrow;

typedef struct
{
  const char     *text;       /* the scene's */
  PaintTextStyle  style;
  PaintColorName  color;
  PaintAlign      align;
  gboolean        wrapped;    /* from the top of the rectangle */
} PaintLabel;

typedef struct
{
  PaintItemKind kind;
  PaintTarget   target;
  PaintRect     rect;         /* of edges: their box */
  gboolean      to_come;
  union
  {
    PaintBox    box;
    PaintHeat   heat;
    PaintWeight weight;
    PaintArrow  arrow;
    PaintBar    bar;
    PaintUnit   unit;
    PaintLabel  label;
    double      legend;       /* its limit */
  };
} PaintItem;

PaintScene      *paint_scene_new       (const PaintTheme  *theme);
void             paint_scene_free      (PaintScene        *scene);
/* Whether what is added from now on is yet to come: drawn faint, and without
 * its value. */
void             paint_scene_set_to_come (PaintScene      *scene,
                                        gboolean           to_come);
/* What the edges' weights are; values at first. */
void             paint_scene_set_edge_scale (PaintScene   *scene,
                                        PaintScaleKind     scale);

/* Adding: @target NULL is for what cannot be picked.  Boxes and areas: later
 * ones are above earlier ones. */
void             paint_scene_area      (PaintScene        *scene,
                                        const PaintTarget *target,
                                        PaintRect          rect);
void             paint_scene_box       (PaintScene        *scene,
                                        const PaintTarget *target,
                                        PaintRect          rect,
                                        PaintBox           box);
void             paint_scene_square    (PaintScene        *scene,
                                        const PaintTarget *target,
                                        PaintRect          rect,
                                        PaintBox           box);
/* @heat.values must outlive the scene: the data's, or paint_scene_sample's. */
void             paint_scene_heat      (PaintScene        *scene,
                                        const PaintTarget *target,
                                        PaintRect          rect,
                                        PaintHeat          heat);
void             paint_scene_edge      (PaintScene        *scene,
                                        const PaintTarget *target,
                                        PaintEdge          edge,
                                        double             weight);
/* An edge of one colour, over boxes and bars. */
void             paint_scene_arrow     (PaintScene        *scene,
                                        const PaintTarget *target,
                                        PaintArrow         arrow);
void             paint_scene_bar       (PaintScene        *scene,
                                        const PaintTarget *target,
                                        PaintRect          rect,
                                        PaintBar           bar);
void             paint_scene_unit      (PaintScene        *scene,
                                        const PaintTarget *target,
                                        PaintUnit          unit);
/* @label.text is copied. */
void             paint_scene_label     (PaintScene        *scene,
                                        const PaintTarget *target,
                                        PaintRect          rect,
                                        PaintLabel         label);
/* A rounded outline over heat maps and bars, not picked. */
void             paint_scene_frame     (PaintScene        *scene,
                                        PaintRect          rect,
                                        PaintColorName     color,
                                        double             radius);
/* The legend of values, see paint_legend. */
void             paint_scene_legend    (PaintScene        *scene,
                                        PaintRect          rect,
                                        double             limit);
/* A copy of at most @max_rows × @max_columns of a matrix with @rows × @columns
 * numbers, @row_stride and @column_stride apart, evenly picked; the sizes are
 * replaced by those of the copy. */
const float     *paint_scene_sample    (PaintScene        *scene,
                                        const float       *values,
                                        gsize              row_stride,
                                        gsize              column_stride,
                                        guint             *rows,
                                        guint             *columns,
                                        guint              max_rows,
                                        guint              max_columns);

const PaintTheme *paint_scene_theme    (const PaintScene  *scene);
PaintScaleKind   paint_scene_edge_scale (const PaintScene *scene);
guint            paint_scene_n_items   (const PaintScene  *scene);
const PaintItem *paint_scene_item      (const PaintScene  *scene,
                                        guint              index);

void             paint_scene_draw      (const PaintScene  *scene,
                                        cairo_t           *cr);
/* Between two scenes of the same things, @way from 0 (@from) to 1 (@to): states,
 * units and inputs of every step and sample in @from move to where @to has
 * those of the step and sample of @at; the rest fades out, and in. */
void             paint_scene_draw_between (const PaintScene *from,
                                        const PaintScene  *to,
                                        const PaintTarget *at,
                                        double             way,
                                        cairo_t           *cr);
/* What lies under a point, the uppermost of all. */
PaintTarget      paint_scene_pick      (const PaintScene  *scene,
                                        double             x,
                                        double             y);
/* A rectangle in which @target is picked, empty if it is not shown: all of a
 * box or bar, a spot of an edge. */
PaintRect        paint_scene_rect      (const PaintScene  *scene,
                                        const PaintTarget *target);
/* Marks every item of @target, and lines of the same number elsewhere; of a whole
 * matrix all its lines. */
void             paint_scene_highlight (const PaintScene  *scene,
                                        cairo_t           *cr,
                                        const PaintTarget *target,
                                        gboolean           selected);
/* The nearest unit, input, output or loss in a direction; NONE at the edge. */
PaintTarget      paint_scene_neighbour (const PaintScene  *scene,
                                        const PaintTarget *target,
                                        PaintMove          move);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PaintScene, paint_scene_free)

G_END_DECLS
