#pragma once

#include "core/series.h"

G_BEGIN_DECLS

/**
 * UnrollProgress:
 *
 * How training goes on, on standard output: a line for each epoch, as Keras
 * prints it; on a terminal one line, which is drawn again in place.  Plain data
 * (unroll_progress_init).
 */
typedef struct
{
  gboolean    quiet;
  gboolean    terminal;
  guint       epochs;         /* to be trained */
  guint       batches;        /* of an epoch */
  RnnPosition position;
  RnnMetrics  last;           /* epoch 0: none yet */
  gint64      drawn_at;       /* 0: no line stands */
} UnrollProgress;

void unroll_progress_init  (UnrollProgress   *progress,
                            guint             epochs,
                            gboolean          quiet);
/* The rows of @series from @first on are new. */
void unroll_progress_rows  (UnrollProgress   *progress,
                            const RnnSeries  *series,
                            gsize             first);
void unroll_progress_move  (UnrollProgress   *progress,
                            RnnPosition       position,
                            guint             batches);
/* Training has stopped: the line stays as it is now. */
void unroll_progress_end   (UnrollProgress   *progress);

G_END_DECLS
