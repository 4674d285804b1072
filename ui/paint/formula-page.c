#include "ui/paint/formula-page.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/paint/letter.h"
#include "ui/paint/number.h"
#include "ui/paint/symbol.h"
#include "ui/paint/walk.h"

#define DECIMALS 3
/* Gradients and steps are small. */
#define BACKWARD_DECIMALS 4
#define SETTING_DIGITS 4
/* So many terms of a sum are shown, and one more if that is all. */
#define MOST_TERMS 6

/* Writing ------------------------------------------------------------------ */

void
paint_page_line (PaintPage     *page,
                 PaintLineKind  kind)
{
  const PaintLine line = { .kind = kind, .first = page->runs->len };

  g_array_append_val (page->lines, line);
}

static PaintLine *
last_line (PaintPage *page)
{
  return &g_array_index (page->lines, PaintLine, page->lines->len - 1);
}

static PaintColorName
color_of (const PaintPage *page,
          PaintLineKind    kind,
          PaintRunColumn   column)
{
  if (column == PAINT_RUN_VALUE)
    return kind == PAINT_LINE_TERM || kind == PAINT_LINE_MORE
             ? PAINT_COLOR_TEXT_DIM : PAINT_COLOR_TEXT;
  if (kind == PAINT_LINE_HEADING && column == PAINT_RUN_LABEL)
    return page->backward ? PAINT_COLOR_GRADIENT_TEXT : PAINT_COLOR_TEXT;
  if (kind == PAINT_LINE_TITLE || kind == PAINT_LINE_MORE)
    return PAINT_COLOR_ACCENT;
  if (kind == PAINT_LINE_HEADING || kind == PAINT_LINE_RESULT)
    return PAINT_COLOR_TEXT;
  return PAINT_COLOR_TEXT_DIM;
}

PaintRun *
paint_page_text (PaintPage      *page,
                 PaintRunColumn  column,
                 const char     *markup)
{
  PaintLine *line = last_line (page);
  const PaintRun run = { .column = column,
                         .markup = g_strdup (markup),
                         .color = color_of (page, line->kind, column) };

  g_array_append_val (page->runs, run);
  line->n++;
  return &g_array_index (page->runs, PaintRun, page->runs->len - 1);
}

/* What is never negative has no sign. */
static gboolean
is_positive (RnnQuantity quantity)
{
  switch (quantity)
    {
    case RNN_QUANTITY_Y:
    case RNN_QUANTITY_NLL:
    case RNN_QUANTITY_LOSS:
    case RNN_QUANTITY_SLOPE:
    case RNN_QUANTITY_DH_NORM:
    case RNN_QUANTITY_V_BEFORE:
    case RNN_QUANTITY_V:
    case RNN_QUANTITY_V_HAT:
    case RNN_QUANTITY_ROOT:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Settings and what is told from them are written as they are set: "0.9". */
static double
rounded (double value)
{
  double unit = pow (10, floor (log10 (fabs (value))) + 1 - SETTING_DIGITS);

  return round (value / unit) * unit;
}

PaintRun *
paint_page_number (PaintPage        *page,
                   PaintRunColumn    column,
                   double            value,
                   const RnnAddress *address)
{
  char number[PAINT_NUMBER_SIZE];
  PaintRun *run;

  if (value == 0)
    g_strlcpy (number, "0", sizeof number);
  else if (address && address->quantity >= RNN_QUANTITY_COUNT)
    paint_number_full (rounded (value), PAINT_NUMBER_PLAIN, number);
  else
    paint_number (value, page->backward ? BACKWARD_DECIMALS : DECIMALS,
                  column != PAINT_RUN_VALUE || page->positive
                      || (address && is_positive (address->quantity))
                    ? PAINT_NUMBER_PLAIN : PAINT_NUMBER_SIGNED, number);
  run = paint_page_text (page, column, number);
  run->is_number = TRUE;
  run->number = value;
  if (address)
    {
      run->has_address = TRUE;
      run->leads = address->quantity < RNN_QUANTITY_COUNT;
      run->address = *address;
    }
  return run;
}

void
paint_page_note (PaintPage  *page,
                 const char *words)
{
  paint_page_line (page, PAINT_LINE_NOTE);
  paint_page_text (page, PAINT_RUN_LABEL, words);
}

void
paint_page_heading (PaintPage  *page,
                    const char *words)
{
  paint_page_line (page, PAINT_LINE_HEADING);
  paint_page_text (page, PAINT_RUN_LABEL, words)->bold = TRUE;
}

void
paint_page_formula (PaintPage  *page,
                    const char *format,
                    ...)
{
  g_autofree char *markup = NULL;
  va_list arguments;

  va_start (arguments, format);
  markup = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  paint_page_text (page, PAINT_RUN_MIDDLE, markup);
}

static gboolean
is_subject (const PaintPage  *page,
            const RnnAddress *address)
{
  const PaintSubject subject = { *address, page->subject.sample };

  return paint_subject_equal (&subject, &page->subject);
}

void
paint_page_result (PaintPage        *page,
                   const RnnAddress *address,
                   double            value)
{
  g_autofree char *symbol = paint_symbol (page->frame, address);
  PaintRun *run;

  paint_page_line (page, PAINT_LINE_RESULT);
  last_line (page)->is_subject = is_subject (page, address);
  paint_page_text (page, PAINT_RUN_LABEL, symbol);
  run = paint_page_number (page, PAINT_RUN_VALUE, value, address);
  run->bold = TRUE;
  if (page->backward)
    run->color = PAINT_COLOR_GRADIENT_TEXT;
  else if (value != 0 && !is_positive (address->quantity))
    run->color = value < 0 ? PAINT_COLOR_LOSS : PAINT_COLOR_ACCURACY;
}

/* Terms -------------------------------------------------------------------- */

static void
set_markup (PaintRun *run,
            char     *markup)
{
  g_free (run->markup);
  run->markup = markup;
}

/* "(−0.14)" after another number; "1/4" is how a mean is told. */
static void
add_factor (PaintPage       *page,
            const RnnFactor *factor,
            gboolean         first)
{
  gboolean enclosed = !first && factor->value < 0;
  PaintRun *run;

  if (enclosed)
    paint_page_text (page, PAINT_RUN_MIDDLE, "(");
  run = paint_page_number (page, PAINT_RUN_MIDDLE, factor->value,
                           &factor->address);
  if (run->leads)
    run->color = PAINT_COLOR_TEXT;
  if (factor->address.quantity == RNN_QUANTITY_COUNT && factor->value > 0)
    set_markup (run, g_strdup_printf ("1/%.0f", 1 / factor->value));
  else if (factor->address.quantity == RNN_QUANTITY_X && factor->value == 1)
    set_markup (run, g_strdup ("1"));
  if (enclosed)
    paint_page_text (page, PAINT_RUN_MIDDLE, ")");
}

/* A factor of −1 is but a sign. */
static gboolean
is_minus (const RnnFactor *factor)
{
  return factor->address.quantity == RNN_QUANTITY_COUNT && factor->value < 0;
}

void
paint_page_products (PaintPage     *page,
                     const RnnTerm *terms,
                     guint          n_terms)
{
  for (guint i = 0; i < n_terms; i++)
    {
      gboolean minus = is_minus (&terms[i].factors[0]);

      if (minus)
        paint_page_text (page, PAINT_RUN_MIDDLE,
                         i > 0 ? " \u2212 " : "\u2212");
      else if (i > 0)
        paint_page_text (page, PAINT_RUN_MIDDLE, " + ");
      if (minus && terms[i].n_factors == 1)
        paint_page_text (page, PAINT_RUN_MIDDLE, "1");
      for (guint k = minus ? 1 : 0; k < terms[i].n_factors; k++)
        {
          if (k > (minus ? 1 : 0))
            paint_page_text (page, PAINT_RUN_MIDDLE, "·");
          add_factor (page, &terms[i].factors[k], i + k == 0);
        }
    }
}

RnnAddress
paint_page_sibling (const RnnAddress *address,
                    RnnQuantity       quantity)
{
  RnnAddress sibling = *address;

  sibling.quantity = quantity;
  return sibling;
}

/* What a term is called among those of its sum (transfer full). */
static char *
term_label (const PaintPage      *page,
            const RnnExplanation *explanation,
            const RnnTerm        *term)
{
  const RnnAddress *first = &term->factors[0].address;
  const RnnAddress *last = &term->factors[term->n_factors - 1].address;
  char letter[PAINT_LETTER_LABEL_SIZE];
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;
  RnnAddress a;

  switch (explanation->address.quantity)
    {
    case RNN_QUANTITY_Y:
      paint_letter (page->frame->dataset, first->column, letter);
      return g_markup_escape_text (letter, -1);
    case RNN_QUANTITY_LOSS:
      return g_strdup_printf ("t = %u", first->t);
    case RNN_QUANTITY_GRADIENT:
      /* The last factor's: h is that of the step before. */
      return g_strdup_printf ("t = %u", last->t);
    case RNN_QUANTITY_DH:
      a = term->n_factors == 2
            ? *first : paint_page_sibling (first, RNN_QUANTITY_H);
      return paint_symbol (page->frame, &a);
    default:
      one = paint_symbol (page->frame, first);
      if (term->n_factors == 1)
        return g_steal_pointer (&one);
      other = paint_symbol (page->frame, last);
      return g_strdup_printf ("%s %s", one, other);
    }
}

/* "exp(0.59)"; the number may be shifted. */
static void
add_power (PaintPage            *page,
           const RnnExplanation *explanation,
           const RnnTerm        *term)
{
  paint_page_text (page, PAINT_RUN_MIDDLE, "exp(");
  add_factor (page, &term->factors[0], TRUE);
  if (explanation->shift != 0)
    {
      paint_page_text (page, PAINT_RUN_MIDDLE, " \u2212 ");
      paint_page_number (page, PAINT_RUN_MIDDLE, explanation->shift, NULL);
    }
  paint_page_text (page, PAINT_RUN_MIDDLE, ")");
}

static void
add_term (PaintPage            *page,
          const RnnExplanation *explanation,
          const RnnTerm        *term)
{
  g_autofree char *label = term_label (page, explanation, term);
  PaintRun *run;

  paint_page_line (page, PAINT_LINE_TERM);
  run = paint_page_text (page, PAINT_RUN_LABEL, label);
  if (explanation->form == RNN_FORM_SOFTMAX)
    {
      run->bold = term == &explanation->terms[explanation->chosen];
      add_power (page, explanation, term);
    }
  else if (term->n_factors > 1)
    {
      paint_page_products (page, term, 1);
    }
  else
    {
      paint_page_number (page, PAINT_RUN_VALUE, term->value,
                         &term->factors[0].address);
      return;
    }
  paint_page_number (page, PAINT_RUN_VALUE, term->value, NULL);
}

/* "… and 58 more", with their sum. */
static void
add_rest (PaintPage *page,
          guint      n,
          double     sum)
{
  g_autofree char *text
    = g_strdup_printf (ngettext ("… and %u more", "… and %u more", n), n);

  paint_page_line (page, PAINT_LINE_MORE);
  paint_page_text (page, PAINT_RUN_LABEL, text);
  paint_page_number (page, PAINT_RUN_VALUE, sum, NULL);
}

/* Whether all but the first ones are left out: never only one. */
static gboolean
is_long (guint n)
{
  return n > MOST_TERMS + 1;
}

static void
add_terms (PaintPage            *page,
           const RnnExplanation *explanation,
           RnnPart               part,
           guint                 n)
{
  guint shown = is_long (n) && !page->whole ? MOST_TERMS : n;
  double rest = 0;
  guint i = 0;

  for (guint k = 0; k < explanation->n_terms; k++)
    {
      const RnnTerm *term = &explanation->terms[k];

      if (term->part != part)
        continue;
      if (i++ < shown)
        add_term (page, explanation, term);
      else
        rest += term->value;
    }
  if (shown < n)
    add_rest (page, n - shown, rest);
  else if (is_long (n))
    {
      paint_page_line (page, PAINT_LINE_MORE);
      paint_page_text (page, PAINT_RUN_LABEL, _("fewer"));
    }
}

void
paint_page_part (PaintPage            *page,
                 const RnnExplanation *explanation,
                 RnnPart               part,
                 const char           *name)
{
  const RnnTerm *only = NULL;
  guint n = 0;

  for (guint i = 0; i < explanation->n_terms; i++)
    if (explanation->terms[i].part == part)
      {
        only = &explanation->terms[i];
        n++;
      }
  if (n == 0)
    return;
  if (name)
    {
      paint_page_line (page, PAINT_LINE_PART);
      paint_page_text (page, PAINT_RUN_LABEL, name);
      if (n == 1 && only->n_factors > 1)
        paint_page_products (page, only, 1);
      paint_page_number (page, PAINT_RUN_VALUE,
                         rnn_explanation_part (explanation, part),
                         n == 1 && only->n_factors == 1
                           ? &only->factors[0].address : NULL);
    }
  if (n > 1 || !name)
    add_terms (page, explanation, part, n);
}
