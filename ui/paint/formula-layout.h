#pragma once

#include "ui/paint/formula-page.h"
#include "ui/paint/formula.h"
#include "ui/paint/text.h"

G_BEGIN_DECLS

/* Where everything on a page is; only for formula*.c. */

typedef struct
{
  guint  row;                 /* from the line's first */
  double x, width;            /* from the left edge */
} PaintFormulaPlace;

/* A picture of rows, all equally high; a line takes one or more. */
typedef struct
{
  PaintPage         *page;    /* owned */
  const PaintTheme  *theme;
  PaintRect          area;
  double             pitch;   /* of rows */
  PaintFormulaPlace *places;  /* of each run */
  guint             *rows;    /* of each line: its first; one more: how many */
  gsize              first;   /* row in sight */
  gsize              n_visible;
} PaintFormulaLayout;

void           paint_formula_layout_init  (PaintFormulaLayout       *layout,
                                           PaintRect                 area,
                                           const PaintFormulaData   *data,
                                           const PaintTheme         *theme);
void           paint_formula_layout_clear (PaintFormulaLayout       *layout);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PaintFormulaLayout,
                                  paint_formula_layout_clear)

PaintTextStyle paint_formula_style        (const PaintLine          *line,
                                           const PaintRun           *run);
guint          paint_formula_n_rows       (const PaintFormulaLayout *layout);
/* The top of row @row, in or out of sight. */
double         paint_formula_row_y        (const PaintFormulaLayout *layout,
                                           guint                     row);
PaintRect      paint_formula_run_rect     (const PaintFormulaLayout *layout,
                                           guint                     line,
                                           guint                     run);
/* Whether the row in which it stands is in sight. */
gboolean       paint_formula_run_in_sight (const PaintFormulaLayout *layout,
                                           guint                     line,
                                           guint                     run);

/* Runs that can be pointed at: numbers, and what unfolds. */
gboolean       paint_formula_is_target    (const PaintLine          *line,
                                           const PaintRun           *run);
/* NULL when @target is none of @page's. */
const PaintRun *paint_formula_find        (const PaintPage          *page,
                                           const PaintTarget        *target);

G_END_DECLS
