#include "ui/paint/ledger.h"

#include <glib/gi18n-lib.h>

#include "core/contribution.h"
#include "ui/paint/number.h"
#include "ui/paint/parameters.h"

char *
paint_ledger_note (const RnnFrame *frame)
{
  g_return_val_if_fail (frame && frame->trace, NULL);

  if (frame->trace->time_steps > 1)
    return NULL;
  return g_strdup (_("With one time step W_hh gets no gradient: it multiplies "
                     "h₀, which is 0."));
}

/* The number of @matrix that @target speaks of. */
static double
number_of (const RnnParameter *p,
           const float        *matrix,
           const PaintTarget  *target)
{
  return matrix[(gsize) target->row * p->columns + target->column];
}

/* What a step that has come adds. */
static char *
describe_step (const RnnFrame    *frame,
               const PaintTarget *target)
{
  const RnnTrace *trace = frame->trace;
  const RnnParameter *p = &frame->network.parameters[target->parameter];
  g_autofree float *matrix = g_new (float, (gsize) p->rows * p->columns);
  gboolean output = p->kind == RNN_PARAMETER_W_HY
                    || p->kind == RNN_PARAMETER_B_Y;
  char number[PAINT_NUMBER_SIZE];

  if (p->kind == RNN_PARAMETER_W_HH && target->t == 1)
    return g_strdup (_("step 1 adds 0, since h_0 = 0"));
  if (output && target->t + trace->n_outputs <= trace->time_steps)
    return g_strdup_printf (_("step %u adds 0, since it has no output"),
                            target->t);
  rnn_contribution (trace, target->parameter, target->t, matrix);
  paint_number_full (number_of (p, matrix, target), PAINT_NUMBER_SIGNED,
                     number);
  return g_strdup_printf (_("step %u adds %s to the gradient"), target->t,
                          number);
}

static char *
describe_sum (const RnnFrame    *frame,
              const PaintTarget *target)
{
  const RnnTrace *trace = frame->trace;
  const RnnParameter *p = &frame->network.parameters[target->parameter];
  guint first = paint_ledger_first (frame, target->parameter);
  g_autofree float *matrix = NULL;
  char number[PAINT_NUMBER_SIZE];

  if (first > trace->time_steps)
    return g_strdup (_("no step has added to the gradient yet"));
  if (first == 1)
    {
      paint_number_full (number_of (p, trace->gradients + p->offset, target),
                         PAINT_NUMBER_SIGNED, number);
      return g_strdup_printf (ngettext ("gradient %s, from %u step",
                                        "gradient %s, the sum over %u steps",
                                        trace->time_steps),
                              number, trace->time_steps);
    }
  matrix = g_new (float, (gsize) p->rows * p->columns);
  rnn_contribution_sum (trace, target->parameter, first, matrix);
  paint_number_full (number_of (p, matrix, target), PAINT_NUMBER_SIGNED,
                     number);
  return g_strdup_printf (_("%s so far, the sum over steps %u to %u"), number,
                          first, trace->time_steps);
}

static char *
describe_weight (const RnnFrame    *frame,
                 const PaintTarget *target)
{
  const RnnParameter *p = &frame->network.parameters[target->parameter];
  g_autofree char *name
    = rnn_network_parameter_name (&frame->network, target->parameter);
  g_autofree char *place
    = paint_parameter_place (frame, p, target->row, target->column);
  g_autofree char *words = NULL;

  if (target->t == 0)
    words = describe_sum (frame, target);
  else if (paint_ledger_reached (frame, target->parameter, target->t))
    words = describe_step (frame, target);
  else
    words = g_strdup_printf (_("step %u is still to come on the way back"),
                             target->t);
  /* Translators: "W_hh, from unit 1 to unit 2: step 3 adds …". */
  return g_strdup_printf (_("%s, %s: %s"), name, place, words);
}

char *
paint_ledger_describe (const PaintLedgerData *data,
                       const PaintTarget     *target)
{
  const RnnFrame *frame;
  const RnnParameter *p = NULL;
  g_autofree char *note = NULL;

  g_return_val_if_fail (data, NULL);

  frame = data->frame;
  if (!frame || !frame->trace)
    return g_strdup (_("The gradient of each step is not known yet"));
  if (target && target->parameter < frame->network.n_parameters)
    p = &frame->network.parameters[target->parameter];
  if (p && target->kind == PAINT_TARGET_WEIGHT && target->row < p->rows
      && target->column < p->columns
      && target->t <= frame->trace->time_steps)
    return describe_weight (frame, target);
  if (p && target->kind == PAINT_TARGET_PARAMETER)
    {
      g_autofree char *name
        = rnn_network_parameter_name (&frame->network, target->parameter);

      return g_strdup_printf (
        ngettext ("%s: what %u time step adds to its gradient",
                  "%s: what each of %u time steps adds to its gradient, and the "
                  "sum",
                  frame->trace->time_steps),
        name, frame->trace->time_steps);
    }
  note = paint_ledger_note (frame);
  if (note)
    return g_steal_pointer (&note);
  return g_strdup_printf (_("What each of %u time steps adds to the gradient of "
                            "each shared weight, and the sum"),
                          frame->trace->time_steps);
}
