#include "ui/paint/states.h"

#include <glib/gi18n-lib.h>

#include "ui/paint/letter.h"
#include "ui/paint/matrix.h"
#include "ui/paint/mark.h"
#include "ui/paint/network.h"
#include "ui/paint/number.h"
#include "ui/paint/sample-name.h"
#include "ui/paint/text.h"
#include "ui/paint/touched.h"

/* From here on units have no numbers. */
#define MAX_NUMBERED_UNITS 12
/* Least heights of a row, at text scale 1, with numbers and without.  All rows
 * without numbers are better than some with. */
#define NUMBERED_ROW 19.0
#define PLAIN_ROW 12.0
#define ASPECT 2.2
#define LABEL_SHARE 0.34
/* Beside more than so many numbers a window is told by fewer letters. */
#define MANY_NUMBERS 5
/* As wide as so many letters. */
#define ELLIPSIS 2
#define SMALL_LABEL_SHARE 0.24
#define CAPTION_GAP 4.0

static const PaintTextStyle caption_style = { .size = PAINT_SIZE_SMALL };

/* Of the top layer. */
static guint
n_units (const RnnFrame *frame)
{
  return frame->network.units[frame->network.n_layers - 1];
}

typedef struct
{
  const RnnFrame *frame;
  guint           letters;    /* so many of a window are shown */
} Labels;

static const char *
row_label (gconstpointer data,
           gsize         index,
           gboolean      brief,
           char          buffer[PAINT_LABEL_SIZE])
{
  const Labels *labels = data;
  g_autofree char *letters
    = paint_sample_letters (labels->frame, index, labels->letters);

  g_strlcpy (buffer, letters, PAINT_LABEL_SIZE);
  return buffer;
}

static const char *
column_label (gconstpointer data,
              gsize         index,
              gboolean      brief,
              char          buffer[PAINT_LABEL_SIZE])
{
  g_snprintf (buffer, PAINT_LABEL_SIZE, brief ? "%u" : _("unit %u"),
              (guint) index + 1);
  return buffer;
}

typedef struct
{
  Labels          labels;
  PaintMatrixData matrix;
  PaintMatrix     layout;
  PaintRect       caption;    /* height 0: everything is in sight */
} Table;

static void
lay_out (Table            *table,
         PaintRect         area,
         const PaintTheme *theme)
{
  double line = paint_text_height (theme, &caption_style)
                + paint_theme_scaled (theme, CAPTION_GAP);

  table->matrix.least_row = PLAIN_ROW;
  table->layout = paint_matrix_layout (area, &table->matrix, theme);
  table->caption = area;
  table->caption.height = 0;
  if (table->layout.grid.rows == table->matrix.rows || area.height < 4 * line)
    return;

  /* Some rows are out of sight: a line says so. */
  if (table->matrix.cells.numbers != PAINT_NUMBERS_NONE)
    table->matrix.least_row = NUMBERED_ROW;
  area.height -= line;
  table->caption.y = area.y + area.height;
  table->caption.height = line;
  table->layout = paint_matrix_layout (area, &table->matrix, theme);
}

/* FALSE when there is nothing to show. */
static gboolean
table_init (Table                 *table,
            PaintRect              area,
            const PaintStatesData *data,
            const PaintTheme      *theme)
{
  const RnnFrame *frame = data->frame;
  double letter, share;
  gboolean numbered;

  if (!frame || frame->n_samples == 0 || !frame->sample_h)
    return FALSE;

  numbered = n_units (frame) <= MAX_NUMBERED_UNITS;
  share = numbered && n_units (frame) > MANY_NUMBERS ? SMALL_LABEL_SHARE
                                                     : LABEL_SHARE;
  letter = paint_theme_scaled (theme, PAINT_MATRIX_LARGEST_LABEL)
           * paint_letter_width (frame->dataset);
  table->labels = (Labels) {
    .frame = frame,
    .letters
    = (guint) CLAMP (share * area.width / letter - ELLIPSIS, 2,
                     PAINT_SAMPLE_LETTERS),
  };
  table->matrix = (PaintMatrixData) {
    .cells = { .values = frame->sample_h,
               .scale = PAINT_SCALE_VALUE,
               .limit = paint_network_limit (frame),
               .numbers
               = numbered ? PAINT_NUMBERS_SIGNED : PAINT_NUMBERS_NONE },
    .rows = frame->n_samples,
    .columns = n_units (frame),
    .first_row = data->first_row,
    .selected_row = (gssize) data->sample,
    .aspect = ASPECT,
    .label_share = share,
    .row_label = row_label,
    .column_label = column_label,
    .labels = &table->labels,
  };
  lay_out (table, area, theme);
  return TRUE;
}

static void
draw_caption (cairo_t          *cr,
              const Table      *table,
              const PaintTheme *theme)
{
  const PaintGrid *grid = &table->layout.grid;
  g_autofree char *text = NULL;

  if (table->caption.height <= 0)
    return;

  /* Translators: "samples 3 to 14 of 26" */
  text = g_strdup_printf (_("samples %u to %u of %u"),
                          (guint) grid->first_row + 1,
                          (guint) (grid->first_row + grid->rows),
                          (guint) table->matrix.rows);
  paint_text_in (cr, theme, &caption_style,
                 paint_theme_color (theme, PAINT_COLOR_TEXT_DIM),
                 PAINT_ALIGN_CENTER, table->caption, text);
}

/* The states of units that are held are what they are by that alone. */
static void
mark_held (cairo_t          *cr,
           const Table      *table,
           const RnnFrame   *frame,
           const PaintTheme *theme)
{
  const PaintGrid *grid = &table->layout.grid;

  for (guint i = 0; i < frame->interventions.n; i++)
    {
      const RnnIntervention *one = &frame->interventions.list[i];

      if (one->kind != RNN_INTERVENTION_SILENCE
          || one->layer + 1 != frame->network.n_layers
          || (one->t > 0 && one->t != frame->dataset->time_steps))
        continue;
      for (gsize row = 0; row < grid->rows; row++)
        paint_touched_corner (
          cr, paint_grid_cell (grid, grid->first_row + row, one->unit), theme);
    }
}

void
paint_states (cairo_t               *cr,
              PaintRect              area,
              const PaintStatesData *data,
              const PaintTheme      *theme)
{
  Table table;

  g_return_if_fail (cr && data && theme);

  if (!table_init (&table, area, data, theme))
    return;
  cairo_save (cr);
  paint_matrix (cr, &table.layout, &table.matrix, theme);
  mark_held (cr, &table, data->frame, theme);
  draw_caption (cr, &table, theme);
  cairo_restore (cr);
}

/* Targets ------------------------------------------------------------------ */

static PaintTarget
unit_target (const RnnFrame *frame,
             gsize           row,
             gsize           column)
{
  return (PaintTarget) { .kind = PAINT_TARGET_UNIT,
                         .sample = row,
                         .t = frame->dataset->time_steps,
                         .layer = frame->network.n_layers - 1,
                         .column = (guint) column };
}

static PaintTarget
sample_target (gsize row)
{
  return (PaintTarget) { .kind = PAINT_TARGET_SAMPLE, .sample = row };
}

/* Whether this table shows @target, wherever it is scrolled to. */
static gboolean
has_target (const RnnFrame    *frame,
            const PaintTarget *target)
{
  PaintTarget unit;

  if (!frame || target->sample >= frame->n_samples)
    return FALSE;
  if (target->kind == PAINT_TARGET_SAMPLE)
    return TRUE;
  unit = unit_target (frame, target->sample, target->column);
  return target->column < n_units (frame) && paint_target_equal (&unit, target);
}

PaintTarget
paint_states_pick (PaintRect              area,
                   const PaintStatesData *data,
                   const PaintTheme      *theme,
                   double                 x,
                   double                 y)
{
  const PaintTarget nothing = { .kind = PAINT_TARGET_NONE };
  gsize row, column;
  Table table;

  g_return_val_if_fail (data && theme, nothing);

  if (!table_init (&table, area, data, theme))
    return nothing;
  switch (paint_matrix_pick (&table.layout, x, y, &row, &column))
    {
    case PAINT_MATRIX_CELL:
      return unit_target (data->frame, row, column);
    case PAINT_MATRIX_ROW:
      return sample_target (row);
    case PAINT_MATRIX_NOTHING:
    default:
      return nothing;
    }
}

PaintRect
paint_states_target_rect (PaintRect              area,
                          const PaintStatesData *data,
                          const PaintTheme      *theme,
                          const PaintTarget     *target)
{
  Table table;

  g_return_val_if_fail (data && theme && target, (PaintRect) { 0 });

  if (!has_target (data->frame, target)
      || !table_init (&table, area, data, theme))
    return (PaintRect) { 0 };
  if (target->kind == PAINT_TARGET_SAMPLE)
    return paint_matrix_row (&table.layout, target->sample);
  return paint_grid_cell (&table.layout.grid, target->sample, target->column);
}

void
paint_states_highlight (cairo_t               *cr,
                        PaintRect              area,
                        const PaintStatesData *data,
                        const PaintTheme      *theme,
                        const PaintTarget     *target,
                        gboolean               selected)
{
  g_return_if_fail (cr && data && theme && target);

  paint_mark (cr, paint_states_target_rect (area, data, theme, target), theme,
              selected);
}

PaintTarget
paint_states_move (PaintRect              area,
                   const PaintStatesData *data,
                   const PaintTheme      *theme,
                   const PaintTarget     *target,
                   PaintMove              move)
{
  const PaintTarget nothing = { .kind = PAINT_TARGET_NONE };
  const RnnFrame *frame;
  gsize row, column;

  g_return_val_if_fail (data && theme, nothing);

  frame = data->frame;
  if (!frame || frame->n_samples == 0)
    return nothing;
  if (!target || !has_target (frame, target))
    return unit_target (frame, MIN (data->first_row, frame->n_samples - 1), 0);

  /* A row's label counts as the column before the first. */
  row = target->sample;
  column = target->kind == PAINT_TARGET_SAMPLE ? 0 : target->column + 1;
  if (!paint_grid_move (frame->n_samples, n_units (frame) + 1, move, &row,
                        &column))
    return nothing;
  return column == 0 ? sample_target (row)
                     : unit_target (frame, row, column - 1);
}

void
paint_states_scroll (PaintRect              area,
                     const PaintStatesData *data,
                     const PaintTheme      *theme,
                     gsize                 *first,
                     gsize                 *n_visible,
                     gsize                 *n_total)
{
  Table table = { 0 };

  g_return_if_fail (data && theme && first && n_visible && n_total);

  table_init (&table, area, data, theme);
  *first = table.layout.grid.first_row;
  *n_visible = table.layout.grid.rows;
  *n_total = table.matrix.rows;
}

gboolean
paint_states_reveal (PaintRect          area,
                     PaintStatesData   *data,
                     const PaintTheme  *theme,
                     const PaintTarget *target)
{
  gsize first, n_visible, n_total, row;

  g_return_val_if_fail (data && theme && target, FALSE);

  if (!has_target (data->frame, target))
    return FALSE;
  paint_states_scroll (area, data, theme, &first, &n_visible, &n_total);
  row = target->sample;
  if (row >= first && row < first + n_visible)
    return FALSE;

  data->first_row = row < first ? row : row - MIN (row, n_visible - 1);
  return TRUE;
}

/* Sentences ---------------------------------------------------------------- */

char *
paint_states_describe (const PaintStatesData *data,
                       const PaintTarget     *target)
{
  g_autofree char *name = NULL;
  const RnnFrame *frame;
  char number[PAINT_NUMBER_SIZE];
  gsize i;

  g_return_val_if_fail (data, NULL);

  frame = data->frame;
  if (!frame || frame->n_samples == 0)
    return g_strdup (_("No hidden states yet"));
  if (!target || !has_target (frame, target))
    return g_strdup_printf (_("Hidden states of %u samples, %u units each"),
                            (guint) frame->n_samples, n_units (frame));

  name = paint_sample_name (frame, target->sample);
  if (target->kind == PAINT_TARGET_SAMPLE)
    return g_strdup_printf (_("Sample %u: %s"), (guint) target->sample + 1,
                            name);

  i = target->sample * n_units (frame) + target->column;
  paint_number_full (frame->sample_h[i], PAINT_NUMBER_SIGNED, number);
  return paint_touched_append (
    g_strdup_printf (_("Sample %u, %s: hidden unit %u is %s"),
                     (guint) target->sample + 1, name, target->column + 1,
                     number),
    frame, target);
}
