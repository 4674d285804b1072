#include "core/cursor.h"

#include <glib/gi18n-lib.h>

#include "core/error.h"

static RnnWalk
walk_with (RnnRun  *run,
           RnnClip  clip)
{
  RnnLearner *learner = rnn_run_learner (run);
  RnnWalk walk;

  rnn_walk_init (&walk, rnn_learner_network (learner),
                 rnn_learner_dataset (learner)->time_steps, clip);
  return walk;
}

/* Stops of the update that follows after @updates. */
static guint
length_after (RnnRun     *run,
              guint64     updates,
              RnnStretch *stretch)
{
  RnnWalk walk = walk_with (run, rnn_run_clip_after (run, updates, stretch));

  return rnn_walk_length (&walk);
}

static RnnLanding
present (const RnnCursor *cursor,
         RnnRun          *run)
{
  if (cursor->stop > 0)
    return (RnnLanding) { cursor->update->update - 1, cursor->stop };
  return (RnnLanding) { rnn_learner_position (rnn_run_learner (run)).update, 0 };
}

void
rnn_cursor_clear (RnnCursor *cursor)
{
  g_return_if_fail (cursor != NULL);

  cursor->stop = 0;
  g_clear_pointer (&cursor->update, rnn_update_trace_unref);
}

void
rnn_cursor_lift (RnnCursor *cursor)
{
  g_return_if_fail (cursor != NULL);

  cursor->stop = 0;
}

/* Whole updates on, as many as fit into @stops; returns the rest. */
static gint64
skip_forward (RnnRun  *run,
              guint64 *updates,
              gint64   stops)
{
  for (;;)
    {
      RnnStretch stretch;
      guint length = length_after (run, *updates, &stretch);
      guint64 n = MIN (stretch.end - *updates, (guint64) stops / length);

      if (n == 0)
        return stops;
      *updates += n;
      stops -= n * length;
    }
}

/* Whole updates back, until @stops is not negative any more, or the start. */
static gint64
skip_back (RnnRun  *run,
           guint64 *updates,
           gint64   stops)
{
  while (stops < 0 && *updates > 0)
    {
      RnnStretch stretch;
      guint length = length_after (run, *updates - 1, &stretch);
      guint64 n = MIN (*updates - stretch.start,
                       ((guint64) -stops + length - 1) / length);

      *updates -= n;
      stops += n * length;
    }
  return MAX (stops, 0);
}

RnnLanding
rnn_cursor_go (const RnnCursor *cursor,
               RnnRun          *run,
               gint64           n)
{
  RnnLanding landing;
  gint64 stops;

  g_return_val_if_fail (cursor != NULL && run != NULL, (RnnLanding) { 0 });

  landing = present (cursor, run);
  if (n == 0)
    return landing;

  stops = landing.stop + n;
  stops = stops > 0 ? skip_forward (run, &landing.updates, stops)
                    : skip_back (run, &landing.updates, stops);
  /* Between two updates: that is where the first has been made. */
  if (stops == 0 && landing.updates > 0)
    {
      RnnStretch stretch;

      landing.updates--;
      stops = length_after (run, landing.updates, &stretch);
    }
  landing.stop = stops;
  return landing;
}

gboolean
rnn_cursor_go_to (const RnnCursor  *cursor,
                  RnnRun           *run,
                  guint             number,
                  RnnLanding       *landing,
                  GError          **error)
{
  RnnStretch stretch;
  guint length;

  g_return_val_if_fail (cursor != NULL && run != NULL, FALSE);
  g_return_val_if_fail (landing != NULL, FALSE);

  *landing = present (cursor, run);
  length = length_after (run, landing->updates, &stretch);
  if (number > length)
    {
      g_set_error (error, RNN_ERROR, RNN_ERROR_RANGE,
                   _("There is no stop %u on the way through an update; the"
                     " last is %u"),
                   number, length);
      return FALSE;
    }
  landing->stop = number;
  return TRUE;
}

static gboolean
record (RnnCursor *cursor,
        RnnRun    *run,
        GError   **error)
{
  g_clear_pointer (&cursor->update, rnn_update_trace_unref);
  cursor->update = rnn_run_trace_update (run, error);
  cursor->walk = walk_with (run, rnn_run_spec (run)->clip);
  return cursor->update != NULL;
}

gboolean
rnn_cursor_land (RnnCursor         *cursor,
                 RnnRun            *run,
                 const RnnLanding  *landing,
                 GError           **error)
{
  gboolean known;

  g_return_val_if_fail (cursor != NULL && run != NULL, FALSE);
  g_return_val_if_fail (landing != NULL, FALSE);
  g_return_val_if_fail (
    rnn_learner_position (rnn_run_learner (run)).update == landing->updates,
    FALSE);

  if (landing->stop == 0)
    {
      rnn_cursor_clear (cursor);
      return TRUE;
    }

  known = cursor->update != NULL
          && cursor->update->update == landing->updates + 1;
  if ((known || record (cursor, run, error))
      && (landing->stop < rnn_walk_length (&cursor->walk)
          || rnn_run_update (run, NULL, error) != RNN_LEARNER_FAILED))
    {
      cursor->stop = landing->stop;
      return TRUE;
    }
  rnn_cursor_clear (cursor);
  return FALSE;
}

void
rnn_cursor_refresh (RnnCursor *cursor,
                    RnnRun    *run)
{
  RnnStop stop;

  g_return_if_fail (cursor != NULL && run != NULL);

  if (cursor->stop == 0)
    {
      rnn_cursor_clear (cursor);
      return;
    }

  stop = rnn_walk_stop (&cursor->walk, cursor->stop);
  if (stop.phase == RNN_PHASE_UPDATE || !record (cursor, run, NULL))
    {
      rnn_cursor_clear (cursor);
      return;
    }
  if (stop.phase == RNN_PHASE_CLIP && !cursor->walk.clip)
    stop.phase = RNN_PHASE_GRADIENT;
  cursor->stop = rnn_walk_number (&cursor->walk, stop);
}
