#include "core/keyframes.h"

/* More keyframes than this shorten no way noticeably, whatever the budget. */
#define MAX_KEYFRAMES 1024
/* Recent states: how many, and how far apart.  The multiplications between two
 * of them are some hundredths of a second's work to replay, or few updates. */
#define MAX_RECENT 8
#define RECENT_WORK 400e6
#define MAX_RECENT_STRIDE 16
/* They take at most this part of the budget, but two are worth two keyframes of
 * five: without them, a step back would be as long as the way from a
 * keyframe. */
#define RECENT_SHARE 8
#define LEAST_STATES 5

typedef struct
{
  RnnPosition position;
  void       *state;          /* a reference-counted box */
  gboolean    stays;          /* whatever the stride */
} Keyframe;

struct _RnnKeyframes
{
  gsize   state_size;
  gsize   budget;
  gsize   taken;              /* bytes of it that something else has */

  GArray *lasting;            /* of Keyframe, by position */
  guint32 batch_stride;       /* inside epochs; G_MAXUINT32: none */
  guint32 epoch_stride;

  Keyframe recent[MAX_RECENT]; /* in no order; state NULL: empty */
  guint    n_recent;           /* slots in use */
  guint    next_recent;
  guint    recent_stride;      /* in updates */
};

static guint
count_recent (gsize state_size,
              gsize budget)
{
  gsize n_states = budget / state_size;

  if (n_states < LEAST_STATES)
    return 0;
  return CLAMP (n_states / RECENT_SHARE, 2, MAX_RECENT);
}

RnnKeyframes *
rnn_keyframes_new (gsize  state_size,
                   gsize  budget,
                   double update_work)
{
  RnnKeyframes *keyframes;

  g_return_val_if_fail (state_size > 0, NULL);
  g_return_val_if_fail (update_work > 0.0, NULL);

  keyframes = g_new0 (RnnKeyframes, 1);
  keyframes->state_size = state_size;
  keyframes->budget = budget;
  keyframes->lasting = g_array_new (FALSE, FALSE, sizeof (Keyframe));
  keyframes->batch_stride = 1;
  keyframes->epoch_stride = 1;
  keyframes->n_recent = count_recent (state_size, budget);
  keyframes->recent_stride =
    CLAMP (RECENT_WORK / update_work, 1, MAX_RECENT_STRIDE);
  return keyframes;
}

void
rnn_keyframes_free (RnnKeyframes *keyframes)
{
  if (keyframes == NULL)
    return;
  for (guint i = 0; i < keyframes->lasting->len; i++)
    g_rc_box_release (g_array_index (keyframes->lasting, Keyframe, i).state);
  for (guint i = 0; i < MAX_RECENT; i++)
    g_clear_pointer (&keyframes->recent[i].state, g_rc_box_release);
  g_array_unref (keyframes->lasting);
  g_free (keyframes);
}

static Keyframe *
keyframe_at (const RnnKeyframes *keyframes,
             guint             index)
{
  return &g_array_index (keyframes->lasting, Keyframe, index);
}

/* How many of the lasting ones have not passed @goal. */
static guint
count_until (const RnnKeyframes *keyframes,
             const RnnGoal      *goal)
{
  guint low = 0, high = keyframes->lasting->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (rnn_goal_passed (goal, keyframe_at (keyframes, middle)->position))
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

static gboolean
is_due (const RnnKeyframes *keyframes,
        RnnPosition         position)
{
  if (position.batch != 0)
    return position.batch % keyframes->batch_stride == 0;
  return position.epoch % keyframes->epoch_stride == 0;
}

/* Doubles the stride inside the epochs, or, when nothing is left there, that
 * between them. */
static void
double_stride (RnnKeyframes *keyframes)
{
  guint32 last_batch = 0;

  for (guint i = 0; i < keyframes->lasting->len; i++)
    if (!keyframe_at (keyframes, i)->stays)
      last_batch = MAX (last_batch, keyframe_at (keyframes, i)->position.batch);

  if (last_batch == 0)
    {
      keyframes->batch_stride = G_MAXUINT32;
      keyframes->epoch_stride *= 2;
    }
  else
    {
      keyframes->batch_stride *= 2;
    }
}

static void
thin (RnnKeyframes *keyframes)
{
  guint kept = 1;

  double_stride (keyframes);
  for (guint i = 1; i < keyframes->lasting->len; i++)
    {
      Keyframe *keyframe = keyframe_at (keyframes, i);

      if (keyframe->stays || is_due (keyframes, keyframe->position))
        *keyframe_at (keyframes, kept++) = *keyframe;
      else
        g_rc_box_release (keyframe->state);
    }
  g_array_set_size (keyframes->lasting, kept);
}

static gboolean
is_over_budget (const RnnKeyframes *keyframes)
{
  return keyframes->lasting->len > MAX_KEYFRAMES
         || rnn_keyframes_memory (keyframes) + keyframes->taken
              > keyframes->budget;
}

static gboolean
can_thin (const RnnKeyframes *keyframes)
{
  for (guint i = 1; i < keyframes->lasting->len; i++)
    if (!keyframe_at (keyframes, i)->stays)
      return TRUE;
  return FALSE;
}

/* The first stays, and a stride is a number. */
static void
keep_within_budget (RnnKeyframes *keyframes)
{
  while (is_over_budget (keyframes) && can_thin (keyframes)
         && keyframes->epoch_stride <= G_MAXUINT32 / 2)
    thin (keyframes);
}

static void *
save (const RnnKeyframes *keyframes,
      const RnnLearner   *learner)
{
  void *state = g_rc_box_alloc (keyframes->state_size);

  rnn_learner_save_state (learner, state);
  return state;
}

static void
keep_lasting (RnnKeyframes     *keyframes,
              const RnnLearner *learner,
              RnnPosition       position,
              gboolean          stays)
{
  const RnnGoal here = { FALSE, position.update };
  guint count = count_until (keyframes, &here);
  Keyframe keyframe = { .position = position, .stays = stays };

  if (count > 0
      && keyframe_at (keyframes, count - 1)->position.update == position.update)
    {
      keyframe_at (keyframes, count - 1)->stays |= stays;
      return;
    }

  keyframe.state = save (keyframes, learner);
  g_array_insert_val (keyframes->lasting, count, keyframe);
  keep_within_budget (keyframes);
}

static void
keep_recent (RnnKeyframes     *keyframes,
             const RnnLearner *learner,
             RnnPosition       position)
{
  Keyframe *slot = &keyframes->recent[keyframes->next_recent];

  for (guint i = 0; i < keyframes->n_recent; i++)
    if (keyframes->recent[i].state != NULL
        && keyframes->recent[i].position.update == position.update)
      return;

  /* Another run may share what was there. */
  slot->position = position;
  g_clear_pointer (&slot->state, g_rc_box_release);
  slot->state = save (keyframes, learner);
  keyframes->next_recent = (keyframes->next_recent + 1) % keyframes->n_recent;
}

void
rnn_keyframes_keep (RnnKeyframes     *keyframes,
                    const RnnLearner *learner)
{
  RnnPosition position;

  g_return_if_fail (keyframes != NULL);
  g_return_if_fail (rnn_learner_state_size (learner) == keyframes->state_size);

  position = rnn_learner_position (learner);
  if (is_due (keyframes, position))
    keep_lasting (keyframes, learner, position, FALSE);
  else if (position.update % keyframes->recent_stride == 0
           && keyframes->n_recent > 0)
    keep_recent (keyframes, learner, position);
}

void
rnn_keyframes_keep_for_good (RnnKeyframes     *keyframes,
                             const RnnLearner *learner)
{
  g_return_if_fail (keyframes != NULL);
  g_return_if_fail (rnn_learner_state_size (learner) == keyframes->state_size);

  keep_lasting (keyframes, learner, rnn_learner_position (learner), TRUE);
}

const void *
rnn_keyframes_find (const RnnKeyframes *keyframes,
                    const RnnGoal      *goal,
                    RnnPosition        *position)
{
  const Keyframe *best = NULL;
  guint count;

  g_return_val_if_fail (keyframes != NULL, NULL);
  g_return_val_if_fail (goal != NULL, NULL);

  count = count_until (keyframes, goal);
  if (count > 0)
    best = keyframe_at (keyframes, count - 1);
  for (guint i = 0; i < keyframes->n_recent; i++)
    {
      const Keyframe *recent = &keyframes->recent[i];

      if (recent->state != NULL && !rnn_goal_passed (goal, recent->position)
          && (best == NULL || recent->position.update > best->position.update))
        best = recent;
    }

  if (best == NULL)
    return NULL;
  *position = best->position;
  return best->state;
}

void
rnn_keyframes_truncate (RnnKeyframes *keyframes,
                        guint64       update)
{
  const RnnGoal goal = { FALSE, update };
  guint count;

  g_return_if_fail (keyframes != NULL);

  count = count_until (keyframes, &goal);
  for (guint i = count; i < keyframes->lasting->len; i++)
    g_rc_box_release (keyframe_at (keyframes, i)->state);
  g_array_set_size (keyframes->lasting, count);

  for (guint i = 0; i < keyframes->n_recent; i++)
    if (keyframes->recent[i].position.update > update)
      g_clear_pointer (&keyframes->recent[i].state, g_rc_box_release);
}

static Keyframe
branch_keyframe (const Keyframe   *keyframe,
                 const RnnLearner *from,
                 const RnnLearner *to)
{
  Keyframe branch = { keyframe->position, NULL, keyframe->stays };

  if (rnn_learner_same_states (from, to))
    {
      branch.state = g_rc_box_acquire (keyframe->state);
    }
  else
    {
      branch.state = g_rc_box_alloc (rnn_learner_state_size (to));
      rnn_learner_convert_state (to, branch.state, from, keyframe->state);
    }
  return branch;
}

/* Larger states may leave room for fewer keyframes. */
RnnKeyframes *
rnn_keyframes_branch (const RnnKeyframes *keyframes,
                      guint64             update,
                      const RnnLearner   *from,
                      const RnnLearner   *to)
{
  const RnnGoal goal = { FALSE, update };
  RnnKeyframes *branch;
  guint count;

  g_return_val_if_fail (keyframes != NULL, NULL);
  g_return_val_if_fail (from != NULL && to != NULL, NULL);

  branch = g_new0 (RnnKeyframes, 1);
  *branch = *keyframes;
  branch->state_size = rnn_learner_state_size (to);
  branch->lasting = g_array_new (FALSE, FALSE, sizeof (Keyframe));
  count = count_until (keyframes, &goal);
  for (guint i = 0; i < count; i++)
    {
      Keyframe keyframe = branch_keyframe (keyframe_at (keyframes, i), from,
                                           to);

      g_array_append_val (branch->lasting, keyframe);
    }
  for (guint i = 0; i < MAX_RECENT; i++)
    {
      const Keyframe *recent = &keyframes->recent[i];

      branch->recent[i] = (Keyframe) { 0 };
      if (recent->state != NULL && recent->position.update <= update)
        branch->recent[i] = branch_keyframe (recent, from, to);
    }
  rnn_keyframes_set_budget (branch, keyframes->budget);
  return branch;
}

void
rnn_keyframes_set_budget (RnnKeyframes *keyframes,
                          gsize         budget)
{
  g_return_if_fail (keyframes != NULL);

  keyframes->budget = budget;
  keyframes->n_recent = count_recent (keyframes->state_size, budget);
  keyframes->next_recent = 0;
  for (guint i = keyframes->n_recent; i < MAX_RECENT; i++)
    g_clear_pointer (&keyframes->recent[i].state, g_rc_box_release);
  keep_within_budget (keyframes);
}

void
rnn_keyframes_set_taken (RnnKeyframes *keyframes,
                         gsize         bytes)
{
  g_return_if_fail (keyframes != NULL);

  keyframes->taken = bytes;
  keep_within_budget (keyframes);
}

gsize
rnn_keyframes_count (const RnnKeyframes *keyframes)
{
  g_return_val_if_fail (keyframes != NULL, 0);

  return keyframes->lasting->len;
}

gsize
rnn_keyframes_memory (const RnnKeyframes *keyframes)
{
  g_return_val_if_fail (keyframes != NULL, 0);

  return (keyframes->lasting->len + keyframes->n_recent)
         * keyframes->state_size;
}
