#include "core/optimizer.h"

#include <math.h>

static RnnRule
rule_of (const RnnSpec *spec)
{
  switch (spec->optimizer)
    {
    case RNN_OPTIMIZER_SGD:
      if (spec->momentum == 0.0)
        return RNN_RULE_SGD;
      return spec->nesterov ? RNN_RULE_NESTEROV : RNN_RULE_MOMENTUM;

    case RNN_OPTIMIZER_RMSPROP:
      return spec->momentum == 0.0 ? RNN_RULE_RMSPROP
                                   : RNN_RULE_RMSPROP_MOMENTUM;

    case RNN_OPTIMIZER_ADAM:
      return RNN_RULE_ADAM;

    default:
      g_assert_not_reached ();
    }
}

void
rnn_optimizer_init (RnnOptimizer  *optimizer,
                    const RnnSpec *spec)
{
  g_return_if_fail (optimizer != NULL && spec != NULL);

  *optimizer = (RnnOptimizer) {
    .rule = rule_of (spec),
    .learning_rate = spec->learning_rate,
    .momentum = spec->momentum,
    .rho = spec->rho,
    .beta_1 = spec->beta_1,
    .beta_2 = spec->beta_2,
    .epsilon = spec->epsilon,
    .clip = spec->clip,
    .clip_value = spec->clip_value,
    .kernels = rnn_kernels (),
  };
}

gboolean
rnn_optimizer_has_m (const RnnOptimizer *optimizer)
{
  return optimizer->rule != RNN_RULE_SGD && optimizer->rule != RNN_RULE_RMSPROP;
}

gboolean
rnn_optimizer_has_v (const RnnOptimizer *optimizer)
{
  return optimizer->rule == RNN_RULE_RMSPROP
         || optimizer->rule == RNN_RULE_RMSPROP_MOMENTUM
         || optimizer->rule == RNN_RULE_ADAM;
}

gboolean
rnn_optimizer_same_rule (const RnnOptimizer *a,
                         const RnnOptimizer *b)
{
  if (a->rule != b->rule)
    return FALSE;

  switch (a->rule)
    {
    case RNN_RULE_SGD:
      return TRUE;

    case RNN_RULE_MOMENTUM:
    case RNN_RULE_NESTEROV:
      return a->momentum == b->momentum;

    case RNN_RULE_RMSPROP:
    case RNN_RULE_RMSPROP_MOMENTUM:
      return a->momentum == b->momentum && a->rho == b->rho
             && a->epsilon == b->epsilon;

    case RNN_RULE_ADAM:
      return a->beta_1 == b->beta_1 && a->beta_2 == b->beta_2
             && a->epsilon == b->epsilon;

    default:
      g_assert_not_reached ();
    }
}

/* Each matrix on its own: g · v / max (‖g‖, v). */
static void
clip_norm (const RnnOptimizer *optimizer,
           const RnnNetwork   *network,
           float              *gradients)
{
  const RnnKernels *kernels = optimizer->kernels;

  for (guint i = 0; i < network->n_parameters; i++)
    {
      const RnnParameter *p = &network->parameters[i];
      gsize n = (gsize) p->rows * p->columns;
      double norm = sqrt (kernels->square_sum (n, gradients + p->offset));

      if (norm > optimizer->clip_value)
        kernels->scale (n, (float) (optimizer->clip_value / norm),
                        gradients + p->offset, gradients + p->offset);
    }
}

/* All together: g · v · min (1/n, 1/v). */
static void
clip_global_norm (const RnnOptimizer *optimizer,
                  const RnnNetwork   *network,
                  float              *gradients)
{
  const RnnKernels *kernels = optimizer->kernels;
  double norm = sqrt (kernels->square_sum (network->size, gradients));

  if (norm > optimizer->clip_value)
    kernels->scale (network->size, (float) (optimizer->clip_value / norm),
                    gradients, gradients);
}

gboolean
rnn_optimizer_clip (const RnnOptimizer *optimizer,
                    const RnnNetwork   *network,
                    float              *gradients)
{
  g_return_val_if_fail (optimizer != NULL && network != NULL, FALSE);
  g_return_val_if_fail (gradients != NULL, FALSE);

  if (optimizer->clip == RNN_CLIP_NONE)
    return TRUE;

  if (!optimizer->kernels->bounded (network->size, gradients))
    return FALSE;

  switch (optimizer->clip)
    {
    case RNN_CLIP_VALUE:
      optimizer->kernels->clamp (network->size, (float) optimizer->clip_value,
                                 gradients);
      break;

    case RNN_CLIP_NORM:
      clip_norm (optimizer, network, gradients);
      break;

    case RNN_CLIP_GLOBAL_NORM:
      clip_global_norm (optimizer, network, gradients);
      break;

    case RNN_CLIP_NONE:
    default:
      g_assert_not_reached ();
    }

  return TRUE;
}

/* The rule's numbers, worked out in double. */
static RnnRuleStep
step_of (const RnnOptimizer *optimizer,
         guint64             t)
{
  RnnRuleStep step = {
    .rate = (float) optimizer->learning_rate,
    .momentum = (float) optimizer->momentum,
    .epsilon = (float) optimizer->epsilon,
    .gain_v = (float) (1.0 - optimizer->rho),
  };

  if (optimizer->rule == RNN_RULE_ADAM)
    {
      double rest_1 = 1.0 - pow (optimizer->beta_1, (double) t);
      double rest_2 = 1.0 - pow (optimizer->beta_2, (double) t);

      step.rate = (float) (optimizer->learning_rate * sqrt (rest_2) / rest_1);
      step.gain_m = (float) (1.0 - optimizer->beta_1);
      step.gain_v = (float) (1.0 - optimizer->beta_2);
    }

  return step;
}

gboolean
rnn_optimizer_step (const RnnOptimizer *optimizer,
                    guint64             t,
                    gsize               n,
                    float              *w,
                    const float        *gradients,
                    float              *m,
                    float              *v)
{
  RnnRuleStep step;

  g_return_val_if_fail (optimizer != NULL && t > 0, FALSE);
  g_return_val_if_fail (w != NULL && gradients != NULL, FALSE);
  g_return_val_if_fail (m != NULL || !rnn_optimizer_has_m (optimizer), FALSE);
  g_return_val_if_fail (v != NULL || !rnn_optimizer_has_v (optimizer), FALSE);

  step = step_of (optimizer, t);
  step.n = n;
  step.w = w;
  step.g = gradients;
  step.m = m;
  step.v = v;

  return optimizer->kernels->step[optimizer->rule] (&step);
}

static float
change_of (RnnRule            rule,
           const RnnRuleStep *step,
           float              g,
           float              m,
           float              v)
{
  switch (rule)
    {
    case RNN_RULE_SGD:
      return -step->rate * g;

    case RNN_RULE_MOMENTUM:
      return m;

    case RNN_RULE_NESTEROV:
      return step->momentum * m - step->rate * g;

    case RNN_RULE_RMSPROP:
      return -step->rate * g / sqrtf (v + step->epsilon);

    case RNN_RULE_RMSPROP_MOMENTUM:
      return -m;

    case RNN_RULE_ADAM:
      return -step->rate * m / (sqrtf (v) + step->epsilon);

    case RNN_N_RULES:
    default:
      g_assert_not_reached ();
    }
}

void
rnn_optimizer_change (const RnnOptimizer *optimizer,
                      guint64             t,
                      gsize               n,
                      const float        *gradients,
                      const float        *m,
                      const float        *v,
                      float              *change)
{
  RnnRuleStep step;

  g_return_if_fail (optimizer != NULL && t > 0);
  g_return_if_fail (gradients != NULL && change != NULL);

  step = step_of (optimizer, t);
  for (gsize i = 0; i < n; i++)
    change[i] = change_of (optimizer->rule, &step, gradients[i],
                           m != NULL ? m[i] : 0.0f,
                           v != NULL ? v[i] : 0.0f);
}
