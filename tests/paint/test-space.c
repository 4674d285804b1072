/* The state space: what is exact is exact from every side, what is shown of more
 * units is said, and nothing is drawn of what is not there. */

#include <cairo-svg.h>
#include <math.h>
#include <string.h>

#include "tests/paint/frames.h"
#include "ui/paint/letter-color.h"
#include "ui/paint/number.h"
#include "ui/paint/space-parts.h"

#define FOUR "data.time_steps=4 "
#define ALPHABET "data.text=abcdefghijklmnopqrstuvwxyz "
#define SLACK 1e-6

static const PaintRect area = { 20, 10, 300, 280 };

/* A picture and what it is of. */
typedef struct
{
  PaintTheme       theme;
  RnnFrame        *frame;
  PaintSpaceModel *model;
  PaintSpaceData   data;
  PaintSpace       space;
} Scene;

static void
scene_show (Scene    *scene,
            RnnFrame *frame,
            RnnFrame *ghost)
{
  paint_theme_init (&scene->theme, FALSE, 1);
  scene->frame = frame;
  scene->model = paint_space_model_new (frame, ghost);
  g_assert_nonnull (scene->model);
  scene->data = (PaintSpaceData) { .model = scene->model,
                                   .turn = PAINT_SPACE_TURN,
                                   .tilt = PAINT_SPACE_TILT };
  g_assert_true (
    paint_space_lay_out (&scene->space, area, &scene->data, &scene->theme));
}

static void
scene_init (Scene      *scene,
            const char *settings)
{
  scene_show (scene, test_frame_new (settings, 20), NULL);
}

static void
scene_turn (Scene  *scene,
            double  turn,
            double  tilt)
{
  scene->data.turn = turn;
  scene->data.tilt = tilt;
  paint_space_lay_out (&scene->space, area, &scene->data, &scene->theme);
}

static void
scene_clear (Scene *scene)
{
  paint_theme_clear (&scene->theme);
  paint_space_model_free (scene->model);
  rnn_frame_unref (scene->frame);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static void
assert_near (double a,
             double b,
             double slack)
{
  if (!(fabs (a - b) <= slack))
    g_error ("%.9g is not %.9g", a, b);
}

static const float *
state (const RnnFrame *frame,
       gsize           sample,
       guint           t)
{
  guint units = frame->network.units[frame->network.n_layers - 1];

  return frame->sample_path
         + (sample * frame->dataset->time_steps + t - 1) * units;
}

/* Places ------------------------------------------------------------------- */

/* Seen along the axes, each coordinate is where it is read. */
static void
test_cube (void)
{
  g_auto (Scene) scene = { 0 };
  const PaintSpace *space = &scene.space;

  scene_init (&scene, FOUR);
  g_assert_null (scene.model->axes);
  for (gsize i = 0; i < 5; i++)
    for (guint t = 1; t <= 4; t++)
      {
        const float *h = state (scene.frame, i, t);
        PaintSpacePoint point;

        scene_turn (&scene, 0, 0);
        point = paint_space_state (space, scene.model->path, i, t);
        assert_near (point.x, space->x + space->radius * h[0], SLACK);
        assert_near (point.y, space->y - space->radius * h[2], SLACK);
        assert_near (point.depth, -h[1] / sqrt (3), SLACK);
        scene_turn (&scene, G_PI_2, 0);
        point = paint_space_state (space, scene.model->path, i, t);
        assert_near (point.x, space->x + space->radius * h[1], SLACK);
        assert_near (point.y, space->y - space->radius * h[2], SLACK);
        assert_near (point.depth, h[0] / sqrt (3), SLACK);
        scene_turn (&scene, 0, G_PI_2);
        point = paint_space_state (space, scene.model->path, i, t);
        assert_near (point.x, space->x + space->radius * h[0], SLACK);
        assert_near (point.y, space->y - space->radius * h[1], SLACK);
        assert_near (point.depth, h[2] / sqrt (3), SLACK);
      }
}

/* From whatever side: lengths and angles stay, and the cube in the plot. */
static void
test_turning (void)
{
  g_auto (Scene) scene = { 0 };

  scene_init (&scene, FOUR);
  for (double turn = -4; turn < 4; turn += 0.37)
    for (double tilt = -1.7; tilt < 1.8; tilt += 0.31)
      {
        const PaintSpace *space = &scene.space;
        PaintSpacePoint points[3];
        double product = 0;

        scene_turn (&scene, turn, tilt);
        points[0] = paint_space_corner (space, 0.3, -0.8, 0.5);
        points[1] = paint_space_corner (space, -0.9, 0.2, 0.1);
        for (guint i = 0; i < 2; i++)
          {
            points[i].x = (points[i].x - space->x) / space->radius;
            points[i].y = (points[i].y - space->y) / space->radius;
          }
        product = points[0].x * points[1].x + points[0].y * points[1].y
                  + 3 * points[0].depth * points[1].depth;
        assert_near (product, -0.27 - 0.16 + 0.05, SLACK);
        product = points[0].x * points[0].x + points[0].y * points[0].y
                  + 3 * points[0].depth * points[0].depth;
        assert_near (product, 0.09 + 0.64 + 0.25, SLACK);
        for (guint bits = 0; bits < 8; bits++)
          {
            points[2] = paint_space_corner (space, bits & 1 ? 1 : -1,
                                            bits & 2 ? 1 : -1,
                                            bits & 4 ? 1 : -1);
            g_assert_true (paint_rect_contains (&space->plot, points[2].x,
                                                points[2].y));
            g_assert_cmpfloat (fabs (points[2].depth), <=, 1 + SLACK);
          }
      }
}

static void
test_plane (void)
{
  g_auto (Scene) scene = { 0 };
  const PaintSpace *space = &scene.space;

  scene_init (&scene, "network.units=2 " FOUR);
  assert_near (space->plot.width, space->plot.height, SLACK);
  for (gsize i = 0; i < 5; i++)
    for (guint t = 1; t <= 4; t++)
      {
        const float *h = state (scene.frame, i, t);
        PaintSpacePoint point =
          paint_space_state (space, scene.model->path, i, t);

        assert_near (paint_scale_value (&space->across, point.x), h[0], SLACK);
        assert_near (paint_scale_value (&space->upwards, point.y), h[1], SLACK);
      }
}

static void
test_line (void)
{
  g_auto (Scene) scene = { 0 };
  const PaintSpace *space = &scene.space;

  scene_init (&scene, "network.units=1 " FOUR);
  for (guint t = 1; t <= 4; t++)
    {
      PaintSpacePoint point =
        paint_space_state (space, scene.model->path, 3, t);

      assert_near (paint_scale_value (&space->across, point.x), t, SLACK);
      assert_near (paint_scale_value (&space->upwards, point.y),
                   state (scene.frame, 3, t)[0], SLACK);
    }
}

/* More units: where the axes have them, a distance the same either way, the start
 * where h is 0. */
static void
test_axes (void)
{
  g_auto (Scene) scene = { 0 };
  const PaintSpace *space = &scene.space;
  g_autofree char *sentence = NULL;
  const float zero[20] = { 0 };
  double along[2];

  scene_init (&scene, "network.units=20 " ALPHABET FOUR);
  g_assert_nonnull (scene.model->axes);
  g_assert_cmpuint (scene.model->dimensions, ==, 2);
  rnn_principal_axes_project (scene.model->axes, zero, along);
  assert_near (scene.model->start[0], along[0], SLACK);
  assert_near (scene.model->start[1], along[1], SLACK);
  for (gsize i = 0; i < 26; i++)
    {
      PaintSpacePoint point =
        paint_space_state (space, scene.model->path, i, 3);

      rnn_principal_axes_project (scene.model->axes, state (scene.frame, i, 3),
                                  along);
      assert_near (paint_scale_value (&space->across, point.x), along[0], 1e-5);
      assert_near (paint_scale_value (&space->upwards, point.y), along[1],
                   1e-5);
    }
  assert_near (space->plot.width / (space->across.high - space->across.low),
               space->plot.height / (space->upwards.high - space->upwards.low),
               SLACK);
  sentence = paint_space_describe (&scene.data, NULL);
  g_assert_nonnull (strstr (sentence, "20 units on their 2 principal axes"));
}

/* Ranges ------------------------------------------------------------------- */

static void
test_ranges (void)
{
  static const struct
  {
    const char *settings;
    double      low, high;    /* 0: what the states need */
  } cases[] = { { FOUR, -1, 1 },
                { "network.activation=sigmoid " FOUR, 0, 1 },
                { "network.activation=relu " FOUR, 0, 0 },
                { "network.activation=linear " FOUR, -1, 0 } };

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_auto (Scene) scene = { 0 };
      double most = 0;

      scene_init (&scene, cases[c].settings);
      for (gsize i = 0; i < 5 * 4 * 3; i++)
        most = MAX (most, fabs (scene.model->path[i]));
      if (cases[c].high > 0)
        {
          assert_near (scene.model->low[1], cases[c].low, 0);
          assert_near (scene.model->high[1], cases[c].high, 0);
          continue;
        }
      g_assert_cmpfloat (scene.model->high[0], >=, most);
      g_assert_cmpfloat (scene.model->high[0], <=, 2.5 * most);
      assert_near (scene.model->high[0], scene.model->high[2], 0);
      assert_near (scene.model->low[0], cases[c].low * scene.model->high[0], 0);
    }
}

/* Pictures ----------------------------------------------------------------- */

static cairo_surface_t *
draw (const Scene *scene)
{
  cairo_surface_t *image =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, 340, 300);
  cairo_t *cr = cairo_create (image);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  paint_space (cr, area, &scene->data, &scene->theme);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  return image;
}

/* How far from white the pixels around a point are, all in all. */
static double
ink_at (cairo_surface_t *image,
        PaintSpacePoint  point)
{
  const unsigned char *pixels = cairo_image_surface_get_data (image);
  int stride = cairo_image_surface_get_stride (image);
  double ink = 0;

  for (int y = (int) point.y - 4; y <= (int) point.y + 4; y++)
    for (int x = (int) point.x - 4; x <= (int) point.x + 4; x++)
      for (int part = 0; part < 3; part++)
        ink += 255 - pixels[y * stride + 4 * x + part];
  return ink;
}

/* The same state before and after the walk has come to it. */
static void
test_walk (void)
{
  g_auto (Scene) before = { 0 }, after = { 0 };
  PaintSpacePoint mine, other;
  cairo_surface_t *images[2];
  const PaintTarget target = { PAINT_TARGET_STATE, .sample = 3, .t = 4 };

  scene_show (&before, test_frame_new_at_stop (FOUR, 20, 2, 0), NULL);
  scene_show (&after, test_frame_new_at_stop (FOUR, 20, 5, 0), NULL);
  images[0] = draw (&before);
  images[1] = draw (&after);
  mine = paint_space_state (&before.space, before.model->path, 0, 4);
  other = paint_space_state (&before.space, before.model->path, 3, 4);
  g_assert_cmpfloat (2 * ink_at (images[0], mine), <, ink_at (images[1], mine));
  g_assert_cmpfloat (2 * ink_at (images[0], other), <,
                     ink_at (images[1], other));
  /* What is not drawn is not picked. */
  g_assert_cmpfloat (
    paint_space_target_rect (area, &before.data, &before.theme, &target).width,
    ==, 0);
  g_assert_cmpfloat (
    paint_space_target_rect (area, &after.data, &after.theme, &target).width, >,
    0);
  for (guint i = 0; i < 2; i++)
    cairo_surface_destroy (images[i]);
}

static void
test_not_finite (void)
{
  RnnFrame *frame = test_frame_new (FOUR, 20);
  g_auto (Scene) scene = { 0 };
  const PaintTarget target = { PAINT_TARGET_STATE, .sample = 2, .t = 2 };
  g_autofree char *sentence = NULL;

  frame->sample_path[(2 * 4 + 1) * 3 + 1] = NAN;
  frame->sample_path[0] = INFINITY;
  scene_show (&scene, frame, NULL);
  assert_near (scene.model->high[0], 1, 0);
  g_assert_false (
    paint_space_state (&scene.space, scene.model->path, 2, 2).there);
  g_assert_true (
    paint_space_state (&scene.space, scene.model->path, 2, 3).there);
  g_assert_cmpfloat (
    paint_space_target_rect (area, &scene.data, &scene.theme, &target).width,
    ==, 0);
  sentence = paint_space_describe (&scene.data, &target);
  g_assert_nonnull (strstr (sentence, "NaN"));
}

/* Two at one place: the inspected sample's comes first. */
static void
test_pick (void)
{
  RnnFrame *frame = test_frame_new (FOUR, 20);
  g_auto (Scene) scene = { 0 };
  const PaintTarget target = { PAINT_TARGET_STATE, .sample = 4, .t = 2 };
  PaintTarget picked;
  PaintRect rect;

  memcpy (frame->sample_path + (4 * 4 + 1) * 3,
          frame->sample_path + (1 * 4 + 3) * 3, 3 * sizeof (float));
  scene_show (&scene, frame, NULL);
  rect = paint_space_target_rect (area, &scene.data, &scene.theme, &target);
  for (guint sample = 1; sample < 5; sample += 3)
    {
      scene.data.sample = sample;
      picked = paint_space_pick (area, &scene.data, &scene.theme,
                                 rect.x + rect.width / 2 + 1,
                                 rect.y + rect.height / 2);
      g_assert_cmpuint (picked.sample, ==, sample);
      g_assert_cmpuint (picked.t, ==, sample == 1 ? 4 : 2);
    }
  picked = paint_space_pick (area, &scene.data, &scene.theme, area.x + 1,
                             area.y + 1);
  g_assert_cmpint (picked.kind, ==, PAINT_TARGET_NONE);
}

static void
test_sentence (void)
{
  g_auto (Scene) scene = { 0 };
  const PaintTarget target = { PAINT_TARGET_STATE, .sample = 0, .t = 2 };
  g_autofree char *sentence = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *none = NULL;
  char number[PAINT_NUMBER_SIZE];

  scene_init (&scene, FOUR);
  sentence = paint_space_describe (&scene.data, &target);
  for (guint i = 0; i < 3; i++)
    {
      paint_number_full (state (scene.frame, 0, 2)[i], PAINT_NUMBER_SIGNED,
                         number);
      g_assert_nonnull (strstr (sentence, number));
    }
  g_assert_nonnull (strstr (sentence, "t = 2"));
  scene.data.turn = -G_PI / 4;
  scene.data.tilt = -0.001;
  whole = paint_space_describe (&scene.data, NULL);
  g_assert_nonnull (strstr (whole, "Turned by −45°, tilted by 0°."));
  none = paint_space_describe (&(PaintSpaceData) { 0 }, NULL);
  g_assert_cmpuint (strlen (none), >, 3);
}

/* Another epoch --------------------------------------------------------------- */

static void
test_ghost (void)
{
  g_autoptr (RnnFrame) early = test_frame_new (FOUR, 3);
  g_autoptr (RnnFrame) other = test_frame_new ("network.units=4 " FOUR, 3);
  g_autoptr (PaintSpaceModel) refused = NULL;
  g_auto (Scene) scene = { 0 }, plain = { 0 };
  cairo_surface_t *images[2];
  g_autofree char *sentence = NULL;
  PaintSpacePoint point;

  scene_show (&scene, test_frame_new (FOUR, 60), early);
  scene_show (&plain, rnn_frame_ref (scene.frame), NULL);
  sentence = paint_space_describe (&scene.data, NULL);
  g_assert_nonnull (strstr (sentence, "epoch 3"));

  /* Drawn where it was, with the axes and the scale of now. */
  plain.data.sample = scene.data.sample = 1;
  point = paint_space_state (&scene.space, scene.model->ghost_path, 1, 4);
  assert_near (point.depth,
               paint_space_place (&scene.space, state (early, 1, 4), 4).depth,
               SLACK);
  images[0] = draw (&plain);
  images[1] = draw (&scene);
  g_assert_cmpfloat (ink_at (images[1], point), >,
                     ink_at (images[0], point) + 100);
  for (guint i = 0; i < 2; i++)
    cairo_surface_destroy (images[i]);

  g_assert_false (paint_space_comparable (scene.frame, other));
  refused = paint_space_model_new (scene.frame, other);
  g_assert_null (refused->ghost);
}

/* A ghost farther out than the states makes room for itself, and does not turn
 * the axes. */
static void
test_ghost_axes (void)
{
  RnnFrame *frame = test_frame_new ("network.units=6 " FOUR, 20);
  g_autoptr (RnnFrame) far = test_frame_new ("network.units=6 " FOUR, 3);
  g_auto (Scene) scene = { 0 };
  g_autoptr (PaintSpaceModel) plain = paint_space_model_new (frame, NULL);

  for (gsize i = 0; i < 5 * 4 * 6; i++)
    far->sample_path[i] *= 30;
  scene_show (&scene, frame, far);
  g_assert_cmpmem (scene.model->axes->axes, 12 * sizeof (double),
                   plain->axes->axes, 12 * sizeof (double));
  g_assert_cmpfloat (scene.model->high[0], >, 3 * plain->high[0]);
}

/* Many ------------------------------------------------------------------------ */

static void
test_many (void)
{
  g_auto (Scene) few = { 0 }, many = { 0 };
  g_autofree char *caption = NULL;
  g_autofree char *settings = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 300; i++)
    g_string_append_c (text, "abcdefgh"[(i * i + i / 7) % 8]);
  settings = g_strdup_printf ("data.time_steps=50 data.text=%s", text->str);
  scene_init (&few, FOUR);
  g_assert_true (few.space.lines);
  scene_init (&many, settings);
  g_assert_cmpuint (many.frame->n_samples, ==, RNN_FRAME_MAX_SAMPLES);
  g_assert_false (many.space.lines);
  caption = paint_space_caption (many.model, many.space.lines);
  g_assert_nonnull (strstr (caption, "256 of 300 samples"));
  g_assert_nonnull (strstr (caption, "without lines"));
  cairo_surface_destroy (draw (&many));
}

static cairo_status_t
append (void                *data,
        const unsigned char *bytes,
        unsigned int         n)
{
  g_string_append_len (data, (const char *) bytes, n);
  return CAIRO_STATUS_SUCCESS;
}

/* Cairo counts the surfaces of a process; what comes after that number. */
static const char *
after_number (GString *svg)
{
  const char *surface = strstr (svg->str, "id=\"surface");

  g_assert_nonnull (surface);
  return strchr (surface, '>');
}

static void
test_svg (void)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (GString) first = g_string_new (NULL);
  g_autoptr (GString) second = g_string_new (NULL);
  GString *files[] = { first, second };

  scene_init (&scene, "network.units=5 " ALPHABET FOUR);
  for (guint i = 0; i < 2; i++)
    {
      cairo_surface_t *svg =
        cairo_svg_surface_create_for_stream (append, files[i], 340, 300);
      cairo_t *cr = cairo_create (svg);

      paint_space (cr, area, &scene.data, &scene.theme);
      cairo_destroy (cr);
      cairo_surface_destroy (svg);
    }
  g_assert_cmpuint (first->len, >, 2000);
  g_assert_true (g_str_equal (after_number (first), after_number (second)));
}

/* Colours --------------------------------------------------------------------- */

static double
distance (const PaintColor *a,
          const PaintColor *b)
{
  return fabs (a->red - b->red) + fabs (a->green - b->green)
         + fabs (a->blue - b->blue);
}

static void
test_colors (void)
{
  for (guint palette = 0; palette < 4; palette++)
    {
      g_auto (PaintTheme) theme = { 0 };
      const PaintColor *card;

      paint_theme_init (&theme, FALSE, 1);
      paint_theme_set_palette (&theme, palette % 2, palette / 2);
      card = paint_theme_color (&theme, PAINT_COLOR_CARD);
      for (guint n = 1; n <= 40; n += n < 13 ? 1 : 9)
        for (guint i = 0; i < n; i++)
          {
            PaintColor color = paint_letter_color (&theme, i, n);
            PaintColor next = paint_letter_color (&theme, i + 1, n);

            g_assert_cmpfloat (paint_color_contrast (&color, card), >=, 3);
            g_assert_cmpfloat (color.alpha, ==, 1);
            /* Of many the next one is another colour, and a near one. */
            if (n > PAINT_LETTER_COLORS && i + 1 < n)
              {
                g_assert_cmpfloat (distance (&color, &next), >, 0.01);
                g_assert_cmpfloat (distance (&color, &next), <, 0.8);
              }
            for (guint j = 0; n <= PAINT_LETTER_COLORS && j < i; j++)
              {
                next = paint_letter_color (&theme, j, n);
                g_assert_cmpfloat (distance (&color, &next), >, 0.15);
              }
          }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paint/space/cube", test_cube);
  g_test_add_func ("/paint/space/turning", test_turning);
  g_test_add_func ("/paint/space/plane", test_plane);
  g_test_add_func ("/paint/space/line", test_line);
  g_test_add_func ("/paint/space/axes", test_axes);
  g_test_add_func ("/paint/space/ranges", test_ranges);
  g_test_add_func ("/paint/space/walk", test_walk);
  g_test_add_func ("/paint/space/not-finite", test_not_finite);
  g_test_add_func ("/paint/space/pick", test_pick);
  g_test_add_func ("/paint/space/sentence", test_sentence);
  g_test_add_func ("/paint/space/ghost", test_ghost);
  g_test_add_func ("/paint/space/ghost-axes", test_ghost_axes);
  g_test_add_func ("/paint/space/many", test_many);
  g_test_add_func ("/paint/space/svg", test_svg);
  g_test_add_func ("/paint/space/colors", test_colors);
  return g_test_run ();
}
