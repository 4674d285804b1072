/* A sweep of seeds beside the run that is shown. */

#include "app/session-private.h"

#include "core/error.h"

static void
finish (UnrollSession *self,
        const GError  *error)
{
  g_clear_pointer (&self->sweeper, rnn_sweeper_free);
  unroll_view_state_set_sweeping (self->state, FALSE);
  if (error != NULL
      && !g_error_matches (error, RNN_ERROR, RNN_ERROR_CANCELLED))
    unroll_view_state_set_sweep_error (self->state, error->message);
}

static void
report_cb (RnnSweepReport *report,
           gboolean        done,
           const GError   *error,
           gpointer        data)
{
  UnrollSession *self = data;

  if (report != NULL)
    unroll_view_state_set_sweep (self->state, report);
  if (done)
    finish (self, error);
}

void
unroll_session_sweep (UnrollSession *self,
                      guint          n_seeds)
{
  g_return_if_fail (UNROLL_IS_SESSION (self));

  unroll_session_stop_sweep (self);
  self->swept_here = TRUE;
  unroll_view_state_set_sweep_error (self->state, NULL);
  unroll_view_state_set_sweep (self->state, NULL);
  unroll_view_state_set_sweeping (self->state, TRUE);
  self->sweeper = rnn_sweeper_new (g_main_context_default (), self->in_force,
                                   n_seeds, report_cb, self);
}

void
unroll_session_stop_sweep (UnrollSession *self)
{
  g_return_if_fail (UNROLL_IS_SESSION (self));

  if (self->sweeper != NULL)
    finish (self, NULL);
}

void
unroll_session_open_seed (UnrollSession *self,
                          guint32        seed)
{
  const RnnSweepReport *report;
  g_auto (RnnSpec) spec = { 0 };

  g_return_if_fail (UNROLL_IS_SESSION (self));

  report = unroll_view_state_get_sweep (self->state);
  if (report == NULL)
    return;

  rnn_spec_copy (&spec, &report->spec);
  spec.seed = seed;
  /* They may have been written since, perhaps about the sweep. */
  if (self->swept_here)
    rnn_spec_describe (&spec, self->in_force);
  unroll_session_replace (self, &spec);
  unroll_session_seek (self, spec.epochs);
}
