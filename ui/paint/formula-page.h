#pragma once

#include "ui/paint/subject.h"
#include "ui/paint/theme.h"

G_BEGIN_DECLS

/* What is said about an inspected number, line by line and without places; only
 * for formula*.c. */

typedef enum
{
  PAINT_LINE_TITLE,
  PAINT_LINE_HEADING,         /* a phase, and its formula in symbols */
  PAINT_LINE_PART,            /* one part of a sum */
  PAINT_LINE_TERM,            /* one product of a part */
  PAINT_LINE_MORE,            /* the rest of a long sum: folds and unfolds */
  PAINT_LINE_RESULT,
  PAINT_LINE_NOTE             /* one run of words, which wrap */
} PaintLineKind;

/* In which column a run stands. */
typedef enum
{
  PAINT_RUN_LABEL,
  PAINT_RUN_MIDDLE,
  PAINT_RUN_VALUE             /* at the right edge */
} PaintRunColumn;

/* A piece of text; perhaps a number, perhaps one that can be gone to. */
typedef struct
{
  PaintRunColumn column;
  char          *markup;
  PaintColorName color;
  gboolean       bold;
  gboolean       is_number;
  double         number;
  gboolean       has_address;
  gboolean       leads;       /* the address stands somewhere */
  RnnAddress     address;
} PaintRun;

typedef struct
{
  PaintLineKind kind;
  guint         first;        /* of its runs */
  guint         n;
  gboolean      is_subject;   /* the line of the inspected number itself */
} PaintLine;

typedef struct
{
  const RnnFrame       *frame;
  const RnnUpdateTrace *update;  /* of the walk, or the next; or NULL */
  const float          *weights; /* of the trace */
  PaintSubject          subject;
  gboolean              whole;   /* long sums are not cut */
  gboolean              backward; /* gradients: purple, one digit more */
  gboolean              positive; /* values that are never negative: no sign */
  GArray               *lines;   /* of PaintLine */
  GArray               *runs;    /* of PaintRun */
} PaintPage;

/* @subject NULL: nothing is inspected. */
PaintPage *paint_page_new      (const RnnFrame     *frame,
                                const PaintSubject *subject,
                                gboolean            whole);
void       paint_page_free     (PaintPage          *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PaintPage, paint_page_free)

static inline const PaintLine *
paint_page_get_line (const PaintPage *page,
                     guint            i)
{
  return &g_array_index (page->lines, PaintLine, i);
}

static inline const PaintRun *
paint_page_get_run (const PaintPage *page,
                    const PaintLine *line,
                    guint            i)
{
  return &g_array_index (page->runs, PaintRun, line->first + i);
}

/* Writing: a line, and runs at its end; strings are copied. */
void       paint_page_line     (PaintPage          *page,
                                PaintLineKind       kind);
PaintRun  *paint_page_text     (PaintPage          *page,
                                PaintRunColumn      column,
                                const char         *markup);
PaintRun  *paint_page_number   (PaintPage          *page,
                                PaintRunColumn      column,
                                double              value,
                                const RnnAddress   *address);
void       paint_page_note     (PaintPage          *page,
                                const char         *words);
void       paint_page_heading  (PaintPage          *page,
                                const char         *words);
/* A summand, say, of the formula beside a heading. */
void       paint_page_formula  (PaintPage          *page,
                                const char         *format,
                                ...) G_GNUC_PRINTF (2, 3);
/* The products of the terms, joined by plus signs. */
void       paint_page_products (PaintPage          *page,
                                const RnnTerm      *terms,
                                guint               n_terms);
/* Begins the line of the number at @address: its symbol and its value. */
void       paint_page_result   (PaintPage          *page,
                                const RnnAddress   *address,
                                double              value);
/* The terms of one part, which is called @name; with several, their sum, too.
 * @name NULL: the terms alone. */
void       paint_page_part     (PaintPage          *page,
                                const RnnExplanation *explanation,
                                RnnPart             part,
                                const char         *name);
/* Whether the number at @address has come about where the walk stands; if not,
 * says so in a note. */
gboolean   paint_page_happened (PaintPage          *page,
                                const RnnAddress   *address);
gboolean   paint_page_has_happened (const PaintPage *page,
                                const RnnAddress   *address);
/* (transfer full); NULL where there is no such number. */
RnnExplanation *paint_page_explain (const PaintPage *page,
                                const RnnAddress   *address);
/* Of the thing @address is part of: another of its quantities. */
RnnAddress paint_page_sibling  (const RnnAddress   *address,
                                RnnQuantity         quantity);

/* The sections. */
void       paint_page_unit     (PaintPage          *page,
                                const RnnAddress   *a);
void       paint_page_state    (PaintPage          *page,
                                const RnnAddress   *a);
void       paint_page_input    (PaintPage          *page,
                                const RnnAddress   *a);
void       paint_page_output   (PaintPage          *page,
                                const RnnAddress   *a);
void       paint_page_loss     (PaintPage          *page,
                                const RnnAddress   *a);
void       paint_page_weight   (PaintPage          *page,
                                const RnnAddress   *a);
void       paint_page_bought   (PaintPage          *page);

G_END_DECLS
