#include "ui/paint/ledger.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/contribution.h"
#include "ui/paint/ledger-layout.h"
#include "ui/paint/parameters-layout.h"
#include "ui/paint/scale.h"
#include "ui/paint/text.h"
#include "ui/paint/walk.h"

#define WORDS_GAP 10.0
/* Numbers are only written on scales on which their two decimals say enough. */
#define LEAST_NUMBERED 0.2
#define LARGEST_NUMBERED 100.0

static const PaintTextStyle small_style = { .size = PAINT_SIZE_SMALL };
static const PaintTextStyle now_style = { .size = PAINT_SIZE_SMALL,
                                          .bold = TRUE };
static const PaintTextStyle sign_style = { .size = PAINT_SIZE_BODY };

/* What the walk has reached ------------------------------------------------ */

/* The layer whose step back brings it. */
static guint
layer_of (const RnnFrame *frame,
          guint           parameter)
{
  const RnnParameter *p = &frame->network.parameters[parameter];

  return p->kind == RNN_PARAMETER_W_HY || p->kind == RNN_PARAMETER_B_Y
           ? frame->network.n_layers - 1
           : p->layer;
}

gboolean
paint_ledger_reached (const RnnFrame *frame,
                      guint           parameter,
                      guint           t)
{
  g_return_val_if_fail (frame, FALSE);

  return paint_walk_place (frame, RNN_PHASE_BACKWARD,
                           layer_of (frame, parameter), t)
         != PAINT_WALK_TO_COME;
}

guint
paint_ledger_first (const RnnFrame *frame,
                    guint           parameter)
{
  guint t;

  g_return_val_if_fail (frame && frame->trace, 0);

  t = frame->trace->time_steps + 1;
  while (t > 1 && paint_ledger_reached (frame, parameter, t - 1))
    t--;
  return t;
}

/* Drawing ------------------------------------------------------------------ */

/* The next round number: closer than a legend alone would need, since most of
 * what is added is small beside the sum. */
static double
round_up (double value)
{
  static const double steps[] = { 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10 };
  double decade;

  if (!(value > 0) || !isfinite (value))
    return paint_scale_limit (value);
  decade = pow (10, floor (log10 (value)));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * decade >= value)
      return steps[i] * decade;
  return paint_scale_limit (value);
}

/* One for all maps and for the whole walk. */
static double
limit_of (const RnnFrame *frame)
{
  const RnnTrace *trace = frame->trace;
  double largest = 0;

  for (guint i = 0; i < frame->network.n_parameters; i++)
    for (guint t = 1; t <= trace->time_steps; t++)
      {
        double one = rnn_contribution_largest (trace, i, t);

        largest = isfinite (one) ? MAX (largest, one) : largest;
      }
  for (gsize i = 0; i < frame->network.size; i++)
    if (isfinite (trace->gradients[i]))
      largest = MAX (largest, fabsf (trace->gradients[i]));
  return round_up (largest);
}

static PaintCells
cells_of (const RnnFrame *frame)
{
  PaintCells cells = { .scale = PAINT_SCALE_GRADIENT,
                       .limit = limit_of (frame) };

  if (cells.limit >= LEAST_NUMBERED && cells.limit <= LARGEST_NUMBERED)
    cells.numbers = PAINT_NUMBERS_PLAIN;
  return cells;
}

static void
draw_outline (cairo_t          *cr,
              PaintRect         rect,
              const PaintTheme *theme)
{
  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_GRID));
  cairo_set_line_width (cr, 1);
  cairo_rectangle (cr, rect.x + 0.5, rect.y + 0.5, MAX (rect.width - 1, 0),
                   MAX (rect.height - 1, 0));
  cairo_stroke (cr);
}

/* The map of step @t; @t = 0: the sum. */
static void
draw_map (cairo_t                 *cr,
          const PaintLedgerLayout *layout,
          const PaintLedgerRow    *row,
          guint                    t,
          PaintCells               cells,
          float                   *matrix,
          const PaintTheme        *theme)
{
  const RnnTrace *trace = layout->frame->trace;
  const RnnParameter *p = &trace->network.parameters[row->parameter];
  guint first = paint_ledger_first (layout->frame, row->parameter);
  PaintGrid grid = paint_ledger_grid (layout, row, t);

  cells.values = matrix;
  if (t > 0 ? t < first : first > trace->time_steps)
    {
      draw_outline (cr, grid.area, theme);
      return;
    }
  if (t > 0)
    rnn_contribution (trace, row->parameter, t, matrix);
  else if (first > 1)
    rnn_contribution_sum (trace, row->parameter, first, matrix);
  else
    cells.values = trace->gradients + p->offset;
  paint_grid (cr, &grid, &cells, theme);
}

static void
draw_sign (cairo_t                 *cr,
           const PaintLedgerLayout *layout,
           const PaintLedgerRow    *row,
           guint                    t,
           const char              *sign,
           const PaintTheme        *theme)
{
  double x = paint_ledger_column (layout, t) - layout->gap / 2;

  if (layout->signs)
    paint_text_at (cr, theme, &sign_style,
                   paint_theme_color (theme, PAINT_COLOR_TEXT_DIM),
                   PAINT_ALIGN_CENTER, x, row->y + row->height / 2, sign);
}

static void
draw_row (cairo_t                 *cr,
          const PaintLedgerLayout *layout,
          const PaintLedgerRow    *row,
          PaintCells               cells,
          const PaintTheme        *theme)
{
  const RnnNetwork *network = &layout->frame->network;
  const RnnParameter *p = &network->parameters[row->parameter];
  g_autofree float *matrix = g_new (float, (gsize) p->rows * p->columns);
  g_autofree char *name = paint_parameter_markup (network, row->parameter);

  paint_text_at (cr, theme, &paint_parameter_name_style,
                 paint_theme_color (theme, PAINT_COLOR_TEXT),
                 PAINT_ALIGN_START, layout->heading.x,
                 row->y + row->height / 2, name);
  for (guint t = layout->first; t < layout->first + layout->n; t++)
    {
      draw_map (cr, layout, row, t, cells, matrix, theme);
      if (t > layout->first)
        draw_sign (cr, layout, row, t, "+", theme);
    }
  draw_map (cr, layout, row, 0, cells, matrix, theme);
  draw_sign (cr, layout, row, 0, "=", theme);
}

static gboolean
is_now (const RnnFrame *frame,
        guint           t)
{
  for (guint l = 0; l < frame->network.n_layers; l++)
    if (paint_walk_is_on (frame)
        && paint_walk_place (frame, RNN_PHASE_BACKWARD, l, t)
             == PAINT_WALK_NOW)
      return TRUE;
  return FALSE;
}

static void
draw_heading (cairo_t                 *cr,
              const PaintLedgerLayout *layout,
              const PaintTheme        *theme)
{
  double room = layout->pitch - layout->gap;
  double y = layout->heading.y + layout->heading.height / 2;
  gboolean named = paint_text_width (theme, &small_style, "t = 99 ")
                   <= layout->pitch;

  for (guint t = layout->first; t < layout->first + layout->n; t++)
    {
      g_autofree char *text = g_strdup_printf (named ? "t = %u" : "%u", t);
      gboolean now = is_now (layout->frame, t);

      paint_text_at (cr, theme, now ? &now_style : &small_style,
                     paint_theme_color (theme, now ? PAINT_COLOR_GRADIENT_TEXT
                                                   : PAINT_COLOR_TEXT_DIM),
                     PAINT_ALIGN_CENTER,
                     paint_ledger_column (layout, t) + room / 2, y, text);
    }
  /* Translators: over the sum of what the steps add, in a narrow column. */
  paint_text_at (cr, theme, &now_style,
                 paint_theme_color (theme, PAINT_COLOR_TEXT),
                 PAINT_ALIGN_CENTER,
                 paint_ledger_column (layout, 0) + room / 2, y, _("sum"));
}

/* The legend, and whose gradients these are. */
static void
draw_foot (cairo_t                 *cr,
           const PaintLedgerLayout *layout,
           double                   limit,
           const PaintTheme        *theme)
{
  PaintRect room = layout->foot;
  g_autofree char *note = paint_ledger_note (layout->frame);
  double width;

  if (layout->note.height > 0 && note)
    paint_text_wrapped (cr, theme, &small_style,
                        paint_theme_color (theme, PAINT_COLOR_TEXT),
                        layout->note, note);
  if (room.height <= 0)
    return;
  paint_legend (cr, room, theme, PAINT_SCALE_GRADIENT, limit);
  width = paint_legend_width (theme, limit)
          + paint_theme_scaled (theme, WORDS_GAP);
  room.x += width;
  room.width -= width;
  if (paint_text_width (theme, &small_style, _("∂L/∂W of this sample"))
      <= room.width)
    paint_text_in (cr, theme, &small_style,
                   paint_theme_color (theme, PAINT_COLOR_TEXT_DIM),
                   PAINT_ALIGN_END, room, _("∂L/∂W of this sample"));
}

void
paint_ledger (cairo_t               *cr,
              PaintRect              area,
              const PaintLedgerData *data,
              const PaintTheme      *theme)
{
  PaintLedgerLayout layout;
  PaintCells cells;

  g_return_if_fail (cr && data && theme);

  if (!paint_ledger_layout (&layout, area, data, theme))
    return;
  cairo_save (cr);
  cairo_rectangle (cr, area.x, area.y, area.width, area.height);
  cairo_clip (cr);
  cells = cells_of (layout.frame);
  draw_heading (cr, &layout, theme);
  for (guint i = 0; i < layout.n_rows; i++)
    draw_row (cr, &layout, &layout.rows[i], cells, theme);
  draw_foot (cr, &layout, cells.limit, theme);
  cairo_restore (cr);
}

/* Steps in sight ----------------------------------------------------------- */

void
paint_ledger_scroll (PaintRect              area,
                     const PaintLedgerData *data,
                     const PaintTheme      *theme,
                     guint                 *first,
                     guint                 *n_visible,
                     guint                 *n_total)
{
  PaintLedgerLayout layout;

  g_return_if_fail (data && theme && first && n_visible && n_total);

  *first = *n_visible = *n_total = 1;
  if (!paint_ledger_layout (&layout, area, data, theme))
    return;
  *first = layout.first;
  *n_visible = layout.n;
  *n_total = layout.frame->trace->time_steps;
}

void
paint_ledger_reveal (PaintRect          area,
                     PaintLedgerData   *data,
                     const PaintTheme  *theme,
                     const PaintTarget *target)
{
  PaintLedgerLayout layout;

  g_return_if_fail (data && theme && target);

  if (!paint_ledger_layout (&layout, area, data, theme))
    return;
  data->first_step = layout.first;
  if (target->t == 0)
    return;
  if (target->t < layout.first)
    data->first_step = target->t;
  else if (target->t >= layout.first + layout.n)
    data->first_step = target->t - layout.n + 1;
}
