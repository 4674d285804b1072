#include "app/touch-history.h"

typedef struct
{
  RnnInterventions as_if;     /* from this step on */
  gsize            weight;    /* that it set; or none */
  RnnInterventions kept;      /* whose weights it made real; or none */
  RnnInterventions real;      /* what those had been */
} Step;

struct _UnrollTouchHistory
{
  GArray *steps;              /* of Step; the first is the untouched picture */
  guint   now;                /* the one in force */
  gint64  time;               /* of the last one */
};

#define MAX_STEPS 200
#define SAME_STEP_TIME G_USEC_PER_SEC

static Step *
step_at (const UnrollTouchHistory *history,
         guint                     index)
{
  return &g_array_index (history->steps, Step, index);
}

UnrollTouchHistory *
unroll_touch_history_new (void)
{
  UnrollTouchHistory *history = g_new0 (UnrollTouchHistory, 1);

  history->steps = g_array_new (FALSE, TRUE, sizeof (Step));
  unroll_touch_history_clear (history);

  return history;
}

void
unroll_touch_history_free (UnrollTouchHistory *history)
{
  g_return_if_fail (history != NULL);

  g_array_unref (history->steps);
  g_free (history);
}

void
unroll_touch_history_clear (UnrollTouchHistory *history)
{
  g_return_if_fail (history != NULL);

  g_array_set_size (history->steps, 0);
  g_array_set_size (history->steps, 1);
  history->now = 0;
  history->time = 0;
}

const RnnInterventions *
unroll_touch_history_now (const UnrollTouchHistory *history)
{
  g_return_val_if_fail (history != NULL, NULL);

  return &step_at (history, history->now)->as_if;
}

/* The untouched picture stays the first. */
static void
add_step (UnrollTouchHistory *history,
          const Step         *step)
{
  g_array_set_size (history->steps, history->now + 1);
  if (history->steps->len > MAX_STEPS)
    g_array_remove_index (history->steps, 1);
  g_array_append_vals (history->steps, step, 1);
  history->now = history->steps->len - 1;
}

void
unroll_touch_history_add (UnrollTouchHistory     *history,
                          const RnnInterventions *as_if,
                          gsize                   weight,
                          gint64                  time)
{
  const Step step = { *as_if, weight };
  Step *last;

  g_return_if_fail (history != NULL);
  g_return_if_fail (as_if != NULL);

  last = step_at (history, history->now);
  if (history->now > 0 && weight != UNROLL_TOUCH_NO_WEIGHT 
      && last->weight == weight && time - history->time < SAME_STEP_TIME)
    {
      g_array_set_size (history->steps, history->now + 1);
      last->as_if = *as_if;
    }
  else
    {
      add_step (history, &step);
    }
  history->time = time;
}

/* All but the weights of @kept that are still as they are there. */
static RnnInterventions
without (const RnnInterventions *as_if,
         const RnnInterventions *kept)
{
  RnnInterventions others = { 0 };

  for (guint i = 0; i < as_if->n; i++)
    {
      const RnnIntervention *one = &as_if->list[i];
      float value;

      if (one->kind != RNN_INTERVENTION_WEIGHT
          || !rnn_interventions_edits (kept, one->index, &value)
          || value != one->value)
        others.list[others.n++] = *one;
    }

  return others;
}

void
unroll_touch_history_keep (UnrollTouchHistory     *history,
                           const RnnInterventions *kept,
                           const RnnInterventions *real)
{
  Step step = { .weight = UNROLL_TOUCH_NO_WEIGHT };

  g_return_if_fail (history != NULL);
  g_return_if_fail (kept != NULL && real != NULL);

  step.as_if = without (unroll_touch_history_now (history), kept);
  step.kept = *kept;
  step.real = *real;
  add_step (history, &step);
}

gboolean
unroll_touch_history_kept (const UnrollTouchHistory *history,
                           RnnInterventions         *kept,
                           RnnInterventions         *real)
{
  const Step *step;

  g_return_val_if_fail (history != NULL, FALSE);
  g_return_val_if_fail (kept != NULL && real != NULL, FALSE);

  step = step_at (history, history->now);
  *kept = step->kept;
  *real = step->real;

  return step->kept.n > 0;
}

gboolean
unroll_touch_history_undo (UnrollTouchHistory *history)
{
  g_return_val_if_fail (history != NULL, FALSE);

  if (history->now == 0)
    return FALSE;

  history->now--;
  history->time = 0;

  return TRUE;
}

gboolean
unroll_touch_history_redo (UnrollTouchHistory *history)
{
  g_return_val_if_fail (history != NULL, FALSE);

  if (history->now + 1 == history->steps->len)
    return FALSE;

  history->now++;
  history->time = 0;

  return TRUE;
}

void
unroll_touch_history_drop (UnrollTouchHistory *history)
{
  g_return_if_fail (history != NULL);

  if (unroll_touch_history_undo (history))
    g_array_set_size (history->steps, history->now + 1);
}

gboolean
unroll_touch_history_can_undo (const UnrollTouchHistory *history)
{
  g_return_val_if_fail (history != NULL, FALSE);

  return history->now > 0;
}

gboolean
unroll_touch_history_can_redo (const UnrollTouchHistory *history)
{
  g_return_val_if_fail (history != NULL, FALSE);

  return history->now + 1 < history->steps->len;
}
