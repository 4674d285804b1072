#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is done of something long, of RNN_PROGRESS_WHOLE. */
#define RNN_PROGRESS_WHOLE 1000

/**
 * RnnProgress:
 *
 * Between something long on one thread and who waits for it on another.  Both
 * numbers are read and written atomically; either may be missing.
 */
typedef struct
{
  const int *cancel;          /* polled on the way; non-zero: stop */
  int       *done;            /* told on the way */
  double     first, last;     /* of the whole this is a part, from 0 to 1; both
                               * zero: it is the whole */
} RnnProgress;

/* The part of @progress (nullable) from @first to @last of it. */
static inline RnnProgress
rnn_progress_part (const RnnProgress *progress,
                   double             first,
                   double             last)
{
  RnnProgress part = { 0 };
  double width;

  if (progress == NULL)
    return part;

  part = *progress;
  width = progress->last > 0 ? progress->last - progress->first : 1.0;
  part.first = progress->first + first * width;
  part.last = progress->first + last * width;
  return part;
}

/* @progress may be NULL. */
static inline gboolean
rnn_progress_is_cancelled (const RnnProgress *progress)
{
  return progress != NULL && progress->cancel != NULL
         && g_atomic_int_get (progress->cancel) != 0;
}

/* @share of the whole is done, 0 … 1. */
static inline void
rnn_progress_tell (const RnnProgress *progress,
                   double             share)
{
  double width;

  if (progress == NULL || progress->done == NULL)
    return;

  width = progress->last > 0 ? progress->last - progress->first : 1.0;
  share = progress->first + CLAMP (share, 0.0, 1.0) * width;
  g_atomic_int_set (progress->done, (int) (share * RNN_PROGRESS_WHOLE));
}

G_END_DECLS
