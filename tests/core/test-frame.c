#include <math.h>
#include <string.h>

#include "core/error.h"
#include "core/frame.h"
#include "tests/core/plain.h"

static RnnRun *
new_run (const RnnSpec *spec,
         guint64        update)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnDataset) dataset = rnn_dataset_new (spec, &error);
  RnnRun *run;

  g_assert_no_error (error);
  run = rnn_run_new (spec, dataset, &error);
  g_assert_no_error (error);
  rnn_run_seek (run, update, NULL, &error);
  g_assert_no_error (error);
  return run;
}

static RnnRun *
run_of (const char *const *settings,
        guint64            update)
{
  g_auto (RnnSpec) spec = { 0 };

  rnn_spec_init_default (&spec);
  set_all (&spec, settings);
  return new_run (&spec, update);
}

static void
assert_arena (const float       *mine,
              const float       *theirs,
              const RnnNetwork  *network)
{
  g_assert_true (mine != theirs);
  g_assert_cmpmem (mine, network->size * sizeof (float), theirs,
                   network->size * sizeof (float));
}

static void
assert_samples (const RnnFrame *frame)
{
  guint steps = frame->dataset->time_steps;
  guint classes = frame->network.n_classes;
  guint units = frame->network.units[frame->network.n_layers - 1];
  guint n_targets = frame->network.target == RNN_TARGET_ALL ? steps : 1;

  for (gsize n = 0; n < frame->n_samples; n++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RnnTrace) trace =
        rnn_trace_new (&frame->network, frame->parameters, frame->dataset, n,
                       RNN_LOSS_MEAN, &error);
      guint top = frame->network.n_layers - 1;
      const float *h = trace->h[top] + steps * units;
      const float *y = trace->y + (trace->n_outputs - 1) * classes;

      g_assert_no_error (error);
      if (trace->codes != NULL)
        g_assert_cmpmem (frame->sample_codes + n * steps,
                         steps * sizeof (guint16), trace->codes,
                         steps * sizeof (guint16));
      else
        for (guint t = 0; t < steps; t++)
          g_assert_cmpfloat_with_epsilon (
            frame->sample_codes[n * steps + t] / (classes - 1.0),
            trace->real[t], 1e-6);
      g_assert_cmpmem (frame->sample_targets + n * n_targets,
                       n_targets * sizeof (guint16), trace->targets,
                       n_targets * sizeof (guint16));
      for (guint j = 0; j < units; j++)
        g_assert_cmpfloat_with_epsilon (frame->sample_h[n * units + j], h[j],
                                        1e-5);
      for (guint l = 0; l < top && steps == 1; l++)
        for (guint j = 0; j < frame->network.units[l]; j++)
          g_assert_cmpfloat_with_epsilon (
            frame->sample_below[l][n * frame->network.units[l] + j],
            trace->h[l][frame->network.units[l] + j], 1e-5);
      for (guint c = 0; c < classes; c++)
        g_assert_cmpfloat_with_epsilon (frame->sample_y[n * classes + c], y[c],
                                        1e-5);
    }
}

static void
assert_follows (const RnnFrame *frame)
{
  guint steps = frame->dataset->time_steps;
  guint classes = frame->network.n_classes;

  for (guint row = 0; row < classes; row++)
    for (guint c = 0; c < classes; c++)
      {
        double sum = 0.0;
        guint n = 0;

        for (gsize i = 0; i < frame->n_samples; i++)
          if (frame->sample_codes[i * steps + steps - 1] == row)
            {
              sum += frame->sample_y[i * classes + c];
              n++;
            }
        if (n == 0)
          g_assert_true (isnan (frame->follows[row * classes + c]));
        else
          g_assert_cmpfloat_with_epsilon (frame->follows[row * classes + c],
                                          sum / n, 1e-5);
      }
}

static void
test_moment (gconstpointer data)
{
  const RnnFrameWish wish = { .sample = 2 };
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnRun) run = NULL;
  g_autoptr (RnnFrame) frame = NULL;
  RnnLearner *learner;
  const RnnNetwork *network;
  const RnnSeries *series;
  double best = INFINITY;

  job_spec (data, &spec);
  run = new_run (&spec, 40);
  learner = rnn_run_learner (run);
  network = rnn_learner_network (learner);
  frame = rnn_frame_new (run, &wish, TRUE);

  g_assert_cmpuint (frame->position.update, ==, 40);
  g_assert_cmpuint (frame->batches, ==, rnn_learner_batches (learner));
  g_assert_true (frame->running);
  g_assert_true (rnn_spec_equal (&frame->spec, &spec));
  assert_arena (frame->parameters, rnn_learner_parameters (learner), network);
  assert_arena (frame->gradients, rnn_learner_gradients (learner), network);
  assert_arena (frame->change, rnn_learner_change (learner), network);

  series = rnn_history_series (rnn_run_history (run));
  for (gsize i = 0; i < rnn_series_length (series); i++)
    best = MIN (best, rnn_series_value (series,
                                        spec.validation > 0.0
                                          ? RNN_MEASURE_VALIDATION_LOSS
                                          : RNN_MEASURE_LOSS,
                                        i));
  g_assert_cmpfloat (frame->best_loss, ==, best);

  g_assert_cmpuint (frame->n_samples, ==,
                    rnn_dataset_n_samples (frame->dataset));
  assert_samples (frame);
  assert_follows (frame);
  g_assert_cmpuint (frame->trace->sample, ==, 2);
  g_assert_null (frame->trace_error);
  g_assert_null (frame->prediction);
  g_assert_null (frame->prediction_error);
}

static void
test_start (void)
{
  const RnnFrameWish wish = { .sample = 0 };
  g_autoptr (RnnRun) run = run_of ((const char *const[]) { NULL }, 0);
  g_autoptr (RnnFrame) frame = rnn_frame_new (run, &wish, FALSE);

  g_assert_cmpuint (frame->n_samples, ==, 5);
  g_assert_cmpuint (frame->best_epoch, ==, 0);
  g_assert_true (isnan (frame->best_loss));
  g_assert_false (frame->running);
  for (gsize i = 0; i < frame->network.size; i++)
    {
      g_assert_cmpfloat (frame->gradients[i], ==, 0.0f);
      g_assert_cmpfloat (frame->change[i], ==, 0.0f);
    }
}

static void
test_layers (void)
{
  static const char *const settings[] = { "network.units=4;3;2", NULL };
  const RnnFrameWish wish = { .sample = 0 };
  g_autoptr (RnnRun) run = run_of (settings, 7);
  g_autoptr (RnnFrame) frame = rnn_frame_new (run, &wish, FALSE);

  assert_samples (frame);
}

/* A frame outlives the run, and is a picture: nothing in it moves. */
static void
test_immutable (void)
{
  const RnnFrameWish wish = { .sample = 0, .text = "ab" };
  RnnRun *run = run_of ((const char *const[]) { NULL }, 10);
  RnnFrame *frame = rnn_frame_new (run, &wish, FALSE);
  float first = frame->parameters[0];

  rnn_run_seek (run, 30, NULL, NULL);
  rnn_run_free (run);
  g_assert_cmpuint (frame->position.update, ==, 10);
  g_assert_cmpfloat (frame->parameters[0], ==, first);
  assert_samples (frame);
  g_assert_cmpstr (frame->spec.text, ==, "abcde");

  g_assert_true (rnn_frame_ref (frame) == frame);
  rnn_frame_unref (frame);
  g_assert_cmpuint (frame->dataset->n_classes, ==, 5);
  rnn_frame_unref (frame);
}

static void
test_prediction (void)
{
  RnnFrameWish wish = { .sample = 0, .text = "abe" };
  g_autoptr (RnnRun) run = run_of ((const char *const[]) { NULL }, 100);
  g_autoptr (RnnFrame) frame = rnn_frame_new (run, &wish, FALSE);
  g_autoptr (RnnFrame) best = NULL;
  g_autoptr (RnnFrame) wrong = NULL;
  g_autoptr (RnnFrame) empty = NULL;
  g_autoptr (RnnPrediction) theirs = NULL;

  g_assert_cmpuint (frame->prediction->likeliest[0], ==, 1);
  g_assert_cmpuint (frame->prediction->likeliest[1], ==, 2);
  g_assert_cmpuint (frame->prediction->likeliest[2], ==, 0);
  g_assert_false (frame->prediction_best);

  wish.best = TRUE;
  best = rnn_frame_new (run, &wish, FALSE);
  g_assert_true (best->prediction_best);
  theirs = rnn_predict (&best->network,
                        rnn_learner_best (rnn_run_learner (run), NULL),
                        best->dataset, FALSE, "abe", NULL);
  g_assert_cmpmem (best->prediction->y, 15 * sizeof (float), theirs->y,
                   15 * sizeof (float));

  wish.text = "abz";
  wrong = rnn_frame_new (run, &wish, FALSE);
  g_assert_null (wrong->prediction);
  g_assert_nonnull (strstr (wrong->prediction_error, "z"));

  wish.text = "";
  empty = rnn_frame_new (run, &wish, FALSE);
  g_assert_null (empty->prediction);
  g_assert_null (empty->prediction_error);
}

#define TEXT_OF_SIZES "data.text=the quick brown fox jumps over the lazy dog" \
  " and runs away from the bear, who was not all that hungry after all"

/* The samples shown are fewer for a large network. */
static void
test_large (void)
{
  static const char *const large[] = {
    TEXT_OF_SIZES, "network.units=64", "data.time_steps=50", NULL
  };
  static const char *const huge[] = {
    TEXT_OF_SIZES, "network.units=600", "data.time_steps=50", NULL
  };
  const RnnFrameWish wish = { .sample = 0 };
  g_autoptr (RnnRun) run = run_of (large, 0);
  g_autoptr (RnnRun) other = run_of (huge, 0);
  g_autoptr (RnnFrame) some = rnn_frame_new (run, &wish, TRUE);
  g_autoptr (RnnFrame) one = rnn_frame_new (other, &wish, TRUE);

  g_assert_cmpuint (some->n_samples, >, 10);
  g_assert_cmpuint (some->n_samples, <,
                    rnn_dataset_n_samples (some->dataset));
  assert_samples (some);
  g_assert_cmpuint (one->n_samples, ==, 1);
}

/* Why the gradient vanishes is told when wished for, once for a whole walk, and
 * as far as there is time while it runs. */
static void
test_flow (void)
{
  static const char *const large[] = {
    TEXT_OF_SIZES, "network.units=64", "data.time_steps=50", NULL
  };
  RnnFrameWish wish = { .sample = 0 };
  RnnCursor cursor = { 0 };
  RnnLanding landing;
  g_autoptr (RnnRun) run = run_of (large, 0);
  g_autoptr (RnnFrame) without = rnn_frame_new (run, &wish, FALSE);
  g_autoptr (RnnFrame) resting = NULL;
  g_autoptr (RnnFrame) running = NULL;
  g_autoptr (RnnFrame) first = NULL;
  g_autoptr (RnnFrame) last = NULL;

  g_assert_null (without->flow);
  wish.flow = TRUE;
  resting = rnn_frame_new (run, &wish, FALSE);
  running = rnn_frame_new (run, &wish, TRUE);
  g_assert_true (rnn_flow_is_whole (resting->flow));
  g_assert_false (rnn_flow_is_whole (running->flow));

  g_assert_true (rnn_cursor_go_to (&cursor, run, 1, &landing, NULL));
  g_assert_true (rnn_cursor_land (&cursor, run, &landing, NULL));
  wish.cursor = &cursor;
  wish.last = without;
  first = rnn_frame_new (run, &wish, FALSE);
  g_assert_true (rnn_flow_is_whole (first->flow));
  wish.last = first;
  last = rnn_frame_new (run, &wish, FALSE);
  g_assert_true (last->flow == first->flow);
  rnn_cursor_clear (&cursor);
}

/* A long text waits until there is time for it, but not what is wrong with
 * it. */
static void
test_long_text (void)
{
  static const char *const large[] = {
    TEXT_OF_SIZES, "network.units=64", "data.time_steps=50", NULL
  };
  g_autofree char *text = g_strnfill (3000, 'x');
  RnnFrameWish wish = { .sample = 0, .text = text };
  g_autoptr (RnnRun) run = run_of (large, 0);
  g_autoptr (RnnFrame) waits = rnn_frame_new (run, &wish, FALSE);
  g_autoptr (RnnFrame) has = NULL;
  g_autoptr (RnnFrame) wrong = NULL;
  g_autoptr (RnnPrediction) prediction = NULL;
  g_autoptr (GError) error = NULL;
  const int stop = 1;

  g_assert_null (waits->prediction);
  g_assert_null (waits->prediction_error);
  g_assert_true (waits->prediction_waits);

  g_assert_null (rnn_frame_predict (run, &wish, &stop, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_CANCELLED);
  g_clear_error (&error);
  prediction = rnn_frame_predict (run, &wish, NULL, &error);
  g_assert_no_error (error);
  wish.prediction = prediction;
  has = rnn_frame_new (run, &wish, FALSE);
  g_assert_true (has->prediction == prediction);
  g_assert_false (has->prediction_waits);

  text[2999] = '#';
  wish.prediction = NULL;
  wrong = rnn_frame_new (run, &wish, FALSE);
  g_assert_false (wrong->prediction_waits);
  g_assert_nonnull (strstr (wrong->prediction_error, "#"));
}

/* More letters than can be shown side by side; more samples than are. */
static void
test_many_letters (void)
{
  g_autoptr (GString) text = g_string_new ("data.text=");
  const char *settings[] = { NULL, NULL };
  const RnnFrameWish wish = { .sample = 0 };
  g_autoptr (RnnRun) run = NULL;
  g_autoptr (RnnFrame) frame = NULL;

  for (gunichar letter = 0x4e00; letter < 0x4e00 + 300; letter++)
    g_string_append_unichar (text, letter);
  settings[0] = text->str;
  run = run_of (settings, 1);
  frame = rnn_frame_new (run, &wish, FALSE);
  g_assert_cmpuint (frame->n_samples, ==, RNN_FRAME_MAX_SAMPLES);
  g_assert_null (frame->follows);
  assert_samples (frame);
}

/* Reals that stand for no letters. */
static void
test_arrays (void)
{
  static const float real[] = { 0.5f, -1, 2, 0.25f, 3, -0.125f };
  static const guint16 targets[] = { 1, 0, 1 };
  const RnnFrameWish wish = { .sample = 1, .text = "a" };
  g_autoptr (GError) error = NULL;
  g_autoptr (RnnDataset) dataset =
    rnn_dataset_new_arrays (RNN_INPUT_REAL, RNN_TARGET_LAST, 3, 1, 2, 2, NULL,
                            real, targets, &error);
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnRun) run = NULL;
  g_autoptr (RnnFrame) frame = NULL;

  g_assert_no_error (error);
  rnn_spec_init_default (&spec);
  spec.input = RNN_INPUT_REAL;
  run = rnn_run_new (&spec, dataset, &error);
  g_assert_no_error (error);
  frame = rnn_frame_new (run, &wish, FALSE);
  g_assert_null (frame->sample_codes);
  g_assert_null (frame->follows);
  g_assert_cmpuint (frame->n_samples, ==, 3);
  g_assert_cmpmem (frame->sample_targets, sizeof targets, targets,
                   sizeof targets);
  g_assert_cmpfloat (frame->trace->real[0], ==, 2.0f);
  g_assert_null (frame->prediction);
  g_assert_nonnull (frame->prediction_error);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < n_jobs; i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/frame/moment/%s", jobs[i].name);

      g_test_add_data_func (path, &jobs[i], test_moment);
    }
  g_test_add_func ("/frame/start", test_start);
  g_test_add_func ("/frame/layers", test_layers);
  g_test_add_func ("/frame/immutable", test_immutable);
  g_test_add_func ("/frame/prediction", test_prediction);
  g_test_add_func ("/frame/large", test_large);
  g_test_add_func ("/frame/flow", test_flow);
  g_test_add_func ("/frame/long-text", test_long_text);
  g_test_add_func ("/frame/many-letters", test_many_letters);
  g_test_add_func ("/frame/arrays", test_arrays);
  return g_test_run ();
}
