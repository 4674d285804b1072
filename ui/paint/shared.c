#include "ui/paint/shared.h"

#include <glib/gi18n-lib.h>

guint
paint_shared_uses (const RnnFrame *frame,
                   guint           parameter)
{
  g_return_val_if_fail (frame && parameter < frame->network.n_parameters, 1);

  switch (frame->network.parameters[parameter].kind)
    {
    case RNN_PARAMETER_W_HY:
    case RNN_PARAMETER_B_Y:
      return frame->network.target == RNN_TARGET_ALL
                 ? frame->dataset->time_steps
                 : 1;
    /* A row is used where its letter comes. */
    case RNN_PARAMETER_EMBEDDING:
      return 1;
    case RNN_PARAMETER_W_XH:
    case RNN_PARAMETER_W_HH:
    case RNN_PARAMETER_B_H:
    default:
      return frame->dataset->time_steps;
    }
}

char *
paint_shared_append (char              *sentence,
                     const RnnFrame    *frame,
                     const PaintTarget *target)
{
  g_autofree char *before = sentence;
  guint n;

  g_return_val_if_fail (frame && target, NULL);

  if (!before || target->parameter >= frame->network.n_parameters)
    return g_steal_pointer (&before);
  n = paint_shared_uses (frame, target->parameter);
  if (n == 1)
    return g_steal_pointer (&before);
  if (target->kind == PAINT_TARGET_PARAMETER)
    return g_strdup_printf (ngettext ("%s; the same at %u time step",
                                      "%s; the same at each of %u time steps",
                                      n),
                            before,
                            n);
  return g_strdup_printf (ngettext ("%s; one parameter, used at %u time step",
                                    "%s; one parameter, used at %u time steps",
                                    n),
                          before,
                          n);
}
