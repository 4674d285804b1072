#include "ui/paint/ledger.h"

#include "ui/paint/ledger-layout.h"
#include "ui/paint/mark.h"

/* In pixels. */
#define LEAST_MARK 2.0

static PaintTarget
weight_target (const PaintLedgerLayout *layout,
               guint                    parameter,
               guint                    t,
               gsize                    row,
               gsize                    column)
{
  return (PaintTarget) { .kind = PAINT_TARGET_WEIGHT,
                         .sample = t > 0 ? layout->frame->trace->sample : 0,
                         .t = t,
                         .parameter = parameter,
                         .row = (guint) row,
                         .column = (guint) column };
}

/* The columns in sight by number; the last one is the sum's. */
static guint
step_of_column (const PaintLedgerLayout *layout,
                guint                    column)
{
  return column < layout->n ? layout->first + column : 0;
}

static const PaintLedgerRow *
row_of (const PaintLedgerLayout *layout,
        const PaintTarget       *target)
{
  const RnnNetwork *network = &layout->frame->network;

  if (!target
      || (target->kind != PAINT_TARGET_WEIGHT
          && target->kind != PAINT_TARGET_PARAMETER)
      || target->parameter >= network->n_parameters
      || target->t > layout->frame->trace->time_steps)
    return NULL;
  if (target->kind == PAINT_TARGET_WEIGHT
      && (target->row >= network->parameters[target->parameter].rows
          || target->column >= network->parameters[target->parameter].columns))
    return NULL;
  return paint_ledger_row (layout, target->parameter);
}

PaintTarget
paint_ledger_pick (PaintRect              area,
                   const PaintLedgerData *data,
                   const PaintTheme      *theme,
                   double                 x,
                   double                 y)
{
  const PaintTarget nothing = { .kind = PAINT_TARGET_NONE };
  PaintLedgerLayout layout;

  g_return_val_if_fail (data && theme, nothing);

  if (!paint_ledger_layout (&layout, area, data, theme))
    return nothing;
  for (guint i = 0; i < layout.n_rows; i++)
    {
      const PaintLedgerRow *row = &layout.rows[i];
      gsize cell_row, cell_column;

      if (y < row->y || y >= row->y + row->height)
        continue;
      if (x >= layout.heading.x && x < layout.x)
        return (PaintTarget) { .kind = PAINT_TARGET_PARAMETER,
                               .parameter = row->parameter };
      for (guint column = 0; column <= layout.n; column++)
        {
          guint t = step_of_column (&layout, column);
          PaintGrid grid = paint_ledger_grid (&layout, row, t);

          if (paint_grid_pick (&grid, x, y, &cell_row, &cell_column))
            return weight_target (&layout, row->parameter, t, cell_row,
                                  cell_column);
        }
    }
  return nothing;
}

/* In the column of step @t, or of the sum. */
static PaintRect
cell_of (const PaintLedgerLayout *layout,
         const PaintLedgerRow    *row,
         guint                    t,
         const PaintTarget       *target)
{
  PaintGrid grid = paint_ledger_grid (layout, row, t);

  if (grid.rows == 0)
    return (PaintRect) { 0 };
  return paint_grid_cell (&grid, target->row, target->column);
}

/* A matrix' name and all its maps. */
static PaintRect
whole_row (const PaintLedgerLayout *layout,
           const PaintLedgerRow    *row)
{
  return (PaintRect) { layout->heading.x, row->y, layout->heading.width,
                       row->height };
}

PaintRect
paint_ledger_target_rect (PaintRect              area,
                          const PaintLedgerData *data,
                          const PaintTheme      *theme,
                          const PaintTarget     *target)
{
  const PaintLedgerRow *row;
  PaintLedgerLayout layout;

  g_return_val_if_fail (data && theme && target, (PaintRect) { 0 });

  if (!paint_ledger_layout (&layout, area, data, theme))
    return (PaintRect) { 0 };
  row = row_of (&layout, target);
  if (!row)
    return (PaintRect) { 0 };
  if (target->kind == PAINT_TARGET_PARAMETER)
    return whole_row (&layout, row);
  return cell_of (&layout, row, target->t, target);
}

void
paint_ledger_highlight (cairo_t               *cr,
                        PaintRect              area,
                        const PaintLedgerData *data,
                        const PaintTheme      *theme,
                        const PaintTarget     *target,
                        gboolean               selected)
{
  const PaintLedgerRow *row;
  PaintLedgerLayout layout;

  g_return_if_fail (cr && data && theme && target);

  if (!paint_ledger_layout (&layout, area, data, theme))
    return;
  row = row_of (&layout, target);
  if (!row)
    return;
  if (target->kind == PAINT_TARGET_PARAMETER)
    {
      paint_mark (cr, whole_row (&layout, row), theme, selected);
      return;
    }
  for (guint column = 0; column <= layout.n; column++)
    {
      PaintRect cell
        = cell_of (&layout, row, step_of_column (&layout, column), target);

      /* Even what is smaller than a pixel can be seen when it is marked. */
      cell.width = MAX (cell.width, LEAST_MARK);
      cell.height = MAX (cell.height, LEAST_MARK);
      paint_mark (cr, cell, theme, selected);
    }
}

/* Keyboard ----------------------------------------------------------------- */

/* The same place at another step: the sum comes after the last one. */
static PaintTarget
move_in_time (const PaintLedgerLayout *layout,
              const PaintTarget       *target,
              int                      by)
{
  guint last = layout->frame->trace->time_steps;
  const RnnParameter *p
    = &layout->frame->network.parameters[target->parameter];
  int place = (int) (target->t > 0 ? target->t : last + 1) + by;

  if (place < 1 || place > (int) last + 1)
    return (PaintTarget) { .kind = PAINT_TARGET_NONE };
  return weight_target (layout, target->parameter,
                        place <= (int) last ? place : 0, target->row,
                        by > 0 ? 0 : p->columns - 1);
}

/* The next matrix above or below, at the same step. */
static PaintTarget
move_in_rows (const PaintLedgerLayout *layout,
              const PaintTarget       *target,
              int                      by)
{
  int place = (int) (paint_ledger_row (layout, target->parameter)
                     - layout->rows) + by;
  const RnnParameter *p;

  if (place < 0 || place >= (int) layout->n_rows)
    return (PaintTarget) { .kind = PAINT_TARGET_NONE };
  p = &layout->frame->network.parameters[layout->rows[place].parameter];
  return weight_target (layout, layout->rows[place].parameter, target->t,
                        by > 0 ? 0 : p->rows - 1,
                        MIN (target->column, p->columns - 1));
}

PaintTarget
paint_ledger_move (PaintRect              area,
                   const PaintLedgerData *data,
                   const PaintTheme      *theme,
                   const PaintTarget     *target,
                   PaintMove              move)
{
  const PaintTarget nothing = { .kind = PAINT_TARGET_NONE };
  const RnnParameter *p;
  PaintLedgerLayout layout;
  gsize row, column;

  g_return_val_if_fail (data && theme, nothing);

  if (!paint_ledger_layout (&layout, area, data, theme))
    return nothing;
  if (!row_of (&layout, target))
    return weight_target (&layout, layout.rows[0].parameter, layout.first, 0,
                          0);
  if (target->kind == PAINT_TARGET_PARAMETER)
    return weight_target (&layout, target->parameter, layout.first, 0, 0);

  p = &layout.frame->network.parameters[target->parameter];
  row = target->row;
  column = target->column;
  if (paint_grid_move (p->rows, p->columns, move, &row, &column))
    return weight_target (&layout, target->parameter, target->t, row, column);
  switch (move)
    {
    case PAINT_MOVE_LEFT:
      return move_in_time (&layout, target, -1);
    case PAINT_MOVE_RIGHT:
      return move_in_time (&layout, target, 1);
    case PAINT_MOVE_UP:
      return move_in_rows (&layout, target, -1);
    case PAINT_MOVE_DOWN:
      return move_in_rows (&layout, target, 1);
    case PAINT_MOVE_FIRST:
    case PAINT_MOVE_LAST:
    default:
      return nothing;
    }
}
