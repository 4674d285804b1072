/* What was changed on the way of a run: marked where it was, with words that
 * never lie over the curve, in the picture and in what is told of it. */

#include <math.h>
#include <string.h>

#include "core/experiment-file.h"
#include "ui/paint/curve-geometry.h"

static const PaintRect area = { 0, 0, 400, 300 };

typedef struct
{
  PaintTheme      theme;
  RnnSeries      *series;
  RnnChangeMarks *changes;
  PaintCurveData  data;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  paint_theme_init (&fixture->theme, FALSE, 1);
  fixture->series = rnn_series_new ();
  for (guint32 epoch = 1; epoch <= 100; epoch++)
    {
      RnnMetrics row = { .epoch = epoch,
                         .loss = 1.6 * exp (-0.05 * epoch),
                         .accuracy = MIN (1, epoch / 40.0),
                         .validation_loss = NAN,
                         .validation_accuracy = NAN };

      rnn_series_add (fixture->series, &row);
    }
  fixture->changes = rnn_change_marks_new ();
  fixture->data = (PaintCurveData) { .kind = PAINT_CURVE_LOSS,
                                     .series = fixture->series,
                                     .epoch = 100,
                                     .epochs = 100,
                                     .n_classes = 5,
                                     .changes = fixture->changes };
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  rnn_series_free (fixture->series);
  rnn_change_marks_unref (fixture->changes);
  paint_theme_clear (&fixture->theme);
}

static void
add (Fixture    *fixture,
     double      epoch,
     const char *words)
{
  rnn_change_marks_add (fixture->changes, epoch, g_strdup (words));
}

static cairo_surface_t *
draw (const PaintCurveData *data,
      const PaintTheme     *theme)
{
  cairo_surface_t *image
    = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, area.width, area.height);
  cairo_t *cr = cairo_create (image);

  paint_curve (cr, area, data, theme);
  cairo_destroy (cr);
  cairo_surface_flush (image);

  return image;
}

static guint
count_differences (cairo_surface_t *a,
                   cairo_surface_t *b,
                   int              left,
                   int              right)
{
  const unsigned char *one = cairo_image_surface_get_data (a);
  const unsigned char *other = cairo_image_surface_get_data (b);
  int stride = cairo_image_surface_get_stride (a);
  guint n = 0;

  for (int y = 0; y < area.height; y++)
    for (int x = left; x < right; x++)
      n += memcmp (one + y * stride + 4 * x, other + y * stride + 4 * x, 4) != 0;

  return n;
}

/* There is ink where it was, and nowhere else but at its words. */
static void
test_line (Fixture       *fixture,
           gconstpointer  unused)
{
  const PaintTheme *theme = &fixture->theme;
  PaintCurveGeometry g = paint_curve_geometry (area, &fixture->data, theme);
  PaintCurveWords words[PAINT_MAX_CHANGE_WORDS];
  cairo_surface_t *without, *with;
  int x = (int) paint_scale_pixel (&g.x, 60.5);

  without = draw (&fixture->data, theme);
  add (fixture, 60.5, "lr 0.05");
  with = draw (&fixture->data, theme);
  g_assert_cmpuint (paint_curve_place_changes (&g, &fixture->data, theme, words),
                    ==, 1);
  g_assert_cmpstr (words[0].text, ==, "lr 0.05");
  g_assert_cmpfloat (words[0].rect.x, >=, x);
  g_assert_cmpuint (count_differences (without, with, x - 4, x + 5), >, 40);
  g_assert_cmpuint (count_differences (without, with, 0, x - 4), ==, 0);
  g_assert_cmpuint (
    count_differences (without, with,
                       (int) (words[0].rect.x + words[0].rect.width + 1),
                       (int) area.width),
    ==, 0);
  cairo_surface_destroy (without);
  cairo_surface_destroy (with);
}

static gboolean
overlap (const PaintRect *a,
         const PaintRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width
         && a->y < b->y + b->height && b->y < a->y + a->height;
}

/* Many changes, in both curves: what finds room is free, the last one does. */
static void
test_words (Fixture       *fixture,
            gconstpointer  unused)
{
  const PaintTheme *theme = &fixture->theme;

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *word = g_strdup_printf ("batch %u, lr 0.0%u", i, i);

      add (fixture, 1 + i * 1.5, word);
    }
  for (guint kind = 0; kind < 2; kind++)
    {
      PaintCurveWords words[PAINT_MAX_CHANGE_WORDS];
      PaintCurveGeometry g;
      guint n;

      fixture->data.kind = kind;
      g = paint_curve_geometry (area, &fixture->data, theme);
      n = paint_curve_place_changes (&g, &fixture->data, theme, words);
      g_assert_cmpuint (n, >, 2);
      g_assert_cmpstr (words[0].text, ==, "batch 59, lr 0.059");
      for (guint i = 0; i < n; i++)
        {
          g_assert_false (paint_curve_crosses (
            &g, fixture->series, paint_curve_trained (&fixture->data), 0,
            &words[i].rect));
          g_assert_cmpfloat (words[i].rect.x, >=, g.plot.x);
          g_assert_cmpfloat (words[i].rect.x + words[i].rect.width, <=,
                             g.plot.x + g.plot.width);
          for (guint j = 0; j < i; j++)
            g_assert_false (overlap (&words[i].rect, &words[j].rect));
        }
      cairo_surface_destroy (draw (&fixture->data, theme));
    }
}

static void
test_told (Fixture       *fixture,
           gconstpointer  unused)
{
  const PaintTarget at = { .kind = PAINT_TARGET_EPOCH, .epoch = 61 };
  const PaintTarget beside = { .kind = PAINT_TARGET_EPOCH, .epoch = 60 };
  g_autofree char *whole = NULL, *here = NULL, *there = NULL;

  add (fixture, 20, "batch 2");
  add (fixture, 60.5, "lr 0.05");
  whole = paint_curve_describe (&fixture->data, NULL);
  g_assert_nonnull (strstr (whole, "; changed: batch 2 at epoch 20, "
                                   "lr 0.05 at epoch 60.5"));
  here = paint_curve_describe (&fixture->data, &at);
  g_assert_nonnull (strstr (here, "; changed: lr 0.05"));
  there = paint_curve_describe (&fixture->data, &beside);
  g_assert_null (strstr (there, "changed"));
}

/* Those of a run, as they are made. */
static void
test_of_run (Fixture       *fixture,
             gconstpointer  unused)
{
  g_auto (RnnSpec) spec = { 0 };
  g_auto (RnnSpec) past = { 0 };
  g_autoptr (RnnDataset) dataset = NULL;
  g_autoptr (RnnRun) run = NULL;
  const RnnChangeMarks *marks;

  rnn_spec_init_default (&spec);
  spec.batch = 2;
  dataset = rnn_dataset_new (&spec, NULL);
  run = rnn_run_new (&spec, dataset, NULL);
  g_assert_cmpuint (rnn_run_change_marks (run)->n, ==, 0);

  /* In the second of three batches. */
  for (guint i = 0; i < 4; i++)
    rnn_run_update (run, NULL, NULL);
  spec.learning_rate = 0.05;
  spec.clip = RNN_CLIP_NORM;
  g_assert_true (rnn_run_change (run, &spec, NULL));
  for (guint i = 0; i < 5; i++)
    rnn_run_update (run, NULL, NULL);
  spec.batch = 5;
  g_assert_true (rnn_run_change (run, &spec, NULL));
  g_assert_true (rnn_run_set_parameter (run, 0, 0.5f, NULL));

  marks = rnn_run_change_marks (run);
  g_assert_cmpuint (marks->n, ==, 3);
  g_assert_cmpfloat (marks->marks[0].epoch, ==, 1 + 1.0 / 3);
  g_assert_cmpstr (marks->marks[0].words, ==, "lr 0.05, clip 1");
  g_assert_cmpfloat (marks->marks[1].epoch, ==, 3);
  g_assert_cmpstr (marks->marks[1].words, ==, "batch 5");
  g_assert_cmpstr (marks->marks[2].words, ==, "weights set");

  /* Another number of epochs, where training stands … */
  for (guint i = 0; i < 2; i++)
    rnn_run_update (run, NULL, NULL);
  spec.epochs = 500;
  g_assert_true (rnn_run_change (run, &spec, NULL));
  marks = rnn_run_change_marks (run);
  g_assert_cmpuint (marks->n, ==, 4);
  g_assert_cmpfloat (marks->marks[3].epoch, ==, 5);
  g_assert_cmpstr (marks->marks[3].words, ==, "500 epochs");

  /* … and in the past, where nothing that is known goes for it. */
  g_assert_true (rnn_run_seek_epoch (run, 2, NULL, NULL));
  rnn_spec_copy (&past, rnn_run_spec (run));
  past.epochs = 600;
  g_assert_true (rnn_run_change (run, &past, NULL));
  g_assert_cmpuint (rnn_run_change_marks (run)->n, ==, 4);
  g_assert_true (rnn_run_has_future (run));
  g_assert_cmpuint (rnn_run_spec (run)->epochs, ==, 600);
}

/* They are known again from a state that was saved. */
static void
test_saved (Fixture       *fixture,
            gconstpointer  unused)
{
  g_auto (RnnSpec) spec = { 0 };
  g_auto (RnnSpec) back = { 0 };
  g_autoptr (RnnDataset) dataset = NULL;
  g_autoptr (RnnRun) run = NULL;
  g_autoptr (RnnRun) other = NULL;
  g_autoptr (RnnSavedState) state = NULL;
  g_autoptr (RnnSavedState) read = NULL;
  g_autofree char *text = NULL;
  const RnnChangeMarks *marks;

  rnn_spec_init_default (&spec);
  dataset = rnn_dataset_new (&spec, NULL);
  run = rnn_run_new (&spec, dataset, NULL);
  rnn_run_update (run, NULL, NULL);
  spec.learning_rate = 0.05;
  g_assert_true (rnn_run_change (run, &spec, NULL));
  rnn_run_update (run, NULL, NULL);
  g_assert_true (rnn_run_set_parameter (run, 0, 0.5f, NULL));
  rnn_run_update (run, NULL, NULL);

  state = rnn_saved_state_new (run);
  text = rnn_experiment_state_to_text (&state->spec, state);
  g_assert_true (rnn_experiment_parse_state ("x", text, -1, &back, &read, NULL));
  other = rnn_run_new_saved (read, &back, dataset, NULL);
  marks = rnn_run_change_marks (other);
  g_assert_cmpuint (marks->n, ==, 2);
  g_assert_cmpfloat (marks->marks[0].epoch, ==, 1);
  g_assert_cmpstr (marks->marks[0].words, ==, "lr 0.05");
  g_assert_cmpfloat (marks->marks[1].epoch, ==, 2);
  g_assert_cmpstr (marks->marks[1].words, ==, "weights set");
}

#define ADD(name, func)                                                     \
  g_test_add ("/changes/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("line", test_line);
  ADD ("words", test_words);
  ADD ("told", test_told);
  ADD ("of-run", test_of_run);
  ADD ("saved", test_saved);

  return g_test_run ();
}
