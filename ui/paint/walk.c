#include "ui/paint/walk.h"

#include <glib/gi18n-lib.h>

#include "ui/paint/number.h"

gboolean
paint_walk_is_on (const RnnFrame *frame)
{
  g_return_val_if_fail (frame, FALSE);

  return frame->stop > 0;
}

PaintWalkPlace
paint_walk_place (const RnnFrame *frame,
                  RnnPhase        phase,
                  guint           layer,
                  guint           t)
{
  RnnStop stop = { .phase = phase };
  guint number;

  g_return_val_if_fail (frame, PAINT_WALK_HAPPENED);

  if (!paint_walk_is_on (frame))
    return PAINT_WALK_HAPPENED;
  if (phase == RNN_PHASE_FORWARD || phase == RNN_PHASE_BACKWARD)
    {
      stop.layer = layer;
      stop.t = t;
    }
  number = rnn_walk_number (&frame->walk, stop);
  if (number == frame->stop)
    return PAINT_WALK_NOW;
  return number < frame->stop ? PAINT_WALK_HAPPENED : PAINT_WALK_TO_COME;
}

guint
paint_walk_layer (const RnnFrame *frame)
{
  RnnStop stop;

  g_return_val_if_fail (frame, 0);

  stop = rnn_walk_stop (&frame->walk, frame->stop);
  return stop.phase == RNN_PHASE_BACKWARD ? stop.layer
                                          : frame->network.n_layers - 1;
}

/* @words, then where: "· t = 3", or "· layer 2 · t = 3" among several. */
static char *
with_place (const RnnFrame *frame,
            const char     *words,
            RnnStop         stop)
{
  if (frame->network.n_layers == 1)
    /* Translators: a phase and its time step, as in "Backward · t = 3". */
    return g_strdup_printf (_("%s · t = %u"), words, stop.t);
  return g_strdup_printf (_("%s · layer %u · t = %u"), words, stop.layer + 1,
                          stop.t);
}

char *
paint_walk_phase (const RnnFrame *frame)
{
  g_return_val_if_fail (frame, NULL);

  return paint_walk_stop (frame, rnn_walk_stop (&frame->walk, frame->stop));
}

char *
paint_walk_stop (const RnnFrame *frame,
                 RnnStop         stop)
{
  g_return_val_if_fail (frame, NULL);

  switch (stop.phase)
    {
    case RNN_PHASE_FORWARD:
      return with_place (frame, _("Forward"), stop);
    case RNN_PHASE_LOSS:
      return g_strdup (_("Loss"));
    case RNN_PHASE_BACKWARD:
      return with_place (frame, _("Backward"), stop);
    case RNN_PHASE_GRADIENT:
      return g_strdup (_("Gradient"));
    case RNN_PHASE_CLIP:
      return g_strdup (_("Clip"));
    case RNN_PHASE_UPDATE:
      return g_strdup (_("Update"));
    case RNN_PHASE_READY:
    default:
      return g_strdup (_("Before the update"));
    }
}

/* The new state is made from its input and the state before. */
static char *
forward_sentence (const RnnFrame *frame,
                  RnnStop         stop)
{
  if (stop.layer > 0)
    return g_strdup_printf (_("Layer %u makes its h<sub>%u</sub> from that of "
                              "the layer below and its own h<sub>%u</sub>."),
                            stop.layer + 1, stop.t, stop.t - 1);
  return g_strdup_printf (_("x<sub>%u</sub> and h<sub>%u</sub> make "
                            "h<sub>%u</sub>."),
                          stop.t, stop.t - 1, stop.t);
}

/* The gradient comes from what was made of the state. */
static char *
backward_sentence (const RnnFrame *frame,
                   RnnStop         stop)
{
  gboolean top = stop.layer + 1 == frame->network.n_layers;
  gboolean last = stop.t == frame->walk.time_steps;
  gboolean above = !top || last || frame->network.target == RNN_TARGET_ALL;

  if (last)
    return g_strdup_printf (top ? _("∂L/∂h<sub>%u</sub> comes from the output.")
                                : _("∂L/∂h<sub>%u</sub> comes from the layer "
                                    "above."),
                            stop.t);
  if (!above)
    return g_strdup_printf (_("∂L/∂h<sub>%u</sub> comes from "
                              "h<sub>%u</sub>."),
                            stop.t, stop.t + 1);
  return g_strdup_printf (top ? _("∂L/∂h<sub>%u</sub> comes from the output at "
                                  "t = %u and from h<sub>%u</sub>.")
                              : _("∂L/∂h<sub>%u</sub> comes from the layer "
                                  "above at t = %u and from h<sub>%u</sub>."),
                          stop.t, stop.t, stop.t + 1);
}

/* Why W_hh gets none from one step only. */
static char *
gradient_sentence (const RnnFrame *frame)
{
  if (frame->walk.time_steps == 1 && !frame->spec.stateful)
    return g_strdup (_("h<sub>0</sub> = 0, so ∂L/∂W<sub>hh</sub> = "
                       "h<sub>0</sub><sup>⊤</sup>dz = 0: W<sub>hh</sub> gets "
                       "no gradient."));
  return g_strdup (_("Each weight's gradient is summed over all time steps."));
}

static char *
happening (const RnnFrame *frame,
           RnnStop         stop)
{
  switch (stop.phase)
    {
    case RNN_PHASE_FORWARD:
      return forward_sentence (frame, stop);
    case RNN_PHASE_LOSS:
      return g_strdup (_("How little was expected of the target: −log y."));
    case RNN_PHASE_BACKWARD:
      return backward_sentence (frame, stop);
    case RNN_PHASE_GRADIENT:
      return gradient_sentence (frame);
    case RNN_PHASE_CLIP:
      return g_strdup (_("Gradients that are too large are made smaller."));
    case RNN_PHASE_UPDATE:
      return g_strdup (_("The optimizer has changed every weight."));
    case RNN_PHASE_READY:
    default:
      return g_strdup ("");
    }
}

/* One sample is seen, but all of the batch count. */
static char *
ownership (const RnnFrame *frame)
{
  char number[PAINT_NUMBER_SIZE];
  guint n = (guint) frame->update->n_samples;

  paint_number_whole (n, number);
  if (!frame->sample_in_batch)
    return g_strdup_printf (ngettext ("This sample is not in the batch: the "
                                      "update is that of %s other.",
                                      "This sample is not in the batch: the "
                                      "update is that of %s others.", n),
                            number);
  return g_strdup_printf (ngettext ("The numbers are this sample's, the update "
                                    "that of its batch of %s.",
                                    "The numbers are this sample's, the update "
                                    "that of its batch of %s.", n),
                          number);
}

char *
paint_walk_sentence (const RnnFrame *frame,
                     gboolean        brief)
{
  g_autofree char *now = NULL;
  g_autofree char *whose = NULL;

  g_return_val_if_fail (frame && paint_walk_is_on (frame), NULL);

  now = happening (frame, rnn_walk_stop (&frame->walk, frame->stop));
  if (brief)
    return g_steal_pointer (&now);
  whose = ownership (frame);
  return g_strconcat (now, " ", whose, NULL);
}
