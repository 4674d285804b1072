#include <cairo-svg.h>
#include <math.h>
#include <string.h>

#include "tests/paint/stage.h"
#include "tests/paint/thorough.h"

#define ALPHABET "data.text=abcdefghijklmnopqrstuvwxyz"
/* Too many for a bar each. */
#define MANY                                                                                   \
  "data.text=αβγδεζηθικλμνξοπρςστυφχψωабвгдежзийклмно" \
  "прстуфхцчшщъыьэюяԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖ"
#define MARGIN 40

static const PaintRect usual = { 0, 0, 1000, 480 };

static const char *const experiments[] = {
  "",
  MANY,
  "data.time_steps=3 data.target=all network.units=4 " MANY,
  ALPHABET,
  "network.units=1 data.text=ab",
  "network.units=8",
  "network.units=20",
  "network.units=64",
  "network.units=3;4",
  "network.units=2;40;3;5",
  "network.activation=relu network.stateful=true",
  "data.input=embedding",
  "data.input=embedding data.embedding=2 data.time_steps=2",
  "data.input=real",
  "data.input=real data.time_steps=3",
  "data.time_steps=2",
  "data.time_steps=4",
  "data.time_steps=4 data.target=all",
  "data.time_steps=4 data.target=all training.loss=sum network.units=30",
  "data.time_steps=8 network.units=8",
  "data.time_steps=5 network.units=3;4;2;3",
  "data.time_steps=50 network.units=64 " ALPHABET,
  "data.time_steps=200 network.units=9 data.target=all " ALPHABET,
};

#define SCROLLED 5

/* Sizes from the smallest window's stage to a large screen, and odd ones. */
static const struct
{
  double width, height, text_scale;
} sizes[] = {
  { 420, 260, 1 },  { 420, 260, 2 },    { 600, 300, 1.3 }, { 820, 430, 1 },
  { 1000, 480, 2 }, { 1400, 700, 1.5 }, { 2400, 1400, 2 }, { 900, 260, 1 },
  { 430, 900, 1 },  { 420, 230, 1 },
};

/* Where the walk stands, in parts of its length (0: on none; experiments take
 * turns), and whether the picture is folded. */
static const struct
{
  double part[2];
  double fold;
} variants[] = {
  { { 0, 0 }, 0 }, { { 0.3, 0.5 }, 0 }, { { 0.7, 1 }, 0 },
  { { 0, 0 }, 1 }, { { 0.7, 0.3 }, 1 },
};

typedef void (*Check) (const TestStage *stage, PaintRect area);

/* Of all but the first variant a quarter of the sizes; scrolled at every other
 * one. */
static void
check_sizes (gsize experiment,
             gsize variant,
             Check check)
{
  const char *settings = experiments[experiment];
  const gsize step = variant > 0 ? 4 : 1;
  TestStage stage;

  test_stage_set_up_on_walk (
      &stage, settings, variants[variant].part[experiment % 2]);
  stage.data.fold = variants[variant].fold;
  for (gsize i = (experiment + variant) % step; i < G_N_ELEMENTS (sizes);
       i += step)
    {
      guint first = (experiment + i / step) % 2 * SCROLLED;

      stage.theme.text_scale = sizes[i].text_scale;
      stage.data.first_sample = stage.data.first_step = first;
      stage.data.fold_step = first;
      g_test_message ("%s at %gx%g, text %g, from %u, stop %u, fold %g",
                      settings,
                      sizes[i].width,
                      sizes[i].height,
                      sizes[i].text_scale,
                      first,
                      stage.frame->stop,
                      stage.data.fold);
      check (&stage, (PaintRect){ 13, 7, sizes[i].width, sizes[i].height });
    }
  test_stage_clear (&stage, NULL);
}

static void
for_each_stage (Check check)
{
  for (gsize i = 0; i < G_N_ELEMENTS (experiments); i += test_every ())
    for (gsize j = 0; j < G_N_ELEMENTS (variants); j++)
      check_sizes (i, j, check);
}

/* Where a label's letters are: it may be given more room than it needs. */
static PaintRect
label_rect (const TestStage *stage,
            const PaintItem *item)
{
  const PaintLabel *label = &item->label;
  PaintRect rect = item->rect;
  double digit = paint_text_digit_height (&stage->theme, &label->style);
  double width = paint_text_width (&stage->theme, &label->style, label->text);

  if (rect.height < digit || rect.width < 1 || width == 0)
    return (PaintRect){ rect.x, rect.y, 0, 0 };
  if (label->wrapped)
    {
      rect.height = paint_text_wrapped_height (
          &stage->theme, &label->style, rect.width, rect.height, label->text);
      return rect;
    }
  width = MIN (width, rect.width);
  rect.y += (rect.height - digit) / 2;
  rect.height = digit;
  if (label->align == PAINT_ALIGN_CENTER)
    rect.x += (rect.width - width) / 2;
  else if (label->align == PAINT_ALIGN_END)
    rect.x += rect.width - width;
  rect.width = width;
  return rect;
}

static PaintRect
item_rect (const TestStage *stage,
           const PaintItem *item)
{
  PaintRect rect = item->rect;

  if (item->kind == PAINT_ITEM_TEXT)
    return label_rect (stage, item);
  if (item->kind == PAINT_ITEM_LEGEND)
    rect.width = paint_legend_width (&stage->theme, item->legend);
  return rect;
}

/* Things that are read, and so may not cover each other. */
static gboolean
is_read (const PaintItem *item)
{
  switch (item->kind)
    {
    case PAINT_ITEM_UNIT:
    case PAINT_ITEM_SQUARE:
    case PAINT_ITEM_HEAT:
    case PAINT_ITEM_BAR:
    case PAINT_ITEM_TEXT:
    case PAINT_ITEM_LEGEND:
      return TRUE;
    case PAINT_ITEM_AREA:
    case PAINT_ITEM_BOX:
    case PAINT_ITEM_EDGE:
    case PAINT_ITEM_FRAME:
    case PAINT_ITEM_ARROW:
    default:
      return FALSE;
    }
}

static gboolean
overlap (const PaintRect *a,
         const PaintRect *b)
{
  const double touch = 0.5;

  return a->x + touch < b->x + b->width && b->x + touch < a->x + a->width
         && a->y + touch < b->y + b->height && b->y + touch < a->y + a->height;
}

static void
fail_overlap (const PaintItem *a,
              const PaintItem *b)
{
  g_test_message (
      "items of kinds %d and %d overlap: “%s” (%.1f, %.1f, %.1f, %.1f), “%s” "
      "(%.1f, %.1f, %.1f, %.1f)",
      a->kind,
      b->kind,
      a->kind == PAINT_ITEM_TEXT ? a->label.text : "",
      a->rect.x,
      a->rect.y,
      a->rect.width,
      a->rect.height,
      b->kind == PAINT_ITEM_TEXT ? b->label.text : "",
      b->rect.x,
      b->rect.y,
      b->rect.width,
      b->rect.height);
  g_test_fail ();
}

/* Numbers stand in the tracks of their bars, and those only. */
static gboolean
may_overlap (const PaintItem *a,
             const PaintItem *b)
{
  return (a->kind == PAINT_ITEM_TEXT && b->kind == PAINT_ITEM_BAR)
         || (a->kind == PAINT_ITEM_BAR && b->kind == PAINT_ITEM_TEXT);
}

static void
check_overlaps (const TestStage *stage,
                PaintRect        area)
{
  g_autoptr (PaintScene) scene =
      paint_network_scene (area, &stage->data, &stage->theme, NULL);
  guint n = paint_scene_n_items (scene);

  for (guint i = 0; i < n; i++)
    {
      const PaintItem *a = paint_scene_item (scene, i);
      PaintRect first = item_rect (stage, a);

      if (!is_read (a))
        continue;
      for (guint j = 0; j < i; j++)
        {
          const PaintItem *b = paint_scene_item (scene, j);
          PaintRect second = item_rect (stage, b);

          if (is_read (b) && !may_overlap (a, b) && overlap (&first, &second))
            {
              fail_overlap (a, b);
              return;
            }
        }
    }
}

/* NULL for what is no line. */
static const PaintEdge *
edge_of (const PaintItem *item)
{
  if (item->kind == PAINT_ITEM_EDGE)
    return &item->weight.edge;
  return item->kind == PAINT_ITEM_ARROW ? &item->arrow.edge : NULL;
}

/* No line runs through words (the numbers of units and bars are on top). */
static void
check_crossings (const TestStage *stage,
                 PaintRect        area)
{
  g_autoptr (PaintScene) scene =
      paint_network_scene (area, &stage->data, &stage->theme, NULL);
  guint n = paint_scene_n_items (scene);

  for (guint i = 0; i < n; i++)
    {
      const PaintItem *text = paint_scene_item (scene, i);
      PaintRect rect = item_rect (stage, text);

      if (text->kind != PAINT_ITEM_TEXT && text->kind != PAINT_ITEM_LEGEND)
        continue;
      for (guint j = 0; j < n; j++)
        {
          const PaintItem *line = paint_scene_item (scene, j);

          const PaintEdge *edge = edge_of (line);

          for (int k = 0; edge && k <= 24; k++)
            {
              PaintPoint point = paint_edge_point (edge, k / 24.0);

              if (!paint_rect_contains (&rect, point.x, point.y))
                continue;
              fail_overlap (text, line);
              return;
            }
        }
    }
}

static void
test_overlaps (void)
{
  for_each_stage (check_overlaps);
}

static void
test_crossings (void)
{
  for_each_stage (check_crossings);
}

/* Draws the scene without the painter's clip, with room around it. */
static void
check_inside (const TestStage *stage,
              PaintRect        area)
{
  const PaintRect moved = { MARGIN, MARGIN, area.width, area.height };
  int width = (int) area.width + 2 * MARGIN;
  int height = (int) area.height + 2 * MARGIN;
  g_autoptr (PaintScene) scene =
      paint_network_scene (moved, &stage->data, &stage->theme, NULL);
  cairo_surface_t *image =
      cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
  cairo_t *cr = cairo_create (image);
  const unsigned char *data;
  int stride = cairo_image_surface_get_stride (image);
  gsize ink = 0;

  paint_scene_draw (scene, cr);
  cairo_surface_flush (image);
  data = cairo_image_surface_get_data (image);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        gboolean inside = x >= MARGIN - 1 && x <= width - MARGIN
                          && y >= MARGIN - 1 && y <= height - MARGIN;

        if (data[y * stride + x] == 0)
          continue;
        ink++;
        if (!inside)
          {
            g_test_message ("ink at (%d, %d)", x - MARGIN, y - MARGIN);
            g_test_fail ();
            x = width;
            y = height;
          }
      }
  g_assert_cmpuint (ink, >, area.width * area.height / 40);
  cairo_destroy (cr);
  cairo_surface_destroy (image);
}

static void
test_inside (void)
{
  for_each_stage (check_inside);
}

/* What is drawn is picked where it is drawn, and its rectangle is there. */
static void
check_picks (const TestStage *stage,
             PaintRect        area)
{
  g_autoptr (PaintScene) scene =
      paint_network_scene (area, &stage->data, &stage->theme, NULL);

  for (guint i = 0; i < paint_scene_n_items (scene); i++)
    {
      const PaintItem *item = paint_scene_item (scene, i);
      PaintTarget target = item->target;
      PaintTarget picked;
      PaintPoint point;
      PaintRect rect;

      if (item->kind != PAINT_ITEM_UNIT && item->kind != PAINT_ITEM_BAR
          && item->kind != PAINT_ITEM_SQUARE && item->kind != PAINT_ITEM_HEAT)
        continue;
      if (target.kind == PAINT_TARGET_NONE)
        continue;
      point = test_middle (item->rect);
      picked = paint_scene_pick (scene, point.x, point.y);
      g_assert_cmpint (picked.kind, ==, target.kind);
      g_assert_cmpuint (picked.t, >=, target.t);
      g_assert_cmpuint (picked.sample, ==, target.sample);
      if (item->kind != PAINT_ITEM_HEAT)
        g_assert_true (paint_target_equal (&picked, &target));

      rect = paint_network_target_rect (
          area, &stage->data, &stage->theme, &picked);
      g_assert_cmpfloat (rect.width, >, 0);
      point = test_middle (rect);
      target = paint_network_pick (
          area, &stage->data, &stage->theme, point.x, point.y);
      g_assert_true (paint_target_equal (&picked, &target));
    }
}

static void
test_picks (void)
{
  for_each_stage (check_picks);
}

static cairo_status_t
append (void                *closure,
        const unsigned char *data,
        unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Cairo numbers all surfaces of a process. */
static char *
without_numbers (const GByteArray *svg)
{
  g_autoptr (GRegex) number = g_regex_new ("surface[0-9]+", 0, 0, NULL);

  return g_regex_replace_literal (
      number, (const char *) svg->data, svg->len, 0, "surface", 0, NULL);
}

static char *
draw_svg (gsize experiment,
          gsize variant)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (
      append, bytes, usual.width, usual.height);
  cairo_t *cr = cairo_create (surface);
  TestStage stage;

  test_stage_set_up_on_walk (
      &stage, experiments[experiment], variants[variant].part[experiment % 2]);
  stage.data.fold = variants[variant].fold;
  stage.theme.vector = TRUE;
  paint_network (cr, usual, &stage.data, &stage.theme);
  test_stage_clear (&stage, NULL);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return without_numbers (bytes);
}

/* The same experiment drawn twice is the same file. */
static void
test_svg (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (experiments); i++)
    {
      gsize variant = i % G_N_ELEMENTS (variants);
      g_autofree char *first = draw_svg (i, variant);
      g_autofree char *second = draw_svg (i, variant);

      g_test_message ("%s", experiments[i]);
      g_assert_cmpuint (strlen (first), >, 1000);
      g_assert_true (g_str_equal (first, second));
      /* Vectors only. */
      g_assert_null (strstr (first, "<image"));
    }
}

static void
test_odd_sizes (void)
{
  const double odd[] = { -5, 0, 0.5, 1, 2, 7, 30, 90, 3000 };

  for (gsize i = 0; i < G_N_ELEMENTS (experiments); i++)
    {
      TestStage stage;
      cairo_surface_t *image =
          cairo_image_surface_create (CAIRO_FORMAT_A8, 10, 10);
      cairo_t *cr = cairo_create (image);

      test_stage_set_up (&stage, experiments[i]);
      for (gsize j = 0; j < G_N_ELEMENTS (odd) * G_N_ELEMENTS (odd); j++)
        {
          const PaintRect area = {
            0, 0, odd[j % G_N_ELEMENTS (odd)], odd[j / G_N_ELEMENTS (odd)]
          };

          paint_network (cr, area, &stage.data, &stage.theme);
          paint_network_pick (area, &stage.data, &stage.theme, 0.5, 0.5);
        }
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      test_stage_clear (&stage, NULL);
      cairo_destroy (cr);
      cairo_surface_destroy (image);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paint/stages/inside", test_inside);
  g_test_add_func ("/paint/stages/overlaps", test_overlaps);
  g_test_add_func ("/paint/stages/crossings", test_crossings);
  g_test_add_func ("/paint/stages/picks", test_picks);
  g_test_add_func ("/paint/stages/svg", test_svg);
  g_test_add_func ("/paint/stages/odd-sizes", test_odd_sizes);
  return g_test_run ();
}
