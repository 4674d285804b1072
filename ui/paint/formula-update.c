#include <glib/gi18n-lib.h>

#include "ui/paint/formula-page.h"
#include "ui/paint/letter.h"
#include "ui/paint/number.h"
#include "ui/paint/parameters-layout.h"
#include "ui/paint/symbol.h"

/* The gradient ------------------------------------------------------------- */

/* The summand of step t (transfer full). */
static char *
outer_product (const PaintPage    *page,
               const RnnParameter *p)
{
  gboolean layered = page->frame->network.n_layers > 1;
  g_autofree char *own
    = layered ? g_strdup_printf ("<sup>(%u)</sup>", p->layer + 1)
              : g_strdup ("");

  switch (p->kind)
    {
    case RNN_PARAMETER_W_XH:
      if (p->layer > 0)
        return g_strdup_printf ("h<sub>t</sub><sup>(%u)</sup><sup>⊤</sup> "
                                "∂L/∂z<sub>t</sub>%s", p->layer, own);
      return g_strdup_printf ("x<sub>t</sub><sup>⊤</sup> "
                              "∂L/∂z<sub>t</sub>%s", own);
    case RNN_PARAMETER_W_HH:
      return g_strdup_printf ("h<sub>t\u22121</sub>%s<sup>⊤</sup> "
                              "∂L/∂z<sub>t</sub>%s", own, own);
    case RNN_PARAMETER_B_H:
      return g_strdup_printf ("∂L/∂z<sub>t</sub>%s", own);
    case RNN_PARAMETER_W_HY:
      return g_strdup ("h<sub>t</sub><sup>⊤</sup> δ<sub>t</sub>");
    case RNN_PARAMETER_B_Y:
      return g_strdup ("δ<sub>t</sub>");
    case RNN_PARAMETER_EMBEDDING:
    default:
      return g_strdup ("x<sub>t</sub><sup>⊤</sup> ∂L/∂E<sub>t</sub>");
    }
}

/* Only what has come back already: the last steps (transfer full). */
static RnnExplanation *
known_terms (const PaintPage      *page,
             const RnnExplanation *gradient,
             guint                *n_unknown)
{
  RnnExplanation *known = g_memdup2 (gradient, sizeof *gradient);

  known->terms = g_new (RnnTerm, gradient->n_terms);
  known->n_terms = 0;
  for (guint i = 0; i < gradient->n_terms; i++)
    {
      const RnnTerm *term = &gradient->terms[i];

      if (paint_page_has_happened (
            page, &term->factors[term->n_factors - 1].address))
        known->terms[known->n_terms++] = *term;
    }
  *n_unknown = gradient->n_terms - known->n_terms;
  return known;
}

static void
add_gradient (PaintPage        *page,
              const RnnAddress *a)
{
  const RnnAddress address = paint_page_sibling (a, RNN_QUANTITY_GRADIENT);
  g_autoptr (RnnExplanation) gradient = paint_page_explain (page, &address);
  g_autoptr (RnnExplanation) known = NULL;
  g_autofree char *name = NULL;
  g_autofree char *product = NULL;
  g_autofree char *words = NULL;
  guint n;

  if (!gradient)
    return;
  name = paint_symbol_whole (page->frame, &address);
  product = outer_product (page,
                           &page->frame->network.parameters[a->parameter]);
  page->backward = TRUE;
  paint_page_heading (page, _("Gradient of this sample"));
  paint_page_formula (page, "%s = ", name);
  paint_page_formula (page, "Σ<sub>t</sub> %s", product);
  known = known_terms (page, gradient, &n);
  paint_page_part (page, known, RNN_PART_ONLY, NULL);
  if (n > 0)
    {
      words = g_strdup_printf (ngettext ("%u time step is still to come.",
                                         "%u time steps are still to come.",
                                         n), n);
      paint_page_note (page, words);
    }
  if (paint_page_happened (page, &address))
    paint_page_result (page, &address, gradient->value);
  page->backward = FALSE;
}

/* The optimizer ------------------------------------------------------------ */

/* "β₁·m_old + (1−β₁)·g" in symbols (transfer full). */
static char *
in_symbols (const PaintPage      *page,
            const RnnExplanation *explanation)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < explanation->n_terms; i++)
    {
      const RnnTerm *term = &explanation->terms[i];
      gboolean negative
        = term->factors[0].address.quantity == RNN_QUANTITY_COUNT;

      if (negative)
        g_string_append (text, i > 0 ? " \u2212 " : "\u2212");
      else if (i > 0)
        g_string_append (text, " + ");
      for (guint k = negative ? 1 : 0; k < term->n_factors; k++)
        {
          g_autofree char *symbol
            = paint_symbol (page->frame, &term->factors[k].address);

          if (k > (negative ? 1 : 0))
            g_string_append (text, "·");
          g_string_append (text, symbol);
        }
    }
  return g_strdup (text->str);
}

/* "1/(√v̂ + ε)" (transfer full). */
static char *
root_in_symbols (const PaintPage      *page,
                 const RnnExplanation *root)
{
  g_autofree char *v
    = paint_symbol (page->frame, &root->terms[0].factors[0].address);

  return root->form == RNN_FORM_ROOT ? g_strdup_printf ("1/√(%s + ε)", v)
                                     : g_strdup_printf ("1/(√%s + ε)", v);
}

static void
add_root (PaintPage            *page,
          const RnnExplanation *root)
{
  gboolean first = root->form == RNN_FORM_ROOT_FIRST;

  paint_page_text (page, PAINT_RUN_MIDDLE, first ? "1/(√" : "1/√(");
  paint_page_products (page, root->terms, root->n_terms);
  paint_page_text (page, PAINT_RUN_MIDDLE, ")");
}

/* Two lines: in symbols with its value, and with the numbers put in. */
static void
add_equation (PaintPage            *page,
              const RnnExplanation *explanation)
{
  gboolean root = explanation->form == RNN_FORM_ROOT
                  || explanation->form == RNN_FORM_ROOT_FIRST;
  g_autofree char *symbols = root ? root_in_symbols (page, explanation)
                                  : in_symbols (page, explanation);
  g_autofree char *right = g_strconcat (" = ", symbols, NULL);

  paint_page_result (page, &explanation->address, explanation->value);
  if (explanation->n_terms == 0)
    return;
  paint_page_text (page, PAINT_RUN_LABEL, right);
  paint_page_line (page, PAINT_LINE_TERM);
  if (root)
    add_root (page, explanation);
  else
    paint_page_products (page, explanation->terms, explanation->n_terms);
}

static const char *
rule_name (RnnRule rule)
{
  switch (rule)
    {
    case RNN_RULE_SGD:
      return "SGD";
    case RNN_RULE_MOMENTUM:
      return _("momentum");
    case RNN_RULE_NESTEROV:
      return _("Nesterov momentum");
    case RNN_RULE_RMSPROP:
      return "RMSprop";
    case RNN_RULE_RMSPROP_MOMENTUM:
      return _("RMSprop with momentum");
    case RNN_RULE_ADAM:
    default:
      return "Adam";
    }
}

static void
add_batch (PaintPage        *page,
           const RnnAddress *a)
{
  const RnnUpdateTrace *update = page->update;
  const RnnAddress g = paint_page_sibling (a, RNN_QUANTITY_BATCH_GRADIENT);
  guint n = (guint) update->n_samples;
  g_autofree char *words = NULL;
  double value;

  if (!rnn_update_value (update, &g, &value))
    return;
  paint_page_result (page, &g, value);
  words = g_strdup_printf (
    page->frame->spec.loss == RNN_LOSS_MEAN
      ? ngettext ("= mean over the batch of %u", "= mean over the batch of %u",
                  n)
      : ngettext ("= sum over the batch of %u", "= sum over the batch of %u",
                  n), n);
  paint_page_text (page, PAINT_RUN_MIDDLE, words);
}

/* What an update begins from is shown only to those who ask. */
static void
add_carried (PaintPage        *page,
             const RnnAddress *a)
{
  double value;

  if ((a->quantity != RNN_QUANTITY_M_BEFORE
       && a->quantity != RNN_QUANTITY_V_BEFORE)
      || !rnn_update_value (page->update, a, &value))
    return;
  paint_page_result (page, a, value);
  paint_page_text (page, PAINT_RUN_MIDDLE, _("as the last update left it"));
}

static void
add_update_heading (PaintPage *page)
{
  const RnnUpdateTrace *update = page->update;
  char number[PAINT_NUMBER_SIZE];
  g_autofree char *words = NULL;

  paint_number_whole (update->update, number);
  words = g_strdup_printf (page->frame->stop > 0 ? _("Update %s")
                                                 : _("Next update, %s"),
                           number);
  paint_page_heading (page, words);
  paint_page_formula (page, "%s", rule_name (update->optimizer.rule));
}

static void
add_update (PaintPage        *page,
            const RnnAddress *a)
{
  static const RnnQuantity quantities[] = {
    RNN_QUANTITY_CLIPPED, RNN_QUANTITY_M, RNN_QUANTITY_V, RNN_QUANTITY_M_HAT,
    RNN_QUANTITY_V_HAT, RNN_QUANTITY_ROOT, RNN_QUANTITY_STEP,
    RNN_QUANTITY_WEIGHT_AFTER,
  };
  const RnnAddress g = paint_page_sibling (a, RNN_QUANTITY_BATCH_GRADIENT);

  add_update_heading (page);
  if (page->frame->touched)
    paint_page_note (page, _("Training is untouched: these are the numbers "
                             "without what is shown as if."));
  add_carried (page, a);
  if (!paint_page_happened (page, &g))
    return;
  add_batch (page, a);
  for (guint i = 0; i < G_N_ELEMENTS (quantities); i++)
    {
      const RnnAddress address = paint_page_sibling (a, quantities[i]);
      g_autoptr (RnnExplanation) explanation
        = rnn_explain_update (page->update, &address);

      if (!explanation
          || (quantities[i] == RNN_QUANTITY_CLIPPED
              && page->update->optimizer.clip == RNN_CLIP_NONE))
        continue;
      if (!paint_page_happened (page, &address))
        return;
      add_equation (page, explanation);
    }
}

void
paint_page_weight (PaintPage        *page,
                   const RnnAddress *a)
{
  const RnnAddress weight = paint_page_sibling (a, RNN_QUANTITY_WEIGHT);
  double value;

  if (page->frame->trace
      && rnn_trace_value (page->frame->trace, page->weights, &weight, &value))
    {
      paint_page_result (page, &weight, value);
      add_gradient (page, a);
    }
  page->backward = TRUE;
  if (page->update)
    add_update (page, a);
  else if (page->frame->running)
    paint_page_note (page, _("What the next update does with it is shown when "
                             "training rests."));
  else if (page->frame->next_error)
    paint_page_note (page, page->frame->next_error);
  page->backward = FALSE;
}
