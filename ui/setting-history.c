#include "ui/setting-history.h"

typedef struct
{
  RnnSpec before;
  RnnSpec after;
} Step;

struct _UnrollSettingHistory
{
  GPtrArray *steps;           /* of Step */
  guint      done;            /* how many of them are in force */
  gint64     time;            /* of the last one */
};

#define MAX_STEPS 200
#define SAME_STEP_TIME G_USEC_PER_SEC

static void
step_free (gpointer data)
{
  Step *step = data;

  rnn_spec_clear (&step->before);
  rnn_spec_clear (&step->after);
  g_free (step);
}

UnrollSettingHistory *
unroll_setting_history_new (void)
{
  UnrollSettingHistory *history = g_new0 (UnrollSettingHistory, 1);

  history->steps = g_ptr_array_new_with_free_func (step_free);

  return history;
}

void
unroll_setting_history_free (UnrollSettingHistory *history)
{
  g_return_if_fail (history != NULL);

  g_ptr_array_unref (history->steps);
  g_free (history);
}

void
unroll_setting_history_clear (UnrollSettingHistory *history)
{
  g_return_if_fail (history != NULL);

  g_ptr_array_set_size (history->steps, 0);
  history->done = 0;
}

/* The only setting in which @before and @after differ; NULL when there are more
 * of them, or none. */
static const RnnSetting *
only_change (const RnnSpec *before,
             const RnnSpec *after)
{
  gsize n;
  const RnnSetting *settings = rnn_settings (&n);
  const RnnSetting *found = NULL;

  for (gsize i = 0; i < n; i++)
    if (!rnn_setting_equal (&settings[i], before, after))
      {
        if (found != NULL)
          return NULL;
        found = &settings[i];
      }

  return found;
}

/* TRUE when the step only goes on with what the last one did. */
static gboolean
merge (UnrollSettingHistory *history,
       const RnnSpec        *before,
       const RnnSpec        *after,
       gint64                time)
{
  const RnnSetting *setting = only_change (before, after);
  Step *last;

  if (history->done == 0 || setting == NULL
      || time - history->time >= SAME_STEP_TIME)
    return FALSE;

  last = g_ptr_array_index (history->steps, history->done - 1);
  if (only_change (&last->before, &last->after) != setting)
    return FALSE;

  rnn_spec_take (&last->after, setting, after);

  return TRUE;
}

static Step *
step_new (const RnnSpec *before,
          const RnnSpec *after)
{
  Step *step = g_new0 (Step, 1);

  rnn_spec_copy (&step->before, before);
  rnn_spec_copy (&step->after, after);

  return step;
}

void
unroll_setting_history_add (UnrollSettingHistory *history,
                            const RnnSpec        *before,
                            const RnnSpec        *after,
                            gint64                time)
{
  g_return_if_fail (history != NULL);
  g_return_if_fail (before != NULL && after != NULL);

  if (rnn_spec_equal (before, after))
    return;

  g_ptr_array_set_size (history->steps, history->done);
  if (!merge (history, before, after, time))
    {
      if (history->done == MAX_STEPS)
        g_ptr_array_remove_index (history->steps, 0);
      g_ptr_array_add (history->steps, step_new (before, after));
      history->done = history->steps->len;
    }
  history->time = time;
}

/* What differs between @from and @to becomes in @spec as it is in @to. */
static void
follow (RnnSpec       *spec,
        const RnnSpec *from,
        const RnnSpec *to)
{
  gsize n;
  const RnnSetting *settings = rnn_settings (&n);

  for (gsize i = 0; i < n; i++)
    if (!rnn_setting_equal (&settings[i], from, to))
      rnn_spec_take (spec, &settings[i], to);
}

gboolean
unroll_setting_history_undo (UnrollSettingHistory *history,
                             RnnSpec              *spec)
{
  const Step *step;

  g_return_val_if_fail (history != NULL && spec != NULL, FALSE);

  if (history->done == 0)
    return FALSE;

  history->time = 0;
  step = g_ptr_array_index (history->steps, --history->done);
  follow (spec, &step->after, &step->before);

  return TRUE;
}

gboolean
unroll_setting_history_redo (UnrollSettingHistory *history,
                             RnnSpec              *spec)
{
  const Step *step;

  g_return_val_if_fail (history != NULL && spec != NULL, FALSE);

  if (history->done == history->steps->len)
    return FALSE;

  history->time = 0;
  step = g_ptr_array_index (history->steps, history->done++);
  follow (spec, &step->before, &step->after);

  return TRUE;
}

gboolean
unroll_setting_history_can_undo (const UnrollSettingHistory *history)
{
  g_return_val_if_fail (history != NULL, FALSE);

  return history->done > 0;
}

gboolean
unroll_setting_history_can_redo (const UnrollSettingHistory *history)
{
  g_return_val_if_fail (history != NULL, FALSE);

  return history->done < history->steps->len;
}
