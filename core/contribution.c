#include "core/contribution.h"

#include <math.h>
#include <string.h>

/* The row and the column vector whose product a contribution is.  @rows NULL: a
 * row of its own numbered @row, as a one-hot vector has it.  @columns NULL: the
 * contribution is 0. */
typedef struct
{
  const float *rows;
  gsize        row;
  const float *columns;
} Outer;

/* x_t of the layer: its numbers, or the one that is 1. */
static void
set_input (Outer          *outer,
           const RnnTrace *trace,
           guint           layer,
           gsize           step)
{
  if (trace->x[layer] != NULL)
    outer->rows =
      trace->x[layer] + step * rnn_network_inputs (&trace->network, layer);
  else
    outer->row = trace->codes[step];
}

/* The output that belongs to time step @t, if any. */
static const float *
find_dlogits (const RnnTrace *trace,
              guint           t)
{
  guint silent = trace->time_steps - trace->n_outputs;

  if (t <= silent)
    return NULL;
  return trace->dlogits + (gsize) (t - 1 - silent) * trace->network.n_classes;
}

static Outer
find_outer (const RnnTrace     *trace,
            const RnnParameter *p,
            guint               t)
{
  const RnnNetwork *network = &trace->network;
  gsize units = network->units[p->layer];
  gsize top = network->n_layers - 1;
  gsize step = t - 1;
  Outer outer = { NULL, 0, trace->dz[p->layer] + step * units };

  switch (p->kind)
    {
    case RNN_PARAMETER_EMBEDDING:
      outer.row = trace->codes[step];
      outer.columns = trace->dx + step * network->embedding;
      break;
    case RNN_PARAMETER_W_XH:
      set_input (&outer, trace, p->layer, step);
      break;
    case RNN_PARAMETER_W_HH:
      outer.rows = trace->h[p->layer] + step * units;
      if (rnn_interventions_cuts (&trace->interventions, p->layer))
        outer.columns = NULL;
      break;
    case RNN_PARAMETER_B_H:
      break;
    case RNN_PARAMETER_W_HY:
      outer.rows = trace->h[top] + t * (gsize) network->units[top];
      outer.columns = find_dlogits (trace, t);
      break;
    case RNN_PARAMETER_B_Y:
      outer.columns = find_dlogits (trace, t);
      break;
    default:
      g_assert_not_reached ();
    }
  return outer;
}

static void
add_scaled_row (const RnnParameter *p,
                gsize               row,
                float               factor,
                const float        *columns,
                float              *matrix)
{
  for (gsize j = 0; j < p->columns; j++)
    matrix[row * p->columns + j] += factor * columns[j];
}

static void
add (const RnnTrace     *trace,
     const RnnParameter *p,
     guint               t,
     float              *matrix)
{
  Outer outer = find_outer (trace, p, t);

  if (outer.columns == NULL)
    return;
  if (outer.rows == NULL)
    add_scaled_row (p, outer.row, 1.0f, outer.columns, matrix);
  else
    for (gsize i = 0; i < p->rows; i++)
      add_scaled_row (p, i, outer.rows[i], outer.columns, matrix);
}

static gboolean
exists (const RnnTrace *trace,
        guint           parameter,
        guint           t)
{
  return trace != NULL && parameter < trace->network.n_parameters && t > 0
         && t <= trace->time_steps;
}

void
rnn_contribution (const RnnTrace *trace,
                  guint           parameter,
                  guint           t,
                  float          *matrix)
{
  const RnnParameter *p;

  g_return_if_fail (exists (trace, parameter, t));
  g_return_if_fail (matrix != NULL);

  p = &trace->network.parameters[parameter];
  memset (matrix, 0, (gsize) p->rows * p->columns * sizeof (float));
  add (trace, p, t, matrix);
}

void
rnn_contribution_sum (const RnnTrace *trace,
                      guint           parameter,
                      guint           t,
                      float          *matrix)
{
  const RnnParameter *p;

  g_return_if_fail (exists (trace, parameter, t));
  g_return_if_fail (matrix != NULL);

  p = &trace->network.parameters[parameter];
  memset (matrix, 0, (gsize) p->rows * p->columns * sizeof (float));
  for (guint step = trace->time_steps; step >= t; step--)
    add (trace, p, step, matrix);
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

static double
largest_of (const float *x,
            gsize        n)
{
  double largest = 0.0;

  for (gsize i = 0; i < n; i++)
    largest = fmax (largest, fabs (x[i]));
  return largest;
}

/* What @measure says of the product of two vectors is the product of what it
 * says of each. */
static double
measure_outer (const RnnTrace *trace,
               guint           parameter,
               guint           t,
               double        (*measure) (const float *x,
                                         gsize        n))
{
  const RnnParameter *p = &trace->network.parameters[parameter];
  Outer outer = find_outer (trace, p, t);

  if (outer.columns == NULL)
    return 0.0;
  return (outer.rows != NULL ? measure (outer.rows, p->rows) : 1.0)
         * measure (outer.columns, p->columns);
}

double
rnn_contribution_norm (const RnnTrace *trace,
                       guint           parameter,
                       guint           t)
{
  g_return_val_if_fail (exists (trace, parameter, t), 0.0);

  return measure_outer (trace, parameter, t, norm_of);
}

double
rnn_contribution_largest (const RnnTrace *trace,
                          guint           parameter,
                          guint           t)
{
  g_return_val_if_fail (exists (trace, parameter, t), 0.0);

  return measure_outer (trace, parameter, t, largest_of);
}
