#include "ui/paint/touched.h"

#include <math.h>

#include "ui/paint/colormap.h"
#include "ui/paint/scene-parts.h"
#include "ui/paint/text.h"

/* At text scale 1. */
#define RING_WIDTH 2.0
#define RING_GAP 3.0
#define DASH 4.0
/* Less high than this, a unit is crossed out instead of saying 0. */
#define LEAST_NUMBER 15.0
#define CROSS_WIDTH 1.5
/* Of the lines that are cut: what is left of them, the gap in the middle, and
 * how far it goes beyond them. */
#define WASH_ALPHA 0.6
#define GAP_WIDTH 12.0
#define GAP_MARGIN 9.0
#define SCISSORS_SHARE 0.45
#define SCISSORS_LEAST 11.0
#define SCISSORS_MOST 24.0
/* Of a whole matrix in one arrow, beside its name and thumbnail. */
#define BUNDLE_PLACE 0.15
#define DIAMOND 5.0
#define CORNER_SHARE 0.4
#define CORNER_LEAST 3.0
#define CORNER_MOST 9.0
#define BANNER_PADDING 8.0
#define BANNER_RADIUS 6.0
#define BANNER_GAP 6.0
#define BANNER_WASH 0.05
/* Of the area, at most. */
#define BANNER_SHARE 0.3

static const PaintTextStyle number_style = { .size = 13, .bold = TRUE };
static const PaintTextStyle banner_style = { .size = PAINT_SIZE_BODY,
                                             .markup = TRUE };

static void
set_source (cairo_t          *cr,
            const PaintTheme *theme,
            PaintColorName    name)
{
  paint_set_source (cr, paint_theme_color (theme, name));
}

/* Strokes the current path so that it is seen on any ground. */
static void
stroke (cairo_t          *cr,
        const PaintTheme *theme,
        double            width)
{
  cairo_set_line_width (cr, 3 * width);
  set_source (cr, theme, PAINT_COLOR_CARD);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, width);
  set_source (cr, theme, PAINT_COLOR_TEXT);
  cairo_stroke (cr);
}

static void
set_dashed (cairo_t          *cr,
            const PaintTheme *theme)
{
  double dash = paint_theme_scaled (theme, DASH);

  cairo_set_dash (cr, &dash, 1, 0);
}

/* Units held at 0 ---------------------------------------------------------- */

static void
cross_out (cairo_t          *cr,
           PaintRect         rect,
           const PaintTheme *theme)
{
  double arm = MAX (MIN (rect.width, rect.height) / 2, 2);
  double x = rect.x + rect.width / 2, y = rect.y + rect.height / 2;

  cairo_move_to (cr, x - arm, y - arm);
  cairo_line_to (cr, x + arm, y + arm);
  cairo_move_to (cr, x - arm, y + arm);
  cairo_line_to (cr, x + arm, y - arm);
  stroke (cr, theme, CROSS_WIDTH);
}

/* Empty, in a dashed ring, and 0. */
static void
mark_unit (cairo_t          *cr,
           const PaintUnit  *unit,
           const PaintTheme *theme)
{
  PaintRect rect = unit->rect;

  paint_unit_path (cr, unit, 0);
  set_source (cr, theme, PAINT_COLOR_CARD);
  cairo_fill (cr);
  cairo_save (cr);
  set_dashed (cr, theme);
  cairo_set_line_width (cr, RING_WIDTH);
  set_source (cr, theme, PAINT_COLOR_TEXT);
  paint_unit_path (cr, unit, 0);
  cairo_stroke (cr);
  cairo_restore (cr);

  if (rect.height < paint_theme_scaled (theme, LEAST_NUMBER))
    cross_out (cr, paint_rect_inset (&rect, RING_GAP), theme);
  else
    paint_text_at (cr, theme, &number_style,
                   paint_theme_color (theme, PAINT_COLOR_TEXT),
                   PAINT_ALIGN_CENTER, rect.x + rect.width / 2,
                   rect.y + rect.height / 2, "0");
}

static void
mark_held (const PaintItem  *item,
           cairo_t          *cr,
           const RnnFrame   *frame,
           const PaintTheme *theme)
{
  const RnnInterventions *as_if = &frame->interventions;
  const PaintTarget *t = &item->target;

  if (t->kind != PAINT_TARGET_UNIT || t->t == 0)
    return;
  if (item->kind == PAINT_ITEM_UNIT)
    {
      if (rnn_interventions_silences (as_if, t->layer, t->column, t->t))
        mark_unit (cr, &item->unit, theme);
      return;
    }
  for (guint i = 0; i < as_if->n; i++)
    {
      const RnnIntervention *one = &as_if->list[i];
      PaintTarget target = *t;
      PaintRect rect;

      target.column = one->unit;
      if (one->kind == RNN_INTERVENTION_SILENCE && one->layer == t->layer
          && (one->t == 0 || one->t == t->t)
          && paint_item_rect (item, &target, &rect))
        cross_out (cr, rect, theme);
    }
}

/* W_hh cut ----------------------------------------------------------------- */

void
paint_touched_scissors (cairo_t          *cr,
                        PaintPoint        middle,
                        double            size,
                        const PaintTheme *theme)
{
  g_return_if_fail (cr && theme);

  cairo_save (cr);
  cairo_translate (cr, middle.x, middle.y);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (int side = -1; side <= 1; side += 2)
    {
      double grip = side * 0.23 * size;

      cairo_new_sub_path (cr);
      cairo_arc (cr, grip, 0.33 * size, 0.15 * size, 0, 2 * G_PI);
      cairo_move_to (cr, grip * 0.72, 0.2 * size);
      cairo_line_to (cr, -grip * 0.95, -0.48 * size);
    }
  stroke (cr, theme, MAX (0.09 * size, 1.2));
  cairo_restore (cr);
}

/* Lines of one matrix at one time step. */
typedef struct
{
  guint  t;
  double x, top, bottom;      /* of their middles */
  double room;                /* for the mark */
  guint  n;
} Cut;

static gboolean
is_cut (const PaintItem *item,
        const RnnFrame  *frame,
        guint            layer)
{
  const PaintTarget *t = &item->target;
  const RnnParameter *p;

  if (item->kind != PAINT_ITEM_EDGE
      || (t->kind != PAINT_TARGET_WEIGHT && t->kind != PAINT_TARGET_PARAMETER))
    return FALSE;
  p = &frame->network.parameters[t->parameter];
  return p->kind == RNN_PARAMETER_W_HH && p->layer == layer;
}

static Cut *
cut_at (GArray *cuts,
        guint   t)
{
  const Cut none = { .t = t, .top = G_MAXDOUBLE, .bottom = -G_MAXDOUBLE };

  for (guint i = 0; i < cuts->len; i++)
    if (g_array_index (cuts, Cut, i).t == t)
      return &g_array_index (cuts, Cut, i);
  g_array_append_val (cuts, none);
  return &g_array_index (cuts, Cut, cuts->len - 1);
}

static void
wash (cairo_t          *cr,
      const PaintEdge  *edge,
      const PaintTheme *theme)
{
  PaintColor color = paint_color_fade (
      paint_theme_color (theme, PAINT_COLOR_CARD), WASH_ALPHA);

  paint_edge_path_wide (cr, edge, 0.5);
  paint_set_source (cr, &color);
  cairo_fill (cr);
}

static void
draw_cut (cairo_t          *cr,
          const Cut        *cut,
          const PaintTheme *theme)
{
  double px = paint_theme_scaled (theme, 1);
  double size = CLAMP (SCISSORS_SHARE * cut->room, SCISSORS_LEAST * px,
                       SCISSORS_MOST * px);
  double gap = MIN (GAP_WIDTH * px, cut->room / 4);
  double x = cut->x / cut->n;
  double top = cut->top - GAP_MARGIN * px;
  double bottom = cut->bottom + GAP_MARGIN * px;

  cairo_rectangle (cr, x - gap / 2, top, gap, bottom - top);
  set_source (cr, theme, PAINT_COLOR_CARD);
  cairo_fill (cr);
  cairo_save (cr);
  set_dashed (cr, theme);
  cairo_move_to (cr, x, top);
  cairo_line_to (cr, x, bottom);
  cairo_set_line_width (cr, RING_WIDTH / 2);
  set_source (cr, theme, PAINT_COLOR_TEXT);
  cairo_stroke (cr);
  cairo_restore (cr);
  paint_touched_scissors (
      cr,
      (PaintPoint){ x, cut->n > 1 ? bottom : (cut->top + cut->bottom) / 2 },
      size, theme);
}

static void
mark_cut (const PaintScene *scene,
          cairo_t          *cr,
          const RnnFrame   *frame,
          guint             layer)
{
  const PaintTheme *theme = paint_scene_theme (scene);
  g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, sizeof (Cut));

  for (guint i = 0; i < paint_scene_n_items (scene); i++)
    {
      const PaintItem *item = paint_scene_item (scene, i);
      PaintPoint middle;
      Cut *cut;

      if (!is_cut (item, frame, layer))
        continue;
      wash (cr, &item->weight.edge, theme);
      middle = paint_edge_point (
          &item->weight.edge,
          item->target.kind == PAINT_TARGET_WEIGHT ? 0.5 : BUNDLE_PLACE);
      cut = cut_at (cuts, item->target.t);
      cut->x += middle.x;
      cut->top = MIN (cut->top, middle.y);
      cut->bottom = MAX (cut->bottom, middle.y);
      cut->room = item->rect.width
                  * (item->target.kind == PAINT_TARGET_WEIGHT
                         ? 1
                         : 2 * BUNDLE_PLACE);
      cut->n++;
    }
  for (guint i = 0; i < cuts->len; i++)
    draw_cut (cr, &g_array_index (cuts, Cut, i), theme);
}

/* Letters and weights ------------------------------------------------------ */

/* The place of the letter that does not come in. */
static void
mark_letter (const PaintScene      *scene,
             cairo_t               *cr,
             const RnnFrame        *frame,
             guint                  number)
{
  const PaintTheme *theme = paint_scene_theme (scene);
  const PaintTarget target = {
    .kind = PAINT_TARGET_INPUT,
    .sample = frame->trace ? frame->trace->sample : 0,
    .t = frame->interventions.list[number].t,
    .column = (guint) frame->real[number],
  };
  PaintRect rect = paint_scene_rect (scene, &target);

  if (frame->network.input != RNN_INPUT_ONE_HOT || rect.width <= 0)
    return;
  cairo_rectangle (cr, rect.x, rect.y, rect.width, rect.height);
  cairo_set_line_width (cr, RING_WIDTH / 2);
  set_source (cr, theme, PAINT_COLOR_TEXT);
  cairo_stroke (cr);
}

static void
mark_edge (const PaintItem  *item,
           cairo_t          *cr,
           const RnnFrame   *frame,
           const PaintTheme *theme)
{
  double size = paint_theme_scaled (theme, DIAMOND);
  PaintPoint middle;
  gsize index;

  if (item->kind != PAINT_ITEM_EDGE
      || !paint_touched_index (frame, &item->target, &index)
      || !rnn_interventions_edits (&frame->interventions, index, NULL))
    return;
  middle = paint_edge_point (&item->weight.edge, 0.5);
  cairo_move_to (cr, middle.x, middle.y - size);
  cairo_line_to (cr, middle.x + size, middle.y);
  cairo_line_to (cr, middle.x, middle.y + size);
  cairo_line_to (cr, middle.x - size, middle.y);
  cairo_close_path (cr);
  set_source (cr, theme, PAINT_COLOR_CARD);
  cairo_fill_preserve (cr);
  set_source (cr, theme, PAINT_COLOR_TEXT);
  cairo_set_line_width (cr, RING_WIDTH);
  cairo_stroke (cr);
}

void
paint_touched_scene (const PaintScene *scene,
                     cairo_t          *cr,
                     const RnnFrame   *frame)
{
  const RnnInterventions *as_if;
  const PaintTheme *theme;

  g_return_if_fail (scene && cr && frame);

  if (!frame->touched)
    return;
  as_if = &frame->interventions;
  theme = paint_scene_theme (scene);
  for (guint i = 0; i < as_if->n; i++)
    if (as_if->list[i].kind == RNN_INTERVENTION_CUT)
      mark_cut (scene, cr, frame, as_if->list[i].layer);
    else if (as_if->list[i].kind == RNN_INTERVENTION_LETTER)
      mark_letter (scene, cr, frame, i);
  for (guint i = 0; i < paint_scene_n_items (scene); i++)
    {
      mark_edge (paint_scene_item (scene, i), cr, frame, theme);
      mark_held (paint_scene_item (scene, i), cr, frame, theme);
    }
}

void
paint_touched_corner (cairo_t          *cr,
                      PaintRect         cell,
                      const PaintTheme *theme)
{
  double size = MIN (cell.width, cell.height) * CORNER_SHARE;
  double right = cell.x + cell.width;

  g_return_if_fail (cr && theme);

  if (cell.width <= 0 || cell.height <= 0)
    return;
  size = CLAMP (size, CORNER_LEAST, paint_theme_scaled (theme, CORNER_MOST));
  cairo_rectangle (cr, cell.x, cell.y, cell.width, cell.height);
  cairo_set_line_width (cr, RING_WIDTH);
  set_source (cr, theme, PAINT_COLOR_TEXT);
  cairo_stroke (cr);
  cairo_move_to (cr, right - size, cell.y);
  cairo_line_to (cr, right, cell.y);
  cairo_line_to (cr, right, cell.y + size);
  cairo_close_path (cr);
  cairo_fill (cr);
}

void
paint_touched_banner (cairo_t          *cr,
                      PaintRect        *area,
                      const RnnFrame   *frame,
                      const PaintTheme *theme)
{
  const PaintColor *text = paint_theme_color (theme, PAINT_COLOR_TEXT);
  PaintColor ground = paint_color_fade (text, BANNER_WASH);
  double padding = paint_theme_scaled (theme, BANNER_PADDING);
  double gap = paint_theme_scaled (theme, BANNER_GAP);
  g_autofree char *words = NULL;
  PaintRect box, inside;

  g_return_if_fail (cr && area && frame && theme);

  words = paint_touched_words (frame, TRUE);
  if (!words || area->width <= 2 * padding)
    return;
  box = *area;
  box.height = 2 * padding
               + paint_text_wrapped_height (theme, &banner_style,
                                            area->width - 2 * padding,
                                            BANNER_SHARE * area->height, words);
  cairo_save (cr);
  paint_rounded (cr, paint_rect_inset (&box, 0.5), BANNER_RADIUS);
  paint_set_source (cr, &ground);
  cairo_fill_preserve (cr);
  set_dashed (cr, theme);
  cairo_set_line_width (cr, 1);
  paint_set_source (cr, text);
  cairo_stroke (cr);
  cairo_restore (cr);
  inside = paint_rect_inset (&box, padding);
  paint_text_wrapped (cr, theme, &banner_style, text, inside, words);
  area->y += box.height + gap;
  area->height = MAX (area->height - box.height - gap, 0);
}
