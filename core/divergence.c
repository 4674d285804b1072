#include "core/divergence.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The first wrong number, or NULL. */
static const float *
find_wrong (const float *x,
            gsize        n)
{
  for (gsize i = 0; i < n; i++)
    {
      if (!(fabsf (x[i]) < RNN_TOO_LARGE))
        return &x[i];
    }

  return NULL;
}

/* The first wrong number of step @t, from 0, of the array that each pass has at
 * @array, rows of @width; or NULL. */
static const float *
find_wrong_step (const RnnParts *parts,
                 gsize           array,
                 gsize           t,
                 gsize           width)
{
  for (guint i = 0; i < parts->n; i++)
    {
      const RnnPass *pass = parts->passes[i];
      const float *numbers = G_STRUCT_MEMBER (float *, pass, array);
      gsize step = pass->batch * width;
      const float *wrong = find_wrong (numbers + t * step, step);

      if (wrong != NULL)
        return wrong;
    }

  return NULL;
}

char *
rnn_divergence_forward (const RnnParts *parts)
{
  const RnnPass *pass = parts->passes[0];
  const RnnNetwork *network = pass->network;
  gsize outputs = network->target == RNN_TARGET_ALL ? pass->steps : 1;

  for (guint t = 1; t <= pass->steps; t++)
    {
      for (guint l = 0; l < network->n_layers; l++)
        {
          const float *wrong =
            find_wrong_step (parts, G_STRUCT_OFFSET (RnnPass, h[l]), t,
                             network->units[l]);

          if (wrong != NULL)
            return g_strdup_printf (_("the hidden state of layer %u at time "
                                      "step %u (%.3g)"),
                                    l + 1, t, *wrong);
        }
    }

  for (guint i = 0; i < outputs; i++)
    {
      const float *wrong =
        find_wrong_step (parts, G_STRUCT_OFFSET (RnnPass, logits), i,
                         network->n_classes);

      if (wrong != NULL)
        return g_strdup_printf (_("the output at time step %u (%.3g)"),
                                (guint) (pass->steps - outputs + i + 1),
                                *wrong);
    }

  return g_strdup (_("the loss"));
}

/* Where ∂L/∂h first left the bounds on its way back. */
static char *
find_wrong_state (const RnnParts *parts)
{
  const RnnPass *pass = parts->passes[0];
  const RnnNetwork *network = pass->network;

  for (guint l = network->n_layers; l-- > 0;)
    {
      for (guint t = pass->steps; t-- > 0;)
        {
          if (find_wrong_step (parts, G_STRUCT_OFFSET (RnnPass, dh[l]), t,
                               network->units[l]) != NULL)
            return g_strdup_printf (_("since ∂L/∂h of layer %u at time step "
                                      "%u"),
                                    l + 1, t + 1);
        }
    }

  return NULL;
}

char *
rnn_divergence_gradients (const RnnParts *parts,
                          const float    *gradients)
{
  const RnnNetwork *network = parts->passes[0]->network;

  for (guint i = 0; i < network->n_parameters; i++)
    {
      const RnnParameter *p = &network->parameters[i];
      const float *wrong = find_wrong (gradients + p->offset,
                                       (gsize) p->rows * p->columns);

      if (wrong != NULL)
        {
          g_autofree char *name = rnn_network_parameter_name (network, i);
          g_autofree char *since = find_wrong_state (parts);

          if (since != NULL)
            /* Translators: the gradient of W_hh (1e+30, since ∂L/∂h …) */
            return g_strdup_printf (_("the gradient of %s (%.3g, %s)"),
                                    name, *wrong, since);
          return g_strdup_printf (_("the gradient of %s (%.3g)"), name, *wrong);
        }
    }

  return NULL;
}

char *
rnn_divergence_parameters (const RnnNetwork *network,
                           const float      *parameters)
{
  for (guint i = 0; i < network->n_parameters; i++)
    {
      const RnnParameter *p = &network->parameters[i];
      const float *wrong = find_wrong (parameters + p->offset,
                                       (gsize) p->rows * p->columns);

      if (wrong != NULL)
        {
          g_autofree char *name = rnn_network_parameter_name (network, i);

          return g_strdup_printf ("%s (%.3g)", name, *wrong);
        }
    }

  return NULL;
}
