#include "ui/setting-history.h"

struct _UnrollSettingHistory
{
  GPtrArray *steps;           /* GPtrArray of UnrollSettingChange */
  guint      done;            /* how many of them are in force */
  gint64     time;            /* of the last one */
};

#define MAX_STEPS 200
#define SAME_STEP_TIME G_USEC_PER_SEC

static void
change_free (gpointer data)
{
  UnrollSettingChange *change = data;

  g_free (change->name);
  g_ref_string_release (change->before);
  g_ref_string_release (change->after);
  g_free (change);
}

UnrollSettingHistory *
unroll_setting_history_new (void)
{
  UnrollSettingHistory *history = g_new0 (UnrollSettingHistory, 1);

  history->steps
    = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

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

GPtrArray *
unroll_setting_changes_new (void)
{
  return g_ptr_array_new_with_free_func (change_free);
}

void
unroll_setting_changes_add (GPtrArray  *changes,
                            const char *name,
                            GRefString *before,
                            GRefString *after)
{
  UnrollSettingChange *change;

  g_return_if_fail (changes != NULL);
  g_return_if_fail (name != NULL && before != NULL && after != NULL);

  if (g_str_equal (before, after))
    return;

  change = g_new (UnrollSettingChange, 1);
  change->name = g_strdup (name);
  change->before = g_ref_string_acquire (before);
  change->after = g_ref_string_acquire (after);
  g_ptr_array_add (changes, change);
}

/* TRUE when @changes only goes on with what the last step did. */
static gboolean
merge (UnrollSettingHistory *history,
       const GPtrArray      *changes,
       gint64                time)
{
  const GPtrArray *last;
  UnrollSettingChange *old, *new;

  if (history->done == 0 || changes->len != 1
      || time - history->time >= SAME_STEP_TIME)
    return FALSE;

  last = g_ptr_array_index (history->steps, history->done - 1);
  if (last->len != 1)
    return FALSE;

  old = g_ptr_array_index (last, 0);
  new = g_ptr_array_index (changes, 0);
  if (!g_str_equal (old->name, new->name))
    return FALSE;

  g_ref_string_release (old->after);
  old->after = g_ref_string_acquire (new->after);

  return TRUE;
}

void
unroll_setting_history_add (UnrollSettingHistory *history,
                            GPtrArray            *changes,
                            gint64                time)
{
  g_autoptr (GPtrArray) owned = changes;

  g_return_if_fail (history != NULL);
  g_return_if_fail (changes != NULL);

  if (changes->len == 0)
    return;

  g_ptr_array_set_size (history->steps, history->done);
  if (!merge (history, changes, time))
    {
      if (history->done == MAX_STEPS)
        g_ptr_array_remove_index (history->steps, 0);
      g_ptr_array_add (history->steps, g_steal_pointer (&owned));
      history->done = history->steps->len;
    }
  history->time = time;
}

const GPtrArray *
unroll_setting_history_undo (UnrollSettingHistory *history)
{
  g_return_val_if_fail (history != NULL, NULL);

  if (history->done == 0)
    return NULL;

  history->time = 0;

  return g_ptr_array_index (history->steps, --history->done);
}

const GPtrArray *
unroll_setting_history_redo (UnrollSettingHistory *history)
{
  g_return_val_if_fail (history != NULL, NULL);

  if (history->done == history->steps->len)
    return NULL;

  history->time = 0;

  return g_ptr_array_index (history->steps, history->done++);
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
