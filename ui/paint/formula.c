#include "ui/paint/formula.h"

#include <math.h>

#include "ui/paint/colormap.h"
#include "ui/paint/formula-layout.h"
#include "ui/paint/mark.h"

/* At text scale 1. */
#define MARK_SLACK 2.0
#define LINE_RADIUS 4.0

/* Painting ----------------------------------------------------------------- */

static void
draw_run (cairo_t     *cr,
          const PaintFormulaLayout *layout,
          guint        line,
          guint        i)
{
  const PaintLine *l = paint_page_get_line (layout->page, line);
  const PaintRun *run = paint_page_get_run (layout->page, l, i);
  const PaintTextStyle style = paint_formula_style (l, run);
  PaintRect rect = paint_formula_run_rect (layout, line, i);

  if (!paint_formula_run_in_sight (layout, line, i))
    return;
  /* What was measured fits, whatever is lost in rounding. */
  rect.width += 1;
  paint_text_in (cr, layout->theme, &style,
                 paint_theme_color (layout->theme, run->color),
                 PAINT_ALIGN_START, rect, run->markup);
}

static void
draw_note (cairo_t     *cr,
           const PaintFormulaLayout *layout,
           guint        line)
{
  const PaintLine *l = paint_page_get_line (layout->page, line);
  const PaintRun *run = paint_page_get_run (layout->page, l, 0);
  const PaintTextStyle style = paint_formula_style (l, run);
  PaintRect rect = { layout->area.x, paint_formula_row_y (layout, layout->rows[line]),
                     layout->area.width,
                     (layout->rows[line + 1] - layout->rows[line])
                       * layout->pitch };

  paint_text_wrapped (cr, layout->theme, &style,
                      paint_theme_color (layout->theme, run->color), rect,
                      run->markup);
}

/* The inspected number's own line. */
static void
draw_ground (cairo_t     *cr,
             const PaintFormulaLayout *layout,
             guint        line)
{
  double slack = paint_theme_scaled (layout->theme, MARK_SLACK);
  PaintRect rect = { layout->area.x, paint_formula_row_y (layout, layout->rows[line]),
                     layout->area.width,
                     (layout->rows[line + 1] - layout->rows[line])
                       * layout->pitch };

  rect.height -= slack / 2;
  paint_rounded (cr, rect, paint_theme_scaled (layout->theme, LINE_RADIUS));
  paint_set_source (cr, paint_theme_color (layout->theme, PAINT_COLOR_HOVER));
  cairo_fill (cr);
}

/* A rule over each section but the first. */
static void
draw_rule (cairo_t     *cr,
           const PaintFormulaLayout *layout,
           guint        line)
{
  paint_set_source (cr, paint_theme_color (layout->theme, PAINT_COLOR_GRID));
  cairo_rectangle (cr, layout->area.x,
                   round (paint_formula_row_y (layout, layout->rows[line])), layout->area.width,
                   1);
  cairo_fill (cr);
}

void
paint_formula (cairo_t                *cr,
               PaintRect               area,
               const PaintFormulaData *data,
               const PaintTheme       *theme)
{
  g_auto (PaintFormulaLayout) layout = { 0 };

  g_return_if_fail (cr && data && theme);

  paint_formula_layout_init (&layout, area, data, theme);
  cairo_save (cr);
  cairo_rectangle (cr, area.x, area.y, area.width,
                   layout.n_visible * layout.pitch);
  cairo_clip (cr);
  for (guint i = 0; i < layout.page->lines->len; i++)
    {
      const PaintLine *line = paint_page_get_line (layout.page, i);

      if (layout.rows[i + 1] <= layout.first
          || layout.rows[i] >= layout.first + layout.n_visible)
        continue;
      if (line->is_subject)
        draw_ground (cr, &layout, i);
      if (line->kind == PAINT_LINE_HEADING && i > 1)
        draw_rule (cr, &layout, i);
      if (line->kind == PAINT_LINE_NOTE)
        draw_note (cr, &layout, i);
      else
        for (guint k = 0; k < line->n; k++)
          draw_run (cr, &layout, i, k);
    }
  cairo_restore (cr);
}

/* Targets ------------------------------------------------------------------ */

static PaintTarget
target_of (guint line,
           guint run)
{
  return (PaintTarget) { PAINT_TARGET_TERM, .row = line, .column = run };
}

PaintTarget
paint_formula_pick (PaintRect               area,
                    const PaintFormulaData *data,
                    const PaintTheme       *theme,
                    double                  x,
                    double                  y)
{
  const PaintTarget nothing = { PAINT_TARGET_NONE };
  g_auto (PaintFormulaLayout) layout = { 0 };
  guint row;

  g_return_val_if_fail (data && theme, nothing);

  paint_formula_layout_init (&layout, area, data, theme);
  if (x < area.x || y < area.y || x >= area.x + area.width
      || y >= area.y + layout.n_visible * layout.pitch)
    return nothing;
  row = (guint) (layout.first + (gsize) ((y - area.y) / layout.pitch));
  for (guint i = 0; i < layout.page->lines->len; i++)
    {
      const PaintLine *line = paint_page_get_line (layout.page, i);

      for (guint k = 0; k < line->n && layout.rows[i] <= row; k++)
        {
          PaintRect rect = paint_formula_run_rect (&layout, i, k);

          if (paint_formula_is_target (line, paint_page_get_run (layout.page, line, k))
              && paint_rect_contains (&rect, x, y))
            return target_of (i, k);
        }
    }
  return nothing;
}

PaintRect
paint_formula_target_rect (PaintRect               area,
                           const PaintFormulaData *data,
                           const PaintTheme       *theme,
                           const PaintTarget      *target)
{
  g_auto (PaintFormulaLayout) layout = { 0 };

  g_return_val_if_fail (data && theme && target, (PaintRect) { 0 });

  paint_formula_layout_init (&layout, area, data, theme);
  if (!paint_formula_find (layout.page, target))
    return (PaintRect) { 0 };
  if (!paint_formula_run_in_sight (&layout, target->row, target->column))
    return (PaintRect) { 0 };
  return paint_formula_run_rect (&layout, target->row, target->column);
}

static void
mark_run (cairo_t     *cr,
          const PaintFormulaLayout *layout,
          guint        line,
          guint        run,
          gboolean     selected)
{
  PaintRect rect = paint_formula_run_rect (layout, line, run);
  double right = layout->area.x + layout->area.width;
  double slack = paint_theme_scaled (layout->theme, MARK_SLACK);

  if (!paint_formula_run_in_sight (layout, line, run))
    return;
  rect.x = MAX (rect.x - slack, layout->area.x);
  rect.width = MIN (rect.width + 2 * slack, right - rect.x);
  rect.y += 1;
  rect.height -= 2;
  paint_mark (cr, rect, layout->theme, selected);
}

/* Whether a run's number is what @target of another picture stands for. */
static gboolean
stands_for (const PaintPage   *page,
            const PaintRun    *run,
            const PaintTarget *target)
{
  const PaintSubject subject = { run->address, page->subject.sample };
  PaintTarget own;

  if (!run->leads)
    return FALSE;
  own = paint_subject_target (&subject, page->frame);
  return paint_target_same (&own, target);
}

void
paint_formula_highlight (cairo_t                *cr,
                         PaintRect               area,
                         const PaintFormulaData *data,
                         const PaintTheme       *theme,
                         const PaintTarget      *target,
                         gboolean                selected)
{
  g_auto (PaintFormulaLayout) layout = { 0 };

  g_return_if_fail (cr && data && theme && target);

  paint_formula_layout_init (&layout, area, data, theme);
  if (paint_formula_find (layout.page, target))
    mark_run (cr, &layout, target->row, target->column, selected);
  if (target->kind == PAINT_TARGET_TERM || selected)
    return;
  for (guint i = 0; i < layout.page->lines->len; i++)
    {
      const PaintLine *line = paint_page_get_line (layout.page, i);

      for (guint k = 0; k < line->n; k++)
        if (stands_for (layout.page, paint_page_get_run (layout.page, line, k),
                        target))
          mark_run (cr, &layout, i, k, FALSE);
    }
}

/* The number before or after @target in the order of reading. */
static PaintTarget
step (const PaintFormulaLayout       *layout,
      const PaintTarget *target,
      int                way)
{
  guint n = layout->page->runs->len;
  const PaintLine *line = paint_page_get_line (layout->page, target->row);
  guint i = target->row;
  gint64 place = (gint64) line->first + target->column + way;

  for (; place >= 0 && place < n; place += way)
    {
      guint run = (guint) place;

      while (run < line->first)
        line = paint_page_get_line (layout->page, --i);
      while (run >= line->first + line->n)
        line = paint_page_get_line (layout->page, ++i);
      if (paint_formula_is_target (line, paint_page_get_run (layout->page, line,
                                               run - line->first)))
        return target_of (i, run - line->first);
    }
  return (PaintTarget) { PAINT_TARGET_NONE };
}

/* The nearest number in the next row that has one. */
static PaintTarget
step_row (const PaintFormulaLayout       *layout,
          const PaintTarget *target,
          int                way)
{
  PaintRect from = paint_formula_run_rect (layout, target->row, target->column);
  PaintTarget next = *target;
  PaintTarget best = { PAINT_TARGET_NONE };
  double least = INFINITY, row = NAN;

  while ((next = step (layout, &next, way)).kind != PAINT_TARGET_NONE)
    {
      PaintRect to = paint_formula_run_rect (layout, next.row, next.column);
      double aside = fabs (to.x + to.width / 2 - from.x - from.width / 2);

      if (to.y == from.y)
        continue;
      if (isnan (row))
        row = to.y;
      if (to.y != row)
        break;
      if (aside < least)
        {
          least = aside;
          best = next;
        }
    }
  return best;
}

/* NONE where it is the last already. */
static PaintTarget
last (const PaintFormulaLayout *layout,
      const PaintTarget        *target,
      int                       way)
{
  PaintTarget found = { PAINT_TARGET_NONE };
  PaintTarget next = *target;

  while ((next = step (layout, &next, way)).kind != PAINT_TARGET_NONE)
    found = next;
  return found;
}

PaintTarget
paint_formula_move (PaintRect               area,
                    const PaintFormulaData *data,
                    const PaintTheme       *theme,
                    const PaintTarget      *target,
                    PaintMove               move)
{
  const PaintTarget nothing = { PAINT_TARGET_NONE };
  g_auto (PaintFormulaLayout) layout = { 0 };
  PaintTarget start = { PAINT_TARGET_TERM, .row = 0, .column = 0 };

  g_return_val_if_fail (data && theme, nothing);

  paint_formula_layout_init (&layout, area, data, theme);
  if (layout.page->lines->len == 0)
    return nothing;
  if (!paint_formula_find (layout.page, target))
    return step (&layout, &start, 1);
  switch (move)
    {
    case PAINT_MOVE_LEFT:
      return step (&layout, target, -1);
    case PAINT_MOVE_RIGHT:
      return step (&layout, target, 1);
    case PAINT_MOVE_UP:
      return step_row (&layout, target, -1);
    case PAINT_MOVE_DOWN:
      return step_row (&layout, target, 1);
    case PAINT_MOVE_FIRST:
      return last (&layout, target, -1);
    case PAINT_MOVE_LAST:
    default:
      return last (&layout, target, 1);
    }
}
