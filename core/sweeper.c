#include "core/sweeper.h"

#include <pthread.h>

/* Some reports a second are enough to watch. */
#define REPORT_INTERVAL (G_USEC_PER_SEC / 15)

typedef struct
{
  GSource     source;
  RnnSweeper *sweeper;
} Source;

struct _RnnSweeper
{
  RnnSpec            spec;
  guint              n_seeds;
  RnnSweeperReceiver receiver;
  gpointer           data;
  GSource           *source;
  pthread_t          thread;
  int                cancel;  /* atomic */

  pthread_mutex_t    lock;
  RnnSweepReport    *report;  /* the latest that was not delivered; under it */
  GError            *error;   /* and this */
  gboolean           done;    /* and this */
  gboolean           news;    /* and this: there is something to deliver */
};

static void
post (RnnSweeper     *sweeper,
      RnnSweepReport *report,
      gboolean        done,
      GError         *error)
{
  g_autoptr (RnnSweepReport) dropped = NULL;

  pthread_mutex_lock (&sweeper->lock);
  if (report != NULL)
    {
      dropped = sweeper->report;
      sweeper->report = report;
    }
  sweeper->error = error;
  sweeper->done = done;
  sweeper->news = TRUE;
  pthread_mutex_unlock (&sweeper->lock);
  g_source_set_ready_time (sweeper->source, 0);
}

static gpointer
sweep_thread (gpointer data)
{
  RnnSweeper *sweeper = data;
  GError *error = NULL;
  g_autoptr (RnnSweep) sweep = NULL;
  gint64 due = 0;

  sweep = rnn_sweep_new (&sweeper->spec, sweeper->n_seeds, &sweeper->cancel,
                         &error);
  while (error == NULL && !rnn_sweep_is_done (sweep))
    {
      rnn_sweep_next (sweep, &sweeper->cancel, &error);
      if (error == NULL && g_get_monotonic_time () >= due)
        {
          post (sweeper, rnn_sweep_report (sweep), FALSE, NULL);
          due = g_get_monotonic_time () + REPORT_INTERVAL;
        }
    }
  post (sweeper, sweep != NULL ? rnn_sweep_report (sweep) : NULL, TRUE, error);

  return NULL;
}

static gboolean
dispatch_cb (GSource     *source,
             GSourceFunc  callback,
             gpointer     unused)
{
  RnnSweeper *sweeper = ((Source *) source)->sweeper;
  g_autoptr (RnnSweepReport) report = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done, news;

  /* First this, then what there is: what comes in between wakes it again. */
  g_source_set_ready_time (source, -1);
  pthread_mutex_lock (&sweeper->lock);
  report = g_steal_pointer (&sweeper->report);
  error = g_steal_pointer (&sweeper->error);
  done = sweeper->done;
  news = sweeper->news;
  sweeper->news = FALSE;
  pthread_mutex_unlock (&sweeper->lock);
  if (news)
    sweeper->receiver (report, done, error, sweeper->data);

  return G_SOURCE_CONTINUE;
}

RnnSweeper *
rnn_sweeper_new (GMainContext       *context,
                 const RnnSpec      *spec,
                 guint               n_seeds,
                 RnnSweeperReceiver  receiver,
                 gpointer            data)
{
  static const GSourceFuncs functions = { .dispatch = dispatch_cb };
  RnnSweeper *sweeper;
  int result;

  g_return_val_if_fail (spec != NULL, NULL);
  g_return_val_if_fail (receiver != NULL, NULL);

  sweeper = g_new0 (RnnSweeper, 1);
  rnn_spec_copy (&sweeper->spec, spec);
  sweeper->n_seeds = n_seeds;
  sweeper->receiver = receiver;
  sweeper->data = data;
  pthread_mutex_init (&sweeper->lock, NULL);
  sweeper->source
      = g_source_new ((GSourceFuncs *) &functions, sizeof (Source));
  g_source_set_static_name (sweeper->source, "sweep's reports");
  ((Source *) sweeper->source)->sweeper = sweeper;
  g_source_attach (sweeper->source, context);
  result = pthread_create (&sweeper->thread, NULL, sweep_thread, sweeper);
  g_assert (result == 0);

  return sweeper;
}

void
rnn_sweeper_free (RnnSweeper *sweeper)
{
  if (sweeper == NULL)
    return;
  g_atomic_int_set (&sweeper->cancel, 1);
  pthread_join (sweeper->thread, NULL);
  g_source_destroy (sweeper->source);
  g_source_unref (sweeper->source);
  pthread_mutex_destroy (&sweeper->lock);
  g_clear_pointer (&sweeper->report, rnn_sweep_report_unref);
  g_clear_error (&sweeper->error);
  rnn_spec_clear (&sweeper->spec);
  g_free (sweeper);
}
