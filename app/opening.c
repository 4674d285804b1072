#include "app/opening.h"

#include "core/sample-text.h"

/* Of the whole, reading the experiment; the rest is its text. */
#define LOADING_SHARE 0.1

struct _UnrollOpening
{
  gatomicrefcount ref_count;
  int             cancel;     /* atomic */
  int             done;       /* atomic, of RNN_PROGRESS_WHOLE */

  /* Of the main thread, but while the other one is at it. */
  UnrollLoadFunc  load;
  gpointer        data;
  GDestroyNotify  destroy;
  RnnDataset     *at_hand;    /* or NULL */
};

void
unroll_opened_free (UnrollOpened *opened)
{
  g_return_if_fail (opened != NULL);

  rnn_spec_clear (&opened->spec);
  g_clear_pointer (&opened->saved, rnn_saved_state_unref);
  g_clear_pointer (&opened->dataset, rnn_dataset_unref);
  g_free (opened);
}

UnrollOpening *
unroll_opening_ref (UnrollOpening *opening)
{
  g_return_val_if_fail (opening != NULL, NULL);

  g_atomic_ref_count_inc (&opening->ref_count);

  return opening;
}

void
unroll_opening_unref (UnrollOpening *opening)
{
  g_return_if_fail (opening != NULL);

  if (!g_atomic_ref_count_dec (&opening->ref_count))
    return;

  if (opening->destroy != NULL)
    opening->destroy (opening->data);
  g_clear_pointer (&opening->at_hand, rnn_dataset_unref);
  g_free (opening);
}

static RnnDataset *
get_dataset (UnrollOpening      *opening,
             const RnnSpec      *spec,
             const RnnProgress  *progress,
             GError            **error)
{
  if (opening->at_hand != NULL && rnn_dataset_is_of (opening->at_hand, spec))
    return rnn_dataset_ref (opening->at_hand);

  return rnn_dataset_new_until (spec, progress, error);
}

static UnrollOpened *
open_all (UnrollOpening  *opening,
          GError        **error)
{
  const RnnProgress whole = { &opening->cancel, &opening->done };
  const RnnProgress loading = rnn_progress_part (&whole, 0.0, LOADING_SHARE);
  const RnnProgress reading = rnn_progress_part (&whole, LOADING_SHARE, 1.0);
  g_autoptr (UnrollOpened) opened = g_new0 (UnrollOpened, 1);
  g_auto (RnnSpec) start = { 0 };

  if (!opening->load (opening->data, &loading, &opened->spec, &opened->saved,
                      error)
      || !rnn_spec_check (&opened->spec, error))
    return NULL;

  rnn_progress_tell (&loading, 1.0);
  if (opened->saved != NULL)
    rnn_saved_state_start_spec (opened->saved, &start);
  else
    rnn_spec_copy (&start, &opened->spec);
  opened->dataset = get_dataset (opening, &start, &reading, error);
  if (opened->dataset == NULL)
    return NULL;

  if (rnn_progress_is_cancelled (&whole))
    {
      rnn_sample_text_refuse_cancelled (error);
      return NULL;
    }

  return g_steal_pointer (&opened);
}

static void
open_cb (GTask        *task,
         gpointer      source,
         gpointer      data,
         GCancellable *cancellable)
{
  GError *error = NULL;
  UnrollOpened *opened = open_all (data, &error);

  if (opened != NULL)
    g_task_return_pointer (task, opened, (GDestroyNotify) unroll_opened_free);
  else
    g_task_return_error (task, error);
}

UnrollOpening *
unroll_opening_new (UnrollLoadFunc       load,
                    gpointer             data,
                    GDestroyNotify       destroy,
                    RnnDataset          *at_hand,
                    gpointer             source,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  UnrollOpening *opening;
  g_autoptr (GTask) task = NULL;

  g_return_val_if_fail (load != NULL, NULL);

  opening = g_new0 (UnrollOpening, 1);
  g_atomic_ref_count_init (&opening->ref_count);
  opening->load = load;
  opening->data = data;
  opening->destroy = destroy;
  opening->at_hand = at_hand != NULL ? rnn_dataset_ref (at_hand) : NULL;

  task = g_task_new (source, NULL, callback, user_data);
  g_task_set_task_data (task, unroll_opening_ref (opening),
                        (GDestroyNotify) unroll_opening_unref);
  g_task_run_in_thread (task, open_cb);

  return opening;
}

UnrollOpened *
unroll_opening_finish (GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

double
unroll_opening_share (UnrollOpening *opening)
{
  g_return_val_if_fail (opening != NULL, 0.0);

  return (double) g_atomic_int_get (&opening->done) / RNN_PROGRESS_WHOLE;
}

void
unroll_opening_cancel (UnrollOpening *opening)
{
  g_return_if_fail (opening != NULL);

  g_atomic_int_set (&opening->cancel, TRUE);
}
