#include "ui/paint/network-parts.h"

/* What adding heights up may be wrong by. */
#define TOLERANCE 1e-6

static double
row_min (const PaintRow *row)
{
  return row->min;
}

static double
row_wish (const PaintRow *row)
{
  return MAX (row->wish, row->min);
}

static double
row_max (const PaintRow *row)
{
  return MAX (row->max, row_wish (row));
}

static double
total (const PaintRow *rows,
       guint           n_rows,
       double          (*size) (const PaintRow *row))
{
  double sum = 0;

  for (guint i = 0; i < n_rows; i++)
    if (rows[i].order >= 0)
      sum += size (&rows[i]);
  return sum;
}

/* The row that goes first of those that may; NULL when none may. */
static PaintRow *
least_needed (PaintRow *rows,
              guint     n_rows)
{
  PaintRow *least = NULL;

  for (guint i = 0; i < n_rows; i++)
    if (rows[i].order > 0 && (!least || rows[i].order < least->order))
      least = &rows[i];
  return least;
}

/* Every row gets the same part of the way from one size to another. */
static double
stretch (PaintRow *rows,
         guint     n_rows,
         double    room,
         double    (*from) (const PaintRow *row),
         double    (*to) (const PaintRow *row))
{
  double low = total (rows, n_rows, from);
  double way = total (rows, n_rows, to) - low;
  double share = way > 0 ? CLAMP ((room - low) / way, 0, 1) : 0;

  for (guint i = 0; i < n_rows; i++)
    if (rows[i].order >= 0)
      rows[i].height =
          from (&rows[i]) + share * (to (&rows[i]) - from (&rows[i]));
  return share;
}

gboolean
paint_rows_solve (PaintRow *rows,
                  guint     n_rows,
                  double    y,
                  double    height)
{
  PaintRow *least;
  double sum, scale;

  g_return_val_if_fail (rows, FALSE);

  while (total (rows, n_rows, row_min) > height
         && (least = least_needed (rows, n_rows)))
    least->order = -1;

  if (stretch (rows, n_rows, height, row_min, row_wish) >= 1
      || total (rows, n_rows, row_wish) <= height)
    stretch (rows, n_rows, height, row_wish, row_max);

  sum = 0;
  for (guint i = 0; i < n_rows; i++)
    sum += rows[i].order >= 0 ? rows[i].height : 0;
  scale = sum > height + TOLERANCE ? MAX (height, 0) / sum : 1;
  y += MAX (height - sum, 0) / 2;
  for (guint i = 0; i < n_rows; i++)
    {
      rows[i].height = rows[i].order >= 0 ? rows[i].height * scale : 0;
      rows[i].y = y;
      y += rows[i].height;
    }
  return scale >= 1;
}
