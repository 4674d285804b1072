#include "core/summary.h"

static gsize
count (const RnnNetwork *network,
       RnnParameterKind  first,
       RnnParameterKind  last,
       guint             layer)
{
  gsize n = 0;

  for (guint i = 0; i < network->n_parameters; i++)
    {
      const RnnParameter *parameter = &network->parameters[i];

      if (parameter->kind >= first && parameter->kind <= last
          && parameter->layer == layer)
        n += (gsize) parameter->rows * parameter->columns;
    }

  return n;
}

/* Keras numbers the layers of a type from the second on: dense, dense_1.
 * @time_steps is 0 for a layer that hands on its last step only. */
static void
fill (RnnSummaryRow *row,
      const char    *type,
      const char    *name,
      guint          number,
      guint          time_steps,
      guint          features,
      gsize          parameters)
{
  g_strlcpy (row->type, type, sizeof row->type);
  if (number == 0)
    g_strlcpy (row->name, name, sizeof row->name);
  else
    g_snprintf (row->name, sizeof row->name, "%s_%u", name, number);

  row->n_output = 0;
  if (time_steps > 0)
    row->output[row->n_output++] = time_steps;
  row->output[row->n_output++] = features;
  row->parameters = parameters;
}

guint
rnn_summary (const RnnNetwork *network,
             guint             time_steps,
             RnnSummaryRow     rows[RNN_MAX_SUMMARY_ROWS])
{
  guint top, last_steps;
  guint n = 0;

  g_return_val_if_fail (network != NULL, 0);
  g_return_val_if_fail (rows != NULL, 0);
  g_return_val_if_fail (network->n_layers > 0, 0);

  top = network->n_layers - 1;
  last_steps = network->target == RNN_TARGET_ALL ? time_steps : 0;

  if (network->input == RNN_INPUT_EMBEDDING)
    fill (&rows[n++], "Embedding", "embedding", 0, time_steps,
          network->embedding,
          count (network, RNN_PARAMETER_EMBEDDING, RNN_PARAMETER_EMBEDDING, 0));

  for (guint layer = 0; layer <= top; layer++)
    fill (&rows[n++], "SimpleRNN", "simple_rnn", layer,
          layer < top ? time_steps : last_steps, network->units[layer],
          count (network, RNN_PARAMETER_W_XH, RNN_PARAMETER_B_H, layer));

  fill (&rows[n++], "Dense", "dense", 0, last_steps, network->n_classes,
        count (network, RNN_PARAMETER_W_HY, RNN_PARAMETER_B_Y, 0));

  return n;
}
