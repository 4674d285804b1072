#include "ui/paint/gradient.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/paint/number.h"
#include "ui/paint/walk.h"

/* Factors nearer to one than this are no change worth a word. */
#define SAME 1.05
#define RATIO_DECIMALS 2
#define FACTOR_DECIMALS 1
#define FACTOR_WHOLE 10.0

/* The first step that the gradient has come back to; 0: none yet. */
static guint
reached (const RnnFrame *frame)
{
  guint layer = paint_walk_layer (frame);
  guint t = frame->trace->time_steps + 1;

  while (t > 1
         && paint_walk_place (frame, RNN_PHASE_BACKWARD, layer, t - 1)
              != PAINT_WALK_TO_COME)
    t--;
  return t <= frame->trace->time_steps ? t : 0;
}

static char *
change (guint  last,
        guint  first,
        double before,
        double now)
{
  double factor = now > before ? now / before : before / now;
  char number[PAINT_NUMBER_SIZE];

  if (before == 0)
    return g_strdup_printf (_("No gradient leaves step %u."), last);
  if (now == 0)
    return g_strdup_printf (_("From step %u back to step %u the gradient "
                              "vanished: it is exactly 0."), last, first);
  if (factor < SAME)
    return g_strdup_printf (_("From step %u back to step %u the gradient "
                              "stayed the same size."), last, first);
  paint_number (factor, factor < FACTOR_WHOLE ? FACTOR_DECIMALS : 0,
                PAINT_NUMBER_PLAIN, number);
  /* Translators: "shrank 5.2 times": it is 1/5.2 of what it was. */
  return g_strdup_printf (now < before ? _("From step %u back to step %u the "
                                           "gradient shrank %s times.")
                                       : _("From step %u back to step %u the "
                                           "gradient grew %s times."),
                          last, first, number);
}

char *
paint_gradient_sentence (const RnnFrame *frame)
{
  const double *norms;
  guint first, last;

  g_return_val_if_fail (frame && frame->trace, NULL);

  first = reached (frame);
  last = frame->trace->time_steps;
  norms = frame->trace->dh_norm[paint_walk_layer (frame)];
  if (first == 0)
    return g_strdup (_("The way back has not begun: no gradient yet."));
  for (guint t = first; t <= last; t++)
    if (!isfinite (norms[t - 1]))
      return g_strdup_printf (_("The gradient at step %u is not a finite "
                                "number."), t);
  if (last == 1)
    return g_strdup (_("One time step: there is nothing to go back through."));
  if (first == last)
    return g_strdup_printf (_("The gradient has reached step %u, where it "
                              "starts."), last);
  return change (last, first, norms[last - 1], norms[first - 1]);
}

char *
paint_gradient_ratio (const RnnFrame *frame)
{
  char number[PAINT_NUMBER_SIZE];
  const double *norms;
  guint last;
  double ratio;

  g_return_val_if_fail (frame && frame->trace, NULL);

  last = frame->trace->time_steps;
  norms = frame->trace->dh_norm[paint_walk_layer (frame)];
  ratio = norms[0] / norms[last - 1];
  if (last == 1 || reached (frame) != 1 || !isfinite (ratio))
    return NULL;
  paint_number (ratio, RATIO_DECIMALS, PAINT_NUMBER_PLAIN, number);
  return g_strdup_printf ("‖∂L/∂h<sub>1</sub>‖ / ‖∂L/∂h<sub>%u</sub>‖ = "
                          "<b>%s</b>", last, number);
}
