#pragma once

#include "ui/paint/rect.h"
#include "ui/paint/subject.h"
#include "ui/paint/theme.h"

G_BEGIN_DECLS

/**
 * PaintFormulaData:
 *
 * Where an inspected number comes from and what comes of it: its formula in
 * symbols, the same with the numbers put in, term by term, forward and
 * backward, and what the optimizer does with it.  What has not happened where
 * the walk stands is not given away.  Long sums are cut, and unfold.  What there
 * is no room for is scrolled to, by rows.
 *
 * Targets: TERM, one piece of it.
 */
typedef struct
{
  const RnnFrame     *frame;    /* NULL: nothing yet */
  const PaintSubject *subject;  /* NULL: nothing is inspected, which is said */
  gboolean            whole;    /* long sums are unfolded */
  gsize               first_row;
} PaintFormulaData;

void        paint_formula             (cairo_t                *cr,
                                       PaintRect               area,
                                       const PaintFormulaData *data,
                                       const PaintTheme       *theme);
/* Also marks what stands for a @target of other pictures, if not @selected. */
void        paint_formula_highlight   (cairo_t                *cr,
                                       PaintRect               area,
                                       const PaintFormulaData *data,
                                       const PaintTheme       *theme,
                                       const PaintTarget      *target,
                                       gboolean                selected);
PaintTarget paint_formula_pick        (PaintRect               area,
                                       const PaintFormulaData *data,
                                       const PaintTheme       *theme,
                                       double                  x,
                                       double                  y);
PaintRect   paint_formula_target_rect (PaintRect               area,
                                       const PaintFormulaData *data,
                                       const PaintTheme       *theme,
                                       const PaintTarget      *target);
/* From number to number in the order of reading; up and down to the next line.
 * NONE at the ends. */
PaintTarget paint_formula_move        (PaintRect               area,
                                       const PaintFormulaData *data,
                                       const PaintTheme       *theme,
                                       const PaintTarget      *target,
                                       PaintMove               move);
/* One number in full, or all of it, a line each (transfer full). */
char       *paint_formula_describe    (const PaintFormulaData *data,
                                       const PaintTarget      *target);
void        paint_formula_scroll      (PaintRect               area,
                                       const PaintFormulaData *data,
                                       const PaintTheme       *theme,
                                       gsize                  *first,
                                       gsize                  *n_visible,
                                       gsize                  *n_total);
/* Changes first_row as little as brings @target, or when it is NULL the line of
 * the subject itself, into sight; TRUE if that changed something. */
gboolean    paint_formula_reveal      (PaintRect               area,
                                       PaintFormulaData       *data,
                                       const PaintTheme       *theme,
                                       const PaintTarget      *target);
/* What @target leads to; FALSE if it leads nowhere. */
gboolean    paint_formula_leads_to    (const PaintFormulaData *data,
                                       const PaintTarget      *target,
                                       PaintSubject           *subject);
/* Whether @target unfolds a long sum, or folds it. */
gboolean    paint_formula_unfolds     (const PaintFormulaData *data,
                                       const PaintTarget      *target);

G_END_DECLS
