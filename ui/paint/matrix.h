#pragma once

#include "ui/paint/grid.h"

G_BEGIN_DECLS

/* Room for a dozen letters' labels. */
#define PAINT_LABEL_SIZE 160

/* The label of row or column @index; @brief: where the full one does not fit.
 * @buffer is returned. */
typedef const char *(*PaintMatrixLabel) (gconstpointer data,
                                         gsize         index,
                                         gboolean      brief,
                                         char          buffer[PAINT_LABEL_SIZE]);

/* The largest size of a row's label, at text scale 1. */
#define PAINT_MATRIX_LARGEST_LABEL 20.0

/**
 * PaintMatrixData:
 *
 * A numbered heat map with labelled rows and columns.  What does not fit is left
 * out in this order: words in the column labels, numbers, gaps, some of the
 * labels; with a @least_row, rows are scrolled before it comes to that.
 */
typedef struct
{
  PaintCells    cells;
  gsize         rows, columns;
  gsize         first_row;    /* of those in sight; as far as there are more */
  gssize        selected_row; /* its label is marked; −1: none */
  double        least_row;    /* height of a row at text scale 1; 0: all rows
                               * are in sight, however low */
  double        aspect;       /* the widest that a cell is for its height */
  double        label_share;  /* of the width, for the row labels at most */
  PaintMatrixLabel row_label;
  PaintMatrixLabel column_label;
  gconstpointer labels;
} PaintMatrixData;

typedef struct
{
  PaintRect area;
  PaintGrid grid;
  PaintRect row_labels;       /* left of the cells */
  PaintRect column_labels;    /* above them */
  double    row_size;         /* of the texts */
  double    column_size;
  gboolean  brief;            /* the column labels */
  guint     row_step;         /* every so many-th is labelled */
  guint     column_step;
} PaintMatrix;

typedef enum
{
  PAINT_MATRIX_NOTHING,
  PAINT_MATRIX_CELL,
  PAINT_MATRIX_ROW            /* a row's label */
} PaintMatrixPlace;

PaintMatrix      paint_matrix_layout (PaintRect              area,
                                      const PaintMatrixData *data,
                                      const PaintTheme      *theme);
void             paint_matrix        (cairo_t               *cr,
                                      const PaintMatrix     *matrix,
                                      const PaintMatrixData *data,
                                      const PaintTheme      *theme);
PaintMatrixPlace paint_matrix_pick   (const PaintMatrix     *matrix,
                                      double                 x,
                                      double                 y,
                                      gsize                 *row,
                                      gsize                 *column);
/* The whole row with its label; empty when it is not in sight. */
PaintRect        paint_matrix_row    (const PaintMatrix     *matrix,
                                      gsize                  row);

G_END_DECLS
