#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RnnPace:
 *
 * When the next update is due, at a speed in epochs per second.  Times are
 * those of the monotonic clock, in µs.  Every due time follows from the one
 * before, not from when the update was really made, so that the pace is exact in
 * the mean; only what is late by more than a moment is not made up for.
 */
typedef struct
{
  double epochs_per_second;   /* 0: flat out */
  double due;                 /* of the next update */
  double last_due;            /* of the one before */
  double share;               /* of an epoch that lies between */
} RnnPace;

/* The first update is due at once. */
void     rnn_pace_start   (RnnPace *pace,
                           double   epochs_per_second,
                           gint64   now);
/* Another speed, from the last update on. */
void     rnn_pace_change  (RnnPace *pace,
                           double   epochs_per_second,
                           gint64   now);
gint64   rnn_pace_due     (const RnnPace *pace);
/* An update was made, which was @share of an epoch. */
void     rnn_pace_advance (RnnPace *pace,
                           double   share,
                           gint64   now);

G_END_DECLS
