#include "ui/paint/parameters-layout.h"

#include <math.h>

/* Equal cells are not made smaller than this, in pixels. */
#define LEAST_CELL 2.5
/* A cell is at most so much wider than high, for its number, and never higher
 * than wide. */
#define WIDEST 2.2
/* A cell this much wider than high is as good as a square one. */
#define USEFUL_WIDTH 1.6
#define CELL_GAP 1.0
#define GAPLESS_BELOW 8.0
/* Between stacks and shelves, at text scale 1. */
#define STACK_GAP 14.0
#define SHELF_GAP 8.0
/* Bias vectors stay this high, to be seen and pointed at. */
#define LEAST_VECTOR 6.0
#define LARGEST_CELL 72.0
/* Names go when the matrices would have less than this of their size. */
#define FAIR_SHARE 0.45
/* Under a name, at text scale 1: its index hangs low. */
#define NAME_GAP 3.0
#define BISECTIONS 16
#define MAX_STACKS (2 * RNN_MAX_LAYERS + 2)

const PaintTextStyle paint_parameter_name_style
  = { .size = PAINT_SIZE_BODY, .markup = TRUE };
const PaintTextStyle paint_parameter_size_style = { .size = PAINT_SIZE_SMALL };

/* A matrix, and the bias under it that its product is added to. */
typedef struct
{
  guint  parameters[2];
  guint  n;
  guint  columns;             /* the larger ones */
  double name_width;
} Stack;

/* Of each parameter's name, by how much of it is shown. */
typedef double NameWidths[RNN_MAX_PARAMETERS][PAINT_NAMES_SIZED + 1];

/* One way to arrange them: in shelves, each a run of stacks. */
typedef struct
{
  const RnnNetwork *network;
  PaintRect         area;
  PaintNames        names;
  double            name_height;
  double            stack_gap, shelf_gap;
  Stack             stacks[MAX_STACKS];
  guint             n_stacks;
  guint             n_shelves;
  guint             first[MAX_STACKS + 1]; /* stack of each shelf, and the end */
} Plan;

char *
paint_parameter_markup (const RnnNetwork *network,
                        guint             parameter)
{
  static const char *const names[] = {
    [RNN_PARAMETER_EMBEDDING] = "E",
    [RNN_PARAMETER_W_XH] = "W<sub>xh</sub>",
    [RNN_PARAMETER_W_HH] = "W<sub>hh</sub>",
    [RNN_PARAMETER_B_H] = "b<sub>h</sub>",
    [RNN_PARAMETER_W_HY] = "W<sub>hy</sub>",
    [RNN_PARAMETER_B_Y] = "b<sub>y</sub>",
  };
  const RnnParameter *p;
  gboolean layered;

  g_return_val_if_fail (network && parameter < network->n_parameters, NULL);

  p = &network->parameters[parameter];
  layered = network->n_layers > 1
            && (p->kind == RNN_PARAMETER_W_XH || p->kind == RNN_PARAMETER_W_HH
                || p->kind == RNN_PARAMETER_B_H);
  return layered
           ? g_strdup_printf ("%s<sup>(%u)</sup>", names[p->kind], p->layer + 1)
           : g_strdup (names[p->kind]);
}

char *
paint_parameter_size (const RnnNetwork *network,
                      guint             parameter)
{
  const RnnParameter *p;

  g_return_val_if_fail (network && parameter < network->n_parameters, NULL);

  p = &network->parameters[parameter];
  return p->rows > 1 || p->kind == RNN_PARAMETER_W_XH
           ? g_strdup_printf ("%u×%u", p->rows, p->columns)
           : g_strdup_printf ("%u", p->columns);
}

/* Measured once for all plans. */
static void
measure_names (NameWidths        widths,
               const RnnNetwork *network,
               const PaintTheme *theme)
{
  double gap = paint_theme_scaled (theme, PAINT_PARAMETER_SIZE_GAP);

  for (guint i = 0; i < network->n_parameters; i++)
    {
      g_autofree char *markup = paint_parameter_markup (network, i);
      g_autofree char *size = paint_parameter_size (network, i);
      double name
        = paint_text_width (theme, &paint_parameter_name_style, markup);

      widths[i][PAINT_NAMES_NONE] = 0;
      widths[i][PAINT_NAMES_SHORT] = ceil (name);
      widths[i][PAINT_NAMES_SIZED]
        = ceil (name + gap
                + paint_text_width (theme, &paint_parameter_size_style, size));
    }
}

static gboolean
is_bias (const RnnParameter *parameter)
{
  return parameter->kind == RNN_PARAMETER_B_H
         || parameter->kind == RNN_PARAMETER_B_Y;
}

static void
add_stacks (Plan             *plan,
            const NameWidths  widths)
{
  const RnnNetwork *network = plan->network;

  for (guint i = 0; i < network->n_parameters; i++)
    {
      const RnnParameter *parameter = &network->parameters[i];
      Stack *stack = NULL;

      if (is_bias (parameter) && plan->n_stacks > 0)
        stack = &plan->stacks[plan->n_stacks - 1];
      else
        stack = &plan->stacks[plan->n_stacks++];
      stack->parameters[stack->n++] = i;
      stack->columns = MAX (stack->columns, parameter->columns);
      stack->name_width = MAX (stack->name_width, widths[i][plan->names]);
    }
}

/* Cuts the stacks into @n_shelves runs of about the same number of columns. */
static void
cut_shelves (Plan *plan,
             guint n_shelves)
{
  guint total = 0, sum = 0, shelf = 1;

  for (guint i = 0; i < plan->n_stacks; i++)
    total += plan->stacks[i].columns;

  plan->n_shelves = n_shelves;
  plan->first[0] = 0;
  for (guint i = 0; i < plan->n_stacks && shelf < n_shelves; i++)
    {
      guint left = plan->n_stacks - i;
      double middle = sum + plan->stacks[i].columns / 2.0;

      /* A stack whose middle is past the cut begins the next shelf; none stays
       * empty. */
      if (i > plan->first[shelf - 1]
          && (middle * n_shelves >= (double) total * shelf
              || left <= n_shelves - shelf))
        plan->first[shelf++] = i;
      sum += plan->stacks[i].columns;
    }
  plan->first[n_shelves] = plan->n_stacks;
}

static double
stack_height (const Plan  *plan,
              const Stack *stack,
              double       cell)
{
  double height = stack->n * plan->name_height;

  for (guint i = 0; i < stack->n; i++)
    {
      guint rows = plan->network->parameters[stack->parameters[i]].rows;

      height += MAX (rows * cell, LEAST_VECTOR);
    }
  /* Without names a line apart. */
  return height + (stack->n - 1) * (plan->name_height > 0 ? 0 : CELL_GAP);
}

static double
shelf_height (const Plan *plan,
              guint       shelf,
              double      cell)
{
  double height = 0;

  for (guint i = plan->first[shelf]; i < plan->first[shelf + 1]; i++)
    height = MAX (height, stack_height (plan, &plan->stacks[i], cell));
  return height;
}

static double
plan_height (const Plan *plan,
             double      cell)
{
  double height = (plan->n_shelves - 1) * plan->shelf_gap;

  for (guint i = 0; i < plan->n_shelves; i++)
    height += shelf_height (plan, i, cell);
  return height;
}

static double
stack_width (const Stack *stack,
             double       cell)
{
  return MAX (stack->columns * cell, stack->name_width);
}

static double
plan_width (const Plan *plan,
            double      cell)
{
  double widest = 0;

  for (guint shelf = 0; shelf < plan->n_shelves; shelf++)
    {
      guint n = plan->first[shelf + 1] - plan->first[shelf];
      double width = (n - 1) * plan->stack_gap;

      for (guint i = plan->first[shelf]; i < plan->first[shelf + 1]; i++)
        width += stack_width (&plan->stacks[i], cell);
      widest = MAX (widest, width);
    }
  return widest;
}

/* The largest cell for which @extent, which grows with it, is at most @room; 0
 * when there is none. */
static double
largest_cell (const Plan *plan,
              double    (*extent) (const Plan *, double),
              double      room)
{
  double low = 0, high = LARGEST_CELL;

  if (extent (plan, 0) > room)
    return 0;
  for (int i = 0; i < BISECTIONS; i++)
    {
      double middle = (low + high) / 2;

      if (extent (plan, middle) <= room)
        low = middle;
      else
        high = middle;
    }
  return low;
}

static void
cell_size (const Plan *plan,
           double     *width,
           double     *height)
{
  *width = largest_cell (plan, plan_width, plan->area.width);
  *height = largest_cell (plan, plan_height, plan->area.height);
  *width = MIN (*width, WIDEST * *height);
  *height = MIN (*height, *width);
}

static void
plan_init (Plan             *plan,
           PaintRect         area,
           const RnnNetwork *network,
           PaintNames        names,
           const NameWidths  widths,
           const PaintTheme *theme)
{
  *plan = (Plan) {
    .network = network,
    .area = area,
    .names = names,
    .stack_gap = paint_theme_scaled (theme, STACK_GAP),
    .shelf_gap = paint_theme_scaled (theme, SHELF_GAP),
  };
  if (names > PAINT_NAMES_NONE)
    plan->name_height
      = ceil (paint_text_height (theme, &paint_parameter_name_style)
              + paint_theme_scaled (theme, NAME_GAP));
  else
    plan->stack_gap = plan->shelf_gap = SHELF_GAP;
  add_stacks (plan, widths);
}

/* Puts a matrix under its name; @area is for both. */
static void
add_block (PaintBlocks      *blocks,
           const Plan       *plan,
           guint             parameter,
           PaintRect         area)
{
  const RnnParameter *p = &plan->network->parameters[parameter];
  PaintBlock *block = &blocks->blocks[blocks->n_blocks++];
  double width, height;

  *block = (PaintBlock) { .parameter = parameter, .name = area };
  block->name.height = plan->name_height;
  block->grid.rows = p->rows;
  block->grid.columns = p->columns;
  block->grid.area = area;
  block->grid.area.y = floor (area.y + plan->name_height);
  block->grid.area.height = area.height - plan->name_height;

  width = block->grid.area.width / p->columns;
  height = block->grid.area.height / p->rows;
  block->grid.gap = MIN (width, height) >= GAPLESS_BELOW ? CELL_GAP : 0;
}

/* All cells are of one size. */
static void
place_equal_cells (PaintBlocks *blocks,
                   const Plan  *plan,
                   double       width,
                   double       height)
{
  double y = plan->area.y;

  for (guint shelf = 0; shelf < plan->n_shelves; shelf++)
    {
      guint n = plan->first[shelf + 1] - plan->first[shelf];
      double x = plan->area.x, used = (n - 1) * plan->stack_gap, spare;

      for (guint i = plan->first[shelf]; i < plan->first[shelf + 1]; i++)
        used += stack_width (&plan->stacks[i], width);
      /* What is left over goes between the stacks, within reason. */
      spare = n > 1 ? MIN ((plan->area.width - used) / (n - 1),
                           2 * plan->stack_gap)
                    : 0;
      for (guint i = plan->first[shelf]; i < plan->first[shelf + 1]; i++)
        {
          const Stack *stack = &plan->stacks[i];
          double top = y;

          for (guint j = 0; j < stack->n; j++)
            {
              const RnnParameter *p
                = &plan->network->parameters[stack->parameters[j]];
              PaintRect place = { .x = x, .y = top };

              place.width = p->columns * width;
              place.height
                = plan->name_height + MAX (p->rows * height, LEAST_VECTOR);
              add_block (blocks, plan, stack->parameters[j], place);
              top += place.height + (plan->name_height > 0 ? 0 : CELL_GAP);
            }
          x += stack_width (stack, width) + plan->stack_gap + spare;
        }
      y += shelf_height (plan, shelf, height) + plan->shelf_gap;
    }
}

/* All stacks are of one size. */
static void
equal_place_size (const Plan *plan,
                  double     *width,
                  double     *height)
{
  guint most = 0;

  for (guint i = 0; i < plan->n_shelves; i++)
    most = MAX (most, plan->first[i + 1] - plan->first[i]);
  *width = (plan->area.width - (most - 1) * plan->stack_gap) / most;
  *height = (plan->area.height - (plan->n_shelves - 1) * plan->shelf_gap)
            / plan->n_shelves;
}

static gboolean
names_fit (const Plan *plan,
           double      width)
{
  for (guint i = 0; i < plan->n_stacks; i++)
    if (plan->stacks[i].name_width > width)
      return FALSE;
  return TRUE;
}

static void
place_equal_stacks (PaintBlocks *blocks,
                    const Plan  *plan)
{
  double width, height;

  equal_place_size (plan, &width, &height);
  for (guint shelf = 0; shelf < plan->n_shelves; shelf++)
    for (guint i = plan->first[shelf]; i < plan->first[shelf + 1]; i++)
      {
        const Stack *stack = &plan->stacks[i];
        double vector = (stack->n - 1) * (plan->name_height + LEAST_VECTOR);
        PaintRect place = {
          .x = floor (plan->area.x
                      + (i - plan->first[shelf]) * (width + plan->stack_gap)),
          .y = floor (plan->area.y + shelf * (height + plan->shelf_gap)),
          .width = floor (width),
          .height = MAX (height - vector - (stack->n - 1) * CELL_GAP, 0),
        };

        add_block (blocks, plan, stack->parameters[0], place);
        place.y += place.height + CELL_GAP;
        place.height = vector;
        if (stack->n > 1)
          add_block (blocks, plan, stack->parameters[1], place);
      }
}

/* How large the cells can be at best, all alike; leaves the plan cut so. */
static double
best_equal_cells (Plan *plan)
{
  double best = 0, width, height;
  guint best_shelves = 1;

  for (guint n = 1; n <= plan->n_stacks; n++)
    {
      double size;

      cut_shelves (plan, n);
      cell_size (plan, &width, &height);
      size = MIN (width / USEFUL_WIDTH, height);
      if (size > best)
        {
          best = size;
          best_shelves = n;
        }
    }
  cut_shelves (plan, best_shelves);
  return best;
}

/* The same for the places of the matrices. */
static double
best_equal_stacks (Plan *plan)
{
  double best = 0, width, height;
  guint best_shelves = 1;

  for (guint n = 1; n <= plan->n_stacks; n++)
    {
      double size;

      cut_shelves (plan, n);
      equal_place_size (plan, &width, &height);
      /* For the matrix itself, under two names and over a vector. */
      size = MIN (width, height - 2 * plan->name_height - LEAST_VECTOR);
      if (names_fit (plan, width) && size > best)
        {
          best = size;
          best_shelves = n;
        }
    }
  cut_shelves (plan, best_shelves);
  return best;
}

/* Plans with as much of the names as leaves the matrices a fair size, measured
 * by @best. FALSE when they are smaller than @least even without. */
static gboolean
plan_names (Plan             *plan,
            PaintRect         area,
            const RnnNetwork *network,
            const NameWidths  widths,
            const PaintTheme *theme,
            double          (*best) (Plan *),
            double            least)
{
  double bare;

  plan_init (plan, area, network, PAINT_NAMES_NONE, widths, theme);
  bare = best (plan);
  if (bare < least)
    return FALSE;

  for (int names = PAINT_NAMES_SIZED; names > PAINT_NAMES_NONE; names--)
    {
      plan_init (plan, area, network, names, widths, theme);
      if (best (plan) >= FAIR_SHARE * bare)
        return TRUE;
    }
  plan_init (plan, area, network, PAINT_NAMES_NONE, widths, theme);
  best (plan);
  return TRUE;
}

PaintBlocks
paint_blocks_layout (PaintRect         area,
                     const RnnNetwork *network,
                     const PaintTheme *theme)
{
  PaintBlocks blocks = { 0 };
  NameWidths widths;
  double width, height;
  Plan plan;

  g_return_val_if_fail (network && theme, blocks);

  measure_names (widths, network, theme);
  if (plan_names (&plan, area, network, widths, theme, best_equal_cells,
                  LEAST_CELL))
    {
      cell_size (&plan, &width, &height);
      place_equal_cells (&blocks, &plan, width, height);
    }
  else if (plan_names (&plan, area, network, widths, theme, best_equal_stacks,
                       1))
    place_equal_stacks (&blocks, &plan);
  blocks.names = plan.names;
  return blocks;
}
