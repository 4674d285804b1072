#pragma once

#include "core/frame.h"
#include "ui/paint/formula-page.h"

/* Of the page about @subject in @frame: calls @check with each number that has
 * an address. */
typedef void (*TestNumber) (const PaintPage *page,
                            const PaintLine *line,
                            const PaintRun  *run,
                            gpointer         data);

/* All pages that can be gone to from the loss and from every parameter of the
 * last layer, and all numbers on them. */
void test_visit_pages (const RnnFrame *frame,
                       gsize           sample,
                       TestNumber      check,
                       gpointer        data);
