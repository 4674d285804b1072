#include "ui/paint/bars.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/paint/colormap.h"
#include "ui/paint/letter.h"
#include "ui/paint/mark.h"
#include "ui/paint/number.h"
#include "ui/paint/text.h"

/* Heights of a row at text scale 1, between which it follows the room. */
#define TALLEST_ROW 40.0
#define LOWEST_ROW 19.0
/* Of a row's height. */
#define BAR_SHARE 0.44
#define GAP 10.0
#define CORNER 4.0
/* Bars narrower than this, at text scale 1, give their place to the letters. */
#define LEAST_BAR 24.0
#define LEAST_SHOWN 0.5
#define HEADLINE_ROOM 1.5
/* Of the area's height, for the headline at most. */
#define HEADLINE_SHARE 0.35
/* Letters of the headline. */
#define MAX_TYPED 12

static const PaintTextStyle letter_style
  = { .size = PAINT_SIZE_TITLE, .bold = TRUE };
static const PaintTextStyle number_style = { .size = PAINT_SIZE_BODY };
static const PaintTextStyle headline_style
  = { .size = PAINT_SIZE_LETTER, .bold = TRUE };

typedef struct
{
  guint  letter;
  double share;
} Entry;

/* The probabilities in their order, and where their rows are. */
typedef struct
{
  Entry    *entries;          /* C of them */
  guint     n_entries;
  guint     n_rows;           /* letters in sight */
  gboolean  rest;             /* one more row sums up the others */
  PaintRect rows;             /* of n_rows + rest rows */
  double    pitch;
  double    bar_x, bar_width; /* width 0: no bars */
  PaintRect headline;         /* height 0: none */
} Layout;

/* NULL: nothing to show. */
static const RnnPrediction *
prediction_of (const PaintBarsData *data)
{
  const RnnPrediction *prediction = data->prediction;

  if (!data->frame)
    return NULL;
  if (!prediction)
    prediction = data->frame->prediction;
  return prediction && prediction->n_letters > 0 && prediction->n_classes > 0
           ? prediction
           : NULL;
}

/* The letter, from 1, after which the next one is predicted. */
static gsize
place_of (const PaintBarsData *data)
{
  gsize n = prediction_of (data)->n_letters;

  return data->place > 0 ? MIN (data->place, n) : n;
}

static const float *
probabilities (const PaintBarsData *data)
{
  const RnnPrediction *prediction = prediction_of (data);

  return prediction->y + (place_of (data) - 1) * prediction->n_classes;
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const Entry *first = a;
  const Entry *second = b;

  if (first->share != second->share)
    return first->share > second->share ? -1 : 1;
  /* The class numbers are in the order of the code points. */
  return first->letter < second->letter ? -1 : first->letter > second->letter;
}

static Entry *
sorted_entries (const PaintBarsData *data)
{
  const float *y = probabilities (data);
  guint n = prediction_of (data)->n_classes;
  Entry *entries = g_new (Entry, n);

  for (guint i = 0; i < n; i++)
    {
      /* What is not a number has no place in an order. */
      double share = isfinite (y[i]) ? y[i] : 0;

      entries[i] = (Entry) { .letter = i, .share = share };
    }
  qsort (entries, n, sizeof *entries, compare_entries);
  return entries;
}

static double
letters_width (const PaintBarsData *data,
               const Layout        *layout,
               const PaintTheme    *theme)
{
  char letter[PAINT_LETTER_LABEL_SIZE];
  double width = 0;

  for (guint i = 0; i < layout->n_rows; i++)
    width = MAX (width,
                 paint_text_width (theme, &letter_style,
                                   paint_letter (data->frame->dataset,
                                                 layout->entries[i].letter,
                                                 letter)));
  return width;
}

static void
place_headline (Layout              *layout,
                PaintRect           *area,
                const PaintBarsData *data,
                const PaintTheme    *theme)
{
  double height
    = HEADLINE_ROOM * paint_text_height (theme, &headline_style);

  layout->headline = *area;
  layout->headline.height = 0;
  if (!data->headline || height > HEADLINE_SHARE * area->height)
    return;
  layout->headline.y = area->y + area->height - height;
  layout->headline.height = height;
  area->height -= height;
}

/* FALSE when there is nothing to show; else free the entries. */
static gboolean
layout_init (Layout              *layout,
             PaintRect            area,
             const PaintBarsData *data,
             const PaintTheme    *theme)
{
  double lowest = paint_theme_scaled (theme, LOWEST_ROW);
  double gap = paint_theme_scaled (theme, GAP);
  char buffer[PAINT_NUMBER_SIZE];
  double letters, numbers;
  guint fitting;

  *layout = (Layout) { 0 };
  if (!prediction_of (data))
    return FALSE;

  place_headline (layout, &area, data, theme);
  layout->n_entries = prediction_of (data)->n_classes;
  layout->entries = sorted_entries (data);
  fitting = (guint) (area.height / lowest);
  layout->rest = fitting < layout->n_entries;
  layout->n_rows = layout->rest ? MAX (fitting, 1) - 1 : layout->n_entries;
  if (fitting == 0)
    layout->rest = FALSE;

  layout->pitch = MIN (area.height / MAX (layout->n_rows + layout->rest, 1),
                       paint_theme_scaled (theme, TALLEST_ROW));
  layout->rows = area;
  layout->rows.height = layout->pitch * (layout->n_rows + layout->rest);

  letters = letters_width (data, layout, theme) + gap;
  numbers = gap
            + paint_text_width (theme, &number_style,
                                paint_number_percent (0.9999, 1, buffer));
  layout->bar_x = area.x + letters;
  layout->bar_width = area.width - letters - numbers;
  if (layout->bar_width < paint_theme_scaled (theme, LEAST_BAR))
    layout->bar_width = 0;
  return TRUE;
}

static PaintRect
row_rect (const Layout *layout,
          guint         row)
{
  PaintRect rect = layout->rows;

  rect.y += row * layout->pitch;
  rect.height = layout->pitch;
  return rect;
}

static void
draw_bar (cairo_t          *cr,
          const Layout     *layout,
          const PaintRect  *row,
          double            share,
          PaintColorName    color,
          const PaintTheme *theme)
{
  double height = floor (BAR_SHARE * row->height);
  PaintRect bar = { .x = layout->bar_x,
                    .y = floor (row->y + (row->height - height) / 2),
                    .width = layout->bar_width,
                    .height = height };

  if (layout->bar_width <= 0)
    return;
  paint_rounded (cr, bar, CORNER);
  paint_set_source (cr, paint_theme_color (theme, PAINT_COLOR_TRACK));
  cairo_fill (cr);

  /* Clipped to the track, so that a small share keeps its length. */
  bar.width *= CLAMP (share, 0, 1);
  if (bar.width < LEAST_SHOWN)
    return;
  cairo_save (cr);
  cairo_rectangle (cr, bar.x, bar.y, bar.width, bar.height);
  cairo_clip (cr);
  bar.width = MAX (bar.width, 2 * CORNER);
  paint_rounded (cr, bar, CORNER);
  paint_set_source (cr, paint_theme_color (theme, color));
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
draw_row (cairo_t             *cr,
          const PaintBarsData *data,
          const Layout        *layout,
          guint                i,
          const PaintTheme    *theme)
{
  const Entry *entry = &layout->entries[i];
  const PaintColor *text = paint_theme_color (theme, PAINT_COLOR_TEXT);
  PaintRect row = row_rect (layout, i);
  PaintTextStyle style = letter_style;
  char letter[PAINT_LETTER_LABEL_SIZE], number[PAINT_NUMBER_SIZE];

  style.bold = i == 0;
  paint_text_in (cr, theme, &style, text, PAINT_ALIGN_START, row,
                 paint_letter (data->frame->dataset, entry->letter, letter));
  draw_bar (cr, layout, &row, entry->share,
            i == 0 ? PAINT_COLOR_TARGET : PAINT_COLOR_BAR, theme);
  style = number_style;
  style.bold = i == 0;
  paint_text_in (cr, theme, &style, text, PAINT_ALIGN_END, row,
                 paint_number_percent (entry->share, 1, number));
}

/* "21 others: 3.2 %", with a bar of its own kind. */
static void
draw_rest (cairo_t          *cr,
           const Layout     *layout,
           const PaintTheme *theme)
{
  const PaintColor *dim = paint_theme_color (theme, PAINT_COLOR_TEXT_DIM);
  PaintRect row = row_rect (layout, layout->n_rows);
  guint n = layout->n_entries - layout->n_rows;
  char number[PAINT_NUMBER_SIZE];
  g_autofree char *text = NULL;
  double share = 0;

  for (guint i = layout->n_rows; i < layout->n_entries; i++)
    share += layout->entries[i].share;
  paint_number_percent (MIN (share, 1), 1, number);
  paint_text_in (cr, theme, &number_style, dim, PAINT_ALIGN_END, row, number);
  row.width -= paint_text_width (theme, &number_style, number)
               + paint_theme_scaled (theme, GAP);
  text = g_strdup_printf (ngettext ("%u other", "%u others", n), n);
  paint_text_in (cr, theme, &number_style, dim, PAINT_ALIGN_START, row, text);
}

void
paint_bars (cairo_t             *cr,
            PaintRect            area,
            const PaintBarsData *data,
            const PaintTheme    *theme)
{
  Layout layout;

  g_return_if_fail (cr && data && theme);

  if (!layout_init (&layout, area, data, theme))
    return;

  cairo_save (cr);
  for (guint i = 0; i < layout.n_rows; i++)
    draw_row (cr, data, &layout, i, theme);
  if (layout.rest)
    draw_rest (cr, &layout, theme);
  if (layout.headline.height > 0)
    {
      g_autofree char *headline = paint_bars_headline (data);

      paint_text_in (cr, theme, &headline_style,
                     paint_theme_color (theme, PAINT_COLOR_TEXT),
                     PAINT_ALIGN_START, layout.headline, headline);
    }
  cairo_restore (cr);
  g_free (layout.entries);
}

/* Targets ------------------------------------------------------------------ */

static PaintTarget
target_of (guint letter)
{
  return (PaintTarget) { .kind = PAINT_TARGET_LETTER, .column = letter };
}

/* The row of @target among all letters, in sight or not; −1: none. */
static int
row_of (const Layout      *layout,
        const PaintTarget *target)
{
  for (guint i = 0; target && target->kind == PAINT_TARGET_LETTER
                    && i < layout->n_entries;
       i++)
    if (layout->entries[i].letter == target->column)
      return (int) i;
  return -1;
}

PaintTarget
paint_bars_pick (PaintRect            area,
                 const PaintBarsData *data,
                 const PaintTheme    *theme,
                 double               x,
                 double               y)
{
  PaintTarget target = { .kind = PAINT_TARGET_NONE };
  Layout layout;
  guint row;

  g_return_val_if_fail (data && theme, target);

  if (!layout_init (&layout, area, data, theme))
    return target;
  if (layout.pitch > 0 && paint_rect_contains (&layout.rows, x, y))
    {
      row = (guint) ((y - layout.rows.y) / layout.pitch);
      if (row < layout.n_rows)
        target = target_of (layout.entries[row].letter);
    }
  g_free (layout.entries);
  return target;
}

PaintRect
paint_bars_target_rect (PaintRect            area,
                        const PaintBarsData *data,
                        const PaintTheme    *theme,
                        const PaintTarget   *target)
{
  PaintRect rect = { 0 };
  Layout layout;
  int row;

  g_return_val_if_fail (data && theme && target, rect);

  if (!layout_init (&layout, area, data, theme))
    return rect;
  row = row_of (&layout, target);
  if (row >= 0 && row < (int) layout.n_rows)
    rect = row_rect (&layout, (guint) row);
  g_free (layout.entries);
  return rect;
}

void
paint_bars_highlight (cairo_t             *cr,
                      PaintRect            area,
                      const PaintBarsData *data,
                      const PaintTheme    *theme,
                      const PaintTarget   *target,
                      gboolean             selected)
{
  g_return_if_fail (cr && data && theme && target);

  paint_mark (cr, paint_bars_target_rect (area, data, theme, target), theme,
              selected);
}

PaintTarget
paint_bars_move (PaintRect            area,
                 const PaintBarsData *data,
                 const PaintTheme    *theme,
                 const PaintTarget   *target,
                 PaintMove            move)
{
  PaintTarget next = { .kind = PAINT_TARGET_NONE };
  Layout layout;
  int row, old, last;

  g_return_val_if_fail (data && theme, next);

  if (!layout_init (&layout, area, data, theme))
    return next;
  old = row = row_of (&layout, target);
  last = (int) layout.n_rows - 1;
  if (old < 0 || move == PAINT_MOVE_FIRST)
    row = 0;
  else if (move == PAINT_MOVE_LAST)
    row = last;
  else if (move == PAINT_MOVE_UP)
    row = old - 1;
  else if (move == PAINT_MOVE_DOWN)
    row = old + 1;

  if (row != old && row >= 0 && row <= last)
    next = target_of (layout.entries[row].letter);
  g_free (layout.entries);
  return next;
}

/* Sentences ---------------------------------------------------------------- */

char *
paint_bars_headline (const PaintBarsData *data)
{
  const RnnPrediction *prediction;
  g_autofree char *typed = NULL;
  char next[PAINT_LETTER_LABEL_SIZE];
  gsize place, seen;

  g_return_val_if_fail (data, NULL);

  prediction = prediction_of (data);
  if (!prediction)
    return NULL;

  place = place_of (data);
  seen = place;
  if (!data->frame->spec.stateful)
    seen = MIN (seen, data->frame->dataset->time_steps);
  typed = paint_letters_brief (data->frame->dataset,
                               prediction->codes + (place - seen), seen,
                               MAX_TYPED);
  paint_letter (data->frame->dataset,
                prediction->likeliest[place - 1], next);
  return g_strdup_printf ("%s → %s", typed, next);
}

char *
paint_bars_describe (const PaintBarsData *data,
                     const PaintTarget   *target)
{
  const RnnPrediction *prediction;
  g_autofree char *headline = NULL;
  char letter[PAINT_LETTER_LABEL_SIZE], number[PAINT_NUMBER_SIZE];
  guint column;
  const float *y;

  g_return_val_if_fail (data, NULL);

  prediction = prediction_of (data);
  if (!prediction)
    return g_strdup (_("No prediction yet"));

  y = probabilities (data);
  column = prediction->likeliest[place_of (data) - 1];
  if (target && target->kind == PAINT_TARGET_LETTER
      && target->column < prediction->n_classes)
    {
      paint_letter (data->frame->dataset, target->column, letter);
      paint_number_full (100.0 * y[target->column], PAINT_NUMBER_PLAIN, number);
      return g_strdup_printf (target->column == column
                                ? _("%s: %s %%, the likeliest next letter")
                                : _("%s: %s %%"),
                              letter, number);
    }

  headline = paint_bars_headline (data);
  paint_number_percent (y[column], 1, number);
  return g_strdup_printf (_("%s with %s"), headline, number);
}
