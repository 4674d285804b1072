#include <glib/gi18n-lib.h>

#include "ui/paint/network-parts.h"
#include "ui/paint/number.h"

/* At text scale 1. */
#define COLUMN_COMFORT 120.0
#define COLUMN_MOST 240.0
#define COLUMN_GAP 8.0
#define LABELS_WIDTH 34.0
#define LABELS_LEAST_AREA 540.0
#define BARS_LEAST 16.0
#define BARS_WISH 70.0
#define BARS_MOST 190.0
#define LINES_LEAST 16.0
#define LINES_WISH 46.0
#define LINES_MOST 110.0
#define BAR_PITCH_FULL 12.0
#define BAR_PITCH_THIN 3.0
#define BARS_FULL_MOST 10
#define NOTE_ROOM 1.5
#define START_DIAMETER 17.0
#define START_GAP 9.0
#define START_NUMBER 10.0

static const PaintTextStyle header_style
  = { .size = PAINT_SIZE_BODY, .markup = TRUE };
static const PaintTextStyle label_style
  = { .size = PAINT_SIZE_BODY, .markup = TRUE };
static const PaintTextStyle caption_style = { .size = PAINT_SIZE_SMALL };

enum
{
  ROW_NOTE,
  ROW_HEADER,
  ROW_BARS,
  ROW_LETTERS,
  ROW_LINES_OUT,
  ROW_CELL,
  ROW_LINES_IN,
  ROW_INPUT,
  ROW_LETTER,
  ROW_CAPTION,
  ROW_FOOT,
  N_ROWS
};

typedef struct
{
  PaintNetworkBuild *build;
  PaintLevel         level;
  PaintRow           rows[N_ROWS];
  PaintRect          columns; /* the part of the area that samples take */
  double             width;   /* of a column */
} Samples;

static PaintRow
line_row (const PaintNetworkBuild *build,
          const PaintTextStyle    *style,
          int                      order)
{
  double height = paint_text_height (build->theme, style);

  return (PaintRow) { .min = height,
                      .wish = height * 1.15,
                      .max = height * 1.3,
                      .order = order };
}

static PaintRow
free_row (const PaintNetworkBuild *build,
          double                   min,
          double                   wish,
          double                   max)
{
  return (PaintRow) { .min = min * build->px,
                      .wish = wish * build->px,
                      .max = max * build->px };
}

static gboolean
solve_rows (Samples   *samples,
            PaintLevel level)
{
  PaintNetworkBuild *build = samples->build;
  PaintRow *rows = samples->rows;
  guint units = build->network->units[0];

  rows[ROW_NOTE] = line_row (build, &label_style, 3);
  rows[ROW_NOTE].wish *= NOTE_ROOM;
  rows[ROW_NOTE].max *= NOTE_ROOM;
  rows[ROW_HEADER] = line_row (build, &header_style, 5);
  rows[ROW_BARS] = free_row (build, BARS_LEAST, BARS_WISH, BARS_MOST);
  rows[ROW_LETTERS] = line_row (build, &caption_style, 6);
  rows[ROW_LINES_OUT] = free_row (build, LINES_LEAST, LINES_WISH, LINES_MOST);
  rows[ROW_CELL] = paint_cell_heights (build, level, units);
  rows[ROW_LINES_IN] = free_row (build, LINES_LEAST, LINES_WISH, LINES_MOST);
  rows[ROW_INPUT] = paint_network_input_row (build);
  rows[ROW_LETTER] = paint_network_letter_row (build);
  rows[ROW_CAPTION] = line_row (build, &caption_style, 1);
  rows[ROW_FOOT] = line_row (build, &caption_style, 2);
  samples->level = level;
  return paint_rows_solve (rows, N_ROWS, build->area.y, build->area.height)
         && rows[ROW_FOOT].height > 0 && rows[ROW_NOTE].height > 0;
}

/* The richest level that leaves room for note and legend; the poorest, if
 * none does. */
static void
choose_level (Samples *samples)
{
  PaintLevel level = paint_cell_level (samples->build->network->units[0]);

  while (!solve_rows (samples, level) && level > PAINT_LEVEL_STRIP)
    level--;
}

/* What a column needs at least. */
static double
least_width (const Samples *samples)
{
  const PaintNetworkBuild *build = samples->build;
  guint n_classes = build->network->n_classes;
  double cell = paint_cell_width (build, samples->level);
  double bars = n_classes <= BARS_FULL_MOST
                  ? n_classes * BAR_PITCH_FULL * build->px
                  : n_classes * BAR_PITCH_THIN * build->px;
  double header
    = paint_text_width (build->theme, &header_style, "<b>m → m</b> 99 %");

  bars = MIN (bars, COLUMN_COMFORT * build->px);
  return MAX (MAX (cell, bars), header) + COLUMN_GAP * build->px;
}

static void
place_columns (Samples *samples)
{
  PaintNetworkBuild *build = samples->build;
  PaintNetworkScroll *scroll = &build->scroll;
  double labels = build->area.width >= LABELS_LEAST_AREA * build->px
                    ? LABELS_WIDTH * build->px
                    : 0;
  double room = MAX (build->area.width - labels, 1);
  double least = least_width (samples);
  double width;

  scroll->n_total = build->frame->n_samples;
  scroll->n_visible = scroll->n_total;
  if (least * scroll->n_total > room)
    scroll->n_visible
      = MAX ((gsize) (room / MAX (least, COLUMN_COMFORT * build->px)), 1);
  scroll->n_visible = MIN (scroll->n_visible, scroll->n_total);
  scroll->first
    = MIN (build->data->first_sample, scroll->n_total - scroll->n_visible);

  width = MIN (room / scroll->n_visible, COLUMN_MOST * build->px);
  samples->width = width;
  samples->columns = build->area;
  samples->columns.width = width * scroll->n_visible;
  samples->columns.x
    += labels + MAX (room - samples->columns.width, 0) / 2;
}

static PaintRect
row_rect (const Samples *samples,
          int            row,
          double         x,
          double         width)
{
  return (PaintRect) { .x = x,
                       .y = samples->rows[row].y,
                       .width = width,
                       .height = samples->rows[row].height };
}

static void
add_header (const Samples     *samples,
            const PaintTarget *place,
            PaintRect          column)
{
  PaintNetworkBuild *build = samples->build;
  const RnnFrame *frame = build->frame;
  guint target = frame->sample_targets[place->sample];
  float share = frame->sample_y[place->sample * build->network->n_classes
                                + target];
  char from[PAINT_LETTER_SIZE], to[PAINT_LETTER_SIZE];
  char percent[PAINT_NUMBER_SIZE];
  g_autofree char *text = g_markup_printf_escaped (
    "<b>%s → %s</b> %s", paint_network_input_text (frame, place, from),
    paint_letter (frame->dataset, target, to),
    paint_number_percent (share, 0, percent));

  paint_scene_label (build->scene, NULL,
                     row_rect (samples, ROW_HEADER, column.x, column.width),
                     (PaintLabel) { .text = text,
                                    .style = header_style,
                                    .color = PAINT_COLOR_TARGET,
                                    .align = PAINT_ALIGN_CENTER });
}

/* What h_0 takes beside a box. */
static double
start_room (const PaintNetworkBuild *build)
{
  return (START_DIAMETER + 1.5 * START_GAP) * build->px;
}

/* h_0 = 0: beside the box, and connected to nothing. */
static void
add_start (const Samples     *samples,
           const PaintCell   *cell,
           const PaintTarget *place,
           double             left)
{
  PaintNetworkBuild *build = samples->build;
  double gap = START_GAP * build->px;
  double diameter = MIN (START_DIAMETER * build->px, cell->pitch - 2);
  PaintTarget target = { .kind = PAINT_TARGET_UNIT, .sample = place->sample };
  PaintUnit unit = { .limit = build->limit, .ghost = TRUE };

  if (cell->level < PAINT_LEVEL_PILL
      || cell->box.x - start_room (build) < left - 1)
    return;
  unit.text_size = diameter >= START_DIAMETER * build->px ? START_NUMBER : 0;
  for (target.column = 0; target.column < cell->units; target.column++)
    {
      unit.rect = (PaintRect) {
        .x = cell->box.x - gap - diameter,
        .y = paint_cell_unit_y (cell, target.column) - diameter / 2,
        .width = diameter,
        .height = diameter,
      };
      paint_scene_unit (build->scene, &target, unit);
    }
}

static void
add_lines_in (const Samples     *samples,
              const PaintCell   *cell,
              const PaintTarget *place,
              PaintRect          column)
{
  PaintNetworkBuild *build = samples->build;
  PaintAnchor anchors[PAINT_NETWORK_MAX_ANCHORS];
  PaintAnchor ports[PAINT_NETWORK_SINGLE];
  guint n = paint_network_input (
    build, place, row_rect (samples, ROW_INPUT, column.x, column.width),
    anchors);
  PaintPoint foot = { column.x + column.width / 2,
                      samples->rows[ROW_INPUT].y };

  if (cell->level == PAINT_LEVEL_STRIP || n == 0)
    {
      if (n == 1)
        foot = anchors[0].point;
      paint_bundle (build, RNN_PARAMETER_W_XH, 0, place, foot,
                    (PaintPoint) { cell->x, cell->box.y + cell->box.height });
      return;
    }
  if (n == 1)
    {
      paint_lines_into (build, 0, place, anchors[0], cell);
      return;
    }
  for (guint i = 0; i < cell->units; i++)
    ports[i] = (PaintAnchor) { paint_cell_port_in (cell, i), i };
  paint_lines_up (build, RNN_PARAMETER_W_XH, 0, place, anchors, n, ports,
                  cell->units);
  paint_cell_add_lanes_in (build, cell);
}

static void
add_lines_out (const Samples     *samples,
               const PaintCell   *cell,
               const PaintTarget *place,
               PaintRect          column)
{
  PaintNetworkBuild *build = samples->build;
  guint n_classes = build->network->n_classes;
  PaintAnchor anchors[PAINT_NETWORK_MAX_ANCHORS];
  PaintAnchor ports[PAINT_NETWORK_SINGLE];
  double inset = COLUMN_GAP * build->px / 2;
  PaintRect letters = row_rect (samples, ROW_LETTERS, column.x + inset,
                                column.width - 2 * inset);
  guint n = paint_network_output (
    build, place,
    row_rect (samples, ROW_BARS, letters.x, letters.width), letters,
    build->frame->sample_y + place->sample * n_classes,
    build->frame->sample_targets[place->sample], anchors);

  if (cell->level == PAINT_LEVEL_STRIP || n == 0)
    {
      paint_bundle (build, RNN_PARAMETER_W_HY, 0, place,
                    (PaintPoint) { cell->x, cell->box.y },
                    (PaintPoint) { cell->x, letters.y + letters.height });
      return;
    }
  for (guint i = 0; i < cell->units; i++)
    ports[i] = (PaintAnchor) { paint_cell_port_out (cell, i), i };
  paint_cell_add_lanes_out (build, cell);
  paint_lines_up (build, RNN_PARAMETER_W_HY, 0, place, ports, cell->units,
                  anchors, n);
}

static void
add_column (const Samples *samples,
            gsize          sample,
            PaintRect      column)
{
  PaintNetworkBuild *build = samples->build;
  const PaintTarget place
    = { .kind = PAINT_TARGET_SAMPLE, .sample = sample, .t = 1 };
  const PaintTarget whole = { .kind = PAINT_TARGET_SAMPLE, .sample = sample };
  const PaintTarget state
    = { .kind = PAINT_TARGET_STATE, .sample = sample, .t = 1 };
  guint units = build->network->units[0];
  PaintRect room = row_rect (samples, ROW_CELL, column.x, column.width);
  g_autofree char *caption = NULL;
  PaintCell cell;

  room.width = MAX (column.width - 2 * start_room (build),
                    paint_cell_width (build, samples->level));
  room.x += (column.width - room.width) / 2;
  cell = paint_cell_place (build, samples->level, units, room);

  paint_scene_area (build->scene, &whole, column);
  add_header (samples, &place, column);
  paint_cell_add (build, &cell, &state, build->frame->sample_h + sample * units,
                  sample == build->data->sample);
  add_start (samples, &cell, &place, column.x);
  add_lines_out (samples, &cell, &place, column);
  add_lines_in (samples, &cell, &place, column);
  paint_network_letter (
    build, &place, row_rect (samples, ROW_LETTER, column.x, column.width));
  caption = g_strdup_printf (_("sample %zu"), sample + 1);
  paint_scene_label (build->scene, NULL,
                     row_rect (samples, ROW_CAPTION, column.x, column.width),
                     (PaintLabel) { .text = caption,
                                    .style = caption_style,
                                    .color = PAINT_COLOR_TEXT_DIM,
                                    .align = PAINT_ALIGN_CENTER });
}

static void
add_row_label (const Samples *samples,
               int            row,
               const char    *text)
{
  PaintNetworkBuild *build = samples->build;

  paint_scene_label (build->scene, NULL,
                     row_rect (samples, row, build->area.x,
                               samples->columns.x - build->area.x),
                     (PaintLabel) { .text = text,
                                    .style = label_style,
                                    .color = PAINT_COLOR_TEXT_DIM });
}

void
paint_network_samples (PaintNetworkBuild *build)
{
  Samples samples = { .build = build };

  g_return_if_fail (build);

  choose_level (&samples);
  place_columns (&samples);
  for (gsize i = 0; i < build->scroll.n_visible; i++)
    {
      PaintRect column = samples.columns;

      column.width = samples.width;
      column.x += samples.width * i;
      column.y = samples.rows[ROW_HEADER].y;
      column.height = samples.rows[ROW_FOOT].y - column.y;
      add_column (&samples, build->scroll.first + i, column);
    }
  if (samples.columns.x - build->area.x >= LABELS_WIDTH * build->px)
    {
      add_row_label (&samples, ROW_BARS, "y");
      add_row_label (&samples, ROW_CELL, "h<sub>1</sub>");
      add_row_label (&samples, ROW_INPUT, "x<sub>1</sub>");
    }
  paint_network_note (
    build, row_rect (&samples, ROW_NOTE, build->area.x, build->area.width),
    build->frame->spec.stateful
      ? _("One time step: each letter on its own, here from h<sub>0</sub> = 0; "
          "in training each batch starts from the state the last one left.")
      : _("Nothing flows between the letters, so W<sub>hh</sub> is never used "
          "and gets no gradient. Try 4 time steps to see it work."),
    build->frame->spec.stateful
      ? _("One time step: each letter on its own.")
      : _("Nothing flows between the letters: W<sub>hh</sub> is unused."));
  paint_network_foot (
    build, row_rect (&samples, ROW_FOOT, build->area.x, build->area.width));
}
