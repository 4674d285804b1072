#include "ui/paint/scene-parts.h"

static gboolean
moves (const PaintItem *item)
{
  switch (item->target.kind)
    {
    case PAINT_TARGET_STATE:
    case PAINT_TARGET_UNIT:
    case PAINT_TARGET_INPUT:
      return item->kind == PAINT_ITEM_BOX || item->kind == PAINT_ITEM_UNIT
             || item->kind == PAINT_ITEM_HEAT
             || item->kind == PAINT_ITEM_SQUARE;
    default:
      return FALSE;
    }
}

/* Where @item of another scene is in @to; NULL if it is not there. */
static const PaintItem *
find (const PaintScene  *to,
      const PaintItem   *item,
      const PaintTarget *at)
{
  PaintTarget wanted = item->target;

  if (!moves (item) || wanted.t == 0)
    return NULL;
  wanted.t = at->t;
  wanted.sample = at->sample;
  for (guint i = 0; i < paint_scene_n_items (to); i++)
    {
      const PaintItem *there = paint_scene_item (to, i);

      if (there->kind == item->kind
          && paint_target_equal (&there->target, &wanted))
        return there;
    }
  return NULL;
}

static double
mix (double a,
     double b,
     double way)
{
  return a + way * (b - a);
}

static PaintRect
mix_rects (const PaintRect *a,
           const PaintRect *b,
           double           way)
{
  return (PaintRect){ .x = mix (a->x, b->x, way),
                      .y = mix (a->y, b->y, way),
                      .width = mix (a->width, b->width, way),
                      .height = mix (a->height, b->height, way) };
}

static void
draw_moved (const PaintItem  *from,
            const PaintItem  *to,
            double            way,
            cairo_t          *cr,
            const PaintTheme *theme)
{
  PaintItem item = *from;

  item.rect = mix_rects (&from->rect, &to->rect, way);
  if (item.kind == PAINT_ITEM_UNIT)
    {
      item.unit.rect = item.rect;
      item.unit.text_size = mix (from->unit.text_size, to->unit.text_size, way);
    }
  paint_item_draw (&item, cr, theme);
}

/* With @at, what belongs to another step does not move either. */
static gboolean
fades (const PaintItem *item,
       gconstpointer    at)
{
  return !moves (item) || item->target.t == 0
         || (at && item->target.t != ((const PaintTarget *) at)->t);
}

/* What does not move, fainter. */
static void
draw_faded (const PaintScene  *scene,
            const PaintTarget *at,
            double             alpha,
            cairo_t           *cr)
{
  if (alpha <= 0)
    return;
  cairo_push_group (cr);
  paint_scene_draw_if (scene, cr, fades, at);
  cairo_pop_group_to_source (cr);
  cairo_paint_with_alpha (cr, alpha);
}

void
paint_scene_draw_between (const PaintScene  *from,
                          const PaintScene  *to,
                          const PaintTarget *at,
                          double             way,
                          cairo_t           *cr)
{
  const PaintTheme *theme;

  g_return_if_fail (from && to && at && cr);

  theme = paint_scene_theme (from);
  draw_faded (from, NULL, 1 - 2 * way, cr);
  draw_faded (to, at, 2 * way - 1, cr);
  /* What stays is on top; boxes below what is in them. */
  for (int kind = PAINT_ITEM_BOX; kind <= PAINT_ITEM_UNIT; kind++)
    for (int stays = 0; stays <= 1; stays++)
      for (guint i = 0; i < paint_scene_n_items (from); i++)
        {
          const PaintItem *item = paint_scene_item (from, i);
          const PaintItem *there;

          if ((int) item->kind != kind
              || (item->target.t == at->t && item->target.sample == at->sample)
                     != stays)
            continue;
          there = find (to, item, at);
          if (there)
            draw_moved (item, there, way, cr, theme);
        }
}
