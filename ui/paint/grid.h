#pragma once

#include "ui/paint/colormap.h"
#include "ui/paint/target.h"

G_BEGIN_DECLS

/**
 * PaintGrid:
 *
 * Where the cells of a heat map lie: some rows of a table, all its columns, each
 * cell followed by a gap.  Cells end on whole pixels, so that they are sharp.
 */
typedef struct
{
  PaintRect area;             /* of the cells in sight, gaps and all */
  gsize     first_row;
  gsize     rows, columns;    /* in sight */
  double    gap;
} PaintGrid;

typedef enum
{
  PAINT_NUMBERS_NONE,
  PAINT_NUMBERS_SIGNED,       /* +0.27 */
  PAINT_NUMBERS_PLAIN,        /* 0.3 */
  PAINT_NUMBERS_PERCENT       /* 46, of 0.46 */
} PaintNumbers;

/* What is in the cells. */
typedef struct
{
  const float   *values;      /* rows × columns of the whole table, row-major */
  PaintScaleKind scale;
  double         limit;       /* colours run from −@limit to +@limit */
  PaintNumbers   numbers;     /* left out when they do not fit */
  double         unit;        /* PLAIN: numbers are told in these; 0 as 1 */
} PaintCells;

/* @row counts from the table's first one. */
PaintRect paint_grid_cell    (const PaintGrid  *grid,
                              gsize             row,
                              gsize             column);
/* The cell at a point, or the one before it when it is on a gap; FALSE outside.
 */
gboolean  paint_grid_pick    (const PaintGrid  *grid,
                              double            x,
                              double            y,
                              gsize            *row,
                              gsize            *column);
/* Whether numbers of that kind fit into the cells. */
gboolean  paint_grid_numbered (const PaintGrid  *grid,
                              PaintNumbers      numbers,
                              const PaintTheme *theme);
/* Coloured cells with their numbers; one image when the cells are small. */
void      paint_grid         (cairo_t          *cr,
                              const PaintGrid  *grid,
                              const PaintCells *cells,
                              const PaintTheme *theme);
/* A frame around one cell; nothing when it is not in sight. */
void      paint_grid_outline (cairo_t          *cr,
                              const PaintGrid  *grid,
                              gsize             row,
                              gsize             column,
                              const PaintColor *color,
                              double            width);
/* One step of the keyboard in a table; FALSE at an edge. */
gboolean  paint_grid_move    (gsize             rows,
                              gsize             columns,
                              PaintMove         move,
                              gsize            *row,
                              gsize            *column);

G_END_DECLS
