#pragma once

#include "core/frame.h"
#include "ui/paint/rect.h"
#include "ui/paint/scene.h"
#include "ui/paint/target.h"
#include "ui/paint/theme.h"

G_BEGIN_DECLS

/* How pictures show that what they show is as if (RnnFrame.interventions): in
 * words, and as marks over what was changed. */

/* "As if: unit 2 held at 0 at t = 3, W_hh cut. Training goes on untouched.";
 * NULL when nothing is changed (transfer full).  @markup: with <sub>, as
 * PaintTextStyle has it. */
char     *paint_touched_words    (const RnnFrame    *frame,
                                  gboolean           markup);
/* What was done to @target, a sentence without a stop; NULL when nothing was
 * (transfer full). */
char     *paint_touched_describe (const RnnFrame    *frame,
                                  const PaintTarget *target);
/* @sentence, which is taken over and may be NULL, and what was done to
 * @target. */
char     *paint_touched_append   (char              *sentence,
                                  const RnnFrame    *frame,
                                  const PaintTarget *target);

/* The letter that comes in at @place behind the sample's own, small and struck
 * out, as markup; NULL where none was swapped (transfer full). */
char     *paint_touched_letter   (const RnnFrame    *frame,
                                  const PaintTarget *place);

/* Index into the arena; FALSE when @target is no single parameter. */
gboolean  paint_touched_index    (const RnnFrame    *frame,
                                  const PaintTarget *target,
                                  gsize             *index);
/* The place of the weight at @index in its matrix. */
PaintTarget paint_touched_weight (const RnnNetwork  *network,
                                  gsize              index);

/* Over a drawn @scene of @frame's network. */
void      paint_touched_scene    (const PaintScene  *scene,
                                  cairo_t           *cr,
                                  const RnnFrame    *frame);
/* In the corner of an edited weight's cell. */
void      paint_touched_corner   (cairo_t           *cr,
                                  PaintRect          cell,
                                  const PaintTheme  *theme);
/* A pair of scissors around a point, @size wide, that cuts upwards. */
void      paint_touched_scissors (cairo_t           *cr,
                                  PaintPoint         middle,
                                  double             size,
                                  const PaintTheme  *theme);
/* The words in a box at the top of @area, which becomes less by it; nothing when
 * nothing is changed. */
void      paint_touched_banner   (cairo_t           *cr,
                                  PaintRect         *area,
                                  const RnnFrame    *frame,
                                  const PaintTheme  *theme);

G_END_DECLS
