#include <math.h>
#include <string.h>

#include "tests/paint/stage.h"

static const PaintRect usual = { 0, 0, 1000, 480 };

/* Each line's own spot picks it, also where they lie close. */
static void
test_lines (TestStage    *stage,
            gconstpointer settings)
{
  g_autoptr (PaintScene) scene =
      paint_network_scene (usual, &stage->data, &stage->theme, NULL);
  guint n_lines = 0;

  for (guint i = 0; i < paint_scene_n_items (scene); i++)
    {
      const PaintItem *item = paint_scene_item (scene, i);
      PaintTarget picked;
      PaintPoint point;
      const RnnParameter *parameter;

      if (item->kind != PAINT_ITEM_EDGE
          || item->target.kind != PAINT_TARGET_WEIGHT)
        continue;
      n_lines++;
      point = test_middle (paint_scene_rect (scene, &item->target));
      picked = paint_scene_pick (scene, point.x, point.y);
      g_assert_true (paint_target_equal (&picked, &item->target));
      parameter = &stage->frame->network.parameters[item->target.parameter];
      g_assert_cmpfloat (
          item->weight.weight,
          ==,
          stage->frame->parameters[parameter->offset
                                   + item->target.row * parameter->columns
                                   + item->target.column]);
    }
  /* Of each of five samples: three units' inputs, and all of W_hy; or W_xh and
   * W_hh at four steps, and W_hy once. */
  g_assert_cmpuint (n_lines,
                    ==,
                    stage->frame->dataset->time_steps == 1 ? 5 * (3 + 15)
                                                           : 4 * (3 + 9) + 15);
}

/* What a highlight covers is what is picked there. */
static void
check_highlight (const TestStage   *stage,
                 const PaintTarget *target)
{
  cairo_surface_t *image = cairo_image_surface_create (
      CAIRO_FORMAT_A8, (int) usual.width, (int) usual.height);
  cairo_t *cr = cairo_create (image);
  g_autoptr (PaintScene) scene =
      paint_network_scene (usual, &stage->data, &stage->theme, NULL);
  int stride = cairo_image_surface_get_stride (image);
  const unsigned char *data;
  gsize covered = 0;

  paint_network_highlight (
      cr, usual, &stage->data, &stage->theme, target, FALSE);
  cairo_surface_flush (image);
  data = cairo_image_surface_get_data (image);
  for (int i = 0; i < (int) (usual.width * usual.height); i++)
    {
      int x = i % (int) usual.width, y = i / (int) usual.width;
      PaintTarget picked;

      if (data[y * stride + x] < 128)
        continue;
      covered++;
      picked = paint_scene_pick (scene, x + 0.5, y + 0.5);
      g_assert_true (paint_target_equal (&picked, target));
    }
  g_assert_cmpuint (covered, >, 20);
  cairo_destroy (cr);
  cairo_surface_destroy (image);
}

static void
test_highlights (TestStage    *stage,
                 gconstpointer settings)
{
  g_autoptr (PaintScene) scene =
      paint_network_scene (usual, &stage->data, &stage->theme, NULL);

  for (guint i = 0; i < paint_scene_n_items (scene); i++)
    {
      const PaintItem *item = paint_scene_item (scene, i);

      if (item->target.kind == PAINT_TARGET_UNIT
          || item->target.kind == PAINT_TARGET_OUTPUT)
        check_highlight (stage, &item->target);
    }
}

/* A weight is marked wherever it is used. */
static void
test_shared_weight (TestStage    *stage,
                    gconstpointer settings)
{
  PaintTarget target = {
    .kind = PAINT_TARGET_WEIGHT, .parameter = 1, .row = 0, .column = 2
  };
  cairo_surface_t *image = cairo_image_surface_create (
      CAIRO_FORMAT_A8, (int) usual.width, (int) usual.height);
  cairo_t *cr = cairo_create (image);
  const unsigned char *data = cairo_image_surface_get_data (image);
  int stride = cairo_image_surface_get_stride (image);

  g_assert_cmpint (
      stage->frame->network.parameters[1].kind, ==, RNN_PARAMETER_W_HH);
  paint_network_highlight (
      cr, usual, &stage->data, &stage->theme, &target, FALSE);
  cairo_surface_flush (image);
  for (target.t = 1; target.t <= 4; target.t++)
    {
      PaintPoint point = test_middle (paint_network_target_rect (
          usual, &stage->data, &stage->theme, &target));

      g_assert_cmpuint (data[(int) point.y * stride + (int) point.x], >, 100);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (image);
}

static void
test_nothing (void)
{
  const PaintNetworkData none = { 0 };
  const PaintTarget target = { .kind = PAINT_TARGET_UNIT };
  g_auto (PaintTheme) theme = { 0 };
  g_autofree char *sentence = paint_network_describe (&none, &target);
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_A8, 10, 10);
  cairo_t *cr = cairo_create (image);

  paint_theme_init (&theme, TRUE, 1);
  paint_network (cr, usual, &none, &theme);
  paint_network_highlight (cr, usual, &none, &theme, &target, TRUE);
  g_assert_cmpint (paint_network_pick (usual, &none, &theme, 5, 5).kind,
                   ==,
                   PAINT_TARGET_NONE);
  g_assert_cmpint (
      paint_network_move (usual, &none, &theme, &target, PAINT_MOVE_LEFT).kind,
      ==,
      PAINT_TARGET_NONE);
  g_assert_cmpuint (paint_network_scroll (usual, &none, &theme).n_total, ==, 0);
  g_assert_cmpstr (sentence, ==, "No network yet");
  cairo_destroy (cr);
  cairo_surface_destroy (image);
}

/* Different colours in a small square around the target. */
static guint
colors_at (const TestStage   *stage,
           const PaintTarget *target)
{
  PaintRect rect =
      paint_network_target_rect (usual, &stage->data, &stage->theme, target);
  cairo_surface_t *image = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int) usual.width, (int) usual.height);
  cairo_t *cr = cairo_create (image);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  int stride = cairo_image_surface_get_stride (image);
  const unsigned char *data = cairo_image_surface_get_data (image);

  paint_network (cr, usual, &stage->data, &stage->theme);
  cairo_surface_flush (image);
  for (int i = 0; i < 64; i++)
    {
      int x = (int) (rect.x + rect.width / 2) - 4 + i % 8;
      int y = (int) (rect.y + 0.8 * rect.height) - 4 + i / 8;
      const guint32 *line =
          (const guint32 *) (gconstpointer) (data + y * stride);

      g_hash_table_add (seen, GUINT_TO_POINTER ((line[x] & 0xffffff) + 1));
    }
  cairo_destroy (cr);
  cairo_surface_destroy (image);
  return g_hash_table_size (seen);
}

static void
test_not_a_number (TestStage    *stage,
                   gconstpointer settings)
{
  const PaintTarget target = { .kind = PAINT_TARGET_UNIT, .t = 1 };
  g_autofree char *before = NULL, *after = NULL;

  before = paint_network_describe (&stage->data, &target);
  g_assert_cmpuint (colors_at (stage, &target), ==, 1);
  stage->frame->sample_h[0] = NAN;
  stage->frame->trace->h[0][3] = NAN;
  g_assert_cmpuint (colors_at (stage, &target), >, 2);
  after = paint_network_describe (&stage->data, &target);
  g_assert_cmpstr (after, !=, before);
  g_assert_nonnull (strstr (after, "NaN"));
}

static char *
describe (const TestStage *stage,
          PaintTarget      target)
{
  return paint_network_describe (&stage->data, &target);
}

static void
test_sentences (TestStage    *stage,
                gconstpointer settings)
{
  char number[64];
  g_autofree char *unit = describe (
      stage,
      (PaintTarget){
          .kind = PAINT_TARGET_UNIT, .sample = 1, .t = 1, .column = 2 });
  g_autofree char *output = describe (
      stage, (PaintTarget){ .kind = PAINT_TARGET_OUTPUT, .t = 1, .column = 2 });
  g_autofree char *weight = describe (
      stage,
      (PaintTarget){ .kind = PAINT_TARGET_WEIGHT, .row = 4, .column = 1 });
  g_autofree char *sample =
      describe (stage, (PaintTarget){ .kind = PAINT_TARGET_SAMPLE });
  g_autofree char *beyond = describe (
      stage,
      (PaintTarget){
          .kind = PAINT_TARGET_UNIT, .sample = 99, .t = 1, .column = 77 });
  g_autofree char *all = paint_network_describe (&stage->data, NULL);

  g_snprintf (number, sizeof number, "%.9g", fabs (stage->frame->sample_h[5]));
  g_assert_true (
      g_str_has_prefix (unit, "Hidden unit 3 at t = 1, sample 2: h = "));
  g_assert_true (g_str_has_suffix (unit, number));
  g_snprintf (number, sizeof number, "%.9g", stage->frame->sample_y[2]);
  g_assert_nonnull (strstr (output, number));
  g_assert_true (
      g_str_has_prefix (output, "Probability of ‘c’ at t = 1, sample 1"));
  g_assert_true (g_str_has_suffix (output, "; this is the target"));
  g_snprintf (
      number, sizeof number, "%.9g", fabs (stage->frame->parameters[13]));
  g_assert_true (g_str_has_prefix (weight, "W_xh, row 5, column 2: "));
  g_assert_true (g_str_has_suffix (weight, number));
  g_assert_true (g_str_has_prefix (
      sample, "Sample 1: after ‘b’ comes ‘c’, to which"));
  g_assert_cmpstr (beyond, ==, "");
  g_assert_nonnull (strstr (all, "3 hidden units"));
  g_assert_nonnull (strstr (all, sample));
}

/* The arrow keys reach every hidden unit that is in sight, and back. */
static void
test_moves (TestStage    *stage,
            gconstpointer settings)
{
  const PaintTarget none = { 0 };
  PaintTarget at = paint_network_move (
      usual, &stage->data, &stage->theme, &none, PAINT_MOVE_RIGHT);
  PaintTarget next;

  g_assert_cmpint (at.kind, ==, PAINT_TARGET_UNIT);
  g_assert_cmpuint (at.column, ==, 0);
  for (guint unit = 1; unit < 3; unit++)
    {
      at = paint_network_move (
          usual, &stage->data, &stage->theme, &at, PAINT_MOVE_DOWN);
      g_assert_cmpint (at.kind, ==, PAINT_TARGET_UNIT);
      g_assert_cmpuint (at.column, ==, unit);
    }
  next = paint_network_move (
      usual, &stage->data, &stage->theme, &at, PAINT_MOVE_DOWN);
  g_assert_cmpint (next.kind, ==, PAINT_TARGET_INPUT);
  next = paint_network_move (
      usual, &stage->data, &stage->theme, &at, PAINT_MOVE_LAST);
  g_assert_cmpuint (next.column, ==, at.column);
  g_assert_cmpuint (next.sample + next.t, ==, 5);
  next = paint_network_move (
      usual, &stage->data, &stage->theme, &next, PAINT_MOVE_RIGHT);
  at = paint_network_move (
      usual, &stage->data, &stage->theme, &next, PAINT_MOVE_FIRST);
  g_assert_cmpuint (at.sample + at.t, ==, 1);
}

/* Scrolled steps: a key leads out of sight, and reveal follows it. */
static void
test_reveal (TestStage    *stage,
             gconstpointer settings)
{
  PaintTarget at = { .kind = PAINT_TARGET_UNIT, .t = 1, .column = 7 };
  PaintNetworkScroll scroll =
      paint_network_scroll (usual, &stage->data, &stage->theme);

  g_assert_true (scroll.steps);
  g_assert_cmpuint (scroll.first, ==, 1);
  g_assert_cmpuint (scroll.n_visible, ==, PAINT_NETWORK_STEPS);
  g_assert_cmpuint (scroll.n_total, ==, 50);
  for (guint t = 2; t <= 50; t++)
    {
      at = paint_network_move (
          usual, &stage->data, &stage->theme, &at, PAINT_MOVE_RIGHT);
      g_assert_cmpint (at.kind, ==, PAINT_TARGET_UNIT);
      g_assert_cmpuint (at.t, ==, t);
      g_assert_cmpuint (at.column, ==, 7);
      paint_network_reveal (usual, &stage->data, &stage->theme, &at);
      g_assert_cmpfloat (
          paint_network_target_rect (usual, &stage->data, &stage->theme, &at)
              .width,
          >,
          0);
    }
  g_assert_cmpuint (stage->data.first_step, ==, 43);
  g_assert_false (
      paint_network_reveal (usual, &stage->data, &stage->theme, &at));

  at = paint_network_move (
      usual, &stage->data, &stage->theme, &at, PAINT_MOVE_DOWN);
  g_assert_cmpuint (at.column, ==, 8);
  at = paint_network_move (
      usual, &stage->data, &stage->theme, &at, PAINT_MOVE_FIRST);
  g_assert_cmpuint (at.t, ==, 1);
  g_assert_true (
      paint_network_reveal (usual, &stage->data, &stage->theme, &at));
  g_assert_cmpuint (stage->data.first_step, ==, 1);
}

static guint
count (const PaintScene *scene,
       PaintItemKind     kind,
       PaintTargetKind   target)
{
  guint n = 0;

  for (guint i = 0; i < paint_scene_n_items (scene); i++)
    if (paint_scene_item (scene, i)->kind == kind
        && paint_scene_item (scene, i)->target.kind == target)
      n++;
  return n;
}

/* Numbers up to 8 units, dots up to 32, beyond a strip and one arrow. */
static void
test_levels (void)
{
  const guint units[] = { 8, 9, 32, 33, 1024 };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *settings =
          g_strdup_printf ("data.time_steps=4 network.units=%u", units[i]);
      g_autoptr (PaintScene) scene = NULL;
      gboolean single = units[i] <= PAINT_NETWORK_SINGLE;
      gboolean numbered = FALSE;
      TestStage stage;

      test_stage_set_up (&stage, settings);
      scene = paint_network_scene (usual, &stage.data, &stage.theme, NULL);
      for (guint j = 0; j < paint_scene_n_items (scene); j++)
        if (paint_scene_item (scene, j)->kind == PAINT_ITEM_UNIT
            && paint_scene_item (scene, j)->unit.text_size > 0)
          numbered = TRUE;
      g_assert_cmpint (numbered, ==, units[i] <= PAINT_NETWORK_NUMBERED);
      g_assert_cmpuint (count (scene, PAINT_ITEM_UNIT, PAINT_TARGET_UNIT),
                        ==,
                        single ? 5 * units[i] : 0);
      g_assert_cmpuint (count (scene, PAINT_ITEM_HEAT, PAINT_TARGET_UNIT),
                        ==,
                        single ? 0 : 5);
      g_assert_cmpuint (count (scene, PAINT_ITEM_EDGE, PAINT_TARGET_PARAMETER),
                        ==,
                        single ? 0 : 4 + 4 + 1);
      test_stage_clear (&stage, settings);
    }
}

/* All five samples are in sight in the smallest window. */
static void
test_all_samples (TestStage    *stage,
                  gconstpointer settings)
{
  PaintNetworkScroll scroll = paint_network_scroll (
      (PaintRect){ 0, 0, 410, 260 }, &stage->data, &stage->theme);

  g_assert_false (scroll.steps);
  g_assert_cmpuint (scroll.n_visible, ==, 5);
}

/* The lower layers' numbers are those of the trace. */
static void
test_stacked_samples (TestStage    *stage,
                      gconstpointer settings)
{
  PaintTarget target = { .kind = PAINT_TARGET_UNIT, .t = 1 };
  g_autoptr (PaintScene) scene =
      paint_network_scene (usual, &stage->data, &stage->theme, NULL);
  guint found = 0;

  for (guint i = 0; i < paint_scene_n_items (scene); i++)
    {
      const PaintItem *item = paint_scene_item (scene, i);

      for (target.layer = 0; target.layer < 2; target.layer++)
        for (target.column = 0; target.column < 3; target.column++)
          if (item->kind == PAINT_ITEM_UNIT
              && paint_target_equal (&item->target, &target))
            {
              guint units = stage->frame->network.units[target.layer];

              g_assert_cmpfloat_with_epsilon (
                  item->unit.value,
                  stage->frame->trace->h[target.layer][units + target.column],
                  1e-5);
              found++;
            }
    }
  g_assert_cmpuint (found, ==, 6);
}

/* Where bars are too narrow for letters each column has the target's alone, below
 * its bar, and within the picture. */
static void
test_target_letters (TestStage    *stage,
                     gconstpointer settings)
{
  const PaintItem *bar = NULL;
  g_autoptr (PaintScene) scene =
      paint_network_scene (usual, &stage->data, &stage->theme, NULL);
  guint n_letters = 0;

  for (guint i = 0; i < paint_scene_n_items (scene); i++)
    {
      const PaintItem *item = paint_scene_item (scene, i);

      if (item->kind == PAINT_ITEM_BAR && item->bar.color == PAINT_COLOR_TARGET)
        bar = item;
      if (item->kind != PAINT_ITEM_TEXT || item->label.color != PAINT_COLOR_TARGET
          || !bar || item->rect.y < bar->rect.y + bar->rect.height)
        continue;
      n_letters++;
      g_assert_cmpfloat (fabs (test_middle (item->rect).x
                               - test_middle (bar->rect).x),
                         <,
                         bar->rect.width + 0.5);
      g_assert_cmpfloat (
          paint_text_width (&stage->theme, &item->label.style, item->label.text),
          <=,
          item->rect.width);
      g_assert_cmpfloat (item->rect.x, >=, usual.x);
      g_assert_cmpfloat (
          item->rect.x + item->rect.width, <=, usual.x + usual.width);
      bar = NULL;
    }
  g_assert_cmpuint (n_letters, >, 2);
}

#define ADD(path, settings, test)                                              \
  g_test_add ("/paint/network/" path,                                          \
              TestStage,                                                       \
              settings,                                                        \
              test_stage_set_up,                                               \
              test,                                                            \
              test_stage_clear)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paint/network/nothing", test_nothing);
  g_test_add_func ("/paint/network/levels", test_levels);
  ADD ("lines-samples", "", test_lines);
  ADD ("lines-steps", "data.time_steps=4", test_lines);
  ADD ("highlights-samples", "", test_highlights);
  ADD ("highlights-steps", "data.time_steps=4", test_highlights);
  ADD ("shared-weight", "data.time_steps=4", test_shared_weight);
  ADD ("not-a-number", "", test_not_a_number);
  ADD ("sentences", "", test_sentences);
  ADD ("moves-samples", "", test_moves);
  ADD ("moves-steps", "data.time_steps=5", test_moves);
  ADD ("reveal", "data.time_steps=50 network.units=64", test_reveal);
  ADD ("all-samples", "", test_all_samples);
  ADD ("target-letters",
       "data.text=abcdefghijklmnopqrstuvwxyz data.time_steps=1",
       test_target_letters);
  ADD ("stacked-samples", "network.units=3;4", test_stacked_samples);
  return g_test_run ();
}
