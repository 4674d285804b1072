#include "core/flow.h"

#include <math.h>

#include "core/explanation.h"
#include "core/spectral-norm.h"

/* Multiplications for the eigenvalues of n rows: so many times n³. */
#define EIGENVALUES_COST 10
/* Products with a matrix that a norm takes at the least. */
#define LEAST_PRODUCTS 8

static double *
new_unknown (guint n)
{
  double *numbers = g_new (double, n);

  for (guint i = 0; i < n; i++)
    numbers[i] = NAN;
  return numbers;
}

static double
norm_of (const float *x,
         gsize        n)
{
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += (double) x[i] * x[i];
  return sqrt (sum);
}

static const float *
find_w_hh (const RnnTrace *trace,
           const float    *parameters,
           guint           layer)
{
  return parameters
         + rnn_network_find (&trace->network, RNN_PARAMETER_W_HH, layer)->offset;
}

/* What there is ------------------------------------------------------------ */

static void
set_ratios (RnnFlowLayer   *flow,
            const RnnTrace *trace,
            guint           layer)
{
  gsize units = trace->network.units[layer];
  const double *norms = trace->dh_norm[layer];

  for (guint t = trace->time_steps; t > 1; t--)
    {
      const float *share = trace->dh_next[layer] + (gsize) (t - 2) * units;

      if (norms[t - 1] == 0.0)
        continue;
      flow->ratio[t - 1] = norms[t - 2] / norms[t - 1];
      flow->passed[t - 1] = norm_of (share, units) / norms[t - 1];
    }
}

/* Eigenvalues -------------------------------------------------------------- */

static void
set_spectrum (RnnFlowLayer *flow,
              guint         units,
              const float  *w_hh,
              gint64       *budget)
{
  gint64 cost = EIGENVALUES_COST * (gint64) units * units * units;
  g_autofree RnnComplex *values = NULL;

  flow->radius = NAN;
  flow->spectrum = RNN_FLOW_TOO_LARGE;
  if (cost > *budget)
    return;

  *budget -= cost;
  values = g_new (RnnComplex, units);
  flow->spectrum = RNN_FLOW_NOT_FINITE;
  if (!rnn_eigenvalues (units, w_hh, values))
    return;

  flow->spectrum = RNN_FLOW_KNOWN;
  flow->radius = hypot (values[0].re, values[0].im);
  flow->eigenvalues = g_steal_pointer (&values);
}

/* Factors ------------------------------------------------------------------ */

/* act′(z_t) of each unit. */
static void
fill_slopes (const RnnTrace *trace,
             const float    *parameters,
             guint           layer,
             guint           t,
             double         *slopes)
{
  RnnAddress address = { .quantity = RNN_QUANTITY_SLOPE, .layer = layer,
                         .t = t };

  for (guint j = 0; j < trace->network.units[layer]; j++)
    {
      address.column = j;
      rnn_trace_value (trace, parameters, &address, &slopes[j]);
    }
}

/* diag (s) Wᵀ is (W diag (s))ᵀ, and of the same norm. */
static gboolean
find_factors (RnnFlowLayer   *flow,
              const RnnTrace *trace,
              const float    *parameters,
              guint           layer,
              gint64         *budget)
{
  guint units = trace->network.units[layer];
  g_autofree double *slopes = g_new0 (double, units);
  g_autoptr (RnnSpectralNorm) norm =
    rnn_spectral_norm_new (units, find_w_hh (trace, parameters, layer));

  for (guint t = trace->time_steps; t > 1; t--)
    {
      fill_slopes (trace, parameters, layer, t, slopes);
      flow->factor[t - 1] = rnn_spectral_norm (norm, slopes, budget);
      if (*budget < 0)
        return FALSE;
    }
  return TRUE;
}

static void
set_factors (RnnFlowLayer   *flow,
             const RnnTrace *trace,
             const float    *parameters,
             guint           layer,
             gint64         *budget)
{
  guint last = trace->time_steps;
  gint64 units = trace->network.units[layer];

  flow->factors = RNN_FLOW_KNOWN;
  if (rnn_interventions_cuts (&trace->interventions, layer))
    {
      for (guint t = 2; t <= last; t++)
        flow->factor[t - 1] = 0.0;
    }
  else if (last > 1
           && (MIN (LEAST_PRODUCTS, units) * units * units * (last - 1)
                 > *budget
               || !find_factors (flow, trace, parameters, layer, budget)))
    {
      flow->factors = RNN_FLOW_TOO_LARGE;
      for (guint t = 2; t <= last; t++)
        flow->factor[t - 1] = NAN;
    }
}

static void
set_products (RnnFlowLayer *flow,
              guint         last)
{
  if (flow->factors != RNN_FLOW_KNOWN)
    return;
  flow->product[last - 1] = 1.0;
  flow->log10_product[last - 1] = 0.0;
  for (guint t = last; t > 1; t--)
    {
      flow->product[t - 2] = flow->product[t - 1] * flow->factor[t - 1];
      flow->log10_product[t - 2] =
        flow->log10_product[t - 1] + log10 (flow->factor[t - 1]);
    }
}

/* The whole ---------------------------------------------------------------- */

RnnFlow *
rnn_flow_new (const RnnTrace *trace,
              const float    *parameters,
              gint64          budget)
{
  RnnFlow *flow;

  g_return_val_if_fail (trace != NULL && parameters != NULL, NULL);

  flow = g_new0 (RnnFlow, 1);
  flow->count = 1;
  flow->time_steps = trace->time_steps;
  flow->n_layers = trace->network.n_layers;
  for (guint l = 0; l < flow->n_layers; l++)
    {
      RnnFlowLayer *layer = &flow->layers[l];

      layer->ratio = new_unknown (flow->time_steps);
      layer->passed = new_unknown (flow->time_steps);
      layer->factor = new_unknown (flow->time_steps);
      layer->product = new_unknown (flow->time_steps);
      layer->log10_product = new_unknown (flow->time_steps);
      set_ratios (layer, trace, l);
      set_spectrum (layer, trace->network.units[l],
                    find_w_hh (trace, parameters, l), &budget);
    }
  for (guint l = 0; l < flow->n_layers; l++)
    {
      set_factors (&flow->layers[l], trace, parameters, l, &budget);
      set_products (&flow->layers[l], flow->time_steps);
    }
  return flow;
}

RnnFlow *
rnn_flow_ref (RnnFlow *flow)
{
  g_return_val_if_fail (flow != NULL, NULL);

  g_atomic_int_inc (&flow->count);
  return flow;
}

void
rnn_flow_unref (RnnFlow *flow)
{
  g_return_if_fail (flow != NULL);

  if (!g_atomic_int_dec_and_test (&flow->count))
    return;
  for (guint l = 0; l < flow->n_layers; l++)
    {
      RnnFlowLayer *layer = &flow->layers[l];

      g_free (layer->ratio);
      g_free (layer->passed);
      g_free (layer->factor);
      g_free (layer->product);
      g_free (layer->log10_product);
      g_free (layer->eigenvalues);
    }
  g_free (flow);
}

gboolean
rnn_flow_is_whole (const RnnFlow *flow)
{
  g_return_val_if_fail (flow != NULL, FALSE);

  for (guint l = 0; l < flow->n_layers; l++)
    if (flow->layers[l].factors == RNN_FLOW_TOO_LARGE
        || flow->layers[l].spectrum == RNN_FLOW_TOO_LARGE)
      return FALSE;
  return TRUE;
}
