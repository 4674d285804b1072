#include "ui/paint/network-columns.h"
#include "ui/paint/walk.h"

/* At text scale 1. */
#define STEP_GAP 26.0
#define STEP_MOST 240.0
#define STEP_OUTPUT_LEAST 52.0
#define STEP_BOX 0.6
#define SAMPLE_MOST 240.0
#define SAMPLE_GAP 5.0
#define SAMPLE_BARS_MOST 120.0
#define LABELS_WIDTH 34.0
#define LAYERS_WIDTH 50.0
#define LABELS_LEAST_AREA 540.0
#define BAR_PITCH_FULL 12.0
#define BAR_PITCH_THIN 3.0
#define BARS_FULL_MOST 10
#define START_ROOM 30.0
#define BARS_WISH 110.0
#define BARS_MOST 180.0
#define LINES_LEAST 17.0
#define BUNDLE_LEAST 12.0
#define LINES_WISH 46.0
#define LINES_MOST 110.0
#define OVERVIEW_LEAST 22.0
#define OVERVIEW_WISH 46.0
#define OVERVIEW_MOST 76.0
/* When not all samples fit, this much more room for each, if so many stay. */
#define COMFORT 1.4
#define COMFORT_STAY 3
#define LINE_WISH 1.15
#define LINE_MOST 1.3
/* Above the legend and below the note, of a line. */
#define NOTE_ROOM 1.4

static const PaintTextStyle body_style = { .size = PAINT_SIZE_BODY,
                                           .markup = TRUE };
static const PaintTextStyle small_style = { .size = PAINT_SIZE_SMALL,
                                            .markup = TRUE };

/* Richer states only where the output has room, too. */
static const double bars_least[] = {
  [PAINT_LEVEL_STRIP] = 12,
  [PAINT_LEVEL_DOT] = 18,
  [PAINT_LEVEL_PILL] = 15,
  [PAINT_LEVEL_CIRCLE] = 34,
};

static PaintRow
line_row (const PaintColumns   *columns,
          const PaintTextStyle *style,
          int                   order)
{
  double height = paint_text_height (columns->build->theme, style);

  return (PaintRow){ .min = height,
                     .wish = height * LINE_WISH,
                     .max = height * LINE_MOST,
                     .order = order };
}

static PaintRow
free_row (const PaintColumns *columns,
          double              min,
          double              wish,
          double              max)
{
  double px = columns->build->px;

  return (PaintRow){ .min = min * px, .wish = wish * px, .max = max * px };
}

static PaintRow
lines_row (const PaintColumns *columns)
{
  return free_row (columns,
                   columns->level == PAINT_LEVEL_STRIP ? BUNDLE_LEAST
                                                       : LINES_LEAST,
                   LINES_WISH,
                   LINES_MOST);
}

static void
fill_rows (PaintColumns *columns)
{
  const PaintNetworkBuild *build = columns->build;
  PaintRow *rows = columns->rows;
  const PaintRow none = { .order = -1 };

  rows[PAINT_ROW_NOTE] = line_row (columns, &body_style, 3);
  rows[PAINT_ROW_NOTE].wish *= NOTE_ROOM;
  rows[PAINT_ROW_NOTE].max *= NOTE_ROOM;
  rows[PAINT_ROW_HEADER] = line_row (columns, &body_style, 5);
  rows[PAINT_ROW_BARS] =
      free_row (columns, bars_least[columns->level], BARS_WISH, BARS_MOST);
  rows[PAINT_ROW_LETTERS] = line_row (columns, &small_style, 6);
  rows[PAINT_ROW_LINES_OUT] = lines_row (columns);
  rows[PAINT_ROW_INPUT] = paint_network_input_row (build);
  rows[PAINT_ROW_LETTER] = paint_network_letter_row (build);
  rows[PAINT_ROW_CAPTION] = line_row (columns, &small_style, 1);
  rows[PAINT_ROW_OVERVIEW] =
      free_row (columns, OVERVIEW_LEAST, OVERVIEW_WISH, OVERVIEW_MOST);
  rows[PAINT_ROW_FOOT] = line_row (columns, &small_style, 2);
  rows[PAINT_ROW_FOOT].wish *= NOTE_ROOM;
  rows[PAINT_ROW_FOOT].max *= NOTE_ROOM;
  for (guint l = 0; l < build->network->n_layers; l++)
    {
      columns->cells[l] =
          paint_cell_heights (build, columns->level, build->network->units[l]);
      columns->above[l] = build->folded ? paint_columns_loop_row (columns)
                                        : paint_columns_gradient_row (columns);
      columns->below[l] = lines_row (columns);
    }

  /* The cell is worth more than what it has made before. */
  if (build->folded)
    {
      rows[PAINT_ROW_OVERVIEW].order = 1;
      rows[PAINT_ROW_CAPTION].order = 2;
    }
  /* Then the note is beside the only output. */
  if (!columns->outputs)
    rows[PAINT_ROW_HEADER] = rows[PAINT_ROW_NOTE] = none;
  if (!columns->steps || build->scroll.n_visible >= build->scroll.n_total)
    rows[PAINT_ROW_OVERVIEW] = none;
}

/* All rows from top to bottom as one list, and back. */
static gboolean
solve_rows (PaintColumns *columns)
{
  const PaintRect *area = &columns->build->area;
  PaintRow *order[PAINT_N_ROWS + 3 * RNN_MAX_LAYERS];
  PaintRow list[PAINT_N_ROWS + 3 * RNN_MAX_LAYERS];
  guint n = 0;
  gboolean fits;

  fill_rows (columns);
  for (guint i = 0; i <= PAINT_ROW_LINES_OUT; i++)
    order[n++] = &columns->rows[i];
  for (guint l = columns->build->network->n_layers; l-- > 0;)
    {
      order[n++] = &columns->above[l];
      order[n++] = &columns->cells[l];
      order[n++] = &columns->below[l];
    }
  for (guint i = PAINT_ROW_INPUT; i < PAINT_N_ROWS; i++)
    order[n++] = &columns->rows[i];

  for (guint i = 0; i < n; i++)
    list[i] = *order[i];
  fits = paint_rows_solve (list, n, area->y, area->height);
  for (guint i = 0; i < n; i++)
    *order[i] = list[i];
  return fits;
}

/* What a step needs at least, lines to the next one included. */
static double
least_step (const PaintColumns *columns)
{
  const PaintNetworkBuild *build = columns->build;
  double least =
      paint_cell_width (build, columns->level) + STEP_GAP * build->px;

  return columns->outputs ? MAX (least, STEP_OUTPUT_LEAST * build->px) : least;
}

static double
least_sample (const PaintColumns *columns)
{
  const PaintNetworkBuild *build = columns->build;
  guint n_classes = build->network->n_classes;
  double pitch = n_classes <= BARS_FULL_MOST ? BAR_PITCH_FULL : BAR_PITCH_THIN;
  double bars = MIN (n_classes * pitch, SAMPLE_BARS_MOST) * build->px;
  double cell = paint_cell_width (build, columns->level);
  double header =
      paint_text_width (build->theme, &small_style, "<b>e → e</b> 99 %");

  return MAX (MAX (cell, bars), header) + SAMPLE_GAP * build->px;
}

double
paint_columns_labels (const PaintColumns *columns)
{
  g_return_val_if_fail (columns, 0);

  return (columns->build->network->n_layers > 1 ? LAYERS_WIDTH : LABELS_WIDTH)
         * columns->build->px;
}

/* How many columns there is room for at this level, and where they are. */
static void
place_across (PaintColumns *columns)
{
  PaintNetworkBuild *build = columns->build;
  PaintNetworkScroll *scroll = &build->scroll;
  const PaintRect *area = &build->area;
  double start = PAINT_COLUMNS_START * build->px;
  double end = PAINT_COLUMNS_END * build->px;
  double least = columns->steps ? least_step (columns) : least_sample (columns);
  double most = (columns->steps ? STEP_MOST : SAMPLE_MOST) * build->px;
  gsize first_of_all = columns->steps ? 1 : 0;
  double room;

  if (build->folded)
    {
      paint_columns_fold (columns);
      return;
    }
  if (!columns->steps)
    {
      start = area->width < LABELS_LEAST_AREA * build->px
                  ? 0
                  : paint_columns_labels (columns);
      end = 0;
    }
  room = MAX (area->width - start - end, 1);
  if (!columns->steps && least * scroll->n_total > room
      && room >= COMFORT_STAY * COMFORT * least)
    least *= COMFORT;
  scroll->n_visible = CLAMP ((gsize) (room / least), 1, scroll->n_total);
  if (columns->steps)
    scroll->n_visible = MIN (scroll->n_visible, PAINT_NETWORK_STEPS);

  scroll->first = CLAMP (columns->steps ? build->data->first_step
                                        : build->data->first_sample,
                         first_of_all,
                         first_of_all + scroll->n_total - scroll->n_visible);
  columns->end =
      scroll->first + scroll->n_visible == first_of_all + scroll->n_total;
  columns->width = MIN (room / scroll->n_visible, most);
  columns->left =
      area->x + start + MAX (room - columns->width * scroll->n_visible, 0) / 2;
}

static gboolean
try_level (PaintColumns *columns,
           PaintLevel    level)
{
  columns->level = level;
  place_across (columns);
  return solve_rows (columns);
}

static gboolean
shown (const PaintColumns *columns,
       guint               row)
{
  return columns->rows[row].height > 0 || columns->rows[row].order == 0
         || (row == PAINT_ROW_NOTE && !columns->outputs);
}

void
paint_columns_place (PaintColumns *columns)
{
  const RnnNetwork *network;
  guint most = 1;
  PaintLevel richest;

  g_return_if_fail (columns && columns->build);

  network = columns->build->network;
  columns->build->scroll.steps = columns->steps;
  columns->build->scroll.n_total =
      columns->steps ? columns->build->frame->trace->time_steps
                     : columns->build->frame->n_samples;
  for (guint l = 0; l < network->n_layers; l++)
    most = MAX (most, network->units[l]);
  richest = paint_cell_level (most);

  /* The richest with note and legend, or else numbers without these. */
  for (PaintLevel level = richest; level > PAINT_LEVEL_STRIP; level--)
    if (try_level (columns, level) && shown (columns, PAINT_ROW_NOTE)
        && shown (columns, PAINT_ROW_FOOT))
      return;
  if (richest >= PAINT_LEVEL_PILL && try_level (columns, PAINT_LEVEL_PILL)
      && shown (columns, PAINT_ROW_LETTERS))
    return;
  try_level (columns, PAINT_LEVEL_STRIP);
}

double
paint_columns_x (const PaintColumns *columns,
                 gsize               index)
{
  g_return_val_if_fail (columns, 0);

  return columns->left
         + columns->width * (index - columns->build->scroll.first + 0.5);
}

PaintRect
paint_columns_row (const PaintColumns *columns,
                   guint               row,
                   gsize               index)
{
  g_return_val_if_fail (columns && row < PAINT_N_ROWS, (PaintRect){ 0 });

  return (PaintRect){ paint_columns_x (columns, index) - columns->width / 2,
                      columns->rows[row].y,
                      columns->width,
                      columns->rows[row].height };
}

PaintRect
paint_columns_row_all (const PaintColumns *columns,
                       guint               row)
{
  PaintRect rect;

  g_return_val_if_fail (columns && row < PAINT_N_ROWS, (PaintRect){ 0 });

  rect = columns->build->area;
  rect.y = columns->rows[row].y;
  rect.height = columns->rows[row].height;
  return rect;
}

double
paint_columns_start_room (const PaintColumns *columns)
{
  g_return_val_if_fail (columns, 0);

  return START_ROOM * columns->build->px;
}

PaintCell
paint_columns_cell (const PaintColumns *columns,
                    guint               layer,
                    gsize               index)
{
  const PaintNetworkBuild *build;
  double width, least;
  PaintCell cell;

  g_return_val_if_fail (columns && layer < columns->build->network->n_layers,
                        (PaintCell){ 0 });

  build = columns->build;
  least = paint_cell_width (build, columns->level);
  width = columns->steps
              ? STEP_BOX * columns->width
              : columns->width - 2 * paint_columns_start_room (columns);
  width = MAX (width, least);
  cell = paint_cell_place (
      build,
      columns->level,
      build->network->units[layer],
      (PaintRect){ paint_columns_x (columns, index) - width / 2,
                   columns->cells[layer].y,
                   width,
                   columns->cells[layer].height });
  cell.head -= columns->above[layer].height;
  return cell;
}

PaintTarget
paint_columns_target (const PaintColumns *columns,
                      PaintTargetKind     kind,
                      gsize               index)
{
  g_return_val_if_fail (columns, (PaintTarget){ 0 });

  if (columns->steps)
    return (PaintTarget){ .kind = kind,
                          .sample = columns->build->frame->trace->sample,
                          .t = (guint) index };
  return (PaintTarget){ .kind = kind, .sample = index, .t = 1 };
}

const float *
paint_columns_state (const PaintColumns *columns,
                     guint               layer,
                     gsize               index)
{
  const RnnFrame *frame;
  gsize units;

  g_return_val_if_fail (columns && layer < columns->build->network->n_layers,
                        NULL);

  frame = columns->build->frame;
  units = frame->network.units[layer];
  if (columns->steps)
    return frame->trace->h[layer] + index * units;
  /* After the last stop the samples are those of the new weights. */
  if (paint_walk_is_on (frame) && frame->trace && frame->trace->sample == index)
    return frame->trace->h[layer] + units;
  if (layer + 1 == frame->network.n_layers)
    return frame->sample_h + index * units;
  return frame->sample_below[layer] + index * units;
}
