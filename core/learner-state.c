#include "core/learner-private.h"

#include <string.h>

/* Settings in force -------------------------------------------------------- */

static void
set_rule (RnnStateHead  *head,
          const RnnSpec *spec)
{
  head->optimizer = spec->optimizer;
  head->momentum = spec->momentum;
  head->nesterov = spec->nesterov;
  head->rho = spec->rho;
  head->beta_1 = spec->beta_1;
  head->beta_2 = spec->beta_2;
  head->epsilon = spec->epsilon;
}

static void
set_live (RnnStateHead  *head,
          const RnnSpec *spec)
{
  head->learning_rate = spec->learning_rate;
  head->clip = spec->clip;
  head->clip_value = spec->clip_value;
}

void
rnn_learner_init_settings (RnnLearner *learner)
{
  const RnnSpec *spec = &learner->spec;
  RnnStateHead *head = learner->state.head;

  set_rule (head, spec);
  set_live (head, spec);
  head->next_batch = spec->batch;
  head->next_order = (RnnOrder) { spec->seed, spec->shuffle };
}

void
rnn_learner_follow_state (RnnLearner *learner)
{
  const RnnStateHead *head = learner->state.head;
  RnnSpec *spec = &learner->spec;

  spec->learning_rate = head->learning_rate;
  spec->clip = head->clip;
  spec->clip_value = head->clip_value;
  spec->batch = head->next_batch;
  spec->optimizer = head->optimizer;
  spec->momentum = head->momentum;
  spec->nesterov = head->nesterov;
  spec->rho = head->rho;
  spec->beta_1 = head->beta_1;
  spec->beta_2 = head->beta_2;
  spec->epsilon = head->epsilon;
  spec->seed = head->next_order.seed;
  spec->shuffle = head->next_order.shuffle;

  rnn_optimizer_init (&learner->optimizer, spec);
  rnn_sampler_set_order (learner->sampler, head->order.seed,
                         head->order.shuffle);
  rnn_learner_fit (learner);
}

void
rnn_learner_set_live (RnnLearner    *learner,
                      const RnnSpec *spec)
{
  RnnStateHead *head;

  g_return_if_fail (learner != NULL && spec != NULL && spec->batch > 0);

  head = learner->state.head;
  set_live (head, spec);
  if (!learner->spec.stateful)
    head->next_batch = spec->batch;
  learner->spec.epochs = spec->epochs;

  rnn_learner_follow_state (learner);
  if (head->position.batch == 0)
    rnn_learner_begin_epoch (learner);
}

void
rnn_learner_set_epochs (RnnLearner *learner,
                        guint       epochs)
{
  g_return_if_fail (learner != NULL);

  learner->spec.epochs = epochs;
}

void
rnn_learner_describe (RnnLearner    *learner,
                      const RnnSpec *spec)
{
  g_return_if_fail (learner != NULL);
  g_return_if_fail (spec != NULL);

  rnn_spec_describe (&learner->spec, spec);
}

/* What the last update added could not be told from the moments any more. */
static void
restart_moments (RnnLearner *learner)
{
  RnnState *state = &learner->state;
  gsize arena = learner->network.size * sizeof (float);

  memcpy (state->change, rnn_learner_change (learner), arena);
  if (state->m != NULL)
    memset (state->m, 0, arena);
  if (state->v != NULL)
    memset (state->v, 0, arena);
  state->head->restart = state->head->position.update;
}

void
rnn_learner_branch (RnnLearner    *learner,
                    const RnnSpec *spec)
{
  RnnOptimizer optimizer;
  RnnStateHead *head;

  g_return_if_fail (learner != NULL && spec != NULL);

  head = learner->state.head;
  rnn_optimizer_init (&optimizer, spec);
  if (!rnn_optimizer_same_rule (&optimizer, &learner->optimizer))
    {
      g_return_if_fail (learner->state.change != NULL);
      restart_moments (learner);
    }
  set_rule (head, spec);
  head->next_order = (RnnOrder) { spec->seed, spec->shuffle };
  rnn_learner_set_live (learner, spec);
}

/* Saving and loading ------------------------------------------------------- */

gsize
rnn_learner_state_size (const RnnLearner *learner)
{
  return learner->state.size;
}

void
rnn_learner_save_state (const RnnLearner *learner,
                        void             *state)
{
  g_return_if_fail (learner != NULL && state != NULL);

  memcpy (state, learner->state.head, learner->state.size);
}

void
rnn_learner_load_state (RnnLearner *learner,
                        const void *state)
{
  g_return_if_fail (learner != NULL && state != NULL);

  memcpy (learner->state.head, state, learner->state.size);
  rnn_learner_follow_state (learner);
}

gboolean
rnn_learner_same_states (const RnnLearner *a,
                         const RnnLearner *b)
{
  const RnnStateRoom *of_a, *of_b;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  of_a = &a->state.room;
  of_b = &b->state.room;
  return of_a->m == of_b->m && of_a->v == of_b->v
         && of_a->change == of_b->change
         && of_a->carry_rows == of_b->carry_rows
         && a->state.size == b->state.size;
}

void
rnn_learner_convert_state (const RnnLearner *learner,
                           void             *state,
                           const RnnLearner *from,
                           const void       *from_state)
{
  RnnState to, old;

  g_return_if_fail (learner != NULL && from != NULL);
  g_return_if_fail (state != NULL && from_state != NULL);

  rnn_state_view (&to, &learner->network, &learner->state.room, state);
  rnn_state_view (&old, &from->network, &from->state.room,
                  (void *) from_state);
  memset (state, 0, to.size);
  rnn_state_copy (&to, &old, &learner->network);
}
