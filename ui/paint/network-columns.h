#pragma once

#include "ui/paint/network-parts.h"

G_BEGIN_DECLS

/* Both arrangements are columns, of samples or of time steps, over the same
 * rows.  network-columns.c says where they are, network-column.c fills one.
 * Not for others. */

/* From the top.  What is above a layer's cell, the cell, and the lines below it
 * come together, the top layer first, between LINES_OUT and INPUT. */
enum
{
  PAINT_ROW_NOTE,
  PAINT_ROW_HEADER,
  PAINT_ROW_BARS,
  PAINT_ROW_LETTERS,
  PAINT_ROW_LINES_OUT,
  PAINT_ROW_INPUT,
  PAINT_ROW_LETTER,
  PAINT_ROW_CAPTION,
  PAINT_ROW_OVERVIEW,
  PAINT_ROW_FOOT,
  PAINT_N_ROWS
};

typedef struct
{
  PaintNetworkBuild *build;
  gboolean           steps;   /* columns are time steps, else samples */
  gboolean           outputs; /* every column has an output */

  PaintLevel         level;
  gboolean           end;     /* the last column is in sight */
  PaintRow           rows[PAINT_N_ROWS];
  PaintRow           above[RNN_MAX_LAYERS]; /* the gradient on its way back, and
                                             * loops */
  PaintRow           cells[RNN_MAX_LAYERS];
  PaintRow           below[RNN_MAX_LAYERS]; /* lines below a layer's cell */
  double             left;    /* of the first column */
  double             width;   /* of a column */
} PaintColumns;

/* Room beside the columns, at text scale 1. */
#define PAINT_COLUMNS_START 34.0    /* for the state before the first step */
#define PAINT_COLUMNS_END 22.0

/* Chooses the richest level that fits, and how many columns are in sight;
 * @build, @steps and @outputs are set. */
void         paint_columns_place  (PaintColumns       *columns);
/* Row @row of the column of @index, or of the whole picture. */
PaintRect    paint_columns_row    (const PaintColumns *columns,
                                   guint               row,
                                   gsize               index);
PaintRect    paint_columns_row_all (const PaintColumns *columns,
                                    guint              row);
double       paint_columns_x      (const PaintColumns *columns,
                                   gsize               index);
PaintCell    paint_columns_cell   (const PaintColumns *columns,
                                   guint               layer,
                                   gsize               index);
/* Where column @index is in the data: its sample and step. */
PaintTarget  paint_columns_target (const PaintColumns *columns,
                                   PaintTargetKind     kind,
                                   gsize               index);
/* h of @layer, one float a unit; step 0 is the start state. */
const float *paint_columns_state  (const PaintColumns *columns,
                                   guint               layer,
                                   gsize               index);
/* What the names of the rows take, beside samples. */
double       paint_columns_labels (const PaintColumns *columns);
/* What h_0 takes beside a sample's box. */
double       paint_columns_start_room (const PaintColumns *columns);

/* The states of all layers, with the lines between them; @cells gets them, the
 * lowest first, and holds those of the step before (steps). */
void         paint_column_states  (const PaintColumns *columns,
                                   gsize               index,
                                   PaintCell           cells[RNN_MAX_LAYERS]);
/* The input, its letter, and the lines up to @cell. */
void         paint_column_input   (const PaintColumns *columns,
                                   gsize               index,
                                   const PaintCell    *cell);
/* The output in its row, and the lines from @cell. */
void         paint_column_output  (const PaintColumns *columns,
                                   gsize               index,
                                   const PaintCell    *cell,
                                   const float        *y,
                                   guint               target);
void         paint_column_output_lines (const PaintColumns *columns,
                                        gsize              index,
                                        const PaintCell   *cell,
                                        const PaintAnchor *anchors,
                                        guint              n_anchors);
/* network-gradient.c: the gradient as far as it has come, from cell to cell and
 * down from what was made of them. */
void         paint_columns_gradient (const PaintColumns *columns);
PaintRow     paint_columns_gradient_row (const PaintColumns *columns);

/* network-folded.c: one step at a time, and what leads from it to the next. */

/* Where the only column is, for what stands beside it. */
void         paint_columns_fold      (PaintColumns       *columns);
PaintRow     paint_columns_loop_row  (const PaintColumns *columns);
/* The state before, at the left of @cell. */
PaintCell    paint_columns_before    (const PaintColumns *columns,
                                      const PaintCell    *cell);
/* Where the outermost loop is at its leftmost. */
double       paint_columns_loops_left (const PaintColumns *columns);
/* @cells: the states at hand; the loop that makes each the one before, and the
 * gradient that comes back by it. */
void         paint_columns_loops     (const PaintColumns *columns,
                                      const PaintCell    *cells);

/* A line of text in the middle of row @row. */
void         paint_column_label   (const PaintColumns *columns,
                                   guint               row,
                                   gsize               index,
                                   const char         *markup,
                                   double              size,
                                   PaintColorName      color);

G_END_DECLS
