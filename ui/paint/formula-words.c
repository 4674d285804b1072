#include <glib/gi18n-lib.h>

#include "ui/paint/formula-layout.h"
#include "ui/paint/number.h"
#include "ui/paint/symbol.h"

/* Scrolling ---------------------------------------------------------------- */

void
paint_formula_scroll (PaintRect               area,
                      const PaintFormulaData *data,
                      const PaintTheme       *theme,
                      gsize                  *first,
                      gsize                  *n_visible,
                      gsize                  *n_total)
{
  g_auto (PaintFormulaLayout) layout = { 0 };

  g_return_if_fail (data && theme && first && n_visible && n_total);

  paint_formula_layout_init (&layout, area, data, theme);
  *first = layout.first;
  *n_visible = layout.n_visible;
  *n_total = paint_formula_n_rows (&layout);
}

/* Of the inspected number's own line, whose section is to be seen from its
 * beginning if there is room. */
static void
find_subject (const PaintFormulaLayout *layout,
              gsize                    *first,
              gsize                    *last)
{
  *first = *last = 0;
  for (guint i = 0, heading = 0; i < layout->page->lines->len; i++)
    {
      const PaintLine *line = paint_page_get_line (layout->page, i);

      if (line->kind == PAINT_LINE_HEADING)
        heading = layout->rows[i];
      if (!line->is_subject)
        continue;
      *last = layout->rows[i + 1] - 1;
      if (*last < layout->n_visible)
        *first = 0;
      else
        *first = *last - heading < layout->n_visible ? heading
                                                     : layout->rows[i];
      return;
    }
}

gboolean
paint_formula_reveal (PaintRect          area,
                      PaintFormulaData  *data,
                      const PaintTheme  *theme,
                      const PaintTarget *target)
{
  g_auto (PaintFormulaLayout) layout = { 0 };
  gsize first, last, before;

  g_return_val_if_fail (data && theme, FALSE);

  paint_formula_layout_init (&layout, area, data, theme);
  before = data->first_row;
  if (!target)
    {
      find_subject (&layout, &first, &last);
    }
  else
    {
      const PaintLine *line;

      if (!paint_formula_find (layout.page, target))
        return FALSE;
      line = paint_page_get_line (layout.page, target->row);
      first = last = layout.rows[target->row]
                     + layout.places[line->first + target->column].row;
      /* The title comes along with the first number. */
      if (target->row <= 2)
        first = 0;
    }
  data->first_row = layout.first;
  if (last >= layout.first + layout.n_visible)
    data->first_row = last + 1 - MIN (layout.n_visible, last + 1);
  if (first < data->first_row)
    data->first_row = first;
  return data->first_row != before;
}

/* Where things lead -------------------------------------------------------- */

gboolean
paint_formula_leads_to (const PaintFormulaData *data,
                        const PaintTarget      *target,
                        PaintSubject           *subject)
{
  g_autoptr (PaintPage) page = NULL;
  const PaintRun *run;

  g_return_val_if_fail (data && target && subject, FALSE);

  page = paint_page_new (data->frame, data->subject, data->whole);
  run = paint_formula_find (page, target);
  if (!run || !run->leads)
    return FALSE;
  *subject = (PaintSubject) {
    run->address,
    data->subject ? data->subject->sample
    : data->frame->trace ? data->frame->trace->sample : 0,
  };
  return TRUE;
}

gboolean
paint_formula_unfolds (const PaintFormulaData *data,
                       const PaintTarget      *target)
{
  g_autoptr (PaintPage) page = NULL;

  g_return_val_if_fail (data && target, FALSE);

  page = paint_page_new (data->frame, data->subject, data->whole);
  return paint_formula_find (page, target)
         && paint_page_get_line (page, target->row)->kind == PAINT_LINE_MORE;
}

/* Words -------------------------------------------------------------------- */

/* What its line is called, and the number. */
static char *
describe_nameless (const PaintPage *page,
                   const PaintLine *line,
                   const char      *number)
{
  g_autofree char *label
    = paint_symbol_plain (paint_page_get_run (page, line, 0)->markup);

  return g_strdup_printf ("%s: %s", label, number);
}

/* "h₂[1] = +0.430123, hidden unit 1 at t = 2" */
static char *
describe_run (const PaintPage *page,
              const PaintLine *line,
              const PaintRun  *run)
{
  g_autofree char *symbol = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *words = NULL;
  char number[PAINT_NUMBER_SIZE];

  if (!run->is_number)
    return paint_symbol_plain (run->markup);
  paint_number_full (run->number, PAINT_NUMBER_SIGNED, number);
  if (!run->has_address || run->address.quantity == RNN_QUANTITY_COUNT)
    return describe_nameless (page, line, number);
  symbol = paint_symbol (page->frame, &run->address);
  plain = paint_symbol_plain (symbol);
  if (!run->leads)
    return g_strdup_printf ("%s = %s", plain, number);
  words = paint_symbol_words (page->frame, &run->address);
  /* Translators: a symbol, its number, and what it is in words. */
  return g_strdup_printf (_("%s = %s, %s"), plain, number, words);
}

static void
append_run (GString        *text,
            const PaintRun *run)
{
  g_autofree char *plain = NULL;
  char number[PAINT_NUMBER_SIZE];

  if (run->is_number)
    {
      paint_number_full (run->number,
                         run->column == PAINT_RUN_VALUE ? PAINT_NUMBER_SIGNED
                                                        : PAINT_NUMBER_PLAIN,
                         number);
      g_string_append (text, number);
      return;
    }
  plain = paint_symbol_plain (run->markup);
  g_string_append (text, plain);
}

/* The value, which stands at the right, comes last. */
static void
append_line (GString         *text,
             const PaintPage *page,
             const PaintLine *line)
{
  const PaintRun *value = NULL;
  gboolean labels = FALSE;

  for (guint i = 0; i < line->n; i++)
    {
      const PaintRun *run = paint_page_get_run (page, line, i);

      if (run->column == PAINT_RUN_VALUE)
        {
          value = run;
          continue;
        }
      if (labels && run->column == PAINT_RUN_MIDDLE)
        g_string_append_c (text, ' ');
      labels = run->column == PAINT_RUN_LABEL;
      append_run (text, run);
    }
  if (!value)
    return;
  g_string_append (text, ": ");
  append_run (text, value);
}

static char *
describe_all (const PaintPage *page)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < page->lines->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, '\n');
      append_line (text, page, paint_page_get_line (page, i));
    }
  return g_strdup (text->str);
}

char *
paint_formula_describe (const PaintFormulaData *data,
                        const PaintTarget      *target)
{
  g_autoptr (PaintPage) page = NULL;
  const PaintRun *run;

  g_return_val_if_fail (data, NULL);

  if (!data->frame)
    return g_strdup (_("Nothing to inspect yet"));
  page = paint_page_new (data->frame, data->subject, data->whole);
  run = paint_formula_find (page, target);
  return run ? describe_run (page, paint_page_get_line (page, target->row), run)
             : describe_all (page);
}
