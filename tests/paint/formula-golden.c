/* The numbers of a golden case are found on the inspector's pages. */

#include "tests/paint/formula-golden.h"

#include <math.h>
#include <string.h>

#include "tests/golden/golden.h"
#include "tests/golden/tolerance.h"
#include "ui/paint/formula-page.h"

/* Relative to the largest number of an array, see GOLDENS.md; weights after an
 * update are as near as the spread of single precision allows. */
#define TOLERANCE_WEIGHTS 1e-4

static const char *const cases[] = {
  "window_last", "tutorial_1", "allstep_mean", "allstep_sum", "stacked_all",
  "act_relu", "act_sigmoid", "act_linear", "embedding", "real_input",
  "clip_clipnorm", "clip_clipvalue", "clip_global_clipnorm", "opt_sgd",
  "opt_momentum", "opt_nesterov", "opt_rmsprop", "opt_rmsprop_momentum",
  "opt_adam",
};

typedef struct
{
  const Golden *golden;
  RnnFrame     *frame;        /* of one sample of the first batch */
  gsize         sample;
} Case;

static RnnFrame *
frame_of (const Golden *golden,
          gsize         sample)
{
  const RnnFrameWish wish = { .sample = sample, .next = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnRun) run = rnn_run_new (&golden->spec, golden->dataset, &error);

  g_assert_no_error (error);
  memcpy (rnn_learner_parameters (rnn_run_learner (run)), golden->initial,
          golden->network.size * sizeof (float));
  return rnn_frame_new (run, &wish, FALSE);
}

/* The number that stands in bold on the page about @address. */
static double
found (const Case *one,
       RnnAddress  address)
{
  const PaintSubject subject = { address, one->sample };
  g_autoptr (PaintPage) page = paint_page_new (one->frame, &subject, FALSE);

  for (guint i = 0; i < page->lines->len; i++)
    {
      const PaintLine *line = paint_page_get_line (page, i);

      for (guint k = 0; line->is_subject && k < line->n; k++)
        if (paint_page_get_run (page, line, k)->column == PAINT_RUN_VALUE)
          return paint_page_get_run (page, line, k)->number;
    }
  g_assert_not_reached ();
}

static double
largest (const double *numbers,
         gsize         n)
{
  double size = 0;

  for (gsize i = 0; i < n; i++)
    size = fmax (size, fabs (numbers[i]));
  return size;
}

static void
check_sample (const Case *one)
{
  const Golden *golden = one->golden;
  const RnnNetwork *network = &golden->network;
  guint steps = golden->time_steps, outputs = golden->n_outputs;

  for (guint l = 0; l < network->n_layers; l++)
    for (guint t = 1; t <= steps; t++)
      for (guint j = 0; j < network->units[l]; j++)
        {
          gsize i = (one->sample * steps + t - 1) * network->units[l] + j;

          g_assert_cmpfloat_with_epsilon (
            found (one, (RnnAddress) { RNN_QUANTITY_H, .layer = l, .t = t,
                                       .column = j }),
            golden->h[l][i],
            TOLERANCE_STEP_1 * largest (golden->h[l],
                                        (gsize) golden->first_batch * steps
                                          * network->units[l]));
        }
  for (guint p = 0; p < outputs; p++)
    for (guint c = 0; c < network->n_classes; c++)
      g_assert_cmpfloat_with_epsilon (
        found (one, (RnnAddress) { RNN_QUANTITY_Y,
                                   .t = steps - outputs + p + 1,
                                   .column = c }),
        golden->probs[(one->sample * outputs + p) * network->n_classes + c],
        TOLERANCE_STEP_1);
}

static void
check_arena (const Case   *one,
             RnnQuantity   quantity,
             const double *expected,
             double        tolerance)
{
  const RnnNetwork *network = &one->golden->network;

  for (guint i = 0; expected && i < network->n_parameters; i++)
    {
      const RnnParameter *p = &network->parameters[i];
      gsize n = (gsize) p->rows * p->columns;
      double slack = tolerance * largest (expected + p->offset, n) + 1e-12;

      for (guint k = 0; k < n; k++)
        g_assert_cmpfloat_with_epsilon (
          found (one, (RnnAddress) { quantity, .parameter = i,
                                     .row = k / p->columns,
                                     .column = k % p->columns }),
          expected[p->offset + k], slack);
    }
}

static void
test_golden (gconstpointer name)
{
  g_autofree char *path
    = g_strdup_printf ("%s/%s.json", GOLDEN_DIRECTORY, (const char *) name);
  g_autoptr (GError) error = NULL;
  g_autoptr (Golden) golden = golden_load (path, &error);

  g_assert_no_error (error);
  for (gsize sample = 0; sample < golden->first_batch; sample++)
    {
      g_autoptr (RnnFrame) frame = frame_of (golden, sample);
      const Case one = { golden, frame, sample };

      check_sample (&one);
      if (sample > 0)
        continue;
      check_arena (&one, RNN_QUANTITY_BATCH_GRADIENT, golden->gradients,
                   TOLERANCE_STEP_1);
      check_arena (&one, RNN_QUANTITY_CLIPPED, golden->clipped,
                   TOLERANCE_STEP_1);
      check_arena (&one, RNN_QUANTITY_WEIGHT_AFTER, golden->after_step_1,
                   TOLERANCE_WEIGHTS);
    }
}

void
test_add_goldens (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/formula/golden/%s", cases[i]);

      g_test_add_data_func (path, cases[i], test_golden);
    }
}
