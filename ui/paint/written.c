#include "ui/paint/written.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/paint/colormap.h"
#include "ui/paint/letter.h"
#include "ui/paint/mark.h"
#include "ui/paint/network.h"
#include "ui/paint/number.h"
#include "ui/paint/text.h"

/* Of a column, at text scale 1, beyond its letter. */
#define SPACING 5.0
#define LEAST_HEAT 8.0
/* So many units are named in a sentence. */
#define MAX_TOLD 4

static const PaintTextStyle letter_style = { .size = PAINT_SIZE_BODY };

/* Columns are counted from the first letter of which the state is known. */
typedef struct
{
  PaintRect letters, heat;    /* of all columns in sight */
  double    pitch;
  gsize     n_columns;
  gsize     first, n_visible;
} Layout;

static gboolean
layout_init (Layout                 *layout,
             PaintRect               area,
             const PaintWrittenData *data,
             const PaintTheme       *theme)
{
  double line = paint_text_height (theme, &letter_style);
  gsize fitting;

  *layout = (Layout) { .letters = area, .heat = area };
  if (!data->frame || !data->letters
      || rnn_letters_length (data->letters) == 0)
    return FALSE;

  layout->pitch = ceil (line * 0.75 * paint_letter_width (data->frame->dataset)
                        + paint_theme_scaled (theme, SPACING));
  layout->n_columns = rnn_letters_length (data->letters)
                      - rnn_letters_first_kept (data->letters);
  fitting = (gsize) MAX (area.width / layout->pitch, 0.0);
  if (fitting > 0)
    layout->pitch = area.width / fitting;
  layout->n_visible = MIN (fitting, layout->n_columns);
  layout->first = MIN (data->first, layout->n_columns - layout->n_visible);

  layout->letters.height = MIN (line, area.height);
  layout->letters.width = layout->n_visible * layout->pitch;
  layout->heat.y += layout->letters.height;
  layout->heat.height -= layout->letters.height;
  layout->heat.width = layout->letters.width;
  if (layout->heat.height < LEAST_HEAT)
    layout->heat.height = 0;
  return layout->n_visible > 0;
}

static PaintRect
column_rect (const Layout *layout,
             gsize         column)
{
  if (column < layout->first || column >= layout->first + layout->n_visible)
    return (PaintRect) { 0 };

  return (PaintRect) {
    .x = layout->letters.x + (column - layout->first) * layout->pitch,
    .y = layout->letters.y,
    .width = layout->pitch,
    .height = layout->letters.height + layout->heat.height,
  };
}

/* The letter of a target as a column, or beyond them all. */
static gsize
column_of (const PaintWrittenData *data,
           const PaintTarget      *target)
{
  guint first = rnn_letters_first_kept (data->letters);

  if (!target || target->kind != PAINT_TARGET_WRITTEN
      || target->column < first)
    return G_MAXSIZE;
  return target->column - first;
}

static PaintTarget
target_of (const PaintWrittenData *data,
           gsize                   column)
{
  return (PaintTarget) {
    .kind = PAINT_TARGET_WRITTEN,
    .column = rnn_letters_first_kept (data->letters) + (guint) column,
  };
}

static void
draw_letters (cairo_t                *cr,
              const PaintWrittenData *data,
              const Layout           *layout,
              const PaintTheme       *theme)
{
  gsize first = rnn_letters_first_kept (data->letters) + layout->first;
  const char *at = g_utf8_offset_to_pointer (data->letters->text->str, first);
  char label[RNN_LETTER_LABEL_SIZE];

  for (gsize i = 0; i < layout->n_visible; i++)
    {
      PaintRect cell = column_rect (layout, layout->first + i);

      cell.height = layout->letters.height;
      paint_text_in (cr, theme, &letter_style,
                     paint_theme_color (theme, PAINT_COLOR_TEXT),
                     PAINT_ALIGN_CENTER, cell,
                     rnn_letter_label (g_utf8_get_char (at), label));
      at = g_utf8_next_char (at);
    }
}

static void
draw_heat (cairo_t                *cr,
           const PaintWrittenData *data,
           const Layout           *layout,
           const PaintTheme       *theme)
{
  gsize n_units = data->letters->n_units;
  gsize n = layout->n_visible;
  guint first = rnn_letters_first_kept (data->letters) + layout->first;
  g_autofree float *values = g_new (float, n_units * n);

  for (gsize i = 0; i < n; i++)
    {
      const float *h = rnn_letters_h (data->letters, first + i);

      for (gsize unit = 0; unit < n_units; unit++)
        values[unit * n + i] = h[unit];
    }
  paint_heat (cr, layout->heat, theme, PAINT_SCALE_VALUE, values, n_units, n,
              paint_network_limit (data->frame));
}

void
paint_written (cairo_t                *cr,
               PaintRect               area,
               const PaintWrittenData *data,
               const PaintTheme       *theme)
{
  Layout layout;

  g_return_if_fail (cr && data && theme);

  if (!layout_init (&layout, area, data, theme))
    return;
  draw_letters (cr, data, &layout, theme);
  if (layout.heat.height > 0)
    draw_heat (cr, data, &layout, theme);
}

PaintRect
paint_written_target_rect (PaintRect               area,
                           const PaintWrittenData *data,
                           const PaintTheme       *theme,
                           const PaintTarget      *target)
{
  Layout layout;

  g_return_val_if_fail (data && theme && target, (PaintRect) { 0 });

  if (!layout_init (&layout, area, data, theme))
    return (PaintRect) { 0 };
  return column_rect (&layout, column_of (data, target));
}

void
paint_written_highlight (cairo_t                *cr,
                         PaintRect               area,
                         const PaintWrittenData *data,
                         const PaintTheme       *theme,
                         const PaintTarget      *target,
                         gboolean                selected)
{
  g_return_if_fail (cr && data && theme && target);

  paint_mark (cr, paint_written_target_rect (area, data, theme, target), theme,
              selected);
}

PaintTarget
paint_written_pick (PaintRect               area,
                    const PaintWrittenData *data,
                    const PaintTheme       *theme,
                    double                  x,
                    double                  y)
{
  PaintTarget none = { .kind = PAINT_TARGET_NONE };
  Layout layout;
  gsize column;

  g_return_val_if_fail (data && theme, none);

  if (!layout_init (&layout, area, data, theme) || x < area.x || y < area.y
      || y >= area.y + layout.letters.height + layout.heat.height)
    return none;
  column = (gsize) ((x - area.x) / layout.pitch);
  if (column >= layout.n_visible)
    return none;
  return target_of (data, layout.first + column);
}

PaintTarget
paint_written_move (PaintRect               area,
                    const PaintWrittenData *data,
                    const PaintTheme       *theme,
                    const PaintTarget      *target,
                    PaintMove               move)
{
  PaintTarget none = { .kind = PAINT_TARGET_NONE };
  Layout layout;
  gsize old, column;

  g_return_val_if_fail (data && theme, none);

  if (!layout_init (&layout, area, data, theme))
    return none;
  column = old = column_of (data, target);
  if (old >= layout.n_columns)
    column = layout.first + layout.n_visible - 1;
  else if (move == PAINT_MOVE_FIRST)
    column = 0;
  else if (move == PAINT_MOVE_LAST)
    column = layout.n_columns - 1;
  else if (move == PAINT_MOVE_LEFT)
    column = old - 1;
  else if (move == PAINT_MOVE_RIGHT)
    column = old + 1;

  /* Beyond the first one lies a very large number. */
  return column != old && column < layout.n_columns
           ? target_of (data, column)
           : none;
}

/* Scrolling ---------------------------------------------------------------- */

void
paint_written_scroll (PaintRect               area,
                      const PaintWrittenData *data,
                      const PaintTheme       *theme,
                      gsize                  *first,
                      gsize                  *n_visible,
                      gsize                  *n_total)
{
  Layout layout;

  g_return_if_fail (data && theme && first && n_visible && n_total);

  layout_init (&layout, area, data, theme);
  *first = layout.first;
  *n_visible = layout.n_visible;
  *n_total = layout.n_columns;
}

gsize
paint_written_reveal (PaintRect               area,
                      const PaintWrittenData *data,
                      const PaintTheme       *theme,
                      const PaintTarget      *target)
{
  Layout layout;
  gsize column;

  g_return_val_if_fail (data && theme, 0);

  if (!layout_init (&layout, area, data, theme))
    return 0;
  column = target ? column_of (data, target) : layout.n_columns - 1;
  if (column >= layout.n_columns)
    return layout.first;
  if (column < layout.first)
    return column;
  return MAX (layout.first, column + 1 - layout.n_visible);
}

/* Sentences ---------------------------------------------------------------- */

static void
tell_units (GString     *text,
            const float *h,
            guint        n_units)
{
  char number[PAINT_NUMBER_SIZE];
  guint n = MIN (n_units, MAX_TOLD);

  g_string_append (text, "h = ");
  for (guint unit = 0; unit < n; unit++)
    g_string_append_printf (text, unit > 0 ? "  %s" : "%s",
                            paint_number (h[unit], 2,
                                          PAINT_NUMBER_SIGNED
                                            | PAINT_NUMBER_FIXED,
                                          number));
  if (n < n_units)
    g_string_append (text, " …");
}

char *
paint_written_describe (const PaintWrittenData *data,
                        const PaintTarget      *target)
{
  const RnnLetters *letters;
  char label[RNN_LETTER_LABEL_SIZE], percent[PAINT_NUMBER_SIZE];
  GString *text;
  const float *h;

  g_return_val_if_fail (data, NULL);

  letters = data->letters;
  if (!letters || rnn_letters_length (letters) == 0)
    return g_strdup (_("Nothing is written yet"));
  if (!target || target->kind != PAINT_TARGET_WRITTEN
      || !(h = rnn_letters_h (letters, target->column)))
    return g_strdup (_("The hidden state, top layer, out of which each letter"
                       " was written; units from top to bottom"));

  text = g_string_new (NULL);
  g_string_append_printf (
    text, _("Letter %u, %s, written with %s at epoch %u out of "),
    target->column + 1,
    rnn_letter_label (g_utf8_get_char (g_utf8_offset_to_pointer (
                        letters->text->str, target->column)), label),
    paint_number_percent (g_array_index (letters->p, float, target->column), 1,
                          percent),
    g_array_index (letters->epochs, guint32, target->column));
  tell_units (text, h, letters->n_units);
  return g_string_free (text, FALSE);
}
