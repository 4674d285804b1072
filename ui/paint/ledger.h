#pragma once

#include "core/frame.h"
#include "ui/paint/rect.h"
#include "ui/paint/target.h"
#include "ui/paint/theme.h"

G_BEGIN_DECLS

/**
 * PaintLedgerData:
 *
 * The gradient of each shared parameter as what it is: a sum over time.  A row
 * for each matrix, with what each step of the traced sample adds to its gradient
 * as small heat maps, and the sum at the end, all on one colour scale.  On a walk
 * what the way back has not reached is an outline, and the sum is that of the
 * steps it has.  What does not fit: steps are scrolled, then layers other than
 * that at hand are left out.  Targets: WEIGHT (t = 0: in the sum), PARAMETER.
 */
typedef struct
{
  const RnnFrame *frame;      /* NULL, or one without trace: nothing */
  guint           first_step; /* of those in sight, as far as there are more */
} PaintLedgerData;

void        paint_ledger             (cairo_t               *cr,
                                      PaintRect              area,
                                      const PaintLedgerData *data,
                                      const PaintTheme      *theme);
/* Wherever the same weight is. */
void        paint_ledger_highlight   (cairo_t               *cr,
                                      PaintRect              area,
                                      const PaintLedgerData *data,
                                      const PaintTheme      *theme,
                                      const PaintTarget     *target,
                                      gboolean               selected);
PaintTarget paint_ledger_pick        (PaintRect              area,
                                      const PaintLedgerData *data,
                                      const PaintTheme      *theme,
                                      double                 x,
                                      double                 y);
PaintRect   paint_ledger_target_rect (PaintRect              area,
                                      const PaintLedgerData *data,
                                      const PaintTheme      *theme,
                                      const PaintTarget     *target);
/* From cell to cell, at a matrix' edge to the next step or the next matrix; NONE
 * at the last edge. */
PaintTarget paint_ledger_move        (PaintRect              area,
                                      const PaintLedgerData *data,
                                      const PaintTheme      *theme,
                                      const PaintTarget     *target,
                                      PaintMove              move);
/* Which steps are in sight, from 1. */
void        paint_ledger_scroll      (PaintRect              area,
                                      const PaintLedgerData *data,
                                      const PaintTheme      *theme,
                                      guint                 *first,
                                      guint                 *n_visible,
                                      guint                 *n_total);
/* Sets @data->first_step so that @target is in sight. */
void        paint_ledger_reveal      (PaintRect              area,
                                      PaintLedgerData       *data,
                                      const PaintTheme      *theme,
                                      const PaintTarget     *target);

/* ledger-words.c: (transfer full) */
char       *paint_ledger_describe    (const PaintLedgerData *data,
                                      const PaintTarget     *target);

/* For the parts of the painter: whether the way back has come to what @parameter
 * gets at step @t, and the first step of which that is so; T + 1: none yet. */
gboolean    paint_ledger_reached     (const RnnFrame        *frame,
                                      guint                  parameter,
                                      guint                  t);
guint       paint_ledger_first       (const RnnFrame        *frame,
                                      guint                  parameter);
/* With one time step: why W_hh gets nothing.  Plain text, or NULL (transfer
 * full). */
char       *paint_ledger_note        (const RnnFrame        *frame);

G_END_DECLS
