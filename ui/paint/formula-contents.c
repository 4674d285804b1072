#include <glib/gi18n-lib.h>

#include "ui/paint/formula-page.h"
#include "ui/paint/symbol.h"
#include "ui/paint/walk.h"

static void
run_clear (gpointer run)
{
  g_free (((PaintRun *) run)->markup);
}

RnnExplanation *
paint_page_explain (const PaintPage  *page,
                    const RnnAddress *address)
{
  return rnn_explain (page->frame->trace, page->weights, address);
}

/* "h₃[2]  hidden unit 2 at t = 3" */
static void
add_title (PaintPage        *page,
           const RnnAddress *a)
{
  g_autofree char *symbol = paint_symbol (page->frame, a);
  g_autofree char *words = paint_symbol_words (page->frame, a);
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  paint_page_line (page, PAINT_LINE_TITLE);
  paint_page_text (page, PAINT_RUN_LABEL, symbol)->bold = TRUE;
  paint_page_text (page, PAINT_RUN_MIDDLE, escaped)->color
    = PAINT_COLOR_TEXT_DIM;
}

/* All that has to do with the inspected number, each with its own terms. */
static void
add_sections (PaintPage        *page,
              const RnnAddress *a)
{
  RnnAddress below;

  switch (a->quantity)
    {
    case RNN_QUANTITY_X:
    case RNN_QUANTITY_DX:
      if (a->layer == 0)
        {
          paint_page_input (page, a);
          break;
        }
      below = paint_page_sibling (a, RNN_QUANTITY_H);
      below.layer--;
      paint_page_unit (page, &below);
      break;
    case RNN_QUANTITY_Z:
    case RNN_QUANTITY_H:
    case RNN_QUANTITY_DH:
    case RNN_QUANTITY_SLOPE:
    case RNN_QUANTITY_DZ:
      paint_page_unit (page, a);
      break;
    case RNN_QUANTITY_DH_NORM:
      paint_page_state (page, a);
      break;
    case RNN_QUANTITY_LOGIT:
    case RNN_QUANTITY_Y:
    case RNN_QUANTITY_DLOGIT:
      paint_page_output (page, a);
      break;
    case RNN_QUANTITY_NLL:
    case RNN_QUANTITY_LOSS:
      paint_page_loss (page, a);
      break;
    default:
      paint_page_weight (page, a);
      break;
    }
}

/* Where the update at hand is of interest, or has just been made. */
static gboolean
is_about_update (const PaintPage    *page,
                 const PaintSubject *subject)
{
  const RnnAddress after = { RNN_QUANTITY_WEIGHT_AFTER };

  if (paint_walk_is_on (page->frame)
      && paint_page_has_happened (page, &after))
    return TRUE;
  return subject && (subject->address.quantity >= RNN_QUANTITY_GRADIENT
                     || subject->address.quantity == RNN_QUANTITY_LOSS
                     || subject->address.quantity == RNN_QUANTITY_NLL);
}

static void
fill (PaintPage          *page,
      const PaintSubject *subject)
{
  const RnnAddress *a = subject ? &subject->address : NULL;

  if (!subject)
    paint_page_note (page, _("Click a unit, an input, an output, a line, a "
                             "weight or the loss to see where its number "
                             "comes from."));
  else if (!paint_subject_exists (subject, page->frame))
    paint_page_note (page, _("This number is not part of the network any "
                             "more."));
  else
    {
      add_title (page, a);
      if (page->frame->trace || a->quantity >= RNN_QUANTITY_GRADIENT)
        add_sections (page, a);
      else
        paint_page_note (page, page->frame->trace_error);
    }
  if (is_about_update (page, subject))
    paint_page_bought (page);
}

/* Where two numbers are one, the one whose line there is: the loss with one
 * output, the gradient without a clip. */
static PaintSubject
in_one_name (const RnnFrame *frame,
             PaintSubject    subject)
{
  RnnAddress *a = &subject.address;

  if (a->quantity == RNN_QUANTITY_CLIPPED && frame->spec.clip == RNN_CLIP_NONE)
    a->quantity = RNN_QUANTITY_BATCH_GRADIENT;
  if (a->quantity == RNN_QUANTITY_LOSS
      && frame->network.target == RNN_TARGET_LAST)
    {
      a->quantity = RNN_QUANTITY_NLL;
      a->t = frame->dataset->time_steps;
    }
  return subject;
}

PaintPage *
paint_page_new (const RnnFrame     *frame,
                const PaintSubject *subject,
                gboolean            whole)
{
  PaintPage *page = g_new0 (PaintPage, 1);

  page->frame = frame;
  page->whole = whole;
  page->lines = g_array_new (FALSE, FALSE, sizeof (PaintLine));
  page->runs = g_array_new (FALSE, FALSE, sizeof (PaintRun));
  g_array_set_clear_func (page->runs, run_clear);
  if (!frame)
    return page;
  if (subject)
    page->subject = in_one_name (frame, *subject);
  page->weights = rnn_frame_weights (frame);
  page->update = frame->update ? frame->update : frame->next;
  fill (page, subject);
  return page;
}

void
paint_page_free (PaintPage *page)
{
  if (!page)
    return;
  g_array_unref (page->lines);
  g_array_unref (page->runs);
  g_free (page);
}
