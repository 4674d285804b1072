#include "ui/paint/ledger-layout.h"

#include <math.h>

#include "ui/paint/parameters-layout.h"
#include "ui/paint/text.h"
#include "ui/paint/walk.h"

/* At text scale 1. */
#define NAME_GAP 8.0
#define SIGN_GAP 14.0
#define COLUMN_GAP 6.0
#define ROW_GAP 5.0
#define FOOT_GAP 7.0
#define LEAST_MAP 24.0        /* width */
#define LARGEST_CELL 34.0
/* Cells are of one size as long as they are so large, in pixels. */
#define LEAST_CELL 2.5
#define GAPLESS_BELOW 8.0
#define CELL_GAP 1.0
/* A cell is at most so much wider than high. */
#define WIDEST 1.9
/* Where cells are not of one size, no matrix counts as higher than this. */
#define MOST_ROWS 6
#define ROW_SHARE 0.9         /* of a line, for the lowest rows */
#define FOOT_LINES 7.0
#define NOTE_SHARE 0.42       /* of the width */
#define LEAST_NOTE 90.0
#define BISECTIONS 20

static const PaintTextStyle small_style = { .size = PAINT_SIZE_SMALL };

/* Which matrices ----------------------------------------------------------- */

static gboolean
is_at_hand (const RnnFrame *frame,
            guint           parameter)
{
  const RnnParameter *p = &frame->network.parameters[parameter];

  return p->layer == paint_walk_layer (frame)
         && (p->kind == RNN_PARAMETER_W_XH || p->kind == RNN_PARAMETER_W_HH
             || p->kind == RNN_PARAMETER_B_H);
}

static void
choose_rows (PaintLedgerLayout *layout,
             double             height,
             double             least)
{
  const RnnFrame *frame = layout->frame;
  guint n = frame->network.n_parameters;
  gboolean all = height >= n * least;

  layout->n_rows = 0;
  for (guint i = 0; i < n; i++)
    if ((all || is_at_hand (frame, i))
        && (layout->n_rows + 1) * least <= height)
      layout->rows[layout->n_rows++] = (PaintLedgerRow) { .parameter = i };
}

static const RnnParameter *
parameter_of (const PaintLedgerLayout *layout,
              guint                    row)
{
  return &layout->frame->network.parameters[layout->rows[row].parameter];
}

/* Columns ------------------------------------------------------------------ */

static double
widest_name (const PaintLedgerLayout *layout,
             const PaintTheme        *theme)
{
  double widest = 0;

  for (guint i = 0; i < layout->n_rows; i++)
    {
      g_autofree char *markup = paint_parameter_markup (
        &layout->frame->network, layout->rows[i].parameter);

      widest = MAX (widest, paint_text_width (
                              theme, &paint_parameter_name_style, markup));
    }
  return ceil (widest);
}

static void
place_columns (PaintLedgerLayout *layout,
               PaintRect          area,
               guint              first_step,
               const PaintTheme  *theme)
{
  guint steps = layout->frame->trace->time_steps;
  double least = paint_theme_scaled (theme, LEAST_MAP);
  double room, fit;

  layout->x = area.x + widest_name (layout, theme)
              + paint_theme_scaled (theme, NAME_GAP);
  room = MAX (area.x + area.width - layout->x, 0);
  layout->gap = paint_theme_scaled (theme, SIGN_GAP);
  layout->signs = room + layout->gap >= (steps + 1) * (least + layout->gap);
  if (!layout->signs)
    layout->gap = paint_theme_scaled (theme, COLUMN_GAP);

  fit = floor ((room + layout->gap) / (least + layout->gap)) - 1;
  layout->n = (guint) CLAMP (fit, 1, steps);
  layout->first = CLAMP (first_step, 1, steps - layout->n + 1);
  layout->pitch = (room + layout->gap) / (layout->n + 1);
}

/* Rows --------------------------------------------------------------------- */

static double
rows_height (const PaintLedgerLayout *layout,
             double                   cell,
             double                   least,
             guint                    most_rows)
{
  double height = 0;

  for (guint i = 0; i < layout->n_rows; i++)
    height += MAX (MIN (parameter_of (layout, i)->rows, most_rows) * cell, least);
  return height;
}

/* The largest cell with which the rows are no higher than @height. */
static double
largest_cell (const PaintLedgerLayout *layout,
              double                   height,
              double                   least,
              guint                    most_rows,
              double                   largest)
{
  double low = 0, high = largest;

  for (guint i = 0; i < BISECTIONS; i++)
    {
      double middle = (low + high) / 2;

      if (rows_height (layout, middle, least, most_rows) <= height)
        low = middle;
      else
        high = middle;
    }
  return low;
}

static void
place_rows (PaintLedgerLayout *layout,
            PaintRect          area,
            double             least,
            const PaintTheme  *theme)
{
  double gap = paint_theme_scaled (theme, ROW_GAP);
  double height = area.height - (layout->n_rows - 1) * gap;
  double map = floor (layout->pitch - layout->gap), cell, wide, y = area.y;
  guint columns = 1, most_rows = G_MAXUINT;

  for (guint i = 0; i < layout->n_rows; i++)
    columns = MAX (columns, parameter_of (layout, i)->columns);
  wide = MIN (map / columns, paint_theme_scaled (theme, LARGEST_CELL));
  cell = largest_cell (layout, height, least, most_rows, wide);
  if (MIN (cell, wide) < LEAST_CELL)
    {
      most_rows = MOST_ROWS;
      cell = largest_cell (layout, height, least, most_rows, area.height);
      wide = 0;
    }
  wide = MIN (wide, WIDEST * cell);

  for (guint i = 0; i < layout->n_rows; i++)
    {
      PaintLedgerRow *row = &layout->rows[i];
      const RnnParameter *p = parameter_of (layout, i);
      double place = MAX (MIN (p->rows, most_rows) * cell, least);

      row->height = floor (MIN (p->rows, most_rows) * cell);
      if (wide <= 0)
        row->height = floor (place);
      row->y = floor (y + (place - row->height) / 2);
      row->width = wide > 0 ? floor (p->columns * wide) : map;
      y += place + gap;
    }
}

gboolean
paint_ledger_layout (PaintLedgerLayout     *layout,
                     PaintRect              area,
                     const PaintLedgerData *data,
                     const PaintTheme      *theme)
{
  double line = ceil (paint_text_height (theme, &small_style));
  double gap = paint_theme_scaled (theme, ROW_GAP);
  double least = ROW_SHARE * line;

  if (!data->frame || !data->frame->trace || area.width < 1 || area.height < 1)
    return FALSE;

  *layout = (PaintLedgerLayout) { .frame = data->frame, .heading = area };
  layout->heading.height = line;
  area.y += line + gap;
  area.height -= line + gap;
  if (area.height >= FOOT_LINES * line)
    {
      layout->foot = area;
      layout->foot.height = line;
      layout->foot.y = area.y + area.height - line;
      area.height -= line + paint_theme_scaled (theme, FOOT_GAP);
    }
  if (data->frame->trace->time_steps == 1
      && NOTE_SHARE * area.width >= paint_theme_scaled (theme, LEAST_NOTE))
    {
      layout->note = area;
      layout->note.width = NOTE_SHARE * area.width;
      layout->note.x += area.width - layout->note.width;
      area.width -= layout->note.width + paint_theme_scaled (theme, NAME_GAP);
    }
  choose_rows (layout, area.height + gap, least + gap);
  if (layout->n_rows == 0)
    return FALSE;
  place_columns (layout, area, data->first_step, theme);
  if (layout->pitch - layout->gap < 1)
    return FALSE;
  place_rows (layout, area, least, theme);
  return TRUE;
}

const PaintLedgerRow *
paint_ledger_row (const PaintLedgerLayout *layout,
                  guint                    parameter)
{
  for (guint i = 0; i < layout->n_rows; i++)
    if (layout->rows[i].parameter == parameter)
      return &layout->rows[i];
  return NULL;
}

double
paint_ledger_column (const PaintLedgerLayout *layout,
                     guint                    t)
{
  if (t == 0)
    return layout->x + layout->n * layout->pitch;
  if (t < layout->first || t >= layout->first + layout->n)
    return -1;
  return layout->x + (t - layout->first) * layout->pitch;
}

PaintGrid
paint_ledger_grid (const PaintLedgerLayout *layout,
                   const PaintLedgerRow    *row,
                   guint                    t)
{
  const RnnParameter *p = &layout->frame->network.parameters[row->parameter];
  double x = paint_ledger_column (layout, t);
  double room = layout->pitch - layout->gap;
  PaintGrid grid = { 0 };
  double smaller;

  if (x < 0)
    return grid;
  grid.area = (PaintRect) { floor (x + (room - row->width) / 2), row->y,
                            row->width, row->height };
  grid.rows = p->rows;
  grid.columns = p->columns;
  smaller = MIN (row->width / p->columns, row->height / p->rows);
  grid.gap = smaller >= GAPLESS_BELOW ? CELL_GAP : 0;
  return grid;
}
