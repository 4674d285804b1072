#include "core/walk.h"

void
rnn_walk_init (RnnWalk          *walk,
               const RnnNetwork *network,
               guint             time_steps,
               RnnClip           clip)
{
  g_return_if_fail (walk != NULL && network != NULL && time_steps > 0);

  walk->time_steps = time_steps;
  walk->n_layers = network->n_layers;
  walk->clip = clip != RNN_CLIP_NONE;
}

/* Stops of the forward phase, and as many of the backward one. */
static guint
steps_one_way (const RnnWalk *walk)
{
  return walk->time_steps * walk->n_layers;
}

/* The number of the loss: forward lies before it, backward behind. */
static guint
loss_number (const RnnWalk *walk)
{
  return steps_one_way (walk) + 1;
}

guint
rnn_walk_length (const RnnWalk *walk)
{
  g_return_val_if_fail (walk != NULL, 0);

  return loss_number (walk) + steps_one_way (walk) + (walk->clip ? 3 : 2);
}

/* The @index-th stop, from 0, of one way in forward order. */
static RnnStop
step_stop (const RnnWalk *walk,
           RnnPhase       phase,
           guint          index)
{
  return (RnnStop) { .phase = phase,
                     .layer = index % walk->n_layers,
                     .t = index / walk->n_layers + 1 };
}

RnnStop
rnn_walk_stop (const RnnWalk *walk,
               guint          number)
{
  guint loss, gradient;

  g_return_val_if_fail (walk != NULL, (RnnStop) { 0 });
  g_return_val_if_fail (number <= rnn_walk_length (walk), (RnnStop) { 0 });

  loss = loss_number (walk);
  gradient = loss + steps_one_way (walk) + 1;

  if (number == 0)
    return (RnnStop) { .phase = RNN_PHASE_READY };
  if (number < loss)
    return step_stop (walk, RNN_PHASE_FORWARD, number - 1);
  if (number == loss)
    return (RnnStop) { .phase = RNN_PHASE_LOSS };
  if (number < gradient)
    return step_stop (walk, RNN_PHASE_BACKWARD, gradient - 1 - number);
  if (number == gradient)
    return (RnnStop) { .phase = RNN_PHASE_GRADIENT };
  if (number < rnn_walk_length (walk))
    return (RnnStop) { .phase = RNN_PHASE_CLIP };

  return (RnnStop) { .phase = RNN_PHASE_UPDATE };
}

guint
rnn_walk_number (const RnnWalk *walk,
                 RnnStop        stop)
{
  guint loss, index;

  g_return_val_if_fail (walk != NULL, 0);
  g_return_val_if_fail (stop.phase != RNN_PHASE_CLIP || walk->clip, 0);

  loss = loss_number (walk);
  index = (stop.t - 1) * walk->n_layers + stop.layer;

  switch (stop.phase)
    {
    case RNN_PHASE_READY:
      return 0;
    case RNN_PHASE_FORWARD:
      return index + 1;
    case RNN_PHASE_LOSS:
      return loss;
    case RNN_PHASE_BACKWARD:
      return loss + steps_one_way (walk) - index;
    case RNN_PHASE_GRADIENT:
      return loss + steps_one_way (walk) + 1;
    case RNN_PHASE_CLIP:
      return rnn_walk_length (walk) - 1;
    case RNN_PHASE_UPDATE:
      return rnn_walk_length (walk);
    default:
      g_return_val_if_reached (0);
    }
}

gboolean
rnn_walk_has_passed (const RnnWalk *walk,
                     guint          number,
                     RnnStop        stop)
{
  return rnn_walk_number (walk, stop) <= number;
}
