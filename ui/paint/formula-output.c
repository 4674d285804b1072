#include <glib/gi18n-lib.h>

#include "ui/paint/formula-page.h"
#include "ui/paint/letter.h"
#include "ui/paint/parameters-layout.h"
#include "ui/paint/symbol.h"

/* Output ------------------------------------------------------------------- */

static char *
matrix (const PaintPage  *page,
        RnnParameterKind  kind)
{
  const RnnNetwork *network = &page->frame->network;
  const RnnParameter *p = rnn_network_find (network, kind, 0);

  return paint_parameter_markup (network, (guint) (p - network->parameters));
}

/* "h₄ W_hy" (transfer full). */
static char *
product_name (const PaintPage *page,
              guint            t)
{
  const RnnAddress h = { RNN_QUANTITY_H, .t = t,
                         .layer = page->frame->network.n_layers - 1 };
  g_autofree char *state = paint_symbol_whole (page->frame, &h);
  g_autofree char *w_hy = matrix (page, RNN_PARAMETER_W_HY);

  return g_strconcat (state, " ", w_hy, NULL);
}

static void
add_logit (PaintPage        *page,
           const RnnAddress *a)
{
  const RnnAddress address = paint_page_sibling (a, RNN_QUANTITY_LOGIT);
  g_autoptr (RnnExplanation) logit = paint_page_explain (page, &address);
  g_autofree char *product = product_name (page, a->t);
  g_autofree char *b_y = matrix (page, RNN_PARAMETER_B_Y);
  g_autofree char *bias = g_strdup_printf ("%s[%u]", b_y, a->column + 1);

  if (!logit)
    return;
  paint_page_part (page, logit, RNN_PART_ONLY, product);
  paint_page_part (page, logit, RNN_PART_BIAS, bias);
  paint_page_result (page, &address, logit->value);
}

static void
add_softmax (PaintPage            *page,
             const RnnExplanation *y)
{
  page->positive = TRUE;
  paint_page_line (page, PAINT_LINE_PART);
  paint_page_text (page, PAINT_RUN_LABEL, _("all letters together"));
  paint_page_number (page, PAINT_RUN_VALUE, y->sum, NULL);
  paint_page_part (page, y, RNN_PART_ONLY, NULL);
  page->positive = FALSE;
  paint_page_result (page, &y->address, y->value);
  paint_page_text (page, PAINT_RUN_MIDDLE, "= ");
  paint_page_number (page, PAINT_RUN_MIDDLE, y->terms[y->chosen].value, NULL);
  paint_page_text (page, PAINT_RUN_MIDDLE, " / ");
  paint_page_number (page, PAINT_RUN_MIDDLE, y->sum, NULL);
}

/* δ = (y − 1 at the target) · 1/T */
static void
add_delta (PaintPage        *page,
           const RnnAddress *a)
{
  const RnnAddress address = paint_page_sibling (a, RNN_QUANTITY_DLOGIT);
  g_autoptr (RnnExplanation) delta = paint_page_explain (page, &address);
  g_autofree char *y = paint_symbol (page->frame, &(RnnAddress) {
    RNN_QUANTITY_Y, .t = a->t, .column = a->column });
  g_autofree char *name = paint_symbol (page->frame, &address);
  gboolean shared;

  if (!delta)
    return;
  shared = delta->terms[0].n_factors > 1;
  page->backward = TRUE;
  paint_page_heading (page, _("Backward"));
  paint_page_formula (page, shared ? "%s = (%s%s)·1/%u" : "%s = %s%s", name, y,
                      delta->n_terms > 1 ? " \u2212 1" : "",
                      page->frame->trace->n_outputs);
  if (paint_page_happened (page, &address))
    {
      paint_page_note (page, delta->n_terms > 1
                               ? _("It is the target, which should be 1.")
                               : _("It is not the target and should be 0."));
      paint_page_result (page, &address, delta->value);
      paint_page_text (page, PAINT_RUN_MIDDLE, "= ");
      paint_page_products (page, delta->terms, delta->n_terms);
    }
  page->backward = FALSE;
}

void
paint_page_output (PaintPage        *page,
                   const RnnAddress *a)
{
  const RnnAddress address = paint_page_sibling (a, RNN_QUANTITY_Y);
  g_autoptr (RnnExplanation) y = paint_page_explain (page, &address);
  g_autofree char *name = paint_symbol_whole (page->frame, &address);
  g_autofree char *product = product_name (page, a->t);
  g_autofree char *b_y = matrix (page, RNN_PARAMETER_B_Y);

  if (!y)
    return;
  paint_page_heading (page, _("Forward"));
  paint_page_formula (page, "%s = softmax(", name);
  paint_page_formula (page, "%s + %s)", product, b_y);
  if (!paint_page_happened (page, &address))
    return;
  add_logit (page, a);
  add_softmax (page, y);
  add_delta (page, a);
}

/* Loss --------------------------------------------------------------------- */

static guint
first_output (const PaintPage *page)
{
  return page->frame->trace->time_steps - page->frame->trace->n_outputs + 1;
}

static void
add_nll (PaintPage *page,
         guint      t)
{
  const RnnTrace *trace = page->frame->trace;
  const RnnAddress address = { RNN_QUANTITY_NLL, .t = t };
  const RnnAddress y = { RNN_QUANTITY_Y, .t = t,
                         .column = trace->targets[t - first_output (page)] };
  g_autoptr (RnnExplanation) nll = paint_page_explain (page, &address);
  g_autofree char *name = paint_symbol (page->frame, &address);
  g_autofree char *symbol = paint_symbol (page->frame, &y);
  double share = 0.0;

  if (!nll)
    return;
  rnn_trace_value (trace, page->weights, &y, &share);
  paint_page_heading (page, _("Loss"));
  paint_page_formula (page, "%s = \u2212log %s", name, symbol);
  if (!paint_page_happened (page, &address))
    return;
  paint_page_note (page, nll->form == RNN_FORM_LOG_SUM
                           ? _("The target's probability is too small to be "
                               "written; its logarithm is not.")
                           : _("How little the target was expected."));
  paint_page_result (page, &address, nll->value);
  paint_page_text (page, PAINT_RUN_MIDDLE, "= \u2212log ");
  paint_page_number (page, PAINT_RUN_MIDDLE, share, &y);
}

static void
add_all_steps (PaintPage *page)
{
  const RnnAddress address = { RNN_QUANTITY_LOSS };
  g_autoptr (RnnExplanation) loss = paint_page_explain (page, &address);
  gboolean mean = page->frame->trace->reduction == RNN_LOSS_MEAN;

  if (!loss)
    return;
  paint_page_heading (page, mean ? _("Mean of all steps")
                                 : _("Sum of all steps"));
  if (!paint_page_happened (page, &address))
    return;
  page->positive = TRUE;
  paint_page_part (page, loss, RNN_PART_ONLY, NULL);
  page->positive = FALSE;
  paint_page_result (page, &address, loss->value);
}

void
paint_page_loss (PaintPage        *page,
                 const RnnAddress *a)
{
  const RnnTrace *trace = page->frame->trace;

  if (a->quantity == RNN_QUANTITY_NLL || trace->n_outputs == 1)
    add_nll (page, a->quantity == RNN_QUANTITY_NLL ? a->t : trace->time_steps);
  if (trace->n_outputs > 1)
    add_all_steps (page);
}

/* Input -------------------------------------------------------------------- */

static void
add_input_gradient (PaintPage        *page,
                    const RnnAddress *a)
{
  const RnnAddress address = paint_page_sibling (a, RNN_QUANTITY_DX);
  g_autoptr (RnnExplanation) dx = paint_page_explain (page, &address);
  const RnnAddress dz = { RNN_QUANTITY_DZ, .t = a->t };
  g_autofree char *name = NULL;
  g_autofree char *from = NULL;
  g_autofree char *w_xh = NULL;

  if (!dx)
    return;
  name = paint_symbol_whole (page->frame, &address);
  from = paint_symbol_whole (page->frame, &dz);
  w_xh = matrix (page, RNN_PARAMETER_W_XH);
  page->backward = TRUE;
  paint_page_heading (page, _("Backward"));
  paint_page_formula (page, "%s = %s %s<sup>⊤</sup>", name, from, w_xh);
  if (paint_page_happened (page, &address))
    {
      paint_page_part (page, dx, RNN_PART_ONLY, NULL);
      paint_page_result (page, &address, dx->value);
    }
  page->backward = FALSE;
}

/* Why it is what it is (transfer full). */
static char *
reason (const PaintPage  *page,
        const RnnAddress *a)
{
  const RnnFrame *frame = page->frame;
  char read[PAINT_LETTER_LABEL_SIZE], place[PAINT_LETTER_LABEL_SIZE];

  if (frame->network.embedding > 0)
    return g_strdup (_("The letter's row of the embedding E, which is "
                       "learned."));
  if (!frame->trace->codes)
    return g_strdup (_("Given by the data."));
  paint_letter (frame->dataset, frame->trace->codes[a->t - 1], read);
  if (frame->trace->x[0])
    return g_strdup_printf (_("The number that stands for ‘%s’."), read);
  paint_letter (frame->dataset, a->column, place);
  return g_strdup_printf (frame->trace->codes[a->t - 1] == a->column
                            ? _("‘%s’ is read at its own place, ‘%s’: 1.")
                            : _("‘%s’ is read, and this is the place of ‘%s’: "
                                "0."),
                          read, place);
}

void
paint_page_input (PaintPage        *page,
                  const RnnAddress *a)
{
  const RnnAddress address = paint_page_sibling (a, RNN_QUANTITY_X);
  g_autoptr (RnnExplanation) x = paint_page_explain (page, &address);
  g_autofree char *words = NULL;

  if (!x)
    return;
  words = reason (page, a);
  paint_page_heading (page, _("Input"));
  paint_page_note (page, words);
  if (x->n_terms > 0)
    {
      g_autofree char *symbol
        = paint_symbol (page->frame, &x->terms[0].factors[0].address);

      paint_page_part (page, x, RNN_PART_ONLY, symbol);
    }
  paint_page_result (page, &address, x->value);
  add_input_gradient (page, a);
}
