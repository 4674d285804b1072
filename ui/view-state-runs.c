#include "ui/view-state-private.h"

static guint
find_place (const RnnRunList *list,
            guint64           run)
{
  guint i = 0;

  while (i < list->n && list->runs[i].number != run)
    i++;

  return i;
}

static gboolean
is_same (const RnnRunList *a,
         const RnnRunList *b)
{
  if (a->n != b->n || a->at_hand != b->at_hand || a->deleted != b->deleted
      || a->companion != b->companion)
    return FALSE;

  for (guint i = 0; i < a->n; i++)
    if (a->runs[i].number != b->runs[i].number
        || !g_str_equal (a->runs[i].name, b->runs[i].name))
      return FALSE;

  return TRUE;
}

/* The least that no other run has. */
static guint
free_look (UnrollViewState *self)
{
  guint look = 0;

  for (guint i = 0; i < self->runs.n; i++)
    if (self->run_series[i] != NULL && self->run_looks[i] == look)
      {
        look++;
        i = G_MAXUINT;
      }

  return look;
}

/* Runs that stay keep their rows and their look. */
static void
take_list (UnrollViewState  *self,
           const RnnRunList *runs)
{
  RnnSeries *series[RNN_MAX_RUNS] = { NULL };
  guint looks[RNN_MAX_RUNS] = { 0 };

  for (guint i = 0; i < self->runs.n; i++)
    {
      guint place = find_place (runs, self->runs.runs[i].number);

      if (place < runs->n)
        {
          series[place] = self->run_series[i];
          looks[place] = self->run_looks[i];
        }
      else
        {
          rnn_series_free (self->run_series[i]);
        }
    }

  rnn_run_list_clear (&self->runs);
  rnn_run_list_copy (&self->runs, runs);
  for (guint i = 0; i < RNN_MAX_RUNS; i++)
    {
      self->run_series[i] = series[i];
      self->run_looks[i] = looks[i];
    }
}

static void
add_new (UnrollViewState *self)
{
  for (guint i = 0; i < self->runs.n; i++)
    if (self->run_series[i] == NULL)
      {
        self->run_looks[i] = free_look (self);
        self->run_series[i] = rnn_series_new ();
      }
}

const RnnRunList *
unroll_view_state_get_runs (UnrollViewState *self)
{
  g_return_val_if_fail (UNROLL_IS_VIEW_STATE (self), NULL);

  return &self->runs;
}

void
unroll_view_state_set_runs (UnrollViewState  *self,
                            const RnnRunList *runs)
{
  guint place;

  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));
  g_return_if_fail (runs != NULL);

  if (is_same (&self->runs, runs))
    return;

  g_object_freeze_notify (G_OBJECT (self));
  take_list (self, runs);
  add_new (self);
  place = find_place (runs, runs->at_hand);
  if (place < runs->n)
    unroll_view_state_set_series (self, self->run_series[place]);
  g_object_notify (G_OBJECT (self), "runs");
  g_object_thaw_notify (G_OBJECT (self));
}

const RnnSeries *
unroll_view_state_get_run_series (UnrollViewState *self,
                                  guint64          run,
                                  guint           *look)
{
  guint place;

  g_return_val_if_fail (UNROLL_IS_VIEW_STATE (self), NULL);

  place = find_place (&self->runs, run);
  g_return_val_if_fail (place < self->runs.n, NULL);

  if (look != NULL)
    *look = self->run_looks[place];

  return self->run_series[place];
}

void
unroll_view_state_add_runs (UnrollViewState *self,
                            PaintCurveData  *data)
{
  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));
  g_return_if_fail (data != NULL);

  paint_curve_data_set_runs (data, &self->runs,
                             (const RnnSeries *const *) self->run_series,
                             self->run_looks);
}

void
unroll_view_state_set_run_series (UnrollViewState *self,
                                  guint64          run,
                                  const RnnSeries *series)
{
  guint place;

  g_return_if_fail (UNROLL_IS_VIEW_STATE (self));
  g_return_if_fail (series != NULL);

  place = find_place (&self->runs, run);
  if (place == self->runs.n
      || !rnn_series_follow (self->run_series[place], series))
    return;

  if (run == self->runs.at_hand)
    unroll_view_state_set_series (self, series);
  else
    g_object_notify (G_OBJECT (self), "runs");
}
