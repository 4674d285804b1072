#include "core/update-trace.h"

static float *
copy (const RnnNetwork *network,
      const float      *arena)
{
  return arena != NULL ? g_memdup2 (arena, network->size * sizeof (float))
                       : NULL;
}

static void
copy_before (RnnUpdateTrace *trace,
             RnnLearner     *learner)
{
  const RnnNetwork *network = rnn_learner_network (learner);
  const guint32 *samples;
  guint n_samples;

  trace->network = *network;
  trace->optimizer = *rnn_learner_optimizer (learner);
  trace->update = rnn_learner_position (learner).update + 1;
  trace->t = rnn_learner_updates_since_restart (learner) + 1;
  trace->before = copy (network, rnn_learner_parameters (learner));
  trace->m_before = copy (network, rnn_learner_moment_m (learner));
  trace->v_before = copy (network, rnn_learner_moment_v (learner));

  samples = rnn_learner_next_batch (learner, &n_samples);
  trace->n_samples = n_samples;
  trace->samples = g_memdup2 (samples, n_samples * sizeof *samples);
}

static void
copy_after (RnnUpdateTrace *trace,
            RnnLearner     *learner)
{
  const RnnNetwork *network = &trace->network;

  trace->clipped = copy (network, rnn_learner_gradients (learner));
  trace->m = copy (network, rnn_learner_moment_m (learner));
  trace->v = copy (network, rnn_learner_moment_v (learner));
  trace->after = copy (network, rnn_learner_parameters (learner));
}

RnnUpdateTrace *
rnn_update_trace_new (RnnLearner  *learner,
                      GError     **error)
{
  RnnUpdateTrace *trace;
  g_autofree void *state = NULL;

  g_return_val_if_fail (learner != NULL, NULL);

  state = g_malloc (rnn_learner_state_size (learner));
  rnn_learner_save_state (learner, state);

  trace = g_new0 (RnnUpdateTrace, 1);
  trace->count = 1;
  copy_before (trace, learner);
  trace->gradients = g_new (float, trace->network.size);
  if (rnn_learner_rehearse (learner, trace->gradients, error))
    copy_after (trace, learner);
  else
    g_clear_pointer (&trace, rnn_update_trace_unref);

  rnn_learner_load_state (learner, state);
  return trace;
}

RnnUpdateTrace *
rnn_update_trace_ref (RnnUpdateTrace *trace)
{
  g_return_val_if_fail (trace != NULL, NULL);

  g_atomic_int_inc (&trace->count);
  return trace;
}

void
rnn_update_trace_unref (RnnUpdateTrace *trace)
{
  g_return_if_fail (trace != NULL);

  if (!g_atomic_int_dec_and_test (&trace->count))
    return;
  g_free (trace->samples);
  g_free (trace->gradients);
  g_free (trace->clipped);
  g_free (trace->m_before);
  g_free (trace->v_before);
  g_free (trace->m);
  g_free (trace->v);
  g_free (trace->before);
  g_free (trace->after);
  g_free (trace);
}

gboolean
rnn_update_trace_has (const RnnUpdateTrace *trace,
                      gsize                 sample)
{
  g_return_val_if_fail (trace != NULL, FALSE);

  for (gsize i = 0; i < trace->n_samples; i++)
    if (trace->samples[i] == sample)
      return TRUE;
  return FALSE;
}
