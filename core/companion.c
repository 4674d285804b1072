#include "core/companion.h"

#include "core/error.h"

void
rnn_companion_clear (RnnCompanion *companion)
{
  g_return_if_fail (companion != NULL);

  rnn_companion_set (companion, NULL);
}

void
rnn_companion_set (RnnCompanion *companion,
                   RnnRun       *run)
{
  g_return_if_fail (companion != NULL);

  rnn_cursor_clear (&companion->cursor);
  g_clear_error (&companion->error);
  companion->run = run;
  companion->is_known = FALSE;
  companion->ended = FALSE;
}

/* Where to ----------------------------------------------------------------- */

/* At the last stop of a walk the update is made: then where it began. */
static RnnPosition
before_walk (RnnRun          *run,
             const RnnCursor *cursor)
{
  RnnPosition position = rnn_learner_position (rnn_run_learner (run));

  if (cursor->stop == 0 || cursor->stop < rnn_walk_length (&cursor->walk))
    return position;
  if (position.batch == 0)
    {
      position.epoch--;
      position.batch = rnn_learner_batches (rnn_run_learner (run));
    }
  position.batch--;
  position.update--;
  return position;
}

static RnnRendezvous
rendezvous (RnnRun          *leader,
            const RnnCursor *cursor)
{
  RnnPosition position = before_walk (leader, cursor);
  RnnRendezvous place = { position.epoch, position.batch,
                          rnn_learner_batches (rnn_run_learner (leader)),
                          cursor->stop > 0, { 0 } };

  if (place.walks)
    place.stop = rnn_walk_stop (&cursor->walk, cursor->stop);
  return place;
}

/* Its own plan ends it where the leader's goes further; but what it has trained
 * beyond that is there. */
static guint32
last_epoch (RnnRun *run,
            RnnRun *leader)
{
  guint32 planned = rnn_run_spec (run)->epochs;
  gsize known = rnn_series_length (rnn_history_series (rnn_run_history (run)));

  if (planned >= rnn_run_spec (leader)->epochs)
    return G_MAXUINT32;
  return MAX (planned, known);
}

/* The nearest to @place that there is. */
static void
shorten (RnnCompanion  *companion,
         RnnRun        *leader,
         RnnRendezvous *place)
{
  guint32 last = last_epoch (companion->run, leader);

  companion->ended = place->epoch > last
                     || (place->epoch == last
                         && (place->batch > 0 || place->walks));
  if (companion->ended)
    *place = (RnnRendezvous) { last, 0, place->batches, FALSE, { 0 } };
}

static gboolean
is_same (const RnnRendezvous *a,
         const RnnRendezvous *b)
{
  return a->epoch == b->epoch && a->batch == b->batch
         && a->batches == b->batches && a->walks == b->walks
         && (!a->walks
             || (a->stop.phase == b->stop.phase
                 && a->stop.layer == b->stop.layer && a->stop.t == b->stop.t));
}

/* How many batches of the epoch are the same share of it. */
static guint32
own_batch (RnnRun              *run,
           const RnnRendezvous *place)
{
  guint64 batches = rnn_learner_batches (rnn_run_learner (run));

  return (guint32) (place->batch * batches / place->batches);
}

/* −1: not yet at @place (without its stop), 0: there, 1: beyond. */
static int
compare (RnnRun              *run,
         const RnnRendezvous *place)
{
  RnnPosition here = rnn_learner_position (rnn_run_learner (run));
  guint32 batch = own_batch (run, place);

  if (here.epoch != place->epoch)
    return here.epoch < place->epoch ? -1 : 1;
  return (here.batch > batch) - (here.batch < batch);
}

/* The stop of its own walk that is most like @stop. */
static guint
own_stop (const RnnWalk *walk,
          RnnStop        stop)
{
  stop.layer = MIN (stop.layer, walk->n_layers - 1);
  if (stop.phase == RNN_PHASE_CLIP && !walk->clip)
    stop.phase = RNN_PHASE_GRADIENT;
  return rnn_walk_number (walk, stop);
}

/* The way ------------------------------------------------------------------ */

static void
take_error (RnnCompanion *companion,
            GError       *error)
{
  g_clear_error (&companion->error);
  companion->error = error;
}

/* Whether it has been further than where it stands, on the way to @place. */
static gboolean
knows_way (RnnCompanion        *companion,
           const RnnRendezvous *place)
{
  const RnnHistory *history = rnn_run_history (companion->run);
  guint32 next
    = rnn_learner_position (rnn_run_learner (companion->run)).epoch + 1;

  return next < place->epoch
         && next < rnn_series_length (rnn_history_series (history));
}

/* As near as keyframes lead.  Where it has been before, on the walk there, the
 * way back is short. */
static void
approach (RnnCompanion        *companion,
          const RnnRendezvous *place)
{
  RnnGoal goal = { TRUE, place->epoch };

  if (companion->is_known && companion->reached.epoch == place->epoch
      && companion->reached.batch == place->batch
      && companion->reached.batches == place->batches)
    goal = (RnnGoal) { FALSE, companion->updates };
  rnn_run_approach (companion->run, &goal);
}

static gboolean
update (RnnCompanion *companion,
        const int    *cancel)
{
  GError *error = NULL;

  if (rnn_run_update_until (companion->run, NULL, cancel, &error)
      != RNN_LEARNER_FAILED)
    return TRUE;
  if (g_error_matches (error, RNN_ERROR, RNN_ERROR_CANCELLED))
    g_error_free (error);
  else
    take_error (companion, error);
  return FALSE;
}

/* It is there but for the stop. */
static void
land (RnnCompanion        *companion,
      const RnnRendezvous *place)
{
  RnnLearner *learner = rnn_run_learner (companion->run);
  RnnLanding landing = { rnn_learner_position (learner).update, 0 };
  GError *error = NULL;

  companion->reached = *place;
  companion->is_known = TRUE;
  companion->updates = landing.updates;
  rnn_cursor_lift (&companion->cursor);
  if (place->walks)
    {
      RnnWalk walk;

      rnn_walk_init (&walk, rnn_learner_network (learner),
                     rnn_learner_dataset (learner)->time_steps,
                     rnn_run_spec (companion->run)->clip);
      landing.stop = own_stop (&walk, place->stop);
    }
  if (!rnn_cursor_land (&companion->cursor, companion->run, &landing, &error))
    take_error (companion, error);
}

/* Whether it stands where it failed, and would have to go on. */
static gboolean
is_stuck (const RnnCompanion  *companion,
          const RnnRendezvous *place)
{
  int order;

  if (companion->error == NULL)
    return FALSE;
  order = compare (companion->run, place);
  return order < 0 || (order == 0 && place->walks);
}

gboolean
rnn_companion_lags (RnnCompanion    *companion,
                    RnnRun          *leader,
                    const RnnCursor *cursor)
{
  RnnRendezvous place;

  g_return_val_if_fail (companion != NULL, FALSE);

  if (companion->run == NULL)
    return FALSE;
  g_return_val_if_fail (leader != NULL && cursor != NULL, FALSE);

  place = rendezvous (leader, cursor);
  shorten (companion, leader, &place);
  if (companion->is_known && is_same (&companion->reached, &place))
    return FALSE;
  return !is_stuck (companion, &place);
}

void
rnn_companion_follow (RnnCompanion    *companion,
                      RnnRun          *leader,
                      const RnnCursor *cursor,
                      const int       *cancel)
{
  RnnRendezvous place;

  g_return_if_fail (companion != NULL && companion->run != NULL);
  g_return_if_fail (leader != NULL && cursor != NULL);

  place = rendezvous (leader, cursor);
  shorten (companion, leader, &place);
  g_clear_error (&companion->error);
  if (compare (companion->run, &place) > 0 || knows_way (companion, &place))
    approach (companion, &place);
  if (compare (companion->run, &place) < 0)
    {
      rnn_cursor_lift (&companion->cursor);
      if (!update (companion, cancel))
        return;
    }
  if (compare (companion->run, &place) == 0)
    land (companion, &place);
}

RnnCompanionState
rnn_companion_state (RnnCompanion    *companion,
                     RnnRun          *leader,
                     const RnnCursor *cursor)
{
  RnnRendezvous place;

  g_return_val_if_fail (companion != NULL, RNN_COMPANION_NONE);

  if (companion->run == NULL)
    return RNN_COMPANION_NONE;
  if (rnn_companion_lags (companion, leader, cursor))
    return RNN_COMPANION_BEHIND;

  place = rendezvous (leader, cursor);
  shorten (companion, leader, &place);
  if (is_stuck (companion, &place))
    return RNN_COMPANION_DIVERGED;
  return companion->ended ? RNN_COMPANION_ENDED : RNN_COMPANION_IN_STEP;
}
