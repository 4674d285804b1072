#include "ui/paint/formula-layout.h"

#include <math.h>

/* At text scale 1. */
#define ROW_GAP 2.5
#define INDENT 12.0
#define COLUMN_GAP 9.0
/* Words never take more rows than these. */
#define MOST_NOTE_ROWS 12

PaintTextStyle
paint_formula_style (const PaintLine *line,
                     const PaintRun  *run)
{
  gboolean title
    = line->kind == PAINT_LINE_TITLE && run->column == PAINT_RUN_LABEL;

  return (PaintTextStyle) {
    .size = title ? PAINT_SIZE_BODY : PAINT_SIZE_SMALL,
    .bold = run->bold,
    .markup = TRUE,
  };
}

/* Runs --------------------------------------------------------------------- */

typedef struct
{
  PaintFormulaLayout *layout;
  const PaintLine    *line;
  double              x, end, indent;
  guint               row;
  gboolean            labels; /* the last one was a label */
} Pen;

static PaintFormulaPlace *
place_of (const Pen *pen,
          guint      i)
{
  return &pen->layout->places[pen->line->first + i];
}

/* Measures all runs, and puts the value at the right edge. */
static void
measure_runs (Pen *pen)
{
  PaintFormulaLayout *layout = pen->layout;
  double gap = paint_theme_scaled (layout->theme, COLUMN_GAP);

  for (guint i = 0; i < pen->line->n; i++)
    {
      const PaintRun *run = paint_page_get_run (layout->page, pen->line, i);
      const PaintTextStyle style = paint_formula_style (pen->line, run);
      PaintFormulaPlace *place = place_of (pen, i);

      place->width = paint_text_width (layout->theme, &style, run->markup);
      if (run->column != PAINT_RUN_VALUE)
        continue;
      place->width = MIN (place->width, layout->area.width);
      place->x = layout->area.width - place->width;
      pen->end = place->x - gap;
    }
}

/* Where the row ends, in the next one, which is free to the edge. */
static void
place_run (Pen   *pen,
           guint  i)
{
  PaintFormulaLayout *layout = pen->layout;
  const PaintRun *run = paint_page_get_run (layout->page, pen->line, i);
  PaintFormulaPlace *place = place_of (pen, i);

  if (run->column == PAINT_RUN_VALUE)
    return;
  if (run->column == PAINT_RUN_MIDDLE && pen->labels)
    pen->x += paint_theme_scaled (layout->theme, COLUMN_GAP);
  pen->labels = run->column == PAINT_RUN_LABEL;
  if (pen->x + place->width > pen->end && pen->x > pen->indent)
    {
      pen->row++;
      pen->end = layout->area.width;
      pen->indent = paint_theme_scaled (layout->theme, INDENT);
      pen->x = pen->indent;
    }
  place->row = pen->row;
  place->x = pen->x;
  place->width = MIN (place->width, MAX (pen->end - pen->x, 0));
  pen->x += place->width;
}

/* Returns how many rows they take. */
static guint
place_runs (PaintFormulaLayout *layout,
            const PaintLine    *line)
{
  gboolean indented
    = line->kind == PAINT_LINE_TERM || line->kind == PAINT_LINE_MORE;
  double indent = indented ? paint_theme_scaled (layout->theme, INDENT) : 0;
  Pen pen = { layout, line, .x = indent, .end = layout->area.width,
              .indent = indent };

  measure_runs (&pen);
  for (guint i = 0; i < line->n; i++)
    place_run (&pen, i);
  return pen.row + 1;
}

static guint
place_note (PaintFormulaLayout *layout,
            const PaintLine    *line)
{
  const PaintRun *run = paint_page_get_run (layout->page, line, 0);
  const PaintTextStyle style = paint_formula_style (line, run);
  double height
    = paint_text_wrapped_height (layout->theme, &style, layout->area.width,
                                 MOST_NOTE_ROWS * layout->pitch, run->markup);

  layout->places[line->first]
    = (PaintFormulaPlace) { .width = layout->area.width };
  return MAX ((guint) ceil (height / layout->pitch), 1);
}

/* The layout --------------------------------------------------------------- */

static void
place_lines (PaintFormulaLayout *layout)
{
  guint n = layout->page->lines->len;
  guint row = 0;

  for (guint i = 0; i < n; i++)
    {
      const PaintLine *line = paint_page_get_line (layout->page, i);

      layout->rows[i] = row;
      row += line->kind == PAINT_LINE_NOTE ? place_note (layout, line)
                                           : place_runs (layout, line);
    }
  layout->rows[n] = row;
}

void
paint_formula_layout_init (PaintFormulaLayout     *layout,
                           PaintRect               area,
                           const PaintFormulaData *data,
                           const PaintTheme       *theme)
{
  const PaintTextStyle style = { .size = PAINT_SIZE_SMALL };
  gsize n;

  *layout = (PaintFormulaLayout) {
    .page = paint_page_new (data->frame, data->subject, data->whole),
    .theme = theme,
    .area = area,
    .pitch = paint_text_height (theme, &style)
             + paint_theme_scaled (theme, ROW_GAP),
  };
  layout->places = g_new0 (PaintFormulaPlace, layout->page->runs->len);
  layout->rows = g_new0 (guint, layout->page->lines->len + 1);
  place_lines (layout);
  n = paint_formula_n_rows (layout);
  layout->n_visible = MIN ((gsize) MAX (area.height / layout->pitch, 0), n);
  layout->first = MIN (data->first_row, n - layout->n_visible);
}

void
paint_formula_layout_clear (PaintFormulaLayout *layout)
{
  paint_page_free (layout->page);
  g_free (layout->places);
  g_free (layout->rows);
}

guint
paint_formula_n_rows (const PaintFormulaLayout *layout)
{
  return layout->rows[layout->page->lines->len];
}

double
paint_formula_row_y (const PaintFormulaLayout *layout,
                     guint                     row)
{
  return layout->area.y + ((double) row - layout->first) * layout->pitch;
}

PaintRect
paint_formula_run_rect (const PaintFormulaLayout *layout,
                        guint                     line,
                        guint                     run)
{
  const PaintLine *l = paint_page_get_line (layout->page, line);
  const PaintFormulaPlace *place = &layout->places[l->first + run];

  return (PaintRect) { layout->area.x + place->x,
                       paint_formula_row_y (layout, layout->rows[line]
                                                    + place->row),
                       place->width, layout->pitch };
}

gboolean
paint_formula_run_in_sight (const PaintFormulaLayout *layout,
                            guint                     line,
                            guint                     run)
{
  const PaintLine *l = paint_page_get_line (layout->page, line);
  gsize row = layout->rows[line] + layout->places[l->first + run].row;

  return row >= layout->first && row < layout->first + layout->n_visible;
}

gboolean
paint_formula_is_target (const PaintLine *line,
                         const PaintRun  *run)
{
  return line->kind == PAINT_LINE_MORE ? run->column == PAINT_RUN_LABEL
                                       : run->is_number;
}

const PaintRun *
paint_formula_find (const PaintPage   *page,
                    const PaintTarget *target)
{
  const PaintLine *line;
  const PaintRun *run;

  if (!target || target->kind != PAINT_TARGET_TERM
      || target->row >= page->lines->len)
    return NULL;
  line = paint_page_get_line (page, target->row);
  if (target->column >= line->n)
    return NULL;
  run = paint_page_get_run (page, line, target->column);
  return paint_formula_is_target (line, run) ? run : NULL;
}
