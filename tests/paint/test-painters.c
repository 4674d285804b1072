/* What holds for every card's painter, whatever it shows: its ink stays in its
 * area, what is picked is what is drawn there, the keyboard reaches what the
 * pointer reaches, and every number has a sentence. */

#include <math.h>
#include <string.h>

#include "tests/paint/painters.h"
#include "tests/paint/thorough.h"

/* Around the area, to catch ink that leaves it. */
#define MARGIN 24
#define MAX_WALK 12
/* Tried in each direction. */
#define POINTS 9.7

static const char *const settings[] = {
  "",
  "data.text=abcdefghijklmnopqrstuvwxyz network.units=64 data.time_steps=20",
  "data.text=天地玄黄宇宙洪荒 data.input=embedding data.embedding=5",
  "data.time_steps=3 network.units=3;4;2;3 data.target=all",
  "data.input=real network.activation=relu data.validation=0.4",
  "data.text=ab network.units=1 training.loss=sum",
};

static const double sizes[][3] = {
  { 306, 317, 1 }, { 200, 120, 1 }, { 200, 180, 2 }, { 700, 500, 1.5 },
  { 275, 112, 1 }, { 40, 30, 1 },   { 3, 200, 2 },   { 1, 1, 1 },
  { 0, 0, 1 },     { 0.4, 90, 1 },
};

/* The first so many sizes have room for targets. */
#define N_ROOMY 5

typedef void (*Check) (const TestPainter *painter,
                       gconstpointer      data,
                       PaintRect          area,
                       const PaintTheme  *theme);

static void
for_each_size (const TestMoment *moment,
               gsize             n_sizes,
               Check             check)
{
  gconstpointer data;
  const TestPainter *painter;

  for (gsize i = 0; i < n_sizes; i++)
    {
      const PaintRect area = { MARGIN, MARGIN, sizes[i][0], sizes[i][1] };
      g_auto (PaintTheme) theme = { 0 };

      paint_theme_init (&theme, i % 2, sizes[i][2]);
      for (guint j = 0; (painter = test_painter (moment, j, &data)); j++)
        check (painter, data, area, &theme);
    }
}

static void
for_each_moment (gsize n_sizes,
                 Check check)
{
  g_autoptr (TestMoment) empty = test_moment_new_empty ();

  for_each_size (empty, n_sizes, check);
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i += test_every ())
    {
      g_autoptr (TestMoment) moment
        = test_moment_new (settings[i], 4, 7, i == 2 ? "天" : "ab");

      for_each_size (moment, n_sizes, check);
    }
}

/* Ink ---------------------------------------------------------------------- */

static cairo_surface_t *
canvas_new (PaintRect area)
{
  return cairo_image_surface_create (
    CAIRO_FORMAT_ARGB32, (int) ceil (area.width) + 2 * MARGIN,
    (int) ceil (area.height) + 2 * MARGIN);
}

static gboolean
is_inked (cairo_surface_t *image,
          int              x,
          int              y)
{
  const unsigned char *line = cairo_image_surface_get_data (image)
                              + y * cairo_image_surface_get_stride (image);
  guint32 pixel;

  memcpy (&pixel, line + 4 * x, sizeof pixel);
  return pixel >> 24 != 0;
}

/* Only a pixel's breadth of an outline may lie outside. */
static void
assert_ink_inside (cairo_surface_t *image,
                   PaintRect        area,
                   const char      *name)
{
  const double slack = 1.5;
  PaintRect allowed = { .x = area.x - slack,
                        .y = area.y - slack,
                        .width = area.width + 2 * slack,
                        .height = area.height + 2 * slack };

  cairo_surface_flush (image);
  for (int y = 0; y < cairo_image_surface_get_height (image); y++)
    for (int x = 0; x < cairo_image_surface_get_width (image); x++)
      if (is_inked (image, x, y)
          && !paint_rect_contains (&allowed, x + 0.5, y + 0.5))
        g_error ("%s in %g × %g leaves ink at %d, %d", name, area.width,
                 area.height, x - MARGIN, y - MARGIN);
}

static gboolean
has_ink (cairo_surface_t *image)
{
  for (int y = 0; y < cairo_image_surface_get_height (image); y++)
    for (int x = 0; x < cairo_image_surface_get_width (image); x++)
      if (is_inked (image, x, y))
        return TRUE;
  return FALSE;
}

static void
check_ink (const TestPainter *painter,
           gconstpointer      data,
           PaintRect          area,
           const PaintTheme  *theme)
{
  cairo_surface_t *image = canvas_new (area);
  cairo_t *cr = cairo_create (image);
  PaintTarget target = painter->move (area, theme, data, NULL, PAINT_MOVE_DOWN);

  painter->draw (cr, area, theme, data);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  assert_ink_inside (image, area, painter->name);
  if (target.kind != PAINT_TARGET_NONE && area.width > 100)
    g_assert_true (has_ink (image));

  painter->highlight (cr, area, theme, data, &target, FALSE);
  painter->highlight (cr, area, theme, data, &target, TRUE);
  assert_ink_inside (image, area, painter->name);
  cairo_destroy (cr);
  cairo_surface_destroy (image);
}

static void
test_ink (void)
{
  for_each_moment (G_N_ELEMENTS (sizes), check_ink);
}

/* The same picture twice, and after other pictures, is the same picture. */
static void
check_repeatable (const TestPainter *painter,
                  gconstpointer      data,
                  PaintRect          area,
                  const PaintTheme  *theme)
{
  cairo_surface_t *images[2];
  gsize size;

  for (int i = 0; i < 2; i++)
    {
      cairo_t *cr;

      images[i] = canvas_new (area);
      cr = cairo_create (images[i]);
      painter->draw (cr, area, theme, data);
      cairo_destroy (cr);
      cairo_surface_flush (images[i]);
    }
  size = (gsize) cairo_image_surface_get_stride (images[0])
         * (gsize) cairo_image_surface_get_height (images[0]);
  g_assert_cmpmem (cairo_image_surface_get_data (images[0]), size,
                   cairo_image_surface_get_data (images[1]), size);
  for (int i = 0; i < 2; i++)
    cairo_surface_destroy (images[i]);
}

static void
test_repeatable (void)
{
  g_autoptr (TestMoment) moment = test_moment_new ("", 4, 7, "a");

  for_each_size (moment, N_ROOMY, check_repeatable);
}

/* Picking ------------------------------------------------------------------ */

/* Wherever something is picked, its place encloses the point; outside the area
 * there is nothing. */
static void
check_points (const TestPainter *painter,
              gconstpointer      data,
              PaintRect          area,
              const PaintTheme  *theme)
{
  const double slack = 8;
  const double right = area.width + 2 * MARGIN;
  const double bottom = area.height + 2 * MARGIN;

  for (double y = 0.25; y < bottom; y += bottom / POINTS)
    for (double x = 0.25; x < right; x += right / POINTS)
      {
        PaintTarget target = painter->pick (area, theme, data, x, y);
        PaintRect rect;

        if (target.kind == PAINT_TARGET_NONE)
          continue;
        rect = painter->target_rect (area, theme, data, &target);
        /* A name stands for its matrix; beyond the last known epoch the last
         * one is picked. */
        if (target.kind == PAINT_TARGET_PARAMETER)
          continue;
        g_assert_cmpfloat (x, >=, rect.x - slack);
        if (target.kind != PAINT_TARGET_EPOCH)
          g_assert_cmpfloat (x, <=, rect.x + rect.width + slack);
        g_assert_cmpfloat (y, >=, rect.y - slack);
        g_assert_cmpfloat (y, <=, rect.y + rect.height + slack);
        g_assert_cmpfloat (x, >=, area.x - slack);
        g_assert_cmpfloat (x, <=, area.x + area.width + slack);
      }
}

static void
test_points (void)
{
  for_each_moment (G_N_ELEMENTS (sizes), check_points);
}

static void
assert_same_place (PaintRect a,
                   PaintRect b)
{
  g_assert_cmpfloat (fabs (a.x - b.x), <, 1);
  g_assert_cmpfloat (fabs (a.y - b.y), <, 1);
}

static void
assert_target (const TestPainter *painter,
               gconstpointer      data,
               PaintRect          area,
               const PaintTheme  *theme,
               const PaintTarget *target)
{
  PaintRect rect = painter->target_rect (area, theme, data, target);
  g_autofree char *sentence = painter->describe (data, target);
  PaintTarget picked;

  g_assert_nonnull (sentence);
  g_assert_true (g_utf8_validate (sentence, -1, NULL));
  g_assert_cmpuint (strlen (sentence), >, 3);
  /* Scrolled out of sight, or smaller than a pixel. */
  if (rect.width < 1 || rect.height < 1)
    return;

  picked = painter->pick (area, theme, data, rect.x + rect.width / 2,
                          rect.y + rect.height / 2);
  /* Two states may be the same place. */
  if (target->kind == PAINT_TARGET_STATE)
    {
      assert_same_place (rect,
                         painter->target_rect (area, theme, data, &picked));
      return;
    }
  /* A whole row is picked on its label, an epoch among its neighbours. */
  if (target->kind != PAINT_TARGET_SAMPLE && target->kind != PAINT_TARGET_EPOCH)
    g_assert_true (paint_target_equal (&picked, target));
  else if (target->kind == PAINT_TARGET_EPOCH)
    g_assert_cmpint (picked.kind, ==, PAINT_TARGET_EPOCH);
}

/* The keyboard walks from target to target, to the end of each direction. */
static void
check_walk (const TestPainter *painter,
            gconstpointer      data,
            PaintRect          area,
            const PaintTheme  *theme)
{
  PaintTarget target = painter->move (area, theme, data, NULL, PAINT_MOVE_DOWN);
  g_autofree char *whole = painter->describe (data, NULL);

  g_assert_cmpuint (strlen (whole), >, 3);
  if (target.kind == PAINT_TARGET_NONE)
    return;

  for (int move = PAINT_MOVE_LEFT; move <= PAINT_MOVE_LAST; move++)
    for (int i = 0; i < MAX_WALK; i++)
      {
        PaintTarget next;

        assert_target (painter, data, area, theme, &target);
        next = painter->move (area, theme, data, &target, move);
        g_assert_false (paint_target_equal (&next, &target));
        if (next.kind == PAINT_TARGET_NONE)
          break;
        target = next;
      }
}

static void
test_walk (void)
{
  for_each_moment (N_ROOMY, check_walk);
}

/* Targets of other pictures, and of another experiment, are nowhere. */
static void
check_foreign (const TestPainter *painter,
               gconstpointer      data,
               PaintRect          area,
               const PaintTheme  *theme)
{
  for (int kind = PAINT_TARGET_NONE; kind <= PAINT_TARGET_TERM; kind++)
    {
      const PaintTarget target = { .kind = kind,
                                   .sample = 100000,
                                   .t = 3000,
                                   .layer = 9,
                                   .parameter = 77,
                                   .row = 9999,
                                   .column = 9999,
                                   .epoch = 4000000 };
      PaintRect rect = painter->target_rect (area, theme, data, &target);
      g_autofree char *sentence = painter->describe (data, &target);
      PaintTarget next
        = painter->move (area, theme, data, &target, PAINT_MOVE_RIGHT);

      g_assert_cmpfloat (rect.width * rect.height, ==, 0);
      g_assert_nonnull (sentence);
      g_assert_cmpuint (next.row, <, 9999);
    }
}

static void
test_foreign (void)
{
  for_each_moment (N_ROOMY, check_foreign);
}

/* A diverged run, should it ever get here: no crash, and no such number in a
 * sentence passes for one. */
static void
test_not_finite (void)
{
  g_autoptr (TestMoment) moment = test_moment_new ("", 4, 7, "a");
  RnnFrame *frame = test_moment_frame (moment);
  const RnnMetrics rows[] = { { 1, 1, 0, NAN, NAN },
                              { 2, NAN, NAN, NAN, NAN },
                              { 3, INFINITY, 0.5, NAN, NAN },
                              { 4, 1e300, 1, NAN, NAN } };

  for (gsize i = 0; i < frame->network.size; i++)
    frame->parameters[i] = i % 3 ? NAN : INFINITY;
  for (gsize i = 0; i < frame->network.size; i++)
    frame->gradients[i] = 3e38f;
  frame->sample_h[0] = NAN;
  frame->sample_h[1] = -INFINITY;
  frame->sample_path[0] = NAN;
  frame->sample_path[4] = INFINITY;
  frame->follows[3] = NAN;
  frame->prediction->y[1] = NAN;
  rnn_series_truncate (test_moment_series (moment), 0);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    rnn_series_add (test_moment_series (moment), &rows[i]);
  for_each_size (moment, G_N_ELEMENTS (sizes), check_ink);
  for_each_size (moment, N_ROOMY, check_points);
  for_each_size (moment, N_ROOMY, check_walk);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paint/painters/ink", test_ink);
  g_test_add_func ("/paint/painters/repeatable", test_repeatable);
  g_test_add_func ("/paint/painters/points", test_points);
  g_test_add_func ("/paint/painters/walk", test_walk);
  g_test_add_func ("/paint/painters/foreign", test_foreign);
  g_test_add_func ("/paint/painters/not-finite", test_not_finite);
  return g_test_run ();
}
