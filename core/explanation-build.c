#include "core/explanation-build.h"

void
rnn_explanation_add (RnnExplanation  *explanation,
                     RnnPart          part,
                     guint            n_factors,
                     const RnnFactor *factors)
{
  guint n = explanation->n_terms;
  RnnTerm *term;

  g_assert (n_factors <= RNN_MAX_FACTORS);

  /* Room for twice as many when all is taken. */
  if ((n & (n - 1)) == 0)
    explanation->terms = g_renew (RnnTerm, explanation->terms, MAX (2 * n, 1));
  term = &explanation->terms[explanation->n_terms++];
  *term = (RnnTerm) { .part = part, .n_factors = n_factors, .value = 1.0 };
  for (guint i = 0; i < n_factors; i++)
    {
      term->factors[i] = factors[i];
      term->value *= factors[i].value;
    }
}

RnnFactor
rnn_factor_constant (RnnQuantity quantity,
                     double      value)
{
  return (RnnFactor) { { .quantity = quantity }, value };
}

RnnFactor
rnn_source_factor (const RnnSource *source,
                   RnnAddress       address)
{
  RnnFactor factor = { address, 0.0 };
  gboolean exists = rnn_trace_value (source->trace, source->parameters,
                                     &address, &factor.value);

  g_assert (exists);
  return factor;
}

RnnFactor
rnn_source_unit (const RnnSource *source,
                 RnnQuantity      quantity,
                 guint            layer,
                 guint            t,
                 guint            column)
{
  return rnn_source_factor (source, (RnnAddress) {
    .quantity = quantity,
    .layer = layer,
    .t = t,
    .column = column,
  });
}

RnnFactor
rnn_source_input (const RnnSource *source,
                  guint            layer,
                  guint            t,
                  guint            column)
{
  if (layer > 0)
    return rnn_source_unit (source, RNN_QUANTITY_H, layer - 1, t, column);
  return rnn_source_unit (source, RNN_QUANTITY_X, 0, t, column);
}

RnnFactor
rnn_source_weight (const RnnSource  *source,
                   RnnParameterKind  kind,
                   guint             layer,
                   guint             row,
                   guint             column)
{
  const RnnNetwork *network = &source->trace->network;
  const RnnParameter *p = rnn_network_find (network, kind, layer);

  return rnn_source_factor (source, (RnnAddress) {
    .quantity = RNN_QUANTITY_WEIGHT,
    .parameter = p - network->parameters,
    .row = row,
    .column = column,
  });
}

void
rnn_source_add_one (const RnnSource *source,
                    RnnPart          part,
                    RnnFactor        a)
{
  rnn_explanation_add (source->explanation, part, 1, &a);
}

void
rnn_source_add_two (const RnnSource *source,
                    RnnPart          part,
                    RnnFactor        a,
                    RnnFactor        b)
{
  rnn_explanation_add (source->explanation, part, 2, (RnnFactor[]) { a, b });
}
