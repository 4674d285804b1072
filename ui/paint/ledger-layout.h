#pragma once

#include "ui/paint/grid.h"
#include "ui/paint/ledger.h"

G_BEGIN_DECLS

/* One matrix' row of maps. */
typedef struct
{
  guint  parameter;
  double y, height;           /* of the maps */
  double width;               /* of each map */
} PaintLedgerRow;

/* Where the maps lie: names at the left, a column for each step in sight, and
 * one for the sum. */
typedef struct
{
  const RnnFrame *frame;
  PaintRect       heading;    /* "t = 1" over the columns */
  PaintRect       note;       /* height 0: none */
  PaintRect       foot;       /* height 0: none */
  guint           first, n;   /* steps in sight */
  double          x;          /* of the first column */
  double          pitch;      /* from column to column */
  double          gap;        /* of it */
  gboolean        signs;      /* + and = in the gaps */
  guint           n_rows;
  PaintLedgerRow  rows[RNN_MAX_PARAMETERS];
} PaintLedgerLayout;

/* FALSE: nothing to be shown. */
gboolean  paint_ledger_layout (PaintLedgerLayout       *layout,
                               PaintRect                area,
                               const PaintLedgerData   *data,
                               const PaintTheme        *theme);
/* The row of that parameter, or NULL. */
const PaintLedgerRow *
          paint_ledger_row    (const PaintLedgerLayout *layout,
                               guint                    parameter);
/* Where the column of step @t is (0: of the sum); −1: not in sight. */
double    paint_ledger_column (const PaintLedgerLayout *layout,
                               guint                    t);
/* The cells of one map; without any when it is not in sight. */
PaintGrid paint_ledger_grid   (const PaintLedgerLayout *layout,
                               const PaintLedgerRow    *row,
                               guint                    t);

G_END_DECLS
