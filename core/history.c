#include "core/history.h"

struct _RnnHistory
{
  RnnSeries    *series;
  RnnKeyframes *keyframes;
  GPtrArray    *events;       /* of RnnEvent, owned */
  gsize         event_bytes;
};

static RnnEvent *
new_event (RnnEventKind   kind,
           RnnPosition    position,
           const RnnSpec *spec)
{
  RnnEvent *event = g_new0 (RnnEvent, 1);

  event->kind = kind;
  event->position = position;
  event->spec = rnn_spec_numbers (spec);
  return event;
}

RnnEvent *
rnn_event_new_settings (RnnPosition    position,
                        const RnnSpec *spec)
{
  g_return_val_if_fail (spec != NULL, NULL);

  return new_event (RNN_EVENT_SETTINGS, position, spec);
}

RnnEvent *
rnn_event_new_branch (RnnPosition    position,
                      const RnnSpec *spec)
{
  g_return_val_if_fail (spec != NULL, NULL);

  return new_event (RNN_EVENT_BRANCH, position, spec);
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

RnnHistory *
rnn_history_new (RnnKeyframes *keyframes)
{
  RnnHistory *history;

  g_return_val_if_fail (keyframes != NULL, NULL);

  history = g_new0 (RnnHistory, 1);
  history->series = rnn_series_new ();
  history->keyframes = keyframes;
  history->events =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rnn_event_free);
  return history;
}

RnnEvent *
rnn_event_copy (const RnnEvent *event)
{
  RnnEvent *copy;

  g_return_val_if_fail (event != NULL, NULL);

  copy = g_new (RnnEvent, 1);

  *copy = *event;
  copy->parameters =
    g_memdup2 (event->parameters, event->n_parameters * sizeof (float));
  return copy;
}

RnnHistory *
rnn_history_branch (const RnnHistory *history,
                    RnnPosition       position,
                    RnnKeyframes     *keyframes)
{
  RnnHistory *branch;

  g_return_val_if_fail (history != NULL, NULL);

  branch = rnn_history_new (keyframes);
  rnn_series_follow (branch->series, history->series);
  rnn_series_truncate (branch->series, position.epoch);
  for (guint i = 0; i < history->events->len; i++)
    {
      const RnnEvent *event = rnn_history_event (history, i);

      if (event->position.update > position.update)
        break;
      g_ptr_array_add (branch->events, rnn_event_copy (event));
      branch->event_bytes += event_bytes (event);
    }
  rnn_keyframes_set_taken (keyframes, branch->event_bytes);
  return branch;
}

void
rnn_history_restore (RnnHistory      *history,
                     const RnnSeries *metrics,
                     GPtrArray       *events)
{
  g_return_if_fail (history != NULL && metrics != NULL && events != NULL);
  g_return_if_fail (history->events->len == 0);

  rnn_series_follow (history->series, metrics);
  for (guint i = 0; i < events->len; i++)
    {
      RnnEvent *event = rnn_event_copy (g_ptr_array_index (events, i));

      g_ptr_array_add (history->events, event);
      history->event_bytes += event_bytes (event);
    }
  rnn_keyframes_set_taken (history->keyframes, history->event_bytes);
}

void
rnn_history_free (RnnHistory *history)
{
  if (history == NULL)
    return;
  rnn_series_free (history->series);
  rnn_keyframes_free (history->keyframes);
  g_ptr_array_unref (history->events);
  g_free (history);
}

RnnKeyframes *
rnn_history_keyframes (const RnnHistory *history)
{
  g_return_val_if_fail (history != NULL, NULL);

  return history->keyframes;
}

void
rnn_history_add_metrics (RnnHistory       *history,
                         const RnnMetrics *metrics)
{
  g_return_if_fail (history != NULL);

  rnn_series_add (history->series, metrics);
}

const RnnSeries *
rnn_history_series (const RnnHistory *history)
{
  g_return_val_if_fail (history != NULL, NULL);

  return history->series;
}

/* Events ------------------------------------------------------------------- */

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
  rnn_keyframes_set_taken (history->keyframes, history->event_bytes);
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
      if (known->kind == event->kind && event->kind != RNN_EVENT_BRANCH)
        {
          remove_event (history, i - 1);
          break;
        }
    }
  g_ptr_array_add (history->events, event);
  history->event_bytes += event_bytes (event);
  rnn_keyframes_set_taken (history->keyframes, history->event_bytes);
}

void
rnn_history_truncate (RnnHistory *history,
                      RnnPosition position)
{
  g_return_if_fail (history != NULL);

  rnn_series_truncate (history->series, position.epoch);
  rnn_keyframes_truncate (history->keyframes, position.update);
  while (history->events->len > 0
         && rnn_history_event (history, history->events->len - 1)
              ->position.update > position.update)
    remove_event (history, history->events->len - 1);
}

gsize
rnn_history_memory (const RnnHistory *history)
{
  g_return_val_if_fail (history != NULL, 0);

  return rnn_keyframes_memory (history->keyframes) + history->event_bytes;
}
