#pragma once

#include "core/frame.h"
#include "core/letters.h"
#include "ui/paint/rect.h"
#include "ui/paint/target.h"
#include "ui/paint/theme.h"

G_BEGIN_DECLS

/**
 * PaintWrittenData:
 *
 * The hidden states along what was written: a column for each letter, top
 * layer, out of which it was written; a row for each unit.  Targets: WRITTEN.
 */
typedef struct
{
  const RnnFrame   *frame;    /* NULL: nothing; for the scale of the colours */
  const RnnLetters *letters;  /* NULL: nothing */
  gsize             first;    /* column in sight, of those that are kept */
} PaintWrittenData;

void        paint_written             (cairo_t                *cr,
                                       PaintRect               area,
                                       const PaintWrittenData *data,
                                       const PaintTheme       *theme);
void        paint_written_highlight   (cairo_t                *cr,
                                       PaintRect               area,
                                       const PaintWrittenData *data,
                                       const PaintTheme       *theme,
                                       const PaintTarget      *target,
                                       gboolean                selected);
PaintTarget paint_written_pick        (PaintRect               area,
                                       const PaintWrittenData *data,
                                       const PaintTheme       *theme,
                                       double                  x,
                                       double                  y);
/* Empty for what is out of sight. */
PaintRect   paint_written_target_rect (PaintRect               area,
                                       const PaintWrittenData *data,
                                       const PaintTheme       *theme,
                                       const PaintTarget      *target);
/* Left and right; NONE at an edge.  From NONE: the last letter in sight. */
PaintTarget paint_written_move        (PaintRect               area,
                                       const PaintWrittenData *data,
                                       const PaintTheme       *theme,
                                       const PaintTarget      *target,
                                       PaintMove               move);
/* How many columns there are, and which are in sight. */
void        paint_written_scroll      (PaintRect               area,
                                       const PaintWrittenData *data,
                                       const PaintTheme       *theme,
                                       gsize                  *first,
                                       gsize                  *n_visible,
                                       gsize                  *n_total);
/* The first column to be in sight so that @target is (NULL: the last). */
gsize       paint_written_reveal      (PaintRect               area,
                                       const PaintWrittenData *data,
                                       const PaintTheme       *theme,
                                       const PaintTarget      *target);
/* (transfer full) */
char       *paint_written_describe    (const PaintWrittenData *data,
                                       const PaintTarget      *target);

G_END_DECLS
