#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  PAINT_TARGET_NONE,
  PAINT_TARGET_SAMPLE,        /* sample */
  PAINT_TARGET_STEP,          /* sample, t: everything at that time step */
  PAINT_TARGET_INPUT,         /* sample, t, column: one feature of x_t */
  PAINT_TARGET_STATE,         /* sample, t, layer: the whole h_t */
  PAINT_TARGET_UNIT,          /* sample, t, layer, column: one h_t[column] */
  PAINT_TARGET_OUTPUT,        /* sample, t, column: one class of y_t */
  PAINT_TARGET_LOSS,          /* sample, t; t = 0: of all steps together */
  PAINT_TARGET_WEIGHT,        /* parameter, row, column; and sample, t where one
                               * use of it is meant: an edge */
  PAINT_TARGET_PARAMETER,     /* parameter; and sample, t: all its edges */
  PAINT_TARGET_EPOCH,         /* epoch; run */
  PAINT_TARGET_FOLLOWS,       /* row: typed letter, column: next letter */
  PAINT_TARGET_LETTER,        /* column: a letter's class number */
  PAINT_TARGET_EIGENVALUE,    /* layer, row: of its W_hh, the largest first */
  PAINT_TARGET_SEED,          /* row: its place in a sweep */
  PAINT_TARGET_TERM,          /* row, column: line and piece of a formula */
  PAINT_TARGET_WRITTEN        /* column: a letter that was written, from 0 */
} PaintTargetKind;

/**
 * PaintTarget:
 *
 * What lies under a point of a picture.  The comment of each kind names the
 * fields that count; the others are 0.
 */
typedef struct
{
  PaintTargetKind kind;
  gsize           sample;     /* number in the dataset, from 0 */
  guint           t;          /* 1 … T; 0: the start state; for weights and
                               * parameters also 0: at no step in particular */
  guint           layer;      /* from 0 */
  guint           parameter;  /* index into RnnNetwork.parameters */
  guint           row, column;
  guint           epoch;
  guint64         run;        /* number of one that is not shown; 0: the shown */
} PaintTarget;

/* One step of the keyboard. */
typedef enum
{
  PAINT_MOVE_LEFT,
  PAINT_MOVE_RIGHT,
  PAINT_MOVE_UP,
  PAINT_MOVE_DOWN,
  PAINT_MOVE_FIRST,           /* Home */
  PAINT_MOVE_LAST             /* End */
} PaintMove;

gboolean paint_target_equal (const PaintTarget *a,
                             const PaintTarget *b);
/* TRUE when both show the same number, wherever they are: a weight in its
 * matrix and on each of its edges through time. */
gboolean paint_target_same  (const PaintTarget *a,
                             const PaintTarget *b);

G_END_DECLS
