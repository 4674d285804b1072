#include <math.h>
#include <string.h>

#include "core/error.h"
#include "core/frame.h"
#include "core/outcome.h"
#include "tests/core/client.h"
#include "tests/core/plain.h"
#include "tests/core/specimen.h"
#include "tests/golden/golden.h"
#include "tests/golden/tolerance.h"

static RnnIntervention
weight (gsize index,
        float value)
{
  return (RnnIntervention) { RNN_INTERVENTION_WEIGHT, .index = index,
                             .value = value };
}

static void
add (RnnInterventions *interventions,
     RnnIntervention   one)
{
  interventions->list[interventions->n++] = one;
}

/* The first number of each matrix, and the very last. */
static RnnInterventions
some_of_each (const RnnNetwork *network)
{
  RnnInterventions interventions = { 0 };

  for (guint i = 0; i < network->n_parameters; i++)
    add (&interventions, weight (network->parameters[i].offset, 0.25f * i));
  add (&interventions, weight (network->size - 1, -0.75f));
  return interventions;
}

/* What they say, done by hand. */
static float *
edited_by_hand (const RnnInterventions *interventions,
                const float            *parameters,
                gsize                   size)
{
  float *edited = g_memdup2 (parameters, size * sizeof (float));

  for (guint i = 0; i < interventions->n; i++)
    edited[interventions->list[i].index] = interventions->list[i].value;
  return edited;
}

/* Floats of a frame, or of anything: the same bits, or both NULL. */
static void
assert_same (const float *mine,
             const float *theirs,
             gsize        n)
{
  g_assert_true ((mine == NULL) == (theirs == NULL));
  if (mine != NULL)
    g_assert_cmpmem (mine, n * sizeof (float), theirs, n * sizeof (float));
}

static void
assert_same_trace (const RnnTrace *mine,
                   const RnnTrace *theirs)
{
  gsize steps = mine->time_steps;
  gsize n = (gsize) mine->n_outputs * mine->network.n_classes;

  g_assert_cmpfloat (mine->loss, ==, theirs->loss);
  assert_same (mine->logits, theirs->logits, n);
  assert_same (mine->y, theirs->y, n);
  assert_same (mine->gradients, theirs->gradients, mine->network.size);
  for (guint l = 0; l < mine->network.n_layers; l++)
    {
      gsize units = mine->network.units[l];

      assert_same (mine->z[l], theirs->z[l], steps * units);
      assert_same (mine->h[l], theirs->h[l], (steps + 1) * units);
      assert_same (mine->dh[l], theirs->dh[l], steps * units);
      assert_same (mine->dh_out[l], theirs->dh_out[l], steps * units);
      assert_same (mine->dh_next[l], theirs->dh_next[l], steps * units);
    }
}

/* As if is what a network with those weights does, number by number. */
static void
test_as_if (gconstpointer kind)
{
  g_autoptr (Specimen) specimen = specimen_new (kind);
  const RnnNetwork *network = &specimen->network;
  const float *parameters = specimen_parameters (specimen);
  RnnInterventions edits = some_of_each (network);
  g_autofree float *edited =
    edited_by_hand (&edits, parameters, network->size);
  RnnLossReduction loss = specimen->spec.loss;
  g_autoptr (RnnTrace) mine = rnn_trace_new_as_if (
    network, parameters, specimen->dataset, 1, loss, &edits, NULL);
  g_autoptr (RnnTrace) theirs = rnn_trace_new (
    network, edited, specimen->dataset, 1, loss, NULL);
  g_autoptr (RnnOutcome) outcome = rnn_outcome_new (
    network, parameters, specimen->dataset, 1, loss, &edits, NULL);

  assert_same_trace (mine, theirs);
  g_assert_cmpfloat (mine->loss, !=, specimen->trace->loss);
  g_assert_cmpfloat (outcome->loss, ==, mine->loss);
  assert_same (outcome->y, mine->y,
               (gsize) mine->n_outputs * network->n_classes);
}

/* Goldens ------------------------------------------------------------------ */

static double
largest (const double *x,
         gsize         n)
{
  double most = 0.0;

  for (gsize i = 0; i < n; i++)
    most = fmax (most, fabs (x[i]));
  return most;
}

static void
assert_golden (const double *golden,
               const float  *mine,
               gsize         n)
{
  double tolerance = TOLERANCE_STEP_1 * largest (golden, n);

  for (gsize i = 0; i < n; i++)
    assert_near (mine[i], golden[i], tolerance);
}

static void
assert_golden_states (const Golden   *golden,
                      const RnnTrace *trace,
                      guint           sample)
{
  for (guint l = 0; l < golden->network.n_layers; l++)
    {
      gsize units = golden->network.units[l];
      gsize n = golden->time_steps * units;

      assert_golden (golden->h[l] + sample * n, trace->h[l] + units, n);
    }
}

static void
compare_golden (const Golden           *golden,
                const float            *parameters,
                const RnnInterventions *edits)
{
  const RnnNetwork *network = &golden->network;
  g_autofree float *gradients = g_new0 (float, network->size);
  gsize n = (gsize) golden->n_outputs * network->n_classes;
  double share =
    golden->spec.loss == RNN_LOSS_MEAN ? 1.0 / golden->first_batch : 1.0;
  double loss = 0.0;

  for (guint b = 0; b < golden->first_batch; b++)
    {
      g_autoptr (RnnTrace) trace = rnn_trace_new_as_if (
        network, parameters, golden->dataset, b, golden->spec.loss, edits,
        NULL);

      assert_golden_states (golden, trace, b);
      assert_golden (golden->probs + b * n, trace->y, n);
      loss += share * trace->loss;
      for (gsize i = 0; i < network->size; i++)
        gradients[i] += share * trace->gradients[i];
    }
  assert_near (loss, golden->loss, TOLERANCE_STEP_1 * golden->loss);
  assert_golden (golden->gradients, gradients, network->size);
}

/* A network of other numbers, all of them if there are not too many, where the
 * golden's are typed instead. */
static void
test_golden (gconstpointer name)
{
  g_autofree char *path =
    g_strdup_printf ("%s/%s.json", GOLDEN_DIRECTORY, (const char *) name);
  g_autoptr (GError) error = NULL;
  g_autoptr (Golden) golden = golden_load (path, &error);
  g_autofree float *parameters = NULL;
  RnnInterventions edits = { 0 };
  gsize size;

  g_assert_no_error (error);
  size = golden->network.size;
  parameters = g_memdup2 (golden->initial, size * sizeof (float));
  for (gsize i = 0; i < size; i += 1 + size / (RNN_MAX_INTERVENTIONS + 1))
    {
      add (&edits, weight (i, golden->initial[i]));
      parameters[i] = 7.0f;
    }
  compare_golden (golden, parameters, &edits);
}

/* Frames ------------------------------------------------------------------- */

static RnnRun *
run_of (const Specimen *specimen)
{
  g_autoptr (GError) error = NULL;
  RnnRun *run = rnn_run_new (&specimen->spec, specimen->dataset, &error);

  g_assert_no_error (error);
  rnn_run_seek (run, 2, NULL, &error);
  g_assert_no_error (error);
  return run;
}

static void
assert_same_frame (const RnnFrame *mine,
                   const RnnFrame *theirs)
{
  gsize size = mine->network.size;
  gsize n = mine->n_samples;
  guint units = mine->network.units[mine->network.n_layers - 1];
  guint classes = mine->network.n_classes;

  assert_same (mine->parameters, theirs->parameters, size);
  assert_same (mine->gradients, theirs->gradients, size);
  assert_same (mine->change, theirs->change, size);
  assert_same (mine->sample_h, theirs->sample_h, n * units);
  assert_same (mine->sample_y, theirs->sample_y, n * classes);
  assert_same (mine->follows, theirs->follows, (gsize) classes * classes);
  assert_same_trace (mine->trace, theirs->trace);
  assert_same (mine->prediction->y, theirs->prediction->y,
               mine->prediction->n_letters * classes);
}

/* All of a frame is that of a network with those weights, but for what has
 * happened; without them it is the same bits as ever. */
static void
test_frame (void)
{
  g_autoptr (Specimen) specimen = specimen_new (&specimen_kinds[1]);
  g_autoptr (RnnRun) run = run_of (specimen);
  g_autoptr (RnnRun) kept = run_of (specimen);
  RnnFrameWish wish = { .sample = 2, .text = "bcde" };
  g_autoptr (RnnFrame) plain = rnn_frame_new (run, &wish, FALSE);
  g_autoptr (RnnFrame) theirs = NULL, mine = NULL, again = NULL;
  RnnInterventions edits = some_of_each (&plain->network);

  g_assert_true (rnn_run_set_parameters (kept, &edits, NULL));
  theirs = rnn_frame_new (kept, &wish, FALSE);
  wish.interventions = edits;
  mine = rnn_frame_new (run, &wish, FALSE);
  assert_same_frame (mine, theirs);
  g_assert_true (mine->touched && !theirs->touched && !plain->touched);
  g_assert_true (rnn_frame_weights (mine) == mine->parameters);
  for (guint i = 0; i < edits.n; i++)
    g_assert_cmpfloat (mine->real[i], ==,
                       plain->parameters[edits.list[i].index]);

  wish.interventions.n = 0;
  again = rnn_frame_new (run, &wish, FALSE);
  assert_same_frame (again, plain);
}

static void
assert_left_out (RnnRun          *run,
                 RnnIntervention  one,
                 const char      *word)
{
  RnnFrameWish wish = { .text = "bcde" };
  g_autoptr (RnnFrame) plain = rnn_frame_new (run, &wish, FALSE);
  g_autoptr (RnnFrame) frame = NULL;

  add (&wish.interventions, one);
  frame = rnn_frame_new (run, &wish, FALSE);
  g_assert_false (frame->touched);
  g_assert_cmpuint (frame->interventions.n, ==, 0);
  g_assert_nonnull (strstr (frame->interventions_error, word));
  assert_same_frame (frame, plain);
}

static void
test_left_out (void)
{
  g_autoptr (Specimen) specimen = specimen_new (&specimen_kinds[1]);
  g_autoptr (RnnRun) run = run_of (specimen);

  assert_left_out (run, weight (specimen->network.size, 0.0f), "number");
  assert_left_out (run, weight (0, NAN), "finite");
  assert_left_out (run, weight (0, -INFINITY), "finite");
  assert_left_out (run, weight (0, 2e6f), "between");
}

/* Numbers that are possible one by one, and lead nowhere. */
static void
test_beyond_bounds (void)
{
  static const char *const settings[] = {
    "data.time_steps=8", "network.activation=relu", "network.units=1", NULL
  };
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnRun) run = NULL;
  g_autoptr (RnnDataset) dataset = NULL;
  RnnFrameWish wish = { .text = "bcde" };
  g_autoptr (RnnFrame) plain = NULL, frame = NULL;

  rnn_spec_init_default (&spec);
  set_all (&spec, settings);
  dataset = rnn_dataset_new (&spec, NULL);
  run = rnn_run_new (&spec, dataset, NULL);
  plain = rnn_frame_new (run, &wish, FALSE);
  for (gsize i = 0; i < plain->network.size; i++)
    add (&wish.interventions, weight (i, RNN_MAX_WEIGHT));
  frame = rnn_frame_new (run, &wish, FALSE);
  g_assert_nonnull (strstr (frame->interventions_error, "beyond all bounds"));
  g_assert_false (frame->touched);
  assert_same_frame (frame, plain);
}

/* Real weights ------------------------------------------------------------- */

/* One event, the same bits as number by number; rewinding past it undoes it. */
static void
test_keep (gconstpointer data)
{
  g_auto (RnnSpec) spec = { 0 };
  g_autoptr (RnnRun) run = NULL;
  g_autoptr (RnnDataset) dataset = NULL;
  g_autoptr (Plain) before = NULL, after = NULL;
  RnnInterventions edits;

  job_spec (data, &spec);
  before = plain_new (&spec);
  after = plain_new (&spec);
  dataset = rnn_dataset_new (&spec, NULL);
  run = rnn_run_new (&spec, dataset, NULL);
  edits = some_of_each (rnn_learner_network (rnn_run_learner (run)));
  add (&edits, (RnnIntervention) { RNN_INTERVENTION_CUT });

  rnn_run_seek (run, 6, NULL, NULL);
  g_assert_true (rnn_run_set_parameters (run, &edits, NULL));
  g_assert_cmpuint (rnn_history_n_events (rnn_run_history (run)), ==, 1);
  rnn_run_seek (run, 9, NULL, NULL);

  plain_to_update (after, 6);
  for (guint i = 0; i + 1 < edits.n; i++)
    rnn_learner_parameters (after->learner)[edits.list[i].index] =
      edits.list[i].value;
  plain_to_update (after, 9);
  plain_assert_learner (after, rnn_run_learner (run));

  plain_to_update (before, 5);
  rnn_run_seek (run, 5, NULL, NULL);
  plain_assert_learner (before, rnn_run_learner (run));
  rnn_run_seek (run, 9, NULL, NULL);
  plain_assert_learner (after, rnn_run_learner (run));
}

/* Nothing to keep is no event; nor is what is refused. */
static void
test_keep_nothing (void)
{
  g_autoptr (Specimen) specimen = specimen_new (&specimen_kinds[1]);
  g_autoptr (RnnRun) run = run_of (specimen);
  RnnInterventions edits = { 1, { { RNN_INTERVENTION_CUT } } };
  g_autoptr (GError) error = NULL;

  g_assert_true (rnn_run_set_parameters (run, &edits, &error));
  add (&edits, weight (0, 0.5f));
  add (&edits, weight (1, INFINITY));
  g_assert_false (rnn_run_set_parameters (run, &edits, &error));
  g_assert_error (error, RNN_ERROR, RNN_ERROR_RANGE);
  g_assert_cmpuint (rnn_history_n_events (rnn_run_history (run)), ==, 0);
}

/* On a walk the trace, and what explains it, is as if before the update; kept,
 * the walk goes on at the same stop. */
static void
test_walk (void)
{
  g_autoptr (Client) client = client_new ();
  RnnFrameWish wish = { .sample = 0 };
  g_auto (RnnSpec) spec = { 0 };
  RnnFrame *frame;
  float real;

  rnn_spec_init_default (&spec);
  client_do (client, rnn_trainer_replace (client->trainer, &spec),
             RNN_COMMAND_REPLACE);
  client_walk_to (client, 2);
  real = client->frame->parameters[3];
  add (&wish.interventions, weight (3, 0.5f));
  client_do (client, rnn_trainer_wish (client->trainer, &wish),
             RNN_COMMAND_WISH);
  frame = client->frame;
  g_assert_cmpuint (frame->stop, ==, 2);
  g_assert_cmpfloat (frame->parameters[3], ==, 0.5f);
  g_assert_cmpfloat (frame->real[0], ==, real);
  g_assert_cmpfloat (rnn_frame_weights (frame)[3], ==, 0.5f);
  g_assert_cmpfloat (frame->update->before[3], ==, real);

  client_do (client,
             rnn_trainer_set_parameters (client->trainer, &wish.interventions),
             RNN_COMMAND_SET_PARAMETERS);
  wish.interventions.n = 0;
  client_do (client, rnn_trainer_wish (client->trainer, &wish),
             RNN_COMMAND_WISH);
  frame = client->frame;
  g_assert_cmpuint (frame->stop, ==, 2);
  g_assert_false (frame->touched);
  g_assert_cmpfloat (frame->update->before[3], ==, 0.5f);
}

/* At the walk's last stop the picture is after the update, its trace before. */
static void
test_last_stop (void)
{
  g_autoptr (Client) client = client_new ();
  RnnFrameWish wish = { .sample = 0 };
  g_auto (RnnSpec) spec = { 0 };
  const RnnFrame *frame;
  RnnWalk walk;

  rnn_spec_init_default (&spec);
  client_do (client, rnn_trainer_replace (client->trainer, &spec),
             RNN_COMMAND_REPLACE);
  add (&wish.interventions, weight (3, 0.5f));
  client_do (client, rnn_trainer_wish (client->trainer, &wish),
             RNN_COMMAND_WISH);
  walk = client->frame->walk;
  client_walk_to (client, rnn_walk_length (&walk));
  frame = client->frame;
  g_assert_cmpuint (frame->stop, ==, rnn_walk_length (&walk));
  g_assert_true (rnn_frame_weights (frame) != frame->parameters);
  for (gsize i = 0; i < frame->network.size; i++)
    {
      g_assert_cmpfloat (rnn_frame_weights (frame)[i], ==,
                         i == 3 ? 0.5f : frame->update->before[i]);
      g_assert_cmpfloat (frame->parameters[i], ==,
                         i == 3 ? 0.5f : frame->update->after[i]);
    }
}

int
main (int    argc,
      char **argv)
{
  static const char *const goldens[] = {
    "act_relu", "allstep_mean", "embedding", "long_T50_tanh", "minibatch_sum",
    "real_input", "stacked_last", "tutorial_1", "tutorial_2", "tutorial_3",
    "window_last"
  };

  g_test_init (&argc, &argv, NULL);
  specimen_add_tests ("/edited-weights/as-if", test_as_if);
  for (gsize i = 0; i < G_N_ELEMENTS (goldens); i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/edited-weights/golden/%s", goldens[i]);

      g_test_add_data_func (path, goldens[i], test_golden);
    }
  g_test_add_func ("/edited-weights/frame", test_frame);
  g_test_add_func ("/edited-weights/left-out", test_left_out);
  g_test_add_func ("/edited-weights/beyond-bounds", test_beyond_bounds);
  for (gsize i = 0; i < n_jobs; i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/edited-weights/keep/%s", jobs[i].name);

      g_test_add_data_func (path, &jobs[i], test_keep);
    }
  g_test_add_func ("/edited-weights/keep-nothing", test_keep_nothing);
  g_test_add_func ("/edited-weights/walk", test_walk);
  g_test_add_func ("/edited-weights/last-stop", test_last_stop);
  return g_test_run ();
}
