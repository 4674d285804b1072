#include "ui/paint/vanish.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/paint/gradient.h"
#include "ui/paint/number.h"
#include "ui/paint/step-bars.h"
#include "ui/paint/walk.h"

#define DECIMALS 2
/* Nearer to the unit circle than this is on it. */
#define ON_CIRCLE 0.005
/* Of the mantissa of a product that no double holds. */
#define MANTISSA_DECIMALS 3

/* The reason --------------------------------------------------------------- */

static char *
spectrum_words (double      radius,
                const char *w_hh)
{
  char number[PAINT_NUMBER_SIZE];

  paint_number (radius, DECIMALS, PAINT_NUMBER_PLAIN, number);
  if (fabs (radius - 1) < ON_CIRCLE)
    /* Translators: |λ|, an eigenvalue's absolute value; %s: W_hh, 1.00. */
    return g_strdup_printf (_("Largest |λ| of %s: %s, on the unit circle."),
                            w_hh, number);
  return g_strdup_printf (radius < 1
                            ? _("Largest |λ| of %s: %s, inside the unit circle.")
                            : _("Largest |λ| of %s: %s, outside the unit "
                                "circle."),
                          w_hh, number);
}

static const char *
slope_words (RnnActivation activation,
             gboolean      inside)
{
  switch (activation)
    {
    case RNN_ACTIVATION_TANH:
      return inside ? _("tanh′ ≤ 1 shrinks further.")
                    : _("Against that, tanh′ ≤ 1 shrinks.");
    case RNN_ACTIVATION_SIGMOID:
      return inside ? _("sigmoid′ ≤ 1/4 shrinks much further.")
                    : _("Against that, sigmoid′ ≤ 1/4 shrinks.");
    case RNN_ACTIVATION_RELU:
      return _("relu′ is 0 or 1.");
    case RNN_ACTIVATION_LINEAR:
    default:
      return _("Linear units have slope 1.");
    }
}

/* What was too costly may not be so when training rests. */
static char *
missing_words (const RnnFrame *frame)
{
  guint units = frame->network.units[paint_walk_layer (frame)];

  if (frame->running)
    return g_strdup (_("Factors and eigenvalues follow when training rests."));
  return g_strdup_printf (_("%u units over %u steps: finding all factors and "
                            "eigenvalues would take too long."),
                          units, frame->trace->time_steps);
}

static char *
write_reason (const RnnFrame *frame,
              const char     *w_hh)
{
  guint layer = paint_walk_layer (frame);
  const RnnFlowLayer *flow = &frame->flow->layers[layer];
  g_autofree char *spectrum = NULL;

  if (rnn_interventions_cuts (&frame->trace->interventions, layer))
    return g_strdup_printf (_("%s is cut: nothing flows back."), w_hh);
  if (flow->spectrum == RNN_FLOW_TOO_LARGE)
    return missing_words (frame);
  if (flow->spectrum == RNN_FLOW_NOT_FINITE)
    return g_strdup_printf (_("%s is no matrix of finite numbers: it has no "
                              "eigenvalues."),
                            w_hh);

  spectrum = spectrum_words (flow->radius, w_hh);
  if (flow->factors == RNN_FLOW_TOO_LARGE)
    {
      g_autofree char *missing = missing_words (frame);

      return g_strconcat (spectrum, " ", missing, NULL);
    }
  if (frame->trace->time_steps == 1)
    return g_steal_pointer (&spectrum);
  return g_strconcat (spectrum, " ",
                      slope_words (frame->network.activation,
                                   flow->radius <= 1 + ON_CIRCLE),
                      NULL);
}

char *
paint_vanish_reason (const RnnFrame *frame)
{
  g_return_val_if_fail (frame, NULL);

  if (!frame->flow)
    return NULL;
  return write_reason (frame, "W<sub>hh</sub>");
}

/* In full ------------------------------------------------------------------ */

/* Also of what is beyond the range of a double. */
static const char *
write_product (const RnnFlowLayer *flow,
               guint               t,
               char                number[PAINT_NUMBER_SIZE])
{
  double product = flow->product[t - 1], log10 = flow->log10_product[t - 1];
  char mantissa[PAINT_NUMBER_SIZE];
  double whole = floor (log10);

  if ((product > 0 && isfinite (product)) || !isfinite (log10))
    return paint_number_full (product, PAINT_NUMBER_PLAIN, number);
  paint_number (pow (10, log10 - whole), MANTISSA_DECIMALS, PAINT_NUMBER_FIXED,
                mantissa);
  g_snprintf (number, PAINT_NUMBER_SIZE, "%se%s%.0f", mantissa,
              whole < 0 ? "−" : "+", fabs (whole));
  return number;
}

/* Of the way from @t back to @t − 1. */
static void
add_way (GString            *text,
         const RnnFlowLayer *flow,
         guint               t)
{
  char ratio[PAINT_NUMBER_SIZE], passed[PAINT_NUMBER_SIZE];
  char factor[PAINT_NUMBER_SIZE];

  if (isnan (flow->ratio[t - 1]))
    g_string_append_printf (text, _("; there is no gradient to take back to "
                                    "step %u"), t - 1);
  else
    /* Translators: how much larger the gradient is one step earlier, and how
     * much of it came from there. */
    g_string_append_printf (
      text, _("; ‖∂L/∂h‖ at step %u is %s times that, %s of it passed on"),
      t - 1,
      paint_number_full (flow->ratio[t - 1], PAINT_NUMBER_PLAIN, ratio),
      paint_number_full (flow->passed[t - 1], PAINT_NUMBER_PLAIN, passed));
  if (!isnan (flow->factor[t - 1]))
    g_string_append_printf (
      text, _(", at most %s"),
      paint_number_full (flow->factor[t - 1], PAINT_NUMBER_PLAIN, factor));
}

static char *
describe_state (const RnnFrame *frame,
                guint           t)
{
  guint layer = paint_walk_layer (frame);
  const RnnFlowLayer *flow =
    frame->flow ? &frame->flow->layers[layer] : NULL;
  GString *text = g_string_new (NULL);
  char number[PAINT_NUMBER_SIZE];

  g_string_append_printf (
    text, _("‖∂L/∂h‖ at t = %u is %s"), t,
    paint_number_full (frame->trace->dh_norm[layer][t - 1], PAINT_NUMBER_PLAIN,
                       number));
  if (!flow || !paint_step_bars_reached (frame, t))
    return g_string_free (text, FALSE);
  if (t > 1 && paint_step_bars_reached (frame, t - 1))
    add_way (text, flow, t);
  if (t < frame->trace->time_steps && !isnan (flow->product[t - 1]))
    g_string_append_printf (text, _("; product of the factors from step %u back "
                                    "to here: %s"),
                            frame->trace->time_steps,
                            write_product (flow, t, number));
  return g_string_free (text, FALSE);
}

/* "0.53 + 0.61i" */
static const char *
write_complex (RnnComplex value,
               char       buffer[2 * PAINT_NUMBER_SIZE])
{
  char re[PAINT_NUMBER_SIZE], im[PAINT_NUMBER_SIZE];

  paint_number_full (value.re, PAINT_NUMBER_PLAIN, re);
  paint_number_full (fabs (value.im), PAINT_NUMBER_PLAIN, im);
  if (value.im == 0)
    g_strlcpy (buffer, re, 2 * PAINT_NUMBER_SIZE);
  else
    g_snprintf (buffer, 2 * PAINT_NUMBER_SIZE, "%s %s %si", re,
                value.im < 0 ? "−" : "+", im);
  return buffer;
}

static char *
describe_eigenvalue (const RnnFrame    *frame,
                     const PaintTarget *target)
{
  RnnComplex value
    = frame->flow->layers[target->layer].eigenvalues[target->row];
  double size = hypot (value.re, value.im);
  char number[2 * PAINT_NUMBER_SIZE], absolute[PAINT_NUMBER_SIZE];

  write_complex (value, number);
  paint_number_full (size, PAINT_NUMBER_PLAIN, absolute);
  return g_strdup_printf (
    size > 1 ? _("Eigenvalue %u of %u of W_hh: %s, |λ| = %s, outside the unit "
                 "circle")
             : _("Eigenvalue %u of %u of W_hh: %s, |λ| = %s, within the unit "
                 "circle"),
    target->row + 1, frame->network.units[target->layer], number, absolute);
}

char *
paint_vanish_describe (const PaintVanishData *data,
                       const PaintTarget     *target)
{
  g_autofree char *sentence = NULL;
  g_autofree char *reason = NULL;
  const RnnFrame *frame;

  g_return_val_if_fail (data, NULL);

  frame = data->frame;
  if (!frame || !frame->trace)
    return g_strdup (_("The gradient of each step is not known yet"));
  if (paint_step_bars_has (frame, target))
    return describe_state (frame, target->t);
  if (target && target->kind == PAINT_TARGET_EIGENVALUE && frame->flow
      && target->layer == paint_walk_layer (frame)
      && frame->flow->layers[target->layer].eigenvalues
      && target->row < frame->network.units[target->layer])
    return describe_eigenvalue (frame, target);

  sentence = paint_gradient_sentence (frame);
  reason = frame->flow ? write_reason (frame, "W_hh") : g_strdup ("");
  return g_strdup_printf (ngettext ("Why the gradient vanishes or explodes over "
                                    "%u time step. %s %s",
                                    "Why the gradient vanishes or explodes over "
                                    "%u time steps. %s %s",
                                    frame->trace->time_steps),
                          frame->trace->time_steps, sentence, reason);
}
