#include <math.h>

#include "core/explanation-build.h"

/* One parameter in one update. */
typedef struct
{
  const RnnUpdateTrace *update;
  const RnnAddress     *address;
} Entry;

static gboolean
is_adam (const RnnUpdateTrace *update)
{
  return update->optimizer.rule == RNN_RULE_ADAM;
}

static double
rest_1 (const RnnUpdateTrace *update)
{
  return 1.0 - pow (update->optimizer.beta_1, (double) update->t);
}

static double
rest_2 (const RnnUpdateTrace *update)
{
  return 1.0 - pow (update->optimizer.beta_2, (double) update->t);
}

/* With Adam's correction of v, ε is corrected too. */
static double
epsilon (const RnnUpdateTrace *update)
{
  return is_adam (update)
           ? update->optimizer.epsilon / sqrt (rest_2 (update))
           : update->optimizer.epsilon;
}

static double
root (const RnnUpdateTrace *update,
      double                v)
{
  return is_adam (update)
           ? 1.0 / (sqrt (v / rest_2 (update)) + epsilon (update))
           : 1.0 / sqrt (v + epsilon (update));
}

static const float *
find_arena (const RnnUpdateTrace *update,
            RnnQuantity           quantity)
{
  switch (quantity)
    {
    case RNN_QUANTITY_WEIGHT:
      return update->before;
    case RNN_QUANTITY_BATCH_GRADIENT:
      return update->gradients;
    case RNN_QUANTITY_CLIPPED:
      return update->clipped;
    case RNN_QUANTITY_M_BEFORE:
      return update->m_before;
    case RNN_QUANTITY_V_BEFORE:
      return update->v_before;
    case RNN_QUANTITY_M:
      return update->m;
    case RNN_QUANTITY_V:
    case RNN_QUANTITY_ROOT:
      return update->v;
    case RNN_QUANTITY_M_HAT:
      return is_adam (update) ? update->m : NULL;
    case RNN_QUANTITY_V_HAT:
      return is_adam (update) ? update->v : NULL;
    case RNN_QUANTITY_STEP:
    case RNN_QUANTITY_WEIGHT_AFTER:
      return update->after;
    default:
      return NULL;
    }
}

gboolean
rnn_update_value (const RnnUpdateTrace *update,
                  const RnnAddress     *address,
                  double               *value)
{
  const float *arena;
  gsize index;

  g_return_val_if_fail (update != NULL && address != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  arena = find_arena (update, address->quantity);
  if (arena == NULL || !rnn_address_index (address, &update->network, &index))
    return FALSE;

  if (address->quantity == RNN_QUANTITY_M_HAT)
    *value = arena[index] / rest_1 (update);
  else if (address->quantity == RNN_QUANTITY_V_HAT)
    *value = arena[index] / rest_2 (update);
  else if (address->quantity == RNN_QUANTITY_ROOT)
    *value = root (update, arena[index]);
  else if (address->quantity == RNN_QUANTITY_STEP)
    *value = update->after[index] - update->before[index];
  else
    *value = arena[index];
  return TRUE;
}

static RnnFactor
same_place (const Entry *entry,
            RnnQuantity  quantity)
{
  RnnFactor factor = { *entry->address, 0.0 };
  gboolean exists;

  factor.address.quantity = quantity;
  exists = rnn_update_value (entry->update, &factor.address, &factor.value);
  g_assert (exists);
  return factor;
}

static RnnFactor
constant (const Entry *entry,
          RnnQuantity  quantity)
{
  const RnnOptimizer *optimizer = &entry->update->optimizer;
  double beta_2 =
    is_adam (entry->update) ? optimizer->beta_2 : optimizer->rho;
  double value = -1.0;

  if (quantity == RNN_QUANTITY_RATE)
    value = optimizer->learning_rate;
  else if (quantity == RNN_QUANTITY_MOMENTUM)
    value = optimizer->momentum;
  else if (quantity == RNN_QUANTITY_BETA_1)
    value = optimizer->beta_1;
  else if (quantity == RNN_QUANTITY_REST_1)
    value = 1.0 - optimizer->beta_1;
  else if (quantity == RNN_QUANTITY_BETA_2)
    value = beta_2;
  else if (quantity == RNN_QUANTITY_REST_2)
    value = 1.0 - beta_2;
  else if (quantity == RNN_QUANTITY_CORRECTION_1)
    value = 1.0 / rest_1 (entry->update);
  else if (quantity == RNN_QUANTITY_CORRECTION_2)
    value = 1.0 / rest_2 (entry->update);
  else if (quantity == RNN_QUANTITY_EPSILON)
    value = epsilon (entry->update);
  return rnn_factor_constant (quantity, value);
}

/* Quantities up to the first RNN_QUANTITY_COUNT stand at the entry's place; from
 * there on they are constants. */
#define ADD(explanation, entry, ...) \
  add (explanation, entry, \
       G_N_ELEMENTS (((const RnnQuantity[]) { __VA_ARGS__ })), \
       (const RnnQuantity[]) { __VA_ARGS__ })

static void
add (RnnExplanation    *explanation,
     const Entry       *entry,
     guint              n,
     const RnnQuantity *quantities)
{
  RnnFactor factors[RNN_MAX_FACTORS];

  g_assert (n <= RNN_MAX_FACTORS);

  for (guint i = 0; i < n; i++)
    factors[i] = quantities[i] < RNN_QUANTITY_COUNT
                   ? same_place (entry, quantities[i])
                   : constant (entry, quantities[i]);
  rnn_explanation_add (explanation, RNN_PART_ONLY, n, factors);
}

/* Clip --------------------------------------------------------------------- */

static double
norm_of (const float *x,
         gsize        n)
{
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += (double) x[i] * x[i];
  return sqrt (sum);
}

/* By a norm: that of the parameter's own matrix, or of all. */
static void
explain_clip_norm (RnnExplanation *explanation,
                   const Entry    *entry)
{
  const RnnUpdateTrace *update = entry->update;
  const RnnParameter *p =
    &update->network.parameters[entry->address->parameter];
  double limit = update->optimizer.clip_value;
  double norm =
    update->optimizer.clip == RNN_CLIP_NORM
      ? norm_of (update->gradients + p->offset, (gsize) p->rows * p->columns)
      : norm_of (update->gradients, update->network.size);
  RnnFactor factors[] = {
    same_place (entry, RNN_QUANTITY_BATCH_GRADIENT),
    rnn_factor_constant (RNN_QUANTITY_CLIP_FACTOR, limit / norm),
  };

  rnn_explanation_add (explanation, RNN_PART_ONLY, norm > limit ? 2 : 1,
                       factors);
}

static void
explain_clipped (RnnExplanation *explanation,
                 const Entry    *entry)
{
  const RnnOptimizer *optimizer = &entry->update->optimizer;
  RnnFactor g = same_place (entry, RNN_QUANTITY_BATCH_GRADIENT);
  RnnFactor limit =
    rnn_factor_constant (RNN_QUANTITY_CLIP_LIMIT,
                         copysign (optimizer->clip_value, g.value));

  if (optimizer->clip == RNN_CLIP_NORM
      || optimizer->clip == RNN_CLIP_GLOBAL_NORM)
    explain_clip_norm (explanation, entry);
  else if (optimizer->clip == RNN_CLIP_VALUE
           && fabs (g.value) > optimizer->clip_value)
    rnn_explanation_add (explanation, RNN_PART_ONLY, 1, &limit);
  else
    rnn_explanation_add (explanation, RNN_PART_ONLY, 1, &g);
}

/* Rules -------------------------------------------------------------------- */

/* m and v of GOLDENS.md, in the names of these quantities. */

static void
explain_m (RnnExplanation *explanation,
           const Entry    *entry)
{
  if (is_adam (entry->update))
    {
      ADD (explanation, entry, RNN_QUANTITY_BETA_1, RNN_QUANTITY_M_BEFORE);
      ADD (explanation, entry, RNN_QUANTITY_REST_1, RNN_QUANTITY_CLIPPED);
      return;
    }
  ADD (explanation, entry, RNN_QUANTITY_MOMENTUM, RNN_QUANTITY_M_BEFORE);
  if (entry->update->optimizer.rule == RNN_RULE_RMSPROP_MOMENTUM)
    ADD (explanation, entry, RNN_QUANTITY_RATE, RNN_QUANTITY_CLIPPED,
         RNN_QUANTITY_ROOT);
  else
    ADD (explanation, entry, RNN_QUANTITY_COUNT, RNN_QUANTITY_RATE,
         RNN_QUANTITY_CLIPPED);
}

static void
explain_v (RnnExplanation *explanation,
           const Entry    *entry)
{
  ADD (explanation, entry, RNN_QUANTITY_BETA_2, RNN_QUANTITY_V_BEFORE);
  ADD (explanation, entry, RNN_QUANTITY_REST_2, RNN_QUANTITY_CLIPPED,
       RNN_QUANTITY_CLIPPED);
}

static void
explain_root (RnnExplanation *explanation,
              const Entry    *entry)
{
  gboolean adam = is_adam (entry->update);

  explanation->form = adam ? RNN_FORM_ROOT_FIRST : RNN_FORM_ROOT;
  ADD (explanation, entry, adam ? RNN_QUANTITY_V_HAT : RNN_QUANTITY_V);
  ADD (explanation, entry, RNN_QUANTITY_EPSILON);
}

static void
explain_step (RnnExplanation *explanation,
              const Entry    *entry)
{
  switch (entry->update->optimizer.rule)
    {
    case RNN_RULE_SGD:
      ADD (explanation, entry, RNN_QUANTITY_COUNT, RNN_QUANTITY_RATE,
           RNN_QUANTITY_CLIPPED);
      break;
    case RNN_RULE_MOMENTUM:
      ADD (explanation, entry, RNN_QUANTITY_M);
      break;
    case RNN_RULE_NESTEROV:
      ADD (explanation, entry, RNN_QUANTITY_MOMENTUM, RNN_QUANTITY_M);
      ADD (explanation, entry, RNN_QUANTITY_COUNT, RNN_QUANTITY_RATE,
           RNN_QUANTITY_CLIPPED);
      break;
    case RNN_RULE_RMSPROP:
      ADD (explanation, entry, RNN_QUANTITY_COUNT, RNN_QUANTITY_RATE,
           RNN_QUANTITY_CLIPPED, RNN_QUANTITY_ROOT);
      break;
    case RNN_RULE_RMSPROP_MOMENTUM:
      ADD (explanation, entry, RNN_QUANTITY_COUNT, RNN_QUANTITY_M);
      break;
    case RNN_RULE_ADAM:
      ADD (explanation, entry, RNN_QUANTITY_COUNT, RNN_QUANTITY_RATE,
           RNN_QUANTITY_M_HAT, RNN_QUANTITY_ROOT);
      break;
    case RNN_N_RULES:
    default:
      g_assert_not_reached ();
    }
}

void
rnn_explain_optimizer (RnnExplanation       *explanation,
                       const RnnUpdateTrace *update)
{
  const Entry entry = { update, &explanation->address };

  explanation->form = RNN_FORM_SUM;
  switch (explanation->address.quantity)
    {
    case RNN_QUANTITY_WEIGHT:
    case RNN_QUANTITY_BATCH_GRADIENT:
    case RNN_QUANTITY_M_BEFORE:
    case RNN_QUANTITY_V_BEFORE:
      explanation->form = RNN_FORM_GIVEN;
      break;
    case RNN_QUANTITY_CLIPPED:
      explain_clipped (explanation, &entry);
      break;
    case RNN_QUANTITY_M:
      explain_m (explanation, &entry);
      break;
    case RNN_QUANTITY_V:
      explain_v (explanation, &entry);
      break;
    case RNN_QUANTITY_M_HAT:
      ADD (explanation, &entry, RNN_QUANTITY_CORRECTION_1, RNN_QUANTITY_M);
      break;
    case RNN_QUANTITY_V_HAT:
      ADD (explanation, &entry, RNN_QUANTITY_CORRECTION_2, RNN_QUANTITY_V);
      break;
    case RNN_QUANTITY_ROOT:
      explain_root (explanation, &entry);
      break;
    case RNN_QUANTITY_STEP:
      explain_step (explanation, &entry);
      break;
    case RNN_QUANTITY_WEIGHT_AFTER:
      ADD (explanation, &entry, RNN_QUANTITY_WEIGHT);
      ADD (explanation, &entry, RNN_QUANTITY_STEP);
      break;
    default:
      g_assert_not_reached ();
    }
}
