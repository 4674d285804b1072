#include <glib/gi18n-lib.h>

#include "ui/paint/formula-page.h"
#include "ui/paint/number.h"
#include "ui/paint/parameters-layout.h"
#include "ui/paint/symbol.h"

#define TRANSPOSED "<sup>⊤</sup>"

/* Names of vectors and matrices (transfer full). */

static char *
vector (const PaintPage *page,
        RnnQuantity      quantity,
        guint            layer,
        guint            t)
{
  const RnnAddress a = { quantity, .layer = layer, .t = t };

  return paint_symbol_whole (page->frame, &a);
}

static char *
matrix (const PaintPage  *page,
        RnnParameterKind  kind,
        guint             layer)
{
  const RnnNetwork *network = &page->frame->network;
  const RnnParameter *p = rnn_network_find (network, kind, layer);

  return paint_parameter_markup (network, (guint) (p - network->parameters));
}

static const char *
activation_name (const PaintPage *page)
{
  switch (page->frame->network.activation)
    {
    case RNN_ACTIVATION_RELU:
      return "relu";
    case RNN_ACTIVATION_SIGMOID:
      return "σ";
    case RNN_ACTIVATION_LINEAR:
      return "";
    case RNN_ACTIVATION_TANH:
    default:
      return "tanh";
    }
}

/* Forward ------------------------------------------------------------------ */

typedef struct
{
  char *input;                /* "x₃ W_xh" */
  char *recurrent;            /* "h₂ W_hh" */
  char *bias;
} ForwardNames;

static ForwardNames
forward_names (const PaintPage  *page,
               const RnnAddress *a)
{
  g_autofree char *input
    = a->layer > 0 ? vector (page, RNN_QUANTITY_H, a->layer - 1, a->t)
                   : vector (page, RNN_QUANTITY_X, 0, a->t);
  g_autofree char *before = vector (page, RNN_QUANTITY_H, a->layer, a->t - 1);
  g_autofree char *w_xh = matrix (page, RNN_PARAMETER_W_XH, a->layer);
  g_autofree char *w_hh = matrix (page, RNN_PARAMETER_W_HH, a->layer);

  return (ForwardNames) {
    g_strconcat (input, " ", w_xh, NULL),
    g_strconcat (before, " ", w_hh, NULL),
    matrix (page, RNN_PARAMETER_B_H, a->layer),
  };
}

/* h₃ = tanh(x₃ W_xh + h₂ W_hh + b_h) */
static void
add_forward_heading (PaintPage          *page,
                     const RnnAddress   *a,
                     const ForwardNames *names)
{
  g_autofree char *h = vector (page, RNN_QUANTITY_H, a->layer, a->t);
  gboolean linear = page->frame->network.activation == RNN_ACTIVATION_LINEAR;

  paint_page_heading (page, _("Forward"));
  paint_page_formula (page, "%s = %s%s", h, activation_name (page),
                      linear ? "" : "(");
  paint_page_formula (page, "%s", names->input);
  paint_page_formula (page, " + %s", names->recurrent);
  paint_page_formula (page, " + %s%s", names->bias, linear ? "" : ")");
}

/* What the activation makes of the sum. */
static void
add_activation (PaintPage            *page,
                const RnnAddress     *a,
                const RnnExplanation *h)
{
  const RnnAddress z = paint_page_sibling (a, RNN_QUANTITY_Z);
  g_autoptr (RnnExplanation) sum = paint_page_explain (page, &z);

  if (!sum)
    return;
  if (page->subject.address.quantity == RNN_QUANTITY_Z)
    paint_page_result (page, &z, sum->value);
  paint_page_result (page, &h->address, h->value);
  if (page->frame->network.activation == RNN_ACTIVATION_LINEAR)
    return;
  paint_page_text (page, PAINT_RUN_MIDDLE, "= ");
  paint_page_text (page, PAINT_RUN_MIDDLE, activation_name (page));
  paint_page_text (page, PAINT_RUN_MIDDLE, "(");
  paint_page_number (page, PAINT_RUN_MIDDLE, sum->value, &z);
  paint_page_text (page, PAINT_RUN_MIDDLE, ")");
}

/* Where W_hh is cut nothing comes from the step before, or @back from the next,
 * which is @t. */
static void
add_cut (PaintPage *page,
         guint      layer,
         gboolean   back,
         guint      t)
{
  g_autofree char *w_hh = NULL;
  g_autofree char *note = NULL;

  if (!rnn_interventions_cuts (&page->frame->trace->interventions, layer))
    return;
  w_hh = matrix (page, RNN_PARAMETER_W_HH, layer);
  /* Translators: "W_hh is cut: nothing comes from t = 2." */
  note = g_strdup_printf (back ? _("%s is cut: nothing comes back from t = %u.")
                               : _("%s is cut: nothing comes from t = %u."),
                          w_hh, t);
  paint_page_note (page, note);
}

static void
add_forward (PaintPage        *page,
             const RnnAddress *a)
{
  const RnnAddress address = paint_page_sibling (a, RNN_QUANTITY_H);
  g_autoptr (RnnExplanation) h = paint_page_explain (page, &address);
  ForwardNames names;
  g_autofree char *bias = NULL;
  RnnAddress b = { RNN_QUANTITY_WEIGHT, .column = a->column };

  if (!h)
    return;
  names = forward_names (page, a);
  add_forward_heading (page, a, &names);
  if (h->form == RNN_FORM_SILENCED)
    {
      paint_page_note (page, _("This unit is silenced: it is held at 0."));
      paint_page_result (page, &address, h->value);
    }
  else if (paint_page_happened (page, &address))
    {
      b.parameter
        = (guint) (rnn_network_find (&page->frame->network,
                                     RNN_PARAMETER_B_H, a->layer)
                   - page->frame->network.parameters);
      bias = paint_symbol (page->frame, &b);
      paint_page_part (page, h, RNN_PART_INPUT, names.input);
      paint_page_part (page, h, RNN_PART_RECURRENT, names.recurrent);
      add_cut (page, a->layer, FALSE, a->t - 1);
      paint_page_part (page, h, RNN_PART_BIAS, bias);
      add_activation (page, a, h);
    }
  g_free (names.input);
  g_free (names.recurrent);
  g_free (names.bias);
}

/* Backward ----------------------------------------------------------------- */

static gboolean
has_part (const RnnExplanation *explanation,
          RnnPart               part)
{
  for (guint i = 0; i < explanation->n_terms; i++)
    if (explanation->terms[i].part == part)
      return TRUE;
  return FALSE;
}

/* One summand of ∂L/∂h_t, if it is there: a gradient times a matrix. */
static const char *
add_summand (PaintPage            *page,
             const RnnExplanation *dh,
             RnnPart               part,
             const char           *gradient,
             const char           *weights,
             const char           *joint)
{
  if (!has_part (dh, part))
    return joint;
  paint_page_formula (page, "%s%s %s" TRANSPOSED, joint, gradient, weights);
  return " + ";
}

/* ∂L/∂h₃ = δ₃ W_hyᵀ + ∂L/∂z₄ W_hhᵀ */
static void
add_backward_heading (PaintPage            *page,
                      const RnnAddress     *a,
                      const RnnExplanation *dh)
{
  gboolean top = a->layer + 1 == page->frame->network.n_layers;
  g_autofree char *name = vector (page, RNN_QUANTITY_DH, a->layer, a->t);
  g_autofree char *delta = vector (page, RNN_QUANTITY_DLOGIT, 0, a->t);
  g_autofree char *next = vector (page, RNN_QUANTITY_DZ, a->layer, a->t + 1);
  g_autofree char *w_hy = matrix (page, RNN_PARAMETER_W_HY, 0);
  g_autofree char *w_hh = matrix (page, RNN_PARAMETER_W_HH, a->layer);
  const char *joint = "";

  paint_page_heading (page, _("Backward"));
  paint_page_formula (page, "%s = ", name);
  joint = add_summand (page, dh, RNN_PART_OUTPUT, delta, w_hy, joint);
  if (!top)
    {
      g_autofree char *above = vector (page, RNN_QUANTITY_DZ, a->layer + 1,
                                       a->t);
      g_autofree char *w_xh = matrix (page, RNN_PARAMETER_W_XH, a->layer + 1);

      joint = add_summand (page, dh, RNN_PART_ABOVE, above, w_xh, joint);
    }
  joint = add_summand (page, dh, RNN_PART_NEXT, next, w_hh, joint);
  if (dh->n_terms == 0)
    paint_page_formula (page, "0");
}

/* act′ told from h: "1 − 0.9²". */
static void
add_slope (PaintPage            *page,
           const RnnAddress     *a,
           const RnnExplanation *slope)
{
  const RnnAddress h = paint_page_sibling (a, RNN_QUANTITY_H);
  double value = slope->form == RNN_FORM_SLOPE
                   ? slope->terms[0].factors[0].value : 0.0;

  paint_page_result (page, &slope->address, slope->value);
  if (slope->form != RNN_FORM_SLOPE)
    return;
  switch (page->frame->network.activation)
    {
    case RNN_ACTIVATION_TANH:
      paint_page_text (page, PAINT_RUN_MIDDLE, "= 1 \u2212 (");
      paint_page_number (page, PAINT_RUN_MIDDLE, value, &h);
      paint_page_text (page, PAINT_RUN_MIDDLE, ")<sup>2</sup>");
      break;
    case RNN_ACTIVATION_SIGMOID:
      paint_page_text (page, PAINT_RUN_MIDDLE, "= ");
      paint_page_number (page, PAINT_RUN_MIDDLE, value, &h);
      paint_page_text (page, PAINT_RUN_MIDDLE, "·(1 \u2212 ");
      paint_page_number (page, PAINT_RUN_MIDDLE, value, &h);
      paint_page_text (page, PAINT_RUN_MIDDLE, ")");
      break;
    case RNN_ACTIVATION_RELU:
      /* Translators: why relu's slope is 1 or 0; a number follows. */
      paint_page_text (page, PAINT_RUN_MIDDLE, value > 0 ? _("h above 0: ")
                                                         : _("h not above 0: "));
      paint_page_number (page, PAINT_RUN_MIDDLE, value, &h);
      break;
    case RNN_ACTIVATION_LINEAR:
    default:
      break;
    }
}

static void
add_dz (PaintPage        *page,
        const RnnAddress *a)
{
  const RnnAddress slope = paint_page_sibling (a, RNN_QUANTITY_SLOPE);
  const RnnAddress dz = paint_page_sibling (a, RNN_QUANTITY_DZ);
  g_autoptr (RnnExplanation) steepness = paint_page_explain (page, &slope);
  g_autoptr (RnnExplanation) before = paint_page_explain (page, &dz);

  if (!steepness || !before)
    return;
  add_slope (page, a, steepness);
  paint_page_result (page, &dz, before->value);
  paint_page_text (page, PAINT_RUN_MIDDLE, "= ");
  paint_page_products (page, before->terms, before->n_terms);
}

static void
add_backward (PaintPage        *page,
              const RnnAddress *a)
{
  const RnnAddress address = paint_page_sibling (a, RNN_QUANTITY_DH);
  g_autoptr (RnnExplanation) dh = paint_page_explain (page, &address);
  g_autofree char *output = NULL;
  g_autofree char *above = NULL;
  g_autofree char *next = NULL;

  if (!dh)
    return;
  page->backward = TRUE;
  add_backward_heading (page, a, dh);
  if (paint_page_happened (page, &address))
    {
      output = g_strdup_printf (_("from the output at t = %u"), a->t);
      above = g_strdup_printf (_("from layer %u at t = %u"), a->layer + 2,
                               a->t);
      next = g_strdup_printf (_("from t = %u"), a->t + 1);
      paint_page_part (page, dh, RNN_PART_OUTPUT, output);
      paint_page_part (page, dh, RNN_PART_ABOVE, above);
      paint_page_part (page, dh, RNN_PART_NEXT, next);
      if (a->t < page->frame->trace->time_steps)
        add_cut (page, a->layer, TRUE, a->t + 1);
      paint_page_result (page, &address, dh->value);
      add_dz (page, a);
    }
  page->backward = FALSE;
}

void
paint_page_unit (PaintPage        *page,
                 const RnnAddress *a)
{
  const RnnAddress start = paint_page_sibling (a, RNN_QUANTITY_H);
  double value = 0.0;

  if (a->t > 0)
    {
      add_forward (page, a);
      add_backward (page, a);
      return;
    }
  rnn_trace_value (page->frame->trace, page->weights, &start, &value);
  paint_page_note (page, _("Before the first step there is nothing to "
                           "remember: every sequence starts from 0."));
  paint_page_result (page, &start, value);
}

void
paint_page_state (PaintPage        *page,
                  const RnnAddress *a)
{
  g_autoptr (RnnExplanation) norm = paint_page_explain (page, a);
  g_autofree char *name = paint_symbol (page->frame, a);
  g_autofree char *dh = vector (page, RNN_QUANTITY_DH, a->layer, a->t);

  if (!norm)
    return;
  page->backward = TRUE;
  paint_page_heading (page, _("Backward"));
  paint_page_formula (page, "%s = ", name);
  paint_page_formula (page, "√ Σ<sub>j</sub> %s[j]<sup>2</sup>", dh);
  if (paint_page_happened (page, a))
    {
      page->positive = TRUE;
      paint_page_part (page, norm, RNN_PART_ONLY, NULL);
      page->positive = FALSE;
      paint_page_result (page, a, norm->value);
      paint_page_text (page, PAINT_RUN_MIDDLE, "= √");
      paint_page_number (page, PAINT_RUN_MIDDLE, norm->sum, NULL);
    }
  page->backward = FALSE;
}
