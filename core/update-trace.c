#include "core/update-trace.h"

static float *
copy (const RnnNetwork *network,
      const float      *arena)
{
  return arena != NULL ? g_memdup2 (arena, network->size * sizeof (float))
                       : NULL;
}

/* The gradients before the clip, which is made in place: the update once with
 * the clip taken off, and back.  Should it fail behind the gradients, they are
 * as good; should it fail before, so will the update with the clip. */
static float *
unclipped_gradients (RnnLearner *learner)
{
  g_autofree void *state = g_malloc (rnn_learner_state_size (learner));
  RnnSpec spec = *rnn_learner_spec (learner);
  RnnMetrics metrics;
  float *gradients;

  rnn_learner_save_state (learner, state);
  spec.clip = RNN_CLIP_NONE;
  rnn_learner_set_live (learner, &spec);
  rnn_learner_update (learner, &metrics, NULL);
  gradients = copy (rnn_learner_network (learner),
                    rnn_learner_gradients (learner));
  rnn_learner_load_state (learner, state);
  return gradients;
}

RnnUpdateTrace *
rnn_update_trace_new (RnnLearner  *learner,
                      GError     **error)
{
  g_autoptr (RnnUpdateTrace) trace = NULL;
  const RnnNetwork *network;
  RnnMetrics metrics;

  g_return_val_if_fail (learner != NULL, NULL);

  network = rnn_learner_network (learner);
  trace = g_new0 (RnnUpdateTrace, 1);
  trace->network = *network;
  trace->update = rnn_learner_position (learner).update + 1;
  trace->before = copy (network, rnn_learner_parameters (learner));
  if (rnn_learner_spec (learner)->clip != RNN_CLIP_NONE)
    trace->gradients = unclipped_gradients (learner);

  if (rnn_learner_update (learner, &metrics, error) == RNN_LEARNER_FAILED)
    return NULL;

  trace->clipped = copy (network, rnn_learner_gradients (learner));
  if (trace->gradients == NULL)
    trace->gradients = copy (network, trace->clipped);
  trace->m = copy (network, rnn_learner_moment_m (learner));
  trace->v = copy (network, rnn_learner_moment_v (learner));
  trace->after = copy (network, rnn_learner_parameters (learner));
  return g_steal_pointer (&trace);
}

void
rnn_update_trace_free (RnnUpdateTrace *trace)
{
  if (trace == NULL)
    return;
  g_free (trace->gradients);
  g_free (trace->clipped);
  g_free (trace->m);
  g_free (trace->v);
  g_free (trace->before);
  g_free (trace->after);
  g_free (trace);
}
