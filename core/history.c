#include "core/history.h"

#include <string.h>

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
  void       *state;
} Keyframe;

struct _RnnHistory
{
  gsize   state_size;
  gsize   budget;

  GArray *metrics;            /* of RnnMetrics */
  GArray *keyframes;          /* of Keyframe */
  guint32 batch_stride;       /* inside epochs; G_MAXUINT32: none */
  guint32 epoch_stride;

  Keyframe recent[MAX_RECENT]; /* in no order; state NULL: empty */
  guint    n_recent;           /* slots in use */
  guint    next_recent;
  guint    recent_stride;      /* in updates */

  GPtrArray *events;          /* of RnnEvent, owned */
  gsize      event_bytes;
};

RnnEvent *
rnn_event_new_settings (RnnPosition    position,
                        const RnnSpec *spec)
{
  RnnEvent *event;

  g_return_val_if_fail (spec != NULL, NULL);

  event = g_new0 (RnnEvent, 1);
  event->kind = RNN_EVENT_SETTINGS;
  event->position = position;
  event->spec = *spec;
  event->spec.title = NULL;
  event->spec.notes = NULL;
  event->spec.text = NULL;
  event->spec.file = NULL;
  return event;
}

RnnEvent *
rnn_event_new_parameters (RnnPosition  position,
                          const float *parameters,
                          gsize        n_parameters)
{
  RnnEvent *event;

  g_return_val_if_fail (parameters != NULL, NULL);

  event = g_new0 (RnnEvent, 1);
  event->kind = RNN_EVENT_PARAMETERS;
  event->position = position;
  event->n_parameters = n_parameters;
  event->parameters = g_memdup2 (parameters, n_parameters * sizeof (float));
  return event;
}

void
rnn_event_free (RnnEvent *event)
{
  if (event == NULL)
    return;
  g_free (event->parameters);
  g_free (event);
}

static gsize
event_bytes (const RnnEvent *event)
{
  return sizeof *event + event->n_parameters * sizeof (float);
}

static guint
count_recent (gsize state_size,
              gsize budget)
{
  gsize n_states = budget / state_size;

  if (n_states < LEAST_STATES)
    return 0;
  return CLAMP (n_states / RECENT_SHARE, 2, MAX_RECENT);
}

RnnHistory *
rnn_history_new (gsize  state_size,
                 gsize  budget,
                 double update_work)
{
  RnnHistory *history;

  g_return_val_if_fail (state_size > 0, NULL);
  g_return_val_if_fail (update_work > 0.0, NULL);

  history = g_new0 (RnnHistory, 1);
  history->state_size = state_size;
  history->budget = budget;
  history->metrics = g_array_new (FALSE, FALSE, sizeof (RnnMetrics));
  history->keyframes = g_array_new (FALSE, FALSE, sizeof (Keyframe));
  history->batch_stride = 1;
  history->epoch_stride = 1;
  history->n_recent = count_recent (state_size, budget);
  history->recent_stride =
    CLAMP (RECENT_WORK / update_work, 1, MAX_RECENT_STRIDE);
  history->events =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rnn_event_free);
  return history;
}

void
rnn_history_free (RnnHistory *history)
{
  if (history == NULL)
    return;
  for (guint i = 0; i < history->keyframes->len; i++)
    g_free (g_array_index (history->keyframes, Keyframe, i).state);
  for (guint i = 0; i < MAX_RECENT; i++)
    g_free (history->recent[i].state);
  g_array_unref (history->metrics);
  g_array_unref (history->keyframes);
  g_ptr_array_unref (history->events);
  g_free (history);
}

void
rnn_history_add_metrics (RnnHistory       *history,
                         const RnnMetrics *metrics)
{
  g_return_if_fail (history != NULL);
  g_return_if_fail (metrics->epoch == history->metrics->len + 1);

  g_array_append_val (history->metrics, *metrics);
}

const RnnMetrics *
rnn_history_metrics (const RnnHistory *history,
                     gsize            *n_metrics)
{
  g_return_val_if_fail (history != NULL, NULL);

  *n_metrics = history->metrics->len;
  return (const RnnMetrics *) (gpointer) history->metrics->data;
}

/* Keyframes ----------------------------------------------------------------- */

static Keyframe *
keyframe_at (const RnnHistory *history,
             guint             index)
{
  return &g_array_index (history->keyframes, Keyframe, index);
}

/* The number of keyframes at or before @update. */
static guint
count_until (const RnnHistory *history,
             guint64           update)
{
  guint low = 0, high = history->keyframes->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (keyframe_at (history, middle)->position.update <= update)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
is_due (const RnnHistory *history,
        RnnPosition       position)
{
  if (position.batch != 0)
    return position.batch % history->batch_stride == 0;
  return position.epoch % history->epoch_stride == 0;
}

/* Doubles the stride inside the epochs, or, when nothing is left there, that
 * between them. */
static void
double_stride (RnnHistory *history)
{
  guint32 last_batch = 0;

  for (guint i = 0; i < history->keyframes->len; i++)
    last_batch = MAX (last_batch, keyframe_at (history, i)->position.batch);

  if (last_batch == 0)
    {
      history->batch_stride = G_MAXUINT32;
      history->epoch_stride *= 2;
    }
  else
    {
      history->batch_stride *= 2;
    }
}

static void
thin (RnnHistory *history)
{
  guint kept = 1;

  /* A stride beyond every epoch there can be: only the first is left. */
  if (history->epoch_stride > G_MAXUINT32 / 2)
    return;

  double_stride (history);
  for (guint i = 1; i < history->keyframes->len; i++)
    {
      Keyframe *keyframe = keyframe_at (history, i);

      if (is_due (history, keyframe->position))
        *keyframe_at (history, kept++) = *keyframe;
      else
        g_free (keyframe->state);
    }
  g_array_set_size (history->keyframes, kept);
}

static void
keep_within_budget (RnnHistory *history)
{
  while (history->keyframes->len > 1
         && (history->keyframes->len > MAX_KEYFRAMES
             || rnn_history_memory (history) > history->budget)
         && history->epoch_stride <= G_MAXUINT32 / 2)
    thin (history);
}

static void *
save (const RnnHistory *history,
      const RnnLearner *learner)
{
  void *state = g_malloc (history->state_size);

  rnn_learner_save_state (learner, state);
  return state;
}

static void
keep_lasting (RnnHistory       *history,
              const RnnLearner *learner,
              RnnPosition       position)
{
  guint count = count_until (history, position.update);
  Keyframe keyframe;

  if (count > 0
      && keyframe_at (history, count - 1)->position.update == position.update)
    return;

  keyframe.position = position;
  keyframe.state = save (history, learner);
  g_array_insert_val (history->keyframes, count, keyframe);
  keep_within_budget (history);
}

static void
keep_recent (RnnHistory       *history,
             const RnnLearner *learner,
             RnnPosition       position)
{
  Keyframe *slot = &history->recent[history->next_recent];

  for (guint i = 0; i < history->n_recent; i++)
    if (history->recent[i].state != NULL
        && history->recent[i].position.update == position.update)
      return;

  slot->position = position;
  if (slot->state == NULL)
    slot->state = save (history, learner);
  else
    rnn_learner_save_state (learner, slot->state);
  history->next_recent = (history->next_recent + 1) % history->n_recent;
}

void
rnn_history_keep (RnnHistory       *history,
                  const RnnLearner *learner)
{
  RnnPosition position;

  g_return_if_fail (history != NULL);
  g_return_if_fail (rnn_learner_state_size (learner) == history->state_size);

  position = rnn_learner_position (learner);
  if (is_due (history, position))
    keep_lasting (history, learner, position);
  else if (position.update % history->recent_stride == 0
           && history->n_recent > 0)
    keep_recent (history, learner, position);
}

/* The later one of @best (nullable) and the recent ones up to @update. */
static const Keyframe *
find_recent (const RnnHistory *history,
             guint64           update,
             const Keyframe   *best)
{
  for (guint i = 0; i < history->n_recent; i++)
    {
      const Keyframe *recent = &history->recent[i];

      if (recent->state != NULL && recent->position.update <= update
          && (best == NULL || recent->position.update > best->position.update))
        best = recent;
    }
  return best;
}

const void *
rnn_history_find_update (const RnnHistory *history,
                         guint64           update,
                         RnnPosition      *position)
{
  const Keyframe *best = NULL;
  guint count;

  g_return_val_if_fail (history != NULL, NULL);

  count = count_until (history, update);
  if (count > 0)
    best = keyframe_at (history, count - 1);
  best = find_recent (history, update, best);
  if (best == NULL)
    return NULL;
  *position = best->position;
  return best->state;
}

const void *
rnn_history_find_epoch (const RnnHistory *history,
                        guint32           epoch,
                        RnnPosition      *position)
{
  guint64 update = 0;

  g_return_val_if_fail (history != NULL, NULL);

  /* The number of updates at the end of an epoch is not known, as the batch
   * size may have changed on the way; the keyframes' positions tell enough. */
  for (guint i = 0; i < history->keyframes->len + history->n_recent; i++)
    {
      const Keyframe *keyframe =
        i < history->keyframes->len
          ? keyframe_at (history, i)
          : &history->recent[i - history->keyframes->len];

      if (keyframe->state != NULL
          && (keyframe->position.epoch < epoch
              || (keyframe->position.epoch == epoch
                  && keyframe->position.batch == 0)))
        update = MAX (update, keyframe->position.update);
    }
  return rnn_history_find_update (history, update, position);
}

gsize
rnn_history_n_keyframes (const RnnHistory *history)
{
  g_return_val_if_fail (history != NULL, 0);

  return history->keyframes->len;
}

/* Events -------------------------------------------------------------------- */

const RnnEvent *
rnn_history_event (const RnnHistory *history,
                   gsize             index)
{
  g_return_val_if_fail (history != NULL, NULL);
  g_return_val_if_fail (index < history->events->len, NULL);

  return g_ptr_array_index (history->events, index);
}

gsize
rnn_history_n_events (const RnnHistory *history)
{
  g_return_val_if_fail (history != NULL, 0);

  return history->events->len;
}

static void
remove_event (RnnHistory *history,
              guint       index)
{
  history->event_bytes -= event_bytes (rnn_history_event (history, index));
  g_ptr_array_remove_index (history->events, index);
}

void
rnn_history_add_event (RnnHistory *history,
                       RnnEvent   *event)
{
  g_return_if_fail (history != NULL);
  g_return_if_fail (event != NULL);

  for (guint i = history->events->len; i > 0; i--)
    {
      const RnnEvent *known = rnn_history_event (history, i - 1);

      g_return_if_fail (known->position.update <= event->position.update);
      if (known->position.update < event->position.update)
        break;
      if (known->kind == event->kind)
        {
          remove_event (history, i - 1);
          break;
        }
    }
  g_ptr_array_add (history->events, event);
  history->event_bytes += event_bytes (event);
  keep_within_budget (history);
}

void
rnn_history_truncate (RnnHistory *history,
                      RnnPosition position)
{
  guint count;

  g_return_if_fail (history != NULL);

  if (history->metrics->len > position.epoch)
    g_array_set_size (history->metrics, position.epoch);

  count = count_until (history, position.update);
  for (guint i = count; i < history->keyframes->len; i++)
    g_free (keyframe_at (history, i)->state);
  g_array_set_size (history->keyframes, count);

  for (guint i = 0; i < history->n_recent; i++)
    if (history->recent[i].position.update > position.update)
      g_clear_pointer (&history->recent[i].state, g_free);

  while (history->events->len > 0
         && rnn_history_event (history, history->events->len - 1)
              ->position.update > position.update)
    remove_event (history, history->events->len - 1);
}

gsize
rnn_history_memory (const RnnHistory *history)
{
  gsize n_states;

  g_return_val_if_fail (history != NULL, 0);

  n_states = history->keyframes->len + history->n_recent;
  return n_states * history->state_size + history->event_bytes;
}
