#include "tests/paint/formula-fixture.h"

#include <string.h>

#include "ui/paint/formula.h"

typedef struct
{
  const RnnFrame *frame;
  TestNumber      check;
  gpointer        data;
  GHashTable     *known;      /* of PaintSubject as bytes */
  GQueue          to_visit;   /* of PaintSubject, owned by @known */
} Visit;

static void
add (Visit              *visit,
     const PaintSubject *subject)
{
  /* A copy without what lies between the fields. */
  PaintSubject *copy = g_new0 (PaintSubject, 1);
  g_autoptr (GBytes) key = NULL;

  copy->address.quantity = subject->address.quantity;
  copy->address.layer = subject->address.layer;
  copy->address.t = subject->address.t;
  copy->address.parameter = subject->address.parameter;
  copy->address.row = subject->address.row;
  copy->address.column = subject->address.column;
  copy->sample = subject->sample;
  key = g_bytes_new (copy, sizeof *copy);
  if (g_hash_table_contains (visit->known, key))
    {
      g_free (copy);
      return;
    }
  g_hash_table_insert (visit->known, g_steal_pointer (&key), copy);
  g_queue_push_tail (&visit->to_visit, copy);
}

/* The subject's own line is there, and every number has its sentence. */
static void
visit_page (Visit              *visit,
            const PaintSubject *subject)
{
  const PaintFormulaData data = { visit->frame, subject, TRUE, 0 };
  g_autoptr (PaintPage) page = paint_page_new (visit->frame, subject, TRUE);
  gboolean found = FALSE;

  g_assert_true (paint_subject_exists (subject, visit->frame));
  for (guint i = 0; i < page->lines->len; i++)
    {
      const PaintLine *line = paint_page_get_line (page, i);

      found |= line->is_subject;
      for (guint k = 0; k < line->n; k++)
        {
          const PaintRun *run = paint_page_get_run (page, line, k);
          const PaintTarget target = { PAINT_TARGET_TERM, .row = i,
                                       .column = k };
          PaintSubject next;

          if (run->has_address)
            visit->check (page, line, run, visit->data);
          if (!run->leads)
            continue;
          g_assert_true (paint_formula_leads_to (&data, &target, &next));
          add (visit, &next);
        }
    }
  /* Where it is still to come it is not given away. */
  if (visit->frame->stop == 0)
    g_assert_true (found);
}

void
test_visit_pages (const RnnFrame *frame,
                  gsize           sample,
                  TestNumber      check,
                  gpointer        data)
{
  Visit visit = {
    .frame = frame,
    .check = check,
    .data = data,
    .known = g_hash_table_new_full (g_bytes_hash, g_bytes_equal,
                                    (GDestroyNotify) g_bytes_unref, g_free),
  };
  PaintSubject *subject;

  add (&visit, &(PaintSubject) { { RNN_QUANTITY_LOSS }, sample });
  for (guint i = 0; i < frame->network.n_parameters; i++)
    add (&visit, &(PaintSubject) { { RNN_QUANTITY_WEIGHT, .parameter = i },
                                   sample });
  while ((subject = g_queue_pop_head (&visit.to_visit)))
    visit_page (&visit, subject);
  g_assert_cmpuint (g_hash_table_size (visit.known), >,
                    frame->network.n_parameters);
  g_hash_table_unref (visit.known);
}
