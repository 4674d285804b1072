#pragma once

#include "ui/paint/letter.h"
#include "ui/paint/network.h"
#include "ui/paint/scene.h"

G_BEGIN_DECLS

/* What the two arrangements of the network (network-samples.c and
 * network-unrolled.c) are put together from.  For them and for tests. */

/* The picture laid out; NULL when there is nothing to show.  @scroll
 * (nullable) gets what is in sight. */
PaintScene *paint_network_scene      (PaintRect               area,
                                      const PaintNetworkData *data,
                                      const PaintTheme       *theme,
                                      PaintNetworkScroll     *scroll);

/* Up to so many units of a layer have their numbers; up to so many are single
 * dots. */
#define PAINT_NETWORK_NUMBERED 8
#define PAINT_NETWORK_SINGLE   32
/* So many lines of one matrix are drawn, the strongest first; fewer where they
 * would end too near to each other, which more than so many ends do. */
#define PAINT_NETWORK_LINES     64
#define PAINT_NETWORK_FEW_LINES 16
#define PAINT_NETWORK_LETTERED  16
#define PAINT_NETWORK_STEPS    8

typedef enum
{
  PAINT_LEVEL_STRIP,          /* a heat strip */
  PAINT_LEVEL_DOT,
  PAINT_LEVEL_PILL,           /* flat, with a number */
  PAINT_LEVEL_CIRCLE          /* with a number */
} PaintLevel;

typedef struct
{
  PaintScene             *scene;
  const PaintTheme       *theme;
  PaintRect               area;
  const PaintNetworkData *data;
  const RnnFrame         *frame;
  const RnnNetwork       *network;
  double                  px;     /* one pixel at the theme's text scale */
  double                  limit;  /* end of the value scale */
  gboolean                lines;  /* there are lines of single weights */
  gboolean                folded; /* one step at a time, with its loop */
  gboolean                few_lines; /* some matrix was not drawn in full */
  guint                   top;    /* so many likeliest letters; 0: all */
  PaintNetworkScroll      scroll;

  /* What the lines stand for: the weights, or what an update does to them. */
  const float            *lines_of; /* arena */
  double                  strength; /* times a line's number is its width's
                                     * weight */
} PaintNetworkBuild;

/* The name of a parameter among those of its layer: Pango markup. */
const char *paint_network_matrix     (RnnParameterKind   kind);

void   paint_network_samples         (PaintNetworkBuild *build);
void   paint_network_unrolled        (PaintNetworkBuild *build);

/* network-walk.c: what has happened where the walk stands. */

/* How the box of a state is lit. */
typedef enum
{
  PAINT_CELL_PLAIN,
  PAINT_CELL_SELECTED,
  PAINT_CELL_FORWARD,         /* it is made now */
  PAINT_CELL_BACKWARD         /* its gradient is */
} PaintCellLight;

/* Chooses what the lines stand for. */
void     paint_network_walk_init     (PaintNetworkBuild *build);
/* Whether @build walks, and @phase of @layer at @place has not come yet; never
 * of another sample than the traced one. */
gboolean paint_network_to_come       (const PaintNetworkBuild *build,
                                      RnnPhase                 phase,
                                      guint                    layer,
                                      const PaintTarget       *place);
/* Whether that happens now. */
gboolean paint_network_is_now        (const PaintNetworkBuild *build,
                                      RnnPhase                 phase,
                                      guint                    layer,
                                      const PaintTarget       *place);
PaintCellLight paint_network_light   (const PaintNetworkBuild *build,
                                      guint                    layer,
                                      const PaintTarget       *place);
/* Whether @place is on the walk, which leads through one sample. */
gboolean paint_network_walks         (const RnnFrame          *frame,
                                      const PaintTarget       *place);

/* network-rows.c: one above the other. */

typedef struct
{
  double min, wish, max;      /* heights */
  int    order;               /* 0: stays; else dropped if need be, 1 first */
  double y, height;           /* solved; a dropped row has no height */
} PaintRow;

/* Shares @height among @rows; what nobody can use is left at both ends.  FALSE
 * when even the rows that stay do not fit (they are squeezed then). */
gboolean paint_rows_solve            (PaintRow          *rows,
                                      guint              n_rows,
                                      double             y,
                                      double             height);

/* network-cell.c: the box of one hidden state. */

typedef struct
{
  PaintLevel level;
  PaintRect  box;
  double     head;            /* where lines upwards part: above the box */
  guint      units;
  double     x;               /* middle of the units */
  double     first, pitch;    /* y of unit 0, and to the next */
  double     rx, ry;          /* half extents of a unit */
  double     lane;            /* between upright lines beside them; 0: none */
  double     text_size;
} PaintCell;

/* The best level for @units. */
PaintLevel paint_cell_level          (guint                    units);
/* What @units need at @level: height at least, wished and at most; and width
 * without lanes. */
PaintRow   paint_cell_heights        (const PaintNetworkBuild *build,
                                      PaintLevel               level,
                                      guint                    units);
double     paint_cell_width          (const PaintNetworkBuild *build,
                                      PaintLevel               level);
/* In the middle of @room, as high as it, at most as wide. */
PaintCell  paint_cell_place          (const PaintNetworkBuild *build,
                                      PaintLevel               level,
                                      guint                    units,
                                      PaintRect                room);
/* @values: one each unit. @target is of the whole state. */
void       paint_cell_add            (PaintNetworkBuild       *build,
                                      const PaintCell         *cell,
                                      const PaintTarget       *target,
                                      const float             *values,
                                      PaintCellLight           light);
/* Without a box: a state that comes from outside the picture; zeros that are
 * so by definition are ghosts. */
void       paint_cell_add_start      (PaintNetworkBuild       *build,
                                      const PaintCell         *cell,
                                      const PaintTarget       *target,
                                      const float             *values,
                                      gboolean                 ghost);
double     paint_cell_unit_y         (const PaintCell         *cell,
                                      guint                    unit);
/* Where lines for (from) @unit cross the box's lower (upper) side. */
PaintPoint paint_cell_port_in        (const PaintCell         *cell,
                                      guint                    unit);
PaintPoint paint_cell_port_out       (const PaintCell         *cell,
                                      guint                    unit);
/* A line from below that ends at @unit, or at its port if there are no lanes. */
PaintEdge  paint_cell_edge_in        (const PaintCell         *cell,
                                      guint                    unit,
                                      PaintPoint               from,
                                      double                   width,
                                      double                   head);
/* The pieces of lines inside the box, between ports and units. */
void       paint_cell_add_lanes_in   (PaintNetworkBuild       *build,
                                      const PaintCell         *cell);
void       paint_cell_add_lanes_out  (PaintNetworkBuild       *build,
                                      const PaintCell         *cell);

/* network-lines.c: the weights between things. */

typedef struct
{
  PaintPoint point;
  guint      index;           /* row or column of the matrix */
} PaintAnchor;

/* The lines of @kind's matrix upwards, from each of @from to each of @to. */
void   paint_lines_up                (PaintNetworkBuild       *build,
                                      RnnParameterKind         kind,
                                      guint                    layer,
                                      const PaintTarget       *place,
                                      const PaintAnchor       *from,
                                      guint                    n_from,
                                      const PaintAnchor       *to,
                                      guint                    n_to);
/* One input's lines to every unit of @cell, all the way. */
void   paint_lines_into              (PaintNetworkBuild       *build,
                                      guint                    layer,
                                      const PaintTarget       *place,
                                      PaintAnchor              from,
                                      const PaintCell         *cell);
/* W_hh from one state to the next. */
void   paint_lines_across            (PaintNetworkBuild       *build,
                                      guint                    layer,
                                      const PaintTarget       *place,
                                      const PaintCell         *from,
                                      const PaintCell         *to);
/* One arrow, straight up or level, for the whole matrix, with its name and
 * thumbnail where there is room: so far @aside from it, on both sides, and not
 * beside its first @bare. */
void   paint_bundle                  (PaintNetworkBuild       *build,
                                      RnnParameterKind         kind,
                                      guint                    layer,
                                      const PaintTarget       *place,
                                      PaintPoint               from,
                                      PaintPoint               to,
                                      double                   aside,
                                      double                   bare);

/* network-input.c and network-output.c */

/* One feature that an input line can start from. */
#define PAINT_NETWORK_MAX_ANCHORS 64

/* The input of @sample at step @t in @row.  Returns how many @anchors (active
 * features) there are; 0 when they are too many to be drawn singly. */
guint  paint_network_input           (PaintNetworkBuild       *build,
                                      const PaintTarget       *place,
                                      PaintRect                row,
                                      PaintAnchor anchors[PAINT_NETWORK_MAX_ANCHORS]);
PaintRow paint_network_input_row     (const PaintNetworkBuild *build);
PaintRow paint_network_letter_row    (const PaintNetworkBuild *build);
/* The big letter (or number) under it. */
void   paint_network_letter          (PaintNetworkBuild       *build,
                                      const PaintTarget       *place,
                                      PaintRect                row);
/* What the network reads at @place as text. @buffer is returned. */
#define PAINT_LETTER_SIZE 48
const char *paint_network_input_text (const RnnFrame          *frame,
                                      const PaintTarget       *place,
                                      char                     buffer[PAINT_LETTER_SIZE]);
/* The probabilities @y as bars with letters below them. Returns how many
 * @anchors there are below the letters; 0 when they are too many. */
guint  paint_network_output          (PaintNetworkBuild       *build,
                                      const PaintTarget       *place,
                                      PaintRect                bars,
                                      PaintRect                letters,
                                      const float             *y,
                                      guint                    target,
                                      PaintAnchor anchors[PAINT_NETWORK_MAX_ANCHORS]);
/* Where the scale of ∂L/∂logits ends: no softmax can have more. */
double paint_network_delta_limit     (const RnnFrame          *frame);
/* The row of ∂L/∂logits below the bars in @bars; no height where there is none. */
PaintRect paint_network_delta_row    (const PaintNetworkBuild *build,
                                      PaintRect                bars);
/* The narrowest and the widest that @n classes' bars may become. */
double paint_network_output_width    (const PaintNetworkBuild *build);

/* network-strip.c: the state of the top layer over all time steps; the part
 * in sight is framed. */
void   paint_network_overview        (PaintNetworkBuild       *build,
                                      PaintRect                row);

/* network-loss.c: outputs with targets and loss, unrolled. */

/* The last step's output in @bars and @letters around @x, with what it means
 * for the loss at its left.  Returns where the bars are; @begin gets the left
 * end of it all. */
PaintRect paint_network_last_output  (PaintNetworkBuild       *build,
                                      PaintRect                bars,
                                      PaintRect                letters,
                                      double                   x,
                                      PaintAnchor anchors[PAINT_NETWORK_MAX_ANCHORS],
                                      guint                   *n_anchors,
                                      double                  *begin);
/* Above one step's output: its target and probability. */
void   paint_network_step_target     (PaintNetworkBuild       *build,
                                      guint                    t,
                                      PaintRect                row);
/* The loss over every step, at the right of @row, which is made shorter. */
void   paint_network_mean_loss       (PaintNetworkBuild       *build,
                                      PaintRect               *row);

/* network-foot.c: legend and notes. */

/* @sentence (markup) if it fits into @row, also in several lines; else
 * @brief. */
void   paint_network_note            (PaintNetworkBuild       *build,
                                      PaintRect                row,
                                      const char              *sentence,
                                      const char              *brief);
void   paint_network_foot            (PaintNetworkBuild       *build,
                                      PaintRect                row);

G_END_DECLS
