#include "ui/paint/space-parts.h"

#include <math.h>

#include "ui/paint/letter.h"

/* At text scale 1: of a letter from its dot. */
#define DISTANCE 11.0
/* Of a letter against another. */
#define PADDING 1.0
/* More would only be in each other's way. */
#define MAX_LABELS 80
/* A path of more steps has its letter at its end alone. */
#define MAX_LETTERED_STEPS 12

typedef struct
{
  const PaintSpace *space;
  PaintRect         taken[MAX_LABELS];
  guint             n;
} Labels;

static gboolean
overlap (const PaintRect *a,
         const PaintRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width
         && a->y < b->y + b->height && b->y < a->y + a->height;
}

/* FALSE when there is no room for it. */
static gboolean
take (Labels          *labels,
      const PaintRect *rect)
{
  if (labels->n == MAX_LABELS)
    return FALSE;
  for (guint i = 0; i < labels->n; i++)
    if (overlap (rect, &labels->taken[i]))
      return FALSE;
  labels->taken[labels->n++] = *rect;
  return TRUE;
}

/* Outwards from where the path comes from, within the plot. */
static PaintRect
place_beside (const PaintSpace *space,
              PaintSpacePoint   from,
              PaintSpacePoint   at,
              double            width)
{
  double height = paint_text_height (space->theme, &paint_space_style);
  double right = at.x - from.x, down = at.y - from.y;
  double length = hypot (right, down);
  double distance = DISTANCE * space->px;
  PaintRect rect = { .width = width, .height = height };

  if (length < 1 || !from.there)
    right = length = 1;
  rect.x = at.x + right / length * distance - width / 2;
  rect.y = at.y + down / length * distance - height / 2;
  rect.x = CLAMP (rect.x, space->plot.x,
                  MAX (space->plot.x, space->plot.x + space->plot.width - width));
  rect.y = CLAMP (rect.y, space->plot.y,
                  MAX (space->plot.y,
                       space->plot.y + space->plot.height - height));
  return rect;
}

static void
draw_label (cairo_t *cr,
            Labels  *labels,
            gsize    sample,
            guint    t)
{
  const PaintSpace *space = labels->space;
  PaintTextStyle style = paint_space_style;
  gboolean strong = sample == space->sample;
  PaintSpacePoint at, from;
  char letter[PAINT_LETTER_LABEL_SIZE];
  PaintRect rect;
  guint code, n;

  at = paint_space_state (space, space->model->path, sample, t);
  from = paint_space_state (space, space->model->path, sample, t - 1);
  if (!at.there || paint_space_is_to_come (space, t)
      || !paint_space_letter (space->frame, sample, t, &code, &n))
    return;

  style.bold = strong;
  paint_letter (space->frame->dataset, code, letter);
  rect = place_beside (space, from, at,
                       paint_text_width (space->theme, &style, letter)
                         + 2 * PADDING * space->px);
  if (!take (labels, &rect))
    return;
  paint_text_at (cr, space->theme, &style,
                 paint_theme_color (space->theme, strong
                                                    ? PAINT_COLOR_TEXT
                                                    : PAINT_COLOR_TEXT_DIM),
                 PAINT_ALIGN_CENTER, rect.x + rect.width / 2,
                 rect.y + rect.height / 2, letter);
}

/* The last step that exists where the walk stands. */
static guint
last_step (const PaintSpace *space)
{
  guint t = space->steps;

  while (t > 0 && paint_space_is_to_come (space, t))
    t--;
  return t;
}

void
paint_space_labels (cairo_t          *cr,
                    const PaintSpace *space)
{
  guint last = last_step (space);
  Labels labels = { .space = space };

  if (last == 0)
    return;
  if (space->sample < space->n_samples)
    {
      draw_label (cr, &labels, space->sample, last);
      for (guint t = last - 1; space->steps <= MAX_LETTERED_STEPS && t > 0; t--)
        draw_label (cr, &labels, space->sample, t);
    }
  for (gsize i = 0; i < space->n_samples; i++)
    if (i != space->sample)
      draw_label (cr, &labels, i, last);
}
