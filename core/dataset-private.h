#pragma once

#include "core/dataset.h"
#include "core/input-file.h"

G_BEGIN_DECLS

/* What dataset.c, which makes the samples, and batch.c, which gathers them,
 * share. */

/* Window number k starts at codes[k · window_stride], its targets at
 * targets[k · target_stride].  In a text both lie in the same letters, the
 * targets one step ahead; arrays have two tables. */
typedef struct
{
  RnnDataset      public;
  gatomicrefcount ref_count;

  guint16        *codes;
  gsize           n_codes;      /* of a text, before it goes round */
  const guint16  *targets;
  guint16        *own_targets;  /* of arrays */
  float          *real;         /* of arrays: window k at k · T · n_in */
  gsize           window_stride;
  gsize           target_stride;
  guint           n_targets;    /* of one sample: 1 or T */
  float           scale;        /* real input of a letter: scale · code */
  guint32        *order;        /* window number of each sample, or NULL */
  RnnDataset     *whole;        /* whose letters these are, or NULL: own */
  RnnSpec         source;       /* what it was made from; without layers: nothing
                                 * of the kind */
  RnnFileStamp    stamp;        /* of the file, as it was then */
  _Atomic guint64 sum;          /* 0: not asked for yet */
} Dataset;

G_END_DECLS
