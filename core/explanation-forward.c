#include <float.h>
#include <math.h>

#include "core/explanation-build.h"

/* Beyond it e to a logit is taken with a shift: a double ends at e^709. */
#define LARGEST_EXPONENT 600.0

/* x_t W_xh: of a one-hot x_t only the row that is there. */
static void
add_inputs (const RnnSource     *source,
            const RnnAddress *a)
{
  const RnnTrace *trace = source->trace;
  gboolean one_hot = trace->x[a->layer] == NULL;
  guint first = one_hot ? trace->codes[a->t - 1] : 0;
  guint end = one_hot ? first + 1
                      : rnn_network_inputs (&trace->network, a->layer);

  for (guint i = first; i < end; i++)
    rnn_source_add_two (source, RNN_PART_INPUT,
                        rnn_source_input (source, a->layer, a->t, i),
                        rnn_source_weight (source, RNN_PARAMETER_W_XH, a->layer,
                                           i, a->column));
}

static void
explain_z (const RnnSource     *source,
           const RnnAddress *a)
{
  const RnnTrace *trace = source->trace;

  add_inputs (source, a);
  if (!rnn_interventions_cuts (&trace->interventions, a->layer))
    for (guint k = 0; k < trace->network.units[a->layer]; k++)
      rnn_source_add_two (source, RNN_PART_RECURRENT,
                          rnn_source_unit (source, RNN_QUANTITY_H, a->layer,
                                           a->t - 1, k),
                          rnn_source_weight (source, RNN_PARAMETER_W_HH,
                                             a->layer, k, a->column));
  rnn_source_add_one (source, RNN_PART_BIAS,
                      rnn_source_weight (source, RNN_PARAMETER_B_H, a->layer, 0,
                                         a->column));
}

static void
explain_h (const RnnSource     *source,
           const RnnAddress *a)
{
  RnnExplanation *explanation = source->explanation;

  if (a->t == 0)
    return;
  if (rnn_trace_silences (source->trace, a))
    {
      explanation->form = RNN_FORM_SILENCED;
      return;
    }
  explanation->form = RNN_FORM_ACTIVATION;
  explain_z (source, a);
}

static void
explain_logit (const RnnSource     *source,
               const RnnAddress *a)
{
  const RnnNetwork *network = &source->trace->network;
  guint top = network->n_layers - 1;

  for (guint j = 0; j < network->units[top]; j++)
    rnn_source_add_two (source, RNN_PART_ONLY,
                        rnn_source_unit (source, RNN_QUANTITY_H, top, a->t, j),
                        rnn_source_weight (source, RNN_PARAMETER_W_HY, 0, j,
                                           a->column));
  rnn_source_add_one (source, RNN_PART_BIAS,
                      rnn_source_weight (source, RNN_PARAMETER_B_Y, 0, 0,
                                         a->column));
}

/* e to every logit. */
static void
add_exponentials (const RnnSource *source,
                  guint         t)
{
  RnnExplanation *explanation = source->explanation;
  double largest = -INFINITY;

  for (guint c = 0; c < source->trace->network.n_classes; c++)
    {
      RnnFactor logit = rnn_source_unit (source, RNN_QUANTITY_LOGIT, 0, t, c);

      rnn_source_add_one (source, RNN_PART_ONLY, logit);
      largest = fmax (largest, logit.value);
    }
  if (fabs (largest) > LARGEST_EXPONENT)
    explanation->shift = largest;
  for (guint c = 0; c < explanation->n_terms; c++)
    explanation->terms[c].value =
      exp (explanation->terms[c].value - explanation->shift);
}

static void
explain_nll (const RnnSource     *source,
             const RnnAddress *a)
{
  const RnnTrace *trace = source->trace;
  guint16 target = trace->targets[rnn_trace_output_at (trace, a->t)];
  RnnFactor y = rnn_source_unit (source, RNN_QUANTITY_Y, 0, a->t, target);

  if (y.value >= FLT_MIN)
    {
      source->explanation->form = RNN_FORM_NEG_LOG;
      rnn_source_add_one (source, RNN_PART_ONLY, y);
      return;
    }
  source->explanation->form = RNN_FORM_LOG_SUM;
  source->explanation->chosen = target;
  add_exponentials (source, a->t);
}

static void
explain_loss (const RnnSource *source)
{
  const RnnTrace *trace = source->trace;
  RnnFactor share =
    rnn_factor_constant (RNN_QUANTITY_COUNT, 1.0 / trace->n_outputs);

  for (guint t = 1; t <= trace->time_steps; t++)
    {
      RnnFactor nll;

      if (rnn_trace_output_at (trace, t) < 0)
        continue;
      nll = rnn_source_unit (source, RNN_QUANTITY_NLL, 0, t, 0);
      if (trace->reduction == RNN_LOSS_MEAN && trace->n_outputs > 1)
        rnn_source_add_two (source, RNN_PART_ONLY, nll, share);
      else
        rnn_source_add_one (source, RNN_PART_ONLY, nll);
    }
}

/* One-hot and real inputs are given; the others come from below. */
static void
explain_x (const RnnSource     *source,
           const RnnAddress *a)
{
  const RnnTrace *trace = source->trace;

  if (a->layer == 0 && trace->network.embedding == 0)
    return;
  source->explanation->form = RNN_FORM_SUM;
  if (a->layer > 0)
    rnn_source_add_one (source, RNN_PART_ONLY,
                        rnn_source_input (source, a->layer, a->t, a->column));
  else
    rnn_source_add_one (source, RNN_PART_ONLY,
                        rnn_source_weight (source, RNN_PARAMETER_EMBEDDING, 0,
                                           trace->codes[a->t - 1], a->column));
}

void
rnn_explain_forward (const RnnSource *source)
{
  RnnExplanation *explanation = source->explanation;
  const RnnAddress *a = &explanation->address;

  explanation->form = RNN_FORM_SUM;
  switch (a->quantity)
    {
    case RNN_QUANTITY_X:
      explanation->form = RNN_FORM_GIVEN;
      explain_x (source, a);
      break;
    case RNN_QUANTITY_Z:
      explain_z (source, a);
      break;
    case RNN_QUANTITY_H:
      explanation->form = RNN_FORM_GIVEN;
      explain_h (source, a);
      break;
    case RNN_QUANTITY_LOGIT:
      explain_logit (source, a);
      break;
    case RNN_QUANTITY_Y:
      explanation->form = RNN_FORM_SOFTMAX;
      explanation->chosen = a->column;
      add_exponentials (source, a->t);
      break;
    case RNN_QUANTITY_NLL:
      explain_nll (source, a);
      break;
    case RNN_QUANTITY_LOSS:
      explain_loss (source);
      break;
    default:
      g_assert_not_reached ();
    }
}
