#include "core/pace.h"

/* What is later than this is not made up for: the machine was asleep, or is
 * too slow for the speed that was asked. */
#define MAX_LAG (0.1 * G_USEC_PER_SEC)
/* The longest wait: no pace is too slow to be counted in µs. */
#define MAX_DURATION (1e6 * G_USEC_PER_SEC)

void
rnn_pace_start (RnnPace *pace,
                double   epochs_per_second,
                gint64   now)
{
  g_return_if_fail (pace != NULL);
  g_return_if_fail (epochs_per_second >= 0.0);

  pace->epochs_per_second = epochs_per_second;
  pace->due = now;
  pace->last_due = now;
  pace->share = 0.0;
}

static double
duration_of (const RnnPace *pace)
{
  double duration = pace->share / pace->epochs_per_second * G_USEC_PER_SEC;

  return MIN (duration, MAX_DURATION);
}

void
rnn_pace_change (RnnPace *pace,
                 double   epochs_per_second,
                 gint64   now)
{
  g_return_if_fail (pace != NULL);
  g_return_if_fail (epochs_per_second >= 0.0);

  if (pace->epochs_per_second == 0.0 || epochs_per_second == 0.0)
    {
      rnn_pace_start (pace, epochs_per_second, now);
      return;
    }
  pace->epochs_per_second = epochs_per_second;
  pace->due = MAX (pace->last_due + duration_of (pace), now - MAX_LAG);
}

gint64
rnn_pace_due (const RnnPace *pace)
{
  g_return_val_if_fail (pace != NULL, 0);

  return (gint64) pace->due;
}

void
rnn_pace_advance (RnnPace *pace,
                  double   share,
                  gint64   now)
{
  g_return_if_fail (pace != NULL);

  if (pace->epochs_per_second == 0.0)
    return;
  pace->last_due = pace->due;
  pace->share = share;
  pace->due += duration_of (pace);
  if (pace->due < now - MAX_LAG)
    pace->due = now;
}
