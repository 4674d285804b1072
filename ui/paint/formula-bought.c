#include <glib/gi18n-lib.h>

#include "ui/paint/formula-page.h"
#include "ui/paint/letter.h"
#include "ui/paint/number.h"

/* What an update made of a sample: its loss and its probabilities before and
 * after. */

#define PERCENT_DECIMALS 2
#define MOST_LINES 6

static void
add_numbers (PaintPage        *page,
             const char       *before,
             const RnnAddress *address,
             double            old,
             const char       *after,
             double            new)
{
  PaintRun *run = paint_page_text (page, PAINT_RUN_MIDDLE, before);

  run->color = PAINT_COLOR_TEXT;
  run->is_number = run->has_address = run->leads = TRUE;
  run->number = old;
  run->address = *address;
  paint_page_text (page, PAINT_RUN_MIDDLE, " → ");
  run = paint_page_text (page, PAINT_RUN_MIDDLE, after);
  run->color = PAINT_COLOR_TEXT;
  run->is_number = TRUE;
  run->number = new;
  paint_page_number (page, PAINT_RUN_VALUE, new - old, NULL);
}

static void
add_loss (PaintPage *page)
{
  const RnnAddress address = { RNN_QUANTITY_LOSS };
  double old = page->frame->trace->loss;
  double new = page->frame->after->loss;
  char before[PAINT_NUMBER_SIZE], after[PAINT_NUMBER_SIZE];

  paint_page_line (page, PAINT_LINE_RESULT);
  paint_page_text (page, PAINT_RUN_LABEL, _("loss"));
  paint_number (old, 4, PAINT_NUMBER_PLAIN, before);
  paint_number (new, 4, PAINT_NUMBER_PLAIN, after);
  add_numbers (page, before, &address, old, after, new);
}

/* The probability of class @c at output @p. */
static void
add_share (PaintPage *page,
           guint      p,
           guint      c)
{
  const RnnTrace *trace = page->frame->trace;
  gsize i = (gsize) p * trace->network.n_classes + c;
  const RnnAddress address = {
    RNN_QUANTITY_Y, .t = trace->time_steps - trace->n_outputs + p + 1,
    .column = c,
  };
  char letter[PAINT_LETTER_LABEL_SIZE];
  char before[PAINT_NUMBER_SIZE], after[PAINT_NUMBER_SIZE];
  g_autofree char *label = NULL;
  PaintRun *run;

  paint_letter (page->frame->dataset, c, letter);
  label = trace->n_outputs > 1
            ? g_markup_printf_escaped (_("‘%s’ at t = %u"), letter, address.t)
            : g_markup_escape_text (letter, -1);
  paint_page_line (page, PAINT_LINE_PART);
  run = paint_page_text (page, PAINT_RUN_LABEL, label);
  if (trace->targets[p] == c)
    {
      run->bold = TRUE;
      run->color = PAINT_COLOR_TARGET;
    }
  paint_number_percent (trace->y[i], PERCENT_DECIMALS, before);
  paint_number_percent (page->frame->after->y[i], PERCENT_DECIMALS, after);
  add_numbers (page, before, &address, trace->y[i], after,
               page->frame->after->y[i]);
}

/* "… and 20 more", or how to have fewer. */
static void
add_rest (PaintPage *page,
          guint      n,
          guint      shown)
{
  g_autofree char *text = NULL;

  if (n <= MOST_LINES + 1)
    return;
  text = shown < n ? g_strdup_printf (ngettext ("… and %u more",
                                                "… and %u more", n - shown),
                                      n - shown)
                   : g_strdup (_("fewer"));
  paint_page_line (page, PAINT_LINE_MORE);
  paint_page_text (page, PAINT_RUN_LABEL, text);
}

/* The target's of every step; with one output all classes', the target's
 * first. */
static void
add_shares (PaintPage *page)
{
  const RnnTrace *trace = page->frame->trace;
  gboolean one = trace->n_outputs == 1;
  guint n = one ? trace->network.n_classes : trace->n_outputs;
  guint shown = n > MOST_LINES + 1 && !page->whole ? MOST_LINES : n;

  if (!one)
    {
      for (guint p = 0; p < shown; p++)
        add_share (page, p, trace->targets[p]);
      add_rest (page, n, shown);
      return;
    }
  add_share (page, 0, trace->targets[0]);
  for (guint c = 0, i = 1; c < n && i < shown; c++)
    if (c != trace->targets[0])
      {
        add_share (page, 0, c);
        i++;
      }
  add_rest (page, n, shown);
}

void
paint_page_bought (PaintPage *page)
{
  const RnnFrame *frame = page->frame;
  const RnnAddress step = { RNN_QUANTITY_WEIGHT_AFTER };

  if (!frame->trace || !frame->after || !page->update)
    return;
  page->backward = TRUE;
  paint_page_heading (page, frame->stop > 0
                              ? _("What this update bought")
                              : _("What the next update will buy"));
  if (paint_page_happened (page, &step))
    {
      if (!frame->sample_in_batch)
        paint_page_note (page, _("This sample is not in the batch."));
      add_loss (page);
      add_shares (page);
    }
  page->backward = FALSE;
}
