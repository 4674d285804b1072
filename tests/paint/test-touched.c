#include <pango/pango.h>
#include <string.h>

#include "tests/paint/frames.h"
#include "ui/paint/network-parts.h"
#include "ui/paint/parameters.h"
#include "ui/paint/states.h"
#include "ui/paint/touched.h"

static const PaintRect usual = { 0, 0, 1000, 480 };

/* Ink on an image of the usual size, in and outside of places. */
typedef struct
{
  cairo_surface_t *image;
  cairo_t         *cr;
} Canvas;

static Canvas
canvas_new (void)
{
  Canvas canvas;

  canvas.image = cairo_image_surface_create (
      CAIRO_FORMAT_A8, (int) usual.width, (int) usual.height);
  canvas.cr = cairo_create (canvas.image);
  return canvas;
}

static void
canvas_clear (Canvas *canvas)
{
  cairo_destroy (canvas->cr);
  cairo_surface_destroy (canvas->image);
}

/* Painted pixels in @place. */
static guint
ink_in (const Canvas *canvas,
        PaintRect     place)
{
  const unsigned char *data;
  int stride = cairo_image_surface_get_stride (canvas->image);
  guint n = 0;

  cairo_surface_flush (canvas->image);
  data = cairo_image_surface_get_data (canvas->image);
  for (int y = 0; y < (int) usual.height; y++)
    for (int x = 0; x < (int) usual.width; x++)
      if (data[y * stride + x] > 0 && paint_rect_contains (&place, x, y))
        n++;
  return n;
}

static RnnFrame *
frame_with (const char      *settings,
            RnnIntervention  one)
{
  const RnnInterventions list = { 1, { one } };

  return test_frame_new_as_if (settings, 20, &list);
}

static PaintScene *
scene_of (const RnnFrame   *frame,
          const PaintTheme *theme)
{
  const PaintNetworkData data = { .frame = frame };

  return paint_network_scene (usual, &data, theme, NULL);
}

/* Marks lie on what was changed and nowhere else: @is_place says what that
 * is. */
static void
check_marks (const RnnFrame *frame,
             gboolean (*is_place) (const PaintItem *item))
{
  g_auto (PaintTheme) theme = { 0 };
  g_autoptr (PaintScene) scene = NULL;
  Canvas canvas = canvas_new ();
  guint n_places = 0, all;

  paint_theme_init (&theme, FALSE, 1);
  scene = scene_of (frame, &theme);
  paint_touched_scene (scene, canvas.cr, frame);
  all = ink_in (&canvas, usual);
  g_assert_cmpuint (all, >, 0);
  cairo_set_operator (canvas.cr, CAIRO_OPERATOR_CLEAR);
  for (guint i = 0; i < paint_scene_n_items (scene); i++)
    {
      const PaintItem *item = paint_scene_item (scene, i);
      PaintRect place = paint_rect_inset (&item->rect, -6);

      if (!is_place (item))
        continue;
      n_places++;
      if (ink_in (&canvas, place) == 0)
        g_error ("no mark on item %u, target %u at t = %u", i,
                 item->target.kind, item->target.t);
    }
  for (guint i = 0; i < paint_scene_n_items (scene); i++)
    {
      const PaintItem *item = paint_scene_item (scene, i);
      PaintRect place = paint_rect_inset (&item->rect, -14);

      if (!is_place (item))
        continue;
      cairo_rectangle (
          canvas.cr, place.x, place.y, place.width, place.height);
      cairo_fill (canvas.cr);
    }
  g_assert_cmpuint (n_places, >, 0);
  g_assert_cmpuint (ink_in (&canvas, usual), ==, 0);
  canvas_clear (&canvas);
}

static gboolean
is_unit_2_at_3 (const PaintItem *item)
{
  return item->kind == PAINT_ITEM_UNIT && item->target.column == 1
         && item->target.t == 3;
}

static gboolean
is_unit_2 (const PaintItem *item)
{
  return item->kind == PAINT_ITEM_UNIT && item->target.column == 1
         && item->target.t > 0 && item->target.kind == PAINT_TARGET_UNIT;
}

static gboolean
is_heat (const PaintItem *item)
{
  return item->kind == PAINT_ITEM_HEAT
         && item->target.kind == PAINT_TARGET_UNIT && item->target.t > 0;
}

static gboolean
is_w_hh (const PaintItem *item)
{
  return item->kind == PAINT_ITEM_EDGE && item->target.parameter == 1
         && (item->target.kind == PAINT_TARGET_WEIGHT
             || item->target.kind == PAINT_TARGET_PARAMETER);
}

static gboolean
is_weight (const PaintItem *item)
{
  return is_w_hh (item) && item->target.row == 1 && item->target.column == 2;
}

/* The second letter is a c. */
static gboolean
is_own_letter (const PaintItem *item)
{
  return item->target.kind == PAINT_TARGET_INPUT && item->target.t == 2
         && item->target.column == 2;
}

static void
test_marks (void)
{
  const struct
  {
    const char     *settings;
    RnnIntervention one;
    gboolean (*is_place) (const PaintItem *item);
  } cases[] = {
    { "data.time_steps=4",
      { RNN_INTERVENTION_SILENCE, .unit = 1, .t = 3 },
      is_unit_2_at_3 },
    { "data.time_steps=4", { RNN_INTERVENTION_SILENCE, .unit = 1 }, is_unit_2 },
    { "", { RNN_INTERVENTION_SILENCE, .unit = 1 }, is_unit_2 },
    { "data.time_steps=4 network.units=20",
      { RNN_INTERVENTION_SILENCE, .unit = 1 },
      is_unit_2 },
    { "data.time_steps=4 network.units=64",
      { RNN_INTERVENTION_SILENCE, .unit = 1 },
      is_heat },
    { "data.time_steps=4", { RNN_INTERVENTION_CUT }, is_w_hh },
    { "data.time_steps=4 network.units=64", { RNN_INTERVENTION_CUT }, is_w_hh },
    { "data.time_steps=4",
      { RNN_INTERVENTION_WEIGHT, .index = 15 + 5, .value = 2 },
      is_weight },
    { "data.time_steps=4",
      { RNN_INTERVENTION_LETTER, .t = 2, .letter = 0 },
      is_own_letter },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RnnFrame) frame =
          frame_with (cases[i].settings, cases[i].one);

      check_marks (frame, cases[i].is_place);
    }
}

static void
test_untouched (void)
{
  g_autoptr (RnnFrame) frame = test_frame_new ("data.time_steps=4", 20);
  const PaintTarget unit = { .kind = PAINT_TARGET_UNIT, .t = 1 };
  g_auto (PaintTheme) theme = { 0 };
  g_autoptr (PaintScene) scene = NULL;
  Canvas canvas = canvas_new ();
  PaintRect area = usual;

  paint_theme_init (&theme, FALSE, 1);
  scene = scene_of (frame, &theme);
  paint_touched_scene (scene, canvas.cr, frame);
  paint_touched_banner (canvas.cr, &area, frame, &theme);
  g_assert_cmpuint (ink_in (&canvas, usual), ==, 0);
  g_assert_cmpfloat (area.height, ==, usual.height);
  g_assert_null (paint_touched_words (frame, FALSE));
  g_assert_null (paint_touched_describe (frame, &unit));
  canvas_clear (&canvas);
}

static void
test_banner (void)
{
  g_autoptr (RnnFrame) frame =
      test_frame_new_as_if ("data.time_steps=4", 20, NULL);
  g_auto (PaintTheme) theme = { 0 };
  Canvas canvas = canvas_new ();
  PaintRect area = usual, banner = usual;

  paint_theme_init (&theme, FALSE, 1);
  paint_touched_banner (canvas.cr, &area, frame, &theme);
  g_assert_cmpfloat (area.y, >, 0);
  g_assert_cmpfloat (area.y + area.height, ==, usual.height);
  banner.height = area.y;
  g_assert_cmpuint (ink_in (&canvas, banner), >, 1000);
  g_assert_cmpuint (ink_in (&canvas, area), ==, 0);
  canvas_clear (&canvas);
}

static void
assert_has (const char *text,
            const char *part)
{
  g_assert_nonnull (text);
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

static void
test_words (void)
{
  g_autoptr (RnnFrame) frame =
      test_frame_new_as_if ("data.time_steps=4", 20, NULL);
  g_autoptr (RnnFrame) layers =
      test_frame_new_as_if ("data.time_steps=4 network.units=3;2", 20, NULL);
  g_autofree char *words = paint_touched_words (frame, FALSE);
  g_autofree char *markup = paint_touched_words (frame, TRUE);
  g_autofree char *deep = NULL;

  assert_has (words, "As if: W_xh[1, 1] = −1.5 instead of ");
  assert_has (words, "‘d’ instead of ‘b’ at t = 1");
  assert_has (words, "W_hh cut and 2 more. Training goes on untouched.");
  assert_has (markup, "W<sub>hh</sub> cut");
  g_assert_true (
      pango_parse_markup (markup, -1, 0, NULL, NULL, NULL, NULL));

  frame->interventions.n = 2;
  g_free (words);
  words = paint_touched_words (frame, FALSE);
  assert_has (words, "As if: unit 1 held at 0, unit 3 held at 0 at t = 4. ");
  layers->interventions.n = 1;
  deep = paint_touched_words (layers, FALSE);
  assert_has (deep, "unit 3 of layer 1 held at 0 at t = 4");
}

static PaintTarget
unit_target (guint unit,
             guint t)
{
  return (PaintTarget){ .kind = PAINT_TARGET_UNIT, .t = t, .column = unit };
}

static void
assert_describes (const RnnFrame *frame,
                  PaintTarget     target,
                  const char     *part)
{
  g_autofree char *sentence = paint_touched_describe (frame, &target);

  if (part)
    assert_has (sentence, part);
  else
    g_assert_cmpstr (sentence, ==, NULL);
}

static void
test_describe (void)
{
  g_autoptr (RnnFrame) frame =
      test_frame_new_as_if ("data.time_steps=4", 20, NULL);
  const PaintNetworkData network = { .frame = frame };
  const PaintParametersData parameters = { .frame = frame };
  PaintTarget unit = { .kind = PAINT_TARGET_UNIT, .t = 2 };
  PaintTarget weight = { .kind = PAINT_TARGET_WEIGHT };
  PaintTarget letter = { .kind = PAINT_TARGET_INPUT, .t = 1, .column = 2 };
  g_autofree char *of_unit = paint_network_describe (&network, &unit);
  g_autofree char *of_edge = paint_network_describe (&network, &weight);
  g_autofree char *of_cell = paint_parameters_describe (&parameters, &weight);

  assert_has (of_unit, "h = +0");
  assert_has (of_unit, "As if: unit 1 held at 0");
  assert_has (of_edge, "As if: W_xh[1, 1] = −1.5");
  assert_has (of_cell, "As if: W_xh[1, 1] = −1.5");
  assert_describes (frame, letter, "‘d’ instead of ‘b’");
  letter.t = 2;
  assert_describes (frame, letter, NULL);
  unit.t = 0;
  assert_describes (frame, unit, NULL);
  unit.t = 4;
  unit.column = 2;
  assert_describes (frame, unit, "at t = 4");
  unit.t = 3;
  assert_describes (frame, unit, NULL);
  weight.parameter = 1;
  assert_describes (frame, weight, "W_hh cut");
  weight.parameter = 2;
  assert_describes (frame, weight, NULL);
}

/* Places of the arena and targets are the same. */
static void
test_places (void)
{
  g_autoptr (RnnFrame) frame =
      test_frame_new ("data.time_steps=2 network.units=3;2", 1);

  for (gsize i = 0; i < frame->network.size; i++)
    {
      PaintTarget target = paint_touched_weight (&frame->network, i);
      gsize index = 0;

      g_assert_true (paint_touched_index (frame, &target, &index));
      g_assert_cmpuint (index, ==, i);
    }
}

static void
test_cells (void)
{
  g_autoptr (RnnFrame) plain = test_frame_new ("data.time_steps=4", 20);
  g_autoptr (RnnFrame) frame =
      frame_with ("data.time_steps=4",
                  (RnnIntervention){ RNN_INTERVENTION_WEIGHT,
                                     .index = 15 + 5,
                                     .value = plain->parameters[20] });
  const PaintTarget weight = { .kind = PAINT_TARGET_WEIGHT,
                               .parameter = 1,
                               .row = 1,
                               .column = 2 };
  const PaintRect area = { 0, 0, 400, 400 };
  g_auto (PaintTheme) theme = { 0 };
  Canvas canvases[2];
  RnnFrame *frames[] = { plain, frame };
  PaintRect cell = { 0 };
  guint changed = 0;

  paint_theme_init (&theme, FALSE, 1);
  for (guint i = 0; i < 2; i++)
    {
      const PaintParametersData data = { .frame = frames[i] };

      canvases[i].image =
          cairo_image_surface_create (CAIRO_FORMAT_RGB24, 400, 400);
      canvases[i].cr = cairo_create (canvases[i].image);
      paint_parameters (canvases[i].cr, area, &data, &theme);
      cairo_surface_flush (canvases[i].image);
      cell = paint_parameters_target_rect (area, &data, &theme, &weight);
    }
  cell = paint_rect_inset (&cell, -2);
  for (int y = 0; y < 400; y++)
    for (int x = 0; x < 400; x++)
      {
        guint32 pixels[2];

        for (guint i = 0; i < 2; i++)
          pixels[i] = ((const guint32 *) (void *) (
              cairo_image_surface_get_data (canvases[i].image)
              + y * cairo_image_surface_get_stride (canvases[i].image)))[x];
        if (pixels[0] == pixels[1])
          continue;
        changed++;
        g_assert_true (paint_rect_contains (&cell, x, y));
      }
  g_assert_cmpuint (changed, >, 50);
  canvas_clear (&canvases[0]);
  canvas_clear (&canvases[1]);
}

/* Every sample's number of a held unit has its mark, and no other. */
static void
test_states (void)
{
  g_autoptr (RnnFrame) frame = frame_with (
      "data.time_steps=4", (RnnIntervention){ RNN_INTERVENTION_SILENCE,
                                              .unit = 1 });
  const PaintStatesData data = { .frame = frame };
  const PaintRect area = { 0, 0, 400, 300 };
  cairo_surface_t *image =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, 400, 300);
  cairo_t *cr = cairo_create (image);
  g_auto (PaintTheme) theme = { 0 };
  PaintTarget unit = unit_target (0, 4);
  g_autofree char *sentence = NULL;

  paint_theme_init (&theme, FALSE, 1);
  paint_states (cr, area, &data, &theme);
  cairo_surface_flush (image);
  for (unit.sample = 0; unit.sample < 5; unit.sample++)
    for (unit.column = 0; unit.column < 3; unit.column++)
      {
        PaintRect cell =
            paint_states_target_rect (area, &data, &theme, &unit);
        const guint32 *row = (const guint32 *) (void *) (
            cairo_image_surface_get_data (image)
            + (int) (cell.y + 2) * cairo_image_surface_get_stride (image));
        guint32 pixel = row[(int) (cell.x + cell.width - 3)];
        guint red = (pixel >> 16) & 0xff, blue = pixel & 0xff;

        /* As dark as text; no state's colour is. */
        g_assert_true ((MAX (red, blue) < 0x60) == (unit.column == 1));
      }
  unit = unit_target (1, 4);
  sentence = paint_states_describe (&data, &unit);
  assert_has (sentence, "As if: unit 2 held at 0");
  cairo_destroy (cr);
  cairo_surface_destroy (image);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/touched/marks", test_marks);
  g_test_add_func ("/touched/untouched", test_untouched);
  g_test_add_func ("/touched/banner", test_banner);
  g_test_add_func ("/touched/words", test_words);
  g_test_add_func ("/touched/describe", test_describe);
  g_test_add_func ("/touched/places", test_places);
  g_test_add_func ("/touched/cells", test_cells);
  g_test_add_func ("/touched/states", test_states);
  return g_test_run ();
}
