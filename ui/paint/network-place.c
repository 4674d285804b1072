#include "ui/paint/network-place.h"

/* At text scale 1. */
#define START_WIDTH 34.0
#define START_SCALE 0.66
#define END_WIDTH 22.0
#define STEP_GAP 26.0
#define STEP_MOST 240.0
#define STEP_OUTPUT_LEAST 52.0
#define BOX_AT_MOST 0.6
#define BARS_LEAST 18.0
#define BARS_WISH 72.0
#define BARS_MOST 170.0
#define LINES_LEAST 18.0
#define LINES_WISH 46.0
#define LINES_MOST 100.0
#define OVERVIEW_LEAST 18.0
#define OVERVIEW_WISH 40.0
#define OVERVIEW_MOST 70.0

static const PaintTextStyle body_style = { .size = PAINT_SIZE_BODY,
                                           .markup = TRUE };
static const PaintTextStyle small_style = { .size = PAINT_SIZE_SMALL,
                                            .markup = TRUE };

static PaintRow
line_row (const PaintUnrolled  *unrolled,
          const PaintTextStyle *style,
          int                   order)
{
  double height = paint_text_height (unrolled->build->theme, style);

  return (PaintRow){
    .min = height, .wish = height * 1.15, .max = height * 1.3, .order = order
  };
}

static PaintRow
free_row (const PaintUnrolled *unrolled,
          double               min,
          double               wish,
          double               max)
{
  double px = unrolled->build->px;

  return (PaintRow){ .min = min * px, .wish = wish * px, .max = max * px };
}

static void
fill_rows (PaintUnrolled *unrolled)
{
  const PaintNetworkBuild *build = unrolled->build;
  PaintRow *rows = unrolled->rows;

  rows[PAINT_ROW_NOTE] = line_row (unrolled, &body_style, 3);
  rows[PAINT_ROW_TARGETS] = line_row (unrolled, &body_style, 5);
  rows[PAINT_ROW_BARS] = free_row (unrolled, BARS_LEAST, BARS_WISH, BARS_MOST);
  rows[PAINT_ROW_LETTERS] = line_row (unrolled, &small_style, 6);
  rows[PAINT_ROW_LINES_OUT] =
      free_row (unrolled, LINES_LEAST, LINES_WISH, LINES_MOST);
  rows[PAINT_ROW_INPUT] = paint_network_input_row (build);
  rows[PAINT_ROW_LETTER] = paint_network_letter_row (build);
  rows[PAINT_ROW_CAPTION] = line_row (unrolled, &small_style, 1);
  rows[PAINT_ROW_OVERVIEW] =
      free_row (unrolled, OVERVIEW_LEAST, OVERVIEW_WISH, OVERVIEW_MOST);
  rows[PAINT_ROW_FOOT] = line_row (unrolled, &small_style, 2);
  for (guint l = 0; l < build->network->n_layers; l++)
    {
      unrolled->cells[l] =
          paint_cell_heights (build, unrolled->level, build->network->units[l]);
      unrolled->below[l] =
          free_row (unrolled, LINES_LEAST, LINES_WISH, LINES_MOST);
    }
  if (!unrolled->every)
    rows[PAINT_ROW_TARGETS] = (PaintRow){ .order = -1 };
  if (!unrolled->every && unrolled->end)
    rows[PAINT_ROW_NOTE] = (PaintRow){ .order = -1 };
  if (build->scroll.n_visible >= build->scroll.n_total)
    rows[PAINT_ROW_OVERVIEW] = (PaintRow){ .order = -1 };
}

/* All rows from top to bottom as one list, and back. */
static gboolean
solve_rows (PaintUnrolled *unrolled)
{
  guint n_layers = unrolled->build->network->n_layers;
  PaintRow *order[PAINT_N_ROWS + 2 * RNN_MAX_LAYERS];
  PaintRow list[PAINT_N_ROWS + 2 * RNN_MAX_LAYERS];
  guint n = 0;
  gboolean fits;

  fill_rows (unrolled);
  for (guint i = PAINT_ROW_NOTE; i <= PAINT_ROW_LINES_OUT; i++)
    order[n++] = &unrolled->rows[i];
  for (guint l = n_layers; l-- > 0;)
    {
      order[n++] = &unrolled->cells[l];
      order[n++] = &unrolled->below[l];
    }
  for (guint i = PAINT_ROW_INPUT; i < PAINT_N_ROWS; i++)
    order[n++] = &unrolled->rows[i];

  for (guint i = 0; i < n; i++)
    list[i] = *order[i];
  fits = paint_rows_solve (
      list, n, unrolled->build->area.y, unrolled->build->area.height);
  for (guint i = 0; i < n; i++)
    *order[i] = list[i];
  return fits && unrolled->rows[PAINT_ROW_FOOT].height > 0;
}

/* How many steps there is room for at this level, and where they are. */
static void
place_steps (PaintUnrolled *unrolled)
{
  PaintNetworkBuild *build = unrolled->build;
  PaintNetworkScroll *scroll = &build->scroll;
  double edges = (START_WIDTH + END_WIDTH) * build->px;
  double room = MAX (build->area.width - edges, 1);
  double least =
      paint_cell_width (build, unrolled->level) + STEP_GAP * build->px;
  gsize first = MAX (build->data->first_step, 1);

  if (unrolled->every)
    least = MAX (least, STEP_OUTPUT_LEAST * build->px);
  scroll->steps = TRUE;
  scroll->n_total = unrolled->trace->time_steps;
  scroll->n_visible = CLAMP (
      (gsize) (room / least), 1, MIN (PAINT_NETWORK_STEPS, scroll->n_total));
  scroll->first = MIN (first, scroll->n_total - scroll->n_visible + 1);
  unrolled->end = scroll->first + scroll->n_visible == scroll->n_total + 1;
  unrolled->width = MIN (room / scroll->n_visible, STEP_MOST * build->px);
  unrolled->left = build->area.x + START_WIDTH * build->px
                   + MAX (room - unrolled->width * scroll->n_visible, 0) / 2;
}

void
paint_unrolled_place (PaintUnrolled *unrolled)
{
  const RnnNetwork *network = unrolled->build->network;
  guint most = 1;

  for (guint l = 0; l < network->n_layers; l++)
    most = MAX (most, network->units[l]);
  unrolled->level = paint_cell_level (most);
  for (;;)
    {
      place_steps (unrolled);
      if (solve_rows (unrolled) || unrolled->level == PAINT_LEVEL_STRIP)
        return;
      unrolled->level--;
    }
}

PaintRect
paint_unrolled_row (const PaintRow *row,
                    double          x,
                    double          width)
{
  return (PaintRect){ x, row->y, width, row->height };
}

double
paint_unrolled_x (const PaintUnrolled *unrolled,
                  guint                t)
{
  return unrolled->left
         + unrolled->width * (t - unrolled->build->scroll.first + 0.5);
}

PaintCell
paint_unrolled_cell (const PaintUnrolled *unrolled,
                     guint                layer,
                     guint                t)
{
  const PaintNetworkBuild *build = unrolled->build;
  double width = MAX (BOX_AT_MOST * unrolled->width,
                      paint_cell_width (build, unrolled->level));

  return paint_cell_place (
      build,
      unrolled->level,
      build->network->units[layer],
      paint_unrolled_row (&unrolled->cells[layer],
                          paint_unrolled_x (unrolled, t) - width / 2,
                          width));
}

/* The state before the first step in sight: smaller, before its box. */
PaintCell
paint_unrolled_start (const PaintUnrolled *unrolled,
                      guint                layer)
{
  PaintCell cell =
      paint_unrolled_cell (unrolled, layer, unrolled->build->scroll.first);
  double room = START_WIDTH * unrolled->build->px;
  double scale = MIN (START_SCALE, room / (2 * cell.rx));

  cell.rx *= scale;
  if (cell.level > PAINT_LEVEL_STRIP)
    cell.ry *= scale;
  cell.text_size *= scale;
  cell.x = MAX (unrolled->left - room / 2, unrolled->build->area.x + cell.rx);
  cell.lane = 0;
  cell.box =
      (PaintRect){ cell.x - cell.rx, cell.box.y, 2 * cell.rx, cell.box.height };
  return cell;
}
