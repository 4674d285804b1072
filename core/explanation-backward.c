#include "core/explanation-build.h"

/* (y − [c is the target]) · scale */
static void
explain_dlogit (const RnnSource  *source,
                const RnnAddress *a)
{
  const RnnTrace *trace = source->trace;
  gboolean mean = trace->reduction == RNN_LOSS_MEAN && trace->n_outputs > 1;
  guint n = mean ? 2 : 1;
  guint16 target = trace->targets[rnn_trace_output_at (trace, a->t)];
  RnnFactor factors[2] = {
    rnn_source_unit (source, RNN_QUANTITY_Y, 0, a->t, a->column),
    rnn_factor_constant (RNN_QUANTITY_COUNT, 1.0 / trace->n_outputs),
  };

  rnn_explanation_add (source->explanation, RNN_PART_ONLY, n, factors);
  if (a->column != target)
    return;
  factors[0] = rnn_factor_constant (RNN_QUANTITY_COUNT, -1.0);
  rnn_explanation_add (source->explanation, RNN_PART_ONLY, n, factors);
}

/* ∂L/∂h · act′ · W of every unit of layer @layer at step @t, with its weight in
 * row @row. */
static void
add_from_units (const RnnSource  *source,
                RnnPart           part,
                RnnParameterKind  kind,
                guint             layer,
                guint             t,
                guint             row)
{
  for (guint k = 0; k < source->trace->network.units[layer]; k++)
    {
      const RnnFactor factors[] = {
        rnn_source_unit (source, RNN_QUANTITY_DH, layer, t, k),
        rnn_source_unit (source, RNN_QUANTITY_SLOPE, layer, t, k),
        rnn_source_weight (source, kind, layer, row, k),
      };

      rnn_explanation_add (source->explanation, part, G_N_ELEMENTS (factors),
                           factors);
    }
}

static void
add_from_output (const RnnSource  *source,
                 const RnnAddress *a)
{
  for (guint c = 0; c < source->trace->network.n_classes; c++)
    rnn_source_add_two (source, RNN_PART_OUTPUT,
                        rnn_source_unit (source, RNN_QUANTITY_DLOGIT, 0, a->t,
                                         c),
                        rnn_source_weight (source, RNN_PARAMETER_W_HY, 0,
                                           a->column, c));
}

static void
explain_dh (const RnnSource  *source,
            const RnnAddress *a)
{
  const RnnTrace *trace = source->trace;

  if (a->layer + 1 < trace->network.n_layers)
    add_from_units (source, RNN_PART_ABOVE, RNN_PARAMETER_W_XH, a->layer + 1,
                    a->t, a->column);
  else if (rnn_trace_output_at (trace, a->t) >= 0)
    add_from_output (source, a);

  if (a->t < trace->time_steps
      && !rnn_interventions_cuts (&trace->interventions, a->layer))
    add_from_units (source, RNN_PART_NEXT, RNN_PARAMETER_W_HH, a->layer,
                    a->t + 1, a->column);
}

static void
explain_slope (const RnnSource  *source,
               const RnnAddress *a)
{
  if (rnn_trace_silences (source->trace, a))
    {
      source->explanation->form = RNN_FORM_SILENCED;
      return;
    }
  source->explanation->form = RNN_FORM_SLOPE;
  rnn_source_add_one (source, RNN_PART_ONLY,
                      rnn_source_unit (source, RNN_QUANTITY_H, a->layer, a->t,
                                       a->column));
}

static void
explain_dz (const RnnSource  *source,
            const RnnAddress *a)
{
  rnn_source_add_two (source, RNN_PART_ONLY,
                      rnn_source_unit (source, RNN_QUANTITY_DH, a->layer, a->t,
                                       a->column),
                      rnn_source_unit (source, RNN_QUANTITY_SLOPE, a->layer,
                                       a->t, a->column));
}

static void
explain_dx (const RnnSource  *source,
            const RnnAddress *a)
{
  for (guint k = 0; k < source->trace->network.units[0]; k++)
    rnn_source_add_two (source, RNN_PART_ONLY,
                        rnn_source_unit (source, RNN_QUANTITY_DZ, 0, a->t, k),
                        rnn_source_weight (source, RNN_PARAMETER_W_XH, 0,
                                           a->column, k));
}

static void
explain_dh_norm (const RnnSource  *source,
                 const RnnAddress *a)
{
  source->explanation->form = RNN_FORM_NORM;
  for (guint j = 0; j < source->trace->network.units[a->layer]; j++)
    {
      RnnFactor dh =
        rnn_source_unit (source, RNN_QUANTITY_DH, a->layer, a->t, j);

      rnn_source_add_two (source, RNN_PART_ONLY, dh, dh);
    }
}

/* A number of W_hy or b_y: what step @t adds, if it has an output. */
static void
add_output_step (const RnnSource    *source,
                 const RnnParameter *p,
                 const RnnAddress   *a,
                 guint               t)
{
  guint top = source->trace->network.n_layers - 1;
  RnnFactor dlogit;

  if (rnn_trace_output_at (source->trace, t) < 0)
    return;
  dlogit = rnn_source_unit (source, RNN_QUANTITY_DLOGIT, 0, t, a->column);
  if (p->kind == RNN_PARAMETER_B_Y)
    rnn_source_add_one (source, RNN_PART_ONLY, dlogit);
  else
    rnn_source_add_two (source, RNN_PART_ONLY,
                        rnn_source_unit (source, RNN_QUANTITY_H, top, t, a->row),
                        dlogit);
}

/* A number of W_xh, W_hh or b_h: what step @t adds. */
static void
add_layer_step (const RnnSource    *source,
                const RnnParameter *p,
                const RnnAddress   *a,
                guint               t)
{
  RnnFactor dz =
    rnn_source_unit (source, RNN_QUANTITY_DZ, p->layer, t, a->column);

  if (p->kind == RNN_PARAMETER_B_H)
    rnn_source_add_one (source, RNN_PART_ONLY, dz);
  else if (p->kind == RNN_PARAMETER_W_XH)
    rnn_source_add_two (source, RNN_PART_ONLY,
                        rnn_source_input (source, p->layer, t, a->row), dz);
  else if (!rnn_interventions_cuts (&source->trace->interventions, p->layer))
    rnn_source_add_two (source, RNN_PART_ONLY,
                        rnn_source_unit (source, RNN_QUANTITY_H, p->layer,
                                         t - 1, a->row), dz);
}

/* A number of the embedding: what step @t adds, if its letter came then. */
static void
add_embedding_step (const RnnSource  *source,
                    const RnnAddress *a,
                    guint             t)
{
  if (source->trace->codes[t - 1] == a->row)
    rnn_source_add_one (source, RNN_PART_ONLY,
                        rnn_source_unit (source, RNN_QUANTITY_DX, 0, t,
                                         a->column));
}

/* One number of the sum of outer products that rnn_contribution has whole. */
static void
explain_gradient (const RnnSource  *source,
                  const RnnAddress *a)
{
  const RnnParameter *p = &source->trace->network.parameters[a->parameter];

  for (guint t = 1; t <= source->trace->time_steps; t++)
    if (p->kind == RNN_PARAMETER_EMBEDDING)
      add_embedding_step (source, a, t);
    else if (p->kind == RNN_PARAMETER_W_HY || p->kind == RNN_PARAMETER_B_Y)
      add_output_step (source, p, a, t);
    else
      add_layer_step (source, p, a, t);
}

void
rnn_explain_backward (const RnnSource *source)
{
  const RnnAddress *a = &source->explanation->address;

  source->explanation->form = RNN_FORM_SUM;
  switch (a->quantity)
    {
    case RNN_QUANTITY_DLOGIT:
      explain_dlogit (source, a);
      break;
    case RNN_QUANTITY_DH:
      explain_dh (source, a);
      break;
    case RNN_QUANTITY_SLOPE:
      explain_slope (source, a);
      break;
    case RNN_QUANTITY_DZ:
      explain_dz (source, a);
      break;
    case RNN_QUANTITY_DX:
      explain_dx (source, a);
      break;
    case RNN_QUANTITY_DH_NORM:
      explain_dh_norm (source, a);
      break;
    case RNN_QUANTITY_GRADIENT:
      explain_gradient (source, a);
      break;
    case RNN_QUANTITY_WEIGHT:
      source->explanation->form = RNN_FORM_GIVEN;
      break;
    default:
      g_assert_not_reached ();
    }
}
