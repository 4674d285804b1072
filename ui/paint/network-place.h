#pragma once

#include "ui/paint/network-parts.h"

G_BEGIN_DECLS

/* Where things are when the network is unrolled.  Not for others. */

/* From the top.  A layer's cell and the lines below it come in pairs, the top
 * layer first. */
enum
{
  PAINT_ROW_NOTE,
  PAINT_ROW_TARGETS,
  PAINT_ROW_BARS,
  PAINT_ROW_LETTERS,
  PAINT_ROW_LINES_OUT,
  PAINT_ROW_INPUT,
  PAINT_ROW_LETTER,
  PAINT_ROW_CAPTION,
  PAINT_ROW_OVERVIEW,
  PAINT_ROW_FOOT,
  PAINT_N_ROWS
};

typedef struct
{
  PaintNetworkBuild *build;
  const RnnTrace    *trace;
  gboolean           every;   /* an output at every step */
  gboolean           end;     /* the last step is in sight */
  PaintLevel         level;
  PaintRow           rows[PAINT_N_ROWS];
  PaintRow           cells[RNN_MAX_LAYERS];
  PaintRow           below[RNN_MAX_LAYERS]; /* lines below a layer's cell */
  double             left;    /* of the first step */
  double             width;   /* of a step */
} PaintUnrolled;

/* Chooses the richest level that fits, and how many steps are in sight;
 * @build and @trace are set. */
void      paint_unrolled_place     (PaintUnrolled       *unrolled);
PaintRect paint_unrolled_row       (const PaintRow      *row,
                                    double               x,
                                    double               width);
/* The middle of step @t. */
double    paint_unrolled_x         (const PaintUnrolled *unrolled,
                                    guint                t);
PaintCell paint_unrolled_cell      (const PaintUnrolled *unrolled,
                                    guint                layer,
                                    guint                t);
/* The state before the first step in sight: smaller, before its box. */
PaintCell paint_unrolled_start     (const PaintUnrolled *unrolled,
                                    guint                layer);

G_END_DECLS
