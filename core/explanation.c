#include "core/explanation.h"

#include <math.h>

#include "core/explanation-build.h"

/* What the terms come to. */
static void
finish (RnnExplanation *explanation,
        RnnActivation   activation)
{
  const RnnTerm *terms = explanation->terms;
  double sum = 0.0;

  for (guint i = 0; i < explanation->n_terms; i++)
    sum += terms[i].value;
  explanation->sum = sum;

  switch (explanation->form)
    {
    case RNN_FORM_GIVEN:
    case RNN_FORM_SILENCED:
      explanation->result = explanation->value;
      break;
    case RNN_FORM_SUM:
      explanation->result = sum;
      break;
    case RNN_FORM_ACTIVATION:
      explanation->result = rnn_activation_value (activation, sum);
      break;
    case RNN_FORM_SLOPE:
      explanation->result = rnn_activation_slope (activation, sum);
      break;
    case RNN_FORM_SOFTMAX:
      explanation->result = terms[explanation->chosen].value / sum;
      break;
    case RNN_FORM_NEG_LOG:
      explanation->result = -log (sum);
      break;
    case RNN_FORM_LOG_SUM:
      explanation->result =
        log (sum) + explanation->shift
        - terms[explanation->chosen].factors[0].value;
      break;
    case RNN_FORM_NORM:
      explanation->result = sqrt (sum);
      break;
    case RNN_FORM_ROOT:
      explanation->result = 1.0 / sqrt (sum);
      break;
    case RNN_FORM_ROOT_FIRST:
      explanation->result = 1.0 / (sqrt (terms[0].value) + terms[1].value);
      break;
    default:
      g_assert_not_reached ();
    }
}

RnnExplanation *
rnn_explain (const RnnTrace   *trace,
             const float      *parameters,
             const RnnAddress *address)
{
  RnnExplanation *explanation;
  RnnSource source;
  double value;

  g_return_val_if_fail (trace != NULL && parameters != NULL, NULL);
  g_return_val_if_fail (address != NULL, NULL);

  if (!rnn_trace_value (trace, parameters, address, &value))
    return NULL;

  explanation = g_new0 (RnnExplanation, 1);
  explanation->address = *address;
  explanation->value = value;
  source = (RnnSource) { explanation, trace, parameters };
  if (address->quantity <= RNN_QUANTITY_LOSS)
    rnn_explain_forward (&source);
  else
    rnn_explain_backward (&source);
  finish (explanation, trace->network.activation);
  return explanation;
}

RnnExplanation *
rnn_explain_update (const RnnUpdateTrace *update,
                    const RnnAddress     *address)
{
  RnnExplanation *explanation;
  double value;

  g_return_val_if_fail (update != NULL && address != NULL, NULL);

  if (!rnn_update_value (update, address, &value))
    return NULL;

  explanation = g_new0 (RnnExplanation, 1);
  explanation->address = *address;
  explanation->value = value;
  rnn_explain_optimizer (explanation, update);
  finish (explanation, update->network.activation);
  return explanation;
}

void
rnn_explanation_free (RnnExplanation *explanation)
{
  if (explanation == NULL)
    return;
  g_free (explanation->terms);
  g_free (explanation);
}

double
rnn_explanation_part (const RnnExplanation *explanation,
                      RnnPart               part)
{
  double sum = 0.0;

  g_return_val_if_fail (explanation != NULL, 0.0);

  for (guint i = 0; i < explanation->n_terms; i++)
    if (explanation->terms[i].part == part)
      sum += explanation->terms[i].value;
  return sum;
}
