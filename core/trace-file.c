#include "core/trace-file.h"

#include <math.h>

#include "core/contribution.h"
#include "core/flow.h"
#include "core/number.h"
#include "core/output-file.h"

/* Where a matrix stands: the first columns of its rows. */
typedef struct
{
  const char *phase;
  guint       layer;          /* from 1; 0: none */
  int         t;              /* −1: none */
} Place;

static const char *const parameter_names[] = {
  [RNN_PARAMETER_EMBEDDING] = "E",
  [RNN_PARAMETER_W_XH] = "W_xh",
  [RNN_PARAMETER_W_HH] = "W_hh",
  [RNN_PARAMETER_B_H] = "b_h",
  [RNN_PARAMETER_W_HY] = "W_hy",
  [RNN_PARAMETER_B_Y] = "b_y",
};

static char *
format_place (Place place, const char *quantity)
{
  char layer[16] = "", t[16] = "";

  if (place.layer > 0)
    g_snprintf (layer, sizeof layer, "%u", place.layer);
  if (place.t >= 0)
    g_snprintf (t, sizeof t, "%d", place.t);

  return g_strdup_printf ("%s,%s,%s,%s", place.phase, layer, t, quantity);
}

static void
put_matrix (RnnOutputFile *file,
            Place          place,
            const char    *quantity,
            guint          rows,
            guint          columns,
            const float   *values)
{
  g_autofree char *start = format_place (place, quantity);
  char number[RNN_NUMBER_SIZE];

  for (guint row = 0; row < rows; row++)
    for (guint column = 0; column < columns; column++)
      rnn_output_file_printf (
          file, "%s,%u,%u,%s\n", start, row, column,
          rnn_number_format_float (values[(gsize) row * columns + column],
                                   number));
}

static void
put_number (RnnOutputFile *file, Place place, const char *quantity, double value)
{
  g_autofree char *start = format_place (place, quantity);
  char number[RNN_NUMBER_SIZE];

  rnn_output_file_printf (file, "%s,0,0,%s\n", start,
                          rnn_number_format (value, number));
}

/* Layer @layer's input at step @t (from 0), of which a one-hot one is made in
 * @one_hot (zeros, which it must be again). */
static const float *
input_at (const RnnTrace *trace, guint layer, guint t, float *one_hot)
{
  guint n_in = rnn_network_inputs (&trace->network, layer);

  if (trace->x[layer] != NULL)
    return trace->x[layer] + (gsize) t * n_in;

  one_hot[trace->codes[t]] = 1;
  return one_hot;
}

static void
put_input (RnnOutputFile *file, const RnnTrace *trace, guint layer, guint t)
{
  guint n_in = rnn_network_inputs (&trace->network, layer);
  g_autofree float *one_hot = g_new0 (float, n_in);
  Place place = { "forward", layer + 1, t + 1 };

  if (trace->x[layer] != NULL
      || (gsize) trace->time_steps * n_in <= RNN_TRACE_FILE_MAX_NUMBERS)
    put_matrix (file, place, "x", 1, n_in,
                input_at (trace, layer, t, one_hot));
}

static void
put_layer_forward (RnnOutputFile *file, const RnnTrace *trace, guint layer)
{
  guint n_units = trace->network.units[layer];

  put_matrix (file, (Place) { "forward", layer + 1, 0 }, "h", 1, n_units,
              trace->h[layer]);
  for (guint t = 0; t < trace->time_steps; t++)
    {
      Place place = { "forward", layer + 1, t + 1 };

      if (layer == 0 && trace->codes != NULL)
        put_number (file, place, "code", trace->codes[t]);
      put_input (file, trace, layer, t);
      put_matrix (file, place, "z", 1, n_units,
                  trace->z[layer] + (gsize) t * n_units);
      put_matrix (file, place, "h", 1, n_units,
                  trace->h[layer] + (gsize) (t + 1) * n_units);
    }
}

/* The time step, from 1, of output @p. */
static int
output_step (const RnnTrace *trace, guint p)
{
  return trace->time_steps - trace->n_outputs + p + 1;
}

/* Only the SimpleRNN layers are numbered. */
static Place
parameter_place (const char *phase, const RnnParameter *parameter)
{
  gboolean in_layer = parameter->kind >= RNN_PARAMETER_W_XH
                      && parameter->kind <= RNN_PARAMETER_B_H;

  return (Place) { phase, in_layer ? parameter->layer + 1 : 0, -1 };
}

static void
put_parameters (RnnOutputFile    *file,
                const RnnNetwork *network,
                const char       *phase,
                const char       *before,
                const char       *after,
                const float      *arena)
{
  for (guint i = 0; i < network->n_parameters; i++)
    {
      const RnnParameter *parameter = &network->parameters[i];
      g_autofree char *quantity
          = g_strconcat (before, parameter_names[parameter->kind], after, NULL);

      put_matrix (file, parameter_place (phase, parameter), quantity,
                  parameter->rows, parameter->columns,
                  arena + parameter->offset);
    }
}

static void
put_forward (RnnOutputFile        *file,
             const RnnTrace       *trace,
             const RnnUpdateTrace *update)
{
  guint n_classes = trace->network.n_classes;

  if (update != NULL)
    put_parameters (file, &update->network, "forward", "", "", update->before);

  for (guint layer = 0; layer < trace->network.n_layers; layer++)
    put_layer_forward (file, trace, layer);

  for (guint p = 0; p < trace->n_outputs; p++)
    {
      Place place = { "forward", 0, output_step (trace, p) };

      put_matrix (file, place, "logits", 1, n_classes,
                  trace->logits + (gsize) p * n_classes);
      put_matrix (file, place, "y", 1, n_classes,
                  trace->y + (gsize) p * n_classes);
    }
}

static void
put_loss (RnnOutputFile *file, const RnnTrace *trace)
{
  for (guint p = 0; p < trace->n_outputs; p++)
    {
      Place place = { "loss", 0, output_step (trace, p) };

      put_number (file, place, "target", trace->targets[p]);
      put_matrix (file, place, "nll", 1, 1, trace->nll + p);
    }
  put_number (file, (Place) { "loss", 0, -1 }, "loss", trace->loss);
}

/* What step @t, from 1, contributes to the gradient of a parameter. */
static void
put_contribution (RnnOutputFile    *file,
                  const RnnTrace   *trace,
                  RnnParameterKind  kind,
                  guint             layer,
                  guint             t)
{
  const RnnNetwork *network = &trace->network;
  const RnnParameter *p = rnn_network_find (network, kind, layer);
  g_autofree float *matrix = g_new (float, (gsize) p->rows * p->columns);
  g_autofree char *quantity = g_strconcat ("d", parameter_names[kind], NULL);
  Place place = parameter_place ("backward", p);

  place.t = t;
  rnn_contribution (trace, p - network->parameters, t, matrix);
  put_matrix (file, place, quantity, p->rows, p->columns, matrix);
}

static void
put_output_backward (RnnOutputFile *file, const RnnTrace *trace)
{
  guint top = trace->network.n_layers - 1;
  guint n_classes = trace->network.n_classes;
  gsize n_contributions =
    (gsize) trace->n_outputs * trace->network.units[top] * n_classes;

  for (guint p = trace->n_outputs; p-- > 0;)
    {
      int t = output_step (trace, p);

      put_matrix (file, (Place) { "backward", 0, t }, "dlogits", 1, n_classes,
                  trace->dlogits + (gsize) p * n_classes);
      if (n_contributions > RNN_TRACE_FILE_MAX_NUMBERS)
        continue;
      put_contribution (file, trace, RNN_PARAMETER_W_HY, 0, t);
      put_contribution (file, trace, RNN_PARAMETER_B_Y, 0, t);
    }
}

static void
put_contributions (RnnOutputFile  *file,
                   const RnnTrace *trace,
                   guint           layer,
                   guint           t)
{
  guint n_units = trace->network.units[layer];
  guint n_in = rnn_network_inputs (&trace->network, layer);

  if ((gsize) trace->time_steps * n_units * (n_in + n_units)
      > RNN_TRACE_FILE_MAX_NUMBERS)
    return;

  put_contribution (file, trace, RNN_PARAMETER_W_XH, layer, t);
  put_contribution (file, trace, RNN_PARAMETER_W_HH, layer, t);
  put_contribution (file, trace, RNN_PARAMETER_B_H, layer, t);
}

/* What there is of the numbers of one step. */
static void
put_known (RnnOutputFile *file,
           Place          place,
           const char    *quantity,
           double         value)
{
  if (!isnan (value))
    put_number (file, place, quantity, value);
}

static void
put_flow_step (RnnOutputFile      *file,
               const RnnFlowLayer *flow,
               Place               place)
{
  guint t = place.t - 1;

  put_known (file, place, "dh_norm_ratio", flow->ratio[t]);
  put_known (file, place, "dh_norm_passed", flow->passed[t]);
  put_known (file, place, "factor", flow->factor[t]);
  put_known (file, place, "factor_product", flow->product[t]);
  put_known (file, place, "factor_product_log10", flow->log10_product[t]);
}

static void
put_eigenvalues (RnnOutputFile      *file,
                 const RnnFlowLayer *flow,
                 guint               layer,
                 guint               n_units)
{
  g_autofree char *start = format_place ((Place) { "backward", layer + 1, -1 },
                                         "W_hh_eigenvalue");
  char re[RNN_NUMBER_SIZE], im[RNN_NUMBER_SIZE];

  for (guint i = 0; flow->eigenvalues != NULL && i < n_units; i++)
    rnn_output_file_printf (file, "%s,%u,0,%s\n%s,%u,1,%s\n",
                            start, i,
                            rnn_number_format (flow->eigenvalues[i].re, re),
                            start, i,
                            rnn_number_format (flow->eigenvalues[i].im, im));
}

static void
put_layer_backward (RnnOutputFile  *file,
                    const RnnTrace *trace,
                    const RnnFlow  *flow,
                    guint           layer)
{
  guint n_units = trace->network.units[layer];

  if (flow != NULL)
    put_eigenvalues (file, &flow->layers[layer], layer, n_units);
  for (guint t = trace->time_steps; t-- > 0;)
    {
      gsize start = (gsize) t * n_units;
      Place place = { "backward", layer + 1, t + 1 };

      put_matrix (file, place, "dh_out", 1, n_units,
                  trace->dh_out[layer] + start);
      put_matrix (file, place, "dh_next", 1, n_units,
                  trace->dh_next[layer] + start);
      put_matrix (file, place, "dh", 1, n_units, trace->dh[layer] + start);
      put_number (file, place, "dh_norm", trace->dh_norm[layer][t]);
      put_matrix (file, place, "dz", 1, n_units, trace->dz[layer] + start);
      put_contributions (file, trace, layer, t + 1);
      if (layer == 0 && trace->dx != NULL)
        put_matrix (file, place, "dx", 1, trace->network.embedding,
                    trace->dx + (gsize) t * trace->network.embedding);
      if (flow != NULL)
        put_flow_step (file, &flow->layers[layer], place);
    }
}

static void
put_norms (RnnOutputFile *file, const RnnTrace *trace)
{
  const RnnNetwork *network = &trace->network;

  for (guint i = 0; i < network->n_parameters; i++)
    {
      const RnnParameter *parameter = &network->parameters[i];
      const float *values = trace->gradients + parameter->offset;
      gsize n = (gsize) parameter->rows * parameter->columns;
      g_autofree char *quantity
          = g_strdup_printf ("d%s_norm", parameter_names[parameter->kind]);
      double squares = 0;

      for (gsize j = 0; j < n; j++)
        squares += (double) values[j] * values[j];
      put_number (file, parameter_place ("gradient", parameter), quantity,
                  sqrt (squares));
    }
}

static void
put_update (RnnOutputFile *file, const RnnUpdateTrace *update)
{
  const RnnNetwork *network = &update->network;
  g_autofree float *step = g_new (float, network->size);

  for (gsize i = 0; i < network->size; i++)
    step[i] = update->after[i] - update->before[i];

  put_number (file, (Place) { "update", 0, -1 }, "number", update->update);
  put_parameters (file, network, "update", "d", "", update->gradients);
  put_parameters (file, network, "update", "d", "_clipped", update->clipped);
  if (update->m != NULL)
    put_parameters (file, network, "update", "", "_m", update->m);
  if (update->v != NULL)
    put_parameters (file, network, "update", "", "_v", update->v);
  put_parameters (file, network, "update", "", "_old", update->before);
  put_parameters (file, network, "update", "", "_step", step);
  put_parameters (file, network, "update", "", "_new", update->after);
}

gboolean
rnn_trace_save (const char           *path,
                const RnnTrace       *trace,
                const RnnUpdateTrace *update,
                GError              **error)
{
  g_autoptr (RnnFlow) flow = NULL;
  RnnOutputFile *file;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (trace != NULL, FALSE);

  file = rnn_output_file_new (path, error);
  if (file == NULL)
    return FALSE;
  if (update != NULL)
    flow = rnn_flow_new (trace, update->before, RNN_FLOW_BUDGET_FILE);

  rnn_output_file_append (file, "phase,layer,t,quantity,row,column,value\n",
                          -1);
  put_forward (file, trace, update);
  put_loss (file, trace);
  put_output_backward (file, trace);
  for (guint layer = trace->network.n_layers; layer-- > 0;)
    put_layer_backward (file, trace, flow, layer);
  put_parameters (file, &trace->network, "gradient", "d", "",
                  trace->gradients);
  put_norms (file, trace);
  if (update != NULL)
    put_update (file, update);

  return rnn_output_file_commit (file, error);
}
