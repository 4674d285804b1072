#include "ui/paint/grid.h"

#include <math.h>

#include "ui/paint/number.h"
#include "ui/paint/text.h"

/* Below this size cells are an image without gaps. */
#define SMALLEST_CELL 5.0
#define MAX_SINGLE_CELLS 4096
#define CORNER 5.0
#define CORNER_SHARE 0.16
/* At the sides of a number, where there are gaps between cells and where they
 * are a line. */
#define PADDING 2.5
#define TIGHT_PADDING 1.0
#define LARGE_CELL 16.0
/* Sizes of numbers, at text scale 1: two decimals are given up sooner than one.
 */
#define LARGEST_NUMBER 26.0
#define LEAST_TWO_DECIMALS 11.5
#define LEAST_NUMBER 9.0
/* What large text may shrink to rather than vanish, in pixels. */
#define LEAST_PIXELS 12.0
/* Of a cell's height; in high cells numbers grow more slowly than the cells. */
#define NUMBER_SHARE 0.62
#define HIGH_CELL_NUMBER 11.0
#define HIGH_CELL_SHARE 0.16
/* Sizes are so far apart, or the cache of texts would be of little use. */
#define SIZE_STEP 0.5
#define REFERENCE_SIZE 10.0

typedef struct
{
  PaintTextStyle style;
  int            decimals;
} NumberForm;

static double
edge (double start,
      double length,
      gsize  i,
      gsize  n)
{
  return round (start + length * i / n);
}

PaintRect
paint_grid_cell (const PaintGrid *grid,
                 gsize            row,
                 gsize            column)
{
  PaintRect cell = { 0 };
  const PaintRect *area;

  g_return_val_if_fail (grid, cell);

  row -= grid->first_row;
  if (row >= grid->rows || column >= grid->columns)
    return cell;

  area = &grid->area;
  cell.x = edge (area->x, area->width, column, grid->columns);
  cell.y = edge (area->y, area->height, row, grid->rows);
  cell.width = edge (area->x, area->width, column + 1, grid->columns) - cell.x;
  cell.height = edge (area->y, area->height, row + 1, grid->rows) - cell.y;
  cell.width = MAX (cell.width - grid->gap, 0);
  cell.height = MAX (cell.height - grid->gap, 0);
  return cell;
}

/* The entry of @n whose edges enclose @place: a guess, put right for edges that
 * were rounded. */
static gsize
entry_at (double start,
          double length,
          gsize  n,
          double place)
{
  gsize i = (gsize) CLAMP ((place - start) / length * n, 0, n - 1);

  while (i > 0 && place < edge (start, length, i, n))
    i--;
  while (i + 1 < n && place >= edge (start, length, i + 1, n))
    i++;
  return i;
}

gboolean
paint_grid_pick (const PaintGrid *grid,
                 double           x,
                 double           y,
                 gsize           *row,
                 gsize           *column)
{
  PaintRect area;

  g_return_val_if_fail (grid && row && column, FALSE);

  area = grid->area;
  if (grid->rows == 0 || grid->columns == 0 || x < round (area.x)
      || y < round (area.y) || x >= round (area.x + area.width)
      || y >= round (area.y + area.height))
    return FALSE;

  *row = grid->first_row + entry_at (area.y, area.height, grid->rows, y);
  *column = entry_at (area.x, area.width, grid->columns, x);
  return TRUE;
}

static PaintRect
smallest_cell (const PaintGrid *grid)
{
  return (PaintRect) {
    .width = floor (grid->area.width / MAX (grid->columns, 1)) - grid->gap,
    .height = floor (grid->area.height / MAX (grid->rows, 1)) - grid->gap,
  };
}

static const char *
write_number (double       value,
              PaintNumbers numbers,
              int          decimals,
              char         buffer[PAINT_NUMBER_SIZE])
{
  switch (numbers)
    {
    case PAINT_NUMBERS_PERCENT:
      return paint_number (100 * value, 0, PAINT_NUMBER_FIXED, buffer);
    case PAINT_NUMBERS_SIGNED:
      return paint_number (value, decimals,
                           PAINT_NUMBER_SIGNED, buffer);
    case PAINT_NUMBERS_PLAIN:
    case PAINT_NUMBERS_NONE:
    default:
      return paint_number (value, value == 0 ? 0 : decimals, PAINT_NUMBER_FIXED,
                           buffer);
    }
}

/* The size, at text scale 1, at which a usual number fills a cell. */
static double
filling_size (const PaintRect  *cell,
              double            padding,
              PaintNumbers      numbers,
              int               decimals,
              const PaintTheme *theme)
{
  const PaintTextStyle style = { .size = REFERENCE_SIZE };
  char buffer[PAINT_NUMBER_SIZE];
  double width = paint_text_width (
    theme, &style,
    write_number (numbers == PAINT_NUMBERS_PERCENT ? 0.5 : -0.25, numbers,
                  decimals, buffer));
  double height = cell->height / theme->text_scale;
  double size = MIN ((cell->width - 2 * padding) / width * REFERENCE_SIZE,
                     height * NUMBER_SHARE);

  size = MIN (size, HIGH_CELL_NUMBER + HIGH_CELL_SHARE * height);
  return floor (MIN (size, LARGEST_NUMBER) / SIZE_STEP) * SIZE_STEP;
}

/* FALSE when numbers do not fit. */
static gboolean
choose_form (const PaintGrid  *grid,
             PaintNumbers      numbers,
             const PaintTheme *theme,
             NumberForm       *form)
{
  PaintRect cell = smallest_cell (grid);
  double padding = grid->gap > 1 ? PADDING : TIGHT_PADDING;
  double least = MIN (LEAST_NUMBER, LEAST_PIXELS / theme->text_scale);

  if (numbers == PAINT_NUMBERS_NONE)
    return FALSE;

  *form = (NumberForm) { .decimals = 2 };
  form->style.size = filling_size (&cell, padding, numbers, form->decimals,
                                    theme);
  if (form->style.size >= LEAST_TWO_DECIMALS)
    return TRUE;

  form->decimals = 1;
  form->style.size = filling_size (&cell, padding, numbers, form->decimals,
                                    theme);
  return form->style.size >= least;
}

gboolean
paint_grid_numbered (const PaintGrid  *grid,
                     PaintNumbers      numbers,
                     const PaintTheme *theme)
{
  NumberForm form;

  g_return_val_if_fail (grid && theme, FALSE);

  return choose_form (grid, numbers, theme, &form);
}

/* A number that is longer than usual loses decimals, in the end all of itself.
 */
static void
draw_number (cairo_t          *cr,
             const PaintRect  *cell,
             double            value,
             const PaintCells *cells,
             const NumberForm *form,
             const PaintTheme *theme)
{
  PaintColor ground = paint_colormap (theme, cells->scale, value, cells->limit);
  PaintColor ink = paint_theme_ink (theme, &ground);
  double told = cells->unit > 0 ? value / cells->unit : value;
  char buffer[PAINT_NUMBER_SIZE];

  for (int decimals = form->decimals; decimals >= 0; decimals--)
    {
      write_number (told, cells->numbers, decimals, buffer);
      if (paint_text_width (theme, &form->style, buffer) <= cell->width)
        {
          paint_text_at (cr, theme, &form->style, &ink, PAINT_ALIGN_CENTER,
                         cell->x + cell->width / 2, cell->y + cell->height / 2,
                         buffer);
          return;
        }
    }
}

static void
draw_cells (cairo_t          *cr,
            const PaintGrid  *grid,
            const PaintCells *cells,
            const PaintTheme *theme)
{
  PaintRect least = smallest_cell (grid);
  double radius = grid->gap > 1 ? MIN (CORNER, CORNER_SHARE * least.height) : 0;
  NumberForm form;
  gboolean numbered = choose_form (grid, cells->numbers, theme, &form);

  for (gsize i = 0; i < grid->rows * grid->columns; i++)
    {
      gsize row = grid->first_row + i / grid->columns;
      gsize column = i % grid->columns;
      float value = cells->values[row * grid->columns + column];
      PaintRect cell = paint_grid_cell (grid, row, column);

      if (radius > 0)
        paint_rounded (cr, cell, radius);
      else
        cairo_rectangle (cr, cell.x, cell.y, cell.width, cell.height);
      paint_fill_value (cr, theme, cells->scale, value, cells->limit);
      cairo_new_path (cr);
      if (numbered && isfinite (value))
        draw_number (cr, &cell, value, cells, &form, theme);
    }
}

void
paint_grid (cairo_t          *cr,
            const PaintGrid  *grid,
            const PaintCells *cells,
            const PaintTheme *theme)
{
  PaintRect least;

  g_return_if_fail (cr && grid && cells && cells->values && theme);

  if (grid->rows == 0 || grid->columns == 0)
    return;

  least = smallest_cell (grid);
  if (MIN (least.width, least.height) < SMALLEST_CELL
      || grid->rows * grid->columns > MAX_SINGLE_CELLS)
    paint_heat (cr, grid->area, theme, cells->scale,
                cells->values + grid->first_row * grid->columns, grid->rows,
                grid->columns, cells->limit);
  else
    draw_cells (cr, grid, cells, theme);
}

void
paint_grid_outline (cairo_t          *cr,
                    const PaintGrid  *grid,
                    gsize             row,
                    gsize             column,
                    const PaintColor *color,
                    double            width)
{
  PaintRect least, cell;

  g_return_if_fail (cr && grid && color);

  cell = paint_grid_cell (grid, row, column);
  least = smallest_cell (grid);
  if (MIN (least.width, least.height) < LARGE_CELL)
    width /= 2;
  /* Inside the cell, where it is sharp. */
  cell = paint_rect_inset (&cell, width / 2);
  if (cell.width <= 0 || cell.height <= 0)
    return;

  paint_rounded (cr, cell,
                 grid->gap > 1 ? MIN (CORNER, CORNER_SHARE * least.height) : 0);
  paint_set_source (cr, color);
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
}

gboolean
paint_grid_move (gsize      rows,
                 gsize      columns,
                 PaintMove  move,
                 gsize     *row,
                 gsize     *column)
{
  gsize old_row, old_column;

  g_return_val_if_fail (row && column, FALSE);

  if (rows == 0 || columns == 0)
    return FALSE;

  old_row = *row = MIN (*row, rows - 1);
  old_column = *column = MIN (*column, columns - 1);
  if (move == PAINT_MOVE_LEFT && *column > 0)
    --*column;
  else if (move == PAINT_MOVE_RIGHT && *column + 1 < columns)
    ++*column;
  else if (move == PAINT_MOVE_UP && *row > 0)
    --*row;
  else if (move == PAINT_MOVE_DOWN && *row + 1 < rows)
    ++*row;
  else if (move == PAINT_MOVE_FIRST)
    *column = 0;
  else if (move == PAINT_MOVE_LAST)
    *column = columns - 1;
  return *row != old_row || *column != old_column;
}
