#include "ui/paint/follows.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/paint/letter.h"
#include "ui/paint/mark.h"
#include "ui/paint/matrix.h"
#include "ui/paint/number.h"
#include "ui/paint/text.h"

#define ASPECT 1.35
#define LABEL_SHARE 0.2
#define FRAME_WIDTH 2.0
#define CAPTION_GAP 6.0
#define CAPTION_LINES 2
/* The caption is left out before it takes a larger share of the height. */
#define CAPTION_SHARE 0.22

static const PaintTextStyle caption_style = { .size = PAINT_SIZE_SMALL };

static const char *
letter_label (gconstpointer data,
              gsize         index,
              gboolean      brief,
              char          buffer[PAINT_LABEL_SIZE])
{
  char letter[PAINT_LETTER_LABEL_SIZE];

  g_strlcpy (buffer, paint_letter (data, (guint) index, letter),
             PAINT_LABEL_SIZE);
  return buffer;
}

typedef struct
{
  PaintMatrixData matrix;
  PaintMatrix     layout;
  PaintRect       caption;    /* height 0: none */
} Table;

static const char *
caption (void)
{
  return _("rows: typed letter · columns: next, %");
}

static gboolean
table_init (Table                  *table,
            PaintRect               area,
            const PaintFollowsData *data,
            const PaintTheme       *theme)
{
  const RnnFrame *frame = data->frame;
  double line = paint_text_height (theme, &caption_style);
  double gap = paint_theme_scaled (theme, CAPTION_GAP);

  if (!frame || !frame->follows || frame->network.n_classes == 0)
    return FALSE;

  table->matrix = (PaintMatrixData) {
    .cells = { .values = frame->follows,
               .scale = PAINT_SCALE_VALUE,
               .limit = 1,
               .numbers = PAINT_NUMBERS_PERCENT },
    .rows = frame->network.n_classes,
    .columns = frame->network.n_classes,
    .selected_row = -1,
    .aspect = ASPECT,
    .label_share = LABEL_SHARE,
    .row_label = letter_label,
    .column_label = letter_label,
    .labels = frame->dataset,
  };
  table->caption = area;
  table->caption.height
    = ceil (paint_text_wrapped_height (theme, &caption_style, area.width,
                                       ceil (CAPTION_LINES * line),
                                       caption ()));
  if (table->caption.height + gap > CAPTION_SHARE * area.height)
    table->caption.height = 0;
  else
    area.height -= table->caption.height + gap;
  table->caption.y = area.y + area.height + gap;
  table->layout = paint_matrix_layout (area, &table->matrix, theme);
  return TRUE;
}

/* What the samples say: the target after the last letter of each window. */
static void
outline_targets (cairo_t          *cr,
                 const Table      *table,
                 const RnnFrame   *frame,
                 const PaintTheme *theme)
{
  const PaintColor *color = paint_theme_color (theme, PAINT_COLOR_TARGET);
  guint steps = frame->dataset->time_steps;
  guint outputs = frame->network.target == RNN_TARGET_ALL ? steps : 1;
  guint n = frame->network.n_classes;
  g_autofree guint8 *drawn = g_new0 (guint8, (gsize) n * n);

  for (gsize i = 0; frame->sample_codes && i < frame->n_samples; i++)
    {
      guint16 last = frame->sample_codes[i * steps + steps - 1];
      guint16 next = frame->sample_targets[i * outputs + outputs - 1];

      if (!drawn[last * n + next])
        paint_grid_outline (cr, &table->layout.grid, last, next, color,
                            FRAME_WIDTH);
      drawn[last * n + next] = TRUE;
    }
}

void
paint_follows (cairo_t                *cr,
               PaintRect               area,
               const PaintFollowsData *data,
               const PaintTheme       *theme)
{
  Table table;

  g_return_if_fail (cr && data && theme);

  if (!table_init (&table, area, data, theme))
    return;
  cairo_save (cr);
  paint_matrix (cr, &table.layout, &table.matrix, theme);
  outline_targets (cr, &table, data->frame, theme);
  if (table.caption.height > 0)
    paint_text_wrapped (cr, theme, &caption_style,
                        paint_theme_color (theme, PAINT_COLOR_TEXT_DIM),
                        table.caption, caption ());
  cairo_restore (cr);
}

static PaintTarget
target_of (gsize row,
           gsize column)
{
  return (PaintTarget) { .kind = PAINT_TARGET_FOLLOWS,
                         .row = (guint) row,
                         .column = (guint) column };
}

static gboolean
has_target (const PaintFollowsData *data,
            const PaintTarget      *target)
{
  return data->frame && data->frame->follows && target
         && target->kind == PAINT_TARGET_FOLLOWS
         && target->row < data->frame->network.n_classes
         && target->column < data->frame->network.n_classes;
}

PaintTarget
paint_follows_pick (PaintRect               area,
                    const PaintFollowsData *data,
                    const PaintTheme       *theme,
                    double                  x,
                    double                  y)
{
  const PaintTarget nothing = { .kind = PAINT_TARGET_NONE };
  gsize row, column;
  Table table;

  g_return_val_if_fail (data && theme, nothing);

  if (!table_init (&table, area, data, theme)
      || paint_matrix_pick (&table.layout, x, y, &row, &column)
           != PAINT_MATRIX_CELL)
    return nothing;
  return target_of (row, column);
}

PaintRect
paint_follows_target_rect (PaintRect               area,
                           const PaintFollowsData *data,
                           const PaintTheme       *theme,
                           const PaintTarget      *target)
{
  Table table;

  g_return_val_if_fail (data && theme && target, (PaintRect) { 0 });

  if (!has_target (data, target) || !table_init (&table, area, data, theme))
    return (PaintRect) { 0 };
  return paint_grid_cell (&table.layout.grid, target->row, target->column);
}

void
paint_follows_highlight (cairo_t                *cr,
                         PaintRect               area,
                         const PaintFollowsData *data,
                         const PaintTheme       *theme,
                         const PaintTarget      *target,
                         gboolean                selected)
{
  g_return_if_fail (cr && data && theme && target);

  paint_mark (cr, paint_follows_target_rect (area, data, theme, target), theme,
              selected);
}

PaintTarget
paint_follows_move (PaintRect               area,
                    const PaintFollowsData *data,
                    const PaintTheme       *theme,
                    const PaintTarget      *target,
                    PaintMove               move)
{
  const PaintTarget nothing = { .kind = PAINT_TARGET_NONE };
  gsize row, column, n;

  g_return_val_if_fail (data && theme, nothing);

  if (!data->frame || !data->frame->follows)
    return nothing;
  if (!has_target (data, target))
    return target_of (0, 0);

  n = data->frame->network.n_classes;
  row = target->row;
  column = target->column;
  return paint_grid_move (n, n, move, &row, &column) ? target_of (row, column)
                                                     : nothing;
}

char *
paint_follows_describe (const PaintFollowsData *data,
                        const PaintTarget      *target)
{
  char typed[PAINT_LETTER_LABEL_SIZE], next[PAINT_LETTER_LABEL_SIZE];
  char number[PAINT_NUMBER_SIZE];
  const RnnFrame *frame;
  double share;

  g_return_val_if_fail (data, NULL);

  frame = data->frame;
  if (!frame || !frame->follows)
    return g_strdup (_("What follows what is not known yet"));
  if (!has_target (data, target))
    return g_strdup_printf (_("The probability of each of %u letters after "
                              "each other"),
                            frame->network.n_classes);

  paint_letter (frame->dataset, target->row, typed);
  paint_letter (frame->dataset, target->column, next);
  share = frame->follows[target->row * frame->network.n_classes
                         + target->column];
  if (!isfinite (share))
    return g_strdup_printf (_("No sample that is shown ends in %s"), typed);
  paint_number_full (100 * share, PAINT_NUMBER_PLAIN, number);
  /* Translators: "After c comes d with 41.9873 %" */
  return g_strdup_printf (_("After %s comes %s with %s %%"), typed, next,
                          number);
}
