#include "ui/paint/matrix.h"

#include <math.h>

#include "ui/paint/text.h"

/* At text scale 1. */
#define LEAST_LABEL 9.5
#define LABEL_GAP 9.0
/* Of a row's height, for its label. */
#define LABEL_SHARE 0.7
#define HIGH_ROW_LABEL 11.0
#define HIGH_ROW_SHARE 0.14
/* Gap between cells, as a share of the smaller side. */
#define GAP_SHARE 0.11
#define LARGEST_GAP 6.0
/* Cells are no higher than wide, unless both are small. */
#define TALLEST_NARROW 28.0
/* Labels beside and above each other are so far apart. */
#define LABEL_DISTANCE 4.0
#define ROW_DISTANCE 2.0
/* So many labels are measured; the others are taken to be like them. */
#define MEASURED 160

static double
widest_label (const PaintTheme *theme,
              double            size,
              gboolean          bold,
              PaintMatrixLabel  label,
              gconstpointer     labels,
              gsize             first,
              gsize             n,
              gboolean          brief)
{
  const PaintTextStyle style = { .size = size, .bold = bold };
  char buffer[PAINT_LABEL_SIZE];
  double width = 0;

  for (gsize i = first; i < first + MIN (n, MEASURED); i++)
    width = MAX (width, paint_text_width (theme, &style,
                                          label (labels, i, brief, buffer)));
  return width;
}

static double
label_size (double            pitch,
            const PaintTheme *theme)
{
  double height = pitch / theme->text_scale;
  double size = floor (MIN (height * LABEL_SHARE,
                            HIGH_ROW_LABEL + HIGH_ROW_SHARE * height));

  return CLAMP (size, LEAST_LABEL, PAINT_MATRIX_LARGEST_LABEL);
}

static guint
label_step (double needed,
            double pitch)
{
  return pitch > 0 ? (guint) MAX (ceil (needed / pitch), 1) : G_MAXUINT;
}

/* Which rows are in sight in @height. */
static void
choose_rows (PaintMatrix           *m,
             const PaintMatrixData *data,
             const PaintTheme      *theme,
             double                 height)
{
  double least = paint_theme_scaled (theme, data->least_row);

  m->grid.columns = data->columns;
  m->grid.rows = data->rows;
  if (least > 0 && height < data->rows * least)
    m->grid.rows = (gsize) CLAMP (height / least, 1, data->rows);
  m->grid.first_row = MIN (data->first_row, data->rows - m->grid.rows);
}

/* The sizes of the cells in @room, kept in shape, and where they are: in the
 * middle of the width with their labels, at the top. */
static void
place_cells (PaintMatrix           *m,
             const PaintMatrixData *data,
             const PaintTheme      *theme,
             PaintRect              room,
             double                 labels)
{
  PaintGrid *grid = &m->grid;
  double wide = MAX (room.width - labels, 0) / grid->columns;
  double high = room.height / grid->rows;

  wide = MIN (wide, data->aspect * high);
  high = MIN (high, MAX (wide, paint_theme_scaled (theme, TALLEST_NARROW)));
  grid->area.width = wide * grid->columns;
  grid->area.height = high * grid->rows;
  grid->area.x
    = room.x + labels
      + floor (MAX (room.width - labels - grid->area.width, 0) / 2);
  grid->area.y = room.y;
  grid->gap = floor (MIN (GAP_SHARE * MIN (wide, high), LARGEST_GAP) + 0.5);
}

PaintMatrix
paint_matrix_layout (PaintRect              area,
                     const PaintMatrixData *data,
                     const PaintTheme      *theme)
{
  PaintMatrix m = { .area = area, .row_labels = area, .column_labels = area };
  double gap, header, labels, pitch;
  PaintRect room = area;

  g_return_val_if_fail (data && theme, m);

  if (data->rows == 0 || data->columns == 0)
    return m;

  gap = paint_theme_scaled (theme, LABEL_GAP);
  m.column_size = PAINT_SIZE_SMALL;
  header = paint_text_height (theme,
                              &(PaintTextStyle) { .size = m.column_size })
           + gap / 3;
  room.y += header;
  room.height = MAX (room.height - header, 0);
  choose_rows (&m, data, theme, room.height);

  m.row_size = label_size (room.height / m.grid.rows, theme);
  labels = widest_label (theme, m.row_size, TRUE, data->row_label, data->labels,
                         m.grid.first_row, m.grid.rows, FALSE);
  labels = MIN (labels, data->label_share * area.width) + gap;
  place_cells (&m, data, theme, room, labels);

  m.row_labels = m.column_labels = m.grid.area;
  m.row_labels.x -= labels;
  m.row_labels.width = labels - gap;
  m.column_labels.y -= header;
  m.column_labels.height = header;

  pitch = m.grid.area.width / m.grid.columns;
  m.brief = widest_label (theme, m.column_size, FALSE, data->column_label,
                          data->labels, 0, m.grid.columns, FALSE)
              + paint_theme_scaled (theme, LABEL_DISTANCE)
            > pitch;
  m.column_step = label_step (
    widest_label (theme, m.column_size, FALSE, data->column_label, data->labels,
                  0, m.grid.columns, m.brief)
      + paint_theme_scaled (theme, LABEL_DISTANCE),
    pitch);
  m.row_step = label_step (
    paint_text_digit_height (theme, &(PaintTextStyle) { .size = m.row_size })
      + ROW_DISTANCE,
    m.grid.area.height / m.grid.rows);
  return m;
}

/* A label may be longer than its row or column, but not leave the area. */
static double
inside (double middle,
        double length,
        double start,
        double room)
{
  return CLAMP (middle - length / 2, start, MAX (start, start + room - length));
}

static void
draw_row_labels (cairo_t               *cr,
                 const PaintMatrix     *m,
                 const PaintMatrixData *data,
                 const PaintTheme      *theme)
{
  const PaintTextStyle style = { .size = m->row_size, .bold = TRUE };
  PaintRect label = m->row_labels;
  char buffer[PAINT_LABEL_SIZE];

  label.height = paint_text_height (theme, &style);
  if (label.height > m->area.height)
    return;
  for (gsize i = 0; i < m->grid.rows; i += m->row_step)
    {
      gsize row = m->grid.first_row + i;
      PaintRect cell = paint_grid_cell (&m->grid, row, 0);
      gboolean selected = (gssize) row == data->selected_row;

      label.y = inside (cell.y + cell.height / 2, label.height, m->area.y,
                        m->area.height);
      paint_text_in (cr, theme, &style,
                     paint_theme_color (theme, selected ? PAINT_COLOR_ACCENT
                                                        : PAINT_COLOR_TEXT),
                     PAINT_ALIGN_END, label,
                     data->row_label (data->labels, row, FALSE, buffer));
    }
}

static void
draw_column_labels (cairo_t               *cr,
                    const PaintMatrix     *m,
                    const PaintMatrixData *data,
                    const PaintTheme      *theme)
{
  const PaintTextStyle style = { .size = m->column_size };
  PaintRect label = m->column_labels;
  char buffer[PAINT_LABEL_SIZE];

  if (label.height > m->area.height)
    return;
  for (gsize i = 0; i < m->grid.columns; i += m->column_step)
    {
      PaintRect cell = paint_grid_cell (&m->grid, m->grid.first_row, i);
      const char *text
        = data->column_label (data->labels, i, m->brief, buffer);

      label.width = ceil (paint_text_width (theme, &style, text));
      label.x = inside (cell.x + cell.width / 2, label.width, m->area.x,
                        m->area.width);
      if (label.width <= m->area.width)
        paint_text_in (cr, theme, &style,
                       paint_theme_color (theme, PAINT_COLOR_TEXT_DIM),
                       PAINT_ALIGN_CENTER, label, text);
    }
}

/* Without room for the cells there is no point in labels. */
static gboolean
is_drawable (const PaintMatrix *m)
{
  return m->grid.rows > 0 && m->grid.area.width >= 1
         && m->grid.area.height >= 1;
}

void
paint_matrix (cairo_t               *cr,
              const PaintMatrix     *matrix,
              const PaintMatrixData *data,
              const PaintTheme      *theme)
{
  g_return_if_fail (cr && matrix && data && theme);

  if (!is_drawable (matrix))
    return;
  paint_grid (cr, &matrix->grid, &data->cells, theme);
  draw_row_labels (cr, matrix, data, theme);
  draw_column_labels (cr, matrix, data, theme);
}

PaintMatrixPlace
paint_matrix_pick (const PaintMatrix *matrix,
                   double             x,
                   double             y,
                   gsize             *row,
                   gsize             *column)
{
  PaintRect labels;

  g_return_val_if_fail (matrix && row && column, PAINT_MATRIX_NOTHING);

  if (!is_drawable (matrix))
    return PAINT_MATRIX_NOTHING;
  if (paint_grid_pick (&matrix->grid, x, y, row, column))
    return PAINT_MATRIX_CELL;

  labels = matrix->row_labels;
  labels.width = matrix->grid.area.x - labels.x;
  if (paint_rect_contains (&labels, x, y)
      && paint_grid_pick (&matrix->grid, matrix->grid.area.x, y, row, column))
    return PAINT_MATRIX_ROW;
  return PAINT_MATRIX_NOTHING;
}

PaintRect
paint_matrix_row (const PaintMatrix *matrix,
                  gsize              row)
{
  PaintRect first, last;

  g_return_val_if_fail (matrix, (PaintRect) { 0 });

  if (matrix->grid.columns == 0)
    return (PaintRect) { 0 };
  first = paint_grid_cell (&matrix->grid, row, 0);
  last = paint_grid_cell (&matrix->grid, row, matrix->grid.columns - 1);
  if (first.height <= 0)
    return first;
  first.width = last.x + last.width - matrix->row_labels.x;
  first.x = matrix->row_labels.x;
  return first;
}
