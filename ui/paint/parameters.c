#include "ui/paint/parameters.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/paint/letter.h"
#include "ui/paint/mark.h"
#include "ui/paint/number.h"
#include "ui/paint/parameters-layout.h"
#include "ui/paint/scale.h"
#include "ui/paint/shared.h"
#include "ui/paint/touched.h"

/* Numbers on scales beyond these are told in a power of ten. */
#define SMALLEST_LIMIT 0.1
#define LARGEST_LIMIT 100.0
/* Heights in lines from which there is a foot: when it is needed, and always. */
#define NEEDED_FOOT_LINES 5.0
#define FOOT_LINES 10.0
#define FOOT_GAP 6.0

static const PaintTextStyle foot_style
  = { .size = PAINT_SIZE_SMALL, .markup = TRUE };

typedef struct
{
  const RnnNetwork *network;
  PaintBlocks       blocks;
  PaintRect         foot;     /* height 0: none */
} Layout;

static const float *
arena_of (const PaintParametersData *data)
{
  switch (data->mode)
    {
    case PAINT_PARAMETERS_GRADIENTS:
      return data->frame->gradients;
    case PAINT_PARAMETERS_CHANGE:
      return data->frame->change;
    case PAINT_PARAMETERS_VALUES:
    default:
      return data->frame->parameters;
    }
}

PaintScaleKind
paint_parameters_scale (PaintParametersMode mode)
{
  return mode == PAINT_PARAMETERS_GRADIENTS ? PAINT_SCALE_GRADIENT
                                            : PAINT_SCALE_VALUE;
}

double
paint_parameters_limit (const PaintParametersData *data)
{
  float greatest = 0;
  const float *arena;

  g_return_val_if_fail (data, 1);

  arena = data->frame ? arena_of (data) : NULL;
  if (!arena)
    return 1;

  for (gsize i = 0; i < data->frame->network.size; i++)
    if (isfinite (arena[i]))
      greatest = MAX (greatest, fabsf (arena[i]));
  return paint_scale_limit (greatest);
}

static double
number_unit (double limit)
{
  if (limit >= SMALLEST_LIMIT && limit < LARGEST_LIMIT)
    return 1;
  return pow (10, floor (log10 (limit) + 1e-9));
}

static gboolean
is_numbered (const Layout     *layout,
             const PaintTheme *theme)
{
  for (guint i = 0; i < layout->blocks.n_blocks; i++)
    if (paint_grid_numbered (&layout->blocks.blocks[i].grid,
                             PAINT_NUMBERS_PLAIN, theme))
      return TRUE;
  return FALSE;
}

/* The legend is needed where there are no numbers, and the numbers' unit where
 * there may be one. */
static gboolean
layout_init (Layout                    *layout,
             PaintRect                  area,
             const PaintParametersData *data,
             const PaintTheme          *theme)
{
  double line = paint_text_height (theme, &foot_style);
  double gap = paint_theme_scaled (theme, FOOT_GAP);

  if (!data->frame || !arena_of (data))
    return FALSE;

  *layout = (Layout) { .network = &data->frame->network, .foot = area };
  layout->foot.height = 0;
  layout->blocks = paint_blocks_layout (area, layout->network, theme);

  if (area.height >= FOOT_LINES * line
      || (area.height >= NEEDED_FOOT_LINES * line
          && (data->mode != PAINT_PARAMETERS_VALUES
              || !is_numbered (layout, theme))))
    {
      layout->foot.height = line;
      layout->foot.y = area.y + area.height - line;
      area.height -= line + gap;
      layout->blocks = paint_blocks_layout (area, layout->network, theme);
    }
  return TRUE;
}

/* Drawing ------------------------------------------------------------------ */

static void
draw_name (cairo_t          *cr,
           const Layout     *layout,
           const PaintBlock *block,
           const PaintTheme *theme)
{
  g_autofree char *markup = NULL;
  g_autofree char *size = NULL;
  double middle
    = block->name.y
      + paint_text_height (theme, &paint_parameter_name_style) / 2;
  double width;

  if (layout->blocks.names < PAINT_NAMES_SHORT)
    return;

  markup = paint_parameter_markup (layout->network, block->parameter);
  width = paint_text_at (cr, theme, &paint_parameter_name_style,
                         paint_theme_color (theme, PAINT_COLOR_TEXT),
                         PAINT_ALIGN_START, block->name.x, middle, markup);
  if (layout->blocks.names < PAINT_NAMES_SIZED)
    return;

  size = paint_parameter_size (layout->network, block->parameter);
  paint_text_at (cr, theme, &paint_parameter_size_style,
                 paint_theme_color (theme, PAINT_COLOR_TEXT_DIM),
                 PAINT_ALIGN_START,
                 block->name.x + width
                   + paint_theme_scaled (theme, PAINT_PARAMETER_SIZE_GAP),
                 middle, size);
}

/* Of each edited weight in @block its cell. */
static void
mark_edited (cairo_t          *cr,
             const PaintBlock *block,
             const RnnFrame   *frame,
             const PaintTheme *theme)
{
  const RnnInterventions *as_if = &frame->interventions;

  for (guint i = 0; i < as_if->n; i++)
    {
      PaintTarget weight;

      if (as_if->list[i].kind != RNN_INTERVENTION_WEIGHT)
        continue;
      weight = paint_touched_weight (&frame->network, as_if->list[i].index);
      if (weight.parameter == block->parameter)
        paint_touched_corner (
          cr, paint_grid_cell (&block->grid, weight.row, weight.column), theme);
    }
}

/* The legend, and "numbers in 10⁻³" where they are. */
static void
draw_foot (cairo_t          *cr,
           const Layout     *layout,
           const PaintCells *cells,
           const PaintTheme *theme)
{
  PaintRect room = layout->foot;
  double width = paint_legend_width (theme, cells->limit)
                 + paint_theme_scaled (theme, 2 * FOOT_GAP);
  g_autofree char *text = NULL;

  if (room.height <= 0)
    return;

  paint_legend (cr, room, theme, cells->scale, cells->limit);
  if (cells->unit == 1 || !is_numbered (layout, theme))
    return;

  room.x += width;
  room.width -= width;
  /* Translators: the unit of the numbers shown, a power of ten */
  text = g_strdup_printf (_("numbers in 10<sup>%d</sup>"),
                          (int) lround (log10 (cells->unit)));
  if (paint_text_width (theme, &foot_style, text) <= room.width)
    paint_text_in (cr, theme, &foot_style,
                   paint_theme_color (theme, PAINT_COLOR_TEXT_DIM),
                   PAINT_ALIGN_START, room, text);
}

void
paint_parameters (cairo_t                   *cr,
                  PaintRect                  area,
                  const PaintParametersData *data,
                  const PaintTheme          *theme)
{
  PaintCells cells = { .numbers = PAINT_NUMBERS_PLAIN };
  Layout layout;

  g_return_if_fail (cr && data && theme);

  if (!layout_init (&layout, area, data, theme))
    return;

  cells.scale = paint_parameters_scale (data->mode);
  cells.limit = paint_parameters_limit (data);
  cells.unit = number_unit (cells.limit);
  /* Numbers without their unit would lie. */
  if (cells.unit != 1 && layout.foot.height <= 0)
    cells.numbers = PAINT_NUMBERS_NONE;

  cairo_save (cr);
  for (guint i = 0; i < layout.blocks.n_blocks; i++)
    {
      const PaintBlock *block = &layout.blocks.blocks[i];

      cells.values
        = arena_of (data) + layout.network->parameters[block->parameter].offset;
      paint_grid (cr, &block->grid, &cells, theme);
      mark_edited (cr, block, data->frame, theme);
      draw_name (cr, &layout, block, theme);
    }
  draw_foot (cr, &layout, &cells, theme);
  cairo_restore (cr);
}

/* Targets ------------------------------------------------------------------ */

static PaintTarget
weight_target (guint parameter,
               gsize row,
               gsize column)
{
  return (PaintTarget) { .kind = PAINT_TARGET_WEIGHT,
                         .parameter = parameter,
                         .row = (guint) row,
                         .column = (guint) column };
}

static const PaintBlock *
block_of (const Layout      *layout,
          const PaintTarget *target)
{
  const PaintBlock *block = NULL;
  const RnnParameter *p;

  if (!target
      || (target->kind != PAINT_TARGET_WEIGHT
          && target->kind != PAINT_TARGET_PARAMETER))
    return NULL;

  for (guint i = 0; i < layout->blocks.n_blocks && !block; i++)
    if (layout->blocks.blocks[i].parameter == target->parameter)
      block = &layout->blocks.blocks[i];
  if (!block || target->kind == PAINT_TARGET_PARAMETER)
    return block;

  p = &layout->network->parameters[target->parameter];
  return target->row < p->rows && target->column < p->columns ? block : NULL;
}

PaintTarget
paint_parameters_pick (PaintRect                  area,
                       const PaintParametersData *data,
                       const PaintTheme          *theme,
                       double                     x,
                       double                     y)
{
  const PaintTarget nothing = { .kind = PAINT_TARGET_NONE };
  Layout layout;

  g_return_val_if_fail (data && theme, nothing);

  if (!layout_init (&layout, area, data, theme))
    return nothing;
  for (guint i = 0; i < layout.blocks.n_blocks; i++)
    {
      const PaintBlock *block = &layout.blocks.blocks[i];
      gsize row, column;

      if (paint_grid_pick (&block->grid, x, y, &row, &column))
        return weight_target (block->parameter, row, column);
      if (paint_rect_contains (&block->name, x, y))
        return (PaintTarget) { .kind = PAINT_TARGET_PARAMETER,
                               .parameter = block->parameter };
    }
  return nothing;
}

PaintRect
paint_parameters_target_rect (PaintRect                  area,
                              const PaintParametersData *data,
                              const PaintTheme          *theme,
                              const PaintTarget         *target)
{
  const PaintBlock *block;
  Layout layout;

  g_return_val_if_fail (data && theme && target, (PaintRect) { 0 });

  if (!layout_init (&layout, area, data, theme))
    return (PaintRect) { 0 };
  block = block_of (&layout, target);
  if (!block)
    return (PaintRect) { 0 };
  if (target->kind == PAINT_TARGET_PARAMETER)
    return block->grid.area;
  return paint_grid_cell (&block->grid, target->row, target->column);
}

void
paint_parameters_highlight (cairo_t                   *cr,
                            PaintRect                  area,
                            const PaintParametersData *data,
                            const PaintTheme          *theme,
                            const PaintTarget         *target,
                            gboolean                   selected)
{
  g_return_if_fail (cr && data && theme && target);

  paint_mark (cr, paint_parameters_target_rect (area, data, theme, target),
              theme, selected);
}

/* How far @rect is from (@x, @y) in the direction of @move; infinite when it
 * lies another way. */
static double
distance (const PaintRect *rect,
          double           x,
          double           y,
          PaintMove        move)
{
  double right = rect->x + rect->width, bottom = rect->y + rect->height;
  double aside = MAX (MAX (rect->y - y, y - bottom), 0);
  double above = MAX (MAX (rect->x - x, x - right), 0);
  double ahead = -1;

  if (move == PAINT_MOVE_RIGHT)
    ahead = rect->x - x;
  else if (move == PAINT_MOVE_LEFT)
    ahead = x - right;
  else if (move == PAINT_MOVE_DOWN)
    ahead = rect->y - y;
  else if (move == PAINT_MOVE_UP)
    ahead = y - bottom;
  if (move == PAINT_MOVE_DOWN || move == PAINT_MOVE_UP)
    aside = above;
  return ahead >= 0 ? ahead + 2 * aside : INFINITY;
}

/* The cell of another matrix that is next in the direction of @move. */
static PaintTarget
neighbour (const Layout      *layout,
           const PaintBlock  *block,
           const PaintTarget *target,
           PaintMove          move)
{
  PaintRect cell = paint_grid_cell (&block->grid, target->row, target->column);
  double x = cell.x + cell.width / 2, y = cell.y + cell.height / 2;
  const PaintBlock *best = NULL;
  double least = INFINITY;
  gsize row, column;

  for (guint i = 0; i < layout->blocks.n_blocks; i++)
    {
      const PaintBlock *other = &layout->blocks.blocks[i];
      double d = distance (&other->grid.area, x, y, move);

      if (other != block && d < least)
        {
          least = d;
          best = other;
        }
    }
  if (!best)
    return (PaintTarget) { .kind = PAINT_TARGET_NONE };

  cell = best->grid.area;
  x = CLAMP (x, cell.x, cell.x + cell.width * (1 - G_MINFLOAT) - 1e-6);
  y = CLAMP (y, cell.y, cell.y + cell.height - 1e-6);
  if (!paint_grid_pick (&best->grid, x, y, &row, &column))
    return (PaintTarget) { .kind = PAINT_TARGET_NONE };
  return weight_target (best->parameter, row, column);
}

PaintTarget
paint_parameters_move (PaintRect                  area,
                       const PaintParametersData *data,
                       const PaintTheme          *theme,
                       const PaintTarget         *target,
                       PaintMove                  move)
{
  const PaintTarget nothing = { .kind = PAINT_TARGET_NONE };
  const PaintBlock *block;
  gsize row, column;
  Layout layout;

  g_return_val_if_fail (data && theme, nothing);

  if (!layout_init (&layout, area, data, theme) || layout.blocks.n_blocks == 0)
    return nothing;
  block = block_of (&layout, target);
  if (!block)
    return weight_target (layout.blocks.blocks[0].parameter, 0, 0);
  if (target->kind == PAINT_TARGET_PARAMETER)
    return weight_target (target->parameter, 0, 0);

  row = target->row;
  column = target->column;
  if (paint_grid_move (block->grid.rows, block->grid.columns, move, &row,
                       &column))
    return weight_target (target->parameter, row, column);
  return neighbour (&layout, block, target, move);
}

/* Sentences ---------------------------------------------------------------- */

/* What a row of W_xh or of the embedding stands for (transfer full). */
static char *
input_name (const RnnFrame     *frame,
            const RnnParameter *p,
            guint               row)
{
  char letter[PAINT_LETTER_LABEL_SIZE];

  if (p->kind == RNN_PARAMETER_W_XH && p->layer > 0)
    return g_strdup_printf (_("unit %u of layer %u"), row + 1, p->layer);
  if (p->kind == RNN_PARAMETER_W_XH
      && frame->network.input != RNN_INPUT_ONE_HOT)
    return g_strdup_printf (_("input %u"), row + 1);
  return g_strdup (paint_letter (frame->dataset, row, letter));
}

char *
paint_parameter_place (const RnnFrame     *frame,
                       const RnnParameter *p,
                       guint               row,
                       guint               column)
{
  char letter[PAINT_LETTER_LABEL_SIZE];
  g_autofree char *input = NULL;

  switch (p->kind)
    {
    case RNN_PARAMETER_EMBEDDING:
      input = input_name (frame, p, row);
      return g_strdup_printf (_("letter %s, feature %u"), input, column + 1);
    case RNN_PARAMETER_W_XH:
      input = input_name (frame, p, row);
      return g_strdup_printf (_("from %s to unit %u"), input, column + 1);
    case RNN_PARAMETER_W_HH:
      return g_strdup_printf (_("from unit %u to unit %u"), row + 1,
                              column + 1);
    case RNN_PARAMETER_B_H:
      return g_strdup_printf (_("unit %u"), column + 1);
    case RNN_PARAMETER_W_HY:
      paint_letter (frame->dataset, column, letter);
      return g_strdup_printf (_("from unit %u to %s"), row + 1, letter);
    case RNN_PARAMETER_B_Y:
    default:
      return g_strdup (paint_letter (frame->dataset, column, letter));
    }
}

static char *
describe_weight (const RnnFrame     *frame,
                 const RnnParameter *p,
                 const PaintTarget  *target)
{
  gsize i = p->offset + (gsize) target->row * p->columns + target->column;
  g_autofree char *name
    = rnn_network_parameter_name (&frame->network, target->parameter);
  g_autofree char *place = paint_parameter_place (frame, p, target->row,
                                                  target->column);
  char value[PAINT_NUMBER_SIZE], gradient[PAINT_NUMBER_SIZE];
  char change[PAINT_NUMBER_SIZE];

  paint_number_full (frame->parameters[i], PAINT_NUMBER_SIGNED, value);
  paint_number_full (frame->gradients[i], PAINT_NUMBER_SIGNED, gradient);
  paint_number_full (frame->change[i], PAINT_NUMBER_SIGNED, change);
  return g_strdup_printf (_("%s, %s: %s; gradient %s, last change %s"), name,
                          place, value, gradient, change);
}

char *
paint_parameters_describe (const PaintParametersData *data,
                           const PaintTarget         *target)
{
  const RnnFrame *frame;
  const RnnParameter *p;
  g_autofree char *name = NULL;
  g_autofree char *size = NULL;

  g_return_val_if_fail (data, NULL);

  frame = data->frame;
  if (!frame)
    return g_strdup (_("No parameters yet"));
  if (!target
      || (target->kind != PAINT_TARGET_WEIGHT
          && target->kind != PAINT_TARGET_PARAMETER)
      || target->parameter >= frame->network.n_parameters)
    return g_strdup_printf (_("The %u parameters of the network in %u "
                              "matrices"),
                            (guint) frame->network.size,
                            frame->network.n_parameters);

  p = &frame->network.parameters[target->parameter];
  if (target->kind == PAINT_TARGET_WEIGHT && target->row < p->rows
      && target->column < p->columns)
    return paint_touched_append (
      paint_shared_append (describe_weight (frame, p, target), frame, target),
      frame, target);

  name = rnn_network_parameter_name (&frame->network, target->parameter);
  size = paint_parameter_size (&frame->network, target->parameter);
  return paint_shared_append (g_strdup_printf (_("%s: %s numbers"), name, size),
                              frame, target);
}
